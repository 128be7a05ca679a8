"""Several imports into one content folder at once: none takes a letter from another, and none stops the other."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from generator.cli import imports
from generator.intake import import_journal
from tests.unit.cli.test_import_again import FIRST, SECOND, texts


def meanwhile(monkeypatch, work) -> None:
    """Do some work once, between the plan of an import and what comes of it."""
    real, left = imports._plan, [work]

    def plan(*arguments):
        made = real(*arguments)
        if left:
            left.pop()()
        return made

    monkeypatch.setattr(imports, "_plan", plan)


@pytest.fixture
def other(kantlijn, monkeypatch, tmp_path):
    """A function that imports as another process would, in the midst of the import that is started then."""

    def start(*arguments):
        def work():
            assert imports.run(arguments, tmp_path / "content", imports.ImportRequest(), (), as_json=False) == 0

        meanwhile(monkeypatch, work)

    return start


def test_a_letter_that_another_import_has_written_meanwhile_is_told_as_there(kantlijn, write, other, tmp_path, letter):
    write("a.txt", letter("2024Z00007"))
    write("b.txt", letter("2024Z00008"))
    other("a.txt")
    found = kantlijn("import", "a.txt", "b.txt")
    assert found.code == 1
    assert "a.txt: error[letter-exists]" in found.err
    assert {path.name for path in (tmp_path / "content/letters").iterdir()} == {"2024z00007", "2024z00008"}


def test_a_folder_that_another_import_is_at_too_is_imported_once(kantlijn, write, other, tmp_path, letter):
    write("in/a.txt", letter("2024Z00007"))
    write("in/b.txt", letter("2024Z00008"))
    other("in")
    found = kantlijn("import", "in")
    assert (found.code, "error" in found.err) == (0, False)
    assert "2 brieven stonden er al" in found.out
    assert {path.name for path in (tmp_path / "content/letters").iterdir()} == {"2024z00007", "2024z00008"}


def test_another_letter_of_that_name_keeps_its_name(kantlijn, write, other, tmp_path):
    write("een.txt", FIRST)
    write("twee.txt", SECOND)
    other("een.txt")
    assert kantlijn("import", "twee.txt").code == 0
    folder = tmp_path / "content/letters"
    assert "tien euro" in (folder / "de-verf-van-brievenbussen/vraag-01.md").read_text("utf-8")
    assert "elf euro" in (folder / "de-verf-van-brievenbussen-2/vraag-01.md").read_text("utf-8")


def test_an_actor_that_another_import_has_made_meanwhile_is_used(kantlijn, write, other, tmp_path, letter):
    write("a.txt", letter("2024Z00007"))
    write("b.txt", letter("2024Z00008").replace("Jansen (XYZ)", "Jansen (ABC)"))
    other("a.txt")
    assert kantlijn("import", "b.txt").code == 0
    alone = {path.name for path in (tmp_path / "content/actors").iterdir()}
    letters = (tmp_path / "content/letters/2024z00008/letter.md").read_text("utf-8")
    assert kantlijn("import", "a.txt", "b.txt", "--content", "na-elkaar/content").code == 0
    assert {path.name for path in (tmp_path / "na-elkaar/content/actors").iterdir()} == alone
    assert (tmp_path / "na-elkaar/content/letters/2024z00008/letter.md").read_text("utf-8") == letters


def test_what_an_import_did_not_finish_meanwhile_is_finished_first(kantlijn, write, monkeypatch, tmp_path, letter):
    write("a.txt", letter("2024Z00007"))
    write("b.txt", letter("2024Z00008"))
    real = import_journal._finish

    def killed(*_):
        monkeypatch.setattr(import_journal, "_finish", real)
        raise KeyboardInterrupt

    def work():
        monkeypatch.setattr(import_journal, "_finish", killed)
        with pytest.raises(KeyboardInterrupt):
            imports.run(["a.txt"], tmp_path / "content", imports.ImportRequest(), (), as_json=False)

    meanwhile(monkeypatch, work)
    assert kantlijn("import", "b.txt").code == 0
    assert {path.name for path in (tmp_path / "content/letters").iterdir()} == {"2024z00007", "2024z00008"}


@pytest.mark.parametrize("folders", [("een", "een"), ("een", "twee")], ids=["one folder", "two folders"])
def test_two_processes_import_all_there_is_and_leave_nothing_half(write, tmp_path, letter, folders):
    for folder, year in zip(("een", "twee"), (2023, 2024), strict=True):
        for number in range(6):
            text = letter(f"{year}Z{number:05d}").replace("Ja.", f"Ja, {year} en {number}.")
            write(f"{folder}/{number}.txt", text)
        write(f"{folder}/verf.txt", FIRST if folder == "een" else SECOND)
    script = [sys.executable, "-m", "generator.cli", "import", "--content", "content", "--json"]
    settings = os.environ | {"KANTLIJN_LANG": "nl", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    started = [
        subprocess.Popen([*script, folder], cwd=tmp_path, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for folder in folders
    ]
    said = [process.communicate() for process in started]
    assert [(process.returncode, err) for process, (_, err) in zip(started, said, strict=True)] == [(0, b"")] * 2
    written = [one["letter"] for out, _ in said for one in json.loads(out) if one["written"]]
    there = sorted(path.name for path in (tmp_path / "content/letters").iterdir())
    assert sorted(written) == there
    assert len(there) == 7 * len(set(folders))
    for folder in set(folders):
        subprocess.run(
            [*script[:4], "--content", f"los-{folder}", folder],
            cwd=tmp_path,
            env=settings,
            check=True,
            capture_output=True,
        )
        for path, data in texts(tmp_path / f"los-{folder}/letters").items():
            if "verf" not in path:
                assert (tmp_path / "content/letters" / path).read_bytes() == data
