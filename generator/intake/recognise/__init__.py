"""Recognition: a `SourceDocument` of any format in, the letter in it out, with every doubt named. One grammar for all formats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.core.model import LetterKind
from generator.intake.recognise import balance
from generator.intake.recognise.answers import assemble as assembly
from generator.intake.recognise.answers import question_tables
from generator.intake.recognise.doubts import (
    footnotes_without_mark,
    glued_words,
    guessed_sections,
    questions_absent,
    unnumbered_questions,
)
from generator.intake.recognise.footnotes import matching
from generator.intake.recognise.footnotes.extraction import PairedFootnotes
from generator.intake.recognise.labels import segments
from generator.intake.recognise.labels.patterns import LabelKind
from generator.intake.recognise.metadata import cover, declared, letter_facts
from generator.intake.recognise.recognised_letter import Furniture, RecognisedLetter, SourceLine, printed
from generator.intake.recognise.text import furniture, paragraphs, subheadings
from generator.intake.recognise.text.split_lines import split_at_labels, unfold_cells
from generator.intake.source_document import DocBlock, DocFootnote, Role, Run, SourceDocument

__all__ = ["RecognisedLetter", "recognise"]

_WORDS = {
    "nl": frozenset("de het een van en dat niet zijn vraag antwoord wordt ook naar op te".split()),
    "en": frozenset("the of and that not question answer is are was also to in for with".split()),
}


def recognise(document: SourceDocument, name: str) -> RecognisedLetter:
    """Recognise the letter in a document; `name` is what diagnostics call the file."""
    flow = furniture.set_aside(document)
    tables = question_tables.unfold(split_at_labels(flow.lines))
    lines, parts, paired = _part(unfold_cells(tables.lines), flow.footnotes)
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
            *questions_absent(parts, lines, name, put.problems),
            *guessed_sections(parts, lines, name),
            *unnumbered_questions(put, body, name),
            *footnotes_without_mark(paired, name),
            *glued_words(lines, name),
        ),
    )
    return replace(letter, problems=(*letter.problems, *balance.check(document, letter, name)))


def _part(
    lines: tuple[SourceLine, ...], zone: tuple[DocBlock, ...]
) -> tuple[tuple[SourceLine, ...], tuple[segments.Section, ...], PairedFootnotes]:
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
