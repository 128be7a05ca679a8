"""The ledger and footnotes, merged branches, and the site's own address."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.diagnostics import Severity
from generator.core.ledger import Address, Ledger, added, losses, parse, written
from generator.core.paragraph_fingerprints import ALIKE, fingerprint, likeness

DAY, LATER = dt.date(2024, 3, 1), dt.date(2025, 6, 1)
PAGE = "/brieven/x/vraag-1/"
LAW = "Kamerstukken II 2020/21, 30 821, nr. {}, brief aan de vaste commissie voor Justitie en Veiligheid, blz. 4"
TEXTS = ("Idem.", "Meetverslag van de gemeente.", LAW.format(124), LAW.format(125), "Zie de brief van 5 mei.")


def page(*footnotes: str) -> list[Address]:
    notes = (Address(PAGE, f"fn-{n}", f"question:x/1#fn-{n}", text) for n, text in enumerate(footnotes, 1))
    return [Address(PAGE, what="question:x/1"), *notes]


def known(*footnotes: str) -> Ledger:
    return added(Ledger(), page(*footnotes), DAY)


def moved(before: Ledger, now: list[Address]) -> list[str]:
    return [loss.entry.anchor for loss in losses(before, now, {}, frozenset()) if loss.moved]


# --- Footnotes -------------------------------------------------------------------------------------------------


def test_a_footnote_at_another_s_number_is_told_however_alike_the_two_are():
    assert likeness(fingerprint(LAW.format(124)), LAW.format(128)) > ALIKE
    before = known(LAW.format(124), LAW.format(125))
    assert moved(before, page(LAW.format(125), LAW.format(124))) == ["fn-1", "fn-2"]
    assert moved(before, page(LAW.format(125))) == ["fn-1"]
    assert moved(before, page("Nieuwe noot vooraan.", LAW.format(124), LAW.format(125))) == ["fn-1", "fn-2"]
    assert moved(before, page(LAW.format(128), LAW.format(125), LAW.format(124))) == ["fn-1"]


def test_a_corrected_footnote_keeps_its_anchor_and_the_ledger_follows():
    before = known(LAW.format(124), "Meetverslag.")
    now = page(LAW.format(124).replace("blz. 4", "blz. 14"), "Meetverslag.")
    assert moved(before, now) == []
    assert {e.anchor: e.text for e in added(before, now, LATER).entries}["fn-1"] == fingerprint(now[1].text)


def test_footnotes_with_the_same_words_are_no_move():
    before = known("Idem.", LAW.format(124), LAW.format(124))
    assert moved(before, page("Idem.", LAW.format(124), LAW.format(124).replace("4", "5", 1))) == []
    assert moved(before, page("Idem.", LAW.format(124))) == []


def test_the_ledger_never_takes_the_words_of_a_footnote_that_moved():
    before = known(LAW.format(124), LAW.format(125))
    assert added(before, page(LAW.format(125), LAW.format(124)), LATER) == before


@given(st.permutations(TEXTS), st.integers(0, len(TEXTS)))
def test_no_anchor_leads_to_another_footnote_in_silence(order, kept):
    """Footnotes that are shuffled and cut: each anchor has its own words, or is told of."""
    now = page(*order[:kept])
    expected = [f"fn-{n}" for n, (old, new) in enumerate(zip(TEXTS, order[:kept], strict=False), 1) if old != new]
    assert moved(known(*TEXTS), now) == expected


def test_a_ledger_without_texts_of_footnotes_is_read_and_learns_them():
    old = written(known(*TEXTS[:2]))
    old = "".join(
        line if "#fn-" not in line else line.rpartition("\t")[0] + "\t\n" for line in old.splitlines(keepends=True)
    )
    before, problems = parse(old)
    assert problems == ()
    assert not any(entry.text for entry in before.entries)
    assert moved(before, page("Iets anders.", TEXTS[1])) == []
    after = added(before, page(*TEXTS[:2]), LATER)
    assert [entry.text for entry in after.entries if entry.anchor] == [fingerprint(text) for text in TEXTS[:2]]
    assert {entry.since for entry in after.entries} == {"2024-03-01"}


# --- Merged branches -------------------------------------------------------------------------------------------

ONE, OTHER = "De gemeente meet de lantaarns elk voorjaar.", "Over de kosten is een afspraak gemaakt van vijf jaar."


def branch(text: str, day: dt.date = DAY, what: str = "question:x/1#a4", anchor: str = "a4") -> str:
    return written(added(Ledger(), [Address(PAGE, anchor, what, text)], day))


@pytest.mark.parametrize("anchor", ["a4", "v2", "fn-3"])
def test_an_anchor_that_two_branches_gave_to_two_texts_is_an_error_with_both_lines(anchor):
    _, problems = parse(branch(ONE, anchor=anchor) + branch(OTHER, anchor=anchor))
    (problem,) = problems
    values = dict(problem.values)
    assert (problem.code, problem.severity) == ("ledger-two-things", Severity.ERROR)
    assert (problem.position.path, problem.position.line, values["line"]) == ("ledger.tsv", 4, "2")
    assert values["url"] == f"{PAGE}#{anchor}"


def test_an_address_that_two_branches_gave_to_two_things_is_an_error():
    one, other = (written(added(Ledger(), [Address("/over/", what=what)], DAY)) for what in ("page:about", "page:x"))
    assert [problem.code for problem in parse(one + other)[1]] == ["ledger-two-things"]


@pytest.mark.parametrize(
    "other", [ONE, ONE.replace("elk voorjaar", "elk najaar"), ONE.upper()], ids=["same", "corrected", "capitals"]
)
def test_one_paragraph_on_two_branches_is_no_problem(other):
    merged, problems = parse(branch(ONE, LATER) + branch(other, DAY))
    assert problems == ()
    assert [(entry.since, entry.text) for entry in merged.entries] == [("2024-03-01", fingerprint(other))]


def test_a_branch_with_an_older_program_does_not_take_the_text_away():
    old = branch(ONE, anchor="fn-1").rpartition("\t")[0] + "\t\n"
    for text in (old + branch(ONE, anchor="fn-1"), branch(ONE, anchor="fn-1") + old):
        merged, problems = parse(text)
        assert problems == ()
        assert [entry.text for entry in merged.entries] == [fingerprint(ONE)]


# --- The site's own address ------------------------------------------------------------------------------------

SITE = "https://brieven.example"


def test_the_ledger_keeps_the_first_address_of_the_site():
    first = added(Ledger(), page(), DAY, SITE)
    second = added(first, page(), LATER, "https://elders.example")
    assert second == first
    text = written(second)
    assert text.endswith(f"{SITE}\t\t2024-03-01\tsite\t\n")
    assert parse(text) == (first, ())
    assert (parse(text)[0].site.path, parse(text)[0].site.line) == (SITE, 3)
    assert [entry.path for entry in second.entries] == [PAGE]


def test_a_ledger_without_the_address_of_the_site_is_read_and_learns_it():
    before = known("Idem.")
    assert parse(written(before)) == (before, ())
    assert before.site is None
    assert added(before, page("Idem."), LATER, SITE).site.since == "2025-06-01"
    assert added(before, page("Idem."), LATER).site is None


def test_of_two_branches_the_earlier_address_of_the_site_counts():
    one, other = (written(added(Ledger(), [], day, url)) for day, url in ((LATER, SITE), (DAY, f"{SITE}/b")))
    assert parse(one + other)[0].site.path == parse(other + one)[0].site.path == f"{SITE}/b"


def test_a_site_that_moved_keeps_its_first_address_and_is_at_its_last():
    text = written(added(Ledger(), page(), DAY, SITE))
    lines = ["https://c.example\t\t2026-01-01\tmoved\t", "https://b.example\t\t2025-01-01\tmoved\t"]
    moved, problems = parse(text + "\n".join([*lines, lines[0].replace("2026", "2027"), ""]))
    assert problems == ()
    assert (moved.first_address, moved.current.path) == (SITE, "https://c.example")
    assert [(one.path, one.since) for one in moved.moved] == [
        ("https://b.example", "2025-01-01"),
        ("https://c.example", "2026-01-01"),
    ]
    again = added(moved, page(), LATER, "https://c.example")
    assert parse(written(again))[0] == again == moved


@pytest.mark.parametrize(
    "line", ["/x/\t\t2024-01-01\tmoved\t", "/x/\t\t2024-01-01\tsite\t", "https://x.example\ta1\t2024-01-01\tsite\t"]
)
def test_a_line_of_the_site_that_is_none_is_reported(line):
    assert [problem.code for problem in parse(line)[1]] == ["bad-ledger-line"]
