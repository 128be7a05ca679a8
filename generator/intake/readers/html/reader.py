"""HTML → SourceDocument: the main text of a saved web page, its footnotes, and its metadata for programs.

Written for pages of tweedekamer.nl and zoek.officielebekendmakingen.nl; other pages with clean markup work too.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from generator.core.diagnostics import Position, diagnostic
from generator.intake.readers.elements import Element, check_nesting
from generator.intake.readers.html import official_publication
from generator.intake.readers.html.main_text import find_main
from generator.intake.readers.html.official_publication import OfficialWalk
from generator.intake.readers.html.page_footnotes import find_footnotes
from generator.intake.readers.html.unseen import unseen_elements
from generator.intake.readers.unread import unseen
from generator.intake.source_document import DocFootnote, Role, SourceDocument, UnreadableError

_CHARSET = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
_TAG = re.compile(
    r"<\s*(?:!doctype\s+html|html|head|body|div|p|h[1-6]|table|article|main|section|span|ul|ol|br)\b", re.IGNORECASE
)
_KEPT_META = re.compile(r"(?:dc|dcterms|overheid|overheidop|citation|og|article)[.:_]", re.IGNORECASE)


def read(data: bytes, name: str) -> SourceDocument:
    """Read a web page.

    Raises:
        UnreadableError: if it is no HTML, or without text.
    """
    root = _parse(data, name)
    body = root.find("body")
    if body is None:
        body = root
    footnotes = find_footnotes(body)
    meta = _meta(root)
    walk = OfficialWalk(
        footnotes,
        find_main(body, footnotes),
        _base(root, meta),
        unseen_elements(root),
        name=name,
        parts=official_publication.parts(body),
    )
    blocks = walk.blocks(body)
    if not any(block.role is Role.BODY for block in blocks):
        raise UnreadableError(diagnostic("page-without-text", Position(name), file=name))
    texts = tuple(
        DocFootnote(key, footnotes.printed[key], walk.footnote(element, footnotes.printed[key]))
        for key, element in footnotes.bodies.items()
    )
    return SourceDocument(
        format="html",
        blocks=tuple(blocks),
        footnotes=texts,
        title=_title(root, meta),
        meta=meta,
        problems=(*walk.problems, *unseen(name, walk.unseen_words)),
    )


def _parse(data: bytes, name: str) -> Element:
    text = _decode(data)
    if "\0" in text or not _TAG.search(text):
        raise UnreadableError(diagnostic("source-wrong-type", Position(name), file=name, kind="HTML"))
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root: Element = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(diagnostic("source-wrong-type", Position(name), file=name, kind="HTML")) from error
    return check_nesting(root)


def _decode(data: bytes) -> str:
    """Decode a page: by its byte order mark, as UTF-8 where it is valid, as it declares, else as Windows-1252."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        said = _CHARSET.search(data[:4096])
        named = (said[1] or said[2]).decode("ascii", "replace") if said else "cp1252"
    encoding = "cp1252" if named.lower() in {"iso-8859-1", "latin1", "utf-8", "us-ascii"} else named
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")


def _meta(root: Element) -> tuple[tuple[str, str], ...]:
    """Return the metadata for programs, in the page's order, with names as the page writes them."""
    found: list[tuple[str, str]] = []
    for item in root.iter("meta"):
        name = item.get("name") or item.get("property") or ""
        content = " ".join((item.get("content") or "").split())
        if content and _KEPT_META.match(name):
            found.append((name, content))
    links = (item for item in root.iter("link") if (item.get("rel") or "").lower() == "canonical")
    return (*found, *(("canonical", href.strip()) for item in links if (href := item.get("href"))))


def _base(root: Element, meta: tuple[tuple[str, str], ...]) -> str | None:
    """Return the address that the page's links are relative to; None if the page does not say."""
    for item in root.iter("base"):
        if re.match(r"https?:", item.get("href") or ""):
            return item.get("href")
    known = dict(meta)
    return next((known[key] for key in ("canonical", "og:url") if re.match(r"https?:", known.get(key, ""))), None)


def _title(root: Element, meta: tuple[tuple[str, str], ...]) -> str | None:
    """Return the page's title: that in its metadata, else the title element without the site's name."""
    known = {name.lower(): content for name, content in reversed(meta)}
    for key in ("dc.title", "dcterms.title", "og:title"):
        if known.get(key):
            return known[key]
    element = root.find(".//title")
    text = " ".join("".join(element.itertext()).split()) if element is not None else ""
    return re.split(r"\s+[|–·»]\s+", text)[0] or None
