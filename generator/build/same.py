"""Whether a build would be made from exactly what the last one was made from: then there is nothing to do.

A build from the same values gives the same site. So where every byte that is read, every option and the whole program are
those of the last build of an output, and that is as it was left, neither need content be parsed nor pages be planned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import Field, fields
from pathlib import Path, PurePosixPath

from generator.build.values import Options, Prepared, Result, SiteFiles
from generator.core import digest, limits, urls
from generator.core.cache import Cache, of_program
from generator.output import last_build, pagefind
from generator.output.commit import Outcome
from generator.output.last_build import LastBuild
from generator.output.manifest import Manifest
from generator.output.theme import ThemeFile

_HOW = {"prove", "locate", "jobs", "unless_same", "confirm_out"}
"""The options that do not change what is published, or that show in the rest of what is looked at."""


def made_from(files: SiteFiles) -> str:
    """Return a fingerprint of everything that was read of a site, of the options, the program and the machine."""
    return digest.of_value(tuple(_parts(files)))


def result(files: SiteFiles, made_from: str, cache: Cache) -> Result | None:
    """Return what a build would say that would do nothing; None if it may do something.

    It does if only to fill the cache that is gone, without which all later ones would be slow.
    """
    last = None if cache.is_empty() else last_build.known(files.folder, made_from)
    if last is None or not all(last_build.is_still(files.site, path, known) for path, known in last.originals):
        return None
    out, outcome, seconds = files.folder.out, Outcome(total=last.files), files.timings.stages
    return Result(out, outcome, last.problems, last.letters, last.questions, seconds, last.proofs)


def keep(draft: Prepared, made_from: str, made: Result) -> None:
    """Write down what a build was made from, if it published all it was asked to, and from what is there now."""
    left = made.outcome.left
    originals = _originals(draft, left.manifest) if left and made.published else None
    if left is None or originals is None:
        return
    total = made.outcome.total
    build = LastBuild(made_from, originals, made.letters, made.questions, total, made.problems, made.proofs)
    last_build.keep(draft.folder, build, left.stamps)


def _originals(draft: Prepared, published: Manifest) -> tuple[tuple[str, str], ...] | None:
    """Return the files that content names, with their digests; None where one is not as it was published or compared."""
    copied = {file.origin: published.entries[urls.file(file.path)].content for file in draft.plan.files}
    found = {path: last_build.digest_of(last_build.original(draft.site, path)) for path in copied}
    if found != copied:
        return None
    proved = {proof.letter: proof.sha256 for proof in draft.plan.proofs}
    for letter in draft.graph.letters.values():
        if letter.source.file is None:
            continue
        path = (PurePosixPath(letter.position.path).parent / letter.source.file).as_posix()
        data = last_build.original(draft.site, path)
        found[path] = last_build.digest_of(data)
        listed = letter.source.size is not None
        seen = (listed and proved.get(letter.id)) or letter.source.sha256
        if listed if data is None else (seen and digest.sha256(data) != seen.lower()):
            return None
    return tuple(sorted(found.items()))


def _parts(files: SiteFiles) -> Iterator[object]:
    """Yield everything that a build is made from, but for the files that content names."""
    read = files.sources
    yield of_program(), pagefind.identity(), limits.cache_key()
    yield tuple((field.name, _plain(getattr(files.options, field.name))) for field in fields(Options) if _counts(field))
    yield files.options.prove is not None, files.options.locate is not None
    yield str(files.site), str(files.folder.out), str(files.folder.real), files.problems
    yield files.theme.words.digest, *map(_digests, (files.theme.templates, files.theme.assets))
    for text in (read.site, read.ledger, read.withdrawn, *read.texts):
        yield text and (text.path, digest.of_bytes(text.data))
    yield read.problems, read.leftovers, read.files


def _counts(field: Field[object]) -> bool:
    return field.name not in _HOW


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Path) else value


def _digests(named: Mapping[str, ThemeFile]) -> tuple[tuple[str, str], ...]:
    return tuple((name, digest.of_bytes(file.data)) for name, file in named.items())
