"""The ledger as a value: read, written, added to and compared; nothing in it ever goes."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from generator.core.ledger import Address, Ledger, LedgerEntry, added, losses, parse, written
from generator.core.paragraph_fingerprints import fingerprint

DAY, LATER = dt.date(2024, 3, 1), dt.date(2025, 6, 1)
ANSWER = "De lantaarns langs het kanaal worden elk jaar in het voorjaar door de gemeente gemeten."
QUESTION = "/brieven/x/vraag-1/"


def ledger(*addresses: Address, day: dt.date = DAY) -> Ledger:
    return added(Ledger(), addresses, day)


def codes(known: Ledger, now, moved=None, withdrawn=()):
    return [(loss.entry.address, loss.moved) for loss in losses(known, now, moved or {}, frozenset(withdrawn))]


# --- The file --------------------------------------------------------------------------------------------------


@given(
    st.lists(
        st.tuples(
            st.text("abc/-\t\n ", max_size=6).map("/".__add__),
            st.sampled_from(["", "a1", "n-x"]),
            st.text("ab:/", max_size=4),
        )
    )
)
def test_what_is_written_is_read_again(rows):
    made = ledger(*(Address(*row, text="Ja" if row[1] == "a1" else None) for row in rows))
    text = written(made)
    assert parse(text) == (made, ())
    assert written(parse(text)[0]) == text
    assert text.splitlines()[1:] == sorted(text.splitlines()[1:], key=lambda line: line.split("\t"))


def test_a_ledger_of_the_same_addresses_is_the_same_in_whatever_order_they_come():
    rows = (Address("/b/"), Address("/a/", "a1", text="Ja"), Address("/a/"))
    assert written(ledger(*rows)) == written(ledger(*reversed(rows)))


def test_a_merge_that_keeps_the_lines_of_both_sides_is_read_with_the_earlier_day():
    one, other = written(ledger(Address("/a/"), day=LATER)), written(ledger(Address("/a/"), Address("/b/")))
    merged, problems = parse(one + other)
    assert problems == ()
    assert [(entry.path, entry.since) for entry in merged.entries] == [("/a/", "2024-03-01"), ("/b/", "2024-03-01")]


def test_what_is_no_line_of_a_ledger_is_reported_with_its_place():
    text = written(ledger(Address("/a/"))) + "<<<<<<< HEAD\n/b/\t\tgisteren\tx\t\n/c/\t\t2024-01-01\tx\tJa.\n"
    known, problems = parse(text)
    assert [(problem.code, problem.position.line) for problem in problems] == [
        ("bad-ledger-line", 3),
        ("bad-ledger-line", 4),
        ("bad-ledger-line", 5),
    ]
    assert [entry.path for entry in known.entries] == ["/a/"]


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm():
    made = ledger(Address("/a/"))
    assert parse("\ufeff" + written(made).replace("\n", "\r\n")) == (made, ())


# --- Adding ----------------------------------------------------------------------------------------------------


def test_nothing_ever_goes_and_the_first_day_stays():
    first = ledger(Address("/a/", what="page:a"), Address("/b/"))
    second = added(first, [Address("/a/", what="page:other"), Address("/c/")], LATER)
    assert [(entry.path, entry.since, entry.what) for entry in second.entries] == [
        ("/a/", "2024-03-01", "page:a"),
        ("/b/", "2024-03-01", ""),
        ("/c/", "2025-06-01", ""),
    ]
    assert added(second, [Address("/c/")], LATER) == second


def test_the_fingerprint_follows_a_correction_but_never_another_text():
    known = ledger(Address(QUESTION, "a1", text=ANSWER))
    corrected = ANSWER.replace("elk jaar", "ieder jaar")
    assert added(known, [Address(QUESTION, "a1", text=corrected)], LATER).entries[0].text == fingerprint(corrected)
    assert added(known, [Address(QUESTION, "a1", text="Nee, geen enkele keer.")], LATER) == known


# --- Comparing -------------------------------------------------------------------------------------------------

PAGE = Address(QUESTION)
PARAGRAPH = Address(QUESTION, "a1", "question:x/1#a1", ANSWER)


def test_what_is_still_published_is_no_loss():
    assert codes(ledger(PAGE, PARAGRAPH), [PAGE, PARAGRAPH]) == []


def test_a_lost_page_is_one_loss_with_the_place_where_its_text_is_now():
    new = Address("/brieven/y/vraag-1/", "a1", "question:y/1#a1", ANSWER, "content/letters/y/vraag-01.md")
    (loss,) = losses(ledger(PAGE, PARAGRAPH), [new, Address("/brieven/y/vraag-1/")], {}, frozenset())
    assert (loss.entry.address, loss.page, loss.moved) == (QUESTION, "", False)
    assert loss.now == Address("/brieven/y/vraag-1/", origin="content/letters/y/vraag-01.md")


def test_a_lost_anchor_and_one_on_another_paragraph_are_losses():
    known = ledger(PAGE, PARAGRAPH)
    assert codes(known, [PAGE]) == [(f"{QUESTION}#a1", False)]
    other = Address(QUESTION, "a1", "question:x/1#a1", "Nee, geen enkele keer.")
    assert codes(known, [PAGE, other]) == [(f"{QUESTION}#a1", True)]


def test_an_old_address_must_lead_to_a_page_with_the_same_passages():
    known = ledger(PAGE, PARAGRAPH)
    new = Address("/n/")
    assert codes(known, [new], {QUESTION: "/n/"}) == [(f"{QUESTION}#a1", False)]
    assert codes(known, [new, Address("/n/", "a1", text=ANSWER)], {QUESTION: "/n/"}) == []
    assert codes(known, [new], {QUESTION: "/elders/"}) == [(QUESTION, False)]


def test_what_is_withdrawn_is_no_loss():
    known = ledger(PAGE, PARAGRAPH)
    assert codes(known, [], withdrawn=[QUESTION]) == []
    assert codes(known, [PAGE], withdrawn=[f"{QUESTION}#a1"]) == []


def test_an_address_is_its_path_and_anchor():
    assert LedgerEntry("/a/").address == "/a/"
    assert LedgerEntry("/a/", "a1").address == "/a/#a1"
