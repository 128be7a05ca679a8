"""The official text as HTML: whatever annotates it, its words stay as they are."""

import html
import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.config import Config
from generator.core.diagnostics import Position
from generator.core.model import (
    CodeBlock,
    Content,
    Footnote,
    Heading,
    ListBlock,
    Mark,
    MarkKind,
    Note,
    Paragraph,
    Quote,
    Rule,
    Table,
    leaves,
)
from generator.graph.site import (
    Anchored,
    Mention,
    Part,
    Place,
    QuestionKey,
    SiteGraph,
    Target,
    TargetKind,
    TextKey,
)
from generator.graph.tables import tables
from generator.pages.kinds.answers import written
from generator.pages.markup.page_words import PageWords
from generator.pages.plan import plan
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import site_context

KEY = TextKey("2024z00001", 1, Part.ANSWER)


@pytest.fixture
def write_leaf(make, words):
    """Write the answer of a one-question letter, with links to the targets given."""

    def write_leaf(answer, notes=(), **more):
        letter = make.letter("2024z00001", make.question(1, "Vraag?", answer, notes=notes), **more)
        graph = make.link(Content((letter,)))
        _, blocks, footnotes = written(page_context(graph, words), letter, letter.questions[0])
        return [str(block.html) for block in blocks], footnotes

    return write_leaf


def page_context(graph, words):
    table = site_context(
        tables(graph),
        PageWords(words),
        offline=False,
        base_url=None,
        proofs={},
        stylesheet="/s.css",
        script="/s.js",
    )
    return PageContext(table, "/brieven/2024z00001/vraag-9/")


class Reader(HTMLParser):
    """Reads HTML strictly: well nested, no anchor in an anchor; keeps the ids, and the text outside footnote marks."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        assert tag != "a" or not {"a", "noteref"} & set(self.open)
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in ("br", "hr"):
            self.open.append("noteref" if ("role", "doc-noteref") in attrs else tag)

    def handle_endtag(self, tag):
        last = self.open.pop()
        assert last == tag or (last, tag) == ("noteref", "a")

    def handle_data(self, data):
        if "noteref" not in self.open:
            self.text += data


KINDS = st.sampled_from([kind for kind in MarkKind if kind not in (MarkKind.FOOTNOTE, MarkKind.BREAK)])


@st.composite
def marked(draw):
    """Draw a paragraph with any marks over it, mentions and quotes that overlap them in any way."""
    text = draw(st.text(alphabet="ab <>&\"'é\n", min_size=1, max_size=30))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).filter(lambda s: s[0] < s[1])
    marks = [
        Mark(*span, kind, "https://x.example/?a=1&b=2" if kind is MarkKind.LINK else "")
        for span, kind in draw(st.lists(st.tuples(spans, KINDS), max_size=5))
    ]
    marks += [Mark(at, at, MarkKind.FOOTNOTE, "1") for at in draw(st.lists(st.integers(0, len(text)), max_size=2))]
    marks += [Mark(i, i + 1, MarkKind.BREAK) for i, char in enumerate(text) if char == "\n" and draw(st.booleans())]
    return Paragraph(text, tuple(marks)), draw(st.lists(spans, max_size=3)), draw(st.lists(spans, max_size=3))


def _graph(make, paragraph, mentions, quotes):
    question = make.question(1, "Vraag?", [paragraph], notes=[("1", "Noot.")])
    letter = make.letter("2024z00001", question)
    actor = make.actor("bond", "Bond <&>")
    note = Note("n", Position("n.md"), letter.id, 1, "?", make.text("Tekst."))
    answer = question.answer
    named = tuple(Mention("bond", Place(KEY, 0, 0, *span), linked=True) for span in mentions)
    anchored = tuple(
        Anchored(Note(f"n{i}", note.position, letter.id, 1, "?", note.blocks), (Place(KEY, 0, 0, *span),))
        for i, span in enumerate(quotes)
    )
    graph = make.link(Content((letter,), (actor,)))
    fields = {name: getattr(graph, name) for name in SiteGraph.__struct_fields__}
    fields |= {"mentions": {KEY: named}, "mentions_of": {"bond": named}, "notes": {KEY: anchored}}
    return SiteGraph(**fields), letter, answer


def test_whatever_annotates_a_text_its_words_stay(make, words):
    @settings(deadline=None)
    @given(marked())
    def check(case):
        paragraph, mentions, quotes = case
        graph, letter, _ = _graph(make, paragraph, mentions, quotes)
        _, [block], footnotes = written(page_context(graph, words), letter, letter.questions[0])
        reader = Reader()
        reader.feed(str(block.html))
        reader.close()
        assert reader.open == []
        assert reader.text == paragraph.text
        assert len(reader.ids) == len(set(reader.ids))
        points = [mark for mark in paragraph.marks if mark.kind is MarkKind.FOOTNOTE]
        assert len(footnotes[0].backlinks) == len(points)
        assert {f"q-n{i}" for i in range(len(quotes))} | set(footnotes[0].backlinks) == set(reader.ids)

    check()


# --- Footnote marks --------------------------------------------------------------------------------------------


def test_a_footnote_mark_leads_to_its_footnote_and_back(write_leaf):
    [block], [foot] = write_leaf("Ja[^1], en nog eens[^1].", notes=[("1", "Bron.")])
    assert block == (
        '<p>Ja<sup><a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="footnote 1">1</a></sup>, en nog eens'
        '<sup><a href="#fn-1" id="fnref-1-2" role="doc-noteref" aria-label="footnote 1">1</a></sup>.</p>'
    )
    assert (foot.anchor, foot.number, foot.html, foot.backlinks) == (
        *("fn-1", "1", "<p>Bron.</p>"),
        ("fnref-1", "fnref-1-2"),
    )


def test_a_second_series_keeps_its_printed_number(write_leaf):
    [block], footnotes = write_leaf("Een[^1b] en twee[^1].", notes=[("1", "A."), ("1b", "B.")])
    assert '<a href="#fn-1b" id="fnref-1b" role="doc-noteref" aria-label="footnote 1">1</a>' in block
    assert [(foot.anchor, foot.number) for foot in footnotes] == [("fn-1b", "1"), ("fn-1", "1")]


def test_a_footnote_without_a_mark_is_not_lost(write_leaf):
    _, [foot] = write_leaf("Ja.", notes=[("1", "Bron.")])
    assert (foot.html, foot.backlinks) == ("<p>Bron.</p>", ())


# --- Links -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "to", "expected"),
    [
        ("antwoord op vragen 1 en 2", "1,2", [("antwoord op vragen 1", 1), ("2", 2)]),
        ("vragen 1 t/m 3", "1-3", [("vragen 1", 1), ("3", 3)]),
        ("de vragen 1, 2 en 3", "1-3", [("de vragen 1", 1), ("2", 2), ("3", 3)]),
        ("vraag een en twee", "1,2", [("vraag een", 1), ("twee", 2)]),
        ("de laatste twee vragen", "2,3", [("de laatste twee vragen", 2)]),
        ("een van de vragen 1 en 3", "1,3", [("een van de vragen 1", 1), ("3", 3)]),
        ("antwoord 3", "3", [("antwoord 3", 3)]),
    ],
)
def test_each_number_of_a_pointer_leads_to_its_question(make, words, phrase, to, expected):
    questions = [make.question(n, f"Vraag {n}?", "Ja.") for n in (1, 2, 3)]
    asked = make.question(9, "En?", f"Zie [{phrase}](question:{to}).")
    letter = make.letter("2024z00001", *questions, asked)
    _, [block], _ = written(page_context(make.link(Content((letter,))), words), letter, asked)
    found = re.findall(
        r'<a class="pointer" href="[./]+/vraag-(\d)/" title="question (\d) Vraag \d\?">([^<]+)</a>', block.html
    )
    assert [(text, int(number)) for number, _, text in found] == expected
    assert all(number == named for number, named, _ in found)


def test_an_address_that_is_not_of_the_web_is_no_link(make, words):
    answer = Paragraph("Klik hier", (Mark(5, 9, MarkKind.LINK, "javascript:alert(1)"),))
    letter = make.letter("2024z00001", make.question(1, "V?", [answer]))
    graph = make.link(Content((letter,)))
    assert (letter.id, "javascript:alert(1)") not in graph.targets
    target = Target(TargetKind.WEB, "javascript:alert(1)")
    graph = msgspec.structs.replace(graph, targets={(letter.id, "javascript:alert(1)"): target})
    _, [block], _ = written(page_context(graph, words), letter, letter.questions[0])
    assert block.html == "<p>Klik hier</p>"


def test_a_cited_document_leads_to_the_page_about_it(write_leaf):
    [block], _ = write_leaf("Zie [het stuk](kst:30821-124) en [de site](https://x.example/?a=1&b=2).")
    assert (
        '<a class="citation" href="../../../stukken/kst-30821-124/" title="Kamerstukken II, 30 821, nr. 124">' in block
    )
    assert '<a class="external" rel="external" href="https://x.example/?a=1&amp;b=2">de site</a>' in block


def test_a_cited_document_that_is_on_this_site_leads_there(make, words):
    cited = make.letter("2023z00009", make.question(1, "V?", "Ja.", letter="2023z00009"), numbers=("2023Z00009",))
    citing = make.letter("2024z00001", make.question(1, "V?", "Zie [die vragen](zaak:2023Z00009)."))
    graph = make.link(Content((citing, cited)))
    _, [block], _ = written(page_context(graph, words), citing, citing.questions[0])
    assert '<a class="citation" href="../../2023z00009/" title="Zaak 2023Z00009">die vragen</a>' in block.html
    done, _ = plan(graph, words)
    views = {page.path: page.view for page in done.pages}
    [group] = views["/brieven/2023z00009/"].cited_by
    assert [(row.ref.url, row.match) for row in group.rows] == [("../2024z00001/vraag-1/#a1", "die vragen")]
    assert views["/stukken/zaak-2023z00009/"].document.url == "../../brieven/2023z00009/"


def test_only_the_mentions_that_the_settings_ask_for_are_links(make, words):
    letter = make.letter("2024z00001", make.question(1, "V?", "De Kustbond vroeg de Kustbond."))
    graph = make.link(Content((letter,), (make.actor("kustbond", "Kustbond"),)))
    _, [block], _ = written(page_context(graph, words), letter, letter.questions[0])
    assert block.html == (
        '<p>De <a class="actor" href="../../../actoren/kustbond/">Kustbond</a> vroeg de Kustbond.</p>'
    )


def test_the_hover_text_of_a_pointer_is_the_questions_own_words(make, words):
    asked = make.question(1, "Wat is dit?", "Dat.", title="Een titel van de redactie")
    letter = make.letter("2024z00001", asked, make.question(2, "En?", "Zie [vraag 1](question:1)."))
    _, [block], _ = written(page_context(make.link(Content((letter,))), words), letter, letter.questions[1])
    assert 'title="question 1 Wat is dit?"' in block.html


@pytest.mark.parametrize(
    ("target", "on_the_answer", "on_the_letter"),
    [
        (
            Target(TargetKind.QUESTION, questions=(QuestionKey("2024z00001", 2),), anchor="a1"),
            "../vraag-2/#a1",
            "#vraag-2-a1",
        ),
        (
            Target(TargetKind.QUESTION, questions=(QuestionKey("2024z00001", 2),), anchor="fn-1"),
            "../vraag-2/#fn-1",
            "vraag-2/#fn-1",
        ),
        (Target(TargetKind.LETTER, "2024z00001", anchor="b1"), "../#b1", "#b1"),
    ],
)
def test_a_link_leads_to_the_paragraph_it_names(make, words, target, on_the_answer, on_the_letter):
    one = make.question(1, "V?", "Zie [daar](letter:2024z00001).")
    letter = make.letter("2024z00001", one, make.question(2, "V?", "Ja.[^1]", notes=[("1", "Noot.")]))
    graph = make.link(Content((letter,)))
    graph.targets["2024z00001", "letter:2024z00001"] = target
    done, _ = plan(graph, words)
    views = {page.path: page.view for page in done.pages}
    assert f'href="{on_the_answer}"' in views["/brieven/2024z00001/vraag-1/"].answer[0].html
    assert f'href="{on_the_letter}"' in views["/brieven/2024z00001/"].sections[0].answer[0].html


# --- Blocks ----------------------------------------------------------------------------------------------------


def test_blocks_keep_their_shape_and_every_word(make, words):
    para = make.para
    blocks = (
        Heading(3, para("Kop & meer")),
        ListBlock(
            ordered=True,
            start=3,
            delimiter=")",
            items=((para("drie"),), (para("vier"), para("nog"))),
        ),
        ListBlock(ordered=False, items=((para("a"), ListBlock(ordered=False, items=((para("b"),),))),)),
        Quote((para("citaat"),)),
        Table((para("Jaar"), para("Aantal")), ((para("2023"), para("*7*")),), ("", "right")),
        CodeBlock("x < 1\n"),
        Rule(),
        Paragraph("een\ntwee", (Mark(3, 4, MarkKind.BREAK),)),
    )
    letter = make.letter("2024z00001", make.question(1, "V?", blocks))
    _, found, _ = written(page_context(make.link(Content((letter,))), words), letter, letter.questions[0])
    table = (
        '<div class="table" tabindex="0" role="group" aria-label="table"><table><thead><tr><th scope="col">Jaar</th>'
        '<th scope="col" class="right">Aantal</th></tr></thead><tbody><tr><td>2023</td>'
        '<td class="right"><em>7</em></td></tr></tbody></table></div>'
    )
    assert [str(block.html) for block in found] == [
        "<h3>Kop &amp; meer</h3>",
        '<ol start="3" class="paren"><li>drie</li><li><p>vier</p><p>nog</p></li></ol>',
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
        "<blockquote><p>citaat</p></blockquote>",
        table,
        "<pre><code>x &lt; 1\n</code></pre>",
        "<hr>",
        "<p>een<br>\ntwee</p>",
    ]
    assert [block.anchor for block in found] == [f"a{n}" for n in range(1, 9)]
    text = html.unescape(re.sub(r"<[^>]+>", "", "".join(str(block.html) for block in found)))
    assert text == "".join(leaf.text for leaf in leaves(blocks))


def test_a_note_is_at_the_block_where_its_quote_begins(make, words):
    letter = make.letter("2024z00001", make.question(1, "V?", ["Eerste alinea.", "Tweede alinea."]))
    note = make.note("n", 1, "x")
    places = (Place(KEY, 0, 0, 7, 14), Place(KEY, 1, 1, 0, 6))
    graph = make.link(Content((letter,)))
    graph.notes[KEY] = (Anchored(note, places),)
    _, [first, second], _ = written(page_context(graph, words), letter, letter.questions[0])
    assert first.html == '<p>Eerste <a id="q-n" class="noted" href="#n-n">alinea.</a></p>'
    assert second.html == '<p><a class="noted" href="#n-n">Tweede</a> alinea.</p>'
    assert ([n.anchor for n in first.notes], second.notes) == (["n-n"], ())


def test_a_note_on_a_footnote_is_with_the_footnote(make, words):
    letter = make.letter("2024z00001", make.question(1, "V?", "Ja.[^1]", notes=[("1", "Zie het verslag.")]))
    graph = make.link(Content((letter,)))
    key = TextKey(letter.id, 1, Part.FOOTNOTE, "1")
    graph.notes[key] = (Anchored(make.note("n", 1, "verslag"), (Place(key, 0, 0, 8, 15),)),)
    _, _, [foot] = written(page_context(graph, words), letter, letter.questions[0])
    assert foot.html == '<p>Zie het <a id="q-n" class="noted" href="#n-n">verslag</a>.</p>'
    assert [note.anchor for note in foot.notes] == ["n-n"]


def test_editors_prose_has_its_own_footnotes(make, words):
    from generator.pages.writing.editors_text import editors_html

    graph = make.link(Content(), Config(name="S"))
    page = page_context(graph, words)
    found = editors_html(page, make.text("Lees mee.[^1]"), footnotes=(Footnote("1", "1", make.text("Een bron.")),))
    assert 'href="#fn-1" id="fnref-1"' in found
    assert '<section role="doc-endnotes" aria-label="footnotes"><ol><li id="fn-1"><p>Een bron.</p>' in found
    assert QuestionKey("x", 1) not in graph.questions
