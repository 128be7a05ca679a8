"""Joining the lines of a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.hyphens import join, vocabulary


@pytest.mark.rules("readers/hyphens.md")
def test_lines_are_joined(rule):
    left, right, *rest = rule.given.split("\n")
    known = frozenset(rest[0].removeprefix("known:").split()) if rest else None
    assert join(left, right, known) == rule.expected


LINE = st.text(alphabet="abeénz ZB19-–/.,()\u00ad\u2010\u2011\ufffe:", max_size=20)


@given(LINE, LINE, st.frozensets(st.text(alphabet="abenz-", min_size=1, max_size=8), max_size=5))
def test_no_letter_is_lost_or_made(left, right, known):
    def letters(text):
        return "".join(char for char in text if char.isalnum() or char in "–/.,():")

    assert letters(join(left, right, known)) == letters(left + right)


def test_soft_hyphens_always_go():
    assert join("samen\u00ad", "werking") == "samenwerking"


def test_pdfium_s_hyphen_is_a_hyphen():
    assert join("Zuidoost\ufffe", "Friesland") == "Zuidoost-Friesland"
    assert join("samen\ufffe", "werking") == "samenwerking"


def test_an_empty_line_adds_nothing():
    assert join("", "woord") == "woord"
    assert join("woord-", " ") == "woord-"


def test_the_vocabulary_leaves_out_what_line_ends_broke():
    words = vocabulary(["De gevange-", "nispersoneel en cloud-beleid.", "Het Rijk"])
    assert {"de", "en", "cloud-beleid", "het", "rijk"} <= words
    assert not {"gevange", "nispersoneel"} & words
