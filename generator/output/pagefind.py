"""Runs Pagefind and sorts the filters in the index that it writes. The only module that knows Pagefind.

Pagefind writes filters in random order, so that the same pages would give different files each time and an unchanged
site would be published again. Pagefind's files are gzipped, and have CBOR after a signature.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import importlib.util
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import msgspec

from generator.content import file_names
from generator.core import digest
from generator.core.values import Value

if TYPE_CHECKING:
    import subprocess

_TIMEOUT = 600
"""Seconds that Pagefind may take; a thousand answers take about one."""
_READ = 1 << 16
"""Bytes that are read of its answers at once."""
_SETTINGS = "PAGEFIND_"
"""How the variables of the environment begin that are settings to it."""
_UNUSED = re.compile(r"^pagefind-(?!entry|worker).*\.(js|css)$")
"""Pagefind's own interface, which our search page does not use."""
_PROGRAM = re.compile(r"^(pagefind(-worker)?\.js|wasm\..*)$")
"""The program that searches: an index that is taken in by another is searched with the program of that one."""
_FOOTNOTE_MARKS = '[role="doc-noteref"]'
_ENTRY = "pagefind-entry.json"
_SIGNATURE = b"pagefind_dcd"
_META_PAGES, _META_FILTERS = 1, 3
"""The indexes of what a meta file holds: version, pages, chunks of words, filters, sort orders, fields."""


class IndexingError(Exception):
    """Pagefind did not make an index; the message is Pagefind's own, where it gave one."""


@cache
def program() -> Path | None:
    """Return the path of Pagefind: of the installed package, else of a program on the system's path, else None."""
    if importlib.util.find_spec("pagefind_bin"):
        try:
            installed: Path = import_module("pagefind_bin").get_executable()
        except FileNotFoundError:
            pass
        else:
            return installed
    found = shutil.which("pagefind")
    # On Windows a program in the working folder comes first; that may be a site from elsewhere.
    return Path(found) if found and os.path.isabs(found) else None  # noqa: PTH117 - as the system says it


def identity() -> tuple[str, int] | None:
    """Return what tells one Pagefind from another: its path and size; None where there is none."""
    found = program()
    return (str(found), found.stat().st_size) if found else None


def run(documents: Iterable[tuple[str, str]], lang: str, part: str = "") -> dict[str, bytes]:
    """Return the files of an index of HTML documents, by name; the same documents in the same order give the same files.

    They are told to Pagefind one by one: of a folder it would take them in the order in which the file system lists it.

    Args:
        documents: each with the site path of its page.
        lang: the language of the documents.
        part: the name of the index, if another takes it in: it then has no program, and pages known by that name.

    Raises:
        IndexingError: Pagefind is not installed, failed, or made files that cannot be sorted.
    """
    pagefind = program()
    if pagefind is None:
        raise IndexingError("pagefind")
    settings = {"force_language": lang, "exclude_selectors": [_FOOTNOTE_MARKS]}
    told: Iterable[Mapping[str, Any]] = chain(
        [{"type": "NewIndex", "config": settings}],
        ({"type": "AddFile", "index_id": 0, "url": path, "file_contents": html} for path, html in documents),
        [{"type": "GetFiles", "index_id": 0}],
    )
    made = dict(_told(pagefind, told))
    unused = [name for name in made if _UNUSED.match(name) or (part and _PROGRAM.match(name))]
    for name in unused:
        del made[name]
    try:
        _settle(made, part)
    except (ValueError, KeyError, IndexError, TypeError, EOFError, OSError) as error:
        raise IndexingError(f"{pagefind.name}: {type(error).__name__}: {error}") from error
    return made


def _told(pagefind: Path, told: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, bytes]]:
    """Tell Pagefind messages, of which the last asks for files, and yield these; its protocol is that of its packages.

    It can also write them itself, but says that it has before they are on disk.

    Raises:
        IndexingError: it cannot be started, ended too early, took too long, or answered that something is wrong.
    """
    import threading  # noqa: PLC0415 - only a new index needs it

    said = _Said()
    with contextlib.suppress(BrokenPipeError), _running(pagefind) as running:  # of what it was not told
        clock = threading.Timer(_TIMEOUT, running.kill)
        clock.start()
        writing = threading.Thread(target=_write, args=(running.stdin, told))  # while what it answers is read
        writing.start()
        try:
            answers = _answers(running.stdout)
            said = next((one for one in answers if one.type in ("GetFiles", "Error")), said)
        except ValueError as error:  # that is no answer
            said = _Said(message=f"{pagefind.name}: {error}")
        finally:
            running.kill()  # it waits to be told more, or is of no more use
            clock.cancel()
            writing.join()
    if said.files is None:
        raise IndexingError(said.message or f"{pagefind.name}: {running.returncode}")
    yield from ((file.path.replace("\\", "/"), file.content) for file in said.files)


@contextlib.contextmanager
def _running(pagefind: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start Pagefind, which is told what to do through a pipe and by nothing else, and wait for its end.

    It would do what a `pagefind.toml` in its working folder says, and that may be a site from elsewhere: as its log, to
    write over any file. So it works in an empty folder of its own.

    Raises:
        IndexingError: it cannot be started.
    """
    import subprocess  # noqa: PLC0415 - only a new index needs it

    with contextlib.ExitStack() as stack:
        try:
            folder = tempfile.TemporaryDirectory(prefix="kantlijn-", ignore_cleanup_errors=True)
            running = subprocess.Popen(  # noqa: S603 - a program that was installed with this one
                [str(pagefind), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=stack.enter_context(folder),
                env=dict(_environment()),
            )
        except OSError as error:
            raise IndexingError(str(error)) from error
        yield stack.enter_context(running)


def _environment() -> Iterator[tuple[str, str]]:
    """Yield the variables of the environment but for those that are settings to Pagefind, and those it panics at: no text."""
    for name, value in os.environ.items():
        if not name.upper().startswith(_SETTINGS) and file_names.is_text(name + value):
            yield name, value


class _File(Value, frozen=True, array_like=False):
    """A file of an index; in JSON, its content is in base64."""

    path: str
    content: bytes


class _Said(Value, frozen=True, array_like=False):
    """What Pagefind answers, as far as it is read: the files of the index, or what is wrong."""

    type: str = ""
    files: tuple[_File, ...] | None = None
    message: str = ""


class _Answer(Value, frozen=True, array_like=False):
    """An answer to one message."""

    payload: _Said


def _write(to: IO[bytes] | None, told: Iterable[Mapping[str, Any]]) -> None:
    """Write messages as Pagefind reads them: JSON in base64, with a comma after each."""
    if to is None:
        return
    with contextlib.suppress(OSError):  # it ended; what it answered last says why
        for number, payload in enumerate(told):
            to.write(base64.b64encode(_message(number, payload)) + b",")
        to.flush()


def _message(number: int, payload: Mapping[str, Any]) -> bytes:
    """Return a message as JSON; what has no form in UTF-8 (of a file's name) is a question mark."""
    message = {"message_id": number, "payload": payload}
    try:
        return msgspec.json.encode(message)
    except digest.UNENCODABLE:
        return json.dumps(message, ensure_ascii=False).encode("utf-8", "replace")


def _answers(from_: IO[bytes] | None) -> Iterator[_Said]:
    """Yield what Pagefind answers, as long as it does.

    Raises:
        ValueError: that is no answer.
    """
    decoder = msgspec.json.Decoder(_Answer)
    begun: list[bytes] = []
    while from_ and (data := os.read(from_.fileno(), _READ)):
        first, *more = data.split(b",")
        begun.append(first)
        for next_ in more:
            whole = b"".join(begun)
            begun = [next_]
            yield decoder.decode(base64.b64decode(whole)).payload


def _settle(files: dict[str, bytes], part: str) -> None:
    """Sort the values of each filter, and the filters themselves; name each changed file after its new content.

    A page is known by a hash of seven digits. That of a `part` is known by this name too, since another part may have a
    page with the same hash.
    """
    entry = json.loads(files[_ENTRY])
    for lang, about in sorted(entry["languages"].items()):
        meta = _read(files.pop(f"pagefind.{about['hash']}.pf_meta"))
        filters = []
        for name, hashed in sorted(meta[_META_FILTERS]):
            held, values = _read(files.pop(f"filter/{hashed}.pf_filter"))
            filters.append([name, _put(files, "filter/{}.pf_filter", [held, sorted(values)], lang)])
        meta[_META_FILTERS] = filters
        if part:
            for page in meta[_META_PAGES]:
                fragment = files.pop(f"fragment/{page[0]}.pf_fragment")
                page[0] = f"{page[0]}-{part}"
                files[f"fragment/{page[0]}.pf_fragment"] = fragment
        about["hash"] = _put(files, "pagefind.{}.pf_meta", meta, lang)
    files[_ENTRY] = json.dumps(entry, separators=(",", ":"), sort_keys=True).encode()


def _read(data: bytes) -> Any:
    plain = gzip.decompress(data)
    if not plain.startswith(_SIGNATURE):
        raise ValueError("no file of Pagefind's")
    import cbor2  # noqa: PLC0415 - only a new index needs it

    try:
        return cbor2.loads(plain[len(_SIGNATURE) :])
    except cbor2.CBORError as error:
        raise ValueError(str(error)) from error


def _put(files: dict[str, bytes], pattern: str, value: object, lang: str) -> str:
    """Put a file with a value among the others; return its name, a hash of its content."""
    import cbor2  # noqa: PLC0415 - as above

    data = _SIGNATURE + cbor2.dumps(value)
    name = f"{lang}_{hashlib.sha256(data).hexdigest()[:10]}"
    files[pattern.format(name)] = gzip.compress(data, mtime=0)
    return name
