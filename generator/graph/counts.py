"""How large the web of a site is: counts over the finished graph, for an editor's eye."""

from __future__ import annotations

from collections.abc import Mapping

from generator.graph.site import QuestionKey, SiteGraph


def figures(graph: SiteGraph) -> Mapping[str, int]:
    """Count what the site holds and what points at what, in a fixed order."""
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
    """Return the answers that another answer, a question or a cover letter points at, by any number they are for."""
    found: set[QuestionKey] = set()
    for target, pointers in graph.pointers_to.items():
        own = QuestionKey(target.letter, graph.questions[target].number)
        if any(QuestionKey(p.place.text.letter, p.place.text.number) != own for p in pointers):
            found.add(graph.answers.get(own, own))
    return found
