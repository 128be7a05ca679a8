"""What the arguments of `kantlijn import` mean: what is a site's own is no letter, and one bad file stops no other."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest


@pytest.fixture
def whole(small, write, letter):
    """A site with content, a source, a theme, an output, hidden state, and one letter beside all that."""
    write("site.yml", "name: Proef\nout: uit\ntheme: eigen\n")
    write("README.md", letter("2024Z00011"))
    write("content/letters/2024z00001/source/brief.txt", letter("2024Z00012"))
    write("uit/brieven/1/index.html", f"<html><body><p>{letter('2024Z00013')}</p></body></html>")
    write("eigen/templates/letter.html", f"<html><body><p>{letter('2024Z00014')}</p></body></html>")
    write(".kantlijn/preview/a.txt", letter("2024Z00015"))
    write(".git/a.txt", letter("2024Z00016"))
    write("binnen/nieuw.txt", letter("2024Z00007"))
    return small


def letters(folder: Path) -> set[str]:
    return {path.parent.name for path in folder.glob("letters/*/letter.md")}


@pytest.mark.parametrize(
    ("working", "argument"), [("", "."), ("", "../{site}"), ("binnen", ".."), ("", "binnen"), ("", "binnen/..")]
)
def test_a_folder_with_a_site_in_it_gives_no_file_of_the_site(kantlijn, whole, monkeypatch, working, argument):
    monkeypatch.chdir(whole / working)
    found = kantlijn("import", argument.format(site=whole.name))
    assert (found.code, found.err) == (0, "")
    assert letters(whole / "content") == {"2024z00001", "2024z00007"}
    again = kantlijn("import", argument.format(site=whole.name))
    assert (again.code, again.err) == (0, "")


def test_a_site_elsewhere_keeps_what_is_its_own_too(kantlijn, whole, tmp_path_factory):
    other = tmp_path_factory.mktemp("elders")
    assert kantlijn("import", str(whole), "--content", str(other / "inhoud")).code == 0
    assert letters(other / "inhoud") == {"2024z00007"}


def test_content_without_a_site_is_no_letter_either(kantlijn, write, letter, tmp_path):
    write("a.txt", letter("2024Z00007"))
    assert kantlijn("import", ".").code == 0
    again = kantlijn("import", ".")
    assert (again.code, again.err) == (0, "")
    assert letters(tmp_path / "content") == {"2024z00007"}


@pytest.mark.parametrize(
    "argument",
    ["content", "content/letters", "content/letters/2024z00001/source", "uit", "uit/brieven", "eigen", ".kantlijn"],
)
def test_a_folder_of_the_site_itself_is_told(kantlijn, whole, argument):
    found = kantlijn("import", argument)
    assert found.code == 2
    assert f"{argument}: error[site-own-folder]" in found.err
    assert letters(whole / "content") == {"2024z00001"}


def test_a_file_of_the_content_that_is_named_is_imported(kantlijn, whole):
    assert kantlijn("import", "content/letters/2024z00001/source/brief.txt").code == 0
    assert "2024z00012" in letters(whole / "content")


@pytest.mark.parametrize(
    "line",
    [
        ["import", ""],
        ["import", "binnen/nieuw.txt", ""],
        ["import", "binnen/nieuw.txt", "--content", ""],
        ["build", "--out", ""],
        ["check", "--site", ""],
        ["init", ""],
        ["verify", ""],
        ["explain", ""],
        ["new", "topic", ""],
    ],
    ids=" ".join,
)
def test_an_empty_argument_is_refused_with_a_sentence(kantlijn, whole, line):
    before = {path: path.stat().st_mtime_ns for path in whole.rglob("*")}
    found = kantlijn(*line)
    assert found.code == 2
    assert "dit is leeg" in found.err
    assert {path: path.stat().st_mtime_ns for path in whole.rglob("*")} == before


# --- Bad files -------------------------------------------------------------------------------------------------


def refuses(name: str, method: str, error: type[OSError], monkeypatch) -> None:
    """Let the disk refuse one thing with the files of a name."""
    real = getattr(Path, method)

    def refusing(path: Path, *arguments, **named):
        if path.name == name:
            raise error(13, os.strerror(13), str(path))
        return real(path, *arguments, **named)

    monkeypatch.setattr(Path, method, refusing)


def dangling(path: Path, _monkeypatch) -> None:
    path.symlink_to("weg.pdf")


def circle(path: Path, _monkeypatch) -> None:
    path.symlink_to(path.name)


def pipe(path: Path, _monkeypatch) -> None:
    os.mkfifo(path)


def closed(path: Path, monkeypatch) -> None:
    path.write_text("x")
    refuses(path.name, "read_bytes", PermissionError, monkeypatch)


def vanishing(path: Path, monkeypatch) -> None:
    path.write_text("x")
    refuses(path.name, "read_bytes", FileNotFoundError, monkeypatch)


def unseen(path: Path, monkeypatch) -> None:
    path.write_text("x")
    refuses(path.name, "stat", PermissionError, monkeypatch)


def metadata_closed(path: Path, monkeypatch) -> None:
    path.write_text("<x/>")
    path.with_name(f"{path.stem}.metadata.xml").write_text("<x/>")
    refuses(f"{path.stem}.metadata.xml", "read_bytes", PermissionError, monkeypatch)


BAD = [
    (dangling, "b.pdf", "link-to-nothing"),
    (circle, "b.pdf", "disk"),
    (pipe, "b.pdf", "no-regular-file"),
    (closed, "b.pdf", "disk"),
    (vanishing, "b.pdf", "no-file"),
    (unseen, "b.pdf", "disk"),
    (metadata_closed, "b.xml", "disk"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes among its files")
@pytest.mark.parametrize("named", [True, False], ids=["named", "in a folder"])
@pytest.mark.parametrize(("spoil", "name", "code"), BAD, ids=lambda value: getattr(value, "__name__", None))
def test_what_cannot_be_read_is_one_problem_and_stops_no_other(
    kantlijn, write, letter, tmp_path, *, monkeypatch, spoil, name, code, named
):
    write("in/a.txt", letter("2024Z00007"))
    write("in/c.txt", letter("2024Z00008"))
    spoil(tmp_path / "in" / name, monkeypatch)
    arguments = ["in/a.txt", f"in/{name}", "in/c.txt"] if named else ["in"]
    found = kantlijn("import", *arguments, "--json")
    assert (found.code, found.err) == (1, "")
    told = {one["file"]: [problem["code"] for problem in one["problems"]] for one in json.loads(found.out)}
    assert told[f"in/{name}"] == [code]
    assert set(told) == {"in/a.txt", f"in/{name}", "in/c.txt"}
    assert letters(tmp_path / "content") == {"2024z00007", "2024z00008"}


@pytest.mark.parametrize(
    ("argument", "code"),
    [
        ("weg.pdf", "no-file"),
        ("weg/", "no-file"),
        ("leeg.pdf", "no-documents"),
        ("n" * 300, "disk"),
        ("content", "site-own-folder"),
        ("https://example.org/x", "fetch-unknown-host"),
    ],
)
def test_an_argument_that_leads_to_no_document_stops_no_other(kantlijn, write, letter, tmp_path, *, argument, code):
    (tmp_path / "leeg.pdf").mkdir()
    (tmp_path / "content").mkdir()
    write("a.txt", letter("2024Z00007"))
    found = kantlijn("import", argument, "a.txt", "--json")
    assert (found.code, found.err) == (1, "")
    assert [
        [problem["code"] for problem in one["problems"] if problem["severity"] == "error"]
        for one in json.loads(found.out)
    ] == [[code], []]
    assert letters(tmp_path / "content") == {"2024z00007"}
    alone = kantlijn("import", argument, "--json")
    assert alone.code in (1, 2)
    assert len(json.loads(alone.out)) == 1


def test_a_folder_that_may_not_be_looked_into_is_told(kantlijn, write, letter, tmp_path, monkeypatch):
    write("in/a.txt", letter("2024Z00007"))
    write("in/dicht/b.txt", letter("2024Z00008"))
    real = os.scandir

    def scandir(path):
        if str(path).endswith("dicht"):
            raise PermissionError(13, os.strerror(13), str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = kantlijn("import", "in")
    assert found.code == 1
    assert "in/dicht: error[disk]" in found.err
    assert letters(tmp_path / "content") == {"2024z00007"}


def test_a_disk_that_refuses_one_letter_is_told_with_that_letter(kantlijn, write, letter, tmp_path, monkeypatch):
    from generator.intake import import_journal

    write("in/a.txt", letter("2024Z00007"))
    write("in/b.txt", letter("2024Z00008"))
    real = import_journal._put

    def put(path: Path, data: bytes) -> None:
        if "2024z00007" in path.as_posix():
            raise OSError(28, os.strerror(28), str(path))
        real(path, data)

    monkeypatch.setattr(import_journal, "_put", put)
    found = kantlijn("import", "in")
    assert found.code == 1
    assert "error[disk]" in found.err
    assert letters(tmp_path / "content") == {"2024z00008"}
    assert [path.name for path in (tmp_path / "content/letters").iterdir()] == ["2024z00008"]
