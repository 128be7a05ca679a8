"""XML of official publications: whole ones with what is imported of them beside each, unsafe ones, random ones.

`publications/NAME.xml` is a source, `publications/NAME.md` the files of its letter. To write them anew after a change
that is meant: `ACCEPT_PUBLICATIONS=1 pytest tests/unit/intake/test_reader_xml.py`.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path

import pytest

from generator.core.model import LetterKind
from generator.intake import disk, plan_import
from generator.intake.import_plan import ImportPlan
from generator.intake.readers import read
from generator.intake.source_document import UnreadableError
from generator.verify import verify

PUBLICATIONS = sorted((Path(__file__).parent / "publications").glob("*.xml"))


def planned(path: Path) -> ImportPlan:
    return plan_import(path.read_bytes(), path.name)


def publication(body: str, head: str = "") -> bytes:
    return f"<officiele-publicatie><kamervragen>{head}{body}</kamervragen></officiele-publicatie>".encode()


def report(data: bytes, content: Path, name: str = "ah-tk-20242025-1.xml"):
    """Import a publication and verify it."""
    plan = plan_import(data, name)
    disk.write(plan, content)
    return verify(content / "letters" / str(plan.letter_id))


def one_question(question: str, answer: str = "<al>Ja.</al>") -> bytes:
    return publication(f"<vraag><nr>Vraag 1</nr>{question}</vraag><antwoord><nr>Antwoord 1</nr>{answer}</antwoord>")


def texts(data: bytes, *, at: int = 1) -> str:
    """Return the text of a question's file."""
    plan = plan_import(data, "ah-tk-20242025-1.xml")
    return next(file.text for file in plan.files if file.path.endswith(f"vraag-{at:02d}.md"))


# --- Whole publications ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PUBLICATIONS, ids=lambda path: path.stem)
def test_a_publication_becomes_its_letter(path):
    plan = planned(path)
    told = "".join(f"{one.position.line} {one.severity}[{one.code}]\n" for one in plan.problems)
    made = "\n".join([*(f"{file.path.rpartition('/')[2]}\n{file.text}" for file in plan.files), told])
    beside = path.with_suffix(".md")
    if os.environ.get("ACCEPT_PUBLICATIONS"):
        beside.write_text(made, encoding="utf-8")
    assert made == beside.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PUBLICATIONS, ids=lambda path: path.stem)
def test_a_letter_is_word_for_word_the_publication(path, tmp_path):
    found = report(path.read_bytes(), tmp_path, path.name)
    assert [(one.kind, one.line) for one in found.differences] == []
    assert found.ok


@pytest.mark.parametrize("path", PUBLICATIONS, ids=lambda path: path.stem)
def test_a_change_in_a_letter_is_found(path, tmp_path):
    plan = planned(path)
    disk.write(plan, tmp_path)
    folder = tmp_path / "letters" / str(plan.letter_id)
    word = re.compile(r"(?<=\s)[a-z]{3,}(?=[\s?.,])")
    texts = {file: file.read_text("utf-8").partition("\n---\n") for file in sorted(folder.glob("*.md"))}
    file, (head, mark, body) = next((file, text) for file, text in reversed(texts.items()) if word.search(text[2]))
    file.write_text(head + mark + word.sub("sluisdeur", body, count=1), "utf-8")
    found = verify(folder)
    assert "sluisdeur" in "".join(one.content for one in found.differences)


def test_the_unknown_is_told_with_its_line():
    path = next(path for path in PUBLICATIONS if path.stem == "unknown-elements")
    told = [
        (one.position.line, dict(one.values)) for one in planned(path).problems if one.code == "xml-unknown-element"
    ]
    assert told == [
        (9, {"element": "formule", "count": "2"}),
        (10, {"element": "kader", "count": "1"}),
        (10, {"element": "nadruk type=golvend", "count": "1"}),
    ]


# --- Pieces ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "markdown"),
    [
        ('<extref soort="URL" doc="https://www.rivm.nl/x">RIVM</extref>', "[RIVM](https://www.rivm.nl/x)"),
        ('<extref soort="URL" doc="www.rivm.nl/x">RIVM</extref>', "[RIVM](https://www.rivm.nl/x)"),
        ('<extref soort="document" doc="kst-36800-XIV-80">dat stuk</extref>', "[dat stuk](kst:36800-XIV-80)"),
        ('<extref soort="document" doc="ah-tk-20212022-753">antwoord</extref>', "[antwoord](ah:tk-20212022-753)"),
        ('<extref soort="document" doc="dossier/36600-XXIII">dossier</extref>', "[dossier](kst:36600-XXIII)"),
        ('<dossierref dossier="36600">dossier</dossierref>', "[dossier](kst:36600)"),
        ('<extref soort="document" doc="javascript:alert(1)">x</extref>', "x"),
        ('<extref soort="URL" doc="">leeg</extref>', "leeg"),
        ("<extref>kaal</extref>", "kaal"),
        ('<nadruk type="vetcur">vet en cursief</nadruk>', "***vet en cursief***"),
        ('<nadruk type="doorhaling">weg</nadruk>', "~~weg~~"),
        ("m<sup>2</sup>", "m^2^"),
        ("<datum isodatum='2024-10-01'>1 oktober 2024</datum>", "1 oktober 2024"),
        ("een&#160;woord &#8220;tussen&#8221; tekens", "een\u00a0woord “tussen” tekens"),
    ],
)
def test_what_is_within_a_line(element, markdown, tmp_path):
    data = one_question(f"<al>Zie hier {element} en verder?</al>")
    assert f"Zie hier {markdown} en verder?" in texts(data)
    assert report(data, tmp_path).ok


def test_indentation_that_only_lays_out_the_file_is_no_space(tmp_path):
    data = one_question(
        "<al>\n  Kent het lid <naam>\n    <achternaam>Duinhoven</achternaam>\n  </naam>\n, (\n de brug\n )?\n</al>"
    )
    assert "Kent het lid Duinhoven, (de brug)?" in texts(data)
    assert report(data, tmp_path).ok


def test_an_answer_may_come_before_its_question_and_out_of_order(tmp_path):
    data = publication(
        "<vraag><nr>Vraag 2</nr><al>Wat kost zij?</al></vraag><vraag><nr>Vraag 1</nr><al>Kent u de brug?</al></vraag>"
        "<antwoord><nr>Antwoord 1</nr><al>Ja.</al></antwoord><antwoord><nr>Antwoord 2</nr><al>Niets.</al></antwoord>"
    )
    assert "Niets." in texts(data, at=2)
    assert "Ja." in texts(data, at=1)
    assert report(data, tmp_path).ok


def test_questions_without_any_label_are_numbered_by_their_order(tmp_path):
    data = publication(
        "<vraag><al>Kent u de brug?</al></vraag><antwoord><al>Ja.</al></antwoord>"
        "<vraag><lijst type='expliciet'><li><li.nr>a.</li.nr><al>Wat kost zij?</al></li><li><li.nr>b.</li.nr><al>Wie?</al></li></lijst></vraag>"
        "<antwoord><al>Niets.</al></antwoord>"
    )
    assert "Wat kost zij?" in texts(data, at=2)
    assert "Niets." in texts(data, at=2)
    assert report(data, tmp_path).ok


def test_text_between_questions_belongs_to_none(tmp_path):
    data = publication(
        "<vraag><nr>Vraag 1</nr><al>Kent u de brug?</al></vraag><antwoord><nr>Antwoord 1</nr><al>Ja.</al></antwoord>"
        "<al>Onderstaande vragen zijn later gesteld.</al>"
        "<vraag><nr>Vraag 2</nr><al>Wat kost zij?</al></vraag><antwoord><nr>Antwoord 2</nr><al>Niets.</al></antwoord>"
    )
    plan = plan_import(data, "x.xml")
    [letter] = [file.text for file in plan.files if file.path.endswith("letter.md")]
    assert "Onderstaande vragen zijn later gesteld." in letter
    assert "Onderstaande" not in texts(data) + texts(data, at=2)


@pytest.mark.parametrize(
    ("answering", "expected"),
    [
        ("Antwoord van Minister <naam>Van Dijk</naam> (Defensie)", [("Van Dijk", "minister van Defensie")]),
        (
            "Antwoord van de Ministers <naam>Jansen</naam> (Financiën) en <naam>de Wit</naam> (Defensie)",
            [("Jansen", "minister van Financiën"), ("de Wit", "minister van Defensie")],
        ),
        (
            "Antwoord van Staatssecretaris <naam><voornaam>A.</voornaam><achternaam>Vis</achternaam></naam> (Financiën), mede namens de Minister <naam>Bos</naam> (Defensie)",
            [("A. Vis", "staatssecretaris van Financiën")],
        ),
        (
            "Antwoord van de Minister van Financiën <naam>Jansen</naam>",
            [("Jansen", "minister van Financiën")],
        ),
    ],
)
def test_who_answers_is_who_is_marked(answering, expected):
    head = f'<kamervraagomschrijving type="antwoord">{answering} (ontvangen <datum isodatum="2024-10-21">21-10-24</datum>)</kamervraagomschrijving>'
    plan = plan_import(publication("<vraag><nr>Vraag 1</nr><al>En?</al></vraag>", head), "x.xml")
    assert plan.recognised is not None
    assert [(one.name, one.office) for one in plan.recognised.meta.answered_by] == expected
    assert plan.recognised.meta.received == dt.date(2024, 10, 21)


# --- Metadata ----------------------------------------------------------------------------------------------------

METADATA = {
    "attributes": '<metadata_gegevens><metadata name="OVERHEIDop.vraagnummer" scheme="" content="2024Z00007"/></metadata_gegevens>',
    "meta": '<metadata><meta name="OVERHEIDop.vraagnummer" content="2024Z00007"/></metadata>',
    "elements": '<m xmlns:o="http://standaarden.overheid.nl/op/terms/"><o:vraagnummer> 2024Z00007\n</o:vraagnummer></m>',
    "prefix": '<m xmlns:OVERHEIDop="urn:x"><OVERHEIDop:vraagnummer>2024Z00007</OVERHEIDop:vraagnummer></m>',
}


@pytest.mark.parametrize("form", METADATA)
def test_the_metadata_file_completes_the_letter_and_is_kept(form, tmp_path):
    data = one_question("<al>Kent u de brug?</al>")
    plan = plan_import(data, "ah-tk-20242025-1.xml", metadata=METADATA[form].encode())
    assert plan.letter_id == "2024z00007"
    disk.write(plan, tmp_path)
    kept = tmp_path / "letters/2024z00007/source/ah-tk-20242025-1.metadata.xml"
    assert kept.read_text("utf-8") == METADATA[form]


def test_a_metadata_file_that_cannot_be_read_is_told():
    plan = plan_import(one_question("<al>Kent u de brug?</al>"), "ah-tk-20242025-1.xml", metadata=b"<geen")
    assert plan.ok
    assert "xml-metadata-unreadable" in [one.code for one in plan.problems]


@pytest.mark.parametrize("place", ["{stem}/metadata.xml", "{stem}.metadata.xml"])
def test_the_metadata_file_is_found_beside_the_publication(place, tmp_path):
    path = tmp_path / "ah-tk-20242025-1.xml"
    path.write_bytes(one_question("<al>En?</al>"))
    beside = tmp_path / place.format(stem=path.stem)
    beside.parent.mkdir(exist_ok=True)
    beside.write_text(METADATA["meta"], "utf-8")
    assert disk.metadata_beside(path) == METADATA["meta"].encode()
    assert disk.is_metadata(beside)
    assert not disk.is_metadata(path)


@pytest.mark.parametrize(
    ("name", "extra", "publication_id"),
    [
        ("ah-tk-20242025-17.xml", "", "ah-tk-20242025-17"),
        ("ah-1271549.xml", "", "ah-1271549"),
        (
            "download.xml",
            "<kamervraagkop><tekstregel>Vergaderjaar 1995–1996</tekstregel></kamervraagkop><kamervraagnummer>12</kamervraagnummer>",
            "ah-tk-19951996-12",
        ),
        ("download.xml", "", None),
    ],
)
def test_the_publication_is_known_by_its_record_its_name_or_its_number(name, extra, publication_id):
    plan = plan_import(publication("<vraag><nr>Vraag 1</nr><al>En?</al></vraag>", extra), name)
    assert plan.recognised is not None
    assert plan.recognised.meta.publication == publication_id


# --- The publisher's web pages -----------------------------------------------------------------------------------

PAGE = """<!DOCTYPE html><html lang="nl"><head><title>Vragen over bruggen</title>
<meta name="DC.identifier" content="ah-tk-20242025-5"/></head><body><div class="header"><p>Overheid.nl</p></div>
<div class="stuk"><h1 class="kamervraagomschrijving_kop">Vragen van het lid Duinhoven (XYZ) aan de Minister van Financiën over bruggen (ingezonden 1 oktober 2024).</h1>
<h1 class="kamervraagomschrijving_kop">Antwoord van Minister Kogelhout (Financiën) (ontvangen 21 oktober 2024).</h1>
<div class="vraag"><h2 class="stuktitel">Vraag 1</h2><p>Kent u de brug?<sup><a class="nootnum" href="#ID-d1">1</a></sup></p></div>
<div class="antwoord"><h2 class="stuktitel">Antwoord 1</h2><p>Ja. Eerder stond daar:</p><p>Vraag 2</p><p>Klopt dat?</p><p>Antwoord 2</p><p>Nee, dat klopt niet.</p></div>
<div class="vraag"><h2 class="stuktitel">Vraag 2</h2><p>Wat kost zij?</p></div><div class="vraag"><h2 class="stuktitel">Vraag 3</h2><p>Wie betaalt haar?</p></div>
<div class="antwoord"><h2 class="stuktitel">Antwoord 2 en 3</h2><p>Het Rijk betaalt tien euro.</p></div>
<div class="toelichting"><p>Deze vragen vullen eerdere vragen van het lid Smit aan.</p></div></div>
<div class="noten"><div class="voet noot"><h5 class="note-close"><a class="note-close" href="#close-ID-d1">X</a> Noot</h5><sup><span class="nootnum" id="ID-d1">1</span></sup><p>Idem.</p></div></div>
</body></html>""".encode()


def _described_by(tag: str, *classes: str) -> bytes:
    """Return the page with other elements for who asked and who answered: the second has a class of its own too."""
    asked, answered = (f'<{tag} class="{each}">'.encode() for each in classes)
    page = PAGE.replace(b'<h1 class="kamervraagomschrijving_kop">Vragen', asked + b"Vragen")
    page = page.replace(b'<h1 class="kamervraagomschrijving_kop">Antwoord', answered + b"Antwoord")
    return page.replace(b"</h1>", f"</{tag}>".encode())


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        _described_by("p", "kamervraagomschrijving vraag", "kamervraagomschrijving antwoord"),
        _described_by("div", "kamervraagomschrijving", "antwoord kamervraagomschrijving_kop"),
    ],
)
def test_a_page_of_the_publisher_is_read_by_its_classes(tmp_path, page):
    plan = plan_import(page, "ah-tk-20242025-5.html")
    assert plan.recognised is not None
    told = [(one.number, one.answered_in, one.answer is not None) for one in plan.recognised.questions]
    assert told == [(1, None, True), (2, None, True), (3, 2, False)]
    [first] = [file.text for file in plan.files if file.path.endswith("vraag-01.md")]
    assert "Antwoord 2\n\nNee, dat klopt niet." in first
    [letter] = [file.text for file in plan.files if file.path.endswith("letter.md")]
    assert "Deze vragen vullen eerdere vragen van het lid Smit aan." in letter
    assert [one.name for one in plan.recognised.meta.answered_by] == ["Kogelhout"]
    found = report(page, tmp_path, "ah-tk-20242025-5.html")
    assert [(one.kind, one.line, one.source) for one in found.differences] == []


def test_an_answer_before_the_first_question_is_told():
    page = PAGE.replace(
        b'<div class="vraag"><h2 class="stuktitel">Vraag 1',
        b'<div class="antwoord"><p>Vooraf.</p></div>\n<div class="vraag"><h2 class="stuktitel">Vraag 1',
    )
    plan = plan_import(page, "ah-tk-20242025-5.html")
    assert "answer-without-question" in {problem.code for problem in plan.problems}


NOTICE = """<kamervraagomschrijving type="vraag">Vragen van het lid Duinhoven (XYZ) aan de Minister van Financiën over bruggen (ingezonden 1 oktober 2024).</kamervraagomschrijving>
<kamervraagomschrijving type="antwoord">Mededeling van Minister Kogelhout (Financiën) (ontvangen 21 oktober 2024).</kamervraagomschrijving>"""


@pytest.mark.parametrize(
    "told",
    [
        "<mededeling><al>De vragen kunnen niet binnen de gebruikelijke termijn worden beantwoord.</al></mededeling>",
        "<toelichting><al>Het lukt niet de vragen binnen de gestelde termijn te beantwoorden.</al></toelichting>",
        "",
    ],
)
def test_a_notice_without_answers_is_a_postponement(told):
    plan = plan_import(publication(f"<vraag><nr>Vraag 1</nr><al>Kent u de brug?</al></vraag>{told}", NOTICE), "a.xml")
    assert plan.recognised is not None
    assert plan.recognised.kind is LetterKind.POSTPONEMENT
    assert [one.code for one in plan.problems if one.code == "xml-unknown-element"] == []


def test_the_dashes_of_a_page_are_the_signs_of_its_items(tmp_path):
    items = "".join(
        f'<li class="li"><p class="labeled"><span class="ol">– </span>{one};</p></li>' for one in ("a", "b")
    )
    page = PAGE.replace(b"<p>Wat kost zij?</p>", f'<p>Kost zij:</p><ul class="streepje">{items}</ul>'.encode())
    found = report(page, tmp_path, "ah-tk-20242025-5.html")
    assert [(one.kind, one.line, one.source) for one in found.differences] == []


# --- What is refused ---------------------------------------------------------------------------------------------

DEEP = b"<officiele-publicatie>" + b"<al>" * 400 + b"x" + b"</al>" * 400 + b"</officiele-publicatie>"
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 9))
UNSAFE = {
    "an entity of its own": (
        '<!DOCTYPE a [<!ENTITY x "y">]><officiele-publicatie>&x;</officiele-publicatie>',
        "xml-entities",
    ),
    "an entity of a file": (
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><officiele-publicatie>&x;</officiele-publicatie>',
        "xml-entities",
    ),
    "an entity of the network": (
        '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><officiele-publicatie>&x;</officiele-publicatie>',
        "xml-entities",
    ),
    "a parameter entity": (
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]><officiele-publicatie/>',
        "xml-entities",
    ),
    "entities in entities": (
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><officiele-publicatie>&l8;</officiele-publicatie>',
        None,
    ),
    "entities in an attribute": (
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><officiele-publicatie a="&l8;"/>',
        None,
    ),
    "no XML": ("dit is geen XML", "source-wrong-type"),
    "cut off": ("<officiele-publicatie><kamervragen>", "source-wrong-type"),
    "nothing": ("", "source-wrong-type"),
    "another kind of XML": ("<rss><channel/></rss>", "xml-not-a-publication"),
    "no text": ("<officiele-publicatie><kamervragen/></officiele-publicatie>", "source-no-text"),
}


@pytest.mark.parametrize("what", UNSAFE)
def test_what_is_not_safe_or_no_publication_is_refused(what):
    text, code = UNSAFE[what]
    with pytest.raises(UnreadableError) as refused:
        read(text.encode(), "x.xml")
    assert code is None or refused.value.problem.code == code


def test_what_is_nested_too_deep_is_refused():
    with pytest.raises(UnreadableError):
        read(DEEP, "x.xml")


def test_a_named_entity_of_a_dtd_elsewhere_is_its_character(tmp_path):
    data = b'<!DOCTYPE officiele-publicatie SYSTEM "http://127.0.0.1:9/op.dtd">' + one_question(
        "<al>Kent u het caf&eacute; aan de brug?</al>"
    )
    assert "Kent u het café aan de brug?" in texts(data)
    assert report(data, tmp_path).ok
