"""Where a letter that has its questions within its text closes: at a greeting, or at the signatures below its last answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.intake.recognise.metadata import bodies, offices
from generator.intake.recognise.metadata.person_names import bare, is_name
from generator.intake.recognise.metadata.signatories import COLUMNS
from generator.intake.recognise.recognised_letter import SourceLine
from generator.netherlands.capitals import CAPITALS

_GREETING = re.compile(
    r"(?:Hoogachtend|Met\s+(?:vriendelijke\s+|de\s+meeste\s+)?(?:groet(?:en)?|hoogachting)|Yours\s+(?:sincerely|faithfully))\b[^.?!]{0,100}$"
)
_ASSURED = re.compile(
    r"(?:Wij|Ik)\s+(?:vertrouwe?n?|hope?n?|hoop|gaa?n?|menen|meen)\b[^.?!]{0,60}\b(?:hiermee|hiermede|daarmee|hierdoor)\b[^?!]{0,120}\.$|Mocht\s+u\b[^?!]{0,160}\bvragen\b[^?!]{0,160}\.$"
)
"""What a letter says right before its greeting: `Wij vertrouwen erop u hiermee voldoende te hebben geïnformeerd.`"""
_PLACE_AND_DAY = re.compile(
    rf"(?:[’'][st]-|[{CAPITALS}])[\w’' -]{{1,30}},\s+(?:de\s+|den\s+)?\d{{1,2}}\s+[a-z]+\s+\d{{4}}\.?$"
)
"""What is above the signatures of a letter that has its date below its text: `Assen, 3 mei 2024`."""
_LONGEST_ASSURANCE = 4
"""Lines."""
_FOR = re.compile(
    r"(?:voor\s+deze|namens\s+deze[n]?|\(?w\.g\.\)?|\(?(?:was\s+)?get(?:ekend|\.)\)?:?),?$", re.IGNORECASE
)
"""A line between an office and a name."""
_FOOTNOTE = re.compile(r"[\[(]?(?:\d{1,3}|[*¹²³])[\])]?\s+\S")
_ANY_BODY = ("de Algemene Rekenkamer",)
"""A body, for asking whether an office is one that signs for a body."""
_MOST_LINES = 16
_LONGEST = 120


def begins(lines: Sequence[SourceLine]) -> bool:
    """Whether the lines that follow a letter's last answer begin with its close."""
    greets = any(_GREETING.match(line.text) for line in lines[: _LONGEST_ASSURANCE + 1])
    lines = _below_assurance(lines)
    dated = bool(lines) and bool(_PLACE_AND_DAY.match(lines[0].text))
    return bool(lines) and (greets or _are_signatures(lines[1:] if dated else lines))


def find(lines: Sequence[SourceLine], start: int, end: int, answer_from: int) -> int | None:
    """Return the line from `start` on at which a letter closes; None if it does not before `end`.

    Signatures are below the first line of the last answer, which is `answer_from`.
    """
    greeting = next((i for i in range(start, end) if _GREETING.match(lines[i].text)), None)
    if greeting is not None:
        return _assurance(lines, max(start, answer_from + 1), greeting)
    first = max(answer_from + 1, end - _MOST_LINES)
    for i in range(first, end):
        dated = bool(_PLACE_AND_DAY.match(lines[i].text))
        if _may_begin(lines[i]) and _are_signatures(lines[i + dated : end]):
            return _assurance(lines, max(start, answer_from + 1), i)
    return None


def _assurance(lines: Sequence[SourceLine], start: int, greeting: int) -> int:
    """Return where the paragraph above a greeting begins that only assures; the greeting's line if there is none."""
    for first in range(max(start, greeting - _LONGEST_ASSURANCE), greeting):
        if lines[first].gap and _ASSURED.match(" ".join(line.text for line in lines[first:greeting])):
            return first
    return greeting


def _below_assurance(lines: Sequence[SourceLine]) -> Sequence[SourceLine]:
    """Return the lines below the paragraph with which they begin, if it only assures."""
    ends = range(1, min(_LONGEST_ASSURANCE, len(lines)) + 1)
    end = next((end for end in ends if _ASSURED.match(" ".join(line.text for line in lines[:end]))), 0)
    return lines[end:]


def _may_begin(line: SourceLine) -> bool:
    """Whether a line may be the first of the signatures: set off from the answer, with an office, a body or a name."""
    return (line.gap or line.page_top) and not line.block.label and len(line.text) <= _LONGEST


def _are_signatures(lines: Sequence[SourceLine]) -> bool:
    """Whether lines have offices or bodies with names, and nothing else but footnotes below them."""
    kinds: list[str] = []
    before = ""
    for text in (part.strip() for line in lines for part in line.text.split("\n")):
        if kinds and _FOOTNOTE.match(text):
            break
        found = _kinds(text)
        if not found and kinds and offices.sole_office(f"{before} {text}"):
            found = ["office"]
        if not found and text:
            return False
        kinds += found
        before = text
    return {"office", "name"} <= set(kinds) or (len(kinds) == 1 and bodies.is_sole(lines[0].text))


def _kinds(text: str) -> list[str]:
    """Return what each part of a signature's line is, an `office` or a `name`; nothing if one of them is neither."""
    kinds: list[str] = []
    for cell in COLUMNS.split(text):
        if _FOR.fullmatch(cell):
            continue
        if _is_office(cell):
            kinds.append("office")
        elif is_name(bare(cell)):
            kinds.append("name")
        elif _is_name_with_office(cell) or _are_names_with_offices(cell):
            kinds += ["office", "name"]
        elif _is_office_begun(cell):
            kinds.append("office")
        else:
            return []
    return kinds


def _is_office(text: str) -> bool:
    return bool(offices.sole_offices(text) or bodies.is_sole(text) or bodies.signing_offices(text, _ANY_BODY))


def _is_office_begun(text: str) -> bool:
    """Whether a line has the first part of an office that the next line ends: `de minister van Landbouw, Natuur`."""
    return text.endswith((",", " en")) and bool(offices.sole_offices(text.rsplit(" ", 1)[0]))


def _is_name_with_office(text: str) -> bool:
    """Whether a line has a name with an office: `D. Vermeulen, loco-secretaris`, `D. Vermeulen secretaris`."""
    before, _, after = text.rstrip(",.").partition(", ")
    either = ((before, after), (after, before), bodies.name_before_office(text, _ANY_BODY))
    return any(_is_office(office) and is_name(bare(name)) for office, name in either)


def _are_names_with_offices(text: str) -> bool:
    """Whether a line has several names, each with an office, that a reader joined: `J. Vermeer, voorzitter A. Smit, secretaris`."""
    return any(
        _is_name_with_office(first) and (_is_name_with_office(rest) or _are_names_with_offices(rest))
        for first, rest in bodies.splits(text)
    )
