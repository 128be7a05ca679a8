"""Pages of actors: where they are named, how often, and in which role they were when."""

import datetime as dt

import msgspec
import pytest

from generator.core.model import Content, LetterKind, Party, Term

LETTER = "/brieven/2024z00001/"


def test_an_actor_shows_every_place_that_names_it(views):
    view = views["/actoren/rijkswacht/"]
    [group] = view.mentions
    assert [(row.before, row.match, row.after, row.part) for row in group.rows] == [
        ("Wat doet ", "Rijkswacht", " & Zonen?", "question"),
        ("De ", "Rijkswacht", " meet <elke> dag.", "answer"),
    ]
    assert view.mention_count == 2
    assert [(year.year, year.count) for year in view.years] == [(2024, 1)]
    assert [ref.url for ref in view.same_as] == ["https://www.wikidata.org/wiki/Q1"]


def test_what_an_editor_says_is_not_repeated_where_the_text_says_it(planned, make):
    letter = make.letter("2024z00001", make.question(1, "Wat zegt de Kustbond?", "Niets.", actors=("kustbond",)))
    done = planned(Content((letter,), (make.actor("kustbond", "Kustbond"),)))
    view = next(page.view for page in done.pages if page.path == "/actoren/kustbond/")
    assert [row.match for group in view.mentions for row in group.rows] == ["Kustbond"]


def test_a_name_in_the_cover_letter_counts_as_no_question(planned, make):
    who = (make.actor("kustbond", "Kustbond"),)
    cover = make.text("Mede namens de Kustbond.")
    asked = make.letter("2024z00001", make.question(1, "Wat zegt de Kustbond?", "Niets."), body=cover)
    for letter, count in ((asked, 1), (make.letter("2024z00001", body=cover), 1)):
        done = planned(Content((letter,), who))
        view = next(page.view for page in done.pages if page.path == "/actoren/kustbond/")
        assert [year.count for year in view.years] == [count]


def test_two_names_in_one_line_of_context_are_shown_once(planned, make):
    letter = make.letter(
        "2024z00001",
        make.question(1, "Wie?", "De Kustbond vroeg de Kustbond. " + "En zo verder gaat het. " * 9 + "De Kustbond."),
    )
    done = planned(Content((letter,), (make.actor("kustbond", "Kustbond"),)))
    view = next(page.view for page in done.pages if page.path == "/actoren/kustbond/")
    assert view.mention_count == 3
    assert [row.match for row in view.mentions[0].rows] == ["Kustbond", "Kustbond"]
    assert view.mentions[0].rows[0].after == " vroeg de Kustbond."


def test_a_name_that_ends_the_line_of_context_of_another_is_in_it(planned, make):
    letter = make.letter("2024z00001", make.question(1, "Wie?", "De Kustbond vroeg de Kustbond"))
    done = planned(Content((letter,), (make.actor("kustbond", "Kustbond"),)))
    view = next(page.view for page in done.pages if page.path == "/actoren/kustbond/")
    assert [(row.match, row.after) for row in view.mentions[0].rows] == [("Kustbond", " vroeg de Kustbond")]


def test_what_an_editor_says_of_an_actor_is_shown_with_the_question(views):
    [group] = views["/actoren/kustbond/"].mentions
    assert [(row.before, row.match, row.number, row.part) for row in group.rows] == [("En in de winter?", "", 3, None)]


def test_offices_show_who_held_them_and_persons_their_party(views):
    office, person, party = views["/actoren/minister-van-duinen/"], views["/actoren/jansen/"], views["/actoren/xyz/"]
    [holder] = office.holders
    assert (holder.ref.title, holder.start.iso, holder.end, holder.signed) == ("B. Pieters", "2022-01-10", None, ())
    [membership] = person.parties
    assert (membership.ref.title, [day.iso for day in membership.signed]) == ("XYZ", ["2024-02-01"])
    assert [ref.title for ref in party.members] == ["A. Jansen"]
    assert [row.ref.title for row in views["/actoren/ministerie-van-duinen/"].answered] == ["Fietspaden in duingebied"]
    assert [row.ref.title for row in views["/actoren/minister-van-zee/"].on_behalf] == ["Fietspaden in duingebied"]


def test_a_signature_outside_known_terms_is_shown_by_its_date(planned, make, world):
    people = tuple(msgspec.structs.replace(a, offices=()) if a.id == "pieters" else a for a in world.actors)
    done = planned(msgspec.structs.replace(world, actors=people))
    view = next(page.view for page in done.pages if page.path == "/actoren/minister-van-duinen/")
    [holder] = view.holders
    assert (holder.start, holder.end, [day.iso for day in holder.signed]) == (None, None, ["2024-03-05"])


def test_an_office_in_the_text_says_who_held_it_on_the_letters_date(planned, make, world):
    letter = make.letter("2024z00001", make.question(1, "Weet u het?", "De minister van Duinen weet het."))
    done = planned(msgspec.structs.replace(world, letters=(letter,), articles=(), pages=()))
    view = next(page.view for page in done.pages if page.path == f"{LETTER}vraag-1/")
    assert 'title="held-by B. Pieters 5 maart 2024">minister van Duinen</a>' in view.answer[0].html


@pytest.mark.parametrize(
    ("day", "named"), [("2022-01-09", False), ("2022-01-10", True), ("2023-06-30", True), ("2023-07-01", False)]
)
def test_who_held_an_office_depends_on_the_date(planned, make, day, named):
    term = Term("minister-van-duinen", dt.date(2022, 1, 10), dt.date(2023, 6, 30))
    actors = (
        make.actor("minister-van-duinen", "minister van Duinen", "office"),
        make.actor("pieters", "B. Pieters", "person", offices=(term,)),
    )
    asked = make.question(1, "V?", "De minister van Duinen weet het.")
    letter = make.letter("2024z00001", asked, date=dt.date.fromisoformat(day))
    done = planned(Content((letter,), actors))
    view = next(page.view for page in done.pages if page.path == f"{LETTER}vraag-1/")
    assert ("B. Pieters" in view.answer[0].html) is named


def test_an_actor_with_much_has_a_page_for_each_year(planned, make, monkeypatch):
    monkeypatch.setattr("generator.pages.writing.years._LONG", 2)
    asked = {"asked_by": (Party("jansen"),)}
    letters = tuple(
        make.letter(
            f"{year}z00001",
            make.question(1, "Wat zegt de Kustbond?", "Niets.", letter=f"{year}z00001"),
            make.question(2, "En u?", "Ook niets.", letter=f"{year}z00001"),
            date=dt.date(year, 5, 1),
            **asked,
        )
        for year in (2024, 2023)
    )
    who = (make.actor("jansen", "A. Jansen", "person", aliases=("Jansen",)), make.actor("kustbond", "Kustbond"))
    views = {page.path: page.view for page in planned(Content(letters, who)).pages}
    newest, first = views["/actoren/jansen/"], views["/actoren/jansen/2023/"]
    assert [row.ref.date.iso for row in newest.asked] == ["2024-05-01"]
    assert [(year.year, year.count, year.url) for year in newest.years] == [(2023, 2, "2023/"), (2024, 2, "2024/")]
    assert (newest.newest_of, newest.aliases) == (4, ("Jansen",))
    assert [row.ref.date.iso for row in first.asked] == ["2023-05-01"]
    assert (first.name, first.aliases, first.whole.url) == ("in-year A. Jansen 2023", (), "../")
    assert "/actoren/kustbond/2023/" not in views  # two questions name it


def test_a_year_of_an_actor_counts_its_own_mentions(planned, make, monkeypatch):
    monkeypatch.setattr("generator.pages.writing.years._LONG", 1)
    letters = tuple(
        make.letter(
            f"{year}z00001",
            make.question(1, "Wat zegt de Kustbond?", "Niets.", letter=f"{year}z00001"),
            date=dt.date(year, 5, 1),
        )
        for year in (2024, 2023)
    )
    done = planned(Content(letters, (make.actor("kustbond", "Kustbond"),)))
    views = {page.path: page.view for page in done.pages}
    assert [views[f"/actoren/kustbond/{year}"].mention_count for year in ("", "2024/", "2023/")] == [2, 1, 1]
    assert [group.letter.date.iso for group in views["/actoren/kustbond/"].mentions] == ["2024-05-01"]


def answered(make, id_, date, submitted, *, numbers=(), kind=LetterKind.ANSWERS):
    return make.letter(
        id_,
        make.question(1, "Wat?", "Dat." if kind is LetterKind.ANSWERS else None, letter=id_),
        kind=kind,
        date=dt.date.fromisoformat(date),
        submitted=dt.date.fromisoformat(submitted),
        numbers=numbers,
        addressed_to=(Party(office="minister-van-zee"),),
        answered_by=(Party(office="minister-van-zee"),) if kind is LetterKind.ANSWERS else (),
    )


def test_an_office_and_its_ministry_say_how_long_answers_took(planned, make):
    letters = (
        answered(make, "a", "2024-01-31", "2024-01-01"),
        answered(make, "b", "2024-03-21", "2024-03-01"),
        answered(make, "c", "2023-03-11", "2023-03-01"),
        answered(make, "d", "2023-02-01", "2023-03-01"),
        answered(make, "e", "2024-05-01", "2024-05-01", numbers=("2024Z00005",), kind=LetterKind.QUESTIONS),
    )
    who = (
        make.actor("minister-van-zee", "minister van Zee", "office", ministry="ministerie-van-zee"),
        make.actor("ministerie-van-zee", "Ministerie van Zee", "ministry"),
    )
    views = {page.path: page.view for page in planned(Content(letters, who)).pages}
    for path in ("/actoren/minister-van-zee/", "/actoren/ministerie-van-zee/"):
        view = views[path]
        assert [(row.year, row.letters, row.median, row.most, row.slowest.url) for row in view.times] == [
            (2024, 2, 20, 30, "../../brieven/a/"),
            (2023, 1, 10, 10, "../../brieven/c/"),
        ]
        assert ([ref.url for ref in view.unanswered], view.unanswered_count) == (["../../brieven/e/"], 1)
    assert (views["/brieven/a/"].days, views["/brieven/a/vraag-1/"].days) == (30, 30)
    assert (views["/brieven/d/"].days, views["/brieven/e/"].days) == (None, None)
    assert (views["/brieven/e/"].unanswered, views["/brieven/a/"].unanswered) == (True, False)


def test_a_postponement_and_the_answers_lead_to_each_other(planned, make):
    letters = (
        answered(make, "a", "2024-03-31", "2024-01-01", numbers=("2024Z00001",)),
        answered(make, "b", "2024-01-22", "2024-01-01", numbers=("2024Z00001",), kind=LetterKind.POSTPONEMENT),
    )
    views = {page.path: page.view for page in planned(Content(letters)).pages}
    assert [(one.kind, one.ref.url) for one in views["/brieven/a/"].same] == [("postponement", "../b/")]
    assert [(one.kind, one.ref.url) for one in views["/brieven/b/"].same] == [("answers", "../a/")]
    assert [(one.kind, one.ref.url) for one in views["/brieven/b/vraag-1/"].same] == [("answers", "../../a/")]
    assert not views["/brieven/b/"].unanswered
