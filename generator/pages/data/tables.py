"""Tables as text: CSV for programs, with the exact values, and CSV for spreadsheets, in which no cell is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
"""At the head of a file it tells Excel that the file is UTF-8."""
LONGEST = 32_767
"""How many characters a cell of Excel holds; what is beyond them would run over into other cells."""
_FORMULA = re.compile(r"[\t\r\n]|[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may take for the beginning of a formula, also in the wide forms of Japanese keyboards.

The list is that of OWASP ("CSV Injection"); spreadsheets differ in the white space and the marks they skip before it.
"""


def csv_rows(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV (RFC 4180), each value exactly as it is."""
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return target.getvalue()


def spreadsheet_rows(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV for spreadsheets set to a language that writes decimals with a comma, as Dutch does.

    Values are parted by semicolons and all in quotation marks, so that no line end or separator in a value ends it.
    """
    target = io.StringIO()
    csv.writer(target, delimiter=";", quoting=csv.QUOTE_ALL).writerows(
        [_harmless(cell) for cell in row] for row in rows
    )
    return target.getvalue()


def _harmless(cell: str) -> str:
    """Return a value that is shown as text: an apostrophe before what may begin a formula, and cut where it is too long.

    A NUL character goes: Excel reads nothing behind it.
    """
    text = cell.replace("\x00", "")
    text = f"'{text}" if _FORMULA.match(text) else text
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
