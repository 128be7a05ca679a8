"""Headings by theme between the questions of a letter (`Kosten van de brug`): which lines they are.

They belong to the question below them, not to the answer above. A line is taken for one only if the letter shows it: by
its letter type, by its numbering, or because it has several. Any other line stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
"""How no heading ends."""
_ENDED = re.compile(r"[.?!…:]['\"”’»)\]]*\s*\[?\d{0,3}\]?$")
"""How the text before a heading ends."""
_NO_HEADING = re.compile(
    r"""(?:Ja|Nee|Yes|No|Zie|See|Idem|Bron|Source|Antwoord(?:en)?|Vra(?:ag|gen)|Questions?|Answers?|Geachte|Dear|Vragen\s+en\s+antwoorden|Beantwoording|Lijst|
    Hoogachtend|De\s+minister|De\s+staatssecretaris|Tabel|Table|Figuur|Figure|Grafiek|Bijlage|Toelichting|\d)\b""",
    re.VERBOSE,
)
"""How no heading by theme begins."""
_OF_GROUP = re.compile(
    r"(?:Vragen|Inbreng|Opmerkingen)(?:\s+en\s+opmerkingen)?\s+van(?:uit)?\s+de\s+(?:leden\s+van\s+de\s+)?(?:fracties?\b.{2,50}|\S{2,30}[\s-]fracties?)$"
)
"""The heading over the questions of a parliamentary group in a committee's list."""
_SIGNS = re.compile(r"\b(?:minister|staatssecretaris|secretary|hoogachtend|groet|sincerely)\b", re.IGNORECASE)
"""In the line above the name of who signs."""
_FEWEST = 2
"""Lines that may be a heading, below answers: with so many each is one."""
_MOST_LINES = 2
"""Lines of a heading below an answer."""


def attach(lines: Sequence[SourceLine], sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return the sections with the headings above questions moved from the section before to the question."""
    spans = {at: span for at in range(1, len(sections)) if (span := _above(lines, sections, at))}
    sure = {at for at, span in spans.items() if any(_is_set_as_heading(lines, sections[at - 1], i) for i in span)}
    below_answers = [at for at in spans if sections[at - 1].label is not None]
    kept = set(spans) if len(below_answers) >= _FEWEST else sure
    if not any(sections[at - 1].label is not None for at in kept):
        return tuple(sections)  # a line above the first question is the letter's own title
    result = list(sections)
    for at in kept:
        first = spans[at].start
        result[at - 1] = replace(result[at - 1], end=first)
        result[at] = replace(result[at], above=first)
    return tuple(section for section in result if section.start < section.end)


def _above(lines: Sequence[SourceLine], sections: Sequence[Section], at: int) -> range | None:
    """Return the lines right above a question that may be its heading; None if the section above has no other text."""
    section, before = sections[at], sections[at - 1]
    if section.label is None or section.label.kind is not LabelKind.QUESTION or section.label.part:
        return None
    if before.label is not None and before.label.kind is LabelKind.TRAILER:
        return None
    first, least = section.start, before.start + (before.label is not None)
    most = _MOST_LINES if before.label else 1
    while first > least and section.start - first < most and _may_be_heading(lines, first - 1):
        first -= 1
    if before.label is not None and not _has_text(lines, before, first):
        first += 1  # `Ja` alone is the answer
    return range(first, section.start) if first < section.start else None


def _has_text(lines: Sequence[SourceLine], section: Section, end: int) -> bool:
    """Whether a section has text before a line."""
    label = section.label
    own = lines[section.start].text[label.end :] if label else lines[section.start].text
    return bool(own.strip()) or any(lines[i].text or lines[i].block.rows for i in range(section.start + 1, end))


def _may_be_heading(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a line reads as a heading: short, apart from the text above it, no sentence, no item of a list."""
    line = lines[index]
    if line.block.rows or any(run.footnote for run in line.block.runs):
        return False
    if line.block.label and not _NUMBERED.match(f"{line.block.label} x"):
        return False
    text = line.text.strip()
    if _OF_GROUP.match(text):
        return True
    return _is_apart(line, lines[index - 1].text.rstrip() if index else "") and _is_short(text) and _is_phrase(text)


def _is_apart(line: SourceLine, above: str) -> bool:
    """Whether the text above a line has ended, and is not that above a signature."""
    numbered = _NUMBERED.match(line.text.strip())
    if not (line.gap or not above or (numbered and _ENDED.search(above))):
        return False
    below_office = not line.page_top and len(above) < _LONGEST and bool(_SIGNS.search(above))
    return above[-1:] not in {":", ",", ";", "-"} and not below_office


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS + bool(_NUMBERED.match(text))


def _is_phrase(text: str) -> bool:
    """Whether a text begins and ends as headings do."""
    if not _OPENS.match(text) or not any(map(str.isalpha, text)):
        return False
    return not _ENDS.search(text) and not _NO_HEADING.match(text)


def _is_set_as_heading(lines: Sequence[SourceLine], before: Section, index: int) -> bool:
    """Whether a line is set as a heading: in bold or italic below plain text, in a heading's style, or numbered."""
    line = lines[index]
    label = f"{line.block.label} " if line.block.label else ""
    if line.block.heading or _OF_GROUP.match(line.text.strip()) or _NUMBERED.match(f"{label}{line.text}"):
        return True
    text = [lines[i] for i in range(before.start + 1, index) if lines[i].text] or [lines[before.start]]
    return _stands_out(line) and not all(map(_stands_out, text))


def _stands_out(line: SourceLine) -> bool:
    """Whether all of a line is in bold, italic or underlined."""
    runs = [run for run in line.block.runs if run.text.strip()]
    return is_emphatic(line) or (bool(runs) and all(run.underline for run in runs))
