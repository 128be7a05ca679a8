"""Joining the lines of a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.hyphens import Vocabulary, join, vocabulary


@pytest.mark.rules("readers/hyphens.md")
def test_lines_are_joined(rule):
    left, right, *rest = rule.given.split("\n")
    told = dict(line.split(":") for line in rest)
    known = Vocabulary(frozenset(told.get("known", "").split()), is_english="english" in told) if told else None
    assert join(left, right, known) == rule.expected


LINE = st.text(alphabet="abeénz ZB19-–/.,()\u00ad\u2010\u2011\ufffe:", max_size=20)


@given(LINE, LINE, st.frozensets(st.text(alphabet="abenz-", min_size=1, max_size=8), max_size=5))
def test_no_letter_is_lost_or_made(left, right, known):
    def letters(text):
        return "".join(char for char in text if char.isalnum() or char in "–/.,():")

    assert letters(join(left, right, Vocabulary(known))) == letters(left + right)


def test_soft_hyphens_always_go():
    assert join("samen\u00ad", "werking") == "samenwerking"


def test_pdfium_s_hyphen_is_a_hyphen():
    assert join("Zuidoost\ufffe", "Friesland") == "Zuidoost-Friesland"
    assert join("samen\ufffe", "werking") == "samenwerking"


def test_an_empty_line_adds_nothing():
    assert join("", "woord") == "woord"
    assert join("woord-", " ") == "woord-"


def test_the_vocabulary_leaves_out_what_line_ends_broke():
    words = vocabulary(["De gevange-", "nispersoneel en cloud-beleid.", "Het Rijk"]).words
    assert {"de", "en", "cloud-beleid", "het", "rijk"} <= words
    assert not {"gevange", "nispersoneel"} & words


@pytest.mark.parametrize(
    ("lines", "is_english"),
    [
        (["The height of the bridge", "and the weight of lorries in it, to the tonne."], True),
        (["De hoogte van de brug", "en het gewicht van vrachtwagens, tot op de ton."], False),
        (["The height of the bridge and to see it in town,", "of: het gewicht voor een brug."], False),
        (["Ja."], False),
    ],
)
def test_a_document_shows_its_language(lines, is_english):
    assert vocabulary(lines).is_english is is_english


LINES = ["de brug over het kanaal is in beheer bij de gemeente en wordt elk jaar onderzocht door"] * 150


@pytest.mark.parametrize(
    ("broken", "read"),
    [
        pytest.param(
            1, "uitkomsten van de brug-check", id="one line in a hundred and fifty: the hyphen is the word's own"
        ),
        pytest.param(9, "uitkomsten van de brugcheck", id="one line in seventeen: a program breaks words"),
    ],
)
def test_how_often_lines_end_in_a_hyphen_tells_whose_it_is(broken, read):
    lines = [*LINES, *["de brugcheck is gedaan, en als gevolg van al de uitkomsten van de brug-", "check"] * broken]
    assert join("uitkomsten van de brug-", "check", vocabulary(lines)) == read


def test_a_document_without_line_breaks_in_words_keeps_every_hyphen_it_has():
    lines = [*LINES, "als gevolg van de uitkomsten van zo'n onderzoek en de ge-", "volgen daarvan"]
    assert not vocabulary(lines).hyphenates
    assert vocabulary(lines[-40:]).hyphenates  # too short to tell
