"""The page in the making: its path, and so every link from it, in final form. What the page shows is not known here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlsplit

from msgspec.structs import replace

from generator.core import urls
from generator.core.language import territory
from generator.core.model import LetterHead, Text
from generator.core.parts import FEEDS
from generator.graph.excerpts import first_words, shorten
from generator.graph.site import QuestionKey
from generator.pages.views import NavItem, PageMeta, Ref
from generator.pages.writing.site_context import FEED, OPENSEARCH, Frame, SiteContext

FONTS = "/assets/fonts.css"
FACES = ("/assets/fonts/serif-regular-20ce1736.woff2", "/assets/fonts/serif-semibold-9ca5cb86.woff2")
"""The faces of the theme's own type that a letter and an answer begin with."""
_READ = frozenset({"letter", "answer", "earlier"})
DESCRIPTION = 155
"""How many characters search engines show of a description."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """A page in the making, at its site path. With `root`, links are not relative but begin with it."""

    site: SiteContext
    path: str
    root: str | None = None
    """`https://host/base` for text that is read elsewhere (feeds), `/base` for a page shown under any path (404)."""

    def to(self, path: str) -> str:
        """Return the link from here to a site path, anchor included."""
        if self.root is None:
            return urls.relative(self.path, path, offline=self.site.offline)
        return f"{self.root}{self.path}{path}" if path.startswith("#") else f"{self.root}{path}"

    def in_page(self) -> str:
        """Return what links to anchors of this page begin with."""
        return "" if self.root is None else f"{self.root}{self.path}"

    def letter(self, letter: LetterHead) -> Ref:
        """Return a letter as a list shows it."""
        site = self.site
        path = urls.letter(site.segments, letter.id)
        received = letter.date is None and letter.received is not None
        asked = letter.date is None and letter.received is None
        day, lang = site.day(letter.day), site.foreign(letter.lang)
        return Ref(self.to(path), letter.title, day, lang, received=received, asked=asked)

    def question(self, key: QuestionKey, anchor: str = "") -> Ref:
        """Return a question as a list shows it; the date is its letter's."""
        letter = self.site.graph.letters[key.letter]
        lang = self.site.foreign(letter.lang)
        url = self.to(self.site.question_path(key, anchor))
        return Ref(url, self.site.title(key), self.site.day(letter.day), lang, key.number)

    def on_page(self, key: QuestionKey) -> Ref:
        """Return a question of the letter whose whole is on this page, further up or down."""
        return replace(
            self.question(key), url=f"#{urls.question_anchor(self.site.segments, self.site.holder(key).number)}"
        )

    def actor(self, actor_id: str) -> Ref:
        """Return an actor; one without a file has its id for a name and no page."""
        actor = self.site.graph.actors.get(actor_id)
        return Ref(self.to(urls.actor(self.site.segments, actor_id)), actor.name) if actor else Ref("", actor_id)

    def topic(self, topic_id: str) -> Ref:
        """Return a topic; one without a file has its id for a name and no page."""
        topic = self.site.graph.topics.get(topic_id)
        return Ref(self.to(urls.topic(self.site.segments, topic_id)), topic.name) if topic else Ref("", topic_id)

    def meta(
        self,
        kind: str,
        title: str,
        *,
        text: Text = (),
        description: str = "",
        lang: str | None = None,
        published: dt.date | None = None,
        index: bool = True,
    ) -> PageMeta:
        """Return what the page's head and frame need; the first words of `text` describe it, else `description` does."""
        site = self.site
        frame = self._frame()
        return PageMeta(
            kind=kind,
            title=title,
            path=self.path,
            lang=lang or site.config.lang,
            home=frame.home,
            stylesheet=frame.stylesheet,
            script=frame.script,
            feed=frame.feed,
            nav=frame.nav,
            description=first_words(text, DESCRIPTION) or shorten(description, DESCRIPTION),
            canonical=f"{site.base_url}{self.path}" if site.base_url else None,
            published=site.day(published),
            index=index,
            own_pages=frame.own_pages,
            opensearch=frame.opensearch,
            own_feed=FEED if self.path in site.followed else "",
            fonts=frame.fonts,
            # A browser lets no page on a disk load a font ahead, and complains.
            preloaded=frame.faces if kind in _READ and not site.offline else (),
            locale=territory(lang) if lang and site.foreign(lang) else None,
        )

    def _frame(self) -> Frame:
        """Return the links around the page; pages beside each other two or more folders deep have the same."""
        parent = self.path[: self.path.rstrip("/").rfind("/") + 1]
        shared = parent.count("/") > 1 and self.path.endswith("/") and self.root is None
        key = f"{parent}*" if shared else self.path
        found = self.site.frames.get(key)
        if found is None:
            own = self.site.config.fonts == "own"
            found = self.site.frames[key] = Frame(
                home=self.to("/"),
                stylesheet=self.to(self.site.stylesheet),
                script=self.to(self.site.script),
                fonts=self.to(FONTS) if own else "",
                faces=tuple(map(self.to, FACES)) if own else (),
                feed=self.to(f"/{FEED}") if self.site.makes(FEEDS) else "",
                nav=tuple(
                    NavItem(name, self.to(path), current=self.path.startswith(path))
                    for name, path in self.site.sections
                ),
                own_pages=tuple(Ref(self.to(path), title) for path, title in self.site.own_pages),
                opensearch=self.to(f"/{OPENSEARCH}") if self.site.has_opensearch else "",
            )
        return found


def base_path(base_url: str | None) -> str:
    """Return the path of the site on its host, without a slash at its end."""
    return urlsplit(base_url).path.rstrip("/") if base_url else ""
