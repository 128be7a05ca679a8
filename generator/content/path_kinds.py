"""Where the files of a site stand, and what each place makes of a file; nothing is read here."""

from __future__ import annotations

import re


def kind_of(path: str) -> str | None:
    """Return the kind of a content file by its place; None where nothing is expected there."""
    return next((kind for kind, form in _PLACES if form.fullmatch(path)), None)


_PLACES = tuple(
    (kind, re.compile(form))
    for kind, form in (
        ("letter", r"content/letters/[^/]+/letter\.md"),
        ("question", r"content/letters/[^/]+/[^/]+\.md"),
        ("note", r"content/letters/[^/]+/notes/[^/]+\.md"),
        ("actor", r"content/actors/[^/]+\.md"),
        ("topic", r"content/topics/[^/]+\.md"),
        ("article", r"content/articles/[^/]+\.md"),
        ("page", r"content/pages/[^/]+\.md"),
    )
)
