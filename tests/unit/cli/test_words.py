"""What the command line says is there, and nothing is there that it does not say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import cli
from generator.cli.commands import COMMANDS
from generator.i18n import command_words
from generator.output.manifest import Because

CODE = "\n".join(
    path.read_text("utf-8")
    for package in ("cli", "serve")
    for path in sorted((Path(cli.__file__).parents[1] / package).glob("*.py"))
)


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
        "furniture-",
        "work-",
        "tool-",
        "refused-",
    )
    left = {key.removesuffix(".one") for key in command_words("nl")}
    left -= {f"help-{name}" for name in COMMANDS}
    left = {key for key in left if not key.startswith(families) and not re.search(rf"[\"']{key}[\"']", CODE)}
    assert left <= {"overlay-lead", "overlay-first"}
