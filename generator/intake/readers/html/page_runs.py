"""Runs of a web page's paragraph: white space as a browser shows it, and empty lines that split a paragraph."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.intake.source_document import Run


def tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Join runs of one style; white space once between words, none at the ends of lines."""
    merged: list[Run] = []
    for run in runs:
        text = run.text
        before = merged[-1].text if merged else "\n"
        if before.endswith((" ", "\n")) and (not merged or merged[-1].footnote is None):
            text = text.lstrip(" ")
        if text.startswith("\n") and merged and merged[-1].footnote is None:
            merged[-1] = replace(merged[-1], text=merged[-1].text.rstrip(" "))
        if not text:
            continue
        last = merged[-1] if merged else None
        if last is not None and not (run.footnote or last.footnote) and replace(last, text="") == replace(run, text=""):
            merged[-1] = replace(last, text=last.text + text)
        else:
            merged.append(replace(run, text=text))
    while merged and not merged[-1].text.strip():
        merged.pop()
    while merged and not merged[0].text.strip():
        merged.pop(0)
    if merged:
        merged[0] = replace(merged[0], text=merged[0].text.lstrip())
        merged[-1] = replace(merged[-1], text=merged[-1].text.rstrip())
    return tuple(run for run in merged if run.text)


def split_at_empty_lines(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    """Cut where two line breaks make an empty line."""
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
