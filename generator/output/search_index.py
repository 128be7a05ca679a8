"""Makes and keeps the search index: Pagefind's files, and the vocabulary with which the search page widens queries.

The index of a large site is in parts, one for the letters of each year (of a large year several) and one for all else.
A part is kept in the state folder of an output by a digest of what it was made from, so that one changed text makes one
part anew; the search page puts the parts together. Publishing is not done here: the files are copied with the other files of the plan.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
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
ROOT = ""
"""The name of the part that is in the index's own folder, with Pagefind's program; the others are in folders below."""
_DONE = "done"
"""The name of a file with the digests of all others in a folder; it is written last."""
_PARTS = "parts"
"""Where the parts are kept, by their keys; beside it each index has a folder that says which it is made of."""
_WHOLE = 500
"""So many texts are one part: making it takes a third of a second, and a search asks for fewer files."""
_PART = 500
"""About so many texts of a year are one part."""
_AT_ONCE = 2_200
"""So many texts are in parts that are made at the same time: Pagefind takes some 90 kB for each. Of larger parts two are
made at a time, since one alone leaves the second core idle."""
_PARTS_AT_MOST = 12
"""How many parts a site has for its size; each costs the first search four small files, and later ones one."""


class _Mark(msgspec.Struct, frozen=True):
    """What is written down of a folder when it is complete."""

    files: dict[str, str]
    """The digests of all other files in it, by name."""
    parts: dict[str, str] = {}
    """Of an index: the keys of its parts, by part."""


class SoughtTexts(NamedTuple):
    """What search may find on a site: its texts by the part of the index that they are in."""

    lang: str
    parts: Mapping[str, Sequence[SearchText]]

    def key(self, part: str) -> str:
        """Return the cache key of a part: a digest of its texts, the language, and the programs that make it."""
        told = (digest_ for text in self.parts[part] for digest_ in (text.path, text.digest))
        return digest.of_text(part, self.lang, _indexing_code(self.lang), *told)

    @property
    def keys(self) -> Mapping[str, str]:
        """The cache keys of all parts, by part."""
        return {part: self.key(part) for part in self.parts}


def sought(texts: Iterable[SearchText], lang: str, years: Mapping[str, str]) -> SoughtTexts:
    """Divide texts into the parts of an index.

    Args:
        texts: all that may be found.
        lang: the language of the site.
        years: the year of each letter, by the path of its page.
    """
    all_texts = tuple(texts)
    if len(all_texts) <= _WHOLE:
        return SoughtTexts(lang, {ROOT: all_texts} if all_texts else {})
    letters = ["/".join(text.path.split("/")[:3]) for text in all_texts]  # /brieven/2021z16860/vraag-2/
    of_years = [years.get(f"{letter}/", ROOT) for letter in letters]
    size = max(_PART, len(all_texts) // _PARTS_AT_MOST)
    shares = {year: -(-count // size) for year, count in Counter(of_years).items() if year != ROOT}
    found: dict[str, list[SearchText]] = {}
    for text, letter, year in zip(all_texts, letters, of_years, strict=True):
        found.setdefault(_share(year, letter, shares.get(year, 1)), []).append(text)
    if ROOT not in found:
        found[ROOT] = found.pop(max(found))
    return SoughtTexts(lang, found)


def _share(year: str, letter: str, shares: int) -> str:
    """Return the part that a letter is in, where its year has several; the other letters of the year do not count."""
    return f"{year}-{int(digest.of_text(letter)[:8], 16) % shares + 1}" if shares > 1 else year


IsPublished = Callable[[str, str], bool]
"""Says of a path in the output and a digest whether the file there has that content: then no kept one is copied to it."""


def _nothing_is(_path: str, _digest: str) -> bool:
    return False


def kept(folder: Path, wanted: SoughtTexts, is_published: IsPublished = _nothing_is) -> Mapping[str, Path] | None:
    """Return the files of an index, by path in the output; None if it was not made before, or one of them is damaged.

    What is published already is not looked at.
    """
    return _files(folder / _name(wanted.keys), is_published)


def newest(folder: Path, is_published: IsPublished = _nothing_is) -> Mapping[str, Path] | None:
    """Return the files of the index that was made last, from whatever texts, as `kept` does; None if there is none."""
    made = _by_age(folder)
    return _files(made[-1], is_published) if made else None


def make(
    folder: Path,
    wanted: SoughtTexts,
    is_published: IsPublished = _nothing_is,
    superseded: Callable[[], bool] = lambda: False,
) -> Mapping[str, Path] | None:
    """Make an index, keep it, and return its files by path in the output; parts that were made before are kept.

    None where it was superseded: there was something newer to make. The parts that were made are kept all the same.

    Of the older indexes only the newest is kept, because another build may be copying it.

    Raises:
        IndexingError: Pagefind is not installed, or failed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    keys = wanted.keys
    with FileLock(folder / ".lock"), tempfile.TemporaryDirectory(prefix="making-", dir=folder) as temporary:
        making = Path(temporary)
        places = {part: folder / _PARTS / key for part, key in keys.items()}
        missing = [part for part, place in places.items() if _whole(place, part, is_published) is None]
        for part in _made_parts(folder, making, wanted, missing, superseded):
            _put(making / f"part-{part}", places[part])
        if superseded():
            return None
        listed = _vocabulary(folder, wanted)
        others = " ".join(f"/{part}" for part in sorted(keys) if part != ROOT)
        _write(making / "index", {WORDS: (f"{others}\n{listed}" if others else listed).encode()}, keys)
        before = _by_age(folder)[-1:]
        _put(making / "index", folder / _name(keys))
        _remove_unused(folder, {folder / _name(keys), *before}, keys)
    return _files(folder / _name(keys), lambda _path, _digest: True) or {}  # each was made now, or looked at


def _made_parts(
    folder: Path, making: Path, wanted: SoughtTexts, missing: Iterable[str], superseded: Callable[[], bool]
) -> Iterator[str]:
    """Make parts, each in a folder of its own, and yield each when it is made; once superseded, no more are begun."""
    from concurrent.futures import ThreadPoolExecutor, as_completed  # noqa: PLC0415 - only a new index needs it

    largest = max(map(len, wanted.parts.values()), default=0)
    room = _Room(2 * largest if largest > _AT_ONCE else _AT_ONCE)

    def made(part: str, documents: SearchDocuments, words: str) -> str | None:
        with room.of(len(wanted.parts[part])):
            if superseded():
                return None
            _make_part(making / f"part-{part}", documents, words, wanted.lang, part)
        return part

    with ThreadPoolExecutor(os.cpu_count()) as threads:  # one is made while the texts of the next are written
        begun = [threads.submit(made, part, *_written(folder, wanted, part)) for part in missing if not superseded()]
        yield from (part for one in as_completed(begun) if (part := one.result()) is not None)


class _Room:
    """Room for so many texts; who wants more than is left waits."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._changed = threading.Condition()

    @contextmanager
    def of(self, count: int) -> Iterator[None]:
        """Take room for some texts, no more than there is in all, while what is inside runs."""
        with self._changed:
            self._changed.wait_for(lambda: self._left >= count)
            self._left -= count
        try:
            yield
        finally:
            with self._changed:
                self._left += count
                self._changed.notify_all()


def digests(files: Mapping[str, Path]) -> Mapping[str, str]:
    """Return the digests of the files of an index, by path in the output; none if there is no index."""
    words = files.get(f"{FOLDER}/{WORDS}")
    mark = words and _marked(words.parent)
    if not words or not mark:
        return {}
    found = {f"{FOLDER}/{name}": one for name, one in mark.files.items()}
    for part, key in mark.parts.items():
        inside = _marked(words.parents[1] / _PARTS / key)
        listed = inside.files if inside else {}
        found |= {_published(part, name): one for name, one in listed.items() if name != WORDS}
    return found


def _written(folder: Path, wanted: SoughtTexts, part: str) -> tuple[SearchDocuments, str]:
    """Write the documents of a part, and return where they are, and their words with spaces."""
    documents = _documents(folder, wanted.lang, part)
    words = {word for one in documents.update(wanted.parts[part]) for word in one.words.split()}
    return documents, " ".join(sorted(words))


def _make_part(made: Path, documents: SearchDocuments, words: str, lang: str, part: str) -> None:
    """Make one part in a folder, with the words of its texts beside it."""
    files = pagefind.run(((one.path, one.html) for one in documents.read()), lang, part)
    _write(made, {**files, WORDS: words.encode()})


def _vocabulary(folder: Path, wanted: SoughtTexts) -> str:
    """Return the words of all parts, in families."""
    parts = (folder / _PARTS / key / WORDS for key in wanted.keys.values())
    words = sorted({word for part in parts for word in part.read_text("utf-8").split()})
    documents = _documents(folder, wanted.lang, ROOT)
    stems = vocabulary.stems_of(words, wanted.lang, documents.stems())
    documents.keep(stems)
    return vocabulary.listed(stems)


def _documents(folder: Path, lang: str, part: str) -> SearchDocuments:
    """Return the search documents of a part."""
    return SearchDocuments(folder / ".texts" / part, digest.of_text(_indexing_code(lang), lang)[:12])


def _put(made: Path, target: Path) -> None:
    """Put a folder that was made where it is kept, in place of one that is damaged."""
    target.parent.mkdir(exist_ok=True)
    shutil.rmtree(target, ignore_errors=True)
    made.rename(target)


def _remove_unused(folder: Path, indexes: set[Path], parts: Iterable[str]) -> None:
    """Remove all but some indexes, the parts that none of these has, and the documents of parts that are no more."""
    used: set[str] = set()
    for index in _by_age(folder):
        mark = _marked(index)
        if index in indexes and mark:
            used.update(mark.parts.values())
        else:
            shutil.rmtree(index, ignore_errors=True)
    for part in (folder / _PARTS).iterdir():
        if part.name not in used:
            shutil.rmtree(part, ignore_errors=True)
    for year in (folder / ".texts").glob("[0-9]*"):
        if year.name not in parts:
            shutil.rmtree(year, ignore_errors=True)


def _name(keys: Mapping[str, str]) -> str:
    """Return the name of the folder of an index: a digest of its parts."""
    return digest.of_text(*(text for pair in sorted(keys.items()) for text in pair))


def _by_age(folder: Path) -> list[Path]:
    """Return the folders of the indexes, the oldest first."""
    return [mark.parent for mark in sorted(folder.glob(f"*/{_DONE}"), key=lambda mark: mark.stat().st_mtime_ns)]


def _files(folder: Path, is_published: IsPublished = _nothing_is) -> dict[str, Path] | None:
    """Return the files of one index, by path in the output; None if it is not whole."""
    own, mark = _whole(folder, ROOT, is_published), _marked(folder)
    if own is None or mark is None:
        return None
    found = {f"{FOLDER}/{name}": file for name, file in own.items()}
    for part, key in mark.parts.items():
        inside = _whole(folder.parent / _PARTS / key, part, is_published)
        if inside is None:
            return None
        found |= {_published(part, name): file for name, file in inside.items() if name != WORDS}
    return found


def _published(part: str, name: str) -> str:
    """Return the path in the output of a file of a part."""
    return f"{FOLDER}/{part}/{name}" if part else f"{FOLDER}/{name}"


def _write(folder: Path, files: Mapping[str, bytes], parts: Mapping[str, str] | None = None) -> None:
    """Write files into a new folder, with their digests and, of an index, its parts."""
    for inside in {folder, *(folder / name.rpartition("/")[0] for name in files)}:
        inside.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        with open(f"{folder}/{name}", "xb") as file:  # noqa: PTH123 - a `Path` for each of thousands
            file.write(data)
    known = {name: digest.of_bytes(data) for name, data in sorted(files.items())}
    (folder / _DONE).write_bytes(msgspec.json.encode(_Mark(known, dict(parts or {}))))


def _whole(folder: Path, part: str, is_published: IsPublished) -> dict[str, Path] | None:
    """Return the files in a folder by name; None if one is missing, or is not what was written."""
    mark = _marked(folder)
    if mark is None:
        return None
    found = {name: Path(f"{folder}/{name}") for name in mark.files}
    for name, wanted in mark.files.items():
        if not is_published(_published(part, name), wanted) and not _is_whole(found[name], wanted):
            return None
    return found


def _is_whole(file: Path, wanted: str) -> bool:
    try:
        return digest.of_bytes(file.read_bytes()) == wanted
    except OSError:
        return False


def _marked(folder: Path) -> _Mark | None:
    """Return what is written down of a folder; None if it is not complete."""
    try:
        return msgspec.json.decode((folder / _DONE).read_bytes(), type=_Mark)
    except (OSError, msgspec.DecodeError):
        return None


_CODE = (
    "content/file_names.py",
    *(f"output/{name}.py" for name in ("pagefind", "search_documents", "search_index", "vocabulary")),
)
_LIBRARIES = ("cbor2", "msgspec", "pagefind-bin", "pystemmer")


@cache
def _indexing_code(lang: str) -> str:
    """Return what identifies the programs that make an index: Pagefind, the language's stemmers, and our code."""
    _, size = pagefind.identity() or ("", 0)
    stemmers = " ".join(LANGUAGES[lang].stemmers)
    return f"{FOLDER} {size} {stemmers} {code_of(_CODE, _LIBRARIES)}"
