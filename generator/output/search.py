"""The search index: Pagefind makes it from the plan's search texts, and the vocabulary beside it widens queries.

An index is kept, by what it was made from, beside what is known of the output folder; nothing is indexed again while
no text changed. Nothing here publishes: the files it gives are copied with the others.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path

from lxml import html

from generator.core import digest
from generator.output import pagefind
from generator.output.vocabulary import vocabulary
from generator.pages.search import FOLDER
from generator.pages.views import SearchText

FORMAT = "2"
"""Raised when the same texts must be indexed in another way."""
SHELF = "search"
"""Where indexes are kept, in the folder of what is known of an output."""
WORDS = "words.txt"
_DONE = "done"


def key(texts: Iterable[SearchText], lang: str) -> str:
    """Fingerprint what an index is made from: the texts, the language, and the programs that make it."""
    return digest.of_text(FORMAT, lang, _made_by(), *(part for text in texts for part in (text.path, text.digest)))


def kept(shelf: Path, wanted: str) -> Mapping[str, Path] | None:
    """Give the files of an index by their path in the output, if it was made before."""
    return _files(shelf / wanted) if (shelf / wanted / _DONE).is_file() else None


def newest(shelf: Path) -> Mapping[str, Path] | None:
    """Give the files of the index that was made last, whatever it was made from."""
    made = sorted(shelf.glob(f"*/{_DONE}"), key=lambda mark: mark.stat().st_mtime_ns)
    return _files(made[-1].parent) if made else None


def make(shelf: Path, wanted: str, texts: Iterable[SearchText], lang: str) -> Mapping[str, Path]:
    """Make an index, put it on the shelf under its key, and give its files by their path in the output.

    The one before it stays: another build may be copying it.

    Raises:
        IndexingError: Pagefind is not there, or failed.
    """
    shelf.mkdir(parents=True, exist_ok=True)
    before = sorted(shelf.glob(f"*/{_DONE}"), key=lambda mark: mark.stat().st_mtime_ns)[:-1]
    texts = tuple(texts)
    with tempfile.TemporaryDirectory(prefix="making-", dir=shelf) as folder:
        pages, made = Path(folder) / "pages", Path(folder) / "made"
        for text in texts:
            file = pages / text.path.strip("/") / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text.html, "utf-8")
        with ThreadPoolExecutor(1) as beside:
            indexed = beside.submit(pagefind.run, pages, made / FOLDER, lang)
            words = vocabulary((_plain(text.html) for text in texts), lang)
            indexed.result()
        (made / FOLDER / WORDS).write_text(words, "utf-8")
        (made / _DONE).touch()
        for old in before:
            shutil.rmtree(old.parent, ignore_errors=True)
        if not (shelf / wanted).exists():
            made.rename(shelf / wanted)
    return _files(shelf / wanted)


def _files(folder: Path) -> dict[str, Path]:
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != _DONE)
    return {path.relative_to(folder).as_posix(): path for path in found}


def _plain(document: str) -> str:
    """Give the words of a search text; blocks are kept apart."""
    body = html.document_fromstring(document).body
    return " ".join(body.itertext()) if body is not None else ""


@cache
def _made_by() -> str:
    """Name what makes an index: Pagefind as it is installed, the stemmer, and the code around them."""
    program = pagefind.program()
    size = program.stat().st_size if program else 0
    code = (Path(__file__).with_name(f"{name}.py").read_bytes() for name in ("vocabulary", "pagefind"))
    return f"{size} {version('snowballstemmer')} {digest.of_bytes(*code)}"
