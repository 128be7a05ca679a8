"""The child process is used again and can be ended, and what it sends is data."""

from __future__ import annotations

import io
import sys
import zipfile
from importlib import import_module
from pathlib import Path

import msgspec
import pytest
from reportlab.pdfgen.canvas import Canvas

from generator.core import limits
from generator.core.diagnostics import Diagnostic, Position
from generator.core.limits import Limits, OverLimitError
from generator.intake.readers import FORMATS, read
from generator.intake.source_document import DocBlock, DocFootnote, Role, Run, SourceDocument
from generator.reading import ReaderFailedError, RefusedError, child_process, messages, read_apart
from generator.verify import source

ROOT = Path(__file__).parents[3]


def count(data: bytes) -> int:
    """Return how many bytes the child counts."""
    return read_apart("builtins:len", data, (), int)


def pid() -> int:
    process = child_process._CHILD._process
    assert process is not None
    return process.pid


def test_one_child_reads_source_after_source():
    assert count(b"abc") == 3
    first = pid()
    assert count(b"abcd") == 4
    assert pid() == first


def test_after_a_child_that_ended_comes_another():
    count(b"")
    first = pid()
    with pytest.raises(ReaderFailedError, match="exit code"):
        read_apart("sys:exit", b"with these words", (), int)
    assert count(b"abc") == 3
    assert pid() != first


def test_a_child_that_was_killed_between_two_sources_is_not_missed():
    count(b"")
    child_process._CHILD._process.kill()
    assert count(b"abc") == 3


def test_a_child_that_takes_too_long_is_ended():
    with limits.used(Limits(seconds=1)), pytest.raises(OverLimitError) as over:
        read_apart("bz2:compress", bytes(range(256)) * 400_000, (), bytes)
    assert over.value.name == "seconds"
    assert count(b"abc") == 3


def test_a_reader_that_fails_is_told_and_ends_nothing():
    count(b"")
    first = pid()
    with pytest.raises(ReaderFailedError, match="UnicodeDecodeError"):
        read_apart("builtins:str", b"\xff", ("utf-8",), str)
    assert count(b"abc") == 3
    assert pid() == first


def test_a_recursion_without_end_is_a_limit():
    with pytest.raises(OverLimitError) as over:
        read_apart("json:loads", b"[" * 200_000, (), list)
    assert over.value.name == "nesting"


def test_what_a_reader_prints_is_no_message():
    assert read_apart("builtins:print", b"abc", (), type(None)) is None
    assert count(b"abc") == 3


def test_a_refusal_keeps_its_place_and_values():
    with pytest.raises(RefusedError) as refused:
        read_apart("generator.intake.readers.pdf.reader:read", b"no pdf", ("brief.pdf",), SourceDocument)
    assert refused.value.problem == Diagnostic(
        "source-wrong-type", Position("brief.pdf"), (("file", "brief.pdf"), ("kind", "PDF"))
    )


def test_what_is_sent_is_of_the_type_that_is_expected():
    with pytest.raises(msgspec.ValidationError):
        read_apart("builtins:len", b"abc", (), str)


def test_the_child_finds_modules_only_where_the_program_does(tmp_path, monkeypatch):
    (tmp_path / "lxml.py").write_text("raise SystemExit('planted')")
    (tmp_path / "generator").mkdir()
    (tmp_path / "generator" / "__init__.py").write_text("raise SystemExit('planted')")
    child_process._CHILD.end()
    monkeypatch.chdir(tmp_path)
    assert "" not in sys.path
    assert count(b"abc") == 3


def test_a_document_crosses_whole():
    run = Run("Ja", bold=True, size=9.5, href="https://example.org", footnote="fn-1", struck=True)
    cell = (DocBlock((run,), Role.SIDE, 3, 7, "a)", 1, 2, 14.2),)
    document = SourceDocument(
        "docx", (DocBlock(rows=((cell, ()), (cell,))),), (DocFootnote("fn-1", "1", cell),), 2, "Brug", (), (("a", "b"),)
    )
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(document), type=SourceDocument) == document


def docx() -> bytes:
    made = io.BytesIO()
    office = "http://schemas.openxmlformats.org"
    relation = f'Id="r" Type="{office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"'
    body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Is de brug dicht?</w:t></w:r></w:p><w:p/>"
    with zipfile.ZipFile(made, "w") as archive:
        space = f"{office}/package/2006/relationships"
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{space}"><Relationship {relation}/></Relationships>')
        word = f"{office}/wordprocessingml/2006/main"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>')
    return made.getvalue()


def pdf() -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made)
    for at in range(20):
        canvas.drawString(70, 780 - 14 * at, f"Is de brug dicht op dag {at}?")
    canvas.save()
    return made.getvalue()


PAGE = b"<html><body><h1>Vraag 1</h1><ul><li>Is de <b>brug</b> dicht?</li></ul><table><tr><td>a</td></tr></table></body></html>"


@pytest.mark.parametrize("name", ["docx", "pdf", "html"])
def test_reading_apart_is_reading(name):
    data = {"docx": docx, "pdf": pdf, "html": lambda: PAGE}[name]()
    here = import_module(f"generator.intake.readers.{name}.reader").read(data, f"brief.{name}")
    assert read(data, f"brief.{name}") == here
    straight = import_module(f"generator.verify.straight.{name}").read(data)
    assert source.straight(data, here) == source.stream(straight)


def test_text_waits_for_no_child():
    child_process._CHILD.end()
    read(b"Vraag 1\nIs de brug dicht?\n", "brief.txt")
    assert child_process._CHILD._process is None
    assert [row.name for row in FORMATS.values() if not row.apart] == ["text"]


@pytest.mark.parametrize("sent", [b"\0\0", b"\xff" * 8, b"\0\0\0\0\0\0\0\x05ab"])
def test_what_is_no_message(sent):
    with pytest.raises(messages.BrokenMessageError):
        messages.receive(io.BytesIO(sent))


def test_no_pickle_is_read():
    room = ROOT / "generator" / "reading"
    assert not [path.name for path in room.glob("*.py") if "import pickle" in path.read_text("utf-8")]
