"""Random edits, built upon what earlier builds kept, against builds from nothing, file by file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

from generator.build import Options, build
from generator.output.cache_file import CacheFile
from tests.soak import sites
from tests.soak.trial import Trial, tree

AGAIN = 12
"""After so many edits a site begins anew, since edits take away more than they add."""


def trials(rng: Random, scratch: Path) -> Iterator[Trial]:
    """Edit a site, build it and compare the output with that of a clean build, with search and share images."""
    while True:
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        sites.own_folders(scratch)
        site = sites.new(scratch / "proef", "parts: {answer_citations: true, markdown: true}\n")
        kept = scratch / "values"
        for turn in range(AGAIN):
            edited = sites.edit(site, rng)
            cache = CacheFile(kept)
            made = build(site, Options(allow_removals=True), cache)
            cache.save()
            clean = scratch / f"clean-{turn}"
            fresh = build(site, Options(out=clean, allow_removals=True), CacheFile())
            kind = "published" if made.published else "refused"
            differ = _differing(site / "site", clean) if made.published and fresh.published else []
            if made.published != fresh.published:
                differ = ["one is published, and the other is not"]
            yield Trial(kind, f"{edited.what}: {', '.join(differ[:5])}" if differ else "")
            shutil.rmtree(clean, ignore_errors=True)
            if not made.published:
                edited.undo()


def _differing(out: Path, clean: Path) -> list[str]:
    """Return the paths of the files that differ between an output and that of a clean build."""
    ours, theirs = tree(out), tree(clean)
    return sorted(path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path))
