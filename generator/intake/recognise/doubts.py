"""What recognition is not sure of, as diagnostics. Nothing here changes what was recognised."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.intake.recognise.answers import assemble as assembly
from generator.intake.recognise.answers import unlabelled
from generator.intake.recognise.footnotes.extraction import PairedFootnotes
from generator.intake.recognise.labels import segments
from generator.intake.recognise.labels.patterns import LabelKind
from generator.intake.recognise.recognised_letter import SourceLine
from generator.intake.recognise.text import paragraphs
from generator.intake.source_document import DocBlock


def questions_absent(
    parts: Sequence[segments.Section], lines: Sequence[SourceLine], name: str, problems: Sequence[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Report that the source does not print its questions, in place of what else there is to say of them."""
    absent = next((part for part in parts if part.label and part.label.word == unlabelled.ABSENT), None)
    if absent is None:
        return tuple(problems)
    place = Position(name, lines[absent.start].block.line)
    others = [problem for problem in problems if problem.code != "questions-not-told-apart"]
    return (*others, diagnostic("questions-absent", place, Severity.WARNING))


def guessed_sections(
    parts: Sequence[segments.Section], lines: Sequence[SourceLine], name: str
) -> tuple[Diagnostic, ...]:
    """Report what stands in the letter without a label, once for questions and once for answers."""
    found = []
    for kind, code in ((LabelKind.QUESTION, "questions-without-label"), (LabelKind.ANSWER, "answers-without-label")):
        guessed = [
            part for part in parts if part.guessed and part.label and part.label.kind is kind and not part.label.word
        ]
        if guessed:
            place = Position(name, lines[guessed[0].start].block.line)
            found.append(diagnostic(code, place, Severity.WARNING, count=len(guessed)))
    return tuple(found)


_OF_A_GROUP = re.compile(r"(?:\d+\.\s*)?Vragen\s+en\s+opmerkingen\s+van")


def unnumbered_questions(put: assembly.Assembly, body: Sequence[DocBlock], name: str) -> tuple[Diagnostic, ...]:
    """Report a consultation in writing: its questions have no numbers, and stay in the letter's text."""
    groups = [block for block in body if _OF_A_GROUP.match(block.text)]
    if put.questions or not groups:
        return ()
    return (
        diagnostic("questions-without-number", Position(name, groups[0].line), Severity.WARNING, count=len(groups)),
    )


def footnotes_without_mark(paired: PairedFootnotes, name: str) -> tuple[Diagnostic, ...]:
    """Report the footnotes whose mark was not found in the text."""
    lines = {footnote.key: (footnote.mark, footnote.blocks[0].line) for footnote in paired.footnotes}
    return tuple(
        diagnostic("footnote-without-mark", Position(name, lines[key][1]), Severity.WARNING, mark=lines[key][0])
        for key, _ in paired.loose
    )


def glued_words(lines: Sequence[SourceLine], name: str) -> tuple[Diagnostic, ...]:
    """Report words that an extractor glued; they are left as they are."""
    found = [
        (line.block.line, re.sub(r"^.*[^\w]|[^\w].*$", "", line.text[: match.start() + 2]) + match[0][2:])
        for line in lines
        for match in paragraphs.GLUE.finditer(line.text)
        if "//" not in line.text
    ]
    if len(found) < paragraphs.GLUES:
        return ()
    return (
        diagnostic("words-glued", Position(name, found[0][0]), Severity.WARNING, count=len(found), example=found[0][1]),
    )
