"""Cuts a letter's file into the regions it is written in (`core/written_file`), with the readers of every build.

Nothing is changed here, and what a region means is decided where files are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import yaml
from markdown_it.token import Token

from generator.content import markdown_reader
from generator.content.content_file import ContentFile, open_file
from generator.content.dialect import PARSER
from generator.content.letter_files import question
from generator.content.located_yaml import Value
from generator.content.path_kinds import kind_of
from generator.core.diagnostics import Diagnostic
from generator.core.model import MarkKind, Question, leaves
from generator.core.written_file import WrittenBlock, WrittenFile, WrittenValue

_STRUCTURE = ("number", "with", "answered_in")
"""Keys of a question's file without which it is not known what the file is."""


def cut(path: str, data: bytes) -> WrittenFile:
    """Cut a file; `path` is relative to the site's root. A file that cannot be read has problems and no regions."""
    file = open_file(path, data)
    number, problems = _number(file)
    if problems:
        return WrittenFile(path, data.decode("utf-8", "replace"), number, problems=problems)
    text = data.decode("utf-8")
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text)), len(text)]
    blocks = tuple(_blocks(file, text, starts))
    return WrittenFile(
        path,
        text,
        number,
        file.located.values,
        dict(_places(file, text, starts)),
        starts[file.body_line - 2],
        text[: starts[blocks[0].line - 1]] if blocks else text,
        blocks,
    )


def _number(file: ContentFile) -> tuple[int | None, tuple[Diagnostic, ...]]:
    """Return the number of a question's file, and why a file cannot be changed."""
    problems = tuple(problem for problem in (*file.problems, *file.located.problems) if problem.is_error)
    if kind_of(file.path) != "question" or problems:
        return None, problems
    read = question(file)
    wrong = {place for key in _STRUCTURE if (place := file.located.place((key,))) is not None}
    problems = tuple(
        problem
        for problem in read.problems
        if (problem.position.line, problem.position.column) in wrong and problem.code != "number-mismatch"
    )
    return (read.item.number if isinstance(read.item, Question) else None), problems


# --- Front matter ----------------------------------------------------------------------------------------------


def _places(file: ContentFile, text: str, starts: Sequence[int]) -> Iterator[tuple[tuple[str, ...], WrittenValue]]:
    """Yield every value of the front matter by its keys, with its span in the file."""
    head = re.sub(r"\r\n|\r", "\n", text[starts[1] : starts[file.body_line - 2]])
    node = yaml.compose(head, Loader=yaml.CSafeLoader)

    def offset(mark: yaml.Mark) -> int:
        return starts[min(mark.line + 1, len(starts) - 1)] + mark.column

    def end(node: yaml.Node) -> int:
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return end(last[1] if isinstance(last, tuple) else last)
        return offset(node.end_mark)

    def walk(
        node: yaml.Node | None, values: Mapping[str, Value], at: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], WrittenValue]]:
        if not isinstance(node, yaml.MappingNode):
            return
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen or name not in values:
                continue
            seen.add(name)
            flow = not isinstance(value, yaml.CollectionNode) or bool(value.flow_style)
            yield (*at, name), WrittenValue(offset(value.start_mark), end(value), values[name], flow)
            inner = values[name]
            if isinstance(inner, dict):
                yield from walk(value, inner, (*at, name))

    yield from walk(node, file.located.values, ())


# --- Markdown --------------------------------------------------------------------------------------------------


def _blocks(file: ContentFile, text: str, starts: Sequence[int]) -> Iterator[WrittenBlock]:
    """Yield the outermost blocks of a file's Markdown; their texts and gaps are all of it after the first block's begin."""
    lines = file.body.split("\n")
    spans = list(_spans(PARSER.parse(file.body), lines))
    for index, (token, first, last) in enumerate(spans):
        begin = file.body_line + first - 1
        start, written_end = starts[begin], starts[file.body_line + last - 1]
        after = starts[file.body_line + spans[index + 1][1] - 1] if index + 1 < len(spans) else len(text)
        written = text[start:written_end].rstrip("\r\n")
        source = "\n".join(lines[first:last])
        parsed = markdown_reader.parse(source, file.path, begin + 1)
        found = parsed.footnotes[0].blocks if parsed.footnotes and not parsed.blocks else parsed.blocks
        official = tuple(
            (
                paragraph.text,
                tuple((mark.start, mark.value) for mark in paragraph.marks if mark.kind is MarkKind.FOOTNOTE),
            )
            for paragraph in leaves(found)
        )
        opens = token.type == "heading_open" and token.tag in ("h1", "h2")
        yield WrittenBlock(
            written,
            text[start + len(written) : after],
            begin + 1,
            official,
            official[0][0] if opens and official else "" if opens else None,
            str(token.meta["label"]) if token.type == "footnote_reference_open" else None,
        )


def _spans(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[tuple[Token, int, int]]:
    """Yield each outermost block with its first line and the line after its last one that is not blank."""
    found: list[tuple[Token, int, int]] = [
        (token, token.map[0], token.map[1]) for token in tokens if token.level == 0 and token.nesting >= 0 and token.map
    ]
    for index, (token, first, end) in enumerate(found):
        last = min(end, found[index + 1][1]) if index + 1 < len(found) else end
        while last > first + 1 and (last > len(lines) or not lines[last - 1].strip()):
            last -= 1
        yield token, first, last
