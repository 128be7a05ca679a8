"""What a page is about, in the words of schema.org (JSON-LD): the question, its answer, who, when, and from what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from generator.core import urls
from generator.core.model import ActorType, LetterHead, Party, Text, leaves
from generator.graph.excerpts import first_words
from generator.graph.site import QuestionKey
from generator.pages.data.identifiers import same_as
from generator.pages.data.records import Record, letter_record
from generator.pages.views import CitedDocument
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.rows import source_path

_WHOLE = 800
"""Up to how many characters a text is given in full; of a longer one only its beginning, as an abstract."""
_ABSTRACT = 300
_SCRIPT = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)
"""Characters that could end the script element, or break a line in old scripts."""

Node = dict[str, Any]


def answer(page: PageContext, key: QuestionKey, record: Record, cites: Iterable[CitedDocument]) -> Markup:
    """Describe the address of a question and its answer."""
    graph = page.site.graph
    letter, question = graph.letters[key.letter], graph.questions[key]
    holder = graph.answers.get(key)
    address = _address(page, page.path)
    part_of = _letter(page, letter)
    replied = graph.questions[holder].answer if holder else None
    reply = replied and {
        "@type": "Answer",
        "@id": f"{address}#antwoord" if address else None,
        "url": f"{address}#antwoord" if address else None,
        **_text(replied),
        "dateCreated": letter.date or letter.received,
        "inLanguage": letter.lang,
        "author": _people(page, letter.answered_by),
        "isPartOf": part_of.get("@id") and {"@id": part_of["@id"]},
        "citation": [{"@type": "CreativeWork", "name": document.label, "url": document.official} for document in cites],
        "isBasedOn": _source(page, letter),
    }
    asked = {
        "@type": "Question",
        "@id": f"{address}#title" if address else None,
        "name": page.site.title(key),
        **_text(question.question),
        "dateCreated": letter.submitted,
        "inLanguage": letter.lang,
        "author": _people(page, letter.asked_by),
        "about": [page.topic(topic).title for topic in dict.fromkeys((*question.topics, *letter.topics))],
        "isPartOf": part_of,
        "answerCount": 1 if reply else 0,
        "acceptedAnswer": reply,
    }
    return _script(page, record, address, asked)


def letter(page: PageContext, found: LetterHead) -> Markup:
    """Describe the page of a letter."""
    record = letter_record(page.site, found)
    about = [page.topic(topic).title for topic in found.topics]
    main = _letter(page, found) | {
        "inLanguage": found.lang,
        "author": _people(page, found.answered_by),
        "about": about,
        "isBasedOn": _source(page, found),
    }
    return _script(page, record, _address(page, page.path), main)


def _script(page: PageContext, record: Record, address: str | None, main: Node) -> Markup:
    config = page.site.config
    node = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": address,
        "name": record.name,
        "inLanguage": config.lang,
        "isPartOf": {"@type": "WebSite", "name": config.name, "url": _address(page, "/")},
        "publisher": {"@type": "Organization", "name": record.publisher},
        "license": config.license,
        "mainEntity": main,
    }
    return as_script(node)


def as_script(node: Node) -> Markup:
    """Write a node as the content of a script element, without what is not known."""
    text = _ENCODER.encode(_kept(node))
    for sign, written in _SCRIPT:
        text = text.replace(sign, written)
    return Markup(text)  # noqa: S704 - JSON, with everything escaped that HTML would read


def _letter(page: PageContext, found: LetterHead) -> Node:
    record = letter_record(page.site, found)
    address = _address(page, urls.letter(page.site.segments, found.id))
    return {
        "@type": "DigitalDocument",
        "@id": address,
        "url": address,
        "name": found.title,
        "datePublished": found.date or found.received,
        "identifier": found.numbers,
        "sameAs": record.official_url,
    }


def _source(page: PageContext, found: LetterHead) -> Node | None:
    """Return the original document; None where nothing is known of it."""
    source, record = found.source, letter_record(page.site, found)
    path = source_path(page, found)
    node = {
        "contentUrl": _address(page, path) if path else None,
        "sha256": source.sha256,
        "url": source.url or record.official_url,
        "name": record.official,
    }
    return {"@type": "MediaObject", **node} if any(node.values()) else None


def _people(page: PageContext, parties: Iterable[Party]) -> list[Node]:
    graph = page.site.graph
    found: list[Node] = []
    for party in parties:
        who = party.actor or party.office or party.party
        if not who:
            continue
        actor = graph.actors.get(who)
        known = actor is not None
        person = actor.type is ActorType.PERSON if actor else party.actor is not None
        node: Node = {
            "@type": "Person" if person else "Organization",
            "name": actor.name if actor else who,
            "url": _address(page, urls.actor(page.site.segments, who)) if known else None,
            "sameAs": [ref.url for ref in same_as(actor.same_as) if ref.url] if actor else (),
        }
        if person:
            node["jobTitle"] = page.actor(party.office).title if party.office else None
            node["affiliation"] = (
                {"@type": "Organization", "name": page.actor(party.party).title} if party.party else None
            )
        found.append(node)
    return found


def _text(text: Text) -> Node:
    whole = "\n\n".join(leaf.text for leaf in leaves(text))
    return {"text": whole} if len(whole) <= _WHOLE else {"abstract": first_words(text, _ABSTRACT)}


def _address(page: PageContext, path: str) -> str | None:
    return f"{page.site.base_url}{path}" if page.site.base_url else None


def _kept(value: Any) -> Any:
    """Leave out what is not known; a list of one is that one."""
    if type(value) is str:
        return value
    if type(value) is dict or isinstance(value, Mapping):
        kept = {key: _kept(part) for key, part in value.items()}
        return {key: part for key, part in kept.items() if part or part not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        parts = [_kept(part) for part in value]
        return parts[0] if len(parts) == 1 else parts
    return value
