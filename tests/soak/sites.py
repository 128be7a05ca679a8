"""Small sites to try things on: the sites of the tests, with edits of an editor."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.sites.test_edits import EVERYTHING, FILES, VALUES, Edit

BRIEF = """Vragen van het lid Jansen (XYZ) aan de Minister van Defensie over de brug (2023Z01234).

Vraag 1
Kent u de brug?

Antwoord 1
Ja, sinds tien jaar.

Vraag 2
Hoe oud is zij?

Antwoord 2
Zij is zestig jaar oud.
"""
CHANGED = BRIEF.replace("tien", "elf").replace("zestig", "zeventig")
LETTER = "content/letters/2023z01234"
NOTED = "\n[^e]: Een noot van de redactie.\n"


def new(folder: Path, settings: str = "") -> Path:
    """Write the site of all kinds of content into a folder, with more settings if given."""
    shutil.copytree(EVERYTHING, folder)
    file = folder / "site.yml"
    keys = [line.partition(":")[0] + ":" for line in settings.splitlines()]
    kept = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(tuple(keys))]
    file.write_text("\n".join([*kept, settings]), "utf-8")
    return folder


@dataclass(frozen=True)
class Edited:
    """An edit that was made in a file, and what the file was before: None for none."""

    what: str
    file: Path
    before: str | None

    def undo(self) -> None:
        """Make the file what it was."""
        _put(self.file, self.before)


def edit(site: Path, rng: Random) -> Edited:
    """Make an edit in one of the site's files."""
    while True:
        name = rng.choice(FILES)
        file = site / name
        one = Edit(name, rng.choice(["line", "line", "words", "shorter", "gone", *VALUES]), rng.randrange(10))
        before = file.read_text("utf-8") if file.exists() else None
        after = one.of(before)
        if after != before:
            _put(file, after)
            return Edited(f"{one.what} {one.choice} in {name}", file, before)


def _put(file: Path, text: str | None) -> None:
    if text is None:
        file.unlink(missing_ok=True)
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def own_folders(scratch: Path) -> None:
    """Give the program folders of the user's that go with the scratch folder."""
    os.environ["KANTLIJN_CACHE"] = str(scratch / "user" / "cache")
    os.environ["KANTLIJN_DATA"] = str(scratch / "user" / "data")
