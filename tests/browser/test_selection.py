"""Words that are selected go along: a bar beside them, by mouse, touch and keyboard, and whose words they are."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.build import Options, build
from generator.core.cache import NoCache

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
LETTER = "brieven/2021z16860/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

# Select from a character of one element's text to a character of another's, as a reader would: marks and links count.
SELECT = """([from, start, to, end]) => {
  const place = (where, at) => {
    const walk = document.createTreeWalker(document.querySelector(where), NodeFilter.SHOW_TEXT);
    let node = walk.nextNode();
    for (; at > node.data.length; node = walk.nextNode()) at -= node.data.length;
    return [node, at];
  };
  getSelection().setBaseAndExtent(...place(from, start), ...place(to, end));
}"""
READ = """async () => {
  const [item] = await navigator.clipboard.read();
  const forms = {};
  for (const type of item.types) forms[type] = await (await item.getType(type)).text();
  return forms;
}"""


@pytest.fixture(scope="module")
def address(serve, tmp_path_factory) -> str:
    """Serve the example site under the policy that its own `_headers` asks for."""
    root = tmp_path_factory.mktemp("selection")
    site, out = root / "source", root / "site"
    shutil.copytree(ROOT / "content", site / "content")
    shutil.copy(ROOT / "site.yml", site)
    out.mkdir()
    policy: list[tuple[str, str]] = []
    url = serve(out, lambda _: policy)
    assert build(site, Options(out=out, base_url=url), NoCache()).published
    text = (out / "_headers").read_text("utf-8")
    policy.append(("Content-Security-Policy", text.split("Content-Security-Policy: ")[1].splitlines()[0]))
    return f"{url}/"


@pytest.fixture
def visit(chromium, address) -> Iterator:
    """Yield a function that opens a page in a window of its own; what its console complains of fails the test."""
    contexts, complaints = [], []

    def open_(path: str, *, allowed: bool = True, **how):
        context = chromium.new_context(**({"viewport": {"width": 1000, "height": 700}} | how))
        contexts.append(context)
        if allowed:
            context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address.rstrip("/"))
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def select(page, start: str, begin: int, end: str, stop: int):
    page.evaluate(SELECT, [start, begin, end, stop])
    bar = page.locator("main > .bar")
    bar.wait_for()
    return bar


def press(page, name: str) -> dict[str, str]:
    """Press a button of the bar, and return what is on the clipboard then."""
    page.evaluate("document.querySelector('.said')?.remove()")  # of what was copied before
    page.locator(f".bar [name={name}]").click()
    page.locator(".bar [role=status]", has_text="Gekopieerd").wait_for()
    return page.evaluate(READ)


def words(page, where: str) -> str:
    """Return the text of a block without marks of footnotes and the link to it."""
    return page.evaluate(
        """where => {
          const copy = document.querySelector(where).cloneNode(true);
          copy.querySelectorAll(".here, sup:has([role])").forEach(part => part.remove());
          return copy.textContent.replace(/\\s+/g, " ").trim();
        }""",
        where,
    )


def test_a_quotation_says_whose_words_they_are_and_leads_back_to_them(visit, address):
    page = visit(f"{LETTER}vraag-18/")
    whole = words(page, "#a1")
    select(page, "#a1", 1, "#a1", 60)
    forms = press(page, "quote")
    quoted, source, link = forms["text/plain"].split("\n")
    assert whole.startswith(quoted.strip("“”"))  # whole words, from the first that is touched
    assert source == page.locator("template.selection").get_attribute("data-answered").join(("— ", ""))
    for part in ("Antwoord op vraag 18", "brief van"):
        assert part in source
    assert link.startswith(f"{address}{LETTER}vraag-18/#a1:~:text=")
    assert forms["text/html"].count(source.removeprefix("— ")) == 1
    assert "<blockquote" in forms["text/html"]
    assert press(page, "link") == {"text/plain": link}
    assert press(page, "markdown")["text/plain"].endswith(f"]({link})")
    page.goto("about:blank")
    page.goto(link)
    assert page.evaluate("location.href") == link.partition(":~:")[0]


def test_each_press_says_that_it_copied_also_right_after_another(visit):
    page = visit(f"{LETTER}vraag-18/")
    select(page, "#a1", 1, "#a1", 60)
    page.clock.install()  # so that the word of the first press does not go
    said = page.locator(".bar [role=status]")
    for name in ("link", "quote", "markdown"):
        page.locator(f".bar [name={name}]").click()
        page.wait_for_function("() => document.querySelector('.bar .said:not([data-seen])')?.textContent")
        assert said.count() == 1
        said.evaluate("said => { said.dataset.seen = ''; }")


def test_marks_of_footnotes_are_no_part_of_a_quotation_but_of_its_link(visit):
    page = visit(f"{LETTER}vraag-18/")
    where = page.evaluate("`#${document.querySelector('.answer .text:has(sup a[role])').id}`")
    mark = page.locator(f"{where} sup a[role]").first
    number = mark.inner_text()
    before = mark.evaluate(
        """mark => { const range = document.createRange(); range.selectNodeContents(mark.closest('.text'));
                     range.setEndBefore(mark.closest('sup')); return range.toString().length; }"""
    )
    select(page, where, max(0, before - 30), where, before + len(number) + 12)
    plain = press(page, "quote")["text/plain"]
    quoted, _, link = plain.split("\n")
    assert quoted.strip("“”") in words(page, where)
    assert f"{number}%20" in link or f"{number}," in link


def test_a_selection_over_paragraphs_is_quoted_in_paragraphs(visit):
    page = visit(f"{LETTER}vraag-20/")
    blocks = [f"#{one}" for one in page.eval_on_selector_all(".answer .official[id]", "all => all.map(one => one.id)")]
    assert len(blocks) > 1
    select(page, blocks[0], 0, blocks[-1], 5)
    plain = press(page, "quote")["text/plain"]
    lines = plain.rsplit("\n— ", 1)[0].strip("“”").split("\n\n")
    assert len(lines) >= len(blocks)
    assert lines[0] in words(page, blocks[0])
    assert lines[-1] in words(page, blocks[-1])
    note = page.locator(".answer .note p:not(.quote, .sign)").first.inner_text()
    assert note not in plain  # editors' words between two paragraphs are none of the letter's


def test_three_presses_take_just_one_paragraph(visit):
    page = visit(f"{LETTER}vraag-20/")
    page.locator("#v1 p").click(click_count=3, position={"x": 5, "y": 8})
    page.locator("main > .bar").wait_for()
    quoted = press(page, "quote")["text/plain"].split("\n")[0].strip("“”")
    assert quoted == page.evaluate(
        """() => { const copy = document.querySelector('#v1 p').cloneNode(true);
                   copy.querySelectorAll('sup:has([role])').forEach(part => part.remove());
                   return copy.textContent.replace(/\\s+/g, ' ').trim(); }"""
    )


def test_words_of_the_question_the_letter_and_a_note_have_their_own_sources(visit):
    page = visit(LETTER)
    data = page.locator("template.selection").evaluate("bar => ({...bar.dataset})")

    def source(start: str, begin: int, end: str, stop: int) -> str:
        page.keyboard.press("Escape")
        select(page, start, begin, end, stop)
        return press(page, "quote")["text/plain"].split("\n")[-2].removeprefix("— ")

    assert source("#vraag-2-v1", 0, "#vraag-2-v1", 12) == data["asked"].replace("{n}", "2")
    assert source("#vraag-2-a1", 0, "#vraag-2-a1", 12) == data["answered"].replace("{n}", "2")
    assert source("#vraag-2-v1", 0, "#vraag-2-a1", 12) == data["letter"]
    note = page.locator(".note").first
    sign, words_ = note.locator(".sign").inner_text(), f"#{note.get_attribute('id')} p:not(.quote)"
    assert source(words_, 0, words_, 12) == f"{sign}, {data['note']}"


def test_nothing_is_offered_outside_the_text_and_notes(visit):
    page = visit(f"{LETTER}vraag-18/")
    select(page, "#a1", 0, "#a1", 20)
    page.evaluate(SELECT, [".colophon p", 0, ".colophon p", 20])
    page.locator("main > .bar").wait_for(state="detached")
    page.evaluate("getSelection().selectAllChildren(document.body)")
    page.wait_for_function("getSelection().toString().length > 200")
    select_all_then_text = select(page, "#a1", 0, "#a1", 20)  # by now a bar for the whole page would have been there
    assert select_all_then_text.count() == 1


def test_the_bar_is_reached_left_and_closed_with_the_keyboard(visit):
    page = visit(f"{LETTER}vraag-18/")
    bar = select(page, "#a1", 0, "#a1", 20)
    assert bar.get_attribute("role") == "toolbar"
    assert bar.get_attribute("aria-label")
    page.keyboard.press("Tab")
    active = "document.activeElement.name"
    assert page.evaluate(active) == "link"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(active) == "quote"
    page.keyboard.press("Enter")
    page.locator(".bar [role=status]", has_text="Gekopieerd").wait_for()
    assert "text/html" in page.evaluate(READ)
    page.keyboard.press("Escape")
    assert bar.count() == 0
    assert page.evaluate("document.activeElement === document.body")
    assert page.evaluate("getSelection().toString().length") == 20


def test_where_the_clipboard_is_refused_the_text_is_shown_selected(visit):
    page = visit(f"{LETTER}vraag-18/", allowed=False)
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('no')); }")
    bar = select(page, "#a1", 0, "#a1", 20)
    bar.locator("[name=quote]").click()
    area = bar.locator("textarea")
    area.wait_for()
    assert area.evaluate(
        "area => area.selectionEnd - area.selectionStart === area.value.length && area.value.length > 20"
    )
    page.keyboard.press("Escape")
    assert bar.count() == 0
    button = page.locator(".share dd:has(span.copy) button").first
    button.click()
    field = page.locator(".share span.copy").first.inner_text()
    page.wait_for_function("field => getSelection().toString() === field", arg=field)


@pytest.mark.parametrize("how", [{}, PHONE], ids=["mouse", "touch"])
def test_the_bar_covers_no_selected_word_moves_nothing_and_stays_in_the_window(visit, how):
    page = visit(f"{LETTER}vraag-18/", **how)
    height = page.evaluate("document.documentElement.scrollHeight")
    width = page.evaluate("innerWidth")
    for where in page.eval_on_selector_all(".letter .official[id]", "all => all.map(one => `#${one.id}`)"):
        page.locator(where).scroll_into_view_if_needed()
        page.evaluate("getSelection().empty()")
        page.locator("main > .bar").wait_for(state="detached")
        bar = select(page, where, 0, where, 25)
        box, words_ = (
            bar.bounding_box(),
            page.evaluate(
                "(() => { const { top, bottom } = getSelection().getRangeAt(0).getBoundingClientRect(); return [top, bottom]; })()"
            ),
        )
        gap = max(words_[0] - (box["y"] + box["height"]), box["y"] - words_[1])
        assert gap >= (36 if how else 4), where  # room for the handles of a touch screen, or its menu
        assert box["x"] >= 0, where
        assert box["x"] + box["width"] <= width, where
        if how:
            assert min(b["height"] for b in (one.bounding_box() for one in bar.locator("button:visible").all())) >= 40
    assert page.evaluate("document.documentElement.scrollHeight") == height


def test_on_a_phone_a_tap_copies_and_its_own_sheet_is_offered(visit):
    page = visit(f"{LETTER}vraag-18/", **PHONE)
    page.evaluate("() => { navigator.share = given => { window.given = given; return Promise.resolve(); }; }")
    bar = select(page, "#a1", 0, "#a1", 20)
    bar.locator("[name=quote]").tap()
    bar.locator("[role=status]", has_text="Gekopieerd").wait_for()
    bar.locator("[name=send]").tap()
    page.wait_for_function("() => document.querySelector('main > .bar').getBoundingClientRect().right <= innerWidth")
    given = page.evaluate("window.given")
    assert given["url"].endswith("#a1") or "#a1:~:text=" in given["url"]
    assert "Antwoord op vraag 18" in given["text"]


def test_every_field_has_a_button_that_copies_it(visit):
    page = visit(f"{LETTER}vraag-18/")
    page.clock.install()  # the word that says so goes by itself, in two seconds that are not waited for
    for details in page.locator(".share details").all():
        details.evaluate("details => { details.open = true; }")
    fields = page.locator(".share .copy, .share textarea, .hash code")
    buttons = page.locator(".share button, .hash button")
    assert buttons.count() == fields.count() > 6
    seen = set()
    for field, button in zip(fields.all(), buttons.all(), strict=True):
        name = button.get_attribute("aria-label")
        assert name.startswith("Kopieer: ")
        assert name not in seen
        seen.add(name)
        button.click()
        page.locator(".share [role=status], .hash [role=status]").first.wait_for()
        copied = page.evaluate(READ)["text/plain"]
        value = field.evaluate("field => field.matches('.passage') ? field.href : field.value ?? field.textContent")
        assert copied.startswith(value)
        page.clock.run_for(2000)
        assert page.locator("[role=status]").count() == 0
    assert page.evaluate("getComputedStyle(document.querySelector('.share span.copy')).userSelect") == "all"


def test_a_tap_on_a_citation_selects_all_of_it(visit):
    page = visit(f"{LETTER}vraag-18/", **PHONE)
    page.evaluate("document.querySelectorAll('.share details').forEach(part => { part.open = true; })")
    for field in page.locator(".share span.copy").all():
        field.scroll_into_view_if_needed()
        line = field.evaluate("field => [...field.getClientRects()].at(-1).toJSON()")  # the first may begin with a link
        page.touchscreen.tap(line["left"] + 12, line["top"] + line["height"] / 2)
        page.wait_for_function("words => getSelection().toString().trim() === words", arg=field.inner_text().strip())


def test_the_sentence_for_an_article_is_copied_with_its_link(visit, address):
    page = visit(f"{LETTER}vraag-18/")
    row = page.locator(".share dl > div", has_text="In een artikel")
    row.locator("button").click()
    row.locator("[role=status]").wait_for()
    forms = page.evaluate(READ)
    assert forms["text/plain"].endswith(f" ({address}{LETTER}vraag-18/)")
    assert f'href="{address}{LETTER}vraag-18/"' in forms["text/html"]


def test_without_scripts_there_is_no_bar_and_no_button(visit):
    page = visit(f"{LETTER}vraag-18/", java_script_enabled=False)
    assert page.locator(".bar button, .share button").count() == 0
    assert page.locator(".share .copy").count() > 2


TABLE = """<table><tr><th>Brug</th><th>Kosten</th></tr><tr><td>West</td><td>7</td></tr><tr><td>Oost</td><td>20</td></tr></table>
<p>Raming 2024<br>van 31,5 miljoen</p><ul><li>Een brug</li><li>Nog een brug over de rivier</li></ul>"""
LINES = [
    ("td:nth-of-type(1)", 0, "td:nth-of-type(2)", 1, "West 7", "West", "7"),
    ("tr:nth-of-type(2) td:nth-of-type(2)", 0, "tr:nth-of-type(3) td:nth-of-type(2)", 2, "7\nOost 20", "7", "20"),
    ("#a1 > p", 7, "#a1 > p", 20, "2024 van 31,5", "2024", "van 31,5"),
    ("#a1 li", 0, "#a1 li:nth-of-type(2)", 7, "Een brug\nNog een", "Een brug", "Nog een"),
    ("#a1 li:nth-of-type(2)", 0, "#a1 li:nth-of-type(2)", 12, "Nog een brug", "Nog een brug", None),
]


@pytest.mark.parametrize("case", LINES, ids=[case[4].replace("\n", " / ") for case in LINES])
def test_no_term_of_a_link_reaches_over_a_cell_a_line_or_an_item(visit, case):
    """A browser finds a term only within one block: https://wicg.github.io/scroll-to-text-fragment/."""
    start, begin, end, stop, quoted, first, last = case
    page = visit(f"{LETTER}vraag-18/")
    page.evaluate("html => { document.querySelector('#a1').innerHTML = html; }", TABLE)
    select(page, start, begin, end, stop)
    text, _, link = press(page, "quote")["text/plain"].rsplit("\n", 2)
    assert [line.strip("“”") for line in text.split("\n\n")] == quoted.split("\n")
    terms = [unquote(term) for term in link.partition(":~:text=")[2].split(",")]
    assert [term for term in terms if not term.endswith("-") and not term.startswith("-")] == [
        term for term in (first, last) if term
    ]


def test_a_link_never_leads_to_the_same_words_further_up(visit):
    page = visit(LETTER)
    again = page.locator("#vraag-2-v1 p").inner_text()
    page.evaluate(
        "text => { document.querySelector('#vraag-9-a1 p').textContent = `${text} En dat weten wij nu ook nog eens heel precies.`; }",
        again,
    )
    select(page, "#vraag-9-a1 p", 0, "#vraag-9-a1 p", len(again))
    assert press(page, "link")["text/plain"].endswith("#vraag-9-a1")
    page.keyboard.press("Escape")
    select(page, "#vraag-9-a1 p", 0, "#vraag-9-a1 p", len(again) + 36)
    assert "#vraag-9-a1:~:text=" in press(page, "link")["text/plain"]
