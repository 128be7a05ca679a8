"""Runs of text, split and trimmed; a footnote mark counts as text of its length."""

from __future__ import annotations

from dataclasses import replace

from generator.intake.source_document import Run


def cut(runs: tuple[Run, ...], start: int, end: int | None = None) -> tuple[Run, ...]:
    """Return the part of some runs between two offsets of their text; up to the end if `end` is None."""
    kept: list[Run] = []
    offset = 0
    for run in runs:
        low, high = max(start - offset, 0), len(run.text) if end is None else min(end - offset, len(run.text))
        if low < high:
            kept.append(replace(run, text=run.text[low:high]))
        offset += len(run.text)
    return tuple(kept)


def put_footnote_mark(runs: tuple[Run, ...], start: int, end: int, mark: str, key: str) -> tuple[Run, ...]:
    """Return runs with the mark of a footnote in the place of `start..end`; `key` is the footnote's."""
    return (*cut(runs, 0, start), Run(mark, footnote=key), *cut(runs, end))


def strip_left(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs without white space before the first text or footnote mark."""
    while runs and runs[0].footnote is None:
        text = runs[0].text.lstrip()
        if text:
            return (replace(runs[0], text=text), *runs[1:])
        runs = runs[1:]
    return runs


def strip_newlines(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs without line breaks and spaces at both ends."""
    if not runs:
        return runs
    first, last = replace(runs[0], text=runs[0].text.lstrip("\n ")), len(runs) - 1
    runs = (first, *runs[1:])
    return (*runs[:last], replace(runs[last], text=runs[last].text.rstrip("\n ")))
