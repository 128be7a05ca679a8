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
