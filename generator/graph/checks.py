"""Checks for what an editor may want to improve; the table `CHECKS` has a row for each.

They read the finished graph, report warnings and remarks only, and run only for `kantlijn check`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic, in_order
from generator.core.language import fold
from generator.core.model import Letter, LetterKind, MarkKind, Question, Topic, place_of, plain
from generator.core.nearest import nearest
from generator.graph import name_checks
from generator.graph.roles import holders_on
from generator.graph.site import SiteGraph
from generator.graph.texts import all_leaves, paths_of
from generator.netherlands.persons import RegisteredPerson
from generator.references import schemes
from generator.references.schemes import Identity

Check = Callable[[SiteGraph], Iterator[Diagnostic]]


def run(graph: SiteGraph, persons: Sequence[RegisteredPerson] = ()) -> tuple[Diagnostic, ...]:
    """Return what all checks report, sorted by position; `persons` are those whose full names may be suggested."""
    found = [problem for check in CHECKS for problem in check(graph)]
    return in_order([*found, *name_checks.full_names(graph, persons)])


def _letters_without_source(graph: SiteGraph) -> Iterator[Diagnostic]:
    for letter in graph.letters.values():
        if letter.source.file is None and letter.source.withheld is None:
            yield diagnostic("letter-without-source", letter.position, Severity.WARNING)


def _letters_without_date(graph: SiteGraph) -> Iterator[Diagnostic]:
    for letter in graph.letters.values():
        if letter.day is None:
            yield diagnostic("letter-without-date", letter.position, Severity.WARNING)


def _answered_before_asked(graph: SiteGraph) -> Iterator[Diagnostic]:
    for letter in graph.letters.values():
        end = letter.date or letter.received
        if letter.kind is LetterKind.ANSWERS and end and letter.submitted and end < letter.submitted:
            at = place_of(letter, "submitted")
            yield diagnostic(
                "answered-before-asked",
                at,
                Severity.WARNING,
                submitted=letter.submitted.isoformat(),
                date=end.isoformat(),
            )


def _unused_topics(graph: SiteGraph) -> Iterator[Diagnostic]:
    """Report topics that no question has, and none of whose descendants a question has."""
    used: set[str] = set()
    for topic in graph.topic_questions:
        name: str | None = topic
        while name is not None and name in graph.topics and name not in used:
            used.add(name)
            name = graph.topics[name].parent
    for topic_id, unused in graph.topics.items():
        if topic_id not in used:
            yield diagnostic("unused-topic", unused.position, Severity.WARNING, name=unused.name)


def _uncited_documents(graph: SiteGraph) -> Iterator[Diagnostic]:
    """Report what editors say of a document that no letter cites: mostly the file has another name than its page."""
    cited = {schemes.slug(document) for document in graph.citations_of}
    for said in graph.content.documents:
        if said.id not in cited:
            yield diagnostic("uncited-document", said.position, Severity.WARNING, suggestion=nearest(said.id, cited))


def _unmentioned_actors(graph: SiteGraph) -> Iterator[Diagnostic]:
    """Report actors that no text mentions, that have no role in a letter, and that no other used actor refers to."""
    used = {*graph.mentions_of, *graph.asked, *graph.answered, *graph.on_behalf, *graph.named}
    for letter in graph.letters.values():
        used |= {name for party in letter.addressed_to for name in (party.actor, party.party, party.office) if name}
    used |= {name for name, actor in graph.actors.items() if any(term.office in used for term in actor.offices)}
    for actor in graph.actors.values():
        used |= {term.office for term in actor.offices} | {membership.party for membership in actor.parties}
        used |= {actor.ministry} if actor.ministry else set()
    for actor_id, actor in graph.actors.items():
        if actor_id not in used:
            yield diagnostic("unmentioned-actor", actor.position, Severity.WARNING, name=actor.name)


def _questions_without_topic(graph: SiteGraph) -> Iterator[Diagnostic]:
    """Report questions without topics of their own: suggest topics whose name or a keyword is in the text.

    Questions for which there is no suggestion are reported together, unless their letter has a topic.
    """
    if not graph.topics:
        return
    patterns = _topic_patterns(graph)
    for letter in graph.letters.values():
        without: list[int] = []
        for question in (question for question in letter.questions if not question.topics):
            fitting = _fitting(patterns, letter, question)
            if fitting:
                paste = f"topics: [{', '.join(fitting)}]"
                yield diagnostic("topic-suggestion", question.position, Severity.INFO, paste=paste)
            elif not letter.topics:
                without.append(question.number)
        if without:
            yield diagnostic("questions-without-topic", letter.position, Severity.INFO, numbers=_ranges(without))


def suggested_topics(graph: SiteGraph, letter: Letter, question: Question) -> tuple[str, ...]:
    """Return the topics whose name or a keyword is in the text of a question, but for those that it has."""
    fitting = _fitting(_topic_patterns(graph), letter, question)
    return tuple(topic for topic in fitting if topic not in question.topics)


def _topic_patterns(graph: SiteGraph) -> dict[str, re.Pattern[str]]:
    return {topic.id: _topic_pattern(topic) for topic in graph.topics.values()}


def _fitting(patterns: Mapping[str, re.Pattern[str]], letter: Letter, question: Question) -> list[str]:
    text = fold(plain(question.question + (question.answer or ()))).casefold()
    return [topic for topic, pattern in patterns.items() if pattern.search(text) and topic not in letter.topics]


def _questions_without_title(graph: SiteGraph) -> Iterator[Diagnostic]:
    """Report questions without a title of their own: their pages and all lists name them by the question itself."""
    for question in dict.fromkeys(graph.questions.values()):
        if question.title is None:
            yield diagnostic("question-without-title", question.position, Severity.INFO, number=question.number)


def _ranges(numbers: Sequence[int]) -> str:
    """Return numbers as text, three or more successive ones as a range: `1-4, 6, 7`."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def _topic_pattern(topic: Topic) -> re.Pattern[str]:
    """Return a pattern for a topic's name and keywords; from five letters also at the beginning of a longer word."""
    words = [fold(word).casefold() for word in (topic.name, *topic.keywords)]
    return re.compile(r"\b(?:" + "|".join(re.escape(w) + (r"" if len(w) >= 5 else r"\b") for w in words) + ")")


def _documents_written_twice(graph: SiteGraph) -> Iterator[Diagnostic]:
    """Report web links to a document to which other links are written as its identity or as another web address."""
    ways: dict[Identity, dict[str, Position]] = defaultdict(dict)
    paths = paths_of(graph.letters.values())
    for leaf in all_leaves(graph.texts):
        for mark in leaf.paragraph.marks:
            target = graph.targets.get((leaf.text.letter, mark.value)) if mark.kind is MarkKind.LINK else None
            if target and target.identity:
                path = paths[leaf.text.letter, leaf.text.number]
                ways[target.identity].setdefault(mark.value, Position(path, mark.line, mark.column))
    for identity, places in ways.items():
        if len(places) > 1:
            for written, position in places.items():
                if written != str(identity):
                    yield diagnostic(
                        "document-two-ways", position, Severity.INFO, destination=written, suggestion=identity
                    )


def _offices_without_holder(graph: SiteGraph) -> Iterator[Diagnostic]:
    """Report offices that answered a letter on whose date nobody is known to have held them."""
    for letter in graph.letters.values():
        for role in ("answered_by", "on_behalf_of"):
            for index, party in enumerate(getattr(letter, role)):
                if party.office in graph.actors and not party.actor and not _is_held(graph, letter, party.office):
                    place = place_of(letter, f"{role}.{index}.office")
                    name = graph.actors[party.office].name
                    yield diagnostic("office-without-holder", place, Severity.INFO, name=name, date=letter.day)


def _is_held(graph: SiteGraph, letter: Letter, office: str) -> bool:
    return letter.day is None or bool(holders_on(graph.terms, office, letter.day.isoformat()))


CHECKS: tuple[Check, ...] = (
    _letters_without_source,
    _letters_without_date,
    _answered_before_asked,
    _unused_topics,
    _unmentioned_actors,
    _uncited_documents,
    _questions_without_topic,
    _questions_without_title,
    _documents_written_twice,
    _offices_without_holder,
    name_checks.abbreviations_of_others,
    name_checks.abbreviations_with_two_meanings,
)
