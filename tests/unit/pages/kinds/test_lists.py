"""Lists: in what order, and what a long one leaves to other pages."""

import datetime as dt

import msgspec

from generator.core.model import Content, LetterKind, Party

LETTER = "/brieven/2024z00001/"


def test_lists_go_from_new_to_old(views):
    assert [year for year, _ in views["/brieven/"].years] == [2024, 2023]
    assert [row.ref.title for row in views["/"].letters] == ["Fietspaden in duingebied", "Vervolg"]
    assert views["/notities/"].rows[0].note.anchor == "n-2024z00001-meten"
    assert (views["/"].cited[0].row.number, views["/"].cited[0].count) == (1, 1)


def test_a_long_list_shows_the_newest_and_has_a_page_for_each_year(planned, monkeypatch):
    monkeypatch.setattr("generator.pages.writing.years._LONG", 1)
    views = {page.path: page.view for page in planned().pages}
    newest, *years = [views[path] for path in ("/brieven/", "/brieven/2024/", "/brieven/2023/")]
    assert [(year, len(rows)) for year, rows in newest.years] == [(2024, 1)]
    assert [(row.url, row.year, row.count) for row in newest.archive] == [("2024/", 2024, 1), ("2023/", 2023, 1)]
    assert [[year for year, _ in view.years] for view in years] == [[2024], [2023]]
    assert [view.page.title for view in years] == ["letters-of 2024", "letters-of 2023"]
    assert [row.url for row in years[1].archive] == ["../2024/", ""]
    assert views["/brieven/2023/"].years[0][1][0].ref.url == "../2023z00009/"


def test_what_has_no_date_stays_on_the_first_page_of_a_long_list(planned, world, monkeypatch):
    monkeypatch.setattr("generator.pages.writing.years._LONG", 1)
    empty = {
        "date": None,
        "received": None,
        "submitted": None,
        "numbers": (),
        "answered_by": (),
        "notes": (),
        "aliases": (),
        "publication": None,
    }
    letters = (*world.letters, msgspec.structs.replace(world.letters[0], id="later", **empty))
    views = {page.path: page.view for page in planned(msgspec.structs.replace(world, letters=letters)).pages}
    assert [year for year, _ in views["/brieven/"].years] == [2024, None]


def letters_of(make, *signed, year=2024):
    """Return letters with a question and answer each, signed as given."""
    return tuple(
        make.letter(
            f"{year}z{number:05}",
            make.question(1, "Wat?", "Dat.", letter=f"{year}z{number:05}"),
            answered_by=(party,) if party else (),
            date=dt.date(year, 1, 1),
        )
        for number, party in enumerate(signed, 1)
    )


def test_the_front_page_says_what_there_is_of_when_and_by_whom(planned, make):
    office = make.actor("minister-van-zee", "minister van Zee", "office")
    one = planned(Content(letters_of(make, Party("x", office="minister-van-zee")), (office,))).pages
    view = next(page.view for page in one if page.path == "/")
    assert (view.letter_count, view.answer_count, view.first_year, view.last_year) == (1, 1, 2024, 2024)
    assert [(who.name, who.unnamed) for who in view.answerers] == [("minister van Zee", True)]
    assert view.other_answerers == 0


def test_of_many_who_answered_the_front_page_names_those_with_most_letters(planned, make):
    offices = [Party(office=name) for name in ("a", "b", "b", "c", "c", "c", "d", "e")]
    letters = (*letters_of(make, *offices), *letters_of(make, None, year=2019))
    view = next(page.view for page in planned(Content(letters)).pages if page.path == "/")
    assert ([who.name for who in view.answerers], view.other_answerers) == (["c", "b"], 3)
    assert (view.first_year, view.last_year, view.letter_count) == (2019, 2024, 9)


def test_a_site_without_a_date_or_an_answer_says_neither(planned, make):
    letter = make.letter(
        "x", make.question(1, "Wat?", letter="x"), date=None, submitted=None, kind=LetterKind.QUESTIONS
    )
    view = next(page.view for page in planned(Content((letter,))).pages if page.path == "/")
    assert (view.first_year, view.last_year, view.answerers, view.answer_count, view.question_count) == (
        None,
        None,
        (),
        0,
        1,
    )
