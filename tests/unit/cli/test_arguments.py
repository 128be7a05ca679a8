"""A command line in which nothing is wrong is read without Typer, as Typer reads it."""

from __future__ import annotations

import functools
import os
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from typer.main import get_command

from generator.cli import app, arguments
from generator.cli.commands import COMMANDS, Command, Option
from generator.cli.report_format import ReportFormat

WORDS = {
    *(one.declared.name for row in COMMANDS.values() for one in arguments.parameters(row.run).values() if isinstance(one.declared, Option)),
    *("a", "b/c", "80", "070", "70000", "-1", "json", "JSON", "-", "--", "", "-h", "--help", "--drafts=1", "--out=x", "--port=80"),
    *("--out=", "--off", "é", "\udcff", "--limit=pages=1"),
}  # fmt: skip


class Called(Exception):  # noqa: N818
    """A command was called, with these arguments."""


def as_plain(line):
    found = arguments.read(line)
    return found and {**defaults(line[0]), **found.keywords}


def defaults(name):
    return {key: one.default for key, one in arguments.parameters(COMMANDS[name].run).items() if not one.required}


def as_typer(line):
    """What Typer reads, or None where it refuses the line."""

    def recorded(command):
        @functools.wraps(command.run)
        def run(**values):
            raise Called(values)

        return Command(run, command.example)

    usage_error = typer.BadParameter.__mro__[1]  # the base of all that is said with the usage; it has no public name
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "COMMANDS", {name: recorded(command) for name, command in COMMANDS.items()})
        try:
            get_command(app.app()).main(line, standalone_mode=False)
        except Called as called:
            return called.args[0]
        except usage_error:
            return None
    return None


@pytest.mark.parametrize(
    ("line", "values"),
    [
        (["build"], {}),
        (["build", "--out", "x", "--offline"], {"out": Path("x"), "offline": True}),
        (["build", "--out=x", "--format", "github"], {"out": Path("x"), "form": ReportFormat.GITHUB}),
        (["serve", "--port", "80"], {"port": 80}),
        (["import", "a.pdf", "--limit", "a=1", "b.pdf", "--limit=b=2"], {"files": ["a.pdf", "b.pdf"], "limit": ["a=1", "b=2"]}),
        (["verify"], {}),
        (["verify", "2024z00001", "--json"], {"letters": ["2024z00001"], "as_json": True}),
        (["schema", "note"], {"kind": "note"}),
        (["new", "actor", "a", "B"], {"kind": "actor", "names": ["a", "B"]}),
        (["explain", "/a/", "--site", "."], {"path": "/a/", "site": Path()}),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_plain_line_is_read_as_typer_reads_it(line, values):
    assert as_plain(line) == {**defaults(line[0]), **values}
    typed = as_typer(line)
    assert typed == as_plain(line)
    assert {key: type(value) for key, value in typed.items()} == {
        key: type(value) for key, value in as_plain(line).items()
    }


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["--help"],
        ["bild"],
        ["build", "-h"],
        ["build", "extra"],
        ["build", "--out"],
        ["build", "--out", "--offline"],
        ["build", "--out", "a", "--out", "b"],
        ["build", "--offline=1"],
        ["build", "--off"],
        ["build", "--format", "JSON"],
        ["build", "--", "a"],
        ["serve", "--port", "70000"],
        ["serve", "--port", "eighty"],
        ["import"],
        ["explain"],
        ["explain", "\udcff"],
        ["explain", "/a/", "/b/"],
    ],
    ids=ascii,
)
def test_any_other_line_is_left_to_typer(line):
    assert arguments.read(line) is None


def test_a_shell_that_asks_for_completions_is_left_to_typer(monkeypatch):
    monkeypatch.setitem(os.environ, "_KANTLIJN_COMPLETE", "complete_bash")
    assert arguments.read(["build"]) is None


@given(st.sampled_from(sorted(COMMANDS)), st.lists(st.sampled_from(sorted(WORDS)), max_size=5))
def test_what_is_read_at_all_is_what_typer_reads(name, words):
    line = [name, *words]
    plain = as_plain(line)
    if plain is not None:
        assert as_typer(line) == plain
