"""Commands that are ended at a random moment: what they write is whole afterwards, or as it was before."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.soak import sites
from tests.soak.trial import Trial, command, run_in_child, tree


@dataclass(frozen=True)
class Struck:
    """A command to end: how a site is made ready for it, its words, and what of the site it may change."""

    name: str
    prepare: Callable[[Path], None]
    words: tuple[str, ...]
    changes: str
    """The folder or file that is to be as before, or as after the whole command."""


def _with_letter(site: Path) -> None:
    (site / "brief.txt").write_text(sites.BRIEF, "utf-8")
    run_in_child(command(site, "import", "brief.txt"), site.parent / "log")
    question = next((site / sites.LETTER).glob("vraag-01.md"))
    question.write_text(question.read_text("utf-8") + sites.NOTED, "utf-8")


def _with_source(site: Path) -> None:
    (site / "brief.txt").write_text(sites.BRIEF, "utf-8")


def _with_changed_source(site: Path) -> None:
    _with_letter(site)
    (site / "brief.txt").write_text(sites.CHANGED, "utf-8")


def _built(site: Path) -> None:
    run_in_child(command(site, "build"), site.parent / "log")
    question = site / "content/letters/2099z00001/vraag-07.md"
    question.write_text(question.read_text("utf-8") + "\nDit is nieuw.\n", "utf-8")
    (site / "content/pages/nieuw.md").write_text("---\ntitle: Nieuw\n---\nTekst.\n", "utf-8")


def _nothing(_site: Path) -> None:
    return


COMMANDS = (
    Struck("build", _nothing, ("build",), "site"),
    Struck("build again", _built, ("build", "--allow-removals"), "site"),
    Struck("import", _with_source, ("import", "brief.txt"), "content"),
    Struck("update", _with_changed_source, ("import", "brief.txt", "--update"), "content"),
    Struck("ledger", _nothing, ("ledger",), "ledger.tsv"),
    Struck("serve", _built, ("serve", "--port", "0"), "content"),
)


def trials(rng: Random, scratch: Path) -> Iterator[Trial]:
    """End each command in turn, at a moment between its start and its usual end, and run the next command."""
    ready: dict[str, Ready] = {}
    while True:
        for struck in COMMANDS:
            if struck.name not in ready:
                ready[struck.name] = measured(struck, scratch / struck.name.replace(" ", "-"))
            yield _struck(struck, ready[struck.name], rng, scratch / "copy")


@dataclass(frozen=True)
class Ready:
    """A folder with a site on which a command can be run, what the command makes of it, and the seconds it takes."""

    folder: Path
    whole: dict[str, bytes]
    seconds: float


def measured(struck: Struck, folder: Path) -> Ready:
    """Make a site ready for a command, and run the command once on a copy."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sites.own_folders(folder)
    site = sites.new(folder / "proef")
    struck.prepare(site)
    shutil.copytree(folder, folder.with_name(f"{folder.name}-whole"), symlinks=True, dirs_exist_ok=True)
    whole = folder.with_name(f"{folder.name}-whole") / "proef"
    usual = 2.0 if struck.name == "serve" else None
    ended = run_in_child(command(whole, *struck.words), folder / "log", killed_after=usual)
    if ended.code != 0 and usual is None:
        raise RuntimeError(f"{struck.name} does not work: {ended.said}")
    return Ready(folder, part(whole, struck.changes), ended.seconds)


def part(site: Path, changes: str) -> dict[str, bytes]:
    """Return the file, or the files of the folder, that a command changes."""
    path = site / changes
    return {changes: path.read_bytes()} if path.is_file() else tree(path)


def _struck(struck: Struck, ready: Ready, rng: Random, copy: Path) -> Trial:
    """Run the command on a copy of its site, end it, run the next command, and compare."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(ready.folder, copy, symlinks=True)
    sites.own_folders(copy)
    site, log = copy / "proef", copy / "log"
    before = part(site, struck.changes)
    content = part(site, "content")
    ended = run_in_child(command(site, *struck.words), log, killed_after=rng.uniform(0, ready.seconds * 1.1))
    fault = after_next(struck, site, log, Before(before, content), ready.whole) or (ended.said if ended.broke else "")
    name = f"{struck.name} (killed)" if ended.code < 0 else f"{struck.name} (at its end)"
    return Trial(name, fault and f"ended after {ended.seconds:.3f} s: {fault}")


@dataclass(frozen=True)
class Before:
    """What a command may change, and the content, as they were before it."""

    part: dict[str, bytes]
    content: dict[str, bytes]


def after_next(struck: Struck, site: Path, log: Path, before: Before, whole: dict[str, bytes]) -> str:
    """Run the command that would come next; return what is not as it was before, nor as the whole command makes it."""
    next_words = ("check",) if struck.changes == "content" else ("build", "--allow-removals")
    ended = run_in_child(command(site, *next_words), log)
    if ended.broke:
        return ended.said[-600:]
    allowed = [whole] if struck.changes == "site" else [before.part, whole]  # a build is done by the next one
    fault = _differs(part(site, struck.changes), allowed)
    if not fault and struck.changes != "content":
        fault = _differs(part(site, "content"), [before.content])
    return fault


def _differs(now: dict[str, bytes], allowed: list[dict[str, bytes]]) -> str:
    """Return what a tree has that none of those it may be has."""
    if now in allowed:
        return ""
    nearest = min(allowed, key=lambda tree: sum(now.get(path) != tree.get(path) for path in now.keys() | tree.keys()))
    differ = sorted(path for path in now.keys() | nearest.keys() if now.get(path) != nearest.get(path))
    return f"neither before nor after: {', '.join(differ[:5])}"
