"""The first words of a text: what lists and titles show of it."""

from __future__ import annotations

import pytest

from generator.core.model import Heading, Paragraph
from generator.graph.excerpts import first_words

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
