"""The front matter of an import's files: which keys a letter and a question get, and how the YAML is written.

Reading front matter is not done here.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.core.languages import LANGUAGES
from generator.core.written_values import flow
from generator.intake.letter_actors import LetterActors
from generator.intake.recognise.metadata import bodies
from generator.intake.recognise.recognised_letter import (
    Asker,
    AskerKind,
    RecognisedLetter,
    RecognisedQuestion,
    Signatory,
)


def letter_front(
    letter: RecognisedLetter,
    actors: LetterActors,
    file_name: str,
    sha256: str,
    url: str | None,
    *,
    encoding: str | None = None,
) -> dict[str, object]:
    """Return the front matter of `letter.md`; actors that are not known yet are added to `actors`."""
    meta = letter.meta
    number = f" {meta.numbers[0]}" if meta.numbers else ""
    asked = [_asker(asker, actors) for asker in meta.asked_by]
    answered = [_signatory(signatory, actors) for signatory in meta.answered_by]
    return {
        "title": meta.title or f"{LANGUAGES[letter.lang].untitled[letter.kind]}{number}",
        "kind": letter.kind.value,
        "lang": letter.lang,
        "date": meta.date,
        "submitted": meta.submitted,
        "received": meta.received,
        "numbers": list(meta.numbers),
        "publication": meta.publication,
        "reference": meta.reference,
        "asked_by": asked,
        "addressed_to": [_recipient(name, actors) for name in meta.addressed_to],
        "answered_by": answered,
        "on_behalf_of": [{"office": actors.office(office)} for office in meta.on_behalf_of],
        "topics": [],
        "source": {"file": f"source/{file_name}", "sha256": sha256, "url": url}
        | ({"encoding": encoding} if encoding else {}),
    }


def _asker(asker: Asker, actors: LetterActors) -> dict[str, object]:
    """Return a member with their party, a committee, or a parliamentary group, which is its party."""
    party = actors.party(asker.party) if asker.party else None
    if asker.kind is AskerKind.COMMITTEE:
        return {"actor": actors.body(asker.name)}
    return {"actor": actors.person(asker.name, party=party), "party": party} if asker.name else {"party": party}


def _signatory(signatory: Signatory, actors: LetterActors) -> dict[str, object]:
    """Return a person with their office, an office alone, or a body."""
    if signatory.body:
        return {"actor": actors.body(signatory.body)}
    office = actors.office(signatory.office) if signatory.office else None
    return (
        {"actor": actors.person(signatory.name, office=office), "office": office}
        if signatory.name
        else {"office": office}
    )


def _recipient(name: str, actors: LetterActors) -> dict[str, object]:
    return {"actor": actors.body(name)} if bodies.is_body(name) else {"office": actors.office(name)}


def question_front(question: RecognisedQuestion) -> dict[str, object]:
    """Return the front matter of a question's file."""
    front: dict[str, object] = {"number": question.number}
    if question.joint:
        front["with"] = list(question.joint)
    front["title"] = None
    if question.answered_in is not None:
        front["answered_in"] = question.answered_in
    front |= {"topics": [], "actors": []}
    if question.pages:
        front["source"] = {"pages": list(question.pages)}
    return front


def file_text(front: Mapping[str, object], body: str) -> str:
    """Return the whole text of a file: its front matter and, unless it is blank, its body."""
    return front_matter(front) + (f"{body.strip(chr(10))}\n" if body.strip() else "")


def front_matter(front: Mapping[str, object]) -> str:
    """Write front matter: one line for each key, in the order given; a list of maps has one line for each map."""
    lines: list[str] = []
    for key, value in front.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append(f"{key}:")
            lines.extend(f"  - {flow(item)}" for item in value)
        else:
            lines.append(f"{key}: {flow(value)}")
    return "---\n" + "\n".join(lines) + "\n---\n"
