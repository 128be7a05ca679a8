"""Text in XML, for feeds and the site map. The standard library's escaping loads all that reads addresses on the web."""

from __future__ import annotations

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ATTRIBUTE = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;", '"': "&quot;"})


def escape(text: str) -> str:
    """Return a text as the content of an element."""
    return text.translate(_TEXT)


def quoteattr(text: str) -> str:
    """Return a text as the value of an attribute, with its quotation marks."""
    return f'"{escape(text).translate(_ATTRIBUTE)}"'
