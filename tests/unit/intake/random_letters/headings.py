"""The words around the questions of a random letter: its headings and cover, its letterhead, its heads and feet."""

from __future__ import annotations

from tests.unit.intake.random_letters.letter import Family, Letter, several, written

HOUSE = "Tweede Kamer der Staten-Generaal"


def session(letter: Letter) -> str:
    return "{}–{}".format(*letter.years)


def office_of(rank: str, portfolio: str) -> str:
    return f"{rank.capitalize()} van {portfolio}"


def members(letter: Letter) -> str:
    """Write who asks: `het lid Jansen (XYZ)`, `de leden Jansen (XYZ) en Smit (ABC)`."""
    named = [f"{name} ({party})" for name, party in letter.asked_by]
    return f"{'de leden' if len(named) > 1 else 'het lid'} {several(named)}"


def asked(letter: Letter) -> str:
    """Write who asks whom about what, as publications do."""
    offices = [f"de {office_of(one.rank, one.portfolio)}" for one in letter.answered_by]
    return f"Vragen van {members(letter)} aan {several(offices)} over {letter.subject} (ingezonden {written(letter.submitted)})."


def answered(letter: Letter) -> str:
    """Write who answers and when that was received, as publications do."""
    named = [f"{one.rank.capitalize()} {one.surname} ({one.portfolio})" for one in letter.answered_by]
    behalf = f", mede namens de {office_of(letter.behalf.rank, letter.behalf.portfolio)}" if letter.behalf else ""
    return f"Antwoord van {several(named)}{behalf} (ontvangen {written(letter.date)})."


def opening(letter: Letter) -> list[str]:
    """Return the paragraphs of the letter's text above the signatures."""
    if letter.family is Family.QUESTIONS:
        return [asked(letter)]
    if letter.family is Family.ANSWERS:
        return [asked(letter), answered(letter)]
    if letter.family is Family.BARE:
        offices = several([f"de {one.office}" for one in letter.answered_by])
        behalf = f", mede namens de {letter.behalf.office}," if letter.behalf else ""
        submitted = f"(ingezonden {written(letter.submitted)}, {letter.asked_number})"
        return [f"Antwoorden van {offices}{behalf} op vragen van {members(letter)} over {letter.subject} {submitted}."]
    behalf = f", mede namens de {letter.behalf.office}," if letter.behalf else ""
    plural = "bieden wij" if len(letter.answered_by) > 1 else "bied ik"
    submitted = f"Deze vragen werden ingezonden op {written(letter.submitted)} met kenmerk {letter.asked_number}."
    sent = f"Hierbij {plural} u{behalf} de antwoorden aan op de vragen van {members(letter)} over {letter.subject}."
    return ["Geachte voorzitter,", f"{sent} {submitted}"]


def signatures(letter: Letter) -> list[tuple[str, str]]:
    """Return the office and the name of everybody who signs."""
    if letter.family is not Family.LETTER:
        return []
    return [(f"De {one.office},", one.signed) for one in letter.answered_by]


def annex(letter: Letter) -> list[str]:
    """Return the heading of the annex of a letter."""
    return (
        [f"Antwoorden op vragen van {members(letter)} over {letter.subject}"] if letter.family is Family.LETTER else []
    )


def letterhead(letter: Letter) -> list[list[str]]:
    """Return the address and the fields above a letter, line by line in blocks."""
    if letter.family is not Family.LETTER:
        return []
    return [
        ["> Retouradres Postbus 20701 2500 ES Den Haag"],
        ["Aan de Voorzitter van de Tweede Kamer der Staten-Generaal", "Postbus 20018", "2500 EA Den Haag"],
        [f"Datum {written(letter.date)}", f"Betreft Beantwoording vragen van {members(letter)} over {letter.subject}"],
    ]


def head(letter: Letter) -> list[str]:
    """Return the lines above an official publication; those between two parts of the first page's head are tabs."""
    if letter.family is Family.QUESTIONS:
        return [
            f"{HOUSE}\t2",
            f"Vergaderjaar {session(letter)}\tVragen gesteld door de leden der Kamer",
            letter.asked_number,
        ]
    if letter.family is Family.ANSWERS:
        return [
            f"{HOUSE}\t2",
            f"Vergaderjaar {session(letter)}\tAanhangsel van de Handelingen",
            "Vragen gesteld door de leden der Kamer, met de daarop door de",
            "regering gegeven antwoorden",
            str(letter.number % 4000 + 1),
        ]
    return []


def foot(letter: Letter, page: int, pages: int) -> list[str]:
    """Return the lines at the foot of a page; a tab parts what is far apart on a line."""
    if letter.publication:
        series = "Vragen" if letter.family is Family.QUESTIONS else "Aanhangsel"
        imprint = f"Tweede Kamer, vergaderjaar {session(letter)}, {series}\t{page}"
        if page > 1:
            return [imprint]
        issn = ["ISSN 0921 - 7398"] if letter.family is Family.ANSWERS else []
        return [letter.publication, *issn, f"’s-Gravenhage {letter.years[1]}\t{imprint}"]
    return [letter.paging.format(page=page, pages=pages)] if letter.paging else []
