"""One paragraph as Markdown: runs of text with emphasis, links and footnote marks, so that it reads back as the same text.

Lists, tables and headings are in `markdown_writer`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.intake.escaping import escape
from generator.intake.source_document import Run


@dataclass(frozen=True, slots=True)
class LinkSpan:
    """A stretch of a text that leads somewhere."""

    start: int
    end: int
    destination: str


def spread(
    runs: Sequence[Run], labels: dict[str, str]
) -> tuple[str, list[tuple[bool, bool, bool]], list[tuple[int, str]], list[LinkSpan]]:
    """Lay runs out as one text with, beside it, styles for each character, marks and the source's own links."""
    text: list[str] = []
    styles: list[tuple[bool, bool, bool]] = []
    marks: list[tuple[int, str]] = []
    links: list[LinkSpan] = []
    length = 0
    for run in runs:
        if run.footnote is not None and run.footnote in labels:
            while text and text[-1] == " ":
                text.pop()
                styles.pop()
                length -= 1
            marks.append((length, labels[run.footnote]))
            continue
        start = length
        for char in run.text.replace("\t", " "):
            if char == " " and (not text or text[-1] in " \n"):
                continue
            text.append(char)
            styles.append((run.bold, run.italic, run.superscript))
            length += 1
        if run.href and length > start:
            if links and links[-1].end == start and links[-1].destination == run.href:
                links[-1] = replace(links[-1], end=length)
            else:
                links.append(LinkSpan(start, length, run.href))
    while text and text[-1] in " \n":
        text.pop()
        styles.pop()
    whole = "".join(text)
    return whole, styles, [(min(at, len(whole)), label) for at, label in marks], [_trimmed(s, whole) for s in links]


def _trimmed(span: LinkSpan, text: str) -> LinkSpan:
    end = min(span.end, len(text))
    start = span.start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return replace(span, start=start, end=end)


_SCHEME = re.compile(r"(?:https?|mailto):\S+$|[a-z][a-z0-9.]*:[^\s<>]+$", re.IGNORECASE)


def fitting(spans: Sequence[LinkSpan], marks: Sequence[tuple[int, str]]) -> list[LinkSpan]:
    """Keep spans that do not overlap an earlier one, hold no mark inside, and lead somewhere that can be written."""
    kept: list[LinkSpan] = []
    for span in spans:
        if span.end <= span.start or not _SCHEME.match(span.destination):
            continue
        if any(span.start < other.end and other.start < span.end for other in kept):
            continue
        if any(span.start < at < span.end for at, _ in marks):
            continue
        kept.append(span)
    return sorted(kept, key=lambda s: s.start)


def link(text: str, destination: str) -> str:
    """Write a link; a web address that is its own text is written between angle brackets."""
    if text == destination and re.match(r"https?://[^\s<>]+$", text):
        return f"<{text}>"
    target = destination if re.fullmatch(r"[^\s()<>\\\"]+", destination) else f"<{destination}>"
    return f"[{escape(text)}]({target})"


def styled(text: str, styles: Sequence[tuple[bool, bool, bool]], start: int, end: int) -> str:
    """Write a stretch with its emphasis; a style over no letter or digit is dropped, as is one Markdown cannot open."""
    out: list[str] = []
    at = start
    while at < end:
        stop = at + 1
        while stop < end and styles[stop] == styles[at]:
            stop += 1
        out.append(_emphasis(text, at, stop, styles[at]))
        at = stop
    return "".join(out)


def _emphasis(text: str, start: int, end: int, style: tuple[bool, bool, bool]) -> str:
    piece = text[start:end]
    core = piece.strip()
    sign = "^" if style[2] else "*" * (2 * style[0] + style[1])
    if not sign or not any(char.isalnum() for char in core) or "\n" in core:
        return escape(piece, before=text[start - 1] if start else "")
    left = piece[: len(piece) - len(piece.lstrip())]
    right = piece[len(piece.rstrip()) :]
    before = left[-1:] or text[start - 1 : start]
    after = right[:1] or text[end : end + 1]
    opens = not _punctuation(core[0]) or not before or before.isspace() or _punctuation(before)
    closes = not _punctuation(core[-1]) or not after or after.isspace() or _punctuation(after)
    clash = before == "*" or after == "*" or (sign == "^" and any(c.isspace() for c in core))
    if not opens or not closes or clash:
        return escape(piece, before=text[start - 1] if start else "")
    return f"{left}{sign}{escape(core)}{sign}{right}"


def _punctuation(char: str) -> bool:
    return not char.isalnum() and not char.isspace()
