"""How long answers took, which letters are about the same questions, and which of these have no answers."""

import datetime as dt

import pytest

from generator.core.diagnostics import Position
from generator.core.model import LetterHead, LetterKind, Party
from generator.graph import answering


def head(id_="a", kind="answers", date=None, *, submitted=None, received=None, numbers=(), to="", by=""):
    days = (dt.date.fromisoformat(day) if day else None for day in (date, submitted, received))
    written, asked, came = days
    return LetterHead(
        id_,
        Position(f"content/letters/{id_}/letter.md"),
        "T",
        LetterKind(kind),
        "nl",
        written,
        (),
        submitted=asked,
        received=came,
        numbers=tuple(numbers),
        addressed_to=(Party(office=to),) if to else (),
        answered_by=(Party(office=by),) if by else (),
    )


@pytest.mark.parametrize(
    ("letter", "days"),
    [
        (head(date="2021-10-27", submitted="2021-09-30"), 27),
        (head(received="2021-10-28", submitted="2021-09-30"), 28),
        (head(date="2021-10-27", received="2021-11-02", submitted="2021-09-30"), 27),
        (head(date="2021-09-30", submitted="2021-09-30"), 0),
        (head(date="2021-09-29", submitted="2021-09-30"), None),
        (head(submitted="2021-09-30"), None),
        (head(date="2021-10-27"), None),
        (head(kind="postponement", date="2021-10-27", submitted="2021-09-30"), None),
        (head(kind="questions", date="2021-10-27", submitted="2021-09-30"), None),
    ],
)
def test_days_are_from_the_questions_to_the_letter_or_its_receipt(letter, days):
    assert answering.days(letter) == days


LETTERS = [
    answering.asking(letter)
    for letter in (
        head("answers", date="2024-03-01", numbers=["Z1", "Z2"], by="zee"),
        head("late", "postponement", "2024-02-01", numbers=["Z1"], to="zee", by="zee"),
        head("asked", "questions", "2024-01-01", numbers=["Z1"], to="zee"),
        head("open", "questions", "2024-01-05", numbers=["Z3"], to="duin"),
        head("open-late", "postponement", "2024-02-05", numbers=["Z3"], by="zee"),
        head("waits", "postponement", "2023-02-05", numbers=["Z4"], by="zee"),
        head("nameless", "questions", "2024-01-05", to="zee"),
        head("other", "letter", "2024-01-05", numbers=["Z5"], to="zee"),
    )
]


def test_letters_with_a_number_in_common_are_about_the_same_questions():
    assert answering.same_questions(LETTERS) == {
        "answers": ("asked", "late"),
        "late": ("asked", "answers"),
        "asked": ("late", "answers"),
        "open": ("open-late",),
        "open-late": ("open",),
    }


def test_questions_without_answers_count_once_for_whom_they_are_to():
    same = answering.same_questions(LETTERS)
    unanswered = answering.unanswered(LETTERS, same)
    assert unanswered == ("waits", "open")
    assert answering.waiting_for(LETTERS, unanswered) == {"zee": ("waits",), "duin": ("open",)}


def test_without_the_answers_the_questions_wait():
    left = [letter for letter in LETTERS if letter.letter != "answers"]
    assert answering.unanswered(left, answering.same_questions(left)) == ("waits", "asked", "open")
