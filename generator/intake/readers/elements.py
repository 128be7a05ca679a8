"""XML and HTML elements, for the readers of both: their class, which lxml gives no public name, and their depth."""

from __future__ import annotations

from lxml import etree

from generator.core import limits
from generator.core.limits import OverLimitError

Element = etree._Element  # noqa: SLF001 (the class has no public name)


def check_nesting(root: Element) -> Element:
    """Return the root of a tree that is not too deep to be walked; a deeper one raises `OverLimitError`."""
    deeper = "/*" * (limits.current().nesting + 1)
    if root.getroottree().xpath(f"boolean({deeper})"):
        raise OverLimitError("nesting")
    return root


_PARSERS_OWN = (("Excessive depth", "nesting"), ("huge text", "line"), ("too long", "line"), ("emory", "memory"))
"""The limits that the parser keeps to by itself, by words of its message."""


def check_refusal(error: etree.XMLSyntaxError) -> None:
    """Raise `OverLimitError` if the parser refused a file for a limit of its own, and not because it is damaged."""
    for words, name in _PARSERS_OWN:
        if words in str(error):
            raise OverLimitError(name) from error
