"""What crawlers ask for first: the list of all pages and robots.txt. Without an address of its own a site has no list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from generator.pages.addresses import changed, mirror
from generator.pages.markup.xml import escape
from generator.pages.planned import Page, TextFile
from generator.pages.writing.site_context import SiteContext

_SITEMAP_LIMIT = 50_000
"""Addresses in one file, by the protocol of sitemaps.org; more of them need an index of files."""


def pages(site: SiteContext, planned: Iterable[Page]) -> Iterator[Page]:
    """Yield the sitemap of the planned pages, and robots.txt."""
    if site.base_url:
        yield from _sitemap(site.base_url, planned, changed.days(site))
    yield Page("/robots.txt", TextFile(_robots(site.base_url), ""), "")


def _robots(base_url: str | None) -> str:
    where = f"\nSitemap: {base_url}/sitemap.xml\n# Every file: {base_url}{mirror.PATH}\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{where}"


def _sitemap(base_url: str, planned: Iterable[Page], days: Mapping[str, dt.date]) -> Iterator[Page]:
    """List every page that search engines may show; see https://www.sitemaps.org/protocol.html."""
    paths = sorted(page.path for page in planned if page.index)
    parts = [paths[start : start + _SITEMAP_LIMIT] for start in range(0, len(paths), _SITEMAP_LIMIT)]
    if len(parts) <= 1:
        yield Page("/sitemap.xml", TextFile(_addresses("urlset", "url", base_url, paths, days), ""), "")
        return
    names = {f"/sitemap-{number}.xml": part for number, part in enumerate(parts, 1)}
    newest = {
        name: max(there) for name, part in names.items() if (there := [days[path] for path in part if path in days])
    }
    yield Page("/sitemap.xml", TextFile(_addresses("sitemapindex", "sitemap", base_url, names, newest), ""), "")
    for name, part in names.items():
        yield Page(name, TextFile(_addresses("urlset", "url", base_url, part, days), ""), "")


def _addresses(root: str, row: str, base_url: str, paths: Iterable[str], days: Mapping[str, dt.date]) -> str:
    lines = "\n".join(f"<{row}><loc>{escape(base_url + path)}</loc>{_day(days.get(path))}</{row}>" for path in paths)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}\n</{root}>\n'
    )


def _day(day: dt.date | None) -> str:
    return f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
