"""Renders pages while their views are at hand, and puts what changed into the staging folder.

Copies of this process render too (`core.workers`); what they did comes back as data, file by file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec

from generator.core import digest, urls
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.values import Value
from generator.output.manifest import Entry, Stamp
from generator.output.survey import Item, Survey
from generator.output.template_problem import TemplateProblem
from generator.output.templates import Templates
from generator.output.write import Stage, Staged
from generator.pages.kinds.table import KINDS
from generator.pages.planned import Page, SearchText, TextFile
from generator.pages.views import SiteView

_NOT_WRITTEN = Stamp(0, 0)


class _Rendered(Value, frozen=True):
    """A file that was rendered."""

    key: str
    """Of what it was made from."""
    content: str
    """The digest of its bytes."""
    staged: Staged | None
    """The new file; None where the published one has the same bytes."""


class _News(Value, frozen=True):
    """What a copy of the process did."""

    rendered: dict[str, _Rendered]
    found: dict[str, tuple[str, str]]
    problems: dict[str, Diagnostic]


@dataclass(frozen=True, slots=True)
class First:
    """The files that somebody waits for, and who is told of each as soon as it is rendered."""

    files: frozenset[str]
    tell: Callable[[str, bytes], None]


class Rendering:
    """The files that one build renders, from what it found in the output."""

    def __init__(
        self, found: Survey, site: SiteView, templates: Templates, stage: Stage, first: First | None = None
    ) -> None:
        """Set up the rendering; nothing is rendered yet."""
        self._first = first
        self._survey = found
        self._site = site
        self._templates = templates
        self._stage = stage
        self._rendered: dict[str, _Rendered] = {}
        self._found: dict[str, tuple[str, str]] = {}
        self._problems: dict[str, Diagnostic] = {}
        """By template, or by the path of a page that has none; of each template one problem is said."""

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What could not be rendered."""
        return tuple(self._problems[key] for key in sorted(self._problems))

    @property
    def staged(self) -> dict[str, Staged]:
        """The new files, by path in the output, in the order of paths."""
        return {path: made.staged for path, made in sorted(self._rendered.items()) if made.staged}

    def take(self, pages: Iterable[Page], found: Iterable[SearchText] = ()) -> None:
        """Render those of the pages that must be, and keep what search finds of them."""
        first = self._first.files if self._first else ()
        for page in sorted(pages, key=lambda page: urls.file(page.path) not in first) if first else pages:
            item = self._survey.page(page)
            if item.reasons:
                self.render(item)
        for text in found:
            self._found[text.path] = text.digest, self._stage.put(text.html.encode()).name

    def render(self, item: Item) -> None:
        """Render a file, unless it was rendered from the same already, or something is wrong with its template."""
        made = self._rendered.get(item.path)
        if made is not None and made.key == item.key.digest:
            return
        data = self._bytes(item)
        if data is None:
            return
        if self._first and item.path in self._first.files:
            self._first.tell(item.path, data)
        content = digest.of_bytes(data)
        old = self._survey.known.entries.get(item.path)
        same = old is not None and old.content == content and item.intact
        self._rendered[item.path] = _Rendered(item.key.digest, content, None if same else self._stage.put(data))

    def entry(self, item: Item) -> Entry:
        """Return what the manifest says of a file that was rendered."""
        made, old, key = self._rendered[item.path], self._survey.known.entries.get(item.path), item.key
        stamp = made.staged.stamp if made.staged else old.stamp if old else _NOT_WRITTEN
        return Entry(key.digest, made.content, stamp, key.kind, key.parts)

    def is_published(self, path: str, content: str) -> bool:
        """Say whether the output has a file of this digest at a path, as we wrote it."""
        return self._survey.holds(path, content)

    def keep(self, paths: set[str]) -> None:
        """Drop what was rendered and is not planned after all."""
        self._rendered = {path: made for path, made in self._rendered.items() if path in paths}

    def search_text(self, text: SearchText) -> SearchText:
        """Return what search finds of a page, from the document that was kept of it, where there is one."""
        kept, name = self._found.get(text.path, ("", ""))
        return (
            SearchText(text.path, text.digest, lambda: self._stage.read(name).decode()) if kept == text.digest else text
        )

    def prepare(self) -> None:
        """Compile all templates, so that no copy of the process must."""
        for kind in KINDS:
            if kind.template:
                self._templates.load(kind.template)

    def begin(self) -> None:
        """Leave to the process that this one is a copy of what it rendered."""
        self._rendered, self._found, self._problems = {}, {}, {}
        self._stage.begin()

    def additions(self) -> bytes:
        """Return what was rendered since the last call, as MessagePack; of a broken template no more is rendered."""
        news = _News(self._rendered, self._found, self._problems)
        self._rendered, self._found = {}, {}
        return msgspec.msgpack.encode(news)

    def add(self, additions: bytes) -> None:
        """Take in what a copy of this process rendered."""
        news = msgspec.msgpack.decode(additions, type=_News)
        self._rendered |= news.rendered
        self._found |= news.found
        self._problems |= news.problems

    def _bytes(self, item: Item) -> bytes | None:
        if item.source is not None:
            return item.source.read_bytes()
        page, template = item.page, item.key.template
        if page is None or (template and template in self._problems):
            return None
        view = page.view
        if isinstance(view, TextFile):
            return view.text.encode()
        try:
            return self._templates.render(template, view, self._site).encode()
        except TemplateProblem as problem:
            self._problems[template] = problem.problem
        except UnicodeEncodeError as error:
            at = Position(page.origin or item.path)
            self._problems[item.path] = diagnostic("unencodable-text", at, reason=error.reason)
        return None
