"""The words that pages ask for are in the translation files of every language, with the values they fill."""

import string
from pathlib import Path

import pytest
import yaml

from generator.core.languages import LANGUAGES
from generator.core.model import Content
from generator.pages.kinds.table import WORDS
from generator.pages.markup.page_words import PageWords
from generator.pages.plan import plan

I18N = Path(__file__).parents[4] / "theme" / "i18n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_is_there_and_asks_for_what_it_gets(lang):
    entries = yaml.safe_load((I18N / f"{lang}.yml").read_text(encoding="utf-8"))
    assert WORDS.keys() == {key for key in entries if key.startswith("pages-")}
    for key, names in WORDS.items():
        assert {name for _, name, _, _ in string.Formatter().parse(entries[key]) if name} == set(names), key


def test_words_fill_in_their_values():
    words = PageWords({"a": "voetnoot {number}", "b": "Noten"})
    assert (words("a", number="1b"), words("b")) == ("voetnoot 1b", "Noten")


def test_a_theme_that_lacks_words_is_told_which(make, words):
    lacking = {**words, "pages-footnote": "noot {nummer}", "pages-table": {"one": "tabel"}, "pages-moved": "weg {"}
    del lacking["pages-search"]
    done, problems = plan(make.link(Content()), lacking)
    assert done.pages == ()
    assert {(p.code, str(p.position)) for p in problems} == {("unknown-word", "theme/i18n/nl.yml")}
    reasons = {dict(p.values)["key"]: dict(p.values)["reason"] for p in problems}
    assert reasons.pop("pages-moved")
    assert reasons == {
        "pages-search": "no words",
        "pages-footnote": "{nummer}",
        "pages-table": "no plain text",
    }
