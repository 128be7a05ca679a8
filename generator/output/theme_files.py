"""All that a site has of its theme, read at once: templates, files to publish, interface words, and links that lead out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.core.diagnostics import Diagnostic
from generator.output import theme as themes
from generator.output import word_files
from generator.output.interface_words import InterfaceWords
from generator.output.theme import ThemeFile

ASSETS = "assets"


@dataclass(frozen=True, slots=True)
class ThemeFiles:
    """The files of a theme and the built-in one below it, as they were when they were read."""

    own: Path | None
    """The folder of the site's own theme, if it names one."""
    templates: Mapping[str, ThemeFile]
    assets: Mapping[str, ThemeFile]
    """All that is there to be published as it is, by name."""
    words: InterfaceWords
    wrong_words: tuple[Diagnostic, ...]
    """What is wrong with the words of the site's own theme; in their place are the built-in ones."""
    leaving: tuple[tuple[Path, str], ...]
    """The links that leave the site, with their targets."""
    misnamed: tuple[Path, ...]
    """The files whose names are not UTF-8."""


def read(own: Path | None, site: Path, lang: str) -> ThemeFiles:
    """Read the theme of a site: its own, if it has one, over the built-in one; the words in the site's language."""
    theme = themes.theme(own, site)
    found = word_files.read(theme, lang)
    return ThemeFiles(
        own, theme.templates(), theme.files(ASSETS), found.words, found.problems, theme.leaving, theme.misnamed
    )
