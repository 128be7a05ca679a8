"""The balance of recognition: every letter and digit of a document is in the letter, a footnote or the furniture.

Recognition may move text, and drop white space and hyphens at line ends. It may not lose or add a letter.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.intake.recognise.recognised_letter import RecognisedLetter
from generator.intake.source_document import DocBlock, SourceDocument


def check(document: SourceDocument, letter: RecognisedLetter, name: str) -> tuple[Diagnostic, ...]:
    """Report how many letters were lost or added; nothing if the balance is even."""
    given = _letters(
        [
            *_texts(document.blocks),
            *(text for one in document.footnotes for text in (one.mark, *_texts(one.blocks))),
        ]
    )
    made = _letters(
        [
            *_texts(letter.body),
            *(text for one in letter.questions for text in _texts((*one.blocks, *(one.answer or ())))),
            *(text for one in letter.footnotes for text in (one.mark, *_texts(one.blocks))),
            *(item.text for item in letter.furniture),
        ]
    )
    lost, found = (given - made).total(), (made - given).total()
    if not lost and not found:
        return ()
    return (diagnostic("text-out-of-balance", Position(name), Severity.WARNING, lost=lost, found=found),)


def _texts(blocks: Iterable[DocBlock]) -> Iterator[str]:
    """Yield the labels and texts of blocks, and of those in the cells of tables."""
    for block in blocks:
        yield block.label or ""
        yield block.text
        for row in block.rows:
            for cell in row:
                yield from _texts(cell)


def _letters(texts: Iterable[str]) -> Counter[str]:
    """Return how often each letter and digit is in some texts."""
    return Counter(filter(str.isalnum, unicodedata.normalize("NFKC", "".join(texts)).casefold()))
