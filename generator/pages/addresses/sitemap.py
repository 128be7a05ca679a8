"""What crawlers ask for first: the list of all pages and robots.txt. Without an address of its own a site has no list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.pages.markup.xml import escape
from generator.pages.planned import Page, TextFile
from generator.pages.writing.site_context import SiteContext

_SITEMAP_LIMIT = 50_000
"""Addresses in one file, by the protocol of sitemaps.org; more of them need an index of files."""


def pages(site: SiteContext, planned: Iterable[Page]) -> Iterator[Page]:
    """Yield the sitemap of the planned pages, and robots.txt."""
    if site.base_url:
        yield from _sitemap(site.base_url, planned)
    yield Page("/robots.txt", TextFile(_robots(site.base_url), ""), "")


def _robots(base_url: str | None) -> str:
    where = f"\nSitemap: {base_url}/sitemap.xml\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{where}"


def _sitemap(base_url: str, planned: Iterable[Page]) -> Iterator[Page]:
    """List every page that search engines may show; see https://www.sitemaps.org/protocol.html."""
    paths = sorted(page.path for page in planned if page.index)
    parts = [paths[start : start + _SITEMAP_LIMIT] for start in range(0, len(paths), _SITEMAP_LIMIT)]
    if len(parts) <= 1:
        yield Page("/sitemap.xml", TextFile(_addresses("urlset", "url", base_url, paths), ""), "")
        return
    names = [f"/sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield Page("/sitemap.xml", TextFile(_addresses("sitemapindex", "sitemap", base_url, names), ""), "")
    for name, part in zip(names, parts, strict=True):
        yield Page(name, TextFile(_addresses("urlset", "url", base_url, part), ""), "")


def _addresses(root: str, row: str, base_url: str, paths: Iterable[str]) -> str:
    lines = "\n".join(f"<{row}><loc>{escape(base_url + path)}</loc></{row}>" for path in paths)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}\n</{root}>\n'
    )
