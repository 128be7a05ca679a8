"""`kantlijn import` again: which letter it is, what is said, and what a cut-off import does to the next command."""

from __future__ import annotations

import json
import sys

import pytest

from generator.core import digest

FIRST = """Betreft: Antwoorden op vragen over de verf van brievenbussen

Geachte voorzitter,

Hierbij zend ik u de antwoorden.

Vraag 1
Wat kost de verf?

Antwoord 1
De verf kost tien euro per bus.
"""
SECOND = FIRST.replace("Wat kost ", "Wat kostte ").replace("tien", "elf")


def texts(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def letters(kantlijn, tmp_path, write):
    write("site.yml", "name: Proef\n")
    write("een.txt", FIRST)
    write("twee.txt", SECOND)
    assert kantlijn("import", "een.txt").code == 0
    return tmp_path / "content/letters"


def test_two_letters_with_one_subject_and_no_number_get_different_ids(kantlijn, letters):
    before = texts(letters / "de-verf-van-brievenbussen")
    done = kantlijn("import", "twee.txt")
    assert done.code == 0
    assert "letter-id-taken" in done.err
    assert "--update" not in done.err
    assert texts(letters / "de-verf-van-brievenbussen") == before
    assert "elf euro" in (letters / "de-verf-van-brievenbussen-2/vraag-01.md").read_text("utf-8")
    for name in ("een.txt", "twee.txt"):
        again = kantlijn("import", name)
        assert again.code == 1
        assert "letter-exists" in again.err


LONG = FIRST.replace("tien euro per bus.", "tien euro per bus. " + "Dat is in elke gemeente van het land zo. " * 20)


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (LONG.replace("tien", "elf").replace("kost de", "kostte de"), True),
        (LONG.replace("Geachte", "Datum 3 november 2025\n\nGeachte"), True),
        (
            LONG.replace("Wat kost de verf?", "Wat kost de verf van alle gele bussen in de hele stad en op het land?"),
            True,
        ),
        (
            LONG.replace("over de verf van brievenbussen", "over de verf van de gele brievenbussen").replace(
                "tien", "elf"
            ),
            True,
        ),
        (
            FIRST.replace("Wat kost de verf?", "Wie maakt die?").replace(
                "De verf kost tien euro per bus.", "Drie bedrijven."
            ),
            True,
        ),
    ],
    ids=["two words", "a date", "a longer question", "another subject", "other questions"],
)
def test_a_letter_that_is_much_like_another_is_a_letter_of_its_own(kantlijn, write, tmp_path, other, says):
    write("site.yml", "name: Proef\n")
    write("een.txt", LONG)
    write("twee.txt", other)
    assert kantlijn("import", "een.txt").code == 0
    before = texts(tmp_path / "content/letters")
    done = kantlijn("import", "twee.txt")
    assert done.code == 0
    assert "--update" not in done.err
    assert ("letter-id-taken" in done.err) is says
    after = texts(tmp_path / "content/letters")
    assert {path: after[path] for path in before} == before
    assert len(list((tmp_path / "content/letters").iterdir())) == 2


def test_one_letter_in_another_format_is_there_already(kantlijn, write):
    write("site.yml", "name: Proef\n")
    write("een.txt", LONG)
    write("ander.html", "<html><body>" + "".join(f"<p>{part}</p>" for part in LONG.split("\n\n")) + "</body></html>")
    assert kantlijn("import", "een.txt").code == 0
    assert "letter-exists" in kantlijn("import", "ander.html").err


def test_an_update_of_a_letter_without_a_number_is_not_that_of_another(kantlijn, letters):
    before = texts(letters)
    done = kantlijn("import", "--update", "twee.txt")
    assert done.code == 1
    assert "update-doubtful" in done.err
    assert texts(letters) == before


def test_an_update_with_nothing_changed_changes_no_byte(kantlijn, letters):
    before = texts(letters)
    assert kantlijn("import", "--update", "een.txt").code == 0
    assert texts(letters) == before


def test_a_dry_run_names_the_lines_that_cannot_be_kept(kantlijn, letters, write):
    path = letters / "de-verf-van-brievenbussen/vraag-01.md"
    longer = FIRST.replace(
        "per bus.", "per bus, en dat is bij elke leverancier in het hele land al vele jaren hetzelfde."
    )
    write("een.txt", longer)
    write("drie.txt", longer.replace("tien", "elf"))
    for file in list(letters.rglob("*")):
        if file.is_file():
            file.unlink()
    path.parent.rename(letters / "weg")
    assert kantlijn("import", "een.txt").code == 0
    path.write_text(path.read_text("utf-8").replace("tien euro", "*tien euro*"), "utf-8")
    before = texts(letters)
    done = kantlijn("import", "--update", "--dry-run", "drie.txt")
    assert (
        "content/letters/de-verf-van-brievenbussen/vraag-01.md:13:1: warning[update-edit-lost]" in done.out + done.err
    )
    assert "*tien euro*" in done.out + done.err
    assert texts(letters) == before


def test_a_file_that_is_not_utf_8_stops_the_update_with_a_sentence(kantlijn, letters, write):
    path = letters / "de-verf-van-brievenbussen/vraag-01.md"
    path.write_bytes(path.read_bytes() + "Café\n".encode("latin-1"))
    before = texts(letters)
    done = kantlijn("import", "--update", "een.txt")
    assert done.code == 1
    assert "content/letters/de-verf-van-brievenbussen/vraag-01.md:14:4: error[not-utf-8]" in done.err
    assert texts(letters) == before


@pytest.mark.parametrize("command", ["build", "check", "verify", "import"])
def test_the_next_command_finishes_an_import_that_was_cut_off(kantlijn, letters, command):
    folder = letters / ".import-de-verf-van-brievenbussen"
    path = letters / "de-verf-van-brievenbussen/vraag-01.md"
    old, new = path.read_bytes(), path.read_bytes().replace(b"title: null", b"title: Verf")
    folder.mkdir()
    (folder / "0").write_bytes(new)
    move = {
        "staged": "0",
        "path": path.relative_to(letters.parent).as_posix(),
        "before": digest.sha256(old),
        "after": digest.sha256(new),
    }
    journal = {"version": 1, "letter": "de-verf-van-brievenbussen", "moves": [move]}
    (folder / "journal.json").write_text(json.dumps(journal), "utf-8")
    kantlijn(command, *(["twee.txt"] if command == "import" else []))
    assert path.read_bytes() == new
    assert not folder.exists()


@pytest.mark.parametrize("command", ["build", "check", "verify", "import"])
def test_what_cannot_be_finished_stops_every_command(kantlijn, letters, command):
    folder = letters / ".import-de-verf-van-brievenbussen"
    folder.mkdir()
    (folder / "journal.json").write_text("{}", "utf-8")
    done = kantlijn(command, *(["twee.txt"] if command == "import" else []))
    assert done.code != 0
    assert "leftover-journal" in done.err
    assert not (letters.parent.parent / "site").exists()


def test_a_letter_that_an_earlier_version_left_in_a_hidden_folder_is_told(kantlijn, letters):
    (letters / ".de-verf-x1").mkdir()
    (letters / "de-verf-van-brievenbussen").rename(letters / ".de-verf-x1/old")
    done = kantlijn("build")
    assert done.code == 1
    assert "error[leftover]" in done.err


QUESTIONS = """2025Z90020
Vragen van de leden Podt (D66) en Zilvermaan (SP) aan de Minister van Financiën over geld (ingezonden 3 november 2025).

Vraag 1
Is dat zo?
"""


def test_full_names_are_suggested_at_import_and_by_check_and_never_written(kantlijn, write, tmp_path):
    write("site.yml", "name: Proef\n")
    write("content/persons.tsv", "Zilvermaan\tMarieke\tSP\n")
    write("vragen.txt", QUESTIONS)
    done = kantlijn("import", "vragen.txt")
    assert done.code == 0
    assert "Podt: Anne-Marijke Podt (D66); Zilvermaan: Marieke Zilvermaan (SP)" in done.err
    actors = {path.stem: path.read_text("utf-8") for path in (tmp_path / "content/actors").glob("*.md")}
    assert "name: Podt\n" in actors["podt"]
    assert not any("Anne-Marijke" in text or "Marieke" in text for text in actors.values())
    checked = kantlijn("check", "--list")
    assert "actors/zilvermaan.md" in checked.out
    assert "Marieke Zilvermaan (SP)" in checked.out
    again = QUESTIONS.replace("90020", "90021").replace("Zilvermaan (SP)", "Smit (SP)")
    write("meer.txt", again)
    assert "Zilvermaan" not in kantlijn("import", "meer.txt").err


@pytest.mark.parametrize(
    ("parties", "asker"),
    [
        ("[{party: sp}]", "marieke-zilvermaan"),
        ("[]", "marieke-zilvermaan"),
        ("[{party: d66}]", "zilvermaan"),
        ("[{party: sp, to: 2025-01-01}]", "zilvermaan"),
        ("[{party: d66, to: 2025-01-01}, {party: sp, from: 2025-01-02}]", "marieke-zilvermaan"),
    ],
)
def test_a_person_of_another_party_at_the_time_is_not_the_one_that_asks(kantlijn, write, tmp_path, parties, asker):
    write("site.yml", "name: Proef\n")
    head = f"---\nname: Marieke Zilvermaan\ntype: person\naliases: [Zilvermaan]\nparties: {parties}\n---\n"
    write("content/actors/marieke-zilvermaan.md", head.replace("aliases: [Zilvermaan]\n", ""))
    write("content/actors/sp.md", "---\nname: SP\ntype: party\n---\n")
    write("content/actors/d66.md", "---\nname: D66\ntype: party\n---\n")
    write("vragen.txt", QUESTIONS)
    assert kantlijn("import", "vragen.txt").code == 0
    letter = (tmp_path / "content/letters/2025z90020/letter.md").read_text("utf-8")
    assert f"- {{actor: {asker}, party: sp}}" in letter


LIST = """LIJST VAN VRAGEN EN ANTWOORDEN
Vastgesteld 12 juni 2025
De vaste commissie voor Financiën heeft een aantal vragen voorgelegd aan de minister van Financiën over het jaarverslag.
De minister heeft deze vragen beantwoord bij brief van 10 juni 2025.

Vraag 1
Wat kost dat?
Antwoord 1
Niets.
"""
PROVINCE = """Antwoord van Gedeputeerde Staten van Gelderland op de statenvragen van de PvdA-fractie over wolven

Vraag 1
Is dat zo?
Antwoord 1
Ja.
"""


def test_what_other_bodies_ask_and_answer_can_be_published(kantlijn, write, tmp_path):
    write("site.yml", "name: Proef\n")
    write("lijst.txt", LIST)
    write("provincie.txt", PROVINCE)
    assert kantlijn("import", "lijst.txt", "provincie.txt").code == 0
    body = (tmp_path / "content/actors/gedeputeerde-staten-van-gelderland.md").read_text("utf-8")
    assert "type: body" in body
    assert kantlijn("build").code == 0
    page = (tmp_path / "site/actoren/vaste-commissie-voor-financien/index.html").read_text("utf-8")
    assert "jaarverslag" in page


def test_an_update_says_where_the_text_it_changed_is_kept_and_a_damaged_one_stops_what_publishes(
    kantlijn, write, letters
):
    write("een.txt", LONG)
    write("drie.txt", LONG.replace("tien", "elf"))
    assert kantlijn("import", "een.txt").code == 0
    done = kantlijn("import", "--update", "drie.txt")
    assert done.code == 0
    [path] = letters.glob("*/versions/*.yml")
    assert f"versions/{path.name}: info[update-text-kept]" in done.out + done.err
    assert "tien euro" in path.read_text("utf-8")
    assert kantlijn("check").code == 0
    path.write_text(path.read_text("utf-8").replace("tien euro", "acht euro"), "utf-8")
    for command in ("check", "build"):
        refused = kantlijn(command)
        assert refused.code == 1
        assert f"versions/{path.name}:7:9: error[version-damaged]" in refused.out + refused.err


def test_a_dry_run_says_what_would_be_kept_and_keeps_nothing(kantlijn, write, letters):
    write("een.txt", LONG)
    write("drie.txt", LONG.replace("tien", "elf"))
    assert kantlijn("import", "een.txt").code == 0
    before = texts(letters)
    done = kantlijn("import", "--update", "--dry-run", "drie.txt")
    assert "update-text-kept" in done.out + done.err
    assert texts(letters) == before


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
def test_a_document_whose_name_is_no_text_is_refused_and_does_not_stop_the_others(kantlijn, write, tmp_path):
    write("site.yml", "name: Proef\n")
    write("mappen/een.txt", FIRST)
    (tmp_path / "mappen" / "brief\udcff.txt").write_text(SECOND, "utf-8")
    done = kantlijn("import", "mappen")
    assert done.code == 1
    assert "brief\\udcff.txt: error[name-not-utf-8]" in done.out + done.err
    assert len(list((tmp_path / "content/letters").iterdir())) == 1
