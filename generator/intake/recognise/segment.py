"""Which lines are labels, and what each heads: questions, answers, and the text around them.

Labels with a word decide where a letter has them. Where it numbers its questions only (`4.`), the candidates are weighed
over the whole letter, because lists and tables number their lines too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.intake.recognise import labels
from generator.intake.recognise.labels import Form, Head, Label
from generator.intake.recognise.letter import Line

_QUESTION_WORDS = re.compile(
    r"[«“\"'‘]?(?:Bent|Kunt|Kan|Deelt|Heeft|Hebt|Is|Zijn|Wat|Waarom|Hoe|Hoeveel|Welke?|Wanneer|Wie|Waar\w*|Klopt|Herkent|Erkent|"
    r"Vindt|Gaat|Wilt|Bestaa[nt]|Kent|Acht|Ziet|Zo|Onderschrijft|Wordt|Worden|In hoeverre|Op welke|Door|Voor|Are|Is|Do|Does|Can|Could|Will|What|Why|How|When|"
    r"Which|Have)\b"
)
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


def sections(lines: Sequence[Line]) -> tuple[Section, ...]:
    """Part a letter into its sections."""
    found = _choose(lines)
    guessed: frozenset[int] = frozenset()
    if not found or all(label.head is Head.TRAILER for label in found.values()):
        extra = _unlabelled(lines)
        guessed = frozenset(extra)
        found |= extra
    extra = _unlabelled_answers(lines, found)
    guessed |= frozenset(extra)
    found |= extra
    cuts = [*sorted(found), len(lines)]
    first = cuts[0]
    parts = [Section(None, 0, first)] if first else []
    parts.extend(Section(found[at], at, after, at in guessed) for at, after in zip(cuts, cuts[1:], strict=False))
    return tuple(parts)


def _choose(lines: Sequence[Line]) -> dict[int, Label]:
    read = {i: label for i, line in enumerate(lines) if (label := label_of(line)) is not None}
    chosen = {i: label for i, label in read.items() if _strong(label, lines[i])}
    asked = {n for label in chosen.values() if label.head is Head.QUESTION for n in label.numbers}
    weak = {i: label for i, label in read.items() if i not in chosen}
    if asked:
        chosen |= _gaps(lines, chosen, weak, asked)
    else:
        chosen |= _chain(lines, chosen, weak)
    chosen |= _echoes(lines, chosen, weak)
    if not any(label.head is Head.QUESTION for label in chosen.values()):
        # A letter without questions has no answers either: the words were used in its text.
        return {i: label for i, label in chosen.items() if label.head is Head.TRAILER and i > 0}
    first = min(i for i, label in chosen.items() if label.head is Head.QUESTION)
    return {i: label for i, label in chosen.items() if i >= first}


def label_of(line: Line) -> Label | None:
    """Read a line's label, also where the format keeps it apart from the text."""
    block = line.block
    if block.rows:
        return None
    if block.label:
        label = labels.read(f"{block.label} ")
        return (
            Label(label.head, label.form, label.numbers, 0, not block.text.strip()) if label and label.numbers else None
        )
    return labels.read(block.text)


def _strong(label: Label, line: Line) -> bool:
    """Whether a label speaks for itself: its word and nothing else on the line, or set off from what follows."""
    if label.form is not Form.WORD or line.block.label:
        return False
    if label.alone or label.head is Head.TRAILER:
        return True
    printed, rest = line.text[: label.end], line.text[label.end :]
    if not _UPPER.match(rest):
        return False
    if re.search(r"[:.)]\s*$", printed) or "\n" in printed:
        return True
    if label.head is Head.ANSWER and not label.numbers:
        return True
    return _label_is_bold(line, len(printed.rstrip()))


def _label_is_bold(line: Line, length: int) -> bool:
    """Whether the label is set in bold or italic and what follows is not."""
    first = line.block.runs[0]
    rest = [run for run in line.block.runs[1:] if run.text.strip()]
    return (
        (first.bold or first.italic)
        and len(first.text.strip()) <= length + 1
        and any(not (r.bold or r.italic) for r in rest)
    )


# --- No labels at all --------------------------------------------------------------------------------------------

_HEADER = re.compile(r"(?:\w+\s+)?(?:[Vv]ragen|[Qq]uestions)\s+(?:van|by|from|aan)\b")
_ANSWERED = re.compile(r"\b(?:[Aa]ntwoord(?:en)?|[Bb]eantwoording)\b")
_FEWEST = 2


def _unlabelled(lines: Sequence[Line]) -> dict[int, Label]:
    """Tell questions without labels by their order: paragraphs that ask, after the line that says who asks.

    Only for questions that stand alone, or that the source sets in bold or italic between plain answers.
    """
    start = next((i for i, line in enumerate(lines) if _HEADER.match(line.text)), -1) + 1
    while 0 < start < len(lines) and not lines[start].gap:
        start += 1
    asking = [
        i for i in range(start, len(lines)) if lines[i].gap and "?" in _paragraph(lines, i) and not lines[i].block.rows
    ]
    emphatic = [
        i for i in asking if _emphatic(lines[i]) and (i == 0 or not _emphatic(lines[i - 1]) or "?" in lines[i - 1].text)
    ]
    if len(emphatic) >= _FEWEST and any(not _emphatic(lines[i]) for i in range(emphatic[0], len(lines))):
        asking = emphatic
    elif start == 0 or len(asking) < _FEWEST or any(_ANSWERED.match(line.text) for line in lines):
        return {}
    return {index: Label(Head.QUESTION, Form.BARE, (number,), 0, alone=False) for number, index in enumerate(asking, 1)}


def _paragraph(lines: Sequence[Line], index: int) -> str:
    text = lines[index].text
    while index + 1 < len(lines) and not lines[index + 1].gap:
        index += 1
        text += f" {lines[index].text}"
    return text


def _unlabelled_answers(lines: Sequence[Line], found: dict[int, Label]) -> dict[int, Label]:
    """Find answers that no label heads: plain text right after a question in bold or italic; or, where the letter's
    head says that it answers and no answer has a label, the paragraphs after those that ask."""
    places = sorted(found)
    answered = any(found[i].head is Head.ANSWER for i in places)
    extra: dict[int, Label] = {}
    for at, after in zip(places, [*places[1:], len(lines)], strict=False):
        label = found[at]
        if label.head is not Head.QUESTION:
            continue
        if after in found and found[after].head is Head.ANSWER:
            continue
        first = at if lines[at].text[label.end :].strip() else at + 1
        turn = next(
            (
                i
                for i in range(first + 1, after)
                if _emphatic(lines[first]) and not _emphatic(lines[i]) and lines[i].text.strip()
            ),
            None,
        )
        if turn is not None and not (answered and _covered_elsewhere(found, label)):
            extra[turn] = Label(Head.ANSWER, Form.BARE, label.numbers, 0, alone=False)
    if not extra and not answered and places and any(_ANSWERED.match(line.text) for line in lines[: places[0]]):
        extra = _after_the_asking(lines, found, places)
    return extra


def _covered_elsewhere(found: dict[int, Label], label: Label) -> bool:
    return any(set(label.numbers) & set(other.numbers) for other in found.values() if other.head is Head.ANSWER)


def _after_the_asking(lines: Sequence[Line], found: dict[int, Label], places: list[int]) -> dict[int, Label]:
    extra: dict[int, Label] = {}
    for at, after in zip(places, [*places[1:], len(lines)], strict=False):
        label = found[at]
        if label.head is not Head.QUESTION:
            continue
        starts = [i for i in range(at + 1, after) if lines[i].gap and lines[i].text[:1].isalnum()]
        turn = next((i for i in starts if not _paragraph(lines, i).rstrip(" \"'”’»)]").endswith("?")), None)
        asked = " ".join(line.text for line in lines[at:turn])
        if turn is not None and "?" in asked[-80:]:
            extra[turn] = Label(Head.ANSWER, Form.BARE, label.numbers, 0, alone=False)
    return extra if len(extra) >= _FEWEST else {}


# --- Labels of a number only -------------------------------------------------------------------------------------


def _gaps(lines: Sequence[Line], chosen: dict[int, Label], weak: dict[int, Label], asked: set[int]) -> dict[int, Label]:
    """Find labels for the numbers that the strong ones skip: in the place where they would stand."""
    found: dict[int, Label] = {}
    for index, label in weak.items():
        if label.form is Form.WORD and label.head is Head.ANSWER:
            before = _numbers_before(chosen, index)
            if label.numbers and set(label.numbers) <= before and _UPPER.match(lines[index].text[label.end :]):
                found[index] = label
            continue
        if label.head is not Head.QUESTION or not label.numbers or set(label.numbers) & asked:
            continue
        place = sorted(i for i in chosen if chosen[i].head is Head.QUESTION)
        low = max((n for i in place if i < index for n in chosen[i].numbers), default=0)
        high = min((n for i in place if i > index for n in chosen[i].numbers), default=10**6)
        looks = label.form is Form.WORD or _asks(lines, index, label, set(chosen))
        if (
            low + 1 == label.numbers[0]
            and label.numbers[-1] < high
            and looks
            and _UPPER.match(lines[index].text[label.end :] or "A")
        ):
            found[index] = label
            asked.update(label.numbers)
    return found


def _numbers_before(chosen: dict[int, Label], index: int) -> set[int]:
    return {n for i, label in chosen.items() if i < index and label.head is Head.QUESTION for n in label.numbers}


def _chain(lines: Sequence[Line], chosen: dict[int, Label], weak: dict[int, Label]) -> dict[int, Label]:
    """Choose among number labels the chain that counts best; each form is tried by itself."""
    best: tuple[float, dict[int, Label]] = (1.0, {})
    for form in (Form.WORD, Form.POINT, Form.BARE):
        candidates = [
            (i, label)
            for i, label in weak.items()
            if label.head is Head.QUESTION and label.form is form and label.numbers
        ]
        score, taken = _heaviest(lines, candidates, chosen, weak)
        if score > best[0]:
            best = (score, taken)
    answers = {
        i: label
        for i, label in weak.items()
        if best[1] and label.head is Head.ANSWER and label.numbers and set(label.numbers) <= _numbers_before(best[1], i)
    }
    return best[1] | answers


def _echoes(lines: Sequence[Line], chosen: dict[int, Label], weak: dict[int, Label]) -> dict[int, Label]:
    """Find answers that are headed by the numbers of their questions again: `1 en 2` after questions 1 and 2, or a
    whole list of answers after the last question."""
    found: dict[int, Label] = {}
    spare = [(i, weak[i]) for i in sorted(weak) if i not in chosen and weak[i].head is Head.QUESTION and weak[i].numbers]
    for index, label in spare:
        pending = _pending(chosen | found, index)
        if len(label.numbers) > 1 and label.form is Form.BARE and label.numbers == tuple(pending):
            found[index] = Label(Head.ANSWER, label.form, label.numbers, label.end, label.alone)
    asked = [i for i, label in chosen.items() if label.head is Head.QUESTION]
    after = [(i, label) for i, label in spare if asked and i > max(asked) and i not in found]
    if after:
        pending = _pending(chosen | found, after[0][0])
        listed = [n for _, label in after for n in label.numbers]
        if len(pending) > 1 and listed[: len(pending)] == pending and not any(_asks(lines, i, b, {j for j, _ in after}) for i, b in after):
            for index, label in after[: len(pending)]:
                found[index] = Label(Head.ANSWER, label.form, label.numbers, label.end, label.alone)
    return found


def _pending(chosen: dict[int, Label], index: int) -> list[int]:
    """Give the numbers asked before a line and answered by none of the labels before it, in order."""
    asked: dict[int, None] = {}
    for i in sorted(chosen):
        label = chosen[i]
        if i >= index:
            break
        for number in label.numbers:
            if label.head is Head.QUESTION:
                asked.setdefault(number)
            else:
                asked.pop(number, None)
        following = min((j for j in chosen if j > i), default=index)
        if label.head is Head.ANSWER and not label.numbers and min(following, index) > i + 1:
            asked.clear()
    return list(asked)


def _heaviest(
    lines: Sequence[Line], candidates: list[tuple[int, Label]], chosen: dict[int, Label], weak: dict[int, Label]
) -> tuple[float, dict[int, Label]]:
    heads = {*chosen, *(i for i, label in weak.items() if label.head is Head.ANSWER)}
    others = {i for i, _ in candidates} | heads
    best: list[tuple[float, int | None]] = []
    for at, (index, label) in enumerate(candidates):
        gain = 1.0 + 2.0 * _asks(lines, index, label, others) + 0.5 * _emphatic(lines[index]) + 0.5 * lines[index].gap
        gain -= 3.0 * (index - 1 in chosen and chosen[index - 1].head is Head.ANSWER)
        top, link = gain - 1.5 * (label.numbers[0] - 1), None
        for before in range(at):
            low = candidates[before][1].numbers[-1]
            step = label.numbers[0] - low
            loss = 0.0 if step == 1 else 1.5 * step if step > 1 else 5.0
            if best[before][0] + gain - loss > top:
                top, link = best[before][0] + gain - loss, before
        best.append((top, link))
    if not best:
        return 0.0, {}
    end: int | None = max(range(len(best)), key=lambda i: best[i][0])
    score = best[end or 0][0]
    taken: dict[int, Label] = {}
    while end is not None:
        taken[candidates[end][0]] = candidates[end][1]
        end = best[end][1]
    asking = sum(_asks(lines, i, label, others) for i, label in taken.items())
    return (score, taken) if asking * 2 >= len(taken) else (0.0, {})


def _asks(lines: Sequence[Line], index: int, label: Label, others: set[int]) -> bool:
    """Whether the text after a label, up to the next, reads as a question."""
    text = lines[index].text[label.end :]
    after = index + 1
    while after < len(lines) and after not in others and len(text) < 2000:
        text += f" {lines[after].text}"
        after += 1
    return "?" in text or bool(_QUESTION_WORDS.match(text))


def _emphatic(line: Line) -> bool:
    runs = [run for run in line.block.runs if run.text.strip()]
    return bool(runs) and all(run.bold or run.italic for run in runs)
