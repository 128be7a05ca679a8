"""The check of a finished site finds every link that leads nowhere, and no other."""

from __future__ import annotations

import pytest

from generator.output.link_check import check

PAGES = {
    "index.html": '<a href="brieven/">x</a><a href="brieven/a/#v1">x</a><p id="top-nieuws">',
    "brieven/index.html": '<a href="../">x</a><a href="./">x</a><a href="a/">x</a>',
    "brieven/a/index.html": '<p id="v1"><a href="#v1">x</a><a href="../../">x</a><a href="bron%20een.pdf">x</a>',
    "brieven/a/bron een.pdf": "%PDF",
    "assets/style.css": "a { background: url('pen.svg') }",
    "assets/pen.svg": "<svg/>",
}


def found(extra: dict[str, str], base_url: str | None = None, origins: dict[str, str] | None = None):
    files = {path: text.encode() for path, text in (PAGES | extra).items()}
    return [(problem.code, dict(problem.values)) for problem in check(files.items(), base_url, origins)]


def test_a_good_site_has_no_problems():
    assert found({}) == []


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("niets/", "broken-link"),
        ("brieven/b/", "broken-link"),
        ("brieven/a", "link-without-slash"),
        ("brieven/a/#v2", "broken-anchor"),
        ("#nergens", "broken-anchor"),
        ("../", "link-outside-site"),
        ("/elders/", "broken-link"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(link, code):
    problems = found({"index.html": f'<h1>Een</h1>\n<a href="{link}">x</a>'})
    assert [name for name, _ in problems] == [code]
    assert problems[0][1]["link"] == link


@pytest.mark.parametrize(
    "link",
    [
        "",
        "#",
        "#top",
        "brieven/a/?vraag=1#v1",
        "brieven/a/#v1:~:text=iets",
        "brieven/a/#:~:text=iets",
        "/brieven/a/",
        "brieven/a/index.html#v1",
        "https://example.org/niets",
        "//example.org/niets",
        "mailto:iemand@example.org",
        "data:,x",
        "assets/pen.svg#laag",
    ],
)
def test_a_good_link_is_left_alone(link):
    assert found({"index.html": f'<a href="{link}">x</a>'}) == []


@pytest.mark.parametrize(
    "html",
    [
        '<img src="weg.png">',
        '<img srcset="assets/pen.svg 1x, weg.png 2x">',
        '<form action="zoek/"></form>',
        '<meta http-equiv="refresh" content="0; url=weg/">',
        '<link rel="stylesheet" href="weg.css">',
        '<script src="weg.js"></script>',
    ],
)
def test_every_kind_of_link_counts(html):
    assert [code for code, _ in found({"index.html": html})] == ["broken-link"]


def test_links_in_stylesheets_count():
    assert [code for code, _ in found({"assets/style.css": "a{background:url(weg.svg)}"})] == ["broken-link"]


def test_an_anchor_may_occur_once():
    assert found({"index.html": '<p id="a"><p id="a"><p id="a">'}) == [
        ("repeated-anchor", {"page": "index.html", "anchor": "a"})
    ]


def test_absolute_links_to_the_site_itself_are_inner_links():
    base = "https://example.org/sub/pad/"
    page = '<a href="https://example.org/sub/pad/{}">x</a>'
    assert found({"index.html": page.format("brieven/")}, base) == []
    assert [code for code, _ in found({"index.html": page.format("weg/")}, base)] == ["broken-link"]
    assert found({"index.html": '<a href="/sub/pad/brieven/">x</a>'}, base) == []
    assert [code for code, _ in found({"index.html": '<a href="/brieven/">x</a>'}, base)] == ["link-outside-site"]
    assert found({"index.html": '<a href="https://example.org/subliem">x</a>'}, base) == []


def test_a_problem_points_at_the_content_where_that_is_known():
    files = {"index.html": b'<p>\n<a href="weg/">x</a>'}.items()
    assert str(check(files)[0].position) == "index.html:2:1"
    origins = {"index.html": "content/pages/start.md"}
    assert str(check(files, None, origins)[0].position) == "content/pages/start.md"


def test_a_near_page_or_anchor_is_suggested():
    problems = found({"index.html": '<a href="brievn/">x</a><a href="brieven/a/#v11">x</a>'})
    assert [values["nearest"] for _, values in problems] == ["brieven/index.html", "v1"]
