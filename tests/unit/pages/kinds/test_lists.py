"""Lists: in what order, and what a long one leaves to other pages."""

import msgspec

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
