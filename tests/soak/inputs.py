"""Damaged sources of every format: the import reads them or refuses them in a sentence, within its limits."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tests.soak import letters, sites
from tests.soak.trial import Trial, command, run_in_child

SLOW = 60.0
"""Seconds that no damaged letter of a page or two may take."""


def _flipped(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice([1, 1, 4, 40])):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(len(data))]


def _without(data: bytes, rng: Random) -> bytes:
    start, end = sorted((rng.randrange(len(data)), rng.randrange(len(data))))
    return data[:start] + data[end:]


def _doubled(data: bytes, rng: Random) -> bytes:
    start, end = sorted((rng.randrange(len(data)), rng.randrange(len(data))))
    return data[:end] + data[start:end] * rng.choice([1, 1, 50]) + data[end:]


def _swapped(data: bytes, rng: Random) -> bytes:
    """Exchange a tag, number or name for another one that the file has."""
    words = data.replace(b"<", b" <").split()
    one, other = rng.choice(words), rng.choice(words)
    return data.replace(one, other, rng.choice([1, -1]))


DAMAGE: dict[str, Callable[[bytes, Random], bytes]] = {
    "bytes changed": _flipped,
    "cut": _cut,
    "a part gone": _without,
    "a part doubled": _doubled,
    "words exchanged": _swapped,
}


def _damaged(source: letters.Source, rng: Random) -> tuple[str, bytes]:
    """Damage a source; in a Word file half of the time one of its parts, which is packed again."""
    name = rng.choice(list(DAMAGE))
    if source.suffix != ".docx" or rng.random() < 0.5:
        return name, DAMAGE[name](source.data, rng)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source.data)) as old, zipfile.ZipFile(out, "w") as new:
        chosen = rng.choice(old.namelist())
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, DAMAGE[name](data, rng) if part == chosen and data else data)
    return name, out.getvalue()


def trials(rng: Random, scratch: Path) -> Iterator[Trial]:
    """Import a damaged source into an empty folder, in a process of its own."""
    sources = [*letters.made(), *letters.made_for_tests()]
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    sites.own_folders(scratch)
    while True:
        source = rng.choice(sources)
        name, data = _damaged(source, rng)
        shutil.rmtree(scratch / "content", ignore_errors=True)
        file = scratch / f"brief{source.suffix}"
        file.write_bytes(data)
        words = ("import", file.name, "--content", "content")
        ended = run_in_child(command(scratch, *words), scratch / "log", killed_after=SLOW * 2)
        fault = ended.said[-800:] if ended.broke else ""
        if ended.code < 0 or ended.seconds > SLOW:
            fault = f"{ended.seconds:.0f} s"
        if fault:
            fault = f"{name} in {source.name}{source.suffix}: {fault}"
        yield Trial(source.suffix, fault, ended.seconds, ended.megabytes)
