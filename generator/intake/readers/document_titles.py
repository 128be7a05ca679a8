"""The title in a file's metadata: most were left there by a template or a program, and are not shown."""

from __future__ import annotations

import re

_EMPTY = re.compile(
    r"""(?:microsoft\ word|document\d*|brief\d*|blanco|sjabloon|template|untitled|naamloos|titel|title|concept)\b\s*(?:-\s*)?$
    | .*\.(?:docx?|dotx?|pdf|rtf|odt)$                        # the name of a file
    | microsoft\ word\ -.*
    """,
    re.VERBOSE | re.IGNORECASE,
)


def worth_showing(title: str | None) -> str | None:
    """Return a title on one line; None if it is a template's, the name of a file, or empty."""
    text = " ".join((title or "").split())
    return None if not text or _EMPTY.match(text) else text
