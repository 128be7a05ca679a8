"""What readers type and the page that they want: the table of queries, asked in one window of a site of a dozen letters."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.build import Options, build
from generator.core.cache import NoCache
from generator.output import pagefind
from generator.pages.addresses.hosting import policy

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(pagefind.program() is None, reason="no Pagefind for this machine"),
]

TESTS = Path(__file__).parents[1]
QUERIES = tuple(
    tuple(line.split("\t")) for line in (TESTS / "rules/search/queries.tsv").read_text("utf-8").splitlines()[1:]
)
TOP = 3


@pytest.fixture(scope="module")
def site(serve, tmp_path_factory) -> str:
    """Publish the site of a dozen letters, and return its address."""
    root = tmp_path_factory.mktemp("queries")
    source = shutil.copytree(
        TESTS / "sites/search", root / "source", ignore=shutil.ignore_patterns(".kantlijn", "site")
    )
    result = build(source, Options(out=root / "web"), NoCache())
    assert result.published, result.problems
    rules = [("Content-Security-Policy", policy(searched=True))]
    return serve(root / "web", lambda _: rules)


def paths_found(page, query: str) -> list[str]:
    """Search as a reader does, and return the site paths of the first results."""
    page.get_by_role("searchbox").fill(query)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "query => document.getElementById('search-status').textContent.includes(query)", arg=f"‘{query}’"
    )
    links = page.locator(f"#search-results > li:nth-child(-n + {TOP}) h2 a")
    return [urlsplit(href).path for href in links.evaluate_all("links => links.map((link) => link.href)")]


def test_every_query_has_its_page_among_the_first_three(site, chromium):
    page = chromium.new_page()
    page.goto(f"{site}/zoeken/")
    found = {query: paths_found(page, query) for query, _ in QUERIES}
    page.close()
    missed = [f"{query}: {wanted}, not {found[query]}" for query, wanted in QUERIES if wanted not in found[query]]
    assert not missed, "\n".join([f"{len(missed)} of {len(QUERIES)} missed", *missed])


@pytest.fixture
def page(site, chromium) -> Iterator:
    page = chromium.new_page()
    page.goto(f"{site}/zoeken/")
    yield page
    page.close()


def settled(page, results: int) -> None:
    page.wait_for_function("n => document.querySelectorAll('#search-results > li').length === n", arg=results)


def offered(page, which: str = ""):
    return page.locator(f"[role=listbox]:not([hidden]) [role=option]{which}")


def test_the_search_page_compares_names_as_the_index_does(page):
    cases = [line.split("\t") for line in (TESTS / "rules/search/keys.tsv").read_text("utf-8").splitlines()[1:]]
    keys = page.evaluate(
        "async (names) => { const { key } = await import('/assets/find.js'); return names.map(key); }",
        [name for name, _ in cases],
    )
    assert keys == [wanted for _, wanted in cases]


def test_a_note_is_found_by_itself_and_says_what_it_is_on(page):
    page.goto(f"{page.url}?q=leeftijdsgrens&kind=note")
    settled(page, 1)
    result = page.locator("#search-results > li")
    assert result.locator(".quiet").inner_text() == "Notitie van de redactie · Vraag 3 · Huurtoeslag voor studenten"
    assert result.locator("h2 a").get_attribute("href").endswith("/brieven/2024z02875/vraag-3/#n-grens")
    page.goto(f"{page.url.partition('?')[0]}?kind=note")
    settled(page, 2)


def test_every_result_says_its_question_and_its_letter(page):
    page.goto(f"{page.url}?q=fietsen&kind=answers")
    page.wait_for_selector("#search-results > li")
    said = page.locator("#search-results > li .quiet").all_inner_texts()
    assert "Antwoord 1 · Fietsendiefstal bij stations" in said or "Vraag 1 · Fietsendiefstal bij stations" in said
    assert all(" · " in one or one == "Antwoorden" for one in said)


def test_back_leads_to_what_was_asked_before(page):
    paths_found(page, "varroamijt")
    paths_found(page, "lokfiets")
    assert page.url.endswith("?q=lokfiets")
    page.go_back()
    page.wait_for_function("() => document.getElementById('search-status').textContent.includes('varroamijt')")
    assert page.url.endswith("?q=varroamijt")
    assert page.get_by_role("searchbox").input_value() == "varroamijt"
    page.locator("#search-results a").first.click()
    page.wait_for_url("**/brieven/2024z17755/**")
    page.go_back()
    page.wait_for_function("() => document.getElementById('search-status').textContent.includes('varroamijt')")


def test_a_long_list_is_narrowed_by_typing_and_chosen_from_with_the_keyboard(page):
    actor = page.locator("#search-actor-box")
    actor.focus()
    page.keyboard.type("hofs")
    assert offered(page).all_inner_texts() == ["Noor Hofstra"]
    page.keyboard.press("ArrowDown")
    assert offered(page, "[aria-selected=true]").inner_text() == "Noor Hofstra"
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?actor=noor-hofstra")
    page.wait_for_selector("#search-results > li")
    assert actor.input_value() == "Noor Hofstra"
    page.reload()
    page.wait_for_selector("#search-results > li")
    assert actor.input_value() == "Noor Hofstra"
    actor.fill("")
    page.wait_for_function("() => !location.search")
    actor.fill("niemand heet zo")
    page.keyboard.press("Tab")
    assert actor.input_value() == ""


def test_an_escape_leaves_the_choice_as_it_was(page):
    page.goto(f"{page.url}?actor=rivm")
    actor = page.locator("#search-actor-box")
    actor.fill("hof")
    page.keyboard.press("Escape")
    assert (actor.input_value(), offered(page).count()) == ("RIVM", 0)
    assert page.url.endswith("?actor=rivm")


def test_a_choice_is_tapped_on_a_telephone(site, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{site}/zoeken/")
    page.locator("#search-topic-box").tap()
    page.keyboard.type("fiets")
    offered(page).first.tap()
    page.wait_for_url("**/zoeken/?topic=fiets")
    page.wait_for_selector("#search-results > li")
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    context.close()


def test_655_choices_are_a_list_of_which_the_nearest_are_shown(page):
    page.evaluate(
        """async () => {
            const { typeAhead } = await import("/assets/choose.js");
            const options = Array.from({ length: 655 }, (_, n) => `<option value="p${n}">Person ${n} van Öst</option>`);
            const field = document.createElement("p");
            field.innerHTML = `<label for="many">Many</label><select id="many"><option value="">all</option>${options.join("")}</select>`;
            document.querySelector(".narrow").append(field);
            typeAhead(field.querySelector("select"), "{n} more");
        }"""
    )
    many = page.get_by_label("Many", exact=True).and_(page.locator("input"))
    many.click()
    assert offered(page).count() == 50
    assert page.get_by_text("605 more").is_visible()
    many.fill("654 van ost")
    assert offered(page).all_inner_texts() == ["Person 654 van Öst"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.getElementById('many').value") == "p654"


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1400, "dark")])
def test_an_open_list_shuts_nobody_out(site, chromium, width, scheme):
    tool = find_spec("axe_playwright_python")
    assert tool is not None
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{site}/zoeken/")
    page.locator("#search-actor-box").click()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => [document.documentElement.scrollWidth, scrollX]") == [width, 0]
    page.evaluate((Path(tool.origin).parent / "axe.min.js").read_text("utf-8"))
    faults = page.evaluate("() => axe.run()")["violations"]
    context.close()
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in faults] == []
