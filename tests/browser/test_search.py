"""Search in a real browser: what is found, how it is shown, and that the page is of use without an index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from generator.build import Options, build
from generator.core.cache import NoCache
from generator.output import pagefind, search_index
from generator.pages.addresses.hosting import policy

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(pagefind.program() is None, reason="no Pagefind for this machine"),
]

QUESTIONS = {
    1: ("Hoe hoog is de toeslag voor lantaarns?", "De toeslag is tien euro."),
    2: ("Wie krijgt de toeslagen?", "Alle toeslagen gaan naar gemeenten."),
    3: ("Wat is de kindertoeslag voor fietslampen?", "Die bestaat niet."),
    4: ("Staan er lampen bij huizen?", "Bij ieder huis staat een lamp.\n\nEr zijn ook woonhuizen zonder lamp."),
    5: ("Is de dataveiligheid geregeld?", "De veiligheidsdienst let op.\n\nWij rekenen op een brede coördinatie."),
    6: ("Welke antwoorden gaf u eerder?", "Ons antwoord was nee, zie bijlage vier."),
    7: (
        "Wat vindt u van regen?",
        "Regen maakt nat.[^1]\n\n[^1]: Natheid is meetbaar op een brug, zie artikel 5.1 van stuk 30821-124.",
    ),
}


@pytest.fixture(scope="module", params=["a whole index", "an index in parts"])
def served(request, serve, tmp_path_factory) -> tuple[str, Path]:
    """Publish a site with two letters below a path, with the policy that hosts are given; return address and folder."""
    in_parts = request.param == "an index in parts"
    root = tmp_path_factory.mktemp("search")
    letters = root / "source/content/letters"
    for letter, date, numbers in (("2099z00001", "2099-02-01", (1, 2, 3)), ("2098z00002", "2098-05-01", (4, 5, 6, 7))):
        (letters / letter / "notes").mkdir(parents=True)
        head = f"title: Brief {letter}\nnumbers: [{letter.upper()}]\nkind: answers\nlang: nl\ndate: {date}\ntopics: [licht]"
        (letters / letter / "letter.md").write_text(f"---\n{head}\n---\nHierbij de antwoorden.\n", "utf-8")
        for number in numbers:
            question, answer = QUESTIONS[number]
            answer, _, note = answer.partition("\n\n[^")
            text = f"---\nnumber: {number}\n---\n## Vraag\n\n{question}\n\n## Antwoord\n\n{answer}\n"
            text += f"\n[^{note}\n" if note else ""
            (letters / letter / f"vraag-{number:02}.md").write_text(text, "utf-8")
    note = "---\nnumber: 4\nquote: staat een lamp\nkind: context\nauthor: redactie\n---\nDie lamp is een schemerlamp.\n"
    (letters / "2098z00002/notes/lamp.md").write_text(note, "utf-8")
    topics = root / "source/content/topics"
    topics.mkdir(parents=True)
    (topics / "licht.md").write_text("---\nname: Verlichting\n---\nOver lantaarns.\n", "utf-8")
    (root / "source/site.yml").write_text("name: Proef\n", "utf-8")
    out = root / "web/onder/pad"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_index, "_WHOLE", 1 if in_parts else 500)
        result = build(root / "source", Options(out=out), NoCache())
    assert result.published, result.problems
    assert (out / "pagefind/2098").exists() is in_parts

    rules = [("Content-Security-Policy", policy(searched=True))]
    return f"{serve(root / 'web', lambda _: rules)}/onder/pad/", out


@contextmanager
def window(chromium) -> Iterator:
    """Yield a page in a window of its own; whatever the browser complains of is a failure."""
    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def page(chromium) -> Iterator:
    with window(chromium) as page:
        yield page


@pytest.fixture(scope="module")
def asked_before(chromium) -> Iterator:
    """Yield one page for many searches, as a reader uses it who asks again."""
    with window(chromium) as page:
        yield page


def found(page, address: str, query: str) -> list[str]:
    """Search as a reader does, and return the titles that are found."""
    if not page.url.startswith(f"{address}zoeken/"):
        page.goto(f"{address}zoeken/")
    page.get_by_role("searchbox").fill(query)
    page.wait_for_function(
        "query => document.getElementById('search-status').textContent.includes(query)", arg=f"‘{query}’"
    )
    return page.locator("#search-results h2").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("toeslag", (1, (2, 3), (4, 5))),
        ("toeslagen", (2, (1, 3), (4, 5))),
        ("huizen", (4, (), (1, 2))),
        ("huis", (4, (), (1, 2))),
        ("woonhuis", (4, (), (1,))),
        ("veiligheid", (5, (), (4,))),
        ("antwoorden", (6, (), (1,))),
        ("coordinatie", (5, (), (1,))),
        ("coördinaties", (5, (), (1,))),
        ("lamp huis", (4, (), (1, 3))),
        ('"zie bijlage"', (6, (), (1,))),
        ("schemerlampen", (4, (), (1,))),
        ("meetbare", (7, (), (1,))),
        ("artikel 5.1", (7, (), (1,))),
        ("brieven", (8, (), (1, 7))),
        ("30821-124", (7, (), (1,))),
        ("2098z0000", (8, (), (1, 7))),
    ],
)
def test_forms_and_compounds_are_found_the_word_itself_first(served, asked_before, query, expected):
    first, also, never = expected
    titles = found(asked_before, served[0], query)
    assert titles[0] == (QUESTIONS[first][0] if first in QUESTIONS else "Brief 2098z00002")
    assert {QUESTIONS[number][0] for number in also} <= set(titles)
    assert not {QUESTIONS[number][0] for number in never} & set(titles)


def test_a_result_says_where_it_is_from_and_leads_to_its_paragraph(served, page):
    found(page, served[0], "woonhuizen")
    result = page.locator("#search-results > li").first
    assert result.locator(".label").inner_text() == "1 mei 2098"
    assert "Antwoord 4" in result.inner_text()
    assert "Brief 2098z00002" in result.inner_text()
    assert result.locator("mark").all_inner_texts() == ["woonhuizen"]
    result.locator("a").click()
    page.wait_for_url("**/onder/pad/brieven/2098z00002/vraag-4/#a2")
    assert "woonhuizen" in page.locator("#a2").inner_text()


def test_words_asked_for_on_the_front_page_are_found_on_the_search_page(served, page):
    page.goto(served[0])
    page.get_by_role("searchbox").fill("woonhuizen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/onder/pad/zoeken/?q=woonhuizen")
    page.locator("#search-results h2").first.wait_for()
    assert page.locator("#search-results h2").all_inner_texts() == [QUESTIONS[4][0]]


def test_a_note_is_never_shown_as_the_letter(served, page):
    found(page, served[0], "schemerlamp")
    result = page.locator("#search-results > li").first
    assert "Notitie van de redactie" in result.inner_text()
    assert result.locator(".found.official").count() == 0
    assert result.locator("h2 a").get_attribute("href").endswith("vraag-4/#n-lamp")


def test_the_number_of_results_is_announced_and_an_empty_one_offers_a_word(served, page):
    found(page, served[0], "toeslag")
    assert page.get_by_role("status").inner_text() == "3 resultaten voor ‘toeslag’."
    assert found(page, served[0], "paarden") == []  # no page, though one may have a word that begins like it
    assert found(page, served[0], "toeslga") == []
    page.get_by_role("button", name="toeslag").click()
    page.wait_for_function("() => document.querySelectorAll('#search-results > li').length === 3")


def test_filters_narrow_and_the_address_keeps_them(served, page):
    page.goto(f"{served[0]}zoeken/?q=toeslag&year=2098")
    page.wait_for_function("() => document.getElementById('search-status').textContent.startsWith('Niets gevonden')")
    page.get_by_label("Jaar").select_option("2099")
    page.wait_for_function("() => document.querySelectorAll('#search-results > li').length === 3")
    page.wait_for_url("**/zoeken/?q=toeslag&year=2099")
    page.get_by_label("Brief").select_option("2098z00002")
    page.wait_for_function("() => document.querySelectorAll('#search-results > li').length === 0")
    page.reload()
    page.wait_for_function("() => document.getElementById('search-letter')?.value === '2098z00002'")


def test_what_a_filter_does_not_know_is_not_found(served, page):
    page.goto(f"{served[0]}zoeken/?q=lantaarns")
    page.wait_for_function("() => document.querySelectorAll('#search-results > li').length === 2")  # one is a topic
    page.get_by_label("Jaar").select_option("2099")
    page.wait_for_function("() => document.querySelectorAll('#search-results > li').length === 1")
    page.goto(f"{served[0]}zoeken/?q=lantaarns&kind=topic")
    page.wait_for_function("() => document.querySelectorAll('#search-results > li').length === 1")


def test_a_filter_alone_lists_all_it_leaves(served, page):
    page.goto(f"{served[0]}zoeken/?topic=licht&kind=answers")
    page.wait_for_function("() => document.querySelectorAll('#search-results > li').length === 9")


def test_the_keyboard_is_enough(served, page):
    page.goto(f"{served[0]}zoeken/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("huizen")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results a")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#search-results')") is not None:
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/vraag-4/#*")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1400, "dark")])
def test_results_shut_nobody_out_and_fit(served, chromium, width, scheme):
    tool = find_spec("axe_playwright_python")
    assert tool is not None
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found(page, served[0], "toeslag")
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
    page.evaluate((Path(tool.origin).parent / "axe.min.js").read_text("utf-8"))
    faults = page.evaluate("() => axe.run()")["violations"]
    context.close()
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in faults] == []


def test_nothing_of_the_index_is_loaded_before_somebody_searches(served, page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served[0]}zoeken/", wait_until="load")
    assert not [url for url in asked if "pagefind" in url or "find.js" in url]


def test_without_scripts_the_page_is_a_list_of_ways_in(served, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served[0]}zoeken/")
    assert not page.get_by_role("searchbox").is_visible()
    assert page.get_by_text("Kies een onderwerp, een brief of een actor.").is_visible()
    for link in ("Verlichting", "Brief 2099z00001", "Brief 2098z00002"):
        assert page.locator("#search-ways").get_by_role("link", name=link).is_visible()
    context.close()


def test_from_disk_the_page_says_why_and_keeps_its_list(served, page):
    page.goto((served[1] / "zoeken/index.html").as_uri())
    assert page.get_by_role("status").inner_text().startswith("Zoeken kan alleen")
    assert page.get_by_role("searchbox").is_disabled()
    assert page.locator("#search-ways").get_by_role("link", name="Verlichting").is_visible()


def test_an_index_that_cannot_be_loaded_is_said_in_words(served, chromium):
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{served[0]}zoeken/?q=toeslag")
    page.wait_for_function(
        "() => document.getElementById('search-status').textContent.startsWith('Zoeken lukt nu niet')"
    )
    assert page.locator("#search-ways").get_by_role("link", name="Verlichting").is_visible()
    context.close()


def test_a_search_that_failed_can_be_tried_again(served, chromium):
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{served[0]}zoeken/?q=toeslagen")
    page.wait_for_function(
        "() => document.getElementById('search-status').textContent.startsWith('Zoeken lukt nu niet')"
    )
    page.unroute_all()
    found(page, served[0], "toeslag")
    assert page.get_by_role("status").inner_text() == "3 resultaten voor ‘toeslag’."
    context.close()
