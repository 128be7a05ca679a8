"""What the command line says is there in every language, and nothing is there that it does not say."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from generator import cli
from generator.core.languages import DEFAULT, LANGUAGES
from generator.i18n import catalogue, command_words
from generator.output.manifest import Because

CODE = "\n".join(
    path.read_text("utf-8")
    for package in ("cli", "serve")
    for path in sorted((Path(cli.__file__).parents[1] / package).glob("*.py"))
)


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things_with_the_same_values(language):
    dutch, words = command_words(DEFAULT), command_words(language)
    assert dutch.keys() == words.keys()
    assert {key: names(text) for key, text in dutch.items()} == {key: names(text) for key, text in words.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_problems_have_a_sentence_in_every_language_with_the_same_values(language):
    dutch, others = catalogue(DEFAULT).wordings, catalogue(language).wordings
    assert dutch.keys() == others.keys()
    for code, wording in dutch.items():
        other = others[code]
        assert names(wording.message) == names(other.message), code
        assert (wording.hint is None) == (other.hint is None), code
        assert names(wording.hint or "") == names(other.hint or ""), code


def test_every_sentence_that_is_asked_for_exists():
    asked = set(re.findall(r"""(?:say\(|words\[)["']([a-z][a-z-]*)["']""", CODE))
    asked |= {f"failed-{key}" for key in re.findall(r"""failure\(\s*["']([a-z-]+)["']""", CODE)}
    missing = asked - command_words("nl").keys()
    assert len(asked) > 60
    assert not missing


@pytest.mark.parametrize("because", list(Because))
def test_every_reason_can_be_told(because):
    assert f"because-{because}" in command_words("nl")


def test_no_sentence_is_left_over():
    families = (
        "because-",
        "found-",
        "count-",
        "text-",
        "failed-",
        "would-be-",
        "updated",
        "imported",
        "answered",
        "figure-",
    )
    left = {key.removesuffix(".one") for key in command_words("nl")}
    left = {key for key in left if not key.startswith(families) and not re.search(rf"[\"']{key}[\"']", CODE)}
    assert left <= {"overlay-lead", "overlay-first"}
