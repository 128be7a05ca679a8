"""The content as data: nothing of it is lost, and every address in it leads to something that is planned."""

import csv
import io
import json

import pytest

from generator.core.config import Config, Parts
from generator.core.model import plain
from generator.core.proof import Proof, State
from generator.pages.data.published import COLUMNS

BASE = "https://x.example"
LETTER = "/brieven/2024z00001/"


@pytest.fixture
def done(planned):
    return planned(
        base_url=BASE,
        prove=lambda letter, _shown, _departures: Proof(letter.id, State.EQUAL, words=9, sha256="cd" * 32),
    )


def texts(done):
    return {page.path: page.view.text for page in done.pages if hasattr(page.view, "text")}


def test_a_letter_as_json_holds_every_word_of_it(done, world):
    letter, found = world.letters[0], json.loads(texts(done)[f"{LETTER}letter.json"])
    assert "\n".join(block["text"] for block in found["cover"]) == plain(letter.body)
    assert [q["number"] for q in found["questions"]] == [q.number for q in letter.questions]
    for question, node in zip(letter.questions, found["questions"], strict=True):
        assert "\n".join(block["text"] for block in node["question"]) == plain(question.question)
        given = node["answer"] and "\n".join(block["text"] for block in node["answer"])
        assert given == (plain(question.answer) if question.answer is not None else None)
        assert [note["text"] for note in node["footnotes"]] == [plain(note.blocks) for note in question.footnotes]
    assert {note["id"] for node in (found, *found["questions"]) for note in node["notes"]} == {
        note.id for note in letter.notes
    }


def test_a_letter_as_json_says_who_what_and_from_where(done):
    found = json.loads(texts(done)[f"{LETTER}letter.json"])
    assert found["answered_by"] == [
        {
            "actor": {"id": "pieters", "name": "B. Pieters", "url": f"{BASE}/actoren/pieters/"},
            "office": {
                "id": "minister-van-duinen",
                "name": "minister van Duinen",
                "url": f"{BASE}/actoren/minister-van-duinen/",
            },
        }
    ]
    assert found["source"]["sha256"] == "ab" * 32
    assert found["proof"] == {
        "state": "equal",
        "reason": None,
        "words": 9,
        "differences": 0,
        "departures": [],
        "sha256": "cd" * 32,
    }
    assert found["publication"]["label"] == "Aanhangsel Handelingen II 2023/24, nr. 99"
    first, second, third, *_ = found["questions"]
    assert first["footnotes"][0]["url"] == f"{BASE}{LETTER}vraag-1/#fn-1"
    assert second["answer"][1]["anchor"] == "a2"
    assert second["refers_to"] == [f"{BASE}{LETTER}vraag-1/", f"{BASE}{LETTER}vraag-4/"]
    assert (third["answer"], third["answered_in"]) == (None, 2)
    assert [one["id"] for one in third["mentions"]] == ["kustbond"]


def test_every_address_of_the_site_in_the_data_is_there(done):
    there = {page.path for page in done.pages} | {file.path for file in done.files}

    def addresses(node):
        if isinstance(node, dict):
            node = list(node.values())
        if isinstance(node, list):
            return [address for part in node for address in addresses(part)]
        return [node] if isinstance(node, str) and node.startswith(BASE) else []

    for path, text in texts(done).items():
        if path.endswith((".json", "/index.json")) and "cite" not in path:
            for address in addresses(json.loads(text)):
                assert address.removeprefix(BASE).partition("#")[0] in there, (path, address)


def test_without_an_address_links_are_relative_to_the_file(planned):
    found = json.loads(texts(planned())[f"{LETTER}letter.json"])
    assert (found["url"], found["questions"][1]["url"]) == ("./", "vraag-2/")
    assert json.loads(texts(planned())["/index.json"])["letters"][0]["data"] == "brieven/2024z00001/letter.json"


def test_the_index_lists_letters_actors_and_topics(done):
    found = json.loads(texts(done)["/index.json"])
    assert [letter["id"] for letter in found["letters"]] == ["2024z00001", "2023z00009"]
    assert len(found["letters"][0]["questions"]) == 5
    assert {actor["id"] for actor in found["actors"]} >= {"pieters", "rijkswacht"}
    assert {"id": "duinen", "name": "Duinen", "parent": "natuur", "url": f"{BASE}/onderwerpen/duinen/"} in found[
        "topics"
    ]


def test_the_table_is_read_back_with_every_question_in_it(done, world):
    text = texts(done)["/answers.csv"]
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert tuple(rows[0]) == tuple(column.name for column in COLUMNS)
    asked = [plain(question.question) for letter in world.letters for question in letter.questions]
    assert [row["question"] for row in rows] == asked
    second = next(row for row in rows if row["number"] == "2" and row["letter"] == "2024z00001")
    assert second["answer"] == plain(world.letters[0].questions[1].answer)
    assert second["url"] == f"{BASE}{LETTER}vraag-2/"
    assert second["answered_by"] == "B. Pieters"
    third = next(row for row in rows if row["number"] == "3")
    assert (third["answered_in"], third["answer"]) == ("2", second["answer"])
    assert next(row for row in rows if row["number"] == "4, 5")["title"] == ""


def test_the_markdown_is_offered_as_it_was_written(planned):
    done = planned(config=Config(name="Site", parts=Parts(markdown=True)))
    copied = {file.path: file.origin for file in done.files}
    assert copied[f"{LETTER}index.md"] == "content/letters/2024z00001/letter.md"
    assert copied[f"{LETTER}vraag-2/index.md"] == next(
        page.origin for page in done.pages if page.path == f"{LETTER}vraag-2/"
    )
