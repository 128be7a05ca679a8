"""A link's destination as written → what it leads to, or what is wrong with it. Pure lookups, no walking."""

from __future__ import annotations

import re

import msgspec

from generator.core import urls
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.model import Text
from generator.core.nearest import nearest
from generator.graph.content_index import Names
from generator.graph.site import PARAGRAPH_ANCHORS, Part, QuestionKey, Target, TargetKind, TextKey
from generator.references import schemes
from generator.references.schemes import Identity

_NAMED = {
    "letter": TargetKind.LETTER,
    "actor": TargetKind.ACTOR,
    "topic": TargetKind.TOPIC,
    "page": TargetKind.PAGE,
    "note": TargetKind.NOTE,
}
_DUTCH = {
    "vraag": "question",
    "antwoord": "question",
    "answer": "question",
    "brief": "letter",
    "onderwerp": "topic",
    "pagina": "page",
    "notitie": "note",
}
"""What people write for a scheme, for hints."""
_QUESTIONS = re.compile(r"(?:(?P<letter>[^/]+)/)?(?P<list>\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*)")
_LONGEST_RANGE = 1000


def resolve(destination: str, letter: str, names: Names, position: Position) -> Target | Diagnostic:
    """Return the target of a destination that stands in a text of a letter (or outside letters, then "").

    Forms: `question:4`, `question:2-4`, `question:2,5`, `question:<letter>/4`, `letter:`, `actor:`, `topic:`,
    `page:`, `note:<id>`, `note:<letter>/<id>`, a scheme of `core/schemes`, `http:`, `https:`, `mailto:`, or the path
    of a content file. `#a2` after the first and the last names a paragraph.
    """
    if destination.startswith("/content/"):
        return _file(destination, names, position)
    name, colon, value = destination.partition(":")
    if not colon:
        suggestion = f"https://{destination}" if destination.startswith("www.") else None
        return diagnostic("unknown-destination", position, destination=destination, suggestion=suggestion)
    if name == "question":
        return _question(value, letter, names, position)
    if name in _NAMED:
        return _item(name, value, letter, names, position)
    if name in ("http", "https", "mailto", "tel"):
        return _web(destination, names)
    identity = schemes.parse(destination)
    if identity:
        return _document(identity, names)
    example = schemes.problem(destination)
    if example:
        return diagnostic("wrong-identity", position, destination=destination, example=example)
    known = ("question", *_NAMED, *schemes.scheme_names, "https", "mailto")
    near = _DUTCH.get(name.casefold()) or nearest(name, known)
    suggestion = f"{near}:{value}" if near else None
    return diagnostic("unknown-destination", position, destination=destination, suggestion=suggestion)


def _web(destination: str, names: Names) -> Target:
    identity = schemes.parse(destination)
    return _document(identity, names, destination) if identity else Target(TargetKind.WEB, destination)


def _document(identity: Identity, names: Names, address: str = "") -> Target:
    """Lead to a document, and into the site where it is here; `id` keeps a web address as written."""
    letter = names.own.get(schemes.document_of(identity))
    if letter:
        return Target(TargetKind.LETTER, letter, identity=identity)
    return Target(TargetKind.DOCUMENT, address, identity=identity)


def _item(name: str, value: str, letter: str, names: Names, position: Position) -> Target | Diagnostic:
    kind = _NAMED[name]
    known = names.ids[kind]
    if kind is TargetKind.NOTE and "/" not in value and letter:
        value = f"{letter}/{value}"
    if value in known:
        return Target(kind, value)
    return diagnostic(f"unknown-{name}", position, id=value, suggestion=nearest(value, known))


def _file(destination: str, names: Names, position: Position) -> Target | Diagnostic:
    path, _, anchor = destination.removeprefix("/").partition("#")
    target = names.paths.get(path)
    if target is None:
        return diagnostic("unknown-file", position, file=path, suggestion=nearest(path, names.paths))
    return _anchored(target, anchor, names, position)


# --- Questions -------------------------------------------------------------------------------------------------


def _question(value: str, letter: str, names: Names, position: Position) -> Target | Diagnostic:
    value, _, anchor = value.partition("#")
    found = _QUESTIONS.fullmatch(value.replace(" ", ""))
    asked = _numbers(found["list"]) if found else ()
    if not found or not asked:
        return diagnostic("wrong-question", position, destination=f"question:{value}")
    owner = found["letter"] or letter
    if not owner:
        only = next(iter(names.letters), None) if len(names.letters) == 1 else None
        suggestion = only and f"question:{only}/{value}"
        return diagnostic("question-without-letter", position, destination=f"question:{value}", suggestion=suggestion)
    if owner not in names.letters:
        return diagnostic("unknown-letter", position, id=owner, suggestion=nearest(owner, names.letters))
    missing = next((number for number in asked if QuestionKey(owner, number) not in names.questions), None)
    if missing is not None:
        near = nearest_number(missing, names.numbers[owner])
        return diagnostic("unknown-question", position, number=missing, letter=owner, suggestion=near)
    holders = dict.fromkeys(QuestionKey(owner, names.questions[QuestionKey(owner, n)].number) for n in asked)
    return _anchored(Target(TargetKind.QUESTION, questions=tuple(holders)), anchor, names, position)


def nearest_number(asked: int, known: tuple[int, ...]) -> str | None:
    """Return the number that was probably meant: one that looks like it (44 → 4), else the nearest."""
    look = nearest(str(asked), map(str, known))
    return look or (str(min(known, key=lambda number: abs(number - asked))) if known else None)


def _numbers(text: str) -> tuple[int, ...]:
    """Read `2-4,7` as 2, 3, 4, 7; nothing where a range runs backwards or is absurd."""
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        low, high = int(first), int(last or first)
        if not 0 <= high - low <= _LONGEST_RANGE:
            return ()
        found.extend(range(low, high + 1))
    return tuple(found)


def _anchored(target: Target, anchor: str, names: Names, position: Position) -> Target | Diagnostic:
    """Add the paragraph a link names, where it is there."""
    if not anchor:
        return target
    known = _anchors(target, names)
    if anchor in known:
        return msgspec.structs.replace(target, anchor=anchor)
    return diagnostic("unknown-anchor", position, anchor=anchor, known=", ".join(known) or None)


def _anchors(target: Target, names: Names) -> tuple[str, ...]:
    if len(target.questions) == 1:
        question = names.questions[target.questions[0]]
        letter = target.questions[0].letter
        return (
            *_paragraphs(names, TextKey(letter, question.number, Part.QUESTION), question.question),
            *_paragraphs(names, TextKey(letter, question.number, Part.ANSWER), question.answer or ()),
            *(urls.footnote(footnote.label) for footnote in question.footnotes),
        )
    if target.kind is TargetKind.LETTER:
        cover = names.letters[target.id]
        return (
            *_paragraphs(names, TextKey(cover.id, 0, Part.COVER), cover.body),
            *(urls.footnote(footnote.label) for footnote in cover.footnotes),
        )
    return ()


def _paragraphs(names: Names, key: TextKey, text: Text) -> tuple[str, ...]:
    return names.paragraphs.get(key) or tuple(PARAGRAPH_ANCHORS[key.part](n) for n in range(1, len(text) + 1))
