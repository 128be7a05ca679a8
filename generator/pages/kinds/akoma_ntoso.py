"""A letter as Akoma Ntoso 3.0 (OASIS LegalDocML), which software of parliaments and of legislation reads: `letter.akn.xml`.

A letter is a `debate` of one written exchange: the text outside its questions, then each question and, after the last of
those that it answers, each answer. What editors wrote is in the metadata, apart from the official text. Dates are those of
the letter; a letter without any day has no such file, since a work has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.core import urls
from generator.core.model import ActorType, LetterHead, Note, Party, Question
from generator.graph.site import Part, QuestionKey, TextKey
from generator.pages.data.beside import AKOMA_NTOSO
from generator.pages.data.records import letter_record
from generator.pages.data.shown import sha256_in
from generator.pages.planned import Page, TextFile
from generator.pages.writing.akoma_ntoso_text import AkomaNtosoText, block_id, footnote_id, reference, text_id, written
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.rows import source_path
from generator.pages.writing.site_context import SHOWN, SiteContext, numbers

_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_CLASSES = {
    ActorType.PERSON: ("TLCPerson", "person"),
    ActorType.OFFICE: ("TLCRole", "role"),
    ActorType.COUNTRY: ("TLCLocation", "location"),
}
_ORGANIZATION = ("TLCOrganization", "organization")
_LANGUAGES = {"nl": "nld", "en": "eng", "de": "deu", "fr": "fra", "fy": "fry"}
"""ISO 639-2, which Akoma Ntoso writes languages in; any other is written as the letter says it."""
_COUNTRY = "nl"
_UNKNOWN = "unknown"
"""Who is not named: every question and answer must be by somebody."""


def pages(site: SiteContext, letter_id: str) -> Iterator[Page]:
    """Yield the document of a letter."""
    letter = site.graph.letters[letter_id]
    if letter.day:
        path = f"{urls.letter(site.segments, letter.id)}{AKOMA_NTOSO}"
        yield Page(path, TextFile(_document(site, letter, letter.day.isoformat())), letter.position.path)


def _document(site: SiteContext, letter: LetterHead, day: str) -> str:
    page = PageContext(site, urls.letter(site.segments, letter.id), root=site.base_url)
    official = AkomaNtosoText(page, letter)
    asked, answered = _by(letter.asked_by), _by(letter.answered_by)
    cover = official.blocks(TextKey(letter.id, 0, Part.COVER), letter.body, letter.footnotes)
    cover += official.left_over(0, letter.footnotes)
    body = (
        f'<debateSection name="letter" eId="cover">{cover}</debateSection>' if cover else "",
        *_questions(site, official, letter, asked, answered),
    )
    notes = "\n".join(_notes(page, letter))
    parties = (*letter.asked_by, *letter.addressed_to, *letter.answered_by, *letter.on_behalf_of)
    roles = (one for party in parties for one in (party.actor, party.party, party.office) if one)
    return "\n".join(
        filter(
            None,
            (
                '<?xml version="1.0" encoding="UTF-8"?>',
                f'<akomaNtoso xmlns="{_NAMESPACE}">',
                f'<debate name="{written(letter.kind.value)}">',
                "<meta>",
                _identification(page, letter, day, answered),
                _publication(site, letter, day),
                _references(site, dict.fromkeys((*roles, *official.named))),
                f'<notes source="#editors">\n{notes}\n</notes>' if notes else "",
                _proprietary(page, letter),
                "</meta>",
                f"<preface><p><docTitle>{written(letter.title)}</docTitle></p></preface>",
                "<debateBody>",
                *body,
                "</debateBody>",
                "</debate>",
                "</akomaNtoso>\n",
            ),
        )
    )


# --- Questions and answers -------------------------------------------------------------------------------------


class _Speaker(NamedTuple):
    """Who a question or an answer is by, and in which office: the attributes that say so."""

    by: str
    office: str = ""

    def __str__(self) -> str:
        return f'by="#{written(self.by)}"' + (f' as="#{written(self.office)}"' if self.office else "")


def _by(parties: Iterable[Party]) -> tuple[_Speaker, ...]:
    """Return who took part; the first of them is who a question or an answer is by."""
    found = []
    for party in parties:
        who = party.actor or party.office or party.party
        if who:
            office = party.office if party.office and party.office != who else None
            found.append(_Speaker(reference(who), reference(office) if office else ""))
    return tuple(found) or (_Speaker(_UNKNOWN),)


def _questions(
    site: SiteContext,
    official: AkomaNtosoText,
    letter: LetterHead,
    asked: tuple[_Speaker, ...],
    answered: tuple[_Speaker, ...],
) -> Iterator[str]:
    questions = {question.number: question for question in site.questions(letter.id)}
    if not questions:
        return
    due: dict[int, list[Question]] = {}
    for question in questions.values():
        due.setdefault(_last_covered(site, letter, question), []).append(question)
    yield '<questions eId="questions">'
    for number, question in questions.items():
        key = TextKey(letter.id, number, Part.QUESTION)
        inner = official.blocks(key, question.question, question.footnotes)
        if question.answer is None:
            inner += official.left_over(number, question.footnotes)
        yield _speech("question", number, numbers(question), asked[0], inner)
        for one in due.get(number, ()):
            if one.answer is not None:
                key = TextKey(letter.id, one.number, Part.ANSWER)
                inner = official.blocks(key, one.answer, one.footnotes)
                inner += official.left_over(one.number, one.footnotes)
                yield _speech("answer", one.number, _covered(site, letter, one), answered[0], inner)
    yield "</questions>"


def _covered(site: SiteContext, letter: LetterHead, question: Question) -> tuple[int, ...]:
    """Return all numbers that an answer is given to."""
    key = QuestionKey(letter.id, question.number)
    others = (site.graph.questions[other] for other in site.graph.covers.get(key, (key,)))
    return tuple(sorted({number for other in others for number in numbers(other)}))


def _last_covered(site: SiteContext, letter: LetterHead, question: Question) -> int:
    """Return the number of the last question, as a file, that an answer is given to."""
    key = QuestionKey(letter.id, question.number)
    return max((other.number for other in site.graph.covers.get(key, (key,))), default=question.number)


def _speech(tag: str, number: int, shown: Iterable[int], speaker: _Speaker, inner: str) -> str:
    num = ", ".join(map(str, shown))
    return f'<{tag} eId="{tag}_{number}" {speaker}><num>{num}</num>{inner or "<p/>"}</{tag}>'


# --- Metadata --------------------------------------------------------------------------------------------------


def _identification(page: PageContext, letter: LetterHead, day: str, answered: tuple[_Speaker, ...]) -> str:
    record = letter_record(page.site, letter)
    language = _LANGUAGES.get(letter.lang, letter.lang)
    work = f"/akn/{_COUNTRY}/debate/{day}/{letter.id}"
    expression = f"{work}/{language}@{day}"
    aliases = {"page": record.url, "publication": record.official_url}
    dated = (
        f'<FRBRdate date="{day}" name="{"letter" if letter.date else "received" if letter.received else "submitted"}"/>'
    )
    writers = _by(letter.asked_by) if answered[0].by == _UNKNOWN else answered
    authors = "".join(f"<FRBRauthor {str(one).replace('by=', 'href=', 1)}/>" for one in writers)
    alias = "".join(f'<FRBRalias name="{name}" value="{written(url)}"/>' for name, url in aliases.items() if url)
    number = "".join(f'<FRBRnumber value="{written(one)}"/>' for one in letter.numbers)
    return (
        '<identification source="#editors">\n'
        f'<FRBRWork><FRBRthis value="{work}/!main"/><FRBRuri value="{work}"/>{alias}{dated}{authors}'
        f'<FRBRcountry value="{_COUNTRY}"/>{number}<FRBRname value="{written(letter.kind.value)}"/></FRBRWork>\n'
        f'<FRBRExpression><FRBRthis value="{expression}/!main"/><FRBRuri value="{expression}"/>{dated}{authors}'
        f'<FRBRlanguage language="{written(language)}"/></FRBRExpression>\n'
        f'<FRBRManifestation><FRBRthis value="{expression}/!main.akn"/><FRBRuri value="{expression}.akn"/>{dated}'
        '<FRBRauthor href="#editors"/><FRBRformat value="application/akn+xml"/></FRBRManifestation>\n'
        "</identification>"
    )


def _publication(site: SiteContext, letter: LetterHead, day: str) -> str:
    record = letter_record(site, letter)
    if not record.official or not letter.publication:
        return ""
    on = letter.received.isoformat() if letter.received else day
    return (
        f'<publication date="{on}" name="publication" showAs="{written(record.official)}" '
        f'number="{written(letter.publication)}"/>'
    )


def _references(site: SiteContext, actors: Iterable[str]) -> str:
    config = site.config
    rows = [_class("TLCOrganization", "editors", "organization/editors", config.publisher or config.name)]
    rows.append(_class("TLCPerson", _UNKNOWN, "person/unknown", "—"))
    for actor_id in actors:
        actor = site.graph.actors.get(actor_id)
        tag, kind = _CLASSES.get(actor.type, _ORGANIZATION) if actor else _ORGANIZATION
        rows.append(_class(tag, reference(actor_id), f"{kind}/{actor_id}", actor.name if actor else actor_id))
    return "\n".join(('<references source="#editors">', *rows, "</references>"))


def _class(tag: str, own: str, of: str, name: str) -> str:
    return f'<{tag} eId="{written(own)}" href="/akn/ontology/{written(of)}" showAs="{written(name)}"/>'


def _proprietary(page: PageContext, letter: LetterHead) -> str:
    """Say what the text was proved against: digests, and how the comparison came out."""
    site = page.site
    proof, source = site.proof(letter.id), source_path(page, letter)
    said = [f"proof: {proof.state.value}", f"text sha256: {sha256_in(site.pieces[SHOWN, letter.id].text)}"]
    if proof.sha256 or letter.source.sha256:
        said.append(f"source sha256: {proof.sha256 or letter.source.sha256}")
    if source:
        said.append(f"source: {page.to(source)}")
    return (
        '<proprietary source="#editors"><dcterms:provenance xmlns:dcterms="http://purl.org/dc/terms/">'
        f"{written('; '.join(said))}</dcterms:provenance></proprietary>"
    )


def _notes(page: PageContext, letter: LetterHead) -> Iterator[str]:
    graph = page.site.graph
    for key in page.site.texts(letter):
        for anchored in graph.notes.get(key, ()):
            place = anchored.places[0]
            block = graph.texts[key][place.block]
            base = footnote_id(key.number, key.label) if key.part is Part.FOOTNOTE else text_id(key)
            yield _note(page, letter, anchored.note, block_id(block, base, place.block + 1))


def _note(page: PageContext, letter: LetterHead, note: Note, base: str) -> str:
    """Write an editor's note, with the words that it is about and the element they are in."""
    own = f"note_{written(note.id)}"
    title = f'<p class="title">{written(note.title)}</p>' if note.title else ""
    sign = ", ".join(filter(None, (note.author, note.date.isoformat() if note.date else "")))
    return (
        f'<note eId="{own}" class="{note.kind.value}" placement="side" placementBase="#{base}">{title}'
        f'<p class="quotation">{written(note.quote)}</p>{AkomaNtosoText(page, letter).editors(note.blocks, own)}'
        + (f'<p class="signature">{written(sign)}</p>' if sign else "")
        + "</note>"
    )
