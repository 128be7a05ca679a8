"""The front matter of an update: an editor's values are kept, and the source's structure is taken over."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic

_EDITORS = {"title", "topics", "actors", "aliases", "draft", "lang", "kind"}
"""Keys that only an editor changes once the letter is there."""
_SOURCES = {"number", "with", "answered_in"}
"""Keys that follow the structure of the source."""


def merge_front_matter(
    old: Mapping[str, str], new: Mapping[str, str], path: str, problems: list[Diagnostic]
) -> dict[str, str]:
    """Return the lines of each key: an editor's value where there is one, else the source's.

    `old` and `new` are the lines by key, of the file at `path` and of the new import. A value that contradicts the
    source's is kept and reported.
    """
    merged = {key: lines for key, lines in old.items() if key not in _SOURCES or key in new}
    for key, lines in new.items():
        if key not in old:
            if key in _SOURCES or value_of(lines):
                merged[key] = lines
        else:
            merged[key] = _merged(key, old[key], lines, path, problems)
    in_new_order = [key for key in new if key in merged] + [key for key in merged if key not in new]
    return {key: merged[key] for key in (merged if set(merged) == set(old) else in_new_order)}


def _merged(key: str, old_lines: str, new_lines: str, path: str, problems: list[Diagnostic]) -> str:
    """Return the lines of a key that both files have."""
    old, new = value_of(old_lines), value_of(new_lines)
    if key in _SOURCES:
        return old_lines if old == new else new_lines
    if key == "source":
        return _merged_source(old_lines, new_lines)
    if key in _EDITORS or old == new or not new:
        return old_lines
    if not old:
        return new_lines
    if not _differs_in_ids_only(old, new):
        values = {"key": key, "ours": _shown(old), "theirs": _shown(new)}
        problems.append(diagnostic("update-kept-value", Position(path), Severity.WARNING, **values))
    return old_lines


def _differs_in_ids_only(old: object, new: object) -> bool:
    """Whether two lists of persons have the same parties and offices, so that an editor only gave persons an id."""
    if not (isinstance(old, list) and isinstance(new, list)):
        return False
    without_ids = [
        [{k: v for k, v in one.items() if k != "actor"} for one in side if isinstance(one, dict)] for side in (old, new)
    ]
    return bool(without_ids[0]) and without_ids[0] == without_ids[1] and len(old) == len(new)


def value_of(lines: str | None) -> object:
    """Return the value in a key's lines of YAML; None for no lines and for an empty value."""
    if lines is None:
        return None
    try:
        loaded = yaml.load(lines, Loader=yaml.CBaseLoader)  # noqa: S506  BaseLoader makes strings only
    except yaml.YAMLError:
        return lines
    value = next(iter(loaded.values()), None) if isinstance(loaded, dict) else None
    return None if value in ("", "null", "~", [], {}) else value


def _shown(value: object) -> str:
    """Return a value as it is shown in a message: on one line."""
    if isinstance(value, str):
        return value
    return yaml.dump(value, default_flow_style=True, allow_unicode=True, width=10**6).strip()


def _merged_source(old_lines: str, new_lines: str) -> str:
    """Return the `source` key with the new source's values; a web address that an editor filled in is kept."""
    old, new = value_of(old_lines), value_of(new_lines)
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new_lines
    merged = {**old, **{key: value for key, value in new.items() if value not in ("", "null")}}
    if merged == old:
        return old_lines
    inner = ", ".join(f"{key}: {_shown(value)}" for key, value in merged.items())
    return f"source: {{{inner}}}\n"
