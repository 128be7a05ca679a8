"""The page of an answer and the page of its letter: what is on them, and what they show of the others."""

import posixpath
import re

import msgspec

from generator.core.model import Content, SourceFile
from generator.core.proof import Proof, State
from generator.pages.views import RedirectView

LETTER = "/brieven/2024z00001/"


def test_an_answer_given_under_another_number_is_repeated_in_full(views):
    own, other = views[f"{LETTER}vraag-2/"], views[f"{LETTER}vraag-3/"]
    assert [block.anchor for block in other.answer] == ["a1", "a2"]
    assert (other.answered_in.url, other.answered_in.number) == ("../vraag-2/", 2)
    assert own.answered_in is None
    assert ([ref.number for ref in own.answers_also], other.answers_also) == ([3], ())
    strip = re.compile(r"<[^>]+>")
    assert [strip.sub("", b.html) for b in other.answer] == [strip.sub("", b.html) for b in own.answer]


def test_footnotes_of_two_files_do_not_clash(views):
    view = views[f"{LETTER}vraag-3/"]
    assert [(foot.anchor, foot.backlinks) for foot in view.footnotes] == [
        ("vraag-2-fn-1", ("vraag-2-fnref-1",)),
        ("fn-1", ()),
    ]
    assert [foot.anchor for foot in views[f"{LETTER}vraag-2/"].footnotes] == ["fn-1"]
    assert [foot.anchor for foot in views[LETTER].footnotes] == ["vraag-1-fn-1", "vraag-2-fn-1", "vraag-3-fn-1"]


def test_a_joint_number_leads_to_the_question_that_holds_it(views):
    view = views[f"{LETTER}vraag-5/"]
    assert isinstance(view, RedirectView)
    assert view.target.url == "../vraag-4/"
    assert views[f"{LETTER}vraag-4/"].numbers == (4, 5)
    assert views[f"{LETTER}vraag-4/"].answers_also == ()
    assert views[f"{LETTER}vraag-4/"].total == 6


def test_previous_and_next_go_by_number(planned, world):
    first = world.letters[0]
    mixed = msgspec.structs.replace(first, questions=tuple(reversed(first.questions)))
    views = {
        page.path: page.view
        for page in planned(msgspec.structs.replace(world, letters=(mixed, world.letters[1]))).pages
    }
    walk, path = [], f"{LETTER}vraag-1/"
    while True:
        walk.append(views[path].number)
        if not views[path].next:
            break
        path = posixpath.join(path, views[path].next.url)
        path = f"{posixpath.normpath(path)}/"
    assert walk == [1, 2, 3, 4, 6]
    assert [section.number for section in views[LETTER].sections] == [1, 2, 3, 4, 6]


def test_cross_references_are_shown_both_ways(views):
    two = views[f"{LETTER}vraag-2/"]
    assert [row.number for row in two.refers_to] == [1, 4]
    cited = [
        (e.ref.url.partition(":~:")[0], e.before, e.match, e.after, e.number, e.part)
        for e in views[f"{LETTER}vraag-1/"].cited_by
    ]
    assert cited == [
        ("../vraag-2/#a1", "Zie ", "antwoord op vraag 1", ".", 2, "answer"),
        ("../vraag-2/#a2", "Meer staat in ", "vragen 1 en 4", ".", 2, "answer"),
    ]


def test_a_shared_answer_is_cited_under_each_of_its_numbers(views):
    for number in (2, 3):
        cited = [(e.number, e.ref.url.partition(":~:")[0]) for e in views[f"{LETTER}vraag-{number}/"].cited_by]
        assert cited == [(4, "../vraag-4/#a1"), (1, "../../2023z00009/vraag-1/#a1")]
    [outside] = views["/brieven/2023z00009/vraag-1/"].other_letters
    assert (outside.ref.url, outside.number) == ("../../2024z00001/vraag-2/", 2)


def test_an_answer_that_points_at_itself_is_not_cited_by_itself(planned, make):
    letter = make.letter(
        "2024z00001",
        make.question(1, "V?", "Zie [vraag 1](question:1) en [vraag 2](question:2)."),
        make.question(2, "V?", answered_in=1),
    )
    views = {page.path: page.view for page in planned(Content((letter,))).pages}
    assert views[f"{LETTER}vraag-1/"].cited_by == views[f"{LETTER}vraag-2/"].cited_by == ()
    assert [row.number for row in views[f"{LETTER}vraag-1/"].refers_to] == [2]
    assert [(row.row.number, row.count) for row in views["/"].cited] == [(2, 1)]


def test_a_repeated_answer_brings_its_own_footnotes_only(planned, make):
    holder = make.question(1, "V?[^1]", "Ja.[^2]", notes=[("1", "Bij de vraag."), ("2", "Bij het antwoord.")])
    letter = make.letter("2024z00001", holder, make.question(2, "V?", answered_in=1))
    views = {page.path: page.view for page in planned(Content((letter,))).pages}
    assert [foot.html for foot in views[f"{LETTER}vraag-2/"].footnotes] == ["<p>Bij het antwoord.</p>"]


def test_a_letter_that_cites_its_own_number_is_not_cited_by_itself(planned, make):
    letter = make.letter("2024z00001", make.question(1, "V?", "Zie [hier](zaak:2024Z00001)."), numbers=("2024Z00001",))
    views = {page.path: page.view for page in planned(Content((letter,))).pages}
    assert views[LETTER].cited_by == ()


def test_an_answer_shows_what_it_cites_and_who_it_names(views):
    one, three = views[f"{LETTER}vraag-1/"], views[f"{LETTER}vraag-3/"]
    [law] = one.cites
    assert (law.url, law.detail) == ("../../../stukken/bwbr0031788/", "artikel 3, zoals die gold op 5 maart 2024")
    assert law.official.endswith("&artikel=3&g=2024-03-05")
    assert [(row.ref.title, row.count) for row in three.actors] == [("Rijkswacht", 1), ("Kustbond", 0)]
    assert [article.title for article in views[f"{LETTER}vraag-2/"].articles] == ["Duin weg"]


def test_a_question_without_an_answer_says_so(views):
    view = views[f"{LETTER}vraag-6/"]
    assert view.answer == ()
    assert view.citation.startswith("cite-question 6")
    assert not views[LETTER].contents[-1].answered
    assert views[f"{LETTER}vraag-4/"].next.answered is False


def test_an_answer_is_cited_with_what_is_known_of_its_letter(views):
    assert views[f"{LETTER}vraag-2/"].citation == (
        "cite-answer 2, Fietspaden in duingebied, Aanhangsel Handelingen II 2023/24, nr. 99"
    )
    assert views["/brieven/2023z00009/vraag-1/"].citation == "cite-answer 1, Vervolg, cite-letter 1 december 2023"


def test_a_long_question_is_cut_at_a_word_and_an_editors_title_takes_its_place(planned, make):
    long = "Deelt u de mening dat " + "de paden langs de kust vaker moeten worden nagekeken en " * 5 + "hersteld?"
    letter = make.letter("2024z00001", make.question(1, long, "Ja."), make.question(2, long, "Nee.", title="De paden"))
    views = {page.path: page.view for page in planned(Content((letter,))).pages}
    first, second = views[LETTER].contents
    assert len(first.text) <= 160
    assert first.text.endswith("…")
    assert long.startswith(first.text.removesuffix("…"))
    assert long[len(first.text) - 1] == " "
    assert (second.text, second.titled, first.titled) == ("De paden", True, False)


def test_text_of_another_language_is_marked(planned, make):
    letter = make.letter("2024z00001", make.question(1, "Is the path open?", "Yes."), lang="en")
    views = {page.path: page.view for page in planned(Content((letter,))).pages}
    assert views["/"].letters[0].ref.lang == "en"
    assert views[LETTER].contents[0].lang == "en"
    assert (views[f"{LETTER}vraag-1/"].page.lang, views[f"{LETTER}vraag-1/"].letter_lang) == ("en", "en")
    assert views["/"].page.lang == "nl"


# --- The letter as a whole -------------------------------------------------------------------------------------


def test_the_letter_has_anchors_that_name_the_question(views):
    view = views[LETTER]
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


def test_notes_are_at_the_block_of_their_passage(views):
    [first, second] = views[f"{LETTER}vraag-2/"].answer
    assert [note.anchor for note in first.notes] == ["n-meten", "n-verwijzing"]
    assert second.notes == ()
    assert '<a id="q-meten" class="noted" href="#n-meten">meet &lt;elke&gt; dag</a>' in first.html
    assert '<mark id="q-verwijzing" class="noted" aria-details="n-verwijzing">Zie <a class="pointer"' in first.html
    assert [note.anchor for note in views[LETTER].cover[0].notes] == ["n-brief"]


def test_the_source_is_offered_and_its_name_quoted(planned):
    done = planned(prove=lambda letter, _shown, _departures: Proof(letter.id, State.EQUAL))
    [file] = (file for file in done.files if not file.path.endswith(".md"))
    assert (file.path, file.origin) == (
        f"{LETTER}brief (1).pdf",
        "content/letters/2024z00001/source/brief (1).pdf",
    )
    view = next(page.view for page in done.pages if page.path == LETTER)
    assert view.proof.file_url == "brief%20%281%29.pdf"
    assert (view.proof.state, view.proof.size) == ("equal", 12)
    assert view.proof.official.title == "Aanhangsel Handelingen II 2023/24, nr. 99"


def test_the_source_opens_at_the_page_of_the_question(planned, make):
    for name, expected in (("brief.PDF", "../brief.PDF#page=3"), ("brief.txt", "../brief.txt")):
        source = SourceFile(f"source/{name}", None, "https://bron.example/brief", 9)
        letter = make.letter("2024z00001", make.question(1, "V?", "Ja.", pages=(4, 3)), source=source)
        views = {page.path: page.view for page in planned(Content((letter,))).pages}
        proof = views[f"{LETTER}vraag-1/"].proof
        assert (proof.file_url, proof.pages, proof.source_url) == (expected, (4, 3), "https://bron.example/brief")
        assert proof.official is None
