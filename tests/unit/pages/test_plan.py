"""The plan of a small world: which pages there are, where they are, and what each shows of the others."""

import dataclasses
import datetime as dt
import posixpath
import re
from urllib.parse import unquote, urlsplit

import pytest

from generator.core import urls
from generator.core.config import Config
from generator.core.diagnostics import Position
from generator.core.digest import of_value
from generator.core.model import Content, ProsePage, SourceFile, Term
from generator.pages.plan import plan
from generator.pages.views import PageMeta, RedirectView, TextFile

LETTER = "/brieven/2024z00001/"


@pytest.fixture
def planned(make, words, world):
    def planned(content=world, config=None, **more):
        done, problems = plan(make.link(content, config), words, **more)
        assert problems == ()
        return done

    return planned


@pytest.fixture
def site(planned):
    return {page.path: page.view for page in planned().pages}


def values(view):
    """Give every value inside a view, with the name of the field it stands in."""
    if dataclasses.is_dataclass(view):
        for field in dataclasses.fields(view):
            value = getattr(view, field.name)
            yield field.name, value
            yield from values(value)
    elif isinstance(view, tuple):
        for value in view:
            yield from values(value)


def ids(view):
    """Give every anchor a page has: in its HTML, and those its template writes."""
    for name, value in values(view):
        if name in {"anchor", "backlinks"}:
            yield from [value] if isinstance(value, str) else []
        elif hasattr(value, "__html__"):
            yield from re.findall(r'\bid="([^"]+)"', value)


def links(view):
    for name, value in values(view):
        if name in {"url", "file_url", "home", "anchor_url"} and value:
            yield value
        elif name == "backlinks":
            yield from (f"#{anchor}" for anchor in value)
        elif hasattr(value, "__html__"):
            yield from re.findall(r'\bhref="([^"]+)"', value)


# --- Which pages -----------------------------------------------------------------------------------------------


def test_every_kind_of_page_is_there(site):
    assert {page.page.kind for page in site.values() if not isinstance(page, TextFile)} == {
        *("answer", "letter", "actor", "actors", "topic", "topics", "document", "documents", "letters", "home"),
        *("notes", "articles", "search", "prose", "missing", "redirect"),
    }
    for path in ("/", "/brieven/", "/actoren/", "/onderwerpen/", "/stukken/", "/notities/", "/artikelen/", "/zoeken/"):
        assert path in site
    for path in (LETTER, f"{LETTER}vraag-1/", "/actoren/xyz/", "/onderwerpen/duinen/", "/stukken/bwbr0031788/"):
        assert path in site
    assert {"/over/", "/404.html", "/robots.txt"} <= site.keys()


def test_a_site_without_letters_can_be_planned(planned):
    site = {page.path: page.view for page in planned(Content()).pages}
    assert "/brieven/" in site
    assert "/artikelen/" not in site
    assert [item.key for item in site["/"].page.nav] == ["nav-letters", "nav-search"]


def test_pages_stand_in_the_order_of_their_paths(planned):
    paths = [page.path for page in planned().pages]
    assert paths == sorted(paths)


def test_two_plans_of_the_same_content_are_equal(planned, make, words, world):
    content = dataclasses.replace(world, letters=tuple(reversed(world.letters)))
    one, two = planned(), planned(content)
    assert {p.path: of_value(p.view) for p in one.pages} == {p.path: of_value(p.view) for p in two.pages}


def test_the_segments_of_the_urls_come_from_the_settings(planned):
    config = Config(name="Site", lang="en", segments={"letters": "letters", "question": "question", "about": "about"})
    site = {page.path for page in planned(config=config).pages}
    assert {"/letters/2024z00001/question-2/", "/about/"} <= site


# --- Links -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("offline", [False, True])
@pytest.mark.parametrize("base_url", [None, "https://site.example", "https://site.example/sub/pad/"])
def test_every_link_and_anchor_leads_somewhere(planned, offline, base_url):
    done = planned(offline=offline, base_url=base_url)
    known = {urls.file(page.path): set(ids(page.view)) for page in done.pages}
    known |= {urls.file(file.path): set() for file in done.files}
    root = urlsplit(base_url or "").path.rstrip("/")
    checked = 0
    for page in done.pages:
        if isinstance(page.view, TextFile):
            continue
        for link in links(page.view):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = unquote(link).partition("#")
            if path.startswith("/"):
                assert page.path == "/404.html"
                assert path.startswith(f"{root}/")
                target = urls.file(path.removeprefix(root))
            else:
                assert offline <= (not path.endswith("/"))
                base = posixpath.dirname(urls.file(page.path))
                target = posixpath.normpath(posixpath.join(base, path)) if path else urls.file(page.path)
                target = f"{target}/index.html".removeprefix("./") if path.endswith("/") else target
            assert target in known, f"{page.path} → {link}"
            assert not anchor or anchor in known[target], f"{page.path} → {link}"
            checked += 1
    assert checked > 300


def test_no_page_has_an_anchor_twice(planned):
    for page in planned().pages:
        found = list(ids(page.view))
        assert len(found) == len(set(found)), page.path


def test_pages_know_their_canonical_address_only_with_a_base_url(planned):
    for base_url, expected in (
        (None, None),
        ("https://site.example/sub/", f"https://site.example/sub{LETTER}vraag-3/"),
    ):
        site = {page.path: page.view for page in planned(base_url=base_url).pages}
        assert site[f"{LETTER}vraag-3/"].page.canonical == expected
    assert site[f"{LETTER}vraag-5/"].page.canonical == f"https://site.example/sub{LETTER}vraag-4/"
    assert site[f"{LETTER}vraag-3/"].permanent == f"https://site.example/sub{LETTER}vraag-3/"


def test_every_list_marks_where_one_is(site):
    current = {
        path: [item.key for item in view.page.nav if item.current]
        for path, view in site.items()
        if hasattr(view, "page")
    }
    assert current[f"{LETTER}vraag-1/"] == ["nav-letters"]
    assert current["/over/"] == ["nav-about"]
    assert current["/"] == []


# --- Questions and answers -------------------------------------------------------------------------------------


def test_an_answer_given_under_another_number_is_repeated_in_full(site):
    own, other = site[f"{LETTER}vraag-2/"], site[f"{LETTER}vraag-3/"]
    assert [block.anchor for block in other.answer] == ["a1", "a2"]
    assert (other.answered_in.url, other.answered_in.number) == ("../vraag-2/", 2)
    assert own.answered_in is None
    assert [ref.number for ref in own.answers_also] == [3]
    strip = re.compile(r"<[^>]+>")
    assert [strip.sub("", b.html) for b in other.answer] == [strip.sub("", b.html) for b in own.answer]


def test_footnotes_of_two_files_do_not_clash(site):
    view = site[f"{LETTER}vraag-3/"]
    assert [(foot.anchor, foot.backlinks) for foot in view.footnotes] == [
        ("vraag-2-fn-1", ("vraag-2-fnref-1",)),
        ("fn-1", ()),
    ]
    assert [foot.anchor for foot in site[f"{LETTER}vraag-2/"].footnotes] == ["fn-1"]
    assert [foot.anchor for foot in site[LETTER].footnotes] == ["vraag-1-fn-1", "vraag-2-fn-1", "vraag-3-fn-1"]


def test_a_joint_number_leads_to_the_question_that_holds_it(site):
    view = site[f"{LETTER}vraag-5/"]
    assert isinstance(view, RedirectView)
    assert view.target.url == "../vraag-4/"
    assert site[f"{LETTER}vraag-4/"].numbers == (4, 5)
    assert site[f"{LETTER}vraag-4/"].answers_also == ()
    assert site[f"{LETTER}vraag-4/"].total == 6


def test_previous_and_next_go_by_number(planned, world):
    first = world.letters[0]
    mixed = dataclasses.replace(first, questions=tuple(reversed(first.questions)))
    site = {
        page.path: page.view for page in planned(dataclasses.replace(world, letters=(mixed, world.letters[1]))).pages
    }
    walk, path = [], f"{LETTER}vraag-1/"
    while True:
        walk.append(site[path].number)
        if not site[path].next:
            break
        path = posixpath.join(path, site[path].next.url)
        path = f"{posixpath.normpath(path)}/"
    assert walk == [1, 2, 3, 4, 6]
    assert [section.number for section in site[LETTER].sections] == [1, 2, 3, 4, 6]


def test_cross_references_are_shown_both_ways(site):
    two = site[f"{LETTER}vraag-2/"]
    assert [row.number for row in two.refers_to] == [1, 4]
    cited = [(e.ref.url, e.before, e.match, e.after, e.number, e.part) for e in site[f"{LETTER}vraag-1/"].cited_by]
    assert cited == [
        ("../vraag-2/#a1", "Zie ", "antwoord op vraag 1", ".", 2, "answer"),
        ("../vraag-2/#a2", "Meer staat in ", "vragen 1 en 4", ".", 2, "answer"),
    ]


def test_a_shared_answer_is_cited_under_each_of_its_numbers(site):
    for number in (2, 3):
        cited = [(e.number, e.ref.url) for e in site[f"{LETTER}vraag-{number}/"].cited_by]
        assert cited == [(4, "../vraag-4/#a1"), (1, "../../2023z00009/vraag-1/#a1")]
    [outside] = site["/brieven/2023z00009/vraag-1/"].other_letters
    assert (outside.ref.url, outside.number) == ("../../2024z00001/vraag-2/", 2)


def test_an_answer_that_points_at_itself_is_not_cited_by_itself(planned, make):
    letter = make.letter(
        "2024z00001",
        make.question(1, "V?", "Zie [vraag 1](question:1) en [vraag 2](question:2)."),
        make.question(2, "V?", answered_in=1),
    )
    site = {page.path: page.view for page in planned(Content((letter,))).pages}
    assert site[f"{LETTER}vraag-1/"].cited_by == site[f"{LETTER}vraag-2/"].cited_by == ()
    assert [row.number for row in site[f"{LETTER}vraag-1/"].refers_to] == [2]
    assert [(row.row.number, row.count) for row in site["/"].cited] == [(2, 1)]


def test_a_repeated_answer_brings_its_own_footnotes_only(planned, make):
    holder = make.question(1, "V?[^1]", "Ja.[^2]", notes=[("1", "Bij de vraag."), ("2", "Bij het antwoord.")])
    letter = make.letter("2024z00001", holder, make.question(2, "V?", answered_in=1))
    site = {page.path: page.view for page in planned(Content((letter,))).pages}
    assert [foot.html for foot in site[f"{LETTER}vraag-2/"].footnotes] == ["<p>Bij het antwoord.</p>"]


def test_a_letter_that_cites_its_own_number_is_not_cited_by_itself(planned, make):
    letter = make.letter("2024z00001", make.question(1, "V?", "Zie [hier](zaak:2024Z00001)."), numbers=("2024Z00001",))
    site = {page.path: page.view for page in planned(Content((letter,))).pages}
    assert site[LETTER].cited_by == ()


def test_an_answer_shows_what_it_cites_and_who_it_names(site):
    one, three = site[f"{LETTER}vraag-1/"], site[f"{LETTER}vraag-3/"]
    [law] = one.cites
    assert (law.url, law.detail) == ("../../../stukken/bwbr0031788/", "artikel 3, zoals die gold op 5 maart 2024")
    assert law.official.endswith("&artikel=3&g=2024-03-05")
    assert [(row.ref.title, row.count) for row in three.actors] == [("Rijkswacht", 1), ("Kustbond", 0)]
    assert [article.title for article in site[f"{LETTER}vraag-2/"].articles] == ["Duin weg"]


def test_a_question_without_an_answer_says_so(site):
    view = site[f"{LETTER}vraag-6/"]
    assert view.answer == ()
    assert view.citation.startswith("cite-question 6")
    assert not site[LETTER].contents[-1].answered
    assert site[f"{LETTER}vraag-4/"].next.answered is False


def test_an_answer_is_cited_with_what_is_known_of_its_letter(site):
    assert site[f"{LETTER}vraag-2/"].citation == (
        "cite-answer 2, Fietspaden in duingebied, Aanhangsel Handelingen II 2023/24, nr. 99"
    )
    assert site["/brieven/2023z00009/vraag-1/"].citation == "cite-answer 1, Vervolg, cite-letter 1 december 2023"


def test_a_long_question_is_cut_at_a_word_and_an_editors_title_takes_its_place(planned, make):
    long = "Deelt u de mening dat " + "de paden langs de kust vaker moeten worden nagekeken en " * 5 + "hersteld?"
    letter = make.letter("2024z00001", make.question(1, long, "Ja."), make.question(2, long, "Nee.", title="De paden"))
    site = {page.path: page.view for page in planned(Content((letter,))).pages}
    first, second = site[LETTER].contents
    assert len(first.text) <= 160
    assert first.text.endswith("…")
    assert long.startswith(first.text.removesuffix("…"))
    assert long[len(first.text) - 1] == " "
    assert second.text == "De paden"


def test_text_of_another_language_is_marked(planned, make):
    letter = make.letter("2024z00001", make.question(1, "Is the path open?", "Yes."), lang="en")
    site = {page.path: page.view for page in planned(Content((letter,))).pages}
    assert site["/"].letters[0].ref.lang == "en"
    assert site[LETTER].contents[0].lang == "en"
    assert (site[f"{LETTER}vraag-1/"].page.lang, site[f"{LETTER}vraag-1/"].letter_lang) == ("en", "en")
    assert site["/"].page.lang == "nl"


# --- The letter as a whole -------------------------------------------------------------------------------------


def test_the_letter_has_anchors_that_name_the_question(site):
    view = site[LETTER]
    section = view.sections[1]
    assert (section.anchor, section.url) == ("vraag-2", "vraag-2/")
    assert [block.anchor for block in (*section.question, *section.answer)] == [
        "vraag-2-v1",
        "vraag-2-a1",
        "vraag-2-a2",
    ]
    assert [row.anchor_url for row in view.contents] == [f"#vraag-{n}" for n in (1, 2, 3, 4, 6)]
    assert [block.anchor for block in view.cover] == ["b1"]
    assert 'href="#vraag-1"' in section.answer[0].html
    assert (view.sections[2].answer, view.sections[2].answered_in.url) == ((), "#vraag-2")


def test_notes_stand_at_the_block_of_their_passage(site):
    [first, second] = site[f"{LETTER}vraag-2/"].answer
    assert [note.anchor for note in first.notes] == ["n-meten", "n-verwijzing"]
    assert second.notes == ()
    assert '<a id="q-meten" class="noted" href="#n-meten">meet &lt;elke&gt; dag</a>' in first.html
    assert '<mark id="q-verwijzing" class="noted" aria-details="n-verwijzing">Zie <a class="pointer"' in first.html
    assert [note.anchor for note in site[LETTER].cover[0].notes] == ["n-brief"]


def test_the_source_is_offered_and_its_name_quoted(planned):
    done = planned(verified={"2024z00001": True})
    [file] = done.files
    assert (file.path, file.origin) == (
        f"{LETTER}brief (1).pdf",
        "content/letters/2024z00001/source/brief (1).pdf",
    )
    view = next(page.view for page in done.pages if page.path == LETTER)
    assert view.proof.file_url == "brief%20%281%29.pdf"
    assert (view.proof.verified, view.proof.size) == (True, 12)
    assert view.proof.official.title == "Aanhangsel Handelingen II 2023/24, nr. 99"


def test_the_source_opens_at_the_page_of_the_question(planned, make):
    for name, expected in (("brief.PDF", "../brief.PDF#page=3"), ("brief.txt", "../brief.txt")):
        source = SourceFile(f"source/{name}", None, "https://bron.example/brief", 9)
        letter = make.letter("2024z00001", make.question(1, "V?", "Ja.", pages=(4, 3)), source=source)
        site = {page.path: page.view for page in planned(Content((letter,))).pages}
        proof = site[f"{LETTER}vraag-1/"].proof
        assert (proof.file_url, proof.pages, proof.source_url) == (expected, (4, 3), "https://bron.example/brief")
        assert proof.official is None


def test_the_sites_own_pages_stand_at_the_foot_of_every_page(planned, make, world):
    pages = (ProsePage("toegankelijk", Position("p.md"), "Toegankelijkheid", ()), *world.pages)
    site = {page.path: page.view for page in planned(dataclasses.replace(world, pages=pages)).pages}
    found = [(ref.url, ref.title) for ref in site["/brieven/"].page.own_pages]
    assert found == [("../over/", "Over deze site"), ("../toegankelijk/", "Toegankelijkheid")]


# --- Actors, topics, documents, lists --------------------------------------------------------------------------


def test_an_actor_shows_every_place_that_names_it(site):
    view = site["/actoren/rijkswacht/"]
    [group] = view.mentions
    assert [(row.before, row.match, row.after, row.part) for row in group.rows] == [
        ("Wat doet ", "Rijkswacht", " & Zonen?", "question"),
        ("De ", "Rijkswacht", " meet <elke> dag.", "answer"),
    ]
    assert view.mention_count == 2
    assert [(year.year, year.count) for year in view.years] == [(2024, 1)]
    assert [ref.url for ref in view.same_as] == ["https://www.wikidata.org/wiki/Q1"]


def test_what_an_editor_says_is_not_repeated_where_the_text_says_it(planned, make):
    letter = make.letter("2024z00001", make.question(1, "Wat zegt de Kustbond?", "Niets.", actors=("kustbond",)))
    done = planned(Content((letter,), (make.actor("kustbond", "Kustbond"),)))
    view = next(page.view for page in done.pages if page.path == "/actoren/kustbond/")
    assert [row.match for group in view.mentions for row in group.rows] == ["Kustbond"]


def test_a_name_in_the_cover_letter_counts_as_no_question(planned, make):
    who = (make.actor("kustbond", "Kustbond"),)
    cover = make.text("Mede namens de Kustbond.")
    asked = make.letter("2024z00001", make.question(1, "Wat zegt de Kustbond?", "Niets."), body=cover)
    for letter, count in ((asked, 1), (make.letter("2024z00001", body=cover), 1)):
        done = planned(Content((letter,), who))
        view = next(page.view for page in done.pages if page.path == "/actoren/kustbond/")
        assert [year.count for year in view.years] == [count]


def test_two_names_in_one_line_of_context_are_shown_once(planned, make):
    letter = make.letter(
        "2024z00001",
        make.question(1, "Wie?", "De Kustbond vroeg de Kustbond. " + "En zo verder gaat het. " * 9 + "De Kustbond."),
    )
    done = planned(Content((letter,), (make.actor("kustbond", "Kustbond"),)))
    view = next(page.view for page in done.pages if page.path == "/actoren/kustbond/")
    assert view.mention_count == 3
    assert [row.match for row in view.mentions[0].rows] == ["Kustbond", "Kustbond"]
    assert view.mentions[0].rows[0].after == " vroeg de Kustbond."


def test_what_an_editor_says_of_an_actor_is_shown_with_the_question(site):
    [group] = site["/actoren/kustbond/"].mentions
    assert [(row.before, row.match, row.number, row.part) for row in group.rows] == [("En in de winter?", "", 3, None)]


def test_offices_show_who_held_them_and_persons_their_party(site):
    office, person, party = site["/actoren/minister-van-duinen/"], site["/actoren/jansen/"], site["/actoren/xyz/"]
    [holder] = office.holders
    assert (holder.ref.title, holder.start.iso, holder.end, holder.signed) == ("B. Pieters", "2022-01-10", None, ())
    [membership] = person.parties
    assert (membership.ref.title, [day.iso for day in membership.signed]) == ("XYZ", ["2024-02-01"])
    assert [ref.title for ref in party.members] == ["A. Jansen"]
    assert [row.ref.title for row in site["/actoren/ministerie-van-duinen/"].answered] == ["Fietspaden in duingebied"]
    assert [row.ref.title for row in site["/actoren/minister-van-zee/"].on_behalf] == ["Fietspaden in duingebied"]


def test_a_signature_outside_known_terms_is_shown_by_its_date(planned, make, world):
    people = tuple(dataclasses.replace(a, offices=()) if a.id == "pieters" else a for a in world.actors)
    done = planned(dataclasses.replace(world, actors=people))
    view = next(page.view for page in done.pages if page.path == "/actoren/minister-van-duinen/")
    [holder] = view.holders
    assert (holder.start, holder.end, [day.iso for day in holder.signed]) == (None, None, ["2024-03-05"])


def test_an_office_in_the_text_says_who_held_it_on_the_letters_date(planned, make, world):
    letter = make.letter("2024z00001", make.question(1, "Weet u het?", "De minister van Duinen weet het."))
    done = planned(dataclasses.replace(world, letters=(letter,), articles=(), pages=()))
    view = next(page.view for page in done.pages if page.path == f"{LETTER}vraag-1/")
    assert 'title="held-by B. Pieters 5 maart 2024">minister van Duinen</a>' in view.answer[0].html


@pytest.mark.parametrize(
    ("day", "named"), [("2022-01-09", False), ("2022-01-10", True), ("2023-06-30", True), ("2023-07-01", False)]
)
def test_who_held_an_office_depends_on_the_date(planned, make, day, named):
    term = Term("minister-van-duinen", dt.date(2022, 1, 10), dt.date(2023, 6, 30))
    actors = (
        make.actor("minister-van-duinen", "minister van Duinen", "office"),
        make.actor("pieters", "B. Pieters", "person", offices=(term,)),
    )
    asked = make.question(1, "V?", "De minister van Duinen weet het.")
    letter = make.letter("2024z00001", asked, date=dt.date.fromisoformat(day))
    done = planned(Content((letter,), actors))
    view = next(page.view for page in done.pages if page.path == f"{LETTER}vraag-1/")
    assert ("B. Pieters" in view.answer[0].html) is named


def test_a_topic_counts_the_answers_below_it_once(site):
    view = site["/onderwerpen/natuur/"]
    assert [row.number for group in view.groups for row in group.rows] == [4, 1]
    assert [row.number for group in view.below for row in group.rows] == [2]
    assert view.total == 3
    [node] = [node for node in site["/onderwerpen/"].tree if node.ref.title == "Natuur"]
    assert (node.count, node.total, [child.ref.title for child in node.children]) == (2, 3, ["Duinen"])
    assert [group.initial for group in site["/onderwerpen/"].index] == ["D", "I", "N"]
    assert [ref.title for ref in site["/onderwerpen/duinen/"].parents] == ["Natuur"]


def test_a_circle_of_topics_does_not_hang_the_plan(planned, make):
    topics = (make.topic("a", "A", parent="b"), make.topic("b", "B", parent="a"))
    site = {page.path: page.view for page in planned(Content((), (), topics)).pages}
    assert [node.ref.title for node in site["/onderwerpen/a/"].children] == ["B"]


def test_a_document_shows_every_place_that_cites_it(site):
    view = site["/stukken/bwbr0031788/"]
    assert (view.document.label, view.document.url, view.count) == ("Politiewet 2012", None, 1)
    [row] = view.groups[0].rows
    assert (row.ref.url, row.part) == ("../../brieven/2024z00001/vraag-1/#fn-1", "footnote")
    assert (row.lead, row.before, row.match, row.after) == ("Ja.", "Zie ", "de wet", ".")
    assert [kind for kind, _ in site["/stukken/"].kinds] == ["kst", "jci1.3"]


def test_lists_go_from_new_to_old(site):
    assert [year for year, _ in site["/brieven/"].years] == [2024, 2023]
    assert [row.ref.title for row in site["/"].letters] == ["Fietspaden in duingebied", "Vervolg"]
    assert site["/notities/"].rows[0].note.anchor == "n-2024z00001-meten"
    assert (site["/"].cited[0].row.number, site["/"].cited[0].count) == (1, 1)


def test_a_changed_answer_changes_only_the_pages_that_show_it(planned, make, world):
    first = world.letters[0]
    changed = make.question(6, "Wanneer komt er een besluit?", "Volgend jaar.")
    questions = tuple(changed if q.number == 6 else q for q in first.questions)
    before = planned()
    after = planned(
        dataclasses.replace(world, letters=(dataclasses.replace(first, questions=questions), world.letters[1]))
    )
    old = {page.path: of_value(page.view) for page in before.pages}
    new = {page.path for page in after.pages if of_value(page.view) != old[page.path]}
    # the page itself, the letter, the link "next" of its neighbour, and the number of answers on the home page
    assert new == {LETTER, f"{LETTER}vraag-4/", f"{LETTER}vraag-6/", "/"}


def test_every_title_and_path_is_filled(planned):
    for page in planned().pages:
        for _, value in values(page.view):
            if isinstance(value, PageMeta):
                assert value.title
                assert value.path == page.path
