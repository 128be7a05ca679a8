"""Every row of the table of formats has its reader and its straight reading, and one that lacks a part is refused."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.intake import readers
from generator.intake.readers import BY_SUFFIX, FORMATS, SourceFormat, read
from generator.intake.source_document import UnreadableError
from generator.verify import source, straight

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "import.md").read_text("utf-8")


def faults(rows: Sequence[SourceFormat]) -> Iterator[str]:
    """Yield what is wrong with the rows of a table."""
    for what, each in (("name", [row.name for row in rows]), ("suffix", [s for row in rows for s in row.suffixes])):
        yield from (f"{what} {one!r}: twice" for one, count in Counter(each).items() if count > 1)
    for row in rows:
        yield from (f"{row.name}: {fault}" for fault in row_faults(row))


def row_faults(row: SourceFormat) -> Iterator[str]:
    if not row.suffixes:
        yield "no suffix"
    yield from (f"suffix {one!r}" for one in row.suffixes if one and (not one.startswith(".") or one != one.lower()))
    if parameters(f"generator.intake.readers.{row.name}.reader") != ["data", "name"]:
        yield "no reader"
    if parameters(f"generator.verify.straight.{row.name}") != ["data"]:
        yield "no straight reading"
    if row.suffixes and row.suffixes[0] not in GUIDE:
        yield "not in docs/import.md"


def parameters(module: str) -> list[str] | None:
    """Return the names of what a module's `read` takes; None where there is no such module or function."""
    try:
        return list(inspect.signature(import_module(module).read).parameters)
    except (ModuleNotFoundError, AttributeError):
        return None


def test_every_row_has_its_parts():
    assert list(faults(tuple(FORMATS.values()))) == []


def test_every_module_has_its_row():
    assert {path.parent.name for path in Path(readers.__file__).parent.glob("*/reader.py")} == set(FORMATS)
    straights = {path.stem for path in Path(straight.__file__).parent.glob("*.py")}
    assert straights - {"__init__"} == set(FORMATS)


ROW = FORMATS["pdf"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (ROW, "name 'pdf': twice"),
        (ROW, "suffix '.pdf': twice"),
        (replace(ROW, suffixes=()), "pdf: no suffix"),
        (replace(ROW, suffixes=("PDF",)), "pdf: suffix 'PDF'"),
        (replace(ROW, suffixes=(".odp",)), "pdf: not in docs/import.md"),
        (replace(ROW, name="odp"), "odp: no reader"),
        (replace(ROW, name="odp"), "odp: no straight reading"),
        (replace(ROW, name="signs"), "signs: no reader"),
    ],
)
def test_a_row_without_its_parts_is_refused(row, fault):
    assert fault in list(faults((*FORMATS.values(), row)))


def test_a_module_without_read_is_no_reader(monkeypatch):
    monkeypatch.delattr("generator.intake.readers.text.reader.read")
    monkeypatch.delattr("generator.verify.straight.text.read")
    assert list(faults((FORMATS["text"],))) == ["text: no reader", "text: no straight reading"]


def test_a_document_says_the_format_of_the_row_that_read_it():
    document = read(b"Vraag 1\nWie betaalt?\n", "brief.txt")
    assert document.format in FORMATS
    assert source.straight(b"Vraag 1\nWie betaalt?\n", document) is not None
    assert source.straight(b"", SimpleNamespace(format="odp")) is None


def test_the_first_bytes_weigh_more_than_the_suffix():
    with pytest.raises(UnreadableError) as caught:
        read(b"%PDF-1.7 broken", "brief.txt")
    assert caught.value.problem.code != "unknown-format"
    assert BY_SUFFIX[".txt"].name == "text"


def test_a_file_of_another_kind_is_refused_with_the_suffixes_that_can_be_read():
    with pytest.raises(UnreadableError) as caught:
        read(b"x", "brief.odp")
    known = dict(caught.value.problem.values)["known"].split(", ")
    assert sorted(known) == known == sorted(filter(None, BY_SUFFIX))
