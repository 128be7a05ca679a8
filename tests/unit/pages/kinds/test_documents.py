"""Pages of cited documents: every place that cites them."""


def test_a_document_shows_every_place_that_cites_it(views):
    view = views["/stukken/bwbr0031788/"]
    assert (view.document.label, view.document.url, view.count) == ("Politiewet 2012", None, 1)
    [row] = view.groups[0].rows
    assert (row.ref.url, row.part) == ("../../brieven/2024z00001/vraag-1/#fn-1", "footnote")
    assert (row.lead, row.before, row.match, row.after) == ("Ja.", "Zie ", "de wet", ".")
    assert [kind for kind, _ in views["/stukken/"].kinds] == ["kst", "jci1.3"]
