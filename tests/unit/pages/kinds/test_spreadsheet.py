"""The table of answers twice: exact for programs, and one for people whose spreadsheet runs none of it."""

import csv
import io

from msgspec.structs import replace

BASE = "https://x.example"


def files(done):
    return {page.path: page.view.text for page in done.pages if hasattr(page.view, "text")}


def rows(text, delimiter):
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def dangerous(make, world):
    """The small world with an answer that a spreadsheet would calculate."""
    letter = world.letters[0]
    asked = replace(
        letter.questions[0], question=make.text('=HYPERLINK("https://kwaad.example";"Lees")'), answer=make.text("@nee")
    )
    first = replace(letter, title="-1+1", questions=(asked, *letter.questions[1:]))
    return replace(world, letters=(first, *world.letters[1:]))


def test_a_formula_is_exact_in_the_one_table_and_text_in_the_other(planned, make, world):
    found = files(planned(dangerous(make, world), base_url=BASE))
    exact, shown = rows(found["/answers.csv"], ","), rows(found["/answers-spreadsheet.csv"].removeprefix("\ufeff"), ";")
    head = exact[0]
    column = {name: head.index(name) for name in ("question", "answer", "letter_title")}
    first = [row[column[name]] for name in column for row in (exact[1], shown[1])]
    formula = '=HYPERLINK("https://kwaad.example";"Lees")'
    assert first == [formula, f"'{formula}", "@nee", "'@nee", "-1+1", "'-1+1"]


def test_both_tables_have_the_same_rows_and_columns(planned):
    found = files(planned(base_url=BASE))
    exact, shown = found["/answers.csv"], found["/answers-spreadsheet.csv"]
    assert shown.startswith("\ufeff")
    assert not exact.startswith("\ufeff")
    assert rows(shown.removeprefix("\ufeff"), ";") == rows(exact, ",")


def test_people_are_offered_the_spreadsheet_and_programs_the_exact_table(planned):
    home = next(page.view for page in planned(base_url=BASE).pages if page.path == "/")
    assert [ref.url for ref in home.data] == ["answers-spreadsheet.csv", "index.json"]
    assert [link.url for link in home.page.links if link.type == "text/csv"] == ["answers.csv"]


def test_no_template_offers_people_the_exact_table():
    from generator.output.theme import theme

    for name, file in theme(None).templates().items():
        assert b"answers.csv" not in file.data, name
