"""What was changed in each question of a letter, and when, by the versions that its imports kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.core.file_texts import text_of
from generator.core.model import Letter
from generator.core.values import Value
from generator.core.versions import FileText, FootnoteText, Version
from generator.core.word_difference import differs
from generator.graph.site import Change, ChangedFootnote, ChangedText, Part, QuestionKey, TextKey

Anchors = Callable[[TextKey, tuple[str, ...]], tuple[str, ...]]
"""Returns the anchors under which the blocks of an earlier text were published."""


class _Shown(Value, frozen=True):
    """What the page of a question shows of the official text."""

    question: tuple[str, ...]
    answer: tuple[str, ...]
    footnotes: tuple[FootnoteText, ...]
    holder: int
    """The question whose file has the answer."""


def changes_of(letter: Letter, anchors: Anchors) -> dict[QuestionKey, tuple[Change, ...]]:
    """Return by question, and with number 0 for the cover letter, what was changed in it, the last change first.

    A question that did not change is not in it; neither is one of which no version has a text.
    """
    if not letter.versions:
        return {}
    now = _by_number((text_of(letter), *map(text_of, letter.questions)))
    versions = [(version, _by_number(version.texts)) for version in reversed(letter.versions)]
    found: dict[QuestionKey, tuple[Change, ...]] = {}
    for number in (0, *(question.number for question in letter.questions)):
        changes = tuple(_changes(letter.id, number, now, versions, anchors))
        if changes:
            found[QuestionKey(letter.id, number)] = changes
    return found


def _by_number(texts: Iterable[FileText]) -> dict[int, FileText]:
    """Return texts by every number that their question was asked under."""
    found: dict[int, FileText] = {}
    for text in texts:
        for number in (text.number, *text.joint):
            found.setdefault(number, text)
    return found


def _changes(
    letter: str,
    number: int,
    now: Mapping[int, FileText],
    versions: Iterable[tuple[Version, Mapping[int, FileText]]],
    anchors: Anchors,
) -> Iterator[Change]:
    after = _shown(now, number)
    keys: tuple[TextKey, ...] = (TextKey(letter, 0, Part.COVER),)
    if number and after:
        keys = TextKey(letter, number, Part.QUESTION), TextKey(letter, after.holder, Part.ANSWER)
    for version, texts in versions:
        before = _shown(texts, number)
        if before is None or after is None:
            continue
        pairs = (before.question, after.question), (before.answer, after.answer)
        footnotes = tuple(_footnotes(before.footnotes, after.footnotes))
        if footnotes or any(differs(*pair) for pair in pairs):
            changed = (ChangedText(key, *pair, anchors(key, pair[0])) for key, pair in zip(keys, pairs, strict=False))
            yield _change(version, tuple(changed), footnotes)
        after = before


def _change(version: Version, texts: tuple[ChangedText, ...], footnotes: tuple[ChangedFootnote, ...]) -> Change:
    return Change(
        until=version.until,
        path=version.position.path,
        sha256=version.sha256,
        texts=texts,
        footnotes=footnotes,
        date=version.date,
        source_file=version.source_file,
        source_sha256=version.source_sha256,
    )


def _footnotes(before: Iterable[FootnoteText], after: Iterable[FootnoteText]) -> Iterator[ChangedFootnote]:
    """Yield the footnotes that differ, by label: those that are there now in their order, then those that are gone."""
    old, new = ({note.label: note for note in notes} for notes in (before, after))
    for label in dict.fromkeys((*new, *old)):
        one, other = old.get(label), new.get(label)
        texts = (one.text if one else ()), (other.text if other else ())
        if differs(*texts):
            number = (other or one or FootnoteText(label, label, ())).number
            yield ChangedFootnote(number, *texts)


def _shown(texts: Mapping[int, FileText], number: int) -> _Shown | None:
    """Return what is shown of a question; None where there is no such question."""
    own = holder = texts.get(number)
    if own is None:
        return None
    seen: set[int] = set()
    while holder is not None and not holder.answer and holder.answered_in and holder.number not in seen:
        seen.add(holder.number)
        holder = texts.get(holder.answered_in)
    answer = holder if holder is not None and holder.answer else own
    return _Shown(own.question, answer.answer, own.footnotes, answer.number)
