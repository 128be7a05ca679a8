"""Who signs: the offices and names below a cover letter, in lines or in columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.intake.recognise.metadata import bodies, offices
from generator.intake.recognise.metadata.person_names import INITIALS, bare, is_name, tidy
from generator.intake.recognise.recognised_letter import Signatory
from generator.netherlands.portfolios import ALSO_OF_THE_PREMIER

_LONGEST_SIGNATURE = 60
"""Characters; a longer line is text."""
COLUMNS = re.compile(r"\t+|\s{3,}")
"""What parts two signatures beside each other."""

_GREETING = r"(?:Hoogachtend|Met\s+(?:vriendelijke\s+|de\s+meeste\s+)?(?:groet(?:en)?|hoogachting)|Yours\s+(?:sincerely|faithfully)),?"
_GREETS = re.compile(_GREETING)
GREETING_BEFORE = re.compile(rf"^{_GREETING}\s+(?=\S)")
"""A greeting on the line of the office below it, where a reader joined them: `Hoogachtend, de minister van Defensie,`."""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A line that may be of a signature, in its place on the page."""

    text: str
    indent: float = 0


def signatories(lines: Sequence[SignatureLine], answering: Sequence[str] = ()) -> tuple[Signatory, ...]:
    """Return who signs a cover letter: offices with the names below or above them, in lines or in columns.

    `answering` are the bodies in whose name it is signed.
    """
    signatures = _Signatures()
    for text in (part for cell in _cells(lines) for part in _offices_on(cell) or _signatures_on(cell, answering)):
        local = bodies.signing_offices(text, answering)
        held = local or offices.sole_offices(text)
        both = None if held else _on_one_line(text, answering)
        if both:
            signatures.add_whole(both)
        elif held:
            for office in held:
                signatures.add_office(office)
        else:
            signatures.add_text(text)
    return tuple(dict.fromkeys(signatures.paired()))


def _cells(lines: Sequence[SignatureLine]) -> Iterator[str]:
    """Yield the signatures' parts in order, each office whole: one that is set over two lines is joined."""
    waiting: list[str] = []
    for line in lines:
        for row in filter(None, map(str.strip, line.text.split("\n"))):
            cells = _unfolded(COLUMNS.split(GREETING_BEFORE.sub("", row)))
            joined = _continued(waiting, cells, line.indent)
            if joined:
                waiting = joined
                continue
            yield from waiting
            waiting = cells
    yield from waiting


def _unfolded(cells: list[str]) -> list[str]:
    """Return two offices beside each other whole, where a reader joined their two lines to one.

    `De minister van Justitie`, `De staatssecretaris van Justitie en Veiligheid,`, `en Veiligheid,` are two: what is
    between the columns has the end of the first line and the beginning of the second.
    """
    if len(cells) == 2 and not _known_office(cells[0]):
        return _second_line_of_first(*cells) or cells
    if len(cells) != 3:
        return cells
    first, middle, last = cells
    spaces = list(re.finditer(r"\s+", middle))
    ways = [[f"{first} {middle[space.end() :]}", f"{middle[: space.start()]} {last}"] for space in spaces]
    both = (way for is_office in (_known_office, _offices_on) for way in ways if all(map(is_office, way)))
    return next(both, cells)


def _second_line_of_first(first: str, other: str) -> list[str] | None:
    """Return two offices whole where the second line of the first is behind the other: only where both are known.

    `De minister van`, `De minister van Financiën, Justitie en Veiligheid,` are two.
    """
    for space in re.finditer(r"\s+", other):
        whole = [f"{first} {other[space.end() :]}", other[: space.start()]]
        if all(map(_known_office, whole)):
            return whole
    return None


def _offices_on(text: str) -> list[str]:
    """Return the parts of a cell between commas if each is an office; the cell itself if that is one."""
    if offices.sole_offices(text):
        return [text]
    parts = text.rstrip(" ,").split(", ")
    return parts if all(map(offices.sole_office, parts)) else []


def _signatures_on(text: str, answering: Sequence[str]) -> list[str]:
    """Return the signatures of a body that a reader joined to one line; the line itself if it is not of several."""
    if not answering or len(text) > _LONGEST_SIGNATURE * 4:
        return [text]
    for first, rest in bodies.splits(text):
        others = _signatures_on(rest, answering)
        if all(_on_one_line(one, answering) for one in (first, *others)):
            return [first, *others]
    return [text]


def _continued(above: Sequence[str], cells: Sequence[str], indent: float) -> list[str] | None:
    """Return offices with what their next line says; None where that makes no office of each."""
    if not above or len(cells) > len(above):
        return None
    if len(cells) == len(above):
        places = list(range(len(above)))
    elif len(cells) == 1:
        places = [len(above) - 1 if indent or not above[-1].rstrip().endswith(",") else 0]
    else:
        return None
    joined = list(above)
    goes_on = False
    for place, cell in zip(places, cells, strict=True):
        joined[place] = f"{above[place]} {cell}"
        if len(cells) > 1 and offices.sole_office(above[place]) and offices.sole_office(cell):
            continue  # two offices of one person: `DE MINISTER-PRESIDENT, Minister van Algemene Zaken`
        office = offices.sole_office(above[place])
        is_whole = above[place].endswith(",") or offices.is_known(office or "")
        may_end = is_whole or (len(cell.split()) > 1 and is_name(bare(cell)))
        if may_end and office and not cell[:1].islower():
            whole = _known_office(joined[place])
        else:
            whole = offices.sole_office(joined[place])
        if not whole or offices.sole_office(cell):
            return None
        goes_on = True
    return joined if goes_on else None


def _known_office(text: str) -> str | None:
    """Return the office on a line, if its portfolio is one of the table as a whole."""
    office = offices.sole_office(text)
    return office if office and offices.is_known(office) else None


def _on_one_line(text: str, answering: Sequence[str]) -> Signatory | None:
    """Return a signature on one line: `K.H. Ollongren, minister van Defensie`, `De minister van Defensie, K.H. Ollongren`."""
    if len(text) > _LONGEST_SIGNATURE * 2:
        return None
    behind, printed = bodies.name_before_office(text, answering)
    if is_name(bare(printed)) and len(printed.split()) > 1:
        return Signatory(tidy(bare(printed)), bodies.signing_offices(behind, answering)[0])
    for comma in re.finditer(r",\s", text):
        before, after = text[: comma.start()].strip(), text[comma.end() :].strip().rstrip(",.")
        for office, printed in ((before, after), (after, before)):
            name = bare(printed)
            found = offices.sole_office(office) or next(iter(bodies.signing_offices(office, answering)), None)
            if found and is_name(name) and len(name.split()) > 1:
                return Signatory(tidy(name), found)
    return None


@dataclass(slots=True)
class _Run:
    """Offices, or names, that follow each other."""

    offices: bool
    parts: list[str] = field(default_factory=list)


_SALUTATION = re.compile(r"(?:Zeer\s+)?Geachte?\b|Dear\b|Beste\s|Aan\s+de\s+(?:leden|voorzitter)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Signatures:
    """The signatures in lines that are read one after the other: runs of offices and of names, block by block."""

    _found: list[Signatory] = field(default_factory=list)
    _block: list[_Run] = field(default_factory=list)
    _after_text: bool = False
    """Whether a line of the letter's text has been read."""
    _after_greeting: bool = False
    """Whether the block begins right below a greeting: then nothing in it comes before the first signature."""

    def add_whole(self, signatory: Signatory) -> None:
        self._close()
        self._found.append(signatory)

    def add_office(self, office: str) -> None:
        last = self._block[-1] if self._block else None
        if last and last.offices and office == ALSO_OF_THE_PREMIER and last.parts[-1] == "minister-president":
            return
        self._add(office, is_office=True)

    def add_text(self, text: str) -> None:
        if _SALUTATION.match(text):  # what was above it is an address
            self._found.clear()
            self._block.clear()
            return
        if _GREETS.fullmatch(text):
            self._close()
            self._after_greeting = self._after_text = True
            return
        if len(text) > _LONGEST_SIGNATURE and not _names_beside(text):
            self._close()
            self._after_text = True
            return
        for name in _names_beside(text) or (bare(text),):
            if not is_name(name) or offices.is_portfolio(name):
                continue
            after_office = bool(self._block) and self._block[-1].offices
            in_names = bool(self._block) and not self._block[-1].offices
            if after_office or in_names or (self._after_text and len(name.split()) > 1):
                self._add(tidy(name), is_office=False)

    def _add(self, part: str, *, is_office: bool) -> None:
        if self._block and self._block[-1].offices is is_office:
            self._block[-1].parts.append(part)
        else:
            self._block.append(_Run(is_office, [part]))

    def _close(self) -> None:
        """Pair the offices and names of the block that ends here: by what comes first, offices or names."""
        block = self._block
        names_first = bool(block) and not block[0].offices
        has_stray = names_first and len(block) % 2 and len(block) > 1 and not self._after_greeting
        runs = iter(block[1:] if has_stray else block)
        for first, second in itertools.zip_longest(runs, runs):
            if second is None:
                break
            names, held = (second, first) if first.offices else (first, second)
            start = 0 if first.offices else max(0, len(names.parts) - len(held.parts))
            pairs = zip(names.parts[start:], held.parts, strict=False)
            self._found.extend(Signatory(name, office) for name, office in pairs)
        self._block.clear()
        self._after_greeting = False

    def paired(self) -> list[Signatory]:
        """Return the signatures that were found."""
        self._close()
        return self._found


_BESIDE = re.compile(rf"(?<=[^\s.]),?\s+(?=(?:(?:drs|dr|mr|ir|ing|prof)\.?\s+)*{INITIALS})|\s+en\s+")


def _names_beside(text: str) -> tuple[str, ...]:
    """Return the names on a line that has several: `M.J. van Kuijk, A.Th.H. van Dijk`; none of another line."""
    names = tuple(map(bare, _BESIDE.split(text)))
    return names if len(names) > 1 and all(map(is_name, names)) and all(re.match(INITIALS, n) for n in names) else ()
