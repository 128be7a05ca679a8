"""Verification to the character: what lies between letters, how text is set, and what an editor may declare."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.core.diagnostics import Position
from generator.core.proof import Departure, ShownBlock, ShownLetter, ShownText, State, TextKind
from generator.intake.readers import read
from generator.verify import compare, read_twice
from tests.unit.intake.conftest import package, run

QUESTION = "Is de weg 1,5 km lang en ≤ 5 m breed (3/4 van de “oude” weg)?"
ANSWER = "Nee. De temperatuur was -4 °C; dat is onmogelijk te voorspellen."
NEXT = "Het Rijk betaalt 0,15 promille – meer niet."
SOURCE = f"Vraag 1\n{QUESTION}\n\nAntwoord 1\n{ANSWER}\n\n{NEXT}\n"
PATH = "vraag-01.md"


def shown(question=f"<p>{QUESTION}</p>", *answer):
    blocks = answer or (f"<p>{ANSWER}</p>", f"<p>{NEXT}</p>")
    return ShownLetter(
        "2022z00001",
        (
            ShownText(TextKind.QUESTION, PATH, (1,), blocks=(ShownBlock(question, 8),)),
            ShownText(
                TextKind.ANSWER,
                PATH,
                (1,),
                blocks=tuple(ShownBlock(html, 12 + 2 * at) for at, html in enumerate(blocks)),
            ),
        ),
    )


def proof(letter, source=SOURCE, name="brief.txt", departures=()):
    return compare(letter, source.encode() if isinstance(source, str) else source, name, departures)


def changed(old, new):
    question, answer, after = (text.replace(old, new) for text in (QUESTION, ANSWER, NEXT))
    assert (question, answer, after) != (QUESTION, ANSWER, NEXT)
    return shown(f"<p>{question}</p>", f"<p>{answer}</p>", f"<p>{after}</p>")


def test_the_same_text_is_equal():
    assert proof(shown()).state is State.EQUAL


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("1,5", "15", "figure"),
        ("≤ 5", "≥ 5", "figure"),
        ("-4", "4", "figure"),
        ("3/4", "34", "figure"),
        ("0,15", "015", "figure"),
        ("Nee. De", "Nee De", "punctuation"),
        ("voorspellen.", "voorspellen", "punctuation"),
        ("“oude”", "oude", "punctuation"),
        ("“oude”", '"oude"', "punctuation"),
        ("– meer", "- meer", "punctuation"),
        ("onmogelijk", "on mogelijk", "split-word"),
        ("te voorspellen", "tevoorspellen", "glued-words"),
        ("weg 1", "w\u200beg 1", "invisible"),
        ("weg 1", "\u202eweg 1", "invisible"),
        ("weg 1", "we\uff47 1", "look-alike"),
        ("onmogelijk", "<s>onmogelijk</s>", "style"),
        ("promille", "<sup>promille</sup>", "style"),
        ("Nee. De", "Nee.</p><p>De", "paragraph-split"),
    ],
)
def test_a_change_between_letters_is_told_with_its_class(old, new, kind):
    found = proof(changed(old, new))
    assert found.state is State.DIFFERS
    assert {one.kind for one in found.differences} == {kind}
    assert all(one.position.path == PATH and one.position.line for one in found.differences)


def test_what_cannot_be_seen_is_named():
    (found,) = proof(changed("weg 1", "w\u200beg 1")).differences
    assert found.shown == "w<U+200B ZERO WIDTH SPACE>eg"


def test_both_readings_are_told():
    (found,) = proof(changed("1,5", "15")).differences
    assert (found.source, found.shown, found.position.line) == ("1,5", "15", 8)


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        (f"<ul><li>{NEXT}</li></ul>", "shape"),
        (f"<h3>{NEXT}</h3>", "shape"),
        (f"<blockquote><p>{NEXT}</p></blockquote>", "shape"),
    ],
)
def test_a_paragraph_of_another_shape_is_told(block, kind):
    found = proof(shown(f"<p>{QUESTION}</p>", f"<p>{ANSWER}</p>", block))
    assert [one.kind for one in found.differences] == [kind]


def test_joined_paragraphs_are_told():
    found = proof(shown(f"<p>{QUESTION}</p>", f"<p>{ANSWER} {NEXT}</p>"))
    assert [one.kind for one in found.differences] == ["paragraphs-joined"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("de weg", "de <a href='x'>weg</a>"),
        ("onmogelijk", "<em>on</em>mogelijk"),
        ("onmogelijk te", "onmogelijk\n te"),
        ("-4 °C", "-4\u00a0°C"),
    ],
)
def test_links_emphasis_and_kinds_of_white_space_may_differ(old, new):
    assert proof(changed(old, new)).state is State.EQUAL


def test_a_hyphen_at_the_end_of_a_line_may_be_of_the_line():
    broken = SOURCE.replace("voorspellen", "voor-\nspellen")
    assert proof(shown(), broken).state is State.EQUAL


# --- Declared departures ---------------------------------------------------------------------------------------


def departure(source, shown_, place):
    return Departure(place, source, shown_, "drukfout", Position(PATH, 3))


def test_a_declared_departure_is_met():
    given = departure("1,5", "15", "de weg 15 km lang")
    found = proof(changed("1,5", "15"), departures=(given,))
    assert (found.state, found.differences, found.departures) == (State.DECLARED, (), (given,))


def test_a_departure_covers_no_more_than_it_declares():
    given = departure("1,5", "15", "de weg 15 km lang")
    found = proof(changed("onmogelijk", "mogelijk"), departures=(given,))
    assert {one.kind for one in found.differences} >= {"departure-unmet"}
    assert len(found.differences) == 2


def test_a_source_that_cannot_be_read_is_not_compared():
    found = proof(shown(), b"%PDF-1.4 nothing", "brief.pdf")
    assert (found.state, found.reason) == (State.NOT_COMPARED, "unreadable")


# --- Formats ---------------------------------------------------------------------------------------------------


def word(answer, **parts):
    body = "".join(f"<w:p>{run(text)}</w:p>" for text in ("Vraag 1", "Is de weg lang?", "Antwoord 1"))
    return package(f"{body}<w:p>{answer}</w:p>", **parts)


@pytest.mark.parametrize(
    "more",
    [
        run(" verborgen", "<w:vanish/>"),
        f'<w:moveFrom w:id="1">{run(" verplaatst")}</w:moveFrom>',
        '<w:del w:id="1"><w:r><w:delText> geschrapt</w:delText></w:r></w:del>',
    ],
)
def test_what_a_word_file_does_not_show_is_no_text(more):
    letter = shown("<p>Is de weg lang?</p>", "<p>De weg is lang.</p>")
    assert proof(letter, word(run("De weg is lang.") + more), "brief.docx").differences == ()


def test_what_a_word_file_strikes_through_must_be_shown_so():
    source = word(run("De weg is ") + run("niet", "<w:strike/>") + run(" lang."))
    plain = shown("<p>Is de weg lang?</p>", "<p>De weg is niet lang.</p>")
    assert [one.kind for one in proof(plain, source, "brief.docx").differences] == ["style"]
    struck = shown("<p>Is de weg lang?</p>", "<p>De weg is <s>niet</s> lang.</p>")
    assert proof(struck, source, "brief.docx").state is State.EQUAL


def test_a_footnote_of_one_word_is_found():
    note = f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(" Idem.")}</w:p></w:footnote>'
    source = word(run("De weg is lang") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("."), footnotes=note)
    letter = shown("<p>Is de weg lang?</p>", '<p>De weg is lang<sup><a role="doc-noteref">1</a></sup>.</p>')
    footnote = ShownText(TextKind.FOOTNOTE, PATH, (1,), "1", (ShownBlock("<p>Idem.</p>", 14),))
    assert proof(ShownLetter(letter.id, (*letter.texts, footnote)), source, "brief.docx").differences == ()


REASONS = "Het kabinet zal hierop in een separate brief ingaan, mede op basis van feiten"
NOTE = "Nederlands Dagblad, 29 september 2023, over de ondergang van de oude weg\nen over het wegkijken van de Unie."


@pytest.mark.parametrize("after", ["(12-10-2023).", "15 maart.", "1,5 km.", "1e lid.", "10% meer.", "100 drones."])
def test_the_number_of_a_footnote_is_its_own_where_the_text_goes_on_with_the_same_figure(after):
    source = f"Vraag 1\n{QUESTION}\n\nAntwoord 1\n{REASONS}\n\n1 {NOTE}\n\n{after}\n"
    letter = shown(f"<p>{QUESTION}</p>", f"<p>{REASONS} {after}</p>")
    footnote = ShownText(TextKind.FOOTNOTE, PATH, (1,), "1", (ShownBlock(f"<p>{NOTE}</p>", 16),))
    assert proof(ShownLetter(letter.id, (*letter.texts, footnote)), source).differences == ()


def test_a_web_page_s_own_title_and_the_controls_of_footnotes_are_no_text():
    source = (
        "<html><body><main><h1>Beantwoording van vragen</h1><h2>Vraag 1</h2><p>Is de weg lang?</p><h2>Antwoord 1</h2>"
        '<p>De weg is lang<sup id="r1"><a href="#f1">1</a></sup>.</p><section class="footnotes"><ol>'
        '<li id="f1">Idem. <a href="#r1">Terug naar de tekst</a></li></ol></section></main></body></html>'
    )
    letter = shown("<p>Is de weg lang?</p>", '<p>De weg is lang<sup><a role="doc-noteref">1</a></sup>.</p>')
    footnote = ShownText(TextKind.FOOTNOTE, PATH, (1,), "1", (ShownBlock("<p>Idem.</p>", 14),))
    assert proof(ShownLetter(letter.id, (*letter.texts, footnote)), source, "brief.html").differences == ()


def test_an_unlabelled_question_may_end_in_a_space_and_a_question_mark():
    texts = [("Is de weg lang ?", "De weg is lang."), ("Is de weg breed ?", "De weg is breed.")]
    source = "".join(f"{number}. {asked}\n\n{said}\n\n" for number, (asked, said) in enumerate(texts, 1))
    letter = ShownLetter(
        "2022z00001",
        tuple(
            ShownText(kind, f"vraag-0{number}.md", (number,), blocks=(ShownBlock(f"<p>{text}</p>", 8),))
            for number, pair in enumerate(texts, 1)
            for kind, text in zip((TextKind.QUESTION, TextKind.ANSWER), pair, strict=True)
        ),
    )
    assert proof(letter, source).differences == ()


def test_a_sign_that_the_reader_lost_is_told():
    data = word(run("De weg is 1,5 km lang."))
    document = read(data, "brief.docx")
    assert read_twice.checked(data, document).lost == ()
    *others, last = document.blocks
    lost = replace(last, runs=tuple(replace(one, text=one.text.replace("1,5", "15")) for one in last.runs))
    (found,) = read_twice.checked(data, replace(document, blocks=(*others, lost))).lost
    assert (found.kind, found.source, found.content) == ("unread", "1,5 ⟨,⟩", "15 ⟨⟩")


# --- Tables, quotations and declared places, as strangers planted them -----------------------------------------

TABLE = '<table><tr><th scope="col">Jaar</th><th scope="col">Reizigers</th></tr><tr><td>2019</td><td>41.200</td></tr></table>'
TABLE_ANSWER = (f"<p>{ANSWER}</p>", TABLE, f"<p>{NEXT}</p>")
PAGE = (
    f"<h2>Vraag 1</h2><p>{QUESTION}</p><h2>Antwoord 1</h2><p>{ANSWER}</p>"
    f"<table><tr><td>Jaar</td><td>Reizigers</td></tr><tr><td>2019</td><td>41.200</td></tr></table><p>{NEXT}</p>"
)


def page_proof(*answer, departures=()):
    return proof(shown(f"<p>{QUESTION}</p>", *answer), f"<html><body>{PAGE}</body></html>", "brief.html", departures)


def test_columns_of_plain_text_are_cells():
    source = SOURCE.replace(f"{NEXT}\n", f"Jaar          Reizigers\n2019\t41.200\n\n{NEXT}\n")
    assert proof(shown(f"<p>{QUESTION}</p>", *TABLE_ANSWER), source).state is State.EQUAL


def test_words_of_plain_text_with_one_space_between_them_are_no_cells():
    source = SOURCE.replace(f"{NEXT}\n", f"Jaar Reizigers\n2019 41.200\n\n{NEXT}\n")
    found = proof(shown(f"<p>{QUESTION}</p>", *TABLE_ANSWER), source).differences
    assert [one.kind for one in found] == ["paragraph-split"] * 2


def test_two_cells_made_one_are_a_difference():
    assert page_proof(*TABLE_ANSWER).state is State.EQUAL
    glued = TABLE.replace("<td>2019</td><td>41.200</td>", "<td>2019 41.200</td><td></td>")
    found = page_proof(TABLE_ANSWER[0], glued, TABLE_ANSWER[2]).differences
    assert [(one.kind, one.source) for one in found] == [("paragraphs-joined", "2019¶41")]


def test_two_paragraphs_of_one_cell_may_be_one():
    page = PAGE.replace("<td>Reizigers</td>", "<td><p>Reizigers.</p><p>Per jaar</p></td>")
    table = TABLE.replace("Reizigers", "Reizigers. Per jaar")
    letter = shown(f"<p>{QUESTION}</p>", TABLE_ANSWER[0], table, TABLE_ANSWER[2])
    assert proof(letter, f"<html><body>{page}</body></html>", "brief.html").state is State.EQUAL


def test_a_list_put_into_a_quotation_is_a_difference():
    listed = PAGE.replace(f"<p>{NEXT}</p>", f"<ul><li>{NEXT}</li></ul>")
    source = f"<html><body>{listed}</body></html>"
    table = TABLE_ANSWER[1]
    plain = shown(f"<p>{QUESTION}</p>", f"<p>{ANSWER}</p>", table, f"<ul><li>{NEXT}</li></ul>")
    quoted = shown(
        f"<p>{QUESTION}</p>", f"<p>{ANSWER}</p>", table, f"<blockquote><ul><li>{NEXT}</li></ul></blockquote>"
    )
    assert proof(plain, source, "brief.html").state is State.EQUAL
    assert "shape" in {one.kind for one in proof(quoted, source, "brief.html").differences}


def declare(source, shown_words, place=None):
    return (Departure(place or shown_words, source, shown_words, "drukfout", Position(PATH, 3)),)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("onmogelijk te voorspellen.", "mogelijk te voorspellen!"),
        ("voorspellen.", "voorspellen!"),
        ("Nee.", "Ja."),
        ("Nee. De", "Nee, de"),
        ("0,15 promille", "0,16 promille"),
        ("0,15", "0,51"),
        ("°C;", "°C:"),
        ("lang en", "lang, en"),
        ("onmogelijk", "mogelijk"),
        ("temperatuur", "buitentemperatuur"),
    ],
)
def test_a_place_may_be_declared_whatever_sign_or_figure_it_changes(source, words):
    letter = changed(source, words)
    assert proof(letter).state is State.DIFFERS
    assert proof(letter, departures=declare(source, words)).state is State.DECLARED


def test_an_answer_declared_as_a_whole_in_the_middle_of_a_letter():
    source = f"Vraag 1\n{QUESTION}\n\nAntwoord 1\nJa.\n\nVraag 2\n{ANSWER}\n\nAntwoord 2\n{NEXT}\n"
    texts = [(TextKind.QUESTION, 1, QUESTION), (TextKind.ANSWER, 1, "JA."), (TextKind.QUESTION, 2, ANSWER)]
    texts += [(TextKind.ANSWER, 2, NEXT)]
    letter = ShownLetter(
        "2022z00001",
        tuple(
            ShownText(kind, PATH, (number,), blocks=(ShownBlock(f"<p>{text}</p>", 1),)) for kind, number, text in texts
        ),
    )
    (found,) = proof(letter, source).differences
    assert (found.kind, found.source, found.shown) == ("changed", "Ja.", "JA.")
    assert proof(letter, source, departures=declare("Ja.", "JA.")).state is State.DECLARED


@pytest.mark.parametrize(
    ("change", "declared"),
    [
        (("Nee. De", "Nee! Die"), ("De", "Die")),
        (("0,15 promille – meer", "0,16 promille - meer"), ("0,15", "0,16")),
        (("onmogelijk te voorspellen.", "mogelijk te voorspellen!"), ("onmogelijk", "mogelijk")),
        (("onmogelijk te voorspellen.", "mogelijk te voorspellen!"), ("voorspellen.", "voorspellen!")),
    ],
)
def test_a_declared_place_hides_no_other_change_beside_it(change, declared):
    assert proof(changed(*change), departures=declare(*declared)).state is State.DIFFERS
