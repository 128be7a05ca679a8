"""A DOCX file as a package of XML parts, with their sizes limited and DTDs refused.

What the parts say is not known here.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, normpath
from urllib.parse import unquote

from lxml import etree

from generator.core import limits
from generator.core.diagnostics import Position, diagnostic
from generator.core.limits import OverLimitError
from generator.intake.readers.elements import Element, check_nesting, check_refusal
from generator.intake.source_document import UnreadableError

_SPACES = {
    "w": (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    "r": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    "m": (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    ),
    "mc": ("http://schemas.openxmlformats.org/markup-compatibility/2006",),
    "wp": (
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
    ),
    "v": ("urn:schemas-microsoft-com:vml",),
}
_PREFIX = {uri: prefix for prefix, uris in _SPACES.items() for uri in uris}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: another part, or a web address."""

    kind: str
    """The last segment of its type: `footnotes`, `hyperlink`, `header`."""
    target: str
    external: bool


class Package:
    """The parts of one DOCX file."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = limits.current().unpacked * 2**20
        """Bytes that the parts not read yet may have when unpacked."""
        self._parsed: dict[str, Element | None] = {}
        if data.startswith(_OLE):
            code = "source-encrypted" if _ENCRYPTED in data else "source-old-word"
            raise UnreadableError(diagnostic(code, Position(name), file=name))
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            code = "source-truncated" if data.startswith(b"PK") else "source-wrong-type"
            raise UnreadableError(diagnostic(code, Position(name), file=name, kind="DOCX")) from error
        self._names = {item.filename.lstrip("/").lower(): item for item in self._zip.infolist()}
        self.main = self._main_part()

    def _main_part(self) -> str:
        """Return the name of the part with the text: by its relationship, since programs name it differently."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument":
                return relation.target
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise UnreadableError(diagnostic("source-wrong-type", Position(self.name), file=self.name, kind="DOCX"))

    def read(self, part: str) -> bytes | None:
        """Return a part's bytes; None if there is no such part."""
        item = self._names.get(part.lstrip("/").lower())
        if item is None:
            return None
        if item.flag_bits & 0x1:
            raise UnreadableError(diagnostic("source-encrypted", Position(self.name), file=self.name))
        cap = self._left
        try:
            with self._zip.open(item) as stream:
                content = stream.read(cap + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise UnreadableError(diagnostic("source-truncated", Position(self.name), file=self.name)) from error
        if len(content) > cap:
            raise OverLimitError("unpacked")
        self._left -= len(content)
        return content

    def xml(self, part: str) -> Element | None:
        """Return a part's root element; None if there is no such part. A part with a DTD is refused."""
        if part not in self._parsed:
            content = self.read(part)
            self._parsed[part] = None if content is None else self._parse(content)
        return self._parsed[part]

    def _parse(self, content: bytes) -> Element:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            check_refusal(error)
            raise UnreadableError(diagnostic("source-truncated", Position(self.name), file=self.name)) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableError(diagnostic("source-refused", Position(self.name), file=self.name))
        return check_nesting(root)

    def relations(self, part: str) -> dict[str, Relation]:
        """Return a part's relationships by id; those of the package itself if `part` is empty."""
        folder, _, leaf = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{leaf}.rels".lstrip("/"))
        found: dict[str, Relation] = {}
        for item in root if root is not None else ():
            target, external = item.get("Target", ""), item.get("TargetMode") == "External"
            if not external:
                base = "" if target.startswith("/") else dirname(part) + "/"
                target = normpath(base + unquote(target)).lstrip("/")
            found[item.get("Id", "")] = Relation(item.get("Type", "").rpartition("/")[2], target, external)
        return found

    def related(self, kind: str) -> Element | None:
        """Return the root of the part that the main part has for a purpose: `styles`, `numbering`, `footnotes`."""
        return next((self.xml(r.target) for r in self.relations(self.main).values() if r.kind == kind), None)

    def related_part(self, kind: str) -> str:
        """Return the name of the part that the main part has for a purpose; empty if it has none."""
        return next((r.target for r in self.relations(self.main).values() if r.kind == kind), "")


def tag(element: Element) -> str:
    """Return an element's short name (`w:p`), the same in both forms of the format (transitional and strict).

    The name of an element in an unknown namespace has no prefix (`:p`).
    """
    if not isinstance(element.tag, str):
        return ""
    uri, _, local = element.tag[1:].rpartition("}")
    prefix = _PREFIX.get(uri)
    return f"{prefix}:{local}" if prefix else f":{local}"


def attr(element: Element | None, name: str, prefix: str = "w") -> str | None:
    """Return an attribute of an element, in either form of the format; None if it is not there."""
    if element is None:
        return None
    for uri in _SPACES[prefix]:
        value = element.get(f"{{{uri}}}{name}")
        if value is not None:
            return value
    return element.get(name)


def child(element: Element | None, *path: str) -> Element | None:
    """Return the element at a path of short names below another, the first at each step; None if there is none."""
    for step in path:
        if element is None:
            return None
        element = next((inner for inner in element if tag(inner) == step), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the children with a short name."""
    if element is not None:
        yield from (inner for inner in element if tag(inner) == name)


def flag(element: Element | None, name: str) -> bool | None:
    """Return an on/off property (`<w:b/>`, `<w:b w:val="0"/>`); None if it is not stated."""
    found = child(element, name)
    return None if found is None else attr(found, "val") not in {"0", "false", "off", "none"}


def number(text: str | None) -> int | None:
    """Return a whole number, also one written as `12.0` or `12pt`; None for any other text."""
    digits = (text or "").strip().removesuffix("pt")
    try:
        return int(float(digits))
    except (ValueError, OverflowError):
        return None


def first_branch(alternate: Element) -> Element | None:
    """Return the first of several versions of the same content."""
    return next((branch for branch in alternate if tag(branch) in {"mc:Choice", "mc:Fallback"}), None)


def points(element: Element | None, name: str) -> float | None:
    """Return a length in points, which the attribute states in twentieths of a point."""
    twips = number(attr(element, name))
    return None if twips is None else twips / 20
