"""Recognition of what only some formats tell: list labels, letter types, tables, real footnotes, roles on the page."""

import pytest

from generator.intake.readers import read
from generator.intake.recognise import recognise
from generator.intake.source_document import DocBlock, DocFootnote, Role, Run, SourceDocument


def block(text, **known) -> DocBlock:
    return DocBlock((Run(text),), **known)


def bold(text, **known) -> DocBlock:
    return DocBlock((Run(text, bold=True),), **known)


def find(*blocks, **known):
    return recognise(SourceDocument("docx", blocks, **known), "brief.docx")


def answers(letter) -> dict:
    return {
        q.number: (
            " ¶ ".join(b.text for b in q.blocks),
            " ¶ ".join(b.text for b in q.answer) if q.answer else q.answered_in,
        )
        for q in letter.questions
    }


def codes(letter) -> set[str]:
    return {problem.code for problem in letter.problems}


def test_questions_numbered_by_word_are_told_from_numbered_items_in_an_answer():
    letter = find(
        bold("Kent u de brug?", label="1."),
        block("Ja. Zij telt:"),
        block("vier pijlers;", label="1."),
        block("twee lantaarns.", label="2."),
        bold("Hoe oud is zij?", label="2."),
        block("Zestig jaar."),
    )
    assert answers(letter) == {
        1: ("Kent u de brug?", "Ja. Zij telt: ¶ vier pijlers; ¶ twee lantaarns."),
        2: ("Hoe oud is zij?", "Zestig jaar."),
    }
    assert "answers-without-label" in codes(letter)


def test_a_question_in_bold_may_have_a_footnote_mark_that_is_not():
    mark = Run("1", superscript=True, footnote="fn-1")
    letter = find(
        DocBlock((Run("Kent u de brug?", bold=True), mark), label="1."),
        block("De brug is oud."),
        bold("Hoe oud is zij?", label="2."),
        block("Zestig jaar."),
    )
    assert [text for _, text in answers(letter).values()] == ["De brug is oud.", "Zestig jaar."]


def test_a_question_in_the_style_of_headings_is_none_and_a_heading_by_theme_is():
    letter = find(
        DocBlock((Run("Vraag 1. Hoe oud is de brug?"),), heading=3),
        block("Antwoord: Zestig jaar."),
        DocBlock((Run("Vraag 2. Kosten"),), heading=3),
        block("Wat kost de brug?"),
        block("Antwoord: Niets."),
    )
    assert [[b.heading for b in question.blocks] for question in letter.questions] == [[None], [3, None]]


def test_questions_told_by_bold_alone_are_numbered_by_their_order():
    letter = find(
        block("Antwoorden van de minister van Defensie op vragen van het lid Jansen (XYZ) over bruggen"),
        bold("Kent u de brug?"),
        block("Ja."),
        bold("Hoe oud is zij?"),
        bold("Wie bouwde haar?"),
        block("Zestig jaar."),
    )
    assert answers(letter)[1] == ("Kent u de brug?", "Ja.")
    assert {"questions-without-label", "answers-without-label"} <= codes(letter)


def test_a_label_and_its_text_in_one_paragraph_with_a_line_break():
    letter = find(block("Vraag 1\nKent u de brug?"), block("Antwoord 1\nJa.\nZij is oud."))
    assert answers(letter) == {1: ("Kent u de brug?", "Ja.\nZij is oud.")}


def test_a_label_at_the_end_of_the_paragraph_before():
    letter = find(block("Vraag 1"), block("Kent u de brug?\nAntwoord op vraag 1"), block("Ja."))
    assert answers(letter) == {1: ("Kent u de brug?", "Ja.")}


def test_questions_and_answers_in_the_cells_of_a_table():
    rows = (
        ((block("Vraag 1"), block("Kent u de brug?")), (block("Antwoord 1"), block("Ja."))),
        ((block("Vraag 2"), block("Hoe oud is zij?")), (block("Antwoord 2"), block("Zestig jaar."))),
    )
    letter = find(DocBlock(rows=rows))
    assert answers(letter) == {1: ("Kent u de brug?", "Ja."), 2: ("Hoe oud is zij?", "Zestig jaar.")}


def test_a_table_in_an_answer_stays_a_table():
    table = DocBlock(rows=(((block("2023"),), (block("2024"),)), ((block("1."),), (block("2."),))))
    letter = find(block("Vraag 1"), block("Hoeveel bruggen?"), block("Antwoord 1"), block("Zie de tabel."), table)
    assert letter.questions[0].answer is not None
    assert letter.questions[0].answer[1].rows == table.rows


def test_real_footnotes_and_typed_footnotes_of_one_number_are_two():
    footnote = DocFootnote("word-1", "1", (block("Noot van Word."),))
    letter = find(
        block("Vraag 1"),
        block("Kent u de brug? 1)"),
        block("Antwoord 1"),
        DocBlock((Run("Ja."), Run("1", superscript=True, footnote="word-1"))),
        block("Getypte noot.", label="1)"),
        footnotes=(footnote,),
    )
    keys = [
        run.footnote
        for b in (*letter.questions[0].blocks, *(letter.questions[0].answer or ()))
        for run in b.runs
        if run.footnote
    ]
    texts = {n.key: n.blocks[0].text for n in letter.footnotes}
    assert [texts[key] for key in keys] == ["Getypte noot.", "Noot van Word."]
    assert answers(letter)[1][1] == "Ja.1"


def test_a_footnote_at_the_foot_of_a_page_goes_to_its_raised_mark():
    letter = find(
        block("Vraag 1", page=1),
        DocBlock((Run("Kent u de brug?"), Run("1", superscript=True), Run(" Zij is lang.")), page=1),
        DocBlock((Run("1", superscript=True), Run(" Dagblad, 3 maart.")), role=Role.FOOTNOTE, page=1),
        block("Antwoord 1", page=2),
        block("Ja.", page=2),
    )
    runs = letter.questions[0].blocks[0].runs
    assert [run.text for run in runs] == ["Kent u de brug?", "1", " Zij is lang."]
    assert [n.blocks[0].text for n in letter.footnotes if n.key == runs[1].footnote] == ["Dagblad, 3 maart."]


def test_a_footnote_over_two_pages_is_one():
    letter = find(
        block("Vraag 1", page=1),
        DocBlock((Run("Kent u de brug?"), Run("1", superscript=True)), page=1),
        block("1 Dagblad, 3 maart, met een heel lange", role=Role.FOOTNOTE, page=1),
        block("Antwoord 1", page=2),
        block("Ja.", page=2),
        block("titel over de brug.", role=Role.FOOTNOTE, page=2),
    )
    assert [footnote.blocks[0].text for footnote in letter.footnotes] == [
        "Dagblad, 3 maart, met een heel lange titel over de brug."
    ]


def test_small_print_that_is_no_footnote_is_text():
    letter = find(
        block("Vraag 1", page=1),
        block("Hoeveel bruggen zijn er?", page=1),
        block("Antwoord 1", page=1),
        block("Er zijn er vier.", page=1),
        block("Bron: het archief van de stad.", role=Role.FOOTNOTE, page=1),
    )
    assert answers(letter)[1][1] == "Er zijn er vier. ¶ Bron: het archief van de stad."


def test_a_letterhead_column_is_set_aside_and_read():
    letter = find(
        block("Ons kenmerk", role=Role.SIDE),
        block("1234567", role=Role.SIDE),
        block("Pagina 1 van 2", role=Role.FOOT),
        block("Datum 3 maart 2023"),
        block("Hierbij bied ik u de antwoorden aan."),
        block("Vraag 1"),
        block("Kent u de brug?"),
    )
    assert letter.meta.reference == "1234567"
    assert letter.meta.date.isoformat() == "2023-03-03"
    assert [b.text for b in letter.body] == ["Hierbij bied ik u de antwoorden aan."]
    assert [item.text for item in letter.furniture if item.reason != "label"] == [
        "Ons kenmerk",
        "1234567",
        "Pagina 1 van 2",
        "Datum 3 maart 2023",
    ]


def test_an_answer_that_a_page_breaks_is_one_paragraph():
    letter = find(
        block("Vraag 1", page=1),
        block("Kent u de brug?", page=1),
        block("Antwoord 1", page=1),
        block("Ja, die brug ken ik", page=1),
        block("heel goed.", page=2),
    )
    assert answers(letter)[1][1] == "Ja, die brug ken ik heel goed."
    assert letter.questions[0].pages == (1, 2)


def test_nothing_of_a_letter_is_lost_or_invented():
    """Every run of letters of the document stands in a question, an answer, the body, a footnote or the furniture."""
    blocks = (
        block("Postbus 20018"),
        block("Iets zonder betekenis"),
        block("Hierbij bied ik u de antwoorden aan."),
        block("Vraag 1: Kent u de brug? [1]"),
        block("Antwoord: Ja."),
        block("Antwoord 7: Ook dit."),
        block("Toelichting:"),
        block("Dit hoort nergens bij."),
        block("[1] Dagblad."),
    )
    letter = find(*blocks)
    parts = [*letter.body, *(b for q in letter.questions for b in (*q.blocks, *(q.answer or ())))]
    text = " ".join(
        [
            *(b.text for b in parts),
            *(b.text for n in letter.footnotes for b in n.blocks),
            *(f.text for f in letter.furniture),
        ]
    )
    for one in blocks:
        for word in one.text.replace("[1]", "").replace(":", " ").split():
            assert word in text


DECLARED = (
    ("DC.identifier", "ah-tk-20302031-12"),
    ("OVERHEIDop.vraagnummer", "2030Z00001"),
    ("OVERHEIDop.datumIndiening", "2030-10-01"),
    ("OVERHEIDop.datumOntvangst", "20-10-2030"),
)


def test_what_a_page_declares_fills_in_what_its_text_does_not_say():
    letter = find(block("Vraag 1"), block("Kent u de brug?"), meta=DECLARED)
    meta = letter.meta
    assert (meta.publication, meta.numbers) == ("ah-tk-20302031-12", ("2030Z00001",))
    assert (meta.submitted.isoformat(), meta.received.isoformat()) == ("2030-10-01", "2030-10-20")


def test_what_the_text_says_is_not_overruled_by_the_page():
    letter = find(
        block("Vragen van het lid Jansen (XYZ) over bruggen (ingezonden 2 oktober 2030)."),
        block("Vraag 1"),
        block("Kent u de brug?"),
        meta=DECLARED,
    )
    assert letter.meta.submitted.isoformat() == "2030-10-02"


def table(*rows) -> DocBlock:
    return DocBlock(rows=tuple(tuple((block(cell),) if cell else () for cell in row) for row in rows))


def test_a_table_with_a_column_of_questions_and_one_of_answers_is_read_row_by_row():
    letter = find(
        block("Vragen en antwoorden over bruggen (2023Z01234)"),
        table(("Nr.", "Vraag", "Antwoord"), ("1", "Kent u de brug?", "Ja."), ("2", "Hoe oud is zij?", "Zestig jaar.")),
        table(("3", "Wat kost zij?", "Niets."), ("", "", "Niets meer.")),
    )
    assert answers(letter) == {
        1: ("Kent u de brug?", "Ja."),
        2: ("Hoe oud is zij?", "Zestig jaar."),
        3: ("Wat kost zij?", "Niets. ¶ Niets meer."),
    }
    assert "text-out-of-balance" not in codes(letter)


@pytest.mark.parametrize("columns", [2, 3])
def test_a_list_of_150_questions_may_be_a_table_without_a_head_over_many_pages(columns):
    def row(number: int) -> tuple[str, ...]:
        asked, answer = f"Wat kost brug {number}?", f"Brug {number} kost {number} euro."
        return (str(number), asked, answer) if columns == 3 else (f"{number}. {asked}", answer)

    pages = [table(*map(row, range(first, first + 50))) for first in (1, 51, 101)]
    letter = find(block("Lijst van vragen en antwoorden over bruggen (2023Z01234)"), *pages)
    assert answers(letter) == {n: (f"Wat kost brug {n}?", f"Brug {n} kost {n} euro.") for n in range(1, 151)}
    assert "text-out-of-balance" not in codes(letter)


@pytest.mark.parametrize(
    "rows",
    [
        (("1", "Kent u de brug?", "Ja."), ("2", "Hoe oud is zij?", "Oud.")),  # too few to show it
        (("1", "Kent u de brug?", "Ja."), ("3", "Hoe oud is zij?", "Oud."), ("4", "Wat kost zij?", "Niets.")),
        (("1", "De brug", "Ja."), ("2", "Hoe oud is zij?", "Oud."), ("3", "Wat kost zij?", "Niets.")),
        (("2021", "10 euro"), ("2022", "12 euro"), ("2023", "13 euro")),
    ],
    ids=["two rows", "does not count", "does not ask", "figures"],
)
def test_a_table_without_a_head_whose_rows_do_not_show_it_stays_a_table(rows):
    letter = find(block("Vraag 1"), block("Kent u de tabel?"), table(*rows))
    assert list(answers(letter)) == [1]
    assert any(one.rows for one in letter.questions[0].blocks)


def test_questions_in_a_table_may_have_their_numbers_with_them_or_none_and_other_columns_are_kept():
    letter = find(
        table(("Vraag", "Fractie", "Antwoord"), ("4. Kent u de brug?", "XYZ", "Ja."), ("5. Hoe oud?", "ABC", "Oud."))
    )
    assert answers(letter) == {4: ("Kent u de brug? ¶ XYZ", "Ja."), 5: ("Hoe oud? ¶ ABC", "Oud.")}
    letter = find(table(("Vragen", "Antwoorden"), ("Kent u de brug?", "Ja."), ("Hoe oud?", "Oud.")))
    assert answers(letter) == {1: ("Kent u de brug?", "Ja."), 2: ("Hoe oud?", "Oud.")}


def test_a_word_that_a_list_numbers_is_a_label():
    letter = find(
        block("", label="Vraag 1"),
        block("Kent u de brug?"),
        block("", label="Antwoord 1"),
        block("Ja."),
        block("Hoe oud is zij?", label="Vraag 2:"),
        block("Antwoord: Zestig jaar."),
        block("Vraag", label="3."),
        block("Wat kost zij?"),
        block("Antwoord", label="3."),
        block("Niets."),
    )
    assert answers(letter) == {
        1: ("Kent u de brug?", "Ja."),
        2: ("Hoe oud is zij?", "Zestig jaar."),
        3: ("Wat kost zij?", "Niets."),
    }


def test_one_heading_in_bold_is_enough_and_one_in_plain_letters_is_none():
    def with_heading(heading):
        return find(
            block("Vraag 1"), block("Kent u de brug?"), block("Antwoord 1"), block("Ja, die ken ik."), heading,
            block("Vraag 2"), block("Hoe oud is zij?"), block("Antwoord 2"), block("Zestig jaar."),
        )  # fmt: skip

    assert answers(with_heading(bold("Bouw")))[2][0] == "Bouw ¶ Hoe oud is zij?"
    assert answers(with_heading(block("Bouw", heading=2)))[2][0] == "Bouw ¶ Hoe oud is zij?"
    assert answers(with_heading(block("Bouw")))[1][1] == "Ja, die ken ik. ¶ Bouw"


def test_a_unit_of_area_carries_no_footnote():
    raised = Run("1", superscript=True)
    letter = find(
        block("Vraag 1"),
        DocBlock((Run("Is de brug 20 m"), raised, Run(" groot?"), raised)),
        DocBlock((raised, Run(" Dagblad, 3 maart.")), role=Role.FOOTNOTE),
    )
    assert [run.text for run in letter.questions[0].blocks[0].runs if run.footnote] == ["1"]
    assert letter.questions[0].blocks[0].text == "Is de brug 20 m1 groot?1"


def cells_of(text) -> list[list[list[str]]]:
    letter = recognise(read(f"Vraag 1\nWat kost zij?\nAntwoord 1\n{text}".encode(), "brief.txt"), "brief.txt")
    assert "text-out-of-balance" not in codes(letter)
    return [[[cell[0].text for cell in row] for row in b.rows] for b in letter.questions[0].answer or () if b.rows]


def test_columns_of_a_text_that_stand_below_each_other_are_a_table():
    rows = [["Jaar", "Verf", "Hout"], ["2020", "1.200", "340"], ["2021", "13", "-"]]
    right = "\n".join(f"{a:6}{b:>8}{c:>7}" for a, b, c in rows)
    left = "\n\n".join(f"{a:8}{b:8}{c}" for a, b, c in rows)
    tabbed = "\n".join("\t".join(row) for row in rows)
    assert cells_of(f"Dat kost:\n{right}\nEn meer niet.") == [rows]
    assert cells_of(left) == [rows]
    assert cells_of(tabbed) == [rows]


def test_a_list_wide_spaces_in_sentences_and_crooked_columns_are_no_table_of_a_text():
    assert not cells_of("1.\tverf\n2.\thout\n3.\tstaal")
    assert not cells_of("Een  zin  met  gaten.\nNog  een  zin  zo.\nEn  de  laatste  zo.")
    assert not cells_of("a  12  b\nabcdef  3  c\nabc  4567  defg")


def test_a_mark_of_the_format_is_none_of_a_footnote_that_was_typed():
    letter = find(
        bold("Vraag 1"),
        DocBlock((Run("Kent u de steiger?"), Run("1", superscript=True, footnote="fn-1"))),
        bold("Antwoord 1"),
        block("Ja. Daarover is geschreven.1"),
        block("1 Maandblad, juni 2023, «Het hout»."),
        footnotes=(DocFootnote("fn-1", "1", (block("Weekblad, 4 mei 2023, «De steiger»."),)),),
    )
    [question] = letter.questions
    texts = {footnote.key: footnote.blocks[0].text.strip() for footnote in letter.footnotes}
    marks = [run.footnote for part in (*question.blocks, *question.answer) for run in part.runs if run.footnote]
    assert [texts[key] for key in marks] == ["Weekblad, 4 mei 2023, «De steiger».", "Maandblad, juni 2023, «Het hout»."]


def test_typed_footnotes_in_brackets_are_marked_by_brackets_and_not_by_raised_numbers():
    letter = find(
        bold("Vraag 1"),
        DocBlock((Run("Kent u de steiger?"), Run("1", superscript=True))),
        bold("Antwoord 1"),
        DocBlock((Run("Ja, die is 40 m"), Run("2", superscript=True), Run(" groot.[1] Het hout is oud.[2]"))),
        block("[1] Maandblad, juni 2023, «Het hout»."),
        block("[2] Dagblad, 5 mei 2023, «De kade»."),
        block("1 Weekblad, 4 mei 2023, «De steiger».", role=Role.FOOTNOTE),
    )
    [question] = letter.questions
    texts = {footnote.key: footnote.blocks[0].text.strip() for footnote in letter.footnotes}
    marks = [run.footnote for part in (*question.blocks, *question.answer) for run in part.runs if run.footnote]
    assert [texts[key][:8] for key in marks] == ["Weekblad", "Maandbla", "Dagblad,"]


def test_questions_in_bold_without_text_between_them_share_the_answer_below():
    letter = find(
        block("Antwoorden op vragen van het lid Jansen (XYZ) over een sluis"),
        bold("1", line=1),
        bold("Wie bedient de sluis?", line=2),
        block("Het waterschap.", line=3),
        bold("2", line=4),
        bold("Hoe lang duurt het schutten?", line=5),
        bold("3", line=6),
        bold("Wat kost het?", line=7),
        block("Tien minuten, en het is gratis.", line=8),
    )
    assert answers(letter) == {
        1: ("Wie bedient de sluis?", "Het waterschap."),
        2: ("Hoe lang duurt het schutten?", "Tien minuten, en het is gratis."),
        3: ("Wat kost het?", 2),
    }
    assert "answers-without-label" in codes(letter)


def test_a_number_on_the_first_line_of_a_paragraph_is_the_label_of_the_question_below_it():
    letter = find(
        block("Hierbij beantwoord ik de vragen van het lid Jansen (XYZ) over otters."),
        bold("1\nZijn er otters in het meer?", line=1),
        block("Ja. In 2023 zijn er 3 geteld.", line=2),
        bold("2\nKrijgen zij allemaal een naam?", line=3),
        block("Nee.", line=4),
    )
    assert answers(letter) == {
        1: ("Zijn er otters in het meer?", "Ja. In 2023 zijn er 3 geteld."),
        2: ("Krijgen zij allemaal een naam?", "Nee."),
    }


def test_a_table_of_fields_is_letterhead():
    table = DocBlock(rows=(((block("Datum"),), (block("3 mei 2023"),)), ((block("Betreft"),), (block("Otters"),))))
    letter = find(
        table, block("Geachte voorzitter,"), block("Hierbij antwoord ik op vragen over dieren."), bold("Vraag 1")
    )
    assert (str(letter.meta.date), letter.meta.title) == ("2023-05-03", "Otters")


def test_names_of_fields_beside_each_other_have_their_values_below_them():
    letter = find(
        block("Datum\tOns kenmerk\tOnderwerp"),
        block("3 mei 2023\t23.456-AB\tOtters"),
        block("Geachte heer Jansen,"),
        block("Hierbij antwoorden wij op uw vragen."),
        bold("Vraag 1"),
    )
    assert (str(letter.meta.date), letter.meta.title, letter.meta.reference) == ("2023-05-03", "Otters", "23.456-AB")


def test_word_may_number_the_questions_of_a_table_in_cells_without_text():
    def row(number, asked, answered):
        return ((block("", label=number),), (block(asked),), (block(answered),))

    head = ((block("Nr."),), (block("Vraag"),), (block("Antwoord"),))
    letter = find(
        DocBlock(rows=(head, row("4.", "Kent u de brug?", "Ja."), row("5.", "Hoe oud is zij?", "Zestig jaar.")))
    )
    assert answers(letter) == {4: ("Kent u de brug?", "Ja."), 5: ("Hoe oud is zij?", "Zestig jaar.")}
    assert "text-out-of-balance" not in codes(letter)


@pytest.mark.parametrize(
    ("printed", "note"),
    [
        (
            "1 Trouw, 3 mei 2030. kv-tk-2030Z00012 ’s-Gravenhage 2030 Tweede Kamer, vergaderjaar 2029–2030, Vragen",
            "Trouw, 3 mei 2030.",
        ),
        (
            "1 Zie de brief ISSN 0000 - 0000 ’s-Gravenhage 2030 Tweede Kamer, vergaderjaar 2029–2030, Aanhangsel 2 van mei.",
            "Zie de brief van mei.",
        ),
        (
            "1 Tweede Kamer, vergaderjaar 2029–2030, 12 345, nr. 6",
            "Tweede Kamer, vergaderjaar 2029–2030, 12 345, nr. 6",
        ),
    ],
)
def test_a_foot_within_a_footnote_is_set_aside_and_told(printed, note):
    letter = find(block("Vraag 1"), block("Kent u de brug?1"), block(printed, role=Role.FOOTNOTE))
    assert [" ".join(each.text for each in found.blocks) for found in letter.footnotes] == [note]
    assert ("furniture-within-sentence" in codes(letter)) is (printed != f"1 {note}")
