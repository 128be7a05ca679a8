"""An editor's declared departures, made in what a source gives: so a departed passage is no change when texts are merged.

Where the source has the reading that was departed from, once and at the declared place, its Markdown gets the editor's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.language import fold
from generator.core.written_file import Cut, FrontValue, WrittenFile
from generator.intake.escaping import escape

_KEY = "departures"


@dataclass(frozen=True, slots=True)
class _Reading:
    """The words before and after a departure, and what source and text have between them."""

    before: str
    source: str
    shown: str
    after: str

    @property
    def in_source(self) -> str:
        """The whole place as the source has it."""
        return fold(f"{self.before}{self.source}{self.after}")


def departed(ours: WrittenFile, given: WrittenFile, cut: Cut) -> WrittenFile:
    """Return what a source gives with the departures that a file declares."""
    for row in _rows(ours):
        found = next((text for reading in _readings(row) if (text := _with(given, reading))), None)
        if found is not None:
            given = cut(given.path, found.encode())
    return given


def unmet(ours: WrittenFile, given: WrittenFile) -> Iterator[Diagnostic]:
    """Report each departure of a file whose reading the source does not have, or has more than once."""
    place = ours.places.get((_KEY,))
    where = Position(ours.path, ours.line_at(place.start) if place else 1)
    for row in _rows(ours):
        if not any(_with(given, reading) for reading in _readings(row)):
            values = {"source": row.get("source", ""), "shown": row.get("shown", "")}
            yield diagnostic("update-departure-unmet", where, Severity.WARNING, **values)


def _rows(file: WrittenFile) -> Iterator[Mapping[str, str]]:
    rows: FrontValue = file.values.get(_KEY)
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict):
            yield {key: value.strip() for key, value in row.items() if isinstance(value, str)}


def _readings(row: Mapping[str, str]) -> Iterator[_Reading]:
    """Yield how the place may read in the source; where nothing is shown, the source's words may be between any two."""
    source, shown = row.get("source", ""), row.get("shown", "")
    place = row.get("place") or shown
    if shown:
        at = place.find(shown)
        if at >= 0:
            yield _Reading(place[:at], source, shown, place[at + len(shown) :])
        return
    words = place.split()
    for index in range(len(words) + 1):
        before, after = " ".join(words[:index]), " ".join(words[index:])
        yield _Reading(f"{before} " if before else "", f"{source} " if after else source, "", after)
    for index in range(len(place) + 1):  # a sign, right behind a word
        yield _Reading(place[:index], source, "", place[index:])


def _with(given: WrittenFile, reading: _Reading) -> str | None:
    """Return the text of a file with a departure made in it; None where its reading is not there exactly once."""
    if not reading.in_source:
        return None
    texts = [(block, fold(text)) for block in given.blocks for text, _ in block.official]
    count = sum(text.count(reading.in_source) for _, text in texts)
    if count != 1:
        return None
    at = len(given.head)
    for block in given.blocks:
        if any(reading.in_source in fold(text) for text, _ in block.official):
            changed = _changed(block.text, reading)
            return None if changed is None else given.text[:at] + changed + given.text[at + len(block.text) :]
        at += len(block.text) + len(block.gap)
    return None


def _changed(markdown: str, reading: _Reading) -> str | None:
    """Return a block with the departure made in its Markdown, where that has the words as they are shown."""
    before, after = reading.before, reading.after
    if not reading.source:
        first, then = before.rstrip(), after.lstrip()
        blank = r"\s*" if first and then else ""
        found = list(re.finditer(f"({_pattern(first)}){blank}({_pattern(then)})", markdown))
        made = f"{before[len(first) :]}{escape(reading.shown)}{after[: len(after) - len(then)]}"
        return f"{markdown[: found[0].end(1)]}{made}{markdown[found[0].start(2) :]}" if len(found) == 1 else None
    whole = f"({_pattern(before)}){_pattern(reading.source)}({_pattern(after)})"
    for pattern in (whole, f"(){_pattern(reading.source)}()"):
        found = list(re.finditer(pattern, markdown))
        if len(found) == 1:
            one = found[0]
            return markdown[: one.end(1)] + escape(reading.shown) + markdown[one.start(2) :]
    return None


def _pattern(words: str) -> str:
    return r"\s+".join(re.escape(escape(part)) for part in re.split(r"\s+", words))
