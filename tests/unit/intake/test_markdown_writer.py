"""What is written as Markdown reads back as exactly the same text, whatever signs are in it."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.content.markdown_reader import parse
from generator.core.model import ListBlock, MarkKind, Paragraph, Table, leaves, plain
from generator.intake.markdown_inline import LinkSpan
from generator.intake.markdown_writer import MarkdownWriter
from generator.intake.source_document import DocBlock, DocFootnote, Run

SIGNS = st.text(alphabet="abcXY 019.,()[]{}<>*_`~^|#+-=!&;:/\\\"'$%@?é–«»\u00a0", min_size=1, max_size=40)
WORDS = SIGNS.map(lambda text: re.sub(r" +", " ", text).strip()).filter(lambda text: bool(text.strip()))


def write(blocks, find=lambda _: (), labels=None) -> str:
    return MarkdownWriter(find, labels or {}).text(blocks)


def read(markdown: str):
    parsed = parse(markdown, "x.md")
    assert not [p for p in parsed.problems if p.is_error], parsed.problems
    return parsed


@given(WORDS)
@example("1. een")
@example("# kop")
@example("- streep")
@example("*nadruk* en _nadruk_ en __init__ en a_b_c")
@example("[^1] en [x](y) en ![x](y) en <http://a.b> en <b>")
@example("&amp; &copy; &#35;")
@example("| a | b |")
@example("---")
@example("===")
@example("    ingesprongen")
@example("> citaat")
@example("a\\b \\* \\")
@example("10) tien")
@example("~~weg~~ en x^2^")
@example("CO~2~ en ~5 tot ~10 ~a~~b~ https://a.b/~jan/~piet")
@example("```python")
@example("+")
def test_a_paragraph_reads_back_as_itself(text):
    blocks = read(write([DocBlock((Run(text),))])).blocks
    assert len(blocks) == 1
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].text == text.strip(" ")


@given(st.lists(WORDS, min_size=2, max_size=4))
def test_lines_of_a_paragraph_stay_lines(lines):
    blocks = read(write([DocBlock((Run("\n".join(lines)),))])).blocks
    assert plain(blocks) == "\n".join(line.strip(" ") for line in lines)


STYLES = st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans())


@given(st.lists(st.tuples(WORDS, STYLES, st.sampled_from(["", " "])), min_size=1, max_size=5))
@example(
    [
        ("0", (False, False, False, False, False), ""),
        ("0", (True, False, False, False, False), ""),
        ("0:", (True, True, False, False, False), ""),
        (":0", (False, True, False, False, False), ""),
    ]
)
def test_emphasis_changes_no_letter(pieces):
    runs = tuple(
        Run(text + gap, bold=s[0], italic=s[1], superscript=s[2], subscript=s[3] and not s[2], struck=s[4])
        for text, s, gap in pieces
    )
    text = re.sub(r" +", " ", "".join(run.text for run in runs)).strip(" ")
    assert plain(read(write([DocBlock(runs)])).blocks) == text


def test_emphasis_in_a_text_is_kept():
    runs = (
        Run("Dat is "),
        Run("niet ", bold=True),
        Run("het "),
        Run("ius ad bellum", italic=True),
        Run(".", bold=True),
    )
    blocks = read(write([DocBlock(runs)])).blocks
    marks = {(m.kind, blocks[0].text[m.start : m.end]) for m in blocks[0].marks}
    assert marks == {(MarkKind.STRONG, "niet"), (MarkKind.EMPHASIS, "ius ad bellum")}


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        ((Run("CO"), Run("2", subscript=True), Run("-uitstoot")), "CO~2~-uitstoot"),
        ((Run("40 m"), Run("2", superscript=True), Run(".")), "40 m^2^."),
        ((Run("x"), Run("i", subscript=True), Run("2", superscript=True)), "x~i~^2^"),
        ((Run("x"), Run("i en j", subscript=True)), "x~i\\ en\\ j~"),
        ((Run("1 "), Run("250", struck=True), Run(" 300 euro")), "1 ~~250~~ 300 euro"),
        ((Run("m"), Run("2 en m", struck=True), Run("3", struck=True, superscript=True)), "m~~2 en m^3^~~"),
        ((Run("weg", struck=True), Run("!")), "~~weg~~!"),
        ((Run("10"), Run("-6", superscript=True)), "10^-6^"),
        ((Run("5"), Run("°", superscript=True), Run("C")), "5^°^C"),
        ((Run("circa ~5 tot ~10"),), r"circa \~5 tot \~10"),
        ((Run("CO~2~ en x^2^ en ~~weg~~"),), r"CO\~2\~ en x\^2\^ en \~\~weg\~\~"),
    ],
)
def test_raised_lowered_and_struck_text_is_kept(runs, written):
    assert write([DocBlock(runs)]) == written
    (paragraph,) = read(written).blocks
    assert paragraph.text == "".join(run.text for run in runs)
    kinds = {MarkKind.SUBSCRIPT: "subscript", MarkKind.SUPERSCRIPT: "superscript", MarkKind.STRIKE: "struck"}
    for kind, name in kinds.items():
        shown = "".join(paragraph.text[m.start : m.end] for m in paragraph.marks if m.kind is kind)
        assert shown == "".join(run.text for run in runs if getattr(run, name))


def test_emphasis_over_a_whole_text_says_nothing():
    blocks = [DocBlock((Run("Kent u de brug?", bold=True), Run(" ")))]
    assert write(blocks) == "Kent u de brug?"


@given(WORDS, WORDS, st.data())
def test_a_link_stands_on_its_words(before, words, data):
    text = f"{before} {words}"
    start = len(before) + 1
    to = data.draw(st.sampled_from(["question:4", "kst:1-2", "https://a.nl/b(c)_d*e", "https://a.nl/?q=[x]"]))
    markdown = write([DocBlock((Run(text),))], lambda _: (LinkSpan(start, len(text), to),))
    block = read(markdown).blocks[0]
    assert block.text == text.strip(" ")
    links = [(m.value, block.text[m.start : m.end]) for m in block.marks if m.kind is MarkKind.LINK]
    assert links == [(to, words)]


def test_an_address_that_is_its_own_text_is_written_bare():
    url = "https://voorbeeld.nl/brug~a4/#:~:text=de_brug,(60)"
    markdown = write([DocBlock((Run(f"Zie {url}"),))], lambda _: (LinkSpan(4, 4 + len(url), url),))
    assert markdown == f"Zie <{url}>"


@given(WORDS, WORDS)
def test_a_footnote_mark_stands_where_it_stood(before, after):
    footnote = DocFootnote("k", "2", (DocBlock((Run("De noot."),)),))
    writer = MarkdownWriter(lambda _: (), {"k": "2"})
    markdown = (
        writer.text([DocBlock((Run(before), Run("2", footnote="k"), Run(f" {after}")))])
        + "\n\n"
        + writer.footnote(footnote)
    )
    parsed = read(markdown)
    block = parsed.blocks[0]
    assert block.text == f"{before} {after}"
    assert [(m.start, m.value) for m in block.marks if m.kind is MarkKind.FOOTNOTE] == [(len(before), "2")]
    assert plain(parsed.footnotes[0].blocks) == "De noot."


@given(st.lists(WORDS, min_size=2, max_size=4))
def test_items_stay_items_with_their_numbers(items):
    blocks = read(write([DocBlock((Run(text),), label=f"{n}.") for n, text in enumerate(items, 3)])).blocks
    assert len(blocks) == 1
    assert isinstance(blocks[0], ListBlock)
    assert blocks[0].start == 3
    assert [leaf.text for leaf in leaves(blocks)] == [item.strip(" ") for item in items]


def test_numbers_that_do_not_count_on_are_text():
    blocks = read(write([DocBlock((Run("een"),), label="1."), DocBlock((Run("zeven"),), label="7.")])).blocks
    assert plain(blocks) == "1. een\n7. zeven"


def test_nested_items_keep_their_depth():
    items = [("•", 0, "een"), ("-", 1, "twee"), ("-", 1, "drie"), ("•", 0, "vier")]
    blocks = read(write([DocBlock((Run(text),), label=label, level=level) for label, level, text in items])).blocks
    assert len(blocks) == 1
    inner = blocks[0].items[0][1]
    assert isinstance(inner, ListBlock)
    assert [leaf.text for leaf in leaves((inner,))] == ["twee", "drie"]


def test_labels_markdown_has_no_form_for_are_text():
    blocks = read(write([DocBlock((Run("een"),), label="a."), DocBlock((Run("twee"),), label="b.")])).blocks
    assert plain(blocks) == "a. een\nb. twee"


@given(st.lists(st.lists(WORDS, min_size=2, max_size=2), min_size=2, max_size=3))
def test_a_table_keeps_its_cells(rows):
    table = DocBlock(rows=tuple(tuple((DocBlock((Run(cell),)),) for cell in row) for row in rows))
    blocks = read(write([table])).blocks
    assert len(blocks) == 1
    assert isinstance(blocks[0], Table)
    cells = [[cell.text for cell in row] for row in (blocks[0].head, *blocks[0].rows)]
    assert cells == [[cell.strip(" ") for cell in row] for row in rows]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_heading_in_an_answer_stands_under_the_sections_own(level):
    text = MarkdownWriter(lambda _: (), {}, top=3).text(
        [DocBlock((Run("Kop"),), heading=level), DocBlock((Run("Tekst"),))]
    )
    assert text.startswith("#" * (level + 2) + " Kop\n")
