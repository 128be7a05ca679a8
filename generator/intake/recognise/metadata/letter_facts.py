"""What a letter says about itself: dates, numbers, subject, who asks, is asked, answers. By tables of patterns."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.intake.recognise.metadata import askers, bodies, offices, signatories
from generator.intake.recognise.metadata.days import read_day
from generator.intake.recognise.metadata.person_names import is_name
from generator.intake.recognise.metadata.signatories import SignatureLine
from generator.intake.recognise.recognised_letter import Asker, AskerKind, Metadata, Signatory
from generator.netherlands.capitals import CAPITALS

_NUMBER = re.compile(r"(?<!\d)(?P<misprint>(?:19|20)\d\d)?(?P<year>(?:19|20)\d\d)\s?Z\s?(?P<serial>\d{5})(?!\d)")
_PUBLICATION = re.compile(r"\b(?:(?:ah|h)-(?:tk|ek)-\d{8}-\d+|kv-(?:tk|ek)-\d{4}Z\d{5})\b", re.IGNORECASE)
_PAPER = re.compile(r"^kst-\d{4,6}(?:-[IVXLCAB]+)?-\d+$", re.MULTILINE)
_PAPER_NUMBER = re.compile(
    r"^(?P<dossier>\d{2}\s?\d{3})(?:[\s-]+\(?(?P<chapter>[IVXLCAB]+)\)?)?\s+\S[^\n]*\n+(?:[^\n]+\n+){0,3}?Nr\.\s*(?P<number>\d+)\s+(?:HER\w+\s+)?LIJST\s+VAN",
    re.MULTILINE,
)
"""The head of a list of questions: `36 410 XV Begroting`, `Nr. 5 LIJST VAN VRAGEN EN ANTWOORDEN`."""
_AH_NUMBER = re.compile(r"AH\s?(?P<number>\d{1,4})\b")
_AANHANGSEL = re.compile(r"Vergaderjaar\s+(?P<first>\d{4})\s*[-–/]\s*(?P<last>\d{4})\s+Aanhangsel", re.IGNORECASE)
_OVER_NUMBER = re.compile(r"regering\s+gegeven\s+antwoorden\W*$", re.IGNORECASE)
_DAY = r"(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)"
_DATE = rf"(?:{_DAY}\s+)?(\d{{1,2}}\s+[a-zé]+\s*\d{{4}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}})(?!\d)"
_ON = r"(?:\s*:\s*|\s+)(?:op\s+|d\.?\s?d\.?\s*|van\s+|datum:?\s+|on\s+)?"
_MEMBERS = r"(?:het\s+lid|de\s+leden|het\s+(?:raads|staten)lid|de\s+(?:raads|staten)leden|de\s+heer|mevrouw)"
_SUBMITTED = (
    re.compile(
        rf"\b(?:ingezonden|ingediend|ingekomen|binnengekomen|datum\s+(?:van\s+)?(?:indiening|vragen)){_ON}{_DATE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\buw\s+(?:brie(?:f|ven)|schrijven|verzoek|e-?mail)\s+(?:van|d\.?\s?d\.?|gedateerd)\s+{_DATE}", re.IGNORECASE
    ),
    re.compile(rf"\b{_DATE}\s+(?:(?:zijn|werden|heeft|hebben|bij\s+mij)\s+)?(?:ingezonden|ingediend)", re.IGNORECASE),
    re.compile(
        rf"(?<!\()\b(?:gesteld|ontvangen|toegezonden|voorgelegd|overgelegd)\s+(?:op|d\.?\s?d\.?)\s+{_DATE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bop\s+{_DATE}\s+(?:hebben|heeft|stelden?|zond(?:en)?|legden?)\b[^.]{{0,200}}\bvragen\b", re.IGNORECASE
    ),
    re.compile(rf"\b(?:heeft|hebben|stelden?)\s+op\s+{_DATE}[^.]{{0,250}}?\bvragen\b", re.IGNORECASE),
    re.compile(
        rf"\bvragen\s+(?:\([^()]*\)\s*)?van\s+{_MEMBERS}\b[^.]{{0,150}}?\)\s*,?\s*(?:van|d\.?\s?d\.?)\s+{_DATE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bvragen\b[^.]{{0,300}}?\bop\s+{_DATE}\s+(?:heeft|hebben|zijn|werden|aan|gesteld|stelden?)\b", re.IGNORECASE
    ),
    re.compile(rf"\d{{4}}\s?Z\s?\d{{5}}\)?,?\s*(?:\(|van|d\.?\s?d\.?|op)?\s*{_DATE}", re.IGNORECASE),
    re.compile(rf"\b(?:kamer|staten|raads|schriftelijke\s+)vragen\s+(?:van|d\.?\s?d\.?)\s+{_DATE}", re.IGNORECASE),
    re.compile(rf"\b(?:schriftelijke|uw|deze|de)\s+vragen\s+(?:van|d\.?\s?d\.?)\s+{_DATE}", re.IGNORECASE),
    re.compile(rf"\bsubmitted\s+(?:on\s+)?{_DATE}", re.IGNORECASE),
    re.compile(rf"\byour\s+letter\s+of\s+{_DATE}", re.IGNORECASE),
)
_EARLIER = re.compile(r"\b(?:eerdere?|vorige|voorgaande|eerder)\b[^.;(]*$", re.IGNORECASE)
"""Before the date of other questions: `de antwoorden op eerdere vragen, ingezonden 3 mei 2024`."""
_RECEIVED = (
    re.compile(
        rf"(?:\(\s*|^\s*|[.;]\s+)(?:ontvangen|received)(?:\s+ter\s+griffie)?{_ON}{_DATE}", re.IGNORECASE | re.MULTILINE
    ),
)
_TOWN = rf"(?!Ingekomen|Ingezonden|Ingediend|Ontvangen|Beantwoord|Vastgesteld|Datum)(?:[’'][st]-|[{CAPITALS}])[\w’'-]*(?:[\s-](?:aan|op|den|de|het|bij|van))?(?:[\s-][{CAPITALS}][\w-]*){{0,2}}"
_DATED = (
    re.compile(rf"^(?:[’']s-Gravenhage|Den Haag|The Hague),?\s+(?:de\s+|den\s+)?{_DATE}", re.MULTILINE),
    re.compile(rf"^{_TOWN},?\s+(?:de\s+|den\s+)?{_DATE}\.?$", re.MULTILINE),
    re.compile(rf"\b(?:Vastgesteld|Beantwoord|Verzonden|Verzenddatum)(?:\s*:\s*|\s+)(?:op\s+|d\.d\.\s*)?{_DATE}"),
)
_SALUTATION = re.compile(r"^Geachte\b|^Dear\b", re.MULTILINE)
_BARE_DATE = (re.compile(rf"^{_DATE}\.?$", re.MULTILINE),)
_LIST_NUMBER = re.compile(
    r"\b(?:[Ss]taten|[Rr]aads|[Ss]chriftelijke\s+)?[Vv]rag(?:en|enlijst)\s+(?:nr\.?|nummer|no\.?)\s*:?\s*(?P<number>\d[\w./-]*\w)"
    r"|^(?:Vraagnummer|Nummer(?:\s+vragen)?|Volgnummer|Registratienummer)\s*:\s*(?P<number2>\S*\d\S*)$",
    re.MULTILINE,
)
"""The number that a council or a provincial council gives questions."""
_TO = re.compile(
    r"\b(?:aan|to)\s+(?:de\s+|het\s+|the\s+)?(?P<offices>(?:[Mm]inister|[Ss]taats?secretaris|[Pp]rime|[Ss]ecretary).*?)"
    r"(?=\s+(?:over(?:het|de|een)?|betreffende|inzake|omtrent|naar\s+aanleiding|met\s+betrekking|on|about|regarding)\b|\(|$)",
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
_ABOUT = re.compile(
    r"\b(?:over|inzake|betreffende|omtrent|about|regarding|concerning)(?:\s+|(?=(?:het|de|een)\s))(?P<subject>.+)",
    re.DOTALL | re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:\w+\s+){0,2}(?:\w*[Vv]ragen|[Qq]uestions)(?:\s+ex\s.{0,80}?|\s*\([^()]{0,60}\))?(?:\s+(?:en|and)\s+(?:[Aa]ntwoorden|[Aa]nswers))?\s+(?:gesteld\s+door|van|by|from)\b"
)
_ANSWERED = re.compile(r"(?:Antwoord(?:en)?|Beantwoording|Answers?|Lijst)\s")
_QUESTION_PAPER = re.compile(
    rf"(?:^|\n|\s)(?:[Mm]ondelinge\s+|[Ss]chriftelijke\s+|[Nn]adere\s+|[Aa]anvullende\s+)?[Vv]ragen\s+(?:ex\s[^\n]{{0,60}}?)?van\s+{_MEMBERS}"
)
_TOLD = re.compile(
    r"\bvragen\s+van\s+(?:het\s+lid|de\s+leden)\b.*?\bover\s+(?P<subject>.+?)"
    r"(?=\s+(?:worden|zijn|kunnen|heb|wordt|beantwoord\w*|bericht|deel|doe)\b|\s*\(|,\s+(?:mede|die|ingezonden|deel)\b|\.\s+[A-Z]|\.?$)"
)
"""How a cover letter says what the questions are about."""
_PUT = re.compile(
    r"\b(?:vragen\s+gesteld|vragen(?:\s+en\s+opmerkingen)?\s+voorgelegd\s+aan|legt\s+aan\b[^.]{5,200}?\bvragen\s+voor)\b[^.]*?\b(?:over|inzake)\s+(?P<subject>.+?)(?=\s*\(|\.(?:\s|$)|$)"
)
"""How a committee's report, or a notice of postponement, says what was asked about."""
_TAIL = re.compile(
    r"(?:\s*\((?:ingezonden|Ingezonden|submitted|20\d\dZ|\d{4}Z|(?:met\s+)?kenmerk)|,?\s+(?:ingezonden\s*:?\s*(?:op\s+)?|met\s+(?:als\s+)?kenmerk\s+|kenmerk\s+)\d|\s+(?:Ingekomen|Ingediend|Ingezonden|Datum|Nummer|Vraagnummer)\b.{0,20}?:).*$",
    re.DOTALL,
)


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
    letterhead: Sequence[str] = ()
    """What was set aside as letterhead."""


def read(evidence: Evidence, name: str) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """Return the metadata, and what is doubtful about it; `name` is what diagnostics call the file."""
    head, fields, aside = evidence.head, evidence.fields, evidence.aside
    problems: list[Diagnostic] = []
    whole = "\n".join(head)
    subject = fields.get("subject", "")
    received = _date(_RECEIVED, whole, evidence.lang)
    asked = _shaped(_askers([*head, subject]), problems, name)
    addressed = _addressed([*head, subject], whole)
    meta = Metadata(
        title=_title(head, subject),
        date=_dated(evidence, whole),
        submitted=_submitted(head, evidence.letterhead, evidence.lang),
        received=received,
        numbers=_numbers([*head, *evidence.notices, *aside], problems, name)
        or _numbers(evidence.letterhead, problems, name),
        publication=_publication([*aside, *head], received),
        reference=fields.get("reference") or _list_number([whole, *evidence.letterhead]),
        asked_by=asked,
        addressed_to=addressed,
        answered_by=_answered(evidence, whole, addressed),
        on_behalf_of=signatories.on_behalf_of(head),
    )
    if meta.date and meta.submitted and meta.date < meta.submitted:
        values = {"date": meta.date.isoformat(), "submitted": meta.submitted.isoformat()}
        problems.append(diagnostic("dates-in-wrong-order", Position(name), Severity.WARNING, **values))
    signing = {s.office for s in meta.answered_by}
    others = tuple(office for office in meta.on_behalf_of if office not in signing)
    return replace(meta, on_behalf_of=others), tuple(problems)


def asks_only(head: Sequence[str]) -> bool:
    """Whether a letter's head says that it is a paper with questions: `Mondelinge vragen van het lid Jansen`."""
    return any(map(_QUESTION_PAPER.search, head)) and not any(map(_ANSWERED.match, head))


_PARTY = re.compile(rf"[{CAPITALS}\d][\w'’/&.+-]*(?:\s[\w'’/&.+-]+){{0,5}}")


def _shaped(asked: Sequence[Asker], problems: list[Diagnostic], name: str) -> tuple[Asker, ...]:
    """Return the askers whose name has a name's shape, with a party that has a party's; the others are reported."""
    fitting: list[Asker] = []
    doubtful: list[str] = []
    for one in asked:
        party = one.party if one.party and _PARTY.fullmatch(one.party) else None
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
        signatories.senders(whole)
        or signatories.signatories(lines, answering)
        or signatories.sending_offices(whole, asked)
        or tuple(Signatory("", body=body) for body in answering[:1])
    )


_BY_BODY = re.compile(
    r"\b(?:[Aa]ntwoord\w*|[Bb]eantwoording|[Rr]eactie)\b[^.\n]{0,120}?\b(?:van|door)\s+(?P<body>.{5,120})"
)


def _answering(evidence: Evidence, lines: Sequence[SignatureLine], whole: str) -> tuple[str, ...]:
    """Return the bodies that answer: each alone on a line (not that of an address), or named so by a heading."""
    found: dict[str, None] = {}
    place_texts = "\n".join([whole, *evidence.letterhead])
    before = ""
    for line in lines:
        text = line.text.strip().rstrip(",.")
        named = bodies.find(text, place_texts)
        if named and bodies.is_sole(text) and not re.fullmatch(r"[Aa]an:?", before):
            found |= dict.fromkeys(named)
        before = text
    for text in evidence.head:
        by = _BY_BODY.match(text)
        if by and bodies.begins(by["body"]):
            found |= dict.fromkeys(bodies.find(by["body"], place_texts)[:1])
    return tuple(found)


def _dated(evidence: Evidence, whole: str) -> dt.date | None:
    """Return the date of the letter: the letterhead's field, else behind the place, else a date that is a line of its own."""
    lang, letterhead = evidence.lang, "\n".join(evidence.letterhead)
    return (
        read_day(evidence.fields.get("date", ""), lang)
        or _date(_DATED, f"{letterhead}\n{whole}", lang)
        or _date(_BARE_DATE, letterhead, lang)
        or _date(_BARE_DATE, _SALUTATION.split(whole)[0] if _SALUTATION.search(whole) else "", lang)
    )


def _submitted(head: Sequence[str], letterhead: Sequence[str], lang: str) -> dt.date | None:
    """Return when the questions were submitted: the last date in their heading, else the first that is told so."""
    whole = "\n".join(head)
    for text in filter(_ASKED.match, head):
        days = [day for match in _SUBMITTED[0].finditer(text) if (day := read_day(match[1], lang))]
        if days:
            return days[-1]
    return _date(_SUBMITTED, whole, lang) or _date(_SUBMITTED[:1], "\n".join(letterhead), lang)


def _date(patterns: Sequence[re.Pattern[str]], text: str, lang: str) -> dt.date | None:
    """Return the date in the first pattern that a text has, but none of earlier questions; None if it has none."""
    for pattern in patterns:
        for match in pattern.finditer(text):
            earlier = _EARLIER.search(text[max(0, match.start() - 80) : match.start()])
            if not earlier and (day := read_day(match[1], lang)):
                return day
    return None


def _list_number(texts: Sequence[str]) -> str | None:
    found = next((match for text in texts if (match := _LIST_NUMBER.search(text))), None)
    return (found["number"] or found["number2"]) if found else None


def _numbers(texts: Sequence[str], problems: list[Diagnostic], name: str) -> tuple[str, ...]:
    """Return the question numbers in some texts (`2021Z16860`); one with its year printed twice is reported."""
    found: dict[str, None] = {}
    for text in texts:
        for match in _NUMBER.finditer(text):
            number = f"{match['year']}Z{match['serial']}"
            if match["misprint"]:
                problems.append(
                    diagnostic("number-misprinted", Position(name), Severity.INFO, printed=match[0], read=number)
                )
            found.setdefault(number)
    return tuple(found)


def _publication(texts: Sequence[str], received: dt.date | None) -> str | None:
    """Return the id of the official publication: as printed, or from its number and its year or the day of receipt."""
    for text in texts:
        if match := _PUBLICATION.search(text):
            return match[0].lower().replace("z", "Z")
    numbers = [match["number"] for text in texts if (match := _AH_NUMBER.match(text))]
    if len(numbers) == 1 and received:
        year = _session(received)
        return f"ah-tk-{year}{year + 1}-{int(numbers[0])}" if year else None
    return _aanhangsel(texts) or _paper(texts)


def _paper(texts: Sequence[str]) -> str | None:
    """Return the id of a Kamerstuk that is a list of questions: as its foot prints it, or from its head."""
    whole = "\n".join(texts)
    printed = _PAPER.search(whole)
    head = None if printed else _PAPER_NUMBER.search(whole)
    if not head:
        return printed[0] if printed else None
    dossier = re.sub(r"\s", "", head["dossier"])
    return "-".join(filter(None, ("kst", dossier, head["chapter"], head["number"])))


def _aanhangsel(texts: Sequence[str]) -> str | None:
    """Return the id of an Aanhangsel whose head has the year, and the number below its last line."""
    lines = [line.strip(" #*") for text in texts for line in text.split("\n")]
    year = next((match for line in lines if (match := _AANHANGSEL.search(line))), None)
    below = (after for line, after in itertools.pairwise(filter(None, lines)) if _OVER_NUMBER.search(line))
    number = next((line for line in below if re.fullmatch(r"\d{1,4}", line)), None)
    return f"ah-tk-{year['first']}{year['last']}-{int(number)}" if year and number else None


def _session(day: dt.date) -> int | None:
    """Return the first calendar year of the parliamentary year that a day is in.

    It begins on the third Tuesday of September (Grondwet art. 65). None from that day to the end of the month, when
    publications of the old year still appear.
    """
    if day.month != 9:
        return day.year if day.month > 9 else day.year - 1
    third_tuesday = next(d for d in range(15, 22) if dt.date(day.year, 9, d).weekday() == 1)
    return day.year - 1 if day.day < third_tuesday else None


def _askers(texts: Sequence[str]) -> tuple[Asker, ...]:
    """Return the askers in the text that names most of them with their party, else in the first that names any.

    Where no member asks, a parliamentary group does, or a committee.
    """
    found = [askers.askers(text) for text in texts]
    full = [group for group in found if group and all(asker.party and is_name(asker.name) for asker in group)]
    members = max(full, key=len, default=()) or next((group for group in found if group), ())
    if members and any(is_name(asker.name) for asker in members):
        return members
    others = (
        group for read_group in (askers.groups, askers.committees) for text in texts if (group := read_group(text))
    )
    return next(others, members)


def _title(head: Sequence[str], subject: str) -> str | None:
    """Return what the questions are about, without who asked whom; None if nothing says it."""
    sources = [text for text in head if _ASKED.match(text)]
    sources += [*(text for text in head if _ANSWERED.match(text)), subject]
    for text in sources:
        flat = " ".join(text.split())
        match = _ABOUT.search(_TAIL.sub("", flat))
        if match:
            return _capital(match["subject"].strip(" ."))
    flat = " ".join(subject.split())
    if flat:
        return _capital(flat.strip(" ."))
    flats = [" ".join(text.split()) for text in head]
    told = next((match for pattern in (_TOLD, _PUT) for text in flats if (match := pattern.search(text))), None)
    return _capital(told["subject"].strip(" .")) if told else None


def _capital(text: str) -> str:
    for index, char in enumerate(text):
        if char.isalpha():
            return text[:index] + char.upper() + text[index + 1 :]
    return text
