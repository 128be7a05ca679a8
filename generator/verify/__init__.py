"""Verification: the words of a letter's source against those of its Markdown, without any of the import's own code.

Every word of the official text must stand in the content once and in order, and nothing else may. What the source has
around the text is listed, not passed over in silence.
"""

from __future__ import annotations

from pathlib import Path

from generator.core import digest
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.intake.readers import read
from generator.intake.source_document import UnreadableError
from generator.verify import borders, changed_words, letter_text, order, source
from generator.verify.match import match
from generator.verify.report import Difference, LeftOut, Report, worded
from generator.verify.streams import Stream

__all__ = ["Difference", "Furniture", "Report", "verify", "worded"]


def verify(folder: Path) -> Report:
    """Compare a letter's folder with the source that its `letter.md` names.

    Never raises for what the files hold: what makes comparing impossible is a problem of the report.
    """
    letter = folder.name
    try:
        text = letter_text.read(folder)
    except FileNotFoundError:
        return Report(
            letter, None, problems=(diagnostic("no-letter", Position(f"{folder.as_posix()}/letter.md"), letter=letter),)
        )
    except ValueError as error:
        where = Position(f"{folder.as_posix()}/{error}")
        return Report(letter, None, problems=(diagnostic("front-matter-unreadable", where),))
    here = Position(f"{folder.as_posix()}/letter.md")
    named = text.meta.get("source")
    name = named.get("file") if isinstance(named, dict) else None
    withheld = named.get("withheld") if isinstance(named, dict) else None
    if withheld and not (name and (folder / str(name)).is_file()):
        absent = diagnostic("source-withheld", here, Severity.INFO, reason=withheld)
        return Report(letter, None, problems=(absent,), withheld=True)
    if not name:
        return Report(letter, None, problems=(diagnostic("no-source", here, Severity.WARNING),))
    path = folder / str(name)
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        return Report(letter, None, problems=(diagnostic("no-source-file", here, file=name),))
    data = path.read_bytes()
    problems = _fingerprint(data, named, here)
    try:
        document = read(data, path.name)
    except UnreadableError as error:
        return Report(letter, None, problems=(*problems, error.problem))
    whole = source.of_document(document)
    differences, furniture = compare(text, whole, web=document.format == "html")
    lost = changed_words.unread(whole, source.unread(data, document))
    count = sum(len(text.stream.words(unit.start, unit.end).split()) for unit in text.units)
    return Report(letter, path.name, count, (*lost, *differences), furniture, problems)


def compare(
    text: letter_text.LetterText, whole: Stream, *, web: bool = False
) -> tuple[tuple[Difference, ...], tuple[LeftOut, ...]]:
    """Compare a letter's texts with its source's words; differences in the order of the files."""
    pair = match(text, whole, web=web)
    unmatched, furniture = changed_words.unmatched(pair)
    files = list(dict.fromkeys(unit.path for unit in text.units))
    found = [*unmatched, *order.moved(pair), *order.misplaced(pair), *borders.crossed(pair)]
    return tuple(sorted(found, key=lambda one: (files.index(one.path), one.line))), furniture


def _fingerprint(data: bytes, named: object, here: Position) -> tuple[Diagnostic, ...]:
    """Report a source that is not the one that was imported."""
    recorded = named.get("sha256") if isinstance(named, dict) else None
    actual = digest.sha256(data)
    if recorded is None:
        return (diagnostic("source-without-fingerprint", here, Severity.WARNING, sha256=actual),)
    return () if str(recorded).lower() == actual else (diagnostic("source-changed", here, sha256=actual),)
