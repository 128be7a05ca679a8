"""What is remembered between runs comes back as it was; anything else counts as nothing."""

from __future__ import annotations

import datetime as dt
import os
import pickle

import pytest

from generator import __version__
from generator.content.file_kinds import parse_file
from generator.content.parsed import ParsedFile
from generator.core.diagnostics import Position, diagnostic
from generator.core.model import Actor, ActorType, Membership
from generator.output.cache_file import CacheFile

ACTOR = Actor(
    "jansen",
    Position("content/actors/jansen.md", 1, 1),
    "Jansen",
    ActorType.PERSON,
    parties=(Membership("xyz", dt.date(2020, 1, 2)),),
)
PARSED = ParsedFile(ACTOR, (diagnostic("iets", ACTOR.position, nummer=3),))


def test_a_value_comes_back_in_another_run(tmp_path):
    first = CacheFile(tmp_path / "parsed")
    first.put("sleutel", PARSED)
    first.save()
    assert CacheFile(tmp_path / "parsed").get("sleutel") == PARSED


def test_a_parsed_question_comes_back(tmp_path):
    text = "---\nnumber: 1\n---\n## Vraag\n\nEen *b* [c](question:2).[^1]\n\n## Antwoord\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"
    parsed = parse_file("question", "content/letters/a/vraag-01.md", f"{text}\n[^1]: Noot.\n".encode())
    cache = CacheFile(tmp_path / "parsed")
    cache.put("vraag", parsed)
    cache.save()
    assert CacheFile(tmp_path / "parsed").get("vraag") == parsed


def test_what_nobody_asks_for_is_forgotten_once_it_outweighs_the_rest(tmp_path):
    file = tmp_path / "parsed"
    for turn in range(8):
        cache = CacheFile(file)
        assert cache.get("vast") == (PARSED if turn else None)
        cache.put("vast", PARSED)
        cache.put(f"van {turn}", PARSED)
        cache.save()
    last = CacheFile(file)
    assert last.get("vast") == last.get("van 7") == PARSED
    assert [turn for turn in range(8) if last.get(f"van {turn}")] in ([5, 6, 7], [6, 7], [7])


def test_what_another_command_remembers_stays(tmp_path):
    for _ in range(5):
        for name in ("bouw", "voorbeeld"):
            cache = CacheFile(tmp_path / "parsed")
            known = [cache.get(f"{name} {number}") for number in range(9)]
            for number in range(9):
                if known[number] is None:
                    cache.put(f"{name} {number}", PARSED)
            cache.save()
    cache = CacheFile(tmp_path / "parsed")
    assert all(cache.get(f"{name} {number}") for name in ("bouw", "voorbeeld") for number in range(9))


def test_little_that_is_new_is_added_and_the_rest_not_written_again(tmp_path):
    file = tmp_path / "parsed"
    cache = CacheFile(file)
    for number in range(50):
        cache.put(str(number), PARSED)
    cache.save()
    whole = file.read_bytes()
    again = CacheFile(file)
    assert all(again.get(str(number)) for number in range(50))
    again.put("nieuw", PARSED)
    again.save()
    assert file.read_bytes().startswith(whole)
    assert CacheFile(file).get("nieuw") == CacheFile(file).get("0") == PARSED


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
        assert CacheFile(file).get("a") is read


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"onzin",
        pickle.dumps(("0.0.0", {"a": 1})),
        pickle.dumps({"a": 1}),
        pickle.dumps(("x", {"a": Harmful()})),
        pickle.dumps(("x", {"a": ParsedFile(ACTOR, ())}))[:-20],
        pickle.dumps((__version__, {"a": 1})) + pickle.dumps((__version__, {"b": 1}))[:-3],
        pickle.dumps((__version__, {"b": 1})) + pickle.dumps((__version__, {"a": Harmful()})),
    ],
)
def test_a_damaged_or_foreign_file_counts_as_none_and_runs_nothing(tmp_path, monkeypatch, data):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "parsed").write_bytes(data)
    assert CacheFile(tmp_path / "parsed").get("a") is None
    assert not (tmp_path / "gekraakt").exists()


def test_a_disk_that_refuses_costs_nothing_but_time(tmp_path):
    (tmp_path / "bestand").write_text("", "utf-8")
    cache = CacheFile(tmp_path / "bestand" / "parsed")
    cache.put("a", PARSED)
    cache.save()
    assert cache.get("a") == PARSED
