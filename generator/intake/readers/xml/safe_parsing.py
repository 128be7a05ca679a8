"""Parses XML that may come from anyone: no entity of its own is filled in, nothing is fetched, sizes are limited.

lxml's own parser is enough for this; defusedxml has deprecated its module for lxml.
"""

from __future__ import annotations

from html.entities import html5

from lxml import etree

from generator.core.diagnostics import Position, diagnostic
from generator.intake.readers.elements import Element, check_nesting, check_refusal
from generator.intake.source_document import UnreadableError


def parse(data: bytes, name: str) -> Element:
    """Return the root of an XML file; comments and processing instructions are left out.

    Raises:
        UnreadableError: if it is no XML, or declares entities.
        OverLimitError: if it is nested too deep, or the parser refuses what is too much of it.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,  # libxml2 then limits depth (256), text (10 MB) and the growth of entities in attributes
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: Element = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if isinstance(error, etree.XMLSyntaxError):
            check_refusal(error)
        line = getattr(error, "lineno", None) or 0
        raise UnreadableError(diagnostic("source-wrong-type", Position(name, line), file=name, kind="XML")) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise UnreadableError(diagnostic("xml-entities", Position(name), file=name))
    return check_nesting(root)


def local(element: Element) -> str:
    """Return an element's name without its namespace; empty for what is no element (an entity)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def entity_text(element: Element) -> str:
    """Return the character of a named entity that a DTD elsewhere declares (`&eacute;`); else the entity as written."""
    written = element.text or ""
    return html5.get(written.removeprefix("&"), written)
