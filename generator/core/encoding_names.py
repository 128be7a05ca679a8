"""Names of encodings of text, as the user may give them for a source."""

from __future__ import annotations


def is_text_encoding(name: str) -> bool:
    """Whether a name is that of an encoding that turns bytes into text (`cp850`, `iso-8859-15`)."""
    try:
        "a".encode(name)
    except (LookupError, ValueError):
        return False
    return True
