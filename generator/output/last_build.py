"""What the last build of an output was made from and what it said, so that the next can tell that nothing is to be done.

It is beside the manifest, outside the output, with the user's seal. It counts only while the manifest and all files of the
output are as that build left them.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from generator.core import digest
from generator.core.diagnostics import Diagnostic
from generator.core.proof import Proof
from generator.core.values import Value
from generator.output import output_files, seal, tree
from generator.output.manifest import Stamp
from generator.output.write import Folder

_FILE = "last-build"


class LastBuild(Value, frozen=True):
    """A build that published all it was asked to."""

    made_from: str
    """Fingerprint of everything that it was made from."""
    letters: int
    questions: int
    files: int
    """How many files the output has of it."""
    problems: tuple[Diagnostic, ...]
    proofs: tuple[Proof, ...]


class _Stored(Value, frozen=True):
    """A build with fingerprints of what it left behind."""

    manifest: str
    stamps: str
    build: LastBuild


def keep(folder: Folder, build: LastBuild, stamps: Mapping[str, Stamp]) -> None:
    """Write down a build; `stamps` are those of all files in the output after it. A disk that does not let us is no harm."""
    try:
        with tree.opened(folder.state, folder.site) as state:
            stored = _Stored(digest.of_bytes(state.read(folder.manifest.name)), _fingerprint(stamps), build)
            data = seal.sealed(folder.purpose(_FILE), msgspec.msgpack.encode(stored))
            state.clear(f"{_FILE}.new")
            state.create(f"{_FILE}.new", data)
            state.move(f"{_FILE}.new", state, _FILE)
    except (OSError, *digest.UNENCODABLE):
        return


def known(folder: Folder, made_from: str) -> LastBuild | None:
    """Return the last build, if it was made from the same and its output is as it left it; else None.

    Args:
        folder: the output.
        made_from: fingerprint of everything that the output is to be made from.
    """
    try:
        with tree.opened(folder.state, folder.site) as state:
            data = seal.opened(folder.purpose(_FILE), state.read(_FILE))
            stored = msgspec.msgpack.decode(data or b"", type=_Stored)
            if stored.build.made_from != made_from or state.exists(folder.journal.name):
                return None
            manifest = digest.of_bytes(state.read(folder.manifest.name))
    except (OSError, ValueError, RecursionError):
        return None
    same = manifest == stored.manifest and _fingerprint(output_files.stamps(folder)) == stored.stamps
    return stored.build if same else None


def _fingerprint(stamps: Mapping[str, Stamp]) -> str:
    return digest.of_value(sorted(stamps.items()))
