"""A letter's folder as its official text is shown: Markdown to HTML blocks, with the site's syntax but none of its code.

Whoever has the site's own blocks compares those; this is for a folder without a site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin, tokenize
from mdit_py_plugins.superscript import superscript_plugin

from generator.core.diagnostics import Position
from generator.core.languages import HEADINGS
from generator.core.proof import Departure, ShownBlock, ShownLetter, ShownText, TextKind


@dataclass(frozen=True, slots=True)
class LetterFolder:
    """All of a letter's official text, and the front matter of `letter.md`."""

    shown: ShownLetter
    meta: Mapping[str, object]
    departures: tuple[Departure, ...] = ()
    """Where its files declare that they depart from the source; those that are not written right are left out."""


def read(folder: Path) -> LetterFolder:
    """Read a letter's folder: `letter.md`, then its questions by number, footnotes last. Editors' notes are not read.

    Raises:
        OSError: where a file cannot be read.
        ValueError: where a file is not UTF-8, or its front matter cannot be read; the message names the file.
    """
    cover = _file(folder / "letter.md")
    texts = [*_texts(cover, TextKind.COVER, (), ())]
    footnotes = [one for one in texts if one.kind is TextKind.FOOTNOTE]
    texts = [one for one in texts if one.kind is not TextKind.FOOTNOTE]
    questions = [page for page in map(_file, sorted(folder.glob("*.md"))) if page.number is not None]
    for page in sorted(questions, key=lambda page: page.number or 0):
        asked = (page.number or 0, *page.joint)
        answered = {n for other in questions if other.answered_in == page.number for n in (other.number, *other.joint)}
        for one in _texts(page, None, asked, (*asked, *sorted(n for n in answered if n is not None))):
            (footnotes if one.kind is TextKind.FOOTNOTE else texts).append(one)
    declared = tuple(one for page in (cover, *questions) for one in _departures(page))
    return LetterFolder(ShownLetter(folder.name, (*texts, *footnotes)), cover.meta, declared)


def _departures(page: _MarkdownFile) -> Iterator[Departure]:
    rows = page.meta.get("departures")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict):
            source, shown, place, reason = (str(row.get(key) or "").strip() for key in _DEPARTURE)
            if reason and (place or shown) and source.split() != shown.split():
                yield Departure(place or shown, source, shown, reason, Position(page.name, 1))


_DEPARTURE = ("source", "shown", "place", "reason")


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
    try:
        text = path.read_text("utf-8-sig").replace("\r\n", "\n")
        found = _FRONT_MATTER.match(text)
        if not found:
            return _MarkdownFile(path.name, {}, text, 1)
        meta = yaml.load(found[1], Loader=_DatelessLoader)  # noqa: S506 - a safe loader that leaves dates as text
    except (UnicodeDecodeError, yaml.YAMLError) as error:
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
    parser.use(sub_plugin).inline.ruler.at("sub", _lowered)
    parser.add_render_rule("footnote_ref", _mark)
    parser.add_render_rule("ordered_list_open", _numbered)
    parser.add_render_rule("image", _description)
    return parser.disable(["code", "lheading", "reference", "html_block", "html_inline"])


def _lowered(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """Take `CO~2~` for lowered text, and the signs of an address (`/~jan/`) for themselves."""
    return not state.src[: state.pos].endswith(("/", "~")) and tokenize(state, silent)


def _mark(_self: object, tokens: Sequence[Token], index: int, *_: object) -> str:
    label = escape(_printed(str(tokens[index].meta["label"])))
    return f'<sup><a role="doc-noteref">{label}</a></sup>'


def _description(_self: object, tokens: Sequence[Token], index: int, *_: object) -> str:
    """Show a picture as pages do: by its description alone."""
    return escape(_plain(tokens[index].children or ()))


def _plain(tokens: Sequence[Token]) -> str:
    """Return the words of a description, without their markup."""
    return "".join(
        _plain(one.children) if one.children else "\n" if one.type.endswith("break") else one.content for one in tokens
    )


def _numbered(_self: object, tokens: Sequence[Token], index: int, *_: object) -> str:
    """Open a list as pages do: with the number it begins at, and the sign behind its numbers where that is a bracket."""
    token = tokens[index]
    paren = ' class="paren"' if token.markup == ")" else ""
    return f'<ol start="{token.attrs.get("start", 1)}"{paren}>'


def _printed(label: str) -> str:
    """Return a footnote's number as printed: the second series of a file has letters behind it (`1b`)."""
    return re.sub(r"(?<=\d)[a-z]$", "", label)


_MARKDOWN = _parser()


def _texts(
    page: _MarkdownFile, kind: TextKind | None, asked: tuple[int, ...], answered: tuple[int, ...]
) -> Iterator[ShownText]:
    """Yield the texts of a file: the sections of a question, or the cover letter; then the footnotes."""
    main: list[tuple[TextKind, list[ShownBlock]]] = [(kind, [])] if kind else []
    footnotes: list[ShownText] = []
    for block in _blocks(_MARKDOWN.parse(page.body)):
        first, line = block[0], page.line + (block[0].map[0] if block[0].map else 0)
        section = HEADINGS.get(block[1].content) if first.type == "heading_open" and first.tag == "h2" else None
        if section and not kind:
            main.append((TextKind(section), []))
        elif first.type == "footnote_reference_open":
            inner = tuple(_shown(one, page.line) for one in _blocks(block[1:-1]))
            label = _printed(str(first.meta["label"]))
            footnotes.append(ShownText(TextKind.FOOTNOTE, page.name, asked, label, inner or (ShownBlock("", line),)))
        elif main:
            main[-1][1].append(_shown(block, page.line))
    for section_kind, blocks in main:
        numbers = {TextKind.COVER: (), TextKind.QUESTION: asked}.get(section_kind, answered)
        yield ShownText(section_kind, page.name, numbers, blocks=tuple(blocks))
    yield from footnotes


def _blocks(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Cut tokens into those of one outer block each."""
    start = depth = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : index + 1]
            start = index + 1


def _shown(block: Sequence[Token], first_line: int) -> ShownBlock:
    html = _MARKDOWN.renderer.render(block, _MARKDOWN.options, {})
    return ShownBlock(html, first_line + (block[0].map[0] if block[0].map else 0))
