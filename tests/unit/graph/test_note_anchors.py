from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.core.diagnostics import Position
from generator.core.language import fold, whole
from generator.core.model import Letter, LetterKind, Note, Paragraph, Question, leaves
from generator.graph.note_anchors import find_all, folded_text, note_anchors_of
from generator.graph.site import Part, QuestionKey, TextKey
from generator.graph.texts import texts_of

LETTER = "content/letters/2021z00001"


def question(number, text, head=""):
    return f"---\nnumber: {number}\n{head}---\n## Vraag\n\nKlopt {number} dat?\n\n## Antwoord\n\n{text}\n"


def note(head, number=1):
    return f"---\nnumber: {number}\n{head}\n---\nEen notitie.\n"


def marked(built):
    lines = [leaf.text for leaf in leaves(built.graph.texts[TextKey("2021z00001", 1, Part.ANSWER)])]
    for [anchored] in built.graph.notes.values():
        for place in reversed(anchored.places):
            line = lines[place.leaf]
            lines[place.leaf] = f"{line[: place.start]}[{line[place.start : place.end]}]{line[place.end :]}"
    return "\n".join(lines)


@pytest.mark.rules("anchors/quotes.md")
def test_quotes(site, rule):
    text, _, rest = rule.given.rpartition("\nquote: ")
    built = site({f"{LETTER}/vraag-01.md": question(1, text), f"{LETTER}/notes/een.md": note(f"quote: {rest}")})
    assert ("\n".join(built.codes) or marked(built)) == rule.expected


@pytest.mark.parametrize(
    ("number", "quote", "key"),
    [
        ("null", "Geachte", TextKey("2021z00001", 0, Part.COVER)),
        ("null", "Covernoot", TextKey("2021z00001", 0, Part.FOOTNOTE, "1")),
        (1, "Klopt 1", TextKey("2021z00001", 1, Part.QUESTION)),
        (1, "Zeker", TextKey("2021z00001", 1, Part.ANSWER)),
        (1, "Voetnoot", TextKey("2021z00001", 1, Part.FOOTNOTE, "1")),
        (2, "Zeker", TextKey("2021z00001", 1, Part.ANSWER)),
    ],
)
def test_a_note_may_be_in_any_text(site, number, quote, key):
    built = site(
        {
            f"{LETTER}/letter.md": "---\ntitle: T\n---\nGeachte.[^1]\n\n[^1]: Covernoot.\n",
            f"{LETTER}/vraag-01.md": question(1, "Zeker.[^1]\n\n[^1]: Voetnoot.", "with: [2]\n"),
            f"{LETTER}/notes/een.md": note(f"quote: {quote}", number),
        }
    )
    assert built.problems == ()
    assert list(built.graph.notes) == [key]


def test_several_notes_on_one_passage_and_overlapping_ones_are_in_order(site):
    quotes = {"c": "drie vier", "a": "twee drie", "b": "een", "d": "twee drie"}
    notes = {f"{LETTER}/notes/{name}.md": note(f"quote: {quote}") for name, quote in quotes.items()}
    built = site({f"{LETTER}/vraag-01.md": question(1, "een twee drie vier")} | notes)
    assert built.problems == ()
    [group] = built.graph.notes.values()
    assert [anchored.note.id for anchored in group] == ["b", "a", "d", "c"]


def problem(built):
    [found] = built.problems
    return found.code, str(found.position).removeprefix(f"{LETTER}/notes/"), dict(found.values)


def test_a_quote_that_is_nowhere_comes_with_the_nearest_passage_to_paste(site):
    text = "De dienst heeft op grond van de berichten besloten de ‘toestellen’ niet meer te gebruiken."
    head = "kind: context\nquote: heeft op grond van het bericht besloten de toestellen niet te gebruiken"
    code, place, values = problem(
        site({f"{LETTER}/vraag-01.md": question(1, text), f"{LETTER}/notes/een.md": note(head)})
    )
    assert (code, place) == ("quote-not-found", "een.md:4:8")
    assert (
        values["paste"] == "quote: 'heeft op grond van de berichten besloten de ''toestellen'' niet meer te gebruiken'"
    )


def test_the_pasted_quote_is_found(site, tmp_path, load_site):
    text = "Wij hebben ‘dat: zo’ gedaan, en het is goed. Dat weten wij."
    site(
        {f"{LETTER}/vraag-01.md": question(1, text), f"{LETTER}/notes/een.md": note("quote: Wij hadden dat zo gedaan")}
    )
    _, _, values = problem(load_site(tmp_path))
    (tmp_path / LETTER / "notes/een.md").write_text(note(values["paste"]), "utf-8")
    assert load_site(tmp_path).problems == ()


def test_a_quote_that_occurs_twice_comes_with_a_prefix_to_paste(site, tmp_path, load_site):
    text = "Er is een dienst. Daar is een dienst. Waar is een dienst?"
    site({f"{LETTER}/vraag-01.md": question(1, text), f"{LETTER}/notes/een.md": note("quote: is een dienst")})
    code, place, values = problem(load_site(tmp_path))
    assert (code, place, values["count"], values["paste"]) == ("ambiguous-quote", "een.md:3:8", "3", "prefix: 'Er'")
    (tmp_path / LETTER / "notes/een.md").write_text(note(f"quote: is een dienst\n{values['paste']}"), "utf-8")
    assert load_site(tmp_path).problems == ()


def test_a_quote_that_opens_the_text_is_told_apart_by_what_follows(site, tmp_path, load_site):
    site(
        {
            f"{LETTER}/vraag-01.md": question(1, "Ja, dat is zo. Ja, zeker."),
            f"{LETTER}/notes/een.md": note("quote: Ja,"),
        }
    )
    _, _, values = problem(load_site(tmp_path))
    (tmp_path / LETTER / "notes/een.md").write_text(note(f"quote: Ja,\n{values['paste']}"), "utf-8")
    assert load_site(tmp_path).problems == ()


@pytest.mark.parametrize(
    ("number", "quote", "code", "other"),
    [
        (1, "Heel wat anders", "quote-in-other-question", "2"),
        (1, "Geachte", "quote-in-cover", "0"),
        ("null", "Zeker weten", "quote-in-other-question", "1"),
    ],
)
def test_a_quote_in_another_text_says_where(site, number, quote, code, other):
    files = {
        f"{LETTER}/vraag-01.md": question(1, "Zeker weten."),
        f"{LETTER}/vraag-02.md": question(2, "Heel wat anders."),
        f"{LETTER}/notes/een.md": note(f"quote: {quote}", number),
    }
    found, place, values = problem(site(files))
    assert (found, place, values["other"]) == (code, "een.md:3:8", other)


def test_a_note_on_a_question_that_is_not_there(site):
    built = site({f"{LETTER}/vraag-01.md": question(1, "Ja."), f"{LETTER}/notes/een.md": note("quote: Ja.", 11)})
    code, place, values = problem(built)
    assert (code, place, values["suggestion"]) == ("unknown-question", "een.md:2:9", "1")


def test_overlapping_places_are_all_found():
    assert find_all("aaa", "aa") == [0, 1]
    assert find_all("aaa", "") == []


# --- Properties ------------------------------------------------------------------------------------------------

WORDS = st.text("abcé\u0301\u0323 «’–-\n\u00a0", min_size=1, max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=4)


def anchored(before, answer, after, quote):
    """Anchor a quote in an answer that is between other paragraphs."""
    paragraphs = tuple(Paragraph(text) for text in (*before, *answer, *after))
    position = Position("x.md")
    asked = Question(1, position, (Paragraph("?"),), paragraphs)
    own = Note("n", position, "x", 1, quote, ())
    letter = Letter("x", position, "X", LetterKind.ANSWERS, "nl", None, (), questions=(asked,), notes=(own,))
    return note_anchors_of(letter, texts_of(letter), {1: asked})


@given(TEXTS, st.data())
def test_a_folded_passage_leads_back_to_the_words_it_came_from(texts, data):
    key = TextKey("x", 1, Part.ANSWER)
    folded = folded_text(key, tuple(Paragraph(text) for text in texts))
    start = data.draw(st.integers(0, len(folded.text)))
    end = whole(folded.text, data.draw(st.integers(start, len(folded.text))))
    assume(not unicodedata.combining(folded.text[start : start + 1] or "x"))
    pieces = [texts[place.leaf][place.start : place.end] for place in folded.places(start, end)]
    assert fold(" ".join(pieces)) == fold(folded.text[start:end])


@settings(max_examples=60)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_a_quote_is_found_again_after_any_change_around_it_and_never_moves(before, after, new_before, new_after):
    quote = "De dienst «xyz» is er"
    answer = ['Zo: De dienst  "xyz" is er.']
    first, problems = anchored(before, answer, after, quote)
    assert problems == []
    again, problems = anchored(new_before, answer, new_after, quote)
    assert problems == []
    for found, leaf in ((first, len(before)), (again, len(new_before))):
        [[one]] = found.values()
        assert [(place.leaf, place.start, place.end) for place in one.places] == [(leaf, 4, 26)]


@given(TEXTS, TEXTS, WORDS)
def test_a_note_is_anchored_only_where_its_words_occur_once(before, after, quote):
    found, problems = anchored(before, ["De dienst is er."], after, quote)
    text = fold("\n".join([*before, "De dienst is er.", *after]))
    count = len(find_all(text, fold(quote))) + len(find_all("?", fold(quote)))
    assert (len(problems) == 0) == (count == 1)
    assert len(found) == (count == 1)


def test_keys_sort_in_reading_order():
    assert sorted([QuestionKey("a", 10), QuestionKey("a", 9)]) == [QuestionKey("a", 9), QuestionKey("a", 10)]
