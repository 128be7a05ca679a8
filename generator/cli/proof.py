"""Whether a letter's text is its source's; cached while neither of them changes, nor the comparing code, nor its libraries."""

from __future__ import annotations

from pathlib import Path

from generator.core import digest
from generator.core.cache import Cache, code_of
from generator.core.model import Letter

_ROOMS = ("core", "netherlands", "references", "intake", "verify")
_LIBRARIES = ("lxml", "pypdfium2", "markdown-it-py", "mdit-py-plugins", "pyyaml", "rapidfuzz")


class Proof:
    """Verifies the letters of one site; a letter that was verified before is not compared again."""

    def __init__(self, site: Path, cache: Cache) -> None:
        """Take the site's folder and what keeps outcomes between runs."""
        self._site = site
        self._cache = cache

    def __call__(self, letter: Letter) -> bool:
        """Say whether every word of the letter's source stands in its text once and in order, and nothing else does."""
        folder = (self._site / letter.position.path).parent
        source = folder / letter.source.file if letter.source.file else None
        if source is None or not source.is_file():
            return False
        texts = (letter.digest, *(question.digest for question in letter.questions))
        key = digest.of_text(
            "verified",
            code_of(_ROOMS, _LIBRARIES),
            letter.id,
            digest.of_bytes(source.read_bytes()),
            *texts,
        )
        known = self._cache.get(key, bool)
        if known is not None:
            return known
        from generator import verify  # noqa: PLC0415 - with all readers, slow to load

        found = verify.verify(folder).ok
        self._cache.put(key, found)
        return found
