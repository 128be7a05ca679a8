"""The version that an update leaves behind: the official text that it changes, in a file that nothing writes again.

Texts are compared and kept as every build reads them, so that a version is what was shown. Nothing here touches the disk.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from generator.core import digest, limits
from generator.core.diagnostics import Diagnostic, Position
from generator.core.file_texts import text_of
from generator.core.model import Letter, LetterHead, Question
from generator.core.versions import FOLDER, FORM, FileText, FootnoteText, text_digest
from generator.core.written_values import flow

_HEAD = "# The text of this letter until an import changed it. The program wrote this file and reads it: leave it as it is.\n"
_SEQUENCE = re.compile(rb"^sequence: ([0-9]{1,6})\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Keeping:
    """What an update needs to keep the text that it changes."""

    read: Callable[[str, bytes], Letter | Question | None]
    """Reads the file at a path under the site's root as the build does; None for another kind of file."""
    today: dt.date
    """The day on which the text is replaced."""


@dataclass(frozen=True, slots=True)
class LetterFiles:
    """The files of a letter before an update, and what is changed in them."""

    files: Mapping[str, bytes]
    """By path under the content folder."""
    changed: Mapping[str, bytes]
    """What some of them become."""
    versions: Mapping[str, bytes]
    """The versions that were kept before."""
    sources: Mapping[str, bytes]
    """Where the sources are after the update."""


def kept(letter_id: str, of: LetterFiles, keeping: Keeping) -> tuple[str, bytes] | None:
    """Return the file that keeps the text as it was; None where no text changes that was shown."""
    before = {path: item for path, data in of.files.items() if (item := keeping.read(f"content/{path}", data))}
    letter = next((item for item in before.values() if isinstance(item, Letter)), None)
    if letter is None or letter.draft:
        return None
    shown = {path: text_of(item) for path, item in before.items() if not item.draft}
    if all(text == _after(path, of.changed, keeping, text) for path, text in shown.items()):
        return None
    texts = tuple(sorted(shown.values(), key=lambda text: text.number))
    name = f"{keeping.today.isoformat()}-{text_digest(texts)[:8]}"
    folder, taken, sequence = f"letters/{letter_id}/{FOLDER}", _stems(of.versions), _next(of.versions.values())
    if name in taken:
        name = next(f"{name}-{count}" for count in range(2, len(taken) + 3) if f"{name}-{count}" not in taken)
    written = "".join(_lines(texts, letter, _source(letter, of.sources), keeping.today, sequence))
    return f"{folder}/{name}.yml", written.encode("utf-8", "surrogatepass")


def over_limits(path: str, data: bytes) -> tuple[Diagnostic, ...]:
    """Return why a version is too large to be read again; nothing for one that is not."""
    most = limits.current()
    if len(data) > most.file_kilobytes * 1024:
        return (limits.problem("file_kilobytes", Position(path)),)
    values = sum(data.count(sign) for sign in (b"\n", b"\n- ", b"\n  - label: "))
    return (limits.problem("values", Position(path)),) if values > most.values else ()


def _after(path: str, changed: Mapping[str, bytes], keeping: Keeping, text: FileText) -> FileText | None:
    """Return what the text of a file becomes; `text` is what it is."""
    if path not in changed:
        return text
    item = keeping.read(f"content/{path}", changed[path])
    return text_of(item) if item else None


def _stems(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(posixpath.basename(path).removesuffix(".yml").casefold() for path in paths)


def _next(versions: Iterable[bytes]) -> int:
    """Return the sequence of a new version, after that of each there is: one of them may have been removed."""
    return 1 + max((int(found[1]) for data in versions if (found := _SEQUENCE.search(data))), default=0)


def _source(letter: LetterHead, sources: Mapping[str, bytes]) -> dict[str, object] | None:
    """Return where the source of a text is kept, and its digest; None where neither is known."""
    sha256 = letter.source.sha256
    if sha256 is None:
        return None
    found = next((path for path, data in sources.items() if digest.sha256(data) == sha256), None)
    return {"file": f"source/{posixpath.basename(found)}" if found else None, "sha256": sha256}


# --- Writing ---------------------------------------------------------------------------------------------------


def _lines(
    texts: Sequence[FileText], letter: LetterHead, source: dict[str, object] | None, until: dt.date, sequence: int
) -> Iterator[str]:
    """Yield the lines of a file: one for each block of text, so that two versions can be compared by any program."""
    yield _HEAD
    yield f"form: {FORM}\n"
    yield f"until: {until.isoformat()}\n"
    yield f"sequence: {sequence}\n"
    yield f"date: {letter.day.isoformat() if letter.day else 'null'}\n"
    yield f"source: {flow(source)}\n"
    yield f"sha256: {text_digest(texts)}\n"
    yield "texts:\n"
    for text in texts:
        yield f"- number: {text.number}\n"
        if text.joint:
            yield f"  with: {flow(list(text.joint))}\n"
        if text.answered_in is not None:
            yield f"  answered_in: {text.answered_in}\n"
        yield from _blocks("question", text.question, "  ")
        yield from _blocks("answer", text.answer, "  ")
        yield from _footnotes(text.footnotes)


def _footnotes(notes: Sequence[FootnoteText]) -> Iterator[str]:
    if notes:
        yield "  footnotes:\n"
    for note in notes:
        yield f"  - label: {_quoted(note.label)}\n"
        yield f"    number: {_quoted(note.number)}\n"
        yield from _blocks("text", note.text, "    ")


def _blocks(key: str, blocks: Sequence[str], indent: str) -> Iterator[str]:
    if blocks:
        yield f"{indent}{key}:\n"
    for block in blocks:
        yield f"{indent}- {_quoted(block)}\n"


def _quoted(text: str) -> str:
    """Return a text in quotes on one line, whatever its characters are."""
    return yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10**9).removesuffix("\n")
