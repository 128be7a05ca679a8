"""What a letter says about itself, of one piece: dates, numbers, subject, who asks, is asked, answers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.intake.recognise.metadata import (
    askers,
    bodies,
    letter_dates,
    letter_numbers,
    offices,
    senders,
    signatories,
)
from generator.intake.recognise.metadata.person_names import NAME, is_name
from generator.intake.recognise.metadata.signatories import SignatureLine
from generator.intake.recognise.metadata.subject import title
from generator.intake.recognise.recognised_letter import Asker, AskerKind, Metadata, Signatory
from generator.netherlands.capitals import CAPITALS

_TO = re.compile(
    r"\b(?:aan|to)\s+(?:de\s+|het\s+|the\s+)?(?P<offices>(?:[Mm]inister|[Ss]taats?secretaris|[Pp]rime|[Ss]ecretary).*?)"
    r"(?=\s+(?:over(?:het|de|een)?|betreffende|inzake|omtrent|naar\s+aanleiding|met\s+betrekking|on|about|regarding)\b|\(|\.\s+[A-Z]|$)",
    re.DOTALL,
)
_TO_BODY = re.compile(
    r"\b(?:aan|[Aa]an:)\s+(?:de\s+|het\s+)?(?P<body>(?:[Cc]ollege|[Gg]edeputeerde|[Bb]urgemeester|B\s?&|[Dd]agelijks|[Dd]ijkgraaf|Algemene\s+Reken).{5,120})",
    re.DOTALL,
)
_ABSENT = re.compile(
    r",?\s*(?:bij\s+(?:afwezigheid|ontstentenis|verhindering)\s+van|wegens\s+afwezigheid\s+van|(?:ter\s+vervanging|in\s+(?:de\s+)?plaats)\s+van).*$",
    re.DOTALL,
)
"""Who is asked in whose place: `bij afwezigheid van de Staatssecretaris van Financiën`."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The parts of a letter that its metadata is read from."""

    head: Sequence[str]
    """The paragraphs before the first question."""
    notices: Sequence[str]
    """The paragraphs of notices of postponement."""
    fields: Mapping[str, str]
    """The letterhead's fields: `date`, `subject`, `reference`."""
    aside: Sequence[str]
    """Running heads and feet, which have numbers too."""
    lang: str
    lines: Sequence[SignatureLine] = ()
    """The lines of the cover as they are set; where there are none, the paragraphs count."""
    sets: Sequence[str] = ()
    """The headings of further sets of questions, which have members who ask too."""
    letterhead: Sequence[str] = ()
    """What was set aside as letterhead."""


def read(evidence: Evidence, name: str) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """Return the metadata, and what is doubtful about it; `name` is what diagnostics call the file."""
    head, fields, aside = evidence.head, evidence.fields, evidence.aside
    problems: list[Diagnostic] = []
    whole = "\n".join(head)
    subject = fields.get("subject", "")
    received = letter_dates.received(head, evidence.lang)
    asked = _with_sets(_shaped(_with_party(_askers(evidence, subject), head), problems, name), evidence.sets)
    addressed = _addressed([*head, subject], whole)
    meta = Metadata(
        title=title(head, subject),
        date=letter_dates.dated(fields.get("date", ""), head, evidence.letterhead, evidence.lang),
        submitted=letter_dates.submitted(head, evidence.letterhead, evidence.lang),
        received=received,
        numbers=letter_numbers.numbers([*head, *evidence.notices, *aside], problems, name)
        or letter_numbers.numbers(evidence.letterhead, problems, name),
        publication=letter_numbers.publication([*aside, *head], received),
        reference=fields.get("reference") or letter_numbers.list_number([whole, *evidence.letterhead]),
        asked_by=asked,
        addressed_to=addressed,
        answered_by=_answered(evidence, whole, addressed),
        on_behalf_of=senders.on_behalf_of(head),
    )
    if meta.date and received and received < meta.date and not meta.submitted:  # that of the questions, by a ministry
        meta = replace(meta, submitted=received, received=None)
    signing = {s.office for s in meta.answered_by}
    others = tuple(office for office in meta.on_behalf_of if office not in signing)
    return replace(meta, on_behalf_of=others), tuple(problems)


def _with_sets(asked: tuple[Asker, ...], sets: Sequence[str]) -> tuple[Asker, ...]:
    """Return who asks, with the members whom the headings of further sets of questions name with their party."""
    known = {one.name for one in asked}
    others = (one for text in sets for one in askers.askers(text) if one.party and is_name(one.name))
    return (*asked, *dict.fromkeys(one for one in others if one.name not in known))


_PARTY = re.compile(rf"[{CAPITALS}\d][\w'’/&.+-]*(?:\s[\w'’/&.+-]+){{0,5}}")
_GROUP_OF_MEMBER = re.compile(rf"(?:(?:het\s+)?lid|(?:de\s+)?(?:groep|fractie))\s+(?P<name>{NAME})(?:\s?/\s?{NAME})*")
"""The group of a member who left a party, in small letters: `lid Omtzigt`, `groep Krol/Van Kooten-Arissen`."""


def _shaped(asked: Sequence[Asker], problems: list[Diagnostic], name: str) -> tuple[Asker, ...]:
    """Return the askers whose name has a name's shape, with a party that has a party's; the others are reported."""
    fitting: list[Asker] = []
    doubtful: list[str] = []
    for one in asked:
        party = one.party if one.party and _is_party(one.party) else None
        if one.party and not party:
            doubtful.append(one.party)
        if not one.name or one.kind is AskerKind.COMMITTEE or is_name(one.name):
            fitting.append(replace(one, party=party))
        else:
            doubtful.append(one.name)
    problems.extend(
        diagnostic("asker-doubtful", Position(name), Severity.WARNING, text=text) for text in dict.fromkeys(doubtful)
    )
    return tuple(one for one in fitting if one.name or one.party)


def _is_party(text: str) -> bool:
    """Whether a text has the shape of a party's name, or of the group of a member who left one."""
    of_member = _GROUP_OF_MEMBER.fullmatch(text)
    return bool(_PARTY.fullmatch(text)) or (of_member is not None and is_name(of_member["name"]))


def _addressed(texts: Sequence[str], whole: str) -> tuple[str, ...]:
    """Return the offices and bodies that are asked, as the first text names them that does."""
    for text in texts:
        to = _TO.search(text)
        present = _ABSENT.sub("", to["offices"]) if to else ""
        if found := offices.names(present):
            return (*found, *_of_same_portfolio(present, found[-1]))
    for text in texts:
        body = _TO_BODY.search(text)
        if body and (found := bodies.find(body["body"], whole)):
            return found[:1]
    return next((asked for text in texts if "voorgelegd aan" in text and (asked := offices.names(text))), ())


_BARE_RANK = re.compile(rf",?\s+en\s+(?:de\s+)?(?P<rank>{offices.RANK.pattern})\s*$")


def _of_same_portfolio(text: str, office: str) -> tuple[str, ...]:
    """Return the office of a rank without a portfolio at the end: `de Minister van Financiën en de Staatssecretaris`."""
    bare = _BARE_RANK.search(text)
    _, word, portfolio = (*office.split(" ", 2), "", "")[:3]
    return (offices.name(bare["rank"], portfolio, word),) if bare and portfolio else ()


def _answered(evidence: Evidence, whole: str, asked: Sequence[str]) -> tuple[Signatory, ...]:
    """Return who answers: the persons that a heading or the signatures name, else offices, else a body."""
    lines = evidence.lines or [SignatureLine(text) for text in evidence.head]
    answering = _answering(evidence, lines, whole)
    return (
        senders.senders(whole)
        or signatories.signatories(lines, answering)
        or senders.sending_offices(whole, asked)
        or tuple(Signatory("", body=body) for body in answering[:1])
    )


_BY_BODY = re.compile(
    r"\b(?:[Aa]ntwoord\w*|[Bb]eantwoording|[Rr]eactie)\b[^.\n]{0,120}?\b(?:van|door)\s+(?P<body>.{5,120})"
)


_SENTENCES = re.compile(r"(?<=[a-z\d)]\.)\s+(?=[A-Z])")
_GREETING = re.compile(r"^(?:(?:Van|Afzender)\s*:|Hoogachtend|Met\s+(?:vriendelijke\s+)?groet(?:en)?),?\s+")
"""What is on one line with who signs: `Hoogachtend, namens het dagelijks bestuur`, or sends: `Van: college van …`."""


def _answering(evidence: Evidence, lines: Sequence[SignatureLine], whole: str) -> tuple[str, ...]:
    """Return the bodies that answer: each alone on a line (not that of an address), or named so by a heading."""
    found: dict[str, None] = {}
    place_texts = "\n".join([whole, *evidence.letterhead, *evidence.aside])
    before = ""
    for line in lines:
        text = _GREETING.sub("", line.text.strip()).rstrip(",.")
        named = bodies.find(text, place_texts)
        if named and bodies.is_sole(text) and not re.fullmatch(r"[Aa]an:?", before):
            found |= dict.fromkeys(named)
        before = text
    for text in itertools.chain.from_iterable(map(_SENTENCES.split, evidence.head)):
        by = _BY_BODY.match(text)
        if by and bodies.begins(by["body"]):
            found |= dict.fromkeys(bodies.find(by["body"], place_texts)[:1])
    return tuple(found)


_PARTY_FIELD = re.compile(r"^(?:Fractie|Partij)\s*:\s*(?P<party>\S.{0,40}?)\s*$", re.MULTILINE)
"""The party of who asks, as a field of its own."""


def _askers(evidence: Evidence, subject: str) -> tuple[Asker, ...]:
    """Return the askers in the text that names most of them with their party, else in the first that names any.

    Where no member asks, a parliamentary group does, or a committee, else who is written to.
    """
    texts = [*evidence.head, subject]
    found = [askers.askers(text) for text in texts]
    full = [group for group in found if group and all(asker.party and is_name(asker.name) for asker in group)]
    members = max(full, key=len, default=()) or next((group for group in found if group), ())
    if members and any(is_name(asker.name) for asker in members):
        return members
    others = (group for text in texts if (group := askers.groups(text) or askers.committees(text)))
    return next(others, members) or askers.addressees(evidence.head, evidence.letterhead)


def _with_party(asked: tuple[Asker, ...], head: Sequence[str]) -> tuple[Asker, ...]:
    """Return the members who ask with the party of a field, where none is behind their names; else that group."""
    party = next((match["party"].strip() for text in head if (match := _PARTY_FIELD.search(text))), None)
    if not party or any(asker.party for asker in asked):
        return asked
    members = (asker for asker in asked if asker.kind is not AskerKind.COMMITTEE)
    return tuple(replace(asker, party=party) for asker in members) or (Asker("", party),)
