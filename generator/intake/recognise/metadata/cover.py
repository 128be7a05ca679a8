"""The text before the first question: which of it is letter, and which letterhead (address, date, subject, reference)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.intake.recognise.metadata import subject
from generator.intake.recognise.metadata.days import read_day
from generator.intake.recognise.recognised_letter import Furniture, SourceLine, printed
from generator.intake.recognise.runs import cut, strip_newlines
from generator.intake.recognise.text.furniture import is_running
from generator.intake.source_document import Run
from generator.netherlands.capitals import CAPITALS

_FIELDS = {
    "date": re.compile(
        r"(?:Datum|Date)\b(?!\s+(?:van\s+)?(?:het\s+|de\s+)?(?:indiening|inzending|ingediend|ingezonden|ingekomen|ontvangst|ontvangen|gesteld|vraagstelling|vragen)\b)\s*:?\s*"
    ),
    "subject": re.compile(r"(?:Onderwerp|Betreft|Subject|Re)\b\s*:?\s*(?!de\b)"),
    "reference": re.compile(
        r"(?:Ons\s+kenmerk|Onze\s+referentie|Our\s+ref(?:erence)?|Kenmerk(?!\s+(?:van\s+)?(?:de\s+)?vragen))\b\.?\s*:?\s*"
    ),
    "": re.compile(
        r"(?:Uw\s+(?:kenmerk|brief|referentie)|Your\s+ref(?:erence|\.)?|Bijlage(?:\(n\)|\(s\)|n)?|Contactpersoon|Projectnaam|Behandeld\s+door|Afschrift\s+aan|Doorkiesnummer|E-?mail|T\s+\d|F\s+\d)"
        r"(?!\w)\s*:?\s*(?=$|[\d(A-Z])"
    ),
}
_FIELDS_IN_OTHER_CASE = {
    "date": re.compile(r"(?:datum|date)\b(?:\s*:|(?=\s*$)|(?=\s+\d))\s*", re.IGNORECASE),
    "subject": re.compile(r"(?:onderwerp|betreft|subject)\b(?:\s*:|(?=\s*$))\s*", re.IGNORECASE),
    "reference": re.compile(
        r"(?:ons\s+kenmerk|onze\s+referentie|our\s+ref(?:erence)?|kenmerk|zaaknummer|registratienummer|documentnummer|briefnummer)\b\.?"
        r"(?:\s*:|(?=\s*$)|(?=\s+\S*\d))\s*",
        re.IGNORECASE,
    ),
    "": re.compile(
        r"(?:uw\s+(?:kenmerk|referentie)|bi\s?j\s?lagen?(?:\(n\))?|contactpersoon|behandeld\s+door|behandelaar|portefeuillehouder|doorkiesnummer|telefoon)\b\s*:?(?=\s*$|\s+\S*\d)",
        re.IGNORECASE,
    ),
}
"""Fields in small letters or in capitals: `datum` with its value behind a colon, in figures, or on the next line."""
_SUBJECT_IN_OTHER_CASE = re.compile(r"(?:ONDERWERP|BETREFT|betreft|onderwerp)\s+(?=[A-Z«“\"‘'])")
"""A subject behind a small or capital name without a colon, if it begins as one."""
_FIRST_OF_TWO = re.compile(r"(?:ons|uw|our|your)$", re.IGNORECASE)
"""The first line of `ons kenmerk` where a narrow column breaks it."""
_ADDRESS = re.compile(
    r"(?:>\s*)?(?:Retouradres\b|Aan\s+de\s+(?:[Vv]oorzitter|[Ll]eden)|(?:De\s+)?[Vv]oorzitter\s+van\s+de(?=\s*$|\s+(?:Tweede|Eerste)\s)|(?:van\s+)?de\s+(?:Tweede|Eerste)\s+Kamer|der\s+Staten-\s?Generaal|"
    r"Postbus\s+\d|\d{4}\s?[A-Z]{2}\s{1,3}\S|(?:Binnenhof|Plein|Prinses\s+Irenestraat|Bezuidenhoutseweg)\s+\d)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\(?(?:Ingezonden\s+\d+|Hierbij|Hiermee|In\s+antwoord|(?:Zeer\s+|Hoog)?[Gg]eachte?|Beste\s|Excellentie|(?:Mevrouw|Mijnheer|Meneer|De\s+heer)\s+de\s+voorzitter|Weledel\w+|Naar\s+aanleiding|Met\s+deze|Mede\s+namens|Op\s+\d|Bij\s+deze|Uw\s+brief|Dear|In\s+reply|In\s+response|Please)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(rf"[{CAPITALS}][^\d,:;?!]{{2,50}},")
_HEADING = re.compile(
    r"(?:Antwoord(?:en)?|Beantwoording|Mededeling|(?:Nadere|Schriftelijke|Mondelinge|Aanvullende)\s+vragen|Vragen|Statenvragen|Raadsvragen|Answers?|Questions?)"
    r"\s+(?:ex\s+art(?:ikel)?|(?<=vragen\s)(?:lid|leden|fractie)|van|op|door|to|by|from)\b|Zie\s+ook\s+Aanhangsel"
    r"|(?:Beantwoording|Antwoorden)\s+(?:schriftelijke\s+)?(?:\w*vragen)\s+(?:ex\s+art(?:ikel)?|van|op|door)"
)
_NEXT_FIELD = re.compile(
    r"(?:Indieners?|Steller|Vragenstellers?|Ingekomen|Ingezonden|Ingediend|Ontvangen|Beantwoord|Nummer|Vraagnummer)\b(?:\s*:|\s+(?:op|d\.d\.|\d))"
)
"""What is below a subject in the head of a council's or province's questions, and stays text."""
_OWN_LINE = re.compile(r"Vastgesteld\s+\d|(?:De\s+)?(?:[Vv]oorzitter|(?:[Aa]djunct-)?[Gg]riffier)\s+van\s+de\b")
"""What is a paragraph of its own in the head of a committee's report."""
_PLACE_AND_DAY = re.compile(r"(?:Den Haag|[’']s-Gravenhage),?\s+\d{1,2}\s")
_UNFINISHED = re.compile(
    r"\b(?:van|de|het|een|en|of|in|op|over|aan|met|voor|tot|bij|door|uit|dat|die|te|om|the|of|on|and)$|[,–-]$"
)
_FEWEST_PARTS = 2
"""Fields between the line breaks of a paragraph, so that each line is one."""
_BESIDE = re.compile(r"\t+|\s{3,}")
"""What parts fields beside each other."""
_LONGEST_REFERENCE = 60
_SENTENCE = re.compile(r".{60,}[.?!:]$")
_LONGEST_FIELD = 8
"""Lines of a field or an address, at most."""
_LONGEST_ADDRESS = 140
"""Characters of a line that begins an address."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The letter's own lines before the first question, and the letterhead."""

    lines: tuple[SourceLine, ...]
    fields: dict[str, str]
    """The letterhead's fields: `date`, `subject`, `reference`."""
    aside: tuple[Furniture, ...]


def split_cover(lines: Sequence[SourceLine], aside: Sequence[Furniture]) -> Cover:
    """Separate the letter from the letterhead; `aside` is furniture found before, which may have fields too."""
    lines = [piece for line in _below_names(lines) for piece in _fields_apart(line)]
    splitter = _Splitter(lines, _side_fields(aside))
    index = 0
    while index < len(lines):
        index = splitter.add(index)
    return Cover(tuple(splitter.kept), splitter.fields, tuple(splitter.aside))


def _fields_apart(line: SourceLine) -> list[SourceLine]:
    """Return the lines of a paragraph that has several fields between line breaks, as a cell of a letterhead has.

    Also the rows of a table of fields, and the fields beside each other with their values below them.
    """
    if line.block.rows:
        return _fields_of_table(line) or [line]
    beside = _field_beside(line)
    if beside:
        return beside
    parts = line.text.split("\n")
    if len(parts) < _FEWEST_PARTS or sum(_field(" ".join(part.split())) is not None for part in parts) < _FEWEST_PARTS:
        return [line]
    ends = list(itertools.accumulate(len(part) + 1 for part in parts))
    pieces = (strip_newlines(cut(line.block.runs, start, end)) for start, end in zip([0, *ends], ends, strict=False))
    return [replace(line, block=replace(line.block, runs=runs)) for runs in pieces if any(r.text.strip() for r in runs)]


def _field_beside(line: SourceLine) -> list[SourceLine]:
    """Return an address line and the field beside it as two lines; none of another line."""
    gap = _BESIDE.search(line.text.strip())
    text = line.text.strip()
    if gap is None or _field(text[: gap.start()]) or not (_field(text[gap.end() :]) or ("", ""))[1]:
        return []
    if not re.match(r"\w+(?:\s\w+)?\s*:", text[gap.end() :]):
        return []
    runs = line.block.runs
    pieces = (strip_newlines(cut(runs, 0, gap.start())), strip_newlines(cut(runs, gap.end(), len(line.text))))
    return [replace(line, block=replace(line.block, runs=piece)) for piece in pieces]


def _fields_of_table(table: SourceLine) -> list[SourceLine]:
    """Return the rows of a table as lines of a name with its value; none of a table that has other rows."""
    rows = [[tuple(run for block in cell for run in block.runs) for cell in row] for row in table.block.rows]
    texts = [["".join(run.text for run in cell).strip() for cell in row] for row in rows]
    if all(len(row) == _FEWEST_PARTS and _field(row[0]) for row in texts):
        pairs = rows
    elif len(rows) == _FEWEST_PARTS and len(rows[0]) == len(rows[1]) and all(map(_field, texts[0])):
        pairs = [list(pair) for pair in zip(*rows, strict=True)]
    else:
        return []
    return [
        replace(table, block=replace(table.block, rows=(), runs=(*name, Run("\t"), *value))) for name, value in pairs
    ]


def _below_names(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """Return the lines with fields that are beside each other as one line each: the values are on the next line."""
    out: list[SourceLine] = []
    at = 0
    while at < len(lines):
        names = _BESIDE.split(lines[at].text.strip())
        values = _BESIDE.split(lines[at + 1].text.strip()) if at + 1 < len(lines) else []
        if len(names) >= _FEWEST_PARTS and len(names) == len(values) and all(_names_field(name) for name in names):
            pairs = (f"{name}\t{value}" for name, value in zip(names, values, strict=True))
            out.extend(replace(lines[at], block=replace(lines[at].block, runs=(Run(pair),))) for pair in pairs)
            at += 2
        elif len(names) >= _FEWEST_PARTS and all(map(_names_field, names)) and _are_values(lines, at + 1, len(names)):
            below = (_flat(line) for line in lines[at + 1 : at + 1 + len(names)])
            pairs = (f"{name}\t{value}" for name, value in zip(names, below, strict=True))
            out.extend(replace(lines[at], block=replace(lines[at].block, runs=(Run(pair),))) for pair in pairs)
            at += 1 + len(names)
        else:
            out.append(lines[at])
            at += 1
    return out


def _are_values(lines: Sequence[SourceLine], start: int, count: int) -> bool:
    """Whether so many lines are the values of fields, one a line, as a reader gives the long cells of a row."""
    values = lines[start : start + count]
    return len(values) == count and not any(
        line.block.rows or _field(_flat(line)) or _is_opening(line.text) or _BESIDE.search(line.text.strip())
        for line in values
    )


def _is_opening(text: str) -> bool:
    return bool(_OPENING.match(text.strip()))


def _names_field(text: str) -> bool:
    """Whether a text is the name of a field, without a value."""
    field_found = _field(text)
    return field_found is not None and not field_found[1]


@dataclass(slots=True)
class _Splitter:
    lines: Sequence[SourceLine]
    fields: dict[str, str]
    kept: list[SourceLine] = field(default_factory=list)
    aside: list[Furniture] = field(default_factory=list)
    _opening: int = 0
    """The line where the letter's text begins."""
    _has_letterhead: bool = False
    _paper_head: tuple[int, int] | None = None
    """The first and the last line of a Kamerstuk's head: from there on all is text, the address too."""
    _in_text: bool = False
    """Whether a line of the letter's text was kept."""
    _opened: bool = False
    """Whether one of them was more than a heading."""

    def __post_init__(self) -> None:
        texts = [_flat(line) for line in self.lines]
        self._has_letterhead = any(text and (_ADDRESS.match(text) or _field(text)) for text in texts)
        self._opening = next((i for i, line in enumerate(self.lines) if _is_body(line.text)), 0)
        self._opening -= self._opening > 0 and _greets(self.lines, self._opening - 1)
        self._paper_head = subject.paper_head(texts)

    def add(self, index: int) -> int:
        """Add the field, address or line that begins at an index, and return the index after it."""
        text = _flat(self.lines[index])
        named, last = _field(text), index
        if named is None and _FIRST_OF_TWO.match(text) and index + 1 < len(self.lines):
            named, last = _field(f"{text} {_flat(self.lines[index + 1])}"), index + 1
        below_heading = named and not self._opened and _is_below_heading(text, *named)
        if named and (not self._in_text or below_heading):
            return self._set_aside(index, self._add_field(last, *named), "field")
        of_paper = self._paper_head is not None and index >= self._paper_head[0]
        if _ADDRESS.match(text) and not self._in_text and not of_paper and len(text) < _LONGEST_ADDRESS:
            return self._set_aside(index, self._address_end(index), "address")
        if (
            index < self._opening
            and not of_paper
            and not _SENTENCE.search(text)
            and (self._has_letterhead or not any(map(str.islower, text)))
        ):
            return self._set_aside(index, index + 1, "letterhead")
        line = self.lines[index]
        self.kept.append(
            replace(line, gap=True) if _begins_line(text) or (of_paper and _begins_in_paper(text)) else line
        )
        self._in_text = self._in_text or _is_body(line.text)
        self._opened = self._opened or bool(_OPENING.match(line.text.strip()))
        return index + 1

    def _set_aside(self, start: int, end: int, reason: str) -> int:
        blocks = (line.block for line in self.lines[start:end])
        self.aside.extend(Furniture(printed(block), block.line, reason, block.page) for block in blocks)
        return end

    def _add_field(self, index: int, key: str, rest: str) -> int:
        """Add a field, and return the index after its value."""
        value, end = _value(self.lines, index, key, rest)
        if key and _fits(key, value):
            self.fields.setdefault(key, value)
        return end

    def _address_end(self, index: int) -> int:
        """Return the index after the lines of an address."""
        after = index + 1
        while after < min(len(self.lines), index + _LONGEST_FIELD) and _continues_address(self.lines[after]):
            after += 1
        return after


def _begins_line(text: str) -> bool:
    """Whether a line begins a paragraph of the letter's head, whatever is above it."""
    return any(pattern.match(text) for pattern in (_HEADING, _OWN_LINE, _NEXT_FIELD))


def _begins_in_paper(text: str) -> bool:
    """Whether a line begins a paragraph below the head of a Kamerstuk: address, place and date, opening."""
    return any(pattern.match(text) for pattern in (_ADDRESS, _PLACE_AND_DAY, _OPENING))


def _is_below_heading(text: str, key: str, value: str) -> bool:
    """Whether a field may be below a heading: with a date, a reference, or a subject behind a colon on its line."""
    return _fits(key, value) and (key in ("date", "reference") or (key == "subject" and ":" in text[: -len(value)]))


def _continues_address(line: SourceLine) -> bool:
    return not line.gap and not _field(line.text) and not _is_body(line.text) and not _SENTENCE.search(line.text)


def _flat(line: SourceLine) -> str:
    """Return a line's text with single spaces."""
    return " ".join(line.text.split())


def _is_body(text: str) -> bool:
    """Whether a line begins the letter's text."""
    return bool(_OPENING.match(text.strip()) or _HEADING.match(text.strip()))


def _field(text: str) -> tuple[str, str] | None:
    """Return the key of a letterhead field, and the rest of its line; None if the line is no field."""
    subject = _SUBJECT_IN_OTHER_CASE.match(text)
    if subject:
        return "subject", text[subject.end() :].strip()
    for key, pattern in (*_FIELDS.items(), *_FIELDS_IN_OTHER_CASE.items()):
        match = pattern.match(text)
        if not match:
            continue
        rest = text[match.end() :].strip()
        if key == "date" and rest and not read_day(rest):
            return None
        return key, rest
    return None


def _value(lines: Sequence[SourceLine], index: int, key: str, rest: str) -> tuple[str, int]:
    """Return a field's value and the index after it; a subject may be several lines, also with a blank line between."""
    after = index + 1
    value = rest
    while after < len(lines) and after < index + _LONGEST_FIELD:
        line = lines[after]
        text = _flat(line)
        is_heading = key == "subject" and not value and after == index + 1 and not _OPENING.match(text)
        if _field(text) or _ADDRESS.match(text) or _NEXT_FIELD.match(text) or (_is_body(text) and not is_heading):
            break
        if value and key != "subject":
            break
        if value and ((line.gap and not _UNFINISHED.search(value)) or _greets(lines, after)):
            break
        value = f"{value} {text}".strip()
        after += 1
    return value, after


def _greets(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether a line greets, in whatever words: short, with a comma at its end, right above where the text opens."""
    text = _flat(lines[index])
    opens = index + 1 < len(lines) and bool(_OPENING.match(_flat(lines[index + 1])))
    return opens and bool(_GREETING.fullmatch(text)) and not _ADDRESS.match(text)


def _side_fields(aside: Sequence[Furniture]) -> dict[str, str]:
    """Return the fields of a letterhead column: `Ons kenmerk` and, in the same block or the next, `5164758`."""
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
    """Whether a value can be that of a field: in a column that a page breaks, other text follows too."""
    if key == "date":
        return read_day(value) is not None
    if key == "reference":
        return any(char.isdigit() for char in value) and not is_running(value) and len(value) <= _LONGEST_REFERENCE
    return bool(value)
