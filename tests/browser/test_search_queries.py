"""What readers type and the page that they want: the table of queries, asked in one window of a site of a dozen letters."""

from __future__ import annotations

import shutil
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
    page.wait_for_function(
        "query => document.getElementById('search-status').textContent.includes(query)", arg=f"‘{query}’"
    )
    links = page.locator(f"#search-results > li:nth-child(-n + {TOP}) h2 a")
    return [urlsplit(href).path for href in links.evaluate_all("links => links.map((link) => link.href)")]


def test_queries_have_their_page_among_the_first_three(site, chromium):
    page = chromium.new_page()
    page.goto(f"{site}/zoeken/")
    found = {query: paths_found(page, query) for query, _ in QUERIES}
    page.close()
    missed = [f"{query}: {wanted}, not {found[query]}" for query, wanted in QUERIES if wanted not in found[query]]
    assert len(QUERIES) - len(missed) >= 76, "\n".join(missed)
