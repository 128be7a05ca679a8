"""Every command does what its help says, says what it did, and ends with the right exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator import __version__
from generator.cli.commands import COMMANDS
from generator.cli.language import language
from generator.cli.show import shown_path
from generator.core.languages import LANGUAGES
from generator.i18n import command_words

NAMES = ("init", "import", "new", "serve", "build", "check", "verify", "ledger", "explain", "schema")


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".kantlijn" not in path.parts
    }


# --- In general --------------------------------------------------------------------------------------------------


def test_the_commands_are_these():
    assert tuple(COMMANDS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_with_an_example(kantlijn, name):
    found = kantlijn(name, "--help")
    assert found.code == 0
    assert f"Voorbeeld: kantlijn {name}" in found.out


def test_an_unknown_command_is_answered_with_the_nearest(kantlijn):
    found = kantlijn("buidl")
    assert found.code == 2
    assert "Did you mean 'build'?" in found.err


def test_the_version_is_told(kantlijn):
    assert kantlijn("--version") == (0, f"kantlijn {__version__}\n", "")


@pytest.mark.parametrize(
    "command", [["build"], ["check"], ["verify"], ["serve"], ["explain", "/"], ["ledger"], ["new", "topic", "a"]]
)
def test_without_a_site_a_command_says_how_to_begin(kantlijn, command):
    found = kantlijn(*command)
    assert found.code == 2
    assert "kantlijn init" in found.err


@pytest.mark.parametrize(
    "command", [["build"], ["check"], ["verify"], ["explain", "/"], ["ledger"], ["new", "topic", "a"]]
)
@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("proef/content", "In proef/content staat geen site.yml. Bedoelde u “--site proef/”?"),
        ("proef/site.yml", "Er is geen map proef/site.yml. Bedoelde u “--site proef/”?"),
        ("proef/weg", "Er is geen map proef/weg. Bedoelde u “--site proef/”?"),
        ("leeg", "In leeg staat geen site.yml. Begin een site met “kantlijn init”."),
        ("weg", "Er is geen map weg. Begin een site met “kantlijn init”."),
    ],
)
def test_a_folder_that_is_no_site_is_told_by_what_it_is(kantlijn, write, command, folder, said):
    write("proef/site.yml", "name: Proef\n")
    write("proef/content/pages/over.md", "---\ntitle: Over\n---\n")
    write("leeg/brief.txt", "")
    assert kantlijn(*command, "--site", folder) == (2, "", f"{said}\n")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_an_option_does_is_said_of_its_own_command(kantlijn, monkeypatch, lang):
    monkeypatch.setenv("KANTLIJN_LANG", lang)
    language.cache_clear()
    words = command_words(lang)
    assert words["option-allow-removals"] in kantlijn("build", "--help").out
    assert words["option-ignore-removals"] in kantlijn("check", "--help").out
    assert words["option-list"] in kantlijn("check", "--help").out
    assert words["option-list-furniture"] in kantlijn("verify", "--help").out


def test_help_and_messages_follow_the_asked_language(tmp_path):
    def run(**environment: str) -> str:
        found = subprocess.run(
            [sys.executable, "-m", "generator.cli", "build", "--help"],
            cwd=tmp_path,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=True,
        )
        return found.stdout

    plain = {"KANTLIJN_LANG": "", "LC_ALL": "C", "COLUMNS": "200", "PYTHONPATH": str(Path(__file__).parents[3])}
    assert "Bouw de site" in run(**plain)
    assert "Build the site" in run(**plain | {"KANTLIJN_LANG": "en"})
    assert "Build the site" in run(**plain | {"LC_ALL": "", "LC_MESSAGES": "en_GB.UTF-8", "LANG": "nl_NL.UTF-8"})
    assert "Bouw de site" in run(**plain | {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "xx_XX.UTF-8"})
    (tmp_path / "site.yml").write_text("name: x\nlang: en\n", "utf-8")
    assert "Build the site" in run(**plain)
    assert "Bouw de site" in run(**plain | {"KANTLIJN_LANG": "nl"})
    assert "Bouw de site" in run(**plain | {"LC_ALL": "nl_NL.UTF-8"})
    assert "Build the site" in run(**plain | {"LC_ALL": "", "LANG": "C.UTF-8"})


def test_a_reader_who_stops_listening_is_no_error():
    script = f"{sys.executable} -m generator.cli schema | head -c 10"
    found = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")


def test_a_fault_of_the_program_is_no_fault_of_the_content(kantlijn, small, monkeypatch):
    def broken(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr("generator.build.publishing.linked", broken)
    found = kantlijn("build")
    assert found.code == 2
    assert "vastgelopen" in found.err


def test_a_disk_that_refuses_is_told_in_a_sentence(kantlijn, small, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device", "site/index.html")

    monkeypatch.setattr("generator.build.publishing.publish", full)
    found = kantlijn("build")
    assert found == (2, "", "De schijf weigert site/index.html: No space left on device.\n")


# --- Build -------------------------------------------------------------------------------------------------------


def test_build_publishes_and_then_has_nothing_to_do(kantlijn, small):
    first = kantlijn("build")
    assert first.code == 0
    assert re.match(r"1 brief, 2 vragen in site/: \d+ geschreven, 0 onveranderd, 0 verwijderd", first.out)
    before = files(small)
    second = kantlijn("build")
    assert second.code == 0
    assert "Niets te schrijven" in second.out
    assert files(small) == before


def test_build_works_from_below_the_site_and_by_its_name(kantlijn, small, monkeypatch, tmp_path_factory):
    monkeypatch.chdir(small / "content" / "letters")
    assert kantlijn("build").code == 0
    monkeypatch.chdir(tmp_path_factory.mktemp("elders"))
    assert "Niets te schrijven" in kantlijn("build", "--site", small).out


def test_an_error_is_shown_with_place_sentence_and_repair_and_nothing_is_published(kantlijn, small, write):
    kantlijn("build")
    before = files(small / "site")
    write(
        "content/letters/2024z00001/vraag-02.md",
        "---\nnumber: 2\ntitel: x\n---\n## Vraag\n\nZie [antwoord 9](question:9).\n",
    )
    found = kantlijn("build")
    lines = found.err.splitlines()
    assert found.code == 1
    assert found.out == ""
    assert lines[0].startswith("content/letters/2024z00001/vraag-02.md:3:1: error[unknown-key]: ")
    assert lines[1].startswith("    ")
    assert any(line.startswith("content/letters/2024z00001/vraag-02.md:7:") for line in lines)
    assert lines[-2].startswith("2 fouten")
    assert files(small / "site") == before


def test_problems_can_be_had_for_programs_and_for_github(kantlijn, small, write, monkeypatch):
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    write("content/topics/a.md", "---\nname: A\nparent: b%,:\n---\n")
    found = kantlijn("build", "--format", "json")
    data = json.loads(found.out)
    assert found.code == 1
    assert data["published"] is False
    assert {"code", "severity", "file", "line", "column", "message", "hint"} <= data["problems"][0].keys()
    github = kantlijn("build", "--format", "github").out.splitlines()
    assert github[0].startswith("::error file=content/topics/a.md,line=3,col=")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(small.parent))
    nested = kantlijn("build", "--format", "github").out
    assert nested.startswith(f"::error file={small.name}/content/topics/a.md,")


def test_json_of_a_good_build_tells_what_was_done(kantlijn, small):
    data = json.loads(kantlijn("build", "--json").out)
    assert data["published"] is True
    assert "index.html" in data["written"]
    assert data["problems"] == []


def test_strict_makes_a_warning_an_error(kantlijn, small, write):
    write("content/los.md", "los")
    assert kantlijn("build").code == 0
    found = kantlijn("build", "--strict")
    assert found.code == 1
    assert "error[stray-file]" in found.err


def test_a_wrong_base_url_is_refused(kantlijn, small):
    found = kantlijn("build", "--base-url", "brieven.example.org")
    assert found.code == 2
    assert "https://" in found.err


@pytest.mark.parametrize("out", [".", "content", "content/nieuw", ".."])
def test_the_site_is_never_built_over_what_somebody_wrote(kantlijn, small, out):
    before = files(small)
    found = kantlijn("build", "--out", out)
    assert found.code == 1
    assert "error[output-over-content]" in found.err
    assert files(small) == before


def test_a_folder_of_somebody_else_is_left_alone(kantlijn, small, write):
    write("publiek/scriptie.docx", "jaren werk")
    found = kantlijn("build", "--out", "publiek")
    assert found.code == 1
    assert "error[output-foreign]" in found.err
    assert "scriptie.docx" in found.err
    assert files(small / "publiek") == {"scriptie.docx": b"jaren werk"}


def test_a_source_that_was_changed_is_noticed(kantlijn, small, write):
    write("content/letters/2024z00001/source/brief.txt", "iets")
    write(
        "content/letters/2024z00001/letter.md",
        f"---\ntitle: Een brief\nsource: {{file: source/brief.txt, sha256: {'0' * 64}}}\n---\n",
    )
    found = kantlijn("build")
    assert found.code == 1
    assert "content/letters/2024z00001/source/brief.txt: error[source-changed]" in found.err


def test_offline_and_drafts_reach_the_pages(kantlijn, small, write):
    write(
        "content/letters/2024z00001/vraag-03.md",
        "---\nnumber: 3\ndraft: true\n---\n## Vraag\n\nNog niet?\n",
    )
    kantlijn("build", "--offline", "--out", "zonder")
    kantlijn("build", "--drafts", "--out", "met")
    assert not (small / "zonder/brieven/2024z00001/vraag-3").exists()
    assert (small / "met/brieven/2024z00001/vraag-3/index.html").is_file()
    assert 'href="brieven/index.html"' in (small / "zonder/index.html").read_text("utf-8")
    assert 'href="brieven/"' in (small / "met/index.html").read_text("utf-8")


# --- Check -------------------------------------------------------------------------------------------------------


def test_check_reports_on_standard_output_and_leaves_the_site_alone(kantlijn, small, write):
    write("content/topics/leeg.md", "---\nname: Leeg\n---\n")
    found = kantlijn("check")
    assert found.code == 0
    assert "content/topics/leeg.md:1:1: warning[unused-topic]" in found.out
    assert "bestanden gecontroleerd" in found.out
    assert kantlijn("check", "--strict").code == 1
    assert not (small / "site").exists()


@pytest.mark.parametrize("command", ["build", "check"])
def test_words_of_a_theme_that_cannot_be_read_are_told_with_all_else(kantlijn, small, write, command):
    write("site.yml", "name: Proef\ntheme: mijn\n")
    write("mijn/i18n/nl.yml", "answers: [\n")
    write("content/letters/2024z00001/vraag-03.md", "---\nnumber: 3\ntopics: [weg]\n---\n## Vraag\n\nWaarom?\n")
    ran = kantlijn(command)
    assert ran.code == 1
    assert "mijn/i18n/nl.yml:2:1: error[yaml-no-value]: " in ran.out + ran.err
    assert "error[unknown-topic]" in ran.out + ran.err
    assert not (small / "site").exists()


def test_check_finds_links_that_a_theme_breaks(kantlijn, small, write):
    write("site.yml", "name: Proef\ntheme: mijn\n")
    write("mijn/templates/search.html", '<!doctype html><a href="../nergens/">x</a>')
    found = kantlijn("check")
    assert found.code == 1
    assert "error[broken-link]" in found.out


@pytest.mark.parametrize(
    ("path", "shown"),
    [("/", "/"), ("/var/www", "/var/www/"), ("site", "site/"), ("a/b", "a/b/"), (".", "{here}/"), ("..", "{above}/")],
)
def test_a_folder_is_told_with_one_slash_at_its_end(tmp_path, monkeypatch, path, shown):
    monkeypatch.chdir(tmp_path)
    asked = tmp_path.parent if path == ".." else tmp_path / path
    assert shown_path(asked) == shown.format(here=tmp_path, above=tmp_path.parent)


# --- Import and verify -------------------------------------------------------------------------------------------


def test_import_needs_no_site_and_reports_what_it_found(kantlijn, tmp_path, write, letter):
    write("brief.txt", letter("2024Z00007"))
    found = kantlijn("import", "brief.txt")
    assert found.code == 0
    assert "2 vragen, 2 antwoorden, 1 kruisverwijzing" in found.out
    assert (tmp_path / "content/letters/2024z00007/vraag-02.md").is_file()


@pytest.mark.usefixtures("small")
def test_an_official_web_page_can_be_published_as_it_was_imported(kantlijn, write):
    page = """<html><body><nav><a href="/zoeken">Zoeken</a></nav><div id="main">
        <h1 class="kamervraagomschrijving_kop">Vragen van het lid Jansen (XYZ) over de pont (ingezonden 3 maart 2024).</h1>
        <h1 class="kamervraagomschrijving_kop">Antwoord van Minister Veerman (Defensie) (ontvangen 4 april 2024).</h1>
        <div class="vraag"><h2 class="stuktitel">Vraag 1</h2><p>Vaart <a href="kst-1.html">de pont</a>?</p></div>
        <div class="antwoord"><h2 class="stuktitel">Antwoord 1</h2><p>Ja.</p></div></div></body></html>"""
    write("pont.html", page)
    assert kantlijn("import", "pont.html").code == 0
    assert kantlijn("check").code == 0
    assert kantlijn("verify", "2024-04-04-de-pont").code == 0


def test_one_bad_file_does_not_stop_the_rest(kantlijn, tmp_path, write, letter):
    write("in/a.pdf", "%PDF-1.4 geen echte")
    write("in/diep/b.txt", letter("2024Z00007"))
    write("in/.verborgen.txt", letter("2024Z00008"))
    write("in/foto.jpg", "geen brief")
    found = kantlijn("import", "in", "--content", "inhoud")
    assert found.code == 1
    assert "in/a.pdf" in found.err
    assert "1 van 2 bestanden ingelezen." in found.out
    assert [path.name for path in (tmp_path / "inhoud/letters").iterdir()] == ["2024z00007"]


def test_a_dry_run_writes_nothing(kantlijn, tmp_path, write, letter):
    write("brief.txt", letter("2024Z00007"))
    before = files(tmp_path)
    found = kantlijn("import", "brief.txt", "--dry-run")
    assert found.code == 0
    assert "+ content/letters/2024z00007/vraag-01.md" in found.out
    assert "Kent u het proefbericht?" in found.out
    assert files(tmp_path) == before


def test_an_import_is_not_written_over_and_can_be_updated(kantlijn, tmp_path, write, letter):
    write("brief.txt", letter("2024Z00007"))
    kantlijn("import", "brief.txt")
    path = tmp_path / "content/letters/2024z00007/vraag-02.md"
    path.write_text(path.read_text("utf-8").replace("title: null", "title: Mening"), "utf-8")
    before = files(tmp_path)
    again = kantlijn("import", "brief.txt")
    assert again.code == 1
    assert "error[letter-exists]" in again.err
    assert "kantlijn import --update brief.txt" in again.err
    assert files(tmp_path) == before
    write("brief.txt", letter("2024Z00007").replace("Wat vindt u", "Wat denkt u"))
    updated = kantlijn("import", "brief.txt", "--update")
    assert updated.code == 0
    assert "+ content/letters/2024z00007/vraag-02.md" in updated.out
    text = path.read_text("utf-8")
    assert "title: Mening" in text
    assert "Wat denkt u" in text


def test_a_folder_that_was_imported_in_part_goes_on(kantlijn, tmp_path, write, letter):
    write("in/a.txt", letter("2024Z00007"))
    assert kantlijn("import", "in").code == 0
    path = tmp_path / "content/letters/2024z00007/vraag-02.md"
    path.write_text(path.read_text("utf-8").replace("title: null", "title: Mening"), "utf-8")
    before = path.read_bytes()
    write("in/b.txt", letter("2024Z00008").replace("Wat vindt u", "Wat denkt u"))
    write("in/ah-tk-20242025-1/metadata.xml", "<metadata/>")
    again = kantlijn("import", "in")
    assert (again.code, again.err) == (0, "")
    assert "1 brief stond er al, uit hetzelfde bestand." in again.out
    assert path.read_bytes() == before
    assert (tmp_path / "content/letters/2024z00008/letter.md").is_file()
    assert kantlijn("import", "in/a.txt").code == 1


def test_an_import_remembers_where_its_document_came_from(kantlijn, tmp_path, write, letter):
    write("brief.txt", letter("2024Z00007"))
    address = "https://example.org/brief.pdf"
    assert kantlijn("import", "brief.txt", "--url", address).code == 0
    assert address in (tmp_path / "content/letters/2024z00007/letter.md").read_text("utf-8")
    assert kantlijn("import", "brief.txt", "brief.txt", "--url", address).code == 2
    assert kantlijn("import", "brief.txt", "--url", "example.org").code == 2


def test_an_import_tells_programs_what_it_did(kantlijn, write, letter):
    write("brief.txt", letter("2024Z00007"))
    data = json.loads(kantlijn("import", "brief.txt", "--json").out)
    assert data[0]["letter"] == "2024z00007"
    assert data[0]["written"] is True
    assert data[0]["found"]["questions"] == 2


def test_an_import_ends_with_what_is_not_certain_and_says_the_same_to_programs(kantlijn, write, letter):
    write("brief.txt", letter("2024Z00007").replace("Ja.", "Ja, inhet noorden vande stad."))
    found = kantlijn("import", "brief.txt", "--dry-run")
    ending = found.err[found.err.index("niet zeker") :]
    assert "Zeker: vraag 2" in ending
    assert "vraag 1:" in ending
    assert "warning[words-glued]" in ending
    (data,) = json.loads(kantlijn("import", "brief.txt", "--dry-run", "--json").out)
    glued = next(doubt for doubt in data["unsure"] if doubt["code"] == "words-glued")
    assert (data["sure"], glued["questions"]) == ([2], [1])
    assert glued["places"][0]["line"] > 0


@pytest.mark.parametrize("argument", ["weg.txt", "leeg"])
def test_a_file_or_folder_without_letters_is_said(kantlijn, tmp_path, argument):
    (tmp_path / "leeg").mkdir()
    assert kantlijn("import", argument).code == 2


def test_verify_finds_an_added_word_and_its_page_no_longer_claims_it(kantlijn, tmp_path, write, letter):
    write("site.yml", "name: Proef\n")
    write("brief.txt", letter("2024Z00007"))
    kantlijn("import", "brief.txt")
    good = kantlijn("verify")
    assert good.code == 0, good.out
    assert kantlijn("build").code == 0
    page = tmp_path / "site/brieven/2024z00007/index.html"
    claimed = page.read_text("utf-8")
    path = tmp_path / "content/letters/2024z00007/vraag-01.md"
    path.write_text(path.read_text("utf-8").replace("Ja.", "Ja zeker."), "utf-8")
    bad = kantlijn("verify", "2024z00007")
    assert bad.code == 1
    assert "zeker" in bad.out
    assert "content/letters/2024z00007/vraag-01.md:" in bad.out
    assert kantlijn("build").code == 0
    assert page.read_text("utf-8").count("verified") != claimed.count("verified") or page.read_text("utf-8") != claimed
    assert json.loads(kantlijn("verify", "--json").out)[0]["ok"] is False


def test_verify_knows_the_nearest_letter(kantlijn, small):
    found = kantlijn("verify", "2024z0001")
    assert found.code == 2
    assert "2024z00001" in found.err


# --- Schema ------------------------------------------------------------------------------------------------------


def test_schemas_are_given_by_kind_and_all_together(kantlijn):
    one = json.loads(kantlijn("schema", "note").out)
    assert "quote" in one["properties"]
    assert json.loads(kantlijn("schema").out)["note"] == one
    wrong = kantlijn("schema", "noot")
    assert wrong.code == 2
    assert "note" in wrong.err
