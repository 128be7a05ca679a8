"""Random letters in every format: imported, each is what it was made of, and verification finds it equal."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.intake import plan_import
from tests.unit.intake.random_letters import as_blocks, as_page, as_text, as_xml, imported
from tests.unit.intake.random_letters.letter import Family, Letter, Shows, expected, letters

TRIED = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without shrinking: a letter is set, read, written and verified for each try."""
LETTERS = (Family.LETTER, Family.BARE)
PUBLICATIONS = (Family.QUESTIONS, Family.ANSWERS)


def hold(letter: Letter, data: bytes, name: str, content, *, pages: bool = False, declared: bool = False) -> None:
    """Import a letter, and hold what comes out against what it is."""
    plan = plan_import(data, name)
    assert plan.ok, plan.problems
    found, wanted = imported.questions(plan), expected(letter)
    if pages:
        found, wanted = as_text.joined(found), as_text.joined(wanted)
    assert found == wanted
    assert imported.facts(plan.recognised.meta) == imported.expected_facts(letter, declared=declared)
    assert imported.doubts(plan, name) == imported.expected_doubts(letter)
    assert imported.differences(plan, content) == []


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """Give a function that gives an empty content folder."""
    return lambda: tmp_path_factory.mktemp("content")


TYPED = Shows(styles=False, spans=False, numbered_lists=False, typed=True)


@given(letters(TYPED), st.integers(60, 110))
@settings(max_examples=40, phases=TRIED)
def test_a_letter_as_text_is_imported_as_it_was_made(content, letter, width):
    hold(letter, as_text.as_text(letter, width), "brief.txt", content())


@given(letters(TYPED), st.integers(60, 110), st.integers(8, 30), st.booleans())
@settings(max_examples=40, phases=TRIED)
def test_a_letter_on_pages_of_text_is_imported_as_it_was_made(content, letter, width, height, feeds):
    hold(letter, as_text.as_pages(letter, width, height, feeds=feeds), "brief.txt", content(), pages=True)


MARKDOWN = Shows(styles=False, tables=False, numbered_lists=False, typed=True)


@given(letters(MARKDOWN), st.integers(60, 110), st.integers(8, 40))
@settings(max_examples=25, phases=TRIED)
def test_a_letter_that_a_tool_made_markdown_of_is_imported_as_it_was_made(content, letter, width, height):
    hold(letter, as_text.as_markdown(letter, width, height), "brief.md", content(), pages=True)


@given(letters(Shows(two_series=True)))
@settings(max_examples=30, phases=TRIED)
def test_a_letter_in_word_is_imported_as_it_was_made(content, letter):
    hold(letter, as_blocks.as_word(letter, itertools.count(1)), "brief.docx", content())


PDF = Shows(two_series=True, marks=("[{}]", "{})"))  # a plain `1` beside a raised one is of no other series


@given(letters(PDF), st.sampled_from([(9.0, 12.0, 12.0), (10.0, 13.0, 8.0), (11.0, 14.0, 14.0)]))
@settings(max_examples=30, phases=TRIED)
def test_a_letter_as_pdf_is_imported_as_it_was_made(content, papers: SimpleNamespace, letter, sizes):
    size, leading, gap = sizes
    data = as_blocks.as_pdf(letter, itertools.count(1), papers.Paper(size=size, leading=leading, gap=gap))
    hold(letter, data, "brief.pdf", content(), pages=True)


@given(letters(Shows()))
@settings(max_examples=40, phases=TRIED)
def test_a_letter_as_a_web_page_is_imported_as_it_was_made(content, letter):
    hold(letter, as_page.as_page(letter), f"{letter.publication or 'brief'}.html", content(), declared=True)


@given(letters(Shows(families=PUBLICATIONS)), st.booleans(), st.booleans())
@settings(max_examples=40, phases=TRIED)
def test_a_publication_in_xml_is_imported_as_it_was_made(content, letter, numbered, pretty):
    data = as_xml.as_xml(letter, numbered=numbered, pretty=pretty)
    hold(letter, data, f"{letter.publication}.xml", content(), declared=True)
