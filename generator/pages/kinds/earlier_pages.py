"""The page that shows how an import changed the official text of an answer, or of a cover letter, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from msgspec.structs import replace

from generator.core import urls
from generator.core.model import LetterHead
from generator.core.word_difference import difference
from generator.graph.site import PARAGRAPH_ANCHORS, Change, ChangedText, Part, QuestionKey
from generator.pages.planned import Page
from generator.pages.views import ChangeView, ComparedBlock, ComparedText, EarlierView, Ref
from generator.pages.writing import changes
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext, numbers


def pages(site: SiteContext, letter_id: str) -> Iterator[Page]:
    """Yield a page for the cover and for every question of a letter of which the text was changed."""
    letter = site.graph.letters[letter_id]
    for number in (0, *(question.number for question in site.questions(letter_id))):
        key = QuestionKey(letter_id, number)
        found = site.graph.changes.get(key, ())
        if found:
            yield _page(site, letter, key, found)


def _page(site: SiteContext, letter: LetterHead, key: QuestionKey, found: Iterable[Change]) -> Page:
    question = site.graph.questions[key] if key.number else None
    page = PageContext(site, urls.earlier_page(site.segments, letter.id, key.number))
    asked = numbers(question) if question else ()
    words = {"number": ", ".join(map(str, asked)), "title": letter.title}
    title = site.words("pages-earlier", **words) if asked else site.words("pages-earlier-cover", title=letter.title)
    now = site.question_path(key) if question else urls.letter(site.segments, letter.id)
    meta = page.meta("earlier", title, lang=letter.lang, published=letter.date, index=False)
    view = EarlierView(
        page=meta if question else replace(meta, preloaded=meta.preloaded[:1]),  # a cover is not set in two faces
        letter=page.letter(letter),
        letter_lang=letter.lang,
        numbers=asked,
        title=question.title if question else None,
        now=Ref(page.to(now), site.title(key) if question else letter.title),
        changes=tuple(_changes(page, letter, found)),
    )
    return Page(page.path, view, question.position.path if question else letter.position.path)


def _changes(page: PageContext, letter: LetterHead, found: Iterable[Change]) -> Iterator[ChangeView]:
    site, anchors = page.site, set[str]()
    for change in found:
        path, day = changes.source_path(site, letter, change), site.day(change.until)
        if day:
            yield ChangeView(
                day=day,
                date=site.day(change.date),
                sha256=change.sha256,
                source_sha256=change.source_sha256,
                source_url=page.to(quote(path)) if path else None,
                texts=(*_texts(change, anchors), *_footnotes(change)),
            )


def _texts(change: Change, anchors: set[str]) -> Iterator[ComparedText]:
    """Yield the texts of a change; `anchors` are those that the page has already, and get those of this change."""
    for text in change.texts:
        blocks = tuple(_blocks(text, anchors))
        if blocks:
            yield ComparedText(text.key.part.value, blocks)


def _blocks(text: ChangedText, anchors: set[str]) -> Iterator[ComparedBlock]:
    """Yield the blocks of a text; each anchor is the page's once, where the last text that had it is."""
    numbered = PARAGRAPH_ANCHORS[text.key.part]
    for row in difference(text.before, text.after):
        anchor = ""
        if row.before is not None:
            anchor = text.anchors[row.before] if text.anchors else numbered(row.before + 1)
            anchor = "" if anchor in anchors else anchor
            anchors.add(anchor)
        if row.pieces:
            yield ComparedBlock(anchor, row.pieces)


def _footnotes(change: Change) -> Iterator[ComparedText]:
    blocks = tuple(
        ComparedBlock("", row.pieces, note.number if at == 0 else "")
        for note in change.footnotes
        for at, row in enumerate(difference(note.before, note.after))
    )
    if blocks:
        yield ComparedText(Part.FOOTNOTE.value, blocks)
