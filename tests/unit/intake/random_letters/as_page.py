"""Set a random letter as a web page: of a ministry, or of the publisher, with its classes."""

from __future__ import annotations

import html

from tests.unit.intake.random_letters import headings
from tests.unit.intake.random_letters.letter import Family, Item, Letter, Note, Paragraph, Style, Table, Words

TAGS = {Style.BOLD: "b", Style.ITALIC: "em", Style.RAISED: "sup", Style.LOWERED: "sub", Style.STRUCK: "s"}


def as_page(letter: Letter) -> bytes:
    return _published(letter) if letter.publication else _plain(letter)


def _words(words: Words) -> str:
    text = html.escape(words.text)
    return f"<{TAGS[words.style]}>{text}</{TAGS[words.style]}>" if words.style in TAGS else text


def _inlines(paragraph: Paragraph, notes: list[str], mark: str) -> str:
    out = ""
    for inline in paragraph.inlines:
        if isinstance(inline, Note):
            notes.append(inline.text)
            out += mark.format(len(notes))
        else:
            out += _words(inline)
    return out


def _table(table: Table) -> str:
    rows = ""
    for at, row in enumerate(table.rows):
        tag = "td" if at else "th"
        cells = "".join(_cell(tag, cell.text, cell.columns, cell.rows) for cell in row)
        rows += f"<tr>{cells}</tr>\n"
    return f"<table>{rows}</table>"


def _cell(tag: str, text: str, columns: int, rows: int) -> str:
    spans = f' colspan="{columns}"' if columns > 1 else ""
    spans += f' rowspan="{rows}"' if rows > 1 else ""
    return f"<{tag}{spans}>{html.escape(text)}</{tag}>"


def _blocks(item: Item, label: str, notes: list[str], mark: str, *, published: bool) -> str:
    out, open_ = "", ""
    for at, block in enumerate(item.blocks):
        sign = block.sign if isinstance(block, Paragraph) else ""
        kind = "" if not sign else "ul" if sign == "-" or published or sign.endswith(")") else "ol"
        if kind != open_:
            out += (f"</{open_}>" if open_ else "") + (
                f"<{kind}{_list_type(sign, published=published)}>" if kind else ""
            )
            open_ = kind
        if isinstance(block, Table):
            out += _table(block)
        elif not sign:
            out += f"<p>{label if not at else ''}{_inlines(block, notes, mark)}</p>\n"
        elif published:
            shown = f'<span class="ol">{sign} </span>' if sign != "-" else ""
            out += f'<li class="li"><p class="labeled">{shown}{_inlines(block, notes, mark)}</p></li>'
        elif sign.endswith(")"):
            out += f'<li style="list-style: none">{sign} {_inlines(block, notes, mark)}</li>'
        else:
            out += f"<li>{_inlines(block, notes, mark)}</li>"
    return out + (f"</{open_}>\n" if open_ else "")


def _list_type(sign: str, *, published: bool) -> str:
    if published:
        return ' class="expliciet whitespace-small"' if sign != "-" else ' class="ndash"'
    return ' type="a"' if sign == "a." else ""


def _plain(letter: Letter) -> bytes:
    notes: list[str] = []
    mark = '<sup><a href="#fn{0}" id="fnref{0}">{0}</a></sup>'
    body = "".join(f"<p>{'<br>'.join(map(html.escape, lines))}</p>\n" for lines in headings.letterhead(letter))
    opening = [html.escape(text) for text in headings.opening(letter)]
    body += f"<h1>{opening[0]}</h1>" if letter.family is Family.BARE else "".join(f"<p>{text}</p>" for text in opening)
    signed = headings.signatures(letter)
    if letter.beside and len(signed) == 2:
        rows = ("".join(f"<td>{text}</td>" for text in row) for row in zip(*signed, strict=True))
        body += f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    else:
        body += "".join(f"<p>{office}<br>{name}</p>" for office, name in signed)
    body += "".join(f"<h2>{html.escape(text)}</h2>" for text in headings.annex(letter))
    for item in letter.items:
        label = letter.form.asking(item.numbers[0]) if item.is_question else letter.form.answering(item.numbers)
        shown = f"<b>{html.escape(label)}</b>"
        body += "" if letter.form.inline else f"<p>{shown}</p>"
        body += _blocks(item, f"{shown} " if letter.form.inline else "", notes, mark, published=False)
    body += '<section class="footnotes"><ol>' if notes else ""
    body += "".join(
        f'<li id="fn{at}">{html.escape(note)} <a href="#fnref{at}">↩</a></li>' for at, note in enumerate(notes, 1)
    )
    body += "</ol></section>" if notes else ""
    menu = "<nav><a href='/'>Begin</a></nav><div class='menu'><a href='/a'>Brieven</a></div>"
    return f"<html><body>{menu}<main>{body}</main><footer>Colofon</footer></body></html>".encode()


def _published(letter: Letter) -> bytes:
    notes: list[str] = []
    mark = '<sup><a class="nootnum" href="#ID-d{0}">{0}</a></sup>'
    kop = f'<p class="kamervraagkop">Vergaderjaar {headings.session(letter)}</p>'
    body = "".join(
        f'<h1 class="kamervraagomschrijving_kop">{html.escape(text)}</h1>\n' for text in headings.opening(letter)
    )
    for item in letter.items:
        label = letter.form.asking(item.numbers[0]) if item.is_question else letter.form.answering(item.numbers)
        name = "vraag" if item.is_question else "antwoord"
        inner = _blocks(item, "", notes, mark, published=True)
        body += f'<div class="{name}"><h2 class="stuktitel">{label}</h2>{inner}</div>\n'
    texts = "".join(
        f'<div class="voet noot"><h5 class="note-close"><a class="note-close" href="#close-ID-d{at}">X</a> Noot</h5>'
        f'<sup><span class="nootnum" id="ID-d{at}">{at}</span></sup><p>{html.escape(note)}</p></div>'
        for at, note in enumerate(notes, 1)
    )
    head = (
        f'<meta name="DC.identifier" content="{letter.publication}"/>'
        f'<meta name="OVERHEIDop.vraagnummer" content="{letter.asked_number}"/>'
    )
    title = html.escape(letter.subject)
    return (
        f'<!DOCTYPE html><html lang="nl"><head><title>Vragen over {title}</title>{head}</head><body>'
        f'<div class="header"><p>Overheid.nl</p></div><div class="stuk">{kop}{body}</div>'
        f'<div class="noten">{texts}</div></body></html>'
    ).encode()
