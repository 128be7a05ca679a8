"""The search index: Pagefind makes it from the plan's search texts, and the vocabulary beside it widens queries.

An index is kept, by what it was made from, beside what is known of the output folder; nothing is indexed again while
no text changed. Nothing here publishes: the files it gives are copied with the others.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock

from generator.core import digest
from generator.core.languages import LANGUAGES
from generator.output import pagefind, vocabulary
from generator.output.search_documents import Texts
from generator.pages.kinds.search import FOLDER
from generator.pages.planned import SearchText

FORMAT = "3"
"""Raised when the same texts must be indexed in another way."""
SHELF = "search"
"""Where indexes are kept, in the folder of what is known of an output."""
WORDS = "words.txt"
_DONE = "done"


def key(texts: Iterable[SearchText], lang: str) -> str:
    """Fingerprint what an index is made from: the texts, the language, and the programs that make it."""
    return digest.of_text(FORMAT, lang, _made_by(lang), *(part for text in texts for part in (text.path, text.digest)))


def kept(shelf: Path, wanted: str) -> Mapping[str, Path] | None:
    """Return the files of an index by their path in the output, if it was made before."""
    return _files(shelf / wanted)


def newest(shelf: Path) -> Mapping[str, Path] | None:
    """Return the files of the index that was made last, whatever it was made from."""
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
    with FileLock(shelf / ".lock"), tempfile.TemporaryDirectory(prefix="making-", dir=shelf) as folder:
        known, made = Texts(shelf / ".texts", digest.of_text(_made_by(lang), lang)[:12]), Path(folder) / "made"
        words = known.follow(texts)
        with ThreadPoolExecutor(1) as beside:
            indexed = beside.submit(pagefind.run, known.pages, made / FOLDER, lang)
            stems = vocabulary.stems_of(sorted({word for each in words for word in each.split()}), lang, known.stems())
            listed = vocabulary.listed(stems)
            indexed.result()
        known.keep(stems)
        (made / FOLDER / WORDS).write_text(listed, "utf-8")
        held = {
            path.relative_to(made).as_posix(): digest.of_bytes(path.read_bytes())
            for path in sorted(made.rglob("*"))
            if path.is_file()
        }
        (made / _DONE).write_text(json.dumps(held), "utf-8")
        for old in before:
            shutil.rmtree(old.parent, ignore_errors=True)
        if not (shelf / wanted).exists():
            made.rename(shelf / wanted)
    return _files(shelf / wanted) or {}


def digests(files: Mapping[str, Path]) -> Mapping[str, str]:
    """Return what the files of an index hold, as fingerprints by path in the output; nothing where there is none."""
    words = files.get(f"{FOLDER}/{WORDS}")
    return _held(words.parents[1]) if words else {}


def _files(folder: Path) -> dict[str, Path] | None:
    return {path: folder / path for path in _held(folder)} or None


def _held(folder: Path) -> dict[str, str]:
    """Return the digests of the files that were made, as they were written down once all stood; nothing before that."""
    try:
        found = json.loads((folder / _DONE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


@cache
def _made_by(lang: str) -> str:
    """Name what makes an index: Pagefind as it is installed, the language's stemmers, and the code around them."""
    program = pagefind.program()
    size = program.stat().st_size if program else 0
    code = (
        Path(__file__).with_name(f"{name}.py").read_bytes() for name in ("vocabulary", "pagefind", "search_documents")
    )
    stemmers = " ".join(LANGUAGES[lang].stemmers)
    return f"{size} {version('snowballstemmer')} {stemmers} {digest.of_bytes(*code)}"
