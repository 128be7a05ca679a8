"""`kantlijn init`: writes a new site in a new folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.cli import OK, starter, wheel
from generator.cli.language import language, say
from generator.cli.show import failure, print_line
from generator.cli.wrong_argument import WrongArgumentError
from generator.core import command_line
from generator.core.languages import LANGUAGES
from generator.i18n import command_words


def run(folder: Path, name: str | None, lang: str | None, asked_wheel: Path | None) -> int:
    """Write the starter site; a folder that has files other than hidden ones is left as it is.

    The site gets the wheel that is asked for, else the one that this program was installed from, if there is one: its
    workflow installs the program from that file.
    """
    if lang is not None and lang not in LANGUAGES:
        known = ", ".join(f"{row.code} ({row.name})" for row in LANGUAGES.values())
        raise WrongArgumentError(say("bad-lang", lang=lang, known=known), "--lang")
    if folder.exists() and (not folder.is_dir() or any(not path.name.startswith(".") for path in folder.iterdir())):
        return failure("not-empty", folder=folder)
    if asked_wheel is not None and not wheel.is_ours(asked_wheel):
        return failure("no-wheel" if asked_wheel.is_file() else "no-file", path=asked_wheel)
    own_wheel = asked_wheel or wheel.installed_from()
    kept = f"{wheel.FOLDER}/{own_wheel.name if own_wheel else wheel.USUAL}"
    plain = folder.absolute().name.replace("-", " ").replace("_", " ").strip()
    title = name or f"{plain[:1].upper()}{plain[1:]}" or "Kantlijn"
    chosen = lang or language()
    values = {"name": title, "lang": chosen, "wheel": kept}
    for path, text in starter.site(chosen):
        target = folder / path
        if target.exists():
            continue  # a hidden file that the user made, such as .gitignore
        target.parent.mkdir(parents=True, exist_ok=True)
        shown = text.replace("{{name}}", title) if path.endswith(".md") else starter.filled(text, values)
        target.write_text(shown, "utf-8")
    words = command_words(chosen)
    store = folder.absolute() / wheel.FOLDER
    if own_wheel:
        store.mkdir(exist_ok=True)
        shutil.copyfile(own_wheel, folder / kept)
    print_line(words["wheel-kept" if own_wheel else "wheel-wanted"].format(wheel=kept, folder=command_line.word(store)))
    print_line(words["started"].format(folder=folder, place=command_line.word(folder)))
    return OK
