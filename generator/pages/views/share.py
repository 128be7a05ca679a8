"""What a reader takes along from a page: citations, quotations, frames, and the picture of an answer."""

from __future__ import annotations

from generator.core.values import Value
from generator.pages.views.refs import Day, Ref


class QuoteView(Value, frozen=True):
    """The beginning of a text, ready to be quoted elsewhere."""

    passage: str
    """Absolute link to just these words: an anchor, and a text fragment for browsers that know it."""
    html: str
    """A `figure` with the words and their source."""
    markdown: str
    words: tuple[str, ...]
    """The words themselves, the same in both, a line for each paragraph."""


class SourceLines(Value, frozen=True):
    """What to put below words that a reader selects, by what they are: whose they are, what, in which letter, when.

    On a letter's page `{n}` is in the place of the question's number.
    """

    asked: str
    """Below words of a question."""
    answered: str
    """Below words of an answer."""
    letter: str
    """Below other words of the letter, and words of several of its parts."""
    note: str
    """Below words of an editors' note, after its author and day."""


class Writer(Value, frozen=True):
    """Somebody in a sentence: `minister Ferd Grapperhaus (Justitie en Veiligheid)`, `het college van …`."""

    name: str
    title: str = ""
    """What is before a person's name."""
    of: str = ""
    """What is behind it, in brackets: what an office is for, or a party."""
    article: str = ""
    """`de` or `het`, where the name has it in a sentence; a person's has none. Its words are `article-<article>`."""


class SentenceView(Value, frozen=True):
    """Who wrote or asked, when, and to whom, for running text: `schreef minister … op 27 oktober 2021 aan …`."""

    writers: tuple[Writer, ...]
    plural: bool
    """Whether the verb is in the plural; names of some bodies are."""
    asked: bool
    """Whether these are words of a question; else somebody wrote them."""
    day: Day | None
    chamber: str = ""
    """`tk` or `ek`, the chamber of parliament that it was written to, where that is certain; else empty."""
    to: tuple[Writer, ...] = ()
    """Who was asked."""


class NoteFrame(Value, frozen=True):
    """HTML that shows one note in another page; `quote` are the words the note is about."""

    quote: str
    url: str
    """Of the bare page that it shows."""
    frame: str
    apa: str
    """The note's citation."""


class ShareView(Value, frozen=True):
    """What a reader can take along from a page; code is to be shown as text."""

    apa: str
    files: tuple[Ref, ...]
    """The citation as files for reference managers; empty where the site makes none."""
    data: tuple[Ref, ...]
    """The page's content as files for programs."""
    quote: QuoteView | None = None
    """None where the site does not know its own address."""
    frame: str | None = None
    """HTML that shows the answer in another page, likewise."""
    framed: str = ""
    """Link to the bare page that it shows; empty where there is none."""
    embed: str | None = None
    """The same for pages that run a script: without it, and until it has run, a plain quotation with a link."""
    notes: tuple[NoteFrame, ...] = ()
    whole: bool = False
    """Whether these files have the whole letter: it and all its answers."""
    sources: SourceLines | None = None
    sentence: SentenceView | None = None
    """None where it is not known who wrote."""
    citation: str = ""
    """The citation for running text, where the view does not have it elsewhere."""


class ShareCard(Value, frozen=True):
    """What the picture of an answer, a letter, a note or a topic shows; it is drawn when this or the drawing changes."""

    path: str
    """Its site path."""
    numbers: str
    """Of a question."""
    text: str
    """The question, the letter's title, the note or the topic's name, by its first words where it is long."""
    below: str
    """What it is a part of: the letter's title; of a letter, who wrote it; of a note, the words it is about."""
    date: str
    """In words; empty where there is none."""
    site: str
    by_editors: bool = False
    """Whether the text is not official but the editors' own, and so in the colour of their pen."""
