"""The Markdown bodies of an import's files, and which footnotes go into which file.

Front matter and paths are not known here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.intake.citation_links import CitationLinks
from generator.intake.markdown_writer import MarkdownWriter
from generator.intake.recognise.recognised_letter import RecognisedLetter, RecognisedQuestion
from generator.intake.source_document import DocBlock, DocFootnote

_HEADINGS = {"nl": ("Vraag", "Antwoord"), "en": ("Question", "Answer")}


def cover_body(
    letter: RecognisedLetter, footnotes: Mapping[str, DocFootnote], stray: tuple[DocFootnote, ...], links: CitationLinks
) -> str:
    """Return the body of `letter.md`: the cover letter, its footnotes, and the footnotes that belong nowhere else."""
    used = (*_used(letter.body, letter, footnotes), *stray)
    labels = _labels(used)
    text = MarkdownWriter(links.finder("cover"), labels).text(letter.body)
    return "\n\n".join(filter(None, [text, _definitions(MarkdownWriter(links.finder("footnote"), labels), used)]))


def question_body(
    letter: RecognisedLetter, question: RecognisedQuestion, footnotes: Mapping[str, DocFootnote], links: CitationLinks
) -> str:
    """Return the body of a question's file: question, answer and the footnotes of both."""
    asking, answering = _HEADINGS[letter.lang]
    number, line = question.number, question.line
    used = _used((*question.blocks, *(question.answer or ())), letter, footnotes)
    labels = _labels(used)
    parts = [f"## {asking}", MarkdownWriter(links.finder(f"question {number}", line), labels, 3).text(question.blocks)]
    if question.answer is not None:
        parts += [
            f"## {answering}",
            MarkdownWriter(links.finder(f"answer {number}", line), labels, 3).text(question.answer),
        ]
    parts.append(_definitions(MarkdownWriter(links.finder("footnote", line), labels), used))
    return "\n\n".join(filter(None, parts))


def _used(
    blocks: Sequence[DocBlock], letter: RecognisedLetter, footnotes: Mapping[str, DocFootnote]
) -> tuple[DocFootnote, ...]:
    """Return the footnotes whose marks stand in blocks, in the order of their marks, and those without a mark that go with them."""
    keys: dict[str, None] = {}
    for block in _leaves(blocks):
        for run in block.runs:
            if run.footnote is not None and run.footnote in footnotes:
                keys.setdefault(run.footnote)
    for key, beside in letter.loose:
        if beside in keys:
            keys.setdefault(key)
    return tuple(footnotes[key] for key in keys)


def stray_footnotes(letter: RecognisedLetter, footnotes: Mapping[str, DocFootnote]) -> tuple[DocFootnote, ...]:
    """Return the footnotes whose marks stand in no text of the letter; they are kept in letter.md."""
    texts = [letter.body, *((*question.blocks, *(question.answer or ())) for question in letter.questions)]
    used = {footnote.key for text in texts for footnote in _used(text, letter, footnotes)}
    return tuple(footnote for footnote in letter.footnotes if footnote.key not in used)


def _leaves(blocks: Sequence[DocBlock]) -> Sequence[DocBlock]:
    found: list[DocBlock] = []
    for block in blocks:
        found.append(block)
        for row in block.rows:
            for cell in row:
                found.extend(_leaves(cell))
    return found


def _labels(footnotes: Sequence[DocFootnote]) -> dict[str, str]:
    """Return each footnote its label: the number as printed; where two series meet in one file, the second takes a letter."""
    labels: dict[str, str] = {}
    for footnote in footnotes:
        mark = re.sub(r"[^0-9A-Za-z*†‡]", "", footnote.mark) or footnote.mark
        mark = {"*": "ster", "†": "kruis", "‡": "dubbelkruis"}.get(mark, mark)
        label, letter = mark, "b"
        while label in labels.values():
            label, letter = f"{mark}{letter}", chr(ord(letter) + 1)
        labels[footnote.key] = label
    return labels


def _definitions(writer: MarkdownWriter, footnotes: Sequence[DocFootnote]) -> str:
    return "\n\n".join(writer.footnote(footnote) for footnote in footnotes)
