"""Who asks and who answers where headings break, members sit alone, and an office has a dash."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from generator.intake.readers import read
from generator.intake.recognise import recognise
from generator.intake.recognise.metadata.person_names import bare

SIZE, LINE, TOP, LEFT = 11, 13, 780, 60


def as_text(paragraphs):
    return "\n\n".join("\n".join(lines) for lines in paragraphs).encode(), "brief.txt"


def as_pdf(paragraphs):
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    canvas.setFont("Helvetica", SIZE)
    y = TOP
    for lines in paragraphs:
        for line in lines:
            canvas.drawString(LEFT, y, line)
            y -= LINE
        y -= LINE
    canvas.save()
    return file.getvalue(), "brief.pdf"


def as_docx(papers, paragraphs):
    inner = "".join(f"<w:p>{papers.run(line)}</w:p>" for lines in paragraphs for line in lines)
    return papers.package(inner), "brief.docx"


def letter(kind, papers, paragraphs):
    data, name = as_docx(papers, paragraphs) if kind == "docx" else {"txt": as_text, "pdf": as_pdf}[kind](paragraphs)
    return recognise(read(data, name), name)


def asked(found):
    return [(one.name, one.party) for one in found.meta.asked_by]


def answered(found):
    return [(one.name, one.office) for one in found.meta.answered_by]


BODY = [
    ["Vraag 1", "Hoeveel openbare overwegen zonder actieve beveiliging telt het hoofdspoornet op dit"],
    ["Antwoord 1", "Dat zijn er honderd, waarvan een groot deel met een hek is afgesloten, zoals ik u eerder heb"],
]
BROKEN = {
    "van": (["Vragen van de leden Jansen (SP), Dikkers (PvdA) en Van", "Veldhoven (D66) aan de minister van Defensie over bruggen (ingezonden 3 mei 2021)."], ["Jansen", "Dikkers", "Van Veldhoven"]),
    "el": (["Vragen van de leden Jansen (SP), Dikkers (PvdA) en El", "Yassini (VVD) aan de minister van Defensie over bruggen (ingezonden 3 mei 2021)."], ["Jansen", "Dikkers", "El Yassini"]),
    "den": (["Vragen van de leden Jansen (SP), Dikkers (PvdA) en Den", "Haan (50PLUS) aan de minister van Defensie over bruggen (ingezonden 3 mei 2021)."], ["Jansen", "Dikkers", "Den Haan"]),
    "en": (["Vragen van de leden Jansen (SP), Dikkers (PvdA) en", "Smit (D66) aan de minister van Defensie over bruggen (ingezonden 3 mei 2021)."], ["Jansen", "Dikkers", "Smit"]),
    "lid": (["Mondelinge vragen van het lid", "Smit (D66) aan de minister van Defensie over bruggen (ingezonden 3 mei 2021)."], ["Smit"]),
    "first name": (["Vragen van de leden Dikkers (PvdA) en Romke", "Smit (D66) aan de minister van Defensie over bruggen (ingezonden 3 mei 2021)."], ["Dikkers", "Romke Smit"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["txt", "pdf", "docx"])
@pytest.mark.parametrize("case", BROKEN)
def test_a_heading_goes_on_where_a_line_breaks_within_a_name(papers, kind, case):
    heading, names = BROKEN[case]
    split = [heading] if kind == "txt" else [[line] for line in heading]
    found = letter(kind, papers, [*split, *BODY])
    assert [name for name, _ in asked(found)] == names
    assert found.meta.title == "Bruggen"


def test_a_heading_that_has_ended_does_not_go_on(papers):
    heading = [
        "Vragen van de leden Jansen (SP) en Smit (D66)",
        "Antwoord van minister Bakker (Defensie) (ontvangen 3 mei 2021).",
    ]
    found = letter("docx", papers, [[line] for line in heading] + BODY)
    assert [block.text for block in found.body] == heading


GROUPS = ["lid Omtzigt", "Lid Krol", "Groep Krol/Van Kooten-Arissen", "groep Van Haga", "Fractie Den Haan", "lid Van Haga", "BVNL", "Gündogan", "fractie Den Haan"]  # fmt: skip


@pytest.mark.parametrize("group", GROUPS)
def test_the_group_of_a_member_who_left_a_party_is_a_party(papers, group):
    heading = [f"Vragen van de leden Omtzigt ({group}) en Smit (D66) aan de minister van Defensie over bruggen"]
    found = letter("txt", papers, [heading, *BODY])
    assert asked(found) == [("Omtzigt", group), ("Smit", "D66")]
    assert not [problem for problem in found.problems if problem.code.startswith("asker")]


@pytest.mark.parametrize("said", ["lid van de commissie", "lid Tweede Kamer", "groep"])
def test_what_is_no_group_is_reported(papers, said):
    found = letter(
        "txt", papers, [[f"Vragen van het lid Smit ({said}) aan de minister van Defensie over bruggen"], *BODY]
    )
    assert asked(found) == [("Smit", None)]
    assert "asker-doubtful" in {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    "name", ["Heerma", "Heerema", "Heeremans", "Mwangi", "Mevrouwen", "Heer-Smit", "Dhrami", "Ingels", "Drs"]
)
def test_a_name_that_begins_as_a_courtesy_is_whole(name):
    assert bare(name if name != "Drs" else "drs. Drsma") == (name if name != "Drs" else "Drsma")


@pytest.mark.parametrize(
    "printed", ["de heer Smit", "Heer Smit", "mw. Smit", "mw Smit", "mevr.Smit", "mr.drs. Smit", "dhr. Smit"]
)
def test_a_courtesy_is_no_part_of_a_name(printed):
    assert bare(printed) == "Smit"


OFFICES = [
    ("de staatssecretaris van Financiën – Fiscaliteit en Belastingdienst,", "staatssecretaris van Financiën - Fiscaliteit en Belastingdienst"),
    ("De staatssecretaris van Financiën – Toeslagen en Douane,", "staatssecretaris van Financiën - Toeslagen en Douane"),
    ("de staatssecretaris van Financiën - Fiscaliteit en Belastingdienst,", "staatssecretaris van Financiën - Fiscaliteit en Belastingdienst"),
    ("De Staatssecretaris van Infrastructuur en Waterstaat – Openbaar Vervoer en Milieu,", "staatssecretaris van Infrastructuur en Waterstaat - Openbaar Vervoer en Milieu"),
    ("De staatssecretaris van Volksgezondheid, Welzijn en Sport – Jeugd, Preventie en Sport,", "staatssecretaris van Volksgezondheid, Welzijn en Sport - Jeugd, Preventie en Sport"),
    ("de staatssecretaris van Justitie en Veiligheid – Rechtsbescherming,", "staatssecretaris van Justitie en Veiligheid - Rechtsbescherming"),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "office"), OFFICES)
@pytest.mark.parametrize("kind", ["txt", "pdf", "docx"])
def test_an_office_within_a_ministry_signs_as_any_other(papers, kind, printed, office):
    opening = ["Hierbij bieden wij u de antwoorden aan op de vragen van het lid Smit (D66) over bruggen."]
    signed = [[line] for line in ("de minister van Defensie,", "Sigrid A.M. Bakker", printed, "Marnix L.A. van Dijk")]
    found = letter(kind, papers, [["Geachte voorzitter,"], opening, *signed, *BODY])
    assert answered(found) == [("Sigrid A.M. Bakker", "minister van Defensie"), ("Marnix L.A. van Dijk", office)]


def test_an_office_that_is_not_read_is_said(papers):
    opening = ["Hierbij bieden wij u de antwoorden aan op de vragen van het lid Smit (D66) over bruggen."]
    strange = "de staatssecretaris van Financiën / herstel en het bredere stelsel van toeslagen,"
    signed = [[line] for line in ("de minister van Defensie,", "Sigrid A.M. Bakker", strange, "Marnix L.A. van Dijk")]
    found = letter("docx", papers, [["Geachte voorzitter,"], opening, *signed, *BODY])
    assert [problem.values for problem in found.problems if problem.code == "fact-told-otherwise"]
