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
    leaves,
)
from generator.graph.site import (
    Anchored,
    Citation,
    Mention,
    OfficeTerm,
    Part,
    Place,
    Pointer,
    QuestionKey,
    SiteGraph,
    Target,
    TargetKind,
    TextKey,
)
from generator.pages.kinds.table import WORDS
from generator.pages.plan import plan
from generator.references import schemes

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
    """Link content the simple way: mentions and quotes by plain search, destinations by their form."""
    newest = sorted(content.letters, key=lambda one: (-one.day.toordinal() if one.day else 0, one.id))
    letters = {one.id: one for one in newest}
    actors = {one.id: one for one in content.actors}
    topics = {one.id: one for one in content.topics}
    questions, texts, targets, answers, covers, topic_questions = {}, {}, {}, {}, {}, {}
    for one in content.letters:
        texts[TextKey(one.id, 0, Part.COVER)] = one.body
        for foot in one.footnotes:
            texts[TextKey(one.id, 0, Part.FOOTNOTE, foot.label)] = foot.blocks
        for asked in one.questions:
            key = QuestionKey(one.id, asked.number)
            for number in (asked.number, *asked.joint):
                questions[QuestionKey(one.id, number)] = asked
            texts[TextKey(one.id, asked.number, Part.QUESTION)] = asked.question
            if asked.answer is not None:
                texts[TextKey(one.id, asked.number, Part.ANSWER)] = asked.answer
            for foot in asked.footnotes:
                texts[TextKey(one.id, asked.number, Part.FOOTNOTE, foot.label)] = foot.blocks
            if asked.answer is not None or asked.answered_in:
                holder = QuestionKey(one.id, asked.answered_in or asked.number)
                for number in (asked.number, *asked.joint):
                    answers[QuestionKey(one.id, number)] = holder
                    covers[holder] = (*covers.get(holder, ()), QuestionKey(one.id, number))
            for name in dict.fromkeys((*asked.topics, *one.topics)):
                topic_questions[name] = (*topic_questions.get(name, ()), key)

    def target(letter_id, to):
        scheme, _, value = to.partition(":")
        if scheme == "question":
            where, _, numbers = value.rpartition("/")
            first, _, last = numbers.partition("-")
            listed = (
                [int(n) for n in numbers.split(",")] if "," in numbers else range(int(first), int(last or first) + 1)
            )
            return Target(TargetKind.QUESTION, questions=tuple(QuestionKey(where or letter_id, n) for n in listed))
        if scheme in ("letter", "actor", "topic", "page", "note"):
            return Target(TargetKind(scheme), value)
        identity = schemes.parse(to)
        for one in content.letters:
            if identity and identity.value in one.numbers:
                return Target(TargetKind.LETTER, one.id, identity=identity)
        return Target(TargetKind.DOCUMENT, identity=identity) if identity else Target(TargetKind.WEB, to)

    mentions, mentions_of, pointers, pointers_to, citations, citations_of = {}, {}, {}, {}, {}, {}

    def add(table, key, value):
        table[key] = (*table.get(key, ()), value)

    def places(key):
        index = 0
        for block, one in enumerate(texts[key]):
            for leaf in leaves((one,)):
                yield block, index, leaf
                index += 1

    for key in texts:
        for block, index, leaf in places(key):
            for mark in leaf.marks:
                if mark.kind is not MarkKind.LINK:
                    continue
                place = Place(key, block, index, mark.start, mark.end)
                goal = targets[key.letter, mark.value] = target(key.letter, mark.value)
                if goal.kind is TargetKind.QUESTION:
                    add(pointers, key, Pointer(place, goal.questions))
                    for one in goal.questions:
                        add(pointers_to, one, Pointer(place, goal.questions))
                elif goal.identity:
                    cited = Citation(place, goal.identity, schemes.document_of(goal.identity))
                    add(citations, key, cited)
                    add(citations_of, cited.document, cited)
            for who in content.actors:
                for name in (who.name, *who.aliases):
                    for found in re.finditer(rf"\b{re.escape(name)}\b", leaf.text):
                        place = Place(key, block, index, found.start(), found.end())
                        named = Mention(who.id, place, linked=not mentions_of.get(who.id))
                        add(mentions, key, named)
                        add(mentions_of, who.id, named)

    loose = [(one.id, blocks) for one in content.letters for n in one.notes for blocks in [n.blocks]]
    loose += [("", one.body) for one in (*content.actors, *content.topics, *content.pages)]
    for owner, blocks in loose:
        for leaf in leaves(blocks):
            for mark in leaf.marks:
                if mark.kind is MarkKind.LINK:
                    targets[owner, mark.value] = target(owner, mark.value)
    for article in content.articles:
        for to in article.links:
            targets["", to] = target("", to)

    notes = {}
    for one in content.letters:
        for written in one.notes:
            for key in texts:
                if (key.letter, key.number) != (one.id, written.number or 0):
                    continue
                for block, index, leaf in places(key):
                    start = leaf.text.find(written.quote)
                    if start >= 0:
                        place = Place(key, block, index, start, start + len(written.quote))
                        add(notes, key, Anchored(written, (place,)))

    terms, asked_by, answered_by, on_behalf, articles_to = [], {}, {}, {}, {}
    for who in content.actors:
        terms += [
            OfficeTerm(who.id, t.office, t.start and t.start.isoformat(), t.end and t.end.isoformat())
            for t in who.offices
        ]
    for one in content.letters:
        for party in one.asked_by:
            for who in filter(None, (party.actor, party.party)):
                add(asked_by, who, one.id)
        for party in one.answered_by:
            if party.actor and party.office:
                day = one.date.isoformat()
                terms.append(OfficeTerm(party.actor, party.office, day, day))
            for who in filter(None, (party.actor, party.office)):
                add(answered_by, who, one.id)
        for party in one.on_behalf_of:
            add(on_behalf, party.office, one.id)
    for article in content.articles:
        for to in article.links:
            for key in targets["", to].questions:
                add(articles_to, key, article.id)

    named, own = {}, {}
    for one in content.letters:
        for asked in one.questions:
            for who in asked.actors:
                add(named, who, QuestionKey(one.id, asked.number))
        own |= {schemes.parse(f"zaak:{number}"): one.id for number in one.numbers}

    children = {}
    for one in sorted(content.topics, key=lambda t: t.name):
        add(children, one.parent or "", one.id)

    return SiteGraph(
        config or Config(name="Voorbeeld"),
        content,
        letters,
        questions,
        actors,
        topics,
        texts,
        targets,
        mentions,
        mentions_of,
        pointers,
        pointers_to,
        citations,
        citations_of,
        notes,
        answers,
        covers,
        children,
        topic_questions,
        tuple(terms),
        asked_by,
        answered_by,
        on_behalf,
        articles_to,
        named=named,
        own=own,
    )


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
