from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.graph.sentences import context

SENTENCE = "In het antwoord op vraag 4 is dat, voor zover bekend, door de dienst uitvoerig en met cijfers toegelicht."


def around(text, words, width=160):
    start = text.index(words)
    return context(text, start, start + len(words), width)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Eerst dit. Zie vraag 4 hier. Dan dat.", "vraag 4", ("Zie ", "vraag 4", " hier.")),
        ("Zie vraag 4.", "vraag 4", ("Zie ", "vraag 4", ".")),
        ("vraag 4", "vraag 4", ("", "vraag 4", "")),
        ("Zie nr. 5 en art. 3 van dr. J. Jansen. Einde.", "art. 3", ("Zie nr. 5 en ", "art. 3", " van dr. J. Jansen.")),
        ("Is dat zo? «Ja!» Zie vraag 4. «En zo.»", "vraag 4", ("Zie ", "vraag 4", ".")),
        ("Zie vraag 3. En vraag 4.", "vraag 4", ("En ", "vraag 4", ".")),
        ("Eerst dit. Zie vraag 4. Dan dat.", "vraag 4.", ("Zie ", "vraag 4.", "")),
        ("Eerst dit. Zie vraag 4. Dan dat.", " Zie", ("", " Zie", " vraag 4.")),
        ("Een regel\nbreekt vraag 4 af.", "vraag 4", ("Een regel breekt ", "vraag 4", " af.")),
        ("Eerst. Dit loopt. Over twee zinnen. Einde.", "loopt. Over", ("Dit ", "loopt. Over", " twee zinnen.")),
    ],
)
def test_the_sentence_around_a_place(text, words, expected):
    assert around(text, words) == expected


def test_a_long_sentence_is_cut_at_words_and_shows_it():
    assert around(SENTENCE, "bekend", 50) == ("… 4 is dat, voor zover ", "bekend", ", door de dienst …")
    assert around(SENTENCE, "In", 30) == ("", "In", " het antwoord op vraag 4 is …")
    assert around(SENTENCE, "toegelicht", 30) == ("… en met cijfers ", "toegelicht", ".")


def test_a_match_is_never_shortened():
    assert around(SENTENCE, SENTENCE, 10) == ("", SENTENCE, "")


@given(st.text("ab .?«\n", max_size=300), st.integers(0, 300), st.integers(0, 300), st.integers(0, 200))
def test_what_is_shown_is_in_the_text(text, a, b, width):
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    before, match, after = context(text, start, end, width)
    plain = text.replace("\n", " ")
    assert match == plain[start:end]
    assert plain[:start].endswith(before.removeprefix("…"))
    assert plain[end:].startswith(after.removesuffix("…").rstrip())
    assert len(before) + len(after) <= max(width - (end - start), 0) + 4
