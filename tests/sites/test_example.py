"""The example site: a real letter, read closely. What is counted here was counted by reading."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
LETTER = "2021z16860"

# Every “zie het antwoord op vraag …” of the letter: from answer to answer, as often as it is said.
POINTERS = {
    4: [(2, 3), (3,), (2,)],
    7: [(6,), (6,)],
    9: [(5,)],
    10: [(4,)],
    12: [(11,)],
    13: [(4,), (11,)],
    14: [(4,)],
    16: [(2,)],
    18: [(4,)],
    20: [(2,)],
}

# How often each actor is named in questions and answers, headings and cover left out.
MENTIONS = {
    "politie": 37,
    "rijkswaterstaat": 37,
    "ministerie-van-defensie": 17,  # and once in the name of a policy, “Defensie Beveiligingsbeleid”
    "dji": 13,
    "china": 4,
    "tweede-kamer": 3,
    "minister-van-justitie-en-veiligheid": 3,
    "minister-van-infrastructuur-en-waterstaat": 2,
    "nederland": 2,
    "amerikaanse-leger": 1,
    "checkpoint": 1,
    "chinese-overheid": 1,
    "europese-unie": 1,
    "synaktic": 1,
    "tenderned": 1,
    "verenigde-staten": 1,
}

CITED = {
    "kst:30821-124": 1,
    "kst:30821-125": 1,
    "ecli:NL:HR:1995:ZD0328": 1,
    "jci1.3:c:BWBR0031788": 2,
    "jci1.3:c:BWBR0001903": 1,
    "jci1.3:c:BWBR0032203": 2,  # a law as a whole is linked once in a paragraph
}


@pytest.fixture(scope="module")
def example():
    """The example's graph, and all that is wrong with its content."""
    from generator.content import site_settings, sources
    from generator.content.parse import parse
    from generator.graph.link import link

    found = sources.read(ROOT)
    settings, unclear = site_settings.parse(found.site)
    content, wrong = parse(found)
    graph, broken = link(content, settings)
    return graph, (*unclear, *wrong, *broken)


def test_nothing_is_wrong_with_it(example):
    assert not example[1]


def test_every_question_has_its_answer(example):
    graph, _ = example
    assert [key.number for key in sorted(graph.questions)] == list(range(1, 23))
    assert len(graph.answers) == 22


def test_every_pointer_of_the_letter_leads_to_the_answers_it_names(example):
    graph, _ = example
    found = {
        text.number: [tuple(target.number for target in pointer.targets) for pointer in pointers]
        for text, pointers in graph.pointers.items()
        if pointers
    }
    assert found == POINTERS


def test_every_mention_in_questions_and_answers_is_found_and_no_other(example):
    graph, _ = example
    found = Counter(mention.actor for text, mentions in graph.mentions.items() if text.number for mention in mentions)
    assert dict(found) == MENTIONS


def test_every_citation_leads_to_its_document(example):
    graph, _ = example
    found = Counter(str(citation.document) for citations in graph.citations.values() for citation in citations)
    assert dict(found) == CITED


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("kst-30821-124", "Naast de genoemde kansen, bestaat echter ook het risico"),
        ("kst-30821-125", "de laatste stand van zaken heeft ontvangen."),
        ("ecli-nl-hr-1995-zd0328", "De politie mag bij de uitvoering van haar taken"),
    ],
)
def test_a_document_cited_in_a_footnote_is_shown_with_the_sentence_of_its_mark(example, document, words):
    from generator.pages.plan import plan

    text = (ROOT / "theme" / "i18n" / "nl.yml").read_text()
    planned, _ = plan(example[0], yaml.safe_load(text), offline=False, base_url=None)
    page = next(page for page in planned.pages if page.path == f"/stukken/{document}/")
    excerpts = [row for group in page.view.groups for row in group.rows]
    assert len(excerpts) == 1
    assert words in repr(excerpts[0])


def test_every_note_is_at_its_passage_and_the_readme_counts_them(example):
    graph, _ = example
    anchored = [note for notes in graph.notes.values() for note in notes]
    assert len(anchored) == 16
    assert all(note.places for note in anchored)
    assert "sixteen editors' notes" in (ROOT / "README.md").read_text()


def test_every_topic_leads_to_answers_itself_or_below_it(example):
    graph, _ = example

    def answers(topic):
        return len(graph.topic_questions.get(topic, ())) + sum(map(answers, graph.topic_children.get(topic, ())))

    assert not [topic for topic in graph.topics if not answers(topic)]


def test_the_office_is_held_by_whoever_held_it_on_the_letter_s_day(example):
    graph, _ = example
    day = graph.letters[LETTER].date.isoformat()
    held = {
        (term.office, term.actor)
        for term in graph.terms
        if (term.start or "") <= day <= (term.end or "9999") and term.start != term.end
    }
    assert held == {
        ("minister-van-justitie-en-veiligheid", "ferd-grapperhaus"),
        ("minister-van-infrastructuur-en-waterstaat", "barbara-visser"),
        ("minister-van-defensie", "henk-kamp"),
    }


def test_the_source_is_the_one_the_letter_names(example):
    from generator.core.digest import sha256

    graph, _ = example
    source = graph.letters[LETTER].source
    assert sha256((ROOT / "content" / "letters" / LETTER / source.file).read_bytes()) == source.sha256


def test_the_letter_is_word_for_word_its_source():
    from generator.verify import verify

    report = verify(ROOT / "content" / "letters" / LETTER)
    assert report.ok, report.differences


def test_importing_the_source_again_gives_the_same_letter():
    """What an editor added to it is in front matter and notes only."""
    from generator.content.cut_file import cut
    from generator.intake import disk, plan_import

    folder = ROOT / "content" / "letters" / LETTER
    source = next((folder / "source").iterdir())
    plan = plan_import(source.read_bytes(), source.name, disk.existing_actors(ROOT / "content", cut))
    assert not plan.actors
    assert plan.letter_id == LETTER
    for file in plan.files:
        kept = (ROOT / "content" / file.path).read_text(encoding="utf-8")
        assert kept.split("\n---\n", 1)[1] == file.text.split("\n---\n", 1)[1], file.path
