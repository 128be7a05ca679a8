"""The documents that Pagefind indexes, on disk: an HTML document for each page, with the page's words beside it.

They are kept between builds, those of one part of the index in one file, so that for one changed page one document is
made. A file that is damaged, or of other code, counts as none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import msgspec

from generator.core.values import Value
from generator.output.vocabulary import Stems, words_of
from generator.pages.planned import SearchText


class SearchDocument(Value, frozen=True):
    """One document, as it is kept."""

    path: str
    """The page's site path."""
    digest: str
    html: str
    words: str
    """Its words, folded, with spaces between."""


class SearchDocuments:
    """The search documents in one folder."""

    def __init__(self, folder: Path, made_by: str) -> None:
        """Set up the documents.

        Args:
            folder: the folder that has them; it need not exist.
            made_by: a digest of the code that makes them; documents of other code are not used.
        """
        self._file = folder / f"documents-{made_by}"
        self._stems = folder / f"stems-{made_by}.json"

    def update(self, texts: Iterable[SearchText]) -> tuple[SearchDocument, ...]:
        """Write the documents of texts in the order of paths, those of changed texts anew, and return them."""
        before = {one.path: one for one in self.read()}
        now = tuple(_document(text, before.get(text.path)) for text in sorted(texts, key=lambda text: text.path))
        self._put(self._file, _ENCODER.encode(now))
        return now

    def read(self) -> tuple[SearchDocument, ...]:
        """Return the documents as they were written; none where there are none, or where they are damaged."""
        try:
            return _DECODER.decode(self._file.read_bytes())
        except (OSError, msgspec.DecodeError):
            return ()

    def stems(self) -> Stems:
        """Return the stems of words that `keep` was given last, by word; none after a change of the code."""
        try:
            found = json.loads(self._stems.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def keep(self, stems: Stems) -> None:
        """Keep the stems of words for the next build."""
        self._put(self._stems, json.dumps(stems, ensure_ascii=False).encode())

    @staticmethod
    def _put(file: Path, data: bytes) -> None:
        """Put a file in place of the one before, and of those of other code."""
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}")
        beside.write_bytes(data)
        beside.replace(file)
        for old in file.parent.glob(f"{file.name.partition('-')[0]}-*"):
            if old != file:
                old.unlink()


def _document(text: SearchText, before: SearchDocument | None) -> SearchDocument:
    if before is not None and before.digest == text.digest:
        return before
    html = text.html
    return SearchDocument(text.path, text.digest, html, " ".join(words_of((_plain(html),))))


_TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")


def _plain(document: str) -> str:
    """Return the text of a document, with a space between elements; it is of our own making, and well-formed."""
    return unescape(_TAG.sub(" ", document[document.index("<body") :]))


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(tuple[SearchDocument, ...])
