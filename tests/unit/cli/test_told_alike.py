"""Paths of content and counts of what is in it are told alike by every command."""

from __future__ import annotations

import json

import pytest

COUNTED = """Antwoorden op vragen van het lid Jansen (XYZ) over de brug (2023Z01234).

Vraag 1
Kent u de brug?

Antwoord 1
Ja.

Vraag 2
Hoe oud is zij?

Vraag 3
Hoe lang is zij?

Antwoord op vraag 2 en 3
Oud en lang.

Vraag 4
Hoe hoog is zij?
"""


def test_import_counts_as_check_does(kantlijn, write):
    write("site.yml", "name: Proef\n")
    write("brief.txt", COUNTED)
    (done,) = json.loads(kantlijn("import", "brief.txt", "--json").out)
    figures = json.loads(kantlijn("check", "--json").out)["figures"]
    assert {key: done["found"][key] for key in ("questions", "answers")} == {"questions": 4, "answers": 2}
    assert {key: figures[key] for key in ("questions", "answers")} == {"questions": 4, "answers": 2}


def test_every_command_tells_a_file_of_the_content_by_one_path(kantlijn, write, tmp_path, letter):
    write("site.yml", "name: Proef\n")
    write("brief.txt", letter("2024Z00007"))
    (done,) = json.loads(kantlijn("import", "brief.txt", "--json").out)
    assert all((tmp_path / path).is_file() for path in (*done["files"], *done["changed"]))
    path = tmp_path / "content/letters/2024z00007/letter.md"
    kept = path.read_text("utf-8")
    path.write_text(
        kept.replace("source: {file: source/brief.txt, ", "source: {file: source/weg.txt, withheld: dicht, "), "utf-8"
    )
    for line in (["verify"], ["verify", "--json"]):
        told = kantlijn(*line)
        assert "content/letters/2024z00007/letter.md" in told.out
        assert str(tmp_path) not in told.out + told.err
    path.write_bytes(b"\xff")
    for line in (["import", "--update", "brief.txt"], ["build"], ["check"], ["verify"]):
        told = kantlijn(*line)
        assert "content/letters/2024z00007/letter.md" in told.out + told.err, line
        assert str(tmp_path / "content") not in told.out + told.err


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda folder: (folder / "letter.md").write_bytes(b"---\na: [\n---\n"), "front-matter-unreadable"),
        (lambda folder: (folder / "vraag-01.md").write_bytes(b"---\na: [\n---\n"), "front-matter-unreadable"),
        (lambda folder: (folder / "source/brief.txt").write_bytes(b"anders"), "source-changed"),
        (lambda folder: (folder / "source/brief.txt").unlink(), "no-source-file"),
        (lambda folder: (folder / "source/brief.txt").write_bytes("Ja\u200bzeker.".encode()), "unseen-sign"),
    ],
)
def test_a_problem_of_verify_has_its_path_in_the_site(kantlijn, write, tmp_path, letter, *, spoil, code):
    write("site.yml", "name: Proef\n")
    write("brief.txt", letter("2024Z00007"))
    kantlijn("import", "brief.txt")
    spoil(tmp_path / "content/letters/2024z00007")
    (found,) = json.loads(kantlijn("verify", "--json").out)
    told = [problem for problem in found["problems"] if problem["code"] == code]
    assert told
    assert all(problem["file"].startswith("content/letters/2024z00007/") for problem in found["problems"])
