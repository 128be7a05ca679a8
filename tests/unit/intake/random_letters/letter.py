"""A random letter as a value: who asks and answers, when, how it is labelled and set, and every block of its text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

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


def _clause(words: Random) -> str:
    first, second = (f"de {words.choice(ADJECTIVES)} {words.choice(NOUNS)}" for _ in range(2))
    return f"{first} die {second} {words.choice(VERBS)}"


def _saying(words: Random) -> str:
    return f"{words.choice(SAYING)} {_clause(words)} en ook {_clause(words)}."


def _asking(words: Random) -> str:
    tail = words.choice(["", " Zo ja, waarom?", " Zo nee, waarom niet?"])
    return f"{words.choice(ASKING)} {_clause(words)}?{tail}"


@dataclass(frozen=True)
class Author:
    """Draws what a letter says: the words by chance alone, since two sentences of a letter are rarely the same."""

    draw: st.DrawFn
    words: Random
    shows: Shows
    form: LabelForm
    notes: bool
    """Whether the letter has footnotes."""

    def one_of(self, *kinds: str) -> str:
        return self.draw(st.sampled_from(kinds))

    def note(self) -> Note:
        typed = self.shows.typed or (self.shows.two_series and self.draw(st.booleans()))
        return Note(f"Dagblad, {self.words.randint(1, 99)} maart, «{_clause(self.words)}».", typed)

    def paragraph(self, make: Callable[[Random], str]) -> Paragraph:
        text = make(self.words)
        inlines: list[Inline] = [Words(text)]
        if self.notes and self.draw(st.integers(0, 3)) == 0:
            end = self.words.choice([m.end() for m in re.finditer(r"[.?](?= |$)", text)])
            inlines = [Words(text[:end]), self.note(), *([Words(text[end:])] if text[end:] else [])]
        if self.shows.styles and make is _saying and self.draw(st.integers(0, 3)) == 0:
            first, *rest = self.draw(st.sampled_from(FORMULAS))
            inlines += [Words(f" {first.text}"), *rest]
        return Paragraph(tuple(inlines))

    def list(self, ends: str) -> list[Paragraph]:
        numbered = self.form.lists and self.shows.numbered_lists
        kind = self.one_of("-", "a.", *(("1.", "1)") if numbered else ()))
        count = self.draw(st.integers(2, 3))
        signs = [kind.replace("1", str(at + 1)).replace("a", "abc"[at]) for at in range(count)]
        stops = [*[";"] * (count - 1), ends]
        return [Paragraph((Words(_clause(self.words) + stop),), sign) for sign, stop in zip(signs, stops, strict=True)]

    def table(self) -> Table:
        width, height = self.draw(st.integers(3, 4)), self.draw(st.integers(3, 4))
        head = [Cell(text) for text in ["Jaar", "Kosten", "Plaats", "Aantal"][:width]]
        body = [
            [Cell(noun.capitalize()), *(Cell(f"{self.words.randint(11, 99)}.{at}{i}0") for i in range(1, width))]
            for at, noun in enumerate(self.words.sample(NOUNS, height))
        ]
        if self.shows.spans and self.draw(st.booleans()):
            head[1:3] = [Cell("Kosten en plaats", columns=2)]
        if self.shows.spans and self.draw(st.booleans()):
            body[0][0] = replace(body[0][0], rows=2)
            del body[1][0]
        return Table((tuple(head), *(tuple(row) for row in body)))

    def question(self) -> tuple[Block, ...]:
        shape = self.one_of("one", "one", "one", "two", "list")
        if shape == "list":
            opening = f"{self.words.choice(ASKING)} {_clause(self.words)}, en:"
            return (Paragraph((Words(opening),)), *self.list("?"))
        return tuple(self.paragraph(_asking) for _ in range(1 + (shape == "two")))

    def answer(self) -> tuple[Block, ...]:
        blocks: list[Block] = [self.paragraph(_saying)]
        for _ in range(self.draw(st.integers(0, 2))):
            kind = self.one_of("paragraph", "paragraph", "list", *(("table",) if self.shows.tables else ()))
            if kind == "list":
                blocks.append(Paragraph((Words(f"Het gaat daarbij om {_clause(self.words)}, en om:"),)))
                blocks += self.list(".")
            elif kind == "table":
                blocks.append(self.table())
            blocks.append(self.paragraph(_saying))
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


def _items(author: Author, family: Family) -> tuple[Item, ...]:
    draw, form = author.draw, author.form
    count = draw(st.integers(1 if form.joint else 2, 6))
    questions = {n: Item((n,), author.question()) for n in range(1, count + 1)}
    if family is Family.QUESTIONS:
        return tuple(questions.values())
    groups = _groups(draw, count, joint=bool(form.joint))
    if form.joint and len(groups) > 1 and draw(st.integers(0, 5)) == 0:
        groups = groups[:-1]  # the last is not answered
    answers = {max(group): Item(tuple(group), author.answer(), is_question=False) for group in groups}
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
        _items(Author(draw, Random(draw(st.integers(0, 2**32))), shows, form, draw(st.booleans())), family),
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
