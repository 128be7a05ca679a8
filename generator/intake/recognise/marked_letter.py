"""The letter in a document whose format marks its questions and answers: what is one is certain, whatever its words.

Only how such a part is numbered is read in its text. Matching, joint questions and metadata are those of every format.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.model import LetterKind
from generator.intake.recognise import balance
from generator.intake.recognise.answers.assemble import assemble
from generator.intake.recognise.answers.assembly import Assembly
from generator.intake.recognise.labels import patterns
from generator.intake.recognise.labels.patterns import Label, LabelForm, LabelKind
from generator.intake.recognise.labels.sections import Section
from generator.intake.recognise.metadata import declared, fact_doubts, letter_facts, marked_facts, passages, subject
from generator.intake.recognise.recognised_letter import Furniture, RecognisedLetter, SourceLine, printed
from generator.intake.recognise.text import paragraphs
from generator.intake.source_document import DocBlock, LetterPart, Role, SourceDocument

_REASONS = {Role.HEAD: "running", Role.FOOT: "running", Role.SIDE: "letterhead"}
_KINDS = {LetterPart.QUESTION: LabelKind.QUESTION, LetterPart.ANSWER: LabelKind.ANSWER}
_ENDS = frozenset([LetterPart.QUESTION, LetterPart.ANSWER, LetterPart.BESIDE, LetterPart.SIGNATURE])
"""The parts with which the text before them ends."""


def is_marked(document: SourceDocument) -> bool:
    """Whether the format of a document marks which of it are questions."""
    return any(block.part is LetterPart.QUESTION for block in document.blocks)


def recognise(document: SourceDocument, name: str, lang: str) -> RecognisedLetter:
    """Return the letter in such a document; `name` is what diagnostics call the file."""
    lines = [SourceLine(block) for block in document.blocks if block.role not in _REASONS]
    aside = [
        Furniture(printed(block), block.line, _REASONS[block.role], block.page)
        for block in document.blocks
        if block.role in _REASONS and printed(block)
    ]
    parts = _parts(lines)
    how = paragraphs.setting((), wrapped=False)  # no page breaks its paragraphs, so none is joined

    def build(lines: Sequence[SourceLine], *, apart: bool = False) -> tuple[DocBlock, ...]:
        return paragraphs.build(lines, replace(how, apart=apart))

    opening = build(lines[: parts.sections[0].first])
    assembly = assemble([section for section in parts.sections if not _is_empty(section, lines)], lines, build, name)
    trailers = [build(one.lines) for one in assembly.trailers]
    body = (*opening, *(block for blocks in trailers for block in blocks))
    signed = next((i for i, line in enumerate(lines) if line.block.part is LetterPart.SIGNATURE), len(lines))
    texts = [block.text for block in (*opening, *build(lines[signed:]))]  # an explanation speaks of other letters too
    notices = [block.text for blocks in trailers for block in blocks if subject.postpones([block.text])]
    evidence = letter_facts.Evidence(texts, notices, {}, [item.text for item in aside], lang)
    found, doubts = letter_facts.read(evidence, name)
    meta = declared.fill(marked_facts.fill(found, lines), document.meta)
    told = passages.collect(opening, build(lines[signed:]), {}, aside)
    letter = RecognisedLetter(
        kind=_kind(assembly, body),
        lang=lang,
        meta=meta if meta.title else replace(meta, title=document.title),
        body=body,
        questions=tuple(assembly.questions),
        footnotes=document.footnotes,
        furniture=tuple(sorted((*aside, *assembly.aside, *parts.labels), key=lambda item: item.line)),
        problems=(
            *document.problems,
            *doubts,
            *fact_doubts.find(meta, told, document.meta, lang, name),
            *_empty_answers(parts.sections, lines, name),
            *assembly.problems,
        ),
    )
    return replace(letter, problems=(*letter.problems, *balance.check(document, letter, name)))


def _kind(assembly: Assembly, body: Sequence[DocBlock]) -> LetterKind:
    if any(question.answer is not None for question in assembly.questions):
        return LetterKind.ANSWERS
    postponed = subject.postpones(block.text for block in body)
    return LetterKind.POSTPONEMENT if postponed else LetterKind.QUESTIONS


# --- Parts -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Parts:
    """The sections of a letter from its first question or answer on, and the labels that its text leaves out."""

    sections: tuple[Section, ...]
    labels: tuple[Furniture, ...]


def _parts(lines: Sequence[SourceLine]) -> _Parts:
    """Return what the marks of a document tell."""
    starts = [i for i, line in enumerate(lines) if line.block.part in _ENDS]
    first = next(i for i in starts if lines[i].block.part in _KINDS)
    spans = list(itertools.pairwise([*(i for i in starts if i >= first), len(lines)]))
    sections: list[Section] = []
    labels: list[Furniture] = []
    counts = dict.fromkeys(LabelKind, 0)
    for start, end in spans:
        line = lines[start]
        kind = _KINDS.get(line.block.part) if line.block.part else None
        if kind is None:
            beside = Label(LabelKind.TRAILER, LabelForm.WORD, (), 0, alone=False)
            sections.append(Section(beside, start, end, guessed=True))
            continue
        label = _label(line, kind, counts[kind] + 1)
        counts[kind] = max((*label.numbers, counts[kind] + 1)) if label.numbers else counts[kind] + 1
        own = not label.end and not line.block.label
        sections.append(Section(label, start, end, guessed=own))
        text = line.text[: label.end].strip() or (line.block.label or "" if not own else "")
        if text and not label.part:
            labels.append(Furniture(text, line.block.line, "label", line.block.page))
    return _Parts(tuple(_headed(sections, lines)), tuple(labels))


def _label(line: SourceLine, kind: LabelKind, number: int) -> Label:
    """Return the label of a question or an answer: as printed, else numbered by its place (`number`).

    A number without a word is one where nothing else is on the line, or where it is the next.
    """
    read = patterns.read(line.text)
    if read is not None and read.form is LabelForm.WORD and read.kind is kind:
        return read
    if read is not None and read.numbers and (read.alone or read.numbers == (number,)):
        same = read.kind is kind or read.form is not LabelForm.WORD
        if same and read.form in (LabelForm.POINT, LabelForm.BARE, LabelForm.SHORT):
            return replace(read, kind=kind)
    numbers = (number,) if kind is LabelKind.QUESTION else ()
    return Label(kind, LabelForm.WORD, numbers, 0, alone=False)


def _headed(sections: Sequence[Section], lines: Sequence[SourceLine]) -> Iterator[Section]:
    """Yield the sections with headings between two parts given to the question below them."""
    waiting: int | None = None
    for at, section in enumerate(sections):
        after = sections[at + 1] if at + 1 < len(sections) else None
        own = lines[section.start : section.end]
        is_heading = (
            section.label is not None
            and section.label.kind is LabelKind.TRAILER
            and all(line.block.heading for line in own)
        )
        if is_heading and after and after.label and after.label.kind is LabelKind.QUESTION:
            waiting = section.start
            continue
        yield section if waiting is None else replace(section, above=waiting)
        waiting = None


# --- Answers without text ----------------------------------------------------------------------------------------


def _is_empty(section: Section, lines: Sequence[SourceLine]) -> bool:
    """Whether a section is an answer without text, which answers nothing."""
    label = section.label
    if label is None or label.kind is not LabelKind.ANSWER:
        return False
    own = lines[section.start : section.end]
    return not own[0].text[label.end :].strip() and not any(line.text or line.block.rows for line in own[1:])


def _empty_answers(sections: Sequence[Section], lines: Sequence[SourceLine], name: str) -> Iterator[Diagnostic]:
    for section in sections:
        if _is_empty(section, lines) and section.label is not None:
            shown = lines[section.start].text.strip() or "–"
            where = Position(name, lines[section.start].block.line)
            yield diagnostic("answer-empty", where, Severity.WARNING, label=shown)
