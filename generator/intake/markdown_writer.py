"""Writing recognised text as Markdown that renders to exactly the same text: nothing in it is read as markup by chance.

Links are given from outside as spans over a paragraph's text; footnote marks are runs.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from generator.intake.escaping import escape, line_starts
from generator.intake.source_document import DocBlock, DocFootnote, Run


@dataclass(frozen=True, slots=True)
class LinkSpan:
    """A stretch of a text that leads somewhere."""

    start: int
    end: int
    destination: str


FindLinks = Callable[[str], Sequence[LinkSpan]]


@dataclass(frozen=True, slots=True)
class MarkdownWriter:
    """What writing one file needs: how links are found, and the label of each footnote in this file."""

    find: FindLinks
    labels: dict[str, str]
    top: int = 2
    """The highest level a heading in this text may have."""

    def text(self, blocks: Sequence[DocBlock]) -> str:
        """Write paragraphs, lists and tables."""
        return "\n\n".join(self._block(group) for group in _grouped(_plainly_set(blocks)))

    def footnote(self, footnote: DocFootnote) -> str:
        """Write a footnote's definition; further paragraphs are indented under it."""
        body = self.text(footnote.blocks).replace("\n", "\n    ").replace("\n    \n", "\n\n")
        return f"[^{self.labels[footnote.key]}]: {body}"

    def _block(self, group: list[DocBlock]) -> str:
        first = group[0]
        if first.rows:
            return self._table(first)
        if first.label:
            return self._list(group)
        line = self.inline(first.runs)
        if first.heading:
            return f"{'#' * min(6, first.heading + self.top - 1)} {line.replace(chr(10), ' ')}"
        return line

    def _list(self, group: list[DocBlock]) -> str:
        base = min(item.level for item in group)
        lines: list[str] = []
        indents = {base: 0}
        for item in group:
            label = item.label or "-"
            marker = label if label[0].isdigit() else "-"
            indent = indents.get(item.level, max((v for k, v in indents.items() if k < item.level), default=0))
            body = self.inline(item.runs).replace("\n", "\n" + " " * (indent + len(marker) + 1))
            lines.append(f"{' ' * indent}{marker} {body}")
            indents = {k: v for k, v in indents.items() if k <= item.level} | {
                item.level: indent,
                item.level + 1: indent + len(marker) + 1,
            }
        return "\n".join(lines)

    def _table(self, block: DocBlock) -> str:
        width = max(len(row) for row in block.rows)
        rows = [[self._cell(cell) for cell in row] + [""] * (width - len(row)) for row in block.rows]
        head, *rest = rows
        if all(re.fullmatch(r"(?:\*\*[^*]+\*\*)?", cell) for cell in head):  # a head is bold by itself
            head = [cell.strip("*") for cell in head]
        return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * width, *rest))

    def _cell(self, blocks: Sequence[DocBlock]) -> str:
        parts = [self.inline(((Run(f"{b.label} "),) if b.label else ()) + b.runs) for b in blocks]
        return re.sub(r"\\?\n", " ", " ".join(filter(None, parts))).replace("|", "\\|")

    def inline(self, runs: Sequence[Run]) -> str:
        """Write one paragraph: its text escaped, with emphasis, links and marks; line breaks end in a backslash."""
        text, styles, marks, links = _spread(runs, self.labels)
        spans = _fitting([*links, *self.find(text)], marks)
        cuts = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans), *(at for at, _ in marks)})
        out: list[str] = []
        for start, end in itertools.pairwise(cuts):
            out.extend(f"[^{label}]" for at, label in marks if at == start)
            span = next((s for s in spans if s.start == start), None)
            if span:
                out.append(_link(text[start:end], span.destination))
            elif not any(s.start < start < s.end for s in spans):
                out.append(_styled(text, styles, start, end))
        out.extend(f"[^{label}]" for at, label in marks if at == len(text))
        return line_starts("".join(out))


def _spread(
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


def _fitting(spans: Sequence[LinkSpan], marks: Sequence[tuple[int, str]]) -> list[LinkSpan]:
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


def _link(text: str, destination: str) -> str:
    if text == destination and re.match(r"https?://[^\s<>]+$", text):
        return f"<{text}>"
    target = destination if re.fullmatch(r"[^\s()<>\\\"]+", destination) else f"<{destination}>"
    return f"[{escape(text)}]({target})"


def _styled(text: str, styles: Sequence[tuple[bool, bool, bool]], start: int, end: int) -> str:
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


def _grouped(blocks: Iterable[DocBlock]) -> Iterable[list[DocBlock]]:
    """Bring list items together; a list whose labels Markdown has no form for becomes paragraphs."""
    group: list[DocBlock] = []
    for block in blocks:
        if block.label and not _listable(block.label):
            block = replace(block, label=None, runs=(Run(f"{block.label} "), *block.runs))  # noqa: PLW2901  its label is text
        if group and block.label and _same_list(group, block):
            group.append(block)
            continue
        if group:
            yield from _checked(group)
        group = [block]
    if group:
        yield from _checked(group)


def _listable(label: str) -> bool:
    return bool(re.fullmatch(r"\d{1,9}[.)]|[-–—•·▪‣*○o]|[^\w\s]", label))


def _same_list(group: Sequence[DocBlock], block: DocBlock) -> bool:
    last = group[-1]
    if not last.label or not block.label:
        return False
    if block.level != last.level:
        return True
    return _ordinal(block.label) is not None if _ordinal(last.label) is not None else _ordinal(block.label) is None


def _ordinal(label: str) -> int | None:
    match = re.match(r"\d+", label)
    return int(match[0]) if match else None


def _checked(group: list[DocBlock]) -> Iterable[list[DocBlock]]:
    """Keep a numbered list only where it counts on by one with one delimiter: else Markdown would renumber it."""
    per_level: dict[int, int] = {}
    for item in group:
        number = _ordinal(item.label) if item.label else None
        if number is None:
            continue
        if item.level in per_level and number not in (per_level[item.level] + 1, 1):
            break
        if item.level not in per_level or number == per_level[item.level] + 1 or item.level > 0:
            per_level[item.level] = number
            continue
        break
    else:
        yield group
        return
    for item in group:
        yield [replace(item, label=None, runs=(Run(f"{item.label} "), *item.runs))]


_MOSTLY = 0.9


def _plainly_set(blocks: Sequence[DocBlock]) -> list[DocBlock]:
    """Drop bold or italic that a whole text stands in: it tells questions from answers, and says nothing itself."""
    runs = [run for block in blocks for run in block.runs if run.footnote is None]
    weight = sum(_letters(run) for run in runs)
    if not weight:
        return list(blocks)
    bold = sum(_letters(run) for run in runs if run.bold) >= _MOSTLY * weight
    italic = sum(_letters(run) for run in runs if run.italic) >= _MOSTLY * weight
    return [
        replace(
            block, runs=tuple(replace(r, bold=r.bold and not bold, italic=r.italic and not italic) for r in block.runs)
        )
        for block in blocks
    ]


def _letters(run: Run) -> int:
    return sum(char.isalnum() for char in run.text)
