"""The few words of the interface that are inside values and ready HTML: titles, aria-labels, hover texts, feeds.

They come from the translation files (`theme/i18n/<lang>.yml`, keys that begin with `pages-`), as everything else that
a reader of the site sees. Which words there must be is in the table of kinds (`kinds.table`).
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass

from generator.core.diagnostics import Diagnostic, Position, diagnostic

SHARED: Mapping[str, tuple[str, ...]] = {
    "pages-question-elsewhere": ("number", "text", "letter"),
    "pages-in-year": ("name", "year"),
    "pages-footnote": ("number",),
    "pages-footnote-back": ("number",),
    "pages-footnotes": (),
    "pages-table": (),
    "pages-held-by": ("names", "date"),
    "pages-departure": ("source", "shown"),
    "pages-departure-added": ("shown",),
    "pages-departure-left-out": ("source",),
    "pages-departure-reason": ("reason",),
}
"""Words that pages of several kinds hold, with the names that each may fill; those of one kind are in its row."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """The interface's words in the site's language."""

    entries: Mapping[str, object]

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of a key, filled in. That they are there was seen to by `problems`."""
        return str(self.entries[key]).format(**values)


def problems(
    entries: Mapping[str, object], theme: str, lang: str, wanted: Mapping[str, tuple[str, ...]]
) -> tuple[Diagnostic, ...]:
    """Find the words that pages need and that a theme lacks, or that ask for values which they do not get."""
    found = ((key, _reason(entries.get(key), names)) for key, names in wanted.items())
    position = Position(f"{theme}/i18n/{lang}.yml")
    return tuple(
        diagnostic("unknown-word", position, key=key, lang=lang, reason=reason) for key, reason in found if reason
    )


def _reason(entry: object, names: tuple[str, ...]) -> str | None:
    if not isinstance(entry, str):
        return "no words" if entry is None else "no plain text"
    try:
        wanted = {name for _, name, _, _ in string.Formatter().parse(entry) if name is not None}
    except ValueError as error:
        return str(error)
    unknown = sorted(wanted - set(names))
    return f"{{{unknown[0]}}}" if unknown else None
