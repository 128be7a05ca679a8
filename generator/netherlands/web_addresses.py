"""Web addresses of the documents that the schemes name, and which document each is. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote


def destination(address: str) -> str | None:
    """Return the destination that a web address stands for (`kst:30821-124`), perhaps malformed; None for any other."""
    plain = unquote(address)
    for pattern, build in _WEB:
        found = pattern.fullmatch(plain)
        if found:
            return build(found)
    return None


_ELI_KINDS = {"reg": "R", "dir": "L", "dec": "D"}


def _eli(found: re.Match[str]) -> str:
    return f"celex:3{found['year']}{_ELI_KINDS[found['kind']]}{int(found['serial']):04}"


def _statute(found: re.Match[str]) -> str:
    article = re.search(r"Artikel([^_/]+)", found["anchor"] or "")
    parts = f"&artikel={article[1]}" if article else ""
    return f"jci1.3:c:{found['bwb']}{parts}" + (f"&g={found['day']}" if found["day"] else "")


_WEB: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(rf"https?://(?:www\.)?{pattern}", re.IGNORECASE), build)
    for pattern, build in (
        (
            r"(?:zoek\.)?officielebekendmakingen\.nl/kv-tk-(?P<id>\d{4}z\d{5})(?:\.\w+)?",
            lambda m: f"zaak:{m['id']}",
        ),
        (
            (
                r"(?:zoek\.)?officielebekendmakingen\.nl/(?:dossier/[\w-]+/)?(?P<s>kst|ah|h|stb|stcrt|trb)-(?P<id>[\w-]+)"
                r"(?:\.\w+|/\w+)?(?:\?[^#]*)?(?:#.*)?"
            ),
            lambda m: f"{m['s'].lower()}:{m['id']}",
        ),
        (r"(?:zoek\.)?officielebekendmakingen\.nl/dossier/(?P<id>\d{5}(?:-[IVX]+)?)/?", lambda m: f"kst:{m['id']}"),
        (
            r"(?:deeplink|uitspraken)\.rechtspraak\.nl/.*[?&]id=ECLI:(?P<id>[\w:.]+)(?:&.*)?",
            lambda m: f"ecli:{m['id']}",
        ),
        (r"wetten\.overheid\.nl/jci1\.3\d?:(?P<id>c:[^#\s]+)(?:#.*)?", lambda m: f"jci1.3:{m['id']}"),
        (
            r"wetten\.overheid\.nl/(?P<bwb>BWB[RVW]\d{7})(?:/(?P<day>\d{4}-\d\d-\d\d))?[^#]*(?:\#(?P<anchor>.*))?",
            _statute,
        ),
        (r"eur-lex\.europa\.eu/.*[?&]uri=CELEX:(?P<id>[^&\s]+?)(?:&.*)?", lambda m: f"celex:{m['id']}"),
        (
            r"eur-lex\.europa\.eu/.*[?&]uri=(?P<s>COM|SWD|JOIN):(?P<y>\d{4}):(?P<n>\d+):FIN(?:[:&].*)?",
            lambda m: f"{m['s'].lower()}:{m['y']}-{int(m['n'])}",
        ),
        (r"eur-lex\.europa\.eu/.*[?&]uri=ecli:ECLI:(?P<id>[\w:.]+)(?:&.*)?", lambda m: f"ecli:{m['id']}"),
        (
            r"(?:eur-lex|data)\.europa\.eu/eli/(?P<kind>reg|dir|dec)/(?P<year>\d{4})/(?P<serial>\d{1,4})(?:/.*)?",
            _eli,
        ),
        (r"tweedekamer\.nl/.*[?&]id=(?P<id>\d{4}Z\d{5})(?:[&#].*)?", lambda m: f"zaak:{m['id']}"),
    )
)
