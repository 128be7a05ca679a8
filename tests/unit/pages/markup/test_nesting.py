"""Spans over a string become well-nested HTML that holds the string, whole."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pages.markup import nesting
from generator.pages.markup.nesting import Insertion, Span, nest


class Reader(HTMLParser):
    """Fails on anything not well nested, and on an anchor inside an anchor; keeps the text without insertions."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.text = ""
        self.ids = []

    def handle_starttag(self, tag, attrs):
        assert tag != "a" or "a" not in self.open
        self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "sup" not in self.open:
            self.text += data


texts = st.text(alphabet="ab <>&\"'\né§", max_size=24)


@st.composite
def texts_with_spans(draw):
    text = draw(texts)
    spans = draw(
        st.lists(
            st.builds(
                Span,
                st.integers(0, len(text)),
                st.integers(0, len(text)),
                st.sampled_from(["a", "em", "strong", "mark"]),
                st.just(' class="x"'),
                st.just(""),
                st.integers(0, 2),
            ),
            max_size=8,
        )
    )
    spans = [Span(s.start, s.end, s.tag, s.attributes, f"id{i}", s.rank) for i, s in enumerate(spans)]
    points = draw(st.lists(st.integers(0, len(text)), max_size=3))
    return text, spans, [Insertion(at, '<sup><a href="#">1</a></sup>', anchor=True) for at in points]


@settings(deadline=None)
@given(texts_with_spans())
def test_spans_in_a_row_are_written_as_all_others_are(case):
    with pytest.MonkeyPatch.context() as patched:
        written = nest(*case)
        patched.setattr(nesting, "_in_row", lambda *_: None)
        assert written == nest(*case)


@settings(deadline=None)
@given(texts_with_spans())
def test_any_spans_nest_and_keep_every_character(case):
    text, spans, points = case
    written = str(nest(text, spans, points))
    reader = Reader()
    reader.feed(written)
    reader.close()
    assert not reader.open
    assert reader.text == text
    assert len(reader.ids) == len(set(reader.ids))
    assert set(reader.ids) == {s.id for s in spans if s.start < s.end}
    assert written.count("<sup>") == len(points)
    assert not re.search(r"<(\w+)[^>]*></\1>", written), "no empty elements"


@settings(deadline=None)
@given(texts)
def test_text_alone_is_only_escaped(text):
    assert html.unescape(str(nest(text))) == text
    assert "<" not in nest(text)


def test_crossing_elements_are_cut_at_the_crossing():
    written = nest("abcdef", [Span(0, 4, "em"), Span(2, 6, "strong", id="s")])
    assert written == '<em>ab<strong id="s">cd</strong></em><strong>ef</strong>'


def test_an_anchor_gives_way_to_one_of_lower_rank():
    note = Span(0, 6, "a", ' href="#n"', "q", rank=2, instead="mark", instead_attributes=' class="noted"')
    link = Span(2, 4, "a", ' href="x"')
    assert nest("abcdef", [note, link]) == '<mark id="q" class="noted">ab<a href="x">cd</a>ef</mark>'


def test_a_link_is_cut_at_a_footnote_mark_and_a_quote_gives_way():
    mark = Insertion(2, '<a href="#fn-1">1</a>', anchor=True)
    assert nest("abcd", [Span(0, 4, "a", ' href="x"')], [mark]) == (
        '<a href="x">ab</a><a href="#fn-1">1</a><a href="x">cd</a>'
    )
    for quote in (Span(2, 4, "a", rank=2, instead="mark"), Span(0, 2, "a", rank=2, instead="mark")):
        assert "<mark>" not in nest("abcd", [quote], [mark]), "beside the mark it can stay"
    quote = Span(0, 4, "a", ' href="#n"', rank=2, instead="mark")
    assert nest("abcd", [quote], [mark]) == '<mark>ab<a href="#fn-1">1</a>cd</mark>'


def test_a_mark_at_the_end_of_an_element_is_outside_it():
    assert nest("ab", [Span(0, 2, "em")], [Insertion(2, "<sup>1</sup>")]) == "<em>ab</em><sup>1</sup>"
