from __future__ import annotations

import datetime as dt
import re

import pytest

from generator.content import sources
from generator.content.parse import parse
from generator.content.path_kinds import kind_of
from generator.core.languages import LANGUAGES
from generator.core.model import (
    ActorType,
    LetterKind,
    Membership,
    NoteKind,
    Party,
    SourceFile,
    Term,
    place_of,
    plain,
)
from generator.i18n import catalogue

LETTER = "content/letters/2021z00001"
QUESTION = "---\nnumber: {n}\n---\n## Vraag\n\nVraag {n}?\n\n## Antwoord\n\nAntwoord {n}.\n"


def questions(*numbers):
    return {f"{LETTER}/vraag-{n:02}.md": QUESTION.format(n=n) for n in numbers}


def problems(built):
    return [(problem.code, str(problem.position)) for problem in built.problems]


def test_a_letter_with_everything(site):
    built = site(
        {
            f"{LETTER}/letter.md": """\
                ---
                title: "Ja: nee"
                kind: answers
                lang: nl
                date: 2021-10-27
                submitted: 2021-09-30
                received: null
                numbers: [2021Z00001, 2021Z00002]
                publication: ah-tk-20212022-753
                reference: 0012
                asked_by:
                  - {actor: jan-jansen, party: xyz}
                addressed_to:
                  - {office: minister-van-water}
                answered_by:
                  - {actor: piet-de-vries, office: minister-van-water}
                on_behalf_of:
                topics: [water]
                source: {file: source/brief.pdf, sha256: null, url: https://example.org/brief}
                aliases: [/oud/]
                ---
                Hierbij de antwoorden.[^1]

                [^1]: Noot.
                """,
            f"{LETTER}/source/brief.pdf": "12345",
            f"{LETTER}/vraag-02.md": """\
                ---
                number: 2
                title: null
                with: [4, 3]
                topics: [water]
                actors: [jan-jansen]
                source: {pages: [6, 7]}
                ---
                ## Vraag

                Weet u dat?

                - En dit?

                ## Antwoord

                Ja.

                ### Toelichting

                Zeker.
                """,
            f"{LETTER}/vraag-01.md": "---\nnumber: 1\nanswered_in: 2\n---\n## Question\n\nWhat?\n",
            f"{LETTER}/notes/een-noot.md": """\
                ---
                number: 2
                quote: Ja.
                kind: follow-up
                author: redactie
                date: 2021-11-03
                ---
                Dat klopt.
                """,
            "content/actors/jan-jansen.md": "---\nname: Jan Jansen\ntype: person\nparties:\n  - {party: xyz, from: 2020-01-01, to: 2021-01-01}\n---\n",
            "content/actors/piet-de-vries.md": "---\nname: Piet de Vries\ntype: person\noffices:\n  - {office: minister-van-water, from: 2020-01-01}\n---\n",
            "content/actors/xyz.md": "---\nname: XYZ\ntype: party\nold_urls: [/partijen/xyz/]\n---\n",
            "content/actors/minister-van-water.md": "---\nname: minister van Water\ntype: office\n---\n",
            "content/topics/water.md": "---\nname: Water\nkeywords: [dijk]\n---\nOver *water*.\n",
            "content/pages/about.md": "---\ntitle: Over\n---\nDeze site.\n",
            "content/articles/a.md": "---\nurl: https://example.org/a\ntitle: A\noutlet: De Krant\nlinks: ['question:2021z00001/2']\n---\n",
        }
    )
    assert built.problems == ()
    [letter] = built.content.letters
    assert (letter.id, letter.title, letter.kind, letter.lang) == ("2021z00001", "Ja: nee", LetterKind.ANSWERS, "nl")
    assert (letter.date, letter.submitted, letter.received) == (dt.date(2021, 10, 27), dt.date(2021, 9, 30), None)
    assert letter.numbers == ("2021Z00001", "2021Z00002")
    assert letter.reference == "0012"
    assert letter.asked_by == (Party("jan-jansen", "xyz", None),)
    assert letter.on_behalf_of == ()
    assert letter.source == SourceFile("source/brief.pdf", None, "https://example.org/brief", 5)
    assert (plain(letter.body), plain(letter.footnotes[0].blocks)) == ("Hierbij de antwoorden.", "Noot.")
    one, two = letter.questions
    assert (one.number, one.answered_in, one.answer, plain(one.question)) == (1, 2, None, "What?")
    assert (two.number, two.joint, two.topics, two.actors, two.pages) == (
        2,
        (3, 4),
        ("water",),
        ("jan-jansen",),
        (6, 7),
    )
    assert plain(two.question) == "Weet u dat?\nEn dit?"
    assert plain(two.answer) == "Ja.\nToelichting\nZeker."
    [note] = letter.notes
    assert (note.id, note.letter, note.number, note.quote, note.kind) == (
        "een-noot", "2021z00001", 2, "Ja.", NoteKind.FOLLOW_UP,
    )  # fmt: skip
    jan, office, piet, xyz = built.content.actors
    assert jan.parties == (Membership("xyz", dt.date(2020, 1, 1), dt.date(2021, 1, 1)),)
    assert (office.type, piet.offices) == (ActorType.OFFICE, (Term("minister-van-water", dt.date(2020, 1, 1), None),))
    assert xyz.redirects == ("/partijen/xyz/",)
    assert built.content.topics[0].keywords == ("dijk",)
    assert built.content.pages[0].slug == "about"
    assert built.content.articles[0].links == ("question:2021z00001/2",)


def test_front_matter_is_text_until_a_model_says_otherwise(site):
    built = site(questions(1) | {f"{LETTER}/letter.md": "---\ntitle: no\nreference: 1e3\nnumbers: [010]\n---\n"})
    [letter] = built.content.letters
    assert (letter.title, letter.reference, letter.numbers) == ("no", "1e3", ("010",))


def test_keys_know_their_place(site):
    built = site(questions(1) | {f"{LETTER}/letter.md": "---\ntitle: T\nnumbers:\n  - a\n  - b\n---\n"})
    assert str(place_of(built.content.letters[0], "numbers.1")) == f"{LETTER}/letter.md:5:5"
    assert str(place_of(built.content.letters[0], "topics.0")) == f"{LETTER}/letter.md:1:1"


def test_windows_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path, load_site, site):
    site(questions(1))
    path = tmp_path / LETTER / "vraag-01.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    built = load_site(tmp_path)
    assert built.problems == ()
    assert plain(built.content.letters[0].questions[0].answer) == "Antwoord 1."


@pytest.mark.parametrize(
    ("head", "code", "place"),
    [
        ("title: A: b", "yaml-colon", "2:9"),
        ("title: @a", "yaml-character", "2:8"),
        ("title: 'a", "yaml-open-quote", "3:1"),
        ("topics: [a", "yaml-open-bracket", "3:1"),
        ("title: a\n  topics: [b]", "yaml-colon", "3:9"),
        ("title: *a", "yaml-star", "2:8"),
        ("- a", "yaml-no-mapping", "2:1"),
        ("title: a\ntitle: b\nnumber: 1", "duplicate-key", "3:1"),
        ("number: 1\ntitel: a", "unknown-key", "3:1"),
        ("number: een", "wrong-number", "2:9"),
        ("number: 0", "number-too-small", "2:9"),
        ("number: 1\ntopics: water", "expected-list", "3:9"),
        ("number: 1\ntopics: [a, B c]", "wrong-form", "3:13"),
        ("number: 1\nsource: x", "expected-mapping", "3:9"),
        ("number: 1\nsource: {page: 1}", "unknown-key", "3:10"),
        ("number: 1\ndraft: misschien", "wrong-bool", "3:8"),
        ("number: 1\ntitle: [a]", "expected-text", "3:8"),
        ("number: 1\ntitle: ''", "empty-value", "3:8"),
        ("number: [1]", "expected-text", "2:9"),
        ("number: 1\ndraft: {a: b}", "expected-text", "3:8"),
        ("number: 2", "number-mismatch", "2:9"),
        ("title: a", "missing-key", "1:1"),
    ],
)
def test_a_fault_in_front_matter_has_its_place(site, head, code, place):
    built = site({f"{LETTER}/vraag-01.md": f"---\n{head}\n---\n## Vraag\n\nA?\n\n## Antwoord\n\nB.\n"})
    assert problems(built) == [(code, f"{LETTER}/vraag-01.md:{place}")]


@pytest.mark.parametrize(
    ("line", "code", "values"),
    [
        ("titel: a", "unknown-key", {"suggestion": "title"}),
        ("kind: answer", "unknown-value", {"suggestion": "answers"}),
        ("date: 27-10-2021", "wrong-date", {"value": "27-10-2021"}),
        ("date: 2021-02-30", "wrong-date", {"value": "2021-02-30"}),
        ("date: 20211027", "wrong-date", {"value": "20211027"}),
        ("date: 1635292800", "wrong-date", {"value": "1635292800"}),
        ("lang: xq", "wrong-language", {"value": "xq"}),
        ("asked_by: [{actor: a, partij: b}]", "unknown-key", {"suggestion": "party"}),
        ("numbers: 2021Z00001", "expected-list", {"example": "numbers: [2021Z00001]"}),
        ("source: {file: source/breif.pdf}", "no-source-file", {"suggestion": "source/brief.pdf"}),
    ],
)
def test_a_fault_says_how_to_mend_it(site, line, code, values):
    files = {f"{LETTER}/letter.md": f"---\ntitle: T\n{line}\n---\n", f"{LETTER}/source/brief.pdf": "x"}
    found = [p for p in site(questions(1) | files).problems if p.code == code]
    assert len(found) == 1
    assert values.items() <= dict(found[0].values).items()


def test_all_faults_are_reported_at_once_and_nothing_else_looks_wrong(site):
    files = {
        f"{LETTER}/letter.md": "---\nkind: x\ndate: gisteren\n---\n",
        f"{LETTER}/vraag-03.md": "---\nnumber: drie\n---\n## Vraag\n\nZie [antwoord 1](question:1).\n",
        f"{LETTER}/vraag-02.md": "geen kop\n",
    }
    assert problems(site(questions(1) | files)) == [
        ("missing-key", f"{LETTER}/letter.md:1:1"),
        ("unknown-value", f"{LETTER}/letter.md:2:7"),
        ("wrong-date", f"{LETTER}/letter.md:3:7"),
        ("missing-key", f"{LETTER}/vraag-02.md:1:1"),
        ("no-front-matter", f"{LETTER}/vraag-02.md:1:1"),
        ("text-before-section", f"{LETTER}/vraag-02.md:1:1"),
        ("wrong-number", f"{LETTER}/vraag-03.md:2:9"),
    ]


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("## Vraag\n\nA?\n\n## Antword\n\nB.", "unknown-section", 8),
        ("# Vraag\n\nA?\n\n## vraag\n\nB.", "duplicate-section", 8),
        ("Los.\n\n## Vraag\n\nA?", "text-before-section", 4),
        ("## Antwoord\n\nB.", "empty-question", 1),
        ("## Vraag\n\n## Antwoord\n\nB.", "empty-question", 4),
        ("## Vraag\n\nA?\n\n## Antwoord\n", "empty-answer", 8),
        ("## Vraag\n\nA?\n\n## Het Antwoord op vraag 1\n\nB.", "unknown-section", 8),
        ("## Vraag\n\nA?\n\n### Antwoord\n\nB.", "section-in-text", 8),
        ("## Vraag\n\nA?\n\n##Antwoord\n\nB.", "section-in-text", 8),
        ("## Vraag\n\nA?\n\n**antwoord 1:**\n\nB.", "section-in-text", 8),
    ],
)
def test_a_questions_sections(site, body, code, line):
    built = site(questions(2) | {f"{LETTER}/vraag-01.md": f"---\nnumber: 1\n---\n{body}\n"})
    assert problems(built) == [(code, f"{LETTER}/vraag-01.md:{line}:1")]


@pytest.mark.parametrize(
    ("name", "body", "headings"),
    [
        ("vraag-01.md", "Los.\n\n## Antwoord\n\nB.", ("Vraag", "Antwoord")),
        ("vraag-01.md", "Los.\n\n## Answer\n\nB.", ("Question", "Answer")),
        ("question-01.md", "Los.\n\n## Antwoord\n\nB.", ("Vraag", "Antwoord")),
        ("question-01.md", "Los.\n\n## Antwordt\n\nB.", ("Vraag", "Antwoord")),
        ("question-01.md", "", ("Question", "Answer")),
        ("question-01.md", "Los.", ("Question", "Answer")),
        ("vraag-01.md", "## Bijlage\n\nLos.", ("Vraag", "Antwoord")),
        ("01.md", "", ("Vraag", "Antwoord")),
        ("vraag-01.md", "## Answer 1\n\nB.", ("Question", "Answer")),
    ],
)
def test_headings_are_named_as_the_file_has_them(site, name, body, headings):
    built = site({f"{LETTER}/{name}": f"---\nnumber: 1\n---\n{body}\n"})
    told = [problem for problem in built.problems if "section" in problem.code or problem.code == "empty-question"]
    assert told
    assert {(dict(one.values)["question"], dict(one.values)["answer"]) for one in told} == {headings}
    for language in LANGUAGES:
        texts = [f"{catalogue(language).message(one)} {catalogue(language).hint(one)}" for one in told]
        assert all(set(re.findall(r"(?<!#)## (\w+)", text)) <= {*headings} for text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_names_a_heading_that_a_file_may_not_have(language):
    for code, wording in catalogue(language).wordings.items():
        for text in filter(None, (wording.message, wording.hint, wording.otherwise)):
            assert not re.search(r"## \w|(?:vraag|question)-\d", text), (language, code)


def test_a_number_belongs_to_one_question(site):
    files = {f"{LETTER}/vraag-1-b.md": QUESTION.format(n=1), f"{LETTER}/vraag-03.md": QUESTION.format(n=3)}
    files[f"{LETTER}/vraag-03.md"] = files[f"{LETTER}/vraag-03.md"].replace("number: 3", "number: 3\nwith: [2]")
    built = site(questions(1, 2) | files)
    assert problems(built) == [
        ("duplicate-number", f"{LETTER}/vraag-03.md:3:7"),
        ("duplicate-number", f"{LETTER}/vraag-1-b.md:2:9"),
    ]
    assert dict(built.problems[1].values)["other"] == f"{LETTER}/vraag-01.md"
    assert [question.number for question in built.content.letters[0].questions] == [1, 2, 3]


def test_what_nothing_reads_is_a_warning(site):
    built = site(
        questions(1)
        | {
            "content/topic/water.md": "x",
            "content/leesmij.md": "x",
            "content/actors/oud/x.md": "x",
            f"{LETTER}/.vraag-02.md.swp": "x",
            f"{LETTER}/vraag-02.md~": "x",
        }
    )
    assert [(p.code, str(p.position), p.is_error) for p in built.problems] == [
        ("stray-file", "content/actors/oud/x.md", False),
        ("stray-file", "content/leesmij.md", False),
        ("stray-folder", "content/topic", False),
        ("stray-file", "content/topic/water.md", False),
    ]


def test_a_folder_without_a_letter(site, tmp_path, load_site):
    site(questions(1))
    (tmp_path / LETTER / "letter.md").unlink()
    built = load_site(tmp_path)
    assert problems(built) == [("no-letter", f"{LETTER}/letter.md")]


def test_names_of_files_are_addresses(site):
    built = site(questions(1) | {"content/topics/Groot Water.md": "---\nname: Water\n---\n"})
    assert [(p.code, dict(p.values).get("suggestion")) for p in built.problems] == [("wrong-id", "groot-water")]


@pytest.mark.parametrize(
    ("kind", "code"),
    [("questions", "kind-with-answers"), ("letter", "kind-with-answers"), ("answers", None)],
)
def test_a_letters_kind_agrees_with_its_questions(site, kind, code):
    built = site(questions(1) | {f"{LETTER}/letter.md": f"---\ntitle: T\nkind: {kind}\n---\n"})
    assert built.codes == ([code] if code else [])


DRAFT = "---\nnumber: {n}\ndraft: true\n---\n## Vraag\n\nKlad?\n"


def test_drafts_are_left_out_with_all_that_hangs_on_them(site, tmp_path, load_site):
    files = {
        f"{LETTER}/vraag-02.md": DRAFT.format(n=2),
        f"{LETTER}/notes/bij-twee.md": "---\nnumber: 2\nquote: Klad?\n---\nX.\n",
        f"{LETTER}/notes/klad.md": "---\nnumber: 1\nquote: Nergens\ndraft: true\n---\nX.\n",
        "content/letters/2022z00001/letter.md": "---\ntitle: Klad\ndraft: true\nfout: x\n---\n",
        "content/letters/2022z00001/vraag-01.md": QUESTION.format(n=1),
        "content/letters/2022z00001/a-eerder.md": QUESTION.format(n=2),
    }
    built = site(questions(1) | files)
    assert built.problems == ()
    assert [(letter.id, len(letter.questions), len(letter.notes)) for letter in built.content.letters] == [
        ("2021z00001", 1, 0)
    ]
    shown = load_site(tmp_path, drafts=True)
    assert sorted(shown.codes) == ["quote-not-found", "unknown-key"]
    assert [(letter.id, len(letter.questions), len(letter.notes)) for letter in shown.content.letters] == [
        ("2021z00001", 2, 2),
        ("2022z00001", 2, 0),
    ]


class Shelf(dict):
    """A cache that counts what it was asked for in vain."""

    missed = 0

    def get(self, key, kind):
        found = super().get(key)
        self.missed += found is None
        return found

    def put(self, key, value):
        self[key] = value


def test_a_file_is_parsed_again_only_when_it_changed(site, tmp_path):
    site(questions(1, 2))
    cache = Shelf()
    before = parse(sources.read(tmp_path), cache=cache)
    assert (cache.missed, len(cache)) == (3, 3)
    assert parse(sources.read(tmp_path), cache=cache) == before
    assert cache.missed == 3
    (tmp_path / LETTER / "vraag-02.md").write_text(QUESTION.format(n=2).replace("Antwoord 2.", "Anders."), "utf-8")
    content, _ = parse(sources.read(tmp_path), cache=cache)
    assert cache.missed == 4
    assert plain(content.letters[0].questions[1].answer) == "Anders."


def test_two_files_with_the_same_bytes_are_two_files(site, tmp_path):
    topic = "---\nname: Water\n---\n"
    site(questions(1) | {"content/topics/a.md": topic, "content/topics/b.md": topic})
    content, _ = parse(sources.read(tmp_path), cache=Shelf())
    assert [topic.id for topic in content.topics] == ["a", "b"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("content/letters/a/letter.md", "letter"),
        ("content/letters/a/vraag-01.md", "question"),
        ("content/letters/a/notes/b.md", "note"),
        ("content/letters/a/notes/b/c.md", None),
        ("content/letters/a/source/b.md", None),
        ("content/letters/los.md", None),
        ("content/actors/a.md", "actor"),
        ("content/los.md", None),
    ],
)
def test_the_kind_of_a_file_is_its_place(path, kind):
    assert kind_of(path) == kind


def test_bytes_that_are_no_utf8(site, tmp_path, load_site):
    site(questions(1))
    (tmp_path / LETTER / "vraag-01.md").write_bytes(QUESTION.format(n=1).encode() + b"caf\xe9\n")
    assert problems(load_site(tmp_path)) == [("not-utf-8", f"{LETTER}/vraag-01.md:11:4")]


def test_a_repeating_alias_does_not_fill_the_memory(site):
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in ("ab", "bc", "cd", "de", "ef")
    )
    built = site(questions(2) | {f"{LETTER}/vraag-01.md": f"---\n{bomb}---\n## Vraag\n\nA?\n"})
    assert problems(built) == [("limit-values", f"{LETTER}/vraag-01.md:2:35")]


def test_an_alias_inside_itself(site):
    built = site(questions(2) | {f"{LETTER}/vraag-01.md": "---\ntopics: &a [*a]\n---\n## Vraag\n\nA?\n"})
    assert problems(built) == [("limit-depth", f"{LETTER}/vraag-01.md:2:9")]


def test_control_characters(site):
    built = site(questions(2) | {f"{LETTER}/vraag-01.md": "---\nnumber: 1\ntitle: a\x07b\n---\n## Vraag\n\nA?\n"})
    assert problems(built) == [("yaml-control", f"{LETTER}/vraag-01.md:3:9")]


def test_questions_are_not_in_the_letters_own_file(site):
    text = "---\ntitle: T\n---\nGeachte.\n\n## Bijlage\n\n## Vraag 1\n\nA?\n\n### Vraag\n"
    assert problems(site(questions(1) | {f"{LETTER}/letter.md": text})) == [
        ("question-in-letter", f"{LETTER}/letter.md:8:1")
    ]


@pytest.mark.parametrize(("heading", "file"), [("Vraag 1", "vraag-01.md"), ("Answer", "question-01.md")])
def test_a_question_is_to_be_in_a_file_named_in_its_language(site, heading, file):
    [problem] = site({f"{LETTER}/letter.md": f"---\ntitle: T\nkind: letter\n---\n## {heading}\n\nA?\n"}).problems
    assert dict(problem.values)["example"] == file


def test_a_note_has_text_and_no_footnotes_of_its_own(site):
    built = site(
        questions(1)
        | {
            f"{LETTER}/notes/leeg.md": "---\nnumber: 1\nquote: Vraag 1\n---\n",
            f"{LETTER}/notes/voet.md": "---\nnumber: 1\nquote: Vraag 1\n---\nX.[^1]\n\n[^1]: Y.\n",
        }
    )
    assert problems(built) == [
        ("empty-note", f"{LETTER}/notes/leeg.md:5:1"),
        ("footnote-in-note", f"{LETTER}/notes/voet.md:7:1"),
    ]


def test_an_empty_folder_is_an_empty_site(load_site, tmp_path):
    built = load_site(tmp_path)
    assert built.codes == ["no-site-file"]
    assert built.content.letters == ()
