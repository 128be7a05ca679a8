"""Verification: a letter's official text as pages show it against its source, without any of the import's own code.

Every word must be there once and in order, with the signs between them, and nothing else may. What may differ is listed
in `docs/verification.md`. What the source has around the text is listed, not passed over in silence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from generator.core import digest
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.encoding_names import is_text_encoding
from generator.core.proof import Departure, Proof, Reason, ShownLetter, not_compared
from generator.core.real_paths import real
from generator.core.source_places import SourcePlaces
from generator.intake.readers import in_utf_8, read, refusing
from generator.intake.source_document import UnreadableError
from generator.reading import read_apart
from generator.verify import (
    between,
    borders,
    changed_words,
    content,
    letter_text,
    order,
    places,
    proofs,
    read_twice,
    unseen_signs,
)
from generator.verify.match import Matched, match
from generator.verify.places import PrintedPage
from generator.verify.report import Difference, LeftOut, Report, worded
from generator.verify.streams import Stream

__all__ = ["Difference", "LeftOut", "Report", "compare", "compare_and_place", "verify", "worded"]


def verify(folder: Path) -> Report:
    """Compare a letter's folder with the source that its `letter.md` names.

    Never raises for what the files hold: what makes comparing impossible is a problem of the report. Paths in the
    report are relative to the letter's folder.
    """
    try:
        return _verified(folder)
    except OSError as error:
        refused = Path(error.filename or "letter.md")
        at = refused.relative_to(folder) if refused.is_relative_to(folder) else refused
        problem = diagnostic("disk", Position(at.as_posix()), reason=error.strerror or str(error))
        return Report(folder.name, None, problems=(problem,))


def _verified(folder: Path) -> Report:
    letter, here = folder.name, Position("letter.md")
    if not (folder / "letter.md").exists():
        return Report(letter, None, problems=(diagnostic("no-letter", here, letter=letter),))
    try:
        found = content.read(folder)
    except ValueError as error:
        return Report(letter, None, problems=(diagnostic("front-matter-unreadable", Position(str(error))),))
    named = found.meta.get("source")
    name = named.get("file") if isinstance(named, dict) else None
    withheld = named.get("withheld") if isinstance(named, dict) else None
    if withheld and not (name and (folder / str(name)).is_file()):
        absent = diagnostic("source-withheld", here, Severity.INFO, reason=withheld)
        return Report(letter, None, problems=(absent,), withheld=True)
    if not name:
        return Report(letter, None, problems=(diagnostic("no-source", here, Severity.WARNING),))
    path = folder / str(name)
    if not path.is_file() or not real(path).is_relative_to(real(folder)):
        return Report(letter, None, problems=(diagnostic("no-source-file", here, file=name),))
    data = path.read_bytes()
    problems = _fingerprint(data, named, here)
    report, _ = _laid(
        found.shown, data, path.name, found.meta, departures=found.departures, problems=problems, place=str(name)
    )
    return report


def compare(
    shown: ShownLetter,
    source: bytes,
    name: str,
    departures: tuple[Departure, ...] = (),
    *,
    meta: Mapping[str, object] | None = None,
) -> Proof:
    """Compare a letter as it is shown with the bytes of its source; what equality means is in `docs/verification.md`.

    `name` is the file name of the source. `meta` is the front matter of `letter.md`: a title, number or date that it
    has may be in the source around the text. Paths of the differences are those of the shown texts.
    """
    meta = {"numbers": [shown.id.upper()]} if meta is None else meta
    report, _ = _laid(shown, source, name, meta, departures=departures)
    sha256 = digest.sha256(source)
    if report.source is None:
        return not_compared(shown.id, Reason.UNREADABLE, sha256)
    return proofs.proof(report, sha256)


def compare_and_place(
    shown: ShownLetter, source: bytes, name: str, departures: tuple[Departure, ...], *, meta: Mapping[str, object]
) -> tuple[Proof, SourcePlaces | None]:
    """Compare a letter as `compare` does, and return where it is in its source too; None where that cannot be told."""
    report, laid = _laid(shown, source, name, meta, departures=departures)
    if laid is None or report.source is None:
        return not_compared(shown.id, Reason.UNREADABLE, digest.sha256(source)), None
    pair, source_format = laid
    pages: tuple[PrintedPage, ...] = ()
    if source_format == "pdf":
        with suppress(UnreadableError), refusing(name):  # without pages, the words tell where it is
            pages = read_apart("generator.verify.printed_pages:read", source, (), tuple[PrintedPage, ...])
    return proofs.proof(report, digest.sha256(source)), places.places(shown, pair, pages)


def _laid(
    shown: ShownLetter,
    data: bytes,
    name: str,
    meta: Mapping[str, object],
    *,
    departures: tuple[Departure, ...],
    problems: tuple[Diagnostic, ...] = (),
    place: str | None = None,
) -> tuple[Report, tuple[Matched, str] | None]:
    """Compare a shown letter with the bytes of its source; return how the two are paired too, and the source's format.

    `place` is the source's path for problems; else its name.
    """
    place = place or name
    named = meta.get("source")
    encoding = named.get("encoding") if isinstance(named, dict) else None
    try:
        data = in_utf_8(data, name, encoding if is_text_encoding(str(encoding)) else None)
        document = read(data, name)
        twice = read_twice.checked(data, document)
    except UnreadableError as error:
        refused = replace(error.problem, position=replace(error.problem.position, path=place))
        return Report(shown.id, None, problems=(*problems, refused)), None
    text = letter_text.of_shown(shown, meta)
    pair = match(text, twice.read, web=document.format in ("html", "xml"))
    unmatched, furniture = changed_words.unmatched(pair)
    found = [*unmatched, *order.moved(pair), *order.misplaced(pair), *borders.crossed(pair)]
    found += between.differences(pair, document.format)
    files = list(dict.fromkeys(unit.path for unit in text.units))
    differences = tuple(sorted(map(unseen_signs.look_alike, found), key=lambda one: (files.index(one.path), one.line)))
    count = sum(len(text.stream.words(unit.start, unit.end).split()) for unit in text.units)
    strange = (*_unseen(text.stream, [unit.path for unit in text.units]), *_unseen(twice.straight, [place]))
    cover = shown.texts[0].path if shown.texts else "letter.md"
    unread = (replace(one, path=cover) for one in twice.lost)
    left, met = proofs.declared((*unread, *differences), departures)
    report = Report(shown.id, name, count, left, met, furniture, (*problems, *strange))
    return report, (pair, document.format)


def _unseen(stream: Stream, files: Sequence[str]) -> Iterator[Diagnostic]:
    """Name the characters of a text that cannot be seen or be taken for others, also where both sides have them."""
    for sign in unseen_signs.unseen(stream):
        before = bisect_left(stream.at, sign.place)
        line = stream.line(before)
        at = Position(files[stream.passage_at(before).unit], line)
        yield diagnostic("unseen-sign", at, Severity.INFO, name=sign.name, word=sign.word, count=sign.count)


def _fingerprint(data: bytes, named: object, here: Position) -> tuple[Diagnostic, ...]:
    """Report a source that is not the one that was imported."""
    recorded = named.get("sha256") if isinstance(named, dict) else None
    actual = digest.sha256(data)
    if recorded is None:
        return (diagnostic("source-without-fingerprint", here, Severity.WARNING, sha256=actual),)
    return () if str(recorded).lower() == actual else (diagnostic("source-changed", here, sha256=actual),)
