"""Whether a line of a PDF begins a new paragraph, by white space, indent, letter type, labels and how the last line ends.

The rules are a table: a new one is a function and a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.intake.hyphens import LINE_END
from generator.intake.readers.pdf.lines import GlyphLine
from generator.intake.readers.pdf.list_labels import list_label
from generator.intake.readers.pdf.running_heads import LABEL
from generator.intake.source_document import Role

_ENDS = re.compile(r"[.?!:;…][\"'”’»)\]]*\s*(?:\[?\d{1,2}[\])]?)?$")
_NUMBERED = re.compile(r"(\d{1,3}|[a-z])[.):]\s+(?:[^\W\d_]|[«“\"'‘(])")
"""How a line begins that is one of several with numbers or letters: `5. Deelt u`, `b) beter benutten`."""
_IN_A_ROW = re.compile(r"(?:[,;]|,?\s(?:en|of))$")
"""How one of several ends that the next follows: a comma, `en`."""
_LABEL_BEFORE_TEXT = re.compile(
    r"(?:Vra(?:ag|gen)|Antwoord(?:en)?|Questions?|Answers?)"
    r"(?:\s+(?:(?:op|to)\s+)?(?:(?:de|the)\s+)?(?:vra(?:ag|gen)\s+|questions?\s+)?\d[\w\s,/-]{0,20})?:\s"
)
"""How a line begins that has a label before its text: `Vraag 8: Kent u`, `Antwoord op vraag 3 en 4: Ja`."""
_WORDS = r"\b(?:en|of|van|de|het|der|den|voor|in|op|aan|bij|met|te|tot|over|naar|door|een|als|om)"
"""Words that a paragraph does not end with."""
_BEFORE_NAME = re.compile(
    rf"{_WORDS}$|(?:,|\ben|\blid|\bleden)\s+(?:(?:Van|De|Den|Der|Ter|Ten|El|Von|Del|Di|Le|La)(?:\s+(?:de|der|den|het))?)$"
)
"""Words behind which a name goes on, and particles of one: `Dikkers (PvdA) en Van`."""
_UNFINISHED = re.compile(rf"(?:{_WORDS}|[,(/&\u00ad\ufffe-])$")
"""How a line of a letterhead ends that the next line continues; otherwise each line there is a paragraph."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+$")
_BULLET = re.compile(r"[•▪●■□○◦‣➢❖✓→–—-]\s")
_SAME_PLACE = 3
"""Points by which the beginnings of two items of a list differ at most."""


@dataclass(frozen=True, slots=True)
class LinePair:
    """A paragraph so far, and the line that comes after it in the text."""

    paragraph: Sequence[GlyphLine]
    line: GlyphLine
    role: Role
    pitch: float
    """The usual distance of lines, in points."""
    margin: float
    """Where full lines end, in points."""

    @property
    def last(self) -> GlyphLine:
        """The last line of the paragraph."""
        return self.paragraph[-1]

    @property
    def is_open(self) -> bool:
        """Whether the paragraph ends in the middle of a sentence."""
        return not _ENDS.search(self.last.text)


def begins_paragraph(pair: LinePair) -> bool:
    """Whether the line begins a new paragraph."""
    if any(rule(pair) for _, rule in _BREAKS):
        return True
    if pair.last.text.endswith(("-", LINE_END, "\u00ad")):
        return False
    if _is_indented(pair):
        return True
    goes_on = pair.line.text[0].islower() or pair.line.text[0] in "(,;)»”" or _BEFORE_NAME.search(pair.last.text)
    return _is_short(pair) and not (pair.is_open and goes_on)


def _is_table(pair: LinePair) -> bool:
    return bool(pair.last.cells or pair.line.cells)


def _changes_size(pair: LinePair) -> bool:
    return abs(pair.last.size - pair.line.size) > 0.08 * max(pair.last.size, pair.line.size)


def _changes_face(pair: LinePair) -> bool:
    """Whether the face changes at the line end, and not with a word inside one of the lines."""
    last, line = pair.last, pair.line
    if (last.bold, last.italic) == (line.bold, line.italic):
        return False
    return last.plain[-1].face != line.plain[0].face or last.bold or line.bold


def _has_list_label(pair: LinePair) -> bool:
    """Whether the line begins an item of a list; a dash where a full line broke a sentence is a dash of that."""
    if list_label(pair.line):
        return True
    if not _BULLET.match(pair.line.text):
        return False
    first = pair.paragraph[0]
    if first.text[0] == pair.line.text[0] and abs(first.x0 - pair.line.x0) < _SAME_PLACE:
        return True
    return not pair.is_open or (_is_short(pair) and not _IN_A_ROW.search(pair.last.text.rstrip()))


def _is_letterhead_line(pair: LinePair) -> bool:
    """Whether the line is one of a letterhead that does not continue the line before it."""
    if pair.role is not Role.SIDE:
        return False
    continues = pair.line.text[0].islower() or _UNFINISHED.search(pair.last.text)
    return not continues or bool(_ADDRESS.match(pair.line.text))


def _is_far_below(pair: LinePair) -> bool:
    if (pair.last.page, pair.last.column) != (pair.line.page, pair.line.column):
        return False
    step = pair.last.y - pair.line.y
    return step <= 0 or step > 1.35 * max(pair.pitch, pair.last.size * 1.1)


def _has_label(pair: LinePair) -> bool:
    """Whether the line has the label of a question or answer, or the number after that of the paragraph."""
    text = pair.line.text
    if pair.is_open and not _IN_A_ROW.search(pair.last.text):
        return False
    return _counts_on(pair) or (not pair.is_open and bool(LABEL.match(text) or _LABEL_BEFORE_TEXT.match(text)))


def _counts_on(pair: LinePair) -> bool:
    """Whether the line is the next of a row, `6. Kent u` behind `5. Deelt u`, or the first behind a colon."""
    first, second = (_NUMBERED.match(line.text) for line in (pair.paragraph[0], pair.line))
    if first is None or second is None:
        return second is not None and pair.last.text.endswith(":")
    return _place(second[1]) == _place(first[1]) + 1


def _place(label: str) -> int:
    """Return the place of a number or letter in its row; letters come far behind numbers, so that none follows one."""
    return int(label) if label.isdigit() else 1000 + ord(label)


_BREAKS: tuple[tuple[str, Callable[[LinePair], bool]], ...] = (
    ("a table", _is_table),
    ("another letter size", _changes_size),
    ("another face", _changes_face),
    ("a list item", _has_list_label),
    ("a line of a letterhead", _is_letterhead_line),
    ("white space", _is_far_below),
    ("a label", _has_label),
)
"""What begins a new paragraph, whatever the lines say."""


def _is_indented(pair: LinePair) -> bool:
    """Whether the line is set in, as the first line of a paragraph, after a sentence that has ended."""
    return len(pair.paragraph) > 1 and pair.line.x0 - pair.paragraph[1].x0 > 6 and not pair.is_open


def _is_short(pair: LinePair) -> bool:
    """Whether the first word of the line would have fitted on the line before it."""
    return pair.last.x1 + _first_word_width(pair.line) + 0.28 * pair.line.size < pair.margin - 1.0


def _first_word_width(line: GlyphLine) -> float:
    """Return the width of a line's first word, up to a hyphen in it."""
    end = line.glyphs[0].x1
    for glyph in line.glyphs:
        if glyph.char in " \t":
            break
        end = glyph.x1
        if glyph.char == "-":
            break
    return end - line.x0
