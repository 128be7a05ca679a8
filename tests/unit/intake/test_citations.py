from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.citations import Context, find
from generator.references import schemes


def context(place="answer 9", **more):
    return Context(questions=tuple(range(1, 13)), place=place, numbers=("2024Z00001",), **more)


def shown(text, where):
    lines = [f"{one.text} => {one.destination or '?'}" for one in find(text, where)]
    return "\n".join(lines) or "-"


def hold(rule):
    first, _, rest = rule.given.partition("\n")
    place, text = (first[2:], rest) if first.startswith("@ ") else ("answer 9", rule.given)
    assert shown(text, context(place)) == rule.expected


@pytest.mark.rules("citations/pointers.md")
def test_pointers_to_questions_of_the_same_letter(rule):
    hold(rule)


@pytest.mark.rules("citations/other-letters.md")
def test_questions_of_other_letters_are_not_linked_here(rule):
    hold(rule)


@pytest.mark.rules("citations/papers.md")
def test_papers_gazettes_and_judgments(rule):
    hold(rule)


@pytest.mark.rules("citations/laws.md")
def test_laws_and_eu_acts(rule):
    hold(rule)


@pytest.mark.rules("citations/addresses.md")
def test_web_addresses(rule):
    hold(rule)


def test_the_question_before_a_joint_answer_is_the_one_before_them_all():
    text = "Zie het antwoord op de vorige vraag."
    assert shown(text, context("answer 5", covers=(4, 5))) == "antwoord op de vorige vraag => question:3"


def test_a_joint_answer_does_not_point_at_itself():
    assert shown("Zoals in de vragen 4 en 5 gesteld.", context("answer 4", covers=(4, 5))) == "-"


def test_a_question_skipped_by_the_letter_is_not_counted():
    where = Context(questions=(1, 2, 4), place="answer 4")
    assert shown("Zie de vorige vraag en vraag 3.", where) == "vorige vraag => question:2\nvraag 3 => ?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See the answer to question 4.", "answer to question 4 => question:4"),
        ("See the replies to questions 2 and 3.", "replies to questions 2 and 3 => question:2-3"),
        ("See the answer to the previous question.", "answer to the previous question => question:8"),
        ("See the answer to question 3 of your letter.", "answer to question 3 => ?"),
    ],
)
def test_letters_in_english(text, expected):
    assert shown(text, context(lang="en")) == expected


PIECES = [
    "het antwoord op vraag 4",
    "de vragen 2 en 3",
    "Kamerstukken II, 2020/21, 30 100, nr. 124",
    "artikel 3, eerste lid, van de Politiewet 2012",
    "https://www.example.org/pad/",
    "Aanhangsel Handelingen, vergaderjaar 2021-2022, nr. 12",
    "ECLI:NL:HR:1995:ZD0328",
    "2023Z01234",
    "en",
    "zoals",
    ",",
    ". ",
    "(",
    ")",
    "\n",
    "12",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map(" ".join) | st.text())
def test_citations_stand_in_order_apart_and_quote_the_text(text):
    end = 0
    for one in find(text, context()):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        end = one.end


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_every_destination_is_well_formed(text):
    for one in find(text, context()):
        known = one.destination is None or one.destination.startswith(("question:", "http"))
        assert known or str(schemes.parse(one.destination)) == one.destination
