"""Whether the title that a file carries says anything: most were left there by a template or a program."""

from __future__ import annotations

import re

_EMPTY = re.compile(
    r"""(?:microsoft\ word|document\d*|brief\d*|blanco|sjabloon|template|untitled|naamloos|titel|title|concept)\b\s*(?:-\s*)?$
    | .*\.(?:docx?|dotx?|pdf|rtf|odt)$                        # a file's name
    | microsoft\ word\ -.*
    """,
    re.VERBOSE | re.IGNORECASE,
)


def worth_showing(title: str | None) -> str | None:
    """Return a title without white space around it; None where it is a template's, a file's name or nothing."""
    text = " ".join((title or "").split())
    return None if not text or _EMPTY.match(text) else text
