"""Recognition: the letter in a document of any format, with a diagnostic for everything that is doubtful.

There is one grammar for all formats; each step is in a module of its own, and nothing here knows a format but by what
its reader noted.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.core.diagnostics import Diagnostic
from generator.core.model import LetterKind
from generator.intake.recognise import balance, doubts, marked_letter
from generator.intake.recognise.answers import answers_heading, question_tables
from generator.intake.recognise.answers.assemble import assemble
from generator.intake.recognise.answers.assembly import Assembly
from generator.intake.recognise.footnotes import matching
from generator.intake.recognise.footnotes.extraction import PairedFootnotes
from generator.intake.recognise.labels import sections
from generator.intake.recognise.labels.patterns import LabelKind
from generator.intake.recognise.labels.sections import Section
from generator.intake.recognise.metadata import (
    closings,
    cover,
    declared,
    fact_doubts,
    forms,
    letter_facts,
    passages,
    subject,
)
from generator.intake.recognise.metadata.signatories import SignatureLine
from generator.intake.recognise.recognised_letter import (
    Furniture,
    Metadata,
    RecognisedLetter,
    SourceLine,
    printed,
)
from generator.intake.recognise.text import furniture, paragraphs, subheadings
from generator.intake.recognise.text.split_lines import split_at_labels, unfold_cells
from generator.intake.source_document import DocBlock, DocFootnote, Role, Run, SourceDocument

__all__ = ["RecognisedLetter", "recognise"]

_WORDS = {
    "nl": frozenset("de het een van en dat niet zijn vraag antwoord wordt ook naar op te".split()),
    "en": frozenset("the of and that not question answer is are was also to in for with".split()),
}
"""Words by which a letter's language is told."""
_NOTICES = ("Mededeling", "Notice")

_Trailer = tuple[str, tuple[DocBlock, ...]]
"""Text after the questions that belongs to none: its label's word, and its blocks."""


def recognise(document: SourceDocument, name: str) -> RecognisedLetter:
    """Recognise the letter in a document; `name` is what diagnostics call the file."""
    if marked_letter.is_marked(document):
        return marked_letter.recognise(document, name, _language([SourceLine(block) for block in document.blocks]))
    text = furniture.set_aside(document)
    tables = question_tables.unfold(split_at_labels(text.lines))
    structure = _structure(unfold_cells(tables.lines), text.footnotes)
    how = paragraphs.setting(structure.lines, wrapped=document.format == "text")

    def build(lines: Sequence[SourceLine], *, apart: bool = False) -> tuple[DocBlock, ...]:
        return paragraphs.build(lines, replace(how, apart=apart))

    head = cover.split_cover(structure.cover_lines, text.furniture)
    opening = paragraphs.build(head.lines, how, cover=True)
    assembly = assemble(structure.sections, structure.footnotes.lines, build, name)
    closing = [line for one in assembly.trailers if not one.word and closings.begins(one.lines) for line in one.lines]
    trailers = [(one.word, build(one.lines)) for one in assembly.trailers]
    headed = zip(assembly.trailers, trailers, strict=True)
    body = (
        *opening,
        *(block for one, (word, blocks) in headed for block in _headed(word if one.heads else "", blocks)),
    )
    heads = [Furniture(printed(table), table.line, "label", table.page) for table in tables.heads]
    heads += [Furniture(block.text, block.line, "label", block.page) for block in structure.over_notes]
    left_out = (*text.furniture, *head.aside, *assembly.aside, *heads, *_labels(structure))
    lang = _language(structure.lines)
    close = build(closing)
    over = tuple(
        block
        for word, blocks in trailers
        if not word
        for block in blocks[: answers_heading.MOST_BLOCKS]
        if answers_heading.HEADING.match(block.text)
    )
    sets = [blocks[0] for word, blocks in trailers if blocks and not word and subject.ASKED.match(blocks[0].text)]
    evidence = letter_facts.Evidence(
        head=[*forms.rows(structure.cover_lines), *(block.text for block in (*opening, *over, *close))],
        notices=_notices(trailers),
        fields={"subject": forms.subject(structure.cover_lines), **head.fields},
        aside=[item.text for item in left_out if item.reason == "running"],
        lang=lang,
        sets=[
            blocks[0].text for word, blocks in trailers if blocks and not word and subject.ASKED.match(blocks[0].text)
        ],
        lines=_signature_lines((*head.lines, *closing)),
        letterhead=[item.text for item in (*head.aside, *text.furniture) if item.reason != "running"],
    )
    meta, meta_doubts = _metadata(document, evidence, name)
    told = passages.collect((*opening, *over, *sets), close, head.fields, left_out)
    letter = RecognisedLetter(
        kind=_kind(assembly, body, evidence),
        lang=lang,
        meta=meta,
        body=body,
        questions=tuple(assembly.questions),
        footnotes=(*document.footnotes, *(_joined(footnote, how) for footnote in structure.footnotes.footnotes)),
        loose=structure.footnotes.loose,
        furniture=tuple(sorted(left_out, key=lambda item: item.line)),
        problems=(
            *document.problems,
            *meta_doubts,
            *fact_doubts.find(meta, told, document.meta, lang, name),
            *doubts.furniture_within(text.within, name),
            *doubts.lines_split(text.lines, name),
            *_doubts(structure, assembly, body, name),
        ),
    )
    return replace(letter, problems=(*letter.problems, *balance.check(document, letter, name)))


# --- Structure ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Structure:
    """The lines of a letter, its sections, and its footnotes."""

    lines: tuple[SourceLine, ...]
    sections: tuple[Section, ...]
    footnotes: PairedFootnotes
    over_notes: tuple[DocBlock, ...] = ()
    """The headings right above footnotes: `Voetnoten:`."""

    @property
    def cover_lines(self) -> list[SourceLine]:
        """The lines before the first label, without footnotes."""
        first = next((section.first for section in self.sections if section.label is not None), len(self.lines))
        return [line for line in self.footnotes.lines[:first] if line is not None]


def _structure(lines: tuple[SourceLine, ...], zone: tuple[DocBlock, ...]) -> _Structure:
    """Find the sections and footnotes of a letter; `zone` are blocks at the foot of pages that may be footnotes.

    A block of the zone that proves to be no footnote is text, after the last line of its page.
    """
    while True:
        found = subheadings.attach(lines, sections.sections(lines))
        label_ends = {section.start: section.label.end for section in found if section.label is not None}
        paired = matching.pair(lines, label_ends, zone)
        if not paired.unowned:
            return _Structure(lines, found, *_without_heading_of_notes(paired))
        for block in paired.unowned:
            at = sum((line.block.page or 0) <= (block.page or 0) for line in lines)
            lines = (*lines[:at], SourceLine(replace(block, role=Role.BODY)), *lines[at:])
        zone = tuple(block for block in zone if block not in paired.unowned)


_OVER_NOTES = re.compile(r"(?:(?:Voet|Eind)?[Nn]oten|(?:Foot|End)?[Nn]otes)\s*:?")


def _without_heading_of_notes(paired: PairedFootnotes) -> tuple[PairedFootnotes, tuple[DocBlock, ...]]:
    """Return footnotes and text without the headings right above footnotes, and those headings."""
    pairs = itertools.pairwise(paired.lines)
    over = {i for i, (line, below) in enumerate(pairs) if line and below is None and _OVER_NOTES.fullmatch(line.text)}
    kept = tuple(None if i in over else line for i, line in enumerate(paired.lines))
    return replace(paired, lines=kept), tuple(line.block for i in sorted(over) if (line := paired.lines[i]))


def _labels(structure: _Structure) -> Iterator[Furniture]:
    """Yield the labels that the letter's text leaves out."""
    for section in structure.sections:
        label = section.label
        if label is None or label.kind is LabelKind.TRAILER or label.part or section.guessed:
            continue
        block = structure.lines[section.start].block
        text = block.text[: label.end].strip() or block.label
        if text:
            yield Furniture(text, block.line, "label", block.page)


def _joined(footnote: DocFootnote, how: paragraphs.Typesetting) -> DocFootnote:
    """Return a typed footnote with its lines joined to one paragraph."""
    runs: tuple[Run, ...] = ()
    for block in footnote.blocks:
        runs = paragraphs.join(runs, block.runs, how.vocabulary)
    return replace(footnote, blocks=(replace(footnote.blocks[0], runs=runs),))


# --- Trailers ----------------------------------------------------------------------------------------------------


def _headed(word: str, blocks: tuple[DocBlock, ...]) -> tuple[DocBlock, ...]:
    """Return a trailer's blocks, under its word as a heading where there is one."""
    return (*((DocBlock((Run(word),), heading=1),) if word else ()), *blocks)


def _notices(trailers: Sequence[_Trailer]) -> list[str]:
    """Return the text of notices of postponement."""
    return [block.text for word, blocks in trailers if word in _NOTICES for block in blocks]


def _signature_lines(lines: Sequence[SourceLine]) -> list[SignatureLine]:
    """Return the lines of the cover and of the close, as they are set beside and below each other."""
    return [line for source in lines for line in _lines_of(source.block)]


def _lines_of(block: DocBlock) -> Iterator[SignatureLine]:
    """Yield the lines of a block; the cells of a table's row are beside each other."""
    if not block.rows:
        yield SignatureLine(block.text, block.indent)
    for row in block.rows:
        cells = [[line for inner in cell for line in inner.text.split("\n")] for cell in row]
        for texts in itertools.zip_longest(*cells, fillvalue=""):
            yield SignatureLine("\t".join(filter(None, texts)))


# --- Metadata ----------------------------------------------------------------------------------------------------


def _metadata(
    document: SourceDocument, evidence: letter_facts.Evidence, name: str
) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """Return what the letter says about itself, completed by what the file's metadata declares."""
    found, doubts_found = letter_facts.read(evidence, name)
    meta = declared.fill(found, document.meta)
    if document.format == "html" and meta.title is None:
        meta = replace(meta, title=document.title)
    return meta, doubts_found


def _language(lines: Sequence[SourceLine]) -> str:
    words = Counter(re.findall(r"[a-z]+", " ".join(line.text for line in lines).lower()))
    return max(_WORDS, key=lambda lang: sum(words[word] for word in _WORDS[lang]))


def _kind(assembly: Assembly, body: Sequence[DocBlock], evidence: letter_facts.Evidence) -> LetterKind:
    if any(question.answer is not None for question in assembly.questions):
        return LetterKind.ANSWERS
    if evidence.notices or subject.postpones(block.text for block in body):
        return LetterKind.POSTPONEMENT
    asks = bool(assembly.questions) or subject.asks_only(evidence.head)
    return LetterKind.QUESTIONS if asks else LetterKind.LETTER


def _doubts(structure: _Structure, assembly: Assembly, body: Sequence[DocBlock], name: str) -> Iterator[Diagnostic]:
    """Yield what is doubtful about the sections, the questions and the footnotes."""
    yield from doubts.questions_absent(structure.sections, structure.lines, name, assembly.problems)
    yield from doubts.guessed_sections(structure.sections, structure.lines, name)
    yield from doubts.unnumbered_questions(assembly, body, name)
    yield from doubts.footnotes_without_mark(structure.footnotes, name)
    yield from doubts.lines_lost(structure.lines, assembly, name)
    yield from doubts.marks_without_footnote(assembly, name)
    yield from doubts.columns_joined(assembly, name)
    yield from doubts.other_parliament(structure.lines, name)
    yield from doubts.labels_left(assembly, structure.sections, name)
    yield from doubts.labels_in_cover(assembly, body, name)
    yield from doubts.glued_words(structure.lines, _language(structure.lines), name)
