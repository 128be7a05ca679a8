"""The rules of recognition, one by one: letters in tests/rules/recognise and what is to be found in them."""

import pytest

from generator.intake.readers import read
from generator.intake.recognise import RecognisedLetter, recognise
from generator.intake.recognise.metadata import offices

QUIET = {"title-not-found", "words-glued"}
"""Doubts that short letters give rise to and that the tables do not speak of."""


@pytest.mark.rules("recognise/labels.md")
def test_labels_part_a_letter_into_questions_and_answers(rule):
    assert recognised(rule.given) == rule.expected


@pytest.mark.rules("recognise/short-labels.md")
def test_labels_may_be_short_where_the_whole_letter_shows_that_they_are_labels(rule):
    assert recognised(rule.given) == rule.expected


@pytest.mark.rules("recognise/subheadings.md")
def test_headings_by_theme_belong_to_the_question_below_them(rule):
    assert recognised(rule.given) == rule.expected


@pytest.mark.rules("recognise/joint-answers.md")
def test_an_answer_to_several_questions_is_given_once(rule):
    assert recognised(rule.given) == rule.expected


@pytest.mark.rules("recognise/furniture.md")
def test_furniture_is_no_part_of_a_question_or_answer(rule):
    assert recognised(rule.given) == rule.expected


@pytest.mark.rules("recognise/footnotes.md")
def test_footnotes_stand_at_their_marks(rule):
    assert recognised(rule.given) == rule.expected


def recognised(text: str) -> str:
    return shown(recognise(read(text.encode(), "brief.txt"), "brief.txt"))


def shown(letter: RecognisedLetter) -> str:
    """Give a recognised letter in the form of the rule files."""
    footnotes = {footnote.key: " ¶ ".join(block.text for block in footnote.blocks) for footnote in letter.footnotes}
    lines = [f"cover: {_text(letter.body, footnotes)}"] if letter.body else []
    for question in letter.questions:
        numbers = "+".join(map(str, (question.number, *question.joint)))
        lines.append(f"{numbers} ? {_text(question.blocks, footnotes)}")
        if question.answer is not None:
            lines.append(f"  = {_text(question.answer, footnotes)}")
        else:
            lines.append(f"  = → {question.answered_in}" if question.answered_in else "  = –")
    lines.extend(f"loose: {{{footnotes[key]}}}" for key, _ in letter.loose)
    lines.extend(f"! {problem.code}" for problem in letter.problems if problem.code not in QUIET)
    return "\n".join(lines)


def _text(blocks, footnotes) -> str:
    return " ¶ ".join((f"{block.label} " if block.label else "") + _runs(block, footnotes) for block in blocks)


def _runs(block, footnotes) -> str:
    text = "".join(f"{{{run.text}: {footnotes[run.footnote]}}}" if run.footnote else run.text for run in block.runs)
    return text.replace("\n", "↵")


@pytest.mark.rules("recognise/cover.md")
def test_a_cover_tells_who_asks_who_answers_and_when(rule):
    letter = recognise(read(rule.given.encode(), "brief.txt"), "brief.txt")
    meta = letter.meta
    known = {
        "title": meta.title,
        "kind": letter.kind.value,
        "lang": letter.lang,
        "date": meta.date,
        "submitted": meta.submitted,
        "received": meta.received,
        "numbers": ", ".join(meta.numbers),
        "publication": meta.publication,
        "reference": meta.reference,
        "asked_by": "; ".join(f"{one.name} ({one.party})" if one.party else one.name for one in meta.asked_by),
        "addressed_to": "; ".join(meta.addressed_to),
        "answered_by": "; ".join(", ".join(filter(None, (one.name, one.office, one.body))) for one in meta.answered_by),
        "on_behalf_of": "; ".join(meta.on_behalf_of),
        "body": _text(letter.body, {}),
        "aside": " ¶ ".join(item.text for item in letter.furniture if item.reason != "label"),
    }
    assert "\n".join(f"{key}: {value}" for key, value in known.items() if value) == rule.expected


@pytest.mark.rules("recognise/who-and-when.md")
def test_a_head_of_any_kind_tells_who_asks_who_answers_and_when(rule):
    letter = recognise(read(rule.given.encode(), "brief.txt"), "brief.txt")
    meta = letter.meta
    told = {
        "title": meta.title,
        "kind": letter.kind.value,
        "date": meta.date,
        "submitted": meta.submitted,
        "received": meta.received,
        "publication": meta.publication,
        "reference": meta.reference,
        "asked_by": "; ".join(f"{one.name} ({one.party})".strip() if one.party else one.name for one in meta.asked_by),
        "addressed_to": "; ".join(meta.addressed_to),
        "answered_by": "; ".join(", ".join(filter(None, (one.name, one.office, one.body))) for one in meta.answered_by),
        "on_behalf_of": "; ".join(meta.on_behalf_of),
        "problems": ", ".join(problem.code for problem in letter.problems if problem.code in DOUBTS),
    }
    assert "\n".join(f"{key}: {value}" for key, value in told.items() if value) == rule.expected


DOUBTS = {"asker-doubtful", "dates-in-wrong-order"}


@pytest.mark.rules("recognise/facts.md")
def test_a_fact_that_another_place_tells_otherwise_is_a_doubt_with_both_values(rule):
    letter = recognise(read(rule.given.encode(), "brief.txt"), "brief.txt")
    doubts = [problem for problem in letter.problems if problem.code not in QUIET]
    assert "\n".join(f"{doubt.code}: {_values(doubt)}" for doubt in doubts) == rule.expected


def _values(doubt) -> str:
    place = [f"line {doubt.position.line}"] if doubt.position.line else []
    return ", ".join([*(value for name, value in doubt.values if name != "key"), *place])


@pytest.mark.rules("recognise/offices.md")
def test_offices_have_one_name_each(rule):
    assert "\n".join(offices.names(rule.given)) == rule.expected
