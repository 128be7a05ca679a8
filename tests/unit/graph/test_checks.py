from __future__ import annotations

import pytest

from generator.graph.checks import run
from generator.graph.counts import figures
from generator.netherlands.persons import RegisteredPerson

LETTER = "content/letters/2021z00001"
HEAD = "---\ntitle: T\ndate: 2021-10-27\nsource: {{file: source/a.txt}}\n{more}---\nGeachte.\n"


def question(number, answer="Ja.", head=""):
    return f"---\nnumber: {number}\ntitle: Titel {number}\n{head}---\n## Vraag\n\nVraag {number}?\n\n## Antwoord\n\n{answer}\n"


def letter(more="", **answers):
    files = {f"{LETTER}/letter.md": HEAD.format(more=more), f"{LETTER}/source/a.txt": "x"}
    for name, answer in answers.items():
        files[f"{LETTER}/vraag-0{name[1:]}.md"] = question(name[1:], answer)
    return files


def found(built):
    assert [p for p in built.problems if p.is_error] == []
    return [(p.code, str(p.position).removeprefix("content/"), dict(p.values)) for p in run(built.graph)]


def test_a_site_in_order_gives_nothing(site):
    assert found(site(letter(a1="Zie [2](question:2).", a2="Zie [1](question:1)."))) == []


def test_a_letter_without_source_or_date(site):
    built = site({f"{LETTER}/letter.md": "---\ntitle: T\nkind: letter\n---\nX.\n"})
    assert [code for code, *_ in found(built)] == ["letter-without-date", "letter-without-source"]


def test_topics_without_anything_below_them(site):
    files = {
        "content/topics/boven.md": "---\nname: Boven\n---\n",
        "content/topics/onder.md": "---\nname: Onder\nparent: boven\n---\n",
        "content/topics/leeg.md": "---\nname: Leeg\nparent: boven\n---\n",
    }
    assert found(site(letter("topics: [onder]\n", a1="Ja.") | files)) == [
        ("unused-topic", "topics/leeg.md:1:1", {"name": "Leeg"})
    ]


def test_actors_that_nothing_names(site):
    files = {
        "content/actors/stil.md": "---\nname: Stil\ntype: body\n---\n",
        "content/actors/abc.md": "---\nname: ABC\ntype: party\n---\n",
        "content/actors/def.md": "---\nname: DEF\ntype: party\n---\n",
        "content/actors/jan.md": "---\nname: Jan Jansen\ntype: person\nparties: [{party: def}]\n---\n",
        "content/actors/minister.md": "---\nname: minister van Zeezaken\ntype: office\n---\n",
        "content/actors/piet.md": "---\nname: Piet Post\ntype: person\noffices: [{office: minister, from: 2020-01-01}]\n---\n",
    }
    heads = "asked_by: [{actor: jan}]\non_behalf_of: [{office: minister}]\n"
    assert found(site(letter(heads, a1="De ABC.") | files)) == [
        ("unmentioned-actor", "actors/stil.md:1:1", {"name": "Stil"})
    ]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("De dijken zijn hoog.", [("topic-suggestion", "topics: [water]")]),
        ("De waterstand en de dijkgraaf.", [("topic-suggestion", "topics: [water]")]),
        ("Een zee-egel.", [("topic-suggestion", "topics: [zee]")]),
        ("Zeezeilen.", [("questions-without-topic", None)]),
        ("Grondwater.", [("questions-without-topic", None)]),
    ],
)
def test_answers_without_a_topic_get_a_suggestion_from_keywords(site, answer, expected):
    files = {
        "content/topics/water.md": "---\nname: Water\nkeywords: [dijk, dijken]\n---\n",
        "content/topics/zee.md": "---\nname: Zee\n---\n",
        f"{LETTER}/vraag-02.md": question(2, "Zie [1](question:1).", "topics: [water, zee]\n"),
    }
    built = site(letter(a1=f"{answer} Zie [2](question:2).") | files)
    assert [(code, values.get("paste")) for code, _, values in found(built)] == expected


@pytest.mark.parametrize(
    ("numbers", "told"), [((1, 2, 3, 4, 6, 7), "1-4, 6, 7"), ((1, 2, 3, 6), "1-3, 6"), ((1, 2, 4), "1, 2, 4")]
)
def test_questions_without_a_topic_are_named_once_for_a_letter(site, numbers, told):
    files = {
        "content/topics/water.md": "---\nname: Water\n---\n",
        f"{LETTER}/vraag-05.md": question(5, "Ja.", "topics: [water]\n"),
    }
    answers = {f"a{number}": "Ja." for number in numbers}
    assert found(site(letter(**answers) | files)) == [
        ("questions-without-topic", "letters/2021z00001/letter.md:1:1", {"numbers": told})
    ]


def test_a_topic_that_the_whole_letter_has_is_not_suggested_for_an_answer(site):
    files = {"content/topics/water.md": "---\nname: Water\nkeywords: [dijken]\n---\n"}
    assert found(site(letter("topics: [water]\n", a1="De dijken zijn hoog.") | files)) == []


def test_figures_of_a_site(site):
    files = letter(
        a1="Zie [hier](question:1).", a2="Ja, ABC en ABC. Zie [het](kst:30821-124).", a3="Zie [2](question:2)."
    )
    files["content/actors/abc.md"] = "---\nname: ABC\ntype: party\n---\n"
    files[f"{LETTER}/notes/n.md"] = "---\nnumber: 3\nquote: Zie\n---\nEen notitie.\n"
    files["content/articles/x.md"] = (
        "---\nurl: https://example.org\ntitle: T\noutlet: O\nlinks: [question:2021z00001/1]\n---\n"
    )
    assert figures(site(files).graph) == {
        "letters": 1,
        "questions": 3,
        "answers": 3,
        "answers_cited": 1,
        "pointers": 2,
        "citations": 1,
        "documents": 1,
        "mentions": 2,
        "actors_mentioned": 1,
        "notes": 1,
        "articles": 1,
    }


def test_one_document_cited_in_two_ways(site):
    address = "https://zoek.officielebekendmakingen.nl/kst-30821-124.html"
    built = site(letter(a1=f"[a](kst:30821-124) en [b]({address})."))
    assert found(built) == [
        (
            "document-two-ways",
            "letters/2021z00001/vraag-01.md:11:23",
            {"destination": address, "suggestion": "kst:30821-124"},
        )
    ]


def test_an_office_that_nobody_is_known_to_have_held(site):
    files = {
        "content/actors/minister.md": "---\nname: minister van Water\ntype: office\n---\n",
        "content/actors/jan.md": "---\nname: Jan Jansen\ntype: person\noffices: [{office: minister, to: 2021-10-26}]\n---\n",
    }
    head = "asked_by: [{actor: jan}]\non_behalf_of: [{office: minister}]\n"
    assert [code for code, *_ in found(site(letter(head, a1="Ja.") | files))] == ["office-without-holder"]
    files["content/actors/jan.md"] = files["content/actors/jan.md"].replace("10-26", "10-27")
    assert found(site(letter(head, a1="Ja.") | files)) == []


DJI = {"content/actors/dji.md": "---\nname: DJI\ntype: company\n---\n"}


def test_an_abbreviation_that_a_letter_gives_to_somebody_who_is_no_actor(site):
    built = site(letter(a1="Dat doet de Dienst Justitiële Inrichtingen (DJI).", a2="En DJI weer.") | DJI)
    other = ("abbreviation-of-another", "letters/2021z00001/vraag-01.md:11:1")
    meanings = {"abbreviation": "DJI", "meanings": "DJI; Dienst Justitiële Inrichtingen"}
    reported = found(built)
    assert [one[:2] for one in reported if one[0].startswith("abbreviation")] == [
        other,
        ("abbreviation-two-meanings", other[1]),
    ]
    assert next(values for code, _, values in reported if code == "abbreviation-two-meanings") == meanings


def test_an_abbreviation_of_one_meaning_is_in_order(site):
    files = {"content/actors/dji.md": "---\nname: Dienst Justitiële Inrichtingen\ntype: agency\naliases: [DJI]\n---\n"}
    assert found(site(letter(a1="Dat doet de Dienst Justitiële Inrichtingen (DJI).", a2="En DJI.") | files)) == []


def test_an_abbreviation_that_two_letters_give_to_two_bodies(site):
    other = {
        "content/letters/2021z00002/letter.md": HEAD.format(more=""),
        "content/letters/2021z00002/source/a.txt": "x",
        "content/letters/2021z00002/vraag-01.md": question(1, "De Directie Jachtige Inkopen (DJI)."),
    }
    reported = found(site(letter(a1="De Dienst Justitiële Inrichtingen (DJI).") | other))
    assert [(code, values["meanings"]) for code, _, values in reported] == [
        ("abbreviation-two-meanings", "Dienst Justitiële Inrichtingen; Directie Jachtige Inkopen")
    ]


REGISTER = (
    RegisteredPerson("Podt", "Anne-Marijke", ("D66",)),
    RegisteredPerson("Podt", "Piet", ("VVD",)),
    RegisteredPerson("van der Lee", "Tom", ("GroenLinks",)),
    RegisteredPerson("Yeşilgöz-Zegerius", "Dilan", ("VVD",)),
)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("{name: Podt, type: person, parties: [{party: d66}]}", "Anne-Marijke Podt (D66)"),
        ("{name: Podt, type: person}", "Anne-Marijke Podt (D66), Piet Podt (VVD)"),
        ("{name: Van der Lee, type: person, parties: [{party: groenlinks-pvda}]}", "Tom van der Lee (GroenLinks)"),
        ("{name: D. Yeşilgöz-Zegerius, type: person}", "Dilan Yeşilgöz-Zegerius (VVD)"),
        ("{name: Podt, type: person, parties: [{party: groenlinks-pvda}]}", None),
        ("{name: Karin Podt, type: person, parties: [{party: d66}]}", None),
        ("{name: Lee, type: person, parties: [{party: groenlinks-pvda}]}", None),
    ],
)
def test_a_person_known_by_the_surname_alone_gets_full_names_from_the_register(site, head, expected):
    files = {
        "content/actors/x.md": f"---\n{head}\n---\n",
        "content/actors/d66.md": "---\nname: D66\ntype: party\n---\n",
        "content/actors/groenlinks-pvda.md": "---\nname: GroenLinks-PvdA\ntype: party\n---\n",
    }
    built = site(letter("asked_by: [{actor: x}, {party: d66}, {party: groenlinks-pvda}]\n", a1="Ja.") | files)
    reported = [dict(p.values)["suggestions"] for p in run(built.graph, REGISTER) if p.code == "full-name"]
    assert reported == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        ("[{party: abc}]", ["Anna Jansen"]),
        ("[]", ["Anna Jansen"]),
        ("[{party: def}]", []),
        ("[{party: abc, to: 2020-01-01}]", []),
        ("[{party: abc, to: 2020-01-01}, {party: def, from: 2020-01-02}]", []),
        ("[{party: def, to: 2020-01-01}, {party: abc, from: 2020-01-02}]", ["Anna Jansen"]),
    ],
)
def test_a_full_name_on_the_site_fits_by_party_and_time(site, parties, expected):
    files = {
        "content/actors/jansen.md": "---\nname: Jansen\ntype: person\nparties: [{party: abc}]\n---\n",
        "content/actors/anna.md": f"---\nname: Anna Jansen\ntype: person\nparties: {parties}\n---\n",
        "content/actors/abc.md": "---\nname: ABC\ntype: party\n---\n",
        "content/actors/def.md": "---\nname: DEF\ntype: party\n---\n",
    }
    built = site(letter("asked_by: [{actor: jansen}]\n", a1="De ABC, DEF en Anna Jansen.") | files)
    assert [dict(p.values)["suggestions"] for p in run(built.graph) if p.code == "full-name"] == expected


def test_what_is_said_of_a_document_that_no_letter_cites(site):
    files = letter(a1="Zie [het stuk](kst:30821-124).") | {
        "content/documents/kst-30821-124.md": "---\nsubject: Weerbaarheid\n---\n",
        "content/documents/kst-30821-12.md": "---\nsubject: Iets anders\n---\n",
        "content/documents/brief.md": "---\nsubject: Nog iets\n---\n",
    }
    assert found(site(files)) == [
        ("uncited-document", "documents/brief.md:1:1", {}),
        ("uncited-document", "documents/kst-30821-12.md:1:1", {"suggestion": "kst-30821-124"}),
    ]


def test_answers_from_before_their_questions(site):
    files = letter("submitted: 2021-10-28\n", a1="Ja.")
    assert found(site(files)) == [
        (
            "answered-before-asked",
            "letters/2021z00001/letter.md:5:12",
            {"submitted": "2021-10-28", "date": "2021-10-27"},
        )
    ]
