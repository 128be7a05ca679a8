"""The words of the interface: every language has all of them, and every word that a template asks for is there."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
import yaml

from generator.core.languages import DEFAULT, LANGUAGES
from generator.core.model import ActorType, LetterKind, NoteKind
from generator.core.proof import Reason
from generator.graph.site import Part
from generator.pages.kinds.table import WORDS
from generator.references.schemes import scheme_names

THEME = Path(__file__).parents[3] / "theme"
NAVIGATION = ("letters", "topics", "actors", "documents", "notes", "articles", "search", "about")

# What comes before a value in a key that a template puts together, and all values it may be put together with.
FAMILIES = {
    "nav-": NAVIGATION,
    "note-kind-": [*(kind.value for kind in NoteKind), "departure"],
    "kind-": [kind.value for kind in LetterKind],
    "search-kind-": [*(kind.value for kind in LetterKind), "actor", "topic", "document", "page", "note"],
    "no-answer-": [kind.value for kind in LetterKind],
    "actor-type-": [kind.value for kind in ActorType],
    "actor-types-": [kind.value for kind in ActorType],
    "actor-": ["asked", "answered", "on-behalf", "mentions"],
    "proof-": [reason.value for reason in Reason],
    "said-to-": ["tk", "ek"],
    "related-": ["corrects", "corrected-by", "supplements", "supplemented-by"],
    "article-": ["de", "het"],
    "part-": [*(part.value for part in Part), "whole"],
    "scheme-": scheme_names,
    "schemes-": scheme_names,
}


def entries(language: str) -> dict[str, object]:
    return yaml.safe_load((THEME / "i18n" / f"{language}.yml").read_text("utf-8"))


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def asked() -> set[str]:
    """Return every key that the templates ask for, whole or put together."""
    found: set[str] = set()
    for template in sorted((THEME / "templates").glob("*.html")):
        text = template.read_text("utf-8")
        found |= set(re.findall(r"""\bt\('([^']+)'(?!\s*~)""", text))
        found |= set(re.findall(r"""(?:section|fact)\('([^']+)'(?!\s*~)""", text))
        found |= set(re.findall(r"""\bt\('[^']+' if [\w.]+ else '([^']+)'""", text))
        for prefix in ["nav-", *re.findall(r"""'([\w-]+-)'\s*~""", text)]:
            found |= {f"{prefix}{value}" for value in FAMILIES.get(prefix, ())}
    return found


def shape(word: object) -> object:
    """Return what a translation must keep: the values that fill a word, for each form of one that counts."""
    if isinstance(word, str):
        return names(word)
    return {form: names(text) - ({"n"} if form == "one" else set()) for form, text in word.items()}  # or just "once"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys_that_fill_the_same_names(language):
    found, expected = ({key: shape(word) for key, word in entries(each).items()} for each in (language, DEFAULT))
    assert len(expected) > 100
    assert found == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_occurs_twice(language):
    text = (THEME / "i18n" / f"{language}.yml").read_text("utf-8")
    keys = re.findall(r"^([\w.-]+):", text, re.MULTILINE)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_a_template_asks_for_is_there(language):
    assert asked() - entries(language).keys() == set()


def test_every_word_is_asked_for():
    assert entries("nl").keys() - asked() - WORDS.keys() == set()


def test_a_count_has_a_word_for_one_and_for_more():
    for language in LANGUAGES:
        for key, word in entries(language).items():
            assert isinstance(word, str) or word.keys() == {"one", "other"}, (language, key)
