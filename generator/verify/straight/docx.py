"""Word files: the text of all paragraphs in the parts that can hold official text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from generator.verify.streams import RawPassage

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DOCX_PARTS = re.compile(r"word/(?:document|footnotes|endnotes)\.xml")
"""Where official text can be; a file may hold heads and feet that none of its pages has."""


def read(data: bytes) -> Iterator[RawPassage]:
    """Yield the text of every paragraph, also in text boxes; not the second form of a drawing, nor deleted text."""
    number = 0
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in filter(_DOCX_PARTS.fullmatch, archive.namelist()):
            root = etree.fromstring(archive.read(name), parser)
            for fallback in root.iter(_FALLBACK):
                fallback.clear()
            for paragraph in root.iter(f"{_WORD}p"):
                number += 1
                yield RawPassage("".join(_own_text(paragraph)), number)


def _own_text(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br"):
        if next(element.iterancestors(f"{_WORD}p")) is paragraph:
            yield (element.text or "") if element.tag == f"{_WORD}t" else " "
