"""Pages of cited documents: every place that cites them."""

import datetime as dt

from generator.core.model import Content


def test_a_document_shows_every_place_that_cites_it(views):
    view = views["/stukken/bwbr0031788/"]
    assert (view.document.label, view.document.url, view.count) == ("Politiewet 2012", None, 1)
    [row] = view.groups[0].rows
    assert (row.ref.url, row.part) == ("../../brieven/2024z00001/vraag-1/#fn-1", "footnote")
    assert (row.lead, row.before, row.match, row.after) == ("Ja.", "Zie ", "de wet", ".")
    assert [kind for kind, _ in views["/stukken/"].kinds] == ["kst", "jci1.3"]


def test_a_document_that_is_cited_often_has_a_page_for_each_year(planned, make, monkeypatch):
    monkeypatch.setattr("generator.pages.writing.years._LONG", 1)
    letters = tuple(
        make.letter(
            f"{year}z00001",
            make.question(1, "Kent u het?", "Zie [het dossier](kst:30821-124).", letter=f"{year}z00001"),
            date=dt.date(year, 5, 1),
        )
        for year in (2024, 2023)
    )
    views = {page.path: page.view for page in planned(Content(letters)).pages}
    newest, first = views["/stukken/kst-30821-124/"], views["/stukken/kst-30821-124/2023/"]
    assert [(year.year, year.count, year.url) for year in newest.years] == [(2023, 1, "2023/"), (2024, 1, "2024/")]
    assert (newest.count, newest.newest_of, len(newest.groups)) == (2, 2, 1)
    assert (first.count, first.newest_of, first.whole.url) == (1, 0, "../")
    assert [group.letter.date.iso for group in first.groups] == ["2023-05-01"]
