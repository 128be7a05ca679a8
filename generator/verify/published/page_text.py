"""The official text of a letter from its published pages: what is in the elements of class `official`, in their order.

Nothing of how pages are made is used here: a page is read as anybody's program could read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from lxml import etree
from lxml import html as lxml_html

from generator.core.proof import ShownBlock, ShownLetter, ShownText, TextKind
from generator.core.text_digest import folded, words

_ASIDE = frozenset({"note", "label", "number", "say", "title", "where", "by", "marks", "withdrawn", "here", "along"})
"""Classes of what the site says in its own name."""
_NUMBER = re.compile(r"-(\d+)$")


class PageError(Exception):
    """A page is no page of a letter or an answer as the program's own templates make them."""


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """What the page of a question shows, block by block, as words (`core.text_digest`)."""

    question: tuple[str, ...]
    answer: tuple[str, ...]
    footnotes: tuple[str, ...]


def letter(
    data: bytes,
    letter_id: str,
    path: str,
    asked: Mapping[int, tuple[int, ...]],
    answered: Mapping[int, tuple[int, ...]],
) -> tuple[ShownLetter, tuple[str, ...]]:
    """Return the official text of a letter's page, and texts in the letter that are neither official nor known as the site's.

    `asked` are the numbers that a question was asked under, by the number on its page, `answered` those that its answer is
    the answer to.

    Raises:
        PageError: it is no page of a letter.
    """
    article = _article(data)
    blocks: dict[tuple[TextKind, int], list[ShownBlock]] = {(TextKind.COVER, 0): []}
    footnotes: list[ShownText] = []
    by_id = {one.get("id"): one for one in article.iter() if one.get("id")}
    for element in _official(article):
        kind, number = _place(element)
        if kind is TextKind.FOOTNOTE:
            footnotes.append(_footnote(by_id, element, path, asked))
            continue
        blocks.setdefault((kind, number), []).append(ShownBlock(_inner(element), 0))
    numbers = {TextKind.COVER: {0: ()}, TextKind.QUESTION: asked, TextKind.ANSWER: answered}
    texts = [
        ShownText(kind, path, numbers[kind].get(number, (number,)), blocks=tuple(found))
        for (kind, number), found in blocks.items()
    ]
    return ShownLetter(letter_id, (*texts, *footnotes)), tuple(_stray(article))


def answer(data: bytes) -> AnswerPage:
    """Return what the page of a question shows.

    Raises:
        PageError: it is no page of a question.
    """
    article = _article(data)
    found: dict[TextKind, list[str]] = {kind: [] for kind in TextKind}
    for element in _official(article):
        kind, _ = _place(element)
        found[kind].append(words(_inner(element if kind is not TextKind.FOOTNOTE else _footnote_text(element))))
    stray = next(_stray(article), None)
    if stray is not None:
        found[TextKind.ANSWER].append(stray)
    return AnswerPage(*(tuple(found[kind]) for kind in (TextKind.QUESTION, TextKind.ANSWER, TextKind.FOOTNOTE)))


# --- Elements --------------------------------------------------------------------------------------------------


def _article(data: bytes) -> etree._Element:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise PageError(str(error)) from error
    found = [one for one in root.iter("article") if "letter" in _classes(one)]
    if len(found) != 1:
        raise PageError("no element <article class=letter>, or several")
    return found[0]


def _classes(element: etree._Element) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def _official(article: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements that hold a block of official text, in order; all others with that class are quotations."""
    for element in article.iter("div"):
        if _holds_block(element):
            yield element


def _holds_block(element: etree._Element) -> bool:
    return element.tag == "div" and {"text", "official"} <= _classes(element)


def _place(element: etree._Element) -> tuple[TextKind, int]:
    """Return which text an element is of, by the elements around it, and the number of its question."""
    around = list(element.iterancestors())
    if any(one.get("role") == "doc-endnotes" for one in around):
        return TextKind.FOOTNOTE, 0
    classes = frozenset().union(*map(_classes, around))
    if "cover" in classes:
        return TextKind.COVER, 0
    section = next((one for one in around if one.tag == "section" and _classes(one) & {"question", "answer"}), None)
    if section is None:
        raise PageError("official text outside cover letter, questions and answers")
    number = _NUMBER.search(section.get("id") or "")
    in_answer = "answer" in _classes(section) or (number is not None and "ask" not in classes)
    return TextKind.ANSWER if in_answer else TextKind.QUESTION, int(number[1]) if number else 0


def _footnote_text(element: etree._Element) -> etree._Element:
    inner = [child for child in element if child.tag == "div"]
    if len(inner) != 1:
        raise PageError("a footnote without its text")
    return inner[0]


def _footnote(
    by_id: Mapping[str | None, etree._Element],
    element: etree._Element,
    path: str,
    asked: Mapping[int, tuple[int, ...]],
) -> ShownText:
    marks = [child for child in element if "marks" in _classes(child)]
    links = [link for mark in marks for link in mark.iter("a")]
    label = folded(_text(links[0] if links else marks[0])) if marks else ""
    number = 0
    for link in links[:1]:
        target = by_id.get((link.get("href") or "").lstrip("#"))
        for around in target.iterancestors() if target is not None else ():
            found = _NUMBER.search(around.get("id") or "") if "question" in _classes(around) else None
            number = int(found[1]) if found else number
    numbers = asked.get(number, (number,)) if number else ()
    blocks = (ShownBlock(_inner(_footnote_text(element)), 0),)
    return ShownText(TextKind.FOOTNOTE, path, numbers, label, blocks)


def _inner(element: etree._Element) -> str:
    """Return the HTML in an element, without the page's own link to it."""
    inside = (escape(child.tail or "", quote=False) if _is_own(child) else _written(child) for child in element)
    return "".join((escape(element.text or "", quote=False), *inside))


def _written(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", method="html")


def _is_own(element: etree._Element) -> bool:
    return element.tag == "a" and "here" in _classes(element)


def _text(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if not _is_own(child):
            parts.append("".join(str(text) for text in child.itertext()))
        parts.append(child.tail or "")
    return "".join(parts)


def _stray(article: etree._Element) -> Iterator[str]:
    """Yield texts in a letter that are in no element of a known class, nor in a heading."""

    def walk(element: etree._Element) -> Iterator[str]:
        if element.text and element.text.strip():
            yield folded(element.text)
        for child in element:
            known = _classes(child) & _ASIDE or child.tag in {"h1", "h2", "h3"}
            if not known and not _holds_block(child) and isinstance(child.tag, str):
                yield from walk(child)
            if child.tail and child.tail.strip():
                yield folded(child.tail)

    yield from walk(article)
