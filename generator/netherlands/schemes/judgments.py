"""Judgments by their European Case Law Identifier (ECLI), of Dutch courts and others."""

from __future__ import annotations

import datetime as dt
import re

from generator.netherlands.schemes.european_union import EUR_LEX
from generator.netherlands.schemes.row import Citing, Match, Scheme, WebAddress

_PUBLISHERS = {"NL": "https://deeplink.rechtspraak.nl/uitspraak?id=", "EU": f"{EUR_LEX}ecli:"}
"""By the country of the court; of all others the European portal finds some."""
_PORTAL = "https://e-justice.europa.eu/ecli/"


def _address(found: Match, _on: dt.date | None) -> str:
    return f"{_PUBLISHERS.get(found['country'], _PORTAL)}ECLI:{found['document']}"


ROWS = (
    Scheme(
        name="ecli",
        example="NL:HR:1995:ZD0328",
        form=r"(?P<document>(?P<country>[A-Z]{2}):[A-Z][A-Z0-9]{0,6}:\d{4}:[A-Z0-9][A-Z0-9.]{0,24})",
        label=lambda found, _language: f"ECLI:{found['document']}",
        official=_address,
        case=str.upper,
        addresses=(
            WebAddress(r"(?:deeplink|uitspraken)\.rechtspraak\.nl/.*[?&]id=ECLI:(?P<id>[\w:.]+)(?:&.*)?"),
            WebAddress(r"eur-lex\.europa\.eu/.*[?&]uri=ecli:ECLI:(?P<id>[\w:.]+)(?:&.*)?"),
        ),
        citings=(
            Citing(
                r"ECLI:(?P<id>\s?[A-Z]{2}:\s?[A-Z][A-Z0-9]{0,6}:\s?\d{4}:\s?[A-Z0-9]+(?:\.[A-Z0-9]+)*)",
                lambda match: re.sub(r"\s", "", match["id"]),
            ),
        ),
    ),
)
