"""What templates may see: frozen views, one for each page kind, made of short references and ready HTML.

Every URL in a view is final (relative to the page, offline spelling included) unless its name says otherwise; every
`Markup` is finished, escaped HTML. A view holds nothing of another page but a `Ref`, so that a changed body changes
one view only. Words of the interface are not in views: templates take them from the translation files.
"""

from __future__ import annotations

from generator.pages.views.actor import ActorsView, ActorView, Holder
from generator.pages.views.answer import AnswerView
from generator.pages.views.document import DocumentRow, DocumentsView, DocumentView
from generator.pages.views.earlier import (
    ChangedDay,
    ChangedPlace,
    ChangeView,
    ComparedBlock,
    ComparedText,
    EarlierView,
)
from generator.pages.views.embed import EmbedView
from generator.pages.views.fingerprint import Fingerprint, fingerprint
from generator.pages.views.head import HeadLink, Meta, NavItem, PageMeta, PageView, ShareImage, SiteView
from generator.pages.views.letter import LetterSection, LetterView, ReferenceMap, ReferenceNode
from generator.pages.views.lists import ArticlesView, HomeView, LettersView, Linked, MostCited, NotesView
from generator.pages.views.refs import CitedDocument, Count, Day, PersonView, Ref, RelatedLetter, YearCount
from generator.pages.views.rows import (
    AnswerGroup,
    AnswerTimes,
    ArticleRow,
    Excerpt,
    ExcerptGroup,
    LetterRow,
    NoteRow,
    QuestionRow,
    SameQuestions,
)
from generator.pages.views.search import SearchForm, SearchView
from generator.pages.views.share import NoteFrame, QuoteView, SentenceView, ShareCard, ShareView, SourceLines, Writer
from generator.pages.views.site import MissingView, ProseView, RedirectView, WithdrawnView
from generator.pages.views.source import SourceView
from generator.pages.views.text import BlockView, FootnoteView, NoteView, ProofView, WithdrawnPassage, Written
from generator.pages.views.topic import IndexGroup, TopicNode, TopicsView, TopicView

__all__ = [
    "ActorView",
    "ActorsView",
    "AnswerGroup",
    "AnswerTimes",
    "AnswerView",
    "ArticleRow",
    "ArticlesView",
    "BlockView",
    "ChangeView",
    "ChangedDay",
    "ChangedPlace",
    "CitedDocument",
    "ComparedBlock",
    "ComparedText",
    "Count",
    "Day",
    "DocumentRow",
    "DocumentView",
    "DocumentsView",
    "EarlierView",
    "EmbedView",
    "Excerpt",
    "ExcerptGroup",
    "Fingerprint",
    "FootnoteView",
    "HeadLink",
    "Holder",
    "HomeView",
    "IndexGroup",
    "LetterRow",
    "LetterSection",
    "LetterView",
    "LettersView",
    "Linked",
    "Meta",
    "MissingView",
    "MostCited",
    "NavItem",
    "NoteFrame",
    "NoteRow",
    "NoteView",
    "NotesView",
    "PageMeta",
    "PageView",
    "PersonView",
    "ProofView",
    "ProseView",
    "QuestionRow",
    "QuoteView",
    "RedirectView",
    "Ref",
    "ReferenceMap",
    "ReferenceNode",
    "RelatedLetter",
    "SameQuestions",
    "SearchForm",
    "SearchView",
    "SentenceView",
    "ShareCard",
    "ShareImage",
    "ShareView",
    "SiteView",
    "SourceLines",
    "SourceView",
    "TopicNode",
    "TopicView",
    "TopicsView",
    "WithdrawnPassage",
    "WithdrawnView",
    "Writer",
    "Written",
    "YearCount",
    "fingerprint",
]
