"""The hosts that publications are fetched from, as a table: which ids and addresses are theirs, and where the files are.

An address of any other host is never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Host:
    """A host of official publications."""

    base: str
    """What its addresses begin with, without a slash at the end."""
    names: tuple[str, ...]
    """The host's name, and others under which its addresses are written."""
    ids: re.Pattern[str]
    """The ids of its publications."""
    paths: re.Pattern[str]
    """The path of a publication's page, in any of its formats; the group `id` is its id."""
    formats: tuple[str, ...]
    """The suffixes to try, the best first."""
    requests: int
    """How many requests it allows …"""
    seconds: float
    """… in so many seconds."""


_ID = r"(?:ah|kv|kst|nds|blg|h)-[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*"
HOSTS = (
    Host(
        base="https://zoek.officielebekendmakingen.nl",
        names=("zoek.officielebekendmakingen.nl", "officielebekendmakingen.nl", "www.officielebekendmakingen.nl"),
        ids=re.compile(_ID, re.IGNORECASE),
        paths=re.compile(rf"/(?:dossier/[\w-]+/)?(?P<id>{_ID})(?:\.(?:xml|html|pdf|odt)|/[\w.-]*)?/?", re.IGNORECASE),
        formats=("xml", "html"),
        requests=10,
        seconds=30.0,
    ),
)


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication of a host."""

    host: Host
    id: str

    def address(self, suffix: str) -> str:
        """Return the address of the publication in one format."""
        return f"{self.host.base}/{self.id}.{suffix}"

    @property
    def metadata(self) -> str:
        """The address of its metadata file."""
        return f"{self.host.base}/{self.id}/metadata.xml"


def publication(text: str, hosts: Sequence[Host] = HOSTS) -> Publication | None:
    """Return the publication that an id or an address means; None if it is none of these hosts'."""
    written = text.strip()
    if not is_address(written):
        return next((Publication(host, _id(written)) for host in hosts if host.ids.fullmatch(written)), None)
    try:
        parts = urlsplit(written)
        name = (parts.hostname or "").lower()
    except ValueError:
        return None
    for host in hosts:
        path = host.paths.fullmatch(unquote(parts.path))
        if name in host.names and path:
            return Publication(host, _id(path["id"]))
    return None


def is_address(text: str) -> bool:
    """Whether a text is written as a web address."""
    return bool(re.match(r"https?:/", text.strip(), re.IGNORECASE))


def _id(written: str) -> str:
    """Return an id as its publisher writes it: the series in lower case, the numbers of papers and questions in upper."""
    series, _, rest = written.partition("-")
    if series.lower() in {"kv", "nds"}:
        chamber, _, number = rest.partition("-")
        return f"{series.lower()}-{chamber.lower()}-{number.upper()}" if number else f"{series.lower()}-{rest}"
    return f"{series.lower()}-{rest.upper() if series.lower() == 'kst' else rest.lower()}"
