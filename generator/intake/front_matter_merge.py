"""Front matter of an update: an editor's values kept, the source's structure taken over."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic

_OURS = {"title", "topics", "actors", "aliases", "draft", "lang", "kind"}
"""Keys that are an editor's once the letter is there."""

_THEIRS = {"number", "with", "answered_in"}
"""Keys that follow the source's own structure."""


def merge_front_matter(
    mine: Mapping[str, str], new: Mapping[str, str], path: str, problems: list[Diagnostic]
) -> dict[str, str]:
    """Merge by key: an editor's keys stay, the source's structure follows the source, and what is empty is filled."""
    merged = {key: block for key, block in mine.items() if key not in _THEIRS or key in new}
    for key, block in new.items():
        old, fresh = value_of(mine.get(key)), value_of(block)
        if key in _THEIRS or key not in mine:
            if key not in mine and not fresh and key not in _THEIRS:
                continue
            merged[key] = block if old != fresh else mine[key]
        elif key == "source":
            merged[key] = _source(mine[key], block)
        elif key in _OURS or old == fresh or not fresh:
            continue
        elif not old:
            merged[key] = block
        elif _refined(old, fresh):
            continue
        else:
            problems.append(
                diagnostic(
                    "update-kept-value",
                    Position(path),
                    Severity.WARNING,
                    key=key,
                    ours=_shown(old),
                    theirs=_shown(fresh),
                )
            )
    ordered = [key for key in new if key in merged] + [key for key in merged if key not in new]
    return {key: merged[key] for key in (merged if set(merged) == set(mine) else ordered)}


def _refined(old: object, fresh: object) -> bool:
    """Whether an editor only gave the persons of a list their own ids: the parties and offices are the same."""
    if not (isinstance(old, list) and isinstance(fresh, list)):
        return False
    bare = [
        [{k: v for k, v in one.items() if k != "actor"} for one in side if isinstance(one, dict)]
        for side in (old, fresh)
    ]
    return bool(bare[0]) and bare[0] == bare[1] and len(old) == len(fresh)


def value_of(block: str | None) -> object:
    """Return the value in a key's lines of YAML; None for no lines and for an empty value."""
    if block is None:
        return None
    try:
        loaded = yaml.load(block, Loader=yaml.CBaseLoader)  # noqa: S506  BaseLoader makes strings only
    except yaml.YAMLError:
        return block
    value = next(iter(loaded.values()), None) if isinstance(loaded, dict) else None
    return None if value in ("", "null", "~", [], {}) else value


def _shown(value: object) -> str:
    return (
        value
        if isinstance(value, str)
        else yaml.dump(value, default_flow_style=True, allow_unicode=True, width=10**6).strip()
    )


def _source(mine: str, new: str) -> str:
    """Take the new source's facts; an address that an editor filled in stays."""
    old, fresh = value_of(mine), value_of(new)
    if not isinstance(old, dict) or not isinstance(fresh, dict):
        return new
    kept = {**old, **{key: value for key, value in fresh.items() if value not in ("", "null")}}
    if kept == old:
        return mine
    inner = ", ".join(f"{key}: {_shown(value)}" for key, value in kept.items())
    return f"source: {{{inner}}}\n"
