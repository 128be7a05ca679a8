"""The official text of a letter as its pages show it, before any template: what is compared with the source.

Like other pieces of text (`pages.reuse`) it is made anew only where something changed of what it is made from.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

import msgspec

from generator.core import urls
from generator.core.model import Block, LetterHead, Question, leaves
from generator.core.proof import Departure, ShownBlock, ShownLetter, ShownText, TextKind
from generator.graph.site import Part, QuestionKey, TextKey
from generator.pages.markup.footnotes import PageFootnotes
from generator.pages.views import BlockView
from generator.pages.writing.official_text import OfficialText
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SHOWN, SiteContext, numbers


def shown(site: SiteContext, letter_id: str) -> ShownLetter:
    """Return every text of a letter as its page shows it: the cover letter, questions with answers, then footnotes."""
    letter = site.graph.letters[letter_id]
    questions = site.questions(letter_id)
    footnotes = [(0, footnote) for footnote in letter.footnotes]
    footnotes += [(question.number, footnote) for question in questions for footnote in question.footnotes]
    page = PageContext(site, urls.letter(site.segments, letter_id))
    on_page = PageFootnotes(0, footnotes, site.segments, site.words)
    official = OfficialText(page, letter, on_page, whole=True)
    cover = _text(site, official, TextKey(letter_id, 0, Part.COVER), TextKind.COVER, path=letter.position.path)
    asked = tuple(text for question in questions for text in _of_question(site, official, letter, question))
    return ShownLetter(letter_id, (cover, *asked, *_footnotes(site, official, on_page, letter)))


def read(text: str) -> ShownLetter:
    """Return a shown letter from the piece of text that it is kept as."""
    return msgspec.convert(json.loads(text.partition("\n")[2]), ShownLetter)


def sha256_in(text: str) -> str:
    """Return the digest of a letter's official text (`core.text_digest`) from the same piece of text."""
    return text.partition("\n")[0]


def departures(site: SiteContext, letter_id: str) -> tuple[Departure, ...]:
    """Return every place where the files of a letter declare that it departs from its source."""
    questions = site.questions(letter_id)
    return (*site.graph.letters[letter_id].departures, *(one for each in questions for one in each.departures))


def _written(site: SiteContext, letter_id: str) -> str:
    """Write a line with the digest of a letter's text, and the letter as JSON in ASCII, which holds any file name."""
    from generator.core.text_digest import text_digest  # noqa: PLC0415 - only a letter that is shown anew needs it

    made = shown(site, letter_id)
    return f"{text_digest(made)}\n{json.dumps(msgspec.to_builtins(made))}"


PIECES: Mapping[str, Callable[[SiteContext, str], str]] = {SHOWN: _written}
"""The official text of a letter, by its kind of piece."""


def _of_question(
    site: SiteContext, official: OfficialText, letter: LetterHead, question: Question
) -> Iterator[ShownText]:
    key, path = QuestionKey(letter.id, question.number), question.position.path
    text = TextKey(letter.id, question.number, Part.QUESTION)
    yield _text(site, official, text, TextKind.QUESTION, path=path, asked=numbers(question))
    if site.graph.answers.get(key) == key:
        others = (site.graph.questions[other] for other in site.graph.covers.get(key, (key,)))
        covered = sorted({number for other in others for number in numbers(other)})
        text = TextKey(letter.id, question.number, Part.ANSWER)
        yield _text(site, official, text, TextKind.ANSWER, path=path, asked=tuple(covered))


def _text(
    site: SiteContext,
    official: OfficialText,
    key: TextKey,
    kind: TextKind,
    *,
    path: str,
    asked: tuple[int, ...] = (),
) -> ShownText:
    blocks: tuple[BlockView, ...] = official.blocks(key)
    lines = map(_line, site.graph.texts.get(key, ()))
    return ShownText(
        kind,
        path,
        asked,
        blocks=tuple(ShownBlock(str(block.html), line) for block, line in zip(blocks, lines, strict=True)),
    )


def _footnotes(
    site: SiteContext, official: OfficialText, on_page: PageFootnotes, letter: LetterHead
) -> Iterator[ShownText]:
    """Yield the footnotes in the order of their marks; each with the question whose file it is in."""
    views = official.footnotes()
    for view, (number, footnote) in zip(views, on_page.in_order(), strict=True):
        question = site.graph.questions[QuestionKey(letter.id, number)] if number else None
        path = question.position.path if question else letter.position.path
        block = ShownBlock(str(view.html), footnote.line)
        yield ShownText(
            TextKind.FOOTNOTE, path, numbers(question) if question else (), label=view.number, blocks=(block,)
        )


def _line(block: Block) -> int:
    return next((leaf.line for leaf in leaves((block,))), 0)
