"""What templates may see: frozen views, one for each page kind, made of short references and ready HTML.

Every URL in a view is final (relative to the page, offline spelling included) unless its name says otherwise; every
`Markup` is finished, escaped HTML. A view holds nothing of another page but a `Ref`, so that a changed body changes
one view only. Words of the interface are not in views: templates take them from the translation files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

# --- Parts -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Day:
    """A date: ISO for machines, in words for readers."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class Ref:
    """All that one page shows of another."""

    url: str
    """Empty where there is nothing to lead to: show the title without a link."""
    title: str
    date: Day | None = None
    lang: str | None = None
    """The title's language, where it is not the interface's."""
    number: int | None = None
    """The question's number, where it leads to one."""
    received: bool = False
    """A letter without a date of its own: the date is the day on which it was received."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """A link of the site's main navigation; `key` names its text in the translation files (`nav-letters`)."""

    key: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page shows of the site."""

    name: str
    lang: str
    description: str
    publisher: str
    base_url: str | None
    accent: str | None


@dataclass(frozen=True, slots=True)
class Meta:
    """A `meta` element for reference managers and catalogues."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class HeadLink:
    """A `link` element: where something that has this relation to the page is, for programs."""

    rel: str
    url: str
    type: str = ""
    """Its media type."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ShareImage:
    """The picture that services show beside a link to a page. `url` is absolute, sizes are in pixels."""

    url: str
    width: int
    height: int
    alt: str
    """What it says, for those who do not see it."""


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What every page's head and frame need."""

    kind: str
    """`answer`, `letter`, `actor`, `topic`, `document`, `home`, …: the body element has the class `page-<kind>`."""
    title: str
    """For the title element, without the site's name."""
    path: str
    """Site path of the page itself."""
    lang: str
    """Language of the page's content; the interface has the site's."""
    home: str
    stylesheet: str
    script: str
    feed: str
    """Empty where the site does not know its own address: then it has no feed."""
    nav: tuple[NavItem, ...]
    description: str = ""
    canonical: str | None = None
    """Absolute URL, where the site knows its own."""
    published: Day | None = None
    index: bool = True
    """Whether search engines may list the page."""
    own_pages: tuple[Ref, ...] = ()
    """The pages of the site's own (about, accessibility, …), for the foot of every page."""
    metas: tuple[Meta, ...] = ()
    links: tuple[HeadLink, ...] = ()
    data: Markup | None = None
    """JSON-LD, ready for a `script` element."""
    own_feed: str = ""
    """The Atom feed of just this page's subject, where it has one."""
    image: ShareImage | None = None


@dataclass(frozen=True, slots=True)
class NoteView:
    """An editor's note, as it stands in the margin. `anchor` is its id, `quote_anchor` that of the passage it is about."""

    anchor: str
    quote_anchor: str
    kind: str
    """`context`, `factcheck`, …; its words are `note-kind-<kind>` in the translation files."""
    quote: str
    html: Markup
    author: str | None
    date: Day | None
    url: str
    """Link to the note on the page where it stands."""
    title: str | None = None
    """A heading the editor gave it."""


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block of the letter's text (a paragraph, list, table or quotation) with the notes on it."""

    anchor: str
    """The id the block's wrapper carries: `a1`."""
    html: Markup
    """The whole element (`<p>…</p>`), with links, mentions, footnote marks and quoted passages marked in it.

    Classes: `a.pointer` (cross-reference), `a.citation` (document), `a.actor` (mention; `span.actor` where it meets
    another link), `a.topic`, `a.external`; `a.noted` is a passage with a note, `mark.noted` one that runs over links,
    its note named by `aria-details`; `ol.paren` is numbered `1)`; `div.table` frames a table, whose cells may have
    `left`, `center` or `right`. A footnote mark is `<sup><a role="doc-noteref">`.
    """
    notes: tuple[NoteView, ...] = ()


@dataclass(frozen=True, slots=True)
class FootnoteView:
    """A footnote of the letter: its anchor, the number as the source prints it, its text, links back to its marks."""

    anchor: str
    number: str
    html: Markup
    backlinks: tuple[str, ...]
    """Anchors of its marks (`fnref-1`), in order."""
    notes: tuple[NoteView, ...] = ()


Written = tuple[tuple[BlockView, ...], tuple[BlockView, ...], tuple[FootnoteView, ...]]
"""A question, its answer and their footnotes."""


@dataclass(frozen=True, slots=True)
class WithdrawnPassage:
    """A passage that this page once had: its anchors still lead here, and why it is gone."""

    anchors: tuple[str, ...]
    date: Day
    reason: str
    see: Ref | None = None
    """What takes its place."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A place in the text of some page, with a line of context around the words that matter."""

    ref: Ref
    before: str
    match: str
    after: str
    number: int | None = None
    """The question's number, where the place is in one."""
    part: str | None = None
    """`question`, `answer`, `cover`, `footnote`; None where the question as a whole is meant: `before` is its text."""
    lang: str | None = None
    """The text's language, where it is not the interface's."""
    lead: str = ""
    """For a place in a footnote: the sentence that carries the footnote's mark."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """Who took part: a person with a link where there is a page, and party or office with theirs."""

    name: str
    url: str | None
    party: Ref | None = None
    office: Ref | None = None
    """`url` is empty where there is no page."""
    unnamed: bool = False
    """`name` is that of an office; who held it the letter does not say."""


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A reference: its label (`Kamerstukken II 2020/21, 30 821, nr. 124`), page on this site and official address."""

    label: str
    scheme: str
    url: str | None
    """The page about it on this site."""
    official: str | None
    """Its own official address, outside this site."""
    detail: str | None = None
    """What of it is cited, or a title: `artikel 3, zoals die gold op 27 oktober 2021`."""


@dataclass(frozen=True, slots=True)
class ProofView:
    """What the page can say of its source."""

    file_url: str | None
    sha256: str | None
    size: int | None
    verified: bool
    official: Ref | None
    """The official publication."""
    source_url: str | None = None
    """Where the source was found, outside this site."""
    pages: tuple[int, ...] = ()
    """On which pages of the source the question stands, where known; `file_url` of a PDF opens at the first."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in a list: number, text or editor's title, and its page."""

    number: int
    text: str
    url: str
    answered: bool
    anchor_url: str | None = None
    """On the letter's own page: the anchor further down."""
    lang: str | None = None
    """The text's language, where it is not the interface's."""
    titled: bool = False
    """The text is an editor's title, not the question's own words."""
    lead: str = ""
    """The first words of its answer, where a list shows them."""


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter in a list."""

    ref: Ref
    numbers: tuple[str, ...]
    askers: tuple[PersonView, ...]
    answerers: tuple[PersonView, ...]
    kind: str
    questions: int


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """Answers of one letter, in a list that runs over letters."""

    letter: Ref
    rows: tuple[QuestionRow, ...]


@dataclass(frozen=True, slots=True)
class ExcerptGroup:
    """Places in one letter, in a list that runs over letters."""

    letter: Ref
    rows: tuple[Excerpt, ...]
    others: tuple[Ref, ...] = ()
    """Further questions of the letter with such places, where a list would grow too long; without a number, its cover."""


@dataclass(frozen=True, slots=True)
class Count:
    """A page with how many answers it leads to."""

    ref: Ref
    count: int
    type: str | None = None
    """An actor's type, for grouping: its words are `actor-type-<type>`."""
    see: tuple[Ref, ...] = ()
    """Where to look instead, for a word that has no page of its own: then `ref` has no URL."""


@dataclass(frozen=True, slots=True)
class TopicNode:
    """A topic in the tree; `total` counts answers under its descendants too, each once."""

    ref: Ref
    count: int
    total: int
    children: tuple[TopicNode, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """One letter of the alphabet and what stands under it."""

    initial: str
    rows: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class YearCount:
    """How often in a year."""

    year: int
    count: int


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office, or which office a person held, from and to when."""

    ref: Ref
    start: Day | None
    end: Day | None
    signed: tuple[Day, ...] = ()
    """Dates of the site's letters that show it, where no file gives bounds; then start and end are None."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """The beginning of a text, ready to be quoted elsewhere."""

    passage: str
    """Absolute link to just these words: an anchor, and a text fragment for browsers that know it."""
    html: str
    """A `figure` with the words and their source."""
    markdown: str
    words: tuple[str, ...]
    """The words themselves, as they stand in both, a line for each paragraph."""


@dataclass(frozen=True, slots=True)
class NoteFrame:
    """HTML that shows one note in another page; `quote` are the words the note is about."""

    quote: str
    frame: str


@dataclass(frozen=True, slots=True)
class ShareView:
    """What a reader can take along from a page; code is to be shown as text."""

    apa: str
    files: tuple[Ref, ...]
    """The citation as files for reference managers."""
    data: tuple[Ref, ...]
    """The page's content as files for programs."""
    quote: QuoteView | None = None
    """None where the site does not know its own address."""
    frame: str | None = None
    """HTML that shows the answer in another page, likewise."""
    embed: str | None = None
    """The same for pages that run a script: without it, and until it has run, a plain quotation with a link."""
    notes: tuple[NoteFrame, ...] = ()
    citation: str = ""
    """The citation for running text, where the view does not have it elsewhere."""


# --- Pages -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The page of one question and its answer."""

    page: PageMeta
    letter: Ref
    letter_lang: str
    number: int
    numbers: tuple[int, ...]
    """All numbers asked under this label; more than one where the source does not tell them apart."""
    total: int
    """How many questions the letter has."""
    title: str | None
    """An editor's short title, if any."""
    question: tuple[BlockView, ...]
    answer: tuple[BlockView, ...]
    answered_in: Ref | None
    """Where the answer is given under another number: that page. `answer` then repeats it in full."""
    answers_also: tuple[Ref, ...]
    """The other questions this answer is for."""
    footnotes: tuple[FootnoteView, ...]
    submitted: Day | None
    asked_by: tuple[PersonView, ...]
    answered_by: tuple[PersonView, ...]
    on_behalf_of: tuple[PersonView, ...]
    kind: str
    """The letter's kind: a page without an answer says why."""
    refers_to: tuple[QuestionRow, ...]
    """Questions this page points at."""
    other_letters: tuple[Excerpt, ...]
    """Questions of other letters it points at."""
    cites: tuple[CitedDocument, ...]
    cited_by: tuple[Excerpt, ...]
    """Answers that point here, with the sentence around it."""
    actors: tuple[Count, ...]
    """Who is mentioned, with how often; 0 where not by name, but an editor said so."""
    topics: tuple[Ref, ...]
    articles: tuple[ArticleRow, ...]
    proof: ProofView
    permanent: str
    """The page's own absolute address where known, else its site path."""
    citation: str
    """The answer's citation in plain text."""
    previous: QuestionRow | None = None
    next: QuestionRow | None = None
    share: ShareView | None = None
    withdrawn: tuple[WithdrawnPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article elsewhere."""

    url: str
    title: str
    outlet: str
    date: Day | None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class ArcNode:
    """A question in the map of a letter, with the arcs that leave it and where they lead."""

    ref: Ref
    """On the letter's own page."""
    x: int
    """The middle of its number."""
    paths: tuple[str, ...]
    """Path data of its arcs."""
    targets: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ArcMap:
    """How questions and answers of a letter refer to each other; measures are sixteenths of the text's size."""

    width: int
    height: int
    line: int
    """The baseline of the numbers."""
    nodes: tuple[ArcNode, ...]
    both_ways: bool
    """Whether some refer back (arcs above the numbers) and some ahead (below)."""


@dataclass(frozen=True, slots=True)
class LetterSection:
    """One question with its answer on the letter's page; `anchor` is `vraag-2`, block anchors are `vraag-2-a1`."""

    number: int
    numbers: tuple[int, ...]
    anchor: str
    url: str
    title: str | None
    question: tuple[BlockView, ...]
    answer: tuple[BlockView, ...]
    answered_in: Ref | None
    answers_also: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter to read as a whole."""

    page: PageMeta
    title: str
    date: Day | None
    submitted: Day | None
    received: Day | None
    numbers: tuple[str, ...]
    publication: Ref | None
    reference: str | None
    kind: str
    asked_by: tuple[PersonView, ...]
    addressed_to: tuple[PersonView, ...]
    answered_by: tuple[PersonView, ...]
    on_behalf_of: tuple[PersonView, ...]
    topics: tuple[Ref, ...]
    cover: tuple[BlockView, ...]
    contents: tuple[QuestionRow, ...]
    sections: tuple[LetterSection, ...]
    footnotes: tuple[FootnoteView, ...]
    """Of the cover and all sections, in order of their marks."""
    cites: tuple[CitedDocument, ...]
    actors: tuple[Count, ...]
    proof: ProofView
    cited_by: tuple[ExcerptGroup, ...] = ()
    """Places in other letters that cite this letter, by its number or its publication."""
    articles: tuple[ArticleRow, ...] = ()
    """Articles elsewhere that link to the letter as a whole; those on its answers are on their pages."""
    map: ArcMap | None = None
    """None where few answers refer to each other."""
    share: ShareView | None = None
    permanent: str = ""
    """The page's own absolute address where known, else its site path."""
    withdrawn: tuple[WithdrawnPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorView:
    """What an actor asked and answered, and where it is mentioned."""

    page: PageMeta
    name: str
    type: str
    aliases: tuple[str, ...]
    same_as: tuple[Ref, ...]
    body: Markup
    holders: tuple[Holder, ...]
    """For an office: who held it."""
    offices: tuple[Holder, ...]
    """For a person: offices held."""
    parties: tuple[Holder, ...]
    members: tuple[Ref, ...]
    """For a party: its askers."""
    ministry: Ref | None
    ministry_offices: tuple[Ref, ...]
    """For a ministry: its offices."""
    asked: tuple[LetterRow, ...]
    answered: tuple[LetterRow, ...]
    on_behalf: tuple[LetterRow, ...]
    mentions: tuple[ExcerptGroup, ...]
    mention_count: int
    years: tuple[YearCount, ...]
    """Questions that the actor asked or answered or that name it."""


@dataclass(frozen=True, slots=True)
class ActorsView:
    """The list of actors, by type and A to Z."""

    page: PageMeta
    types: tuple[tuple[str, tuple[Count, ...]], ...]


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic with its answers, grouped by letter."""

    page: PageMeta
    name: str
    body: Markup
    parents: tuple[Ref, ...]
    """From the root of the tree down."""
    children: tuple[TopicNode, ...]
    see_also: tuple[Ref, ...]
    same_as: tuple[Ref, ...]
    groups: tuple[AnswerGroup, ...]
    below: tuple[AnswerGroup, ...]
    """Answers under descendants only."""
    total: int
    years: tuple[YearCount, ...]


@dataclass(frozen=True, slots=True)
class TopicsView:
    """The topic index: the tree, and A to Z."""

    page: PageMeta
    tree: tuple[TopicNode, ...]
    index: tuple[IndexGroup, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A cited document and every place that cites it."""

    page: PageMeta
    document: CitedDocument
    groups: tuple[ExcerptGroup, ...]
    count: int


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """The list of cited documents, by scheme; `kinds` pairs a scheme with its rows."""

    page: PageMeta
    kinds: tuple[tuple[str, tuple[Count, ...]], ...]


@dataclass(frozen=True, slots=True)
class LettersView:
    """All letters, newest first, by year."""

    page: PageMeta
    years: tuple[tuple[int | None, tuple[LetterRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class MostCited:
    """An answer that others lean on."""

    row: QuestionRow
    letter: Ref
    count: int


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page."""

    page: PageMeta
    letters: tuple[LetterRow, ...]
    topics: tuple[TopicNode, ...]
    cited: tuple[MostCited, ...]
    notes: tuple[NoteRow, ...]
    answer_count: int
    letter_count: int
    data: tuple[Ref, ...] = ()
    """All answers as files for programs."""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note in a list, with where it stands."""

    note: NoteView
    ref: Ref
    number: int | None


@dataclass(frozen=True, slots=True)
class NotesView:
    """All notes, newest first."""

    page: PageMeta
    rows: tuple[NoteRow, ...]


@dataclass(frozen=True, slots=True)
class ArticlesView:
    """Articles elsewhere that link here, by outlet, each with the answers it links to."""

    page: PageMeta
    outlets: tuple[tuple[str, tuple[tuple[ArticleRow, tuple[Ref, ...]], ...]], ...]


@dataclass(frozen=True, slots=True)
class SearchForm:
    """What the search page's script needs: where the index is, and what results can be narrowed to."""

    stylesheet: str
    script: str
    index: str
    """The address of Pagefind's script; its index stands in the same folder."""
    total: int
    """How many pages the index holds."""
    kinds: tuple[str, ...]
    """The kinds of letters there are (`answers`, …), then of other pages (`actor`, …)."""
    years: tuple[int, ...]
    letters: tuple[tuple[str, Ref], ...]
    """Here and below: what the index calls it, and what a reader does."""
    topics: tuple[tuple[str, Ref], ...]
    actors: tuple[tuple[str, Ref], ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page; without JavaScript, a list of ways in."""

    page: PageMeta
    letters: tuple[Ref, ...]
    topics: tuple[TopicNode, ...]
    actors: tuple[Ref, ...] = ()
    """From A to Z."""
    form: SearchForm | None = None
    """None where the site has no index."""


@dataclass(frozen=True, slots=True)
class ProseView:
    """A page of the site's own."""

    page: PageMeta
    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class MissingView:
    """The 404 page; its links are absolute within the host, since it is shown under any path."""

    page: PageMeta
    letters: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A page under an old address that leads to the new one."""

    page: PageMeta
    target: Ref


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """A page that keeps the address of one that was withdrawn, and says when and why."""

    page: PageMeta
    address: str
    """Its site path."""
    date: Day
    reason: str
    see: Ref | None = None
    """What takes its place."""


@dataclass(frozen=True, slots=True)
class EmbedView:
    """A bare page to be framed in other sites: an answer, or a note with the passage it is about. All links absolute."""

    page: PageMeta
    url: str
    """The page that this is a part of, at the note where it is one."""
    letter: Ref
    letter_lang: str
    numbers: tuple[int, ...]
    """Empty for a note on the cover letter."""
    title: str | None
    question: tuple[BlockView, ...]
    answer: tuple[BlockView, ...]
    answered_by: tuple[PersonView, ...]
    footnotes: int
    """How many footnotes stand on the whole page."""
    note: NoteView | None = None
    """Then question and answer are empty, and the passage it is about stands in its sentence."""
    before: str = ""
    after: str = ""


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


# --- The render plan -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """One output file: a view for a template, ready text, or a file to copy."""

    path: str
    """Site path: `/brieven/2021z16860/vraag-2/`, `/sitemap.xml`."""
    view: View | TextFile
    origin: str
    """The content file it came from, for messages; empty where it came from the site as a whole."""
    line: int = 1
    """The line in it that asks for the page: an old address stands in a front matter."""
    column: int = 1


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """A file that is published as it is: a letter's source. `origin` is relative to the site's root."""

    path: str
    origin: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class SearchText:
    """What search may find of one page: a bare HTML document for Pagefind, with the page's own anchors."""

    path: str
    """The page's site path."""
    html: str


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What the picture of one answer shows; it is drawn when this or the drawing changes."""

    path: str
    """Its site path."""
    numbers: str
    text: str
    """The question, by its first words where it is long."""
    letter: str
    """The letter's title."""
    date: str
    """In words; empty where the letter has none."""
    site: str


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
