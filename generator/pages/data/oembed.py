"""The oEmbed file of a page: what another site shows for its address. See https://oembed.com/."""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator.pages.data import share
from generator.pages.data.beside import OEMBED
from generator.pages.planned import Page, TextFile
from generator.pages.views import ShareImage
from generator.pages.writing.page_context import PageContext

_DAY = 86_400
"""For how many seconds it may be kept."""


def page(
    at: PageContext,
    origin: str,
    title: str,
    authors: Iterable[str],
    *,
    image: ShareImage | None,
    frame: tuple[str, int] | None,
) -> Page:
    """Return the file beside a page: with a frame (address and height in CSS pixels) the page is shown, else a link."""
    site = at.site
    found: dict[str, object] = {
        "version": "1.0",
        "type": "rich" if frame else "link",
        "title": title,
        "author_name": ", ".join(authors),
        "provider_name": site.config.name,
        "provider_url": f"{site.base_url}/",
        "cache_age": _DAY,
    }
    if frame:
        address, high = frame
        found |= {"width": share.WIDTH, "height": high, "html": _frame(address, title, high)}
    if image:
        found |= {"thumbnail_url": image.url, "thumbnail_width": image.width, "thumbnail_height": image.height}
    kept = {name: value for name, value in found.items() if value}
    return Page(
        f"{at.path}{OEMBED}", TextFile(json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n"), origin
    )


def _frame(address: str, title: str, high: int) -> str:
    """Write the frame; a host may drop its `style`, and then it has no border by `frameborder`."""
    return share.iframe(address, title, high).replace("<iframe ", '<iframe frameborder="0" ')
