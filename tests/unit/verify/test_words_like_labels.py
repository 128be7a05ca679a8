"""A word of a sentence is none of the letter's labels, though it could be one: dropped, it is missing."""

from __future__ import annotations

import pytest

from generator.core.proof import ShownBlock, ShownLetter, ShownText, State, TextKind
from generator.verify import compare

TEXTS = (
    (TextKind.QUESTION, 1, "Vindt u dat goed? Als de brug er is."),
    (TextKind.ANSWER, 1, "Alleen de brug is dicht. Ad hoc is dat a priori zo (tabel 2)."),
    (TextKind.QUESTION, 2, "Quasi u wel?"),
    (TextKind.ANSWER, 2, "Volgens mij niet. R is dat."),
    (TextKind.QUESTION, 3, "Reactie volgt wanneer?"),
    (TextKind.ANSWER, 3, "Ad hoc."),
)


def source(between: str = "\n") -> str:
    words = {TextKind.QUESTION: "Vraag", TextKind.ANSWER: "Antwoord"}
    return "".join(f"{words[kind]} {number}{between}{text}\n\n" for kind, number, text in TEXTS)


def proved(texts, text=""):
    shown = tuple(
        ShownText(kind, f"vraag-{number}.md", (number,), blocks=(ShownBlock(f"<p>{words}</p>", 3),))
        for kind, number, words in texts
    )
    return compare(ShownLetter("2024z00001", shown), (text or source()).encode(), "brief.txt").state


@pytest.mark.parametrize("between", ["\n", " ", ": ", "\n\n"])
def test_all_of_it_is_equal(between):
    assert proved(TEXTS, source(between)) is State.EQUAL


@pytest.mark.parametrize("at", range(len(TEXTS)))
def test_whatever_is_dropped_of_a_text_is_missing(at):
    kind, number, text = TEXTS[at]
    words = [place for place in range(len(text)) if place == 0 or text[place - 1] == " "]
    cuts = {(place, place + length) for place in range(len(text)) for length in (1, 2)}
    cuts |= {(place, text.find(" ", place) + 1 or len(text)) for place in words}
    for start, end in sorted(cuts):
        if any(char.isalnum() for char in text[start:end]) and (start, end) != (0, len(text)):
            changed = (kind, number, text[:start] + text[end:])
            assert proved([*TEXTS[:at], changed, *TEXTS[at + 1 :]]) is State.DIFFERS, text[start:end]


def test_a_word_that_many_paragraphs_begin_with_is_a_label():
    text = "Vraag 1\nKlopt het?\nAntwoord Ja.\n\nVraag 2\nWaarom?\nAntwoord Daarom.\n"
    texts = [
        (TextKind.QUESTION, 1, "Klopt het?"),
        (TextKind.ANSWER, 1, "Ja."),
        (TextKind.QUESTION, 2, "Waarom?"),
        (TextKind.ANSWER, 2, "Daarom."),
    ]
    assert proved(texts, text) is State.EQUAL


@pytest.mark.parametrize(
    "name", ["Antwoord {}", "Antwoord op vraag {}", "Reactie {}", "A{}.", "Antwoord", "Antwoord van de minister:"]
)
def test_a_label_is_no_running_head_though_it_comes_back(name):
    text = "".join(f"Vraag {n}\nKlopt het {word}?\n\n{name.format(n)}\nJa, {word}.\n\n" for n, word in WORDS.items())
    right = [(kind, n, words) for n, word in WORDS.items() for kind, words in pair_of(word)]
    assert proved(right, text) is State.EQUAL
    without = [row for row in right if row[:2] != (TextKind.ANSWER, 2)]
    moved = [(kind, n, f"{words} Ja, twee." if n == 2 else words) for kind, n, words in without]
    assert proved(moved, text) is State.DIFFERS


WORDS = {1: "een", 2: "twee", 3: "drie"}


def pair_of(word):
    return (TextKind.QUESTION, f"Klopt het {word}?"), (TextKind.ANSWER, f"Ja, {word}.")
