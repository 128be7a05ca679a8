"""Answers that no label heads, below questions that are known: where each begins, also where that is a table or a mark."""

from __future__ import annotations

import pytest

from generator.intake.recognise import recognise
from generator.intake.source_document import DocBlock, Run, SourceDocument

ASKED, OTHER = "Wat kost de brug per jaar?", "Wie betaalt dat?"
TABLE = DocBlock(rows=tuple(tuple((DocBlock((Run(cell),)),) for cell in row) for row in (("2020", "7"), ("2021", "9"))))
SAID = DocBlock((Run("De bedragen zijn in miljoenen."),))


def plain(text: str, **known) -> DocBlock:
    return DocBlock((Run(text),), **known)


def slanted(text: str, *more: Run, **known) -> DocBlock:
    return DocBlock((Run(text, italic=True), *more), **known)


def found(*blocks: DocBlock) -> list[tuple[str, str]]:
    """Return the questions and answers of a letter, with a table as `[its cells]`; nothing of it may be lost."""
    head = plain("Vragen en antwoorden over de brug")
    letter = recognise(SourceDocument("docx", (head, *blocks)), "brief.docx")
    assert "text-out-of-balance" not in {problem.code for problem in letter.problems}
    return [(shown(question.blocks), shown(question.answer or ())) for question in letter.questions]


def shown(blocks) -> str:
    rows = (
        (f"[{' '.join(cell[0].text for row in block.rows for cell in row)}]" if block.rows else block.text)
        for block in blocks
    )
    return " ¶ ".join(rows)


CELLS = "[2020 7 2021 9]"


@pytest.mark.parametrize("ask", [slanted, plain])
@pytest.mark.parametrize(
    ("below", "answer"),
    [
        ((TABLE,), CELLS),
        ((TABLE, SAID), f"{CELLS} ¶ {SAID.text}"),
        ((SAID, TABLE), f"{SAID.text} ¶ {CELLS}"),
    ],
    ids=["a table", "a table with text", "text with a table"],
)
def test_a_table_below_a_question_begins_the_answer(ask, below, answer):
    read = found(
        ask("Kent u de brug?", label="1."),
        plain("Ja."),
        ask(ASKED, label="2."),
        *below,
        ask(OTHER, label="3."),
        plain("Het Rijk."),
    )
    assert read == [("Kent u de brug?", "Ja."), (ASKED, answer), (OTHER, "Het Rijk.")]


def test_a_table_that_a_question_announces_is_the_question_s():
    announced = "Klopt het dat de brug dit kostte:"
    read = found(
        slanted("Kent u de brug?", label="1."),
        plain("Ja."),
        slanted(announced, label="2."),
        TABLE,
        slanted("Zo ja, waarom?"),
        plain("Dat klopt."),
    )
    assert read == [("Kent u de brug?", "Ja."), (f"{announced} ¶ {CELLS} ¶ Zo ja, waarom?", "Dat klopt.")]


@pytest.mark.parametrize(
    "mark", [Run("1", superscript=True), Run(" 1", superscript=True), Run("[1]", superscript=True)]
)
def test_a_raised_mark_that_is_not_in_italics_does_not_hide_a_question_that_is(mark):
    read = found(
        slanted("Kent u de brug?", mark, label="1."),
        plain("Ja."),
        slanted("Hoe oud is zij?", label="2."),
        plain("Zestig jaar."),
    )
    assert [answer for _, answer in read] == ["Ja.", "Zestig jaar."]
