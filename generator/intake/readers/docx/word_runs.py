"""Runs of a Word paragraph joined, trimmed and split, once their text is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from generator.intake.source_document import Run

_BLANK = " \t\n\r\u00a0"


def merge(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join runs of one style that follow each other; Word splits runs wherever the cursor once was."""
    merged: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        last = merged[-1] if merged else None
        if (
            last is not None
            and run.footnote is None
            and last.footnote is None
            and replace(last, text="") == replace(run, text="")
        ):
            merged[-1] = replace(last, text=last.text + run.text)
        else:
            merged.append(run)
    return tuple(merged)


def trim(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Remove white space from both ends of a paragraph."""
    cut = list(runs)
    while cut and not cut[0].text.strip(_BLANK):
        cut.pop(0)
    while cut and not cut[-1].text.strip(_BLANK):
        cut.pop()
    if cut:
        cut[0] = replace(cut[0], text=cut[0].text.lstrip(_BLANK))
        cut[-1] = replace(cut[-1], text=cut[-1].text.rstrip(_BLANK))
    return tuple(cut)


def split_at_gaps(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    """Split a paragraph where line breaks make an empty line: on paper those are two paragraphs."""
    pieces: list[list[Run]] = [[]]
    for run in runs:
        before = "".join(earlier.text for earlier in pieces[-1])
        start = 0
        for gap in re.finditer(r"\n[ \t\u00a0]*\n\s*", run.text):
            pieces[-1].append(replace(run, text=run.text[start : gap.start()]))
            pieces.append([])
            start = gap.end()
        rest = run.text[start:]
        if start == 0 and before.endswith("\n") and rest.startswith("\n"):
            pieces.append([])
        if rest:
            pieces[-1].append(replace(run, text=rest))
    return [cut for piece in pieces if (cut := trim(tuple(piece)))]
