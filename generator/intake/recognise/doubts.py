"""What is doubtful about a recognised letter, as diagnostics. Nothing here changes what was recognised."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.intake.recognise import glued_words as glued
from generator.intake.recognise.answers.assembly import Assembly
from generator.intake.recognise.answers.unlabelled import ABSENT
from generator.intake.recognise.footnotes.extraction import PairedFootnotes
from generator.intake.recognise.labels import patterns
from generator.intake.recognise.labels.patterns import LabelForm, LabelKind
from generator.intake.recognise.labels.sections import Section
from generator.intake.recognise.recognised_letter import Furniture, SourceLine
from generator.intake.recognise.text import numbers_in_line
from generator.intake.recognise.text.paragraphs import GLUED_SENTENCES, MANY_GLUED
from generator.intake.recognise.text.split_lines import labels_within, lost_lines
from generator.intake.source_document import DocBlock

_GUESSED = ((LabelKind.QUESTION, "questions-without-label"), (LabelKind.ANSWER, "answers-without-label"))
_LONG_LINE = 150
"""Characters; a label within a longer line, in a letter without questions, shows that line ends were lost."""
_ASKED_BY = re.compile(r"^(?:\w+\s+)?Vragen\s+van\s+(?:het\s+lid|de\s+leden)\b|\bVragen\s+van\b.{0,300}\(ingezonden\b")
"""The head of questions as they are sent in; where they follow on one line, without labels, its line ends were lost."""
_FLEMISH_ANSWER = re.compile(
    r"ANTWOORD\s+op\s+(?:schriftelijke\s+)?vraag\s+(?:nr\.?|nummer)\s*\d+\s+van\s+\d{1,2}\s+\w+\s+\d{4}\b.{0,80}",
    re.IGNORECASE,
)
"""The heading of an answer in the Flemish parliament, over two lines."""
_WORDED = (LabelForm.WORD, LabelForm.SHORT)
_SIGN = re.compile(r"[:.)]\s*$")
_REST_OF_LABEL = re.compile(r"[a-z(][^.?!\n]{0,80}:$|Antwoord\w*\b[^.?!\n]{0,80}:$")
"""A first paragraph that is what remains of a label: `van de groep Jansen:` behind `Vraag 1`, `Antwoord wie dan ook:`."""
_EXAMPLES = 3
"""How many of the glued words are shown."""
_BY_A_GROUP = re.compile(r"(?:\d+\.\s*)?Vragen\s+en\s+opmerkingen\s+van")
"""The heading over the questions of one group, in a consultation in writing."""


def questions_absent(
    sections: Sequence[Section], lines: Sequence[SourceLine], name: str, problems: Sequence[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Return the problems of the questions, and one that the source does not print them, if it does not.

    That replaces the problem that they are not told apart.
    """
    absent = next((section for section in sections if section.label and section.label.word == ABSENT), None)
    if absent is None:
        return tuple(problems)
    place = Position(name, lines[absent.start].block.line)
    others = [problem for problem in problems if problem.code != "questions-not-told-apart"]
    return (*others, diagnostic("questions-absent", place, Severity.WARNING))


def guessed_sections(sections: Sequence[Section], lines: Sequence[SourceLine], name: str) -> Iterator[Diagnostic]:
    """Report questions, and answers, that have no label in the source: one diagnostic for each of both."""
    for kind, code in _GUESSED:
        guessed = [
            section
            for section in sections
            if section.guessed and section.label and section.label.kind is kind and not section.label.word
        ]
        if guessed:
            place = Position(name, lines[guessed[0].start].block.line)
            numbers = ", ".join(str(n) for section in guessed if section.label for n in section.label.numbers)
            yield diagnostic(code, place, Severity.WARNING, count=len(guessed), numbers=numbers)


def unnumbered_questions(assembly: Assembly, body: Sequence[DocBlock], name: str) -> Iterator[Diagnostic]:
    """Report a consultation in writing: its questions have no numbers, and stay in the letter's text."""
    groups = [block for block in body if _BY_A_GROUP.match(block.text)]
    if groups and not assembly.questions:
        place = Position(name, groups[0].line)
        yield diagnostic("questions-without-number", place, Severity.WARNING, count=len(groups))


def footnotes_without_mark(paired: PairedFootnotes, name: str) -> Iterator[Diagnostic]:
    """Report the footnotes whose mark was not found in the text."""
    known = {footnote.key: (footnote.mark, footnote.blocks[0].line) for footnote in paired.footnotes}
    for key, _ in paired.loose:
        mark, line = known[key]
        yield diagnostic("footnote-without-mark", Position(name, line), Severity.WARNING, mark=mark)


def glued_words(lines: Sequence[SourceLine], lang: str, name: str) -> Iterator[Diagnostic]:
    """Report words that an extractor wrote without a space between them; they are left as they are.

    Two glued sentences may be a misprint, so that they count only where there are many.
    """
    sentences = [
        (index, re.sub(r"^.*[^\w]|[^\w].*$", "", line.text[: match.start() + 2]) + match[0][2:])
        for index, line in enumerate(lines)
        for match in GLUED_SENTENCES.finditer(line.text)
        if "//" not in line.text
    ]
    found = [
        *(sentences if len(sentences) >= MANY_GLUED else ()),
        *glued.find([line.text for line in lines], lang),
    ]
    if found:
        places = dict.fromkeys(sorted(lines[index].block.line for index, _ in found))
        examples = ", ".join(dict.fromkeys(word for _, word in found[:_EXAMPLES]))
        values = {"count": len(found), "example": examples, "lines": ", ".join(map(str, places))}
        yield diagnostic("words-glued", Position(name, next(iter(places))), Severity.WARNING, **values)


def lines_lost(letter: Sequence[SourceLine], assembly: Assembly, name: str) -> Iterator[Diagnostic]:
    """Report, as an error, a text whose line ends were lost, so that its questions cannot be told from each other."""
    in_line = numbers_in_line.find(letter)
    if in_line:
        yield diagnostic("lines-lost", Position(name, letter[in_line.index].block.line))
    if in_line or assembly.questions:
        return
    asked = any(_ASKED_BY.search(line.text) for line in letter)
    for line in letter:
        together = asked and not line.block.rows and line.text.count("?") > 1
        if together or (len(line.text) >= _LONG_LINE and any(labels_within(line.text))):
            yield diagnostic("lines-lost", Position(name, line.block.line))
            return


def lines_split(lines: Sequence[SourceLine], name: str) -> Iterator[Diagnostic]:
    """Report a text whose line ends were lost, and that was split at its labels."""
    lost = lost_lines(lines)
    if lost:
        count = sum(map(len, lost.values()))
        yield diagnostic("lines-lost-split", Position(name, lines[min(lost)].block.line), Severity.WARNING, count=count)


def marks_without_footnote(assembly: Assembly, name: str) -> Iterator[Diagnostic]:
    """Report the numbers in the text of questions and answers that look like marks of footnotes which are not there."""
    found: list[tuple[str, int]] = []
    for question in assembly.questions:
        for block in (*question.blocks, *(question.answer or ())):
            found.extend((mark, block.line or question.line) for mark in _marks(block))
    if found:
        marks = ", ".join(dict.fromkeys(mark for mark, _ in found))
        lines = ", ".join(map(str, dict.fromkeys(line for _, line in found)))
        values = {"marks": marks, "lines": lines}
        yield diagnostic("mark-without-footnote", Position(name, found[0][1]), Severity.WARNING, **values)


_MARK_AFTER = re.compile(r"(?:[^\W\d_]{3}|[.,:;?!)»”’\"])\s?$")
"""What is before the mark of a footnote: a word (no unit, as in m²) or a sign."""
_IN_BRACKETS = re.compile(r"(?<=[^\W\d_]{2}|[\w»”][.,;?!)»”\"])\s?\[(?P<mark>\d{1,2})\](?=[\s.,;:?!]|$)")


_BEHIND_SENTENCE = re.compile(r"(?:[^\W\d_]{4}[.?!]|[?!»”])(?P<mark>\d{1,2})(?=\s+[A-ZÀ-Ý«“]|\s*$)")
"""A number glued to the end of a sentence: `gestopt?1`."""


def _marks(block: DocBlock) -> Iterator[str]:
    """Yield the raised numbers in a paragraph, and those in square brackets, that are no marks of footnotes."""
    before = ""
    for run in block.runs:
        raised = run.text.strip()
        if run.superscript and run.footnote is None and re.fullmatch(r"\d{1,2}", raised) and _MARK_AFTER.search(before):
            yield raised
        before += run.text if run.footnote is None else ""
    yield from (match["mark"] for match in _IN_BRACKETS.finditer(before))
    yield from (match["mark"] for match in _BEHIND_SENTENCE.finditer(before))
    if re.fullmatch(r"\d{1,2}", before.strip()) and not block.label:
        yield before.strip()  # the number of a footnote, or of a page, alone


def columns_joined(assembly: Assembly, name: str) -> Iterator[Diagnostic]:
    """Report a paragraph of plain text that has the gaps of a table: its cells are not in the order of reading."""
    for question in assembly.questions:
        for block in (*question.blocks, *(question.answer or ())):
            if "\n" not in block.text and len(_GAP.findall(block.text)) >= _GAPS:
                yield diagnostic("columns-joined", Position(name, block.line or question.line), Severity.WARNING)
                return


_GAP = re.compile(r"(?<=\S)(?: {3,}|\t)(?=\S)")
_GAPS = 2


def other_parliament(letter: Sequence[SourceLine], name: str) -> Iterator[Diagnostic]:
    """Report, as an error, an answer of another parliament: its questions and its answers are each a list, and signed."""
    for line, below in itertools.pairwise(letter):
        if _FLEMISH_ANSWER.fullmatch(f"{line.text.strip()} {below.text.strip()}"):
            yield diagnostic("letter-of-another-parliament", Position(name, line.block.line))
            return


def labels_left(assembly: Assembly, sections: Sequence[Section], name: str) -> Iterator[Diagnostic]:
    """Report each paragraph of a question or answer that begins as a label does and was not read as one."""
    if any(section.label and section.label.word == ABSENT for section in sections):
        return  # the headings of answers are in the place of their questions
    for question in assembly.questions:
        for blocks in (question.blocks, question.answer or ()):
            if blocks and _is_rest_of_label(blocks[0], question.number):
                place = Position(name, blocks[0].line or question.line)
                printed = blocks[0].text.strip()
                yield diagnostic("label-not-read", place, Severity.WARNING, label=printed, number=question.number)
        for block in (*question.blocks, *(question.answer or ())):
            label = None if block.rows else patterns.read(block.text)
            if label is None or not label.numbers or label.part or label.form not in _WORDED:
                continue
            if label.alone or (_SIGN.search(block.text[: label.end]) and not block.text[label.end].islower()):
                place = Position(name, block.line or question.line)
                printed = block.text[: label.end].strip()
                yield diagnostic("label-not-read", place, Severity.WARNING, label=printed, number=question.number)


def _is_rest_of_label(block: DocBlock, number: int) -> bool:
    """Whether the first paragraph of a question or answer is what remains of its label.

    A label that says who asks or answers is kept, but not one that has the question's number in other words.
    """
    if not _REST_OF_LABEL.match(block.text):
        return False
    label = patterns.read(block.text)
    if label is None or not label.part:
        return True
    return not label.numbers and re.search(rf"(?<!\d){number}(?!\d)", block.text) is not None


_HEADS_ALL = re.compile(r"(?:\w*[Vv]ragen|Questions)\s+(?:nr\.?\s*|no\.?\s*|nummer\s*)?\d+\s*$")
"""The number that a council gives all questions of a member: `Vragen nr. 61`."""


def labels_in_cover(assembly: Assembly, body: Sequence[DocBlock], name: str) -> Iterator[Diagnostic]:
    """Report each paragraph outside the questions that begins as the label of a question that was not found."""
    found = {number for question in assembly.questions for number in (question.number, *question.joint)}
    for block in body if found else ():
        label = None if _HEADS_ALL.match(block.text) else patterns.read(block.text)
        if label and label.kind is LabelKind.QUESTION and label.form is LabelForm.WORD and set(label.numbers) - found:
            printed = block.text[: label.end].strip()
            values = {"label": printed, "number": label.numbers[0]}
            yield diagnostic("label-not-read", Position(name, block.line), Severity.WARNING, **values)


def furniture_within(within: Sequence[Furniture], name: str) -> Iterator[Diagnostic]:
    """Report each place where furniture was taken out of the middle of a sentence."""
    for item in within:
        place = Position(name, item.line)
        yield diagnostic("furniture-within-sentence", place, Severity.INFO, text=item.text)
