"""The digest of a letter's official text, from which anybody can see that two copies have the same words.

What it is made of is said in `docs/verification.md`: for each text a line that says which it is, for each of its blocks
a line with the words of its HTML, white space folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from generator.core import digest
from generator.core.proof import ShownLetter, ShownText, TextKind

_BLANKS = re.compile(r"[ \t\n\r\f]+")


def text_digest(letter: ShownLetter) -> str:
    """Return the SHA-256 of a letter's official text, in hexadecimal."""
    return digest.sha256("".join(f"{line}\n" for line in _lines(letter)).encode("utf-8", "surrogatepass"))


def words(html: str) -> str:
    """Return the text of HTML, white space folded to one space (a no-break space is none)."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return folded("".join(parser.found))


def folded(text: str) -> str:
    """Return a text with its white space folded, as HTML folds it."""
    return _BLANKS.sub(" ", text).strip(" ")


def _lines(letter: ShownLetter) -> Iterator[str]:
    for text in letter.texts:
        yield f"# {_name(text)}"
        yield from (words(block.html) for block in text.blocks)


def _name(text: ShownText) -> str:
    """Return which text it is: `cover`, `question 4`, `answer 4,5`, `footnote 1`."""
    if text.kind is TextKind.FOOTNOTE:
        return f"{text.kind} {text.label}"
    return " ".join((text.kind, ",".join(map(str, text.numbers)))).strip()


class _Text(HTMLParser):
    """Collects the text of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep a text as it is."""
        self.found.append(data)
