"""What is cached between runs comes back as it was; anything else counts as nothing."""

from __future__ import annotations

import datetime as dt
import os
import pickle

import pytest

from generator.content.parse_file import parse_file
from generator.content.parsed import ParsedFile
from generator.core.diagnostics import Position, diagnostic
from generator.core.model import Actor, ActorType, Membership
from generator.output.cache_file import CacheFile, folder
from generator.output.users_folders import CACHE_VARIABLE

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
    assert CacheFile(tmp_path / "parsed").get("sleutel", ParsedFile) == PARSED


def test_a_parsed_question_comes_back(tmp_path):
    text = "---\nnumber: 1\n---\n## Vraag\n\nEen *b* [c](question:2).[^1]\n\n## Antwoord\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"
    parsed = parse_file("question", "content/letters/a/vraag-01.md", f"{text}\n[^1]: Noot.\n".encode())
    cache = CacheFile(tmp_path / "parsed")
    cache.put("vraag", parsed)
    cache.save()
    assert CacheFile(tmp_path / "parsed").get("vraag", ParsedFile) == parsed


def test_what_nobody_asks_for_is_forgotten_once_it_outweighs_the_rest(tmp_path):
    file = tmp_path / "parsed"
    for turn in range(8):
        cache = CacheFile(file)
        assert cache.get("vast", ParsedFile) == (PARSED if turn else None)
        cache.put("vast", PARSED)
        cache.put(f"van {turn}", PARSED)
        cache.save()
    last = CacheFile(file)
    assert last.get("vast", ParsedFile) == last.get("van 7", ParsedFile) == PARSED
    assert [turn for turn in range(8) if last.get(f"van {turn}", ParsedFile)] in ([5, 6, 7], [6, 7], [7])


def test_what_another_command_remembers_stays(tmp_path):
    for _ in range(5):
        for name in ("bouw", "voorbeeld"):
            cache = CacheFile(tmp_path / "parsed")
            known = [cache.get(f"{name} {number}", ParsedFile) for number in range(9)]
            for number in range(9):
                if known[number] is None:
                    cache.put(f"{name} {number}", PARSED)
            cache.save()
    cache = CacheFile(tmp_path / "parsed")
    assert all(cache.get(f"{name} {number}", ParsedFile) for name in ("bouw", "voorbeeld") for number in range(9))


def test_what_was_not_asked_for_is_still_there_after_a_save_in_the_same_run(tmp_path):
    first = CacheFile(tmp_path / "parsed")
    for number in range(10):
        first.put(f"sleutel {number}", number)
    first.save()
    second = CacheFile(tmp_path / "parsed")
    assert second.get("sleutel 1", int) == 1
    second.save()
    second.save()
    assert [second.get(f"sleutel {number}", int) for number in range(10)] == list(range(10))


def test_the_file_is_left_alone_where_nothing_was_asked(tmp_path):
    first = CacheFile(tmp_path / "parsed")
    first.put("sleutel", 1)
    first.save()
    before = (tmp_path / "parsed").stat()
    CacheFile(tmp_path / "parsed").save()
    after = (tmp_path / "parsed").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_little_that_is_new_is_added_and_the_rest_not_written_again(tmp_path):
    file = tmp_path / "parsed"
    cache = CacheFile(file)
    for number in range(50):
        cache.put(str(number), PARSED)
    cache.save()
    whole = file.read_bytes()
    again = CacheFile(file)
    assert all(again.get(str(number), ParsedFile) for number in range(50))
    again.put("nieuw", PARSED)
    again.save()
    assert file.read_bytes().startswith(whole)
    assert CacheFile(file).get("nieuw", ParsedFile) == CacheFile(file).get("0", ParsedFile) == PARSED


class Harmful:
    """Runs a command when it is unpickled."""

    def __reduce__(self):
        return os.mkdir, ("gekraakt",)


@pytest.mark.parametrize("data", [b"", b"onzin", pickle.dumps({"a": Harmful()}), b"kantlijn cache 0\n" + b"x" * 99])
def test_a_foreign_file_counts_as_none_and_runs_nothing(tmp_path, monkeypatch, data):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "waarden").write_bytes(data)
    cache = CacheFile(tmp_path / "waarden")
    assert cache.get("a", ParsedFile) is None
    cache.put("a", PARSED)
    cache.save()
    assert CacheFile(tmp_path / "waarden").get("a", ParsedFile) == PARSED
    assert not (tmp_path / "gekraakt").exists()


@pytest.fixture
def written(tmp_path):
    """A cache file with three values, and its bytes."""
    cache = CacheFile(tmp_path / "waarden")
    for name in "abc":
        cache.put(name, PARSED)
    cache.save()
    return tmp_path / "waarden", (tmp_path / "waarden").read_bytes()


def test_of_a_cut_file_the_whole_values_count(written):
    file, data = written
    for end in range(len(data)):
        file.write_bytes(data[:end])
        found = [CacheFile(file).get(name, ParsedFile) for name in "abc"]
        assert set(map(repr, found)) <= {repr(PARSED), "None"}
        assert found[2] is None


def test_a_changed_byte_never_gives_another_value(written):
    file, data = written
    for at in range(len(data)):
        file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        found = [CacheFile(file).get(name, ParsedFile) for name in "abc"]
        assert set(map(repr, found)) <= {repr(PARSED), "None"}


def test_after_a_cut_file_the_next_run_writes_a_whole_one(written):
    file, data = written
    file.write_bytes(data[:-5])
    cache = CacheFile(file)
    kept = [cache.get(name, ParsedFile) for name in "abc"]
    assert kept == [PARSED, PARSED, None]
    cache.put("c", PARSED)
    cache.save()
    assert [CacheFile(file).get(name, ParsedFile) for name in "abc"] == [PARSED] * 3


def test_two_runs_at_once_leave_a_file_that_can_be_read(written):
    file, _ = written
    one, two = CacheFile(file), CacheFile(file)
    for cache, name in ((one, "een"), (two, "twee")):
        assert cache.get("a", ParsedFile) == PARSED
        cache.put(name, PARSED)
    one.save()
    two.save()
    last = CacheFile(file)
    assert last.get("a", ParsedFile) == last.get("twee", ParsedFile) == PARSED


def test_a_value_of_another_type_counts_as_none(tmp_path):
    cache = CacheFile(tmp_path / "waarden")
    cache.put("a", "tekst")
    assert cache.get("a", ParsedFile) is None
    assert cache.get("a", bool) is None
    assert cache.get("a", str) == "tekst"


def test_a_value_that_is_no_data_is_refused():
    with pytest.raises(TypeError):
        CacheFile().put("a", Harmful())


def test_only_the_user_may_read_the_file(written):
    file, _ = written
    assert file.stat().st_mode & 0o077 == 0


def test_the_folder_is_outside_the_site_and_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "kas"))
    one, two = folder(tmp_path / "een"), folder(tmp_path / "twee")
    assert one != two
    assert one.parent == two.parent == tmp_path / "kas"
    (tmp_path / "een").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "een")
    assert folder(tmp_path / "link") == one
    monkeypatch.delenv(CACHE_VARIABLE)
    assert not folder(tmp_path / "een").is_relative_to(tmp_path / "een")


def test_a_disk_that_refuses_costs_nothing_but_time(tmp_path):
    (tmp_path / "bestand").write_text("", "utf-8")
    cache = CacheFile(tmp_path / "bestand" / "parsed")
    cache.put("a", PARSED)
    cache.save()
    assert cache.get("a", ParsedFile) == PARSED
