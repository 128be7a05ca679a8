"""Which kind of content a file is, by its path. No file is read here."""

from __future__ import annotations

import re


def kind_of(path: str) -> str | None:
    """Return the kind of the content file at a path; None if no kind is expected there."""
    return next((kind for kind, form in _PATHS if form.fullmatch(path)), None)


_PATHS = tuple(
    (kind, re.compile(form))
    for kind, form in (
        ("letter", r"content/letters/[^/]+/letter\.md"),
        ("question", r"content/letters/[^/]+/[^/]+\.md"),
        ("note", r"content/letters/[^/]+/notes/[^/]+\.md"),
        ("version", r"content/letters/[^/]+/versions/[^/]+\.yml"),
        ("actor", r"content/actors/[^/]+\.md"),
        ("topic", r"content/topics/[^/]+\.md"),
        ("article", r"content/articles/[^/]+\.md"),
        ("document", r"content/documents/[^/]+\.md"),
        ("page", r"content/pages/[^/]+\.md"),
    )
)
