"""Which lines are labels, and what each heads: questions, answers, and the text around them.

Labels with a word decide where a letter has them. Where it numbers its questions only (`4.`), the candidates are weighed
over the whole letter, because lists and tables number their lines too.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.intake.recognise.answers import unlabelled, unlabelled_answers
from generator.intake.recognise.answers.question_shape import begins_as_question
from generator.intake.recognise.labels import abbreviated, numbered, patterns
from generator.intake.recognise.labels.patterns import Label, LabelForm, LabelKind
from generator.intake.recognise.recognised_letter import SourceLine

_APPENDIX = re.compile(r"bijlage|annex|appendix", re.IGNORECASE)
"""Appendices stand behind the last answer; before it the word is used in its text, or as a field of the letterhead."""
_UPPER = re.compile(r"[A-ZÀ-Ý«“\"'‘(\[0-9]")


@dataclass(frozen=True, slots=True)
class Section:
    """A label and the lines it heads: `start..end` are indexes of lines, the label's own line is `start`.

    The text before the first label has no label.
    """

    label: Label | None
    start: int
    end: int
    guessed: bool = False
    """Whether the source has no label here: the section was told by its place or its letter type alone."""
    above: int | None = None
    """Where the headings by theme begin that stand right above the label, if there are any."""

    @property
    def first(self) -> int:
        """The first line of the section, its headings included."""
        return self.start if self.above is None else self.above


def sections(lines: Sequence[SourceLine]) -> tuple[Section, ...]:
    """Part a letter into its sections."""
    found = _choose(lines)
    found |= _set_headings(lines, found)
    guessed: frozenset[int] = frozenset()
    if not any(label.kind is LabelKind.QUESTION for label in found.values()):
        extra = unlabelled.answered_only(lines, {i: label for i in range(len(lines)) if (label := label_of(lines[i]))})
        guessed = frozenset(extra)
        found |= extra
    if not found or all(label.kind is LabelKind.TRAILER for label in found.values()):
        extra = unlabelled.questions(lines)
        guessed = frozenset(extra)
        found |= extra
    extra = unlabelled_answers.answers(lines, found)
    guessed |= frozenset(extra)
    found |= extra
    found |= _closing(lines, found)
    cuts = [*sorted(found), len(lines)]
    first = cuts[0]
    parts = [Section(None, 0, first)] if first else []
    parts.extend(Section(found[at], at, after, at in guessed) for at, after in itertools.pairwise(cuts))
    return tuple(parts)


CLOSING = re.compile(
    r"(?:Hoogachtend|Met\s+(?:vriendelijke\s+|de\s+meeste\s+)?(?:groet(?:en)?|hoogachting)|Yours\s+(?:sincerely|faithfully))\b[^.?!]{0,40}$"
)
"""How a letter closes."""


def _closing(lines: Sequence[SourceLine], found: dict[int, Label]) -> dict[int, Label]:
    """Find the close of a letter that has its questions within it: what follows the last answer is no part of that."""
    if not any(label.kind is LabelKind.QUESTION for label in found.values()):
        return {}
    last = max(i for i, label in found.items() if label.kind is not LabelKind.TRAILER)
    end = next((i for i in range(last + 1, len(lines)) if i in found), len(lines))
    at = next((i for i in range(last + 1, end) if CLOSING.match(lines[i].text)), None)
    return {} if at is None else {at: Label(LabelKind.TRAILER, LabelForm.WORD, (), 0, alone=False)}


def _choose(lines: Sequence[SourceLine]) -> dict[int, Label]:
    first_read = {i: label for i, line in enumerate(lines) if (label := label_of(line)) and _may_ask(label, line)}
    weighed = abbreviated.weighed(lines, first_read)
    read = _numbered(_said(_called(weighed)))
    short = {i for i, label in weighed.items() if label is not first_read.get(i)}
    chosen = {i: label for i, label in read.items() if i in short or _strong(label, lines[i])}
    asked = {n for label in chosen.values() if label.kind is LabelKind.QUESTION for n in label.numbers}
    weak = {i: label for i, label in read.items() if i not in chosen}
    if asked:
        chosen |= numbered.gaps(lines, chosen, weak, asked)
    else:
        chosen |= numbered.chain(lines, chosen, weak)
    chosen |= numbered.echoes(lines, chosen, weak)
    if not any(label.kind is LabelKind.QUESTION for label in chosen.values()):
        # A letter without questions has no answers either: the words were used in its text.
        return {i: label for i, label in chosen.items() if label.kind is LabelKind.TRAILER and i > 0}
    first = min(i for i, label in chosen.items() if label.kind is LabelKind.QUESTION)
    last = max(i for i, label in chosen.items() if label.kind is not LabelKind.TRAILER)
    return {
        i: label
        for i, label in chosen.items()
        if i >= first and not (_APPENDIX.match(label.word) and (i < last or not (lines[i].gap or lines[i].page_top)))
    }


def _may_ask(label: Label, line: SourceLine) -> bool:
    """Whether a number with nothing but a space behind it can be a question's: footnotes and figures begin so too."""
    return label.form is not LabelForm.SPACED or begins_as_question(line.text[label.end :])


_SET_HEADING = re.compile(
    r"(?:(?:Nadere\s+|Aanvullende\s+|Schriftelijke\s+)?[Vv]ragen\s+van|Antwoord(?:en)?\s+(?:op|van)|Beantwoording)\b.{0,200}?\b(?:lid|leden)\b|Questions\s+(?:by|from)\b"
)
_NEAR = 8


def _set_headings(lines: Sequence[SourceLine], found: dict[int, Label]) -> dict[int, Label]:
    """Find the heading over each later set of questions, which belongs to no answer: `Vragen van het lid … over …`."""
    extra: dict[int, Label] = {}
    for at in sorted(found)[1:]:
        if found[at].kind is not LabelKind.QUESTION:
            continue
        above = range(at - 1, max(at - 1 - _NEAR, 0), -1)
        near = itertools.takewhile(lambda i: i not in found, above)
        heading = next(
            (i for i in near if (lines[i].gap or lines[i].page_top) and _SET_HEADING.match(lines[i].text)), None
        )
        begins = found[at].numbers[:1] == (1,)
        if heading is not None and (begins or lines[heading].text.rstrip().endswith((")", ":"))):
            extra[heading] = Label(LabelKind.TRAILER, LabelForm.WORD, (), 0, alone=False)
    return extra


def _called(read: dict[int, Label]) -> dict[int, Label]:
    """Leave out answers under another word (`Reactie`) where the letter has answers under their own."""
    plain = any(label.kind is LabelKind.ANSWER and not label.word for label in read.values())
    return {i: label for i, label in read.items() if not (plain and label.kind is LabelKind.ANSWER and label.word)}


def _said(read: dict[int, Label]) -> dict[int, Label]:
    """Keep who answers legible in a letter where several do: `Antwoord van de staatssecretaris:`."""
    answers = {i: label for i, label in read.items() if label.kind is LabelKind.ANSWER}
    who = {label.part for label in answers.values() if not label.numbers}
    return read if len(who) > 1 else read | {i: replace(answers[i], part="") for i in answers if not answers[i].numbers}


def _numbered(read: dict[int, Label]) -> dict[int, Label]:
    """Number the questions under a bare `Vraag` by their order, where no question has a number."""
    bare = [i for i, label in read.items() if label.kind is LabelKind.QUESTION and not label.numbers]
    if not bare or any(
        label.kind is LabelKind.QUESTION and label.form is LabelForm.WORD and label.numbers for label in read.values()
    ):
        return {i: label for i, label in read.items() if i not in bare}
    return read | {i: replace(read[i], numbers=(number,)) for number, i in enumerate(bare, 1)}


def label_of(line: SourceLine) -> Label | None:
    """Read a line's label, also where the format keeps it apart from the text."""
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


def _strong(label: Label, line: SourceLine) -> bool:
    """Whether a label speaks for itself: its word and nothing else on the line, or set off from what follows."""
    if label.form is not LabelForm.WORD:
        return False
    if line.given or label.alone or label.kind is LabelKind.TRAILER or (line.block.label and not label.end):
        return True
    printed, rest = line.text[: label.end], line.text[label.end :]
    if not _UPPER.match(rest):
        return False
    if re.search(r"[:.);–—\]*_-]\s*$", printed) or "\n" in printed:
        return True
    return _label_is_bold(line, len(printed.rstrip()))


def _label_is_bold(line: SourceLine, length: int) -> bool:
    """Whether the label is set in bold or italic and what follows is not."""
    first = line.block.runs[0]
    rest = [run for run in line.block.runs[1:] if run.text.strip()]
    return (
        (first.bold or first.italic)
        and len(first.text.strip()) <= length + 1
        and any(not (r.bold or r.italic) for r in rest)
    )
