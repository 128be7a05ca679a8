"""The letters in which changes are planted: made here in every format, made for tests of the import, or given as files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from generator.cli.app import app
from generator.intake.readers import BY_SUFFIX
from tests.soak.setting import FORMATS, parts
from tests.unit.intake import test_import_shapes as shapes
from tests.unit.intake import test_import_verified as verified
from tests.unit.intake.random_letters.label_forms import FORMS, LabelForm
from tests.unit.intake.random_letters.letter import Family, Item, Letter, Paragraph, Person, Words


@dataclass(frozen=True)
class Source:
    """A file to import."""

    name: str
    suffix: str
    data: bytes


LETTER = """\
title: Antwoorden op vragen van het lid Jansen (XYZ) over de brug bij Dorpstad (ingezonden 3 maart 2023, 2023Z01234)
p: Hierbij bied ik u de antwoorden aan op de vragen van het lid Jansen (XYZ) over de brug bij Dorpstad.
p: De Minister van Infrastructuur en Waterstaat,
label: Vraag 1
p: Kent u het bericht “Brug bij Dorpstad brokkelt af”?«1» Wat vindt u daarvan?
label: Antwoord op vraag 1
p: Ja. Ik ken het bericht; het gaat over een brug die in 1968 is gebouwd.
p: De brug is 1,5 kilometer lang en 40 m^2^ breed – meer dan nodig is – en ligt op 12 meter hoogte (gemeten in 2021).
p: Zij is in 2020-2021 hersteld, van 12:30 tot 14:45 uur, voor € 2,4 miljoen; dat is 40% van het budget.
label: Vraag 2
p: Hoeveel auto’s rijden er per dag over de brug? Zijn dat er meer dan 1.000, en waarom?
label: Vraag 3
p: Klopt het dat de temperatuur -4 °C was, en het zoutgehalte ≤ 5?
label: Antwoord op vragen 2 en 3
p: Per dag rijden er 12.500 auto’s over de brug! Driekwart (3/4) daarvan is zwaarder dan 1000 kg, zie § 3 van het rapport.«2»
p: Op grond van artikel 6 × 2 geldt: een toename van +3% is +/- 0,15 promille, of ± ½ van het geheel… De provincie betaalt ~~niet~~ mee aan minder CO_2_.
item: het beheer van de brug, inclusief de pijlers;
item: het onderhoud aan de leuning;
item: de financiële bijdrage van de gemeenten.
label: Vraag 4
p: Deelt u de mening dat het onderhoud onmogelijk kan wachten? Zo nee, waarom niet?
label: Antwoord op vraag 4
p: Nee, die mening deel ik niet. Volgens de inspectie is het ‘aanvaardbaar’ risico klein: de pijlers zijn sterk genoeg.«3»
p: De kosten zijn als volgt verdeeld; het totaal is a = b + 10 × c.«4»
table: Jaar | Kosten in euro’s | Opmerking
row: 2021 | 1.250,50 | raming
row: 2022 | 980,00 | begroting
row: 2023 | 1.400,25 | gerealiseerd
p: Zie ook het antwoord op vraag 1. De Rijkswaterstaat-medewerkers zijn daarover geïnformeerd.
note: Dagblad van het Noorden, 3 maart 2023, “De brug”.
note: Kamerstukken II 2022/23, 12 345, nr. 6, bladzijde 7.
note: Inspectie, Verslag over bruggen, https://www.voorbeeld.nl/verslag
note: Zie de bijlage bij de begroting (tabel 2).
"""

LISTS = """\
title: Antwoorden op vragen van het lid Pietersen (XYZ) over sluizen (ingezonden 5 mei 2023, 2023Z04321)
p: Geachte voorzitter, hierbij gaan de antwoorden op de vragen over sluizen.
label: Vraag 1
p: Wat staat er in het verslag van de inspecteur? En wat heeft u daarmee gedaan?
label: Antwoord op vraag 1
p: In het verslag van de inspecteur staat het volgende.
number: De sluis is veilig en in goede staat;
number: De kolk is 120 meter lang en 16 meter breed;
number: De deuren gaan tien jaar mee!
p: Dat verslag is op 1 april 2023 aan de gemeente gestuurd.
label: Vraag 2
p: Wie betaalt het onderhoud van de sluis?
label: Antwoord op vraag 2
heading: De sluis zelf
p: De provincie betaalt het onderhoud van de sluis. Het Rijk draagt daar ieder jaar aan bij.
heading: De oevers
p: Het onderhoud van de oevers wordt betaald door:
item: de gemeente Dorpstad, voor de noordelijke oever;
item: het waterschap, voor de zuidelijke oever;
item: de eigenaren van de steigers.
p: Daarover zijn “vaste” afspraken gemaakt.
"""
"""A letter with what a footnote's number could be mistaken for, and headings."""
BOTH = LISTS.replace("sluis zelf", "kolk zelf").replace("?\nlabel", "?«1»\nlabel", 1) + "note: Dagblad, 4 mei 2023\n"


MADE = {"brug": LETTER, "sluis": LISTS, "sluis met noot": BOTH}


def made() -> Iterator[Source]:
    """Yield the letters above in every format."""
    for name, text in MADE.items():
        for suffix, setter in FORMATS.items():
            yield Source(name, suffix, setter(parts(text)))


ASKED = [
    "Kent u het bericht «De kade brokkelt af»? Deelt u de zorgen?",
    "Hoeveel geld is er tussen 2019 en 2022 besteed aan de brug, en hoeveel aan de A2?",
    "Deelt u de mening dat de haven van belang is? Zo nee, waarom niet?",
]
SAID = [
    ["Ja.", "Dat klopt. De opdracht is verleend; het werk begint in het voorjaar en duurt ongeveer anderhalf jaar."],
    ["Daaraan is in die jaren € 2,4 miljoen besteed. Daarvan kwam 40% van de provincie en de rest van het Rijk."],
    [
        "Waarom dat zo is? Omdat de wet het voorschrijft. De inspectie houdt toezicht.",
        "Zie ook het antwoord op vraag 1.",
    ],
]


def _labelled(form: LabelForm) -> Letter:
    """Return a letter whose questions and answers are labelled in a form."""
    items: list[Item] = []
    for number, (question, answer) in enumerate(zip(ASKED, SAID, strict=True), 1):
        items.append(Item((number,), (Paragraph((Words(question),)),)))
        items.append(Item((number,), tuple(Paragraph((Words(text),)) for text in answer), is_question=False))
    person = Person("A.", "De Wit", "minister", "Defensie")
    days = dt.date(2023, 3, 3), dt.date(2023, 3, 28)
    about = ((("Jansen", "XYZ"),), (person,), "de oever", *days, 1234)
    return Letter(Family.BARE, form, tuple(items), *about, paging="", mark="{}", beside=False)


def made_for_tests() -> Iterator[Source]:
    """Yield the letters with which the import is tested: every way of labelling, in turn in each format."""
    formats = list(shapes.FORMATS.items())
    for at, (style, form) in enumerate(sorted(FORMS.items())):
        name, setter = formats[at % len(formats)]
        yield Source(f"labels “{style}”", Path(name).suffix, setter(_labelled(form)))
    for name, body in verified.BODIES.items():
        yield Source(name, ".txt", (verified.HEAD + body).encode())


def given(folder: Path) -> Iterator[Source]:
    """Yield the files of a folder, and of those in it, that the import can read."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in BY_SUFFIX and path.suffix not in (".md", ""):
            yield Source(path.relative_to(folder).with_suffix("").as_posix(), path.suffix, path.read_bytes())


class NotImportedError(Exception):
    """The import refused a source; the message says why."""


def imported(source: Source, scratch: Path) -> Path:
    """Import a source into an empty folder with `kantlijn import`, and return the letter's folder.

    Raises:
        NotImportedError: where the command refuses the source.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    file = scratch / f"brief{source.suffix}"
    file.write_bytes(source.data)
    done = CliRunner().invoke(app(), ["import", str(file), "--content", str(scratch / "content")])
    found = sorted((scratch / "content" / "letters").glob("*"))
    if done.exit_code or not found:
        raise NotImportedError(done.output.strip().split("\n")[0])
    return found[0]


def files(folder: Path) -> dict[str, str]:
    """Return the texts of a letter's folder by their paths in it, line ends as they are."""
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in sorted(folder.rglob("*.md"))}
