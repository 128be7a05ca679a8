"""The text of a note while it is written: how it will look, and what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from markupsafe import Markup

from generator.content.parse_file import parse_file
from generator.core.diagnostics import Diagnostic, Position
from generator.core.model import Mark, MarkKind, Note, Paragraph, leaves
from generator.graph.content_index import ContentIndex, files_outside_letters
from generator.graph.site import QuestionKey, SiteGraph, Target, TargetKind
from generator.graph.targets import resolve
from generator.pages.markup.blocks import Shape, breaks, elements, styles
from generator.pages.markup.nesting import Span, nest


def note_of(path: str, text: str) -> Note:
    """Return the note in a file."""
    item = parse_file("note", path, text.encode()).item
    if not isinstance(item, Note):
        raise TypeError(path)  # `parse_file` gives a note for each file of notes
    return item


def problems_of(index: ContentIndex, path: str, letter: str, text: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the file of a note; links that lead nowhere are among it."""
    note = note_of(path, text)
    marks = (mark for leaf in leaves(note.blocks) for mark in leaf.marks if mark.kind is MarkKind.LINK)
    led = (resolve(mark.value, letter, index, Position(path, mark.line, mark.column)) for mark in marks)
    nowhere = (one for one in led if isinstance(one, Diagnostic))
    return (*parse_file("note", path, text.encode()).problems, *nowhere)


def html_of(index: ContentIndex, path: str, letter: str, text: str) -> Markup:
    """Return the HTML of the file of a note, as its page will have it but for where links within the site lead."""

    def write(_: int, leaf: Paragraph) -> Markup:
        links = (span for mark in leaf.marks if mark.kind is MarkKind.LINK for span in _link(index, letter, mark))
        return nest(leaf.text, (*links, *styles(leaf.marks)), breaks(leaf.marks))

    return Markup("\n").join(elements(note_of(path, text).blocks, write, Shape(4, top=2)))


def _link(index: ContentIndex, letter: str, mark: Mark) -> Iterator[Span]:
    """Yield the span of a link that leads somewhere."""
    if not isinstance(resolve(mark.value, letter, index, Position("")), Diagnostic):
        yield Span(mark.start, mark.end, "u")


def index_of(graph: SiteGraph) -> ContentIndex:
    """Return what links can lead to, from a site that was linked."""
    content = graph.content
    numbers: dict[str, list[int]] = defaultdict(list)
    files = files_outside_letters(content.actors, content.topics, content.pages)
    for key, question in graph.questions.items():
        numbers[key.letter].append(key.number)
        whole = QuestionKey(key.letter, question.number)
        files[question.position.path] = Target(TargetKind.QUESTION, questions=(whole,))
    notes = {}
    for letter in graph.letters.values():
        files[letter.position.path] = Target(TargetKind.LETTER, letter.id)
        for note in letter.notes:
            notes[f"{letter.id}/{note.id}"] = note.position.path
            files[note.position.path] = Target(TargetKind.NOTE, f"{letter.id}/{note.id}")
    return ContentIndex(
        numbers={letter: tuple(sorted(numbers[letter])) for letter in graph.letters},
        holders={key: question.number for key, question in graph.questions.items()},
        questions=graph.questions,
        letters=graph.letters,
        paragraphs=graph.paragraphs,
        actors={actor.id: actor.type for actor in content.actors},
        topics={topic.id: topic.name for topic in content.topics},
        pages={page.slug: page.title for page in content.pages},
        notes=notes,
        files=files,
        own=graph.own,
    )
