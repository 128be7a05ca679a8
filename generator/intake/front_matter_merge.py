"""The front matter of an update: an editor's values are kept, the source's structure is taken over.

Only the characters of a value that changes are replaced: comments, order, quotes and unknown keys stay as written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.written_file import FrontValue, WrittenFile
from generator.core.written_values import Edit, edited, flow, is_empty, plain, written

_EDITORS = {"title", "topics", "actors", "aliases", "draft", "lang", "kind", "reviewed"}
"""Keys that only an editor changes once the letter is there."""
_SOURCES = {"number", "with", "answered_in"}
"""Keys that follow the structure of the source."""
_UNSET = {"with": "[]"}
"""What is written where the source has no such value any more; else `null`."""


def merge_front_matter(ours: WrittenFile, theirs: WrittenFile) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return what comes before the first block of a file, and what is to be told of it.

    A value that contradicts the source's is kept and reported.
    """
    edits: list[Edit] = []
    problems: list[Diagnostic] = []
    for key in dict.fromkeys((*theirs.values, *(key for key in ours.values if key in _SOURCES))):
        old, new = ours.values.get(key), theirs.values.get(key)
        if old == new or (is_empty(old) and is_empty(new)):
            continue
        if key == "source" and isinstance(new, dict):
            edits.extend(_source(ours, new))
        elif key in _SOURCES and not _same_numbers(old, new):
            edits.append(written(ours, (key,), new, _UNSET.get(key, "null")))
        elif key not in _SOURCES and not is_empty(new):
            if is_empty(old) and key not in _EDITORS:
                edits.append(written(ours, (key,), new))
            elif key not in _EDITORS and not _differs_in_ids_only(old, new):
                place = ours.places.get((key,))
                where = Position(ours.path, ours.line_at(place.start) if place else 1)
                values = {"key": key, "ours": _shown(old), "theirs": _shown(new)}
                problems.append(diagnostic("update-kept-value", where, Severity.WARNING, **values))
    return edited(ours.head, edits), tuple(problems)


def _source(ours: WrittenFile, new: Mapping[str, FrontValue]) -> Iterator[Edit]:
    """Yield what brings the `source` key to the new source; a web address that an editor filled in is kept."""
    place, old = ours.places.get(("source",)), ours.values.get("source")
    if place is None or not isinstance(old, dict) or not old:
        yield written(ours, ("source",), dict(new))
        return
    added: list[str] = []
    for key, value in new.items():
        if is_empty(value) or old.get(key) == value:
            continue
        if ("source", key) in ours.places:
            yield written(ours, ("source", key), value)
        else:
            added.append(f"{key}: {flow(plain(value))}")
    if not added:
        return
    if place.flow:
        yield place.end - 1, place.end - 1, "".join(f", {line}" for line in added)
    else:
        before = ours.text.rfind("\n", 0, place.start) + 1
        indent = ours.text[before : place.start]
        yield place.start, place.start, "".join(f"{line}{ours.newline}{indent}" for line in added)


def wanted_values(ours: WrittenFile, theirs: WrittenFile) -> dict[str, FrontValue]:
    """Return the values that the merged front matter must be read as."""
    wanted = dict(ours.values)
    for key in (*theirs.values, *ours.values):
        old, new = ours.values.get(key), theirs.values.get(key)
        if key == "source" and isinstance(new, dict):
            kept = old if isinstance(old, dict) else {}
            wanted[key] = {**(kept or new), **{name: value for name, value in new.items() if not is_empty(value)}}
        elif (key in _SOURCES and not _same_numbers(old, new)) or (
            key not in _EDITORS and is_empty(old) and not is_empty(new)
        ):
            wanted[key] = new
    return {key: value for key, value in wanted.items() if not is_empty(value)}


def without_empty(values: Mapping[str, FrontValue]) -> dict[str, FrontValue]:
    """Return the values that are there, to be held against `wanted_values`."""
    return {key: value for key, value in values.items() if not is_empty(value)}


def _same_numbers(old: FrontValue, new: FrontValue) -> bool:
    """Whether two values are the same number or the same numbers, however they are written: `[5, 6]`, `[06, "5"]`."""

    def numbers(value: FrontValue) -> list[str]:
        items = value if isinstance(value, list) else [] if value is None else [value]
        return sorted(str(item).strip().lstrip("+0") for item in items)

    return numbers(old) == numbers(new)


def _differs_in_ids_only(old: FrontValue, new: FrontValue) -> bool:
    """Whether two lists of persons have the same parties and offices, so that an editor only gave persons an id."""
    if not (isinstance(old, list) and isinstance(new, list)):
        return False
    without_ids = [
        [{k: v for k, v in one.items() if k != "actor"} for one in side if isinstance(one, dict)] for side in (old, new)
    ]
    return bool(without_ids[0]) and without_ids[0] == without_ids[1] and len(old) == len(new)


def _shown(value: FrontValue) -> str:
    """Return a value as it is shown in a message: on one line."""
    if isinstance(value, str):
        return value
    return yaml.dump(value, default_flow_style=True, allow_unicode=True, width=10**6).strip()
