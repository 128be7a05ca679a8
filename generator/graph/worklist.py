"""The work list: what is left to do for an editor, by letter and kind; a row of `WORK` a kind.

It sorts what checks, links and comparisons with the source report; it looks for nothing itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.core.diagnostics import Diagnostic
from generator.core.proof_problems import is_difference
from generator.graph.site import SiteGraph

DIFFERENCE, DOUBT, OTHER = "difference", "doubt", "other"
WORK: Mapping[str, tuple[str, ...]] = {
    DIFFERENCE: (),  # `proof_problems` knows its codes
    DOUBT: (),  # of these the import knows the codes
    "citation": ("citation-without-target",),
    "link": ("citation-without-link", "document-two-ways"),
    "person": ("full-name",),
    "office": ("office-without-holder",),
    "title": ("question-without-title",),
    "topic": ("topic-suggestion", "questions-without-topic"),
    "unused": ("unused-topic", "unmentioned-actor"),
    OTHER: (),
}
"""The kinds of work, what hurts most first, and the codes of the problems that are such work."""
_KINDS = {code: kind for kind, codes in WORK.items() for code in codes}
_ORDER = {kind: number for number, kind in enumerate(WORK)}


@dataclass(frozen=True, slots=True)
class Work:
    """What is left to do for one letter, or with an empty id for what no letter has: topics, actors, settings."""

    letter: str
    title: str
    kinds: Mapping[str, tuple[Diagnostic, ...]]
    """By kind, in the order of `WORK`; a kind without work is not there."""

    @property
    def count(self) -> int:
        """How much there is to do."""
        return sum(map(len, self.kinds.values()))


def kind_of(problem: Diagnostic) -> str:
    """Return what kind of work a problem is."""
    return DIFFERENCE if is_difference(problem) else _KINDS.get(problem.code, OTHER)


def work_list(graph: SiteGraph, problems: Iterable[Diagnostic], doubts: Iterable[Diagnostic] = ()) -> tuple[Work, ...]:
    """Return the work of each letter that has any, newest first, and at the end what no letter has.

    `doubts` are what imports were not sure of, each at the file of its question.
    """
    sorted_out: dict[str, dict[str, list[Diagnostic]]] = defaultdict(lambda: defaultdict(list))
    for kind, problem in (*((kind_of(one), one) for one in problems), *((DOUBT, one) for one in doubts)):
        sorted_out[_letter_of(graph, problem)][kind].append(problem)
    found = []
    for letter in (*graph.letters, ""):
        kinds = sorted_out.get(letter)
        if kinds:
            title = graph.letters[letter].title if letter else ""
            ordered = sorted(kinds.items(), key=lambda item: _ORDER[item[0]])
            found.append(Work(letter, title, {kind: tuple(listed) for kind, listed in ordered}))
    return tuple(found)


def _letter_of(graph: SiteGraph, problem: Diagnostic) -> str:
    """Return the letter in whose folder a problem is, or the newest in which the actor takes part; else nothing."""
    parts = problem.position.path.split("/")
    if parts[:2] == ["content", "letters"] and len(parts) > 2:
        return parts[2] if parts[2] in graph.letters else ""
    if parts[:2] == ["content", "actors"] and kind_of(problem) == "person":
        actor = parts[-1].removesuffix(".md")
        taken = (*graph.asked.get(actor, ()), *graph.answered.get(actor, ()))
        order = {letter: number for number, letter in enumerate(graph.letters)}
        return min(taken, key=lambda letter: order[letter], default="")
    return ""
