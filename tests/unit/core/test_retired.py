"""Forms of addresses that a site gave up: what one line of the ledger accounts for, and what it does not."""

import datetime as dt

import pytest

from generator.core.ledger import Address, Ledger, LedgerEntry, parse, written
from generator.core.parts import pattern
from generator.core.retired import Retired, retire

FORM = "/brieven/*/vraag-*/cite.*"
LINE = LedgerEntry(FORM, "", "2026-02-01", "retired")
CITED = "/brieven/x/vraag-1/cite.bib"


@pytest.mark.parametrize(
    ("form", "path", "fits"),
    [
        (FORM, CITED, True),
        (FORM, "/brieven/x/vraag-1/cite.", False),
        (FORM, "/brieven/x/vraag-1/a/cite.bib", False),
        (FORM, "/brieven/x/y/vraag-1/cite.bib", False),
        (FORM, "/brieven/x/cite.bib", False),
        (FORM, "/brieven/x/vraag-/cite.bib", False),
        (FORM, "/brieven/x/vraag-1/citexbib", False),
        ("/brieven/*/embed/*/", "/brieven/x/embed/y/", True),
        ("/brieven/*/embed/*/", "/brieven/x/embed/", False),
        ("/answers.csv", "/answers.csv", True),
        ("/answers.csv", "/x/answers.csv", False),
    ],
)
def test_a_star_is_a_name_between_two_slashes_or_part_of_one(form, path, fits):
    assert bool(pattern(form).fullmatch(path)) is fits


@pytest.mark.parametrize(
    ("what", "anchor", "since", "went"),
    [
        ("data", "", "2026-01-01", True),
        ("data", "", "2026-02-01", True),
        ("data", "", "2026-02-02", False),
        ("feed", "", "2026-01-01", True),
        ("embed", "", "2026-01-01", True),
        ("note:x/y", "", "2026-01-01", True),
        ("note:x/y", "n-y", "2026-01-01", False),
        ("source", "", "2026-01-01", False),
        ("question:x/1", "", "2026-01-01", False),
        ("letter:x", "", "2026-01-01", False),
        ("actor:x", "", "2026-01-01", False),
    ],
)
def test_a_line_accounts_for_what_is_made_beside_pages_up_to_its_day(what, anchor, since, went):
    known = Retired(Ledger(retired=(LINE,)), ())
    assert known.accounts_for(LedgerEntry(CITED, anchor, since, what)) is went


def test_a_line_accounts_for_nothing_while_the_site_publishes_its_form():
    entry = LedgerEntry(CITED, "", "2026-01-01", "data")
    other = "/brieven/z/vraag-2/cite.ris"
    assert not Retired(Ledger(retired=(LINE,)), [Address(other, what="data")]).accounts_for(entry)
    assert Retired(Ledger(retired=(LINE,)), [Address(other, what="withdrawn")]).accounts_for(entry)


def test_only_forms_that_lost_an_address_get_a_line_and_none_gets_two():
    entries = (LedgerEntry(CITED, "", "2026-01-01", "data"), LedgerEntry("/feed.xml", "", "2026-01-01", "feed"))
    now = [Address("/feed.xml", what="feed")]
    once = retire(Ledger(entries), (FORM, "/feed.xml", "/answers.csv"), now, dt.date(2026, 2, 1))
    assert once == Ledger(entries, None, (LINE,))
    assert retire(once, (FORM, "/feed.xml"), now, dt.date(2026, 3, 1)) == once


def test_a_ledger_keeps_its_lines_when_it_is_written_and_read():
    ledger = Ledger((LedgerEntry(CITED, "", "2026-01-01", "data"),), None, (LINE,))
    assert parse(written(ledger)) == (ledger, ())


def test_of_two_lines_that_a_merge_left_the_later_counts():
    text = f"{FORM}\t\t2026-02-01\tretired\t\n{FORM}\t\t2026-03-01\tretired\t\n"
    [line] = parse(text)[0].retired
    assert line.since == "2026-03-01"


@pytest.mark.parametrize("line", [f"{FORM}\ta1\t2026-02-01\tretired\t", "brieven/*\t\t2026-02-01\tretired\t"])
def test_a_line_that_retires_an_anchor_or_no_path_is_none(line):
    ledger, [problem] = parse(line)
    assert (ledger.retired, problem.code) == ((), "bad-ledger-line")
