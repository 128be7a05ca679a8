"""Recognition: a `SourceDocument` of any format in, the letter in it out, with every doubt named. One grammar for all formats."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.model import LetterKind
from generator.intake.recognise import balance
from generator.intake.recognise.answers import assemble as assembly
from generator.intake.recognise.answers import question_tables, unlabelled
from generator.intake.recognise.footnotes import matching
from generator.intake.recognise.labels import patterns, segments
from generator.intake.recognise.labels.patterns import LabelForm, LabelKind
from generator.intake.recognise.metadata import cover, declared, letter_facts
from generator.intake.recognise.recognised_letter import Furniture, RecognisedLetter, SourceLine, printed
from generator.intake.recognise.text import furniture, paragraphs, subheadings
from generator.intake.source_document import DocBlock, DocFootnote, Role, Run, SourceDocument

__all__ = ["Recognised", "recognise"]

_TABLE_LABELS = 2
_WORDS = {
    "nl": frozenset("de het een van en dat niet zijn vraag antwoord wordt ook naar op te".split()),
    "en": frozenset("the of and that not question answer is are was also to in for with".split()),
}


def recognise(document: SourceDocument, name: str) -> RecognisedLetter:
    """Recognise the letter in a document; `name` is what diagnostics call the file."""
    flow = furniture.set_aside(document)
    tables = question_tables.unfold(_split_lines(flow.lines))
    lines, parts, paired = _part(_unfolded(tables.lines), flow.footnotes)
    lang = _language(lines)
    how = paragraphs.setting(lines, wrapped=document.format == "text")
    first = next((part.first for part in parts if part.label is not None), len(lines))
    head = cover.part([line for line in paired.lines[:first] if line is not None], flow.furniture)
    body = paragraphs.build(head.lines, how, cover=True)

    def build(of: Sequence[SourceLine]) -> tuple[DocBlock, ...]:
        return paragraphs.build(of, how)

    put = assembly.assemble(parts, paired.lines, build, name)
    trailers = [(word, build(content)) for word, content in put.trailers]
    notices = [block.text for word, blocks in trailers if word in ("Mededeling", "Notice") for block in blocks]
    heads = [Furniture(printed(table), table.line, "label", table.page) for table in tables.heads]
    aside = (*flow.furniture, *head.aside, *put.aside, *heads, *_labels(parts, lines))
    running = [item.text for item in aside if item.reason == "running"]
    closing = [part for word, part in trailers if not word and part and segments.CLOSING.match(part[0].text)]
    said = [block.text for part in (body, *closing) for block in part]
    evidence = letter_facts.Evidence(said, notices, head.fields, running, lang)
    meta, doubts = letter_facts.read(evidence, name)
    meta = declared.fill(meta, document.meta)
    if document.format == "html" and meta.title is None:
        meta = replace(meta, title=document.title)
    for word, blocks in trailers:
        body += (*((DocBlock((Run(word),), heading=1),) if word else ()), *blocks)
    typed = tuple(_footnote(footnote, how) for footnote in paired.footnotes)
    letter = RecognisedLetter(
        kind=_kind(put, body, notices),
        lang=lang,
        meta=meta,
        body=body,
        questions=tuple(put.questions),
        footnotes=(*document.footnotes, *typed),
        loose=paired.loose,
        furniture=tuple(sorted(aside, key=lambda item: item.line)),
        problems=(
            *document.problems,
            *doubts,
            *_absent(parts, lines, name, put.problems),
            *_guesses(parts, lines, name),
            *_unnumbered(put, body, name),
            *_loose(paired, name),
            *_glued(lines, name),
        ),
    )
    return replace(letter, problems=(*letter.problems, *balance.check(document, letter, name)))


def _unfolded(lines: tuple[SourceLine, ...]) -> tuple[SourceLine, ...]:
    """Lay out tables that only set questions and answers beside each other, where the labels stand in their cells."""
    if any(_is_label(line) for line in lines if not line.given) or any(line.given for line in lines):
        return lines
    out: list[SourceLine] = []
    for line in lines:
        cells = [SourceLine(block) for row in line.block.rows for cell in row for block in cell]
        labelled = sum(_is_label(cell) for cell in cells) >= _TABLE_LABELS
        out.extend(_split_lines(cells) if labelled else [line])
    return tuple(out)


def _is_label(line: SourceLine) -> bool:
    label = segments.label_of(line)
    return label is not None and label.form is LabelForm.WORD and label.kind is not LabelKind.TRAILER


def _part(
    lines: tuple[SourceLine, ...], zone: tuple[DocBlock, ...]
) -> tuple[tuple[SourceLine, ...], tuple[segments.Section, ...], matching.PairedFootnotes]:
    """Find sections and footnotes. Blocks at a page's foot that prove to be no footnotes are text, in their place."""
    while True:
        parts = subheadings.attach(lines, segments.sections(lines))
        heads = {part.start: part.label.end for part in parts if part.label is not None}
        paired = matching.pair(lines, heads, zone)
        if not paired.unowned:
            return lines, parts, paired
        for block in paired.unowned:
            at = sum((line.block.page or 0) <= (block.page or 0) for line in lines)
            lines = (*lines[:at], SourceLine(replace(block, role=Role.BODY)), *lines[at:])
        zone = tuple(block for block in zone if block not in paired.unowned)


def _split_lines(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """Part paragraphs that hold a label on a line of its own before or amid their text."""
    out: list[SourceLine] = []
    for line in lines:
        text = line.text
        cuts = _answers_within(text)
        if line.block.rows or not (cuts or "\n" in text):
            out.append(line)
            continue
        offset, start = 0, 0
        for piece in text.split("\n"):
            label = patterns.read(piece.strip())
            if label and label.alone and label.form is LabelForm.WORD:
                cuts.extend([offset, offset + len(piece) + 1])
            offset += len(piece) + 1
        bounds = sorted({0, *(c for c in cuts if c < len(text)), len(text)})
        for start, end in itertools.pairwise(bounds):
            runs = _strip_newlines(matching.cut(line.block.runs, start, end))
            if any(run.text.strip() or run.footnote for run in runs):
                out.append(
                    replace(line, block=replace(line.block, runs=runs, label=line.block.label if start == 0 else None))
                )
    return tuple(out)


_ANSWER_WITHIN = re.compile(
    r"\?['\"”’»)\]]*\s+(?=(?:Antwoord(?:en)?|Answer)(?:\s+(?:op\s+|to\s+)?(?:vraag\s+|question\s+)?(?P<number>\d{1,3}))?\s*(?P<colon>:)?)"
)
"""Where an answer begins behind its question: `Vraag 1 Kent u de brug? Antwoord 1 Ja.`"""


def _answers_within(text: str) -> list[int]:
    """Return where answers begin amid a paragraph: behind a colon, or under the number of the question there."""
    own = patterns.read(text)
    asked = own.numbers if own and own.kind is LabelKind.QUESTION else ()
    found = _ANSWER_WITHIN.finditer(text)
    return [m.end() for m in found if m["colon"] or (m["number"] and int(m["number"]) in asked)]


def _strip_newlines(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    if not runs:
        return runs
    first, last = replace(runs[0], text=runs[0].text.lstrip("\n ")), len(runs) - 1
    runs = (first, *runs[1:])
    return (*runs[:last], replace(runs[last], text=runs[last].text.rstrip("\n ")))


def _language(lines: Sequence[SourceLine]) -> str:
    words = Counter(re.findall(r"[a-z]+", " ".join(line.text for line in lines).lower()))
    return max(_WORDS, key=lambda lang: sum(words[word] for word in _WORDS[lang]))


def _footnote(footnote: DocFootnote, how: paragraphs.Typesetting) -> DocFootnote:
    """Join the lines of a typed footnote into one paragraph."""
    runs: tuple[Run, ...] = ()
    for block in footnote.blocks:
        runs = paragraphs.join(runs, block.runs, how.vocabulary)
    return replace(footnote, blocks=(replace(footnote.blocks[0], runs=runs),))


def _labels(parts: Sequence[segments.Section], lines: Sequence[SourceLine]) -> Iterator[Furniture]:
    for part in parts:
        if part.label is None or part.label.kind is LabelKind.TRAILER or part.label.part or part.guessed:
            continue
        block = lines[part.start].block
        text = block.text[: part.label.end].strip() or block.label
        if text:
            yield Furniture(text, block.line, "label", block.page)


def _absent(
    parts: Sequence[segments.Section], lines: Sequence[SourceLine], name: str, problems: Sequence[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Report that the source does not print its questions, in place of what else there is to say of them."""
    absent = next((part for part in parts if part.label and part.label.word == unlabelled.ABSENT), None)
    if absent is None:
        return tuple(problems)
    place = Position(name, lines[absent.start].block.line)
    others = [problem for problem in problems if problem.code != "questions-not-told-apart"]
    return (*others, diagnostic("questions-absent", place, Severity.WARNING))


def _guesses(parts: Sequence[segments.Section], lines: Sequence[SourceLine], name: str) -> tuple[Diagnostic, ...]:
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


def _unnumbered(put: assembly.Assembly, body: Sequence[DocBlock], name: str) -> tuple[Diagnostic, ...]:
    """Report a consultation in writing: its questions have no numbers, and stay in the letter's text."""
    groups = [block for block in body if _OF_A_GROUP.match(block.text)]
    if put.questions or not groups:
        return ()
    return (
        diagnostic("questions-without-number", Position(name, groups[0].line), Severity.WARNING, count=len(groups)),
    )


def _loose(paired: matching.PairedFootnotes, name: str) -> tuple[Diagnostic, ...]:
    lines = {footnote.key: (footnote.mark, footnote.blocks[0].line) for footnote in paired.footnotes}
    return tuple(
        diagnostic("footnote-without-mark", Position(name, lines[key][1]), Severity.WARNING, mark=lines[key][0])
        for key, _ in paired.loose
    )


_POSTPONED = re.compile(
    r"(?:niet|not)\s+(?:binnen|within).{0,60}termijn|beantwoord.{0,120}termijn.{0,40}\bniet\b|uitstel", re.IGNORECASE
)


def _kind(put: assembly.Assembly, body: Sequence[DocBlock], notices: Sequence[str]) -> LetterKind:
    if any(question.answer is not None for question in put.questions):
        return LetterKind.ANSWERS
    text = " ".join(block.text for block in body)
    if notices or _POSTPONED.search(text):
        return LetterKind.POSTPONEMENT
    return LetterKind.QUESTIONS if put.questions else LetterKind.LETTER


def _glued(lines: Sequence[SourceLine], name: str) -> tuple[Diagnostic, ...]:
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
