"""The web between the answers, from files to views: hover texts, previews, long lists, and the index of topics."""

from __future__ import annotations

import re

import pytest

from generator.pages.plan import plan
from generator.pages.writing import rows

FOLDER = "content/letters/2024z00001"
LETTER = "/brieven/2024z00001/"
ACTORS = {
    "content/actors/minister.md": "---\nname: minister van Duinen\ntype: office\n---\n",
    "content/actors/jan.md": "---\nname: Jan Jansen\ntype: person\noffices: [{office: minister, from: null, to: null}]\n---\n",
    "content/actors/piet.md": (
        "---\nname: Piet Pieters\ntype: person\naliases: [Pieters]\noffices: [{office: minister, from: null, to: null}]\n"
        "parties: [{party: xyz, to: 2020-01-01}, {party: abc, from: 2020-01-01}]\n---\n"
    ),
    "content/actors/xyz.md": "---\nname: XYZ\ntype: party\n---\n",
    "content/actors/abc.md": "---\nname: ABC\ntype: party\n---\n",
}


@pytest.fixture
def views(site, words):
    def views(files):
        loaded = site(ACTORS | files)
        assert [problem for problem in loaded.problems if problem.is_error] == []
        done, _ = plan(loaded.graph, words)
        return {page.path: page.view for page in done.pages}

    return views


def letter(head="", folder=FOLDER, **answers):
    files = {f"{folder}/letter.md": f"---\ntitle: Paden\n{head}---\nGeachte.\n"}
    for name, answer in (answers or {"a1": "De minister van Duinen en het lid Pieters."}).items():
        files[f"{folder}/vraag-{name[1:]}.md"] = (
            f"---\nnumber: {name[1:]}\n---\n## Vraag\n\nVraag {name[1:]}?\n\n## Antwoord\n\n{answer}\n"
        )
    return files


def hovers(view):
    return re.findall(r'class="actor" href="[^"]*" title="([^"]*)"', "".join(block.html for block in view.answer))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("date: 2024-03-05\n", ["Piet Pieters (ABC)"]),
        ("date: 2019-03-05\n", ["Piet Pieters (XYZ)"]),
        ("date: 2024-03-05\nanswered_by: [{actor: jan, office: minister}]\n", ["held-by Jan Jansen 5 maart 2024", "Piet Pieters (ABC)"]),
        ("received: 2024-03-05\nanswered_by: [{actor: jan, office: minister}]\n", ["held-by Jan Jansen 5 maart 2024", "Piet Pieters (ABC)"]),
        ("date: 2024-03-05\nasked_by: [{actor: piet, party: xyz}]\n", ["Piet Pieters (XYZ)"]),
        ("", ["Piet Pieters"]),
    ],
)  # fmt: skip
def test_hover_texts_say_only_what_is_known_of_the_day(views, head, expected):
    assert hovers(views(letter(head))[f"{LETTER}vraag-1/"]) == expected


def test_a_letter_without_a_date_is_listed_by_the_day_it_was_received(views):
    dated, received = (
        letter("date: 2024-03-05\n"),
        letter("received: 2024-03-06\n", folder="content/letters/2024z00002"),
    )
    built = views(dated | received)
    [(year, found)] = built["/brieven/"].years
    assert (year, [(row.ref.date.iso, row.ref.url) for row in found]) == (
        2024,
        [("2024-03-06", "2024z00002/"), ("2024-03-05", "2024z00001/")],
    )
    assert [(count.year, count.count) for count in built["/actoren/piet/"].years] == [(2024, 2)]


def test_what_an_answer_refers_to_comes_with_the_first_words_of_that_answer(views):
    built = views(letter(a1="Zie het [antwoord op vraag 2](question:2).", a2="Nee.\n\nWant het regent."))
    [row] = built[f"{LETTER}vraag-1/"].refers_to
    assert (row.number, row.lead) == (2, "Nee. Want het regent.")


def test_a_long_list_names_the_questions_that_it_has_no_room_for(views, monkeypatch):
    monkeypatch.setattr(rows, "_OF_LETTER", 2)
    monkeypatch.setattr(rows, "_OF_PAGE", 3)
    text = "Het lid Pieters vroeg dat."
    new = letter("date: 2024-03-05\n", a1=text, a2=f"{text} {text}", a3=text)
    old = letter("date: 2023-03-05\n", folder="content/letters/2023z00001", a1=text, a2=text)
    view = views(new | old)["/actoren/piet/"]
    assert view.mention_count == 6
    assert [([row.number for row in group.rows], [ref.number for ref in group.others]) for group in view.mentions] == [
        ([1, 2], [3]),
        ([1], [2]),
    ]
    assert view.mentions[0].others[0].url == "../../brieven/2024z00001/vraag-3/"


def test_keywords_are_in_the_index_and_lead_to_their_topics(views):
    files = {
        "content/topics/water.md": "---\nname: Water\nkeywords: [dijk, Zee, kust]\n---\n",
        "content/topics/zee.md": "---\nname: zee\nkeywords: [kust, Kust]\n---\n",
    }
    index = views(letter("date: 2024-03-05\n") | files)["/onderwerpen/"].index
    assert [
        (group.initial, row.ref.title, [ref.title for ref in row.see]) for group in index for row in group.rows
    ] == [
        ("D", "dijk", ["Water"]),
        ("K", "kust", ["Water", "zee"]),
        ("W", "Water", []),
        ("Z", "zee", []),
    ]


def test_an_office_lists_who_is_known_by_dates_by_letters_and_by_name_only(views):
    stub = "offices: [{office: minister, from: null, to: null}]"
    actors = {
        "content/actors/anna.md": "---\nname: Anna\ntype: person\noffices: [{office: minister, from: 2022-01-01}]\n---\n",
        "content/actors/karel.md": f"---\nname: Karel\ntype: person\n{stub}\n---\n",
    }
    signed = [
        letter(
            f"date: 2021-0{month}-01\nanswered_by: [{{actor: jan, office: minister}}]\n",
            f"content/letters/2021z0000{month}",
        )
        for month in (1, 2)
    ]
    holders = views(actors | signed[0] | signed[1])["/actoren/minister/"].holders
    assert [(row.ref.title, row.start and row.start.iso, [day.iso for day in row.signed]) for row in holders] == [
        ("Anna", "2022-01-01", []),
        ("Jan Jansen", None, ["2021-01-01", "2021-02-01"]),
        ("Piet Pieters", None, []),
        ("Karel", None, []),
    ]


def test_the_day_a_letter_was_received_is_not_said_to_be_its_own(views):
    assert views(letter("received: 2024-03-05\n"))[f"{LETTER}vraag-1/"].letter.received
    assert not views(letter("date: 2024-03-05\nreceived: 2024-03-06\n"))[f"{LETTER}vraag-1/"].letter.received
    assert views(letter("submitted: 2024-03-04\n"))[f"{LETTER}vraag-1/"].letter.asked
    assert not views(letter("submitted: 2024-03-04\nreceived: 2024-03-05\n"))[f"{LETTER}vraag-1/"].letter.asked
