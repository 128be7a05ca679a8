"""Share cards: text and address of the picture that services show with a link. It is drawn in `output`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.core import urls
from generator.core.model import LetterHead, Note, Question, Topic
from generator.core.parts import PICTURES
from generator.graph.excerpts import first_words
from generator.pages.data import beside
from generator.pages.data.records import letter_record
from generator.pages.views import ShareCard, ShareImage
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext, numbers

WIDTH, HEIGHT = 1200, 630
"""In pixels: what the services that show cards ask for."""
NAME = "share.png"
"""What the picture is called, beside its page."""
_WORDS = 480
"""How many characters of a text a card can hold at most; it is cut to its room as it is drawn."""
_ALT = 400
"""About how long a description of a picture may be: services cut it there."""


def of_answers(site: SiteContext, letter_id: str) -> Iterator[ShareCard]:
    """Yield the card of every answer of a letter that may be listed; a site without an address announces none."""
    letter = site.graph.letters[letter_id]
    for question in site.questions(letter_id):
        path = urls.question(site.segments, letter.id, question.number)
        if _wanted(site, letter, question):
            text = first_words(question.question, _WORDS)
            yield _card(site, path, text, letter.title, letter.day, numbers=_shown(question))


def of_letter(site: SiteContext, letter_id: str) -> Iterator[ShareCard]:
    """Yield the card of a letter: its title, and who wrote it."""
    letter = site.graph.letters[letter_id]
    if _wanted(site, letter):
        by = ", ".join(name.display for name in letter_record(site, letter).authors)
        yield _card(site, urls.letter(site.segments, letter.id), letter.title, by, letter.day)


def of_notes(site: SiteContext, letter_id: str) -> Iterator[ShareCard]:
    """Yield the card of every note on a letter: its words in the editors' blue, and the passage that it is about."""
    letter = site.graph.letters[letter_id]
    for note in site.letter_notes(letter_id):
        if _wanted(site, letter, note):
            text, about = first_words(note.blocks, _WORDS), f"‘{note.quote}’"
            yield _card(site, beside.note_page(site, note), text, about, note.date, by_editors=True)


def of_topic(site: SiteContext, topic_id: str) -> Iterator[ShareCard]:
    """Yield the card of a topic: its name."""
    if site.makes(PICTURES):
        path, name = urls.topic(site.segments, topic_id), site.graph.topics[topic_id].name
        yield _card(site, path, name, site.words("pages-topics"), None)


def answer(site: SiteContext, letter: LetterHead, question: Question) -> ShareImage | None:
    """Return what the head of an answer's page says of its card; None where it has none."""
    alt = site.words("pages-question", number=_shown(question), text=first_words(question.question, _ALT))
    path = urls.question(site.segments, letter.id, question.number)
    return image(site, path, alt) if _wanted(site, letter, question) else None


def letter(site: SiteContext, found: LetterHead) -> ShareImage | None:
    """Return what the head of a letter's page says of its card; None where it has none."""
    return image(site, urls.letter(site.segments, found.id), found.title) if _wanted(site, found) else None


def note(site: SiteContext, letter: LetterHead, found: Note) -> ShareImage | None:
    """Return what the head of a note's bare page says of its card; None where it has none."""
    alt = first_words(found.blocks, _ALT)
    return image(site, beside.note_page(site, found), alt) if _wanted(site, letter, found) else None


def topic(site: SiteContext, found: Topic) -> ShareImage | None:
    """Return what the head of a topic's page says of its card; None where it has none."""
    return image(site, urls.topic(site.segments, found.id), found.name) if site.makes(PICTURES) else None


def image(site: SiteContext, path: str, alt: str) -> ShareImage:
    """Return what the head of a page says of the card beside it."""
    return ShareImage(f"{site.base_url}{path}{NAME}", WIDTH, HEIGHT, alt)


def link(page: PageContext, letter: LetterHead, question: Question) -> str:
    """Return the link to the card from its answer's page; empty where it has none."""
    return page.to(f"{page.path}{NAME}") if _wanted(page.site, letter, question) else ""


def _card(
    site: SiteContext,
    path: str,
    text: str,
    below: str,
    day: dt.date | None,
    *,
    numbers: str = "",
    by_editors: bool = False,
) -> ShareCard:
    shown = site.day(day)
    return ShareCard(
        path=f"{path}{NAME}",
        numbers=numbers,
        text=text,
        below=below,
        date=shown.text if shown else "",
        site=site.config.name,
        by_editors=by_editors,
    )


def _wanted(site: SiteContext, letter: LetterHead, part: Question | Note | None = None) -> bool:
    return site.makes(PICTURES) and not (letter.draft or (part and part.draft))


def _shown(question: Question) -> str:
    """Write the numbers a question was asked under, three in a row and more as a range: `4`, `4, 5`, `4–6, 9`."""
    runs: list[list[int]] = []
    for number in numbers(question):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run) for run in runs)
    return ", ".join(text for part in parts for text in part)
