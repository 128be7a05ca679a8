"""What an update leaves of the text that it changes: a version, whole, that nothing writes again."""

from __future__ import annotations

import datetime as dt
import textwrap
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.cut_file import cut
from generator.content.parse_file import official_file, parse_file
from generator.core import digest, limits
from generator.core.diagnostics import Position
from generator.core.file_texts import text_of
from generator.core.model import CodeBlock, Footnote, Letter, LetterKind, Paragraph, Question, Rule
from generator.core.versions import Version
from generator.intake import disk, import_journal, plan_import, plan_update
from generator.intake.version_file import Keeping, LetterFiles, kept
from tests.unit.intake.conftest import KEEPING

LETTER = textwrap.dedent("""\
    Vragen van het lid Jansen (XYZ) aan de Minister van Defensie over de brug
    (ingezonden 3 februari 2023, 2023Z01234).
    Antwoord van Minister De Vries (Defensie) (ontvangen 3 maart 2023).

    Vraag 1
    Kent u het bericht «De brug»?1

    Antwoord 1
    Ja.

    Vraag 2
    Hoe oud is de brug?

    Antwoord 2
    Zij is zestig jaar oud, zoals blijkt uit het archief van de gemeente.

    De bouw kostte tien miljoen gulden en duurde vier jaar.

    1 Dagblad, 3 februari 2023.
    """)
FOLDER = "letters/2023z01234"
FILE = f"{FOLDER}/vraag-02.md"


class Room:
    """An imported letter in a folder, to be imported again."""

    def __init__(self, content):
        self.content = content
        disk.write(plan_import(LETTER.encode(), "brief.txt"), content)

    def update(self, *changes, name="brief.txt", keeping=KEEPING):
        text = LETTER
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        plan = plan_import(text.encode(), name, disk.existing_actors(self.content, cut))
        merged = plan_update(plan, disk.existing_letter(self.content, "2023z01234"), name, cut, keeping)
        if merged.ok:
            disk.write(merged, self.content)
        return merged

    def edit(self, path, old, new):
        text = (self.content / path).read_text("utf-8")
        assert old in text
        (self.content / path).write_text(text.replace(old, new), "utf-8")

    def texts(self):
        """Return the official text of the letter as it is shown now."""
        paths = sorted((self.content / FOLDER).glob("*.md"))
        items = [official_file(f"content/{FOLDER}/{path.name}", path.read_bytes()) for path in paths]
        return tuple(sorted(map(text_of, items), key=lambda text: text.number))

    def kept(self):
        """Return the bytes of every version, by name."""
        return {path.name: path.read_bytes() for path in sorted((self.content / FOLDER / "versions").glob("*"))}

    def versions(self):
        return [read(name, data) for name, data in self.kept().items()]


def read(name, data) -> Version:
    found = parse_file("version", f"content/{FOLDER}/versions/{name}", data)
    assert found.problems == ()
    return found.item


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path / "content")


ELEVEN = ("tien miljoen", "elf miljoen")
SEVENTY = ("zestig jaar", "zeventig jaar")


def test_an_update_that_changes_text_keeps_the_text_with_its_day_its_source_and_its_digest(room):
    before = room.texts()
    merged = room.update(ELEVEN)
    [version] = room.versions()
    assert version.texts == before
    assert (version.until, version.date, version.sequence) == (dt.date(2024, 5, 3), dt.date(2023, 3, 3), 1)
    assert version.source_sha256 == digest.sha256(LETTER.encode())
    assert (room.content / FOLDER / version.source_file).read_bytes() == LETTER.encode()
    assert list(room.kept()) == [f"2024-05-03-{version.sha256[:8]}.yml"]
    [told] = [problem for problem in merged.problems if problem.code == "update-text-kept"]
    assert told.position.path == f"content/{FOLDER}/versions/{version.id}.yml"


def test_a_second_change_leaves_the_first_version_as_it_is_and_keeps_another(room):
    texts, sources = [room.texts()], [LETTER]
    room.update(ELEVEN)
    first = room.kept()
    texts.append(room.texts())
    sources.append(LETTER.replace(*ELEVEN))
    room.update(ELEVEN, SEVENTY, keeping=replace(KEEPING, today=dt.date(2024, 6, 1)))
    assert first.items() <= room.kept().items()
    assert [version.texts for version in room.versions()] == texts
    for version, source in zip(room.versions(), sources, strict=True):
        assert (room.content / FOLDER / version.source_file).read_bytes() == source.encode()


def test_texts_of_one_day_keep_their_order_and_each_its_own_file(room):
    shown = [room.texts()]
    for changes in ((ELEVEN,), (), (SEVENTY,)):
        room.update(*changes)
        shown.append(room.texts())
    found = sorted(room.versions(), key=lambda version: version.sequence)
    assert [version.texts for version in found] == shown[:3]
    assert shown[0] == shown[2]
    assert {version.until for version in found} == {dt.date(2024, 5, 3)}


def test_a_text_follows_those_that_are_left_where_one_was_removed_and_the_clock_went_back(room):
    room.update(ELEVEN)
    [first] = (room.content / FOLDER / "versions").glob("*")
    room.update(SEVENTY)
    first.unlink()
    room.update(ELEVEN, keeping=replace(KEEPING, today=dt.date(2024, 4, 1)))
    assert sorted((version.sequence, version.until.isoformat()) for version in room.versions()) == [
        (2, "2024-05-03"),
        (3, "2024-04-01"),
    ]


def test_a_source_with_another_name_stays_where_it_is(room):
    room.update(ELEVEN, name="beter.txt")
    [version] = room.versions()
    assert version.source_file == "source/brief.txt"
    assert (room.content / FOLDER / "source/brief.txt").read_bytes() == LETTER.encode()


def test_the_cover_letter_and_footnotes_are_text_too(room):
    room.update(("Dagblad, 3 februari 2023.", "Weekblad, 3 februari 2023."))
    [version] = room.versions()
    assert [note.text for text in version.texts for note in text.footnotes] == [("Dagblad, 3 februari 2023.",)]


@pytest.mark.parametrize(
    "edits",
    [
        [],
        [(FILE, "het archief", "het [archief](https://archief.example/)")],
        [(FILE, "zestig", "*zestig*"), (FILE, "title: null", "title: De brug")],
    ],
)
def test_text_that_does_not_change_leaves_no_version(room, edits):
    for edit in edits:
        room.edit(*edit)
    room.update(name="beter.txt")
    assert room.kept() == {}


def test_a_question_that_is_new_or_gone_changes_no_text(room):
    room.update(("1 Dagblad", "Vraag 3\nWaarom?\n\nAntwoord 3\nDaarom.\n\n1 Dagblad"))
    assert room.kept() == {}
    room.update()
    assert room.kept() == {}


@pytest.mark.parametrize("path", [f"{FOLDER}/letter.md", FILE])
def test_what_is_a_draft_was_not_shown_and_is_not_kept(room, path):
    room.edit(path, "topics: []\n", "topics: []\ndraft: true\n")
    room.update(ELEVEN)
    assert room.kept() == {}


def test_a_text_that_an_editor_mended_is_kept_as_it_was_shown(room):
    room.edit(FILE, "tien miljoen", "10 miljoen")
    room.update(ELEVEN)
    [version] = room.versions()
    assert any("10 miljoen" in block for text in version.texts for block in text.answer)


def test_a_version_that_is_damaged_is_neither_read_nor_written(room):
    room.update(ELEVEN)
    [name] = room.kept()
    (room.content / FOLDER / "versions" / name).write_bytes(b"\xff")
    room.update(SEVENTY)
    assert room.kept()[name] == b"\xff"
    assert len(room.kept()) == 2


@pytest.mark.parametrize("what", ["folder", "file"])
def test_nothing_is_written_through_a_link(room, tmp_path, what):
    outside = tmp_path / "elders"
    outside.mkdir()
    folder = room.content / FOLDER / "versions"
    if what == "folder":
        folder.symlink_to(outside)
    else:
        merged = Room(tmp_path / "other").update(ELEVEN)
        folder.mkdir()
        (room.content / merged.earlier[-1][0]).symlink_to(outside / "weg.yml")
    before = {path: path.read_bytes() for path in room.content.rglob("*.*") if path.is_file()}
    with pytest.raises(import_journal.ImportRefusedError):
        room.update(ELEVEN)
    assert {path: path.read_bytes() for path in room.content.rglob("*.*") if path.is_file()} == before
    assert list(outside.iterdir()) == []


def test_an_update_whose_text_could_not_be_read_again_is_refused(room, monkeypatch):
    before = (room.content / FILE).read_bytes()
    lines = "\n\n".join(f"Regel {number} van het antwoord." for number in range(120))
    room.edit(FILE, "De bouw kostte tien miljoen", f"{lines}\n\nDe bouw kostte tien miljoen")
    before = (room.content / FILE).read_bytes()
    monkeypatch.setenv(limits.VARIABLE, "values=100")
    merged = room.update(ELEVEN)
    assert not merged.ok
    assert [problem.code for problem in merged.problems if problem.is_error] == ["limit-values"]
    assert (room.content / FILE).read_bytes() == before


# --- Whatever the characters are -------------------------------------------------------------------------------

PARAGRAPHS = st.lists(
    st.one_of(
        st.builds(Paragraph, st.text(st.characters(exclude_categories=["Cs"]), max_size=40)),
        st.builds(CodeBlock, st.sampled_from(["null", "- a\n  b", "~", "a: b # c", "{", "'\"\\"])),
        st.just(Rule()),
    ),
    max_size=4,
).map(tuple)
NOTES = st.lists(st.builds(lambda blocks: Footnote("1b", "1", blocks), PARAGRAPHS), max_size=2).map(tuple)


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS, NOTES)
def test_a_version_is_read_as_it_was_written(cover, asked, answer, notes):
    at = Position("content/letters/x/letter.md")
    letter = Letter("x", at, "X", LetterKind.ANSWERS, "nl", None, cover, footnotes=notes)
    question = Question(7, at, asked, answer or None, answered_in=3, joint=(8, 9), footnotes=notes)
    items = {"content/letter": letter, "content/question": question, "content/other": replace_body(letter)}
    files = LetterFiles({"letter": b"", "question": b""}, {"letter": b"changed"}, {}, {})
    keeping = Keeping(lambda path, data: items["content/other" if data else path], dt.date(2024, 5, 3))
    path, data = kept("x", files, keeping)
    found = parse_file("version", f"content/{path}", data)
    assert found.problems == ()
    assert found.item.texts == (text_of(letter), text_of(question))


def replace_body(letter):
    return Letter(letter.id, letter.position, "X", LetterKind.ANSWERS, "nl", None, (*letter.body, Paragraph("Anders.")))
