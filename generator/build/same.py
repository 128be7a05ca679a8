"""Whether a build would be made from exactly what the last one was made from: then there is nothing to do.

A build from the same values gives the same site. So where every byte that is read, every option and the whole program are
those of the last build of an output, and that is as it was left, neither need content be parsed nor pages be planned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import Field, fields
from pathlib import Path

from generator.build.values import Options, Result, SiteFiles
from generator.core import digest, limits
from generator.core.cache import of_program
from generator.output import last_build, pagefind
from generator.output.commit import Outcome
from generator.output.last_build import LastBuild
from generator.output.theme import ThemeFile
from generator.output.write import Folder

_HOW = {"prove", "locate", "jobs", "unless_same", "confirm_out"}
"""The options that do not change what is published, or that show in the rest of what is looked at."""


def made_from(files: SiteFiles) -> str | None:
    """Return a fingerprint of everything that a build is made from; None where a file cannot be read."""
    try:
        parts = tuple(_parts(files))
    except OSError:
        return None
    return digest.of_value(parts)


def result(files: SiteFiles, made_from: str) -> Result | None:
    """Return what a build would say that would do nothing; None if it may do something."""
    last = last_build.known(files.folder, made_from)
    if last is None:
        return None
    out, outcome, seconds = files.folder.out, Outcome(total=last.files), files.timings.stages
    return Result(out, outcome, last.problems, last.letters, last.questions, seconds, last.proofs)


def keep(folder: Folder, made_from: str, made: Result) -> None:
    """Write down what a build was made from, if it published all it was asked to."""
    stamps = made.outcome.stamps
    if made.published and stamps is not None:
        total = made.outcome.total
        build = LastBuild(made_from, made.letters, made.questions, total, made.problems, made.proofs)
        last_build.keep(folder, build, stamps)


def _parts(files: SiteFiles) -> Iterator[object]:
    """Yield everything that a build is made from.

    Raises:
        OSError: a file of the content cannot be read.
    """
    read = files.sources
    yield of_program(), _pagefind(), limits.cache_key()
    yield tuple((field.name, _plain(getattr(files.options, field.name))) for field in fields(Options) if _counts(field))
    yield files.options.prove is not None, files.options.locate is not None
    yield str(files.site), str(files.folder.out), str(files.folder.real), files.problems
    yield files.theme.words.digest, *map(_digests, (files.theme.templates, files.theme.assets))
    for text in (read.site, read.ledger, read.withdrawn, *read.texts):
        yield text and (text.path, digest.of_bytes(text.data))
    yield read.problems, read.leftovers
    for path, size in read.files:
        yield path, size, digest.of_bytes((files.site / path).read_bytes())


def _counts(field: Field[object]) -> bool:
    return field.name not in _HOW


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Path) else value


def _digests(named: Mapping[str, ThemeFile]) -> tuple[tuple[str, str], ...]:
    return tuple((name, digest.of_bytes(file.data)) for name, file in named.items())


def _pagefind() -> tuple[str, int] | None:
    """Return what tells one Pagefind from another, where there is one."""
    program = pagefind.program()
    return (str(program), program.stat().st_size) if program else None
