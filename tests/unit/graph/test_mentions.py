from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.diagnostics import Position
from generator.core.model import Actor, ActorType, Paragraph, leaves
from generator.graph.lexicon import lexicon
from generator.graph.mentions import find_names

ACTORS = {
    "a-inspectie": "{name: Inspectie Water, type: agency}",
    "b-inspectie": "{name: Inspectie Water Zuid, type: agency}",
    "politie": "{name: Politie, type: agency, aliases: [politie]}",
    "abc": "{name: ABC, type: party}",
    "d77": "{name: D77, type: party}",
    "waterdienst": "{name: Waterdienst, type: agency}",
    "nederland": "{name: Nederland, type: country}",
    "s-dorp": '{name: "\'s-Dorp", type: body}',
    "ministerie-van-water": "{name: Ministerie van Water, type: ministry}",
    "ministerie-van-water-en-wind": "{name: Ministerie van Water en Wind, type: ministry}",
    "minister-van-water": "{name: minister van Water, type: office}",
    "minister-van-wind": "{name: minister van Wind, type: office}",
    "minister-van-zand": "{name: minister van Zand, type: office}",
    "jan-jansen": "{name: Jan Jansen, type: person, aliases: [Jansen]}",
    "jose-ruiz": "{name: José Ruíz, type: person}",
    "mina-groot": "{name: Mina Groot, type: person, aliases: [Groot]}",
    "anna-van-den-berg": "{name: Anna van den Berg, type: person, aliases: [Van den Berg]}",
    "sport": "{name: Sport, type: person}",
    "welzijn": "{name: Welzijn, type: person}",
    "bakker": "{name: Piet Bakker, type: person, aliases: [Bakker]}",
    "zand": "{name: Zand, type: person}",
    "def": "{name: DEF, type: company}",
    "dienst-e-f": "{name: Dienst Eerlijk Fietsen, type: agency, aliases: [DEF-dienst]}",
    "nvw": "{name: Nationale Veiligheidswacht, type: agency, aliases: [NVW]}",
}


def actor_files(actors=ACTORS):
    return {f"content/actors/{name}.md": f"---\n{head}\n---\n" for name, head in actors.items()}


def question_file(question, answer, number=1):
    return {
        f"content/letters/2021z00001/vraag-{number}.md": (
            f"---\nnumber: {number}\n---\n## Vraag\n\n{question}\n\n## Antwoord\n\n{answer}\n"
        )
    }


def marked(text, mentions):
    for mention in reversed(mentions):
        start, end = mention.place.start, mention.place.end
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.rules("mentions/names.md")
def test_mentions(site, rule):
    built = site(actor_files() | question_file("Klopt dat?", rule.given))
    assert built.codes == []
    [(key, text)] = [(k, t) for k, t in built.graph.texts.items() if k.part == "answer"]
    [leaf] = leaves(text)
    assert marked(leaf.text, built.graph.mentions.get(key, ())) == rule.expected


@pytest.mark.rules("mentions/surnames.md")
def test_mentions_of_members_whose_surname_is_a_word(site, rule):
    built = site(actor_files() | question_file("Klopt dat?", rule.given))
    [(key, text)] = [(k, t) for k, t in built.graph.texts.items() if k.part == "answer"]
    [leaf] = leaves(text)
    assert marked(leaf.text, built.graph.mentions.get(key, ())) == rule.expected


@pytest.mark.rules("mentions/abbreviations.md")
def test_an_abbreviation_means_what_the_letter_says(site, rule):
    built = site(actor_files() | question_file("Wat doet DEF? En de NVW?", rule.given))
    actors = [mention.actor for group in built.graph.mentions.values() for mention in group]
    assert ", ".join(actors) == rule.expected


def test_what_one_letter_defines_is_not_so_in_another(site):
    other = {
        "content/letters/2021z00002/vraag-1.md": "---\nnumber: 1\n---\n## Vraag\n\nWat doet DEF?\n",
    }
    built = site(actor_files() | question_file("Wat?", "De Directie Edele Fruitsoorten (DEF). Of DEF.") | other)
    assert [(key.letter, m.actor) for key, group in built.graph.mentions.items() for m in group] == [
        ("2021z00002", "def")
    ]


def test_an_editor_may_say_whom_an_abbreviation_means_all_the_same(site):
    letter = {"content/letters/2021z00001/letter.md": "---\ntitle: T\nnames: {DEF: def}\n---\n"}
    built = site(actor_files() | question_file("Wat?", "De Directie Edele Fruitsoorten (DEF).") | letter)
    assert [m.actor for group in built.graph.mentions.values() for m in group] == ["def"]


def linked(built):
    return [
        (key.part.value, key.number, mention.actor, mention.linked)
        for key, group in built.graph.mentions.items()
        for mention in group
    ]


TWICE = question_file("Is ABC of de politie er, politie?", "Ja, ABC.\n\nEn ABC weer.")


def test_the_first_mention_in_each_question_and_each_answer_is_linked(site):
    assert linked(site(actor_files() | TWICE)) == [
        ("question", 1, "abc", True),
        ("question", 1, "politie", True),
        ("question", 1, "politie", False),
        ("answer", 1, "abc", True),
        ("answer", 1, "abc", False),
    ]


@pytest.mark.parametrize(("setting", "expected"), [("all", True), ("none", False)])
def test_a_site_may_link_all_mentions_or_none(site, setting, expected):
    built = site(actor_files() | TWICE | {"site.yml": f"name: Proef\nmentions: {setting}\n"})
    assert {is_linked for *_, is_linked in linked(built)} == {expected}
    assert len(linked(built)) == 5


def test_an_authors_own_link_counts_as_the_first(site):
    built = site(actor_files() | question_file("Wie?", "De [dienst](actor:politie), de politie."))
    assert [(m[2], m[3]) for m in linked(built)] == [("politie", False), ("politie", False)]


def test_mentions_are_found_in_cover_and_footnotes_too(site):
    files = question_file("Wie?", "Zie.[^1]\n\n[^1]: Bij de politie.") | {
        "content/letters/2021z00001/letter.md": "---\ntitle: T\ndate: 2021-10-27\n---\nNamens ABC.[^1]\n\n[^1]: ABC.\n"
    }
    built = site(actor_files() | files)
    assert [(key.part.value, key.number, key.label) for key in built.graph.mentions] == [
        ("cover", 0, ""),
        ("footnote", 0, "1"),
        ("footnote", 1, "1"),
    ]
    assert [mention.place.text.part for mention in built.graph.mentions_of["abc"]] == ["cover", "footnote"]


SHARED = {
    "jan-jansen": "{name: Jan Jansen, type: person, aliases: [Jansen]}",
    "piet-jansen": "{name: Piet Jansen, type: person, aliases: [PJ, Jansen]}",
}


def test_a_name_of_two_actors_is_an_error_until_the_letter_says_whom_it_means(site):
    asked = question_file("Vroeg lid Jansen dat?", "Nee, Jan Jansen, of Jansens collega.")
    built = site(actor_files(SHARED) | asked)
    assert [(p.code, str(p.position)) for p in built.problems] == [
        ("ambiguous-name", "content/letters/2021z00001/vraag-1.md:6:1")
    ]
    values = dict(built.problems[0].values)
    assert values["owners"] == "jan-jansen, piet-jansen"
    assert [mention.actor for group in built.graph.mentions.values() for mention in group] == ["jan-jansen"]
    letter = {"content/letters/2021z00001/letter.md": f"---\ntitle: T\n{values['paste']}\n---\n"}
    built = site(actor_files(SHARED) | asked | letter)
    assert built.problems == ()
    assert [mention.actor for group in built.graph.mentions.values() for mention in group] == ["jan-jansen"] * 3


def test_a_shared_name_that_no_letter_uses_is_no_error(site):
    assert site(actor_files(SHARED) | question_file("Wie?", "Jan Jansen.")).problems == ()


def test_a_letter_can_only_choose_between_those_who_have_the_name(site):
    letter = {"content/letters/2021z00001/letter.md": "---\ntitle: T\nnames: {Jansen: abc, X: weg}\n---\n"}
    files = actor_files(SHARED | {"abc": ACTORS["abc"]}) | question_file("Vroeg lid Jansen dat?", "Nee.") | letter
    assert [(p.code, str(p.position)) for p in site(files).problems] == [
        ("unknown-actor", "content/letters/2021z00001/letter.md:3:25"),
        ("ambiguous-name", "content/letters/2021z00001/vraag-1.md:6:1"),
    ]


def test_one_actor_may_repeat_its_own_name(site):
    built = site(actor_files({"politie": "{name: Politie, type: agency, aliases: [politie, Politie]}"}))
    assert built.codes == []


def make_actor(name, kind=ActorType.BODY):
    return Actor("x", Position("x.md"), name, kind)


@st.composite
def named_texts(draw):
    """A name, and a text in which it occurs between other signs."""
    name = draw(st.text("abcABC '-.9", min_size=1, max_size=12))
    signs = st.text("abcABC '-.,9»«\u00ad\n", max_size=12)
    return name, name.join(draw(st.lists(signs, min_size=2, max_size=5)))


@given(st.sampled_from(list(ActorType)), named_texts())
def test_a_mention_is_inside_the_text_and_never_overlaps_another(kind, named):
    name, text = named
    end = 0
    for found in find_names(Paragraph(text), lexicon([make_actor(name, kind)])):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@given(st.lists(st.sampled_from(["Waterdienst", "de", "politie", "heeft", "ABC"]), min_size=1, max_size=20))
def test_every_free_standing_small_name_is_found(words):
    names = lexicon([make_actor("politie")])
    assert len(find_names(Paragraph(" ".join(words)), names)) == words.count("politie")
