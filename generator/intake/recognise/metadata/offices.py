"""Offices as letters name them: `de Ministers van Buitenlandse Zaken en van Asiel en Migratie` is two.

The table of portfolios lets glued words, misprints and capitals still give one office one name; an unknown portfolio is
taken as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.core.language import slug
from generator.netherlands.capitals import CAPITALS
from generator.netherlands.portfolios import ABBREVIATIONS, PORTFOLIOS, RANKS, Rank

_KNOWN = {re.sub(r"-", "", slug(name)): (word, name) for word, names in reversed(PORTFOLIOS.items()) for name in names}

_RANK = rf"(?:{'|'.join(rank.written for rank in RANKS)})"
_CAP = rf"(?!{_RANK}\b)[{CAPITALS}][\w'’&]*(?:-[\w'’]+)*-?"
_CAPS = rf"{_CAP}(?:\s+[-–—]\s+{_CAP}|\s+{_CAP})*"
_PORTFOLIO = re.compile(rf"{_CAPS}(?:(?:,\s*{_CAPS})*,?\s+(?:en|and)\s*{_CAPS})*")
"""Words with a capital: `Landbouw, Natuur en Voedselkwaliteit`; what has commas has an `en` too."""
_AFTER = r"(?:over|inzake|betreffende|omtrent|naar|met|mede|bij|namens|heeft|wordt|zijn|zijne|hun|haar|mijn)"
_NOUN = rf"(?!{_AFTER}\b)[a-z]{{4,}}"
_SMALL = re.compile(
    rf"""(?:\s+{_NOUN})?(?:,\s*{_NOUN}(?:\s+{_NOUN})?)*       # Openbaar vervoer, Landbouw, groene groei
        ,?\s+en\s+{_NOUN}(?:\s+{_NOUN})?                     # en milieu
        (?=\s*(?:[,;:.()]|$)|\s+(?:{_AFTER}|op|en)\b)
    """,
    re.VERBOSE,
)
"""What follows the capital of an unknown portfolio in small letters, up to where the office must end."""


def _written(names: Iterable[str]) -> str:
    """Return a pattern for names, longest first, in which spaces may be lost."""
    return "|".join(re.escape(name).replace(r"\ ", r"\s*") for name in sorted(names, key=len, reverse=True))


_KNOWN_WRITTEN = re.compile(
    rf"(?:{_written(name for _, name in _KNOWN.values())})(?!-?\w)|(?:{_written(ABBREVIATIONS)})(?![\w&-])",
    re.IGNORECASE,
)
"""A portfolio of the table in any case, also with its spaces lost."""
_RANKS = re.compile(rf"{_RANK}(?:(?:\s*,|,?\s+(?:en|and))\s+(?:de\s+|het\s+|the\s+)?{_RANK})*")
"""Ranks that share a portfolio: `de Minister en de Staatssecretaris` (van Financiën)."""
_WORD = re.compile(r"\s*(?P<word>van|voor|of|for)\s*(?:het\s+Ministerie\s+van\s+)?")
_MORE = re.compile(r"\s*(?:,|,?\s*en|,?\s*and)\s*(?:de\s+|het\s+)?(?P<word>van|voor|of|for)\s+")
_BETWEEN = re.compile(r",\s*(?:en\s+)?|\s+en\s+")
RANK = re.compile(_RANK)


def name(rank: str, portfolio: str | None, word: str | None = None) -> str:
    """Return the one name of an office: `minister van Defensie`; the first letter is small, as in running text."""
    low = re.sub(r"\s+", " ", rank.strip()).lower()
    of_table = _rank(low)
    low = of_table.name if of_table else low
    if not portfolio or (of_table and of_table.alone):
        return low
    printed = _DASH.sub(_WITHIN, re.sub(r"\s+", " ", portfolio).strip(" ,-–—"), count=1)
    printed = _within_ministry(printed) or printed
    known = _known(printed)
    if known and (
        word is None or known[0] == word or low == "staatssecretaris" or printed not in PORTFOLIOS.get(word, ())
    ):
        printed = known[1]
        word = word or known[0]
    return f"{low} {word or 'van'} {printed}"


def _known(portfolio: str) -> tuple[str, str] | None:
    """Return the word and name of a portfolio of the table, by its name in any spelling or its abbreviation."""
    written = ABBREVIATIONS.get(" ".join(portfolio.split()), portfolio)
    return _KNOWN.get(slug(written).replace("-", ""))


_WITHIN = " - "
"""Between a ministry and the part of it that a state secretary has: `Infrastructuur en Waterstaat - Openbaar Vervoer en Milieu`."""
_DASH = re.compile(r"\s[-–—]\s")
"""How it is printed."""


def _within_ministry(portfolio: str) -> str | None:
    """Return a part of a ministry behind that ministry, each by its one name; None if one of them is not in the table."""
    ministry, between, part = portfolio.partition(_WITHIN)
    whole, own = _known(ministry), _known(part)
    return f"{whole[1]}{_WITHIN}{own[1]}" if between and whole and own else None


def is_portfolio(text: str) -> bool:
    """Whether a text is a portfolio of the table and nothing else: the rest of an office, on a line of its own."""
    return _known(text) is not None


def is_known(office: str) -> bool:
    """Whether an office, by its one name, has a portfolio of the table."""
    held, between, part = office.partition(_WITHIN)
    if between:
        return is_known(held) and is_portfolio(part)
    return any(office.endswith(f" {word} {name}") for word in ("van", "voor") for _, name in _KNOWN.values())


def _rank(written: str) -> Rank | None:
    return next((rank for rank in RANKS if re.fullmatch(rank.written, written)), None)


def portfolio_end(text: str, at: int) -> int | None:
    """Return the end of the portfolio at an offset; None where there is none."""
    ends = [match.end() for pattern in (_PORTFOLIO, _KNOWN_WRITTEN) if (match := pattern.match(text, at))]
    end = max(ends, default=None)
    if end is None or all(map(_known, _portfolios(text[at:end]))):
        return end
    small = _SMALL.match(text, end)
    return small.end() if small else end


def _portfolios(portfolio: str) -> list[str]:
    """Return the portfolios in a list of nothing but known ones: `Buitenlandse Zaken en Defensie`; else it alone."""
    if _known(portfolio):
        return [portfolio]
    for between in _BETWEEN.finditer(portfolio):
        first = portfolio[: between.start()]
        rest = _portfolios(portfolio[between.end() :])
        if _known(first) and all(map(_known, rest)):
            return [first, *rest]
    return [portfolio]


def find(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the offices that a text names, with their span: `(name, start, end)`."""
    found: list[tuple[str, int, int]] = []
    end = 0
    for match in _RANKS.finditer(text):
        if match.start() < end:
            continue
        for group in _group(text, match):
            found.extend(group)
            end = group[-1][2]
    return tuple(found)


def _group(text: str, ranks: re.Match[str]) -> Iterator[list[tuple[str, int, int]]]:
    """Yield the offices of ranks with one portfolio, then those of each further portfolio of the last rank."""
    written = RANK.findall(ranks[0])
    alone = [rank for rank in written if (of_table := _rank(rank)) and of_table.alone]
    word = _WORD.match(text, ranks.end())
    at = word.end() if word else ranks.end() + len(text[ranks.end() :]) - len(text[ranks.end() :].lstrip())
    end = portfolio_end(text, at) if word or at > ranks.end() else None
    if end is None or not (word or _known(text[at:end])):
        if alone:
            last = list(RANK.finditer(ranks[0]))[len(alone) - 1]
            yield [(name(rank, None), ranks.start(), ranks.start() + last.end()) for rank in alone]
        return
    shared = word["word"] if word else None
    portfolios = _portfolios(text[at:end])
    yield [(name(rank, one, shared), ranks.start(), end) for rank in written for one in portfolios]
    while (more := _MORE.match(text, end)) and (after := portfolio_end(text, more.end())):
        start, end = more.start(), after
        yield [(name(written[-1], one, more["word"]), start, end) for one in _portfolios(text[more.end() : end])]


def names(text: str) -> tuple[str, ...]:
    """Return the names of the offices in a text, each once, in order."""
    return tuple(dict.fromkeys(office for office, _, _ in find(text)))


_CAPITALS = re.compile(
    r"(?P<rank>MINISTER-?\s?PRESIDENT|MINISTER|STAATSSECRETARIS)(?:\s+(?P<word>VAN|VOOR)\s+(?P<portfolio>[^a-z]{4,80}))?"
)


def sole_office(text: str) -> str | None:
    """Return the office that a line has and nothing else; None for any other line."""
    found = sole_offices(text)
    return found[0] if len(found) == 1 else None


_BETWEEN_OFFICES = re.compile(r"\s*(?:,|,?\s+en|,?\s+and)?\s*(?:de\s+|the\s+)?")


def sole_offices(text: str) -> tuple[str, ...]:
    """Return the offices on a line that has nothing else: `De minister en de staatssecretaris van Financiën,`."""
    line = _ARTICLE.sub("", text.strip().rstrip(",").strip())
    capitals = _CAPITALS.fullmatch(line)
    if capitals:
        return (name(capitals["rank"], capitals["portfolio"], (capitals["word"] or "").lower() or None),)
    end = 0
    found: list[str] = []
    for office, start, stop in find(line):
        if start >= end and not _BETWEEN_OFFICES.fullmatch(line[end:start]):
            return ()
        found.append(office)
        end = stop
    return tuple(found) if end >= len(line) - 1 else ()


_ARTICLE = re.compile(r"^(?:de\s+|het\s+|the\s+)?(?:(?:demissionair|waarnemend|plaatsvervangend)\s+)?", re.IGNORECASE)
