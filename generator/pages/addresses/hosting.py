"""Files for hosts: `_redirects` and `_headers`, as Netlify and Cloudflare Pages read them; others leave them alone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

import msgspec

from generator.core.config import Segments
from generator.core.file_types import FILE_TYPES, FRAMED, IMMUTABLE
from generator.core.parts import EMBEDS
from generator.pages.kinds.table import BY_VIEW
from generator.pages.planned import Page, TextFile
from generator.pages.writing.page_context import base_path
from generator.pages.writing.site_context import SiteContext

_POLICY = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("manifest-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'self'"),
)
"""What a page of the site may load, and from where: nothing but the site's own files. See CSP level 3 of the W3C."""
_ASSETS = (".css", ".js", ".svg")
"""Types of files that pages load; some hosts keep them for hours unless they are told not to."""
_PLACEHOLDERS = ("one", "two", "three", "four", "five", "six")


def pages(site: SiteContext, planned: Iterable[Page], moved: Mapping[str, str], *, searched: bool) -> Iterator[Page]:
    """Yield the files; a site to be read from disk has no host. With `searched` pages may run the search's WebAssembly."""
    if site.offline:
        return
    if moved:
        yield Page("/_redirects", TextFile(_redirects(moved, base_path(site.base_url)), ""), "")
    rules = policy(site.config.accent, searched=searched)
    embeds = tuple(_framed(site.segments)) if site.makes(EMBEDS) else ()
    yield Page("/_headers", TextFile(_headers(planned, rules, base_path(site.base_url), embeds), ""), "")


def accent_style(accent: str) -> str:
    """Return the one piece of style that is in pages themselves, as the base template writes it."""
    return f":root{{--accent:{accent}}}"


def policy(accent: str | None = None, *, searched: bool = False) -> str:
    """Return the content security policy of a page, but for who may frame it."""
    rules = dict(_POLICY)
    if searched:
        rules["script-src"] += " 'wasm-unsafe-eval'"
    if accent:
        digest = base64.b64encode(hashlib.sha256(accent_style(accent).encode()).digest()).decode()
        rules["style-src"] += f" 'sha256-{digest}'"
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _redirects(moved: Mapping[str, str], root: str) -> str:
    """Write a line for each old address: from, to, and that it moved for good."""
    rows = (f"{_coded(root + old)} {_coded(root + new)} 301" for old, new in sorted(moved.items()))
    return "".join(f"{row}\n" for row in rows)


def _coded(path: str) -> str:
    return quote(path, safe="/#%:@!$&'()*+,;=~-._", errors="surrogatepass")


def _headers(planned: Iterable[Page], rules: str, root: str, embeds: Iterable[str]) -> str:
    """Write the headers: those of all files, of types of files, and of pages that may or may not be framed.

    Where two rules match, a browser gets the headers of both. With two policies it holds to both; of any other header no
    file gets two. There is no rule "all but": the patterns are those of the depths at which pages are, and pages to be
    framed are deeper. What has no rule here is kept as hosts do by default: asked for each time.
    """
    blocks = [
        (
            "/*",
            (
                f"Content-Security-Policy: {rules}",
                "X-Content-Type-Options: nosniff",
                "Referrer-Policy: strict-origin-when-cross-origin",
                "Permissions-Policy: camera=(), geolocation=(), microphone=(), interest-cohort=()",
            ),
        ),
        *_of_types(),
        *((pattern, (f"Cache-Control: {FRAMED}",)) for pattern in embeds),
        *((pattern, ("Content-Security-Policy: frame-ancestors 'none'",)) for pattern in _unframed(planned)),
    ]
    return "\n".join(f"{root}{path}\n" + "".join(f"  {line}\n" for line in lines) for path, lines in blocks)


def _of_types() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is said of a type of file: data can be read from anywhere, names with a digest be kept for long."""
    for suffix, row in FILE_TYPES.items():
        if row.is_data:
            yield f"/*{suffix}", ("Access-Control-Allow-Origin: *", f"Content-Type: {row.content_type}")
        elif row.kept == IMMUTABLE:
            yield f"/*{suffix}", (f"Cache-Control: {row.kept}",)
        elif suffix in _ASSETS:
            yield f"/assets/*{suffix}", (f"Cache-Control: {row.kept}",)


def _framed(segments: Segments) -> Iterator[str]:
    """Yield patterns of the pages that are made to be framed: `/brieven/:one/:two/embed/`."""
    for form in EMBEDS.addresses(msgspec.structs.asdict(segments)):
        if form.endswith("/"):
            names = iter(_PLACEHOLDERS)
            parts = (f":{next(names)}" if "*" in part else part for part in form.split("/"))
            yield "/".join(parts)


def _unframed(planned: Iterable[Page]) -> list[str]:
    """Return patterns that match every page but those to be framed: `/brieven/:one/:two/`."""
    whole: set[tuple[str, int]] = set()
    framed: set[tuple[str, int]] = set()
    for page in planned:
        first, *deeper = page.path.strip("/").split("/")
        kind = BY_VIEW.get(page.type)
        if kind and kind.framed:
            framed.add((first, len(deeper)))
        elif kind and kind.framed is not None and page.path.endswith("/"):
            whole.add((first, len(deeper)))
    shapes = sorted(whole - framed)
    return [
        "/" if not first else "/" + "/".join([first, *(f":{name}" for name in _PLACEHOLDERS[:depth])]) + "/"
        for first, depth in shapes
    ]
