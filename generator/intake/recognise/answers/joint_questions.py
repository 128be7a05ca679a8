"""Questions asked under one label (`Vragen 4 en 5`): which of the text belongs to which number."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from generator.intake.recognise.runs import cut, strip_left
from generator.intake.source_document import DocBlock

_GLUED = re.compile(
    r"(?<=[?])['\"”’»)]*(?=[«“\"'‘]?[A-ZÀ-Ý])|(?<=[a-zà-ý)][.])(?=[A-ZÀ-Ý][a-zà-ý]+ (?:u|het|de|een|er)\b)"
)

_FOLLOWS = re.compile(r"(?:Zo|Indien|Als|En|Of|Graag|Kunt u (?:dit|uw antwoord|dat)|Waarom (?:wel|niet))\b")


def split_joint(blocks: tuple[DocBlock, ...], count: int) -> tuple[tuple[DocBlock, ...], ...] | None:
    """Part the text under a label of several numbers: at its paragraphs, or where an extractor glued two lines.

    None where the source does not tell them apart.
    """
    if count == 1:
        return (blocks,)
    asking = [i for i, block in enumerate(blocks) if "?" in block.text]
    if len(blocks) == count and (len(asking) == count or len(asking) == 0):
        return tuple((block,) for block in blocks)
    if len(asking) == count:
        ends = [*(i + 1 for i in asking[:-1]), len(blocks)]
        return tuple(blocks[start:end] for start, end in zip([0, *ends], ends, strict=False))
    pieces: list[DocBlock] = []
    for block in blocks:
        glued = (
            m.start() for m in _GLUED.finditer(block.text) if not _FOLLOWS.match(block.text[m.end() :].lstrip("«“\"'‘"))
        )
        offsets = [0, *sorted({*glued, *_after_marks(block)}), None]
        for start, end in itertools.pairwise(offsets):
            pieces.append(replace(block, runs=strip_left(cut(block.runs, start or 0, end))))
    pieces = [piece for piece in pieces if piece.text.strip()]
    return tuple((piece,) for piece in pieces) if len(pieces) == count else None


def _after_marks(block: DocBlock) -> list[int]:
    """Return the places after a footnote mark that ends a question and before the next sentence: `ontvangt?¹ Hoe vaak`."""
    found: list[int] = []
    offset = 0
    for index, run in enumerate(block.runs):
        offset += len(run.text)
        before = block.text[: offset - len(run.text)].rstrip()
        after = block.text[offset:].lstrip()
        last = index + 1 == len(block.runs) or block.runs[index + 1].footnote is None
        if (
            run.footnote is not None
            and last
            and re.search(r"\?['\"”’»)]*\d*$", before)
            and re.match(r"[«“\"'‘]?[A-ZÀ-Ý]", after)
            and not _FOLLOWS.match(after)
        ):
            found.append(offset)
    return found
