"""What an index is made from, on disk: a document for each page as Pagefind reads them, and the words of each.

They stay between builds, so that one changed page costs one file. What is known of them is put away while they change:
after a crash nothing is known, and all are written anew.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from generator.output.vocabulary import Stems, words_of
from generator.pages.planned import SearchText


class Texts:
    """The documents of one shelf."""

    def __init__(self, folder: Path, made_by: str) -> None:
        """Take the folder that they stand in, which need not be there, and what tells the programs that make them."""
        self.pages = folder / "pages"
        self._known = folder / f"known-{made_by}.json"
        self._stems = folder / f"stems-{made_by}.json"

    def follow(self, texts: Iterable[SearchText]) -> tuple[str, ...]:
        """Bring the documents to what these texts are; give the words of each, by spaces."""
        before = _load(self._known)
        self.pages.mkdir(parents=True, exist_ok=True)
        for old in self._known.parent.glob("known-*.json"):
            old.unlink()
        if not before:
            shutil.rmtree(self.pages, ignore_errors=True)
        now: dict[str, list[str]] = {}
        for text in texts:
            row = before.get(text.path)
            if row is None or row[0] != text.digest:
                html = text.html
                self._write(text.path, html)
                row = [text.digest, " ".join(words_of((_plain(html),)))]
            now[text.path] = row
        for path in before.keys() - now.keys():
            self._remove(path)
        self._known.write_text(json.dumps(now, ensure_ascii=False), "utf-8")
        return tuple(words for _, words in now.values())

    def stems(self) -> Stems:
        """Return the stems of words that were kept before."""
        return _load(self._stems)

    def keep(self, stems: Stems) -> None:
        """Keep the stems of words for the next time."""
        for old in self._stems.parent.glob("stems-*.json"):
            old.unlink()
        self._stems.write_text(json.dumps(stems, ensure_ascii=False), "utf-8")

    def _write(self, path: str, html: str) -> None:
        file = self._file(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, "utf-8")

    def _remove(self, path: str) -> None:
        file = self._file(path)
        file.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # another page stands below it
            for folder in (file.parent, *file.parent.parents):
                folder.rmdir()

    def _file(self, path: str) -> Path:
        return self.pages / path.strip("/") / "index.html"


def _plain(document: str) -> str:
    """Return the words of a document; blocks are kept apart."""
    from lxml import html  # noqa: PLC0415 - slow to load, and only a new document needs it

    body = html.document_fromstring(document).body
    return " ".join(body.itertext()) if body is not None else ""


def _load(file: Path) -> dict[str, list[str]]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
