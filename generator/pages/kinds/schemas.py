"""The JSON Schema of every file of data that a site publishes, under `/schema/`."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.data import json_text, published
from generator.pages.data.beside import SCHEMAS
from generator.pages.planned import Page, TextFile
from generator.pages.writing.site_context import SiteContext


def pages(site: SiteContext, _: str) -> Iterator[Page]:
    """Yield one file a schema; with its own address in it, where the site knows its own."""
    for name in published.NAMES:
        path = f"{SCHEMAS}{published.file_of(name)}"
        address = f"{site.base_url}{path}" if site.base_url else None
        yield Page(path, TextFile(json_text.dumps(published.schema(name, address))), "")
