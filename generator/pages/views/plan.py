"""The render plan: every output file with the view or text it is made of, and the template of each kind of view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from generator.pages.views.actor import ActorsView, ActorView
from generator.pages.views.answer import AnswerView
from generator.pages.views.document import DocumentsView, DocumentView
from generator.pages.views.embed import EmbedView
from generator.pages.views.fingerprint import Fingerprint, fingerprint
from generator.pages.views.head import SiteView
from generator.pages.views.letter import LetterView
from generator.pages.views.lists import ArticlesView, HomeView, LettersView, NotesView
from generator.pages.views.search import SearchText, SearchView
from generator.pages.views.share import ShareCard
from generator.pages.views.site import MissingView, ProseView, RedirectView, WithdrawnView
from generator.pages.views.topic import TopicsView, TopicView


@dataclass(frozen=True, slots=True)
class TextFile:
    """A ready file that needs no template: a feed, a sitemap, an export."""

    text: str


View = (
    AnswerView
    | LetterView
    | ActorView
    | ActorsView
    | TopicView
    | TopicsView
    | DocumentView
    | DocumentsView
    | LettersView
    | HomeView
    | NotesView
    | ArticlesView
    | SearchView
    | ProseView
    | MissingView
    | RedirectView
    | WithdrawnView
    | EmbedView
)

TEMPLATES: Mapping[type, str] = {
    AnswerView: "answer.html",
    LetterView: "letter.html",
    ActorView: "actor.html",
    ActorsView: "actors.html",
    TopicView: "topic.html",
    TopicsView: "topics.html",
    DocumentView: "document.html",
    DocumentsView: "documents.html",
    LettersView: "letters.html",
    HomeView: "home.html",
    NotesView: "notes.html",
    ArticlesView: "articles.html",
    SearchView: "search.html",
    ProseView: "prose.html",
    MissingView: "missing.html",
    RedirectView: "redirect.html",
    WithdrawnView: "withdrawn.html",
    EmbedView: "embed.html",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What stands for a view that was made before from the same: all that can be said of it without making it again."""

    type: type[View | TextFile]
    fingerprint: Fingerprint
    kind: str
    """What the page's frame says it is; empty for a text."""
    index: bool
    """Whether search engines may list it."""
    again: Callable[[], View | TextFile] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Page:
    """One output file: a view for a template, ready text, or a file to copy."""

    path: str
    """Site path: `/brieven/2021z16860/vraag-2/`, `/sitemap.xml`."""
    content: View | TextFile | Known
    origin: str
    """The content file it came from, for messages; empty where it came from the site as a whole."""
    line: int = 1
    """The line in it that asks for the page: an old address stands in a front matter."""
    column: int = 1

    @property
    def view(self) -> View | TextFile:
        """What it shows; what was only known is made now."""
        return self.content.again() if isinstance(self.content, Known) else self.content

    @property
    def type(self) -> type[View | TextFile]:
        """Which kind of view it shows."""
        return self.content.type if isinstance(self.content, Known) else type(self.content)

    @property
    def fingerprint(self) -> Fingerprint:
        """What tells its view from any other."""
        return self.content.fingerprint if isinstance(self.content, Known) else fingerprint(self.content)

    @property
    def kind(self) -> str:
        """What its frame says it is: `answer`, `letter`, …; empty for a text."""
        if isinstance(self.content, Known):
            return self.content.kind
        return "" if isinstance(self.content, TextFile) else self.content.page.kind

    @property
    def index(self) -> bool:
        """Whether search engines may list it; a text is no page to be listed."""
        if isinstance(self.content, Known):
            return self.content.index
        return not isinstance(self.content, TextFile) and self.content.page.index


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """A file that is published as it is: a letter's source. `origin` is relative to the site's root."""

    path: str
    origin: str
    sha256: str | None = None
    digest: str = ""
    """Fingerprint of its bytes (`core.digest.of_bytes`), where it was read already."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that will be published, in the order of paths."""

    site: SiteView
    pages: tuple[Page, ...]
    files: tuple[CopiedFile, ...] = ()
    found: tuple[SearchText, ...] = ()
    """What search is to find; empty where the site has no search."""
    cards: tuple[ShareCard, ...] = ()
    """What is to be drawn; empty where no pictures are made."""
