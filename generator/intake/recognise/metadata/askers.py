"""Who asks, as letters print it: members with their party, a parliamentary group, a committee."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from generator.intake.recognise.metadata import offices
from generator.intake.recognise.metadata.person_names import NAME, bare, is_name, tidy
from generator.intake.recognise.recognised_letter import Asker, AskerKind
from generator.netherlands.capitals import CAPITALS

_MEMBERS = re.compile(
    rf"""(?:\b(?:het\s+lid|de\s+leden|leden|lid|[Kk]amerlid|[Kk]amerleden|(?:[Gg]emeente|[Bb]urger|[Dd]uo)?[Rr]aads(?:lid|leden)|[Ss]taten(?:lid|leden)
         |(?:[Bb]estuurs|[Cc]ommissie|[Bb]urger|[Ff]ractie)(?:lid|leden)|the\s+members?|members?)
       |\b(?:(?:[Ss]taten|[Rr]aads|[Kk]amer)?[Vv]ragen\s+(?:\(?[^()\n]{{0,40}}\)?\s*)?(?:van|door)|ingediend\s+door:?|gesteld\s+door:?|[Ii]ndieners?:|[Vv]ragenstellers?:|[Ss]teller:)
        \s+(?:de\s+)?(?:heren|heer|dhr\.|mevrouw|mevr\.|mw\.)
       |\b(?:heeft|hebben|stelden?|dienden?)\s+(?:de\s+)?(?:heren|heer|dhr\.|mevrouw|mevr\.|mw\.)(?=[^?!\n]{{0,200}}\bvragen\b)
       |\b(?:[Ii]ndieners?|[Vv]ragenstellers?|[Ss]teller(?:\s+vragen)?|[Ii]ngediend\s+door|[Gg]esteld\s+door|[Vv]ragen\s+(?:van|door))\s*:(?:\s+(?:de\s+)?(?:heren|heer|dhr\.|mevrouw|mevr\.|mw\.))?)
      \s+(?!(?:der|van\s+de|van\s+het)\s+(?:Kamer|(?:Tweede|Eerste)\s|Staten|Gemeenteraad|Provinciale|commissie|fractie))
      (?=[{CAPITALS}’'´(]|(?:van|de|der|den|el|ten|ter|het)\s|(?:mevrouw|mw|dhr|drs?|mr|ir)\b)
    """,
    re.VERBOSE,
)
_ONLY_NAMES = re.compile(
    rf"^(?:[Mm]ondelinge\s+|[Ss]chriftelijke\s+|[Nn]adere\s+)?[Vv]ragen\s+(?:(?:ex|conform|volgens|op\s+grond\s+van)\s+art[^\n()]{{1,60}}?\s)?van\s+(?=[{CAPITALS}][^()\n]{{1,60}}\([^()]{{1,40}}\)\s*(?:,|en\s|aan\s|over\s))",
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
_OF_GROUP = re.compile(
    rf"""(?P<name>[^\n,()]{{2,60}}?),?\s+(?:van|namens)\s+(?:de\s+|het\s+)?
         (?: fractie\s+(?:van\s+)?(?:de\s+|het\s+)?(?P<of>Partij\s+v(?:oor|an)\s+de\s+[{CAPITALS}]\w+|[{CAPITALS}\d][\w’'/&.+-]*\w(?:\s+[{CAPITALS}][\w-]+){{0,3}})
           | (?P<named>[{CAPITALS}\d][\w/&-]*?)-?\s?fractie\b
           | (?P<party>Partij\s+v(?:oor|an)\s+de\s+[{CAPITALS}]\w+|(?=[\w-]*[A-Z\d][\w-]*[A-Z\d])[A-Z\d][\w-]{{1,20}}))(?![\w-])""",
    re.VERBOSE,
)
"""A member whose group is told in words: `A. Jansen van de fractie Bomen`, `namens de XYZ-fractie`, `van XYZ`."""
_OUTSIDE = re.compile(r"\b(?:aan|over|op|inzake|betreffende|minister|staatssecretaris|to|on|about)\b|\d", re.IGNORECASE)
_GIVEN_IN_BRACKETS = re.compile(rf"(?<=\.)\s*\(([{CAPITALS}][\w-]+)\)\s+(?=[{CAPITALS}a-z])")
"""`A.P. (Arno) Visser`, where no party is in the brackets."""

_AND_OF = re.compile(r"\b(?:en|and)\s+(?:van|by|from)\s+$")
_ABOUT = re.compile(r"\b(?:over|inzake|betreffende|omtrent|about|regarding)\b|[.?!]\s+[A-Z]")
"""What is before other members than those who ask: the subject, or the end of the sentence."""
_SENT_IN = re.compile(r"\b(?:ingezonden|ingediend|kenmerk|nummer)\b[^?!]{0,60}\d|\d{4}Z\d{5}")
"""When the questions of the members before were sent in: what follows are members who sent in others."""
_SALUTED = re.compile(
    rf"^Geachte\s+(?:heer|mevrouw|mevr\.|mw\.|dhr\.)\s+(?:(?:drs|dr|mr|ir|ing|prof)\.?\s+)*(?P<name>{NAME})\s*[,:]?$",
    re.MULTILINE,
)
_YOU_ASKED = re.compile(
    r"\b(?:stelde|heeft|hebt|diende|legde|vroeg)\s+u\b[^.?]{0,200}\bvragen\b|\bu\s+(?:heeft|hebt|stelde|stelt)\b[^.?]{0,200}\bvragen\b|\b[Uu]w\s+(?:\w+\s+){0,2}vragen\b"
)
_ADDRESSEE = re.compile(
    rf"(?:^(?:Aan:?\s+)?|\b[Hh]eer\s+|\b[Mm]evrouw\s+|\b(?:[Mm]evr|[Mm]w|[Dd]hr)\.\s+)(?:(?:drs|dr|mr|ir|ing|prof)\.?\s+)*(?P<printed>{NAME})",
    re.MULTILINE,
)
_PARTY_NAME = rf"(?P<party>Partij\s+v(?:oor|an)\s+de\s+[{CAPITALS}]\w+|[{CAPITALS}\d][\w’'/&.+-]*(?:[ \t][{CAPITALS}\d][\w-]*){{0,3}})"
_OF_PARTY = (
    re.compile(
        rf"\b(?:[Ff]ractie|[Ss]tatenlid|[Rr]aadslid|[Aa]lgemeen\s+bestuurslid|lid)\s+(?:van\s+)?(?:de\s+|het\s+)?(?!van\b){_PARTY_NAME}(?=\s*[,.)]?(?:$|\s(?:t\.?\s?a\.?\s?v|de\s+heer|mevrouw|mw|dhr)\b))",
        re.MULTILINE,
    ),
    re.compile(rf"\bnamens\s+(?:de\s+)?fractie\s+(?:van\s+)?(?:de\s+|het\s+)?{_PARTY_NAME}"),
    re.compile(rf"\bnamens\s+(?:de\s+)?(?P<party>[{CAPITALS}\d][\w]*)-?fractie\b"),
)
"""The group of a member to whom a body writes, in an address line or in the sentence about the questions."""
_YOUR_COMMITTEE = re.compile(r"\buw\s+commissie\b[^.?]{0,200}\bvragen\b|\bvragen\b[^.?]{0,200}\buw\s+commissie\b")

_FRACTION = re.compile(
    rf"""[Vv]ragen\s+(?:[^\n.]{{0,60}}?\s)?(?:van|door)\s+de\s+(?:
         fracties?\s+(?:van\s+)?(?:de\s+|het\s+)?(?P<of>[{CAPITALS}\d][\w/&-]*(?:\s+[{CAPITALS}][\w-]*)*)
       | (?P<named>[{CAPITALS}\d][\w/&-]*?)-?\s?fractie)\b
     | \bvragen\s+fractie\s+(?P<short>[{CAPITALS}\d][\w/&-]*(?:\s+[{CAPITALS}][\w-]*)*)(?=\s+(?:over|inzake|aan|m\.?b\.?t)\b|\s*[,.(]|$)
     | \b(?:stel(?:de|t)|heeft|diende)\s+(?:[Uu]w\s+|de\s+)(?:
         fractie\s+(?:van\s+)?(?:de\s+|het\s+)?(?P<asking>[{CAPITALS}\d][\w/&-]*(?:\s+[{CAPITALS}][\w-]*)*)
       | (?P<asks>[{CAPITALS}\d][\w/&-]*?)-?\s?fractie)\b(?=[^.?]{{0,160}}?\bvragen\b)""",
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
            return tuple(dict.fromkeys((*found, *_others(text, start.end()))))
        doubtful = doubtful or found
    return doubtful


def _others(text: str, after: int) -> Iterator[Asker]:
    """Yield the members of further questions that one sentence names: `…, en van het lid Smit (ABC), ingezonden …`."""
    for start in _MEMBERS.finditer(text, after):
        between = text[after : start.start()]
        if not _AND_OF.search(between) or (_ABOUT.search(between) and not _SENT_IN.search(between)):
            return
        found = tuple(_members(text, start.end()))
        if not all(asker.party and is_name(asker.name) for asker in found):
            return
        yield from found
        after = start.end()


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
    in_words = _OF_GROUP.match(text) if plain else None
    if in_words and is_name(_printed(in_words["name"])):
        party = next(filter(None, in_words.group("of", "named", "party")))
        yield Asker(_printed(in_words["name"]), " ".join(party.split()))
    elif behind_comma:
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
                return (_committee(sentence[match.start() : end]),)
    return ()


def addressees(head: Sequence[str], letterhead: Sequence[str]) -> tuple[Asker, ...]:
    """Return the member or committee that asked and is written to: `Geachte heer Smit, … stelde u vragen`.

    The initials are in the address, the group there or in the sentence about the questions.
    """
    whole, above = "\n".join(head), "\n".join(letterhead)
    lines = above.split("\n")
    saluted = _SALUTED.search(whole)
    if saluted and _YOU_ASKED.search(whole):
        names = (bare(match["printed"]) for line in lines for match in _ADDRESSEE.finditer(line))
        surname = saluted["name"].rpartition(" ")[2]
        full = next((name for name in names if name.endswith(surname) and is_name(name)), saluted["name"])
        party = next(
            (found["party"] for pattern in _OF_PARTY for text in (above, whole) if (found := pattern.search(text))),
            None,
        )
        return (Asker(tidy(full), party),)
    named = next((match for line in lines if (match := _COMMITTEE.search(line))), None)
    if named and _YOUR_COMMITTEE.search(whole):
        end = offices.portfolio_end(named.string, named.end())
        return (_committee(named.string[named.start() : end]),) if end else ()
    return ()


def _committee(printed: str) -> Asker:
    name = " ".join(printed.split())
    return Asker(name[0].lower() + name[1:].replace("Commissie", "commissie"), kind=AskerKind.COMMITTEE)
