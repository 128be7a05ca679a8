"""What the example letter's web of names, pointers, citations and notes is; every place was read and found right."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.core.model import leaves

ROOT = Path(__file__).parents[3]
LETTER = "2021z16860"


@pytest.fixture
def built(load_site):
    return load_site(ROOT)


def words(graph, place):
    return list(leaves(graph.texts[place.text]))[place.leaf].text[place.start : place.end]


def test_nothing_is_wrong(built):
    assert built.problems == ()


def test_who_is_mentioned_how_often(built):
    assert {actor: len(mentions) for actor, mentions in built.graph.mentions_of.items()} == {
        "amerikaanse-leger": 1,
        "barbara-kathmann": 2,
        "barbara-visser": 1,
        "checkpoint": 1,
        "china": 4,
        "chinese-overheid": 1,
        "dji": 13,
        "europese-unie": 1,
        "ferd-grapperhaus": 1,
        "minister-van-defensie": 1,
        "minister-van-infrastructuur-en-waterstaat": 4,
        "minister-van-justitie-en-veiligheid": 5,
        "ministerie-van-defensie": 17,
        "nederland": 2,
        "politie": 37,
        "pvda": 2,
        "rijkswaterstaat": 37,
        "synaktic": 1,
        "tenderned": 1,
        "tweede-kamer": 3,
        "verenigde-staten": 1,
    }


def test_every_answer_that_points_at_another(built):
    graph = built.graph
    found = [
        (key.number, words(graph, pointer.place), *(target.number for target in pointer.targets))
        for key, group in graph.pointers.items()
        for pointer in group
    ]
    assert found == [
        (4, "antwoord op vragen 2 en 3", 2, 3),
        (4, "antwoord 3", 3),
        (4, "antwoord op vraag 2", 2),
        (7, "antwoord op vraag 6", 6),
        (7, "antwoord op vraag 6", 6),
        (9, "antwoord op vraag 5", 5),
        (10, "antwoord op vraag 4", 4),
        (12, "antwoord op vraag 11", 11),
        (13, "antwoord op vraag 4", 4),
        (13, "antwoord op vraag 11", 11),
        (14, "antwoord op vraag 4", 4),
        (16, "antwoord op vraag 2", 2),
        (18, "antwoord op vraag 4", 4),
        (20, "antwoord op vraag 2", 2),
    ]
    assert {key.number: len(group) for key, group in graph.pointers_to.items()} == {2: 4, 3: 2, 4: 4, 5: 1, 6: 2, 11: 2}


def test_every_document_that_is_cited(built):
    found = {str(document): len(group) for document, group in built.graph.citations_of.items()}
    assert found == {
        "jci1.3:c:BWBR0032203": 2,
        "jci1.3:c:BWBR0031788": 2,
        "jci1.3:c:BWBR0001903": 1,
        "ecli:NL:HR:1995:ZD0328": 1,
        "kst:30821-124": 1,
        "kst:30821-125": 1,
    }


def test_every_note_is_at_the_words_it_quotes(built):
    files = list((ROOT / "content/letters" / LETTER / "notes").glob("*.md"))
    anchored = [note for group in built.graph.notes.values() for note in group]
    assert len(anchored) == len(files) > 0


def test_every_question_has_its_own_answer(built):
    assert {key.number: holder.number for key, holder in built.graph.answers.items()} == {n: n for n in range(1, 23)}
