"""What a publication declares about itself: `meta` elements, its metadata file, the head of the page, the file's name.

All of it becomes pairs of name and value, by the names of the publisher (OVERHEIDop, DC).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.intake.readers.elements import Element
from generator.intake.readers.xml.safe_parsing import local, parse

Pairs = tuple[tuple[str, str], ...]

_ID = r"(?:ah|kv|kst|h|nds|blg)-[\dA-Za-z]+(?:-[\dA-Za-z]+)*"
_RECORD = re.compile(rf"/({_ID})/metadata\.xml$")
_FILE = re.compile(rf"({_ID})(?:\.metadata)?(?:\.\w+)?$")
_QUESTION = re.compile(r"kv-tk-(\d{4})z(\d{5})$", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})\s*[-–—/]\s*(\d{4})")
_IDENTIFIER = "DC.identifier"
_SPACES = {
    "http://purl.org/dc/terms/": "DCTERMS",
    "http://purl.org/dc/elements/1.1/": "DC",
    "http://standaarden.overheid.nl/op/terms/": "OVERHEIDop",
    "http://standaarden.overheid.nl/owms/terms/": "OVERHEID",
}


def read(data: bytes, name: str) -> Pairs:
    """Read a metadata file, as it is beside a publication.

    Raises:
        UnreadableError: if it is no XML, or not safe.
    """
    return tuple(_pairs(parse(data, name)))


def of_publication(root: Element, name: str) -> Pairs:
    """Return what a publication declares itself; its id also by its number and year, or by the file's name."""
    found = [pair for element in root.iter("{*}metadata") for pair in _pairs(element) if pair[1]]
    identifier = next((value for key, value in found if key.lower() == _IDENTIFIER.lower()), None)
    identifier = identifier or next(iter(_identifiers(root, name, found)), None)
    if identifier and not any(key.lower() == _IDENTIFIER.lower() for key, _ in found):
        found.append((_IDENTIFIER, identifier))
    asked = _QUESTION.match(identifier or "")
    if asked and not any(key.lower() == "overheidop.vraagnummer" for key, _ in found):
        found.append(("OVERHEIDop.vraagnummer", f"{asked[1]}Z{asked[2]}"))
    return tuple(found)


def _pairs(root: Element) -> Iterator[tuple[str, str]]:
    """Yield name and value of elements that have both as attributes, or the value as their text."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.get("name") or element.get("naam")
        value = element.get("content") or element.get("value") or element.get("inhoud") or element.text or ""
        space, _, tag = element.tag.rpartition("}")
        if name is None and not len(element):
            prefix = _SPACES.get(space.removeprefix("{"), element.prefix or "")
            name = f"{prefix}.{tag}" if prefix else tag
        if name and value.strip():
            yield name, " ".join(value.split())


def _identifiers(root: Element, name: str, found: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the publication's id by each that tells it, the surest first."""
    for _, value in found:
        if record := _RECORD.search(value):
            yield record[1]
    if named := _FILE.fullmatch(name.replace("\\", "/").rpartition("/")[2]):
        yield named[1]
    number = next((_text(element) for element in root.iter("{*}kamervraagnummer")), "")
    year = next((match for element in root.iter("{*}tekstregel") if (match := _YEAR.search(_text(element)))), None)
    if number.isdecimal() and year:
        yield f"ah-tk-{year[1]}{year[2]}-{int(number)}"


def _text(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def is_metadata(root: Element) -> bool:
    """Whether a file only holds metadata."""
    return "metadata" in local(root)
