"""Says whether a letter is word for word its source, with a cached result for each letter.

A letter is compared again only if the letter, its source, the comparing code or one of its libraries changed.
"""

from __future__ import annotations

from pathlib import Path

from generator.core import digest, limits
from generator.core.cache import Cache, code_of
from generator.core.model import Letter

_STAGES = ("core", "netherlands", "references", "reading", "intake", "verify")
_LIBRARIES = (
    *("babel", "lxml", "markdown-it-py", "mdit-py-plugins", "msgspec", "pydantic", "pypdfium2"),
    *("pyyaml", "rapidfuzz"),
)


class Proof:
    """Verifies letters of one site; called with a letter, it returns whether that equals its source."""

    def __init__(self, site: Path, cache: Cache) -> None:
        """Set up verification for the site in a folder; `cache` keeps the results between runs."""
        self._site = site
        self._cache = cache

    def __call__(self, letter: Letter) -> bool:
        """Say whether the letter has exactly the words of its source, in the same order."""
        folder = (self._site / letter.position.path).parent
        source = folder / letter.source.file if letter.source.file else None
        if source is None or not source.is_file():
            return False
        texts = (letter.digest, *(question.digest for question in letter.questions))
        parsed = {Path(path).name for path in (letter.position.path, *(one.position.path for one in letter.questions))}
        others = sorted(file for file in folder.glob("*.md") if file.name not in parsed)
        key = digest.of_text(
            "verified",
            code_of(_STAGES, _LIBRARIES),
            limits.cache_key(),
            letter.id,
            digest.of_bytes(source.read_bytes()),
            *texts,
            # Comparing reads every question in the folder, also those that are no part of the site: drafts.
            *(part for file in others for part in (file.name, digest.of_bytes(file.read_bytes()))),
        )
        known = self._cache.get(key, bool)
        if known is not None:
            return known
        from generator import verify  # noqa: PLC0415 - with all readers, slow to load

        found = verify.verify(folder).ok
        self._cache.put(key, found)
        return found
