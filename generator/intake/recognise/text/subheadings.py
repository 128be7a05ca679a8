"""Headings by theme between the questions of a letter (`Kosten van de brug`): which lines they are.

They belong to the question below them, not to the answer above. A line is taken for one only where the letter shows it:
by its letter type, by its numbering, or because it has several of the kind; else it stays where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.intake.recognise.answers.question_shape import is_emphatic
from generator.intake.recognise.labels.patterns import LabelKind
from generator.intake.recognise.labels.sections import Section
from generator.intake.recognise.recognised_letter import SourceLine

_LONGEST = 90
_MOST_WORDS = 10
_NUMBERED = re.compile(
    r"(?:[IVX]{1,5}|[A-H]|Deel\s+(?:\d{1,2}|[IVX]{1,4})|Part\s+(?:\d{1,2}|[IVX]{1,4}))(?:[.:)]|\s*[-–])?\s+(?=\S)"
)
_OPENS = re.compile(r"[A-ZÀ-Ý«“\"'‘(]")
_ENDS = re.compile(r"[.?!;,…/-]['\"”’»)\]]*$|\d$|https?://\S+$")
_ENDED = re.compile(r"[.?!…:]['\"”’»)\]]*\s*\[?\d{0,3}\]?$")
_NO_HEADING = re.compile(
    r"""(?:Ja|Nee|Yes|No|Zie|See|Idem|Bron|Source|Antwoord(?:en)?|Vra(?:ag|gen)|Questions?|Answers?|Geachte|Dear|Vragen\s+en\s+antwoorden|Beantwoording|Lijst|
    Hoogachtend|De\s+minister|De\s+staatssecretaris|Tabel|Table|Figuur|Figure|Grafiek|Bijlage|Toelichting|\d)\b""",
    re.VERBOSE,
)
_SIGNS = re.compile(r"\b(?:minister|staatssecretaris|secretary|hoogachtend|groet|sincerely)\b", re.IGNORECASE)
"""Above a name that signs."""
_FEWEST = 2
_TWO_LINES = 2


def attach(lines: Sequence[SourceLine], parts: Sequence[Section]) -> tuple[Section, ...]:
    """Return the sections with the headings above questions taken from the end of the section before them."""
    spans = {at: span for at in range(1, len(parts)) if (span := _above(lines, parts, at))}
    sure = {at for at, span in spans.items() if any(_shows(lines, parts[at - 1], i) for i in span)}
    between = [at for at in spans if parts[at - 1].label is not None]
    kept = set(spans) if len(between) >= _FEWEST else sure
    if not any(parts[at - 1].label is not None for at in kept):
        return tuple(parts)  # a line above the first question is the letter's own title
    result = list(parts)
    for at in kept:
        first = spans[at].start
        result[at - 1] = replace(result[at - 1], end=first)
        result[at] = replace(result[at], above=first)
    return tuple(part for part in result if part.start < part.end)


def _above(lines: Sequence[SourceLine], parts: Sequence[Section], at: int) -> range | None:
    """Return the lines right above a question that can be its heading, if the section above holds more than those."""
    part, before = parts[at], parts[at - 1]
    if part.label is None or part.label.kind is not LabelKind.QUESTION or part.label.part:
        return None
    if before.label is not None and before.label.kind is LabelKind.TRAILER:
        return None
    first, least = part.start, before.start + (before.label is not None)
    most = _TWO_LINES if before.label else 1
    while first > least and part.start - first < most and _is_one(lines, first - 1):
        first -= 1
    if before.label is not None and not _has_text(lines, before, first):
        first += 1  # `Ja` alone is the answer
    return range(first, part.start) if first < part.start else None


def _has_text(lines: Sequence[SourceLine], before: Section, end: int) -> bool:
    label = before.label
    own = lines[before.start].text[label.end :] if label else lines[before.start].text
    return bool(own.strip()) or any(lines[i].text or lines[i].block.rows for i in range(before.start + 1, end))


def _is_one(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a line reads as a heading: short, on its own, no sentence and no item of a list."""
    line, above = lines[index], lines[index - 1].text.rstrip() if index else ""
    text = line.text.strip()
    numbered = _NUMBERED.match(text)
    apart = line.gap or not above or (numbered and _ENDED.search(above))
    if line.block.rows or not apart or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS + bool(numbered):
        return False
    if line.block.label and not _NUMBERED.match(f"{line.block.label} x"):
        return False
    if not _OPENS.match(text) or _ENDS.search(text) or _NO_HEADING.match(text) or not any(map(str.isalpha, text)):
        return False
    if any(run.footnote for run in line.block.runs):
        return False
    return above[-1:] not in {":", ",", ";", "-"} and not (len(above) < _LONGEST and _SIGNS.search(above))


def _shows(lines: Sequence[SourceLine], before: Section, index: int) -> bool:
    """Whether a line is set as a heading by itself: in bold or italic below plain text, as a heading, or numbered."""
    line = lines[index]
    label = f"{line.block.label} " if line.block.label else ""
    if line.block.heading or _NUMBERED.match(f"{label}{line.text}"):
        return True
    return _set(line) and not all(_set(other) for other in _text_lines(lines, before, index))


def _set(line: SourceLine) -> bool:
    runs = [run for run in line.block.runs if run.text.strip()]
    return is_emphatic(line) or (bool(runs) and all(run.underline for run in runs))


def _text_lines(lines: Sequence[SourceLine], before: Section, end: int) -> Iterable[SourceLine]:
    return [lines[i] for i in range(before.start + 1, end) if lines[i].text] or [lines[before.start]]
