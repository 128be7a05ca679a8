"""What import writes and what the site reads are the same words: two programs' views of one dialect."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.content.markdown_reader import parse
from generator.core.language import fold
from generator.core.model import plain
from generator.intake.markdown_writer import MarkdownWriter
from generator.intake.source_document import DocBlock, Run

MARKUP = """[^1] ~~ ** --- |---| 1. - > ## &amp; https://x.example http://a_b*c* <kst:1> ![a](b) ```""".split()
PIECES = st.sampled_from(
    [*"ab 12.)*_`[]()<>^~|#-+!&\\:'\"«»=/@{}$%;?\n", "  ", "    ", "1. ", "- ", "> ", "[^1]: ", *MARKUP]
)
RUNS = st.builds(
    Run,
    st.lists(PIECES, min_size=1, max_size=10).map("".join),
    bold=st.booleans(),
    italic=st.booleans(),
    superscript=st.booleans(),
)


@given(st.lists(RUNS, min_size=1, max_size=4).filter(lambda runs: "".join(run.text for run in runs).strip()))
def test_a_paragraph_written_by_import_is_read_as_the_same_words(runs):
    written = MarkdownWriter(lambda _text: (), {}).text([DocBlock(tuple(runs))])
    parsed = parse(f"## Vraag\n\n{written}\n", "content/letters/2021z00001/vraag-01.md")
    assert len(parsed.blocks) == 2
    assert fold(plain(parsed.blocks[1:])) == fold("".join(run.text for run in runs))
    assert (parsed.footnotes, parsed.problems) == ((), ())
