"""A letter's Markdown as plain text, in units: the cover letter, each question, answer and footnote.

Reads the files by itself, with the same syntax as the site but none of its code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.superscript import superscript_plugin

from generator.core.languages import HEADINGS
from generator.verify.streams import RawPassage, Stream, stream


@dataclass(frozen=True, slots=True)
class Unit:
    """One text of the letter. `numbers` are the questions it asks or answers; none for the cover letter."""

    kind: str
    """`cover`, `question`, `answer` or `footnote`."""
    path: str
    numbers: tuple[int, ...] = ()
    start: int = 0
    end: int = 0
    """Where it stands in the stream."""
    begin: int = 0
    """Where its own text begins in the stream: behind headings by theme, which the source has above the label."""


@dataclass(frozen=True, slots=True)
class LetterText:
    """All of a letter's official text, and what its front matter says about the source."""

    stream: Stream
    units: tuple[Unit, ...]
    meta: Mapping[str, object]


def read(folder: Path) -> LetterText:
    """Read a letter's folder: `letter.md`, then its questions by number. Editors' notes are not read.

    Raises:
        FileNotFoundError: where there is no `letter.md`.
        ValueError: where front matter cannot be read; the message names the file.
    """
    cover = _file(folder / "letter.md")
    texts = list(_texts(cover, "cover", (), ()))
    questions = [page for page in map(_file, sorted(folder.glob("*.md"))) if page.number is not None]
    for page in sorted(questions, key=lambda page: page.number or 0):
        asked = (page.number or 0, *page.joint)
        answered = {n for other in questions if other.answered_in == page.number for n in (other.number, *other.joint)}
        texts.extend(_texts(page, "", asked, (*asked, *sorted(n for n in answered if n is not None))))
    whole = stream(
        RawPassage(text, line, role=role, unit=index)
        for index, one in enumerate(texts)
        for text, line, role in one.lines
    )
    return LetterText(whole, tuple(_bounded(whole, texts)), cover.meta)


# --- Files -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _MarkdownFile:
    """One Markdown file: front matter, body, and the line the body starts on."""

    name: str
    meta: Mapping[str, object]
    body: str
    line: int

    @property
    def number(self) -> int | None:
        number = self.meta.get("number")
        return number if isinstance(number, int) else None

    @property
    def answered_in(self) -> object:
        return self.meta.get("answered_in")

    @property
    def joint(self) -> tuple[int, ...]:
        numbers = self.meta.get("with")
        return tuple(n for n in numbers if isinstance(n, int)) if isinstance(numbers, list) else ()


_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def _file(path: Path) -> _MarkdownFile:
    text = path.read_text("utf-8-sig").replace("\r\n", "\n")
    found = _FRONT_MATTER.match(text)
    if not found:
        return _MarkdownFile(path.name, {}, text, 1)
    try:
        meta = yaml.load(found[1], Loader=_DatelessLoader)  # noqa: S506 - a safe loader that leaves dates as text
    except yaml.YAMLError as error:
        raise ValueError(path.name) from error
    body = text[found.end() :]
    return _MarkdownFile(path.name, meta if isinstance(meta, dict) else {}, body, text.count("\n", 0, found.end()) + 1)


class _DatelessLoader(yaml.SafeLoader):
    """YAML without dates: they are compared as text."""


_DatelessLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


# --- Markdown --------------------------------------------------------------------------------------------------


class _MarkdownParser(MarkdownIt):
    """The site's syntax; addresses stay as they are written."""

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
        """Leave an address as it is written: its escapes are the source's."""
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's name and signature
        """Take every link for one, so that none shows its markup."""
        return True


def _parser() -> MarkdownIt:
    parser = _MarkdownParser("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True).use(superscript_plugin)
    return parser.disable(["code", "lheading", "reference", "html_block", "html_inline"])


_MARKDOWN = _parser()


@dataclass(frozen=True, slots=True)
class _UnitText:
    """A unit before it has its place in the stream: its texts with their lines."""

    unit: Unit
    lines: list[tuple[str, int, str]]
    """Each with its line and what it is: `body` or `heading`."""


def _texts(page: _MarkdownFile, kind: str, asked: tuple[int, ...], answered: tuple[int, ...]) -> Iterator[_UnitText]:
    """Yield the units of a file: the sections of a question, or the cover letter; then the footnotes."""
    footnotes: list[_UnitText] = []
    main = [_UnitText(Unit(kind, page.name), [])] if kind else []
    target = main[0].lines if main else []
    outer = target
    tokens = _MARKDOWN.parse(page.body)
    for index, token in enumerate(tokens):
        line = page.line + (token.map[0] if token.map else 0)
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0 and not kind:
            section = HEADINGS.get(tokens[index + 1].content)
            if section:
                main.append(_UnitText(Unit(section, page.name, asked if section == "question" else answered), []))
                target = main[-1].lines
        elif token.type == "footnote_reference_open":
            outer, label = target, str(token.meta["label"])
            footnotes.append(_UnitText(Unit("footnote", page.name, asked), [(_digits(label), line, "body")]))
            target = footnotes[-1].lines
        elif token.type == "footnote_reference_close":
            target = outer
        elif token.type == "list_item_open" and token.info:
            target.append((token.info, line, "body"))
        elif token.type in ("fence", "code_block"):
            target.append((token.content, line, "body"))
        elif token.type == "inline" and not _is_section(tokens, index, kind):
            role = "heading" if tokens[index - 1].type == "heading_open" else "body"
            target.append((_inline(token.children or []), line, role))
    yield from main
    yield from footnotes


def _is_section(tokens: Sequence[Token], index: int, kind: str) -> bool:
    before = tokens[index - 1]
    return not kind and before.type == "heading_open" and before.tag == "h2" and tokens[index].content in HEADINGS


def _inline(children: Sequence[Token]) -> str:
    """Return the text of a paragraph, with the number of each footnote mark where it stands."""
    out: list[str] = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            out.append("\n")
        elif child.type == "footnote_ref":
            out.append(f" {_digits(str(child.meta['label']))} ")
        else:
            out.append(child.content)
    return "".join(out)


def _digits(label: str) -> str:
    """Return a footnote's number as printed: the second series of a file has letters behind it (`1b`)."""
    return re.sub(r"(?<=\d)[a-z]$", "", label)


def _bounded(whole: Stream, texts: Sequence[_UnitText]) -> Iterator[Unit]:
    ends: dict[int, tuple[int, int]] = {}
    begins: dict[int, int] = {}
    for index, passage in enumerate(whole.passages):
        stop = whole.passages[index + 1].start if index + 1 < len(whole.passages) else len(whole.text)
        ends[passage.unit] = (ends.get(passage.unit, (passage.start, 0))[0], stop)
        if passage.role != "heading":
            begins.setdefault(passage.unit, passage.start)
    position = 0
    for number, one in enumerate(texts):
        start, end = ends.get(number, (position, position))
        begin = begins.get(number, start) if one.unit.kind == "question" else start
        yield Unit(one.unit.kind, one.unit.path, one.unit.numbers, start, end, begin)
        position = end
