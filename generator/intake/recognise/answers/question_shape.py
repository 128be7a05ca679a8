"""How a question looks when no label names it: its words, its question mark, its letter type."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from generator.intake.recognise.labels.patterns import Label
from generator.intake.recognise.recognised_letter import SourceLine
from generator.intake.source_document import Run

_QUESTION_WORDS = re.compile(
    r"[«“\"'‘]?(?:Bent|Kunt|Kan|Deelt|Heeft|Hebt|Is|Zijn|Wat|Waarom|Hoe|Hoeveel|Welke?|Wanneer|Wie|Waar\w*|Klopt|Herkent|Erkent|"
    r"Vindt|Gaat|Wilt|Bestaa[nt]|Kent|Acht|Ziet|Zo|Onderschrijft|Wordt|Worden|In hoeverre|Op welke|Door|Voor|Are|Is|Do|Does|Can|Could|Will|What|Why|How|When|"
    r"Which|Have)\b"
)
_LONG_ENOUGH = 2000
"""Characters after a label in which a question mark is looked for."""
_AFTER_SENTENCE = " \"'”’»)]0123456789"
"""What may come after the sign that ends a sentence: quotation marks, brackets, a footnote mark."""


def asks(lines: Sequence[SourceLine], index: int, label: Label, others: Collection[int]) -> bool:
    """Whether the text after a label, up to the next of the `others`, reads as a question."""
    text = lines[index].text[label.end :]
    after = index + 1
    while after < len(lines) and after not in others and len(text) < _LONG_ENOUGH:
        text += f" {lines[after].text}"
        after += 1
    return "?" in text or begins_as_question(text)


def begins_as_question(text: str) -> bool:
    """Whether a text begins with the words of a question."""
    return bool(_QUESTION_WORDS.match(text))


def is_emphatic(line: SourceLine) -> bool:
    """Whether all of a line is set in bold or italic, but for the marks of footnotes, which word processors set plain."""
    runs = [run for run in line.block.runs if run.text.strip() and run.footnote is None and not _is_mark(run)]
    return bool(runs) and all(run.bold or run.italic for run in runs)


def _is_mark(run: Run) -> bool:
    """Whether a run is a raised number: the mark of a footnote that is not read yet."""
    return run.superscript and run.text.strip(" []()").isdecimal()


def paragraph_text(lines: Sequence[SourceLine], index: int) -> str:
    """Return the text of the paragraph that begins at a line."""
    text = lines[index].text
    while index + 1 < len(lines) and not lines[index + 1].gap:
        index += 1
        text += f" {lines[index].text}"
    return text


def ends_in_question(text: str) -> bool:
    """Whether a text ends in a question mark."""
    return text.rstrip(_AFTER_SENTENCE).endswith("?")
