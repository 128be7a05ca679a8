"""Declared departures from the source: their words are marked in the text, and the margin says what the source has."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from generator.core import urls
from generator.core.proof import Departure
from generator.graph.site import Departed, QuestionKey
from generator.pages.markup.nesting import Span
from generator.pages.views import NoteView
from generator.pages.writing.links import NOTE_RANK
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext

KIND = "departure"
"""What the margin calls it, beside the kinds of notes."""


def view(page: PageContext, departed: Departed) -> NoteView:
    """Return what the margin says of a departure."""
    one = departed.departure
    said = Markup("<p>{}</p>\n<p>{}</p>").format(_said(page.site, one), _reason(page.site, one))
    return NoteView(
        anchor=_anchor(departed),
        quote_anchor=_quote_anchor(departed),
        kind=KIND,
        quote=one.shown or one.place,
        html=said,
        author=None,
        date=None,
        url=_url(page, departed),
    )


def spans(page: PageContext, departed: Departed) -> Iterator[tuple[int, Span]]:
    """Yield the spans of its words, by leaf. Where the page has no margin, they lead to one that has and say it too."""
    one, anchor = departed.departure, escape(_anchor(departed))
    href, more = f"#{anchor}", f' aria-details="{anchor}"'
    if page.root is not None:
        href = str(escape(_url(page, departed)))
        more = f' title="{escape(_said(page.site, one))} {escape(_reason(page.site, one))}"'
    for index, place in enumerate(departed.places):
        yield (
            place.leaf,
            Span(
                place.start,
                place.end,
                "a",
                f' class="noted" href="{href}"{more if page.root is not None else ""}',
                id=_quote_anchor(departed) if index == 0 and page.root is None else "",
                rank=NOTE_RANK,
                instead="mark",
                instead_attributes=f' class="noted"{more}',
            ),
        )


def _said(site: SiteContext, one: Departure) -> str:
    if not one.source:
        return site.words("pages-departure-added", shown=one.shown)
    if not one.shown:
        return site.words("pages-departure-left-out", source=one.source)
    return site.words("pages-departure", source=one.source, shown=one.shown)


def _reason(site: SiteContext, one: Departure) -> str:
    return site.words("pages-departure-reason", reason=one.reason)


def _url(page: PageContext, departed: Departed) -> str:
    text = departed.places[0].text
    key = QuestionKey(text.letter, text.number)
    path = page.site.question_path(key) if text.number else urls.letter(page.site.segments, text.letter)
    return page.to(f"{path}#{_anchor(departed)}")


def _anchor(departed: Departed) -> str:
    return f"d-{departed.id}"


def _quote_anchor(departed: Departed) -> str:
    return f"qd-{departed.id}"
