"""The feeds of actors, topics and notes, read by a program that reads feeds."""

import warnings

import msgspec
import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import feedparser

BASE = "https://site.example/sub"


@pytest.fixture
def done(planned):
    return planned(base_url=BASE)


def read(done, path):
    text = next(page.view.text for page in done.pages if page.path == path)
    found = feedparser.parse(text.encode())
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_every_feed_can_be_read_and_names_itself(done):
    paths = [page.path for page in done.pages if page.path.endswith("feed.xml")]
    assert {"/feed.xml", "/actoren/rijkswacht/feed.xml", "/onderwerpen/natuur/feed.xml", "/notities/feed.xml"} <= {
        *paths
    }
    for path in paths:
        found = read(done, path)
        assert found.version == "atom10"
        assert [link.href for link in found.feed.links if link.rel == "self"] == [f"{BASE}{path}"]
        assert found.feed.id == f"{BASE}{path.removesuffix('feed.xml')}"
        assert found.feed.updated_parsed
        assert len({entry.id for entry in found.entries}) == len(found.entries)
        assert all(entry.title and entry.link and entry.updated_parsed for entry in found.entries)


def test_the_feed_of_an_actor_has_the_answers_it_has_to_do_with(done):
    found = read(done, "/actoren/rijkswacht/feed.xml")
    assert found.feed.title == "Voorbeeld: Rijkswacht"
    answers = [entry.link.removeprefix(f"{BASE}/brieven/") for entry in found.entries]
    assert answers == ["2024z00001/vraag-2/"]
    assert found.entries[0].summary.startswith("De Rijkswacht meet <elke> dag.")
    assert "content" not in found.entries[0]


def test_the_feed_of_a_topic_has_what_is_below_it_too(done):
    found = read(done, "/onderwerpen/natuur/feed.xml")
    assert [entry.link.removeprefix(f"{BASE}/brieven/") for entry in found.entries] == [
        "2024z00001/vraag-2/",
        "2024z00001/vraag-4/",
        "2023z00009/vraag-1/",
    ]


def test_the_feed_of_notes_says_who_wrote_them_and_on_what(done):
    [entry] = read(done, "/notities/feed.xml").entries  # the others have no date
    assert entry.link == f"{BASE}/brieven/2024z00001/vraag-2/#n-meten"
    assert entry.author == "redactie"
    assert "<p>meet &lt;elke&gt; dag</p>" in entry.content[0].value
    assert f'href="{BASE}/brieven/2024z00001/vraag-1/"' in entry.content[0].value


def test_a_page_names_its_own_feed_where_it_has_one(done, planned):
    views = {page.path: page.view for page in done.pages}
    assert views["/actoren/rijkswacht/"].page.own_feed == "feed.xml"
    assert views["/onderwerpen/ij/"].page.own_feed == ""  # nothing in it yet
    assert views["/"].page.own_feed == ""
    assert {page.view.page.own_feed for page in planned().pages if hasattr(page.view, "page")} == {""}


def test_the_feed_of_an_actor_or_topic_is_short(planned, world, make):
    many = tuple(make.question(n, f"Vraag {n}?", "De Rijkswacht.") for n in range(1, 31))
    first = msgspec.structs.replace(world.letters[0], questions=many, notes=())
    done = planned(msgspec.structs.replace(world, letters=(first,), articles=()), base_url=BASE)
    assert len(read(done, "/actoren/rijkswacht/feed.xml").entries) == 20
    assert len(read(done, "/feed.xml").entries) == 30


# --- Drafts: a preview shows them on their pages, but nothing that is read elsewhere tells of them ---------------


def entries(done):
    """Return the links of every feed's entries, below the address of the letters."""
    paths = [page.path for page in done.pages if page.path.endswith("feed.xml")]
    return {path: [entry.link.removeprefix(f"{BASE}/brieven/") for entry in read(done, path).entries] for path in paths}


def test_no_feed_tells_of_a_draft_of_an_answer(planned, changed):
    published = entries(planned(base_url=BASE))
    draft = entries(planned(changed(question={"draft": True}), base_url=BASE))
    told = {path for path, links in published.items() if "2024z00001/vraag-2/" in links}
    assert {"/feed.xml", "/actoren/rijkswacht/feed.xml", "/onderwerpen/natuur/feed.xml"} <= told
    left = {path: [link for link in links if link != "2024z00001/vraag-2/"] for path, links in published.items()}
    assert draft == {path: links for path, links in left.items() if links}


def test_an_actor_with_a_draft_only_has_no_feed_and_its_page_names_none(planned, changed):
    done = planned(changed(question={"draft": True}), base_url=BASE)
    views = {page.path: page.view for page in done.pages}
    assert "/actoren/rijkswacht/feed.xml" not in views
    assert views["/actoren/rijkswacht/"].page.own_feed == ""


def test_no_feed_tells_of_a_draft_of_a_letter_or_of_the_notes_on_it(planned, changed):
    draft = entries(planned(changed(draft=True), base_url=BASE))
    assert draft
    assert not [link for links in draft.values() for link in links if link.startswith("2024z00001/")]
    assert "/notities/feed.xml" not in draft


def test_no_feed_tells_of_a_draft_of_a_note(planned, changed):
    assert "/notities/feed.xml" not in entries(planned(changed(note={"draft": True}), base_url=BASE))
