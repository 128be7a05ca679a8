"""Linking to words and framing answers, in a real browser: the words are found, and a frame in a foreign page fits."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build import Options, build
from generator.core.cache import NoCache

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
ANSWER = "brieven/2021z16860/vraag-18/"


@pytest.fixture(scope="module")
def hosts(serve, tmp_path_factory) -> tuple[str, str, Path]:
    """Serve the example site at its own address, and a folder of another site at another."""
    root = tmp_path_factory.mktemp("share")
    site, out, foreign = root / "source", root / "site", root / "foreign"
    shutil.copytree(ROOT / "content", site / "content")
    shutil.copy(ROOT / "site.yml", site)
    out.mkdir()
    foreign.mkdir()
    address, elsewhere = serve(out), serve(foreign).replace("127.0.0.1", "localhost")
    assert build(site, Options(out=out, base_url=address), NoCache()).published
    return f"{address}/", f"{elsewhere}/", foreign


@pytest.fixture
def page(chromium) -> Iterator:
    context = chromium.new_context(viewport={"width": 1000, "height": 400})
    yield context.new_page()
    context.close()


def test_links_to_passages_lead_to_just_these_words(hosts, page):
    """The words alone must be enough for the browser to find the paragraph: the anchor is left out here."""
    pages = [ANSWER, "brieven/2021z16860/vraag-9/", "actoren/rijkswaterstaat/"]
    tried = 0
    for path in pages:
        page.goto(hosts[0] + path)
        links = page.eval_on_selector_all("a[href*=':~:text=']", "links => links.map(link => link.href)")
        assert links
        for link in list(dict.fromkeys(links))[:4]:
            place, _, directive = link.partition(":~:")
            address, _, anchor = place.partition("#")
            page.goto("about:blank")
            page.goto(f"{address}#:~:{directive}")
            page.wait_for_function(
                """anchor => {
                  const { top, bottom } = document.getElementById(anchor).getBoundingClientRect();
                  return bottom > 0 && top < innerHeight;
                }""",
                arg=anchor,
                timeout=5000,
            )
            page.goto("about:blank")
            page.goto(link)
            assert (
                page.evaluate("location.href") == place
            )  # where the directive is understood it is taken off the address
            tried += 1
    assert tried >= len(pages)


def test_selected_words_go_into_link_quotation_and_pilcrow(hosts, page):
    page.goto(hosts[0] + ANSWER)
    text = page.evaluate(
        """() => {
          const walk = document.createTreeWalker(document.querySelector('#a1'), NodeFilter.SHOW_TEXT);
          let node = walk.nextNode();
          while (node.data.length < 13 || /^\\s/.test(node.data)) node = walk.nextNode();
          getSelection().setBaseAndExtent(node, 1, node, 12);
          return node.data;
        }"""
    )
    whole = " ".join(text.split())[:40]
    page.wait_for_function(
        "document.querySelector('a.passage').href !== '' && document.querySelector('a.passage').textContent === document.querySelector('a.passage').dataset.selected"
    )
    address = page.locator("a.passage").get_attribute("href")
    page.evaluate("() => { document.querySelector('.take').open = true; }")
    page.wait_for_function("address => document.querySelector('.take .markdown').value.includes(address)", arg=address)
    quoted = page.locator(".take .markdown").input_value().splitlines()[0].removeprefix("> ")
    assert whole.startswith(quoted.replace("\\", ""))  # whole words, from the first that is touched
    assert f"{ANSWER}#a1:~:text=" in address
    assert address in page.locator(".take .html").input_value()
    page.evaluate("document.querySelector('#a1 > a.here').click()")
    assert page.evaluate("location.href") == f"{hosts[0]}{ANSWER}#a1"


def test_a_frame_in_a_foreign_page_takes_the_height_of_its_page(hosts, page):
    address, foreign, folder = hosts
    (folder / "frame.html").write_text(
        f'<!doctype html><iframe src="{address}{ANSWER}embed/" width="100%" height="50" style="border:0"></iframe>'
        f'<script src="{address}assets/embed.js" async></script>'
    )
    page.goto(f"{foreign}frame.html")
    page.wait_for_function("document.querySelector('iframe').getBoundingClientRect().height > 150")
    [inner] = [frame for frame in page.frames if frame.url.endswith("/embed/")]
    inner.wait_for_function("document.documentElement.scrollHeight <= innerHeight + 1")
    wide = page.locator("iframe").bounding_box()["height"]
    page.set_viewport_size({"width": 320, "height": 400})
    page.wait_for_function(f"document.querySelector('iframe').getBoundingClientRect().height > {wide}")


def test_code_to_embed_is_a_quotation_that_its_script_makes_a_frame(hosts, page):
    address, foreign, folder = hosts
    page.goto(address + ANSWER)
    code = page.locator("textarea.embed").input_value()
    (folder / "quote.html").write_text(f"<!doctype html><meta charset=utf-8>{code}")
    page.goto(f"{foreign}quote.html")
    page.wait_for_function("document.querySelector('iframe')?.getBoundingClientRect().height > 150")
    assert page.locator("blockquote").count() == 0
    page.route("**/embed.js", lambda route: route.abort())
    page.goto(f"{foreign}quote.html")
    assert page.locator("blockquote a").get_attribute("href").startswith(f"{address}{ANSWER}#a1")


def test_a_frame_asks_no_other_host_and_fits_in_the_dark(hosts, chromium):
    asked = []
    context = chromium.new_context(viewport={"width": 320, "height": 600}, color_scheme="dark")
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{hosts[0]}{ANSWER}embed/")
    assert all(url.startswith((hosts[0], "data:")) for url in asked)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(20, 22, 26)"
    context.close()
