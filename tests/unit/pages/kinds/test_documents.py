"""Pages of cited documents: every place that cites them."""

import datetime as dt

from msgspec.structs import replace

from generator.core.diagnostics import Position
from generator.core.model import Content, Document


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


def test_a_document_says_what_editors_say_of_it_wherever_it_is_shown(planned, make):
    letter = make.letter("2024z00001", make.question(1, "Kent u het?", "Zie [het dossier](kst:30821-124)."))
    said = Document(
        "kst-30821-124",
        Position("content/documents/kst-30821-124.md"),
        "Weerbaarheid van vitale processen",
        dt.date(2020, 5, 18),
        "https://example.org/stuk",
        make.text("Een brief met een [antwoord](question:2024z00001/1)."),
    )
    done = planned(Content((letter,), documents=(said,)), searched=True)
    views = {page.path: page.view for page in done.pages}
    view = views["/stukken/kst-30821-124/"]
    assert (view.document.subject, view.date.iso) == ("Weerbaarheid van vitale processen", "2020-05-18")
    assert view.document.official == "https://example.org/stuk"
    assert 'href="../../brieven/2024z00001/vraag-1/"' in view.body
    [(_, [row])] = views["/stukken/"].kinds
    assert (row.subject, row.date.iso, row.count) == ("Weerbaarheid van vitale processen", "2020-05-18", 1)
    answer = views["/brieven/2024z00001/vraag-1/"]
    assert [document.subject for document in answer.cites] == ["Weerbaarheid van vitale processen"]
    hover = 'title="Kamerstukken II, 30 821, nr. 124: Weerbaarheid van vitale processen"'
    assert hover in "".join(block.html for block in answer.answer)
    found = next(text.html for text in done.found if text.path == "/stukken/kst-30821-124/")
    assert "<p>Weerbaarheid van vitale processen</p>" in found
    assert 'content="weerbaarheid-van-vitale-processen"' in found


def test_a_document_of_which_nobody_says_anything_has_its_official_address(views):
    assert (views["/stukken/kst-30821-124/"].document.subject, views["/stukken/kst-30821-124/"].body) == (None, "")
    assert views["/stukken/kst-30821-124/"].document.official.startswith("https://zoek.officielebekendmakingen.nl/")


def test_a_cited_letter_that_is_here_is_about_what_its_title_says(planned, make):
    cited = make.letter("ah-tk-20232024-7", make.question(1, "Kent u het?", "Ja."), title="Brug dicht")
    cited = replace(cited, publication="ah-tk-20232024-7")
    text = "Zie [nr. 7](ah:tk-20232024-7) en [nr. 8](ah:tk-20232024-8)."
    letter = make.letter("2024z00001", make.question(1, "Kent u het?", text))
    [view] = [
        page.view for page in planned(Content((letter, cited))).pages if page.path == "/brieven/2024z00001/vraag-1/"
    ]

    assert [(row.url, row.subject) for row in view.cites] == [
        ("../../ah-tk-20232024-7/", "Brug dicht"),
        ("../../../stukken/ah-tk-20232024-8/", None),
    ]
