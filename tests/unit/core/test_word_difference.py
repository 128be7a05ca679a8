"""The difference of two texts: nothing of either is lost, and words are told apart as a reader would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.language import fold
from generator.core.word_difference import Kind, difference, differs


def shown(before, after):
    """Return a difference as text: `[-removed-]`, `{+added+}`, a line for each row."""
    signs = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}"}
    return ["".join(signs[piece.kind].format(piece.text) for piece in row.pieces) for row in difference(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["Zij is zestig jaar."], ["Zij is zeventig jaar."], ["Zij is [-zestig-]{+zeventig+} jaar."]),
        (["Het kost € 10.000,50."], ["Het kost € 11.000,50."], ["Het kost € [-10.000,50-]{+11.000,50+}."]),
        (["Ja, dat klopt."], ["Ja, dat klopt, zegt hij."], ["Ja, dat klopt{+, zegt hij+}."]),
        (["Een twee drie."], ["Een drie."], ["Een [-twee -]drie."]),
        (["Een.", "Twee.", "Drie."], ["Een.", "Drie."], ["Een.", "[-Twee.-]", "Drie."]),
        (["Een.", "Drie."], ["Een.", "Twee.", "Drie."], ["Een.", "{+Twee.+}", "Drie."]),
        (["Ja."], ["Over die vraag is niets bekend."], ["[-Ja.-]", "{+Over die vraag is niets bekend.+}"]),
        (["De “brug” – oud."], ['De "brug" - oud.'], ['De "brug" - oud.']),
        (["", "Een."], ["Een."], ["", "Een."]),
        (["Een\ntwee"], ["Een\ndrie vier"], ["Een\n[-twee-]{+drie vier+}"]),
        ([], [], []),
    ],
)
def test_words_are_told_apart(before, after, expected):
    assert shown(before, after) == expected


TEXTS = st.lists(st.text(st.sampled_from("ab .,-\n"), max_size=12), max_size=6)


@given(TEXTS, TEXTS)
def test_both_texts_are_in_their_difference_whole_and_in_order(before, after):
    rows = difference(before, after)
    assert [row.before for row in rows if row.before is not None] == list(range(len(before)))
    assert [row.after for row in rows if row.after is not None] == list(range(len(after)))
    for row in rows:
        new = "".join(piece.text for piece in row.pieces if piece.kind is not Kind.REMOVED)
        old = "".join(piece.text for piece in row.pieces if piece.kind is not Kind.ADDED)
        assert new == ("" if row.after is None else after[row.after])
        assert "".join(fold(old).split()) == ("" if row.before is None else "".join(fold(before[row.before]).split()))
        assert all(piece.text for piece in row.pieces)
    if not differs(before, after):
        assert {piece.kind for row in rows for piece in row.pieces} <= {Kind.SAME}


@pytest.mark.parametrize(
    ("before", "after"),
    [("ja " * 1_500, "nee ja " * 700), ("ja nee " * 900, "nee nee ja " * 600), ("- - " * 800, "- " * 1_700)],
)
def test_words_that_are_repeated_very_often_are_shown_as_replaced(before, after):
    [row] = difference([before], [after])
    assert [piece.kind for piece in row.pieces if piece.kind is not Kind.SAME] in (
        [Kind.REMOVED, Kind.ADDED],
        [Kind.REMOVED],
        [Kind.ADDED],
    )


def test_one_word_is_found_in_a_paragraph_of_very_many():
    before, after = ("een twee drie " * 2_000 + word + " vier vijf zes" * 2_000 for word in ("zestig", "zeventig"))
    [row] = difference([before], [after])
    assert [(piece.kind, piece.text) for piece in row.pieces[1:-1]] == [
        (Kind.REMOVED, "zestig"),
        (Kind.ADDED, "zeventig"),
    ]


def test_a_rule_between_paragraphs_is_no_words():
    assert not differs(["Een.", "", "Twee."], ["Een.", "Twee."])
    assert differs(["Een.", "Twee."], ["Twee.", "Een."])
