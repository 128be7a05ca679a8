"""Runs Pagefind and sorts the filters in the index that it writes. The only module that knows Pagefind.

Pagefind writes filters in random order, so that the same pages would give different files each time and an unchanged
site would be published again. Pagefind's files are gzipped, and have CBOR after a signature.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import re
import shutil
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

_TIMEOUT = 600
"""Seconds that Pagefind may take; a thousand answers take about one."""
_UNUSED = re.compile(r"^pagefind-(?!entry|worker).*\.(js|css)$")
"""Pagefind's own interface, which our search page does not use."""
_PROGRAM = re.compile(r"^(pagefind(-worker)?\.js|wasm\..*)$")
"""The program that searches: an index that is taken in by another is searched with the program of that one."""
_FOOTNOTE_MARKS = '[role="doc-noteref"]'
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
    return Path(found) if found else None


def run(pages: Path, to: Path, lang: str, part: str = "") -> None:
    """Make an index of a folder of HTML documents; the same documents give the same files.

    Args:
        pages: the documents.
        to: the folder to make the index in.
        lang: the language of the documents.
        part: the name of the index, if another takes it in: it then has no program, and pages known by that name.

    Raises:
        IndexingError: Pagefind is not installed, failed, or wrote files that cannot be sorted.
    """
    import subprocess  # noqa: PLC0415 - only a new index needs it

    pagefind = program()
    if pagefind is None:
        raise IndexingError("pagefind")
    command = [
        *(str(pagefind), "--silent", "--site", str(pages), "--output-path", str(to)),
        *("--force-language", lang, "--exclude-selectors", _FOOTNOTE_MARKS),
    ]
    try:
        ran = subprocess.run(  # noqa: S603 - a program that was installed with this one, and paths of our own
            command, capture_output=True, text=True, timeout=_TIMEOUT, check=False, encoding="utf-8", errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise IndexingError(str(error)) from error
    if ran.returncode or not (to / "pagefind.js").is_file():
        said = (ran.stderr or ran.stdout).strip().splitlines()
        raise IndexingError(said[-1] if said else f"pagefind: {ran.returncode}")
    for file in to.iterdir():
        if _UNUSED.match(file.name) or (part and _PROGRAM.match(file.name)):
            file.unlink()
    try:
        _settle(to, part)
    except (ValueError, KeyError, IndexError, TypeError, EOFError, OSError) as error:
        raise IndexingError(f"{pagefind.name}: {type(error).__name__}: {error}") from error


def _settle(bundle: Path, part: str) -> None:
    """Sort the values of each filter, and the filters themselves; rename each changed file after its new content.

    A page is known by a hash of seven digits. That of a `part` is known by this name too, since another part may have a
    page with the same hash.
    """
    entry_file = bundle / "pagefind-entry.json"
    entry = json.loads(entry_file.read_bytes())
    for lang, about in sorted(entry["languages"].items()):
        meta_file = bundle / f"pagefind.{about['hash']}.pf_meta"
        meta = _read(meta_file)
        filters = []
        for name, hashed in sorted(meta[_META_FILTERS]):
            file = bundle / "filter" / f"{hashed}.pf_filter"
            held, values = _read(file)
            filters.append([name, _replace(file, [held, sorted(values)], lang, "filter/{}.pf_filter", bundle)])
        meta[_META_FILTERS] = filters
        if part:
            meta[_META_PAGES] = [
                [_named(bundle, hashed, part), *about_page] for hashed, *about_page in meta[_META_PAGES]
            ]
        about["hash"] = _replace(meta_file, meta, lang, "pagefind.{}.pf_meta", bundle)
    entry_file.write_text(json.dumps(entry, separators=(",", ":"), sort_keys=True), "utf-8")


def _named(bundle: Path, hashed: str, part: str) -> str:
    """Rename the file of a page after its part as well, and return its new name."""
    name = f"{hashed}-{part}"
    (bundle / "fragment" / f"{hashed}.pf_fragment").rename(bundle / "fragment" / f"{name}.pf_fragment")
    return name


def _read(file: Path) -> Any:
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(_SIGNATURE):
        raise ValueError(file.name)
    import cbor2  # noqa: PLC0415 - only a new index needs it

    try:
        return cbor2.loads(data[len(_SIGNATURE) :])
    except cbor2.CBORError as error:
        raise ValueError(str(error)) from error


def _replace(file: Path, value: object, lang: str, pattern: str, bundle: Path) -> str:
    """Replace a file by one with another value; return the name of the new file, a hash of its content."""
    import cbor2  # noqa: PLC0415 - as above

    data = _SIGNATURE + cbor2.dumps(value)
    name = f"{lang}_{hashlib.sha256(data).hexdigest()[:10]}"
    file.unlink()
    (bundle / pattern.format(name)).write_bytes(gzip.compress(data, mtime=0))
    return name
