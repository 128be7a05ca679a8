"""What a new site and new content begin with, also in a language that has no texts of its own."""

from __future__ import annotations

import re

import pytest
import yaml

from generator.cli import starter
from generator.core.config import Segments
from generator.core.languages import DEFAULT, FALLBACK, LANGUAGES
from generator.core.parts import PARTS


def test_a_language_without_texts_begins_in_english():
    assert dict(starter.site("fy")) == dict(starter.site(FALLBACK))
    assert starter.skeleton("note", "fy") == starter.skeleton("note", FALLBACK)


def test_single_files_that_a_language_lacks_are_english(tmp_path, monkeypatch):
    for path, text in {
        "site/en/site.yml": "english",
        "site/en/gitignore": "english",
        "site/fy/site.yml": "frysk",
        "new/en/note.md": "english",
        "new/en/topic.md": "english",
        "new/fy/note.md": "frysk",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    monkeypatch.setattr(starter, "_FOLDER", tmp_path)
    assert dict(starter.site("fy")) == {".gitignore": "english", "site.yml": "frysk"}
    assert (starter.skeleton("note", "fy"), starter.skeleton("topic", "fy")) == ("frysk", "english")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_site_names_the_parts_that_are_off_and_all_words_of_addresses_or_none(lang):
    settings = dict(starter.site(lang))["site.yml"]
    [about] = re.findall(r"^# .*\n(?=# parts:)", settings, re.MULTILINE)
    names = {part.name for part in PARTS}
    assert names & set(re.findall(r"\w+", about)) == {part.name for part in PARTS if not part.by_default}
    chosen = yaml.safe_load(starter.filled(settings, {"name": "Proef", "lang": lang})).get("segments", {})
    assert set(chosen) == (set() if lang == DEFAULT else set(Segments.__struct_fields__))


@pytest.mark.parametrize("lang", ["nl", "en", "fy"])
def test_a_new_site_says_its_language(lang):
    settings = dict(starter.site(lang))["site.yml"]
    assert f"\nlang: {lang}\n" in starter.filled(settings, {"name": "Proef", "lang": lang})
