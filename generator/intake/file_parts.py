"""A letter's Markdown file in its parts: front matter by key, sections by heading, footnotes by label."""

from __future__ import annotations

import re
from dataclasses import dataclass

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<front>.*?)^---[ \t]*\n(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^(?P<key>[A-Za-z_]\w*):", re.MULTILINE)
_SECTION = re.compile(r"^##[ \t]+(?P<title>\S.*?)[ \t]*$", re.MULTILINE)
_FOOTNOTE = re.compile(
    r"^\[\^(?P<label>[^\]]+)\]:[ \t]*(?P<text>.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n[ \t]+\S)))*)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class FileParts:
    """The parts of a file."""

    front: dict[str, str]
    """The lines of each key of the front matter, the key's own line first."""
    sections: dict[str, str]
    """The text under each `##` heading; under "" the text before the first."""
    footnotes: dict[str, str]


def split_file(text: str) -> FileParts:
    """Split a file into its parts; a file without front matter is all text."""
    match = FRONT_MATTER.match(text)
    front, body = (match["front"], match["body"]) if match else ("", text)
    keys = list(_KEY.finditer(front))
    bounds = [*(key.start() for key in keys), len(front)]
    blocks = {key["key"]: front[key.start() : end] for key, end in zip(keys, bounds[1:], strict=True)}
    footnotes = {found["label"]: found["text"].strip() for found in _FOOTNOTE.finditer(body)}
    body = _FOOTNOTE.sub("", body)
    headings = list(_SECTION.finditer(body))
    sections = {"": body[: headings[0].start() if headings else len(body)].strip()}
    starts = [*(heading.start() for heading in headings), len(body)]
    for heading, end in zip(headings, starts[1:], strict=True):
        sections[heading["title"]] = body[heading.end() : end].strip()
    return FileParts(blocks, sections, footnotes)
