"""The Markdown bodies of an import's files, and which footnotes are in which file.

Front matter and paths are not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.core.languages import HEADINGS, LANGUAGES
from generator.intake.citation_links import CitationLinks
from generator.intake.markdown_writer import MarkdownWriter
from generator.intake.recognise.recognised_letter import RecognisedLetter, RecognisedQuestion
from generator.intake.source_document import DocBlock, DocFootnote

_SIGN_NAMES = {"*": "ster", "†": "kruis", "‡": "dubbelkruis"}
"""What a footnote label says for a sign that Markdown has a use of its own for."""

_BELOW_QUESTIONS = 3
"""The level of headings that may not be read as those of a question and its answer."""
_QUESTION = re.compile(rf"(?:{'|'.join(HEADINGS)})\b", re.IGNORECASE)


def cover_body(
    letter: RecognisedLetter, footnotes: Mapping[str, DocFootnote], stray: tuple[DocFootnote, ...], links: CitationLinks
) -> str:
    """Return the body of `letter.md`: the cover letter, its footnotes, and the `stray` ones of no file."""
    used = (*_used(letter.body, letter, footnotes), *stray)
    labels = _labels(used)
    top = _BELOW_QUESTIONS if any(block.heading and _QUESTION.match(block.text) for block in letter.body) else 2
    text = MarkdownWriter(links.finder("cover"), labels, top).text(letter.body)
    return "\n\n".join(filter(None, [text, _definitions(MarkdownWriter(links.finder("footnote"), labels), used)]))


def question_body(
    letter: RecognisedLetter, question: RecognisedQuestion, footnotes: Mapping[str, DocFootnote], links: CitationLinks
) -> str:
    """Return the body of a question's file: the question, its answer, and the footnotes of both."""
    asking, answering = LANGUAGES[letter.lang].question, LANGUAGES[letter.lang].answer
    number, line = question.number, question.line
    used = _used((*question.blocks, *(question.answer or ())), letter, footnotes)
    labels = _labels(used)
    parts = [f"## {asking}", MarkdownWriter(links.finder(f"question {number}", line), labels, 3).text(question.blocks)]
    if question.answer is not None:
        writer = MarkdownWriter(links.finder(f"answer {number}", line), labels, 3)
        parts += [f"## {answering}", writer.text(question.answer)]
    parts.append(_definitions(MarkdownWriter(links.finder("footnote", line), labels), used))
    return "\n\n".join(filter(None, parts))


def stray_footnotes(letter: RecognisedLetter, footnotes: Mapping[str, DocFootnote]) -> tuple[DocFootnote, ...]:
    """Return the footnotes that have a mark in no text of the letter; `letter.md` keeps them."""
    texts = [letter.body, *((*question.blocks, *(question.answer or ())) for question in letter.questions)]
    used = {footnote.key for text in texts for footnote in _used(text, letter, footnotes)}
    return tuple(footnote for footnote in letter.footnotes if footnote.key not in used)


def _used(
    blocks: Sequence[DocBlock], letter: RecognisedLetter, footnotes: Mapping[str, DocFootnote]
) -> tuple[DocFootnote, ...]:
    """Return the footnotes of some blocks: by the order of their marks, then those without a mark that go with them."""
    keys: dict[str, None] = {}
    for block in _with_cells(blocks):
        for run in block.runs:
            if run.footnote is not None and run.footnote in footnotes:
                keys.setdefault(run.footnote)
    for key, beside in letter.loose:
        if beside in keys:
            keys.setdefault(key)
    return tuple(footnotes[key] for key in keys)


def _with_cells(blocks: Sequence[DocBlock]) -> Iterator[DocBlock]:
    """Yield every block and, after a table, the blocks in its cells."""
    for block in blocks:
        yield block
        for row in block.rows:
            for cell in row:
                yield from _with_cells(cell)


def _labels(footnotes: Sequence[DocFootnote]) -> dict[str, str]:
    """Return the label of each footnote by its key: the number as printed, with a letter where one file has it twice."""
    labels: dict[str, str] = {}
    for footnote in footnotes:
        mark = re.sub(r"[^0-9A-Za-z*†‡]", "", footnote.mark) or footnote.mark
        mark = _SIGN_NAMES.get(mark, mark)
        label, letter = mark, "b"
        while label in labels.values():
            label, letter = f"{mark}{letter}", chr(ord(letter) + 1)
        labels[footnote.key] = label
    return labels


def _definitions(writer: MarkdownWriter, footnotes: Sequence[DocFootnote]) -> str:
    return "\n\n".join(writer.footnote(footnote) for footnote in footnotes)
