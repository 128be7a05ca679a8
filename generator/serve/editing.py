"""What the preview knows of the site for whom edits it: which file a page shows, what may be chosen, what is left to do."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from generator import build as pipeline
from generator.core import digest, editors
from generator.core.diagnostics import Catalogue, Diagnostic, Position
from generator.core.model import Letter, Note, Question
from generator.graph.content_index import ContentIndex
from generator.graph.site import QuestionKey, SiteGraph
from generator.graph.worklist import DOUBT, Work
from generator.pages.planned import pages_by_origin
from generator.pages.views import DocumentView
from generator.serve import content_changes
from generator.serve.content_changes import RefusedError
from generator.serve.note_text import index_of

Remaining = Callable[[pipeline.Prepared], tuple[Work, ...]]


class Shown:
    """The site as the last good build made it; what is asked of it is worked out once."""

    def __init__(self, draft: pipeline.Prepared, remaining: Remaining) -> None:
        self.draft = draft
        self._remaining = remaining

    @property
    def graph(self) -> SiteGraph:
        """The linked site."""
        return self.draft.graph

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """The address of the page of each content file."""
        return pages_by_origin(self.draft.plan.pages)

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The content file that each page shows, by its address."""
        return {path: origin for origin, path in self.pages.items()}

    @cached_property
    def documents(self) -> Mapping[str, str]:
        """The content file for the document that each page of one shows, by its address; it need not be there."""
        shown = (page.path for page in self.draft.plan.pages if page.type == DocumentView.__name__)
        return {path: f"content/documents/{path.strip('/').rpartition('/')[2]}.md" for path in shown}

    @cached_property
    def index(self) -> ContentIndex:
        """What links can lead to."""
        return index_of(self.graph)

    @cached_property
    def work(self) -> tuple[Work, ...]:
        """What is left to do."""
        return self._remaining(self.draft)

    @cached_property
    def doubts(self) -> frozenset[Diagnostic]:
        """What imports were not sure of."""
        return frozenset(problem for work in self.work for problem in work.kinds.get(DOUBT, ()))

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The question in each content file."""
        return {question.position.path: question for question in self.graph.questions.values()}

    def page_of(self, path: str) -> str:
        """Return the address of the page on which what a content file says is shown; empty where there is none."""
        if "/notes/" not in path:
            return self.pages.get(path, "")
        letter = self.graph.letters.get(path.split("/")[2])
        for note in letter.notes if letter else ():
            if letter and note.position.path == path:
                question = self.graph.questions.get(QuestionKey(letter.id, note.number or 0))
                at = question.position.path if question else letter.position.path
                return f"{self.pages.get(at, '')}#n-{note.id}"
        return ""


class Editing:
    """The editor's side of a preview; it changes nothing itself (`actions`)."""

    def __init__(self, site: Path, remaining: Remaining, wording: Catalogue, words: Mapping[str, str]) -> None:
        """Set up for the site in a folder; nothing of it is known before the first good build."""
        self.site = site
        self.wording = wording
        self.words = words
        self.token = secrets.token_urlsafe(32)
        """What each request of a page of this run has to send along."""
        self._remaining = remaining
        self._shown: Shown | None = None

    @property
    def tool_words(self) -> dict[str, str]:
        """What the tools say."""
        return {key: text for key, text in self.words.items() if key.startswith("tool-")}

    def show(self, draft: pipeline.Prepared) -> None:
        """Take over what a build that published made."""
        self._shown = Shown(draft, self._remaining)

    @property
    def shown(self) -> Shown:
        """The site as the last good build made it.

        Raises:
            RefusedError: there was no such build yet.
        """
        if self._shown is None:
            raise RefusedError("not-ready")
        return self._shown

    def knows(self, token: str) -> bool:
        """Say whether a token is the one of this run."""
        return hmac.compare_digest(token.encode(), self.token.encode())

    def editor(self, position: Position) -> str | None:
        """Return the address that opens a file in the editor's program, if `site.yml` names one."""
        template = self._shown and self._shown.draft.config.editor
        path = (self.site / position.path).as_posix()
        return editors.address(template, path, max(position.line, 1), max(position.column, 1)) if template else None

    def told(self, problem: Diagnostic) -> dict[str, Any]:
        """Return a problem in words."""
        return {
            "place": str(problem.position),
            "line": problem.position.line,
            "message": self.wording.message(problem),
            "hint": self.wording.hint(problem),
        }

    def file(self, path: str) -> dict[str, Any]:
        """Return what a page needs to know of a file to change or open it."""
        data = content_changes.read(self.site, path)
        return {
            "path": path,
            "absolute": str(self.site / path),
            "editor": self.editor(Position(path, 1, 1)),
            "digest": digest.sha256(data),
        }


def letter_of(shown: Shown, page: str) -> tuple[Letter, Question | None]:
    """Return the letter that a page shows, and the question if it shows one.

    Raises:
        RefusedError: it shows neither.
    """
    path = shown.files.get(page, "")
    parts = path.split("/")
    letter = shown.graph.letters.get(parts[2]) if parts[:2] == ["content", "letters"] and len(parts) > 2 else None
    if letter is None:
        raise RefusedError("no-letter-here")
    return letter, next((one for one in letter.questions if one.position.path == path), None)


def note_of(letter: Letter, name: str) -> Note:
    """Return a note of a letter.

    Raises:
        RefusedError: there is none with that name.
    """
    found = next((note for note in letter.notes if note.id == name), None)
    if found is None:
        raise RefusedError("gone")
    return found
