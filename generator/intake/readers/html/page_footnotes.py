"""The footnotes of a web page: which links are marks, which element is the footnote, and which links lead back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from generator.intake.readers.elements import Element

_MARK = re.compile(r"[\[(]?\s*(\d{1,3}|\*{1,4}|[†‡§]|[a-z]|[ivx]{1,5})\s*[\])]?", re.IGNORECASE)
_FOOTNOTE_NAME = re.compile(
    r"(?:^|[^a-z])(?:foot|end)?(?:noot|noten|note|notes|voetnoot|voetnoten|fn|ftn|edn|nootnum|noteref)(?:$|[^a-z])",
    re.IGNORECASE,
)
_BLOCKS = frozenset(["li", "p", "div", "aside", "dd", "td", "tr", "section", "article"])
_MARK_TAGS = frozenset(["a", "sup", "span", "b", "strong"])
_BACK = re.compile(
    r"[\s↩↑⤴^\ufe0e\ufe0f←]*(?:terug(?: naar (?:de )?tekst)?|back(?: to (?:the )?text)?|x|noot|sluiten)?[\s↩↑⤴^\ufe0e\ufe0f]*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class HtmlFootnotes:
    """The footnotes of a page, with their marks."""

    marks: dict[Element, str] = field(default_factory=dict)
    """Link that is a mark → key of its footnote."""
    bodies: dict[str, Element] = field(default_factory=dict)
    """Key → the element with the footnote."""
    printed: dict[str, str] = field(default_factory=dict)
    """Key → mark as printed, without brackets."""
    back: set[Element] = field(default_factory=set)
    """Elements in footnotes that only link back to the text, or repeat the mark."""

    def holds(self, element: Element) -> bool:
        """Whether an element is a footnote."""
        return any(element is body for body in self.bodies.values())


def find_footnotes(root: Element) -> HtmlFootnotes:
    """Return the footnotes of a page: each is found by a link in the text, whose text is a mark, to a place below it."""
    targets = _Targets(root)
    footnotes = HtmlFootnotes()
    for link in root.iter("a"):
        if any(footnotes.holds(up) for up in link.iterancestors()):
            continue
        mark = _MARK.fullmatch(_text_of(link))
        target = targets.of(link)
        body = _body(target) if mark and target is not None and _looks_like_mark(link, target) else None
        if mark is None or body is None or _is_within(link, body):
            continue
        key = next((known for known, other in footnotes.bodies.items() if other is body), None)
        if key is None:
            key = f"n-{len(footnotes.bodies) + 1}"
            footnotes.bodies[key] = body
            footnotes.printed[key] = mark[1]
        footnotes.marks[link] = key
    for key, body in footnotes.bodies.items():
        footnotes.back |= _links_back(body, footnotes.printed[key])
    return footnotes


class _Targets:
    """The elements of a page by the fragment that leads to them: their id, else the name of an anchor (`<a name>`)."""

    def __init__(self, root: Element) -> None:
        self._order = {element: at for at, element in enumerate(root.iter())}
        self._by_fragment: dict[str, Element] = {}
        for element in root.iter("a"):
            if element.get("name"):
                self._by_fragment.setdefault(element.get("name") or "", element)
        for element in root.iter():
            if isinstance(element.tag, str) and element.get("id"):
                self._by_fragment[element.get("id") or ""] = element

    def of(self, link: Element) -> Element | None:
        """Return the element that a link leads to, if that is further down the page."""
        fragment = unquote((link.get("href") or "").strip())
        target = self._by_fragment.get(fragment[1:]) if fragment.startswith("#") and len(fragment) > 1 else None
        return target if target is not None and self._order[target] > self._order[link] else None


def _text_of(element: Element) -> str:
    """Return an element's text on one line."""
    return " ".join("".join(element.itertext()).split())


def _looks_like_mark(link: Element, target: Element) -> bool:
    """Whether a link is marked up as a footnote's mark, or what it leads to as a footnote."""
    if link.get("role") == "doc-noteref" or target.get("role") in {"doc-footnote", "doc-endnote"}:
        return True
    near = [link, *(up for up in link.iterancestors() if up.tag in {"sup", "span"})]
    if any(up.tag == "sup" or _named_as_footnote(up) for up in near) or any(
        inner.tag == "sup" for inner in link.iter()
    ):
        return True
    return any(_named_as_footnote(up) for up in [target, *target.iterancestors()])


def _named_as_footnote(element: Element) -> bool:
    """Whether an element's class, id or name says that it is a footnote, or its mark."""
    words = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('name') or ''}"
    return bool(_FOOTNOTE_NAME.search(re.sub(r"(?<=[a-z])(?=\d)|_", " ", words)))


def _body(target: Element) -> Element | None:
    """Return the element with the whole footnote: the nearest list item or footnote block around its anchor."""
    chain = [target, *target.iterancestors()]
    for element in chain:
        if element.tag in {"li", "aside", "dd"} or (element.tag in {"div", "p", "td"} and _named_as_footnote(element)):
            row = element.getparent() if element.tag == "td" else None
            return row if row is not None and row.tag == "tr" else element
        if element.tag in {"body", "main", "article"}:
            break
    for element in chain:
        if element.tag == "tr" or (element.tag in _BLOCKS and element.tag != "td"):
            return element
    return None


def _is_within(element: Element, outer: Element) -> bool:
    return any(up is outer for up in element.iterancestors())


def _links_back(body: Element, mark: str) -> set[Element]:
    """Return what is no text of a footnote: its mark once more, links back, a button that closes it."""
    found: set[Element] = set()
    for element in body.iter():
        if not isinstance(element.tag, str) or element is body:
            continue
        text = _text_of(element)
        repeats_mark = text.strip("[]().:") == mark
        is_link = element.tag == "a" and (element.get("href") or "").startswith("#")
        if (
            _is_close_button(element)
            or (is_link and (repeats_mark or _BACK.fullmatch(text)))
            or (repeats_mark and element.tag in _MARK_TAGS and _is_first(body, element))
        ):
            found.add(element)
    return found


def _is_first(body: Element, element: Element) -> bool:
    """Whether only white space and a close button come before an element in its footnote."""
    before = ""
    for other in body.iter():
        if other is element:
            break
        if not isinstance(other.tag, str):
            continue
        around = _is_within(element, other)
        if _is_close_button(other) and not around:
            before += other.tail or ""
        elif not any(map(_is_close_button, other.iterancestors())):
            before += (other.text or "") + ("" if around else other.tail or "")
    return not before.strip()


def _is_close_button(element: Element) -> bool:
    return "note-close" in (element.get("class") or "")
