"""Dates as letters print them, also in figures, or with the space before the year lost by an extractor."""

from __future__ import annotations

import datetime as dt
import re

from generator.core.language import parse_date
from generator.core.languages import DEFAULT, LANGUAGES

_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")


def read_day(text: str, lang: str = DEFAULT) -> dt.date | None:
    """Return the date in a text: `27 oktober 2021`, `27 oktober2021`, `27-10-2021`; None where there is none."""
    flat = re.sub(r"(?<=[a-zé])(?=\d{4})", " ", " ".join(text.split()))
    day = parse_date(flat, lang) or next(filter(None, (parse_date(flat, other) for other in LANGUAGES)), None)
    figures = None if day else _FIGURES.search(text)
    if not figures:
        return day
    try:
        return dt.date(int(figures[3]), int(figures[2]), int(figures[1]))
    except ValueError:
        return None
