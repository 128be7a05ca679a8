"""A letter's Markdown file taken apart: front matter by key, sections by heading, footnotes by label."""

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
    """A file of a letter in its parts: front matter by key (each with its own lines), sections and footnotes."""

    front: dict[str, str]
    sections: dict[str, str]
    """By heading; "" is the text before any."""
    footnotes: dict[str, str]


def split_file(text: str) -> FileParts:
    """Part a file; one without front matter is all text."""
    match = FRONT_MATTER.match(text)
    front, body = (match["front"], match["body"]) if match else ("", text)
    keys = list(_KEY.finditer(front))
    bounds = [*(key.start() for key in keys), len(front)]
    blocks = {key["key"]: front[key.start() : end] for key, end in zip(keys, bounds[1:], strict=True)}
    footnotes = {found["label"]: found["text"].strip() for found in _FOOTNOTE.finditer(body)}
    body = _FOOTNOTE.sub("", body)
    heads = list(_SECTION.finditer(body))
    sections = {"": body[: heads[0].start() if heads else len(body)].strip()}
    starts = [*(head.start() for head in heads), len(body)]
    for head, end in zip(heads, starts[1:], strict=True):
        sections[head["title"]] = body[head.end() : end].strip()
    return FileParts(blocks, sections, footnotes)
