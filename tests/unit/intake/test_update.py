"""Importing again: whatever an editor added survives to the byte, or is told by its line."""

from __future__ import annotations

import hashlib
import random
import re
import textwrap
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.cut_file import cut
from generator.intake import disk, letter_identity, plan_import, plan_update
from tests.unit.intake.conftest import KEEPING

LETTER = textwrap.dedent("""\
    Vragen van het lid Jansen (XYZ) aan de Minister van Defensie over de brug
    (ingezonden 3 februari 2023, 2023Z01234).
    Antwoord van Minister De Vries (Defensie) (ontvangen 3 maart 2023).

    Vraag 1
    Kent u het bericht «De brug»?1

    Antwoord 1
    Ja. Zie ook het antwoord op vraag 2.

    Het bericht is van gisteren en staat in het dagblad van de provincie.

    Vraag 2
    Hoe oud is de brug?

    Antwoord 2
    Zij is zestig jaar oud, zoals blijkt uit het archief van de gemeente.

    De bouw kostte tien miljoen gulden en duurde vier jaar.

    De brug wordt elk jaar nagekeken door de dienst van de provincie.

    1 Dagblad, 3 februari 2023.
    """)
FOLDER = "letters/2023z01234"
FILE = f"{FOLDER}/vraag-02.md"
CHANGE = ("tien miljoen", "elf miljoen")


class Room:
    """An imported letter in a folder, to be edited and imported again."""

    def __init__(self, content):
        self.content = content
        disk.write(plan_import(LETTER.encode(), "brief.txt"), content)

    def read(self, path=FILE) -> bytes:
        return (self.content / path).read_bytes()

    def put(self, data: bytes, path=FILE):
        (self.content / path).parent.mkdir(exist_ok=True)
        (self.content / path).write_bytes(data)

    def update(self, text=LETTER):
        plan = plan_import(text.encode(), "brief.txt", disk.existing_actors(self.content, cut))
        merged = plan_update(plan, disk.existing_letter(self.content, "2023z01234"), "brief.txt", cut, KEEPING)
        if merged.ok:
            disk.write(merged, self.content)
        return merged

    def files(self):
        return {path: path.read_bytes() for path in self.content.rglob("*") if path.is_file()}


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path / "content")


EDITS = {
    "comment at the head of the front matter": ("---\n", "---\n# nagekeken door Els\n"),
    "comment between keys": ("title: null\n", "# titel volgt\ntitle: null\n"),
    "comment at the end of the front matter": ("actors: []\n", "actors: []\n# tot hier\n"),
    "comment beside a value": ("number: 2\n", "number: 2   # van het lid\n"),
    "order of keys": ("number: 2\ntitle: null\n", "title: null\nnumber: 2\n"),
    "quotes": ("number: 2\n", 'number: "2"\n'),
    "space before the colon": ("number: 2\n", "number : 2\n"),
    "an unknown key": ("title: null\n", "title: null\nbron_van_els: ja\n"),
    "anchors": ("topics: []\n", "topics: &t [brug]\nels: *t\n"),
    "a list in lines": ("topics: []\n", "topics:\n  # twee\n  - brug\n  - water\n"),
    "a text of lines": ("title: null\n", "title: >-\n  De brug\n  is oud\n"),
    "a draft": ("title: null\n", "title: null\ndraft: true\n"),
    "a link with a title": ("archief", '[archief](https://archief.example/ "Het archief")'),
    "a link to a page in brackets": ("archief", "[archief](<https://archief.example/a b>)"),
    "a reference link": ("archief", "[archief][a]"),
    "the definition of a reference": ("## Antwoord\n", "[a]: https://archief.example/\n\n## Antwoord\n"),
    "an autolink": ("gemeente.", "gemeente <https://gemeente.example/>."),
    "an image": ("gemeente.", "gemeente ![brug](brug.png)."),
    "a footnote of the editor": ("archief", "archief[^els]"),
    "a comment in a line": ("archief", "archief<!-- welk? -->"),
    "a comment of its own": ("De bouw", "<!-- nog\nnagaan -->\n\nDe bouw"),
    "emphasis": ("zestig jaar", "*zestig jaar*"),
    "emphasis with low lines": ("zestig jaar", "_zestig jaar_"),
    "strong": ("zestig", "**zestig**"),
    "code": ("archief", "`archief`"),
    "strike": ("archief", "~~archief~~"),
    "superscript": ("jaar oud", "jaar^oud^"),
    "a heading": ("De bouw", "### De bouw\n\nDe bouw"),
    "a list": ("De bouw", "- De bouw"),
    "a quotation": ("De bouw", "> De bouw"),
    "a hard wrap": ("zestig jaar", "zestig\njaar"),
    "a line break": ("oud, zoals", "oud,\\\nzoals"),
    "escapes": ("oud, zoals", "oud\\, zoals"),
    "an entity": ("oud, zoals", "oud&#44; zoals"),
    "a table": ("De bouw", "| jaar | som |\n| --- | --- |\n| 1960 | 10 |\n\nDe bouw"),
    "a rule": ("De bouw", "***\n\nDe bouw"),
    "blank lines": ("\n\nDe bouw", "\n\n\n\nDe bouw"),
    "text before the sections": ("## Vraag", "Van Els.\n\n## Vraag"),
    "a section": ("## Vraag", "## Van Els\n\nNagaan.\n\n## Vraag"),
    "a word mended": ("zestig jaar", "zestich jaar"),
    "a paragraph of the editor": ("De bouw", "Dit is van Els.\n\nDe bouw"),
    "text at the end": ("provincie.\n", "provincie.\n\nEls: klaar.\n"),
    "no line end at the end": ("provincie.\n", "provincie."),
    "white space at the end": ("provincie.\n", "provincie.  \n\n\n"),
}
"""What an editor may do to a file, and the text it is done to."""


def edited(data: bytes, name: str) -> bytes:
    old, new = EDITS[name]
    text = data.decode()
    assert old in text
    text = text.replace(old, new, 1)
    return (text + "\n[^els]: Volgens Els.\n" if "[^els]" in new else text).encode()


@pytest.mark.parametrize("name", EDITS)
def test_an_update_with_nothing_changed_changes_no_byte(room, name):
    room.put(edited(room.read(), name))
    before = room.files()
    merged = room.update()
    assert merged.ok
    assert room.files() == before


@pytest.mark.parametrize("form", ["crlf", "bom", "both"])
def test_line_ends_and_byte_order_marks_stay(room, form):
    data = room.read()
    data = data.replace(b"\n", b"\r\n") if form != "bom" else data
    data = b"\xef\xbb\xbf" + data if form != "crlf" else data
    room.put(data)
    assert room.update().files == ()
    room.update(LETTER.replace(*CHANGE))
    assert room.read() == data.replace(b"tien miljoen", b"elf miljoen")


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_survives_a_change_elsewhere_to_the_byte(room, name):
    """The third paragraph changes; a table, list or heading that an editor put beside it may be named instead."""
    data = edited(room.read(), name)
    room.put(data)
    merged = room.update(LETTER.replace("elk jaar nagekeken", "ieder jaar nagekeken"))
    assert merged.ok
    assert room.read() == data.replace(b"elk jaar nagekeken", b"ieder jaar nagekeken")


def tokens(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def report(merged) -> str:
    return "\n".join(value for problem in merged.problems for _, value in problem.values)


SIGNS = re.compile(r"[*_~`\[\]()<>!^\\#|&]")
"""What markup is made of."""

CHANGES = [
    CHANGE,
    ("zestig jaar", "zeventig jaar"),
    ("archief", "kadaster"),
    ("elk jaar", "elke maand"),
    ("Hoe oud is de brug?", "Hoe oud is de brug precies?"),
    ("De bouw kostte tien miljoen gulden en duurde vier jaar.\n\n", ""),
    ("De bouw", "Er is gemeten.\n\nDe bouw"),
    ("Antwoord 2\n", "Antwoord 2\nDank voor de vraag.\n\n"),
    ("Zij is zestig jaar oud, zoals blijkt uit het archief van de gemeente.", "Dat is niet bekend."),
    ("1 Dagblad, 3 februari 2023.", "1 Weekblad, 4 februari 2023."),
]


@given(
    names=st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4, unique=True),
    changes=st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3, unique=True),
    seed=st.integers(0, 2**16),
)
@settings(max_examples=60, deadline=None)
def test_every_token_of_an_editor_is_in_the_result_or_in_the_report(tmp_path_factory, names, changes, seed):
    room = Room(tmp_path_factory.mktemp("update") / "content")
    data = room.read()
    random.Random(seed).shuffle(names)
    for name in names:
        if EDITS[name][0].encode() in data:
            data = edited(data, name)
    first = room.read().decode()
    added, signs = (
        tokens(data.decode()) - tokens(first),
        Counter(SIGNS.findall(data.decode())) - Counter(SIGNS.findall(first)),
    )
    room.put(data)
    text = LETTER
    for change in changes:
        text = text.replace(*change)
    merged = room.update(text)
    result = room.read().decode()
    assert tokens(result) | tokens(report(merged)) >= added
    given = next(file.text for file in plan_import(text.encode(), "brief.txt").files if file.path == FILE)
    kept = Counter(SIGNS.findall(result)) + Counter(SIGNS.findall(report(merged)))
    assert kept - Counter(SIGNS.findall(given)) >= signs
    if not merged.ok:
        assert result == data.decode()
        return
    again = room.update(text)
    assert again.files == ()


def test_what_cannot_be_put_back_is_named_line_by_line(room):
    room.put(
        room.read()
        .replace(b"archief", b'[archief](https://archief.example/ "Het archief")')
        .replace(b"oud, zoals", b"oud,\n*zoals*")
    )
    merged = room.update(LETTER.replace("zoals blijkt uit het archief", "blijkens het kadaster"))
    lost = [problem for problem in merged.problems if problem.code == "update-edit-lost"]
    assert [problem.position.line for problem in lost] == [13, 14]
    assert '[archief](https://archief.example/ "Het archief")' in report(merged)


def test_markup_comes_along_where_the_words_around_it_stay(room):
    room.put(
        room.read()
        .replace(b"De bouw", b"De **bouw**")
        .replace(b"vier jaar", b'[vier jaar](https://a.example/ "t")[^els]')
        + b"\n[^els]: Volgens Els.\n"
    )
    merged = room.update(LETTER.replace(*CHANGE))
    assert [problem.code for problem in merged.problems if "lost" in problem.code] == []
    assert b'De **bouw** kostte elf miljoen gulden en duurde [vier jaar](https://a.example/ "t")[^els].' in room.read()


@pytest.mark.parametrize(
    ("path", "data", "code", "line"),
    [
        (FILE, "---\nnumber: 2\n---\n## Vraag\n\nCafé?\n".encode("latin-1"), "not-utf-8", 6),
        (FILE, b"---\nnumber: 2\ntitle: a: b\n---\n## Vraag\n\nJa?\n", "yaml-colon", 3),
        (FILE, b"---\nnumber: twee\n---\n## Vraag\n\nJa?\n", "wrong-number", 2),
        (FILE, b"number: 2\n\n## Vraag\n\nJa?\n", "no-front-matter", 1),
        (f"{FOLDER}/notes/els.md", b"---\nquote: \xe9\n---\nNoot.\n", "not-utf-8", 2),
        (f"{FOLDER}/vraag-2b.md", b"---\nnumber: '2'\n---\n## Vraag\n\nJa?\n", "update-number-twice", 2),
    ],
)
def test_a_file_that_cannot_be_read_stops_the_update_with_its_place(room, path, data, code, line):
    room.put(data, path)
    before = room.files()
    merged = room.update(LETTER.replace(*CHANGE))
    assert not merged.ok
    assert (code, f"content/{path}", line) in [
        (one.code, one.position.path, one.position.line) for one in merged.problems
    ]
    assert room.files() == before


def test_a_file_is_known_by_its_number_not_by_its_name(room):
    data = room.read()
    (room.content / FILE).unlink()
    room.put(data, f"{FOLDER}/de-brug.md")
    room.put(data.replace(b"number: 2", b"number: 7"), FILE)
    merged = room.update(LETTER.replace(*CHANGE))
    assert b"tien miljoen" in room.read()
    assert room.read(f"{FOLDER}/de-brug.md") == data.replace(b"tien", b"elf")
    assert ("update-question-gone", f"content/{FILE}") in [(one.code, one.position.path) for one in merged.problems]


def test_a_new_question_does_not_take_the_name_of_another(room):
    other = room.read().replace(b"number: 2", b"number: 7")
    room.put(other, f"{FOLDER}/vraag-03.md")
    room.update(LETTER.replace("1 Dagblad", "Vraag 3\nWie bouwde haar?\n\n1 Dagblad"))
    assert room.read(f"{FOLDER}/vraag-03.md") == other
    assert b"Wie bouwde haar?" in room.read(f"{FOLDER}/vraag-003.md")


def test_other_files_of_the_folder_are_left_alone(room):
    room.put(b"eigen", f"{FOLDER}/lijst.csv")
    (room.content / FOLDER / "notes").mkdir()
    room.put(b"---\nquote: \xe9\n", f"{FOLDER}/notes/oud/els.md")
    room.put(b"ander bestand", f"{FOLDER}/source/brief-2.txt")
    room.update(LETTER.replace(*CHANGE))
    assert room.read(f"{FOLDER}/lijst.csv") == b"eigen"
    assert room.read(f"{FOLDER}/notes/oud/els.md") == b"---\nquote: \xe9\n"
    assert room.read(f"{FOLDER}/source/brief-2.txt") == b"ander bestand"


def test_a_source_does_not_go_over_a_file_that_is_not_the_letters_own_source(room):
    room.put(b"ander bestand", f"{FOLDER}/source/brief.txt")
    changed = LETTER.replace(*CHANGE)
    room.update(changed)
    assert room.read(f"{FOLDER}/source/brief.txt") == b"ander bestand"
    assert room.read(f"{FOLDER}/source/brief-2.txt") == changed.encode()
    assert b"{file: source/brief-2.txt, " in room.read(f"{FOLDER}/letter.md")


def test_each_source_that_gives_way_to_another_is_kept(room):
    texts = [LETTER.replace(*CHANGE), LETTER.replace(CHANGE[0], "een andere"), LETTER]
    for text in texts:
        merged = room.update(text)
        assert room.read(f"{FOLDER}/source/brief.txt") == text.encode()
        told = [problem for problem in merged.problems if problem.code == "update-source-kept"]
        assert [problem.position.path for problem in told] == [f"content/{merged.earlier[0][0]}"]
    for text in (LETTER, *texts[:-1]):
        kept = hashlib.sha256(text.encode()).hexdigest()[:8]
        assert room.read(f"{FOLDER}/source/brief-{kept}.txt") == text.encode()
    before = room.files()
    assert room.update(LETTER).earlier == ()
    assert room.files() == before


def test_the_metadata_of_a_source_that_is_kept_is_kept_with_it(room):
    room.put(b"<metadata/>", f"{FOLDER}/source/brief.metadata.xml")
    room.update(LETTER.replace(*CHANGE))
    kept = hashlib.sha256(LETTER.encode()).hexdigest()[:8]
    assert room.read(f"{FOLDER}/source/brief-{kept}.metadata.xml") == b"<metadata/>"
    assert not (room.content / FOLDER / "source" / "brief.metadata.xml").exists()  # it says nothing of the new source


def test_metadata_whose_source_is_not_there_is_kept_by_a_name_of_its_own(room):
    room.put(b"<metadata/>", f"{FOLDER}/source/brief.metadata.xml")
    (room.content / FOLDER / "source" / "brief.txt").unlink()
    room.update(LETTER.replace(*CHANGE))
    kept = hashlib.sha256(b"<metadata/>").hexdigest()[:8]
    assert room.read(f"{FOLDER}/source/brief-{kept}.metadata.xml") == b"<metadata/>"
    assert not (room.content / FOLDER / "source" / "brief.metadata.xml").exists()


def test_metadata_stays_beside_its_own_source(room):
    room.put(b"<metadata/>", f"{FOLDER}/source/brief.metadata.xml")
    before = room.files()
    room.update(LETTER)
    assert room.files() == before


def test_a_source_is_kept_beside_another_file_that_has_the_name_for_it(room):
    sha256 = hashlib.sha256(LETTER.encode()).hexdigest()
    room.put(b"ander bestand", f"{FOLDER}/source/brief-{sha256[:8]}.txt")
    room.update(LETTER.replace(*CHANGE))
    assert room.read(f"{FOLDER}/source/brief-{sha256[:8]}.txt") == b"ander bestand"
    assert room.read(f"{FOLDER}/source/brief-{sha256}.txt") == LETTER.encode()


def test_values_are_changed_in_their_place(room):
    path = f"{FOLDER}/letter.md"
    text = room.read(path).decode()
    sha256 = re.search(r"sha256: (\w+)", text)[1]
    block = f"source: # de bron\n  file: source/brief.txt # oud\n  sha256: {sha256}\n  # tot hier\n"
    room.put(re.sub(r"source: .*\n", block, text).encode(), path)
    merged = room.update(LETTER.replace(*CHANGE))
    assert merged.ok
    after = room.read(path).decode()
    assert re.sub(r"sha256: \w+", "", block) in re.sub(r"sha256: \w+", "", after)
    assert sha256 not in after


# --- Which letter it is ----------------------------------------------------------------------------------------

FIRST = "Betreft: Antwoorden op vragen over de verf van brievenbussen\n\nHierbij zend ik u de antwoorden.\n\nVraag 1\nWat kost de verf?\n\nAntwoord 1\nDe verf kost tien euro per bus.\n"
SECOND = FIRST.replace("kost de verf?", "kostte de verf?").replace("tien", "elf")


def found(content, text):
    plan = plan_import(text.encode(), "brief.txt")
    return letter_identity.find(plan, disk.KnownContent(content, cut).letters, cut)


def test_two_letters_with_one_subject_and_no_number_are_two(tmp_path):
    disk.write(plan_import(FIRST.encode(), "brief.txt"), tmp_path)
    assert found(tmp_path, FIRST).same == "de-verf-van-brievenbussen"
    assert found(tmp_path, SECOND).same is None
    assert (
        letter_identity.free_id("de-verf-van-brievenbussen", disk.taken_ids(tmp_path)) == "de-verf-van-brievenbussen-2"
    )


def test_a_letter_without_a_number_is_known_by_its_text_under_any_name(tmp_path):
    disk.write(plan_import(FIRST.encode(), "brief.txt"), tmp_path)
    (tmp_path / "letters/de-verf-van-brievenbussen").rename(tmp_path / "letters/verf")
    assert found(tmp_path, FIRST.replace("van brievenbussen", "van de brievenbussen")).same == "verf"


# --- Without the old source ------------------------------------------------------------------------------------


def test_without_the_old_source_every_line_that_changes_is_named(room):
    (room.content / FOLDER / "source/brief.txt").unlink()
    room.put(room.read().replace(b"zestig", b"zestich").replace(b"De bouw", b"Van Els.\n\nDe **bouw**"))
    merged = room.update(LETTER.replace(*CHANGE))
    lost = [(one.position.line, dict(one.values)["text"]) for one in merged.problems if one.code == "update-edit-lost"]
    assert lost == [
        (13, "Zij is zestich jaar oud, zoals blijkt uit het archief van de gemeente."),
        (15, "Van Els."),
        (17, "De **bouw** kostte tien miljoen gulden en duurde vier jaar."),
    ]
    assert b"De **bouw** kostte elf miljoen" in room.read()


def test_without_the_old_source_markup_on_words_that_stay_is_kept_to_the_byte(room):
    (room.content / FOLDER / "source/brief.txt").unlink()
    data = room.read().replace(b"archief", b'[archief](https://archief.example/ "t")').replace(b"zestig", b"*zestig*")
    room.put(data)
    room.update(LETTER.replace(*CHANGE))
    assert room.read() == data.replace(b"tien", b"elf")


MISPRINT = LETTER.replace("zestig jaar oud", "zestich jaar oud")
ROW = "departures: [{place: zestig jaar, source: zestich, shown: zestig, reason: drukfout}]"


@pytest.fixture
def departed(tmp_path):
    """A letter of which the source has a misprint, which an editor mended and declared."""
    content = tmp_path / "content"
    disk.write(plan_import(MISPRINT.encode(), "brief.txt"), content)
    room = object.__new__(Room)
    room.content = content
    room.put(
        room.read().replace(b"zestich jaar", b"*zestig* jaar").replace(b"title: null", f"title: null\n{ROW}".encode())
    )
    return room


def test_a_declared_departure_is_no_conflict_and_stays_to_the_byte(departed):
    before = departed.read()
    merged = departed.update(MISPRINT)
    assert departed.read() == before
    assert "update-kept-text" not in report(merged)
    assert "update-departure-unmet" not in report(merged)


def test_a_departed_passage_is_merged_with_what_the_source_changed_around_it(departed):
    merged = departed.update(MISPRINT.replace("uit het archief", "uit de boeken"))
    text = departed.read().decode()
    assert "Zij is *zestig* jaar oud, zoals blijkt uit de boeken van de gemeente." in text
    assert ROW in text
    codes = {problem.code for problem in merged.problems}
    assert not codes & {"update-kept-text", "update-edit-lost", "update-departure-unmet"}


def test_a_departure_that_the_source_took_over_is_told(departed):
    merged = departed.update(LETTER)
    assert "*zestig* jaar" in departed.read().decode()
    [problem] = (problem for problem in merged.problems if problem.code == "update-departure-unmet")
    assert departed.read().decode().split("\n")[problem.position.line - 1] == ROW


@pytest.mark.parametrize(
    ("row", "old", "new"),
    [
        ("{place: is jaar, source: zestich, reason: weg}", "zestich jaar", "jaar"),
        ("{place: nu zestich, shown: nu, reason: erbij}", "zestich jaar", "nu zestich jaar"),
        ("{source: Zij is, shown: Hij is, reason: x}", "Zij is", "Hij is"),
    ],
)
def test_words_left_out_and_added_are_merged_too(departed, row, old, new):
    text = departed.read().decode().replace("*zestig* jaar", "zestich jaar").replace(ROW, f"departures: [{row}]")
    assert old in text
    head, answer, body = text.partition("## Antwoord")
    departed.put((head + answer + body.replace(old, new, 1)).encode())
    merged = departed.update(MISPRINT.replace("uit het archief", "uit de boeken"))
    made = departed.read().decode()
    assert new in made
    assert "uit de boeken" in made
    codes = {problem.code for problem in merged.problems}
    assert not codes & {"update-kept-text", "update-edit-lost", "update-departure-unmet"}
