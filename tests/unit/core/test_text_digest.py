"""HTML as the words that are compared: the fast way gives what the parser gives, or leaves it to the parser."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.core import text_digest

PIECES = (
    *("<p>", "</p>", "<br>", "<br/>", '<a href="x>y" title=\'q"\'>', "</a>", "<td class=x>", "</td>", "<hr>", "</hr>"),
    *("a&amp;b", "&lt;p&gt;", "&", "&am", "p;", "x  y", "\n", "<", ">", '"', "'", "<B>", "<!-- x -->", "<s>", "</s>"),
    *("<script>", "</script>", "<del\n>", "&#60;", '<h2 id="a">', "</h2>", "é\u00a0"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_what_is_read_fast_is_what_the_parser_reads(html):
    plain = text_digest._plain_words(html)
    assert not plain or "".join(plain) == "".join(text_digest._parsed_words(html))


def test_the_html_of_pages_is_read_fast():
    html = '<p>Een <a class="actor" href="../">naam</a> &amp; <em>meer</em>.<sup><a href="#fn-1">1</a></sup></p>'
    assert "".join(text_digest._plain_words(html)) == "<p>Een naam &amp; meer.<sup>1</sup></p>"
