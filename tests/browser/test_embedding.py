"""Frames in pages of others: what WordPress makes of an oEmbed file works, and nothing of ours is in a host's console."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.build import Options, build
from generator.core.cache import NoCache

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
LETTER = "brieven/2021z16860/"
ANSWER = f"{LETTER}vraag-18/"
KEPT = {"src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"}
"""The attributes of a frame that WordPress leaves it (`wp_filter_oembed_result`)."""
SECRET = "abc123DEF4"
READ = 153_600
"""How many bytes of a page WordPress reads to find its oEmbed file (`WP_oEmbed::discover`)."""
# What WordPress does with what its frames say (`wp-embed.js`): a height between 200 and 1000, links to the frame's own host.
LISTENS = """addEventListener("message", ({ data, source }) => {
  const frame = document.querySelector(`iframe[data-secret="${data.secret}"]`);
  if (!frame || frame.contentWindow !== source) return;
  if (data.message === "height") frame.height = Math.max(200, Math.min(data.value, 1000));
  if (data.message === "link" && new URL(data.value).host === new URL(frame.src).host) window.followed = data.value;
});"""


class Frames(HTMLParser):
    """The frames in HTML, with the attributes that WordPress leaves them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "iframe":
            self.found.append({name: value or "" for name, value in attrs if name in KEPT})


def in_wordpress(data: dict) -> str:
    """Return what WordPress shows of an oEmbed file of a site that it does not know; its rules, written anew."""
    assert data["version"] == "1.0"
    assert data["type"] in ("rich", "video")
    assert isinstance(data["html"], str)
    assert "\n" not in data["html"]
    [frame] = Frames(data["html"]).found
    frame["src"] += f"#?secret={SECRET}"
    frame |= {"sandbox": "allow-scripts", "security": "restricted", "data-secret": SECRET}
    attributes = " ".join(f'{name}="{escape(value)}"' for name, value in frame.items())
    return f"<iframe {attributes}></iframe>"


def discovered(html: bytes) -> str:
    """Return the address of the oEmbed file that WordPress finds in a page's head."""
    head = re.split("</head>", html[:READ].decode("utf-8", "ignore"), flags=re.IGNORECASE)[0]
    for link in re.findall(r"<link([^<>]+?)/?>", head, re.IGNORECASE):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', link))
        if attributes.get("type") == "application/json+oembed":
            return unescape(attributes["href"])
    raise AssertionError("no oEmbed file is named in the head")


@pytest.fixture(scope="module")
def hosts(serve, tmp_path_factory) -> tuple[str, str, Path, Path]:
    """Serve the example site under its own policy, and a folder of another site."""
    root = tmp_path_factory.mktemp("embedding")
    site, out, foreign = root / "source", root / "site", root / "foreign"
    shutil.copytree(ROOT / "content", site / "content")
    shutil.copy(ROOT / "site.yml", site)
    out.mkdir()
    foreign.mkdir()
    policy: list[str] = []

    def headers(path: str) -> list[tuple[str, str]]:
        own = [*policy, *([] if "/embed/" in path else ["frame-ancestors 'none'"])]
        return [("Content-Security-Policy", one) for one in own]

    address, elsewhere = serve(out, headers), serve(foreign).replace("127.0.0.1", "localhost")
    assert build(site, Options(out=out, base_url=address), NoCache()).published
    policy.append((out / "_headers").read_text("utf-8").split("Content-Security-Policy: ")[1].splitlines()[0])
    return f"{address}/", f"{elsewhere}/", foreign, out


@pytest.fixture
def page(chromium) -> Iterator:
    context = chromium.new_context(viewport={"width": 700, "height": 600})
    page = context.new_page()
    page.set_default_timeout(8000)
    yield page
    context.close()


@pytest.fixture
def said(page) -> list[str]:
    """Return the list of what the browser writes into the console of a page and its frames."""
    found: list[str] = []
    page.on("console", lambda one: found.append(one.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.mark.parametrize("path", [LETTER, ANSWER], ids=["letter", "answer"])
def test_wordpress_finds_and_shows_a_letter_and_an_answer(hosts, page, said, path):
    address, foreign, folder, out = hosts
    file = discovered((out / path / "index.html").read_bytes())
    assert file.startswith(f"{address}{path}")
    data = json.loads((out / file.removeprefix(address)).read_text("utf-8"))
    assert isinstance(data["width"], int)
    assert isinstance(data["height"], int)
    html = in_wordpress(data)
    (folder / "wp.html").write_text(
        f"<!doctype html><link rel=icon href=data:,><title>Krant</title>{html}<script>{LISTENS}</script>", "utf-8"
    )
    page.goto(f"{foreign}wp.html")
    frame = page.locator("iframe")
    page.wait_for_function(f"document.querySelector('iframe').height !== '{data['height']}'")
    assert 200 <= int(frame.get_attribute("height")) <= 1000
    [inner] = [one for one in page.frames if "/embed/" in one.url]
    assert urlsplit(inner.url).netloc == urlsplit(address).netloc
    if int(frame.get_attribute("height")) < 1000:
        inner.wait_for_function("document.documentElement.scrollHeight <= innerHeight + 1")
    assert inner.evaluate("getComputedStyle(document.querySelector('main')).borderLeftStyle") == "solid"  # it is styled
    inner.locator("a.whole").click()
    page.wait_for_function("window.followed")
    assert page.evaluate("window.followed") == f"{address}{path}"
    assert said == []


def test_the_embed_of_a_letter_leads_to_its_questions_and_fits(hosts, page):
    address, *_ = hosts
    page.set_viewport_size({"width": 320, "height": 600})
    page.goto(f"{address}{LETTER}embed/-/")
    assert page.locator(".contents li").count() == 8
    assert page.locator(".contents a").first.get_attribute("href") == f"{address}{LETTER}vraag-1/"
    assert page.get_by_text("en nog 14 vragen").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


QUOTE = '<blockquote data-kantlijn="{}"><p>Woorden.</p><p><a href="https://krant.example/">bron</a></p></blockquote>'


@pytest.mark.parametrize(
    "body",
    [
        QUOTE.format("http://[") + "{script}",
        QUOTE.format("javascript:alert(1)") + "{script}",
        QUOTE.format("https://elders.invalid/embed/") + "{script}",
        "<script>postMessage(null, '*'); postMessage('x', '*'); postMessage({{type: 'kantlijn:height'}}, '*')</script>{script}",
        "<script>postMessage({{type: 'kantlijn:height', height: 'veel'}}, '*')</script>{script}",
        "<iframe src='about:blank'></iframe><iframe></iframe>{script}",
        "<div style='height: 4000px'></div><iframe src='{frame}' loading=lazy></iframe>{script}",
        "<iframe src='{frame}' sandbox='allow-scripts'></iframe>{script}",
        "<script>{code}</script>",
        "<script type=module>{code}</script>",
        "{script}{script}",
    ],
    ids="malformed script elsewhere odd height blank lazy sandbox inline module twice".split(),
)
def test_the_script_writes_nothing_into_a_hosts_console(hosts, page, said, body):
    address, foreign, folder, out = hosts
    script = f'<script src="{address}assets/embed.js" async></script>'
    code = (out / "assets" / "embed.js").read_text("utf-8")
    html = body.format(script=script, frame=f"{address}{ANSWER}embed/", code=code)
    (folder / "odd.html").write_text(
        f'<!doctype html><meta charset="utf-8"><link rel=icon href=data:,><title>Krant</title>{html}', "utf-8"
    )
    page.goto(f"{foreign}odd.html", wait_until="networkidle")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert said == []
    if "blockquote" in body:
        assert page.locator("blockquote").is_visible()


def test_where_a_frame_is_refused_the_quotation_stays(hosts, page):
    address, foreign, folder, _ = hosts
    html = QUOTE.format(f"{address}{ANSWER}") + f'<script src="{address}assets/embed.js" async></script>'
    (folder / "refused.html").write_text(f'<!doctype html><meta charset="utf-8">{html}', "utf-8")
    page.goto(f"{foreign}refused.html", wait_until="networkidle")
    assert page.locator("iframe").count() == 1
    assert not page.locator("iframe").is_visible()
    assert page.locator("blockquote").is_visible()
