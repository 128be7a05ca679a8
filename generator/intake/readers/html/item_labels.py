"""The labels of list items on a web page: printed in the text, or set by the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.intake.readers.html.page_runs import tidy
from generator.intake.source_document import DocBlock

_OWN_LABEL = re.compile(r"\s*((?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})(?:[.)°:]|\.\)|°\.)|[-–—•●▪■]))(?=\s)", re.IGNORECASE)


def labelled(blocks: list[DocBlock], label: str | None) -> Iterator[DocBlock]:
    """Yield a list item its label: the one its text prints itself, if it does, else the one the browser would."""
    waiting: str | None = None  # a label that is a paragraph of its own
    for at, block in enumerate(blocks):
        if waiting and block.runs and not block.label:
            yield replace(block, label=waiting)
            waiting = None
            continue
        if at or not block.runs or block.label:
            yield block
            continue
        own = _OWN_LABEL.match(block.runs[0].text + ("" if len(block.runs) > 1 else " "))
        if own and (label is None or own[1][:-1] == label[:-1] or label == "•"):
            rest = tidy([replace(block.runs[0], text=block.runs[0].text[own.end() :]), *block.runs[1:]])
            if not rest and len(blocks) > 1:
                waiting = own[1]
                continue
            yield replace(block, runs=rest, label=own[1])
        else:
            yield replace(block, label=label)
