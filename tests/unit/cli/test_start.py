"""What a command loads before it does anything: what is slow to load is loaded by those who use it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

SCRIPT = """
import json, sys
{run}
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
COMMAND = "from generator.cli import main; sys.argv = ['kantlijn', *{arguments!r}]; main()"
HEAVY = {
    *("typer", "click", "rich", "pydantic", "jinja2", "babel", "markdown_it", "lxml", "pypdfium2", "PIL", "rapidfuzz"),
    *("Stemmer", "cbor2", "livereload", "tornado", "watchfiles"),
    *(
        "asyncio",
        "subprocess",
        "concurrent",
        "multiprocessing",
        "email",
        "http",
        "ssl",
        "importlib.metadata",
        "html.parser",
        "xml",
    ),
    *("generator.intake", "generator.verify", "generator.reading", "generator.fetch", "generator.serve"),
    *("generator.output.fast_code", "generator.output.images", "generator.content.frontmatter"),
}
"""Modules that take long to load, or that load much: with all below them."""


def loaded(run, folder):
    """The heavy modules that a script loads."""
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(run=run)],
        cwd=folder,
        env=os.environ | {"KANTLIJN_LANG": "nl", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=True,
    )
    modules = json.loads(ran.stderr.splitlines()[-1])
    return {name for name in modules if any(name == one or name.startswith(f"{one}.") for one in HEAVY)}


@pytest.mark.parametrize(
    "run", ["import generator.cli", "import generator.cli.commands", COMMAND.format(arguments=["--version"])]
)
def test_the_command_line_alone_loads_nothing_heavy(run, tmp_path):
    assert loaded(run, tmp_path) == set()


def test_a_build_in_which_nothing_changed_loads_nothing_heavy(small):
    build = COMMAND.format(arguments=["build"])
    assert loaded(build, small)
    assert loaded(build, small) == set()


def test_a_build_in_which_an_answer_changed_does_not_load_what_recognises_letters(small):
    build = COMMAND.format(arguments=["build"])
    loaded(build, small)
    answer = small / "content/letters/2024z00001/vraag-02.md"
    answer.write_text(answer.read_text("utf-8").replace("Daarom is", "Daarom was"), "utf-8")
    assert not {name for name in loaded(build, small) if name.startswith(("generator.intake", "typer", "rich"))}
