"""Text in HTML as a plain string, for what is put together of many pieces.

`markupsafe` makes an object of each piece, which takes longer than to escape it.
"""

from __future__ import annotations

from markupsafe import escape

_SIGNS = (("&", "&amp;"), (">", "&gt;"), ("<", "&lt;"), ("'", "&#39;"), ('"', "&#34;"))


def escaped(text: str) -> str:
    """Return a text as `markupsafe.escape` writes it; what is HTML already stays as it is."""
    if type(text) is not str:
        return escape(text)
    for sign, written in _SIGNS:
        if sign in text:
            text = text.replace(sign, written)
    return text
