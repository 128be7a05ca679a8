"""The page of one question and its answer, with everything that leans on it and that it leans on."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core import urls
from generator.core.model import Footnote, Letter, Question, leaves
from generator.graph.site import Part, Pointer, QuestionKey, SiteGraph, TextKey
from generator.pages.data import head, records, share
from generator.pages.markup.blocks import points
from generator.pages.markup.footnotes import Footing
from generator.pages.views import AnswerView, Excerpt, Page, QuestionRow, Written
from generator.pages.writing import rows
from generator.pages.writing.official_text import Ink
from generator.pages.writing.page_context import Here
from generator.pages.writing.site_context import Desk, in_order, numbers


def pages(desk: Desk) -> Iterator[Page]:
    """Give a page for every question of every letter."""
    for letter in desk.graph.content.letters:
        ordered = in_order(letter.questions)
        total = rows.question_count(ordered)
        for index, question in enumerate(ordered):
            around = (ordered[index - 1] if index else None, ordered[index + 1] if index + 1 < len(ordered) else None)
            yield _page(desk, letter, question, total, around)


def written(here: Here, letter: Letter, question: Question) -> Written:
    """Write a question, its answer (also one that is given under another number) and their footnotes."""
    graph = here.desk.graph
    holder = graph.answers.get(QuestionKey(letter.id, question.number))
    files = [question, *([graph.questions[holder]] if holder and holder.number != question.number else ())]
    notes = ((file.number, note) for file in files for note in _footnotes(graph, letter, file, own=file is question))
    footing = Footing(question.number, notes, here.desk.segments, here.desk.words, here.in_page())
    ink = Ink(here, letter, footing)
    asked = ink.blocks(TextKey(letter.id, question.number, Part.QUESTION))
    answer = ink.blocks(TextKey(letter.id, holder.number, Part.ANSWER)) if holder else ()
    return asked, answer, ink.footnotes()


def abroad(desk: Desk, base_url: str, letter: Letter, question: Question) -> Written:
    """Write a question, its answer and their footnotes to be read elsewhere: in feeds and frames. All links absolute."""
    key = QuestionKey(letter.id, question.number)
    found = desk.abroad.get(key)
    if found is None:
        here = Here(desk, desk.question_path(key), root=base_url)
        found = desk.abroad[key] = written(here, letter, question)
    return found


def _page(
    desk: Desk,
    letter: Letter,
    question: Question,
    total: int,
    around: tuple[Question | None, Question | None],
) -> Page:
    graph = desk.graph
    key = QuestionKey(letter.id, question.number)
    path = urls.question(desk.segments, letter.id, question.number)
    here = Here(desk, path)
    asked, answer, footnotes = written(here, letter, question)
    holder = graph.answers.get(key)
    texts = _texts(graph, letter, question, holder)
    pointers = tuple(pointer for text in texts for pointer in graph.pointers.get(text, ()))
    title = desk.words("pages-question", number=_range(numbers(question)), text=desk.title(key))
    record = records.record(desk, key)
    cites = rows.cites(here, letter, (c for text in texts for c in graph.citations.get(text, ())))
    topics = tuple(here.topic(topic) for topic in dict.fromkeys((*question.topics, *letter.topics)))
    answered_by = rows.people(here, letter.answered_by)
    asked_by = rows.people(here, letter.asked_by)
    meta = here.meta(
        "answer",
        title,
        text=graph.texts.get(TextKey(letter.id, holder.number, Part.ANSWER), ()) if holder else question.question,
        lang=letter.lang,
        published=letter.date,
        index=not (letter.draft or question.draft),
    )
    previous, following = (
        rows.question_row(here, QuestionKey(letter.id, other.number)) if other else None for other in around
    )
    view = AnswerView(
        page=head.answer(
            here,
            meta,
            key,
            record,
            authors=answered_by if holder else asked_by,
            cites=cites,
            subjects=(topic.title for topic in topics),
        ),
        letter=here.letter(letter),
        letter_lang=letter.lang,
        number=question.number,
        numbers=numbers(question),
        total=total,
        title=question.title,
        question=asked,
        answer=answer,
        answered_in=here.question(holder) if holder and holder != key else None,
        answers_also=tuple(
            here.question(other) for other in _shared(graph, key) if desk.holder(other) not in {key, holder}
        ),
        footnotes=footnotes,
        submitted=desk.day(letter.submitted),
        asked_by=asked_by,
        answered_by=answered_by,
        on_behalf_of=rows.people(here, letter.on_behalf_of),
        kind=letter.kind.value,
        refers_to=_refers_to(here, key, pointers),
        other_letters=_other_letters(here, key, pointers),
        cites=cites,
        cited_by=_cited_by(here, question, letter),
        actors=rows.mentioned(here, texts, question.actors),
        topics=topics,
        articles=rows.articles(here, _own(key, question)),
        proof=rows.proof(here, letter, question.pages),
        permanent=f"{desk.base_url or ''}{path}",
        citation=record.legal,
        previous=previous,
        next=following,
        share=share.answer(here, key, record, answer or asked),
    )
    return Page(path, view, question.position.path)


def _texts(graph: SiteGraph, letter: Letter, question: Question, holder: QuestionKey | None) -> tuple[TextKey, ...]:
    """Give the texts that the page shows, in reading order."""
    own = question.number
    other = graph.questions[holder] if holder and holder.number != own else None
    keys = [TextKey(letter.id, own, Part.QUESTION)]
    if holder:
        keys.append(TextKey(letter.id, holder.number, Part.ANSWER))
    for file in (question, *([other] if other else ())):
        notes = _footnotes(graph, letter, file, own=file is question)
        keys.extend(TextKey(letter.id, file.number, Part.FOOTNOTE, note.label) for note in notes)
    return tuple(keys)


def _footnotes(graph: SiteGraph, letter: Letter, file: Question, *, own: bool) -> tuple[Footnote, ...]:
    """Give the footnotes of a file; of another's, only those that its answer carries, since only that is shown."""
    if own:
        return file.footnotes
    answer = graph.texts.get(TextKey(letter.id, file.number, Part.ANSWER), ())
    carried = {mark.value for leaf in leaves(answer) for mark in points(leaf.marks)}
    return tuple(note for note in file.footnotes if note.label in carried)


def _own(key: QuestionKey, question: Question) -> tuple[QuestionKey, ...]:
    """Give the question under every number it was asked under."""
    return tuple(QuestionKey(key.letter, number) for number in numbers(question))


def _shared(graph: SiteGraph, key: QuestionKey) -> tuple[QuestionKey, ...]:
    """Give all questions that share this one's answer, itself among them."""
    return graph.covers.get(graph.answers.get(key, key), (key,))


def _refers_to(here: Here, key: QuestionKey, pointers: tuple[Pointer, ...]) -> tuple[QuestionRow, ...]:
    """Give the questions of this letter that the page points at, by number."""
    inside = {here.desk.holder(target) for p in pointers for target in p.targets if target.letter == key.letter}
    return tuple(rows.question_row(here, target, lead=True) for target in sorted(inside - {key}))


def _other_letters(here: Here, key: QuestionKey, pointers: tuple[Pointer, ...]) -> tuple[Excerpt, ...]:
    """Give the questions of other letters that the page points at, in the order it does."""
    outside = dict.fromkeys(target for p in pointers for target in p.targets if target.letter != key.letter)
    return tuple(rows.whole_question(here, target) for target in outside)


def _cited_by(here: Here, question: Question, letter: Letter) -> tuple[Excerpt, ...]:
    """Give the places elsewhere that point at this question, or at another that has the same answer."""
    graph = here.desk.graph
    key = QuestionKey(letter.id, question.number)
    targets = dict.fromkeys((*_own(key, question), *_shared(graph, key)))
    shown = {key, graph.answers.get(key, key)}
    places = {
        pointer.place
        for target in targets
        for pointer in graph.pointers_to.get(target, ())
        if QuestionKey(pointer.place.text.letter, pointer.place.text.number) not in shown
    }
    ordered = sorted(places, key=lambda place: (place.text.letter != letter.id, here.desk.reading_order(place)))
    return rows.excerpts(here, ordered)


def _range(found: tuple[int, ...]) -> str:
    """Write one or several numbers: `4`, `4, 5`."""
    return ", ".join(str(number) for number in found)
