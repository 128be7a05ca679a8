"""Links of the content → spans over its text: where they lead from this page, and what their hover text says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.core import urls
from generator.core.language import numeral
from generator.core.model import LetterHead, Mark, MarkKind, Paragraph
from generator.graph.excerpts import shorten
from generator.graph.site import QuestionKey, Target, TargetKind
from generator.pages.markup.html import escaped
from generator.pages.markup.nesting import Span
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import page_path
from generator.references import schemes
from generator.references.schemes import Identity

LINK_RANK, ACTOR_RANK, NOTE_RANK = 0, 1, 2
"""Where they meet, a link of the text wins from a mention, and both from a note's quote."""
_SAFE = frozenset({"http", "https", "mailto", "tel"})
_OWN_PROGRAM = frozenset({"mailto", "tel"})
_WORD = re.compile(r"[^\W_]+")
_PREVIEW = 140
"""How many characters the hover text of a pointer shows."""


class Led(NamedTuple):
    """Where a link leads from a page, and what its element says of it."""

    href: str
    """Empty where it leads nowhere."""
    kind: str = ""
    title: str = ""
    rel: str = ""


def pointers(
    page: PageContext, mark: Mark, words: str, target: Target, letter: LetterHead, *, whole: bool
) -> Iterator[Span]:
    """Link a cross-reference of a letter; where it names several questions, each number leads to its own.

    With `whole` the page holds the whole letter, and pointers within it stay on the page.
    """
    site = page.site
    for start, end, key in _by_question(words, target, letter):
        if whole and key.letter == letter.id and not target.anchor.startswith("fn-"):
            path = "#" + "-".join(filter(None, (urls.question_anchor(site.segments, key.number), target.anchor)))
        else:
            path = site.question_path(key, target.anchor)
        href = page.to(path)
        title = question_title(page, key, letter.id)
        attributes = f' class="pointer" href="{escaped(href)}" title="{escaped(title)}"'
        yield Span(mark.start + start, mark.start + end, "a", attributes, rank=LINK_RANK)


def link(page: PageContext, mark: Mark, target: Target, letter: LetterHead | None) -> Iterator[Span]:
    """Write one resolved link; an address that is not of the web or of mail is not linked."""
    led = leads(page, target, letter)
    if led.href:
        name = f' class="{led.kind}"' if led.kind else ""
        rel = f' rel="{led.rel}"' if led.rel else ""
        hover = f' title="{escaped(led.title)}"' if led.title else ""
        yield Span(mark.start, mark.end, "a", f'{name}{rel} href="{escaped(led.href)}"{hover}', rank=LINK_RANK)


class Address(NamedTuple):
    """A span of a paragraph that is a link, and where it leads."""

    start: int
    end: int
    url: str
    target: Target
    question: QuestionKey | None = None
    """For a cross-reference: which of its questions these words name."""


def addresses(page: PageContext, leaf: Paragraph, letter: LetterHead) -> Iterator[Address]:
    """Yield the links of a paragraph, with where each leads from the page."""
    targets = page.site.graph.targets
    for mark in leaf.marks:
        target = targets.get((letter.id, mark.value)) if mark.kind is MarkKind.LINK else None
        if target and target.questions:
            for start, end, key in _by_question(leaf.text[mark.start : mark.end], target, letter):
                url = page.to(page.site.question_path(key, target.anchor))
                yield Address(mark.start + start, mark.start + end, url, target, key)
        elif target and (href := leads(page, target, letter).href):
            yield Address(mark.start, mark.end, href, target)


def leads(page: PageContext, target: Target, letter: LetterHead | None) -> Led:
    """Return where one resolved link leads."""
    site = page.site
    segments = site.segments
    kind, title, path = "", "", ""
    match target.kind:
        case TargetKind.LETTER if target.identity:
            kind, path = "citation", site.document_path(target.identity) or ""
            title = schemes.label(target.identity, site.config.lang)
        case TargetKind.QUESTION if target.questions:
            kind, path = "pointer", site.question_path(target.questions[0], target.anchor)
            title = question_title(page, target.questions[0], letter.id if letter else "")
        case TargetKind.LETTER:
            path, title = urls.letter(segments, target.id), site.graph.letters[target.id].title
            path += f"#{target.anchor}" if target.anchor else ""
        case TargetKind.ACTOR:
            kind, path = "actor", urls.actor(segments, target.id)
        case TargetKind.TOPIC:
            kind, path = "topic", urls.topic(segments, target.id)
        case TargetKind.PAGE:
            path = page_path(segments, target.id)
        case TargetKind.NOTE:
            letter_id, _, note_id = target.id.partition("/")
            path = _note_path(page, letter_id, note_id)
        case TargetKind.DOCUMENT if target.identity:
            return _citation(page, target, target.identity, letter)
        case _:
            return _web(target.id)
    return Led(page.to(path), kind, title)


def question_title(page: PageContext, key: QuestionKey, letter_id: str) -> str:
    """Say what a pointer leads to: the question's number and first words, and its letter where that is another."""
    site = page.site
    text = shorten(site.graph.heads[key].words, _PREVIEW)
    if key.letter == letter_id:
        return site.words("pages-question", number=key.number, text=text)
    letter = site.graph.letters[key.letter].title
    return site.words("pages-question-elsewhere", number=key.number, text=text, letter=letter)


def _citation(page: PageContext, target: Target, identity: Identity, letter: LetterHead | None) -> Led:
    """Lead to the page about the document, or else to its official address."""
    site = page.site
    day = letter.day if letter else None
    path = site.document_path(identity)
    href = page.to(path) if path else (schemes.official(identity, day) or target.id)
    lang = site.config.lang
    name = ": ".join(filter(None, (schemes.label(identity, lang), site.subject_of(identity))))
    return Led(href, "citation", ", ".join(filter(None, (name, schemes.detail(identity, lang, day)))))


def _web(address: str) -> Led:
    scheme = address.partition(":")[0].lower()
    if scheme not in _SAFE:
        return Led("")
    return Led(address) if scheme in _OWN_PROGRAM else Led(address, "external", rel="external")


def _note_path(page: PageContext, letter_id: str, note_id: str) -> str:
    site = page.site
    note = next(note for note in site.letter_notes(letter_id) if note.id == note_id)
    return f"{site.note_path(note)}#{urls.note(note_id)}"


def _by_question(words: str, target: Target, letter: LetterHead) -> tuple[tuple[int, int, QuestionKey], ...]:
    """Divide the words of a cross-reference over the questions it names; undivided they lead to the first."""
    targets = target.questions
    parts = _by_number(words, targets, letter.lang) if len(targets) > 1 else ()
    return parts or ((0, len(words), targets[0]),)


def _by_number(words: str, targets: tuple[QuestionKey, ...], lang: str) -> tuple[tuple[int, int, QuestionKey], ...]:
    """Divide the words of a pointer over its questions: `vragen 2 en 3` is `vragen 2` and `3`.

    Empty where fewer than two of the numbers are printed. What a range leaves out (`6 t/m 9`) has no words to link.
    """
    in_digits = any(char.isdecimal() for char in words)
    wanted = {key.number: key for key in reversed(targets)}
    parts: list[tuple[int, int, QuestionKey]] = []
    for word in _WORD.finditer(words):
        if in_digits and not word[0].isdecimal():
            continue
        number = numeral(word[0], lang)
        key = wanted.pop(number, None) if number is not None else None
        if key:
            parts.append((word.start() if parts else 0, word.end(), key))
    return tuple(parts) if len(parts) > 1 else ()
