"""Makes and keeps the search index: Pagefind's files, and the vocabulary with which the search page widens queries.

Indexes are kept in the state folder of an output, by a digest of what they were made from, so that unchanged texts are
not indexed again. Publishing is not done here: the files are copied with the other files of the plan.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from filelock import FileLock

from generator.core import digest
from generator.core.cache import code_of
from generator.core.languages import LANGUAGES
from generator.output import pagefind, vocabulary
from generator.output.search_documents import SearchDocuments
from generator.pages.kinds.search import FOLDER
from generator.pages.planned import SearchText

CACHE_FOLDER = "search"
"""The name of the folder with the indexes, in the state folder of an output."""
WORDS = "words.txt"
_DONE = "done"
"""The name of the file in an index with the digests of all others; it is written last."""


def key(texts: Iterable[SearchText], lang: str) -> str:
    """Return the cache key of an index: a digest of the texts, the language, and the programs that make it."""
    return digest.of_text(lang, _indexing_code(lang), *(part for text in texts for part in (text.path, text.digest)))


def kept(folder: Path, wanted: str) -> Mapping[str, Path] | None:
    """Return the files of the index with a key, by path in the output; None if it was not made before."""
    return _files(folder / wanted)


def newest(folder: Path) -> Mapping[str, Path] | None:
    """Return the files of the index that was made last, from whatever texts; None if there is none."""
    made = sorted(folder.glob(f"*/{_DONE}"), key=lambda mark: mark.stat().st_mtime_ns)
    return _files(made[-1].parent) if made else None


def make(folder: Path, wanted: str, texts: Iterable[SearchText], lang: str) -> Mapping[str, Path]:
    """Make an index, keep it under its key, and return its files by path in the output.

    Of the older indexes only the newest is kept, because another build may be copying it.

    Raises:
        IndexingError: Pagefind is not installed, or failed.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only a new index needs it

    folder.mkdir(parents=True, exist_ok=True)
    before = sorted(folder.glob(f"*/{_DONE}"), key=lambda mark: mark.stat().st_mtime_ns)[:-1]
    with FileLock(folder / ".lock"), tempfile.TemporaryDirectory(prefix="making-", dir=folder) as temporary:
        made = Path(temporary) / "made"
        documents = SearchDocuments(folder / ".texts", digest.of_text(_indexing_code(lang), lang)[:12])
        texts_words = documents.update(texts)
        with ThreadPoolExecutor(1) as thread:
            indexed = thread.submit(pagefind.run, documents.pages, made / FOLDER, lang)
            words = sorted({word for text_words in texts_words for word in text_words.split()})
            stems = vocabulary.stems_of(words, lang, documents.stems())
            listed = vocabulary.listed(stems)
            indexed.result()
        documents.keep(stems)
        (made / FOLDER / WORDS).write_text(listed, "utf-8")
        content_digests = {
            path.relative_to(made).as_posix(): digest.of_bytes(path.read_bytes())
            for path in sorted(made.rglob("*"))
            if path.is_file()
        }
        (made / _DONE).write_text(json.dumps(content_digests), "utf-8")
        for old in before:
            shutil.rmtree(old.parent, ignore_errors=True)
        if not _files(folder / wanted):
            shutil.rmtree(folder / wanted, ignore_errors=True)  # one that was damaged is made again
            made.rename(folder / wanted)
    return _files(folder / wanted) or {}


def digests(files: Mapping[str, Path]) -> Mapping[str, str]:
    """Return the digests of the files of an index, by path in the output; none if there is no index."""
    words = files.get(f"{FOLDER}/{WORDS}")
    return _digests_in(words.parents[1]) if words else {}


def _files(folder: Path) -> dict[str, Path] | None:
    """Return the files of one index, by path in the output; None if it is not whole."""
    listed = _digests_in(folder)
    whole = all(_is_whole(folder / path, wanted) for path, wanted in listed.items())
    return {path: folder / path for path in listed} if listed and whole else None


def _is_whole(file: Path, wanted: object) -> bool:
    try:
        return digest.of_bytes(file.read_bytes()) == wanted
    except OSError:
        return False


def _digests_in(folder: Path) -> dict[str, str]:
    """Return the digests of the files of one index, by path in the output; none if the index is not complete."""
    try:
        found = json.loads((folder / _DONE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


_CODE = tuple(f"output/{name}.py" for name in ("pagefind", "search_documents", "search_index", "vocabulary"))
_LIBRARIES = ("cbor2", "lxml", "pagefind-bin", "pystemmer")


@cache
def _indexing_code(lang: str) -> str:
    """Return what identifies the programs that make an index: Pagefind, the language's stemmers, and our code."""
    program = pagefind.program()
    size = program.stat().st_size if program else 0
    stemmers = " ".join(LANGUAGES[lang].stemmers)
    return f"{FOLDER} {size} {stemmers} {code_of(_CODE, _LIBRARIES)}"
