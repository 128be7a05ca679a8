"""The official text of a letter's file as plain strings, by which versions are kept and compared."""

from __future__ import annotations

from generator.core.model import Footnote, LetterHead, Question, Text, leaves
from generator.core.versions import FileText, FootnoteText


def text_of(item: LetterHead | Question) -> FileText:
    """Return the official text of a letter's own file, or of a question's."""
    notes = tuple(map(_footnote, item.footnotes))
    if isinstance(item, Question):
        asked, answer = blocks(item.question), blocks(item.answer or ())
        return FileText(item.number, asked, answer, item.answered_in, item.joint, notes)
    return FileText(0, blocks(item.body), footnotes=notes)


def blocks(text: Text) -> tuple[str, ...]:
    """Return a string for each block of a text: its paragraphs, a line for each."""
    return tuple("\n".join(leaf.text for leaf in leaves((block,))).strip() for block in text)


def _footnote(note: Footnote) -> FootnoteText:
    return FootnoteText(note.label, note.number, blocks(note.blocks))
