"""Random letters built from the grammar, set as text, Word and PDF, imported, and compared with what they were made of."""

import re
import textwrap
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.content.markdown_reader import parse
from generator.core.model import MarkKind, leaves
from generator.intake import plan_import

NOUNS = "brug weg pijler sluis kade oever dijk haven tunnel berm lantaarn fietser schipper wethouder inspecteur".split()
VERBS = "ziet meet verft telt bewaakt bouwt sluit opent beheert onderzoekt".split()
ADJECTIVES = "oude lange smalle rode nieuwe hoge lage natte stille drukke".split()


def _clause(draw) -> str:
    a, b = draw(st.sampled_from(NOUNS)), draw(st.sampled_from(NOUNS))
    return f"de {draw(st.sampled_from(ADJECTIVES))} {a} die de {draw(st.sampled_from(ADJECTIVES))} {b} {draw(st.sampled_from(VERBS))}"


def _sentence(draw) -> str:
    start = draw(st.sampled_from(["Ja,", "Nee,", "Het klopt dat", "Zoals bekend is", "In 2021 was", "Daarom blijft"]))
    return f"{start} {_clause(draw)} en ook {_clause(draw)}."


def _question(draw) -> str:
    start = draw(st.sampled_from(["Kent u", "Deelt u de mening over", "Klopt het bericht over", "Wat vindt u van"]))
    tail = draw(st.sampled_from(["", " Zo ja, waarom?", " Zo nee, waarom niet?"]))
    return f"{start} {_clause(draw)}?{tail}"


@dataclass
class Text:
    """A paragraph: its text, and footnotes by the offset their mark stands at."""

    text: str
    footnotes: dict[int, str] = field(default_factory=dict)


@dataclass
class Item:
    """A part of a letter in reading order: the numbers of its label and its paragraphs."""

    kind: str
    numbers: list[int]
    texts: list[Text]


@dataclass
class Letter:
    """A letter: its items in reading order, how its labels are written, how its marks are set."""

    items: list[Item]
    style: str
    answers: str
    mark: str


def _text(draw, make, *, footnotes: bool) -> Text:
    text = Text(make(draw))
    if footnotes and draw(st.integers(0, 4)) == 0:
        ends = [m.end() for m in re.finditer(r"[.?](?= |$)", text.text)]
        if ends:
            number = draw(st.integers(1, 99))
            text.footnotes[draw(st.sampled_from(ends))] = f"Dagblad, {number} maart, «{_clause(draw)}»."
    return text


@st.composite
def letters(draw) -> Letter:
    count = draw(st.integers(1, 9))
    style = draw(st.sampled_from(["word", "word", "colon", "point"]))
    named = draw(st.sampled_from(["op", "op", "bare", "colon"]))
    footnotes = draw(st.booleans())
    groups: list[list[int]] = []
    number = 1
    while number <= count:
        size = min(draw(st.sampled_from([1, 1, 1, 2, 3])), count - number + 1)
        groups.append(list(range(number, number + size)))
        number += size
    if len(groups) > 2 and named != "colon" and draw(st.booleans()):  # two answers that are given together later
        first, last = groups[0], groups.pop()
        groups = [*groups[1:], sorted([*first, *last])]
    unanswered = draw(st.booleans()) and len(groups) > 1 and named != "colon"
    answered = groups[:-1] if unanswered else groups
    after = named != "colon" and draw(st.integers(0, 3)) == 0
    questions = {n: Item("v", [n], [_text(draw, _question, footnotes=footnotes)]) for n in range(1, count + 1)}
    replies = {
        max(g): Item("a", g, [_text(draw, _sentence, footnotes=footnotes) for _ in range(draw(st.integers(1, 3)))])
        for g in answered
    }
    items: list[Item] = []
    for n in range(1, count + 1):
        items.append(questions[n])
        if not after and n in replies:
            items.append(replies[n])
    if after:
        items.extend(replies[key] for key in sorted(replies))
    return Letter(items, style, named, draw(st.sampled_from(["[{}]", "{}", "{})"])))


def _names(numbers: list[int]) -> str:
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]} t/m {numbers[-1]}"
    return f"{', '.join(map(str, numbers[:-1]))} en {numbers[-1]}" if len(numbers) > 1 else str(numbers[0])


def label(letter: Letter, item: Item) -> tuple[str, bool]:
    """Give an item's label and whether its text stands on the same line."""
    names = _names(item.numbers)
    if item.kind == "v":
        return {"word": (f"Vraag {names}", False), "colon": (f"Vraag {names}:", True), "point": (f"{names}.", True)}[
            letter.style
        ]
    several = "vragen" if len(item.numbers) > 1 else "vraag"
    return {
        "op": (f"Antwoord op {several} {names}", False),
        "bare": (f"Antwoord {names}", False),
        "colon": ("Antwoord:", False),
    }[letter.answers]


COVER = [
    "Antwoorden van de minister van Defensie op vragen van het lid Jansen (XYZ) over bruggen (ingezonden 3 maart 2023, 2023Z01234)."
]


def as_text(letter: Letter, width: int) -> bytes:
    out, footnotes = _set(letter, width)
    out.extend(f"{letter.mark.format(number)} {footnote}" for number, footnote in enumerate(footnotes, 1))
    return "\n\n".join(out).encode()


def as_pages(letter: Letter, width: int, height: int) -> bytes:
    """Set a letter as a PDF's text comes out: every page ends with the footnotes of its marks and a running foot."""
    blocks, footnotes = _set(letter, width)
    lines = "\n\n".join(blocks).split("\n")
    pages = [lines[at : at + height] for at in range(0, len(lines), height)]
    out: list[str] = []
    for number, page in enumerate(pages, 1):
        text = "\n".join(page)
        printed = [
            n
            for n in range(1, len(footnotes) + 1)
            if re.search(rf"(?<=[.?]){re.escape(letter.mark.format(n))}(?!\d)", text)
        ]
        out.extend(page)
        out.extend(f"{letter.mark.format(n)} {footnotes[n - 1]}" for n in printed)
        out.extend(["", f"Pagina {number} van {len(pages)}"])
    return "\n".join(out).encode()


def _set(letter: Letter, width: int) -> tuple[list[str], list[str]]:
    """Give a letter's blocks with marks, wrapped, and its footnotes in the order of their marks."""
    out = [textwrap.fill(COVER[0], width)]
    footnotes: list[str] = []
    for item in letter.items:
        name, same_line = label(letter, item)
        paragraphs = []
        for text in item.texts:
            marked, last = "", 0
            for at, footnote in sorted(text.footnotes.items()):
                footnotes.append(footnote)
                marked += text.text[last:at] + letter.mark.format(len(footnotes))
                last = at
            paragraphs.append(textwrap.fill(marked + text.text[last:], width, break_on_hyphens=False))
        first = f"{name} {paragraphs[0]}" if same_line else f"{name}\n{paragraphs[0]}"
        out.append("\n\n".join([first, *paragraphs[1:]]))
    return out, footnotes


def as_paragraphs(letter: Letter, piece) -> list[list]:
    made = [[piece(COVER[0])]]
    for item in letter.items:
        name, same_line = label(letter, item)
        bold = item.kind == "v"
        rows = []
        for text in item.texts:
            pieces, last = [], 0
            for at, footnote in sorted(text.footnotes.items()):
                pieces.append(piece(text.text[last:at], bold=bold, footnote=footnote))
                last = at
            if text.text[last:]:
                pieces.append(piece(text.text[last:], bold=bold))
            rows.append(pieces)
        if same_line:
            made += [[piece(f"{name} ", bold=bold), *rows[0]], *rows[1:]]
        else:
            made += [[piece(name, bold=True)], *rows]
    return made


def expected(letter: Letter) -> dict:
    """Give for each question its text, its answer's paragraphs, the question that holds the answer, and all footnotes."""
    answer = {n: item for item in letter.items if item.kind == "a" for n in item.numbers}
    found = {}
    for item in (item for item in letter.items if item.kind == "v"):
        number = item.numbers[0]
        holder = min(answer[number].numbers) if number in answer else None
        found[number] = {
            "question": [_with_footnotes(text) for text in item.texts],
            "answer": [_with_footnotes(text) for text in answer[number].texts] if holder == number else None,
            "answered_in": holder if holder != number else None,
        }
    return found


def _with_footnotes(text: Text) -> str:
    out, last = "", 0
    for at, footnote in sorted(text.footnotes.items()):
        out += text.text[last:at] + "{" + footnote + "}"
        last = at
    return out + text.text[last:]


def _joined(found: dict) -> dict:
    return {n: {k: " ".join(v) if isinstance(v, list) else v for k, v in one.items()} for n, one in found.items()}


def imported(data: bytes, name: str) -> dict:
    plan = plan_import(data, name)
    assert plan.ok, plan.problems
    assert "text-out-of-balance" not in {problem.code for problem in plan.problems}
    found = {}
    for file in plan.files[1:]:
        front, body = file.text[4:].split("\n---\n", 1)
        number = int(re.search(r"^number: (\d+)", front, re.MULTILINE)[1])
        holder = re.search(r"^answered_in: (\d+)", front, re.MULTILINE)
        definitions = re.search(r"^\[\^", body, re.MULTILINE)
        text, footnotes = (body[: definitions.start()], body[definitions.start() :]) if definitions else (body, "")
        question, _, answer = text.partition("## Antwoord\n")
        found[number] = {
            "question": _read(question.replace("## Vraag\n", ""), footnotes),
            "answer": _read(answer, footnotes) if answer else None,
            "answered_in": int(holder[1]) if holder else None,
        }
    return found


def _read(markdown: str, footnotes: str) -> list[str]:
    parsed = parse(f"{markdown}\n\n{footnotes}", "x.md")
    texts = {footnote.label: " ".join(leaf.text for leaf in leaves(footnote.blocks)) for footnote in parsed.footnotes}
    out = []
    for leaf in leaves(parsed.blocks):
        text, last = "", 0
        for mark in leaf.marks:
            if mark.kind is MarkKind.FOOTNOTE:
                text += leaf.text[last : mark.start] + "{" + texts[mark.value] + "}"
                last = mark.start
        out.append(text + leaf.text[last:])
    return out


@given(letters(), st.integers(60, 110))
@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_a_letter_as_text_is_imported_as_it_was_made(letter, width):
    assert imported(as_text(letter, width), "brief.txt") == expected(letter)


@given(letters(), st.integers(60, 110), st.integers(8, 30))
@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_a_letter_on_pages_is_imported_as_it_was_made(letter, width, height):
    # Whether a page's end is a paragraph's end cannot always be seen, so the paragraphs are compared as one.
    found = imported(as_pages(letter, width, height), "brief.txt")
    assert _joined(found) == _joined(expected(letter))


@given(letters())
@settings(max_examples=25, deadline=None)
def test_a_letter_in_word_is_imported_as_it_was_made(papers: SimpleNamespace, letter):
    assert imported(papers.docx(as_paragraphs(letter, papers.Piece)), "brief.docx") == expected(letter)


@given(letters())
@settings(max_examples=15, deadline=None)
def test_a_letter_as_pdf_is_imported_as_it_was_made(papers: SimpleNamespace, letter):
    data = papers.pdf(as_paragraphs(letter, papers.Piece))
    assert _joined(imported(data, "brief.pdf")) == _joined(expected(letter))  # as above: page ends


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_questions_in_bold_and_answers_in_plain_letters_need_no_labels(papers: SimpleNamespace, suffix):
    piece = papers.Piece
    paragraphs = [
        [piece(COVER[0])],
        [piece("Kent u de oude brug over het lange water van de stad?", bold=True)],
        [piece("Ja, die brug ken ik heel goed, want ik loop er elke dag over.")],
        [piece("Hoe oud is deze brug over het lange water van de stad?", bold=True)],
        [piece("Zij is zestig jaar oud, zo blijkt uit het archief van de stad.")],
        [piece("Dat is voor een brug niet heel oud, zo zegt de inspecteur.")],
    ]
    data = getattr(papers, suffix)(paragraphs)
    found = imported(data, f"brief.{suffix}")
    assert {number: (one["question"], one["answer"]) for number, one in found.items()} == {
        1: ([paragraphs[1][0].text], [paragraphs[2][0].text]),
        2: ([paragraphs[3][0].text], [paragraphs[4][0].text, paragraphs[5][0].text]),
    }


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_answers_without_labels_are_told_by_their_letter_type(papers: SimpleNamespace, suffix):
    piece = papers.Piece
    paragraphs = [
        [piece(COVER[0])],
        [piece("1. Kent u de oude brug over het lange water van de stad?", italic=True)],
        [piece("Ja, die brug ken ik heel goed, want ik loop er elke dag over.")],
        [piece("2. Hoe oud is deze brug over het lange water van de stad?", italic=True)],
        [piece("Zij is zestig jaar oud, zo blijkt uit het archief van de stad.")],
    ]
    found = imported(getattr(papers, suffix)(paragraphs), f"brief.{suffix}")
    assert [one["answer"] for one in found.values()] == [[paragraphs[2][0].text], [paragraphs[4][0].text]]
