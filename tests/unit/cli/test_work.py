"""What `check` and `verify` count, and tell one by one only where that is asked for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.cli.language import language
from generator.cli.show import furniture
from generator.verify.furniture_forms import _FORMS

LETTER = "content/letters/2024z00007"


@pytest.fixture
def imported(kantlijn, tmp_path, write, letter):
    write("site.yml", "name: Proef\n")
    write("brief.txt", letter("2024Z00007").replace("Wat vindt u daarvan?", "Ik lees dit graag."))
    assert kantlijn("import", "brief.txt").code == 0
    return tmp_path


def test_check_counts_by_letter_and_kind_with_the_place_of_the_first(kantlijn, imported):
    said = kantlijn("check")
    assert said.code == 0
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert f"2 vragen zonder titel {LETTER}/vraag-01.md:1:1" in lines
    assert any("waar de import niet zeker was" in line for line in lines)
    assert "info[" not in said.out
    assert "--list" in said.out


def test_check_lists_each_where_it_is_asked_to(kantlijn, imported):
    said = kantlijn("check", "--list").out
    assert said.count("info[question-without-title]") == 2
    assert f"{LETTER}/vraag-02.md:1:1: info[doubt-asks-nothing]" in said
    whole = json.loads(kantlijn("check", "--json").out)
    assert whole["work"][0]["letter"] == "2024z00007"
    assert whole["work"][0]["kinds"]["title"] == 2
    assert [p["code"] for p in whole["problems"]].count("question-without-title") == 2


def test_what_was_reviewed_is_no_work_any_more(kantlijn, imported):
    path = imported / LETTER / "letter.md"
    path.write_text(
        path.read_text("utf-8").replace("topics: []", "topics: []\nreviewed: [doubt-asks-nothing, fact-told-once]"),
        "utf-8",
    )
    assert "niet zeker" not in kantlijn("check").out


@pytest.mark.parametrize(
    ("code", "suggestion"), [("wrds-glued", "words-glued"), ("doubt-ask-nothing", "doubt-asks-nothing"), ("x", None)]
)
def test_what_was_reviewed_and_has_no_such_code_is_told(kantlijn, imported, code, suggestion):
    path = imported / LETTER / "letter.md"
    whole = path.read_text("utf-8").replace("topics: []", f"topics: []\nreviewed: [fact-told-once, {code}]")
    path.write_text(whole, "utf-8")
    line = whole[: whole.index("reviewed:")].count("\n") + 1
    said = kantlijn("check").out
    assert f"{LETTER}/letter.md:{line}:28: warning[unknown-doubt]: " in said
    assert (suggestion or "kantlijn check --list") in said


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"# Mijn lijst\n\nZilvermaan\tMarieke\tSP\nBakker\tJan\n", []),
        ("Bakker\tÉva\n".encode("latin-1"), ["persons.tsv:1:8: warning[not-utf-8]"]),
        (b"Zilvermaan Marieke SP\nBakker\tJan\n", ["persons.tsv:1:1: warning[no-person]"]),
        (b"Bakker\tJan\n\t\n\tJan\nBakker\t\n", [f"persons.tsv:{n}:1: warning[no-person]" for n in (3, 4)]),
        (None, ["persons.tsv: warning[folder-named-as-file]"]),
    ],
)
def test_a_register_of_persons_that_cannot_be_read_is_told(kantlijn, imported, data, told):
    path = imported / "content/persons.tsv"
    path.mkdir() if data is None else path.write_bytes(data)
    said = kantlijn("check")
    assert said.code == 0
    assert [line.split(": ", 2)[:2] for line in said.out.splitlines() if "persons.tsv" in line and "[" in line] == [
        f"content/{one}".split(": ") for one in told
    ]


def test_a_register_of_persons_is_read_through_a_link_within_the_site(kantlijn, imported, write):
    write("lijst.tsv", "Bakker Jan\n")
    (imported / "content/persons.tsv").symlink_to(imported / "lijst.tsv")
    assert "warning[no-person]" in kantlijn("check").out


def test_doubts_are_no_reason_to_refuse_a_site(kantlijn, imported):
    strict = kantlijn("check", "--strict")
    assert "error[doubt-asks-nothing]" not in strict.out


def test_of_many_warnings_of_one_kind_the_first_are_told_and_the_rest_counted(kantlijn, imported, write):
    for number in range(8):
        write(f"content/topics/leeg-{number}.md", f"---\nname: Leeg {number}\n---\n")
    said = kantlijn("check").out
    assert said.count("warning[unused-topic]") == 5
    assert "3  onderwerpen en actoren die nergens voorkomen" in said
    assert kantlijn("check", "--strict").out.count("error[unused-topic]") == 8
    assert kantlijn("check", "--list").out.count("warning[unused-topic]") == 8


def test_verify_counts_furniture_and_lists_it_where_it_is_asked_to(kantlijn, imported):
    said = kantlijn("verify").out
    assert "regels van de bron zijn geen tekst van de brief: 4 kopjes" in said
    assert len(said.splitlines()) == 2
    assert "kopje: Antwoord op vraag 1" in kantlijn("verify", "--list").out
    assert json.loads(kantlijn("verify", "--json").out)[0]["furniture"]


@pytest.mark.parametrize("reason", sorted({name for name, _ in _FORMS} | {"label", "repeated", "title"}))
def test_every_reason_why_a_line_is_furniture_has_words(reason):
    assert furniture(reason, 1) != reason
    assert furniture(reason, 2) != furniture(reason, 1)


# --- What new files leave to be filled in --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        (("letter", "2024z00009"), ["letter-without-date", "letter-without-source"]),
        (("note", "2024z00007/1", "noot", "--quote", "staat er niet"), ["empty-note", "quote-not-found"]),
        (("topic", "water"), ["unused-topic"]),
        (("actor", "dijkgraaf"), ["unmentioned-actor"]),
        (("article", "stuk", "https://example.org/x"), ["missing-key", "missing-key"]),
        (("actor", "bericht", "het proefbericht"), []),
    ],
)
def test_new_says_what_check_will_say_of_its_files(kantlijn, imported, arguments, left):
    said = kantlijn("new", *arguments)
    assert said.code == 0
    files = [line.removesuffix(" gemaakt.") for line in said.out.splitlines() if line.endswith("gemaakt.")]
    checked = json.loads(kantlijn("check", "--strict", "--json").out)["problems"]
    errors = [one for one in checked if one["file"] in files and one["severity"] == "error"]
    assert sorted(one["code"] for one in errors) == left
    told = [line for line in said.out.splitlines() if line.startswith("  ")]
    assert len(told) == len(left)
    assert all(any(one["message"] in line for line in told) for one in errors)
    assert ("check --strict" in said.out) is bool(left)


def test_new_files_are_in_the_language_of_the_site_and_messages_in_that_of_the_terminal(
    kantlijn, imported, monkeypatch
):
    monkeypatch.setenv("KANTLIJN_LANG", "en")
    language.cache_clear()
    said = kantlijn("new", "letter", "2024z00009")
    assert said.out.startswith("Made content/letters/2024z00009/letter.md.\n")
    assert "## Vraag" in (imported / "content/letters/2024z00009/vraag-01.md").read_text("utf-8")


@pytest.mark.usefixtures("imported")
def test_verify_goes_on_behind_a_letter_that_cannot_be_read(kantlijn, write, letter, monkeypatch):
    write("tweede.txt", letter("2024Z00008"))
    assert kantlijn("import", "tweede.txt").code == 0
    read = Path.read_bytes

    def refused(self):
        if self.parent.parent.name == "2024z00007":
            raise PermissionError(13, "Permission denied", str(self))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refused)
    ran = kantlijn("verify")
    assert ran.code == 1
    assert "2024z00007: kon niet met de bron vergeleken worden" in ran.out
    assert "error[disk]" in ran.out
    assert re.search(r"^2024z00008: \d+ woorden", ran.out, re.MULTILINE)
