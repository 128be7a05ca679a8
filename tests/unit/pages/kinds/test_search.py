"""The search page: ways in, and choices to narrow a search."""


def test_the_search_page_does_not_grow_with_the_site(planned, monkeypatch):
    monkeypatch.setattr("generator.pages.kinds.search._WAYS_IN", 1)
    monkeypatch.setattr("generator.pages.kinds.search._CHOICES", 1)
    view = {page.path: page.view for page in planned(searched=True).pages}["/zoeken/"]
    assert (len(view.letters), view.all_letters, len(view.actors), view.all_actors) == (
        1,
        "../brieven/",
        1,
        "../actoren/",
    )
    assert (view.form.letters, view.form.actors) == ((), ())
