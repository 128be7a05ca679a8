"""A letter that differs from its source: every command knows, and `--strict` publishes nothing."""

from __future__ import annotations

import json

import pytest

LETTER = "content/letters/2024z00001"
HEAD = "---\ntitle: Lampen\ndate: 2024-01-02\nsource: {file: source/bron.txt}\n---\n"
NUMBERS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven")
SENTENCES = [
    f"In straat nummer {name} staan volgens de gemeente wel {n} nieuwe lampen." for n, name in enumerate(NUMBERS)
]
SOURCE = (
    "Geachte voorzitter.\n\nVraag 1\nHoeveel lampen staan er?\n\nAntwoord op vraag 1\n" + "\n\n".join(SENTENCES) + "\n"
)
QUESTION = (
    "---\nnumber: 1\n---\n## Vraag\n\nHoeveel lampen staan er?\n\n## Antwoord\n\n" + "\n\n".join(SENTENCES) + "\n"
)
PAGE = "site/brieven/2024z00001/vraag-1/index.html"


@pytest.fixture
def site(small, write):
    for path in (small / LETTER).glob("vraag-*.md"):
        path.unlink()
    write("site.yml", "name: Proef\nparts: {search: false, pictures: false}\n")
    write(f"{LETTER}/letter.md", f"{HEAD}Geachte voorzitter.\n")
    write(f"{LETTER}/source/bron.txt", SOURCE)
    write(f"{LETTER}/vraag-01.md", QUESTION)
    return small


def test_an_equal_letter_is_said_to_be_so_and_nothing_is_told(kantlijn, site):
    ran = kantlijn("build", "--strict")
    assert ran.code == 0
    assert "bron" not in ran.err
    assert "woord voor woord gelijk aan die van de bron." in (site / PAGE).read_text("utf-8")


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_difference_is_a_warning_at_its_line_with_both_readings_and_an_error_under_strict(
    kantlijn, site, write, command
):
    write(f"{LETTER}/vraag-01.md", QUESTION.replace("wel 3 nieuwe", "wel 4 nieuwe"))
    ran = kantlijn(command)
    said = ran.out + ran.err
    assert ran.code == 0
    assert f"{LETTER}/vraag-01.md:16:1: warning[text-changed]" in said
    assert "„4”" in said
    assert "„3”" in said
    assert kantlijn(command, "--strict").code == 1


def test_the_page_and_the_data_say_that_it_differs_and_where(kantlijn, site, write):
    write(f"{LETTER}/vraag-01.md", QUESTION.replace("wel 3 nieuwe", "wel 4 nieuwe"))
    assert kantlijn("build").code == 0
    page = (site / PAGE).read_text("utf-8")
    assert "wijkt op 1 plaats af van de bron" in page
    assert "Daarvan staat er 1 in deze vraag" in page
    assert "woord voor woord gelijk" not in page
    letter = (site / "site/brieven/2024z00001/index.html").read_text("utf-8")
    assert "wijkt op 1 plaats af van de bron" in letter
    assert "Daarvan" not in letter
    proof = json.loads((site / "site/brieven/2024z00001/letter.json").read_text("utf-8"))["proof"]
    assert (proof["state"], proof["differences"], len(proof["sha256"])) == ("differs", 1, 64)


def test_strict_publishes_nothing_and_a_mended_text_is_published_again(kantlijn, site, write):
    assert kantlijn("build", "--strict").code == 0
    before = (site / PAGE).read_bytes()
    write(f"{LETTER}/vraag-01.md", QUESTION.replace("wel 3 nieuwe", "wel 4 nieuwe"))
    assert kantlijn("build", "--strict").code == 1
    assert (site / PAGE).read_bytes() == before
    assert kantlijn("build").code == 0
    assert (site / PAGE).read_bytes() != before
    write(f"{LETTER}/vraag-01.md", QUESTION)
    assert kantlijn("build", "--strict").code == 0
    assert (site / PAGE).read_bytes() == before


def test_many_differences_are_counted(kantlijn, site, write):
    write(f"{LETTER}/vraag-01.md", QUESTION.replace("nieuwe", "oude"))
    ran = kantlijn("build")
    assert ran.err.count("warning[text-changed]") == 5
    assert ran.err.count("warning[more-differences]") == 1
    assert "op nog 2 plaatsen" in ran.err
    assert "kantlijn verify 2024z00001" in ran.err


def test_a_letter_that_was_not_compared_is_told_once_and_never_stops_strict(kantlijn, site, write):
    write(f"{LETTER}/source/bron.txt", "")
    ran = kantlijn("build", "--strict")
    assert ran.code == 0
    assert ran.err.count("info[not-compared-unreadable]") == 1
    assert "kon niet worden gelezen" in (site / PAGE).read_text("utf-8")


def test_check_counts_the_letters_of_each_state(kantlijn, site):
    found = json.loads(kantlijn("check", "--format", "json").out)
    assert found["proofs"] == {"equal": 1, "declared": 0, "differs": 0, "not-compared": 0}


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% extends 'kantlijn/answer.html' %}", None),
        (
            "<!doctype html><article class='letter'>{% for b in view.answer %}{{ b.html|upper }}{% endfor %}</article>",
            "changes-text",
        ),
        ("<!doctype html><p>{% for b in view.answer %}{{ b.html }}{% endfor %}</p>", "text-unread"),
    ],
)
def test_check_tells_which_pages_a_theme_shows_with_other_text(kantlijn, site, write, template, said):
    write("site.yml", "name: Proef\nparts: {search: false, pictures: false}\ntheme: eigen\n")
    write("eigen/templates/answer.html", template)
    ran = kantlijn("check", "--list")
    assert ("theme-" in ran.out) is (said is not None)
    if said:
        assert "brieven/2024z00001/vraag-1/" in ran.out
        assert f"[theme-{said}]" in ran.out
