"""Words that only one side has: missing from the content, added to it, changed; and the furniture that explains some."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from generator.verify import furniture_forms, printed_labels
from generator.verify.align import align
from generator.verify.furniture_forms import Surroundings
from generator.verify.match import CONTEXT, Matched, gaps
from generator.verify.printed_labels import PrintedLabel
from generator.verify.report import Difference, LeftOut
from generator.verify.streams import Stream, paragraph_spans

_OFTEN = 2
"""So many paragraphs begin with the same word where it is a label."""
_WHOLE = 24
"""A question printed once more has at least as many letters; shorter ones could be anything."""


def unmatched(pair: Matched) -> tuple[tuple[Difference, ...], tuple[LeftOut, ...]]:
    """Return what is missing, added or changed, and the furniture."""
    missing, aside = _left_out(pair)
    begins = {block.a: block.b for block in pair.shared}
    ends = {block.a + block.size: block.b + block.size for block in pair.shared}
    forth = [-1] * len(pair.letter.stream.text)
    for block in pair.shared:
        forth[block.a : block.a + block.size] = range(block.b, block.b + block.size)
    found: list[Difference] = []
    words: set[int] = set()
    for start, end in gaps(pair.shared, len(pair.letter.stream.text)):
        twin = next((gap for gap in missing if gap[0] == ends.get(start) or gap[1] == begins.get(end)), None)
        twin = twin or _in_place(pair, missing, ends.get(start, 0), begins.get(end, len(pair.back)))
        if twin:
            missing.remove(twin)
        twin = twin or _rest_of_word(pair.letter.stream, (start, end), forth)
        words.add(_word_start(pair.letter.stream, start))
        found.append(pair.difference("changed" if twin else "added", (start, end), twin or (0, 0)))
    for gap in missing:
        at = pair.would_stand(gap[0])
        ours = _rest_of_word(pair.source, gap, pair.back)
        word = _word_start(pair.letter.stream, ours[0]) if ours else -1
        if word not in words:  # a word with two stretches missing is told once, as a whole
            found.append(pair.difference("changed" if ours else "missing", ours or (at, at), gap))
        words |= {word} - {-1}
    return tuple(found), aside


def _word_start(stream: Stream, at: int) -> int:
    while at and stream.at[at] - stream.at[at - 1] == 1 and stream.text[at - 1].isalnum():
        at -= 1
    return at


def _rest_of_word(stream: Stream, gap: tuple[int, int], other: Sequence[int]) -> tuple[int, int] | None:
    """Return where the other side has the rest of a word of which a stretch is a part; None where it is no part."""
    start, end = gap
    for at, beside in ((start - 1, start), (end, end - 1)):
        if not 0 <= at < len(stream.text) or abs(stream.at[at] - stream.at[beside]) != 1 or other[at] < 0:
            continue
        if stream.text[at].isalpha() and stream.text[beside].isalpha():
            return other[at], other[at] + 1
    return None


def _in_place(pair: Matched, missing: list[tuple[int, int]], after: int, before: int) -> tuple[int, int] | None:
    """Return the only missing stretch between two places of the source with nothing of the letter between them."""
    if any(a >= 0 for a in pair.back[after:before]):
        return None
    between = [gap for gap in missing if after <= gap[0] and gap[1] <= before]
    return between[0] if len(between) == 1 else None


def _left_out(pair: Matched) -> tuple[list[tuple[int, int]], tuple[LeftOut, ...]]:
    """Part what the content has not into stretches that nothing explains, and furniture."""
    around, repeated = _surroundings(pair), _repeated(pair)
    addressed = _is_addressed(pair, around)
    missing: list[tuple[int, int]] = []
    aside: list[LeftOut] = []
    why, above = "", ""
    for start, end in paragraph_spans(pair.source):
        for kept, group in groupby(range(start, end), key=lambda b: pair.back[b] >= 0):
            run = list(group)
            span = (run[0], run[-1] + 1)
            if kept:
                why = ""
                continue
            whole = span == (start, end)
            text = pair.source.words(*span) if whole else pair.source.exactly(*span)
            reason = _explained(pair, span, text, repeated)
            if whole and not reason:
                passage = pair.source.passage_at(start)
                in_head = pair.above(start)
                at_edge = _is_at_edge(pair.source, start)
                reason = furniture_forms.reason(
                    text, passage.role, passage.page, around, above=in_head, at_edge=at_edge
                )
                if furniture_forms.is_between_dashes(pair.source.paragraph(start)):
                    reason = "page"
                reason = reason or furniture_forms.continues(text, why, above, around)
                if not reason and in_head and furniture_forms.is_title(text, passage.shape, around):
                    reason = "title"
                if not reason and in_head and furniture_forms.in_head(text) and addressed:
                    reason = "letterhead"
            reason = reason or (None if whole else furniture_forms.within(text, around))
            if reason:
                aside.append(LeftOut(text, reason, pair.source.line(span[0]), pair.source.passage_at(span[0]).page))
            elif missing and missing[-1][1] == span[0]:
                missing[-1] = (missing[-1][0], span[1])
            else:
                missing.append(span)
            why, above = reason or "", text
    return missing, tuple(aside)


def _is_at_edge(source: Stream, position: int) -> bool:
    """Whether the passage at a place is the first or the last of its page."""
    index = bisect_right(source.starts, position) - 1
    pages = [passage.page for passage in source.passages[max(index - 1, 0) : index + 2]]
    page = source.passages[index].page
    return page is not None and (index in (0, len(source.passages) - 1) or any(other != page for other in pages))


def _explained(pair: Matched, span: tuple[int, int], text: str, repeated: frozenset[int]) -> str | None:
    """Say whether a stretch is a question printed once more, or a label of what follows."""
    if all(b in repeated for b in range(*span)):
        return "repeated"
    if text == "o" and pair.source.passage_at(span[0]).start == span[0] and span[1] < len(pair.back):
        return "label" if pair.back[span[1]] >= 0 and pair.source.gap(span[0]).isspace() else None  # a list's sign
    label = printed_labels.label(text)
    if label and not label.kind and pair.source.passage_at(span[0]).start != span[0]:
        return None  # a bare number within a paragraph is a figure, or the mark of a footnote
    if label and (_cuts_a_word(pair.source, span) or (not label.numbers and _is_a_sentences_word(pair.source, span))):
        return None
    return "label" if label and _begins(pair, span[1], label, repeated) else None


def _cuts_a_word(stream: Stream, span: tuple[int, int]) -> bool:
    """Whether a stretch is only a part of a word: the `A` of `Alleen` is no label."""
    first, last = stream.at[span[0]], stream.at[span[1] - 1]
    around = (stream.raw[max(first - 1, 0) : first + 1], stream.raw[last : last + 2])
    return any(len(pair) > 1 and pair.isalpha() for pair in around)


def _is_a_sentences_word(stream: Stream, span: tuple[int, int]) -> bool:
    """Whether the first word of a paragraph, without a number and a sign behind it, may belong to its sentence.

    In `Antwoord Ja.` it is a label if other paragraphs of the source begin with it, too.
    """
    last = stream.at[span[1] - 1]
    behind = stream.raw[last + 1 : stream.at[span[1]]] if span[1] < len(stream.at) else ""
    if not behind or behind.strip(" \t\u00a0"):
        return False
    word = stream.exactly(*span)
    return sum(stream.raw.startswith(word, stream.at[start]) for start in stream.starts) < _OFTEN


def _begins(pair: Matched, position: int, label: PrintedLabel, repeated: frozenset[int]) -> bool:
    """Whether a question or answer begins at the next text of the source that the content has.

    Footnotes may come between: the label was the last line of its page. A bare number is a label only of the text with that number: it could be the last figure of the text before.
    """
    kept = (b for b in range(position, len(pair.back)) if pair.back[b] >= 0 or b in repeated)
    b = next((b for b in kept if b in repeated or pair.unit_at(pair.back[b] + 1).kind != "footnote"), None)
    if b is None:
        return bool(label.kind)  # nothing but footnotes follows: the label has no text
    if b in repeated:
        return True
    unit = pair.unit_at(pair.back[b] + 1)
    if unit.kind not in ("question", "answer") or pair.back[b] not in (
        pair.first[unit.start],
        pair.first.get(unit.begin),
    ):
        return False
    return bool(label.kind) or bool(set(label.numbers) & set(unit.numbers))


def _is_addressed(pair: Matched, around: Surroundings) -> bool:
    """Whether there is an address or a field above the letter's text: then the short lines around it are letterhead."""
    for start, end in paragraph_spans(pair.source):
        if not pair.above(start):
            return False
        passage = pair.source.passage_at(start)
        text = pair.source.words(start, end)
        if furniture_forms.reason(text, passage.role, passage.page, around, above=True) in ("address", "field"):
            return True
    return False


def _surroundings(pair: Matched) -> Surroundings:
    left: list[str] = []
    kept: list[str] = []
    begun: list[str] = []
    for start, end in paragraph_spans(pair.source):
        free = all(a < 0 for a in pair.back[start:end])
        (left if free else kept).append(pair.source.words(start, end))
        first = next((b for b in range(start, end) if pair.back[b] >= 0), end)
        if start < first < end:
            begun.append(pair.source.exactly(start, first))
    return furniture_forms.surroundings(
        left, kept, pair.letter.stream.text, pair.letter.meta, begun=begun, web=pair.web
    )


def _repeated(pair: Matched) -> frozenset[int]:
    """Return the places of questions that the source prints once more, word for word and as a whole."""
    found: set[int] = set()
    for unit in pair.letter.units:
        text = pair.letter.stream.text[unit.begin : unit.end]
        if unit.kind != "question" or len(text) < _WHOLE:
            continue
        at = pair.source.text.find(text)
        while at >= 0:
            span = range(at, at + len(text))
            if all(pair.back[b] < 0 for b in span):
                found.update(span)
            at = pair.source.text.find(text, at + 1)
    return frozenset(found)


# --- What the reader lost --------------------------------------------------------------------------------------


def unread(read: Stream, straight: Stream | None) -> tuple[Difference, ...]:
    """Return what the file holds and its reader did not give: words lost before anything was recognised."""
    if straight is None:
        return ()
    return tuple(
        Difference(
            "missing",
            "letter.md",
            1,
            straight.words(start, end),
            "",
            straight.before(start, max(0, start - CONTEXT)),
            straight.after(end, min(len(straight.text), end + CONTEXT)),
            straight.line(start),
            straight.passage_at(start).page,
        )
        for gap in gaps(align(straight.text, read.text), len(straight.text))
        for start, end in by_piece(straight, gap)
        if straight.text.count(straight.text[start:end]) > read.text.count(straight.text[start:end])
    )


def by_piece(stream: Stream, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Cut a stretch where a paragraph begins."""
    yield from pairwise([span[0], *(start for start in stream.starts if span[0] < start < span[1]), span[1]])
