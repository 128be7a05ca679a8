"""Counts of what is in the finished graph, which `kantlijn check` prints."""

from __future__ import annotations

from collections.abc import Mapping

from generator.graph.site import QuestionKey, SiteGraph


def figures(graph: SiteGraph) -> Mapping[str, int]:
    """Return the counts of content and of the references between it, by name, in a fixed order."""
    answers = set(graph.answers.values())
    return {
        "letters": len(graph.letters),
        "questions": len(graph.questions),
        "answers": len(answers),
        "answers_cited": len(answers & _cited(graph)),
        "pointers": sum(map(len, graph.pointers.values())),
        "citations": sum(map(len, graph.citations.values())),
        "documents": len(graph.citations_of),
        "mentions": sum(map(len, graph.mentions_of.values())),
        "actors_mentioned": len(graph.mentions_of),
        "notes": sum(map(len, graph.notes.values())),
        "articles": len(graph.content.articles),
    }


def _cited(graph: SiteGraph) -> set[QuestionKey]:
    """Return the answers that a text outside their question and answer points at, by any number that they cover."""
    found: set[QuestionKey] = set()
    for target, pointers in graph.pointers_to.items():
        own = QuestionKey(target.letter, graph.questions[target].number)
        if any(QuestionKey(p.place.text.letter, p.place.text.number) != own for p in pointers):
            found.add(graph.answers.get(own, own))
    return found
