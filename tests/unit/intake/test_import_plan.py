"""What an import plans and writes: files in the content model, stubs of actors, nothing over an editor's work."""

import textwrap
from pathlib import Path

import pytest

from generator.content.cut_file import cut
from generator.core import digest
from generator.core.diagnostics import Position
from generator.core.model import ActorType
from generator.intake import disk, import_journal, letter_identity, plan_import, plan_update
from generator.intake.letter_actors import KnownActor
from tests.unit.intake.conftest import KEEPING

LETTER = textwrap.dedent("""\
    Vragen van de leden Jansen en De Wit (beiden XYZ) aan de Minister van Defensie over de brug
    (ingezonden 3 februari 2023, 2023Z01234).
    Antwoord van Minister De Vries (Defensie) (ontvangen 3 maart 2023).

    Vraag 1
    Kent u het bericht «De brug»?1

    Antwoord 1
    Ja. Zie ook het antwoord op vraag 2.

    Vraag 2
    Hoe oud is de brug?

    Antwoord 2
    Zij is zestig jaar oud, zoals blijkt uit het archief.

    1 Dagblad, 3 februari 2023.
    """)


def plan(text=LETTER, name="Brief over de brug.txt", actors=()):
    return plan_import(text.encode(), name, actors)


def found(content, plan) -> str | None:
    return letter_identity.find(plan, disk.KnownContent(content, cut).letters, cut).same


def files(plan) -> dict[str, str]:
    return {file.path: file.text for file in (*plan.files, *plan.actors)}


def test_a_letter_is_planned_in_the_content_model():
    made = files(plan())
    sha256 = digest.sha256(LETTER.encode())
    assert made["letters/2023z01234/letter.md"] == textwrap.dedent(f"""\
        ---
        title: De brug
        kind: answers
        lang: nl
        date: null
        submitted: 2023-02-03
        received: 2023-03-03
        numbers: [2023Z01234]
        publication: null
        reference: null
        asked_by:
          - {{actor: jansen, party: xyz}}
          - {{actor: de-wit, party: xyz}}
        addressed_to:
          - {{office: minister-van-defensie}}
        answered_by:
          - {{actor: de-vries, office: minister-van-defensie}}
        on_behalf_of: []
        topics: []
        source: {{file: source/brief-over-de-brug.txt, sha256: {sha256}, url: null}}
        ---
        Vragen van de leden Jansen en De Wit (beiden XYZ) aan de Minister van Defensie over de brug (ingezonden 3 februari 2023, 2023Z01234).

        Antwoord van Minister De Vries (Defensie) (ontvangen 3 maart 2023).
        """)
    assert made["letters/2023z01234/vraag-01.md"] == textwrap.dedent("""\
        ---
        number: 1
        title: null
        topics: []
        actors: []
        ---
        ## Vraag

        Kent u het bericht «De brug»?[^1]

        ## Antwoord

        Ja. Zie ook het [antwoord op vraag 2](question:2).

        [^1]: Dagblad, 3 februari 2023.
        """)
    assert made["actors/de-vries.md"] == textwrap.dedent("""\
        ---
        name: De Vries
        type: person
        offices:
          - {office: minister-van-defensie, from: null, to: null}
        ---
        """)
    assert made["actors/xyz.md"] == "---\nname: XYZ\ntype: party\n---\n"


def test_every_planned_file_is_read_without_a_problem(tmp_path, load_site):
    disk.write(plan(), tmp_path / "content")
    (tmp_path / "site.yml").write_text("name: Proef\n")
    site = load_site(tmp_path)
    assert site.codes == []
    assert [question.number for question in site.content.letters[0].questions] == [1, 2]


def test_the_same_file_gives_the_same_plan():
    assert plan() == plan()


def test_a_letter_with_a_hundred_questions_has_names_of_three_digits():
    text = "\n".join(f"Vraag {n}\nKent u brug {n}?\nAntwoord {n}\nJa.\n" for n in range(1, 102))
    names = {Path(path).name for path in files(plan(text))}
    assert {"vraag-001.md", "vraag-101.md"} <= names


def test_an_english_letter_has_english_sections():
    text = "Answers from the Minister of Defence about the bridge\n\nQuestion 1\nDo you know the bridge?\n\nAnswer 1\nYes, it is on the map.\n"
    made = files(plan(text, "letter.txt"))
    path = next(path for path in made if path.endswith("question-01.md"))
    assert "## Question\n\nDo you know the bridge?\n\n## Answer\n\nYes" in made[path]


def test_a_footnote_whose_mark_is_nowhere_is_kept_in_the_letter_and_reported(papers):
    data = papers.docx(
        [
            [papers.Piece("Onderwerp Antwoorden op vragen over de brug", footnote="Een noot bij het onderwerp.")],
            [papers.Piece("Hierbij bied ik u de antwoorden aan.")],
            [papers.Piece("Vraag 1")],
            [papers.Piece("Kent u de brug?")],
        ]
    )
    made = plan_import(data, "brief.docx")
    assert "[^1]: Een noot bij het onderwerp." in made.files[0].text
    assert "footnote-without-mark" in {problem.code for problem in made.problems}


# --- Actors ----------------------------------------------------------------------------------------------------


def known(actor_id, kind, *names):
    return KnownActor(actor_id, ActorType(kind), names)


def test_known_actors_are_found_by_name_and_alias():
    actors = [
        known("partij-xyz", "party", "Partij XYZ", "XYZ"),
        known("mindef", "office", "Minister van Defensie"),
        known("anna-jansen", "person", "Anna Jansen"),
        known("p-de-vries", "person", "P. de Vries"),
    ]
    made = files(plan(actors=actors))
    letter = made["letters/2023z01234/letter.md"]
    assert "{actor: anna-jansen, party: partij-xyz}" in letter
    assert "{actor: p-de-vries, office: mindef}" in letter
    assert sorted(path for path in made if path.startswith("actors/")) == ["actors/de-wit.md"]


def test_a_surname_that_two_have_is_nobody_in_particular():
    actors = [known("anna-jansen", "person", "Anna Jansen"), known("piet-jansen", "person", "Piet Jansen")]
    assert "{actor: jansen, party: xyz}" in files(plan(actors=actors))["letters/2023z01234/letter.md"]


def test_another_given_name_is_another_person():
    text = LETTER.replace("Minister De Vries", "Minister Q. de Vries")
    made = files(plan(text, actors=[known("p-de-vries", "person", "P. de Vries")]))
    assert "actors/q-de-vries.md" in made


# --- What cannot be imported -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "leeg.txt", "empty-source"),
        (b" \n\n ", "wit.txt", "empty-source"),
        (b"\x00\x01\x02\x03", "beeld.txt", "not-text"),
        (b"abc", "lied.mp3", "unknown-format"),
        (b"PK\x03\x04", "brief.odt", "format-to-convert"),
        (b"{\\rtf1 Vraag 1}", "brief.rtf", "format-to-convert"),
        (b"Recept: neem een ei en een ui.\nBak ze samen.\n", "recept.txt", "not-a-letter"),
    ],
)
def test_what_is_no_letter_is_refused_with_a_reason(data, name, code):
    refused = plan_import(data, name)
    assert not refused.ok
    assert [(problem.code, problem.position) for problem in refused.problems] == [(code, Position(name))]
    assert refused.files == ()


def test_a_text_in_the_code_page_of_windows_is_read():
    assert (
        "title: Café «De brug»"
        in files(plan_import(LETTER.replace("over de brug", "over café «De brug»").encode("cp1252"), "b.txt"))[
            "letters/2023z01234/letter.md"
        ]
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_text(encoding):
    made = files(plan_import(LETTER.replace("\n", "\r\n").encode(encoding), "b.txt"))
    assert made["letters/2023z01234/vraag-01.md"] == files(plan())["letters/2023z01234/vraag-01.md"]


# --- Writing ---------------------------------------------------------------------------------------------------


def test_a_letter_that_is_there_is_not_written_over(tmp_path):
    disk.write(plan(), tmp_path)
    path = tmp_path / "letters/2023z01234/vraag-01.md"
    path.write_text("van de redactie")
    with pytest.raises(FileExistsError):
        disk.write(plan(), tmp_path)
    assert path.read_text() == "van de redactie"


def test_a_write_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(path: Path, data: bytes) -> None:
        if path.name == "5":
            raise OSError("disk full")
        path.write_bytes(data)

    monkeypatch.setattr(import_journal, "_put", full)
    with pytest.raises(OSError, match="disk full"):
        disk.write(plan(), tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_source_is_kept_beside_the_letter(tmp_path):
    disk.write(plan(), tmp_path)
    assert (tmp_path / "letters/2023z01234/source/brief-over-de-brug.txt").read_bytes() == LETTER.encode()


def test_an_actor_that_is_there_is_not_written_over(tmp_path):
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors/jansen.md").write_text("---\nname: Jansen BV\ntype: company\n---\n")
    disk.write(plan_import(LETTER.encode(), "b.txt", disk.existing_actors(tmp_path, cut)), tmp_path)
    assert "Jansen BV" in (tmp_path / "actors/jansen.md").read_text()
    assert "{actor: jansen-persoon, party: xyz}" in (tmp_path / "letters/2023z01234/letter.md").read_text()


# --- Importing again -------------------------------------------------------------------------------------------


@pytest.fixture
def again(tmp_path):
    """Give a function that edits an imported letter, imports a changed source over it, and gives the problems' codes."""
    disk.write(plan(), tmp_path)
    folder = tmp_path / "letters/2023z01234"

    def update(edits=(), change=("", ""), notes=()):
        for name, old, new in edits:
            path = folder / name
            assert old in path.read_text()
            path.write_text(path.read_text().replace(old, new))
        for name, text in notes:
            (folder / "notes").mkdir(exist_ok=True)
            (folder / "notes" / name).write_text(text)
        changed = plan(LETTER.replace(*change), actors=disk.existing_actors(tmp_path, cut))
        there = disk.existing_letter(tmp_path, found(tmp_path, changed))
        merged = plan_update(changed, there, "brief.txt", cut, KEEPING)
        disk.write(merged, tmp_path)
        return sorted(problem.code for problem in merged.problems if problem.code.startswith("update")), merged

    update.read = lambda name: (folder / name).read_text()
    return update


def test_importing_the_same_source_again_changes_nothing(again):
    codes, merged = again()
    assert codes == []
    assert merged.files == ()


def test_an_editors_titles_topics_and_links_stay_when_the_text_is_the_same(again):
    codes, merged = again(
        edits=[
            ("vraag-01.md", "title: null", "title: Het bericht   # mooier"),
            ("vraag-01.md", "topics: []", "topics: [bruggen]"),
            ("vraag-01.md", "(question:2)", "(question:2023z01234/2)"),
            ("letter.md", "actor: jansen,", "actor: anna-jansen,"),
        ]
    )
    assert codes == []
    assert merged.files == ()
    assert "title: Het bericht   # mooier" in again.read("vraag-01.md")


def test_a_changed_text_takes_the_links_of_the_old(again):
    codes, _ = again(
        edits=[
            ("vraag-02.md", "het archief", "het [archief](https://archief.example/)"),
            ("vraag-02.md", "title: null", "title: Ouderdom"),
        ],
        change=("zestig jaar oud", "zeventig jaar oud"),
    )
    text = again.read("vraag-02.md")
    assert codes == ["update-source-kept", "update-text-changed", "update-text-kept"]
    assert "Zij is zeventig jaar oud, zoals blijkt uit het [archief](https://archief.example/)." in text
    assert "title: Ouderdom" in text


def test_a_link_whose_words_are_gone_is_reported(again):
    codes, _ = again(
        edits=[("vraag-02.md", "het archief", "het [archief](https://archief.example/)")],
        change=("het archief", "de boeken"),
    )
    assert codes == ["update-edit-lost", "update-source-kept", "update-text-changed", "update-text-kept"]


def test_an_editors_note_whose_quotation_is_gone_is_reported_and_kept(again):
    note = "---\nnumber: 2\nquote: zestig jaar oud\n---\nDat klopt.\n"
    codes, _ = again(notes=[("ouderdom.md", note)], change=("zestig jaar oud", "zeventig jaar oud"))
    assert codes == ["update-quote-gone", "update-source-kept", "update-text-changed", "update-text-kept"]
    assert again.read("notes/ouderdom.md") == note


def test_a_value_that_an_editor_changed_stays_and_is_reported(again):
    codes, _ = again(edits=[("letter.md", "submitted: 2023-02-03", "submitted: 2023-02-04")])
    assert codes == ["update-kept-value"]
    assert "submitted: 2023-02-04" in again.read("letter.md")


def test_a_question_that_is_new_in_the_source_gets_a_file(again):
    codes, _ = again(change=("1 Dagblad", "Vraag 3\nWie bouwde haar?\n\n1 Dagblad"))
    assert "update-new-file" in codes
    assert "Wie bouwde haar?" in again.read("vraag-03.md")


def test_a_question_that_is_gone_from_the_source_is_kept_and_reported(again):
    codes, _ = again(change=("Vraag 2\nHoe oud is de brug?\n\nAntwoord 2\n", "\n"))
    assert "update-question-gone" in codes
    assert "Hoe oud is de brug?" in again.read("vraag-02.md")


def test_a_letter_is_found_by_its_number_under_another_name(tmp_path):
    disk.write(plan(), tmp_path)
    (tmp_path / "letters/2023z01234").rename(tmp_path / "letters/de-brug")
    assert found(tmp_path, plan()) == "de-brug"


def test_an_update_that_fails_leaves_the_letter_as_it_was(again, monkeypatch, tmp_path):
    before = again.read("vraag-02.md")

    def broken(path: Path, data: bytes) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(import_journal, "_put", broken)
    with pytest.raises(OSError, match="disk full"):
        again(change=("zestig", "zeventig"))
    assert again.read("vraag-02.md") == before
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["2023z01234"]


BARE = """Vraag 1
Kent u de brug?
Antwoord 1
Ja.
"""


@pytest.mark.parametrize(
    ("text", "name", "letter_id", "code"),
    [
        (BARE, "Antwoorden Brug (def).txt", "antwoorden-brug-def", "letter-without-number-or-date"),
        (f"Datum 3 mei 2022\n\n{BARE}", "map/brug.txt", "2022-05-03-brug", "letter-without-number"),
        (
            f"Vragen en antwoorden van het lid Jansen (XYZ) over de brug\n\n{BARE}",
            "x.txt",
            "de-brug",
            "letter-without-number-or-date",
        ),
    ],
)
def test_a_letter_without_a_number_is_named_after_what_there_is_and_that_is_said(text, name, letter_id, code):
    made = plan_import(text.encode(), name)
    assert made.ok
    assert made.letter_id == letter_id
    assert code in {problem.code for problem in made.problems}


def test_headings_by_theme_stand_in_the_file_of_the_question_below_them():
    text = LETTER.replace("    Vraag 2", "Vraag 2").replace("Vraag 2\nHoe", "II. Bouw\n\nVraag 2\nHoe")
    made = files(plan(text))
    assert "## Vraag\n\n### II. Bouw\n\nHoe oud is de brug?" in made["letters/2023z01234/vraag-02.md"]
    assert "Bouw" not in made["letters/2023z01234/vraag-01.md"]
