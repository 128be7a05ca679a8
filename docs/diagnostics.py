"""Writes diagnostics.md from the program's own sentences, so that it cannot fall behind: `make docs`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
SENTENCES = FOLDER.parent / "generator" / "i18n"
HEAD = """# Diagnostics

A problem in content is reported in one line, `file:line:column: error[code]: sentence`, with a hint below it where a
repair is known. All problems are reported at once. With an error nothing is published; a warning stops publication
only under `--strict`. Messages are in the terminal's language; `KANTLIJN_LANG=en` chooses another.

This page lists the sentences in English, and each in Dutch below it. Words in braces are filled in.
"""
NAMES = {
    "readers": "Reading a source",
    "import": "Importing",
    "letters": "Content files",
    "graph": "Links, notes and actors",
    "pages": "Pages",
    "ledger": "Addresses for years",
    "output": "Building",
    "search": "Search",
    "verify": "Verifying",
    "checks": "Suggestions",
    "cli": "The command line",
}


def page() -> str:
    """Return the whole page."""
    dutch = _entries(_problems("nl"))
    parts = [HEAD]
    for stage, entries in _stages(_problems("en")):
        parts.append(f"## {NAMES.get(stage, stage[:1].upper() + stage[1:])}\n")
        parts += [_entry(code, wording, dutch.get(code)) for code, wording in entries.items()]
    return "\n".join(parts)


def _problems(language: str) -> str:
    """Return the second half of a language's file: the sentences of problems."""
    return (SENTENCES / f"{language}.yml").read_text(encoding="utf-8").partition("\n---\n")[2]


def _entry(code: str, wording: dict[str, str], dutch: dict[str, str] | None) -> str:
    lines = [f"### `{code}`\n", f"{_plain(wording['message'])}  "]
    if hint := wording.get("hint"):
        lines.append(f"Hint: {_plain(hint)}  ")
    if otherwise := wording.get("otherwise"):
        lines.append(f"Or: {_plain(otherwise)}  ")
    if dutch:
        lines.append(f"*{_plain(dutch['message'])}*  ")
    lines[-1] = lines[-1].rstrip()
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Keep Markdown from reading marks in a sentence as its own."""
    return re.sub(r"([*_<#`\[\]])", r"\\\1", text)


def _stages(text: str) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    """Yield the stages of a file of sentences, by the comments that head them."""
    for part in re.split(r"\n\n+(?=# )", f"\n\n{text}"):
        stage = part.strip().partition("\n")[0].removeprefix("#").strip()
        if entries := _entries(part):
            yield stage, entries


def _entries(text: str) -> dict[str, dict[str, str]]:
    """Return the sentences by code."""
    return {str(code): wording for code, wording in (yaml.safe_load(text) or {}).items()}


if __name__ == "__main__":
    (FOLDER / "diagnostics.md").write_text(page(), encoding="utf-8")
