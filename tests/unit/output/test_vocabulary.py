"""The vocabulary of a site: which words are forms of one word, and that it is written the same each time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.output.vocabulary import fold_for_search, listed, stems_of, words_of


def vocabulary(texts: list[str], lang: str) -> str:
    return listed(stems_of(words_of(texts), lang))


def read(text: str) -> list[list[str]]:
    """Read the file as the search page does."""
    families = []
    for line in text.splitlines():
        head, *rest = line.split(" ")
        families.append([head, *(head + word[1:] if word.startswith("-") else word for word in rest)])
    return families


@pytest.mark.rules("search/families.md")
def test_forms_of_a_word_are_together(rule):
    assert vocabulary([rule.given], "nl").rstrip("\n") == rule.expected


def test_english_forms_are_together():
    assert vocabulary(["answers, an answer and answering policies of a policy"], "en") == (
        "and\nanswer -ing -s\npolicy policies\n"
    )


def test_a_site_without_words_has_an_empty_file():
    assert vocabulary([], "nl") == ""


@given(st.lists(st.text(alphabet="aeinstvzéI -'1\n", max_size=40), max_size=6), st.sampled_from(["nl", "en"]))
def test_every_word_is_in_it_once_whatever_the_order(texts, lang):
    text = vocabulary(texts, lang)
    words = [word for family in read(text) for word in family]
    assert len(words) == len(set(words))
    assert all(word == fold_for_search(word) and len(word) >= 3 for word in words)
    assert vocabulary(reversed(texts), lang) == text
