"""Web pages: all that a page shows, save its menus and buttons, with how each character is set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from generator.verify.streams import MARK, RawPassage

_NOT_SHOWN = frozenset(
    """head script style noscript template nav button input select textarea option datalist dialog menu iframe object
    video audio canvas""".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STYLES = {"s": "s", "del": "s", "strike": "s", "sup": "^", "sub": "_"}
_CSS = (
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE), "s"),
    (re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE), "^"),
    (re.compile(r"vertical-align\s*:\s*sub", re.IGNORECASE), "_"),
)
_INLINE = frozenset(
    """a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub
    sup time tt u var wbr""".split()
)


def read(data: bytes) -> Iterator[RawPassage]:
    """Yield each paragraph, heading, item or cell that a page shows."""
    said = re.search(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", data[:4096], re.IGNORECASE)
    named = said[1].decode("ascii", "replace") if said else "cp1252"
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", named, "cp1252", "latin-1")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        page = _Page(_footnote_links(root))
        page.walk(root, " ")
        page.flush()
        yield from page.found
        return


def _footnote_links(root: etree._Element) -> dict[etree._Element, str]:
    """Return what links of footnotes show: the mark in the text is a mark, the way back from a footnote is no text.

    Two links are those of a footnote where each leads to an element around or at the other.
    """
    order = {element: at for at, element in enumerate(root.iter())}
    by_id = {element.get("id"): element for element in order if element.get("id")}
    links = [a for a in root.iter("a") if (a.get("href") or "").startswith("#")]
    found: dict[etree._Element, str] = {}
    targets = {link: by_id.get((link.get("href") or "")[1:]) for link in links}
    inside: dict[etree._Element, list[etree._Element]] = {}
    for link in links:
        for around in (link, *link.iterancestors()):
            if around.get("id"):
                inside.setdefault(around, []).append(link)
    for link, target in targets.items():
        back = [
            other
            for other in (inside.get(target, ()) if target is not None else ())
            if targets[other] in (link, *link.iterancestors())
        ]
        for other in back:
            if other is not link and order[link] < order[other]:
                found[link], found[other] = MARK, ""
    return found


@dataclass(slots=True)
class _Page:
    """What of a page was read."""

    links: dict[etree._Element, str]
    found: list[RawPassage] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)

    def walk(self, element: etree._Element, style: str) -> None:
        """Read an element: an own passage unless it is within a line."""
        if element.tag in _NOT_SHOWN or element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            return
        if "note-close" in (element.get("class") or "").split():
            return  # what closes a footnote on the publisher's pages, and its word
        if element in self.links:
            self.add(self.links[element], " ")
            return
        if element.tag == "br":
            self.add("\n", style)
            return
        inline = element.tag in _INLINE
        if not inline:
            self.flush()
        css = element.get("style") or ""
        own = next((letter for form, letter in _CSS if form.search(css)), _STYLES.get(str(element.tag), style))
        self.add(element.text or "", own)
        for child in element:
            self.walk(child, own)
            self.add(child.tail or "", own)
        if not inline:
            self.flush()

    def add(self, text: str, style: str) -> None:
        """Add text in one style."""
        self.text.append(text)
        self.styles.append(style * len(text))

    def flush(self) -> None:
        """End a passage."""
        text, styles = "".join(self.text), "".join(self.styles)
        self.text.clear()
        self.styles.clear()
        if text.strip():
            self.found.append(RawPassage(text, len(self.found) + 1, shape="p", styles=styles))
