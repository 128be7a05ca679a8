"""Ready files that need no template: the Atom feed of answers, the sitemap, and robots.txt.

A feed and a sitemap name pages by their absolute address; where the site does not know its own, they are left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from generator.core.model import Letter, Question
from generator.graph.site import QuestionKey
from generator.pages.answers import abroad
from generator.pages.desk import Desk, in_order
from generator.pages.here import DESCRIPTION
from generator.pages.openings import opening
from generator.pages.views import Page, TextFile

_SITEMAP_LIMIT = 50_000
"""Addresses in one file, by the protocol of sitemaps.org; more of them need an index of files."""
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))
"""Characters that XML 1.0 cannot hold."""


def pages(desk: Desk, planned: Iterable[Page]) -> Iterator[Page]:
    """Give the feed, the sitemap of the planned pages, and robots.txt."""
    if desk.base_url:
        feed = _feed(desk, desk.base_url)
        if feed:
            yield Page("/feed.xml", TextFile(feed), "")
        yield from _sitemap(desk.base_url, planned)
    yield Page("/robots.txt", TextFile(_robots(desk.base_url)), "")


def _robots(base_url: str | None) -> str:
    where = f"\nSitemap: {base_url}/sitemap.xml\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{where}"


# --- Sitemap ---------------------------------------------------------------------------------------------------


def _sitemap(base_url: str, planned: Iterable[Page]) -> Iterator[Page]:
    """List every page that search engines may show; see https://www.sitemaps.org/protocol.html."""
    paths = sorted(page.path for page in planned if not isinstance(page.view, TextFile) and page.view.page.index)
    parts = [paths[start : start + _SITEMAP_LIMIT] for start in range(0, len(paths), _SITEMAP_LIMIT)]
    if len(parts) <= 1:
        yield Page("/sitemap.xml", TextFile(_addresses("urlset", "url", base_url, paths)), "")
        return
    names = [f"/sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield Page("/sitemap.xml", TextFile(_addresses("sitemapindex", "sitemap", base_url, names)), "")
    for name, part in zip(names, parts, strict=True):
        yield Page(name, TextFile(_addresses("urlset", "url", base_url, part)), "")


def _addresses(root: str, row: str, base_url: str, paths: Iterable[str]) -> str:
    lines = "\n".join(f"<{row}><loc>{escape(base_url + path)}</loc></{row}>" for path in paths)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}\n</{root}>\n'
    )


# --- Atom ------------------------------------------------------------------------------------------------------


def _feed(desk: Desk, base_url: str) -> str | None:
    """Write the newest answers as Atom (RFC 4287); None where there are none with a date, since a feed must have one."""
    config = desk.config
    rows = list(islice(_answers(desk), config.feed_entries))
    if not rows:
        return None
    entries = "\n".join(_entry(desk, base_url, *row) for row in rows)
    latest = max(when for _, _, when in rows)
    subtitle = f"<subtitle>{_text(config.description)}</subtitle>\n" if config.description else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{config.lang}">\n'
        f"<title>{_text(config.name)}</title>\n{subtitle}"
        f"<id>{_text(base_url)}/</id>\n"
        f"<link href={quoteattr(base_url + '/')}/>\n"
        f'<link rel="self" type="application/atom+xml" href={quoteattr(base_url + "/feed.xml")}/>\n'
        f"<updated>{_moment(latest)}</updated>\n"
        f"<author><name>{_text(config.publisher or config.name)}</name></author>\n"
        f"{entries}\n</feed>\n"
    )


def _answers(desk: Desk) -> Iterator[tuple[Letter, Question, dt.date]]:
    """Give the questions that have an answer, of the newest letter first; a letter without a date has no entries."""
    for letter in desk.newest:
        when = letter.received or letter.date
        if when and not letter.draft:
            for question in in_order(letter.questions):
                if QuestionKey(letter.id, question.number) in desk.graph.answers and not question.draft:
                    yield letter, question, when


def _entry(desk: Desk, base_url: str, letter: Letter, question: Question, when: dt.date) -> str:
    key = QuestionKey(letter.id, question.number)
    path = desk.question_path(key)
    asked, answer, footnotes = abroad(desk, base_url, letter, question)
    html = "".join(
        (
            f"<h2>{escape(desk.words('pages-feed-question'))}</h2>",
            *(block.html for block in asked),
            f"<h2>{escape(desk.words('pages-feed-reply'))}</h2>",
            *(block.html for block in answer),
            "<hr>" if footnotes else "",
            *(f"<p>{escape(note.number)}</p>{note.html}" for note in footnotes),
        )
    )
    title = desk.words("pages-feed-answer", number=question.number, text=desk.title(key))
    holder = desk.graph.questions[desk.graph.answers[key]]
    summary = opening(holder.answer or (), DESCRIPTION)
    address = escape(f"{base_url}{path}")
    return (
        f'<entry xml:lang="{escape(letter.lang)}">\n<title>{_text(title)}</title>\n'
        f"<id>{address}</id>\n<link href={quoteattr(base_url + path)}/>\n"
        f"<published>{_moment(when)}</published>\n<updated>{_moment(when)}</updated>\n"
        f"<summary>{_text(summary)}</summary>\n"
        f'<content type="html">{_text(html)}</content>\n</entry>'
    )


def _moment(day: dt.date) -> str:
    """Write a day as a moment at noon, which is the same day in every time zone of Europe."""
    return f"{day.isoformat()}T12:00:00Z"


def _text(text: str) -> str:
    return escape(text.translate(_CONTROL))
