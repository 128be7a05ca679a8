"""Questions asked under one label (`Vragen 4 en 5`): which of the text belongs to which number."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.intake.recognise.runs import cut, strip_left
from generator.intake.source_document import DocBlock

_GLUED = re.compile(
    r"(?<=[?])['\"”’»)]*(?=[«“\"'‘]?[A-ZÀ-Ý])|(?<=[a-zà-ý)][.])(?=[A-ZÀ-Ý][a-zà-ý]+ (?:u|het|de|een|er)\b)"
)
"""Where an extractor joined two lines without a space: `waarom?Bent u`, `brug.Kunt u`."""
_FOLLOWS = re.compile(r"(?:Zo|Indien|Als|En|Of|Graag|Kunt u (?:dit|uw antwoord|dat)|Waarom (?:wel|niet))\b")
"""How a sentence begins that belongs to the question before it."""


def split_joint(blocks: tuple[DocBlock, ...], count: int) -> tuple[tuple[DocBlock, ...], ...] | None:
    """Split the text under a label of `count` numbers into that many questions.

    That is at its paragraphs, or where an extractor joined two lines. None if the source does not tell them apart.
    """
    if count == 1:
        return (blocks,)
    return _by_paragraph(blocks, count) or _at_glued_lines(blocks, count)


def _by_paragraph(blocks: Sequence[DocBlock], count: int) -> tuple[tuple[DocBlock, ...], ...] | None:
    """Split a text with a paragraph for each number, or with as many paragraphs that ask as there are numbers."""
    asking = [i for i, block in enumerate(blocks) if "?" in block.text]
    if len(blocks) == count and len(asking) in {0, count}:
        return tuple((block,) for block in blocks)
    if len(asking) != count:
        return None
    ends = [*(i + 1 for i in asking[:-1]), len(blocks)]
    return tuple(tuple(blocks[start:end]) for start, end in zip([0, *ends], ends, strict=False))


def _at_glued_lines(blocks: Sequence[DocBlock], count: int) -> tuple[tuple[DocBlock, ...], ...] | None:
    """Split a text where questions end within its paragraphs."""
    pieces: list[DocBlock] = []
    for block in blocks:
        offsets = [0, *sorted({*_glued_places(block.text), *_after_marks(block)}), None]
        for start, end in itertools.pairwise(offsets):
            pieces.append(replace(block, runs=strip_left(cut(block.runs, start or 0, end))))
    pieces = [piece for piece in pieces if piece.text.strip()]
    return tuple((piece,) for piece in pieces) if len(pieces) == count else None


def _glued_places(text: str) -> Iterator[int]:
    for place in _GLUED.finditer(text):
        if not _FOLLOWS.match(text[place.end() :].lstrip("«“\"'‘")):
            yield place.start()


def _after_marks(block: DocBlock) -> Iterator[int]:
    """Yield the places between a question's footnote mark and the next sentence: `ontvangt?¹ Hoe vaak`."""
    offset = 0
    for index, run in enumerate(block.runs):
        before = block.text[:offset].rstrip()
        offset += len(run.text)
        after = block.text[offset:].lstrip()
        is_last_mark = run.footnote is not None and (
            index + 1 == len(block.runs) or block.runs[index + 1].footnote is None
        )
        if is_last_mark and re.search(r"\?['\"”’»)]*\d*$", before) and _begins_question(after):
            yield offset


def _begins_question(text: str) -> bool:
    return bool(re.match(r"[«“\"'‘]?[A-ZÀ-Ý]", text)) and not _FOLLOWS.match(text)
