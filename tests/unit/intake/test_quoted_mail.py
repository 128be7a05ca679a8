"""Text out of a mail program: the signs of quotation before its lines are no text."""

import pytest

from generator.intake.readers import read
from generator.verify import read_twice

LINES = ["Vraag 1", "Is 3 > 2?", "", "Antwoord 1", "Ja."]


@pytest.mark.parametrize("sign", ["> ", ">", ">> ", "> > ", " > "])
def test_the_signs_of_a_quoted_text_are_left_out(sign):
    data = "\n".join(["Ter informatie.", *(f"{sign}{line}" for line in LINES)]).encode()
    document = read(data, "brief.txt")
    assert [block.text for block in document.blocks] == ["Ter informatie.", *filter(None, LINES)]
    assert not read_twice.checked(data, document).lost


def test_a_sign_that_is_not_before_most_lines_is_text():
    lines = ["Vraag 1", "Wat is groter?", "> 2", "Antwoord 1", "3"]
    assert [block.text for block in read("\n".join(lines).encode(), "brief.txt").blocks] == lines
