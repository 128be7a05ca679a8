"""A random letter as a value: who asks and answers, when, how it is labelled and set, and every block of its text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from hypothesis import strategies as st

from tests.unit.intake.random_letters.label_forms import FORMS, PUBLISHED, LabelForm

# --- What a letter is made of ------------------------------------------------------------------------------------


class Style(StrEnum):
    """How words are set; raised, lowered and struck-through text is kept, so it is part of what is compared."""

    PLAIN = ""
    BOLD = "bold"
    ITALIC = "italic"
    RAISED = "^"
    LOWERED = "_"
    STRUCK = "~"


@dataclass(frozen=True)
class Words:
    """Text in one style."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True)
class Note:
    """A footnote, where its mark is; typed ones are a series of their own beside those of the word processor."""

    text: str
    typed: bool = False


Inline = Words | Note


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or the item of a list, whose sign is then as printed (`-`, `1.`, `a.`)."""

    inlines: tuple[Inline, ...]
    sign: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table, with how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Table:
    """A table: the cells that begin in each row."""

    rows: tuple[tuple[Cell, ...], ...]

    def squared(self) -> list[list[str]]:
        """Return the texts row by row, each in its column; what a span covers is empty."""
        width = sum(cell.columns for cell in self.rows[0])
        grid: list[list[str | None]] = [[None] * width for _ in self.rows]
        for at, row in enumerate(self.rows):
            for cell in row:
                column = grid[at].index(None)
                for down in range(cell.rows):
                    for right in range(cell.columns):
                        grid[at + down][column + right] = "" if down or right else cell.text
        return [[text or "" for text in row] for row in grid]


Block = Paragraph | Table


@dataclass(frozen=True)
class Item:
    """A question, or an answer to some questions."""

    numbers: tuple[int, ...]
    blocks: tuple[Block, ...]
    is_question: bool = True


@dataclass(frozen=True)
class Person:
    """A member of the government: initials, surname as in running text, rank and portfolio."""

    initials: str
    surname: str
    rank: str
    portfolio: str

    @property
    def office(self) -> str:
        return f"{self.rank} van {self.portfolio}"

    @property
    def signed(self) -> str:
        """The name as it is signed: `A. de Wit`."""
        return f"{self.initials} {self.surname[0].lower() + self.surname[1:] if ' ' in self.surname else self.surname}"


class Family(StrEnum):
    """What kind of document it is, which decides its heads and feet."""

    QUESTIONS = "kv"
    """An official publication of questions, mostly one page."""
    ANSWERS = "ah"
    """An official publication of questions with their answers."""
    LETTER = "brief"
    """A minister's letter."""
    BARE = "kaal"
    """Only a heading, questions and answers."""


@dataclass(frozen=True)
class Letter:
    """A letter."""

    family: Family
    form: LabelForm
    items: tuple[Item, ...]
    """In reading order."""
    asked_by: tuple[tuple[str, str], ...]
    """Names and parties."""
    answered_by: tuple[Person, ...]
    subject: str
    submitted: dt.date
    date: dt.date
    """Of the letter, or of the receipt of the answers."""
    number: int
    paging: str
    """The form of page numbers where the family has no foot of its own; empty without."""
    mark: str
    """How the mark of a typed footnote is written."""
    beside: bool
    """Whether two signatures are beside each other."""
    behalf: Person | None = None
    """Who is meant by `mede namens`."""

    @property
    def asked_number(self) -> str:
        return f"{self.submitted.year}Z{self.number:05d}"

    @property
    def years(self) -> tuple[int, int]:
        """The years of the session."""
        first = self.date.year - (self.date.month < 9)
        return first, first + 1

    @property
    def publication(self) -> str | None:
        if self.family is Family.QUESTIONS:
            return f"kv-tk-{self.asked_number}"
        if self.family is Family.ANSWERS:
            return f"ah-tk-{self.years[0]}{self.years[1]}-{self.number % 4000 + 1}"
        return None

    @property
    def notes(self) -> list[Note]:
        """Its footnotes in reading order."""
        blocks = [block for item in self.items for block in item.blocks if isinstance(block, Paragraph)]
        return [inline for block in blocks for inline in block.inlines if isinstance(inline, Note)]


# --- Words -------------------------------------------------------------------------------------------------------

NOUNS = "brug weg pijler sluis kade oever dijk haven tunnel berm lantaarn fietser schipper wethouder inspecteur".split()
VERBS = "ziet meet verft telt bewaakt bouwt sluit opent beheert onderzoekt".split()
ADJECTIVES = "oude lange smalle rode nieuwe hoge lage natte stille drukke".split()
NAMES = ["Jansen", "De Vries", "Van den Berg-Bakker", "Kröger", "El Yassini", "Zilvermaan", "Van ’t Hof", "Ten Broeke"]
PARTIES = ["XYZ", "D66", "GroenLinks-PvdA", "ChristenUnie", "Groep Smit"]
SURNAMES = ["De Wit", "Kogelhout", "Van der Meer", "Brouwers-Blok", "Vijlbrief"]
INITIALS = ["A.", "C.J.", "H.M.", "E.", "I."]
OFFICES = [
    ("minister", "Defensie"),
    ("minister", "Justitie en Veiligheid"),
    ("staatssecretaris", "Financiën"),
    ("minister", "Volksgezondheid, Welzijn en Sport"),
    ("staatssecretaris", "Infrastructuur en Waterstaat"),
    ("minister", "Onderwijs, Cultuur en Wetenschap"),
]
SUBJECTS = [
    "bruggen",
    "het onderhoud van sluizen in Dorpstad",
    "de kade die afbrokkelt",
    "het bericht «De brug is te oud»",
    "de kosten van de A2",
]
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
ASKING = ["Kent u", "Deelt u de mening over", "Klopt het bericht over", "Wat vindt u van"]
SAYING = [
    "Ja,",
    "Nee,",
    "Het klopt dat",
    "Zoals bekend is",
    "In 2021 was",
    "Daarom blijft",
    "Voor € 2,4 miljoen (40%) is",
]
FORMULAS = [
    (Words("De uitstoot van CO"), Words("2", Style.LOWERED), Words(" daalt daardoor.")),
    (Words("Het terrein is 40 m"), Words("2", Style.RAISED), Words(" groot.")),
    (Words("Het gaat om 10"), Words("6", Style.RAISED), Words(" kubieke meter water per jaar.")),
    (Words("Dat is "), Words("niet", Style.STRUCK), Words(" het geval.")),
    (Words("De term "), Words("oever", Style.ITALIC), Words(" komt in de wet voor.")),
    (Words("Het is "), Words("nog nooit", Style.BOLD), Words(" gebeurd.")),
]


def written(day: dt.date) -> str:
    """Write a day as letters do."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def several(parts: Sequence[str]) -> str:
    """Write names one after the other: `A, B en C`."""
    return f"{', '.join(parts[:-1])} en {parts[-1]}" if len(parts) > 1 else parts[0]


# --- Strategies --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shows:
    """What a format can show; a letter that is set in it has nothing else."""

    families: tuple[Family, ...] = tuple(Family)
    forms: tuple[str, ...] = tuple(FORMS)
    styles: bool = True
    tables: bool = True
    spans: bool = True
    two_series: bool = False
    marks: tuple[str, ...] = ("[{}]", "{}", "{})")
    """How the marks of typed footnotes may be written."""
    numbered_lists: bool = True
    typed: bool = False
    """Whether all footnotes are typed."""


def _clause(draw) -> str:
    a, b = draw(st.sampled_from(NOUNS)), draw(st.sampled_from(NOUNS))
    return f"de {draw(st.sampled_from(ADJECTIVES))} {a} die de {draw(st.sampled_from(ADJECTIVES))} {b} {draw(st.sampled_from(VERBS))}"


def _saying(draw) -> str:
    return f"{draw(st.sampled_from(SAYING))} {_clause(draw)} en ook {_clause(draw)}."


def _asking(draw) -> str:
    tail = draw(st.sampled_from(["", " Zo ja, waarom?", " Zo nee, waarom niet?"]))
    return f"{draw(st.sampled_from(ASKING))} {_clause(draw)}?{tail}"


def _note(draw, shows: Shows) -> Note:
    typed = shows.typed or (shows.two_series and draw(st.booleans()))
    return Note(f"Dagblad, {draw(st.integers(1, 99))} maart, «{_clause(draw)}».", typed)


def _paragraph(draw, make, shows: Shows, *, notes: bool) -> Paragraph:
    text = make(draw)
    inlines: list[Inline] = [Words(text)]
    if notes and draw(st.integers(0, 3)) == 0:
        end = draw(st.sampled_from([m.end() for m in re.finditer(r"[.?](?= |$)", text)]))
        inlines = [Words(text[:end]), _note(draw, shows), *([Words(text[end:])] if text[end:] else [])]
    if shows.styles and make is _saying and draw(st.integers(0, 3)) == 0:
        first, *rest = draw(st.sampled_from(FORMULAS))
        inlines += [Words(f" {first.text}"), *rest]
    return Paragraph(tuple(inlines))


def _list(draw, shows: Shows, *, numbers: bool, ends: str) -> list[Paragraph]:
    kinds = ["-", "a."] + (["1.", "1)"] if numbers else [])
    kind, count = draw(st.sampled_from(kinds)), draw(st.integers(2, 3))
    found = []
    for at in range(count):
        sign = kind.replace("1", str(at + 1)).replace("a", "abc"[at])
        found.append(Paragraph((Words(_clause(draw) + (ends if at == count - 1 else ";")),), sign))
    return found


def _table(draw, shows: Shows) -> Table:
    width, height = draw(st.integers(3, 4)), draw(st.integers(3, 4))
    heads = ["Jaar", "Kosten", "Plaats", "Aantal"][:width]
    nouns = draw(st.lists(st.sampled_from(NOUNS), min_size=height, max_size=height, unique=True))
    figures = draw(st.lists(st.integers(11, 99), min_size=width * height, max_size=width * height))
    body = [
        [Cell(noun.capitalize()), *(Cell(f"{figures[at * width + i]}.{at}{i}0") for i in range(1, width))]
        for at, noun in enumerate(nouns)
    ]
    head = [Cell(text) for text in heads]
    if shows.spans and draw(st.booleans()):
        head[1:3] = [Cell("Kosten en plaats", columns=2)]
    if shows.spans and draw(st.booleans()):
        body[0][0] = replace(body[0][0], rows=2)
        del body[1][0]
    return Table((tuple(head), *(tuple(row) for row in body)))


def _question(draw, shows: Shows, form: LabelForm, *, notes: bool) -> tuple[Block, ...]:
    first = _paragraph(draw, _asking, shows, notes=notes)
    shape = draw(st.sampled_from(["one", "one", "one", "two", "list"]))
    if shape == "two":
        return (first, _paragraph(draw, _asking, shows, notes=notes))
    if shape == "list":
        opening = Paragraph((Words(f"{draw(st.sampled_from(ASKING))} {_clause(draw)}, en:"),))
        return (opening, *_list(draw, shows, numbers=form.lists and shows.numbered_lists, ends="?"))
    return (first,)


def _answer(draw, shows: Shows, form: LabelForm, *, notes: bool) -> tuple[Block, ...]:
    blocks: list[Block] = [_paragraph(draw, _saying, shows, notes=notes)]
    for _ in range(draw(st.integers(0, 2))):
        kinds = ["paragraph", "paragraph", "list"] + (["table"] if shows.tables else [])
        kind = draw(st.sampled_from(kinds))
        if kind == "list":
            blocks.append(Paragraph((Words(f"Het gaat daarbij om {_clause(draw)}, en om:"),)))
            blocks += _list(draw, shows, numbers=form.lists and shows.numbered_lists, ends=".")
        elif kind == "table":
            blocks.append(_table(draw, shows))
        blocks.append(_paragraph(draw, _saying, shows, notes=notes))
    return tuple(blocks)


def _groups(draw, count: int, *, joint: bool) -> list[list[int]]:
    groups: list[list[int]] = []
    number = 1
    while number <= count:
        size = min(draw(st.sampled_from([1, 1, 1, 2, 3])), count - number + 1) if joint else 1
        groups.append(list(range(number, number + size)))
        number += size
    if joint and len(groups) > 2 and draw(st.booleans()):  # two answers that are given together later
        first, last = groups[0], groups.pop()
        groups = [*groups[1:], sorted([*first, *last])]
    return groups


def _items(draw, shows: Shows, form: LabelForm, family: Family) -> tuple[Item, ...]:
    count = draw(st.integers(1 if form.joint else 2, 6))
    notes = draw(st.booleans())
    questions = {n: Item((n,), _question(draw, shows, form, notes=notes)) for n in range(1, count + 1)}
    if family is Family.QUESTIONS:
        return tuple(questions.values())
    groups = _groups(draw, count, joint=bool(form.joint))
    if form.joint and len(groups) > 1 and draw(st.integers(0, 5)) == 0:
        groups = groups[:-1]  # the last is not answered
    answers = {max(g): Item(tuple(g), _answer(draw, shows, form, notes=notes), is_question=False) for g in groups}
    if form.joint and draw(st.integers(0, 4)) == 0:
        return (*questions.values(), *(answers[last] for last in sorted(answers)))
    found: list[Item] = []
    for n, question in questions.items():
        found += [question, *([answers[n]] if n in answers else [])]
    return tuple(found)


@st.composite
def letters(draw, shows: Shows) -> Letter:
    """Draw a letter that a format can show."""
    family = draw(st.sampled_from(shows.families))
    published = family in (Family.QUESTIONS, Family.ANSWERS)
    form = PUBLISHED if published else FORMS[draw(st.sampled_from(shows.forms))]
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True))
    persons = [
        Person(initials, surname, *office)
        for initials, surname, office in zip(
            *(
                draw(st.lists(st.sampled_from(some), min_size=4, max_size=4, unique=True))
                for some in (INITIALS, SURNAMES, OFFICES)
            ),
            strict=True,
        )
    ]
    submitted = draw(st.dates(dt.date(2019, 1, 1), dt.date(2025, 6, 1)))
    return Letter(
        family,
        form,
        _items(draw, shows, form, family),
        tuple((name, draw(st.sampled_from(PARTIES))) for name in names),
        tuple(persons[: draw(st.sampled_from([1, 1, 2, 3]))]),
        draw(st.sampled_from(SUBJECTS)),
        submitted,
        submitted + dt.timedelta(draw(st.integers(5, 60))),
        draw(st.integers(1, 24999)),
        draw(
            st.sampled_from(["", "Pagina {page} van {pages}", "{page}/{pages}", "- {page} -", "{page}", "Blad {page}"])
        ),
        draw(st.sampled_from(shows.marks)),
        draw(st.booleans()),
        persons[3] if draw(st.integers(0, 3)) == 0 else None,
    )


# --- What must come out ------------------------------------------------------------------------------------------


def texts(blocks: Sequence[Block]) -> list[str]:
    """Return the text of blocks as it must come out: a string a paragraph, item or row, with its footnotes in braces."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            found += [" | ".join(row) for row in block.squared()]
        else:
            found.append((f"{block.sign} " if block.sign else "") + "".join(map(_shown, block.inlines)))
    return found


def _shown(inline: Inline) -> str:
    if isinstance(inline, Note):
        return "{" + inline.text + "}"
    kept = inline.style in (Style.RAISED, Style.LOWERED, Style.STRUCK)
    return f"{inline.style}{inline.text}{inline.style}" if kept else inline.text


def expected(letter: Letter) -> dict[int, dict]:
    """Return for each question its text, its answer, and the question that has the answer."""
    answers = {n: item for item in letter.items if not item.is_question for n in item.numbers}
    found = {}
    for item in (item for item in letter.items if item.is_question):
        number = item.numbers[0]
        holder = min(answers[number].numbers) if number in answers else None
        found[number] = {
            "question": texts(item.blocks),
            "answer": texts(answers[number].blocks) if holder == number else None,
            "answered_in": holder if holder != number else None,
        }
    return found
