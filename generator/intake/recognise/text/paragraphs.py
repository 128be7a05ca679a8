"""The paragraphs, list items and tables that the lines of a letter form.

Only white space and the hyphens at line ends are changed; every other character stays as printed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from generator.intake import hyphens
from generator.intake.dashed_items import dashed_items
from generator.intake.recognise.recognised_letter import SourceLine
from generator.intake.recognise.text import text_tables
from generator.intake.recognise.text.figure_rows import ENDED, figure_rows
from generator.intake.source_document import DocBlock, Run

_SENTENCE_END = re.compile(r"[.?!…]['\"”’»)\]]*$|:$")
_OPENS = re.compile(r"[A-ZÀ-Ý0-9«“\"'‘(\[•–-]")
_ITEM = re.compile(r"(?P<label>[-–—•·▪‣*○]|o(?=\s)|\d{1,2}[.)]|[a-z][.)]|\(?[ivx]{1,4}[.)])\s+(?=\S)")
_GREETING = re.compile(r"(?:Hoogachtend|Met\s(?:vriendelijke\s)?groet(?:en)?),?")
GLUED_SENTENCES = re.compile(r"[a-zà-ý]{2}[.?!;][A-ZÀ-Ý][a-zà-ý]+")
"""Two sentences without a space between them: `waarom?Bent`."""
MANY_GLUED = 5
"""With so many, an extractor lost line ends; fewer are misprints."""
_LONGEST_LINE = 170
"""Characters; a longer line is a paragraph."""
_ENOUGH_LINES = 5
"""Lines that must continue on the next one, to measure how wide the text is."""
_USUAL_WIDTH = 75
_SHORT_SHARE = 0.6
"""The share of the usual width below which a line of a cover letter ends its paragraph."""
_CONTINUES = re.compile(r"Zo (?:ja|nee|niet)\b|If (?:so|not)\b")
"""What belongs to the question before it, and begins no paragraph."""
_OPEN_BRACKET = re.compile(r"\([^()]*$")
_WHO = re.compile(r"\b(?:lid|leden|minister|staatssecretaris)\s[^()]*$", re.IGNORECASE)
"""The end of a line that names somebody, whose party or portfolio is in brackets."""
_WHO_HEADING = re.compile(
    r"(?:(?:Nadere|Schriftelijke|Mondelinge|Aanvullende)\s+vragen|Vragen|(?:Nader\s+)?Antwoord(?:en)?|Beantwoording|Mededeling)\s+(?:van|door)\s",
    re.IGNORECASE,
)
_NEEDS_ANOTHER = re.compile(
    r"(?:(?<=\s)(?:van|de|den|der|ter|ten|het|el|la|le|en|lid|leden|aan|over|in|op|bij|voor|namens|minister|staatssecretaris)|,)$",
    re.IGNORECASE,
)
"""How a line ends that cannot be the last of its sentence: `Vragen van de leden Jansen (XYZ) en Van`."""
_HEADING_ENDS = re.compile(r"\)\.?$|[.?!:]$")
_DAY_TO_COME = re.compile(r"[^().?!]{0,200}(?:\([^()]{1,60}\)[^().?!]{0,200}){0,6}\((?:[Ii]ngezonden|[Oo]ntvangen)\b")
_SHORT = 40
"""Characters; a shorter paragraph of a cover letter is a line of an address or a signature."""


@dataclass(frozen=True, slots=True)
class Typesetting:
    """How the text of a document is set."""

    width: float
    """The usual length of a line within a paragraph, in characters; infinite if every line is a paragraph."""
    vocabulary: hyphens.Vocabulary
    wrapped: bool
    """Whether the document's blocks are lines (plain text) and not paragraphs."""
    apart: bool = False
    """Whether `Zo ja, …` may begin a paragraph too: where several questions have one label."""
    glued: bool = False
    """Whether an extractor lost most line ends, so that those that are left show nothing."""


def setting(lines: Sequence[SourceLine], *, wrapped: bool) -> Typesetting:
    """Return how a document's lines are set; `wrapped` if its blocks are lines."""
    lengths = [
        len(line.text)
        for line, after in itertools.pairwise(lines)
        if not after.gap and after.text[:1].islower() and len(line.text) <= _LONGEST_LINE
    ]
    words = hyphens.vocabulary([line.text for line in lines])
    glued = sum(len(GLUED_SENTENCES.findall(line.text)) for line in lines if "//" not in line.text)
    if glued >= MANY_GLUED:  # most line ends are lost, so that few of them have a hyphen
        words = replace(words, hyphenates=True)
    width = median(lengths) if len(lengths) >= _ENOUGH_LINES else float("inf")
    if 0 < len(lengths) < _ENOUGH_LINES:  # too few to measure: the longest line is as long as the page is wide
        width = max(len(line.text) for line in lines if len(line.text) <= _LONGEST_LINE)
    return Typesetting(width, words, wrapped, glued >= MANY_GLUED)


def build(lines: Sequence[SourceLine], how: Typesetting, *, cover: bool = False) -> tuple[DocBlock, ...]:
    """Return the paragraphs, tables and list items that some lines form; `cover` if they are of a cover letter."""
    kept = [line for line in lines if line.text or line.block.rows]
    found = _from_lines(kept, how, cover=cover) if how.wrapped else _from_blocks(kept, how, cover=cover)
    return tuple(_settle_items(found))


def _from_lines(lines: Sequence[SourceLine], how: Typesetting, *, cover: bool) -> list[DocBlock]:
    """Return the blocks of a wrapped text."""
    tables = {} if cover else text_tables.tables(lines)
    rows = figure_rows(lines)
    items = dashed_items([line.text for line in lines])
    blocks: list[DocBlock] = []
    previous: SourceLine | None = None
    table_end = 0
    for index, line in enumerate(lines):
        if index in tables:
            table_end, table = tables[index]
            blocks.append(table)
        if line.block.rows:
            blocks.append(line.block)
        if line.block.rows or index < table_end:
            previous = None
            continue
        is_row, changes = index in rows, (index in rows) != (index - 1 in rows)
        after_item = bool(blocks and blocks[-1].label)
        begins = changes or index in items
        if previous is None or begins or _breaks(previous, line, how, cover=cover, after_item=after_item):
            blocks.append(line.block if is_row else _itemised(line.block))
        else:
            before = blocks[-1].runs
            runs = (*before, Run("\n"), *line.block.runs) if is_row else join(before, line.block.runs, how.vocabulary)
            blocks[-1] = replace(blocks[-1], runs=runs)
        previous = line
    return blocks


def join(left: tuple[Run, ...], right: tuple[Run, ...], vocabulary: hyphens.Vocabulary) -> tuple[Run, ...]:
    """Join two lines of one paragraph: with a space, unless a hyphen or a footnote mark is between them."""
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


def _from_blocks(lines: Sequence[SourceLine], how: Typesetting, *, cover: bool) -> list[DocBlock]:
    """Return the blocks of a format that has paragraphs; one that a page broke is joined."""
    blocks: list[DocBlock] = []
    for line in lines:
        block = line.block
        last = blocks[-1] if blocks else None
        paged = line.page_top or bool(last and last.page and block.page and block.page > last.page)
        if last is not None and _goes_on(last, block, paged=paged, cover=cover):
            blocks[-1] = replace(last, runs=join(last.runs, block.runs, how.vocabulary))
        else:
            blocks.append(block if block.label else _itemised(block))
    return blocks


def _goes_on(last: DocBlock, block: DocBlock, *, paged: bool, cover: bool) -> bool:
    """Whether a block continues the one before it: over a page or, in a cover letter, over a superfluous line break."""
    before, text = last.text.rstrip(), block.text.lstrip()
    if block.rows or last.rows or block.label or last.label or block.heading or last.heading or ENDED.search(before):
        return False
    if cover and (_within_brackets(before, text) or _is_open_heading(before, text)):
        return True
    if paged:
        return text[:1].islower() or before.endswith((",", "-"))
    return cover and text[:1].islower() and len(before) > _SHORT and not before.endswith(",")


def _breaks(previous: SourceLine, line: SourceLine, how: Typesetting, *, cover: bool, after_item: bool) -> bool:
    """Whether a line of wrapped text begins a new paragraph; `after_item` if the one before it is a list item."""
    before, text = previous.text.rstrip(), line.text.lstrip()
    if line.block.runs[0].footnote is not None:
        return False
    if line.gap:
        if _GREETING.fullmatch(before):
            return True
        return not text[:1].islower() or bool(ENDED.search(before) or _ITEM.match(text))
    if _within_brackets(before, text):
        return False
    ended = bool(_SENTENCE_END.search(_without_marks(previous)))
    if _ITEM.match(text) and (after_item or before.endswith((":", ";")) or (ended and not text[0].isdigit())):
        return True
    return bool(_OPENS.match(text)) and _ends_before(previous, text, how, cover=cover, ended=ended)


def _within_brackets(before: str, text: str) -> bool:
    """Whether a party or portfolio in brackets is broken, or is on the line below the name: `Zilver (Partij voor de`."""
    closes = text.find(")")
    opens = text.find("(")
    if _OPEN_BRACKET.search(before):
        return closes >= 0 and not 0 <= opens < closes
    return opens == 0 and closes > 0 and bool(_WHO.search(before))


def _is_open_heading(before: str, text: str) -> bool:
    """Whether the heading that says who asks or answers goes on: at a word that needs another, or up to its day."""
    if not _WHO_HEADING.match(before) or _WHO_HEADING.match(text) or not text[:1].isalnum():
        return False
    if _NEEDS_ANOTHER.search(before):
        return True
    return not _HEADING_ENDS.search(before) and bool(_DAY_TO_COME.match(text))


def _ends_before(previous: SourceLine, text: str, how: Typesetting, *, cover: bool, ended: bool) -> bool:
    """Whether a line is the last of its paragraph, since it stops short before a text that begins as sentences do."""
    if cover and _is_open_heading(previous.text.rstrip(), text):
        return False
    if cover and previous.length < min(how.width, _USUAL_WIDTH) * _SHORT_SHARE:
        return True
    if not ended or (_CONTINUES.match(text) and not how.apart):
        return False
    return _stops_short(previous, text, how) and previous.block.runs[0].footnote is None


def _stops_short(previous: SourceLine, text: str, how: Typesetting) -> bool:
    """Whether the first word of a text would have fitted on the line before, or that line is a paragraph."""
    first_word = text.split(None, 1)[0]
    if previous.length + 1 + len(first_word) <= how.width:
        return True
    return previous.length > _LONGEST_LINE and not how.glued


def _without_marks(line: SourceLine) -> str:
    """Return a line's text without footnote marks."""
    return "".join(run.text for run in line.block.runs if run.footnote is None).rstrip()


def _itemised(block: DocBlock) -> DocBlock:
    """Return a block with the label of a list item apart from its text."""
    if not block.runs or block.rows or block.runs[0].footnote is not None:
        return block
    first = block.runs[0]
    match = _ITEM.match(first.text)
    if not match:
        return block
    return replace(block, label=match["label"], runs=(replace(first, text=first.text[match.end() :]), *block.runs[1:]))


def _settle_items(paragraphs: list[DocBlock]) -> list[DocBlock]:
    """Return blocks with labels that no item beside them shares as text: a single `2.` is no list."""
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
    """Return the label of the item before or after another, past the items of a list within it."""
    level, at = paragraphs[index].level, index + step
    while 0 <= at < len(paragraphs) and paragraphs[at].label and paragraphs[at].level > level:
        at += step
    return paragraphs[at].label if 0 <= at < len(paragraphs) else None
