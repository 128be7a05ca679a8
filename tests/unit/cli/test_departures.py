"""Declared departures: the page marks the place with what the source has, and everything else must still be equal."""

from __future__ import annotations

import json

import pytest
from lxml import html

LETTER = "content/letters/2024z00001"
SOURCE = """\
Geachte voorzitter.

Vraag 1
Hoeveel lampen staan er langs de weg?

Antwoord op vraag 1
Bij de laatste tets stonden er volgens de gemeente zestig lampen langs de weg.1

Daarvan is de helft niet van de gemeente.

1 Zie de lijst van de gemete.
"""
QUESTION = """\
---
number: 1
{departures}
---
## Vraag

Hoeveel lampen staan er langs de weg?

## Antwoord

Bij de laatste test stonden er volgens de gemeente zestig lampen langs de weg.[^1]

Daarvan is de helft niet van de gemeente.

[^1]: Zie de lijst van de gemete.
"""
ROW = "departures:\n  - {source: tets, shown: test, reason: drukfout & <slip>}"
PAGE = "site/brieven/2024z00001/vraag-1/index.html"


@pytest.fixture
def built(small, write, kantlijn):
    for path in (small / LETTER).glob("vraag-*.md"):
        path.unlink()
    write("site.yml", "name: Proef\nparts: {search: false, pictures: false}\nbase_url: https://proef.example\n")
    head = "---\ntitle: Lampen\ndate: 2024-01-02\nsource: {file: source/bron.txt}\n---\n"
    write(f"{LETTER}/letter.md", f"{head}Geachte voorzitter.\n")
    write(f"{LETTER}/source/bron.txt", SOURCE)

    def build(departures=ROW, text=QUESTION):
        write(f"{LETTER}/vraag-01.md", text.replace("{departures}", departures))
        return kantlijn("build", "--strict")

    return build


def test_a_declared_departure_is_no_difference_and_the_page_shows_it_at_its_place(built, small):
    assert built("title: null").code == 1
    assert built().code == 0
    page = (small / PAGE).read_text("utf-8")
    assert "woord voor woord gelijk aan die van de bron, op 1 plaats na" in page
    tree = html.fromstring(page)
    [marked] = tree.xpath('//a[@class="noted"]')
    assert (marked.text_content(), marked.get("href")) == ("test", "#d-1-1")
    [aside] = tree.xpath('//aside[@id="d-1-1"]')
    said = aside.text_content()
    assert "Afwijking van de bron" in said
    assert "In de bron staat hier ‘tets’, op deze site ‘test’." in said
    assert "Reden: drukfout & <slip>" in said
    assert aside.get("role") == "note"
    assert [link.get("href") for link in aside.xpath('.//p[@class="quote"]/a')] == [f"#{marked.get('id')}"]


def test_the_letter_and_its_frame_show_it_too_and_the_data_lists_it(built, small):
    assert built().code == 0
    folder = small / "site/brieven/2024z00001"
    assert 'id="d-1-1"' in (folder / "index.html").read_text("utf-8")
    proof = json.loads((folder / "letter.json").read_text("utf-8"))["proof"]
    assert proof["state"] == "declared"
    row = {"place": "test", "source": "tets", "shown": "test", "reason": "drukfout & <slip>"}
    assert proof["departures"] == [row]
    frames = [
        path.read_text("utf-8")
        for path in (small / "site").rglob("*.html")
        if "In de bron staat hier" in path.read_text("utf-8")
    ]
    assert any('title="In de bron staat hier' in frame for frame in frames)


@pytest.mark.parametrize(
    ("departures", "old", "new"),
    [
        ("departures: [{place: de helft van, source: niet, reason: dubbel}]", "helft niet van", "helft van"),
        ("departures: [{place: helft ook niet, shown: ook, reason: weg}]", "helft niet", "helft ook niet"),
        (
            "departures: [{source: gemete, shown: gemeente, place: lijst van de gemeente, reason: drukfout}]",
            "gemete",
            "gemeente",
        ),
    ],
)
def test_words_may_be_left_out_added_and_mended_also_in_a_footnote(built, departures, old, new, kantlijn):
    text = QUESTION.replace("test", "tets")
    assert old in text
    assert built("title: null", text.replace(old, new)).code == 1
    ran = built(departures, text.replace(old, new))
    assert (ran.code, ran.err) == (0, ran.err)
    ran = kantlijn("verify")
    assert ran.code == 0
    assert "op 1 aangegeven plaats na" in ran.out


def test_any_other_change_is_a_difference_still(built):
    ran = built(text=QUESTION.replace("zestig", "zeventig"))
    assert ran.code == 1
    assert "error[text-changed]" in ran.err
    assert "zestig" in ran.err
    assert "tets" not in ran.err


@pytest.mark.parametrize("source", ["tetst", "tet", "de tets", "tets stond"])
def test_a_departure_that_says_the_source_has_what_it_has_not_is_none(built, source):
    ran = built(ROW.replace("source: tets", f"source: {source}"))
    assert ran.code == 1
    assert "error[text-departure-unmet]" in ran.err
    assert "error[text-changed]" in ran.err


def test_several_words_may_differ_in_one_departure(built):
    text = QUESTION.replace("Bij de laatste test stonden er", "Bij de laatste tets stond men")
    assert built("departures: [{source: stonden er, shown: stond men, reason: x}]", text).code == 0


def test_a_departure_that_is_no_longer_one_is_told(built, write, small):
    write(f"{LETTER}/source/bron.txt", SOURCE.replace("tets", "test"))
    ran = built()
    assert ran.code == 1
    assert f"{LETTER}/vraag-01.md:4:1: error[text-departure-unmet]" in ran.err


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("{source: tets, shown: text, reason: x}", "departure-not-found"),
        ("{source: x, shown: de, reason: x}", "departure-ambiguous"),
        ("{source: test, shown: test, reason: x}", "departure-same"),
        ("{source: test, reason: x}", "departure-without-place"),
        ("{source: tets, shown: test, place: zestig lampen, reason: x}", "departure-outside-place"),
        ("{source: tets, shown: test}", "missing-key"),
        ("{source: tets, shown: test, reason: x, waar: y}", "unknown-key"),
    ],
)
def test_a_departure_that_cannot_be_is_an_error_at_its_line(built, row, code):
    ran = built(f"departures:\n  - {row}")
    assert ran.code == 1
    assert "vraag-01.md:4:" in ran.err
    assert f"error[{code}]" in ran.err
