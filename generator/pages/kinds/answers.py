"""The page of one question and its answer, with everything that leans on it and that it leans on."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from generator.core import urls
from generator.core.ledger import Address
from generator.core.model import Footnote, LetterHead, Question, leaves
from generator.graph import answering
from generator.graph.site import Part, Pointer, QuestionKey, TextKey
from generator.graph.tables import SiteTables
from generator.pages.data import head, records, share
from generator.pages.data.anchors import of_blocks, of_footnotes
from generator.pages.markup.blocks import points
from generator.pages.markup.footnotes import PageFootnotes
from generator.pages.planned import Page, subject
from generator.pages.views import AnswerView, Excerpt, QuestionRow, Written
from generator.pages.writing import changes, rows
from generator.pages.writing.official_text import OfficialText
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext, answer_of, numbers


def pages(site: SiteContext, letter_id: str) -> Iterator[Page]:
    """Yield a page for every question of a letter."""
    letter = site.graph.letters[letter_id]
    ordered = site.questions(letter_id)
    total = rows.question_count(ordered)
    for index, question in enumerate(ordered):
        around = (ordered[index - 1] if index else None, ordered[index + 1] if index + 1 < len(ordered) else None)
        yield _page(site, letter, question, total, around)


def addresses(site: SiteContext, page: Page, view: AnswerView) -> Iterator[Address]:
    """Yield the anchors that an answer's page promises."""
    if page.subject:
        key = QuestionKey(page.subject.id, page.subject.number)
        holder = site.graph.answers.get(key, key)
        yield from of_blocks(site, page, view.question, TextKey(key.letter, key.number, Part.QUESTION))
        yield from of_blocks(site, page, view.answer, answer_of(holder))
        yield from of_footnotes(page, view.footnotes)
        yield from changes.addresses(site, page, (key,))


def written(page: PageContext, letter: LetterHead, question: Question) -> Written:
    """Write a question, its answer (also one that is given under another number) and their footnotes."""
    graph = page.site.graph
    holder = graph.answers.get(QuestionKey(letter.id, question.number))
    files = [question, *([graph.questions[holder]] if holder and holder.number != question.number else ())]
    notes = ((file.number, note) for file in files for note in _footnotes(graph, letter, file, own=file is question))
    page_footnotes = PageFootnotes(question.number, notes, page.site.segments, page.site.words, page.in_page())
    official = OfficialText(page, letter, page_footnotes)
    asked = official.blocks(TextKey(letter.id, question.number, Part.QUESTION))
    answer = official.blocks(TextKey(letter.id, holder.number, Part.ANSWER)) if holder else ()
    return asked, answer, official.footnotes()


def with_absolute_links(site: SiteContext, base_url: str, letter: LetterHead, question: Question) -> Written:
    """Write a question, its answer and their footnotes to be read elsewhere: in feeds and frames. All links absolute."""
    key = QuestionKey(letter.id, question.number)
    found = site.written.get(key)
    if found is None:
        page = PageContext(site, site.question_path(key), root=base_url)
        found = site.written[key] = written(page, letter, question)
    return found


def _page(
    site: SiteContext,
    letter: LetterHead,
    question: Question,
    total: int,
    around: tuple[Question | None, Question | None],
) -> Page:
    graph = site.graph
    key = QuestionKey(letter.id, question.number)
    path = urls.question(site.segments, letter.id, question.number)
    page = PageContext(site, path)
    asked, answer, footnotes = written(page, letter, question)
    holder = graph.answers.get(key)
    texts = _texts(graph, letter, question, holder)
    pointers = tuple(pointer for text in texts for pointer in graph.pointers.get(text, ()))
    title = site.words("pages-question", number=_range(numbers(question)), text=site.title(key))
    record = records.record(site, key)
    cites = rows.cites(page, letter, (c for text in texts for c in graph.citations.get(text, ())))
    topics = tuple(page.topic(topic) for topic in dict.fromkeys((*question.topics, *letter.topics)))
    files = {question.position.path, *([graph.questions[holder].position.path] if holder else ())}
    answered_by = rows.people(page, letter.answered_by)
    asked_by = rows.people(page, letter.asked_by)
    meta = page.meta(
        "answer",
        title,
        text=graph.texts.get(TextKey(letter.id, holder.number, Part.ANSWER), ()) if holder else question.question,
        lang=letter.lang,
        published=letter.date,
        index=not (letter.draft or question.draft),
    )
    previous, following = (
        rows.question_row(page, QuestionKey(letter.id, other.number)) if other else None for other in around
    )
    view = AnswerView(
        page=head.answer(
            page,
            meta,
            key,
            record,
            authors=answered_by if holder else asked_by,
            cites=cites,
            subjects=(topic.title for topic in topics),
        ),
        letter=page.letter(letter),
        letter_lang=letter.lang,
        related=rows.related(page, letter),
        number=question.number,
        numbers=numbers(question),
        total=total,
        title=question.title,
        question=asked,
        answer=answer,
        answered_in=page.question(holder) if holder and holder != key else None,
        answers_also=tuple(
            page.question(other) for other in _shared(graph, key) if site.holder(other) not in {key, holder}
        ),
        footnotes=footnotes,
        submitted=site.day(letter.submitted),
        asked_by=asked_by,
        answered_by=answered_by,
        on_behalf_of=rows.people(page, letter.on_behalf_of),
        kind=letter.kind.value,
        refers_to=_refers_to(page, key, pointers),
        other_letters=_other_letters(page, key, pointers),
        cites=cites,
        cited_by=_cited_by(page, question, letter),
        actors=rows.mentioned(page, texts, question.actors),
        topics=topics,
        articles=rows.articles(page, _own(key, question)),
        proof=replace(rows.proof(page, letter, question.pages, files), beside=_beside(page, key)),
        permanent=f"{site.base_url or ''}{path}",
        citation=record.legal,
        days=answering.days(letter),
        same=rows.same_questions(page, letter),
        previous=previous,
        next=following,
        share=share.answer(page, key, record, answer or asked),
        changed=changes.changed(page, (key,)),
    )
    return Page(path, view, question.position.path, subject=subject(letter.id, question.number))


def _texts(
    graph: SiteTables, letter: LetterHead, question: Question, holder: QuestionKey | None
) -> tuple[TextKey, ...]:
    """Return the texts that the page shows, in reading order."""
    own = question.number
    other = graph.questions[holder] if holder and holder.number != own else None
    keys = [TextKey(letter.id, own, Part.QUESTION)]
    if holder:
        keys.append(TextKey(letter.id, holder.number, Part.ANSWER))
    for file in (question, *([other] if other else ())):
        notes = _footnotes(graph, letter, file, own=file is question)
        keys.extend(TextKey(letter.id, file.number, Part.FOOTNOTE, note.label) for note in notes)
    return tuple(keys)


def _footnotes(graph: SiteTables, letter: LetterHead, file: Question, *, own: bool) -> tuple[Footnote, ...]:
    """Return the footnotes of a file; of another's, only those that its answer carries, since only that is shown."""
    if own:
        return file.footnotes
    answer = graph.texts.get(TextKey(letter.id, file.number, Part.ANSWER), ())
    carried = {mark.value for leaf in leaves(answer) for mark in points(leaf.marks)}
    return tuple(note for note in file.footnotes if note.label in carried)


def _beside(page: PageContext, key: QuestionKey) -> str | None:
    """Return the link to the page with the source beside the answer, where there is one."""
    if page.site.source_places(key.letter) is None:
        return None
    return page.to(urls.source_page(page.site.segments, key.letter, key.number))


def _own(key: QuestionKey, question: Question) -> tuple[QuestionKey, ...]:
    """Return the question under every number it was asked under."""
    return tuple(QuestionKey(key.letter, number) for number in numbers(question))


def _shared(graph: SiteTables, key: QuestionKey) -> tuple[QuestionKey, ...]:
    """Return all questions that share this one's answer, itself among them."""
    return graph.covers.get(graph.answers.get(key, key), (key,))


def _refers_to(page: PageContext, key: QuestionKey, pointers: tuple[Pointer, ...]) -> tuple[QuestionRow, ...]:
    """Return the questions of this letter that the page points at, by number."""
    inside = {page.site.holder(target) for p in pointers for target in p.targets if target.letter == key.letter}
    return tuple(rows.question_row(page, target, lead=True) for target in sorted(inside - {key}))


def _other_letters(page: PageContext, key: QuestionKey, pointers: tuple[Pointer, ...]) -> tuple[Excerpt, ...]:
    """Return the questions of other letters that the page points at, in the order it does."""
    outside = dict.fromkeys(target for p in pointers for target in p.targets if target.letter != key.letter)
    return tuple(rows.whole_question(page, target) for target in outside)


def _cited_by(page: PageContext, question: Question, letter: LetterHead) -> tuple[Excerpt, ...]:
    """Return the places elsewhere that point at this question, or at another that has the same answer."""
    graph = page.site.graph
    key = QuestionKey(letter.id, question.number)
    targets = dict.fromkeys((*_own(key, question), *_shared(graph, key)))
    shown = {key, graph.answers.get(key, key)}
    places = {
        pointer.place
        for target in targets
        for pointer in graph.pointers_to.get(target, ())
        if QuestionKey(pointer.place.text.letter, pointer.place.text.number) not in shown
    }
    ordered = sorted(places, key=lambda place: (place.text.letter != letter.id, page.site.reading_order(place)))
    return rows.excerpts(page, ordered)


def _range(found: tuple[int, ...]) -> str:
    """Write one or several numbers: `4`, `4, 5`."""
    return ", ".join(str(number) for number in found)
