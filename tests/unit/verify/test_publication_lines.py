"""Heads and feet of official publications are no text of a letter, however a tool broke their lines."""

from __future__ import annotations

import pytest

from generator.core.proof import ShownBlock, ShownLetter, ShownText, State, TextKind
from generator.verify import compare

HEADS = (
    (
        "Tweede Kamer der Staten-Generaal\n2\nVergaderjaar 2025–2026\nAanhangsel van de Handelingen\n"
        "Vragen gesteld door de leden der Kamer, met de daarop door de\nregering gegeven antwoorden"
    ),
    "Vergaderjaar 2025–2026\nVragen gesteld door de leden der Kamer",
    "Tweede Kamer der Staten-Generaal 2\nder Staten-Generaal 2\nVergaderjaar 2021–2022 Aanhangsel van de Handelingen",
)
FEET = (
    "ah-tk-20252026-812\nISSN 0921 - 7398\n’s-Gravenhage 2026\nTweede Kamer, vergaderjaar 2025–2026, Aanhangsel\n1",
    "ah tk 20252026 812\nISSN 0921 7398\nTweede Kamer, vergaderjaar 2025–2026, Aanhangsel 1",
    "kst-36800-J-9\nISSN 0921 - 7371\n’s-Gravenhage 2026\nTweede Kamer, vergaderjaar 2025–2026, 36 800 J, nr. 9\n1",
    "kst 36612 D\nEerste Kamer, vergaderjaar 2025–2026, 36 612, nr. D\n1",
    "kv tk 2026Z02211\n’s-Gravenhage 2026\n\nTweede Kamer, vergaderjaar 2025–2026, Vragen\n\n1",
)
LETTER = (
    ShownText(TextKind.COVER, "letter.md", (), blocks=(ShownBlock("<p>Hierbij de antwoorden.</p>", 3),)),
    ShownText(TextKind.QUESTION, "vraag-01.md", (1,), blocks=(ShownBlock("<p>Kent u de brug?</p>", 3),)),
    ShownText(TextKind.ANSWER, "vraag-01.md", (1,), blocks=(ShownBlock("<p>Ja, die ken ik.</p>", 3),)),
)


def state(head: str, foot: str) -> State:
    source = f"{head}\n\nHierbij de antwoorden.\n\nVraag 1\nKent u de brug?\n\nAntwoord 1\nJa, die ken ik.\n\n{foot}\n"
    return compare(ShownLetter("2024z00001", LETTER), source.encode(), "brief.txt").state


@pytest.mark.parametrize("head", HEADS)
def test_a_head_is_left_out(head):
    assert state(head, "") is State.EQUAL


@pytest.mark.parametrize("foot", FEET)
def test_a_foot_is_left_out_with_its_page_number(foot):
    assert state("", foot) is State.EQUAL


def test_a_number_below_text_is_text():
    assert state("", "Eerste Kamer\n1") is State.DIFFERS


def test_a_foot_with_a_label_glued_to_it_is_left_out():
    glued = "ISSN 0921 - 7398’s-Gravenhage 2026Tweede Kamer, vergaderjaar 2025–2026, Aanhangsel 1Antwoord 1"
    source = f"Hierbij de antwoorden.\n\nVraag 1\nKent u de brug?\n{glued}\nJa, die ken ik.\n"
    assert compare(ShownLetter("2024z00001", LETTER), source.encode(), "brief.txt").state is State.EQUAL


def test_a_heading_in_italics_of_markdown_is_its_words():
    source = "# Brief\n\n_Hierbij de antwoorden._\n\nVraag 1\nKent u de brug?\n\nAntwoord 1\nJa, die ken ik.\n"
    found = compare(ShownLetter("2024z00001", LETTER), source.encode(), "brief.md")
    assert "unread" not in [one.kind for one in found.differences]
