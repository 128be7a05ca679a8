"""The table of all kinds of output. A new kind is a module beside this one and a row in here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.core import parts
from generator.pages.data import cards, search_texts
from generator.pages.kinds import (
    actors,
    akoma_ntoso,
    answers,
    documents,
    earlier_pages,
    embeds,
    exports,
    feeds,
    letter_data,
    letters,
    lists,
    own_pages,
    schemas,
    search,
    source_pages,
    topics,
    web_annotations,
)
from generator.pages.kinds.kind import Kind, Navigation
from generator.pages.kinds.kind import letters as every_letter
from generator.pages.markup.page_words import SHARED
from generator.pages.views import (
    ActorsView,
    ActorView,
    AnswerView,
    ArticlesView,
    DocumentsView,
    DocumentView,
    EarlierView,
    EmbedView,
    HomeView,
    LettersView,
    LetterView,
    MissingView,
    NotesView,
    ProseView,
    RedirectView,
    SearchView,
    SourceView,
    TopicsView,
    TopicView,
    WithdrawnView,
)

KINDS: tuple[Kind, ...] = (
    # What is made of each letter, in one group.
    Kind(
        "letter",
        every_letter,
        letters.pages,
        view=LetterView,
        template="letter.html",
        words={
            "pages-cite-letter": ("date",),
            "pages-cite-genre-letter": (),
            "pages-cite-note": ("text", "site"),
            "pages-cite-genre-note": (),
            "pages-cite-passage": ("text",),
        },
        found=search_texts.of_letter,
        cards=cards.of_letter,
        addresses=letters.addresses,
        files=exports.sources,
        withdrawn=True,
    ),
    Kind(
        "answer",
        every_letter,
        answers.pages,
        with_kind="letter",
        view=AnswerView,
        template="answer.html",
        words={
            "pages-question": ("number", "text"),
            "pages-cite-answer": ("number",),
            "pages-cite-question": ("number",),
            "pages-cite-genre-answer": (),
            "pages-cite-genre-question": (),
        },
        found=search_texts.of_answer,
        addresses=answers.addresses,
        cards=cards.of_answers,
        withdrawn=True,
    ),
    Kind(
        "embed",
        every_letter,
        embeds.pages,
        with_kind="letter",
        part=parts.EMBEDS,
        view=EmbedView,
        template="embed.html",
        cards=cards.of_notes,
        framed=True,
    ),
    Kind(
        "source",
        every_letter,
        source_pages.pages,
        with_kind="letter",
        part=parts.FACSIMILE,
        view=SourceView,
        template="source.html",
        words={"pages-source": ("number", "title")},
        pictures=source_pages.pictures,
        lasting=False,
    ),
    Kind(
        "earlier text",
        every_letter,
        earlier_pages.pages,
        with_kind="letter",
        view=EarlierView,
        template="earlier.html",
        words={"pages-earlier": ("number", "title"), "pages-earlier-cover": ("title",)},
        files=exports.earlier_sources,
    ),
    Kind("data of a letter", every_letter, letter_data.pages, with_kind="letter", files=exports.markdown_of_letters),
    Kind("markdown", part=parts.MARKDOWN, files=exports.markdown_of_answers),
    Kind("citations of a letter", every_letter, exports.citations, with_kind="letter", part=parts.CITATIONS),
    Kind(
        "citations of an answer",
        every_letter,
        exports.answer_citations,
        with_kind="letter",
        part=parts.ANSWER_CITATIONS,
    ),
    Kind("annotations", every_letter, web_annotations.pages, with_kind="letter", part=parts.ANNOTATIONS),
    Kind("akoma ntoso", every_letter, akoma_ntoso.pages, with_kind="letter", part=parts.AKOMA_NTOSO),
    # What is made of what several letters say, a group each.
    Kind(
        "actor",
        lambda graph: graph.actors.keys(),
        actors.pages,
        view=ActorView,
        template="actor.html",
        found=actors.found,
    ),
    Kind(
        "topic",
        lambda graph: graph.topics.keys(),
        topics.pages,
        view=TopicView,
        template="topic.html",
        found=topics.found,
        words={"pages-cite-genre-topic": ()},
        cards=cards.of_topic,
    ),
    Kind("oembed of a topic", lambda graph: graph.topics.keys(), embeds.of_topic, with_kind="topic", part=parts.EMBEDS),
    Kind(
        "document",
        documents.subjects,
        documents.pages,
        view=DocumentView,
        template="document.html",
        found=documents.found,
    ),
    Kind(
        "feed",
        feeds.subjects,
        feeds.pages,
        part=parts.FEEDS,
        words={
            "pages-feed-answer": ("number", "text"),
            "pages-feed-changed": ("date",),
            "pages-feed-corrected": ("date", "letter"),
            "pages-feed-supplemented": ("date", "letter"),
            "pages-feed-question": (),
            "pages-feed-reply": (),
        },
    ),
    # Lists, and the site's own pages.
    Kind("home", make=lists.home, view=HomeView, template="home.html"),
    Kind(
        "letters",
        make=lists.letters,
        view=LettersView,
        template="letters.html",
        navigation=Navigation(1, "nav-letters", lambda segments: segments.letters),
        words={"pages-letters": (), "pages-letters-of": ("year",)},
    ),
    Kind(
        "topics",
        make=topics.index,
        view=TopicsView,
        template="topics.html",
        navigation=Navigation(2, "nav-topics", lambda segments: segments.topics, lambda graph: bool(graph.topics)),
        words={"pages-topics": ()},
    ),
    Kind(
        "actors",
        make=actors.index,
        view=ActorsView,
        template="actors.html",
        navigation=Navigation(3, "nav-actors", lambda segments: segments.actors, lambda graph: bool(graph.actors)),
        words={"pages-actors": ()},
    ),
    Kind(
        "documents",
        make=documents.index,
        view=DocumentsView,
        template="documents.html",
        navigation=Navigation(
            4, "nav-documents", lambda segments: segments.documents, lambda graph: bool(graph.citations_of)
        ),
        words={"pages-documents": ()},
    ),
    Kind(
        "notes",
        make=lists.notes,
        view=NotesView,
        template="notes.html",
        navigation=Navigation(
            5, "nav-notes", lambda segments: segments.notes, lambda graph: any(graph.letter_notes.values())
        ),
        words={"pages-notes": (), "pages-notes-of": ("year",)},
    ),
    Kind(
        "articles",
        make=lists.articles,
        view=ArticlesView,
        template="articles.html",
        navigation=Navigation(
            6, "nav-articles", lambda segments: segments.articles, lambda graph: bool(graph.articles)
        ),
        words={"pages-articles": ()},
    ),
    Kind(
        "own page",
        lambda graph: graph.own_pages.keys(),
        own_pages.pages,
        view=ProseView,
        template="prose.html",
        navigation=Navigation(
            8, "nav-about", lambda segments: segments.about, lambda graph: own_pages.ABOUT in graph.own_pages
        ),
        found=own_pages.found,
    ),
    Kind(
        "missing",
        make=own_pages.missing,
        view=MissingView,
        template="missing.html",
        words={"pages-missing": ()},
        lasting=False,
    ),
    Kind("data of the site", make=exports.of_site),
    Kind("description of search", make=search.description, part=parts.SEARCH),
    Kind("tables", make=exports.tables, part=parts.TABLES),
    Kind("schemas", make=schemas.pages),
    # What is made of what is planned, when all the rest is.
    Kind(
        "search",
        view=SearchView,
        template="search.html",
        navigation=Navigation(7, "nav-search", lambda segments: segments.search),
        words={"pages-search": ()},
    ),
    Kind("redirect", view=RedirectView, template="redirect.html", words={"pages-moved": ()}, framed=None),
    Kind("withdrawn", view=WithdrawnView, template="withdrawn.html", words={"pages-withdrawn": ()}, framed=None),
)

BY_VIEW: Mapping[str, Kind] = MappingProxyType({kind.view.__name__: kind for kind in KINDS if kind.view})
"""By the name of a view's type. Pages that have no row here are ready text."""

WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {**SHARED, **{key: names for kind in KINDS for key, names in kind.words.items()}}
)
"""Every word of the interface that values hold, with the names that it may fill."""


def template_of(view: str) -> str:
    """Return the template of a type of view, by its name; empty for ready text."""
    kind = BY_VIEW.get(view)
    return kind.template if kind else ""
