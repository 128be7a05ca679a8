"""The feed of answers, read back by an XML parser."""

import datetime as dt

import msgspec
import pytest
from lxml import etree

from generator.core.config import Config
from generator.core.ledger import Ledger, LedgerEntry
from generator.core.model import Content
from generator.pages.plan import plan

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
BASE = "https://site.example/sub"


@pytest.fixture
def files(make, words, world):
    def files(content=world, config=None, base_url=f"{BASE}/", ledger=None):
        graph = make.link(content, config)
        done, _ = plan(msgspec.structs.replace(graph, ledger=ledger or graph.ledger), words, base_url=base_url)
        return {page.path: page.view.text for page in done.pages if hasattr(page.view, "text")}

    return files


def test_without_an_address_there_is_no_feed_and_no_sitemap(files):
    found = files(base_url=None)
    assert found["/robots.txt"] == "User-agent: *\nAllow: /\n"
    assert not [path for path in found if path.endswith(".xml")]


def test_the_feed_has_an_entry_for_every_answer_newest_first(files):
    tree = etree.fromstring(files()["/feed.xml"].encode())
    ids = tree.xpath("//a:entry/a:id/text()", namespaces=ATOM)
    assert ids == [
        *(f"{BASE}/brieven/2024z00001/vraag-{number}/" for number in (1, 2, 3, 4)),
        f"{BASE}/brieven/2023z00009/vraag-1/",
    ]
    assert tree.xpath("a:updated/text()", namespaces=ATOM) == ["2024-03-05T12:00:00Z"]
    assert tree.xpath("a:link[@rel='self']/@href", namespaces=ATOM) == [f"{BASE}/feed.xml"]
    assert tree.xpath("//a:entry[1]/a:updated/text()", namespaces=ATOM) == ["2024-03-05T12:00:00Z"]


def test_names_are_of_the_first_address_and_links_of_the_one_now(files):
    first = Ledger(site=LedgerEntry("https://eerst.example/", "", "2020-01-01", "site"))
    before, after = files(base_url="https://eerst.example"), files(ledger=first)
    feeds = [path for path in after if path.endswith("feed.xml")]
    assert len(feeds) > 3
    for path in feeds:
        old, new = (etree.fromstring(found[path].encode()) for found in (before, after))
        names = new.xpath("//a:id/text()", namespaces=ATOM)
        assert names == old.xpath("//a:id/text()", namespaces=ATOM)
        assert all(name.startswith("https://eerst.example/") for name in names)
        assert all(link.startswith(f"{BASE}/") for link in new.xpath("//a:link/@href", namespaces=ATOM))


def test_the_content_of_an_entry_is_html_with_absolute_links(files):
    tree = etree.fromstring(files()["/feed.xml"].encode())
    content = tree.xpath("//a:entry[2]/a:content/text()", namespaces=ATOM)[0]
    html = etree.fromstring(f"<div>{content.replace('<hr>', '<hr/>')}</div>")
    assert "De Rijkswacht meet <elke> dag." in "".join(html.itertext())
    assert "Meetverslag." in "".join(html.itertext())
    assert html.xpath("//@href")
    assert all(link.startswith(f"{BASE}/") for link in html.xpath("//@href"))
    assert "q-meten" not in content


def test_the_feed_is_as_long_as_the_settings_say(files):
    config = Config(name="Site", feed_entries=2, description="Brieven & meer", publisher="Uitgever")
    tree = etree.fromstring(files(config=config)["/feed.xml"].encode())
    assert len(tree.xpath("//a:entry", namespaces=ATOM)) == 2
    assert tree.xpath("a:subtitle/text()", namespaces=ATOM) == ["Brieven & meer"]
    assert tree.xpath("a:author/a:name/text()", namespaces=ATOM) == ["Uitgever"]


def test_a_letter_without_a_date_is_not_in_the_feed(files, world):
    first, second = world.letters
    content = msgspec.structs.replace(world, letters=(first, msgspec.structs.replace(second, date=None)))
    tree = etree.fromstring(files(content)["/feed.xml"].encode())
    assert len(tree.xpath("//a:entry", namespaces=ATOM)) == 4


def test_a_site_without_answers_has_the_feed_that_its_pages_name(files):
    tree = etree.fromstring(files(Content())["/feed.xml"].encode())
    assert tree.xpath("//a:entry", namespaces=ATOM) == []
    assert tree.xpath("a:updated/text()", namespaces=ATOM) == ["1970-01-01T12:00:00Z"]


def test_the_date_of_publication_counts_where_it_is_known(files, world):
    first, second = world.letters
    content = msgspec.structs.replace(
        world, letters=(msgspec.structs.replace(first, received=dt.date(2024, 3, 9)), second)
    )
    tree = etree.fromstring(files(content)["/feed.xml"].encode())
    assert tree.xpath("a:updated/text()", namespaces=ATOM) == ["2024-03-09T12:00:00Z"]


def test_characters_that_xml_cannot_hold_are_left_out(files, make):
    letter = make.letter("2024z00001", make.question(1, "Een\x0bvraag?", "Ja\x01."), title="T")
    assert etree.fromstring(files(Content((letter,)))["/feed.xml"].encode()) is not None
