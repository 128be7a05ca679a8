"""Every row of the table of languages has its parts and its two files, and one that lacks a part is refused."""

from __future__ import annotations

import datetime as dt
import string
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import Stemmer
import yaml
from babel import localedata
from babel.dates import format_date

from generator.core import language as rules
from generator.core.languages import DEFAULT, FALLBACK, HEADINGS, LANGUAGES, Language
from generator.core.model import LetterKind

ROOT = Path(__file__).parents[3]
SENTENCES = ROOT / "generator" / "i18n"
WORDS = ROOT / "theme" / "i18n"


def faults(rows: Sequence[Language]) -> Iterator[str]:
    """Yield what is wrong with the rows of a table."""
    codes = Counter(row.code for row in rows)
    yield from (f"{code}: twice" for code, count in codes.items() if count > 1)
    for row in rows:
        yield from (f"{row.code}: {fault}" for fault in (*word_faults(row), *form_faults(row), *file_faults(row)))


def word_faults(row: Language) -> Iterator[str]:
    if not row.name:
        yield "no name"
    if len(set(row.months)) != 12:
        yield "not twelve months"
    if len(set(row.numerals)) != 20:
        yield "not twenty numerals"
    if row.question.casefold() == row.answer.casefold():
        yield "one heading for question and answer"
    if row.untitled.keys() != set(LetterKind):
        yield "a kind of letter without a name"
    documents, others = row.documents, LANGUAGES[DEFAULT].documents
    if list(documents.parts) != list(others.parts) or documents.acts.keys() != others.acts.keys():
        yield "a part of a law or a kind of act without a word"


def form_faults(row: Language) -> Iterator[str]:
    if fields(row.date) != ["day", "month", "year"]:
        yield "a date that lacks a part"
    if fields(row.documents.in_force) != ["day"]:
        yield "a law in force without its day"
    if not set(row.stemmers) <= set(Stemmer.algorithms()):
        yield "a stemmer that snowball does not have"
    if "2021" not in format_date(dt.date(2021, 10, 27), row.apa.day, locale=DEFAULT):  # in any language a number
        yield "a day in APA style without its year"


def file_faults(row: Language) -> Iterator[str]:
    if not localedata.exists(row.code):
        yield "no language of CLDR"
    sentences, words = SENTENCES / f"{row.code}.yml", WORDS / f"{row.code}.yml"
    if not sentences.is_file():
        yield "no words of the command line"
    elif len(list(yaml.safe_load_all(sentences.read_text("utf-8")))) != 2:
        yield "no two documents of sentences"
    if not words.is_file():
        yield "no words of the interface"


def fields(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_every_row_has_its_parts():
    assert list(faults(tuple(LANGUAGES.values()))) == []
    assert {DEFAULT, FALLBACK} <= LANGUAGES.keys()


def test_every_file_of_words_has_its_row():
    assert {path.stem for path in (*SENTENCES.glob("*.yml"), *WORDS.glob("*.yml"))} == set(LANGUAGES)


ROW = LANGUAGES["en"]
DOCUMENTS = ROW.documents


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (ROW, "en: twice"),
        (replace(ROW, name=""), "en: no name"),
        (replace(ROW, months=ROW.months[1:]), "en: not twelve months"),
        (replace(ROW, numerals=ROW.numerals[1:]), "en: not twenty numerals"),
        (replace(ROW, answer=ROW.question), "en: one heading for question and answer"),
        (replace(ROW, untitled={"answers": "Answers"}), "en: a kind of letter without a name"),
        (
            replace(ROW, documents=replace(DOCUMENTS, parts={"artikel": "article"})),
            "en: a part of a law or a kind of act without a word",
        ),
        (
            replace(ROW, documents=replace(DOCUMENTS, acts={"R": "Regulation"})),
            "en: a part of a law or a kind of act without a word",
        ),
        (replace(ROW, date="{day} {month}"), "en: a date that lacks a part"),
        (
            replace(ROW, documents=replace(DOCUMENTS, in_force="as in force")),
            "en: a law in force without its day",
        ),
        (replace(ROW, stemmers=("english", "nothing")), "en: a stemmer that snowball does not have"),
        (replace(ROW, apa=replace(ROW.apa, day="MMMM d")), "en: a day in APA style without its year"),
        (replace(ROW, code="zz"), "zz: no language of CLDR"),
        (replace(ROW, code="fr"), "fr: no words of the command line"),
        (replace(ROW, code="fr"), "fr: no words of the interface"),
    ],
)
def test_a_row_without_its_parts_is_refused(row, fault):
    assert fault in list(faults((*LANGUAGES.values(), row)))


@pytest.mark.parametrize("part", ["months", "numerals", "date", "question", "untitled", "documents", "apa", "stemmers"])
def test_a_row_cannot_be_made_without(part):
    parts = {name: getattr(ROW, name) for name in Language.__dataclass_fields__ if name != part}
    with pytest.raises(TypeError, match=part):
        Language(**parts)


# --- What reads the rows ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_a_date_that_is_written_in_full_can_be_read(lang, month):
    day = dt.date(2021, month, 9)
    assert rules.parse_date(f"Den Haag, {rules.format_date(day, lang)}.", lang) == day


@pytest.mark.parametrize(("text", "lang"), [("27 oktober 2021", "en"), ("31 april 2021", "nl"), ("oktober", "nl")])
def test_what_is_no_date_is_not_read(text, lang):
    assert rules.parse_date(text, lang) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numerals_are_read_in_any_case_and_without_accents(lang):
    words = LANGUAGES[lang].numerals
    assert [rules.numeral(word.upper(), lang) for word in words] == list(range(1, 21))
    assert (rules.numeral("een", "nl"), rules.numeral("12", lang), rules.numeral("dozijn", lang)) == (1, 12, None)


def test_number_words_of_a_language_without_a_row_are_read_as_dutch():
    assert rules.numeral("vier", "fy") == 4


def test_headings_of_a_question_s_file():
    assert {HEADINGS["Vraag"], HEADINGS["Question"]} == {"question"}
    assert {HEADINGS["Antwoord"], HEADINGS["Answer"]} == {"answer"}
