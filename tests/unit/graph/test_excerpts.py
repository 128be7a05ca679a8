"""The first words of a text: what lists and titles show of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.model import Heading, Paragraph
from generator.graph.excerpts import first_words, shorten

HEADING = Heading(3, Paragraph("Onderhoud en beheer"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ((Paragraph("Wie onderhoudt\nde brug?"),), "Wie onderhoudt de brug?"),
        ((HEADING, Paragraph("Wie onderhoudt de brug?")), "Wie onderhoudt de brug?"),
        ((HEADING,), "Onderhoud en beheer"),
        ((), ""),
        ((Paragraph("Wie onderhoudt de brug bij de haven?"),), "Wie onderhoudt de brug…"),
    ],
)
def test_the_first_words_are_those_of_the_text_itself(text, expected):
    assert first_words(text, 24) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Wie meet dat?", 13, "Wie meet dat?"),
        ("Wie meet dat?", 12, "Wie meet…"),
        ("Wie meet dat nu?", 12, "Wie meet…"),
        ("Wie meet dat nu?", 13, "Wie meet dat…"),
        ("Wie meet, dat nu?", 10, "Wie meet…"),
        ("Fietsenstalling bij de haven", 8, "Fietsen…"),
        ("De fietsenstalling", 10, "De fietse…"),
    ],
)
def test_a_text_is_cut_at_the_last_word_that_fits(text, limit, expected):
    assert shorten(text, limit) == expected


WORDS = st.lists(st.text("ab,", min_size=1, max_size=9), min_size=1, max_size=12).map(" ".join)


@given(WORDS, st.integers(2, 60))
def test_what_is_cut_fits_and_is_the_beginning_of_the_text(text, limit):
    found = shorten(text, limit)
    assert len(found) <= limit
    assert found == text or (len(text) > limit and text.startswith(found.removesuffix("…")) and found.endswith("…"))


@given(st.lists(WORDS, min_size=1, max_size=4), st.integers(2, 60))
def test_the_first_words_are_those_of_all_paragraphs_together(texts, limit):
    """However many paragraphs are looked at."""
    assert first_words(tuple(map(Paragraph, texts)), limit) == shorten(" ".join(texts), limit)
