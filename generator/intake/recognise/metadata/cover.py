"""The text before the first question: what of it is letter, what is letterhead (address, date, subject, reference)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.core.language import parse_date
from generator.intake.recognise.recognised_letter import Furniture, SourceLine, printed
from generator.intake.recognise.text.furniture import is_running

_FIELDS = {
    "date": re.compile(r"(?:Datum|Date)\b\s*:?\s*"),
    "subject": re.compile(r"(?:Onderwerp|Betreft|Subject|Re)\b\s*:?\s*(?!de\b)"),
    "reference": re.compile(r"(?:Ons\s+kenmerk|Onze\s+referentie|Our\s+reference|Kenmerk)\b\s*:?\s*"),
    "": re.compile(
        r"(?:Uw\s+(?:kenmerk|brief|referentie)|Your\s+reference|Bijlage(?:\(n\)|\(s\)|n)?|Contactpersoon|Projectnaam|Behandeld\s+door|Afschrift\s+aan|Doorkiesnummer|E-?mail|T\s+\d|F\s+\d)"
        r"(?!\w)\s*:?\s*(?=$|[\d(A-Z])"
    ),
}
_ADDRESS = re.compile(
    r"(?:>\s*)?(?:Retouradres\b|Aan\s+de\s+(?:[Vv]oorzitter|[Ll]eden)|De\s+[Vv]oorzitter\s+van\s+de(?=\s*$|\s+(?:Tweede|Eerste)\s)|(?:van\s+)?de\s+(?:Tweede|Eerste)\s+Kamer|der\s+Staten-\s?Generaal|"
    r"Postbus\s+\d|\d{4}\s?[A-Z]{2}\s{1,3}\S|(?:Binnenhof|Plein|Prinses\s+Irenestraat|Bezuidenhoutseweg)\s+\d)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\(?(?:Ingezonden\s+\d+|Hierbij|Hiermee|In\s+antwoord|Geachte|Naar\s+aanleiding|Met\s+deze|Mede\s+namens|Op\s+\d|Bij\s+deze|Uw\s+brief|Dear|In\s+reply|In\s+response|Please)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:Antwoord(?:en)?|Beantwoording|Mededeling|Nadere\s+vragen|Vragen|Schriftelijke\s+vragen|Answers?|Questions?)\s+(?:van|op|door|to|by|from)\b|Zie\s+ook\s+Aanhangsel"
)
_OWN_LINE = re.compile(r"Vastgesteld\s+\d|(?:De\s+)?(?:[Vv]oorzitter|(?:[Aa]djunct-)?[Gg]riffier)\s+van\s+de\b")
"""What stands on a line of its own in the head of a committee's report."""
_UNFINISHED = re.compile(
    r"\b(?:van|de|het|een|en|of|in|op|over|aan|met|voor|tot|bij|door|uit|dat|die|te|om|the|of|on|and)$|[,–-]$"
)
_LONGEST_REFERENCE = 60
_SENTENCE = re.compile(r".{60,}[.?!:]$")
_LONGEST_FIELD = 8


@dataclass(frozen=True, slots=True)
class Cover:
    """The letter's own lines before the first question, and what the letterhead says."""

    lines: tuple[SourceLine, ...]
    fields: dict[str, str]
    aside: tuple[Furniture, ...]


def split_cover(lines: Sequence[SourceLine], aside: Sequence[Furniture]) -> Cover:
    """Part the letterhead from the letter; `aside` is furniture found earlier, whose side column may hold fields."""
    fields: dict[str, str] = _side_fields(aside)
    kept: list[SourceLine] = []
    out: list[Furniture] = []
    index = 0
    lettered = any(_ADDRESS.match(flat) or _field(flat) for line in lines if (flat := " ".join(line.text.split())))
    opening = next((i for i, line in enumerate(lines) if _is_body(line.text)), 0)
    while index < len(lines):
        line = lines[index]
        text = " ".join(line.text.split())
        named = _field(text)
        if named and not any(_is_body(k.text) for k in kept):
            key, rest = named
            value, after = _value(lines, index, key, rest)
            out.extend(
                Furniture(printed(lines[i].block), lines[i].block.line, "field", lines[i].block.page)
                for i in range(index, after)
            )
            if key and _fits(key, value):
                fields.setdefault(key, value)
            index = after
            continue
        if _ADDRESS.match(text) and not any(_is_body(k.text) for k in kept) and len(text) < 140:
            after = index + 1
            while (
                after < len(lines)
                and not lines[after].gap
                and not _field(lines[after].text)
                and not _is_body(lines[after].text)
                and not _SENTENCE.search(lines[after].text)
                and after < index + _LONGEST_FIELD
            ):
                after += 1
            out.extend(
                Furniture(printed(lines[i].block), lines[i].block.line, "address", lines[i].block.page)
                for i in range(index, after)
            )
            index = after
            continue
        if index < opening and not _SENTENCE.search(text) and (lettered or not any(map(str.islower, text))):
            out.append(Furniture(printed(line.block), line.block.line, "letterhead", line.block.page))
        else:
            kept.append(replace(line, gap=True) if _HEADING.match(text) or _OWN_LINE.match(text) else line)
        index += 1
    return Cover(tuple(kept), fields, tuple(out))


def _is_body(text: str) -> bool:
    return bool(_OPENING.match(text.strip()) or _HEADING.match(text.strip()))


def _field(text: str) -> tuple[str, str] | None:
    """Read a letterhead field: its key and what stands after it on the line."""
    for key, pattern in _FIELDS.items():
        match = pattern.match(text)
        if not match:
            continue
        rest = text[match.end() :].strip()
        if key == "date" and rest and not parse_date(rest):
            return None
        return key, rest
    return None


def _value(lines: Sequence[SourceLine], index: int, key: str, rest: str) -> tuple[str, int]:
    """Return a field's value and the index after it; a subject may run on, even over a blank line."""
    after = index + 1
    value = rest
    while after < len(lines) and after < index + _LONGEST_FIELD:
        line = lines[after]
        text = " ".join(line.text.split())
        if _field(text) or _ADDRESS.match(text) or _is_body(text):
            break
        if value and key != "subject":
            break
        if value and line.gap and not _UNFINISHED.search(value):
            break
        value = f"{value} {text}".strip()
        after += 1
    return value, after


def _side_fields(aside: Sequence[Furniture]) -> dict[str, str]:
    """Read fields from a letterhead column: `Ons kenmerk` and, in the same block or the next, `5164758`."""
    texts = [
        part.strip() for item in aside if item.reason in ("letterhead", "running") for part in item.text.split("\n")
    ]
    found: dict[str, str] = {}
    for at, text in enumerate(texts):
        named = _field(re.sub(r"^(Ons kenmerk|Datum)(?=\d)", r"\1 ", text))
        if not named or not named[0]:
            continue
        key, value = named
        if not value and at + 1 < len(texts) and not _field(texts[at + 1]):
            value = texts[at + 1]
        if _fits(key, value):
            found.setdefault(key, value)
    return found


def _fits(key: str, value: str) -> bool:
    """Whether a value is of its field's kind: a column that a page cut up offers others too."""
    if key == "date":
        return parse_date(value) is not None
    if key == "reference":
        return any(char.isdigit() for char in value) and not is_running(value) and len(value) <= _LONGEST_REFERENCE
    return bool(value)
