"""What a source may have around its official text: labels, running heads, letterhead. A closed list.

Text is only let pass here by its form, by coming back on page after page, or by standing in the content or its front
matter already; what none of these explains is missing from the content.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.verify.printed_labels import label
from generator.verify.streams import RawPassage, stream

# --- Forms -----------------------------------------------------------------------------------------------------

_YEARS = r"\d{4}\s?[-–/]\s?\d{2,4}"
_MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_KAMER = "(?:Tweede|Eerste) Kamer"
_ASKED = "Vragen gesteld door de leden der Kamer(?:, met de daarop door de(?: regering gegeven antwoorden)?)?"
_SET = rf"(?:Aanhangsel van de Handelingen {_ASKED}|{_ASKED}|Aanhangsel(?: van de Handelingen)?|Handelingen|Vragen)"
_NUMBERED = r"\d{2} ?\d{3}(?: \(?[IVXLA-Z]+\d?\)?)?, nrs?\. \w{1,5}"
_PUBLICATION = r"(?:ah|kst|kv|h|blg|nds)(?:[- ](?:tk|ek))?[- ]\d[\dZ]*(?:[- ](?:\d+|[IVXLC]+|[A-Z]{1,2}))*"
_ISSN = r"ISSN \d{4} ?-? ?\d{3}[\dX]"
_PLACE = r"[A-Z][\w’'-]+(?: (?:[a-z]{2,3} )?[A-Z][\w’'-]+){0,2}"
_OF_HOUSE = (
    rf"(?:(?-i:Postbus \d{{1,6}}|\d{{4}} [A-Z]{{2}} {_PLACE}|{_PLACE} \d{{1,4}}[a-z]?)|[TF]:? ?\+?[\d ()-]{{7,20}}"
    r"|tel(?:efoon)?[.:]? ?[\d ()-]{7,20}|(?:https?://)?www\.[\w./-]+|[\w.+-]+@[\w.-]+\.\w+)"
)
"""A part of an address line: a box, a postcode with its town, a street with its number, a telephone, a site, a mailbox."""
_ANYWHERE = (
    ("running", rf"(?:{_KAMER} )?der Staten-Generaal\s?\d?"),
    ("running", r"Kamerstuk(?:: [\w ]{3,30})?(?: \| (?:\d\d-\d\d-\d{4}|(?-i:[A-Z])\w{1,6}))+"),
    ("running", rf"(?:{_KAMER} der Staten-Generaal\s?\d? )?Vergaderjaar {_YEARS}(?: {_SET}(?: \d{{1,4}})?)?"),
    ("running", rf"Aanhangsel van de Handelingen|{_ASKED}"),
    ("running", r"regering gegeven antwoorden"),
    (
        "running",
        (
            rf"(?=.*(?:ISSN|-tk-|Gravenhage|{_KAMER}))(?:{_PUBLICATION}\s?)?(?:{_ISSN})?\s?(?:[’']?s-Gravenhage \d{{4}})?\s?"
            rf"(?:{_KAMER}, vergaderjaar {_YEARS}, (?:{_SET}|{_NUMBERED})(?:,? \d+)?)?"
        ),
    ),
    ("running", rf"{_PUBLICATION}|h tk \d{{8}} \d+"),
    ("running", r"KVR\d{4,6}|\d{4}[et]kkvr\d{1,5}|Sdu Uitgevers"),
    ("page", r"(?:\d{0,3}\s?(?:Pagina|Page|Blz\.?|Bladzijde|Blad)\s?\d+(?:\s?(?:van|of|/)\s?\d+)?\s*)+"),
    ("page", r"[-–] ?\d+ ?[-–]"),
    ("running", r"X ?Noot"),
    ("label", r"(?:(?:Voet|Eind)?noten|(?:Foot|End)?notes) ?:?"),
    ("running", r"(?:Terug )?[Nn]aar boven|Back to top"),
    ("registry", r"AH ?\d{1,4}"),
    ("registry", r"\d{4}Z\d{5} ?/ ?\d{4}D\d{5}"),
    (
        "field",
        r"Bij beantwoording de datum en ons kenmerk vermelden\.?(?: Wilt u slechts één zaak in uw brief behandelen\.?)?",
    ),
    ("field", r"Correspondentie uitsluitend richten aan .{5,120}|Bij antwoord(?:en)? .{5,80} vermelden\.?"),
    ("field", r"Wilt u slechts één zaak in uw brief behandelen\.?"),
    ("field", r"(?:(?:Ons|Onze|Uw|Our|Your) (?:kenmerk|referentie|reference)|Kenmerk):?"),
)
"""Forms that are furniture wherever they are: they say nothing that a letter's text could say."""
_IN_HEAD = (
    ("address", r"Retouradres\b.{0,120}"),
    ("address", r"(?:Aan )?de Voorzitter van de (?:Tweede|Eerste) Kamer ?(?:der Staten-Generaal)?.{0,60}"),
    ("address", r"(?:van de (?:Tweede|Eerste) Kamer )?der Staten-Generaal"),
    (
        "address",
        r"(?:The )?(?:Speaker|President) of the (?:House of Representatives|Senate).{0,60}|of the States General",
    ),
    ("address", r"P\.?O\.? Box \d+.{0,40}|\d{4} ?[A-Z]{2} +The Hague"),
    ("running", r"[A-Z][\w() ]{5,60} : .{5,400}"),
    ("address", r"Postbus \d+.{0,40}|(?:\d{4} )?(?:[A-Z]{2} +)?(?:[’']s-Gravenhage|Den Haag)"),
    ("address", r"\d{4} ?[A-Z]{2}\b.{0,40}|(?:Binnenhof|Plein|Prinses Irenestraat|Bezuidenhoutseweg) ?\d*\w?"),
    ("address", rf"{_OF_HOUSE}(?:(?: ?[,•·|–-])? {_OF_HOUSE}){{1,6}}"),
    ("address", r"(?:https?://)?www\.[\w./-]+|[\w.+-]+@[\w.-]+\.\w+"),
    ("address", r"(?:[TFEM]|Tel(?:efoon)?|Fax|E-mail)\b[.:]? ?\+?[\d ()-]{7,20}|Nederland"),
    ("field", r"(?:Date|Re|Subject|(?:Our|Your) reference)\b.{0,200}"),
    ("field", r"(?:Datum|Betreft|Onderwerp|Projectnaam|Contactpersoon|Inlichtingen|Bijlagen?|Bijlage\(n\))\b.{0,400}"),
    ("field", r"(?:Ons|Onze|Uw) (?:kenmerk|referentie|brief)(?: ?\(van\))?(?:\b|(?=\d)).{0,60}|Kenmerk\b.{0,60}"),
    ("field", rf"(?:(?:Den Haag|[’']?s-Gravenhage|The Hague),? (?:de )?)?\d{{1,2}} (?:{_MONTH}) \d{{4}}"),
    ("page", r"\d+ ?/ ?\d+"),
    ("letterhead", r"Ministerie van .{3,100}|(?:Gemeente|Provincie|Waterschap|Hoogheemraadschap) .{2,60}"),
    (
        "letterhead",
        r"(?:College van )?(?:Burgemeester en wethouders|Gedeputeerde Staten|Dijkgraaf en heemraden)\b.{0,60}",
    ),
    ("letterhead", r"Algemene Rekenkamer|Lange Voorhout \d+|(?:PER KOERIER )?BEZORGEN"),
    ("registry", r"(?:nr\.? |nummer )?(?-i:(?=(?:\D*\d){4})[A-Z\d]+(?:[ ./-][A-Z\d]+){0,5})"),
    ("address", r"Aan(?: de (?:leden|voorzitter) van|:) ?.{3,80}"),
    (
        "address",
        r"Aan (?:de |het )?(?:gemeente|provincie)?(?:raad|bestuur|Provinciale Staten|Staten|algemeen bestuur|leden)\b.{0,60}",
    ),
    ("address", r"T\.? ?a\.? ?v\.? .{3,60}"),
    ("address", r"(?:Aan|T\.? ?a\.? ?v\.?)(?: (?:de|het|mevrouw|mijnheer))?(?: (?:heer|mevrouw))?:?"),
    ("address", r"(?:(?:Aan|T\.? ?a\.? ?v\.?) )?(?:de )?(?:heer |mevrouw )?Voorzitter(?: (?:van|der)\b.{0,80})?,?"),
    (
        "address",
        (
            r"(?:Alleen |Uitsluitend )?(?:Per |Via )(?:gewone |aangetekende )?(?:e-?mail|post|koerier|brief)|Aangetekend|Bezorgen|"
            r"(?:Strikt )?(?:Persoonlijk|Vertrouwelijk)(?: en vertrouwelijk)?|Openbaar|Spoed"
        ),
    ),
)
"""Forms that are furniture above the letter's text and beside it; within the text they are its words."""


def _compiled(rows: Sequence[tuple[str, str]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((why, re.compile(form, re.IGNORECASE)) for why, form in rows)


_FORMS, _HEAD_FORMS = _compiled(_ANYWHERE), _compiled(_IN_HEAD)
_FIELD = re.compile(r"(?:Datum|Betreft|Onderwerp|Projectnaam|Contactpersoon|(?:Ons|Uw) kenmerk):?", re.IGNORECASE)
"""A field's name with its value on the next line."""
_WITH_VALUE = re.compile(
    r"(?:Datum(?: (?:van )?(?:beantwoording|antwoord|verzending))?|Betreft|Onderwerp|Zaaknummer|Registratienummer|(?:(?:Ons|Onze|Uw) )?(?:Kenmerk|Referentie)): (?P<value>.+)",
    re.IGNORECASE,
)
_ASKED_ABOUT = re.compile(
    r"(?:beantwoording|antwoord(?:en)?|(?:\w+ )?\w*vragen) .*\b(?:over|inzake|betreffende)\b", re.IGNORECASE
)
"""A subject that ends in the letter's title, be that short."""
_OVER_PAGE = re.compile(rf"(?:.* )?{_KAMER}, vergaderjaar {_YEARS}, (?:{_SET}|{_NUMBERED})", re.IGNORECASE)
"""The foot of a publication whose page number is on the next line."""
_GLUED_FOOT = re.compile(
    rf"(?:{_PUBLICATION}\s?)?(?:{_ISSN})?\s?(?:[’']?s-Gravenhage \d{{4}})?\s?{_KAMER}, vergaderjaar {_YEARS}, (?:{_SET}|{_NUMBERED})"
    r" \d{1,3}(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
"""The foot of a page to which a tool glued the label at the top of the next: `Aanhangsel 1Antwoord 3`."""
_FIELD_BESIDE = re.compile(r"(?<=\w\s)(?:Datum|Betreft|Onderwerp|(?:Ons |Uw )?Kenmerk)\s?:", re.IGNORECASE)
_STREET = re.compile(r"[A-Z][\w’' .-]{3,40} \d{1,4}[a-z]?")
_ASIDE = {"head": "running", "foot": "running", "side": "letterhead"}
_FEWEST_WITHIN = 6
_WORDS_ASIDE = 12
"""As few words as the head or foot of a publication has within a line, and as many words as a line in a letterhead or a running head may have unless its form is known."""
_PAGE_DIGITS = 3
_WORDS_ON_A_PAGE = 60
"""As many words as a paragraph around the text of a web page may have."""
_OFTEN = 3
_LETTERS = 10
"""How often a line must come back, and how many letters it must have, to be a running head: figures of a table recur."""
_BESIDE = 4
"""Lines in which the page number beside a running head is."""
_OF_PAGES = re.compile(r"(?:(?:pagina|blz\.?|pag\.?|blad) )?(\d{1,3}) ?(?:/|van|of) ?(\d{1,3})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What decides whether text is furniture besides its form."""

    running: frozenset[str]
    """Lines, whatever their digits, that come back and are never in the content."""
    known: str
    """All letters and digits of the content and of its front matter, in lower case."""
    numbers: tuple[str, ...]
    """What the front matter says of the letter's numbers, publication and reference."""
    turns: frozenset[str] = frozenset()
    """Page numbers of so many (`2/3`) that count on."""
    web: bool = False
    """Whether the source is a web page, which has whole sentences around the text."""
    title: str = ""
    """The letters and digits of the letter's title, in lower case."""


def surroundings(
    left: Sequence[str],
    kept: Sequence[str],
    content: str,
    meta: Mapping[str, object],
    *,
    begun: Sequence[str] = (),
    web: bool = False,
) -> Surroundings:
    """Gather them from the source's lines that the content has not and that it has, its stream and front matter.

    `begun` is what it has not of the beginnings of other lines.
    """
    written = [
        str(meta.get(key) or "") for key in ("title", "reference", "publication", "date", "submitted", "received")
    ]
    numbers = meta.get("numbers")
    ids = [str(number) for number in numbers] if isinstance(numbers, list) else []
    known = [content, *(stream([RawPassage(text, 0)]).text for text in (*written, *ids))]
    turns = _turns([*left, *begun])
    shapes = Counter(_shape(line) for line in left if not label(line))
    often = {shape for shape, times in shapes.items() if times >= _OFTEN} | _beside(left, turns)
    running = {shape for shape in often - set(map(_shape, kept)) if sum(map(str.isalpha, shape)) >= _LETTERS}
    numbered = (*ids, *filter(None, written[1:3]))
    return Surroundings(frozenset(running), "\0".join(known).lower(), numbered, turns, web, known[1].lower())


def _turns(lines: Sequence[str]) -> frozenset[str]:
    """Return the page numbers of so many that count on, or that are the last."""
    found: dict[str, list[tuple[int, str]]] = {}
    for line in lines:
        if (match := _OF_PAGES.fullmatch(line)) and int(match[1]) <= int(match[2]):
            found.setdefault(match[2], []).append((int(match[1]), line))
    return frozenset(
        line
        for pages, some in found.items()
        for number, line in some
        if number == int(pages) or any(abs(number - other) in (1, 2) for other, _ in some)
    )


def _beside(left: Sequence[str], turns: frozenset[str]) -> set[str]:
    """Return the lines that come back each time beside a page number."""
    near = Counter(
        _shape(line)
        for at, line in enumerate(left)
        if line not in turns and set(left[max(0, at - _BESIDE) : at + _BESIDE + 1]) & turns
    )
    return {shape for shape, times in near.items() if times > 1}


def reason(
    text: str, role: str, page: int | None, around: Surroundings, *, above: bool = False, at_edge: bool = False
) -> str | None:
    """Say why a whole line of the source is furniture; None where nothing explains it.

    `role` is where it is on the page, `above` whether that is before all of the letter's text, `at_edge` whether it is
    the first or last line of its page; `text` is on one line.
    """
    for name, form in (*_FORMS, *(_HEAD_FORMS if above or role in _ASIDE else ())):
        if form.fullmatch(text):
            return name
    if _is_field_of(text, around) or (above and _is_address_with_field(text, role, page, around)):
        return "field"
    bare = re.sub(r"^(?:Zaaknummer|Nummer|Vragen)\W*", "", text, flags=re.IGNORECASE)
    if bare.replace(" ", "") in (number.replace(" ", "") for number in around.numbers) or any(
        number.endswith(f"-{text}") for number in around.numbers
    ):
        return "registry"
    foot = _GLUED_FOOT.match(text)
    if foot and label(text[foot.end() :]):
        return "label"
    turn = _OF_PAGES.match(text)
    if turn and any(one.endswith(f"/{turn[2]}") for one in around.turns):
        rest = text[turn.end() :].strip()
        if not rest or label(rest):
            return "label" if rest else "page"
    if text in around.turns:
        return "page"
    if text.isdecimal() and (role in _ASIDE or (text == str(page) and (above or at_edge))):
        return "page"
    own = label(text)
    if _shape(text) in around.running and not (own and own.kind):  # labels come back and count, too
        return "running"
    most = _WORDS_ON_A_PAGE if around.web and not own else _WORDS_ASIDE
    if role in _ASIDE and (len(text.split()) <= most or _said(text, around)):
        return _ASIDE[role]
    return None


def _is_address_with_field(text: str, role: str, page: int | None, around: Surroundings) -> bool:
    """Whether a line has an address line and a field beside it: `2513 AA Den Haag Onderwerp: vragen over bruggen`."""
    field = _FIELD_BESIDE.search(text)
    return field is not None and all(
        reason(part.strip(), role, page, around, above=True) for part in (text[: field.start()], text[field.start() :])
    )


def _is_field_of(text: str, around: Surroundings) -> bool:
    """Whether a line is a field with what the front matter says: its subject, its date."""
    field = _WITH_VALUE.fullmatch(text)
    if field is None:
        return False
    day = re.fullmatch(rf"(\d{{1,2}}) ({_MONTH}) (\d{{4}})", field["value"])
    if day:
        month = _MONTH.split("|").index(day[2]) + 1
        return _said(f"{day[3]}-{month:02}-{int(day[1]):02}", around)
    value = stream([RawPassage(field["value"], 0)]).text.lower()
    sure = len(around.title) >= _LETTERS or bool(around.title and _ASKED_ABOUT.match(field["value"]))
    return _said(field["value"], around) or (sure and value.endswith(around.title))


def is_alone(line: str) -> bool:
    """Whether a whole line is furniture by its form, wherever it is."""
    return is_between_dashes(line) or any(form.fullmatch(line) for _, form in _FORMS)


def is_of_pages(line: str) -> bool:
    """Whether a line may be the number of its page and how many there are: `2/3`."""
    return _OF_PAGES.fullmatch(line) is not None


def is_between_dashes(line: str) -> bool:
    """Whether a whole line is a page number between dashes: `- 2 -`."""
    return re.fullmatch(r"[-–] ?\d{1,4} ?[-–]", line) is not None


def within(text: str, around: Surroundings) -> str | None:
    """Say why a part of a line is furniture: a page number before text, the whole head or foot of a publication."""
    if text in around.turns:
        return "page"
    whole = any(form.fullmatch(text) for name, form in _FORMS if name == "running")
    return "running" if whole and len(text.split()) >= _FEWEST_WITHIN else None


def continues(text: str, reason_above: str, above: str, around: Surroundings) -> str | None:
    """Say whether a line goes on with the field or address above it: a field's value, the rest of a subject, a street."""
    if reason_above == "field" and (_said(text, around) or _FIELD.fullmatch(above)):
        return "field"
    if text.isdecimal() and re.search(r"regering gegeven antwoorden$", above, re.IGNORECASE):
        return "registry"
    if text.isdecimal() and len(text) <= _PAGE_DIGITS and _OVER_PAGE.fullmatch(above):
        return "page"
    return "address" if reason_above == "address" and _STREET.fullmatch(text) else None


def is_title(text: str, shape: str, around: Surroundings) -> bool:
    """Say whether a line above the letter is its title, or a web page's own."""
    return _said(text, around) or (around.web and shape == "h")


def in_head(text: str) -> bool:
    """Say whether a line may be one of the address lines above a letter; for lines between others of that kind."""
    return len(text.split()) <= _WORDS_ASIDE and text[-1] not in ".,:;?!"


def _said(text: str, around: Surroundings) -> bool:
    """Whether the content or its front matter says the same words."""
    return stream([RawPassage(text, 0)]).text.lower() in around.known


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text)
