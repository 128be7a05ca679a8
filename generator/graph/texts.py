"""The texts of letters by key, and walks over their paragraphs with places; nothing is resolved here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.core.model import Letter, LetterHead, Paragraph, Question, Text, leaves
from generator.graph.site import Part, Place, TextKey


@dataclass(frozen=True, slots=True)
class Leaf:
    """One paragraph of a text, and where it is: top-level block and leaf, both from 0."""

    text: TextKey
    block: int
    index: int
    paragraph: Paragraph

    def place(self, start: int, end: int) -> Place:
        """Return the place of a span of this paragraph."""
        return Place(self.text, self.block, self.index, start, end)


def texts_of(letter: Letter) -> dict[TextKey, Text]:
    """Return every text of a letter in reading order: cover, its footnotes, then for each question its own."""
    found: dict[TextKey, Text] = {TextKey(letter.id, 0, Part.COVER): letter.body}
    for note in letter.footnotes:
        found[TextKey(letter.id, 0, Part.FOOTNOTE, note.label)] = note.blocks
    for question in letter.questions:
        found[TextKey(letter.id, question.number, Part.QUESTION)] = question.question
        if question.answer is not None:
            found[TextKey(letter.id, question.number, Part.ANSWER)] = question.answer
        for note in question.footnotes:
            found[TextKey(letter.id, question.number, Part.FOOTNOTE, note.label)] = note.blocks
    return found


def paths_of(letters: Iterable[Letter]) -> dict[tuple[str, int], str]:
    """Return the file of each question, and of the cover letter as number 0."""
    found: dict[tuple[str, int], str] = {}
    for letter in letters:
        found[letter.id, 0] = letter.position.path
        found |= {(letter.id, question.number): question.position.path for question in letter.questions}
    return found


def walk(key: TextKey, text: Text) -> Iterator[Leaf]:
    """Yield a text's paragraphs in reading order."""
    index = 0
    for number, block in enumerate(text):
        for paragraph in leaves((block,)):
            yield Leaf(key, number, index, paragraph)
            index += 1


def all_leaves(texts: Mapping[TextKey, Text]) -> tuple[Leaf, ...]:
    """Return every paragraph of every text."""
    return tuple(leaf for key, text in texts.items() for leaf in walk(key, text))


def keys_of(letter: LetterHead, questions: Iterable[Question]) -> Iterator[TextKey]:
    """Yield the key of every text of a letter in reading order; an answer's also where there is none."""
    yield TextKey(letter.id, 0, Part.COVER)
    yield from (TextKey(letter.id, 0, Part.FOOTNOTE, note.label) for note in letter.footnotes)
    for question in questions:
        yield TextKey(letter.id, question.number, Part.QUESTION)
        yield TextKey(letter.id, question.number, Part.ANSWER)
        yield from (TextKey(letter.id, question.number, Part.FOOTNOTE, note.label) for note in question.footnotes)
