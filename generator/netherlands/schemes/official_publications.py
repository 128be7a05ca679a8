"""How officielebekendmakingen.nl, which publishes parliament's papers and the gazettes, names and addresses them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from generator.netherlands.schemes.row import Citing, Match, WebAddress

PUBLISHER = "https://zoek.officielebekendmakingen.nl"
HOST = r"(?:zoek\.)?officielebekendmakingen\.nl"


def published(series: str) -> Callable[[Match, dt.date | None], str]:
    """Return the function that gives a document's official address."""
    return lambda found, _on: f"{PUBLISHER}/{series}-{found['document']}.html"


def page(series: str) -> WebAddress:
    """Return the addresses of a document in any of its formats, also below its dossier: `…/kst-30821-124.pdf`."""
    return WebAddress(rf"{HOST}/(?:dossier/[\w-]+/)?{series}-(?P<id>[\w-]+)(?:\.\w+|/\w+)?(?:\?[^#]*)?(?:#.*)?")


def publication_number(series: str) -> Citing:
    """Return the citing by the publisher's own number: `kst-30821-124`."""
    return Citing(rf"(?<![\w-]){series}-(?P<id>[\dA-Za-z]+(?:-[\dA-Za-z]+)*)")
