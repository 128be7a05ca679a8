"""The built pages in a real browser: they fit narrow and wide, notes are beside their passage, nobody is shut out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from generator.build import Options, build, prepare
from generator.cli.proof import Prover
from generator.core import urls
from generator.core.cache import NoCache
from generator.pages.planned import TextFile
from generator.pages.views import AnswerView, LetterView

pytestmark = pytest.mark.browser

EVERYTHING = Path(__file__).parents[1] / "sites" / "everything"
WIDTHS = (320, 900, 1400)
LONG_LETTER = "brieven/2099z00001"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """Build the site that holds everything; give its folder, and files of pages by name: each kind, all with letters."""
    root = tmp_path_factory.mktemp("pages")
    site, out = root / "source", root / "site"
    shutil.copytree(EVERYTHING, site, ignore=shutil.ignore_patterns(".kantlijn", "site"))
    options = Options(out=out, offline=True, locate=Prover(site, NoCache()).locator)
    assert build(site, options, NoCache()).published
    chosen: dict[str, str] = {}
    for page in prepare(site, options, NoCache()).plan.pages:
        if isinstance(page.view, TextFile):
            continue
        kind = type(page.view).__name__.removesuffix("View").lower()
        many = isinstance(page.view, AnswerView | LetterView)
        chosen.setdefault(f"{kind} {page.path}" if many else kind, urls.file(page.path))
    return out, chosen


@pytest.fixture
def visit(chromium, built) -> Iterator:
    """Yield a function that opens a page of the site in a window of its own."""
    out, _ = built
    contexts = []

    def open_(file: str, width: int = 1400, **how):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **how)
        contexts.append(context)
        page = context.new_page()
        page.goto((out / file.partition("#")[0]).as_uri() + "".join(file.partition("#")[1:]))
        return page

    yield open_
    for context in contexts:
        context.close()


def each(chromium, built, *, script: Path | None = None, **how) -> Iterator:
    """Open every chosen page in one window, one after the other; yield its name and the page, with a script in it."""
    out, chosen = built
    context = chromium.new_context(**how)
    if script:
        context.add_init_script(path=script)
    page = context.new_page()
    for name, file in chosen.items():
        if name == "redirect":  # leads on before anybody can read it
            continue
        page.goto((out / file).as_uri())
        yield name, page
    context.close()


# Boxes of what is on the page: text and notes of the letter, labels and figures beside it.
BOXES = """() => [...document.querySelectorAll(
  '.note, .text, .label, .number, .row > .body')].map(element => {
    const box = element.getBoundingClientRect(), range = document.createRange();
    range.selectNodeContents(element);  // a figure in the margin is taller than its box
    const bottom = Math.max(box.bottom, element.matches('.number') ? range.getBoundingClientRect().bottom : 0);
    return {what: element.id || element.className, top: box.top, bottom, left: box.left, right: box.right};
})"""


# What a reader may set by the text spacing criterion (WCAG 2.2, 1.4.12).
WIDER = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""


def overlapping(page, width: int) -> list[tuple]:
    """Return what lies outside a window of some width, and what lies over something else."""
    boxes = page.evaluate(BOXES)
    wrong = [("outside", box["what"]) for box in boxes if box["left"] < 0 or box["right"] > width]
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            if down >= 1 and across >= 1:
                wrong.append((one["what"], other["what"]))
    return wrong


@pytest.mark.parametrize(
    ("scripts", "widths", "wider"), [(True, [320], []), (False, WIDTHS, [320, 1400])], ids=["scripts", "no scripts"]
)
def test_nothing_overlaps_and_no_page_scrolls_sideways(chromium, built, scripts, widths, wider):
    seen = 0
    for name, page in each(chromium, built, java_script_enabled=scripts):
        for style, sizes in (("", widths), (WIDER, wider)):
            page.evaluate(
                "text => document.head.append(Object.assign(document.createElement('style'), {textContent: text}))",
                style,
            )
            for width in sizes:
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width, style)
                assert overlapping(page, width) == [], (name, width, style)
        seen += 1
    assert seen > 20


@pytest.mark.parametrize("width", [900, 1400])
def test_a_note_is_level_with_its_paragraph_and_left_of_the_line(visit, width):
    for file in (f"{LONG_LETTER}/vraag-1/index.html", f"{LONG_LETTER}/index.html"):
        page = visit(file, width)
        places = page.evaluate("""() => [...document.querySelectorAll('.notes')].map(notes => {
            const text = notes.previousElementSibling, box = text.getBoundingClientRect();
            const note = notes.firstElementChild.getBoundingClientRect();
            return {id: text.id, drift: note.top - box.top, gap: box.left - note.right};
        })""")
        assert len(places) >= 3
        for place in places:
            # Below the label or the figure in the margin at most: a line or two, not a paragraph.
            assert -2 <= place["drift"] <= 130, place
            assert place["gap"] > 0, place


def test_a_paragraph_without_notes_does_not_wait_for_a_long_note_above_it(visit):
    page = visit(f"{LONG_LETTER}/vraag-3/index.html")
    page.evaluate("""() => {
        const text = document.createElement('div');
        text.className = 'text official'; text.id = 'next'; text.innerHTML = '<p>Verder.</p>';
        document.querySelector('#a1 ~ .notes').after(text);
        document.querySelector('#a1 ~ .notes > .note').append('lang '.repeat(200));
    }""")
    above, below = (page.locator(where).bounding_box() for where in ("#a1", "#next"))
    assert below["y"] - (above["y"] + above["height"]) < 40


def test_in_a_narrow_window_notes_fold_and_a_link_to_one_opens_it(visit):
    page = visit(f"{LONG_LETTER}/vraag-1/index.html", 390)
    notes = page.locator(".note > details")
    assert [note.get_attribute("open") for note in notes.all()] == [None] * 4
    page.locator("#q-n3").click()
    page.wait_for_function("document.querySelector('#n-n3 > details').open")
    page.locator("#q-n2").click(position={"x": 2, "y": 8})  # runs over a link: no link itself
    page.wait_for_function("document.querySelector('#n-n2 > details').open")
    assert page.locator("#n-n0 > details").get_attribute("open") is None


@pytest.mark.parametrize("width", [390, 1400])
def test_a_link_from_elsewhere_leads_to_its_place_at_once(visit, width):
    page = visit(f"{LONG_LETTER}/index.html#vraag-6", width)
    assert 0 <= page.locator("#vraag-6").bounding_box()["y"] < 100
    page.wait_for_load_state("networkidle")
    assert 0 <= page.locator("#vraag-6").bounding_box()["y"] < 100


def test_without_scripts_every_note_is_open(visit):
    for width in WIDTHS:
        page = visit(f"{LONG_LETTER}/vraag-1/index.html", width, java_script_enabled=False)
        assert page.locator(".note > details[open]").count() == 4
        assert page.locator("#n-n0 p >> nth=1").is_visible()


def test_a_cross_reference_shows_what_it_leads_to_under_the_pointer_and_with_the_keyboard(visit):
    page = visit(f"{LONG_LETTER}/vraag-2/index.html")
    pointer = page.locator(".answer a.pointer").first
    pointer.hover()
    preview = page.locator(".preview")
    preview.wait_for()
    assert preview.locator("a").get_attribute("href") == "../vraag-1/index.html"
    assert len(preview.locator("p").inner_text()) > 20
    page.keyboard.press("Escape")
    preview.wait_for(state="detached")
    page.keyboard.press("Shift")  # the keyboard is in use
    pointer.focus()
    preview.wait_for()
    page.keyboard.press("Tab")
    page.wait_for_function("document.activeElement.closest('.preview')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vraag-1/index.html")


def test_on_the_letters_own_page_a_cross_reference_shows_the_text_itself(visit):
    page = visit(f"{LONG_LETTER}/index.html")
    page.locator("#vraag-2 a.pointer").first.hover()
    page.locator(".preview").wait_for()
    shown = page.locator(".preview .text").all_inner_texts()
    assert len(shown) == 2
    assert shown[0] == page.locator("#vraag-1-v1 p").inner_text().removesuffix("1")  # without the footnote's mark


def test_a_first_tap_shows_and_a_second_goes(visit):
    page = visit(f"{LONG_LETTER}/vraag-2/index.html", 390, has_touch=True, is_mobile=True)
    pointer = page.locator(".answer a.pointer").first
    pointer.tap()
    page.locator(".preview").wait_for()
    pointer.tap()
    page.wait_for_url("**/vraag-1/index.html")


def test_a_first_tap_goes_where_there_is_nothing_to_show(visit):
    page = visit(f"{LONG_LETTER}/vraag-2/index.html", 390, has_touch=True, is_mobile=True)
    pointer = page.locator(".answer a.pointer").first
    pointer.evaluate(
        "link => { link.href = '../../2099z00009/vraag-1/index.html'; }"
    )  # as to a question in no list of this page
    pointer.tap()
    page.wait_for_url("**/2099z00009/vraag-1/index.html")


def test_on_paper_every_note_is_open_and_only_the_sheet_is_left(visit):
    page = visit(f"{LONG_LETTER}/vraag-1/index.html", 390)
    page.emulate_media(media="print")
    page.wait_for_function("document.querySelectorAll('.note > details[open]').length === 4")
    assert not page.locator(".masthead nav").is_visible()
    assert page.locator(".colophon").inner_text().startswith("Deze website is van Redactie van de proef.")


@pytest.mark.parametrize("scale", [0.8, 0.9, 1, 1.1, 1.2])
def test_on_paper_no_label_is_alone_at_the_foot_of_a_page(visit, scale):
    printed = visit(f"{LONG_LETTER}/index.html").pdf(format="A4", scale=scale, prefer_css_page_size=True)
    labels = 0
    for page in PdfDocument(printed):
        text = page.get_textpage()
        for label in ("Antwoord", "Voetnoten"):
            search = text.search(label, match_case=True, match_whole_word=True)
            while found := search.get_next():
                left, _, right, top = text.get_charbox(found[0])
                if left < 100:  # points, so in the margin: not in a sentence
                    labels += 1
                    beside = text.get_text_bounded(left=right + 80, bottom=0, top=top + 6)
                    assert beside.strip(), (label, scale)
    assert labels == 7


def test_the_red_line_ends_where_the_letter_ends(visit):
    page = visit(f"{LONG_LETTER}/vraag-1/index.html")
    assert page.locator(".letter.ruled .foot").count() == 1
    assert page.locator(".around .ruled, .around .ruled *").count() == 0


def test_the_first_key_press_offers_a_way_to_the_answer(visit):
    page = visit(f"{LONG_LETTER}/vraag-1/index.html")
    page.keyboard.press("Tab")
    page.wait_for_function("document.activeElement.textContent === 'Naar het antwoord'")
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#antwoord'")


def axe() -> Path:
    found = find_spec("axe_playwright_python")
    assert found is not None
    return Path(found.origin).parent / "axe.min.js"


def faults(page) -> list[tuple[str, list[str]]]:
    """Return what axe finds on an open page that it was loaded into: the rule, and the first places."""
    results = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [(fault["id"], [node["html"][:160] for node in fault["nodes"][:3]]) for fault in results["violations"]]


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1400, "dark")])
def test_axe_finds_nothing(chromium, built, width, scheme):
    how = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    found = {name: faults(page) for name, page in each(chromium, built, script=axe(), **how)}
    assert len(found) > 20
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(visit, scheme):
    for file in (f"{LONG_LETTER}/vraag-1/index.html", f"{LONG_LETTER}/index.html"):
        page = visit(file, 320, color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
        # As wide as the map of a letter with many questions.
        page.evaluate("document.querySelector('.arcs svg')?.setAttribute('width', '90em')")
        page.locator("a[role=doc-noteref]").first.hover()
        page.locator(".preview").wait_for()
        page.evaluate("getSelection().selectAllChildren(document.querySelector('.answer .official p, #vraag-1-a1 p'))")
        page.locator("main > .bar").wait_for()
        page.evaluate(axe().read_text("utf-8"))
        assert faults(page) == [], file


def test_a_footnote_shows_at_its_mark_and_the_keyboard_walks_into_it_and_out(visit):
    page = visit(f"{LONG_LETTER}/vraag-1/index.html")
    mark, preview = page.locator("#fnref-1"), page.locator(".preview")
    mark.hover()
    preview.wait_for()
    assert "Het bericht stond op" in preview.inner_text()
    assert preview.locator("[id]").count() == 0
    page.keyboard.press("Escape")
    preview.wait_for(state="detached")
    page.locator("#q-n0").focus()
    while page.evaluate("document.activeElement.id") != "fnref-1":
        page.keyboard.press("Shift+Tab")
    preview.wait_for()
    page.keyboard.press("Tab")
    page.wait_for_function("document.activeElement.closest('.preview')")
    page.keyboard.press("Tab")
    preview.wait_for(state="detached")


@pytest.mark.parametrize("width", [320, 1400])
def test_a_preview_stays_in_the_window_and_covers_no_part_of_its_mark(visit, width):
    page = visit(f"{LONG_LETTER}/vraag-1/index.html", width)
    page.locator("#fnref-1").hover()
    page.locator(".preview").wait_for()
    box, mark = (page.locator(where).bounding_box() for where in (".preview", "#fnref-1"))
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= mark["y"] + mark["height"] / 2 or box["y"] + box["height"] <= mark["y"] + mark["height"] / 2
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_map_of_a_letter_leads_to_its_questions_and_is_a_list_for_the_keyboard(visit):
    page = visit(f"{LONG_LETTER}/index.html", 320)
    assert page.locator(".arcs svg a[tabindex='-1']").count() >= 3
    page.locator(".arcs summary").click()
    page.locator(".arcs li a").first.click()
    page.wait_for_function("location.hash.startsWith('#vraag-')")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_paper_a_question_stays_with_the_beginning_of_its_answer(visit):
    import pypdfium2

    page = visit(f"{LONG_LETTER}/index.html")
    page.evaluate("document.querySelector('.cover').prepend(document.createElement('hr'))")
    pairs = (("En in de winter?", "De gehele nacht."), ("Kosten van lantaarns", "Zie het antwoord op vraag 1"))
    for height in range(0, 700, 70):  # so that the pages break elsewhere each time
        page.evaluate(f"document.querySelector('.cover hr').style.marginTop = '{height}px'")
        document = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
        texts = [sheet.get_textpage().get_text_bounded().replace("\r\n", " ") for sheet in document]
        document.close()
        for question, answer in pairs:
            found = [number for number, text in enumerate(texts) if question in text]
            assert found, (height, question)
            assert answer in texts[found[-1]], (height, question)
