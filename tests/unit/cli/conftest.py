"""What tests of the command line share: running a command in a folder, and a small site."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.cli import main
from generator.cli.language import language

SITE = {
    "site.yml": "name: Proef\n",
    "content/letters/2024z00001/letter.md": "---\ntitle: Een brief\ndate: 2024-01-02\n---\nGeachte voorzitter.\n",
    "content/letters/2024z00001/vraag-01.md": (
        "---\nnumber: 1\n---\n## Vraag\n\nKlopt het bericht?\n\n## Antwoord\n\nJa, zie [antwoord 2](question:2).\n"
    ),
    "content/letters/2024z00001/vraag-02.md": (
        "---\nnumber: 2\n---\n## Vraag\n\nWaarom is dat zo?\n\n## Antwoord\n\nDaarom is dat zo.\n"
    ),
}
LETTER = """\
Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Datum 2 februari 2024
Betreft Antwoorden op Kamervragen over het proefbericht

Hierbij bied ik u de antwoorden aan op de vragen van het lid Jansen (XYZ) over het proefbericht (ingezonden 3 januari
2024, kenmerk {number}).

De minister van Financiën,

P. Pietersen

{number}

Vraag 1
Kent u het proefbericht?

Antwoord op vraag 1
Ja.

Vraag 2
Wat vindt u daarvan?

Antwoord op vraag 2
Zie het antwoord op vraag 1.
"""


class Ran(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def kantlijn(tmp_path: Path, monkeypatch, capsys) -> Callable[..., Ran]:
    """Yield a function that runs a command in the test's own folder, in Dutch."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KANTLIJN_LANG", "nl")
    monkeypatch.setenv("COLUMNS", "300")
    language.cache_clear()

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kantlijn", *map(str, arguments)])
        capsys.readouterr()
        code = main()
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    yield run
    language.cache_clear()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return a function that writes a file below the test's own folder."""

    def put(path: str, text: str) -> Path:
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        return target

    return put


@pytest.fixture
def small(tmp_path: Path, write) -> Path:
    """Return a folder with a small site."""
    for path, text in SITE.items():
        write(path, text)
    return tmp_path


@pytest.fixture
def letter() -> Callable[[str], str]:
    """Return a function that writes a letter of an invented member, with a number."""
    return lambda number: LETTER.format(number=number)
