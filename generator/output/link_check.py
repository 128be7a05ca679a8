"""A look at the finished site as a browser would see it: every link, picture and anchor must lead somewhere.

It reads only what was published, and trusts nothing of how it was made.
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
"""Anchors that every page has by the HTML standard."""


@dataclass(frozen=True, slots=True)
class _Link:
    target: str
    line: int


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one file offers and wants."""

    anchors: frozenset[str]
    links: tuple[_Link, ...]
    repeated: tuple[str, ...] = ()


def check(
    files: Iterable[tuple[str, bytes]], base_url: str | None = None, origins: Mapping[str, str] | None = None
) -> tuple[Diagnostic, ...]:
    """Check a whole site, given as output paths with their bytes.

    `base_url` makes absolute links to the site itself count as inner links; `origins` gives the content file of an
    output path, so that a message can point at what an editor can mend.
    """
    seen = {path: _look(path, data) for path, data in files}
    folders = {posixpath.dirname(path) for path in seen}
    known = origins or {}
    problems: list[Diagnostic] = []
    for path, page in sorted(seen.items()):
        at = Position(known.get(path) or path)
        problems += [diagnostic("repeated-anchor", at, page=path, anchor=anchor) for anchor in page.repeated]
        for link in page.links:
            found = _follow(path, link, seen, folders, base_url)
            if found is not None:
                code, values = found
                position = at if known.get(path) else Position(path, link.line, 1)
                problems.append(diagnostic(code, position, page=path, link=link.target, **values))
    return tuple(problems)


def outward(files: Iterable[tuple[str, bytes]], base_url: str | None = None) -> Iterator[tuple[str, str]]:
    """Yield every link that leads out of the site to a web page: output path, address."""
    for path, data in files:
        for target in dict.fromkeys(link.target for link in _look(path, data).links):
            if target.startswith(("http://", "https://")) and _inside(path, target, base_url) is None:
                yield path, target


def _follow(
    path: str, link: _Link, seen: Mapping[str, _Seen], folders: set[str], base_url: str | None
) -> tuple[str, dict[str, str | None]] | None:
    """Say what is wrong with a link; None where it leads somewhere, or out of the site."""
    target = _inside(path, link.target, base_url)
    if target is None:
        return None
    file, anchor = target
    if file.startswith("../"):
        return "link-outside-site", {}
    if file not in seen:
        if file in folders:
            return "link-without-slash", {}
        return "broken-link", {"nearest": nearest(file, seen)}
    anchors = seen[file].anchors
    if anchor in _FREE_ANCHORS or anchor in anchors or not file.endswith(".html"):
        return None
    return "broken-anchor", {"anchor": anchor, "target": file, "nearest": nearest(anchor, anchors)}


def _inside(path: str, link: str, base_url: str | None) -> tuple[str, str] | None:
    """Return the output file and the anchor that a link means; None where it leads out of the site."""
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
    if not target:
        return path, anchor
    if target.startswith("/"):
        prefix = urlsplit(base).path
        if prefix and not f"{target}/".startswith(f"{prefix}/"):
            return f"..{target}", anchor
        joined = target.removeprefix(prefix).lstrip("/")
    else:
        joined = posixpath.join(posixpath.dirname(path), target)
    file = posixpath.normpath(joined) if joined else "."
    if file == ".":
        return "index.html", anchor
    return (f"{file}/index.html" if joined.endswith(("/", "/.", "/..")) else file), anchor


def _look(path: str, data: bytes) -> _Seen:
    suffix = posixpath.splitext(path)[1]
    if suffix == ".css":
        links = tuple(_Link(found[1].decode("utf-8", "replace"), 0) for found in _CSS_URL.finditer(data))
        return _Seen(frozenset(), links)
    if suffix != ".html" or not data.strip():
        return _Seen(frozenset(), ())
    tree = etree.ElementTree(html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8")))
    anchors = [str(value) for value in tree.xpath(_ANCHORS)]
    repeated = tuple(anchor for anchor, times in Counter(anchors).items() if times > 1)
    return _Seen(frozenset(anchors), tuple(_links(tree)), repeated)


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
