"""The sentence for a newspaper: who wrote or asked, when and to whom, in the words of the built-in theme."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from pathlib import Path

import pytest

from generator.core.config import Config
from generator.core.model import Content, LetterKind, Party
from generator.netherlands.bodies import article, is_plural
from generator.netherlands.portfolios import rank_and_portfolio
from generator.output import word_files
from generator.output.templates import Templates
from generator.output.theme import ThemeFile, theme

PAGE = b'{% import "share.html" as take %}{{ take.sentence(view, "https://x.example/") }}'
JANSEN = Party("jansen", party="xyz")


@pytest.fixture(scope="module")
def said(make, planned):
    """Return a function that writes the sentence of a letter in which something is changed."""
    own = theme()
    files = own.templates() | {"said.html": ThemeFile("said.html", Path("said.html"), PAGE)}
    templates = {lang: Templates(files, word_files.read(own, lang).words, Path()) for lang in ("nl", "en")}
    actors = (
        make.actor("grapperhaus", "Ferd Grapperhaus", "person"),
        make.actor("visser", "Barbara Visser", "person"),
        make.actor("rutte", "Mark Rutte", "person"),
        make.actor("griffier", "Wil Griffier", "person"),
        make.actor("jansen", "Lid Jansen", "person"),
        make.actor("xyz", "XYZ", "party"),
        make.actor("jv", "minister van Justitie en Veiligheid", "office"),
        make.actor("rb", "minister voor Rechtsbescherming", "office"),
        make.actor("fin", "staatssecretaris van Financiën", "office"),
        make.actor("mp", "minister-president", "office"),
        make.actor("cvdk", "commissaris van de Koning", "office"),
        make.actor("rekenkamer", "Algemene Rekenkamer"),
        make.actor("gs", "Gedeputeerde Staten van Utrecht"),
        make.actor("bw", "college van burgemeester en wethouders van Utrecht"),
    )

    def said(lang: str = "nl", **changes) -> str:
        fields = {"date": dt.date(2021, 10, 27), "numbers": ("2021Z16860",), "asked_by": (JANSEN,)} | changes
        letter = make.letter("2024z00001", make.question(1, "Waarom?", "Daarom."), **fields)
        content = Content((letter,), actors, (), (), ())
        config = Config(name="Voorbeeld", lang=lang)
        [view] = [page.view for page in planned(content, config).pages if page.path.endswith("/2024z00001/")]
        if view.share.sentence is None:
            return ""
        html = templates[lang].render("said.html", view.share.sentence, None)
        return unescape(re.sub("<[^>]+>", "", html))

    return said


@pytest.mark.parametrize(
    ("changes", "nl", "en"),
    [
        (
            {"answered_by": (Party("grapperhaus", office="jv"),)},
            "schreef minister Ferd Grapperhaus (Justitie en Veiligheid) op 27 oktober 2021 aan de Tweede Kamer",
            "minister Ferd Grapperhaus (Justitie en Veiligheid) wrote to the House of Representatives on 27 October 2021",
        ),
        (
            {"answered_by": (Party("grapperhaus", office="jv"), Party("visser", office="fin"))},
            (
                "schreven minister Ferd Grapperhaus (Justitie en Veiligheid) en staatssecretaris Barbara Visser (Financiën) "
                "op 27 oktober 2021 aan de Tweede Kamer"
            ),
            (
                "minister Ferd Grapperhaus (Justitie en Veiligheid) and staatssecretaris Barbara Visser (Financiën) "
                "wrote to the House of Representatives on 27 October 2021"
            ),
        ),
        (
            {"answered_by": (Party(office="rb"),), "publication": "ah-ek-20212022-3", "numbers": ()},
            "schreef de minister voor Rechtsbescherming op 27 oktober 2021 aan de Eerste Kamer",
            "the minister voor Rechtsbescherming wrote to the Senate on 27 October 2021",
        ),
        (
            {"answered_by": (Party("rutte", office="mp"),), "date": None},
            "schreef minister-president Mark Rutte aan de Tweede Kamer",
            "minister-president Mark Rutte wrote to the House of Representatives",
        ),
        (
            {"answered_by": (Party("gs"),), "numbers": ("2021/14",)},
            "schreven Gedeputeerde Staten van Utrecht op 27 oktober 2021",
            "Gedeputeerde Staten van Utrecht wrote on 27 October 2021",
        ),
        (
            {"answered_by": (Party(office="bw"),), "numbers": ()},
            "schreef het college van burgemeester en wethouders van Utrecht op 27 oktober 2021",
            "the college van burgemeester en wethouders van Utrecht wrote on 27 October 2021",
        ),
        (
            {"answered_by": (Party("rekenkamer"),), "publication": "kst-30821-124", "numbers": ()},
            "schreef de Algemene Rekenkamer op 27 oktober 2021 aan de Tweede Kamer",
            "the Algemene Rekenkamer wrote to the House of Representatives on 27 October 2021",
        ),
        (
            {"answered_by": (Party("griffier", office="cvdk"),), "numbers": ()},
            "schreef Wil Griffier (commissaris van de Koning) op 27 oktober 2021",
            "Wil Griffier (commissaris van de Koning) wrote on 27 October 2021",
        ),
        (
            {"kind": LetterKind.QUESTIONS, "submitted": dt.date(2021, 9, 30), "addressed_to": (Party(office="jv"),)},
            "vroeg Lid Jansen (XYZ) op 30 september 2021 aan de minister van Justitie en Veiligheid",
            "Lid Jansen (XYZ) asked the minister van Justitie en Veiligheid on 30 September 2021",
        ),
        ({"answered_by": ()}, "", ""),
    ],
    ids="one two office premier province council court commissioner asked nobody".split(),
)
def test_the_sentence_says_what_the_letter_does_and_no_more(said, changes, nl, en):
    assert said(**changes) == nl
    assert said("en", **changes) == en


def test_articles_and_numbers_of_bodies():
    assert article("college van Gedeputeerde Staten van Utrecht") == "het"
    assert (article("Gedeputeerde Staten"), is_plural("Gedeputeerde Staten")) == ("", True)
    assert (article("burgemeester en wethouders van Utrecht"), is_plural("burgemeester en wethouders van Utrecht")) == (
        "",
        True,
    )
    assert (article("Barbara Visser"), is_plural("Barbara Visser")) == ("", False)


@pytest.mark.parametrize(
    ("office", "parts"),
    [
        (
            "minister van Economische Zaken, Landbouw en Innovatie",
            ("minister", "Economische Zaken, Landbouw en Innovatie"),
        ),
        ("staatssecretaris van Financiën", ("staatssecretaris", "Financiën")),
        ("minister-president, minister van Algemene Zaken", ("minister-president", "")),
        ("minister zonder portefeuille", None),
        ("commissaris van de Koning", None),
    ],
)
def test_an_office_of_government_is_a_rank_and_a_portfolio(office, parts):
    assert rank_and_portfolio(office) == parts
