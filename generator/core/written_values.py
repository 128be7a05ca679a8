"""Writes values of front matter: as YAML on one line, and into a file in which all else stays to the byte."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import yaml

from generator.core.written_file import FrontValue, WrittenFile

Edit = tuple[int, int, str]
"""Characters `start..end` of the file become a text."""


def written(ours: WrittenFile, at: tuple[str, ...], new: FrontValue, unset: str = "null") -> Edit:
    """Return what writes a value: in the place of the old one, else as a line of its own at the end.

    A list that has a line for each item keeps that form, unless its items become none.
    """
    text = unset if is_empty(new) else flow(plain(new))
    place = ours.places.get(at)
    if place is None:
        return ours.front_end, ours.front_end, f"{at[-1]}: {text}{ours.newline}"
    if not place.flow and isinstance(new, list) and isinstance(place.value, list):
        return _written_items(ours, place.start, place.end, new, unset)
    space = "" if ours.text[place.start - 1 : place.start].isspace() else " "  # `date:` is empty right after its colon
    return place.start, place.end, f"{space}{text}"


def _written_items(ours: WrittenFile, start: int, end: int, new: Sequence[FrontValue], unset: str) -> Edit:
    """Return what writes a list in the place of one that has a line for each item."""
    if not new:
        above = ours.text[:start].rstrip()
        return (len(above), end, f" {unset}") if above.endswith(":") else (start, end, unset)
    indent = ours.text[ours.text.rfind("\n", 0, start) + 1 : start]
    return start, end, f"{ours.newline}{indent}".join(f"- {flow(plain(item))}" for item in new)


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with edits made in it, which do not overlap; those in one place stay in order."""
    made, at = "", 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        made += text[at:start] + new
        at = end
    return made + text[at:]


def is_empty(value: FrontValue) -> bool:
    """Say whether a value says nothing."""
    return value is None or value in ("", [], {})


def plain(value: FrontValue) -> object:
    """Return a value to be written without quotes where it is a number: front matter is read as text."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return int(value) if value is not None and value.isdecimal() and str(int(value)) == value else value


class _FrontMatterDumper(yaml.SafeDumper):
    """Writes front matter as an editor would: dates without quotes, short maps on one line, no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


_FrontMatterDumper.add_representer(
    dt.date, lambda dumper, day: dumper.represent_scalar("tag:yaml.org,2002:timestamp", day.isoformat())
)


def flow(value: object) -> str:
    """Return a value in YAML's flow style, on one line."""
    if value is None or value == []:  # most values; YAML's writer is slow
        return "null" if value is None else "[]"
    text = yaml.dump(
        value, Dumper=_FrontMatterDumper, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False
    )
    return text.removesuffix("\n").removesuffix("...").rstrip()
