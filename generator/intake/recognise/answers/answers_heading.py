"""The heading over all answers of a letter, below its last question: `Antwoord van minister Bakker (Defensie) (ontvangen …)`.

It is no part of that question; what it says of who answers and when is the letter's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.intake.recognise.answers.question_shape import paragraph_text
from generator.intake.recognise.labels.patterns import Label, LabelForm, LabelKind
from generator.intake.recognise.metadata import offices
from generator.intake.recognise.recognised_letter import SourceLine

HEADING = re.compile(
    rf"(?:Antwoord(?:en)?[.:]?\s+)?(?:(?:Nader\s+a|A)ntwoord(?:en)?|Beantwoording|Mededeling)\s+(?:van|door)\s+(?:de\s+)?(?:[Dd]emissionair\s+)?{offices.RANK.pattern}\b"
    r"(?:[^.?!:]{3,400}?[(,]\s*[Oo]ntvangen\s+(?:op\s+)?\d|[^.?!:]{3,300}\.\s*\(?[Oo]ntvangen\s+(?:op\s+)?\d|[^.?!:]{0,160}\)\.?\s*$)"
)
_WORD = re.compile(r"Antwoord(?:en)?[.:]?")
"""What the second column of older papers begins with, above that heading."""
MOST_BLOCKS = 2
"""Blocks of which one may be such a heading, below another trailer's first line: that word, and the heading."""
_SEE_ALSO = re.compile(r"Zie\s+ook\s+(?:Aanhangsel|antwoord)")
"""What is below such a heading, and belongs to it."""


def begins(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a paragraph begins at a line that heads all answers, or `Antwoord` alone right above it."""
    if lines[index].text.lstrip()[:1] not in "ABMN":
        return False
    if _WORD.fullmatch(lines[index].text.strip()) and index + 1 < len(lines):
        index += 1
    return bool(HEADING.match(paragraph_text(lines, index)))


def find(lines: Sequence[SourceLine], found: Mapping[int, Label]) -> dict[int, Label]:
    """Return such headings within the questions of a letter as trailers, by line."""
    extra: dict[int, Label] = {}
    inside = False
    for index, line in enumerate(lines):
        if index in found:
            inside = found[index].kind is LabelKind.QUESTION
        elif inside and (line.gap or line.page_top) and begins(lines, index):
            extra[index] = Label(LabelKind.TRAILER, LabelForm.WORD, (), 0, alone=False)
            inside = False
    return extra


def unlabelled_answer(lines: Sequence[SourceLine], found: Mapping[int, Label]) -> dict[int, Label]:
    """Return the one answer below such a heading that no label heads, to all questions above, in a letter without others."""
    headings = [index for index in found if begins(lines, index)]
    if not headings or any(label.kind is LabelKind.ANSWER for label in found.values()):
        return {}
    last = headings[-1]
    after = next((index for index in sorted(found) if index > last), len(lines))
    starts = (i for i in range(last + 1, after) if lines[i].gap and lines[i].text.strip())
    at = next((i for i in starts if not _SEE_ALSO.match(lines[i].text)), None)
    asked = [label for index, label in sorted(found.items()) if index < last and label.kind is LabelKind.QUESTION]
    numbers = tuple(dict.fromkeys(number for label in asked for number in label.numbers))
    is_notice = lines[last].text.lstrip().startswith("Mededeling")
    if at is None or is_notice or not numbers:
        return {}
    return {at: Label(LabelKind.ANSWER, LabelForm.BARE, numbers, 0, alone=False)}
