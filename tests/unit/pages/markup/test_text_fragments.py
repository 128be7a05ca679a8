"""Addresses that lead to words: what a browser would search for is found, where it should be."""

import re
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.model import Mark, MarkKind, Paragraph
from generator.pages.markup import text_fragments

WORDS = "de een Kust, duin-en 50% & (wind) zee. “zand” a,b x-y ij Hoe? ja".split()
ENOUGH = 31
"""So many words take more than 60 characters, below which a paragraph is named by its anchor alone."""


@st.composite
def passages(draw, *, most=60):
    """A paragraph, and the span of at most so many of its words, but never of all."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=ENOUGH, max_size=60))
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, min(first + most, len(words) - (2 if first == 0 else 1))))
    return words, first, last


def span(words, first, last):
    """The text of words, and where those from the first to the last begin and end."""
    start = len(" ".join(words[:first])) + (first > 0)
    return " ".join(words), start, start + len(" ".join(words[first : last + 1]))


def read(directive):
    """Read a text directive as the specification does: prefix, start, end, suffix."""
    assert directive.startswith(":~:text=")
    assert not re.search(r"[\s&]", directive)
    parts = directive.removeprefix(":~:text=").split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    suffix = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else ""
    assert len(parts) in (1, 2)
    start, end = unquote(parts[0]), unquote(parts[-1])
    return prefix, start, end, suffix


def find(text, prefix, start, end, suffix):
    """Find every span that a directive describes in a text whose white space is single."""
    middle = re.escape(start) if start == end else f"{re.escape(start)}.*?{re.escape(end)}"
    ahead = rf"\s*{re.escape(suffix)}" if suffix else ""
    behind = rf"{re.escape(prefix)}\s*" if prefix else ""
    return {found.span(1) for found in re.finditer(f"(?={behind}({middle}){ahead})", text, re.DOTALL)}


@given(passages())
def test_any_passage_is_the_only_one_that_is_found_where_no_word_is_repeated(passage):
    words, first, last = passage
    text, start, end = span([f"{number}{word}" for number, word in enumerate(words)], first, last)
    assert find(text, *read(text_fragments.fragment(text, start, end))) == {(start, end)}


@given(passages(most=8))
def test_a_few_words_are_found_again_among_others_like_them(passage):
    text, start, end = span(*passage)
    assert (start, end) in find(text, *read(text_fragments.fragment(text, start, end)))


def test_a_long_passage_is_named_by_its_ends():
    text = "Voor. " + " ".join(f"woord{n}" for n in range(40)) + " Na."
    directive = text_fragments.fragment(text, 6, len(text) - 4)
    assert read(directive) == (
        "Voor.",
        "woord0 woord1 woord2 woord3 woord4",
        "woord35 woord36 woord37 woord38 woord39",
        "Na.",
    )


def test_the_same_words_above_a_passage_do_not_catch_its_link():
    text = " ".join(f"woord{n}" for n in range(40)) + ". Na."
    above = ("Het bezoek van Woord0 woord1 woord2 woord3 woord4 woord5", "Iets anders")
    assert (
        read(text_fragments.fragment(text, 0, len(text) - 4, above))[1]
        == "woord0 woord1 woord2 woord3 woord4 woord5 woord6"
    )
    assert (
        text_fragments.fragment(text, 0, len(text) - 4, (text,)) == ""
    )  # a browser would show those; the anchor is right


def test_hyphens_and_commas_are_not_taken_for_syntax():
    assert text_fragments.fragment("na-oorlogs, ja. " + "Nee. " * 20, 0, 15) == (
        ":~:text=na%2Doorlogs%2C%20ja.,-Nee.%20Nee.%20Nee."
    )
    assert text_fragments.fragment("  ", 0, 2) == ""


def test_a_passage_of_80_characters_is_spelled_out_and_a_longer_one_is_named_by_its_ends():
    words = " ".join(["woord"] * 12)
    for passage, ends in ((f"{words} acht ers", False), (f"{words} acht eers", True)):
        assert (len(passage) > 80) == ends
        text = f"Voor. {passage} Na."
        _, first, last, _ = read(text_fragments.fragment(text, 6, 6 + len(passage)))
        assert (first != last) == ends
        assert passage.startswith(first)


@pytest.mark.parametrize(("length", "anchored"), [(60, True), (61, False)])
def test_a_paragraph_of_60_characters_needs_no_more_than_its_anchor(length, anchored):
    text = "Zand en wind. ".ljust(length, "a")
    assert len(text) == length
    assert (text_fragments.fragment(text, 0, 13) == "") == anchored


def test_a_paragraph_as_a_whole_needs_no_more_than_its_anchor():
    assert text_fragments.fragment("Zand en wind.", 0, 13) == ""


def leaf():
    marks = (Mark(5, 5, MarkKind.FOOTNOTE, "1"), Mark(9, 9, MarkKind.FOOTNOTE, "1b"))
    return Paragraph("Een. Twee drie.", marks)


def test_a_paragraph_reads_with_the_numbers_of_its_footnotes():
    assert text_fragments.shown(leaf(), {"1": "12"}) == "Een. 12Twee1b drie."
    assert text_fragments.where(leaf(), {"1": "12"}, 0, 4) == (0, 4)
    assert text_fragments.where(leaf(), {"1": "12"}, 5, 9) == (7, 11)  # a mark at an end stays outside
    assert text_fragments.where(leaf(), {"1": "12"}, 5, 14) == (7, 18)


def test_a_quotation_is_whole_sentences():
    text = "De wind waait. Het artikel 3.2 geldt, ca. 5 keer. ‘En nu?’ Daarna niet meer."
    assert text[: text_fragments.first_sentences(text, 30)] == "De wind waait."
    assert text[: text_fragments.first_sentences(text, 14)] == "De wind waait."
    assert text_fragments.first_sentences(text, 13) == 0
    assert text[: text_fragments.first_sentences(text, 200)] == text
    assert text_fragments.first_sentences(text, 5) == 0


def test_a_few_words_that_are_above_too_take_more_of_their_context_or_only_the_anchor():
    text = "Hierbij zend ik u, mede namens mijn ambtgenoten, de antwoorden op de vragen van het lid Jansen (XYZ) over de brug."
    start = text.index("Jansen")
    above = [
        "De antwoorden op vragen van het lid Jansen (XYZ) over de brug treft u hieronder aan, zoals wij dat beloofden."
    ]
    prefix, words, _, suffix = read(text_fragments.fragment(text, start, start + 6, above))
    assert (prefix, words, suffix) == ("op de vragen van het lid", "Jansen", "(XYZ) over de brug.")
    assert not text_fragments.fragment(text, start, start + 6, [text])
    text = text.replace("Jansen (", "Jansen, (")
    assert not text_fragments.fragment(text, start, start + 6, [text])


@given(st.text(alphabet=st.sampled_from("ab1 ._~-,%&é\n")) | st.text())
def test_words_are_encoded_so_that_no_sign_parts_them(text):
    assert text_fragments._encoded(text) == quote(text, safe="").replace("-", "%2D")
