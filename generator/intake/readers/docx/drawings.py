"""What drawings in a Word file show that is not text of the document: pictures, charts, diagrams, WordArt.

None of it is read as text; what it is, and the words in it, is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from generator.intake.readers.docx.package import Relation, attr, first_branch, tag
from generator.intake.readers.elements import Element


class Drawing(NamedTuple):
    """Something drawn: the code of its diagnostic, its words, and the part that has more of its words."""

    code: str
    words: str
    part: str = ""


def drawings(element: Element, relations: dict[str, Relation]) -> Iterator[Drawing]:
    """Yield what a drawing shows beside the text boxes in it, each once."""
    if tag(element) == "mc:AlternateContent":
        branch = first_branch(element)
        if branch is not None:
            yield from drawings(branch, relations)
        return
    match etree.QName(element).localname:
        case "txbxContent":
            return
        case "relIds":
            yield Drawing("diagram-not-read", "", _part(element, "dm", relations))
        case "chart":
            yield Drawing("chart-not-read", "", _part(element, "id", relations))
        case "textpath":
            yield Drawing("wordart-not-read", element.get("string") or "")
        case "pic" | "imagedata" if not _decorates(element):
            yield Drawing("picture-not-read", _described(element))
        case _:
            for inner in element:
                if isinstance(inner.tag, str):
                    yield from drawings(inner, relations)


def _part(element: Element, name: str, relations: dict[str, Relation]) -> str:
    relation = relations.get(attr(element, name, "r") or "")
    return "" if relation is None or relation.external else relation.target


def _decorates(picture: Element) -> bool:
    """Whether a picture is behind the text, or said to be without meaning."""
    for around in picture.iterancestors():
        if tag(around) == "wp:anchor":
            return around.get("behindDoc") == "1" or _is_decorative(around)
        if tag(around) in {"wp:inline", "w:p"}:
            return _is_decorative(around) if tag(around) == "wp:inline" else False
    return False


def _is_decorative(frame: Element) -> bool:
    return any(
        isinstance(inner.tag, str) and etree.QName(inner).localname == "decorative" and inner.get("val") == "1"
        for inner in frame.iter()
    )


def _described(picture: Element) -> str:
    """Return the alternative text of a picture."""
    for around in picture.iterancestors():
        if tag(around) in {"wp:inline", "wp:anchor"}:
            named = next((inner for inner in around if tag(inner) == "wp:docPr"), None)
            return "" if named is None else named.get("descr") or named.get("title") or ""
        if etree.QName(around).localname == "shape":
            return around.get("alt") or ""
    return ""


def words_of(part: Element | None) -> str:
    """Return the words in a chart or diagram, in the order of its file."""
    if part is None:
        return ""
    texts = (inner.text or "" for inner in part.iter() if etree.QName(inner).localname == "t")
    return " ".join(" ".join(texts).split())
