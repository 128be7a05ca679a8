"""Resolves one destination of a link, as written, to what it leads to. Texts are not searched for links here."""

from __future__ import annotations

import re

import msgspec

from generator.core import command_line, urls
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.model import Text
from generator.core.nearest import nearest
from generator.graph.content_index import ContentIndex
from generator.graph.site import PARAGRAPH_ANCHORS, Part, QuestionKey, Target, TargetKind, TextKey
from generator.references import schemes
from generator.references.schemes import Identity

_KINDS = {
    "letter": TargetKind.LETTER,
    "actor": TargetKind.ACTOR,
    "topic": TargetKind.TOPIC,
    "page": TargetKind.PAGE,
    "note": TargetKind.NOTE,
}
_SUGGESTIONS = {
    "vraag": "question",
    "antwoord": "question",
    "answer": "question",
    "brief": "letter",
    "onderwerp": "topic",
    "pagina": "page",
    "notitie": "note",
}
"""What people write instead of a scheme of ours, for hints of diagnostics."""
_QUESTIONS = re.compile(r"(?:(?P<letter>[^/]+)/)?(?P<list>\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*)")
_LONGEST_RANGE = 1000
"""The difference between the ends of a range of questions, at most."""


def resolve(destination: str, letter: str, index: ContentIndex, position: Position) -> Target | Diagnostic:
    """Return what a destination leads to, or the diagnostic for one that leads nowhere.

    `letter` is the id of the letter that the link is in or about, or "" outside letters. Forms: `question:4`,
    `question:2-4`, `question:2,5`, `question:<letter>/4`, `letter:`, `actor:`, `topic:`, `page:`, `note:<id>`,
    `note:<letter>/<id>`, a scheme of `references/schemes`, `http:`, `https:`, `mailto:`, `tel:`, or the path of a
    content file from the site's root. A question and a path may have an anchor (`#a2`).
    """
    if destination.startswith("/content/"):
        return _file(destination, index, position)
    name, colon, value = destination.partition(":")
    if not colon:
        suggestion = f"https://{destination}" if destination.startswith("www.") else schemes.meant(destination)
        return diagnostic("unknown-destination", position, destination=destination, suggestion=suggestion)
    if name == "question":
        return _question(value, letter, index, position)
    if name in _KINDS:
        return _item(name, value, letter, index, position)
    if name in ("http", "https", "mailto", "tel"):
        return _web(destination, index)
    identity = schemes.parse(destination)
    if identity:
        return _document(identity, index)
    example = schemes.problem(destination)
    if example:
        return diagnostic("wrong-identity", position, destination=destination, example=example)
    known = ("question", *_KINDS, *schemes.scheme_names, "https", "mailto")
    near = _SUGGESTIONS.get(name.casefold()) or nearest(name, known)
    suggestion = schemes.meant(destination) or (f"{near}:{value}" if near else None)
    return diagnostic("unknown-destination", position, destination=destination, suggestion=suggestion)


def _web(destination: str, index: ContentIndex) -> Target:
    identity = schemes.parse(destination)
    return _document(identity, index, destination) if identity else Target(TargetKind.WEB, destination)


def _document(identity: Identity, index: ContentIndex, address: str = "") -> Target:
    """Return the target for a document: the letter, if it is one on this site. `address` is the link's web address."""
    letter = index.own.get(schemes.document_of(identity))
    if letter:
        return Target(TargetKind.LETTER, letter, identity=identity)
    return Target(TargetKind.DOCUMENT, address, identity=identity)


def _item(name: str, value: str, letter: str, index: ContentIndex, position: Position) -> Target | Diagnostic:
    kind = _KINDS[name]
    known = index.ids(kind)
    if kind is TargetKind.NOTE and "/" not in value and letter:
        value = f"{letter}/{value}"
    if value in known:
        return Target(kind, value)
    return diagnostic(
        f"unknown-{name}", position, id=value, suggestion=nearest(value, known), word=command_line.word(value)
    )


def _file(destination: str, index: ContentIndex, position: Position) -> Target | Diagnostic:
    path, _, anchor = destination.removeprefix("/").partition("#")
    target = index.files.get(path)
    if target is None:
        return diagnostic("unknown-file", position, file=path, suggestion=nearest(path, index.files))
    return _anchored(target, anchor, index, position)


# --- Questions -------------------------------------------------------------------------------------------------


def _question(value: str, letter: str, index: ContentIndex, position: Position) -> Target | Diagnostic:
    value, _, anchor = value.partition("#")
    found = _QUESTIONS.fullmatch(value.replace(" ", ""))
    asked = _numbers(found["list"]) if found else ()
    if not found or not asked:
        return diagnostic("wrong-question", position, destination=f"question:{value}")
    owner = found["letter"] or letter
    if not owner:
        only = next(iter(index.numbers), None) if len(index.numbers) == 1 else None
        suggestion = only and f"question:{only}/{value}"
        return diagnostic("question-without-letter", position, destination=f"question:{value}", suggestion=suggestion)
    if owner not in index.numbers:
        return diagnostic("unknown-letter", position, id=owner, suggestion=nearest(owner, index.numbers))
    missing = next((number for number in asked if QuestionKey(owner, number) not in index.holders), None)
    if missing is not None:
        near = nearest_number(missing, index.numbers[owner])
        return diagnostic("unknown-question", position, number=missing, letter=owner, suggestion=near)
    holders = dict.fromkeys(QuestionKey(owner, index.holders[QuestionKey(owner, n)]) for n in asked)
    return _anchored(Target(TargetKind.QUESTION, questions=tuple(holders)), anchor, index, position)


def nearest_number(asked: int, known: tuple[int, ...]) -> str | None:
    """Return the number that was probably meant: one that looks like it (4 for 44), else the nearest."""
    similar = nearest(str(asked), map(str, known))
    return similar or (str(min(known, key=lambda number: abs(number - asked))) if known else None)


def _numbers(text: str) -> tuple[int, ...]:
    """Return the numbers in `2-4,7`: 2, 3, 4, 7. Return none if a range is backwards or too long."""
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        low, high = int(first), int(last or first)
        if not 0 <= high - low <= _LONGEST_RANGE:
            return ()
        found.extend(range(low, high + 1))
    return tuple(found)


def _anchored(target: Target, anchor: str, index: ContentIndex, position: Position) -> Target | Diagnostic:
    """Return the target with its anchor; the diagnostic if the target has no such anchor."""
    if not anchor:
        return target
    known = _anchors(target, index)
    if anchor in known:
        return msgspec.structs.replace(target, anchor=anchor)
    return diagnostic("unknown-anchor", position, anchor=anchor, known=", ".join(known) or None)


def _anchors(target: Target, index: ContentIndex) -> tuple[str, ...]:
    """Return the anchors of the paragraphs and footnotes of one question with its answer, or of a cover letter."""
    if len(target.questions) == 1:
        question = index.questions[target.questions[0]]
        letter = target.questions[0].letter
        return (
            *_paragraphs(index, TextKey(letter, question.number, Part.QUESTION), question.question),
            *_paragraphs(index, TextKey(letter, question.number, Part.ANSWER), question.answer or ()),
            *(urls.footnote(footnote.label) for footnote in question.footnotes),
        )
    if target.kind is TargetKind.LETTER:
        cover = index.letters[target.id]
        return (
            *_paragraphs(index, TextKey(cover.id, 0, Part.COVER), cover.body),
            *(urls.footnote(footnote.label) for footnote in cover.footnotes),
        )
    return ()


def _paragraphs(index: ContentIndex, key: TextKey, text: Text) -> tuple[str, ...]:
    """Return the anchors of a text's paragraphs."""
    return index.paragraphs.get(key) or tuple(PARAGRAPH_ANCHORS[key.part](n) for n in range(1, len(text) + 1))
