"""One block of official text that the source changed: what an editor had done to the old one is done to the new one.

Three texts of Markdown meet here: what the old source gave, what the file has, what the new source gives. The changes
that lead from the first to the second are made in the third, where the words on both sides of a change are still the
same and still next to each other. The result must be read as the new official text, else a change is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+|[^\S\n]+|\n|[^\w\s]")
_REACH = 6
"""Among how many of the next changes the one is sought that closes what a change opens."""


@dataclass(frozen=True, slots=True)
class _Change:
    """Tokens `start..end` of the new text become `tokens`; `lines` are the file's lines that this comes from."""

    start: int
    end: int
    tokens: tuple[str, ...]
    lines: tuple[int, ...]


def merge_markup(base: str, ours: str, theirs: str, reads_as_new: Callable[[str], bool]) -> tuple[str, tuple[int, ...]]:
    """Return the new text with an editor's changes, and the lines of `ours`, from 0, that have a change left out.

    `reads_as_new` says whether a text is read as the new official text, and nothing else.
    """
    old, now, new = (_TOKEN.findall(text) for text in (base, ours, theirs))
    possible, lost = _placed(old, now, new)
    if reads_as_new(_made(new, possible)):
        return _made(new, possible), tuple(sorted(set(lost)))
    done: list[_Change] = []
    for index, change in enumerate(possible):
        if change in done:
            continue
        rest = [[], *([later] for later in possible[index + 1 : index + 1 + _REACH] if later not in done)]
        for more in rest:
            tried = sorted((*done, change, *more), key=lambda one: one.start)
            if reads_as_new(_made(new, tried)):
                done = tried
                break
        else:
            lost.extend(change.lines)
    return _made(new, done), tuple(sorted(set(lost)))


def _placed(old: Sequence[str], now: Sequence[str], new: Sequence[str]) -> tuple[list[_Change], list[int]]:
    """Return the editor's changes that have a place in the new text, and the lines of those that have none."""
    place = {
        a + offset: b + offset
        for a, b, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        for offset in range(size)
    }
    place |= {-1: -1, len(old): len(new)}
    changes: list[_Change] = []
    lost: list[int] = []
    for tag, first, end, start, stop in SequenceMatcher(None, old, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        lines = tuple(_lines(now, start, stop))
        before, after = place.get(first - 1), place.get(end)
        tokens = tuple(now[start:stop])
        if before is not None and after is not None and tuple(new[before + 1 : after]) == tokens:
            continue  # the new source has it too
        if before is not None and after is not None and list(new[before + 1 : after]) == list(old[first:end]):
            changes.append(_Change(before + 1, after, tokens, lines))
        else:
            lost.extend(lines)
    return changes, lost


def _lines(tokens: Sequence[str], start: int, stop: int) -> Iterator[int]:
    """Yield the lines, from 0, that some tokens are on."""
    first = tokens[:start].count("\n")
    yield from range(first, first + "".join(tokens[start:stop]).rstrip("\n").count("\n") + 1)


def _made(tokens: Sequence[str], changes: Sequence[_Change]) -> str:
    """Return a text with changes made in it, which are in order."""
    made: list[str] = []
    at = 0
    for change in changes:
        made += [*tokens[at : change.start], *change.tokens]
        at = change.end
    return "".join([*made, *tokens[at:]])
