"""What is left to do on a site, for `kantlijn check` and the preview: what checks report, and what imports doubted.

This is part of the command line because the stages may not import `intake`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator import build as pipeline
from generator.cli.register import problems as register_problems
from generator.cli.register import registered_persons
from generator.cli.unlinked_citations import unlinked_citations
from generator.content.sources import CONTENT
from generator.core import digest, limits
from generator.core.cache import Cache, code_of
from generator.core.diagnostics import Diagnostic, Severity, diagnostic, in_order
from generator.core.languages import FALLBACK
from generator.core.model import Letter, place_of
from generator.core.nearest import nearest
from generator.core.values import Value
from generator.graph import checks
from generator.graph.site import SiteGraph
from generator.graph.worklist import Work, work_list
from generator.i18n import catalogue
from generator.output.cache_file import CacheFile
from generator.output.cache_file import folder as cache_folder

_ROOMS = ("core", "netherlands", "references", "reading", "intake")
_LIBRARIES = ("babel", "lxml", "markdown-it-py", "msgspec", "pypdfium2", "pyyaml", "rapidfuzz")


class _KnownDoubt(Value, frozen=True):
    """A thing that an import was not sure of, as it is kept between runs."""

    code: str
    questions: tuple[int, ...]
    values: tuple[tuple[str, str], ...]


class _KnownDoubts(Value, frozen=True):
    doubts: tuple[_KnownDoubt, ...] = ()


class Remaining:
    """Finds what is left to do on one site; what imports doubted is kept by the bytes of the source."""

    def __init__(self, site: Path) -> None:
        """Set up for the site in a folder."""
        self._site = site

    def found(self, graph: SiteGraph) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
        """Return what checks report, and the doubts of the imports of all letters."""
        content = self._site / CONTENT
        told = [*checks.run(graph, registered_persons(content)), *unlinked_citations(graph)]
        found = in_order([*told, *register_problems(content), *_unknown_doubts(graph)])
        cache = CacheFile(cache_folder(self._site) / "doubts")
        doubts = tuple(doubt for letter in graph.letters.values() for doubt in self._doubts(letter, cache))
        cache.save()
        return found, doubts

    def __call__(self, draft: pipeline.Prepared) -> tuple[Work, ...]:
        """Return the work list of a site that was built."""
        found, doubts = self.found(draft.graph)
        return work_list(draft.graph, in_order((*draft.problems, *found)), doubts)

    def _doubts(self, letter: Letter, cache: Cache) -> Iterator[Diagnostic]:
        """Yield what the import of a letter was not sure of, each at the file of its question."""
        files = {number: q.position for q in letter.questions for number in (q.number, *q.joint)}
        for doubt in self._known(letter, cache):
            if doubt.code in letter.reviewed:
                continue
            at = next((files[number] for number in doubt.questions if number in files), letter.position)
            yield Diagnostic(doubt.code, at, doubt.values, Severity.INFO)

    def _known(self, letter: Letter, cache: Cache) -> Sequence[_KnownDoubt]:
        source = letter.source
        if source.file is None or source.size is None or letter.partial:
            return ()
        path = (self._site / letter.position.path).parent / source.file
        try:
            data = path.read_bytes()
        except OSError:
            return ()
        code = code_of(_ROOMS, _LIBRARIES)
        key = digest.of_text(
            "doubts", code, limits.cache_key(), path.name, source.encoding or "", digest.of_bytes(data)
        )
        known = cache.get(key, _KnownDoubts)
        if known is None:
            known = _KnownDoubts(tuple(_weighed(data, path, source.encoding)))
            cache.put(key, known)
        return known.doubts


def _unknown_doubts(graph: SiteGraph) -> Iterator[Diagnostic]:
    """Report what letters say was reviewed and is the code of nothing that could be told."""
    known = catalogue(FALLBACK).wordings
    for letter in graph.letters.values():
        for index, code in enumerate(letter.reviewed):
            if code not in known:
                from generator.intake.confidence import DOUBTS  # noqa: PLC0415 - as below

                near = nearest(code, DOUBTS) or nearest(code, known)
                at = place_of(letter, f"reviewed.{index}")
                yield diagnostic("unknown-doubt", at, Severity.WARNING, value=code, suggestion=near)


def _weighed(data: bytes, path: Path, encoding: str | None) -> Iterator[_KnownDoubt]:
    """Import a source once more, without writing anything, and yield what that is not sure of."""
    from generator.intake import confidence, disk, plan_import  # noqa: PLC0415 - slow to load, and seldom needed

    plan = plan_import(data, path.name, encoding=encoding, metadata=disk.metadata_beside(path))
    if plan.recognised is None:
        return
    for doubt in confidence.weigh(plan.recognised, plan.problems, path.name).doubts:
        for place in doubt.places:
            yield _KnownDoubt(doubt.code, doubt.questions, place.values)
