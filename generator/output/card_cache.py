"""Keeps the images of share cards: each is drawn once, and named after what it shows and what drew it.

Drawing is done in `images`. Publishing is not done here: the images are copied with the other files of the plan.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from generator.core import digest, urls
from generator.core.cache import code_of
from generator.core.installed import version_of
from generator.pages.data.cards import HEIGHT, WIDTH
from generator.pages.views import ShareCard

CACHE_FOLDER = "cards"
"""The name of the folder with the images, in the state folder of an output."""
PACKAGES = ("pillow", "font-source-serif-pro")
"""The packages that drawing needs; without them a site is made all the same."""
_SECONDS_UNUSED = 24 * 60 * 60
"""How old an unused image must be before it is removed: another build may still be copying it."""


def available() -> bool:
    """Say whether the packages that drawing needs are installed."""
    return all(map(version_of, PACKAGES))


def kept(folder: Path, wanted: Iterable[ShareCard]) -> Mapping[str, Path]:
    """Return the images of the cards that were drawn before, by path in the output."""
    drawn = {file.name for file in folder.glob("*.png")}
    return {urls.file(card.path): folder / name for card in wanted if (name := _name(card)) in drawn}


def make(folder: Path, wanted: Iterable[ShareCard]) -> Mapping[str, Path]:
    """Draw the cards that were not drawn before, and return all images by path in the output."""
    cards = {card.path: card for card in wanted}
    names = {path: _name(card) for path, card in cards.items()}
    drawn = {file.name for file in folder.glob("*.png")}
    missing = {name: cards[path] for path, name in names.items() if name not in drawn}
    if missing:
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only new images need it

        folder.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor() as threads:  # Pillow releases the interpreter lock while it compresses an image
            list(threads.map(lambda entry: _draw(folder / entry[0], entry[1]), missing.items()))
        _remove_unused(folder, drawn - set(names.values()))
    return {urls.file(path): folder / name for path, name in names.items()}


def digests(files: Mapping[str, Path]) -> Mapping[str, str]:
    """Return a digest of each image: its name, which is a digest of all that it was drawn from."""
    return {path: file.stem for path, file in files.items()}


def _draw(target: Path, card: ShareCard) -> None:
    """Draw a card into a temporary file and rename that, so that an image is never there in part."""
    from generator.output.images import draw  # noqa: PLC0415 - Pillow is slow to load, and few builds draw

    data = draw(card)
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".drawing", delete=False) as file:
        file.write(data)
    Path(file.name).replace(target)


def _remove_unused(folder: Path, unused: Iterable[str]) -> None:
    limit = time.time() - _SECONDS_UNUSED
    for name in unused:
        file = folder / name
        if file.is_file() and file.stat().st_mtime < limit:
            file.unlink(missing_ok=True)


def _name(card: ShareCard) -> str:
    """Return the file name of a card's image: a digest of all that it is drawn from, without the card's path."""
    shown = (card.numbers, card.text, card.below, card.date, card.site, str(card.by_editors))
    return f"{digest.of_text(_drawing_code(), *shown)}.png"


_CODE = ("output/images.py",)


@cache
def _drawing_code() -> str:
    """Return a digest of what draws: the module `images`, and the installed versions of Pillow and the font."""
    return digest.of_text(code_of(_CODE, PACKAGES), str(WIDTH), str(HEIGHT))
