"""The source beside an answer in a real browser: marks lie over their words, and a paragraph shows its own."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from generator.build import Options, build
from generator.cli.proof import Prover
from generator.core.cache import NoCache
from generator.pages.addresses import hosting

pytestmark = pytest.mark.browser

ANSWER = (
    "De lampen hangen hoog genoeg voor een vrachtwagen.",
    "Dat is in het voorjaar nagemeten door de wegbeheerder.",
)
LINES = (
    "Geachte voorzitter, hierbij de antwoorden.",
    "",
    "Vraag 1",
    "Hoe hoog hangen de lampen boven de weg?",
    "",
    "Antwoord 1",
    ANSWER[0],
    "",
    ANSWER[1],
)
POLICY = hosting.policy()
WHERE = """() => {
    const box = element => { const {x, y, width, height} = element.getBoundingClientRect(); return {x, y, width, height} };
    return {sheet: box(document.querySelector('.sheet img')),
        marks: [...document.querySelectorAll('.sheet .answer rect')].map(box),
        text: box(document.querySelector('.own')), source: box(document.querySelector('.source'))};
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory, serve) -> str:
    """Build a site with a letter from a PDF; return the address of the page of its answer, under a strict policy."""
    root = tmp_path_factory.mktemp("source")
    letter = root / "content" / "letters" / "2024z00001"
    (letter / "source").mkdir(parents=True)
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 10)
    for at, line in enumerate(LINES):
        canvas.drawString(70, 780 - 14 * at, line)
    canvas.save()
    (letter / "source" / "bron.pdf").write_bytes(target.getvalue())
    (root / "site.yml").write_text("name: Proef\n", "utf-8")
    (letter / "letter.md").write_text(
        f"---\ntitle: Lampen\ndate: 2024-01-02\nsource: {{file: source/bron.pdf}}\n---\n{LINES[0]}\n", "utf-8"
    )
    (letter / "vraag-01.md").write_text(
        f"---\nnumber: 1\n---\n## Vraag\n\n{LINES[3]}\n\n## Antwoord\n\n{ANSWER[0]}\n\n{ANSWER[1]}\n", "utf-8"
    )
    assert build(root, Options(locate=Prover(root, NoCache()).locator), NoCache()).published
    return f"{serve(root / 'site', lambda _: [('Content-Security-Policy', POLICY)])}/brieven/2024z00001/vraag-1/"


@pytest.fixture
def opened(chromium, address):
    """Return a function that opens the page with the source, and collects what the policy refuses."""
    contexts = []

    def open_(width: int = 1400, height: int = 900, **how):
        context = chromium.new_context(viewport={"width": width, "height": height}, **how)
        contexts.append(context)
        page = context.new_page()
        page.refused = []
        page.on("console", lambda message: page.refused.append(message.text))
        page.goto(f"{address}bron/", wait_until="networkidle")
        return page

    yield open_
    for context in contexts:
        context.close()


def test_one_click_on_an_answer_leads_to_its_source(chromium, address):
    page = chromium.new_page()
    page.goto(address)
    page.get_by_role("link", name="Naast de bron").first.click()
    page.wait_for_url(f"{address}bron/")
    assert page.get_by_text("woord voor woord gelijk").count() == 1
    page.close()


@pytest.mark.parametrize("width", [390, 900, 1400])
def test_marks_lie_over_their_words_on_the_picture(opened, width):
    page = opened(width)
    page.locator(".sheet img").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.sheet img').complete")
    found = page.evaluate(WHERE)
    sheet, scale = found["sheet"], found["sheet"]["width"] / A4[0]
    assert abs(sheet["height"] - A4[1] * scale) < 2
    assert len(found["marks"]) == 2
    for at, mark in zip((6, 8), found["marks"], strict=True):
        baseline = sheet["y"] + (A4[1] - (780 - 14 * at)) * scale
        assert mark["y"] < baseline < mark["y"] + mark["height"]
        assert abs(mark["x"] - sheet["x"] - 70 * scale) < 2
    beside = found["source"]["x"] >= found["text"]["x"] + found["text"]["width"]
    below = found["source"]["y"] >= found["text"]["y"] + found["text"]["height"]
    assert (beside, below) == (width >= 900, width < 900)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.refused == []


@pytest.mark.parametrize(("width", "height", "moved"), [(1400, 900, False), (1400, 360, True), (390, 360, False)])
def test_marks_far_down_come_into_view_where_the_text_stays_beside_them(opened, width, height, moved):
    page = opened(width, height)
    if not moved:
        assert page.evaluate("scrollY") == 0
    else:
        page.wait_for_function("scrollY > 0")
        assert page.evaluate("document.querySelector('.sheet rect').getBoundingClientRect().bottom < innerHeight")
        assert page.evaluate("document.querySelector('.own').getBoundingClientRect().top >= 0")


def test_nothing_moves_when_the_picture_comes(opened):
    page = opened(390, java_script_enabled=False)
    assert page.locator(".sheet img").evaluate("image => image.getBoundingClientRect().height") > 400


def marked(page, paragraphs: str) -> None:
    """Wait until just the texts and the lines of these paragraphs are marked."""
    page.wait_for_function(
        "these => [...document.querySelectorAll('.mine')].map(one => one.id || one.dataset.of).join(' ') === these",
        arg=paragraphs,
    )


def test_a_paragraph_and_its_lines_show_each_other(opened):
    page = opened(has_touch=True)
    page.locator("#a2").tap()
    marked(page, "a2 a2")
    page.locator("#a2").tap()
    marked(page, "")
    page.locator(".sheet g[data-of=a1] rect").tap()
    marked(page, "a1 a1")
    page = opened()
    page.locator("#a1 p").hover()
    marked(page, "a1 a1")
    page.locator("h1").hover()
    marked(page, "")


def test_a_link_to_a_paragraph_shows_its_lines(chromium, address):
    page = chromium.new_page()
    page.goto(f"{address}bron/#a2")
    assert page.locator(".sheet .mine").get_attribute("data-of") == "a2"
    page.close()
