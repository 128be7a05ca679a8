"""The class of an XML or HTML element, for the readers of both; lxml gives it no public name."""

from __future__ import annotations

from lxml import etree

Element = etree._Element  # noqa: SLF001 (the class has no public name)
