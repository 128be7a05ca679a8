"""The documents that Pagefind indexes, on disk: an HTML file for each page, with the page's words beside them.

They are kept between builds, so that for one changed page one file is written. The record of what is on disk is removed
while the files are changed, so that after a crash all of them are written again.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Iterable
from html import unescape
from pathlib import Path

from generator.output.vocabulary import Stems, words_of
from generator.pages.planned import SearchText


class SearchDocuments:
    """The search documents in one folder."""

    def __init__(self, folder: Path, made_by: str) -> None:
        """Set up the documents.

        Args:
            folder: the folder that has them; it need not exist.
            made_by: a digest of the code that makes them; documents of other code are not used.
        """
        self.pages = folder / "pages"
        self._record = folder / f"known-{made_by}.json"
        self._stems = folder / f"stems-{made_by}.json"

    def update(self, texts: Iterable[SearchText]) -> tuple[str, ...]:
        """Write the documents of changed texts and remove those of others; return each text's words, with spaces."""
        before = _load(self._record)
        self.pages.mkdir(parents=True, exist_ok=True)
        for old in self._record.parent.glob("known-*.json"):
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
        self._record.write_text(json.dumps(now, ensure_ascii=False), "utf-8")
        return tuple(words for _, words in now.values())

    def stems(self) -> Stems:
        """Return the stems of words that `keep` was given last, by word; none after a change of the code."""
        return _load(self._stems)

    def keep(self, stems: Stems) -> None:
        """Keep the stems of words for the next build."""
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
        with contextlib.suppress(OSError):  # there are other pages in the folder
            for folder in (file.parent, *file.parent.parents):
                folder.rmdir()

    def _file(self, path: str) -> Path:
        return self.pages / path.strip("/") / "index.html"


_TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")


def _plain(document: str) -> str:
    """Return the text of a document, with a space between elements; it is of our own making, and well-formed."""
    return unescape(_TAG.sub(" ", document[document.index("<body") :]))


def _load(file: Path) -> dict[str, list[str]]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
