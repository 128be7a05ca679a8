"""Web pages: all that a page shows, save its menus and buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from generator.verify.streams import RawPassage

_NOT_SHOWN = frozenset(
    """head script style noscript template nav button input select textarea option datalist dialog menu iframe object
    video audio canvas""".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read(data: bytes) -> Iterator[RawPassage]:
    """Yield each stretch of text that a page shows."""
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
        yield from (RawPassage(piece, number) for number, piece in enumerate(_shown(root), start=1))
        return


def _shown(element: etree._Element) -> Iterator[str]:
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
    if element.tag in _NOT_SHOWN or hidden:
        return
    if element.text:
        yield element.text
    for child in element:
        yield from _shown(child)
        if child.tail:
            yield child.tail
