"""Checks that the links, images and anchors in a finished site exist, as a browser would resolve them.

Only the published files are read; how they were made is not known here.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.nearest import nearest

_LINKS = "//@href | //@src | //@action | //@poster | //@data | //@srcset | //meta[@http-equiv]/@content"
_ANCHORS = "//@id | //a/@name"
_REFRESH = re.compile(r"^\s*\d+\s*;\s*url=(.+)$", re.IGNORECASE)  # content="0; url=../vraag-2/"
_CSS_URL = re.compile(rb"""url\(\s*["']?([^"')]+)["']?\s*\)""")  # url("pen.svg")
_FREE_ANCHORS = {"", "top"}
"""Anchors that every page has, by the HTML standard."""


@dataclass(frozen=True, slots=True)
class _Link:
    target: str
    line: int


@dataclass(frozen=True, slots=True)
class _FileLinks:
    """The anchors and links in one file."""

    anchors: frozenset[str]
    links: tuple[_Link, ...]
    repeated: tuple[str, ...] = ()
    """Anchors that the file has more than once."""


def check(
    files: Iterable[tuple[str, bytes]], base_url: str | None = None, origins: Mapping[str, str] | None = None
) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each broken link and each repeated anchor of a site.

    Args:
        files: the published files by path in the output.
        base_url: the address of the site; absolute links that begin with it are links inside the site.
        origins: the content file of an output path, so that a diagnostic names a file that an editor can correct.
    """
    found_in = {path: _read(path, data) for path, data in files}
    folders = {posixpath.dirname(path) for path in found_in}
    known = origins or {}
    problems: list[Diagnostic] = []
    for path, page in sorted(found_in.items()):
        at = Position(known.get(path) or path)
        problems += [diagnostic("repeated-anchor", at, page=path, anchor=anchor) for anchor in page.repeated]
        for link in page.links:
            fault = _fault(path, link, found_in, folders, base_url)
            if fault is not None:
                code, values = fault
                position = at if known.get(path) else Position(path, link.line, 1)
                problems.append(diagnostic(code, position, page=path, link=link.target, **values))
    return tuple(problems)


def external_links(files: Iterable[tuple[str, bytes]], base_url: str | None = None) -> Iterator[tuple[str, str]]:
    """Yield each link to a web page outside the site: the path of the file it is in, and the address."""
    for path, data in files:
        for target in dict.fromkeys(link.target for link in _read(path, data).links):
            if target.startswith(("http://", "https://")) and _inside(path, target, base_url) is None:
                yield path, target


def _fault(
    path: str, link: _Link, found_in: Mapping[str, _FileLinks], folders: set[str], base_url: str | None
) -> tuple[str, dict[str, str | None]] | None:
    """Return the code and the values of the diagnostic for a link; None for a link that works or is external."""
    target = _inside(path, link.target, base_url)
    if target is None:
        return None
    file, anchor = target
    if file.startswith("../"):
        return "link-outside-site", {}
    if file not in found_in:
        if file in folders:
            return "link-without-slash", {}
        return "broken-link", {"nearest": nearest(file, found_in)}
    anchors = found_in[file].anchors
    if anchor in _FREE_ANCHORS or anchor in anchors or not file.endswith(".html"):
        return None
    return "broken-anchor", {"anchor": anchor, "target": file, "nearest": nearest(anchor, anchors)}


def _inside(path: str, link: str, base_url: str | None) -> tuple[str, str] | None:
    """Return the output file and the anchor that a link leads to; None for a link out of the site."""
    base = (base_url or "").rstrip("/")
    if base and (link == base or link.startswith((f"{base}/", f"{base}#"))):
        link = f"{urlsplit(base).path}{link.removeprefix(base)}" or "/"
    try:
        parts = urlsplit(link)
    except ValueError:
        return ("", "")
    if parts.scheme or parts.netloc:
        return None
    anchor = unquote(parts.fragment).partition(":~:")[0]  # what follows is a text fragment
    target = unquote(parts.path)
    return (_file_at(path, target, urlsplit(base).path) if target else path), anchor


def _file_at(path: str, target: str, prefix: str) -> str:
    """Return the output file that a link's path leads to; one outside the site begins with `../`.

    Args:
        path: the output file that the link is in.
        target: the path in the link.
        prefix: the path in the site's address, if the site is not at the root of its host.
    """
    if target.startswith("/"):
        if prefix and not f"{target}/".startswith(f"{prefix}/"):
            return f"..{target}"
        joined = target.removeprefix(prefix).lstrip("/")
    else:
        joined = posixpath.join(posixpath.dirname(path), target)
    file = posixpath.normpath(joined) if joined else "."
    if file == ".":
        return "index.html"
    return f"{file}/index.html" if joined.endswith(("/", "/.", "/..")) else file


def _read(path: str, data: bytes) -> _FileLinks:
    """Return the anchors and links in an HTML file, or the links in a stylesheet; other files have none."""
    suffix = posixpath.splitext(path)[1]
    if suffix == ".css":
        links = tuple(_Link(found[1].decode("utf-8", "replace"), 0) for found in _CSS_URL.finditer(data))
        return _FileLinks(frozenset(), links)
    if suffix != ".html" or not data.strip():
        return _FileLinks(frozenset(), ())
    tree = etree.ElementTree(html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8")))
    anchors = [str(value) for value in tree.xpath(_ANCHORS)]
    repeated = tuple(anchor for anchor, times in Counter(anchors).items() if times > 1)
    return _FileLinks(frozenset(anchors), tuple(_links(tree)), repeated)


def _links(tree: etree._ElementTree) -> Iterator[_Link]:
    for value in tree.xpath(_LINKS):
        element, name, text = value.getparent(), value.attrname, str(value).strip()
        line = element.sourceline or 0
        if name == "srcset":
            yield from (_Link(part.split()[0], line) for part in text.split(",") if part.strip())
        elif name == "content":
            refresh = _REFRESH.match(text)
            if refresh:
                yield _Link(refresh[1].strip("'\" "), line)
        else:
            yield _Link(text, line)
