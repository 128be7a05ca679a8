"""Share cards: the text and the address of the picture that services show with a link to an answer. It is drawn in `output`."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core import urls
from generator.core.model import LetterHead, Question
from generator.core.parts import PICTURES
from generator.graph.excerpts import first_words
from generator.pages.views import ShareCard, ShareImage
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext, numbers

WIDTH, HEIGHT = 1200, 630
"""In pixels: what the services that show cards ask for."""
NAME = "share.png"
"""What the picture is called, beside its answer's page."""
_WORDS = 480
"""How many characters of a question a card can hold at most; it is cut to its room as it is drawn."""
_ALT = 400
"""About how long a description of a picture may be: services cut it there."""


def cards(site: SiteContext, letter_id: str) -> Iterator[ShareCard]:
    """Yield the card of every answer of a letter that may be listed; a site without an address announces none."""
    letter = site.graph.letters[letter_id]
    for question in site.questions(letter_id):
        if _wanted(site, letter, question):
            day = site.day(letter.day)
            yield ShareCard(
                path=f"{urls.question(site.segments, letter.id, question.number)}{NAME}",
                numbers=_shown(question),
                text=first_words(question.question, _WORDS),
                letter=letter.title,
                date=day.text if day else "",
                site=site.config.name,
            )


def image(site: SiteContext, letter: LetterHead, question: Question) -> ShareImage | None:
    """Return what the head of an answer's page says of its card; None where it has none."""
    if not _wanted(site, letter, question):
        return None
    path = urls.question(site.segments, letter.id, question.number)
    alt = site.words("pages-question", number=_shown(question), text=first_words(question.question, _ALT))
    return ShareImage(f"{site.base_url}{path}{NAME}", WIDTH, HEIGHT, alt)


def beside(page: PageContext, letter: LetterHead, question: Question) -> str:
    """Return the link to the card from its answer's page; empty where it has none."""
    return page.to(f"{page.path}{NAME}") if _wanted(page.site, letter, question) else ""


def _wanted(site: SiteContext, letter: LetterHead, question: Question) -> bool:
    return site.makes(PICTURES) and not (letter.draft or question.draft)


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
