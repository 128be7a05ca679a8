"""Compares letters, as a site shows them, with their sources, and keeps each outcome by what it was made from.

A letter is compared again only if what is shown of it, its source, its departures, the comparing code or one of its
libraries changed.
"""

from __future__ import annotations

from pathlib import Path

from generator.core import digest, limits
from generator.core.cache import Cache, code_of
from generator.core.model import LetterHead
from generator.core.proof import Departure, Proof, Reason, not_compared
from generator.pages.data import shown as shown_letters
from generator.pages.planned import Piece

_ROOMS = ("core", "netherlands", "references", "reading", "intake", "verify")
_LIBRARIES = (
    *("babel", "lxml", "markdown-it-py", "mdit-py-plugins", "msgspec", "pypdfium2"),
    *("pyyaml", "rapidfuzz"),
)


class Prover:
    """Proves the letters of one site; called with a letter as it is shown, it returns the outcome."""

    def __init__(self, site: Path, cache: Cache) -> None:
        """Set up the comparison for the site in a folder; `cache` keeps the outcomes between runs."""
        self._site = site
        self._cache = cache
        self._last: dict[str, Proof] = {}

    def __call__(self, letter: LetterHead, shown: Piece, departures: tuple[Departure, ...]) -> Proof:
        """Compare a letter; `shown` is its official text as pages show it (`pages.data.shown`).

        The outcome of the last comparison of this process is the same object as long as it is equal, so that who looks
        for changes finds none.
        """
        found = self._compared(letter, shown, departures)
        last = self._last.get(letter.id)
        if last == found:
            return last
        self._last[letter.id] = found
        return found

    def _compared(self, letter: LetterHead, shown: Piece, departures: tuple[Departure, ...]) -> Proof:
        source = letter.source
        if source.file is None or source.size is None:
            absent = Reason.NO_SOURCE if source.file is None else Reason.NO_SOURCE_FILE
            return not_compared(letter.id, Reason.WITHHELD if source.withheld else absent, source.sha256)
        path = (self._site / letter.position.path).parent / source.file
        try:
            data = path.read_bytes()
        except OSError:
            return not_compared(letter.id, Reason.UNREADABLE, source.sha256)
        if letter.partial:
            return not_compared(letter.id, Reason.DRAFT, digest.sha256(data))
        meta = _meta(letter)
        made_from = digest.of_value((path.name, meta, departures))
        key = digest.of_text(
            "proof", code_of(_ROOMS, _LIBRARIES), limits.cache_key(), shown.digest, digest.of_bytes(data), made_from
        )
        known = self._cache.get(key, Proof)
        if known is not None:
            return known
        from generator import verify  # noqa: PLC0415 - with all readers, slow to load

        found = verify.compare(shown_letters.read(shown.text), data, path.name, departures, meta=meta)
        self._cache.put(key, found)
        return found


def _meta(letter: LetterHead) -> dict[str, object]:
    """Return what the front matter of a letter says that its source may have around the text."""
    days = {"date": letter.date, "submitted": letter.submitted, "received": letter.received}
    return {
        "title": letter.title,
        "reference": letter.reference,
        "publication": letter.publication,
        "numbers": list(letter.numbers),
        "source": {"encoding": letter.source.encoding},
        **{key: day.isoformat() if day else None for key, day in days.items()},
    }
