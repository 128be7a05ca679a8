"""Finds the passage that each editor's note quotes.

A quote must match exactly once after folding, else it is an error. A near match is only suggested in the diagnostic: a
note is never put at other words than those it quotes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.language import fold, fold_map, whole
from generator.core.model import Footnote, Letter, Note, Question, Text, place_of
from generator.core.nearest import nearest_passage, quoted
from generator.graph.site import Anchored, Part, Place, TextKey
from generator.graph.targets import nearest_number
from generator.graph.texts import Leaf, walk


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text folded to one line, with the paragraph and the original offset of each character."""

    key: TextKey
    text: str
    leaves: tuple[Leaf, ...]
    starts: tuple[int, ...]
    """By paragraph: the offset in the line where it begins."""
    offsets: tuple[tuple[int, ...], ...]
    """By paragraph: the original offset of each folded character, and of the end."""

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Return the places of a span of the line: one for each paragraph that it covers."""
        found: list[Place] = []
        for leaf, begin, offsets in zip(self.leaves, self.starts, self.offsets, strict=True):
            low, high = max(start - begin, 0), min(end - begin, len(offsets) - 1)
            if low < high:
                found.append(leaf.place(offsets[low], whole(leaf.paragraph.text, offsets[high - 1] + 1)))
        return tuple(found)


def folded_text(key: TextKey, text: Text) -> FoldedText:
    """Return a text folded to one line; paragraphs without words are left out."""
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
    return FoldedText(key, " ".join(parts), tuple(kept), tuple(starts), tuple(all_offsets))


def note_anchors_of(
    letter: Letter, texts: Mapping[TextKey, Text], by_number: Mapping[int, Question]
) -> tuple[dict[TextKey, tuple[Anchored, ...]], list[Diagnostic]]:
    """Return the notes of each text of a letter, sorted by place, and a diagnostic for each note that has no place.

    `by_number` has the letter's questions by every number, joint ones too.
    """
    found: dict[TextKey, list[Anchored]] = defaultdict(list)
    problems: list[Diagnostic] = []
    if not letter.notes:
        return {}, []
    folded = FoldedTexts(letter, texts)
    for note in letter.notes:
        anchored = _anchor(note, folded, by_number)
        if isinstance(anchored, Diagnostic):
            problems.append(anchored)
        else:
            found[anchored.places[0].text].append(anchored)
    return {key: tuple(sorted(group, key=lambda a: (a.places, a.note.id))) for key, group in found.items()}, problems


def _keys_by_number(letter: Letter) -> dict[int, tuple[TextKey, ...]]:
    """Return the keys of the letter's texts by the number of the question; 0 is the cover letter."""
    keys: dict[int, tuple[TextKey, ...]] = {}
    parts: list[tuple[int, tuple[Part, ...], tuple[Footnote, ...]]] = [(0, (Part.COVER,), letter.footnotes)]
    for question in letter.questions:
        answer = () if question.answer is None else (Part.ANSWER,)
        parts.append((question.number, (Part.QUESTION, *answer), question.footnotes))
    for number, own, footnotes in parts:
        below = tuple(TextKey(letter.id, number, Part.FOOTNOTE, footnote.label) for footnote in footnotes)
        keys[number] = (*(TextKey(letter.id, number, part) for part in own), *below)
    return keys


class FoldedTexts:
    """The folded texts of a letter by the number of the question; each is folded when it is first needed."""

    def __init__(self, letter: Letter, texts: Mapping[TextKey, Text]) -> None:
        self.keys = _keys_by_number(letter)
        self.texts = texts
        self.folded: dict[int, tuple[FoldedText, ...]] = {}

    def __getitem__(self, number: int) -> tuple[FoldedText, ...]:
        if number not in self.folded:
            self.folded[number] = tuple(folded_text(key, self.texts[key]) for key in self.keys[number])
        return self.folded[number]

    def with_quote(self, quote: str) -> list[int]:
        """Return the numbers of the questions in whose texts a folded quote is; 0 is the cover letter."""
        return [number for number in self.keys if any(quote in text.text for text in self[number])]


def _anchor(note: Note, folded: FoldedTexts, by_number: Mapping[int, Question]) -> Anchored | Diagnostic:
    """Return a note with the places of its quote, or what is wrong with it."""
    number = _number(note, by_number)
    if number is None:
        near = nearest_number(note.number or 0, tuple(sorted(by_number)))
        position = place_of(note, "number")
        return diagnostic("unknown-question", position, number=note.number, letter=note.letter, suggestion=near)
    matches = [
        (text, start)
        for text in folded[number]
        for start in find_all(text.text, fold(note.quote))
        if _fits(note, text.text, start)
    ]
    if len(matches) == 1:
        text, start = matches[0]
        return Anchored(note, text.places(start, start + len(fold(note.quote))))
    return _several_matches(note, matches) if matches else _no_match(note, number, folded)


def _number(note: Note, by_number: Mapping[int, Question]) -> int | None:
    """Return the number of the question whose file the note is about; 0 for the cover letter, None for no question."""
    if note.number is None:
        return 0
    question = by_number.get(note.number)
    return question.number if question else None


def find_all(text: str, quote: str) -> list[int]:
    """Return every offset at which the quote is, also where its occurrences overlap."""
    found: list[int] = []
    at = text.find(quote) if quote else -1
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _fits(note: Note, text: str, start: int) -> bool:
    """Say whether the note's prefix and suffix, if it has them, are next to the quote at this offset."""
    end = start + len(fold(note.quote))
    before = not note.prefix or text[:start].rstrip().endswith(fold(note.prefix))
    return before and (not note.suffix or text[end:].lstrip().startswith(fold(note.suffix)))


# --- Diagnostics -----------------------------------------------------------------------------------------------


def _several_matches(note: Note, matches: Sequence[tuple[FoldedText, int]]) -> Diagnostic:
    """Report a quote that is in several places; the hint has a prefix that only the first of them has."""
    length = len(fold(note.quote))
    befores = [text.text[:start].rstrip() for text, start in matches]
    prefix = _distinguishing(befores[0], befores[1:])
    text, start = matches[0]
    suffix = None if prefix else _first_words(text.text[start + length :].lstrip(), 4)
    hint = f"prefix: {quoted(prefix)}" if prefix else f"suffix: {quoted(suffix)}" if suffix else None
    return diagnostic("ambiguous-quote", _at_quote(note), quote=_short(note.quote), count=len(matches), paste=hint)


def _distinguishing(before: str, others: Sequence[str]) -> str | None:
    """Return the shortest run of words before a match that is before none of the others; None if all of it is."""
    words = before.split(" ")
    for count in range(1, min(len(words), 12) + 1):
        prefix = " ".join(words[-count:])
        if prefix and not any(other.endswith(prefix) for other in others):
            return prefix
    return None


def _no_match(note: Note, number: int, folded: FoldedTexts) -> Diagnostic:
    """Report a quote that is not in its question's texts, with where else it is or the passage that is most like it."""
    quote = fold(note.quote)
    if (note.prefix or note.suffix) and any(quote in text.text for text in folded[number]):
        key = "prefix" if note.prefix else "suffix"
        return diagnostic("quote-not-at-prefix", place_of(note, key), quote=_short(note.quote), key=key)
    elsewhere = folded.with_quote(quote)
    if elsewhere:
        other = min(elsewhere)
        code = "quote-in-cover" if other == 0 else "quote-in-other-question"
        return diagnostic(code, _at_quote(note), quote=_short(note.quote), number=number, other=other)
    near = nearest_passage(quote, (text.text for text in folded[number]))
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
