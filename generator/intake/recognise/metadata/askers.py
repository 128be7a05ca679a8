"""Who asks, as letters print it: members with their party, a parliamentary group, a committee."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from generator.intake.recognise.metadata import offices
from generator.intake.recognise.metadata.person_names import NAME, bare, is_name, tidy
from generator.intake.recognise.recognised_letter import Asker, AskerKind
from generator.netherlands.capitals import CAPITALS

_MEMBERS = re.compile(
    rf"""(?:\b(?:het\s+lid|de\s+leden|leden|lid|[Kk]amerlid|[Kk]amerleden|[Rr]aads(?:lid|leden)|[Ss]taten(?:lid|leden)
         |fractielid|the\s+members?|members?)
       |\b(?:[Vv]ragen\s+(?:\(?[^()\n]{{0,40}}\)?\s*)?(?:van|door)|ingediend\s+door:?|gesteld\s+door:?|[Ii]ndieners?:|[Vv]ragenstellers?:|[Ss]teller:)
        \s+(?:de\s+)?(?:heren|heer|dhr\.|mevrouw|mevr\.|mw\.)
       |\b(?:[Ii]ndieners?|[Vv]ragenstellers?|[Ss]teller(?:\s+vragen)?|[Ii]ngediend\s+door|[Gg]esteld\s+door)\s*:)
      \s+(?!(?:der|van\s+de|van\s+het)\s+(?:Kamer|(?:Tweede|Eerste)\s|Staten|Gemeenteraad|Provinciale|commissie|fractie))
      (?=[{CAPITALS}’'´(]|(?:van|de|der|den|el|ten|ter|het)\s|(?:mevrouw|mw|dhr|drs?|mr|ir)\b)
    """,
    re.VERBOSE,
)
_ONLY_NAMES = re.compile(
    rf"^(?:[Mm]ondelinge\s+|[Ss]chriftelijke\s+|[Nn]adere\s+)?[Vv]ragen\s+van\s+(?=[{CAPITALS}][^()\n]{{1,60}}\([^()]{{1,40}}\)\s*(?:,|en\s|aan\s|over\s))",
    re.MULTILINE,
)
"""A heading that names members without saying that they are: `Vragen van Jansen (XYZ) aan …`."""
_GROUP_OF_MEMBERS = re.compile(r"van\s+(?:de|het)\s+(?:\S+\s+){0,3}?\S*fracties?\b", re.IGNORECASE)
"""A parliamentary group asks, as in a consultation in writing: `de leden van de XYZ-fractie`."""
_GROUP = re.compile(r"\s*(?:,|\ben\b|\band\b|&)*\s*(?P<names>[^()]{2,120}?)\s*\(\s*(?P<party>[^()]{1,80}?)\s*\)")
_BETWEEN = re.compile(r"\s*,\s*(?:en\s+|and\s+)?|\s+(?:en|and|&)\s+")
_ALL = re.compile(r"^(?:beiden?|allen?|alle\s+\w+|both|all)\s*:?\s*", re.IGNORECASE)
_UNPARTIED = re.compile(rf"(?P<names>{NAME}(?:(?:,\s*|\s+en\s+)(?:het\s+lid\s+)?{NAME})*)")
_PARTY_BEHIND_COMMA = re.compile(
    rf"(?P<name>{NAME}),\s+(?:fractie\s+)?(?P<party>(?=[\w-]*[A-Z\d][\w-]*[A-Z\d])[A-Za-z\d-]{{2,20}}(?:[ \t]+[{CAPITALS}][\w-]+){{0,2}})[ \t]*(?:$|\n)"
)
"""A member whose party is behind a comma, where the line ends: `A. Jansen, VVD`."""
_OUTSIDE = re.compile(r"\b(?:aan|over|op|inzake|betreffende|minister|staatssecretaris|to|on|about)\b|\d", re.IGNORECASE)
_GIVEN_IN_BRACKETS = re.compile(rf"(?<=\.)\s*\(([{CAPITALS}][\w-]+)\)\s+(?=[{CAPITALS}a-z])")
"""`A.P. (Arno) Visser`, where no party is in the brackets."""

_FRACTION = re.compile(
    rf"""[Vv]ragen\s+(?:[^\n.]{{0,60}}?\s)?(?:van|door)\s+de\s+(?:
         fracties?\s+(?:van\s+)?(?:de\s+|het\s+)?(?P<of>[{CAPITALS}\d][\w-]*(?:\s+[{CAPITALS}][\w-]*)*)
       | (?P<named>[{CAPITALS}\d][\w-]*?)-?\s?fractie)\b
     | \bvragen\s+fractie\s+(?P<short>[{CAPITALS}\d][\w-]*(?:\s+[{CAPITALS}][\w-]*)*)(?=\s+(?:over|inzake|aan|m\.?b\.?t)\b|\s*[,.(]|$)
     | \b(?:stel(?:de|t)|heeft|diende)\s+(?:[Uu]w\s+|de\s+)(?:
         fractie\s+(?:van\s+)?(?:de\s+|het\s+)?(?P<asking>[{CAPITALS}\d][\w-]*(?:\s+[{CAPITALS}][\w-]*)*)
       | (?P<asks>[{CAPITALS}\d][\w-]*?)-?\s?fractie)\b(?=[^.?]{{0,160}}?\bvragen\b)""",
    re.VERBOSE | re.MULTILINE,
)
_COMMITTEE = re.compile(
    r"\b(?P<name>(?:(?:[Vv]aste|[Aa]lgemene|[Tt]ijdelijke|[Bb]ijzondere|[Pp]arlementaire)\s+)?(?:[Kk]amer)?[Cc]ommissie\s+(?:voor|van|inzake)\s+(?:de\s+)?)"
)
_ASKS = re.compile(r"\bvragen\b", re.IGNORECASE)


def askers(text: str) -> tuple[Asker, ...]:
    """Return the members after `het lid` or `de leden`: `Jansen, De Vries (beiden XYZ) en Smit (ABC)`.

    Where no name has a name's shape, what is printed there is returned as it is, for a report.
    """
    doubtful: tuple[Asker, ...] = ()
    for start in itertools.chain(_MEMBERS.finditer(text), _ONLY_NAMES.finditer(text)):
        if _GROUP_OF_MEMBERS.match(text, start.end()):
            continue
        found = tuple(dict.fromkeys(_members(text, start.end())))
        if found and all(is_name(asker.name) for asker in found):
            return found
        doubtful = doubtful or found
    return doubtful


def _members(text: str, at: int) -> Iterator[Asker]:
    """Yield the members in the groups that begin at an offset, each with the party behind them."""
    text = _GIVEN_IN_BRACKETS.sub(r" \1 ", text[at:])
    at, any_group = 0, False
    while (group := _GROUP.match(text, at)) and not _OUTSIDE.search(group["names"]):
        party = _ALL.sub("", " ".join(group["party"].split()))
        yield from (Asker(_printed(part), party) for part in _split(group["names"]))
        at, any_group = group.end(), True
    plain = None if any_group else _UNPARTIED.match(text)
    behind_comma = _PARTY_BEHIND_COMMA.match(text) if plain else None
    if behind_comma:
        yield Asker(_printed(behind_comma["name"]), behind_comma["party"])
    elif plain:
        yield from (Asker(_printed(part)) for part in _split(plain["names"]))


def _split(names: str) -> list[str]:
    parts = (
        re.sub(r"^(?:het\s+|de\s+)?(?:(?:raads|staten|kamer)?(?:lid|leden)|heer|mevrouw)\s+", "", part.strip())
        for part in _BETWEEN.split(names)
    )
    return [part for part in parts if part]


def _printed(name: str) -> str:
    return tidy(bare(name))


def groups(text: str) -> tuple[Asker, ...]:
    """Return the parliamentary groups whose questions a heading announces: `Vragen van de XYZ-fractie`."""
    found = _FRACTION.search(text)
    return (Asker("", next(filter(None, found.groups()))),) if found else ()


def committees(text: str) -> tuple[Asker, ...]:
    """Return the committee that asks, in a sentence about questions: `de vaste commissie voor Financiën`."""
    for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z])", text):
        for match in _COMMITTEE.finditer(sentence):
            end = offices.portfolio_end(sentence, match.end())
            if end and _ASKS.search(sentence):
                name = " ".join(sentence[match.start() : end].split())
                return (Asker(name[0].lower() + name[1:].replace("Commissie", "commissie"), kind=AskerKind.COMMITTEE),)
    return ()
