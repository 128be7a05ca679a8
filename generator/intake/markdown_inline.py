"""One paragraph as Markdown: runs of text with emphasis, links and footnote marks, which read back as the same text.

Lists, tables and headings are in `markdown_writer`.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from generator.intake.escaping import escape, line_starts
from generator.intake.source_document import Run


@dataclass(frozen=True, slots=True)
class LinkSpan:
    """A link: `start..end` of a paragraph's text, and where it leads."""

    start: int
    end: int
    destination: str


_LEVELS = frozenset("^~")
"""The signs of raised and lowered text, which hold plain text only."""
_SHOWN = re.compile(r"[^\W_]|[+−–°=-]")
"""What text has that is worth a sign of emphasis."""
_UNWRITABLE = re.compile(r"[^\S ]")
"""White space that text in emphasis cannot have."""
_SPACE = "\\ "
"""A space in raised or lowered text, where a plain one would end it."""


class _Style(NamedTuple):
    """How a character is set."""

    bold: bool = False
    italic: bool = False
    superscript: bool = False
    subscript: bool = False
    struck: bool = False

    @property
    def sign(self) -> str:
        """The sign around text in this style, but for what strikes it through; raised text cannot be bold as well."""
        return "^" if self.superscript else "~" if self.subscript else "*" * (2 * self.bold + self.italic)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph's characters with, beside them, the style of each, the footnote marks and the source's own links."""

    chars: list[str] = field(default_factory=list)
    styles: list[_Style] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    """Where each mark is, and its label."""
    links: list[LinkSpan] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.chars)

    def strip_right(self, blank: str) -> None:
        """Remove characters of `blank` from the end."""
        while self.chars and self.chars[-1] in blank:
            self.chars.pop()
            self.styles.pop()

    def add_mark(self, label: str) -> None:
        """Add a footnote mark right behind the word before it."""
        self.strip_right(" ")
        self.marks.append((len(self.chars), label))

    def add_text(self, run: Run) -> None:
        """Add a run's characters, a space only once."""
        start = len(self.chars)
        for char in run.text.replace("\t", " "):
            if char == " " and (not self.chars or self.chars[-1] in " \n"):
                continue
            self.chars.append(char)
            self.styles.append(_Style(run.bold, run.italic, run.superscript, run.subscript, run.struck))
        end = len(self.chars)
        if not run.href or end == start:
            return
        if self.links and self.links[-1].end == start and self.links[-1].destination == run.href:
            self.links[-1] = replace(self.links[-1], end=end)
        else:
            self.links.append(LinkSpan(start, end, run.href))


def inline(runs: Sequence[Run], labels: Mapping[str, str], find: Callable[[str], Sequence[LinkSpan]]) -> str:
    """Write one paragraph: its text escaped, with emphasis, links and marks; line breaks end in a backslash.

    `labels` are those of the file's footnotes by key, `find` returns the links in the text.
    """
    paragraph = _laid_out(runs, labels)
    text, length = paragraph.text, len(paragraph.chars)
    marks = [(min(at, length), label) for at, label in paragraph.marks]
    spans = _writable([*(_trimmed(link, text) for link in paragraph.links), *find(text)], marks)
    cuts = {0, length, *(at for at, _ in marks), *(edge for span in spans for edge in (span.start, span.end))}
    out: list[str] = []
    marked: defaultdict[int, list[str]] = defaultdict(list)
    for at, label in marks:
        marked[at].append(f"[^{label}]")
    begins = {span.start: span for span in spans}
    for start, end in itertools.pairwise(sorted(cuts)):
        out.extend(marked[start])
        span = begins.get(start)
        if span:
            out.append(_link(text[start:end], span.destination))
        else:
            out.append(_styled(text, paragraph.styles, start, end))
    out.extend(marked[length])
    return line_starts("".join(out))


def _laid_out(runs: Sequence[Run], labels: Mapping[str, str]) -> _Paragraph:
    """Return the runs of a paragraph as one text; a mark whose footnote is in another file is text."""
    paragraph = _Paragraph()
    for run in runs:
        if run.footnote is not None and run.footnote in labels:
            paragraph.add_mark(labels[run.footnote])
        else:
            paragraph.add_text(run)
    paragraph.strip_right(" \n")
    return paragraph


# --- Links -------------------------------------------------------------------------------------------------------


def _trimmed(span: LinkSpan, text: str) -> LinkSpan:
    """Return a link without white space at its ends."""
    end = min(span.end, len(text))
    start = span.start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return replace(span, start=start, end=end)


_DESTINATION = re.compile(r"(?:https?|mailto):\S+$|[a-z][a-z0-9.]*:[^\s<>]+$", re.IGNORECASE)


def _writable(spans: Sequence[LinkSpan], marks: Sequence[tuple[int, str]]) -> list[LinkSpan]:
    """Return the links that Markdown can write: none over an earlier one or over a mark, each with a destination."""
    kept: list[LinkSpan] = []
    places = sorted(at for at, _ in marks)
    for span in spans:
        if span.end <= span.start or not _DESTINATION.match(span.destination):
            continue
        at = bisect_left(kept, span.start, key=lambda other: other.start)
        if any(span.start < other.end and other.start < span.end for other in kept[max(0, at - 1) : at + 1]):
            continue
        if bisect_right(places, span.start) < bisect_left(places, span.end):
            continue
        kept.insert(at, span)
    return kept


def _link(text: str, destination: str) -> str:
    """Write a link; a web address that is its own text is written between angle brackets."""
    if text == destination and re.match(r"https?://[^\s<>]+$", text):
        return f"<{text}>"
    target = destination if re.fullmatch(r"[^\s()<>\\\"]+", destination) else f"<{destination}>"
    return f"[{escape(text)}]({target})"


# --- Emphasis ----------------------------------------------------------------------------------------------------


def _styled(text: str, styles: Sequence[_Style], start: int, end: int) -> str:
    """Write a stretch of text with its emphasis; what is struck through may hold emphasis of its own."""
    out: list[str] = []
    for first, last in _stretches(styles, start, end, key=lambda style: style.struck):
        behind = "".join(out)[-1:]
        if not styles[first].struck:
            out.append(_set(text, styles, first, last, behind))
            continue
        struck = _set(text, styles, first, last, behind)
        core = struck.strip()
        left, right = struck[: len(struck) - len(struck.lstrip())], struck[len(struck.rstrip()) :]
        before, after = left[-1:] or text[first - 1 : first], right[:1] or text[last : last + 1]
        if core and "\n" not in core and "~" not in {core[0], core[-1], behind} and _is_read_back(core, before, after):
            struck = f"{left}~~{core}~~{right}"
        out.append(struck)
    return "".join(out)


def _stretches(
    styles: Sequence[_Style], start: int, end: int, key: Callable[[_Style], object]
) -> Iterator[tuple[int, int]]:
    """Yield the stretches of characters whose styles have the same key."""
    for _, group in itertools.groupby(range(start, end), key=lambda at: key(styles[at])):
        run = list(group)
        yield run[0], run[-1] + 1


def _set(text: str, styles: Sequence[_Style], start: int, end: int, behind: str) -> str:
    """Write a stretch of text in bold, italic, raised and lowered; `behind` is the character written before it."""
    out: list[str] = [behind]
    for first, last in _stretches(styles, start, end, key=lambda style: style):
        sign = styles[first].sign
        if sign and sign[0] in "*~" and "".join(out)[-1:] == sign[0]:
            sign = ""  # signs of two stretches that touch would be read as one
        out.append(_emphasised(text, first, last, sign))
    return "".join(out[1:])


def _emphasised(text: str, start: int, end: int, sign: str) -> str:
    """Write a stretch of one style; without the style where Markdown could not read its signs back."""
    piece = text[start:end]
    core = piece.strip()
    before = text[start - 1 : start]
    if not sign or not _SHOWN.search(core) or _UNWRITABLE.search(core):
        return escape(piece, before=before)
    left, right = piece[: len(piece) - len(piece.lstrip())], piece[len(piece.rstrip()) :]
    if sign in _LEVELS:
        if sign == "~" and (left[-1:] or before) in {"/", "~"}:
            return escape(piece, before=before)
        return f"{left}{sign}{escape(core).replace(' ', _SPACE)}{sign}{right}"
    if _is_read_back(core, left[-1:] or before, right[:1] or text[end : end + 1]):
        return f"{left}{sign}{escape(core)}{sign}{right}"
    return escape(piece, before=before)


def _is_read_back(core: str, before: str, after: str) -> bool:
    """Whether signs of emphasis around a text open and close it, given the characters before and after them.

    CommonMark 6.2: a sign beside punctuation opens or closes only where white space or punctuation is on its other side.
    """
    if {"*", "~"} & {before, after}:
        return False
    opens = not _is_punctuation(core[0]) or _is_border(before)
    closes = not _is_punctuation(core[-1]) or _is_border(after)
    return opens and closes


def _is_border(char: str) -> bool:
    """Whether a neighbouring character is white space, punctuation, or none at all."""
    return not char or char.isspace() or _is_punctuation(char)


def _is_punctuation(char: str) -> bool:
    return not char.isalnum() and not char.isspace()
