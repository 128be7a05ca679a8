"""Compares letters, as a site shows them, with their sources, and keeps each outcome by what it was made from.

A letter is compared again only if what is shown of it, its source, its departures, the comparing code or one of its
libraries changed.
"""

from __future__ import annotations

from pathlib import Path, PurePath

from msgspec.structs import replace

from generator.core import digest, limits
from generator.core.cache import Cache, code_of
from generator.core.model import LetterHead
from generator.core.proof import Departure, Proof, Reason, TextKind, not_compared
from generator.core.source_places import SourcePlaces
from generator.output import source_pictures
from generator.pages.data import shown as shown_letters
from generator.pages.plan import Locate
from generator.pages.planned import Piece

_ROOMS = ("core", "netherlands", "references", "reading", "intake", "verify")
_PLACING = ("core", "netherlands", "references", "reading", "intake", "verify", "output/page_drawing.py")
_LIBRARIES = (
    *("babel", "lxml", "markdown-it-py", "mdit-py-plugins", "msgspec", "pypdfium2"),
    *("pyyaml", "rapidfuzz"),
)


_PLACING_LIBRARIES = (
    *("babel", "lxml", "markdown-it-py", "mdit-py-plugins", "msgspec", "pillow", "pypdfium2"),
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

    @property
    def locator(self) -> Locate:
        """What compares letters and tells where they are in their sources too."""
        return Locate(self._located, self._places)

    def _compared(self, letter: LetterHead, shown: Piece, departures: tuple[Departure, ...]) -> Proof:
        data = self._source(letter)
        if isinstance(data, Proof):
            return data
        if letter.partial:
            return not_compared(letter.id, Reason.DRAFT, digest.sha256(data))
        key = _key(code_of(_ROOMS, _LIBRARIES), letter, shown, departures, data)
        known = self._cache.get(key, Proof)
        if known is not None:
            return known
        from generator import verify  # noqa: PLC0415 - with all readers, slow to load

        name, meta = _file_name(letter), _meta(letter)
        found = verify.compare(shown_letters.read(shown.text), data, name, departures, meta=meta)
        self._cache.put(key, found)
        return found

    def _located(self, letter: LetterHead, shown: Piece, departures: tuple[Departure, ...]) -> Proof:
        """Compare a letter and find where it is in its source; what is withheld is compared only."""
        if letter.source.withheld is not None:
            return self(letter, shown, departures)
        data = self._source(letter)
        found = data if isinstance(data, Proof) else self._placed(letter, shown, departures, data)
        last = self._last.get(letter.id)
        if last == found:
            return last
        self._last[letter.id] = found
        return found

    def _placed(self, letter: LetterHead, shown: Piece, departures: tuple[Departure, ...], data: bytes) -> Proof:
        how = source_pictures.available(), letter.partial
        code = digest.of_text("placed", code_of(_PLACING, _PLACING_LIBRARIES), digest.of_value(how))
        key = _key(code, letter, shown, departures, data)
        known = self._cache.get(key, Proof)
        if known is not None:
            return known
        from generator import verify  # noqa: PLC0415 - with all readers, slow to load

        name, meta = _file_name(letter), _meta(letter)
        proof, places = verify.compare_and_place(shown_letters.read(shown.text), data, name, departures, meta=meta)
        if letter.partial:
            proof = not_compared(letter.id, Reason.DRAFT, proof.sha256)
        if places:
            places = self._illustrated(places, data)
            there = {one.page for one in places.pictures}
            undrawn = tuple(sorted(_pages(places) - there)) if source_pictures.available() else ()
            proof = replace(proof, places=digest.of_value(places), undrawn=undrawn)
            self._cache.put(f"places {proof.places}", places)
        self._cache.put(key, proof)
        return proof

    def _illustrated(self, places: SourcePlaces, data: bytes) -> SourcePlaces:
        """Return where a letter is with the pictures of these pages, drawn if they were not before."""
        wanted = _pages(places)
        pictures = source_pictures.drawn(self._site, data, wanted, self._cache) if wanted else ()
        return replace(places, pictures=pictures)

    def _places(self, letter: LetterHead, shown: Piece, proof: Proof) -> SourcePlaces | None:
        """Return where a letter is in its source, by its proof; what the cache has lost is found again."""
        known = self._cache.get(f"places {proof.places}", SourcePlaces)
        if known is not None:
            return known
        data = self._source(letter)
        if isinstance(data, Proof):
            return None
        from generator import verify  # noqa: PLC0415 - as above

        name, meta = _file_name(letter), _meta(letter)
        _, places = verify.compare_and_place(shown_letters.read(shown.text), data, name, (), meta=meta)
        return places and self._illustrated(places, data)

    def _source(self, letter: LetterHead) -> bytes | Proof:
        """Return the bytes of a letter's source, or why they cannot be compared with."""
        source = letter.source
        if source.file is None or source.size is None:
            absent = Reason.NO_SOURCE if source.file is None else Reason.NO_SOURCE_FILE
            return not_compared(letter.id, Reason.WITHHELD if source.withheld else absent, source.sha256)
        try:
            data = ((self._site / letter.position.path).parent / source.file).read_bytes()
        except OSError:
            return not_compared(letter.id, Reason.UNREADABLE, source.sha256)
        return data


def _key(code: str, letter: LetterHead, shown: Piece, departures: tuple[Departure, ...], data: bytes) -> str:
    """Return the key of an outcome: all that it is made from, with a fingerprint of the code that makes it."""
    made_from = digest.of_value((_file_name(letter), _meta(letter), departures))
    return digest.of_text("proof", code, limits.cache_key(), shown.digest, digest.of_bytes(data), made_from)


def _file_name(letter: LetterHead) -> str:
    return PurePath(letter.source.file or "").name


def _pages(places: SourcePlaces) -> set[int]:
    """Return the pages of a PDF that hold a question, an answer or a footnote."""
    texts = (text for text in places.texts if text.kind is not TextKind.COVER)
    return {line.page for text in texts for block in text.blocks for line in block.lines}


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
