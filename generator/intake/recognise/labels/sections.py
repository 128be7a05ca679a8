"""Which lines are labels, and the sections they head: questions, answers, and the text around them.

Labels with a word decide, in a letter that has them. In a letter that only numbers its questions (`4.`) the candidates
are weighed against each other, because lists and tables number their lines too.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.intake.recognise.answers import answers_heading, unlabelled, unlabelled_answers
from generator.intake.recognise.answers.question_shape import begins_as_question
from generator.intake.recognise.labels import abbreviated, behind_sign, numbered, patterns
from generator.intake.recognise.labels.patterns import Label, LabelForm, LabelKind
from generator.intake.recognise.metadata import closings
from generator.intake.recognise.recognised_letter import SourceLine

_APPENDIX = re.compile(r"bijlage|annex|appendix", re.IGNORECASE)
"""The word of an appendix, which is after the last answer; before it the word is used in text or in the letterhead."""
_UPPER = re.compile(r"[^\Wa-zß-ÿ_]|[«“„\"'‘(\[€$£§±≈<>…•–—-]")
"""What a text begins with behind its label: anything but a small letter or the sign of a sentence that goes on."""
_SET_HEADING = re.compile(
    r"(?:(?:Nadere\s+|Aanvullende\s+|Schriftelijke\s+)?[Vv]ragen\s+van|Antwoord(?:en)?\s+(?:op|van)|Beantwoording)\b.{0,200}?\b(?:lid|leden)\b|Questions\s+(?:by|from)\b"
)
_NO_SET_HEADING = re.compile(
    r"(?<!\))[.?!]\s*$|\bleden\s+van\s+de\s+(?:\S+\s+){0,2}?\S*fracties?\b(?![^\n]*[:)]\s*$)", re.IGNORECASE
)
"""What no heading above questions whose numbers go on has: the end of a paragraph of an answer, a group in a report."""
_NEAR = 8
"""Lines above a question in which the heading of its set is looked for."""


@dataclass(frozen=True, slots=True)
class Section:
    """A label and the lines that it heads: `start..end` are indexes of lines, and its own line is `start`.

    The text before the first label is a section without label.
    """

    label: Label | None
    start: int
    end: int
    guessed: bool = False
    """Whether the source has no label here, so that the section was told by its place or letter type alone."""
    above: int | None = None
    """The first line of the headings by theme right above the label, if there are any."""

    @property
    def first(self) -> int:
        """The first line of the section, its headings included."""
        return self.start if self.above is None else self.above


def sections(lines: Sequence[SourceLine]) -> tuple[Section, ...]:
    """Return the sections of a letter, which together are all its lines."""
    found = _printed_labels(lines)
    found |= _set_headings(lines, found)
    guessed: dict[int, Label] = {}
    if not _has_questions(found):
        answers = _sure_answers(lines)
        asked = unlabelled.asked_above(lines, answers)
        numbered_questions = _printed_numbers(lines, asked, answers)
        found |= (answers | numbered_questions) if asked else {}
        guessed = {} if numbered_questions else asked or unlabelled.answered_only(lines, _read(lines))
    if all(label.kind is LabelKind.TRAILER for label in (found | guessed).values()):
        guessed = unlabelled.questions(lines)
    found |= answers_heading.find(lines, found | guessed)
    guessed |= answers_heading.unlabelled_answer(lines, found | guessed)
    guessed |= unlabelled_answers.answers(lines, found | guessed)
    found |= guessed
    found |= _closing(lines, found)
    cuts = [*sorted(found), len(lines)]
    cover = [Section(None, 0, cuts[0])] if cuts[0] else []
    headed = (Section(found[at], at, after, at in guessed) for at, after in itertools.pairwise(cuts))
    return (*cover, *headed)


def label_of(line: SourceLine) -> Label | None:
    """Return a line's label, also one that the format keeps apart from the text; None if it has none."""
    block = line.block
    if line.given or block.rows:
        return line.given
    if block.label:
        whole = patterns.read(f"{block.label} {block.text}")
        if whole and whole.form is LabelForm.WORD and whole.end > len(block.label) + 1:  # `1.` of a list, and `Vraag`
            return replace(whole, end=whole.end - len(block.label) - 1)
        label = patterns.read(f"{block.label} ")
        return replace(label, end=0, alone=not block.text.strip()) if label and label.numbers else None
    return patterns.read(block.text)


def _read(lines: Sequence[SourceLine]) -> dict[int, Label]:
    read = {i: label for i, line in enumerate(lines) if (label := label_of(line))}
    return {i: label for i, label in read.items() if not answers_heading.begins(lines, i)}


def _has_questions(labels: Mapping[int, Label]) -> bool:
    return any(label.kind is LabelKind.QUESTION for label in labels.values())


# --- Labels that the source prints -------------------------------------------------------------------------------


def _printed_labels(lines: Sequence[SourceLine]) -> dict[int, Label]:
    """Return the labels of a letter, by line: what reads as one and is one."""
    read = {i: label for i, label in _read(lines).items() if _may_be_label(label, lines[i])}
    read = behind_sign.resolve(lines, read)
    resolved = abbreviated.resolve(lines, read)
    spelled_out = {i for i, label in resolved.items() if label is not read.get(i)}
    known = _with_numbers(_with_parts_that_differ(_without_other_words(resolved)))
    chosen = {i: label for i, label in known.items() if i in spelled_out or _is_sure(label, lines[i])}
    weak = {i: label for i, label in known.items() if i not in chosen}
    if any(label.numbers for label in chosen.values() if label.kind is LabelKind.QUESTION):
        chosen |= numbered.fill_gaps(lines, chosen, weak)
    else:
        chosen |= numbered.best_chain(lines, chosen, weak)
    chosen |= numbered.repeated_for_answers(lines, chosen, _before_text(lines) | weak)
    return _in_place(lines, chosen)


def _before_text(lines: Sequence[SourceLine]) -> dict[int, Label]:
    """Return the numbers before a text on its line (`1 Ja.`), which may be those of answers."""
    return {i: label for i, label in _read(lines).items() if label.form is LabelForm.SPACED and lines[i].gap}


def _sure_answers(lines: Sequence[SourceLine]) -> dict[int, Label]:
    """Return the labels of answers that are sure, in a letter in which no question has one."""
    read = {i: label for i, label in _read(lines).items() if label.kind is LabelKind.ANSWER}
    return {i: replace(label, part="", word="") for i, label in read.items() if _is_sure(label, lines[i])}


def _printed_numbers(
    lines: Sequence[SourceLine], asked: Mapping[int, Label], answers: Mapping[int, Label]
) -> dict[int, Label]:
    """Return the numbers before questions that only their answers showed to be some; nothing unless each has one.

    They count on, and are those of the answers if these have numbers.
    """
    read = {i: label for i in asked if (label := label_of(lines[i])) and label.kind is LabelKind.QUESTION}
    numbers = [label.numbers for label in read.values()]
    own = [label.numbers for label in answers.values()]
    if not numbers or len(read) < len(asked) or not all(len(one) == 1 for one in numbers):
        return {}
    counts = all(before[0] < after[0] for before, after in itertools.pairwise(numbers))
    return read if counts and (numbers == own or not any(own)) else {}


def _may_be_label(label: Label, line: SourceLine) -> bool:
    """Whether a number before a space can be that of a question: footnotes and figures begin so too."""
    return label.form is not LabelForm.SPACED or begins_as_question(line.text[label.end :])


def _in_place(lines: Sequence[SourceLine], chosen: Mapping[int, Label]) -> dict[int, Label]:
    """Return the labels from the first question on, without appendices before the last answer.

    A letter without questions has no answers either: the words were used in its text.
    """
    if not _has_questions(chosen):
        return {i: label for i, label in chosen.items() if label.kind is LabelKind.TRAILER and i > 0}
    first = min(i for i, label in chosen.items() if label.kind is LabelKind.QUESTION)
    last = max(i for i, label in chosen.items() if label.kind is not LabelKind.TRAILER)

    def is_misplaced(i: int, label: Label) -> bool:
        return bool(_APPENDIX.match(label.word)) and (i < last or not (lines[i].gap or lines[i].page_top))

    return {i: label for i, label in chosen.items() if i >= first and not is_misplaced(i, label)}


def _without_other_words(read: dict[int, Label]) -> dict[int, Label]:
    """Return labels without answers under another word (`Reactie`), if the letter calls some answers so."""
    named = any(label.kind is LabelKind.ANSWER and not label.word for label in read.values())
    return {i: label for i, label in read.items() if not (named and label.kind is LabelKind.ANSWER and label.word)}


def _with_parts_that_differ(read: dict[int, Label]) -> dict[int, Label]:
    """Return labels with who answers (`Antwoord van de staatssecretaris:`) only if several do so in the letter."""
    unnumbered = {i: label for i, label in read.items() if label.kind is LabelKind.ANSWER and not label.numbers}
    if len({label.part for label in unnumbered.values()}) > 1:
        return read
    return read | {i: replace(label, part="") for i, label in unnumbered.items()}


def _with_numbers(read: dict[int, Label]) -> dict[int, Label]:
    """Return labels with the questions under a bare `Vraag` numbered by their order.

    If other questions have numbers, the bare ones are left out, unless they are more: `Vragen nr. 61` heads all questions.
    """
    questions = {i: label for i, label in read.items() if label.kind is LabelKind.QUESTION}
    bare = [i for i, label in questions.items() if not label.numbers]
    worded = [i for i, label in questions.items() if label.numbers and label.form is LabelForm.WORD]
    if worded and max(worded) < min(bare, default=0) and len(bare) > len(worded):
        read = {i: label for i, label in read.items() if i not in worded}
    elif worded:
        return {i: label for i, label in read.items() if i not in bare}
    return read | {i: replace(read[i], numbers=(number,)) for number, i in enumerate(bare, 1)}


def _is_sure(label: Label, line: SourceLine) -> bool:
    """Whether a label with a word is set off from what follows it: alone on its line, by a sign, or by letter type."""
    if label.form is not LabelForm.WORD:
        return False
    if line.given or label.alone or label.kind is LabelKind.TRAILER or (line.block.label and not label.end):
        return True
    text, rest = line.text[: label.end], line.text[label.end :]
    if not _UPPER.match(rest):
        return False
    if re.search(r"[:.);–—\]*_-]\s*$", text) or "\n" in text:
        return True
    return _is_only_label_emphatic(line, len(text.rstrip()))


def _is_only_label_emphatic(line: SourceLine, length: int) -> bool:
    """Whether the first `length` characters are set in bold or italic, and what follows is not."""
    first = line.block.runs[0]
    rest = [run for run in line.block.runs[1:] if run.text.strip()]
    return (
        (first.bold or first.italic)
        and len(first.text.strip()) <= length + 1
        and any(not (r.bold or r.italic) for r in rest)
    )


# --- Text between and after the sections -------------------------------------------------------------------------


def _set_headings(lines: Sequence[SourceLine], found: Mapping[int, Label]) -> dict[int, Label]:
    """Return the heading above each later set of questions as a trailer, since it belongs to no answer."""
    extra: dict[int, Label] = {}
    for at in sorted(found)[1:]:
        if found[at].kind is not LabelKind.QUESTION:
            continue
        above = range(at - 1, max(at - 1 - _NEAR, 0), -1)
        near = itertools.takewhile(lambda i: i not in found, above)
        heading = next(
            (i for i in near if (lines[i].gap or lines[i].page_top) and _SET_HEADING.match(lines[i].text)), None
        )
        is_first = found[at].numbers[:1] == (1,)
        if heading is not None and (is_first or not _NO_SET_HEADING.search(lines[heading].text)):
            extra[heading] = _trailer()
    return extra


def _closing(lines: Sequence[SourceLine], found: Mapping[int, Label]) -> dict[int, Label]:
    """Return the close of a letter after its last answer, as a trailer, so that it is no part of that answer."""
    if not _has_questions(found):
        return {}
    last = max(i for i, label in found.items() if label.kind is not LabelKind.TRAILER)
    end = next((i for i in range(last + 1, len(lines)) if i in found), len(lines))
    at = closings.find(lines, last + 1, end, last + found[last].alone)
    return {} if at is None else {at: _trailer()}


def _trailer() -> Label:
    """Return the label of a trailer that has none in the source."""
    return Label(LabelKind.TRAILER, LabelForm.WORD, (), 0, alone=False)
