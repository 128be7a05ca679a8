"""Footnotes of a web page: which links are marks, which element is the footnote, and what in it is only a way back."""

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
_BACK = re.compile(
    r"[\s↩↑⤴^\ufe0e\ufe0f←]*(?:terug(?: naar (?:de )?tekst)?|back(?: to (?:the )?text)?|x|noot|sluiten)?[\s↩↑⤴^\ufe0e\ufe0f]*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class HtmlFootnotes:
    """The footnotes of a page."""

    marks: dict[Element, str] = field(default_factory=dict)
    """Link that is a mark → key of its footnote."""
    bodies: dict[str, Element] = field(default_factory=dict)
    """Key → the element that holds the footnote."""
    printed: dict[str, str] = field(default_factory=dict)
    """Key → mark as printed, without brackets."""
    back: set[Element] = field(default_factory=set)
    """Elements in footnotes that only lead back to the text, or repeat the mark."""

    def holds(self, element: Element) -> bool:
        """Whether an element is a footnote."""
        return any(element is body for body in self.bodies.values())


def find_footnotes(root: Element) -> HtmlFootnotes:
    """Find the footnotes of a page by its links: a short mark in the text that leads to a footnote further on."""
    targets = _targets(root)
    order = {element: at for at, element in enumerate(root.iter())}
    footnotes = HtmlFootnotes()
    for link in root.iter("a"):
        fragment = unquote((link.get("href") or "").strip())
        if not fragment.startswith("#") or len(fragment) < 2 or _inside(link, footnotes):
            continue
        text = " ".join("".join(link.itertext()).split())
        mark = _MARK.fullmatch(text)
        target = targets.get(fragment[1:])
        if not mark or target is None or not (order[target] > order[link] and _looks_like_mark(link, target)):
            continue
        body = _body(target)
        if body is None or _contains(body, link):
            continue
        key = next((known for known, other in footnotes.bodies.items() if other is body), None)
        if key is None:
            key = f"n-{len(footnotes.bodies) + 1}"
            footnotes.bodies[key] = body
            footnotes.printed[key] = mark[1]
        footnotes.marks[link] = key
    for key, body in footnotes.bodies.items():
        footnotes.back |= _ways_back(body, footnotes.printed[key])
    return footnotes


def _targets(root: Element) -> dict[str, Element]:
    """Return elements by the fragment that leads to them; the id wins over the old `<a name>`."""
    found: dict[str, Element] = {}
    for element in root.iter("a"):
        if element.get("name"):
            found.setdefault(element.get("name") or "", element)
    for element in root.iter():
        if isinstance(element.tag, str) and element.get("id"):
            found[element.get("id") or ""] = element
    return found


def _looks_like_mark(link: Element, target: Element) -> bool:
    """Whether a link is set as a footnote's mark, or what it leads to is set as a footnote."""
    if link.get("role") == "doc-noteref" or target.get("role") in {"doc-footnote", "doc-endnote"}:
        return True
    near = [link, *(up for up in link.iterancestors() if up.tag in {"sup", "span"})]
    if any(up.tag == "sup" or _named_as_footnote(up) for up in near) or any(
        inner.tag == "sup" for inner in link.iter()
    ):
        return True
    return any(_named_as_footnote(up) for up in [target, *target.iterancestors()])


def _named_as_footnote(element: Element) -> bool:
    words = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('name') or ''}"
    return bool(_FOOTNOTE_NAME.search(re.sub(r"(?<=[a-z])(?=\d)|_", " ", words)))


def _body(target: Element) -> Element | None:
    """Return the element that holds the whole footnote: the nearest list item or footnote block around its anchor."""
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


def _inside(link: Element, footnotes: HtmlFootnotes) -> bool:
    return any(footnotes.holds(up) for up in link.iterancestors())


def _contains(body: Element, link: Element) -> bool:
    return any(up is body for up in link.iterancestors())


def _ways_back(body: Element, mark: str) -> set[Element]:
    """Find what in a footnote is no text of it: the mark again, links back, a button that closes it."""
    found: set[Element] = set()
    for element in body.iter():
        if not isinstance(element.tag, str) or element is body:
            continue
        text = " ".join("".join(element.itertext()).split())
        closes = "note-close" in (element.get("class") or "")
        link = element.tag == "a" and (element.get("href") or "").startswith("#")
        repeats = element.tag in {"a", "sup", "span", "b", "strong"} and text.strip("[]().:") == mark
        first = repeats and _leads(body, element)
        if closes or first or (link and (_BACK.fullmatch(text) or text.strip("[]().:") == mark)):
            found.add(element)
    return found


def _leads(body: Element, element: Element) -> bool:
    """Whether nothing but white space and footnote furniture stands before an element in its footnote."""
    before = ""
    for other in body.iter():
        if other is element:
            break
        if isinstance(other.tag, str) and not _contains(other, element) and "note-close" in (other.get("class") or ""):
            before += other.tail or ""
        elif isinstance(other.tag, str) and not any(
            "note-close" in (up.get("class") or "") for up in other.iterancestors()
        ):
            before += (other.text or "") + ("" if _contains(other, element) else other.tail or "")
    return not before.strip()
