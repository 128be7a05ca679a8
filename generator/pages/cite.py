"""How an answer is cited in running text, from what is known of its letter; nothing is filled in by guess."""

from __future__ import annotations

from generator.core import schemes
from generator.core.model import Letter
from generator.pages.desk import Desk
from generator.pages.rows import publication


def legal(desk: Desk, letter: Letter, number: int, *, answered: bool) -> str:
    """Cite a question or its answer as the Leidraad voor juridische auteurs does.

    With an official publication: `Antwoord op vraag 18, Titel, Aanhangsel Handelingen II 2021/22, nr. 753`. Without
    one the letter's date and the questions' own numbers take its place.
    """
    what = desk.words("pages-cite-answer" if answered else "pages-cite-question", number=number)
    identity = publication(letter)
    if identity:
        return f"{what}, {letter.title}, {schemes.label(identity, desk.config.lang)}"
    date = desk.day(letter.date)
    where = (desk.words("pages-cite-letter", date=date.text) if date else "", ", ".join(letter.numbers))
    return ", ".join(filter(None, (what, letter.title, *where)))
