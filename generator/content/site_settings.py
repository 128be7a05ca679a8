"""Parses `site.yml` into `Config`, with a diagnostic for every fault. `sources` reads the file from disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import msgspec

from generator.content.located_yaml import LocatedMapping, load_file
from generator.content.sources import SITE_FILE, SourceText
from generator.content.validation import validate
from generator.core import segment_words
from generator.core.config import Config, Segments
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.parts import PICTURES, SEARCH, SitePart


def parse(site: SourceText | None) -> tuple[Config, tuple[Diagnostic, ...]]:
    """Return the settings; a setting that is missing has its default, one that is wrong too and is reported."""
    if site is None:
        return Config(name="Kantlijn"), (diagnostic("no-site-file", Position(SITE_FILE)),)
    located, moved = _without_old_keys(load_file(site.data, site.path), site.path)
    config, problems = validate(Config, located, site.path, {"name": "Kantlijn"})
    segments, clashing = _segments(config.segments, located, site.path)
    return msgspec.structs.replace(config, segments=segments), (*moved, *problems, *clashing)


def _segments(given: Segments, located: LocatedMapping, path: str) -> tuple[Segments, tuple[Diagnostic, ...]]:
    """Report segments whose word leads elsewhere already; return such words that addresses can be made of."""
    default = Segments()
    words = msgspec.structs.asdict(given)
    places = {key: located.places.get(("segments", key), (0, 0)) for key in words}
    found = tuple(segment_words.clashes(words, sorted(words, key=places.__getitem__)))
    problems = []
    for clash in found:
        key, at = clash.segment, Position(path, *places[clash.segment])
        said = {"key": key, "value": words[key], "example": f"{key}: {getattr(default, key)}"}
        code = "same-segment" if clash.other else "reserved-segment"
        problems.append(diagnostic(code, at, **said, other=clash.other))
    mended = {**words, **{clash.segment: getattr(default, clash.segment) for clash in found}}
    clear = not any(segment_words.clashes(mended, tuple(mended)))
    return (Segments(**mended) if clear else default), tuple(problems)


_OLD_KEYS: Mapping[str, SitePart] = {"search": SEARCH, "share_images": PICTURES}
"""Settings of their own that are parts now."""


def _without_old_keys(located: LocatedMapping, path: str) -> tuple[LocatedMapping, tuple[Diagnostic, ...]]:
    """Read an old key as the part that it is now, and say so; what `parts` itself says of that part counts."""
    old = {key: part.name for key, part in _OLD_KEYS.items() if key in located.values}
    if not old:
        return located, ()
    values, keys, places = dict(located.values), dict(located.keys), dict(located.places)
    given = values.get("parts")
    parts = dict(given) if isinstance(given, dict) else {}
    problems = []
    for key, name in old.items():
        value, at, place = values.pop(key), keys.pop((key,)), places.pop((key,), None)
        said = name in parts or value is None
        problems.append(
            diagnostic(
                "setting-is-part",
                Position(path, *at),
                Severity.INFO,
                key=key,
                part=name,
                value=None if said else value,
            )
        )
        if not said:
            parts[name], keys["parts", name], places["parts", name] = value, at, place or at
    if given is None or isinstance(given, dict):
        values["parts"] = parts
    return replace(located, values=values, keys=keys, places=places), tuple(problems)


_ABOUT: Mapping[str, tuple[str, ...]] = {
    "no-theme": ("theme",),
    "output-over-content": ("out",),
    "output-elsewhere": ("out",),
    "search-unavailable": ("parts", SEARCH.name),
    "search-failed": ("parts", SEARCH.name),
    "images-unavailable": ("parts", PICTURES.name),
    "part-dropped": ("parts",),
}
"""The setting that a problem of the whole file is about, by code."""


def placed(problem: Diagnostic, site: SourceText | None) -> Diagnostic:
    """Return a problem of the settings at the line of the setting that it is about, where the file has it."""
    key = _ABOUT.get(problem.code)
    if key is None or site is None or problem.position != Position(SITE_FILE):
        return problem
    place = load_file(site.data, site.path).places.get(key)
    return replace(problem, position=Position(SITE_FILE, *place)) if place else problem
