"""Never lost: a note on a phone opens where it is, and one line says where in a long letter this is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build import Options, build
from generator.core.cache import NoCache

pytestmark = pytest.mark.browser

EVERYTHING = Path(__file__).parents[1] / "sites" / "everything"
LETTER = "brieven/2099z00001"
SHORT = "brieven/2099z00009"
PHONE = {"viewport": {"width": 390, "height": 700}, "has_touch": True, "is_mobile": True}
WIDE = {"viewport": {"width": 1400, "height": 900}}
# A point of an element that is on no link but its own.
POINT = """words => {
  for (const { left, right, top, bottom } of words.getClientRects()) {
    for (let x = left + 2; x < right; x += 5) {
      const hit = document.elementFromPoint(x, (top + bottom) / 2);
      if (words.contains(hit) && [null, words].includes(hit.closest("a"))) return [x, (top + bottom) / 2];
    }
  }
}"""
TOP = "element => element.getBoundingClientRect().top"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("reading")
    site, out = root / "source", root / "site"
    shutil.copytree(EVERYTHING, site, ignore=shutil.ignore_patterns(".kantlijn", "site"))
    assert build(site, Options(out=out, offline=True), NoCache()).published
    return out


@pytest.fixture
def visit(chromium, built) -> Iterator:
    """Yield a function that opens a page of the site in a window of its own."""
    contexts = []

    def open_(path: str, **how):
        context = chromium.new_context(**how)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        place, _, anchor = path.partition("#")
        page.goto((built / place / "index.html").as_uri() + (f"#{anchor}" if anchor else ""))
        return page

    yield open_
    for context in contexts:
        context.close()


def tap(page, words) -> None:
    page.touchscreen.tap(*words.evaluate(POINT))


def wait_for_note(page, note: str, *, is_open: bool) -> None:
    """Wait until a note is open, or closed."""
    page.wait_for_function(
        "([note, open]) => document.querySelector(`#${note} > details`).open === open", arg=[note, is_open]
    )


# --- Notes on a phone ---


def test_on_a_phone_a_tap_opens_and_closes_a_note_below_and_the_words_stay_where_they_are(visit):
    page = visit(f"{LETTER}/vraag-1", **PHONE)
    tried = 0
    for words in page.locator(".letter .noted").all():
        words.scroll_into_view_if_needed()
        if not words.evaluate(POINT):  # all of it is another note's link
            continue
        tried += 1
        to = words.get_attribute("aria-details") or words.get_attribute("href")[1:]
        before, scrolled, address = words.evaluate(TOP), page.evaluate("scrollY"), page.url
        for is_open in (True, False):
            tap(page, words)
            wait_for_note(page, to, is_open=is_open)
            assert abs(words.evaluate(TOP) - before) < 1
            assert abs(page.evaluate("scrollY") - scrolled) < 1
            if words.evaluate("words => words.localName === 'a'"):
                assert words.get_attribute("aria-expanded") == str(is_open).lower()
        assert page.url == address
    assert tried > 2


def test_escape_closes_the_note_that_was_opened(visit):
    page = visit(f"{LETTER}/vraag-1", **PHONE)
    words = page.locator("#q-n3")
    words.scroll_into_view_if_needed()
    tap(page, words)
    wait_for_note(page, "n-n3", is_open=True)
    before = words.evaluate(TOP)
    page.keyboard.press("Escape")
    wait_for_note(page, "n-n3", is_open=False)
    assert abs(words.evaluate(TOP) - before) < 1


def test_a_note_that_opens_below_the_window_is_told_where_the_words_are(visit):
    page = visit(f"{LETTER}/vraag-1", **PHONE)
    words = page.locator("#q-n3")
    page.evaluate("document.querySelector('#n-n3').style.marginTop = '100vh'")  # as after a long paragraph
    words.scroll_into_view_if_needed()
    tap(page, words)
    below = page.locator("a.below")
    assert below.inner_text().endswith("↓")
    below.tap()
    page.wait_for_function("document.querySelector('#n-n3').getBoundingClientRect().top < innerHeight - 100")
    below.wait_for(state="detached")


def test_the_quotation_of_a_note_is_seen_to_be_a_link_and_leads_back(visit):
    for how in (PHONE, WIDE):
        page = visit(f"{LETTER}/vraag-1#n-n3", **how)
        quote = page.locator("#n-n3 .quote a")
        assert "underline" in quote.evaluate("link => getComputedStyle(link).textDecorationLine")
        quote.click()
        page.wait_for_function("location.hash === '#q-n3'")
        assert page.locator("#q-n3").evaluate("words => words.matches(':target')")


# --- The line that stays in view ---


@pytest.mark.parametrize(
    "how", [PHONE, WIDE, {"viewport": {"width": 320, "height": 600}}], ids=["phone", "wide", "320"]
)
def test_a_line_in_view_says_which_question_of_a_letter_is_read(visit, how):
    page = visit(LETTER, **how)
    line = page.locator(".along")
    numbers = page.eval_on_selector_all("section.question", "all => all.map(one => one.id)")
    assert len(numbers) > 4
    for at in (2, len(numbers) - 2):
        page.evaluate("id => document.getElementById(id).scrollIntoView()", numbers[at])
        figure = page.locator(f"#{numbers[at]} .number").inner_text().split("\n")[0].strip()
        page.wait_for_function(
            "words => document.querySelector('.along .at').textContent.startsWith(words)", arg=" ".join(figure.split())
        )
        assert page.locator(f"#{numbers[at]}").evaluate(TOP) >= line.bounding_box()["height"]  # not below the line
        box = line.bounding_box()
        assert abs(box["y"]) < 1
        assert box["height"] <= 33
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert line.evaluate("line => line.scrollWidth <= line.clientWidth")
        back, ahead = line.locator("[rel=prev]"), line.locator("[rel=next]")
        assert back.get_attribute("href") == f"#{numbers[at - 1]}"
        assert ahead.get_attribute("href") == f"#{numbers[at + 1]}"
    line.locator("a", has_text="Inhoud").click()
    page.wait_for_function("location.hash === '#contents'")


def test_the_line_on_the_page_of_an_answer_leads_to_those_around_it_without_scripts(visit):
    page = visit(f"{LETTER}/vraag-5", java_script_enabled=False, **PHONE)
    page.mouse.wheel(0, 400)
    page.wait_for_function("scrollY > 200")
    line = page.locator(".along")
    assert line.locator(".at").inner_text().startswith("Vraag 5 van")
    assert abs(line.bounding_box()["y"]) < 1
    scrolled = page.evaluate("scrollY")
    line.locator("[rel=next]").focus()
    assert page.evaluate("scrollY") == scrolled  # what is in view takes the focus where it is
    page.keyboard.press("Enter")
    page.wait_for_url("**/vraag-6/index.html")


def test_the_line_is_not_on_paper_nor_on_short_letters(visit):
    page = visit(f"{LETTER}/vraag-5", **WIDE)
    page.emulate_media(media="print")
    assert not page.locator(".along").is_visible()
    assert visit(SHORT, **WIDE).locator(".along").count() == 0


def test_a_map_that_is_wider_than_the_window_is_seen_to_go_on(visit):
    page = visit(LETTER, viewport={"width": 320, "height": 600})
    scroll = page.locator(".arcs .scroll")
    page.evaluate("document.querySelector('.arcs svg').setAttribute('width', '90em')")
    assert scroll.evaluate("box => box.scrollWidth > box.clientWidth")
    assert scroll.evaluate("box => getComputedStyle(box).backgroundImage.split('linear-gradient').length") == 3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- Type ---


@pytest.mark.parametrize("late", [False, True], ids=["in time", "late"])
def test_the_letters_own_type_moves_nothing_whenever_it_comes(chromium, serve, built, late):
    """No line jumps: what is set before the type is there is left as it is."""
    context = chromium.new_context(**WIDE)
    page = context.new_page()
    waiting = []
    if late:
        page.route("**/*.woff2", lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright takes no method of a list
    page.add_init_script("""window.moved = 0; new PerformanceObserver(seen => {
        for (const entry of seen.getEntries()) window.moved += entry.value;
    }).observe({ type: "layout-shift", buffered: true });""")
    page.goto(f"{serve(built)}/{LETTER}/vraag-1/index.html", wait_until="domcontentloaded")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    for route in waiting:
        route.continue_()
    page.wait_for_function("[...document.fonts].some(font => /Kantlijn/.test(font.family) && font.status === 'loaded')")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("moved") == 0
    context.close()
