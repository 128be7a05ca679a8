"""The sentences of problems and of the command line: every language says the same, with the values that it is given."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from generator import i18n
from generator.core.diagnostics import Wording
from generator.core.languages import DEFAULT, LANGUAGES

PACKAGE = Path(i18n.__file__).parents[1]
OTHERS = [language for language in LANGUAGES if language != DEFAULT]
PARTS = ("message", "hint", "otherwise")


def names(text: str) -> frozenset[str]:
    """Return the names of the values that fill a sentence."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def shape(wordings: Mapping[str, Wording]) -> dict[str, dict[str, frozenset[str]]]:
    """Return what a translation must keep: of each code the sentences that it has, and the values they name."""
    return {
        code: {part: names(text) for part in PARTS if (text := getattr(wording, part)) is not None}
        for code, wording in wordings.items()
    }


def test_there_is_more_than_one_language():
    assert OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_problems_have_the_same_sentences_and_hints_in_every_language(language):
    assert shape(i18n.catalogue(language).wordings) == shape(i18n.catalogue(DEFAULT).wordings)
    assert i18n.catalogue(language).wordings != i18n.catalogue(DEFAULT).wordings


@pytest.mark.parametrize("language", OTHERS)
def test_the_command_line_says_the_same_in_every_language(language):
    said, first = i18n.command_words(language), i18n.command_words(DEFAULT)
    assert {key: names(text) for key, text in said.items()} == {key: names(text) for key, text in first.items()}
    assert said != first


@pytest.mark.parametrize("file", sorted(PACKAGE.glob("i18n/*.yml")), ids=lambda path: path.name)
def test_no_key_occurs_twice(file):
    """YAML would take the last one without a word."""
    documents = file.read_text("utf-8").split("\n---\n")
    assert len(documents) == 2
    for document in documents:
        keys = re.findall(r"^([\w.-]+):", document, re.MULTILINE)
        assert len(keys) > 50
        assert [key for key in set(keys) if keys.count(key) > 1] == []


def reported() -> Iterator[tuple[str, str, set[str] | None]]:
    """Yield every problem that the code spells out: its place, its code and its values, None where they are not told."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name("diagnostic"), args=[ast.Constant(str(code)), *_], keywords=keywords):
                    given = {keyword.arg for keyword in keywords}
                    place = f"{file.relative_to(PACKAGE)}:{node.lineno}"
                    yield place, code, None if None in given else given


def test_every_problem_in_the_code_has_a_sentence_and_the_values_that_fill_it():
    wordings = i18n.catalogue(DEFAULT).wordings
    found = list(reported())
    assert len(found) > 100
    assert [(place, code) for place, code, _ in found if code not in wordings] == []
    lacking = {
        (place, code): missing
        for place, code, given in found
        if given is not None and (missing := names(wordings[code].message) - given)
    }
    assert lacking == {}
