"""The balance of recognition: every letter and digit of a document is in the letter, a footnote or the furniture.

Recognition may move text, and drop white space and hyphens at line ends. It may not lose or add a letter.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.intake.recognise.recognised_letter import RecognisedLetter
from generator.intake.source_document import DocBlock, SourceDocument


def check(document: SourceDocument, letter: RecognisedLetter, name: str) -> tuple[Diagnostic, ...]:
    """Report how many letters were lost or added; nothing if the balance is even."""
    given = _count(document.blocks) + _text(footnote.mark for footnote in document.footnotes)
    given += sum((_count(footnote.blocks) for footnote in document.footnotes), Counter())
    made = _count(letter.body)
    for question in letter.questions:
        made += _count(question.blocks) + _count(question.answer or ())
    made += sum((_count(footnote.blocks) + _text([footnote.mark]) for footnote in letter.footnotes), Counter())
    made += _text(item.text for item in letter.furniture)
    lost, found = (given - made).total(), (made - given).total()
    if not lost and not found:
        return ()
    return (diagnostic("text-out-of-balance", Position(name), Severity.WARNING, lost=lost, found=found),)


def _count(blocks: Iterable[DocBlock]) -> Counter[str]:
    found: Counter[str] = Counter()
    for block in blocks:
        found += _text([block.label or "", block.text])
        for row in block.rows:
            for cell in row:
                found += _count(cell)
    return found


def _text(texts: Iterable[str]) -> Counter[str]:
    return Counter(char for text in texts for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())
