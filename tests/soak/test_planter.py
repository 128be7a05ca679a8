"""The planter itself: it reads Markdown as the site does, every change is one, and no allowed edit is."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from generator.content.dialect import PARSER
from tests.soak import bench, letters, plants, setting
from tests.soak.allowed import ALLOWED
from tests.soak.change import Edit, allowed, edited, planted
from tests.soak.kinds import KINDS, figures, punctuation, words
from tests.soak.reading import Letter
from tests.soak.tokens import NOT_READ, folded, parser
from tests.soak.verdict import Verdict

ROOT = Path(__file__).parents[2]
FILES = {
    "letter.md": """\
---
title: Een brief
topics: []
---
Geachte voorzitter, hierbij de antwoorden op 2 vragen (van 3 maart 2023).

De Minister van Paden, A. de Wit
""",
    "vraag-01.md": """\
---
number: 1
title: null
topics: [paden]
---
## Vraag

Kent u de berichten “De brug” en «De weg»?[^1] Zijn zij waar; of niet? Zo nee, waarom niet?

## Antwoord

Ja. Dat is [de *oude* brug](actor:brug) van 1,5 km – en 40 m^2^ – in 2020-2021.[^2] Zij kost € 2.400,50 (of 10%)! De ~~derde~~ weg, CO₂ en `x`.

### Een kop

De **vaste** auto’s op de DJI-weg: om 12:30 uur, bij -4 °C en +3%, ± ½ of ≤ 5, zie § 3… Of 3 × 0,15 = 3/4 van 12 345.

1. een eerste punt;
2. een tweede punt.

Een *schuin* woord is geïnformeerd.

[^1]: Dagblad van gisteren, <https://voorbeeld.nl/bericht_1>

[^2]: Weekblad, nr. 7, bladzijde 3.
""",
    "vraag-02.md": """\
---
number: 2
---
## Vraag

Wie betaalt dat alles? En wie niet?

## Antwoord

De gemeente betaalt dat. Het Rijk betaalt niets.

| Jaar | Kosten |
| --- | --- |
| 2021 | tien |
| 2022 | elf |

- de provincie;
- het waterschap.

Zie ook de begroting van de gemeente.
""",
    "vraag-03.md": """\
---
number: 3
answered_in: 2
---
## Vraag

Waarom is dat zo? Is dat altijd zo geweest?
""",
    "vraag-04.md": """\
---
number: 4
---
## Vraag

Wat nu?

## Antwoord

Niets.
""",
}


@pytest.fixture(scope="module")
def letter():
    return Letter.of(FILES)


# --- Reading ---------------------------------------------------------------------------------------------------


def test_the_planter_reads_the_markdown_that_the_site_reads():
    assert parser().get_active_rules() == PARSER.get_active_rules()


@pytest.mark.parametrize("folder", sorted((ROOT / "content" / "letters").iterdir()), ids=lambda path: path.name)
def test_the_place_of_every_character_of_the_example_is_known(folder):
    pages = Letter.of(letters.files(folder)).pages.values()
    assert not [(leaf.path, leaf.line) for page in pages for leaf in page.leaves if leaf.scan is None]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"a \* b\_c &amp; d&#8209;e", "a * b_c & d\u2011e"),
        ('een [link](question:1 "titel") en [met *schuin*](<a b>) en [geen] link (zo)', "een link en met schuin en [geen] link (zo)"),
        ("<https://voorbeeld.nl/a_b_c> en <geen>", "https://voorbeeld.nl/a_b_c en <geen>"),
        ("a_b_c, _schuin_, **vet**, ***beide***, 2 * 3", "a_b_c, schuin, vet, beide, 2 * 3"),
        ("m^2^, 10 ^ 3, ~~weg~~, ~5 en `a * b`", "m2, 10 ^ 3, weg, ~5 en a * b"),
        ("een[^1], twee[^2b].", "een, twee."),
        ("een\ntwee\\\ndrie  \nvier", "een twee\ndrie\nvier"),
        ("- een\n  twee", "een twee"),
        ("> een\n> twee", "een twee"),
    ],
)  # fmt: skip
def test_each_character_is_where_its_place_says(source, text):
    page = Letter.of({"letter.md": f"---\ntitle: x\n---\n{source}\n"}).pages["letter.md"]
    (leaf,) = page.leaves
    assert leaf.text == text
    shown = [page.text[start:end] for start, end in leaf.scan.spots]
    assert all(char in raw or raw[0] == "&" or char.isspace() for char, raw in zip(text, shown, strict=True))
    for mark in leaf.marks:
        assert page.text[mark.start : mark.end] == f"[^{mark.label}]"


def test_what_is_written_otherwise_reads_the_same():
    one = Letter.of({"letter.md": "---\ntitle: x\n---\nEen *zin* van\nbrieven.[^1]\n\n[^1]: Noot\n"})
    other = Letter.of({"letter.md": "Een zin [van](question:1) brieven\\.[^1]\n\n\n[^1]: Noot"})
    assert one.reading == other.reading


@pytest.mark.parametrize("text", ["Een zin van brieven.", "Een zin van~~ brieven~~.[^1]", "# Een zin van brieven.[^1]"])
def test_what_reads_otherwise_is_told_apart(text):
    one = Letter.of({"letter.md": "Een zin van brieven.[^1]\n\n[^1]: Noot\n"})
    assert one.reading != Letter.of({"letter.md": f"{text}\n\n[^1]: Noot\n"}).reading


# --- Changes ---------------------------------------------------------------------------------------------------


def test_an_edit_leaves_the_markup_around_it(letter):
    leaf = next(leaf for leaf in letter.leaves if "oude brug" in leaf.text)
    at = leaf.text.index("oude brug van")
    files = edited(letter, [Edit(leaf, at, at + len("oude brug van"), "*nieuwe* weg")])
    assert r"Dat is [de *\*nieuwe\* weg*](actor:brug) 1,5 km" in files["vraag-01.md"]
    files = edited(letter, [Edit(leaf, at, at + len("oude "), "")])
    assert "Dat is [de brug](actor:brug) van 1,5 km" in files["vraag-01.md"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_makes_the_letter_read_otherwise_and_says_where(letter, kind):
    change = planted(kind, Random(7), letter)
    assert change is not None
    assert change == planted(kind, Random(7), letter)
    assert letter.changed(change.files).reading != letter.reading
    assert any(path in change.sentence for path in change.files)
    assert set(change.applied(FILES)) >= {path for path, text in change.files.items() if text is not None}


@pytest.mark.parametrize("kind", [*words.KINDS, *figures.KINDS, *punctuation.KINDS], ids=lambda kind: kind.name)
def test_a_change_of_characters_changes_one_text_and_no_structure(letter, kind):
    after = letter.changed(planted(kind, Random(3), letter).files)
    before = [leaf for page in letter.pages.values() for leaf in page.leaves]
    now = [leaf for page in after.pages.values() for leaf in page.leaves]
    assert [(leaf.section, leaf.shape) for leaf in before] == [(leaf.section, leaf.shape) for leaf in now]
    assert sum(one.shown != other.shown for one, other in zip(before, now, strict=True)) == 1
    assert [leaf.marks and [mark.label for mark in leaf.marks] for leaf in before] == [
        leaf.marks and [mark.label for mark in leaf.marks] for leaf in now
    ]


@pytest.mark.parametrize("kind", ALLOWED, ids=lambda kind: kind.name)
def test_no_allowed_edit_makes_the_letter_read_otherwise(letter, kind):
    change = allowed(kind, Random(7), letter)
    if kind.name == "reference-link" and "reference" in NOT_READ:
        assert change is None
        return
    assert letter.changed(change.files).reading == letter.reading
    assert change.applied(FILES) != FILES


def test_white_space_that_a_page_does_not_show_is_folded_and_no_other():
    assert folded(" een \n twee\u00a0drie\u200b ") == "een twee\u00a0drie\u200b"


# --- The runner ------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "brief.txt").write_bytes(setting.as_text(setting.parts(letters.LISTS)))
    (tmp_path / "geen-brief.txt").write_text("Dit is geen brief.\n")
    return tmp_path


def run(folder, *more):
    return plants.main(["--only", "--letters", str(folder), "--plants", "2", "--jobs", "1", *more])


def test_a_run_counts_what_is_found(folder, capsys):
    assert run(folder, "--kind", "*word-dropped", "--kind", "note-added", "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["letters"], data["clean"], data["alarms"]) == (1, True, [])
    assert [name for name, _ in data["refused"]] == ["geen-brief.txt"]
    assert {(one["kind"], one["told"]) for one in data["plants"]} == {
        ("word-dropped", True), ("cover-word-dropped", True),
    }  # fmt: skip
    assert {(one["kind"], one["told"]) for one in data["edits"]} == {("note-added", False)}


def test_a_run_shows_what_is_missed(folder, capsys, monkeypatch):
    monkeypatch.setattr(bench, "verdict", lambda _folder: Verdict(equal=True))
    assert run(folder, "--kind", "paragraph-dropped") == 1
    out = capsys.readouterr().out
    assert "Changes that were missed: 2" in out
    assert "brief.txt vraag-0" in out


def test_a_run_shows_what_is_reported_without_a_change(folder, capsys, monkeypatch):
    monkeypatch.setattr(bench, "verdict", lambda _folder: Verdict(equal=False, told=(("vraag-01.md", "Iets."),)))
    assert run(folder) == 1
    assert "brief.txt: vraag-01.md: Iets." in capsys.readouterr().out


def test_an_exception_of_verification_is_a_finding(folder, capsys, monkeypatch):
    def fails(letter):
        if "## Antwoord" not in (letter / "vraag-01.md").read_text():
            raise ValueError(letter.name)
        return Verdict(equal=True)

    monkeypatch.setattr(bench, "verdict", fails)
    assert run(folder, "--kind", "question-file-deleted", "--kind", "answer-heading-dropped") == 1
    assert "Verification ended in an exception" in capsys.readouterr().out
