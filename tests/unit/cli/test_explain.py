"""`kantlijn explain` says why a page was made, whatever names that page."""

from __future__ import annotations

import json

import pytest


def test_explain_says_why_a_page_was_made_and_whether_it_will_be(kantlijn, small, write):
    page = "brieven/2024z00001/vraag-2"
    assert "de pagina is nieuw" in kantlijn("explain", page).out
    kantlijn("build")
    path = "content/letters/2024z00001/vraag-02.md"
    write(path, (small / path).read_text("utf-8").replace("Daarom", "Hierom"))
    for name in (page, f"/{page}/", f"{page}/index.html", path):
        found = kantlijn("explain", name)
        assert found.code == 0
        assert "laatste keer: de pagina is nieuw" in found.out
        assert "de inhoud is veranderd: answer" in found.out
    kantlijn("build")
    data = json.loads(kantlijn("explain", page, "--json").out)
    assert data[0]["path"] == f"/{page}/"
    assert {"because": "view", "what": "answer"} in data[0]["last"]
    assert data[0]["next"] == []


@pytest.mark.parametrize(
    "path",
    [
        "{page}",
        "/{page}/",
        "/{page}/#v1",
        "{page}/index.html",
        "./{page}/index.html",
        "/uitgave/{page}/",
        "https://example.org/uitgave/{page}/",
        "https://example.org/uitgave/{page}/index.html?x=1#a1",
        "{here}site/{page}/index.html",
        "{here}site/{page}/",
        "{here}./site/{page}",
        "{site}/site/{page}/index.html",
        "{link}/site/{page}/index.html",
        "{link}/content/letters/2024z00001/vraag-02.md",
        "{here}content/letters/2024z00001/vraag-02.md",
        "{here}content/../content/letters/2024z00001/vraag-02.md",
        "content/letters/2024z00001/vraag-02.md",
    ],
)
@pytest.mark.parametrize("folder", [".", "content", "elders"])
def test_explain_takes_an_address_and_a_file_from_any_folder(kantlijn, small, monkeypatch, path, folder):
    (small / "site.yml").write_text("name: Proef\nbase_url: https://example.org/uitgave/\n", "utf-8")
    (small / "elders").mkdir()
    (small / "elders" / "koppeling").symlink_to(small)
    monkeypatch.chdir(small / folder)
    page = "brieven/2024z00001/vraag-2"
    asked = path.format(page=page, here="" if folder == "." else "../", site=small, link=small / "elders/koppeling")
    found = kantlijn("explain", asked, "--site", small, "--json")
    assert f"/{page}/" in [one["path"] for one in json.loads(found.out)], found.err


@pytest.mark.parametrize("path", ["/", "index.html", "./site/index.html", "site/", "https://example.org", "."])
def test_explain_takes_the_front_page(kantlijn, small, write, path):
    write("site.yml", "name: Proef\nbase_url: https://example.org/\n")
    assert [one["path"] for one in json.loads(kantlijn("explain", path, "--json").out)] == ["/"]


def test_explain_takes_no_address_of_another_site(kantlijn, small, write):
    write("site.yml", "name: Proef\nbase_url: https://example.org/\n")
    assert kantlijn("explain", "https://elders.example/vraag/").code == 2


def test_explain_knows_the_nearest_page(kantlijn, small):
    found = kantlijn("explain", "vraag-2")
    assert found.code == 2
    assert "/brieven/2024z00001/vraag-2/" in found.err
