"""Old addresses lead on, and no two pages have one address."""

import msgspec
import pytest

from generator.core.diagnostics import Position
from generator.core.ledger import Ledger, LedgerEntry
from generator.core.model import Content, ProsePage, SourceFile
from generator.core.segment_words import FOLDERS
from generator.pages.plan import plan
from generator.pages.views import RedirectView


@pytest.fixture
def planned(make, words):
    def planned(*letters, **more):
        done, problems = plan(make.link(Content(letters, **more)), words)
        return {page.path: page.view for page in done.pages}, [
            (problem.code, problem.position.path, dict(problem.values)) for problem in problems
        ]

    return planned


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/oud/pad/", "/oud/pad/"),
        ("oud/pad", "/oud/pad/"),
        ("/oud.html", "/oud.html"),
        ("/uit/1.2~a_b/", "/uit/1.2~a_b/"),
    ],
)
def test_an_old_address_leads_to_the_page(planned, make, alias, path):
    views, problems = planned(make.letter("2024z00001", make.question(1, "V?", "Ja.", aliases=(alias,))))
    assert problems == []
    assert isinstance(views[path], RedirectView)
    assert views[path].target.url.endswith("brieven/2024z00001/vraag-1/")
    assert not views[path].page.index


@pytest.mark.parametrize(
    "alias", ["/", "", "https://elders.example/x", "/a/../b/", "/a b/", "/a?b", "/a#b", "//a/", "./"]
)
def test_an_old_address_outside_the_site_is_an_error(planned, make, alias):
    _, problems = planned(make.letter("2024z00001", aliases=(alias,)))
    assert problems == [("bad-alias", "content/letters/2024z00001/letter.md", {"alias": alias})]


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_is_where_the_program_has_a_folder(planned, make, folder):
    letter = make.letter("2024z00001", make.question(1, "V?", "Ja.", aliases=(f"/{folder}/", f"/{folder}/oud.html")))
    pages = (ProsePage(folder, Position(f"content/pages/{folder}.md"), "Iets", ()),)
    _, problems = planned(letter, pages=pages)
    assert ("reserved-url", f"content/pages/{folder}.md") in {(code, path) for code, path, _ in problems}
    assert {values["url"] for _, _, values in problems} == {f"/{folder}/"}


def test_all_addresses_wanted_twice_are_reported_at_once(planned, make):
    letter = make.letter(
        "2024z00001",
        make.question(1, "V?", "Ja.", aliases=("/brieven/",)),
        make.question(2, "V?", "Ja."),
        make.question(3, "V?", "Ja.", aliases=("/brieven/2024z00001/vraag-2/",)),
        source=SourceFile("source/index.html", None, None, 5),
    )
    pages = (ProsePage("zoeken", Position("content/pages/zoeken.md"), "Zoeken", ()),)
    _, problems = planned(letter, pages=pages)
    assert sorted((code, values["url"], path, values.get("first")) for code, path, values in problems) == [
        ("reserved-url", "/brieven/", "content/letters/2024z00001/vraag-01.md", None),
        ("reserved-url", "/zoeken/", "content/pages/zoeken.md", None),
        (
            "same-url",
            "/brieven/2024z00001/index.html",
            "content/letters/2024z00001/source/index.html",
            "content/letters/2024z00001/letter.md",
        ),
        (
            "same-url",
            "/brieven/2024z00001/vraag-2/",
            "content/letters/2024z00001/vraag-03.md",
            "content/letters/2024z00001/vraag-02.md",
        ),
    ]


def test_an_address_cannot_be_a_file_and_a_folder(planned, make):
    letter = make.letter("2024z00001", make.question(1, "V?", "Ja.", aliases=("/a.html", "/a.html/b/")))
    _, problems = planned(letter)
    assert [(code, values["url"]) for code, _, values in problems] == [("same-url", "/a.html/b/")]


def test_a_clash_is_reported_at_the_line_that_asks_for_the_address(make, words):
    asked = make.question(1, "V?", "Ja.", aliases=("/zoeken/",), where=(("aliases.0", 4, 5),))
    _, [problem] = plan(make.link(Content((make.letter("2024z00001", asked),))), words)
    assert str(problem.position) == "content/letters/2024z00001/vraag-01.md:4:5"


def test_notes_actors_and_pages_have_old_addresses_too(planned, make):
    note = msgspec.structs.replace(make.note("n", 1, "V"), aliases=("/n/",))
    letter = make.letter("2024z00001", make.question(1, "V?", "Ja."), notes=(note,))
    views, problems = planned(
        letter,
        actors=(make.actor("bond", "Bond", redirects=("/b/",)),),
        topics=(make.topic("t", "T", aliases=("/t/",)),),
        pages=(ProsePage("about", Position("content/pages/about.md"), "Over", (), aliases=("/p/",)),),
    )
    assert problems == []
    assert {path: views[path].target.url for path in ("/n/", "/b/", "/t/", "/p/")} == {
        "/n/": "../brieven/2024z00001/vraag-1/#n-n",
        "/b/": "../actoren/bond/",
        "/t/": "../onderwerpen/t/",
        "/p/": "../over/",
    }


@pytest.mark.parametrize(
    ("path", "what", "target"),
    [
        ("/onderwerpen/natuur/2019/", "topic", "../"),
        ("/brieven/2019/", "letters", "../"),
        ("/onderwerpen/groen/2019/", "topic", "../../natuur/"),  # below an old address of the topic
        ("/onderwerpen/water/2019/", "topic", None),  # there is no such topic
        ("/onderwerpen/natuur/2019/", "topic:natuur/2019", None),  # another thing was at the address
        ("/onderwerpen/natuur/019/", "topic", None),
    ],
)
def test_the_page_of_a_year_leads_to_its_list_once_that_is_not_cut(make, words, path, what, target):
    letter = make.letter("2024z00001", make.question(1, "V?", "Ja.", topics=("natuur",)))
    topics = (make.topic("natuur", "Natuur", aliases=("/onderwerpen/groen/",)),)
    graph = make.link(Content((letter,), (), topics))
    known = Ledger((LedgerEntry(path, since="2025-01-01", what=what, line=2),))
    done, problems = plan(msgspec.structs.replace(graph, ledger=known), words)
    views = {page.path: page.view for page in done.pages}
    assert (views[path].target.url if path in views else None) == target
    assert [problem.code for problem in problems] == ([] if target else ["address-gone"])
