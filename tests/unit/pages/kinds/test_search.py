"""The search page: ways in, choices to narrow a search, and what tells browsers how to search."""

from lxml import etree

from generator.core.config import Config


def test_browsers_are_told_how_to_search_where_the_site_knows_its_address(planned):
    config = Config(name="Vragen & antwoorden", base_url="https://example.org/kamer")
    pages = {page.path: page.view for page in planned(config=config, searched=True).pages}
    root = etree.fromstring(pages["/opensearch.xml"].text.encode())
    told = {child.tag.rpartition("}")[2]: child for child in root}
    assert told["Url"].get("template") == "https://example.org/kamer/zoeken/?q={searchTerms}"
    assert told["ShortName"].text == "Vragen & antwoor"
    assert pages["/brieven/2024z00001/vraag-1/"].page.opensearch == "../../../opensearch.xml"
    for without in ({"config": config}, {"searched": True}, {"config": config, "searched": True, "offline": True}):
        pages = {page.path: page.view for page in planned(**without).pages}
        assert "/opensearch.xml" not in pages
        assert pages["/"].page.opensearch == ""


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
