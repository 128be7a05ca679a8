"""The languages that the interface and the command line speak: one row a language, all that the code knows of it.

A language is this row and two files of words: `generator/i18n/<code>.yml` and `theme/i18n/<code>.yml`. Texts of a new
site (`generator/starter`) are English where a language has none of its own. What reads letters (`intake`) has a grammar
of its own for the languages that letters are written in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWords:
    """The words that labels of cited documents are made of; the names of series are with their schemes."""

    number: str
    dossier: str
    in_force: str
    """How a law on a day is told: `{day}` is filled in."""
    parts: Mapping[str, str]
    """The parts of a law, by the names that jci (the standard of wetten.overheid.nl) gives them, in reading order."""
    acts: Mapping[str, str]
    """The kinds of acts of the European Union, by their letter in CELEX."""
    community: str
    """The European Community, as numbers of acts before 2010 have it: `2006/123/EG`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApaForm:
    """What differs between languages in a citation in APA style."""

    day: str
    """A day, in the pattern letters of CLDR."""
    undated: str
    last: str
    """Before the last of several authors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language."""

    code: str
    """ISO 639-1, as in `lang:` of site.yml."""
    name: str
    """In the language itself."""
    months: tuple[str, ...]
    """As they are printed within a date."""
    date: str
    """A date in full, of `{day}`, `{month}` and `{year}`."""
    numerals: tuple[str, ...]
    """One to twenty; read with and without accents."""
    question: str
    """Heads the question in a question's file (`## Vraag`); it begins the file's name too (`vraag-02.md`)."""
    answer: str
    """Heads the answer."""
    untitled: Mapping[str, str]
    """What a letter is called that has no title, by its kind."""
    documents: DocumentWords
    apa: ApaForm
    stemmers: tuple[str, str]
    """Two of snowball's: the first finds endings, the second sounds (`huis`, `huizen`) as well, and too much besides."""


_ROWS = (
    Language(
        code="nl",
        name="Nederlands",
        months=tuple("januari februari maart april mei juni juli augustus september oktober november december".split()),
        date="{day} {month} {year}",
        numerals=tuple(
            (
                "één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
                "zeventien achttien negentien twintig"
            ).split()
        ),
        question="Vraag",
        answer="Antwoord",
        untitled={
            "answers": "Antwoorden op Kamervragen",
            "questions": "Kamervragen",
            "postponement": "Uitstel van antwoord op Kamervragen",
            "letter": "Brief",
        },
        documents=DocumentWords(
            number="nr.",
            dossier="dossier",
            in_force="zoals die gold op {day}",
            parts={"artikel": "artikel", "lid": "lid", "hoofdstuk": "hoofdstuk", "bijlage": "bijlage"},
            acts={"R": "Verordening", "L": "Richtlijn", "D": "Besluit"},
            community="EG",
        ),
        # De APA-richtlijnen uitgelegd (SURF)
        apa=ApaForm(day="y, d MMMM", undated="z.d.", last=" & "),
        stemmers=("dutch_porter", "dutch"),
    ),
    Language(
        code="en",
        name="English",
        months=tuple("January February March April May June July August September October November December".split()),
        date="{day} {month} {year}",
        numerals=tuple(
            (
                "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
                "seventeen eighteen nineteen twenty"
            ).split()
        ),
        question="Question",
        answer="Answer",
        untitled={
            "answers": "Answers to parliamentary questions",
            "questions": "Parliamentary questions",
            "postponement": "Postponed answers",
            "letter": "Letter",
        },
        documents=DocumentWords(
            number="no.",
            dossier="file",
            in_force="as in force on {day}",
            parts={"artikel": "article", "lid": "paragraph", "hoofdstuk": "chapter", "bijlage": "annex"},
            acts={"R": "Regulation", "L": "Directive", "D": "Decision"},
            community="EC",
        ),
        apa=ApaForm(day="y, MMMM d", undated="n.d.", last=", & "),
        stemmers=("english", "porter"),
    ),
)
LANGUAGES: Mapping[str, Language] = {language.code: language for language in _ROWS}
DEFAULT = _ROWS[0].code
"""The language of a site that names none."""
FALLBACK = "en"
"""The language of texts that a language has none of."""
HEADINGS: Mapping[str, str] = {
    heading: section
    for language in _ROWS
    for heading, section in ((language.question, "question"), (language.answer, "answer"))
}
"""What heads the two sections of a question's file, in any language: `Vraag` is `question`."""
