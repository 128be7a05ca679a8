"""Text in XML, for feeds and the site map. The standard library's escaping loads all that reads addresses on the web."""

from __future__ import annotations

_ATTRIBUTE = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;", '"': "&quot;"})


def escape(text: str) -> str:
    """Return a text as the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoteattr(text: str) -> str:
    """Return a text as the value of an attribute, with its quotation marks."""
    return f'"{escape(text).translate(_ATTRIBUTE)}"'
