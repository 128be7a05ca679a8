"""The labels of list items on a web page: printed in the text, or set by the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.intake.readers.html.page_runs import tidy
from generator.intake.source_document import DocBlock

_PRINTED = re.compile(r"\s*((?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})(?:[.)°:]|\.\)|°\.)|[-–—•●▪■]))(?=\s)", re.IGNORECASE)


def labelled(blocks: list[DocBlock], label: str | None) -> Iterator[DocBlock]:
    """Yield the blocks of a list item, the first of them with a label: the one in its text, else the browser's.

    `label` is the browser's; None if it sets none. A printed label may also be a paragraph before the text.
    """
    alone: str | None = None  # a label that is a paragraph
    for at, block in enumerate(blocks):
        if alone and block.runs and not block.label:
            yield replace(block, label=alone)
            alone = None
            continue
        if at or not block.runs or block.label:
            yield block
            continue
        printed = _PRINTED.match(block.runs[0].text + ("" if len(block.runs) > 1 else " "))
        if printed and (label in {None, "•"} or printed[1][:-1] == str(label)[:-1]):
            rest = tidy([replace(block.runs[0], text=block.runs[0].text[printed.end() :]), *block.runs[1:]])
            if not rest and len(blocks) > 1:
                alone = printed[1]
                continue
            yield replace(block, runs=rest, label=printed[1])
        else:
            yield replace(block, label=label)
