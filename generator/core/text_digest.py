"""The digest of a letter's official text, from which anybody can see that two copies have the same words.

What it is made of is said in `docs/verification.md`: for each text a line that says which it is, for each of its blocks
a line with its HTML, reduced to text and the elements that verification compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from html.parser import HTMLParser

from generator.core import digest
from generator.core.proof import ShownLetter, ShownText, TextKind

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_BREAK = re.compile(r"[\t\n\r\f]")


def text_digest(letter: ShownLetter) -> str:
    """Return the SHA-256 of a letter's official text, in hexadecimal."""
    return digest.sha256("".join(f"{line}\n" for line in _lines(letter)).encode("utf-8", "surrogatepass"))


def words(html: str) -> str:
    """Return HTML as words: its text and the elements that verification compares, white space folded to one space."""
    return folded("".join(_plain_words(html) or _parsed_words(html)))


def folded(text: str) -> str:
    """Return a text with its white space folded, as HTML folds it (a no-break space is no white space)."""
    return (_BLANKS.sub(" ", text) if "  " in text or _BREAK.search(text) else text).strip(" ")


def _lines(letter: ShownLetter) -> Iterator[str]:
    for text in letter.texts:
        yield f"# {_name(text)}"
        yield from (words(block.html) for block in text.blocks)


def _name(text: ShownText) -> str:
    """Return which text it is: `cover`, `question 4`, `answer 4,5`, `footnote 1`."""
    if text.kind is TextKind.FOOTNOTE:
        return f"{text.kind} {text.label}"
    return " ".join((text.kind, ",".join(map(str, text.numbers)))).strip()


_KEPT = {name: name for name in "p ul ol li table tr th td blockquote pre hr br s sup sub".split()}
_KEPT |= {"del": "s", "strike": "s", **{f"h{level}": "h" for level in range(1, 7)}}
"""The elements that are kept, by what they are called: headings are of no level, which is the page's own."""
_EMPTY = frozenset({"br", "hr"})


_TAG = re.compile(r"""<(/?)([a-z][a-z0-9]*)(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?>""")
_OTHER = re.compile(r"<(?:script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext)\b")
"""Elements whose content is no HTML."""


def _plain_words(html: str) -> list[str]:
    """Return what `_Words` finds, faster, in HTML of nothing but elements and text, as pages have it; else nothing."""
    pieces = _TAG.split(html)
    if any("<" in text for text in pieces[::3]) or _OTHER.search(html):
        return []
    found = [escape(unescape(pieces[0]), quote=False)]
    for slash, name, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        if name in _KEPT and not (slash and name in _EMPTY):
            found.append(f"<{slash}{_KEPT[name]}>")
        if text:
            found.append(escape(unescape(text), quote=False))
    return found


def _parsed_words(html: str) -> list[str]:
    parser = _Words()
    parser.feed(html)
    parser.close()
    return parser.found


class _Words(HTMLParser):
    """Collects the text of HTML, with the elements that are kept."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the library's
        """Keep an element without its attributes."""
        if tag in _KEPT:
            self.found.append(f"<{_KEPT[tag]}>")

    def handle_endtag(self, tag: str) -> None:
        """Keep the end of an element."""
        if tag in _KEPT and tag not in _EMPTY:
            self.found.append(f"</{_KEPT[tag]}>")

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.found.append(escape(data, quote=False))
