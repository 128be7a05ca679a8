"""`kantlijn init`: writes a new site in a new folder."""

from __future__ import annotations

from pathlib import Path

import typer

from generator import __version__
from generator.cli import OK, starter
from generator.cli.language import language, say
from generator.cli.show import failure, print_line
from generator.core.languages import LANGUAGES
from generator.i18n import command_words


def run(folder: Path, name: str | None, lang: str | None) -> int:
    """Write the starter site; a folder that has files other than hidden ones is left as it is."""
    if lang is not None and lang not in LANGUAGES:
        known = ", ".join(f"{row.code} ({row.name})" for row in LANGUAGES.values())
        raise typer.BadParameter(say("bad-lang", lang=lang, known=known), param_hint="--lang")
    if folder.exists() and (not folder.is_dir() or any(not path.name.startswith(".") for path in folder.iterdir())):
        return failure("not-empty", folder=folder)
    plain = folder.absolute().name.replace("-", " ").replace("_", " ").strip()
    title = name or f"{plain[:1].upper()}{plain[1:]}" or "Kantlijn"
    chosen = lang or language()
    values = {"name": title, "lang": chosen, "requirement": f"kantlijn=={__version__}"}
    for path, text in starter.site(chosen):
        target = folder / path
        if target.exists():
            continue  # a hidden file that the user made, such as .gitignore
        target.parent.mkdir(parents=True, exist_ok=True)
        shown = text.replace("{{name}}", title) if path.endswith(".md") else starter.filled(text, values)
        target.write_text(shown, "utf-8")
    print_line(command_words(chosen)["started"].format(folder=folder))
    return OK
