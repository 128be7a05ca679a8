"""Parses `site.yml` into `Config`, with a diagnostic for every fault. `sources` reads the file from disk."""

from __future__ import annotations

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
