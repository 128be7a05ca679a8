"""The few words of the interface that stand inside values and ready HTML: titles, aria-labels, hover texts, feeds.

They come from the translation files (`theme/i18n/<lang>.yml`, keys that begin with `pages-`), as everything else that
a reader of the site sees; `KEYS` lists them all with the names that each may fill.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

KEYS: Mapping[str, tuple[str, ...]] = {
    "pages-letters": (),
    "pages-actors": (),
    "pages-topics": (),
    "pages-documents": (),
    "pages-notes": (),
    "pages-articles": (),
    "pages-search": (),
    "pages-missing": (),
    "pages-moved": (),
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
    "pages-feed-answer": ("number", "text"),
    "pages-feed-question": (),
    "pages-feed-reply": (),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The interface's words in the site's language."""

    entries: Mapping[str, object]

    def __call__(self, key: str, **values: object) -> str:
        """Give the words of a key, filled in; a key that no file has is a fault of the theme and is raised."""
        entry = self.entries[key]
        if not isinstance(entry, str):
            raise TypeError(f"{key} has forms for one and other where plain text is wanted")
        return entry.format(**values) if values else entry
