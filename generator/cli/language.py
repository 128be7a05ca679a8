"""Which language the command line speaks, and its sentences in it."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

from generator.core.languages import DEFAULT, LANGUAGES
from generator.i18n import command_words

_LANG = re.compile(rb"^lang:\s*[\"']?(\w+)", re.MULTILINE)


@cache
def language() -> str:
    """Return the language of messages: KANTLIJN_LANG, else the terminal's, else that of the site here, else Dutch."""
    asked = _in_environment("KANTLIJN_LANG") or _in_environment("LC_ALL", "LC_MESSAGES", "LANG")
    site = None if asked else find_site(Path.cwd())
    return asked or (language_of(site) if site else DEFAULT)


def language_of(site: Path) -> str:
    """Return the language of a site, in which new content of it begins; Dutch where `site.yml` names none."""
    found = _LANG.search((site / "site.yml").read_bytes())
    named = found[1].decode() if found else ""
    return named if named in LANGUAGES else DEFAULT


def _in_environment(*names: str) -> str:
    """Return the language that the first of some variables with a value asks for; empty where it is not in the table."""
    value = next(filter(None, map(os.environ.get, names)), "")
    asked = value[:2].lower()
    return asked if asked in LANGUAGES else ""


def say(key: str, **values: object) -> str:
    """Return a sentence of the command line; with `n`, the form for one where there is one."""
    words = command_words(language())
    one = f"{key}.one"
    text = words[one] if values.get("n") == 1 and one in words else words[key]
    return text.format_map(values) if values else text


def find_site(start: Path) -> Path | None:
    """Return the folder of the site that a folder belongs to: itself or the nearest above it that has a site.yml."""
    return next((folder for folder in (start, *start.parents) if (folder / "site.yml").is_file()), None)
