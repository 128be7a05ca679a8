"""A disk that is full at a random moment: a command says so, and what it writes is whole, or as it was before."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.soak import kills, sites
from tests.soak.trial import Trial, command, run_in_child

SIZE = 24 * 1024 * 1024


def available(scratch: Path) -> bool:
    """Whether a small file system can be mounted here, which only root may."""
    scratch.mkdir(parents=True, exist_ok=True)
    tool = shutil.which("mount")
    if not tool or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    done = subprocess.run(
        [tool, "-t", "tmpfs", "-o", f"size={SIZE}", "none", scratch], capture_output=True, check=False
    )
    return done.returncode == 0


def trials(rng: Random, scratch: Path) -> Iterator[Trial]:
    """Fill the disk but for a few kilobytes, run each command in turn, make room, and run the next command."""
    small = scratch / "disk"
    if not available(small):
        return
    try:
        while True:
            for struck in kills.COMMANDS:
                if struck.name != "serve":
                    yield _filled(struck, rng, small)
    finally:
        subprocess.run(["umount", small], check=False)


def _filled(struck: kills.Struck, rng: Random, small: Path) -> Trial:
    for old in small.iterdir():
        shutil.rmtree(old)
    ready = kills.measured(struck, small / "ready")
    shutil.rmtree(small / "ready-whole")
    sites.own_folders(ready.folder)
    site, log = ready.folder / "proef", small.parent / "log"
    before = kills.Before(kills.part(site, struck.changes), kills.part(site, "content"))
    left = os.statvfs(small).f_bavail * os.statvfs(small).f_frsize
    ballast = small / "ballast"
    ballast.mkdir()
    (ballast / "bytes").write_bytes(b"x" * max(0, left - rng.randrange(400_000)))
    ended = run_in_child(command(site, *struck.words), log)
    shutil.rmtree(ballast)
    fault = kills.after_next(struck, site, log, before, ready.whole) or (ended.said[-600:] if ended.broke else "")
    return Trial(struck.name, fault)
