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
    robots = files()["/robots.txt"]
    assert f"Sitemap: {BASE}/sitemap.xml\n" in robots
    assert f"# Every file: {BASE}/mirror.txt\n" in robots


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


def lastmod(text):
    rows = etree.fromstring(text.encode()).xpath("//s:url", namespaces=MAP)
    return {row.findtext("s:loc", "", MAP).removeprefix(BASE): row.findtext("s:lastmod", None, MAP) for row in rows}


def test_the_sitemap_has_the_newest_day_of_what_a_page_is_made_of(make, words, site):
    letter = "---\ntitle: Een brief\ndate: {}\ntopics: [{}]\n---\nGeachte.\n"
    asked = "---\nnumber: {}\n{}---\n## Vraag\n\nWaarom?\n\n## Antwoord\n\n{}\n"
    linked = site(
        {
            "content/topics/licht.md": "---\nname: Licht\n---\n",
            "content/topics/wind.md": "---\nname: Wind\n---\n",
            "content/pages/about.md": "---\ntitle: Over\n---\nOver.\n",
            "content/letters/oud/letter.md": letter.format("2020-01-02", "licht, wind"),
            "content/letters/oud/vraag-1.md": asked.format(1, "", "Het licht is uit."),
            "content/letters/oud/vraag-2.md": asked.format(2, "with: [3]\n", "De lamp is stuk."),
            "content/letters/oud/vraag-4.md": asked.format(4, "", "Er was niets."),
            "content/letters/oud/notes/n.md": "---\nnumber: 1\nquote: licht is uit\ndate: 2023-05-06\n---\nNee.\n",
            "content/letters/nieuw/letter.md": letter.format("2021-03-04", "licht"),
            "content/letters/nieuw/vraag-1.md": asked.format(1, "", "Zie [vraag 3](question:oud/3)."),
            "content/letters/zonder/letter.md": "---\ntitle: Zonder dag\ndate: null\n---\nGeachte.\n",
        }
    ).graph
    done, _ = plan(linked, words, base_url=f"{BASE}/")
    found = lastmod(next(page.view.text for page in done.pages if page.path == "/sitemap.xml"))
    assert found == {
        "/": "2023-05-06",
        "/actoren/": None,
        "/brieven/": "2021-03-04",
        "/brieven/oud/": "2023-05-06",
        "/brieven/oud/vraag-1/": "2023-05-06",
        "/brieven/oud/vraag-2/": "2021-03-04",  # a later letter refers to one of its numbers
        "/brieven/oud/vraag-4/": "2020-01-02",
        "/brieven/nieuw/": "2021-03-04",
        "/brieven/nieuw/vraag-1/": "2021-03-04",
        "/brieven/zonder/": None,
        "/notities/": "2023-05-06",
        "/onderwerpen/": None,
        "/onderwerpen/licht/": "2021-03-04",
        "/onderwerpen/wind/": "2020-01-02",
        "/over/": None,
        "/stukken/": None,
    }


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
