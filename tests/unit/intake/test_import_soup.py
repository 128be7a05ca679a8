"""Whatever lines a document holds, in whatever order: recognition does not fail, and loses and invents no letter."""

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.markdown_reader import parse
from generator.core.model import Heading, leaves
from generator.intake import plan_import
from generator.intake.readers import read
from generator.intake.recognise import recognise
from generator.intake.source_document import DocBlock, DocFootnote, Role, Run, SourceDocument

LINES = st.sampled_from(
    """
    Vraag 1|Vraag 2|Vraag 2 en 3|Vraag 1: Kent u de brug?|Vraag|Vragen 4 t/m 6|1|2|3|1, 2 en 3|1. Kent u de brug?|2. Hoe oud is zij?
    1) Dagblad, 3 maart|2) Weekblad|[1] Maandblad [2] Jaarblad|[2] https://voorbeeld.nl/a_b*c|1Dagblad, 4 maart|2 Weekblad, 5 maart
    Antwoord 1|Antwoord op vraag 2|Antwoord:|Antwoorden|Antwoord 1: Ja.|Antwoord op vragen 1 en 9|Antwoord 7|Mededeling|Toelichting:
    Kent u de brug?1|Ja.|Nee.2 Ook niet.|Dat is een heel lange zin die over de brug gaat en over de weg en over de oever van het|water, dat
    daar stroomt.|- een|– twee;|• drie|a. vier|2019 22 2 486,8|2020 8 3 1.823,4|1. 65 121|Totaal 95 88711.122|gevange-|nispersoneel|security-
    check [1].|Kent u het bericht? [1] En dat?[2]|gedrag2) van de brug (artikel 3)|Pagina 2 van 4|Datum 3 maart 2023|Onderwerp Vragen over
    Aan de Voorzitter van de Tweede Kamer|Postbus 20018|Ons kenmerk|1234567|Hierbij bied ik u de antwoorden aan.|De Minister van Defensie,
    J. de Vries|Vragen van het lid Jansen (XYZ) aan de Minister van Defensie over bruggen (ingezonden 3 maart 2023).|2023Z01234|AH 12
    Antwoorden van de minister van Defensie op vragen over bruggen|ah-tk-20222023-12|Tweede Kamer, vergaderjaar 2022–2023, Aanhangsel 1
    Vraag 1a|Antwoord op vraag 1a|2b. Hoe lang?|Vraag (3):|3. en 4.|Reactie|Bijlage 1: Overzicht|X Noot|Vraag van het lid Jansen (XYZ):
    Antwoorden op de vragen 1 t/m 3|Vragen van de leden Smit (ABC) en Klaassen (DEF) over sluizen|DE MINISTER-PRESIDENT,|A.B. de Vries
    *ster* en _streep_ en [haak](x)|# hekje|> groter|| pijp |&amp; en <b>|a^2^ en ~~weg~~|```|---|===
    """.replace("\n", "|")
    .replace("|| pijp ||", "|PIJP|")
    .split("|")
).map(lambda line: line.strip().replace("PIJP", "| pijp |") or "Zie het antwoord op vraag 1.")

GAPS = st.sampled_from(["\n", "\n", "\n\n", "\n\n\n", "\n\f", "\n "])


def _balanced(letter) -> bool:
    return "text-out-of-balance" not in {problem.code for problem in letter.problems}


@given(st.lists(st.tuples(LINES, GAPS), min_size=1, max_size=40))
@settings(max_examples=150, deadline=None)
def test_no_order_of_lines_loses_a_letter(lines):
    data = ("Brief\n" + "".join(line + gap for line, gap in lines)).encode()
    assert _balanced(recognise(read(data, "soep.txt"), "soep.txt"))


@given(st.lists(st.tuples(LINES, GAPS), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_what_is_written_reads_back_whole(lines):
    data = "".join(line + gap for line, gap in lines).encode()
    plan = plan_import(data, "soep.txt")
    if not plan.ok:
        assert [problem.code for problem in plan.problems] in (["not-a-letter"], ["empty-source"])
        return
    letter = plan.recognised
    expected = [*letter.body, *(b for q in letter.questions for b in (*q.blocks, *(q.answer or ())))]
    wanted = _letters(" ".join(f"{b.label or ''} {_plain(b)}" for b in expected))
    got = ""
    for file in plan.files:
        body = file.text.split("\n---\n", 1)[1]
        parsed = parse(body, file.path)
        assert {p.code for p in parsed.problems} <= {"unused-footnote"}
        own = [b for b in parsed.blocks if not (isinstance(b, Heading) and b.paragraph.text in ("Vraag", "Antwoord"))]
        got += " ".join(leaf.text for leaf in leaves(own))
    assert _letters(got) == wanted


def _plain(block) -> str:
    return "".join(run.text for run in block.runs if run.footnote is None)


def _letters(text: str) -> str:
    return "".join(sorted(char for char in text.casefold() if char.isalpha()))


RUNS = st.builds(
    Run,
    st.sampled_from(
        ["Vraag 1", "Antwoord 1", "Kent u de brug?", "Ja.", "1", "2", " 2)", " [1]", "Vraag 2\nHoe?", "1. een", "noot"]
    ),
    bold=st.booleans(),
    italic=st.booleans(),
    superscript=st.booleans(),
    footnote=st.sampled_from([None, None, None, "n1"]),
)
BLOCKS = st.builds(
    DocBlock,
    st.lists(RUNS, min_size=1, max_size=4).map(tuple),
    role=st.sampled_from([Role.BODY, Role.BODY, Role.BODY, Role.FOOTNOTE, Role.SIDE, Role.FOOT]),
    page=st.integers(1, 3),
    label=st.sampled_from([None, None, None, "1.", "2.", "•", "1)", "a."]),
    level=st.integers(0, 2),
    heading=st.sampled_from([None, None, 1]),
)
TABLES = st.builds(
    lambda rows: DocBlock(rows=tuple(tuple((cell,) for cell in row) for row in rows)),
    st.lists(st.lists(BLOCKS, min_size=1, max_size=3), min_size=1, max_size=3),
)


@given(st.lists(st.one_of(BLOCKS, BLOCKS, BLOCKS, TABLES), min_size=1, max_size=20))
@settings(max_examples=150, deadline=None)
def test_no_order_of_blocks_loses_a_letter(blocks):
    pages = sorted(block.page or 1 for block in blocks)
    ordered = tuple(
        DocBlock(b.runs, b.role, p, i, b.label, b.level, b.heading, 0.0, b.rows)
        for i, (b, p) in enumerate(zip(blocks, pages, strict=True))
    )
    footnote = DocFootnote("n1", "1", (DocBlock((Run("De noot."),)),))
    assert _balanced(recognise(SourceDocument("docx", ordered, (footnote,)), "soep.docx"))
