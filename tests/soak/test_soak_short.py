"""A short form of each part of the soak, and what the parts themselves must do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.soak.__main__ import PARTS, lines
from tests.soak.trial import Count, Trial

ROOT = Path(__file__).parents[2]
TRIALS = 2


def test_every_promise_holds():
    words = ["-m", "tests.soak", f"--trials={TRIALS}", *(f"--part={part.name}" for part in PARTS)]
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    tried = [line for line in done.stdout.splitlines() if f" {TRIALS} of {TRIALS}: " in line or "not tried" in line]
    assert len(tried) == len(PARTS)


def test_what_does_not_hold_is_printed_and_counted():
    count = Count()
    for trial in (Trial("import"), Trial("import", "half a letter"), Trial("build", seconds=2.0, megabytes=30)):
        count.add(trial)
    printed = "\n".join(lines(PARTS[0], count, 3))
    assert "2 of 3" in printed
    assert "import 1/2" in printed
    assert "import: half a letter" in printed
    assert "2.0 s and 30 MB" in printed
