"""Set a random letter as XML of the official publications."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from tests.unit.intake.random_letters import headings
from tests.unit.intake.random_letters.letter import (
    Family,
    Item,
    Letter,
    Note,
    Paragraph,
    Style,
    Table,
    several,
    written,
)

TAGS = {
    Style.BOLD: ('<nadruk type="vet">', "</nadruk>"),
    Style.ITALIC: ('<nadruk type="cur">', "</nadruk>"),
    Style.RAISED: ("<sup>", "</sup>"),
    Style.LOWERED: ("<inf>", "</inf>"),
    Style.STRUCK: ('<nadruk type="doorhaling">', "</nadruk>"),
    Style.PLAIN: ("", ""),
}
LISTS = {"-": "ndash", "1.": "1", "1)": "expliciet", "a.": "a"}


def as_xml(letter: Letter, *, numbered: bool, pretty: bool) -> bytes:
    """Write a publication; labels are `nr` or the first paragraph, and `pretty` breaks lines where a printer may."""
    counter = iter(range(1, 10**6))
    body = "".join(_part(letter, item, counter, numbered=numbered) for item in letter.items)
    signed = "".join(
        f"<functie>De {one.office},</functie><naam><voornaam>{one.initials}</voornaam> <achternaam>{one.surname}</achternaam></naam>"
        for one in letter.answered_by
    )
    body += f"<ondertekening>{signed}</ondertekening>" if letter.beside and letter.family is Family.ANSWERS else ""
    found = (
        '<?xml version="1.0" encoding="UTF-8"?><officiele-publicatie>'
        f'<metadata><meta name="OVERHEIDop.vraagnummer" content="{letter.asked_number}"/></metadata>'
        f"<kamervragen>{_head(letter)}{_asked(letter)}{_answered(letter)}{body}</kamervragen></officiele-publicatie>"
    )
    return (found.replace("><vraag", ">\n  <vraag").replace("<al>", "\n    <al>\n      ") if pretty else found).encode()


def _head(letter: Letter) -> str:
    lines = "".join(
        f"<tekstregel>{escape(part)}</tekstregel>" for line in headings.head(letter)[:-1] for part in line.split("\t")
    )
    return f"<kamervraagkop>{lines}</kamervraagkop><kamervraagnummer>{headings.head(letter)[-1]}</kamervraagnummer>"


def _name(name: str) -> str:
    return f"<naam><achternaam>{name}</achternaam></naam>"


def _asked(letter: Letter) -> str:
    named = [f"{_name(name)} ({party})" for name, party in letter.asked_by]
    offices = several([f"de {headings.office_of(one.rank, one.portfolio)}" for one in letter.answered_by])
    members = f"{'de leden' if len(named) > 1 else 'het lid'} {several(named)}"
    day = f'<datum isodatum="{letter.submitted}">{written(letter.submitted)}</datum>'
    subject = f"<kamervraagonderwerp>{escape(letter.subject)}</kamervraagonderwerp>"
    text = f"Vragen van {members} aan {offices} over {subject} (ingezonden {day})."
    return f'<kamervraagomschrijving type="vraag">{text}</kamervraagomschrijving>'


def _answered(letter: Letter) -> str:
    if letter.family is Family.QUESTIONS:
        return ""
    named = [f"{one.rank.capitalize()} {_name(one.surname)} ({one.portfolio})" for one in letter.answered_by]
    behalf = (
        f", mede namens de {headings.office_of(letter.behalf.rank, letter.behalf.portfolio)}" if letter.behalf else ""
    )
    day = f'<datum isodatum="{letter.date}">{written(letter.date)}</datum>'
    text = f"Antwoord van {several(named)}{behalf} (ontvangen {day})."
    return f'<kamervraagomschrijving type="antwoord">{text}</kamervraagomschrijving>'


def _part(letter: Letter, item: Item, counter: Iterator[int], *, numbered: bool) -> str:
    name = "vraag" if item.is_question else "antwoord"
    label = letter.form.asking(item.numbers[0]) if item.is_question else letter.form.answering(item.numbers)
    label = f"<nr>{label}</nr>" if numbered else f"<al>{label}</al>"
    return f"<{name}>{label}{_blocks(item, counter)}</{name}>"


def _blocks(item: Item, counter: Iterator[int]) -> str:
    out, in_list = "", False
    for block in item.blocks:
        sign = block.sign if isinstance(block, Paragraph) else ""
        if bool(sign) is not in_list:
            out += f'<lijst type="{LISTS[sign]}">' if sign else "</lijst>"
            in_list = bool(sign)
        if isinstance(block, Table):
            out += _table(block)
        elif sign:
            number = f"<li.nr>{sign}</li.nr>" if sign != "-" else ""
            out += f"<li>{number}<al>{_inlines(block, counter)}</al></li>"
        else:
            out += f"<al>{_inlines(block, counter)}</al>"
    return out + ("</lijst>" if in_list else "")


def _inlines(paragraph: Paragraph, counter: Iterator[int]) -> str:
    out = ""
    for inline in paragraph.inlines:
        if isinstance(inline, Note):
            number = f"<noot.nr>{next(counter)}</noot.nr>"
            out += f'<noot type="voet">{number}<noot.al>{escape(inline.text)}</noot.al></noot>'
        else:
            begin, end = TAGS[inline.style]
            out += f"{begin}{escape(inline.text)}{end}"
    return out


def _table(table: Table) -> str:
    """Write a table as CALS has it."""
    width = sum(cell.columns for cell in table.rows[0])
    columns = "".join(f'<colspec colnum="{at}" colname="c{at}"/>' for at in range(1, width + 1))
    rows = [f"<row>{''.join(_cells(table, at))}</row>" for at in range(len(table.rows))]
    head, body = f"<thead>{rows[0]}</thead>", f"<tbody>{''.join(rows[1:])}</tbody>"
    return f'<table><tgroup cols="{width}">{columns}{head}{body}</tgroup></table>'


def _cells(table: Table, at: int) -> Iterator[str]:
    taken = {0} if at and any(cell.rows > 1 for cell in table.rows[at - 1][:1]) else set()
    column = 1 + len(taken)
    for cell in table.rows[at]:
        spans = f' namest="c{column}" nameend="c{column + cell.columns - 1}"' if cell.columns > 1 else ""
        spans += f' morerows="{cell.rows - 1}"' if cell.rows > 1 else ""
        yield f"<entry{spans}><al>{escape(cell.text)}</al></entry>"
        column += cell.columns
