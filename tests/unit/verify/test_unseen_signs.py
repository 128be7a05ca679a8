"""Characters that are not what they seem are named wherever they are, and make no word equal to another."""

from __future__ import annotations

import pytest

from generator.core.proof import ShownBlock, ShownLetter, ShownText, State
from generator.verify import compare, unseen_signs, verify
from generator.verify.report import Difference
from generator.verify.streams import RawPassage, stream

SEEN = ["onmogelijk", "één café", "10 µm", "5 Ω", "№ 5", "a‑b", "نعم", "می‌خواهم", "на", "5º", "ﬁnanciën", "Ⅳ"]
UNSEEN = {
    "on\u200bmogelijk": ["U+200B ZERO WIDTH SPACE"],
    "af\u00adval": ["U+00AD SOFT HYPHEN"],
    "\u202eABC\u202c": ["U+202E RIGHT-TO-LEFT OVERRIDE", "U+202C POP DIRECTIONAL FORMATTING"],
    "b\u0430nk": ["U+0430 CYRILLIC SMALL LETTER A"],
    "\u03bfnder": ["U+03BF GREEK SMALL LETTER OMICRON"],
    "be\u2060kend": ["U+2060 WORD JOINER"],
    "\ue000x": ["U+E000 without a name"],
}


@pytest.mark.parametrize("text", SEEN)
def test_what_everybody_sees_is_not_named(text):
    assert unseen_signs.unseen(stream([RawPassage(text, 1)])) == ()


@pytest.mark.parametrize("text", UNSEEN)
def test_what_nobody_sees_is_named(text):
    found = unseen_signs.unseen(stream([RawPassage(f"Dit is {text} en nog eens {text}.", 1)]))
    assert [sign.name for sign in found] == UNSEEN[text]
    assert {sign.count for sign in found} == {2}


def proof(content: str, source: str):
    block = ShownBlock(f"<p>{content}</p>", 3)
    shown = ShownLetter("2024z00001", (ShownText("cover", "letter.md", blocks=(block,)),))
    return compare(shown, source.encode(), "brief.txt")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("De b\u0430nk is dicht.", "b<U+0430 CYRILLIC SMALL LETTER A>nk"),
        ("De bank is d\u0456cht.", "d<U+0456 CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I>cht"),
        ("De bank \u03b9s dicht.", "<U+03B9 GREEK SMALL LETTER IOTA>s"),
    ],
)
def test_a_letter_of_another_script_is_a_look_alike_and_named(content, said):
    found = proof(content, "De bank is dicht.\n")
    assert found.state is State.DIFFERS
    assert [one.kind for one in found.differences] == ["look-alike"]
    assert said in found.differences[0].shown


def test_another_letter_of_the_same_script_is_a_change():
    assert [one.kind for one in proof("De bang is dicht.", "De bank is dicht.\n").differences] == ["changed"]


def test_a_word_that_reads_alike_is_no_look_alike():
    one = Difference("changed", "letter.md", 3, "1", "1", "", "Nederlands Dagblad")
    assert unseen_signs.look_alike(one) == one


def test_what_the_source_has_as_well_is_equal():
    assert proof("De b\u0430nk is dicht.", "De b\u0430nk is dicht.\n").state is State.EQUAL


def test_what_only_the_source_has_is_named_with_its_place(tmp_path):
    (tmp_path / "brief.txt").write_text("Kop\n\nDe br\u200bug is dicht.\n", "utf-8")
    (tmp_path / "letter.md").write_text("---\ntitle: Kop\nsource: {file: brief.txt}\n---\nDe brug is dicht.\n", "utf-8")
    found = verify(tmp_path)
    assert found.ok
    (sign,) = [problem for problem in found.problems if problem.code == "unseen-sign"]
    assert (sign.position.path, sign.position.line) == ("brief.txt", 3)
    assert dict(sign.values)["name"] == "U+200B ZERO WIDTH SPACE"
