"""Parses `site.yml` into `Config`, with a diagnostic for every fault. `sources` reads the file from disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.content.located_yaml import load
from generator.content.sources import SITE_FILE, SourceText
from generator.content.validation import validate
from generator.core.config import Config
from generator.core.diagnostics import Diagnostic, Position, diagnostic


def parse(site: SourceText | None) -> tuple[Config, tuple[Diagnostic, ...]]:
    """Return the settings; a setting that is missing has its default, one that is wrong too and is reported."""
    if site is None:
        return Config(name="Kantlijn"), (diagnostic("no-site-file", Position(SITE_FILE)),)
    try:
        text = site.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = site.data.count(b"\n", 0, error.start) + 1
        return Config(name="Kantlijn"), (diagnostic("not-utf-8", Position(SITE_FILE, line, 1)),)
    located = load(text.replace("\r\n", "\n"), site.path)
    return validate(Config, located, site.path, {"name": "Kantlijn"})


_ABOUT: Mapping[str, str] = {
    "no-theme": "theme",
    "output-over-content": "out",
    "output-elsewhere": "out",
    "search-unavailable": "search",
    "search-failed": "search",
    "images-unavailable": "share_images",
}
"""The setting that a problem of the whole file is about, by code."""


def placed(problem: Diagnostic, site: SourceText | None) -> Diagnostic:
    """Return a problem of the settings at the line of the setting that it is about, where the file has it."""
    key = _ABOUT.get(problem.code)
    if key is None or site is None or problem.position != Position(SITE_FILE):
        return problem
    text = site.data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    place = load(text, site.path).places.get((key,))
    return replace(problem, position=Position(SITE_FILE, *place)) if place else problem
