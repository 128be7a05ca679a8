"""Every row of the table of schemes has its parts, and one that lacks a part is refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from generator.core.languages import LANGUAGES
from generator.netherlands.schemes import SCHEMES, Citing, Scheme, WebAddress
from generator.netherlands.schemes.row import ADDRESS, FORM, TEXT, compiled

ROOT = Path(__file__).parents[3]
CASES = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "tests" / "rules" / "citations").glob("*.md")))
WORDS = {code: yaml.safe_load((ROOT / "theme" / "i18n" / f"{code}.yml").read_text("utf-8")) for code in LANGUAGES}


def faults(rows: Sequence[Scheme]) -> Iterator[str]:
    """Yield what is wrong with the rows of a table."""
    names = Counter(row.name for row in rows)
    yield from (f"{name}: twice" for name, count in names.items() if count > 1)
    for row in rows:
        yield from (f"{row.name}: {fault}" for fault in (*form_faults(row), *finding_faults(row), *word_faults(row)))


def form_faults(row: Scheme) -> Iterator[str]:
    form = compiled(row.form, FORM)
    example = form.fullmatch(row.example)
    if "document" not in form.groupindex:
        yield "a form without the group `document`"
    elif not example or not row.accepts(example):
        yield f"{row.example} is not of its form"
    else:
        yield from label_faults(row, example)


def label_faults(row: Scheme, example: re.Match[str]) -> Iterator[str]:
    for language in LANGUAGES.values():
        if not row.label(example, language):
            yield f"no label in {language.code}"
        yield from (
            f"no word for {kind} in {language.code}"
            for kind, _ in row.parts(example)
            if kind not in language.documents.parts
        )
    address = row.official(example, None)
    if not address.startswith("https://"):
        yield "no official address"
    elif example["document"] not in map(row.case, meant(row, address)):
        yield "its official address is not among its web addresses"


def meant(row: Scheme, address: str) -> Iterator[str]:
    """Yield the documents that a web address means, by the row's own patterns."""
    rest = re.sub(r"https?://(?:www\.)?", "", unquote(address), count=1)
    for one in row.addresses:
        found = compiled(one.pattern, ADDRESS).fullmatch(rest)
        known = compiled(row.form, FORM).fullmatch(row.case(one.id(found))) if found else None
        if known:
            yield known["document"]


def finding_faults(row: Scheme) -> Iterator[str]:
    if not row.citings and row.article is None:
        yield "text cannot cite it"
    for way in row.citings:
        if compiled(way.pattern, TEXT).match(""):
            yield "a way of citing that matches nothing at all"
    if f"=> {row.name}:" not in CASES:
        yield "no case in tests/rules/citations"


def word_faults(row: Scheme) -> Iterator[str]:
    for code, words in WORDS.items():
        yield from (
            f"no words {key} in {code}" for key in (f"scheme-{row.name}", f"schemes-{row.name}") if key not in words
        )


def test_every_row_has_its_parts():
    assert list(faults(tuple(SCHEMES.values()))) == []


ROW = SCHEMES["stb"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (ROW, "stb: twice"),
        (replace(ROW, name="x"), "x: no case in tests/rules/citations"),
        (replace(ROW, name="x"), "x: no words schemes-x in nl"),
        (replace(ROW, name="x", example="143"), "x: 143 is not of its form"),
        (replace(ROW, name="x", form=r"\d{4}-\d+"), "x: a form without the group `document`"),
        (replace(ROW, name="x", accepts=lambda _: False), "x: 2019-143 is not of its form"),
        (replace(ROW, name="x", label=lambda _found, _language: ""), "x: no label in nl"),
        (replace(ROW, name="x", parts=lambda _: (("nothing", "1"),)), "x: no word for nothing in nl"),
        (replace(ROW, name="x", official=lambda _found, _on: ""), "x: no official address"),
        (replace(ROW, name="x", addresses=()), "x: its official address is not among its web addresses"),
        (
            replace(ROW, name="x", addresses=(WebAddress("example.org/(?P<id>.*)"),)),
            "x: its official address is not among its web addresses",
        ),
        (replace(ROW, name="x", citings=()), "x: text cannot cite it"),
        (replace(ROW, name="x", citings=(Citing(r"\d*"),)), "x: a way of citing that matches nothing at all"),
    ],
)
def test_a_row_without_its_parts_is_refused(row, fault):
    assert fault in list(faults((*SCHEMES.values(), row)))


@pytest.mark.parametrize("part", ["example", "form", "label", "official"])
def test_a_row_cannot_be_made_without(part):
    parts = {"name": "x", "example": "1", "form": "1", "label": None, "official": None}
    del parts[part]
    with pytest.raises(TypeError, match=part):
        Scheme(**parts)


def test_what_iterates_over_the_rows_names_no_scheme():
    inside = ROOT / "generator"
    names = "|".join(re.escape(name) for name in SCHEMES if name != "h")
    literal = re.compile(rf"""["'](?:{names})(?::[^"']*)?["']""")
    for room in ("references", "intake/citations"):
        for path in (inside / room).rglob("*.py"):
            assert literal.findall(path.read_text("utf-8")) == [], path
