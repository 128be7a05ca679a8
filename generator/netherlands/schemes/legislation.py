"""Dutch laws, decrees and treaties by their BWB number, and parts of them, in the standard jci 1.3 (wetten.overheid.nl).

Running text cites them by name and article, which is a grammar of its own and no pattern of this table.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from generator.core.languages import Language
from generator.netherlands import laws
from generator.netherlands.schemes.row import Match, Scheme, WebAddress


def _upper_law(value: str) -> str:
    return re.sub(r"(?i)^c:bwb[rvw]", lambda m: m[0].upper().replace("C:", "c:"), value)


def _label(found: Match, _language: Language) -> str:
    return laws.name(found["bwb"]) or found["bwb"]


def _parts(found: Match) -> tuple[tuple[str, str], ...]:
    """Read what an id names of its law (`&artikel=3&lid=2`), as (kind, number)."""
    return tuple((key, value) for key, _, value in (pair.partition("=") for pair in found["parts"].split("&") if pair))


def _day(found: Match, on: dt.date | None) -> dt.date | None:
    """Return the day a law is read at: the one the id names (`g`, as jci calls it), else `on`."""
    return _pinned(dict(_parts(found)), on)


def _pinned(parts: Mapping[str, str], on: dt.date | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(parts["g"])
    except (KeyError, ValueError):
        return on


def _address(found: Match, on: dt.date | None) -> str:
    parts = dict(_parts(found))
    day = _pinned(parts, on)
    parts.pop("z", None)
    parts |= {"g": day.isoformat()} if day else {}
    return f"https://wetten.overheid.nl/jci1.3:{found['document']}" + "".join(f"&{k}={v}" for k, v in parts.items())


def _article(law: str, number: str, paragraph: str) -> str:
    return f"c:{law}" + (f"&artikel={number}" if number else "") + (f"&lid={paragraph}" if paragraph else "")


def _page(found: Match) -> str:
    """Read a page of wetten.overheid.nl: `…/BWBR0031788/2021-10-27#Hoofdstuk2_Artikel3`."""
    article = re.search(r"Artikel([^_/]+)", found["anchor"] or "")
    day = f"&g={found['day']}" if found["day"] else ""
    return _article(found["bwb"], article[1] if article else "", "") + day


ROWS = (
    Scheme(
        name="jci1.3",
        example="c:BWBR0031788&artikel=3",
        form=r"(?P<document>c:(?P<bwb>BWB[RVW]\d{7}))(?P<parts>(?:&[a-z]+=[^&\s]+)*)",
        label=_label,
        official=_address,
        case=_upper_law,
        parts=_parts,
        day=_day,
        names=lambda found: (found["bwb"], *laws.names(found["bwb"])),
        segment=lambda found: found["bwb"],
        article=_article,
        addresses=(
            WebAddress(r"wetten\.overheid\.nl/jci1\.3\d?:(?P<id>c:[^#\s]+)(?:#.*)?"),
            WebAddress(
                r"wetten\.overheid\.nl/(?P<bwb>BWB[RVW]\d{7})(?:/(?P<day>\d{4}-\d\d-\d\d))?[^#]*(?:\#(?P<anchor>.*))?",
                _page,
            ),
        ),
    ),
)
