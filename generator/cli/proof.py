"""Whether a letter's text is its source's, remembered as long as neither of them nor the comparing code changes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator import intake, verify
from generator.core import digest
from generator.core.model import Letter
from generator.letters.memory import Memory


class Proof:
    """Verifies the letters of one site; a letter that was verified before is not compared again."""

    def __init__(self, site: Path, memory: Memory) -> None:
        """Take the site's folder and what keeps outcomes between runs."""
        self._site = site
        self._memory = memory

    def __call__(self, letter: Letter) -> bool:
        """Say whether every word of the letter's source stands in its text once and in order, and nothing else does."""
        folder = (self._site / letter.position.path).parent
        source = folder / letter.source.file if letter.source.file else None
        if source is None or not source.is_file():
            return False
        texts = (letter.digest, *(question.digest for question in letter.questions))
        key = digest.of_text("verified", _code(), letter.id, digest.of_bytes(source.read_bytes()), *texts)
        known = self._memory.get(key)
        if isinstance(known, bool):
            return known
        found = verify.verify(folder).ok
        self._memory.put(key, found)
        return found


@cache
def _code() -> str:
    """Fingerprint of the code that compares and of the readers it reads with."""
    folders = [Path(str(package.__file__)).parent for package in (verify, intake)]
    files = sorted(path for folder in folders for path in folder.rglob("*.py"))
    return digest.of_bytes(*(path.read_bytes() for path in files))
