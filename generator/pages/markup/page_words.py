"""The few words of the interface that stand inside values and ready HTML: titles, aria-labels, hover texts, feeds.

They come from the translation files (`theme/i18n/<lang>.yml`, keys that begin with `pages-`), as everything else that
a reader of the site sees; `KEYS` lists them all with the names that each may fill.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass

from generator.core.diagnostics import Diagnostic, Position, diagnostic

KEYS: Mapping[str, tuple[str, ...]] = {
    "pages-letters": (),
    "pages-letters-of": ("year",),
    "pages-actors": (),
    "pages-topics": (),
    "pages-documents": (),
    "pages-notes": (),
    "pages-notes-of": ("year",),
    "pages-articles": (),
    "pages-search": (),
    "pages-missing": (),
    "pages-moved": (),
    "pages-withdrawn": (),
    "pages-question": ("number", "text"),
    "pages-question-elsewhere": ("number", "text", "letter"),
    "pages-footnote": ("number",),
    "pages-footnote-back": ("number",),
    "pages-footnotes": (),
    "pages-table": (),
    "pages-held-by": ("names", "date"),
    "pages-cite-answer": ("number",),
    "pages-cite-question": ("number",),
    "pages-cite-letter": ("date",),
    "pages-cite-genre-answer": (),
    "pages-cite-genre-question": (),
    "pages-cite-genre-letter": (),
    "pages-feed-answer": ("number", "text"),
    "pages-feed-question": (),
    "pages-feed-reply": (),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The interface's words in the site's language."""

    entries: Mapping[str, object]

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of a key of `KEYS`, filled in. That they are there was seen to by `problems`."""
        return str(self.entries[key]).format(**values)


def problems(entries: Mapping[str, object], theme: str, lang: str) -> tuple[Diagnostic, ...]:
    """Find the words that pages need and that a theme lacks, or that ask for values which they do not get."""
    found = ((key, _reason(entries.get(key), names)) for key, names in KEYS.items())
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
