from __future__ import annotations

import io
import textwrap
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core import digest
from generator.core.diagnostics import Position, diagnostic
from generator.core.languages import LANGUAGES
from generator.verify import Difference, Report, printed_labels, verify, worded
from generator.verify.align import align
from generator.verify.streams import RawPassage, stream

SOURCE = """\
> Retouradres Postbus 12345 2500 EA Den Haag
Datum 3 mei 2022
Onderwerp Antwoorden op vragen over fietspaden in
het buitengebied

Geachte voorzitter,

Hierbij bied ik u de antwoorden aan op de vragen van het lid Jansen (XYZ) over
fietspaden in het buitengebied.

De minister van Paden,

A. de Wit

Tweede Kamer, vergaderjaar 2021-2022, Aanhangsel 1
Vraag 1
Kent u het bericht over de fietspaden?
1
Antwoord op vraag 1
Ja.

Vraag 2
Hoeveel kilometer fietspad is er in het buitengebied?

Vraag 3
Wie onderhoudt die fietspaden?

Antwoord op vragen 2 en 3
Er is 250 kilometer fietspad. Dat is 25% meer dan in 2012. De gemeenten onder-
1Krant van gisteren, «Fietspaden in het buitengebied», bladzijde 7.
Tweede Kamer, vergaderjaar 2021-2022, Aanhangsel 2
houden de paden, en de provincies betalen mee.

De gemeenten melden ieder jaar hoeveel zij hebben gedaan.

Vraag 4
Bent u bereid het onderhoud te verbeteren?

Antwoord op vraag 4
Ja. Ik ga daarover in gesprek met de gemeenten.

Tweede Kamer, vergaderjaar 2021-2022, Aanhangsel 3
"""

FILES = {
    "letter.md": """\
        ---
        title: Fietspaden in het buitengebied
        date: 2022-05-03
        numbers: [2022Z00001]
        source: {file: source/brief.txt, sha256: SHA}
        ---
        Geachte voorzitter,

        Hierbij bied ik u de antwoorden aan op de vragen van het lid Jansen (XYZ) over fietspaden in het buitengebied.

        De minister van Paden,

        A. de Wit
        """,
    "vraag-01.md": """\
        ---
        number: 1
        title: Een titel van de redactie
        ---
        ## Vraag

        Kent u het bericht over de fietspaden?[^1]

        ## Antwoord

        Ja.

        [^1]: Krant van gisteren, «Fietspaden in het buitengebied», bladzijde 7.
        """,
    "vraag-02.md": """\
        ---
        number: 2
        ---
        ## Vraag

        Hoeveel kilometer fietspad is er in het buitengebied?

        ## Antwoord

        Er is 250 kilometer fietspad. Dat is 25% meer dan in 2012. De gemeenten *onderhouden* de paden, en de [provincies](actor:provincies) betalen mee.

        De gemeenten melden ieder jaar hoeveel zij hebben gedaan.
        """,
    "vraag-03.md": """\
        ---
        number: 3
        answered_in: 2
        ---
        ## Vraag

        Wie onderhoudt die fietspaden?
        """,
    "vraag-04.md": """\
        ---
        number: 4
        ---
        ## Vraag

        Bent u bereid het onderhoud te verbeteren?

        ## Antwoord

        Ja. Ik ga daarover in gesprek met de gemeenten.
        """,
    "notes/een-notitie.md": """\
        ---
        number: 4
        quote: Ik ga daarover in gesprek
        ---
        Dit schreef de redactie.
        """,
}


@pytest.fixture
def letter(tmp_path):
    """Give a function that writes the letter, with pieces of its files or source replaced, and verifies it."""

    folder = tmp_path / "2022z00001"

    def make(edits=(), source=SOURCE, name="brief.txt"):
        data = source if isinstance(source, bytes) else source.encode()
        (folder / "source").mkdir(parents=True, exist_ok=True)
        (folder / "source" / name).write_bytes(data)
        files = {path: textwrap.dedent(text) for path, text in FILES.items()}
        for path, old, new in edits:
            assert old in files[path]
            files[path] = files[path].replace(old, new, 1)
        for path, text in files.items():
            (folder / path).parent.mkdir(exist_ok=True)
            written = text.replace("SHA", digest.sha256(data)).replace("brief.txt", name)
            (folder / path).write_text(written, "utf-8")
        return verify(folder)

    make.folder = folder
    return make


def kinds(report):
    return [(one.kind, one.path) for one in report.differences]


def test_a_letter_that_holds_every_word_is_verified(letter):
    report = letter()
    assert report.ok
    assert (report.letter, report.source) == ("2022z00001", "brief.txt")
    assert report.words == 106


def test_furniture_is_listed_with_its_reason(letter):
    listed = {one.text: one.reason for one in letter().furniture}
    assert listed["Antwoord op vragen 2 en 3"] == "label"
    assert listed["Tweede Kamer, vergaderjaar 2021-2022, Aanhangsel 2"] == "running"
    assert listed["Retouradres Postbus 12345 2500 EA Den Haag"] == "address"
    assert listed["Datum 3 mei 2022"] == "field"
    assert listed["het buitengebied"] == "field"


PLANTED = {
    "a dropped word": (
        [("vraag-02.md", "ieder jaar ", "")],
        [("missing", "vraag-02.md")],
    ),
    "a dropped little word": (
        [("vraag-04.md", "Ik ga daarover", "Ik daarover")],
        [("missing", "vraag-04.md")],
    ),
    "a changed figure": (
        [("vraag-02.md", "250 kilometer", "260 kilometer")],
        [("changed", "vraag-02.md")],
    ),
    "a sign that was lost": (
        [("vraag-02.md", "25% meer", "25 meer")],
        [("missing", "vraag-02.md")],
    ),
    "a capital": (
        [("vraag-02.md", "De gemeenten melden", "de gemeenten melden")],
        [("changed", "vraag-02.md")],
    ),
    "a doubled sentence": (
        [("vraag-02.md", "Er is 250 kilometer fietspad.", "Er is 250 kilometer fietspad. Er is 250 kilometer fietspad.")],
        [("added", "vraag-02.md")],
    ),
    "an added word": (
        [("vraag-04.md", "met de gemeenten", "met alle de gemeenten")],
        [("added", "vraag-04.md")],
    ),
    "a note of the editors in the text": (
        [("vraag-01.md", "Ja.\n", "Ja. (Zie ook het bericht van vandaag.)\n")],
        [("changed", "vraag-01.md")],
    ),
    "a dropped paragraph": (
        [("vraag-02.md", "De gemeenten melden ieder jaar hoeveel zij hebben gedaan.\n", "")],
        [("missing", "vraag-02.md")],
    ),
    "a dropped footnote": (
        [("vraag-01.md", "[^1]: Krant van gisteren, «Fietspaden in het buitengebied», bladzijde 7.\n", "")],
        [("missing", "vraag-02.md")],
    ),
    "a paragraph moved to another answer": (
        [
            ("vraag-02.md", "De gemeenten melden ieder jaar hoeveel zij hebben gedaan.\n", ""),
            ("vraag-04.md", "met de gemeenten.\n", "met de gemeenten.\n\nDe gemeenten melden ieder jaar hoeveel zij hebben gedaan.\n"),
        ],
        [("moved", "vraag-04.md")],
    ),
    "an answer moved to the cover letter": (
        [
            ("vraag-04.md", "Ja. Ik ga daarover in gesprek met de gemeenten.\n", ""),
            ("letter.md", "Geachte voorzitter,\n", "Geachte voorzitter,\n\nJa. Ik ga daarover in gesprek met de gemeenten.\n"),
        ],
        [("moved", "letter.md"), ("missing", "vraag-04.md")],
    ),
    "an answer in the middle moved to the end of the cover letter": (
        [
            ("vraag-01.md", "Ja.\n", ""),
            ("letter.md", "A. de Wit\n", "A. de Wit\n\nJa.\n"),
        ],
        [("missing", "vraag-01.md")],
    ),
    "two paragraphs in another order": (
        [
            ("vraag-02.md", "De gemeenten melden ieder jaar hoeveel zij hebben gedaan.\n", ""),
            ("vraag-02.md", "Er is 250", "De gemeenten melden ieder jaar hoeveel zij hebben gedaan.\n\nEr is 250"),
        ],
        [("moved", "vraag-02.md")],
    ),
    "an answer under another question": (
        [
            ("vraag-01.md", "Ja.\n", "Ja. Ik ga daarover in gesprek met de gemeenten.\n"),
            ("vraag-04.md", "Ja. Ik ga daarover in gesprek met de gemeenten.\n", "Ja.\n"),
        ],
        [("misplaced", "vraag-01.md")],
    ),
    "a short answer that is gone": (
        [("vraag-01.md", "Ja.\n", "")],
        [("missing", "vraag-01.md")],
    ),
    "a greeting that is gone": (
        [("letter.md", "Geachte voorzitter,\n", "")],
        [("missing", "letter.md")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edits", "expected"), PLANTED.values(), ids=PLANTED)
def test_finds(letter, edits, expected):
    report = letter(edits)
    assert not report.ok
    found = kinds(report)
    assert all(one in found for one in expected), found


def test_a_difference_says_where_it_is_and_reads_as_a_word_diff(letter):
    (one,) = letter([("vraag-02.md", "250 kilometer", "260 kilometer")]).differences
    assert (one.path, one.line, one.source_line) == ("vraag-02.md", 10, 29)
    assert worded(one) == "… Er is [-250-] {+260+} kilometer fietspad. Dat is 25% meer …"


def test_a_difference_is_a_diagnostic_too(letter):
    report = letter([("vraag-02.md", "250 kilometer", "260 kilometer")])
    (problem,) = report.diagnostics("content/letters/2022z00001")
    assert problem == diagnostic(
        "text-changed",
        Position("content/letters/2022z00001/vraag-02.md", 10),
        source="250",
        content="260",
        before="Er is",
        source_line=29,
    )


def test_a_question_missing_altogether(letter, tmp_path):
    letter()
    (tmp_path / "2022z00001" / "vraag-03.md").unlink()
    report = verify(tmp_path / "2022z00001")
    assert "Wie onderhoudt die fietspaden?" in [one.source for one in report.differences]


def test_an_official_sentence_in_a_running_head_is_not_let_pass(letter):
    sentence = "De minister heeft daarnaast besloten dat alle fietspaden voor het einde van het jaar worden verbreed.\n"
    report = letter(source=SOURCE.replace("Vraag 4\n", f"{sentence}\nVraag 4\n"))
    assert [one.source for one in report.differences] == [sentence.strip()]


def test_figures_of_a_table_are_no_page_numbers(letter):
    table = "\n2019 120\n2020 130\n2021 140\n\n"
    report = letter(source=SOURCE.replace("Vraag 4\n", f"{table}Vraag 4\n"))
    assert [one.source for one in report.differences] == ["2019 120 2020 130 2021 140"]


def test_a_figure_before_a_label_is_no_label(letter):
    report = letter(source=SOURCE.replace("hebben gedaan.\n", "hebben gedaan.\n12\n"))
    assert [(one.kind, one.source) for one in report.differences] == [("missing", "12")]


def test_a_sentence_that_the_source_says_twice(letter):
    report = letter(source=SOURCE.replace("betalen mee.", "betalen mee. De paden zijn goed. De paden zijn goed."))
    assert [one.kind for one in report.differences] == ["missing"]


def test_questions_printed_once_more_are_furniture(letter):
    again = "Vraag 3\nWie onderhoudt die fietspaden?\n\n"
    report = letter(source=SOURCE.replace("Vraag 4\nBent", f"{again}Vraag 4\nBent"))
    assert report.ok
    assert "repeated" in {one.reason for one in report.furniture}


def test_all_questions_first_and_the_answers_after(letter):
    lines = """
    Vraag 1
    Kent u het bericht over de fietspaden? 1
    Vraag 2
    Hoeveel kilometer fietspad is er in het buitengebied?
    Vraag 3
    Wie onderhoudt die fietspaden?
    Vraag 4
    Bent u bereid het onderhoud te verbeteren?
    Antwoord 1
    Ja.
    Antwoord 2 en 3
    Er is 250 kilometer fietspad. Dat is 25% meer dan in 2012. De gemeenten onderhouden
    de paden, en de provincies betalen mee.
    De gemeenten melden ieder jaar hoeveel zij hebben gedaan.
    Antwoord 4
    Ja. Ik ga daarover in gesprek met de gemeenten.
    1 Krant van gisteren, «Fietspaden in het buitengebied», bladzijde 7.
    """
    head = SOURCE.partition("Tweede Kamer")[0]
    assert letter(source=head + textwrap.dedent(lines)).ok


def test_answers_without_a_number_follow_their_question(letter):
    source = SOURCE.replace("Antwoord op vraag 1", "Antwoord:").replace("Antwoord op vraag 4", "Antwoord:")
    assert letter(source=source).ok
    swapped = [
        ("vraag-01.md", "Ja.\n", "Ja. Ik ga daarover in gesprek met de gemeenten.\n"),
        ("vraag-04.md", "Ja. Ik ga daarover in gesprek met de gemeenten.\n", "Ja.\n"),
    ]
    assert ("misplaced", "vraag-01.md") in kinds(letter(swapped, source=source))


# --- Sources that cannot be compared ---------------------------------------------------------------------------


def codes(report):
    return [problem.code for problem in report.problems]


def test_a_source_that_was_replaced(letter, tmp_path):
    letter()
    (tmp_path / "2022z00001" / "source" / "brief.txt").write_text(SOURCE + "\n", "utf-8")
    report = verify(tmp_path / "2022z00001")
    assert codes(report) == ["source-changed"]
    assert not report.ok


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (("letter.md", "source: {file: source/brief.txt, sha256: SHA}\n", ""), "no-source"),
        (("letter.md", "source/brief.txt", "source/anders.txt"), "no-source-file"),
        (("letter.md", "source/brief.txt", "../../geheim.txt"), "no-source-file"),
        (("letter.md", "numbers: [", "numbers: [["), "front-matter-unreadable"),
        (("letter.md", ", sha256: SHA", ""), "source-without-fingerprint"),
    ],
)
def test_what_makes_comparing_impossible_is_told(letter, edit, code):
    assert codes(letter([edit])) == [code]


def _refused(path, monkeypatch):
    for how in ("read_bytes", "read_text"):
        read = getattr(Path, how)

        def refused(self, *args, read=read):
            if self == path:
                raise PermissionError(13, "Permission denied", str(self))
            return read(self, *args)

        monkeypatch.setattr(Path, how, refused)


def _a_folder(path, _monkeypatch):
    path.unlink()
    path.mkdir()


def _a_link_to_itself(path, _monkeypatch):
    path.unlink()
    path.symlink_to(path)


def _bytes_of_no_text(path, _monkeypatch):
    path.write_bytes(b"---\nnumber: 1\n---\n\xff\xfe")


@pytest.mark.parametrize(
    ("name", "harm", "code"),
    [
        ("source/brief.txt", _refused, "disk"),
        ("vraag-01.md", _refused, "disk"),
        ("letter.md", _refused, "disk"),
        ("letter.md", _a_folder, "disk"),
        ("vraag-01.md", _a_folder, "disk"),
        ("vraag-01.md", _a_link_to_itself, "disk"),
        ("vraag-01.md", _bytes_of_no_text, "front-matter-unreadable"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_place(letter, monkeypatch, name, harm, code):
    folder = letter.folder
    letter()
    harm(folder / name, monkeypatch)
    report = verify(folder)
    assert (report.source, report.ok) == (None, False)
    assert [(problem.code, problem.position.path) for problem in report.problems] == [(code, name)]


@pytest.mark.parametrize("harm", [_a_folder, _a_link_to_itself])
def test_a_source_that_is_no_file_is_not_there(letter, monkeypatch, harm):
    letter()
    harm(letter.folder / "source/brief.txt", monkeypatch)
    assert codes(verify(letter.folder)) == ["no-source-file"]


def test_a_folder_without_a_letter(tmp_path):
    assert codes(verify(tmp_path)) == ["no-letter"]


def test_a_source_that_no_reader_can_read(letter):
    report = letter(source=b"%PDF-1.7 broken", name="brief.pdf")
    assert len(report.problems) == 1
    assert not report.ok


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_there(lang):
    from generator.i18n import catalogue

    wordings = catalogue(lang).wordings
    needed = [f"text-{kind}" for kind in ("missing", "added", "changed", "moved", "misplaced")]
    needed += ["no-source", "no-source-file", "source-changed", "source-without-fingerprint", "front-matter-unreadable"]
    assert [code for code in needed if code not in wordings] == []


# --- Word files ------------------------------------------------------------------------------------------------

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_file(lines):
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
            'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_a_word_file(letter):
    footnote = "1Krant van gisteren, «Fietspaden in het buitengebied», bladzijde 7."
    text = SOURCE.replace(f"{footnote}\n", "").replace("Tweede Kamer, vergaderjaar 2021-2022, Aanhangsel 2\n", "")
    lines = [*text.replace("onder-\n", "onder").splitlines(), footnote]
    assert letter(source=word_file(lines), name="brief.docx").ok
    fewer = [line for line in lines if not line.startswith("De gemeenten melden")]
    assert kinds(letter(source=word_file(fewer), name="brief.docx")) == [("added", "vraag-02.md")]


def test_words_that_the_reader_lost_are_told(letter, monkeypatch):
    from generator import verify as package

    original = package.read

    def forgetful(data, name):
        document = original(data, name)
        kept = tuple(block for block in document.blocks if "provincies betalen" not in block.text)
        return type(document)(document.format, kept, document.footnotes)

    monkeypatch.setattr(package, "read", forgetful)
    report = letter(
        [("vraag-02.md", "*onderhouden* de paden, en de [provincies](actor:provincies) betalen mee.", "onder")]
    )
    assert [one.source for one in report.differences] == ["houden de paden, en de provincies betalen mee."]


# --- Parts -----------------------------------------------------------------------------------------------------


def test_a_broken_word_is_one_word_and_signs_of_typesetting_do_not_count():
    one = stream([RawPassage("gevange-\nnispersoneel “zegt” 25 %", 1)])
    assert one.text == "gevangenispersoneelzegt25%"
    assert one.words(0, 5) == "gevange-"
    assert (one.line(0), one.line(10)) == (1, 2)


def test_ligatures_and_composed_letters_are_the_same():
    assert stream([RawPassage("ﬁets e\u0301én", 1)]).text == stream([RawPassage("fiets één", 1)]).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vraag 1", ("question", (1,))),
        ("Antwoord op vragen 2 en 3", ("answer", (2, 3))),
        ("Antwoorden op de vragen 4 t/m 6:", ("answer", (4, 5, 6))),
        ("7, 8, en 9", ("", (7, 8, 9))),
        ("1.", ("", (1,))),
        ("Antwoord:", ("answer", ())),
        ("Answer to question 3", ("answer", (3,))),
    ],
)
def test_labels(text, expected):
    found = printed_labels.label(text)
    assert (found.kind, found.numbers) == expected


@pytest.mark.parametrize("text", ["", ".", "Vraag het de minister", "In 2019", "Ja", "Antwoord op de brief"])
def test_what_is_no_label(text):
    assert printed_labels.label(text) is None


WORDS = st.lists(st.sampled_from("de paden zijn goed en 250 kilometer Ja Nee lang".split()), max_size=30).map("".join)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_blocks_are_equal_stretches_that_use_every_character_once(ours, theirs):
    used_a, used_b = set(), set()
    for block in align(ours, theirs):
        assert ours[block.a : block.a + block.size] == theirs[block.b : block.b + block.size]
        here, there = set(range(block.a, block.a + block.size)), set(range(block.b, block.b + block.size))
        assert not here & used_a
        assert not there & used_b
        used_a |= here
        used_b |= there


@settings(deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_a_text_is_equal_to_itself(text):
    assert sum(block.size for block in align(text, text)) == len(text)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text("abcdefgh", min_size=30, max_size=40), min_size=2, max_size=6, unique=True), st.randoms())
def test_moved_paragraphs_are_found_again(paragraphs, random):
    shuffled = random.sample(paragraphs, len(paragraphs))
    blocks = align("".join(paragraphs), "".join(shuffled))
    assert sum(block.size for block in blocks) >= 0.7 * len("".join(paragraphs))


def test_a_report_without_a_source_is_not_ok():
    assert not Report("x", None).ok
    assert worded(Difference("added", "a.md", 1, "", "nieuw", "", "")) == "{+nieuw+}"


# --- Without labels --------------------------------------------------------------------------------------------

PAGE = """\
<html><body><div class="menu"><a href="/">Begin</a></div><main>
<p>Antwoorden op vragen van het lid Jansen (XYZ) over bruggen</p>
<p><b>Kent u de brug over het kanaal?</b></p><p>Ja, die brug ken ik.</p><p>Zij is van hout.</p>
<p><b>Hoe oud is die brug, en wie bouwde haar?</b></p><p>Zij is zestig jaar oud.</p><p>Vrijwilligers bouwden haar.</p>
<p><b>Wat kost zij?</b></p><p>Niets.</p></main><footer><p>Deze pagina is gemaakt door wie dat wilde.</p></footer></body></html>
"""


@pytest.fixture
def unlabelled(tmp_path):
    """Give a function that writes the letter of a page without labels, with (file, old, new) changed, and verifies it."""
    answers = (
        ("Kent u de brug over het kanaal?", "Ja, die brug ken ik.\n\nZij is van hout."),
        ("Hoe oud is die brug, en wie bouwde haar?", "Zij is zestig jaar oud.\n\nVrijwilligers bouwden haar."),
        ("Wat kost zij?", "Niets."),
    )

    def run(*edits, page=PAGE):
        folder = tmp_path / "brug"
        (folder / "source").mkdir(parents=True, exist_ok=True)
        (folder / "source/brief.html").write_text(page)
        sha256 = digest.sha256(page.encode())
        cover = "Antwoorden op vragen van het lid Jansen (XYZ) over bruggen"
        files = {"letter.md": f"---\nsource: {{file: source/brief.html, sha256: {sha256}}}\n---\n{cover}\n"}
        for number, (asked, said) in enumerate(answers, 1):
            files[f"vraag-0{number}.md"] = f"---\nnumber: {number}\n---\n## Vraag\n\n{asked}\n\n## Antwoord\n\n{said}\n"
        for name, old, new in edits:
            assert old in files[name]
            files[name] = files[name].replace(old, new)
        for name, text in files.items():
            (folder / name).write_text(text)
        return verify(folder)

    return run


def test_a_page_s_letter_is_whole_and_the_page_around_it_is_furniture(unlabelled):
    report = unlabelled()
    assert report.ok
    assert {one.reason for one in report.furniture} == {"running"}


def test_a_paragraph_over_the_border_of_two_questions_without_labels(unlabelled):
    report = unlabelled(
        ("vraag-01.md", "\n\nZij is van hout.", ""), ("vraag-02.md", "## Vraag\n", "## Vraag\n\nZij is van hout.\n")
    )
    assert ("misplaced", "vraag-02.md") in kinds(report)
    report = unlabelled(
        ("vraag-01.md", "Zij is van hout.", "Zij is van hout.\n\nHoe oud is die brug, en wie bouwde haar?"),
        ("vraag-02.md", "Hoe oud is die brug, en wie bouwde haar?\n\n## Antwoord\n\n", ""),
    )
    assert ("misplaced", "vraag-01.md") in kinds(report) or not report.ok


def test_without_letter_types_a_question_begins_with_what_asks(unlabelled):
    plain = PAGE.replace("<b>", "").replace("</b>", "")
    assert unlabelled(page=plain).ok
    report = unlabelled(
        ("vraag-01.md", "\n\nZij is van hout.", ""),
        ("vraag-02.md", "## Vraag\n", "## Vraag\n\nZij is van hout.\n"),
        page=plain,
    )
    assert kinds(report) == [("misplaced", "vraag-02.md")]


def test_words_of_a_page_that_its_reader_does_not_give_are_told(unlabelled):
    page = PAGE.replace("<p>Niets.</p>", "<p>Niets.</p><math><mtext>tweehonderd</mtext></math>")
    assert [one.source for one in unlabelled(page=page).differences] == ["tweehonderd"]


def test_a_heading_by_theme_stands_above_the_label_of_its_question(letter):
    source = SOURCE.replace("Vraag 4\n", "Onderhoud\n\nVraag 4\n")
    assert letter([("vraag-04.md", "## Vraag\n", "## Vraag\n\n### Onderhoud\n")], source=source).ok
    report = letter([("vraag-02.md", "betalen mee.", "betalen mee.\n\nOnderhoud")], source=source)
    assert not report.ok


# --- A folder is read as its pages show it ---------------------------------------------------------------------


def test_a_picture_is_its_description(letter):
    assert letter([("vraag-04.md", "Ja. Ik ga", "![Ja.](ja.png) Ik *ga*")]).ok
    report = letter([("vraag-04.md", "Ja. Ik ga", "![Nee. *Nooit*](ja.png) Ik ga")])
    assert [(one.kind, one.content) for one in report.differences] == [("changed", "Nee. Nooit")]


def test_a_replaced_answer_is_told_alike_whatever_footnotes_its_file_has(letter):
    (one,) = letter([("vraag-01.md", "\nJa.\n", "\nNee.\n")]).differences
    assert (one.kind, one.source, one.content) == ("changed", "Ja.", "Nee.")
