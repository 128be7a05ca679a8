"""What a reader takes along from a page: a quotation with its source, citations, files, and code to embed it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markupsafe import escape

from generator.core import urls
from generator.core.model import LetterHead, LetterKind, Note, Paragraph, Text, Topic, leaves
from generator.core.parts import EMBEDS
from generator.graph.excerpts import shorten
from generator.graph.site import QuestionKey
from generator.pages.data import beside, cards, citations, sentence
from generator.pages.data.records import Record, letter_record, note_record, source_line, topic_record
from generator.pages.markup import text_fragments
from generator.pages.views import BlockView, NoteFrame, QuoteView, Ref, ShareView, SourceLines
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext, numbers

QUOTED = 320
"""About how many characters a ready quotation takes: whole sentences from the beginning, as many as fit."""
WIDTH = 640
"""How wide an embed is thought to be, in CSS pixels; it takes the width that there is."""
LISTED = 8
"""How many questions of a letter its embed names."""
_LOW, _HIGH = 240, 960
_LINE, _CHARACTERS, _FRAME = 28, 62, 260
"""Height of a line and characters in it at that width, and the height of what is around the text."""
_BRIEF = 40
"""Up to how many characters a first paragraph says too little to be quoted alone."""
_NAMED = 60
"""How many characters of the words it is about name a note."""
_MARKDOWN = re.compile(r"([\\`*_\[\]<>~|])")
_BLOCK = re.compile(r"^(\d+)([.)])|^([#+>-])")


def answer(page: PageContext, key: QuestionKey, record: Record, blocks: tuple[BlockView, ...]) -> ShareView:
    """Return what can be taken along of an answer; `blocks` are those of the text that is quoted."""
    site = page.site
    letter, question = site.graph.letters[key.letter], site.graph.questions[key]
    holder = site.graph.answers.get(key)
    asked = site.graph.questions[holder] if holder else question
    quoted = asked.answer if holder and asked.answer else question.question
    printed = text_fragments.numbers_of(asked.footnotes)
    above = (letter.title, question.title or "", *(leaf.text for leaf in leaves(question.question)))
    above = above if quoted is asked.answer else above[:2]
    embedded = site.makes(EMBEDS)
    sources = _sources(site, letter, ", ".join(map(str, numbers(question))))
    source = sources.answered if holder else sources.asked
    lang = site.foreign(letter.lang)
    quote = _quotation(record.url, source, quoted, blocks, printed=printed, lang=lang, above=above)
    return ShareView(
        apa=citations.apa(record, site.config.lang),
        files=tuple(Ref(url, form.name) for form, url in beside.citations(page, letter)),
        whole=beside.citation_folder(page, letter) != page.path,
        data=(
            *_data(page, letter),
            *([Ref(picture, "PNG")] if (picture := cards.link(page, letter, question)) else []),
        ),
        quote=quote,
        frame=iframe(f"{record.url}embed/", record.name, height(quoted)) if embedded else None,
        embed=_embed(site.base_url, record, source, quote) if site.base_url and embedded and quote else None,
        framed=page.to(f"{page.path}embed/") if embedded else "",
        notes=_notes(page, (note for note in site.letter_notes(letter.id) if note.number in numbers(question))),
        sources=sources,
        sentence=sentence.written(site, letter) if holder else sentence.asked(site, letter),
    )


def letter(page: PageContext, found: LetterHead) -> ShareView:
    """Return what can be taken along of a letter as a whole."""
    site = page.site
    record = letter_record(site, found)
    framed = beside.letter_page(site, found)
    more = {
        "Web Annotation": beside.web_annotations(page, found),
        "Akoma Ntoso": beside.akoma_ntoso(page, found),
    }
    return ShareView(
        apa=citations.apa(record, site.config.lang),
        files=tuple(Ref(url, form.name) for form, url in beside.citations(page, found)),
        whole=True,
        data=(*_data(page, found), *(Ref(url, name) for name, url in more.items() if url)),
        citation=record.legal,
        notes=_notes(page, (note for note in site.letter_notes(found.id) if not note.number)),
        sources=_sources(site, found, "{n}"),
        frame=iframe(f"{site.base_url}{framed}", record.name, letter_height(len(site.questions(found.id))))
        if site.makes(EMBEDS)
        else None,
        framed=page.to(framed) if site.makes(EMBEDS) else "",
        sentence=sentence.asked(site, found) if found.kind is LetterKind.QUESTIONS else sentence.written(site, found),
    )


def topic(page: PageContext, found: Topic) -> ShareView:
    """Return what can be taken along of a topic."""
    return ShareView(apa=citations.apa(topic_record(page.site, found), page.site.config.lang), files=(), data=())


def _sources(site: SiteContext, letter: LetterHead, number: str) -> SourceLines:
    """Return whose the words of a letter are; `number` is that of the question they are in, or what is in its place."""
    words = site.words
    return SourceLines(
        asked=source_line(
            site, letter, letter.asked_by, words("pages-cite-question", number=number), letter.submitted or letter.day
        ),
        answered=source_line(site, letter, letter.answered_by, words("pages-cite-answer", number=number)),
        letter=source_line(site, letter, letter.answered_by),
        note=words("pages-cite-note", text=letter.title, site=site.config.name),
    )


def _data(page: PageContext, found: LetterHead) -> tuple[Ref, ...]:
    """Return the files with the content of a letter, or of an answer in it."""
    markdown = beside.markdown(page, found)
    json = page.to(f"{urls.letter(page.site.segments, found.id)}{beside.LETTER}")
    return (*([Ref(markdown, "Markdown")] if markdown else []), Ref(json, "JSON"))


def height(text: Text) -> int:
    """Guess how high an embed is, in CSS pixels, for hosts that do not listen to what it says itself."""
    length = sum(len(leaf.text) + _CHARACTERS for leaf in text if isinstance(leaf, Paragraph))
    return max(_LOW, min(_FRAME + _LINE * (length // _CHARACTERS), _HIGH))


def iframe(source: str, title: str, high: int) -> str:
    """Write the frame that shows a bare page in another page."""
    return (
        f'<iframe src="{escape(source)}" title="{escape(title)}" width="100%" height="{high}" '
        'style="border:0" loading="lazy"></iframe>'
    )


def letter_height(questions: int) -> int:
    """Guess how high the embed of a letter is, in CSS pixels, by how many questions it has."""
    return _LOW + _LINE * min(questions, LISTED)


def _notes(page: PageContext, notes: Iterable[Note]) -> tuple[NoteFrame, ...]:
    """Return for each note on a page the frame that shows it elsewhere."""
    site = page.site
    if not site.makes(EMBEDS):
        return ()
    return tuple(
        NoteFrame(
            shorten(note.quote, _NAMED),
            page.to(beside.note_page(site, note)),
            iframe(
                f"{site.base_url}{beside.note_page(site, note)}",
                note.title or shorten(note.quote, _NAMED),
                height(note.blocks),
            ),
            citations.apa(note_record(site, note), site.config.lang),
        )
        for note in notes
    )


def _embed(base_url: str, record: Record, source: str, quote: QuoteView) -> str:
    return (
        f'<blockquote cite="{escape(record.url)}" data-kantlijn="{escape(record.url)}embed/">\n'
        f'{_paragraphs(quote.words)}\n<p>— <a href="{escape(quote.passage)}">{escape(source)}</a></p>\n</blockquote>\n'
        f'<script src="{escape(base_url)}/assets/embed.js" async></script>'
    )


def _quotation(
    address: str | None,
    source: str,
    text: Text,
    blocks: tuple[BlockView, ...],
    *,
    printed: Mapping[str, str],
    lang: str | None,
    above: Iterable[str],
) -> QuoteView | None:
    """Quote the first sentences of a text, with a link that leads to them and not to the same words `above` on the page.

    A first paragraph of a word or two (`Ja.`) is no quotation: then the next one's first sentences follow.
    """
    found = [(at, block) for at, block in enumerate(text) if isinstance(block, Paragraph) and block.text]
    if not address or not found:
        return None
    at, leaf = found[0]
    more = [found[1][1]] if len(found) > 1 and found[1][0] == at + 1 and len(leaf.text) < _BRIEF else []
    quoted = [(one, *_beginning(one)) for one in (leaf, *more)]
    last, end, _ = quoted[-1]
    directive = text_fragments.fragment(
        text_fragments.shown(last, printed), *text_fragments.where(last, printed, 0, end), above
    )
    url = f"{address}#{blocks[at].anchor}{directive}"
    words = tuple(line for _, _, line in quoted)
    marked = f' lang="{escape(lang)}"' if lang else ""
    return QuoteView(
        passage=url,
        html=(
            f'<figure>\n<blockquote cite="{escape(address)}"{marked}>\n{_paragraphs(words)}\n</blockquote>\n'
            f'<figcaption>— <a href="{escape(url)}">{escape(source)}</a></figcaption>\n</figure>'
        ),
        markdown="\n>\n".join((*(f"> {_first(_escaped(line))}" for line in words), f"> — [{_escaped(source)}]({url})")),
        words=words,
    )


def _beginning(leaf: Paragraph) -> tuple[int, str]:
    """Return where a paragraph's first sentences end, and those in one line; what had to be cut says so."""
    end = text_fragments.first_sentences(leaf.text, QUOTED)
    cut = not end
    if cut:
        end = len(shorten(leaf.text, QUOTED).rstrip("…").rstrip())
    return end, " ".join(leaf.text[:end].split()) + (" […]" if cut else "")


def _paragraphs(words: Iterable[str]) -> str:
    return "\n".join(f"<p>{escape(line)}</p>" for line in words)


def _escaped(text: str) -> str:
    """Escape what Markdown would read as its own."""
    return _MARKDOWN.sub(r"\\\1", text)


def _first(text: str) -> str:
    """Escape what Markdown would read as a list or a heading at the beginning of a line."""
    return _BLOCK.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", text)
