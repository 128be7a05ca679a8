"""Files for hosts: `_redirects` and `_headers`, as Netlify and Cloudflare Pages read them; others leave them alone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

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
_PLACEHOLDERS = ("one", "two", "three", "four", "five", "six")


def pages(site: SiteContext, planned: Iterable[Page], moved: Mapping[str, str], *, searched: bool) -> Iterator[Page]:
    """Yield the files; a site to be read from disk has no host. With `searched` pages may run the search's WebAssembly."""
    if site.offline:
        return
    if moved:
        yield Page("/_redirects", TextFile(_redirects(moved, base_path(site.base_url)), ""), "")
    rules = policy(site.config.accent, searched=searched)
    yield Page("/_headers", TextFile(_headers(planned, rules, base_path(site.base_url)), ""), "")


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


def _headers(planned: Iterable[Page], rules: str, root: str) -> str:
    """Write the headers: one policy for all, and one more for all pages but those made to be framed.

    Where two rules match, a browser gets both policies and holds to both. There is no rule "all but": the patterns
    are those of the depths at which pages are, and pages to be framed are deeper.
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
        ("/assets/*", ("Cache-Control: no-cache",)),
        *((pattern, ("Content-Security-Policy: frame-ancestors 'none'",)) for pattern in _unframed(planned)),
    ]
    return "\n".join(f"{root}{path}\n" + "".join(f"  {line}\n" for line in lines) for path, lines in blocks)


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
