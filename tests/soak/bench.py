"""A bench on which changes are made in one letter, verified, and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.soak.allowed import SEVERAL
from tests.soak.change import Change, Kind, allowed
from tests.soak.reading import Letter
from tests.soak.verdict import Verdict, verdict


@dataclass(frozen=True)
class Case:
    """An imported letter: its name, the format of its source, its folder."""

    name: str
    suffix: str
    folder: Path


@dataclass(frozen=True)
class Outcome:
    """What became of one change. `told` is whether verification reported anything, `named` whether in a changed file."""

    kind: str
    letter: str
    suffix: str
    sentence: str
    told: bool
    named: bool
    said: str = ""
    """What was reported first, or the exception."""
    failed: bool = False
    """Whether verification ended in an exception."""
    seed: str = ""


class Bench:
    """A copy of a letter in which changes are made and taken back."""

    def __init__(self, case: Case, folder: Path, files: Mapping[str, str]) -> None:
        self.case, self.folder, self.files = case, folder, files
        self.letter = Letter.of(files)

    def outcome(self, kind: Kind, change: Change, seed: str = "") -> Outcome:
        """Make a change, verify, take it back."""
        self.write(change.files)
        found = verified(self.folder)
        self.write({path: self.files.get(path) for path in change.files})
        said = first(found) if not found.equal else ""
        named = any(Path(path).name in change.files for path, _ in found.told)
        where = (self.case.name, self.case.suffix, change.sentence)
        return Outcome(kind.name, *where, not found.equal, named, said, found.failed, seed)

    def edited(self, seed: str) -> Bench:
        """Return the letter as editors could have left it; as it is, where that cannot be made or is reported."""
        change = allowed(SEVERAL, Random(seed), self.letter)
        if change is None or self.outcome(SEVERAL, change).told:
            return self
        self.write(change.files)
        return Bench(self.case, self.folder, change.applied(self.files))

    def write(self, files: Mapping[str, str | None]) -> None:
        """Write files, or take them away."""
        for path, text in files.items():
            file = self.folder / path
            if text is None:
                file.unlink(missing_ok=True)
            else:
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(text.encode())


def first(found: Verdict) -> str:
    """Return what was reported first."""
    return ": ".join(found.told[0]) if found.told else "not equal"


def verified(folder: Path) -> Verdict:
    """Return what verification says of a folder; an exception of it is a verdict too."""
    try:
        return verdict(folder)
    except Exception as error:  # noqa: BLE001 - that verification ends in an exception is a finding
        return Verdict(equal=False, told=(("", f"{type(error).__name__}: {error}"),), failed=True)
