"""Who answers, as letters print it: signatures below a cover letter, and the senders that a heading names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.intake.recognise.metadata import bodies, offices
from generator.intake.recognise.metadata.person_names import INITIALS, bare, is_name, tidy
from generator.intake.recognise.recognised_letter import Signatory
from generator.netherlands.portfolios import ALSO_OF_THE_PREMIER

_LEADING_RANK = re.compile(rf"(?:van\s+)?(?:de\s+)?(?:[Dd]emissionair\s+)?(?P<rank>{offices.RANK.pattern})\s+")
_GROUP = re.compile(r"\s*(?:,|\ben\b|\band\b|&)*\s*(?P<names>[^()]{2,120}?)\s*\(\s*(?P<portfolio>[^()]{1,80}?)\s*\)")
_BETWEEN = re.compile(r"\s*,\s*(?:en\s+|and\s+)?|\s+(?:en|and|&)\s+")
_SENDERS = re.compile(
    r"\b(?:Antwoord(?:en)?|Mededeling|Nader antwoord|Reactie)\s+van\s+(?:de\s+)?(?P<senders>.*?)(?=,?\s*mede\s+namens|\(ontvangen|\(Ontvangen|$)",
    re.DOTALL,
)
_OFFICE_FIRST = re.compile(
    r"\b(?:Antwoord(?:en)?|Beantwoording|Answers?)\s+(?:van|door|by|of)\s+(?:de\s+|the\s+)?(?P<sender>.{10,200}?),?\s+(?:op|to)\s+(?:de|vragen|schriftelijke|the|questions)\b",
    re.DOTALL,
)


def senders(text: str) -> tuple[Signatory, ...]:
    """Return who answers: `Antwoord van Minister Van Dijk (Defensie) en Staatssecretaris Jansen (Financiën)`.

    Also `Antwoorden van de staatssecretaris van Financiën, A. Jansen, op de vragen …`.
    """
    match = _SENDERS.search(text)
    return (_named_senders(match["senders"]) if match else ()) or _sender(text)


def _sender(text: str) -> tuple[Signatory, ...]:
    match = _OFFICE_FIRST.search(text)
    printed, _, name = match["sender"].rpartition(",") if match else ("", "", "")
    office, name = _sole_office(printed), bare(name)
    return (Signatory(tidy(name), office),) if office and is_name(name) else ()


def _named_senders(text: str) -> tuple[Signatory, ...]:
    found: list[Signatory] = []
    rank: str | None = None
    at = 0
    while group := _GROUP.match(text, at):
        at = group.end()
        for part in filter(None, map(str.strip, _BETWEEN.split(group["names"]))):
            leading = _LEADING_RANK.match(part)
            rank = leading["rank"] if leading else rank
            name = tidy(bare(part[leading.end() :] if leading else part))
            if rank is None or not is_name(name):
                return ()
            found.append(Signatory(name, offices.name(rank, group["portfolio"])))
    return tuple(dict.fromkeys(found))


_ANSWERED = re.compile(
    r"^(?:Antwoord|Antwoorden|Beantwoording)\s+(?:van|door)\s+(?:de\s+)?(?P<offices>.{8,300}?)(?=,?\s*mede\s+namens|\s*\(|\s+op\s+|$)",
    re.DOTALL | re.MULTILINE,
)
_BY_LETTER = re.compile(
    r"\b(?:De|Het|The)\s+(?P<rank>\S+(?:\s+\S+)?)\s+heeft\s+(?:deze\s+vragen|op\s+de\w*\s+vragen)\b[^.]*?\bbeantwoord|\b[Dd]e\s+daarop\s+door\s+de\s+(?P<rank2>\S+)\s+gegeven\s+antwoorden"
)
"""How a list of questions says who answered them: `De Minister heeft deze vragen beantwoord bij brief van …`."""


def sending_offices(text: str, asked: Sequence[str] = ()) -> tuple[Signatory, ...]:
    """Return the offices that answer where no person is named; `asked` are the offices that were asked."""
    match = _ANSWERED.search(text)
    if match and (found := offices.names(match["offices"])):
        return tuple(Signatory("", office) for office in found)
    told = _BY_LETTER.search(text)
    rank = (told["rank"] or told["rank2"]).lower() if told else ""
    return tuple(
        Signatory("", office) for office in asked if rank and office.partition(" ")[0] == rank.partition(" ")[0]
    )


_BEHALF = re.compile(
    r"\b(?:mede\s+)?namens\s+(?P<rest>.{5,300})|\balso\s+on\s+behalf\s+of\s+(?P<rest2>.{5,300})",
    re.DOTALL | re.IGNORECASE,
)
_BEFORE_OFFICE = re.compile(
    r"\s*(?:,|en|and|,\s*en)?\s*(?:mede\s+namens\s+)?(?:de|het|mijn|the|my)?\s*(?:ambtgeno\w+,?\s*)?(?:collega,?\s*)?(?:de\s+)?"
)


def on_behalf_of(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the offices on whose behalf a letter is sent too: those right after `mede namens`."""
    found: list[str] = []
    for text in texts:
        for match in _BEHALF.finditer(text):
            rest = match["rest"] or match["rest2"]
            end = 0
            for office, start, stop in offices.find(rest):
                if start >= end and not _BEFORE_OFFICE.fullmatch(rest[end:start]):
                    break
                found.append(office)
                end = stop
    return tuple(dict.fromkeys(found))


# --- Signatures --------------------------------------------------------------------------------------------------

_LONGEST_SIGNATURE = 60
"""Characters; a longer line is text."""
_COLUMNS = re.compile(r"\t+|\s{3,}")
"""What parts two signatures beside each other."""


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
    for text in _cells(lines):
        local = bodies.signing_offices(text, answering)
        held = local or _sole_offices(text)
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
            cells = _unfolded(_COLUMNS.split(row))
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
    if len(cells) != 3:
        return cells
    first, middle, last = cells
    for space in re.finditer(r"\s+", middle):
        whole = [f"{first} {middle[space.end() :]}", f"{middle[: space.start()]} {last}"]
        if all(map(_sole_office, whole)):
            return whole
    return cells


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
    for place, cell in zip(places, cells, strict=True):
        joined[place] = f"{above[place]} {cell}"
        if above[place].endswith(",") and _sole_office(above[place]) and not cell[:1].islower():
            whole = _known_office(joined[place])
        else:
            whole = _sole_office(joined[place])
        if not whole or _sole_office(cell):
            return None
    return joined


def _known_office(text: str) -> str | None:
    """Return the office on a line, if its portfolio is one of the table as a whole."""
    office = _sole_office(text)
    return office if office and offices.is_known(office) else None


def _on_one_line(text: str, answering: Sequence[str]) -> Signatory | None:
    """Return a signature on one line: `K.H. Ollongren, minister van Defensie`, `De minister van Defensie, K.H. Ollongren`."""
    if len(text) > _LONGEST_SIGNATURE * 2:
        return None
    for comma in re.finditer(r",\s", text):
        before, after = text[: comma.start()].strip(), text[comma.end() :].strip().rstrip(",.")
        for office, printed in ((before, after), (after, before)):
            name = bare(printed)
            found = _sole_office(office) or next(iter(bodies.signing_offices(office, answering)), None)
            if found and is_name(name) and len(name.split()) > 1:
                return Signatory(tidy(name), found)
    return None


@dataclass(slots=True)
class _Run:
    """Offices, or names, that follow each other."""

    offices: bool
    parts: list[str] = field(default_factory=list)


_SALUTATION = re.compile(r"Geachte\b|Dear\b|Beste\s|Aan\s+de\s+(?:leden|voorzitter)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Signatures:
    """The signatures in lines that are read one after the other: runs of offices and of names, block by block."""

    _found: list[Signatory] = field(default_factory=list)
    _block: list[_Run] = field(default_factory=list)
    _after_text: bool = False
    """Whether a line of the letter's text has been read."""

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
        if len(text) > _LONGEST_SIGNATURE and not _names_beside(text):
            self._close()
            self._after_text = True
            return
        for name in _names_beside(text) or (bare(text),):
            if not is_name(name):
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
        runs = iter(block[1:] if names_first and len(block) % 2 and len(block) > 1 else block)
        for first, second in itertools.zip_longest(runs, runs):
            if second is None:
                break
            names, held = (second, first) if first.offices else (first, second)
            start = 0 if first.offices else max(0, len(names.parts) - len(held.parts))
            pairs = zip(names.parts[start:], held.parts, strict=False)
            self._found.extend(Signatory(name, office) for name, office in pairs)
        self._block.clear()

    def paired(self) -> list[Signatory]:
        """Return the signatures that were found."""
        self._close()
        return self._found


_BESIDE = re.compile(rf"(?<=[^\s.]),?\s+(?=(?:(?:drs|dr|mr|ir|ing|prof)\.?\s+)*{INITIALS})|\s+en\s+")


def _names_beside(text: str) -> tuple[str, ...]:
    """Return the names on a line that has several: `M.J. van Kuijk, A.Th.H. van Dijk`; none of another line."""
    names = tuple(map(bare, _BESIDE.split(text)))
    return names if len(names) > 1 and all(map(is_name, names)) and all(re.match(INITIALS, n) for n in names) else ()


_CAPITALS = re.compile(
    r"(?P<rank>MINISTER-?\s?PRESIDENT|MINISTER|STAATSSECRETARIS)(?:\s+(?P<word>VAN|VOOR)\s+(?P<portfolio>[^a-z]{4,80}))?"
)


def _sole_office(text: str) -> str | None:
    """Return the office that a line has and nothing else; None for any other line."""
    found = _sole_offices(text)
    return found[0] if len(found) == 1 else None


_BETWEEN_OFFICES = re.compile(r"\s*(?:,|,?\s+en|,?\s+and)?\s*(?:de\s+|the\s+)?")


def _sole_offices(text: str) -> tuple[str, ...]:
    """Return the offices on a line that has nothing else: `De minister en de staatssecretaris van Financiën,`."""
    line = _ARTICLE.sub("", text.strip().rstrip(",").strip())
    capitals = _CAPITALS.fullmatch(line)
    if capitals:
        return (offices.name(capitals["rank"], capitals["portfolio"], (capitals["word"] or "").lower() or None),)
    end = 0
    found: list[str] = []
    for office, start, stop in offices.find(line):
        if start >= end and not _BETWEEN_OFFICES.fullmatch(line[end:start]):
            return ()
        found.append(office)
        end = stop
    return tuple(found) if end >= len(line) - 1 else ()


_ARTICLE = re.compile(r"^(?:de\s+|het\s+|the\s+)?(?:(?:demissionair|waarnemend|plaatsvervangend)\s+)?", re.IGNORECASE)
