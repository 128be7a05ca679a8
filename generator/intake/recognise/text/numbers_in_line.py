"""Questions whose labels are numbers only and that are all on one line, since the line ends of the text were lost.

`1. Kent u de brug? 2. Wat kost de brug?` is split where the numbers count and each part asks; else the text is refused.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.intake.recognise.labels import patterns
from generator.intake.recognise.labels.patterns import LabelForm
from generator.intake.recognise.recognised_letter import SourceLine

_NUMBER = re.compile(
    r"(?:^|(?<=[.?!:;)»”\"])\s+|(?<=[?)]\d)\s+)(?P<number>\d{1,3})(?P<sign>[.)]|(?=\s))\s+(?=[A-ZÀ-Ý«“\"'‘(])"
)
"""A number where a sentence begins: `1. Kent`, `2) Wat`, `3 Wanneer`."""
_ENDS_IN_QUESTION = re.compile(r"\?[\s\"'”’»)\]\d]*$")
_REQUEST = re.compile(r"\?[\s\"'”’»)\]\d]*(?:Graag|Gaarne|Zo (?:ja|nee|niet)|Indien|Please|If (?:so|not))\b[^?]*\.\s*$")
"""What belongs to a question though it is behind the question mark."""
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line with the questions of the whole letter in it."""

    index: int
    cuts: tuple[int, ...]
    """Where its numbers begin, as offsets in its text."""
    counts: bool
    """Whether the numbers count on from 1, and each part is a question and nothing else."""


def find(lines: Sequence[SourceLine]) -> NumberedLine | None:
    """Return the line that has all questions of a letter; None where the letter shows its questions otherwise.

    It is the only line that asks, and no other begins with a label.
    """
    asking = [index for index, line in enumerate(lines) if "?" in line.text and not line.block.rows]
    if len(asking) != 1 or lines[asking[0]].given:
        return None
    index = asking[0]
    if any(_begins_as_label(line) for at, line in enumerate(lines) if at != index):
        return None
    text = lines[index].text
    first = patterns.read(text)
    if first and first.form is LabelForm.WORD:
        return None
    found = list(_NUMBER.finditer(text))
    cuts = tuple(match.start("number") for match in found)
    parts = [text[start:end] for start, end in itertools.pairwise((*cuts, len(text)))]
    if len(found) < _FEWEST or found[0]["number"] != "1" or sum("?" in part for part in parts) < _FEWEST:
        return None
    counted = [int(match["number"]) for match in found] == list(range(1, len(found) + 1))
    same_sign = len({match["sign"] for match in found}) == 1
    return NumberedLine(index, cuts, counted and same_sign and all(map(_asks, parts)))


def _begins_as_label(line: SourceLine) -> bool:
    label = None if line.block.rows else patterns.read(line.text)
    return line.given is not None or (label is not None and bool(label.numbers) and label.form is not LabelForm.SPACED)


def _asks(part: str) -> bool:
    return bool(_ENDS_IN_QUESTION.search(part) or _REQUEST.search(part))
