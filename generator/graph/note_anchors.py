"""Puts editors' notes at the passage they quote. A quote matches exactly after folding, and once; else it is an error.

A near match is only ever a suggestion: nothing here moves a note to other words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.language import fold, fold_map, whole
from generator.core.model import Footnote, Letter, Note, Text, place_of
from generator.core.nearest import nearest_passage, quoted
from generator.graph.content_index import Names
from generator.graph.site import Anchored, Part, Place, QuestionKey, TextKey
from generator.graph.targets import nearest_number
from generator.graph.texts import Leaf, walk


@dataclass(frozen=True, slots=True)
class Passage:
    """A text folded into one line, with the way back: for each character its paragraph and offset there."""

    key: TextKey
    text: str
    leaves: tuple[Leaf, ...]
    starts: tuple[int, ...]
    """Where each paragraph begins in the line."""
    offsets: tuple[tuple[int, ...], ...]
    """By paragraph: the original offset of each folded character, and the end."""

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Return the spans that a stretch of the line covers, one for each paragraph."""
        found: list[Place] = []
        for leaf, begin, offsets in zip(self.leaves, self.starts, self.offsets, strict=True):
            low, high = max(start - begin, 0), min(end - begin, len(offsets) - 1)
            if low < high:
                found.append(leaf.place(offsets[low], whole(leaf.paragraph.text, offsets[high - 1] + 1)))
        return tuple(found)


def passage(key: TextKey, text: Text) -> Passage:
    """Fold a text for matching."""
    parts: list[str] = []
    kept: list[Leaf] = []
    starts: list[int] = []
    all_offsets: list[tuple[int, ...]] = []
    at = 0
    for leaf in walk(key, text):
        folded, offsets = fold_map(leaf.paragraph.text)
        if not folded:
            continue
        parts.append(folded)
        kept.append(leaf)
        starts.append(at)
        all_offsets.append(offsets)
        at += len(folded) + 1
    return Passage(key, " ".join(parts), tuple(kept), tuple(starts), tuple(all_offsets))


def anchors_of(
    letters: Mapping[str, Letter], texts: Mapping[TextKey, Text], names: Names
) -> tuple[dict[TextKey, tuple[Anchored, ...]], list[Diagnostic]]:
    """Return the notes of each text, by place, and what is wrong with the rest."""
    found: dict[TextKey, list[Anchored]] = defaultdict(list)
    problems: list[Diagnostic] = []
    for letter in letters.values():
        if not letter.notes:
            continue
        passages = _Passages(letter, texts)
        for note in letter.notes:
            anchored = _anchor(note, passages, names)
            if isinstance(anchored, Diagnostic):
                problems.append(anchored)
            else:
                found[anchored.places[0].text].append(anchored)
    return {key: tuple(sorted(group, key=lambda a: (a.places, a.note.id))) for key, group in found.items()}, problems


def _keys_by_number(letter: Letter) -> dict[int, tuple[TextKey, ...]]:
    """Return the keys of the letter's texts by question; 0 is the cover."""
    keys: dict[int, tuple[TextKey, ...]] = {}
    parts: list[tuple[int, tuple[Part, ...], tuple[Footnote, ...]]] = [(0, (Part.COVER,), letter.footnotes)]
    for question in letter.questions:
        answer = () if question.answer is None else (Part.ANSWER,)
        parts.append((question.number, (Part.QUESTION, *answer), question.footnotes))
    for number, own, footnotes in parts:
        notes = tuple(TextKey(letter.id, number, Part.FOOTNOTE, footnote.label) for footnote in footnotes)
        keys[number] = (*(TextKey(letter.id, number, part) for part in own), *notes)
    return keys


class _Passages:
    """The letter's texts folded, by question; each is folded when it is first asked for."""

    def __init__(self, letter: Letter, texts: Mapping[TextKey, Text]) -> None:
        self.keys = _keys_by_number(letter)
        self.texts = texts
        self.folded: dict[int, tuple[Passage, ...]] = {}

    def __getitem__(self, number: int) -> tuple[Passage, ...]:
        if number not in self.folded:
            self.folded[number] = tuple(passage(key, self.texts[key]) for key in self.keys[number])
        return self.folded[number]

    def with_quote(self, quote: str) -> list[int]:
        """Return the questions in which a folded text stands."""
        return [number for number in self.keys if any(quote in where.text for where in self[number])]


def _anchor(note: Note, passages: _Passages, names: Names) -> Anchored | Diagnostic:
    number = _number(note, names)
    if number is None:
        numbers = names.numbers[note.letter]
        near = nearest_number(note.number or 0, numbers)
        position = place_of(note, "number")
        return diagnostic("unknown-question", position, number=note.number, letter=note.letter, suggestion=near)
    matches = [
        (where, start)
        for where in passages[number]
        for start in find_all(where.text, fold(note.quote))
        if _fits(note, where.text, start)
    ]
    if len(matches) == 1:
        where, start = matches[0]
        return Anchored(note, where.places(start, start + len(fold(note.quote))))
    return _twice(note, matches) if matches else _nowhere(note, number, passages)


def _number(note: Note, names: Names) -> int | None:
    """Return the number of the file that the note is about: 0 for the cover, a joint number's holder."""
    if note.number is None:
        return 0
    question = names.questions.get(QuestionKey(note.letter, note.number))
    return question.number if question else None


def find_all(text: str, quote: str) -> list[int]:
    """Return every offset at which the quote stands, overlapping ones too."""
    found: list[int] = []
    at = text.find(quote) if quote else -1
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _fits(note: Note, text: str, start: int) -> bool:
    """Whether what the note gives as prefix and suffix stands right around the quote."""
    end = start + len(fold(note.quote))
    before = not note.prefix or text[:start].rstrip().endswith(fold(note.prefix))
    return before and (not note.suffix or text[end:].lstrip().startswith(fold(note.suffix)))


# --- What is wrong, and how to mend it -------------------------------------------------------------------------


def _twice(note: Note, matches: Sequence[tuple[Passage, int]]) -> Diagnostic:
    """Report a quote that stands in several places, with a prefix for the first that tells it from the others."""
    length = len(fold(note.quote))
    befores = [where.text[:start].rstrip() for where, start in matches]
    prefix = _telling(befores[0], befores[1:])
    where, start = matches[0]
    suffix = None if prefix else _first_words(where.text[start + length :].lstrip(), 4)
    hint = f"prefix: {quoted(prefix)}" if prefix else f"suffix: {quoted(suffix)}" if suffix else None
    return diagnostic("ambiguous-quote", _at_quote(note), quote=_short(note.quote), count=len(matches), paste=hint)


def _telling(before: str, others: Sequence[str]) -> str | None:
    """Return the fewest words before a match that stand before none of the others."""
    words = before.split(" ")
    for count in range(1, min(len(words), 12) + 1):
        prefix = " ".join(words[-count:])
        if prefix and not any(other.endswith(prefix) for other in others):
            return prefix
    return None


def _nowhere(note: Note, number: int, passages: _Passages) -> Diagnostic:
    """Report a quote that stands nowhere, with the passage that comes nearest as a quote to paste."""
    quote = fold(note.quote)
    if (note.prefix or note.suffix) and any(quote in where.text for where in passages[number]):
        key = "prefix" if note.prefix else "suffix"
        return diagnostic("quote-not-at-prefix", place_of(note, key), quote=_short(note.quote), key=key)
    elsewhere = passages.with_quote(quote)
    if elsewhere:
        other = min(elsewhere)
        code = "quote-in-cover" if other == 0 else "quote-in-other-question"
        return diagnostic(code, _at_quote(note), quote=_short(note.quote), number=number, other=other)
    near = nearest_passage(quote, (where.text for where in passages[number]))
    paste = f"quote: {quoted(near)}" if near else None
    code = "quote-not-found" if number else "quote-not-in-cover"
    return diagnostic(code, _at_quote(note), quote=_short(note.quote), number=number, paste=paste)


def _first_words(text: str, count: int) -> str:
    return " ".join(text.split(" ")[:count])


def _short(text: str) -> str:
    words = fold(text)
    return words if len(words) <= 60 else f"{words[:57].rsplit(' ', 1)[0]} …"


def _at_quote(note: Note) -> Position:
    return place_of(note, "quote")
