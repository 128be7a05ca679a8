"""Finds citations in the letters' texts that have no link, with the importer's rules for citations.

This is part of the command line because the stages may not import `intake`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.model import MarkKind, Paragraph
from generator.graph.site import Part, QuestionKey, SiteGraph, TextKey
from generator.graph.texts import Leaf, all_leaves, paths_of
from generator.intake import citations

_COVERED = (MarkKind.LINK, MarkKind.CODE)


def unlinked_citations(graph: SiteGraph) -> Iterator[Diagnostic]:
    """Report each citation without a link, with the link to paste if it is certain what the citation means."""
    paths = paths_of(graph.letters.values())
    numbers = _numbers(graph)
    contexts = {key: _context(graph, key, numbers.get(key.letter, ())) for key in graph.texts}
    for leaf in all_leaves(graph.texts):
        for found in citations.find(leaf.paragraph.text, contexts[leaf.text]):
            if not _is_covered(leaf.paragraph, found):
                yield _problem(leaf, found, paths[leaf.text.letter, leaf.text.number])


def _problem(leaf: Leaf, found: citations.Found, path: str) -> Diagnostic:
    position = Position(path, leaf.paragraph.line, 1)
    text = found.text.replace("\n", " ")
    if found.destination is None:
        return diagnostic("citation-without-target", position, Severity.INFO, text=text, place=leaf.text.part)
    paste = f"[{text}]({found.destination})"
    return diagnostic("citation-without-link", position, Severity.INFO, text=text, paste=paste)


def _is_covered(paragraph: Paragraph, found: citations.Found) -> bool:
    return any(mark.kind in _COVERED and mark.start < found.end and found.start < mark.end for mark in paragraph.marks)


def _numbers(graph: SiteGraph) -> Mapping[str, tuple[int, ...]]:
    """Return the numbers of each letter's questions, ascending."""
    found: dict[str, list[int]] = defaultdict(list)
    for key in sorted(graph.questions):
        found[key.letter].append(key.number)
    return {letter: tuple(numbers) for letter, numbers in found.items()}


def _context(graph: SiteGraph, key: TextKey, numbers: tuple[int, ...]) -> citations.Context:
    """Return the context of a text, as the importer gives it to the rules for citations."""
    letter = graph.letters[key.letter]
    place = key.part.value if key.part in (Part.COVER, Part.FOOTNOTE) else f"{key.part.value} {key.number}"
    covers = graph.covers.get(QuestionKey(key.letter, key.number), ()) if key.part is Part.ANSWER else ()
    return citations.Context(
        questions=numbers,
        place=place,
        covers=tuple(cover.number for cover in covers),
        numbers=letter.numbers,
        date=letter.day,
        lang=letter.lang,
    )
