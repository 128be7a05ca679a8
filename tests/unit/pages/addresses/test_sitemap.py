"""The sitemap and robots.txt: which pages search engines are told of."""

import pytest
from lxml import etree

from generator.pages.addresses import sitemap
from generator.pages.plan import plan

MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
BASE = "https://site.example/sub"


@pytest.fixture
def files(make, words, world):
    def files(content=world, config=None, base_url=f"{BASE}/"):
        done, _ = plan(make.link(content, config), words, base_url=base_url)
        return {page.path: page.view.text for page in done.pages if hasattr(page.view, "text")}

    return files


def test_robots_names_the_sitemap(files):
    assert f"Sitemap: {BASE}/sitemap.xml" in files()["/robots.txt"]


def test_the_sitemap_lists_pages_and_no_redirects(files):
    tree = etree.fromstring(files()["/sitemap.xml"].encode())
    found = tree.xpath("//s:loc/text()", namespaces=MAP)
    assert f"{BASE}/brieven/2024z00001/vraag-3/" in found
    assert f"{BASE}/" in found
    for path in ("/brieven/2024z00001/vraag-5/", "/oud/duinen/", "/404.html", "/zoeken/"):
        assert f"{BASE}{path}" not in found
    assert found == sorted(found)


def locations(text):
    return {loc.removeprefix(BASE) for loc in etree.fromstring(text.encode()).xpath("//s:loc/text()", namespaces=MAP)}


LETTER = "/brieven/2024z00001/"


@pytest.mark.parametrize(
    ("draft", "hidden"),
    [
        ({"question": {"draft": True}}, {f"{LETTER}vraag-2/"}),
        ({"draft": True}, {LETTER, *(f"{LETTER}vraag-{number}/" for number in (1, 2, 3, 4, 6))}),
    ],
    ids=["answer", "letter"],
)
def test_the_sitemap_lists_no_drafts(files, changed, draft, hidden):
    assert locations(files()["/sitemap.xml"]) - locations(files(changed(**draft))["/sitemap.xml"]) == hidden


def test_a_large_sitemap_is_divided(files, monkeypatch):
    whole = etree.fromstring(files()["/sitemap.xml"].encode()).xpath("//s:loc/text()", namespaces=MAP)
    monkeypatch.setattr(sitemap, "_SITEMAP_LIMIT", 10)
    divided = files()
    index = etree.fromstring(divided["/sitemap.xml"].encode())
    assert index.tag == f"{{{MAP['s']}}}sitemapindex"
    parts = [address.removeprefix(BASE) for address in index.xpath("//s:loc/text()", namespaces=MAP)]
    assert parts == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    found = [
        a for part in parts for a in etree.fromstring(divided[part].encode()).xpath("//s:loc/text()", namespaces=MAP)
    ]
    assert found == whole
