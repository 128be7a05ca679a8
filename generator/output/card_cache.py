"""Share cards on their shelf: each is drawn once, and kept by what it shows and by what drew it.

Nothing here draws (`images`) or publishes: the files it gives are copied with the others.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generator.core import digest, urls
from generator.pages.views import ShareCard

SHELF = "cards"
"""Where pictures are kept, in the folder of what is known of an output."""
PACKAGES = ("pillow", "font-source-serif-pro")
"""What is needed to draw: `kantlijn[images]`."""
_SPARED = 24 * 60 * 60
"""Seconds for which a picture that is not wanted any more is kept: another build may be copying it."""


def available() -> bool:
    """Say whether what is needed to draw is installed."""
    return all(_versions())


def kept(shelf: Path, wanted: Iterable[ShareCard]) -> Mapping[str, Path]:
    """Return the pictures that were drawn before, by path in the output."""
    there = {file.name for file in shelf.glob("*.png")}
    return {urls.file(card.path): shelf / name for card in wanted if (name := _name(card)) in there}


def make(shelf: Path, wanted: Iterable[ShareCard]) -> Mapping[str, Path]:
    """Draw what was not drawn before, and give all pictures by path in the output."""
    cards = {card.path: card for card in wanted}
    names = {path: _name(card) for path, card in cards.items()}
    there = {file.name for file in shelf.glob("*.png")}
    missing = {name: cards[path] for path, name in names.items() if name not in there}
    if missing:
        shelf.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor() as painters:  # Pillow lets go of the interpreter while it packs a picture
            list(painters.map(lambda entry: _draw(shelf / entry[0], entry[1]), missing.items()))
        _tidy(shelf, there - set(names.values()))
    return {urls.file(path): shelf / name for path, name in names.items()}


def digests(files: Mapping[str, Path]) -> Mapping[str, str]:
    """Tell pictures apart by their names, which say what they were made from."""
    return {path: file.stem for path, file in files.items()}


def _draw(target: Path, card: ShareCard) -> None:
    """Draw a card and put it in place at once, so that no half a picture is ever found."""
    from generator.output.images import draw  # noqa: PLC0415 - Pillow need not be there, and is slow to load

    data = draw(card)
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".drawing", delete=False) as file:
        file.write(data)
    Path(file.name).replace(target)


def _tidy(shelf: Path, unwanted: Iterable[str]) -> None:
    limit = time.time() - _SPARED
    for name in unwanted:
        file = shelf / name
        if file.is_file() and file.stat().st_mtime < limit:
            file.unlink(missing_ok=True)


def _name(card: ShareCard) -> str:
    """Name a picture after all that it is made from; where it stands makes no difference."""
    shown = (card.numbers, card.text, card.letter, card.date, card.site)
    return f"{digest.of_text(_made_by(), *shown)}.png"


@cache
def _made_by() -> str:
    """Name what draws: the program's own code, Pillow and the font as they are installed."""
    code = Path(__file__).with_name("images.py").read_bytes()
    return digest.of_text(digest.of_bytes(code), *_versions())


def _versions() -> tuple[str, ...]:
    return tuple(map(_version, PACKAGES))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
