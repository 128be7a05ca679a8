"""XML of officielebekendmakingen.nl → SourceDocument: questions and answers, who and when, as the publisher marked them."""

from __future__ import annotations

from generator.core.diagnostics import Position, diagnostic
from generator.intake.readers.xml import publication_metadata
from generator.intake.readers.xml.safe_parsing import local, parse
from generator.intake.readers.xml.text_walk import TextWalk
from generator.intake.source_document import Role, SourceDocument, UnreadableError

_ROOTS = frozenset("officiele-publicatie kamervragen kamerstuk".split())
"""The elements that a publication begins with."""


def read(data: bytes, name: str) -> SourceDocument:
    """Read a publication.

    Raises:
        UnreadableError: if it is no XML, not safe, of another kind than these publications, or without text.
    """
    root = parse(data, name)
    if local(root) not in _ROOTS:
        raise UnreadableError(diagnostic("xml-not-a-publication", Position(name), file=name, element=local(root)))
    meta = publication_metadata.of_publication(root, name)
    walk = TextWalk(name)
    blocks = walk.blocks(root)
    if not any(block.role is Role.BODY and (block.runs or block.rows) for block in blocks):
        raise UnreadableError(diagnostic("source-no-text", Position(name), file=name))
    return SourceDocument(
        format="xml",
        blocks=blocks,
        footnotes=tuple(walk.footnotes),
        title=next((value for key, value in meta if key.lower() in {"dc.title", "dcterms.title"}), None),
        problems=tuple(walk.problems),
        meta=meta,
    )
