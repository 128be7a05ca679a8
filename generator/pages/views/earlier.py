"""What pages show of official text that an import changed: a line beside the text, and a page with the difference."""

from __future__ import annotations

from generator.core.values import Value
from generator.core.word_difference import Piece
from generator.pages.views.head import PageView
from generator.pages.views.refs import Day, Ref


class ChangedPlace(Value, frozen=True):
    """A question or cover letter that was changed, by the page that shows how."""

    url: str
    number: int
    """Of the question; 0 for the cover letter."""
    anchors: tuple[str, ...] = ()
    """Those of paragraphs that only the earlier text has; what was made for them leads to the line that names the page."""


class ChangedDay(Value, frozen=True):
    """A day on which official text was changed for the last time, and where."""

    day: Day
    places: tuple[ChangedPlace, ...]


class ComparedBlock(Value, frozen=True):
    """A block as it was and as it became, in one; one that was in the earlier text has the anchor it had there."""

    anchor: str
    pieces: tuple[Piece, ...]
    label: str = ""
    """The number of a footnote."""


class ComparedText(Value, frozen=True):
    """A text as it was and as it became: `kind` is `cover`, `question`, `answer` or `footnote`."""

    kind: str
    blocks: tuple[ComparedBlock, ...]


class ChangeView(Value, frozen=True):
    """One change of the text, with where the text before it came from."""

    day: Day
    date: Day | None
    """The day of the letter before it."""
    sha256: str
    """Of the letter's text before it."""
    source_sha256: str | None
    source_url: str | None
    """The source before it, where it is published."""
    texts: tuple[ComparedText, ...]


class EarlierView(PageView, frozen=True):
    """How the text of one question, or of a cover letter, was changed, the last change first."""

    letter: Ref
    letter_lang: str
    numbers: tuple[int, ...]
    """Empty for a cover letter."""
    title: str | None
    now: Ref
    """The page with the text as it is now."""
    changes: tuple[ChangeView, ...]
