"""From lines to paragraphs: which lines a page's width broke, and where a paragraph, a list or a table begins.

Only white space and the hyphen at a line's end are touched; every other character stays as printed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from generator.intake import hyphens
from generator.intake.recognise.recognised_letter import SourceLine
from generator.intake.recognise.text import text_tables
from generator.intake.recognise.text.figure_rows import ENDED, figure_rows
from generator.intake.source_document import DocBlock, Run

_SENTENCE_END = re.compile(r"[.?!…]['\"”’»)\]]*$|:$")
_OPENS = re.compile(r"[A-ZÀ-Ý0-9«“\"'‘(\[•–-]")
_ITEM = re.compile(r"(?P<label>[-–—•·▪‣*○]|o(?=\s)|\d{1,2}[.)]|[a-z][.)]|\(?[ivx]{1,4}[.)])\s+(?=\S)")
GLUED_SENTENCES = re.compile(r"[a-zà-ý]{2}[.?!;][A-ZÀ-Ý][a-zà-ý]+")
"""Two sentences without a space between: `waarom?Bent`."""
MANY_GLUED = 5
"""As many of those are no misprints any more."""
_WRAPPED_AT_MOST = 170
_ENOUGH_LINES = 5
_USUAL_WIDTH = 75
_CONTINUES = re.compile(r"Zo (?:ja|nee|niet)\b|If (?:so|not)\b")
"""What goes on a question and starts no paragraph on a line of its own."""
_SHORT = 40


@dataclass(frozen=True, slots=True)
class Typesetting:
    """How a text is set: what `build` needs to know of the whole document."""

    width: float
    """Usual length of a line that a paragraph broke, in characters; infinite where lines are paragraphs."""
    vocabulary: hyphens.Vocabulary
    wrapped: bool
    """Whether the document's blocks are lines (text) rather than paragraphs."""
    glued: bool = False
    """Whether an extractor lost most line ends, so that those that are left mean nothing."""


def setting(lines: Sequence[SourceLine], *, wrapped: bool) -> Typesetting:
    """Measure how a document's lines are set."""
    lengths = [
        len(line.text)
        for line, after in itertools.pairwise(lines)
        if not after.gap and after.text[:1].islower() and len(line.text) <= _WRAPPED_AT_MOST
    ]
    words = hyphens.vocabulary([line.text for line in lines])
    glued = sum(len(GLUED_SENTENCES.findall(line.text)) for line in lines if "//" not in line.text)
    if glued >= MANY_GLUED:  # most line ends are lost: how rarely they have a hyphen says nothing
        words = replace(words, hyphenates=True)
    width = median(lengths) if len(lengths) >= _ENOUGH_LINES else float("inf")
    if 0 < len(lengths) < _ENOUGH_LINES:  # too few to measure: no line is longer than the page is wide
        width = max(len(line.text) for line in lines if len(line.text) <= _WRAPPED_AT_MOST)
    return Typesetting(width, words, wrapped, glued >= MANY_GLUED)


def build(lines: Sequence[SourceLine], how: Typesetting, *, cover: bool = False) -> tuple[DocBlock, ...]:
    """Return the paragraphs, tables and list items that lines make up."""
    lines = [line for line in lines if line.text or line.block.rows]
    if not how.wrapped:
        return _blocks(lines, how, cover=cover)
    tables = {} if cover else text_tables.tables(lines)
    tabular = figure_rows(lines)
    paragraphs: list[DocBlock] = []
    previous: SourceLine | None = None
    done = 0
    for index, line in enumerate(lines):
        if index in tables:
            done, table = tables[index]
            paragraphs.append(table)
        if index < done:
            previous = None
            continue
        in_table = index in tabular
        starts = previous is None or _breaks(
            previous, line, how, cover=cover, item=bool(paragraphs and paragraphs[-1].label)
        )
        if previous is not None and in_table != (index - 1 in tabular):
            starts = True
        if starts:
            paragraphs.append(line.block if in_table else _itemised(line.block))
        elif in_table:
            runs = (*paragraphs[-1].runs, Run("\n"), *line.block.runs)
            paragraphs[-1] = replace(paragraphs[-1], runs=runs)
        else:
            paragraphs[-1] = replace(paragraphs[-1], runs=join(paragraphs[-1].runs, line.block.runs, how.vocabulary))
        previous = line
    return tuple(_settle_items(paragraphs))


def join(left: tuple[Run, ...], right: tuple[Run, ...], vocabulary: hyphens.Vocabulary) -> tuple[Run, ...]:
    """Join two stretches of one paragraph: with a space, or without where a hyphen or a mark says so."""
    if not left or not right:
        return left or right
    if right[0].footnote is not None:  # a mark belongs to the word before it
        return (*left, *right)
    if left[-1].footnote is not None:
        space = "" if right[0].text[:1] in ".,;:?!)»”" else " "
        return (*left, replace(right[0], text=space + right[0].text.lstrip()), *right[1:])
    head, tail = left[-1].text, right[0].text.lstrip()
    joined = hyphens.join(head, tail, vocabulary)
    kept = joined[: len(joined) - len(tail)] if joined.endswith(tail) else head.rstrip() + " "
    return (*left[:-1], replace(left[-1], text=kept), replace(right[0], text=tail), *right[1:])


def _blocks(lines: Sequence[SourceLine], how: Typesetting, *, cover: bool) -> tuple[DocBlock, ...]:
    """Return paragraphs as the format has them; one that a page broke is made whole."""
    paragraphs: list[DocBlock] = []
    for line in lines:
        block = line.block
        last = paragraphs[-1] if paragraphs else None
        paged = line.page_top or bool(last and last.page and block.page and block.page > last.page)
        if last is not None and _goes_on(last, block, paged=paged, cover=cover):
            paragraphs[-1] = replace(last, runs=join(last.runs, block.runs, how.vocabulary))
        else:
            paragraphs.append(block if block.label else _itemised(block))
    return tuple(_settle_items(paragraphs))


def _goes_on(last: DocBlock, block: DocBlock, *, paged: bool, cover: bool) -> bool:
    """Whether a block is the rest of the one before: broken by a page, or, in a cover letter, by a stray return."""
    before, text = last.text.rstrip(), block.text.lstrip()
    if block.rows or last.rows or block.label or last.label or block.heading or last.heading or ENDED.search(before):
        return False
    if paged:
        return text[:1].islower() or before.endswith((",", "-"))
    return cover and text[:1].islower() and len(before) > _SHORT and not before.endswith(",")


def _breaks(previous: SourceLine, line: SourceLine, how: Typesetting, *, cover: bool, item: bool) -> bool:
    """Whether a new paragraph starts at a line of wrapped text."""
    before, text = previous.text.rstrip(), line.text.lstrip()
    if line.block.runs[0].footnote is not None:
        return False
    ended = bool(_SENTENCE_END.search(_without_marks(previous)))
    if line.gap:
        goes_on = text[:1].islower() and not ENDED.search(before) and not _ITEM.match(text)
        return not goes_on
    if _ITEM.match(text) and (item or before.endswith((":", ";")) or (ended and not text[0].isdigit())):
        return True
    first_word = text.split(None, 1)[0]
    length = previous.length
    fits = length + 1 + len(first_word) <= how.width or (length > _WRAPPED_AT_MOST and not how.glued)
    if cover and _OPENS.match(text) and length < min(how.width, _USUAL_WIDTH) * 0.6:
        return True
    if _CONTINUES.match(text):
        return False
    return ended and bool(_OPENS.match(text)) and fits and previous.block.runs[0].footnote is None


def _without_marks(line: SourceLine) -> str:
    return "".join(run.text for run in line.block.runs if run.footnote is None).rstrip()


def _itemised(block: DocBlock) -> DocBlock:
    """Part a list label from the text of its item."""
    if not block.runs or block.rows or block.runs[0].footnote is not None:
        return block
    first = block.runs[0]
    match = _ITEM.match(first.text)
    if not match:
        return block
    return replace(block, label=match["label"], runs=(replace(first, text=first.text[match.end() :]), *block.runs[1:]))


def _settle_items(paragraphs: list[DocBlock]) -> list[DocBlock]:
    """Return numbers that count nothing back to their text: a lone `2.` at the start of a paragraph is no list."""
    settled: list[DocBlock] = []
    for index, block in enumerate(paragraphs):
        label = block.label
        if label and label[0].isalnum() and label != "o":
            near = [_beside(paragraphs, index, step) for step in (-1, 1)]
            if not any(o and o[-1] == label[-1] and o[0].isdigit() == label[0].isdigit() for o in near):
                first = block.runs[0]
                settled.append(
                    replace(block, label=None, runs=(replace(first, text=f"{label} {first.text}"), *block.runs[1:]))
                )
                continue
        settled.append(block)
    return settled


def _beside(paragraphs: Sequence[DocBlock], index: int, step: int) -> str | None:
    """Return the label of the item before or after one, past the items of a list within it."""
    level, at = paragraphs[index].level, index + step
    while 0 <= at < len(paragraphs) and paragraphs[at].label and paragraphs[at].level > level:
        at += step
    return paragraphs[at].label if 0 <= at < len(paragraphs) else None
