"""Site folders of an attacker: no command runs what they hold, or touches anything outside them."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tests.soak import sites
from tests.soak.trial import Trial, command, run_in_child, tree

COMMANDS = (
    ("build",),
    ("check",),
    ("ledger",),
    ("import", "brief.txt"),
    ("import", "brief.txt", "--update"),
    ("build",),
)
OUTSIDE = {"testament.txt": "van mij", "letters/2023z01234/letter.md": "van mij", "index.html": "van mij"}


class _Bomb:
    """An object that, where anybody unpickles it, writes a file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.mark),)


def _instead(path: Path, rng: Random, outside: Path) -> None:
    """Put a symbolic link to the outside in the place of a file or folder."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.exists() or path.is_symlink():
        path.unlink()
    target = rng.choice([outside, outside / "testament.txt", outside / "letters", Path("..") / outside.name])
    with contextlib.suppress(OSError):  # what was planted before may be in the way
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)


def _linked(site: Path, rng: Random, outside: Path) -> None:
    there = [path for path in site.rglob("*") if not path.is_symlink()]
    more = [site / name for name in (".kantlijn", "site", "ledger.tsv", "theme", "content/letters/2023z01234")]
    _instead(rng.choice([*there, *more]), rng, outside)


def _pickled(site: Path, rng: Random, outside: Path) -> None:
    state = site / ".kantlijn"
    there = [path for path in state.rglob("*") if path.is_file()]
    named = [state / name for name in ("parsed", "values", "templates/home.cache", "manifest.json")]
    _put(site, rng.choice([*there, *named]), pickle.dumps(_Bomb(outside / "ran")))


def _put(site: Path, file: Path, data: bytes) -> None:
    """Write a file, unless what was planted before is in the way or leads out of the site."""
    with contextlib.suppress(OSError):
        if file.parent.resolve().is_relative_to(site.resolve()) and not file.is_symlink():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


def _journalled(site: Path, rng: Random, outside: Path) -> None:
    paths = [str(outside / "testament.txt"), "../buiten/testament.txt", "index.html", "/etc/motd", "..\\x", ""]
    data = {"moves": [[rng.choice(paths), "0" * 64]], "site": str(outside), "removed": [rng.choice(paths)]}
    places = [".kantlijn/site/journal.json", "content/letters/.2023z01234/journal.json", ".kantlijn/journal.json"]
    there = [path.relative_to(site).as_posix() for path in site.rglob("journal*")]
    _put(site, site / rng.choice([*places, *there]), json.dumps(data).encode())


def _written(site: Path, rng: Random, outside: Path) -> None:
    """Write settings or front matter that lead out of the site, or are more than a reader can bear."""
    values = [str(outside), "../buiten", "../buiten/testament.txt", "{a: " * 3000, "[" * 5000, "&a [*a]", "\x00", "~"]
    key = rng.choice(["out", "theme", "base_url", "source", "shelf", "copy", "images", "pages"])
    where = rng.choice([site / "site.yml", *site.glob("content/letters/*/letter.md")])
    if where.is_file() and not where.is_symlink():
        text = where.read_text("utf-8", "replace")
        line = f"{key}: {rng.choice(values)}\n"
        changed = text.replace("---\n", f"---\n{line}", 1) if where.suffix == ".md" else text + line
        _put(site, where, changed.encode())


def _damaged(site: Path, rng: Random, _outside: Path) -> None:
    there = [path for path in site.rglob("*") if path.is_file() and not path.is_symlink()]
    if there:
        _put(site, rng.choice(there), rng.randbytes(rng.choice([0, 10, 4000])))


PLANTS: dict[str, Callable[[Path, Random, Path], None]] = {
    "symbolic link": _linked,
    "pickle": _pickled,
    "journal": _journalled,
    "setting": _written,
    "damaged file": _damaged,
}


def trials(rng: Random, scratch: Path) -> Iterator[Trial]:
    """Plant one to three things in a built site, and run commands in it."""
    shutil.rmtree(scratch, ignore_errors=True)
    ready = scratch / "ready"
    sites.own_folders(ready)
    site = sites.new(ready / "proef", "parts: {search: false}\n")
    (site / "brief.txt").write_text(sites.BRIEF, "utf-8")
    for words in (("build",), ("import", "brief.txt"), ("ledger",)):
        run_in_child(command(site, *words), scratch / "log")
    while True:
        yield _planted(rng, scratch, ready)


def _planted(rng: Random, scratch: Path, ready: Path) -> Trial:
    copy = scratch / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(ready, copy, symlinks=True)
    sites.own_folders(copy)
    site, outside = copy / "proef", copy / "buiten"
    for path, text in OUTSIDE.items():
        (outside / path).parent.mkdir(parents=True, exist_ok=True)
        (outside / path).write_text(text, "utf-8")
    names = rng.sample(list(PLANTS), rng.choice([1, 1, 2, 3]))
    for name in names:
        PLANTS[name](site, rng, outside)
    before = tree(outside)
    for words in rng.sample(COMMANDS, 2):
        ended = run_in_child(command(site, *words), copy / "log", killed_after=60)
        fault = ended.said[-800:] if ended.broke or ended.code < 0 else ""
        if tree(outside) != before or (outside / "ran").exists():
            fault = "something outside was touched"
        if fault:
            return Trial(names[0], f"{' and '.join(names)}, {' '.join(words)}: {fault}", ended.seconds)
    return Trial(names[0])
