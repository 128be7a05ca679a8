"""The source beside each answer: the page of a PDF as a picture, or the words of any other source, with its own marked.

Where a text is in the source is computed anew from both (`SiteContext.source_places`); content does not hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from generator.core import urls
from generator.core.model import LetterHead, Question
from generator.core.proof import ShownText, TextKind
from generator.core.source_places import MarkedLine, MarkedWords, PlacedText, SourcePlaces
from generator.graph.site import Part, QuestionKey, TextKey
from generator.pages.data import shown
from generator.pages.planned import Page, PlannedPicture
from generator.pages.views import Ref, SourceView
from generator.pages.views.source import (
    MarkedBlock,
    PicturedPage,
    SourceBlock,
    SourceLine,
    SourcePiece,
    SourceStretch,
    SourceText,
)
from generator.pages.writing import rows
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SHOWN, SiteContext, numbers

_AROUND = 1
"""How many passages are shown before and after those that are marked: the label of the question, the next one."""
_NEAR = 3
"""Marked passages with fewer others between are shown as one stretch."""
_BESIDE = 100
"""Tenths of a point from the text to the line beside it."""
_PLAIN = re.compile(r"</?(?:a|mark|span)\b[^>]*>| (?:id|title)=\"[^\"]*\"")
"""What a page adds to official text: links, quoted passages and anchors. Attributes are escaped, so none holds a `>`."""
_HEADING = re.compile(r"(</?h)([4-6])(?=[ >])")
"""A heading of official text as the page of the whole letter has it: one level below that of an answer's own page."""


def pages(site: SiteContext, letter_id: str) -> Iterator[Page]:
    """Yield for every answer of a letter the page with its source."""
    places = site.source_places(letter_id)
    if places is None:
        return
    letter = site.graph.letters[letter_id]
    texts = shown.read(site.pieces[SHOWN, letter_id].text).texts
    if len(texts) != len(places.texts):
        return
    ordered = site.questions(letter_id)
    for index, question in enumerate(ordered):
        page = _Answer(site, letter, question, places, texts)
        around = (ordered[index - 1] if index else None, ordered[index + 1] if index + 1 < len(ordered) else None)
        yield page.page(around)


def pictures(site: SiteContext, letter_id: str) -> Iterator[PlannedPicture]:
    """Yield the pictures that the pages of a letter show."""
    places = site.source_places(letter_id)
    source = rows.source_file(site.graph.letters[letter_id])
    if places and source:
        for one in places.pictures:
            path = urls.source_picture(site.segments, letter_id, one.page)
            yield PlannedPicture(path, one.name, source, one.page)


@dataclass(frozen=True, slots=True)
class _Mine:
    """One text of the page, with its place and the anchors of its blocks."""

    text: ShownText
    placed: PlacedText
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    """The page of one answer in the making."""

    site: SiteContext
    letter: LetterHead
    question: Question
    places: SourcePlaces
    texts: tuple[ShownText, ...]

    def page(self, around: tuple[Question | None, Question | None]) -> Page:
        """Return the page; `around` are the questions before and after."""
        site, letter, question = self.site, self.letter, self.question
        key = QuestionKey(letter.id, question.number)
        holder = site.graph.answers.get(key)
        path = urls.source_page(site.segments, letter.id, question.number)
        page = PageContext(site, path)
        files = {question.position.path, *([site.graph.questions[holder].position.path] if holder else ())}
        mine = tuple(self._mine(holder))
        pictured = tuple(self._pictured(page, mine))
        answer = site.question_path(key)
        title = site.words("pages-source", number=", ".join(map(str, numbers(question))), title=letter.title)
        previous, following = (self._beside(page, other) for other in around)
        view = SourceView(
            page=page.meta("source", title, lang=letter.lang, published=letter.date, index=False),
            letter=page.letter(letter),
            letter_lang=letter.lang,
            numbers=numbers(question),
            title=question.title,
            answer=Ref(page.to(answer), site.title(key)),
            answered=holder is not None,
            texts=tuple(map(_text, mine)),
            pictured=pictured,
            stretches=() if pictured else tuple(_stretches(self.places, mine)),
            counted="" if any(one.page for one in self.places.passages) else _counted(letter),
            proof=rows.proof(page, letter, question.pages, files),
            previous=previous,
            next=following,
        )
        return Page(path, view, question.position.path)

    def _mine(self, holder: QuestionKey | None) -> Iterator[_Mine]:
        """Yield the texts of the page in reading order."""
        own = self.question.position.path
        other = self.site.graph.questions[holder].position.path if holder else own
        wanted = {
            (TextKind.QUESTION, own),
            (TextKind.ANSWER, other),
            (TextKind.FOOTNOTE, own),
            (TextKind.FOOTNOTE, other),
        }
        for at, (text, placed) in enumerate(zip(self.texts, self.places.texts, strict=True)):
            if (text.kind, text.path) in wanted:
                yield _Mine(text, placed, tuple(self._anchors(text, holder, at)))

    def _anchors(self, text: ShownText, holder: QuestionKey | None, at: int) -> Iterator[str]:
        """Yield the anchors of a text's blocks: of paragraphs those that the answer's page has."""
        letter, asked = self.letter.id, self.question.number
        number = holder.number if holder and text.kind is TextKind.ANSWER else asked
        part = Part.ANSWER if text.kind is TextKind.ANSWER else Part.QUESTION
        for block in range(len(text.blocks)):
            if text.kind is TextKind.FOOTNOTE:
                yield f"t{at}-{block + 1}"
            else:
                yield self.site.graph.anchor(TextKey(letter, number, part), block)

    def _pictured(self, page: PageContext, mine: Iterable[_Mine]) -> Iterator[PicturedPage]:
        """Yield the pages of the source that the texts are on; none if one of them has no picture."""
        marked: dict[int, dict[tuple[str, str], list[MarkedLine]]] = {}
        for one in mine:
            for block, anchor in zip(one.placed.blocks, one.anchors, strict=True):
                for line in block.lines:
                    marked.setdefault(line.page, {}).setdefault((anchor, one.text.kind), []).append(line)
        drawn = {picture.page: picture for picture in self.places.pictures}
        if not marked.keys() <= drawn.keys():
            return
        source = rows.source_path(page, self.letter)
        for number in sorted(marked):
            picture = drawn[number]
            blocks = tuple(MarkedBlock(anchor, kind, tuple(lines)) for (anchor, kind), lines in marked[number].items())
            yield PicturedPage(
                number,
                page.to(urls.source_picture(self.site.segments, self.letter.id, number)),
                picture.width,
                picture.height,
                picture.across,
                picture.down,
                blocks,
                tuple(_rules(blocks)),
                f"{page.to(quote(source))}#page={number}" if source else None,
            )

    def _beside(self, page: PageContext, other: Question | None) -> Ref | None:
        if other is None:
            return None
        path = urls.source_page(self.site.segments, self.letter.id, other.number)
        return Ref(page.to(path), self.site.title(QuestionKey(self.letter.id, other.number)), number=other.number)


def _rules(blocks: Iterable[MarkedBlock]) -> Iterator[MarkedLine]:
    """Yield the line beside the answer's lines; one for each column of them."""
    lines = [line for block in blocks if block.kind == TextKind.ANSWER for line in block.lines]
    column: list[MarkedLine] = []
    for line in lines:
        if column and line.y < column[-1].y - column[-1].height:  # it goes on at the head of another column
            yield _rule(column)
            column = []
        column.append(line)
    if column:
        yield _rule(column)


def _rule(lines: Sequence[MarkedLine]) -> MarkedLine:
    top = min(line.y for line in lines)
    bottom = max(line.y + line.height for line in lines)
    return MarkedLine(lines[0].page, max(min(line.x for line in lines) - _BESIDE, 0), top, 0, bottom - top)


def _text(mine: _Mine) -> SourceText:
    def own(html: str) -> Markup:
        bare = _PLAIN.sub("", html)
        return Markup(_HEADING.sub(lambda found: f"{found[1]}{int(found[2]) - 1}", bare))  # noqa: S704 - of our own writing, with tags taken out of it

    blocks = (
        SourceBlock(anchor, own(block.html), bool(placed.lines or placed.words))
        for block, placed, anchor in zip(mine.text.blocks, mine.placed.blocks, mine.anchors, strict=True)
    )
    return SourceText(mine.text.kind.value, mine.text.label, tuple(blocks))


def _counted(letter: LetterHead) -> str:
    name = (letter.source.file or "").lower()
    return "line" if name.endswith((".txt", ".text", ".md")) else ""


def _stretches(places: SourcePlaces, mine: Iterable[_Mine]) -> Iterator[SourceStretch]:
    """Yield what of the source is shown as text: the marked passages, with some before and after."""
    marked: dict[int, list[tuple[MarkedWords, str, str]]] = {}
    for one in mine:
        for block, anchor in zip(one.placed.blocks, one.anchors, strict=True):
            for words in block.words:
                marked.setdefault(words.passage, []).append((words, one.text.kind.value, anchor))
    for first, last in _runs(sorted(marked)):
        begin, end = max(first - _AROUND, 0), min(last + _AROUND + 1, len(places.passages))
        yield SourceStretch(tuple(_line(places, at, marked) for at in range(begin, end)))


def _runs(found: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = -1
    for at in found:
        if first >= 0 and at - last > _NEAR:
            yield first, last
            first = at
        first = at if first < 0 else first
        last = at
    if first >= 0:
        yield first, last


def _line(places: SourcePlaces, at: int, marked: Mapping[int, list[tuple[MarkedWords, str, str]]]) -> SourceLine:
    passage = places.passages[at]
    pieces: list[SourcePiece] = []
    done = 0
    for words, kind, anchor in sorted(marked.get(at, ()), key=lambda one: one[0].start):
        start = max(words.start, done)
        if start > done:
            pieces.append(SourcePiece(passage.text[done:start]))
        if words.end > start:
            pieces.append(SourcePiece(passage.text[start : words.end], kind, anchor))
        done = max(words.end, done)
    if done < len(passage.text):
        pieces.append(SourcePiece(passage.text[done:]))
    return SourceLine(passage.line, passage.page, tuple(pieces))
