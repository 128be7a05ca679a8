"""What is remembered between runs comes back as it was; anything else counts as nothing."""

from __future__ import annotations

import datetime as dt
import os
import pickle

import pytest

from generator import __version__
from generator.core.diagnostics import Position, diagnostic
from generator.core.model import Actor, ActorType, Membership
from generator.letters.files import parse_file
from generator.letters.parsed import ParsedFile
from generator.output.memory import Remembered

ACTOR = Actor(
    "jansen",
    Position("content/actors/jansen.md", 1, 1),
    "Jansen",
    ActorType.PERSON,
    parties=(Membership("xyz", dt.date(2020, 1, 2)),),
)
PARSED = ParsedFile(ACTOR, (diagnostic("iets", ACTOR.position, nummer=3),))


def test_a_value_comes_back_in_another_run(tmp_path):
    first = Remembered(tmp_path / "parsed")
    first.put("sleutel", PARSED)
    first.save()
    assert Remembered(tmp_path / "parsed").get("sleutel") == PARSED


def test_a_parsed_question_comes_back(tmp_path):
    text = "---\nnumber: 1\n---\n## Vraag\n\nEen *b* [c](question:2).[^1]\n\n## Antwoord\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"
    parsed = parse_file("question", "content/letters/a/vraag-01.md", f"{text}\n[^1]: Noot.\n".encode())
    memory = Remembered(tmp_path / "parsed")
    memory.put("vraag", parsed)
    memory.save()
    assert Remembered(tmp_path / "parsed").get("vraag") == parsed


def test_what_nobody_asks_for_is_forgotten(tmp_path):
    first = Remembered(tmp_path / "parsed")
    first.put("a", PARSED)
    first.put("b", PARSED)
    first.save()
    second = Remembered(tmp_path / "parsed")
    second.get("a")
    second.save()
    third = Remembered(tmp_path / "parsed")
    assert third.get("a") == PARSED
    assert third.get("b") is None


class Harmful:
    """Runs a command when it is unpickled."""

    def __reduce__(self):
        return os.mkdir, ("gekraakt",)


class Prying:
    """Asks for something of a class of ours when it is unpickled."""

    def __reduce__(self):
        return getattr, (Actor, "__init__")


def test_members_of_enumerations_come_back_by_name_and_nothing_else_does(tmp_path):
    """Early releases of Python 3.11 pickle a member as `getattr(ActorType, "PERSON")`."""
    file = tmp_path / "parsed"

    class Member:
        def __reduce__(self):
            return getattr, (ActorType, "PERSON")

    for value, read in ((Member(), ActorType.PERSON), (Prying(), None)):
        file.write_bytes(pickle.dumps((__version__, {"a": value})))
        assert Remembered(file).get("a") is read


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"onzin",
        pickle.dumps(("0.0.0", {"a": 1})),
        pickle.dumps({"a": 1}),
        pickle.dumps(("x", {"a": Harmful()})),
        pickle.dumps(("x", {"a": ParsedFile(ACTOR, ())}))[:-20],
    ],
)
def test_a_damaged_or_foreign_file_counts_as_none_and_runs_nothing(tmp_path, monkeypatch, data):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "parsed").write_bytes(data)
    assert Remembered(tmp_path / "parsed").get("a") is None
    assert not (tmp_path / "gekraakt").exists()


def test_a_disk_that_refuses_costs_nothing_but_time(tmp_path):
    (tmp_path / "bestand").write_text("", "utf-8")
    memory = Remembered(tmp_path / "bestand" / "parsed")
    memory.put("a", PARSED)
    memory.save()
    assert memory.get("a") == PARSED
