"""The parser for the dialect of Markdown that content is written in; `markdown_reader` interprets its tokens.

The dialect is CommonMark with tables, `~~struck~~`, `x^2^`, `CO~2~` and footnotes, without the syntax that could drop a word of
an official letter: no HTML, no indented code, no underlined headings, no link definitions.
"""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.autolink import autolink
from markdown_it.rules_inline.image import image
from markdown_it.rules_inline.link import link
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref
from mdit_py_plugins.subscript import sub_plugin, tokenize
from mdit_py_plugins.superscript import superscript_plugin

_InlineRule = Callable[[StateInline, bool], bool]


def _located(rule: _InlineRule) -> _InlineRule:
    """Wrap an inline rule so that its token's `meta["at"]` is the offset in the paragraph's source where it began."""

    def run(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser's own signature
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            made = next(t for t in state.tokens[before:] if t.type in ("link_open", "footnote_ref", "image"))
            made.meta = {**made.meta, "at": start}
        return True

    return run


def _any_footnote(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser's own signature
    """Match a footnote mark even if its footnote is missing, so that the reader can report it."""
    return footnote_ref(state, silent, always_match=True)


def _subscript(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser's own signature
    """Match a subscript (`CO~2~`) behind a word; a sign behind a slash is a part of an address (`/~jan/`)."""
    before = state.src[state.pos - 1 : state.pos]
    return before not in {"/", "~"} and tokenize(state, silent)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True).use(superscript_plugin)
    parser.use(sub_plugin)
    parser.disable(["code", "lheading", "reference", "html_block", "html_inline"])
    for name, rule in (("link", link), ("autolink", autolink), ("image", image), ("footnote_ref", _any_footnote)):
        parser.inline.ruler.at(name, _located(rule))
    parser.inline.ruler.at("sub", _subscript)
    # Keep destinations as written: the graph decides which are valid and what they lead to.
    for name, function in (
        ("normalizeLink", lambda url: url),
        ("normalizeLinkText", lambda url: url),
        ("validateLink", lambda _url: True),
    ):
        setattr(parser, name, function)
    return parser


PARSER = _parser()
"""In tokens of links, footnote marks and images, `meta["at"]` is their offset in the paragraph's source."""
