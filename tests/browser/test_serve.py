"""`kantlijn serve` in a real browser: what is saved shows, what is broken shows too, and mending takes it away."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

BASE = """\
<!doctype html>
<html lang="{{ site.lang }}"><head><title>{{ view.page.title }}</title>
<link rel="stylesheet" href="{{ view.page.stylesheet }}"></head>
<body><h1>{{ view.page.title }}</h1>
{% if view.answer is defined %}{% for block in view.question + view.answer %}<div id="{{ block.anchor }}">{{ block.html }}</div>{% endfor %}{% endif %}
{% if view.html is defined %}{{ view.html }}{% endif %}
</body></html>
"""
HEADLESS = '<!doctype html><title>{{ view.page.title }}</title><p id="kop">Alle brieven'
QUESTION = "---\nnumber: 1\n---\n## Vraag\n\nKlopt dit?\n\n## Antwoord\n\n{answer}\n"
KINDS = (
    "answer letter actor actors topic topics document documents home notes articles search prose missing redirect"
).split()


@dataclass(frozen=True)
class Preview:
    """A running preview and the folder it shows."""

    url: str
    site: Path

    def write(self, path: str, text: str) -> None:
        target = self.site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(textwrap.dedent(text), "utf-8")

    def answer(self, text: str) -> None:
        self.write("content/letters/2024z00001/vraag-01.md", QUESTION.format(answer=text))


@contextmanager
def serving(folder: Path, previewing) -> Iterator[Preview]:
    """Run `kantlijn serve` on a small site that is written into a folder."""
    site = Preview("", folder)
    site.write("site.yml", "name: Proef\ntheme: mijn\n")
    site.write("mijn/templates/base.html", BASE)
    for kind in KINDS:
        site.write(f"mijn/templates/{kind}.html", '{% extends "base.html" %}')
    site.write("mijn/templates/letters.html", HEADLESS)
    site.write("mijn/assets/style.css", "h1 { color: rgb(1, 2, 3) }")
    site.write("content/letters/2024z00001/letter.md", "---\ntitle: Een brief\ndate: 2024-01-02\n---\nGeachte.\n")
    site.answer("Ja.")
    with previewing(folder) as url:
        yield Preview(url, folder)


@pytest.fixture
def preview(tmp_path: Path, previewing) -> Iterator[Preview]:
    with serving(tmp_path, previewing) as running:
        yield running


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory, previewing) -> Iterator[Preview]:
    """Yield a running preview for tests that ask it things and change nothing."""
    with serving(tmp_path_factory.mktemp("unchanged"), previewing) as running:
        yield running


@pytest.fixture
def page(chromium):
    opened = chromium.new_page()
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


def following(page) -> None:
    """Wait until the page follows the preview."""
    page.wait_for_function("window.LiveReload && LiveReload.connector && LiveReload.connector.protocol === 7")


def asked(url: str, path: str = "/", **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    found = response.status, response.read().decode()
    connection.close()
    return found


def test_every_one_of_three_quick_saves_shows(preview, page):
    page.goto(f"{preview.url}brieven/2024z00001/vraag-1/")
    following(page)
    page.evaluate("window.name = ''")
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.name += '|' + document.getElementById('a1').textContent })"
    )
    for text in ("Eerste.", "Tweede.", "Derde."):
        preview.answer(text)
        page.wait_for_function(f"document.getElementById('a1')?.textContent.includes('{text}')")
    assert [shown.strip() for shown in page.evaluate("window.name").split("|") if shown] == [
        "Eerste.",
        "Tweede.",
        "Derde.",
    ]


def test_three_saves_without_waiting_end_in_the_last(preview, page):
    page.goto(f"{preview.url}brieven/2024z00001/vraag-1/")
    for text in ("Eerste.", "Tweede.", "Derde."):
        preview.answer(text)
    page.wait_for_function("document.getElementById('a1')?.textContent.includes('Derde.')")


def test_a_save_while_the_page_loads_is_caught_up_with(preview, page):
    held = []
    page.route("**/livereload.js*", lambda route: held.append(route))  # noqa: PLW0108 - a built-in is no handler
    page.goto(f"{preview.url}brieven/2024z00001/vraag-1/", wait_until="domcontentloaded")
    preview.answer("Intussen.")
    page.wait_for_function(
        """async () => {
            const shown = document.querySelector("script[data-build]").dataset.build;
            const page = await (await fetch(location.href)).text();
            return page.includes("Intussen.") && !page.includes(shown);
        }"""
    )
    held[0].continue_()
    page.wait_for_function("document.getElementById('a1')?.textContent.includes('Intussen.')")


def test_a_save_while_the_page_loads_that_is_of_other_pages_does_not_load_it_again(preview, page):
    held = []
    page.route("**/livereload.js*", lambda route: held.append(route))  # noqa: PLW0108 - a built-in is no handler
    page.goto(f"{preview.url}zoeken/", wait_until="domcontentloaded")
    page.evaluate("window.stayed = true")
    preview.answer("Iets anders.")
    page.wait_for_function(
        "async () => (await (await fetch('/brieven/2024z00001/vraag-1/')).text()).includes('Iets anders.')"
    )
    with page.expect_response("**/.kantlijn/build?*") as asked:
        held[0].continue_()
    assert asked.value.text() == ""
    assert page.evaluate("window.stayed") is True


def test_a_style_change_shows_without_a_reload(preview, page):
    page.goto(preview.url)
    following(page)
    page.evaluate("window.stayed = true")
    preview.write("mijn/assets/style.css", "h1 { color: rgb(4, 5, 6) }")
    page.wait_for_function("getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 5, 6)'")
    assert page.evaluate("window.stayed") is True


def test_a_save_leaves_pages_alone_that_do_not_show_it(preview, page, chromium):
    page.goto(f"{preview.url}zoeken/")
    following(page)
    page.evaluate("window.stayed = true")
    other = chromium.new_page()
    other.goto(f"{preview.url}brieven/2024z00001/vraag-1/")
    following(other)
    preview.answer("Iets anders.")
    other.wait_for_function("document.getElementById('a1')?.textContent.includes('Iets anders.')")
    other.close()
    assert page.evaluate("window.stayed") is True


def test_errors_come_up_over_the_last_good_page_and_go_by_themselves(preview, page):
    address = f"{preview.url}brieven/2024z00001/vraag-1/"
    page.goto(address)
    following(page)
    preview.answer("Zie [antwoord 9](question:9) en [antwoord 8](question:8).")
    panel = page.locator("#kantlijn-problems")
    panel.wait_for()
    assert panel.inner_text().count("content/letters/2024z00001/vraag-01.md:10:") == 2
    assert "Ja." in page.locator("#a1").inner_text()
    files = [path for path in preview.site.rglob("*.html") if "mijn" not in path.parts]
    assert files
    assert not any("kantlijn-problems" in path.read_text("utf-8") for path in files)
    preview.answer("Nu goed.")
    page.wait_for_function("document.getElementById('a1')?.textContent.includes('Nu goed.')")
    assert panel.count() == 0


def test_broken_templates_show_their_file_and_line(preview, page):
    page.goto(preview.url)
    following(page)
    preview.write("mijn/templates/home.html", '{% extends "base.html" %}\n{% block x %}{{ nergens }}')
    panel = page.locator("#kantlijn-problems")
    panel.wait_for()
    assert "mijn/templates/home.html:2" in panel.inner_text()
    preview.write("mijn/templates/home.html", '{% extends "base.html" %}')
    panel.wait_for(state="detached")


def test_a_page_without_a_head_follows_too(preview, page):
    page.goto(f"{preview.url}brieven/")
    following(page)
    preview.write("mijn/templates/letters.html", HEADLESS.replace("Alle", "Al onze"))
    page.wait_for_function("document.getElementById('kop').textContent.includes('Al onze')")


def test_content_that_is_replaced_as_a_whole_is_followed_on(preview, page):
    page.goto(f"{preview.url}brieven/2024z00001/vraag-1/")
    following(page)
    content, aside = preview.site / "content", preview.site / "opzij"
    content.rename(aside)
    panel = page.locator("#kantlijn-problems")
    panel.wait_for()
    assert "content" in panel.inner_text()
    assert "Ja." in page.locator("#a1").inner_text()
    aside.rename(content)
    panel.wait_for(state="detached")
    preview.answer("Na de wissel.")
    page.wait_for_function("document.getElementById('a1')?.textContent.includes('Na de wissel.')")


def test_an_unknown_address_gets_the_sites_own_404_page(unchanged):
    status, text = asked(unchanged.url, "/nergens/")
    assert status == 404
    assert "Pagina niet gevonden" in text


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {"Host": "kwaad.example"}),
        ("/", {"Origin": "http://kwaad.example"}),
        ("/livereload.js", {"Host": "kwaad.example"}),
        ("/.kantlijn/build", {"Origin": "http://localhost:1"}),
    ],
)
def test_who_comes_under_another_name_is_refused(unchanged, path, headers):
    assert asked(unchanged.url, path, **headers)[0] == 403


def test_a_foreign_page_cannot_listen(unchanged):
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "c3VmZmljaWVudGx5IHJhbmRvbQ==",
    }
    assert asked(unchanged.url, "/livereload", **upgrade, Origin="http://kwaad.example")[0] == 403
    assert asked(unchanged.url, "/livereload", **upgrade, Host="kwaad.example")[0] == 403


def test_an_occupied_port_gives_a_sentence_with_a_free_one(unchanged):
    port = urlsplit(unchanged.url).port
    command = [sys.executable, "-m", "generator.cli", "serve", "--port", str(port), "--site", str(unchanged.site)]
    found = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, env={**os.environ, "KANTLIJN_LANG": "en"}
    )
    assert found.returncode == 2
    assert re.fullmatch(rf"Port {port} is taken\. Try: kantlijn serve --port \d+\n", found.stderr)
    assert not found.stdout
