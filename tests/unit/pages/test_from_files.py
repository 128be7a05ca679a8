"""From files to pages: the stages before agree with what pages expect of them."""

import re

import pytest

from generator.pages.plan import plan

LETTER = "/brieven/2024z00001/"
FOLDER = "content/letters/2024z00001"


@pytest.fixture
def planned(site, words):
    def planned(files, **more):
        loaded = site(files)
        done, problems = plan(loaded.graph, words, **more)
        return {page.path: page.view for page in done.pages}, (*loaded.problems, *problems)

    return planned


@pytest.fixture
def letter():
    return {
        f"{FOLDER}/letter.md": """\
            ---
            title: Paden
            date: 2024-03-05
            numbers: [2024Z00001]
            answered_by:
              - {actor: pieters, office: minister-van-duinen}
            ---
            Hierbij de antwoorden, mede over de kust.[^1]

            [^1]: Kaart.
            """,
        f"{FOLDER}/vraag-01.md": """\
            ---
            number: 1
            with: [2]
            ---
            ## Vraag

            Wat doet de minister van Duinen?

            ## Antwoord

            De *Rijkswacht* meet.[^1]

            Zij meet elke dag, zie [antwoord op vraag 3](question:3).

            [^1]: Verslag, [30 821, nr. 124](kst:30821-124).
            """,
        f"{FOLDER}/vraag-03.md": """\
            ---
            number: 3
            aliases: [/oud/]
            ---
            ## Vraag

            En in de winter?

            ## Antwoord

            Zie het [tweede deel van antwoord 1](question:1#a2) en [vragen 1 en 2](question:1-2).
            """,
        f"{FOLDER}/notes/dag.md": """\
            ---
            number: 1
            quote: elke dag
            ---
            Zie [vraag 3](question:3).
            """,
        "content/actors/pieters.md": "---\nname: B. Pieters\ntype: person\n---\n",
        "content/actors/minister-van-duinen.md": "---\nname: minister van Duinen\ntype: office\n---\n",
        "content/actors/rijkswacht.md": "---\nname: Rijkswacht\ntype: agency\n---\n",
    }


def test_a_letter_in_files_becomes_its_pages(planned, letter):
    views, problems = planned(letter)
    assert problems == ()
    one, three = views[f"{LETTER}vraag-1/"], views[f"{LETTER}vraag-3/"]
    assert 'title="held-by B. Pieters 5 maart 2024">minister van Duinen</a>' in one.question[0].html
    named = re.search(r'<a class="actor" href="../../../actoren/rijkswacht/">(.+?)</a>', one.answer[0].html)
    assert re.sub(r"<[^>]+>", "", named[1]) == "Rijkswacht"
    assert 'elke dag</a>, zie <a class="pointer" href="../vraag-3/"' in one.answer[1].html
    assert [note.anchor for note in one.answer[1].notes] == ["n-dag"]
    assert 'href="../vraag-1/#a2"' in three.answer[0].html
    assert [(row.number, row.part) for row in one.cited_by] == [(3, "answer")]
    assert [row.number for row in three.refers_to] == [1]
    assert views[f"{LETTER}vraag-2/"].target.url == "../vraag-1/"
    assert views["/oud/"].target.url == "../brieven/2024z00001/vraag-3/"
    assert views["/stukken/kst-30821-124/"].groups[0].rows[0].lead == "De Rijkswacht meet."
    assert [foot.anchor for foot in views[LETTER].footnotes] == ["fn-1", "vraag-1-fn-1"]


def test_every_word_of_every_text_is_on_its_page_and_on_the_letters(planned, letter):
    views, _ = planned(letter)
    strip = re.compile(r"<sup>.*?</sup>|<[^>]+>")
    whole = views[LETTER]
    for section in whole.sections:
        own = views[f"{LETTER}vraag-{section.number}/"]
        for part in ("question", "answer"):
            page = [strip.sub("", block.html) for block in getattr(section, part)]
            assert page == [strip.sub("", block.html) for block in getattr(own, part)]
            assert page


def test_a_clash_and_a_wrong_alias_name_their_lines(planned, letter):
    letter[f"{FOLDER}/vraag-03.md"] = letter[f"{FOLDER}/vraag-03.md"].replace("[/oud/]", "[/zoeken/, /a/../b/]")
    _, problems = planned(letter)
    assert sorted((problem.code, str(problem.position)) for problem in problems) == [
        ("bad-alias", f"{FOLDER}/vraag-03.md:3:21"),
        ("reserved-url", f"{FOLDER}/vraag-03.md:3:11"),
    ]


def test_a_site_with_errors_can_still_be_planned(planned, letter):
    """All problems in one run: what the stages before could not resolve must not hide what pages find."""
    letter[f"{FOLDER}/vraag-03.md"] = letter[f"{FOLDER}/vraag-03.md"].replace("question:1#a2", "question:44")
    letter[f"{FOLDER}/notes/dag.md"] = "---\nnumber: 9\nquote: nergens\n---\nTekst.\n"
    letter[f"{FOLDER}/letter.md"] = letter[f"{FOLDER}/letter.md"].replace("pieters", "niemand")
    letter["content/topics/a.md"] = "---\nname: A\nparent: b\n---\n"
    letter["content/topics/b.md"] = "---\nname: B\nparent: a\n---\n"
    letter["content/topics/c.md"] = "---\nname: C\nparent: nergens\nsee_also: [d]\naliases: [/zoeken/]\n---\n"
    letter["content/articles/x.md"] = "---\nurl: https://x.example\ntitle: X\noutlet: X\nlinks: ['question:8/1']\n---\n"
    letter["content/pages/about.md"] = "---\ntitle: Over\n---\nZie [x](note:2024z00001/weg) en [y](topic:weg).\n"
    views, problems = planned(letter)
    codes = {problem.code for problem in problems}
    assert {"unknown-question", "reserved-url", "unknown-actor"} <= codes
    assert f"{LETTER}vraag-3/" in views
