"""What the last build of an output was made from and what it said, so that the next can tell that nothing is to be done.

It is beside the manifest, outside the output, with the user's seal. It counts only while the manifest and all files of the
output are as that build left them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator.core import digest
from generator.core.diagnostics import Diagnostic
from generator.core.proof import Proof
from generator.core.values import Value
from generator.output import output_files, seal, tree
from generator.output.manifest import Stamp
from generator.output.write import Folder, UnwritableError

_FILE = "last-build"
_MOST = 1 << 26
"""Bytes that are read of it at most: it may have come from elsewhere."""


class LastBuild(Value, frozen=True):
    """A build that published all it was asked to."""

    made_from: str
    """Fingerprint of everything that was read before content was parsed."""
    originals: tuple[tuple[str, str], ...]
    """The files that content names and pages or proofs were made from: path in the site and digest, empty without a file."""
    letters: int
    questions: int
    files: int
    """How many files the output has of it."""
    problems: tuple[Diagnostic, ...]
    proofs: tuple[Proof, ...]


class _Stored(Value, frozen=True):
    """A build with digests of what it left behind."""

    manifest: str
    stamps: str
    build: LastBuild


def keep(folder: Folder, build: LastBuild, stamps: Mapping[str, Stamp]) -> None:
    """Write down a build; `stamps` are those of all files in the output after it. A disk that does not let us is no harm."""
    try:
        with tree.opened(folder.state, folder.site) as state:
            stored = _Stored(digest.of_bytes(state.read(folder.manifest.name)), _fingerprint(stamps), build)
            data = seal.sealed(folder.purpose(_FILE), msgspec.msgpack.encode(stored))
            for name in (_FILE, f"{_FILE}.new"):
                state.clear(name)
            state.create(f"{_FILE}.new", data)
            state.move(f"{_FILE}.new", state, _FILE)
    except (OSError, *digest.UNENCODABLE):
        return


def known(folder: Folder, made_from: str) -> LastBuild | None:
    """Return the last build, if it was made from the same and its output is as it left it; else None.

    Whether its `originals` are the same is left to who can read them.

    Args:
        folder: the output.
        made_from: fingerprint of everything that is read before content is parsed.
    """
    try:
        with tree.opened(folder.state, folder.site) as state:
            data = seal.opened(folder.purpose(_FILE), state.read(_FILE, _MOST))
            stored = msgspec.msgpack.decode(data or b"", type=_Stored)
            if stored.build.made_from != made_from or state.exists(folder.journal.name):
                return None
            manifest = digest.of_bytes(state.read(folder.manifest.name))
        same = manifest == stored.manifest and _fingerprint(output_files.stamps(folder)) == stored.stamps
    except (OSError, ValueError, RecursionError, UnwritableError):
        return None
    return stored.build if same else None


def original(site: Path, path: str) -> bytes | None:
    """Return what is in a file that content names; None where there is none, or it cannot be read."""
    file = site / path
    try:
        return file.read_bytes() if file.is_file() else None
    except OSError:
        return None


def digest_of(data: bytes | None) -> str:
    """Return the digest of an original; empty where there is none."""
    return "" if data is None else digest.of_bytes(data)


def is_still(site: Path, path: str, known: str) -> bool:
    """Say whether an original has the digest that is known of it."""
    return digest_of(original(site, path)) == known


def _fingerprint(stamps: Mapping[str, Stamp]) -> str:
    return digest.of_value(sorted(stamps.items()))
