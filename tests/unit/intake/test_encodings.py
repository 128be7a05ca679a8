"""A guessed encoding is told, and the encoding that the user names is used by all who read the source."""

from __future__ import annotations

import textwrap

import pytest

from generator.content.cut_file import cut
from generator.content.parse_file import parse_file
from generator.core.encoding_names import is_text_encoding
from generator.intake import disk, plan_import, plan_update
from generator.verify import verify
from tests.unit.intake.conftest import KEEPING

LETTER = textwrap.dedent("""\
    Aan de Voorzitter van de Tweede Kamer

    Datum 2 februari 2024
    Betreft Antwoorden op Kamervragen over de cafés

    2024Z00001

    Vraag 1
    Kent u de cafés „De brug” en «Één»?

    Antwoord op vraag 1
    Ja, dat is geïnformeerd nagegaan.
    """)
PLAIN = LETTER.replace("„", "«").replace("”", "»")


def told(plan) -> dict[str, str]:
    return {one.code: str(one.position) for one in plan.problems}


def texts(plan) -> str:
    return "".join(file.text for file in plan.files)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_nothing_is_told_of_a_text_that_says_what_it_is(encoding):
    assert "encoding-guessed" not in told(plan_import(LETTER.encode(encoding), "b.txt"))


def test_a_guess_is_told_with_the_place_of_the_first_sign():
    assert told(plan_import(LETTER.encode("cp1252"), "b.txt"))["encoding-guessed"] == "b.txt:4:46"


def test_a_page_that_declares_its_encoding_is_no_guess():
    body = f"<p>{LETTER.replace(chr(10), '</p><p>')}</p>"
    said = f"<html><head><meta charset=iso-8859-1></head><body>{body}</body></html>".encode("cp1252")
    assert "encoding-guessed" not in told(plan_import(said, "b.html"))
    assert "encoding-guessed" in told(plan_import(said.replace(b"charset=iso-8859-1", b""), "b.html"))


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman", "utf-16-le", "cp1252"])
def test_the_named_encoding_is_read_kept_verified_and_used_again(tmp_path, encoding):
    data = PLAIN.encode(encoding)
    plan = plan_import(data, "b.txt", encoding=encoding)
    assert "encoding-guessed" not in told(plan)
    assert "cafés «De brug» en «Één»" in texts(plan)
    front = next(file for file in plan.files if file.path.endswith("letter.md"))
    assert f"encoding: {encoding}" in front.text
    assert not parse_file("letter", f"content/{front.path}", front.text.encode()).problems
    disk.write(plan, tmp_path)
    assert (tmp_path / "letters/2024z00001/source/b.txt").read_bytes() == data
    assert verify(tmp_path / "letters/2024z00001").ok
    again = plan_update(plan, disk.existing_letter(tmp_path, "2024z00001"), "b.txt", cut, KEEPING)
    assert again.ok
    assert again.files == ()


def test_a_wrong_encoding_in_front_matter_is_told():
    data = b"---\ntitle: A\nsource: {file: source/b.txt, encoding: klinkklaar}\n---\n"
    found = parse_file("letter", "content/letters/2024z00001/letter.md", data).problems
    assert [(one.code, one.position.line) for one in found] == [("wrong-encoding", 3)]


@pytest.mark.parametrize("name", ["hex", "klinkklaar", "", "a\0b", "rot13", "base64"])
def test_what_is_no_encoding_of_text(name):
    assert not is_text_encoding(name)


def test_control_characters_are_told_with_their_place():
    plan = plan_import(LETTER.replace("nagegaan", "na\x07ge\x1bgaan").encode(), "b.txt")
    (one,) = [problem for problem in plan.problems if problem.code == "control-in-source"]
    assert str(one.position) == "b.txt:12:27"
    assert dict(one.values) == {"sign": "U+0007", "count": "2"}


def test_a_named_encoding_changes_nothing_of_a_word_file(papers):
    data = papers.package(f"<w:p>{papers.run('Vraag 1')}</w:p>")
    assert told(plan_import(data, "b.docx", encoding="cp850")) == told(plan_import(data, "b.docx"))
