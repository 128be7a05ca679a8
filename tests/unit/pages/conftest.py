"""A small world, linked by hand, so that pages are tried without the stages before them."""

import datetime as dt
import re
from types import MappingProxyType

import msgspec
import pytest

from generator.core.config import Config
from generator.core.diagnostics import Position
from generator.core.model import (
    Actor,
    ActorType,
    Article,
    Content,
    Footnote,
    Letter,
    LetterKind,
    Mark,
    MarkKind,
    Note,
    Paragraph,
    Party,
    ProsePage,
    Question,
    SourceFile,
    Term,
    Topic,
)
from generator.graph.link import link as linked
from generator.pages.kinds.table import WORDS
from generator.pages.plan import plan

_MARKUP = re.compile(r"\[\^(?P<note>\w+)\]|\[(?P<words>[^\]]+)\]\((?P<to>[^)]+)\)|\*(?P<em>[^*]+)\*")


def para(source):
    """Read `[words](destination)`, `[^1]` and `*emphasis*` as a paragraph with marks."""
    text, marks, done = "", [], 0
    for found in _MARKUP.finditer(source):
        text += source[done : found.start()]
        done = found.end()
        if found["note"]:
            marks.append(Mark(len(text), len(text), MarkKind.FOOTNOTE, found["note"]))
            continue
        words = found["words"] or found["em"]
        kind = MarkKind.LINK if found["to"] else MarkKind.EMPHASIS
        marks.append(Mark(len(text), len(text) + len(words), kind, found["to"] or ""))
        text += words
    return Paragraph(text + source[done:], tuple(marks))


def text(*paragraphs):
    return tuple(para(p) if isinstance(p, str) else p for p in paragraphs)


def question(number, asked, answer=None, *, letter="2024z00001", notes=(), **more):
    return Question(
        number,
        Position(f"content/letters/{letter}/vraag-{number:02}.md"),
        text(*([asked] if isinstance(asked, str) else asked)),
        None if answer is None else text(*([answer] if isinstance(answer, str) else answer)),
        footnotes=tuple(Footnote(label, label.rstrip("b"), text(body)) for label, body in notes),
        **more,
    )


def letter(id_="2024z00001", *questions, **more):
    fields = {
        "title": "Fietspaden in duingebied",
        "kind": LetterKind.ANSWERS,
        "lang": "nl",
        "date": dt.date(2024, 3, 5),
        "body": text("Hierbij ontvangt u de antwoorden."),
    }
    return Letter(id_, Position(f"content/letters/{id_}/letter.md"), questions=questions, **{**fields, **more})


def actor(id_, name, type_="body", **more):
    return Actor(id_, Position(f"content/actors/{id_}.md"), name, ActorType(type_), **more)


def topic(id_, name, **more):
    return Topic(id_, Position(f"content/topics/{id_}.md"), name, **more)


def note(id_, number, quote, body="Zie ook elders.", *, letter_id="2024z00001", **more):
    return Note(
        id_, Position(f"content/letters/{letter_id}/notes/{id_}.md"), letter_id, number, quote, text(body), **more
    )


def link(content, config=None):
    """Link content; pages are tried on what is linked, so what is wrong with links is nobody's concern here."""
    graph, _ = linked(content, config or Config(name="Voorbeeld"))
    return graph


@pytest.fixture(scope="session")
def words():
    """Words that show their key and values, so that a test sees which were asked for."""
    return MappingProxyType(
        {
            key: " ".join([key.removeprefix("pages-"), *(f"{{{name}}}" for name in names)])
            for key, names in WORDS.items()
        }
    )


@pytest.fixture(scope="session")
def make():
    """Return the makers of content, and `link`."""

    class Make:
        pass

    for maker in (para, text, question, letter, actor, topic, note, link):
        setattr(Make, maker.__name__, staticmethod(maker))
    return Make


@pytest.fixture(scope="session")
def world(make):
    """Content with one of everything: two letters, shared and joint answers, notes, actors, topics, a document."""
    first = make.letter(
        "2024z00001",
        make.question(
            1,
            "Kent u de *duinen* bij Zandvoort?",
            "Ja.[^1]",
            notes=[("1", "Zie [de wet](jci1.3:c:BWBR0031788&artikel=3).")],
        ),
        make.question(
            2,
            "Wat doet Rijkswacht & Zonen?",
            [
                "De Rijkswacht meet <elke> dag.[^1] Zie [antwoord op vraag 1](question:1).",
                "Meer staat in [vragen 1 en 4](question:1,4).",
            ],
            notes=[("1", "Meetverslag.")],
            topics=("duinen",),
        ),
        make.question(
            3, "En in de winter?", answered_in=2, notes=[("1", "Bijlage bij de vraag.")], actors=("kustbond",)
        ),
        make.question(
            4,
            "Hoe vaak? Deelt u de zorg?",
            "Zie [vraag 3](question:3) en [het dossier](kst:30821-124).",
            joint=(5,),
            topics=("natuur",),
        ),
        make.question(6, "Wanneer komt er een besluit?"),
        numbers=("2024Z00001",),
        submitted=dt.date(2024, 2, 1),
        asked_by=(Party("jansen", party="xyz"),),
        addressed_to=(Party(office="minister-van-duinen"),),
        answered_by=(Party("pieters", office="minister-van-duinen"),),
        on_behalf_of=(Party(office="minister-van-zee"),),
        publication="ah-tk-20232024-99",
        source=SourceFile("source/brief (1).pdf", "ab" * 32, None, 12),
        notes=(
            make.note(
                "meten",
                2,
                "meet <elke> dag",
                "Vergelijk [vraag 1](question:1).",
                date=dt.date(2024, 4, 1),
                author="redactie",
            ),
            make.note("verwijzing", 2, "Zie antwoord op vraag 1"),
            make.note("brief", None, "ontvangt u"),
        ),
        aliases=("/oud/duinen",),
        topics=(),
    )
    second = make.letter(
        "2023z00009",
        make.question(1, "Is er een vervolg?", "Zie [vraag 2](question:2024z00001/2).", letter="2023z00009"),
        title="Vervolg",
        date=dt.date(2023, 12, 1),
        topics=("natuur",),
        notes=(make.note("meten", 1, "vervolg", letter_id="2023z00009"),),
    )
    actors = (
        make.actor("jansen", "A. Jansen", "person"),
        make.actor("kustbond", "Kustbond"),
        make.actor("minister-van-duinen", "minister van Duinen", "office", ministry="ministerie-van-duinen"),
        make.actor("minister-van-zee", "minister van Zee", "office"),
        make.actor("ministerie-van-duinen", "Ministerie van Duinen", "ministry"),
        make.actor(
            "pieters", "B. Pieters", "person", offices=(Term("minister-van-duinen", dt.date(2022, 1, 10), None),)
        ),
        make.actor("rijkswacht", "Rijkswacht", "agency", same_as=("wikidata:Q1",), redirects=("/actor/rw/",)),
        make.actor("xyz", "XYZ", "party"),
    )
    topics = (
        make.topic("duinen", "Duinen", parent="natuur", body=make.text("Over [natuur](topic:natuur).")),
        make.topic("natuur", "Natuur", see_also=("duinen",)),
        make.topic("ij", "Ĳsvrije kust"),
    )
    articles = (
        Article(
            "een",
            Position("content/articles/een.md"),
            "https://krant.example/1",
            "Duin weg",
            "De Krant",
            dt.date(2024, 5, 1),
            ("question:2024z00001/2",),
        ),
    )
    pages = (
        ProsePage(
            "about",
            Position("content/pages/about.md"),
            "Over deze site",
            make.text("Lees [de brief](letter:2024z00001)."),
        ),
    )
    return Content((first, second), actors, topics, articles, pages)


@pytest.fixture(scope="session")
def changed(world):
    """Return a function that changes the small world's first letter, question 2 of it and its note with a date."""

    def changed(*, question=None, note=None, **letter):
        first, second = world.letters
        questions = tuple(
            msgspec.structs.replace(one, **question or {}) if one.number == 2 else one for one in first.questions
        )
        notes = tuple(msgspec.structs.replace(one, **note or {}) if one.id == "meten" else one for one in first.notes)
        first = msgspec.structs.replace(first, questions=questions, notes=notes, **letter)
        return msgspec.structs.replace(world, letters=(first, second))

    return changed


@pytest.fixture(scope="session")
def planned(make, words, world):
    """Plan content (the small world, else what is given) without a problem."""

    def planned(content=world, config=None, **more):
        done, problems = plan(make.link(content, config), words, **more)
        assert problems == ()
        return done

    return planned


@pytest.fixture(scope="session")
def views(planned):
    """Return the views of the small world by path."""
    return MappingProxyType({page.path: page.view for page in planned().pages})
