"""Runs of a web page's paragraph: white space as a browser shows it, and empty lines that split a paragraph."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.intake.source_document import Run


def tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Join runs of one style, with one space between words and none at the ends of lines or of the paragraph."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        text = run.text
        if last is None or (last.footnote is None and last.text.endswith((" ", "\n"))):
            text = text.lstrip(" ")
        if text.startswith("\n") and last is not None and last.footnote is None:
            last = merged[-1] = replace(last, text=last.text.rstrip(" "))
        if not text:
            continue
        if last is not None and _same_style(last, run):
            merged[-1] = replace(last, text=last.text + text)
        else:
            merged.append(replace(run, text=text))
    return _stripped(merged)


def _same_style(one: Run, other: Run) -> bool:
    """Whether two runs may be one; footnote marks never are."""
    return not (one.footnote or other.footnote) and replace(one, text="") == replace(other, text="")


def _stripped(runs: list[Run]) -> tuple[Run, ...]:
    """Remove white space from both ends."""
    kept = list(runs)
    while kept and not kept[-1].text.strip():
        kept.pop()
    while kept and not kept[0].text.strip():
        kept.pop(0)
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(run for run in kept if run.text)


def split_at_empty_lines(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    """Split a paragraph where two line breaks in a row make an empty line."""
    pieces: list[list[Run]] = [[]]
    breaks = 0
    for run in runs:
        for part in re.split(r"(\n)", run.text):
            if part == "\n":
                breaks += 1
                continue
            if part.strip(" \u00a0") and breaks:
                if breaks > 1 and pieces[-1]:
                    pieces.append([])
                elif pieces[-1]:
                    pieces[-1].append(replace(run, text="\n", footnote=None))
                breaks = 0
            if part and not breaks:
                pieces[-1].append(replace(run, text=part))
    return [tidied for piece in pieces if (tidied := tidy(piece))]
