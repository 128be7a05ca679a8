from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.markdown_reader import number_of, parse
from generator.core.diagnostics import Position
from generator.core.model import CodeBlock, Footnote, Heading, ListBlock, Paragraph, Quote, Rule, Table, leaves, plain

PATH = "content/letters/2021z00001/vraag-01.md"


def shown(block):
    if isinstance(block, Rule):
        return ["---", "rule"]
    [paragraph] = leaves((block,))
    marks = [f"{m.kind} {m.start}-{m.end} {m.value}".rstrip() for m in paragraph.marks]
    # Of two marks that begin together the longer is shown first.
    order = sorted(range(len(marks)), key=lambda i: (paragraph.marks[i].start, -paragraph.marks[i].end))
    return [paragraph.text, *(marks[i] for i in order)]


@pytest.mark.rules("markdown/text.md")
def test_text_and_marks(rule):
    blocks = parse(rule.given, PATH).blocks
    assert "\n".join(line for block in blocks for line in shown(block)) == rule.expected


def test_blocks_of_every_kind():
    text = """\
## Vraag

Een.

### Kop

1) a

   b
2) c
   - d

> citaat

| h | i |
|---|--:|
| j | k |
| l |   |

```
  code
```

***
"""
    blocks = parse(text, PATH, 5).blocks
    assert blocks == (
        Heading(2, Paragraph("Vraag", (), 5)),
        Paragraph("Een.", (), 7),
        Heading(3, Paragraph("Kop", (), 9)),
        ListBlock(
            ordered=True,
            items=(
                (Paragraph("a", (), 11), Paragraph("b", (), 13)),
                (
                    Paragraph("c", (), 14),
                    ListBlock(ordered=False, items=((Paragraph("d", (), 15),),), delimiter="-"),
                ),
            ),
            start=1,
            delimiter=")",
        ),
        Quote((Paragraph("citaat", (), 17),)),
        Table(
            (Paragraph("h", (), 19), Paragraph("i", (), 19)),
            (
                (Paragraph("j", (), 21), Paragraph("k", (), 21)),
                (Paragraph("l", (), 22), Paragraph("", (), 22)),
            ),
            ("", "right"),
        ),
        CodeBlock("  code", 24),
        Rule(),
    )


def test_a_list_keeps_the_number_it_starts_with():
    [block] = parse("7. a\n8. b\n", PATH).blocks
    assert (block.start, block.delimiter, len(block.items)) == (7, ".", 2)


def test_a_table_with_an_empty_head_has_none():
    [table] = parse("|  |  |\n|---|---|\n| a | b |\n", PATH).blocks
    assert table.head == ()
    assert plain((table,)) == "a\nb"


def test_footnotes_are_gathered_with_the_number_the_source_prints():
    parsed = parse("A.[^1] B.[^1b]\n\n[^1]: Een.\n\n    Nog een.\n\n[^1b]: Twee.\n", PATH, 10)
    assert plain(parsed.blocks) == "A. B."
    assert parsed.footnotes == (
        Footnote("1", "1", (Paragraph("Een.", (), 12), Paragraph("Nog een.", (), 14)), 12),
        Footnote("1b", "1", (Paragraph("Twee.", (), 16),), 16),
    )
    assert parsed.problems == ()


@pytest.mark.parametrize(("label", "number"), [("1", "1"), ("12c", "12"), ("*", "*"), ("i", "i"), ("1bc", "1bc")])
def test_the_number_of_a_label(label, number):
    assert number_of(label) == number


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("x\n\nA.[^2] en [^3]\n\n[^2]: y", "unknown-footnote", 7, 11),
        ("A.[^1]\n\n[^1]: x\n[^1]: y", "duplicate-footnote", 8, 1),
        ("A.\n\n[^1]: x", "unused-footnote", 7, 1),
        ("| a | b |\n|---|---|\n| c | d | e |", "long-table-row", 7, 1),
        ("A [](question:4)", "empty-link", 5, 3),
        ("A ![b](c.png)", "image", 5, 3),
    ],
)
def test_problems_have_their_place(text, code, line, column):
    problems = parse(text, PATH, 5).problems
    assert [(p.code, p.position) for p in problems] == [(code, Position(PATH, line, column))]


def test_a_cell_may_hold_an_escaped_line():
    assert parse("| a | b |\n|---|---|\n| c \\| d | e |", PATH).problems == ()


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("Zie [a](b:c).", 3, 5),
        ("Zie\n   en *dan* [a](b:c).", 4, 13),
        ("- zie\n- en [a](b:c)", 4, 6),
        ("> zie [a](b:c)", 3, 7),
        ("| a |\n|---|\n| zie [a](b:c) |", 5, 7),
        ("Zie.[^1]\n\n[^1]: Bij [a](b:c)", 5, 11),
        ("Zie **en [*a*](b:c)**", 3, 10),
    ],
)
def test_a_link_knows_its_line_and_column(text, line, column):
    parsed = parse(text, PATH, 3)
    blocks = (*parsed.blocks, *(block for note in parsed.footnotes for block in note.blocks))
    [mark] = [m for leaf in leaves(blocks) for m in leaf.marks if m.value == "b:c"]
    assert (mark.line, mark.column) == (line, column)


PIECES = st.sampled_from(
    ["woord", "*", "**", "_", "`", "[", "]", "(question:4)", "[^1]", "[^1]: ", "<", ">", "^", "~~", "|", "|---|",
     "\n", "\n\n", "1. ", "- ", "> ", "# ", "## ", "---", "    ", "\\", "&amp;", "&", "!", "https://x.example", "\t"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_parsing_never_fails_and_marks_stay_inside_their_text(text):
    parsed = parse(text, PATH)
    blocks = (*parsed.blocks, *(block for note in parsed.footnotes for block in note.blocks))
    for leaf in leaves(blocks):
        for mark in leaf.marks:
            assert 0 <= mark.start <= mark.end <= len(leaf.text)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_word_is_lost(text):
    parsed = parse(text, PATH)
    lost = {problem.code for problem in parsed.problems} & {"long-table-row", "duplicate-footnote"}
    notes = [block for note in parsed.footnotes for block in note.blocks]
    labels = sum("woord" in note.label for note in parsed.footnotes)
    marks = [mark.value for leaf in leaves((*parsed.blocks, *notes)) for mark in leaf.marks if mark.value]
    counted = plain((*parsed.blocks, *notes)).count("woord") + labels + "".join(marks).count("woord")
    assert lost or counted >= text.count("woord")
