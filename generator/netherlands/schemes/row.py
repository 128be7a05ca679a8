"""What a row of the table says of its scheme: data and small functions over a match. No scheme is known here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from generator.core.languages import DEFAULT, Language

Match = re.Match[str]


FORM = int(re.VERBOSE | re.ASCII)
"""The flags of ids."""
ADDRESS = int(re.IGNORECASE)
"""The flags of web addresses."""
TEXT = int(re.VERBOSE)
"""The flags of ways of citing. Flags are plain numbers: those of `re` are slow keys."""


@cache
def compiled(pattern: str, flags: int) -> re.Pattern[str]:
    """Compile a row's pattern when it is first used, so that loading the table costs next to nothing."""
    return re.compile(pattern, flags)


def in_language(names: Mapping[str, str], language: Language) -> str:
    """Return the name in a language; the official Dutch one where the row has no other."""
    return names.get(language.code) or names[DEFAULT]


def _its_id(match: Match) -> str:
    return match["id"]


def _always(_match: Match, _own: Collection[str] = ()) -> bool:
    return True


def _no_one(_match: Match) -> str:
    return ""


def _no_parts(_match: Match) -> Iterable[tuple[str, str]]:
    return ()


def _no_names(_match: Match) -> Iterable[str]:
    return ()


def _no_day(_match: Match, _on: dt.date | None) -> dt.date | None:
    return None


def _nothing(_text: str, _match: Match) -> Iterator[tuple[tuple[int, int], str]]:
    return iter(())


@dataclass(frozen=True, slots=True)
class WebAddress:
    """Web addresses that mean a document of the scheme."""

    pattern: str
    """Of all that follows `https://` and `www.`, percent signs decoded; not verbose, and without regard to case."""
    id: Callable[[Match], str] = _its_id
    """The id that a match means; by default the group `id`. It may prove to be malformed."""


@dataclass(frozen=True, slots=True)
class Citing:
    """One way in which running text cites a document of the scheme."""

    pattern: str
    """Verbose. White space in the text is a single space or line break."""
    id: Callable[[Match], str | None] = _its_id
    """The id that a match means; None where the words do not say all of it."""
    accepts: Callable[[Match, Collection[str]], bool] = _always
    """Whether a match is a citation at all, given the letter's own question numbers."""
    further: Callable[[str, Match], Iterator[tuple[tuple[int, int], str]]] = _nothing
    """What the words after a match cite too (`nrs. 5 en 8`), as (span, id)."""
    turn: int = 0
    """Where two ways match the same words, the lower turn has them, and in one turn the row that comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A scheme of references: how its documents are named, labelled, found and cited."""

    name: str
    """Before the colon of a destination: `kst` in `kst:30821-124`."""
    example: str
    """A well-formed id."""
    form: str
    """The pattern of an id, verbose and ASCII. The group `document` is the id of the whole document."""
    label: Callable[[Match, Language], str]
    """The document's name, from a match of the form."""
    official: Callable[[Match, dt.date | None], str]
    """Its official address; of a document that changes, as it was on a day."""
    case: Callable[[str], str] = str
    """Brings an id to the case that the scheme is written in."""
    accepts: Callable[[Match], bool] = _always
    """Whether an id of the right form can exist."""
    parts: Callable[[Match], Iterable[tuple[str, str]]] = _no_parts
    """What of the document is cited, as (kind, number); kinds are keys of `DocumentWords.parts`."""
    day: Callable[[Match, dt.date | None], dt.date | None] = _no_day
    """The day that a document which changes is read at, given the letter's; None for other documents."""
    names: Callable[[Match], Iterable[str]] = _no_names
    """What the document is called besides its label: abbreviations, and its number where the label is a name."""
    segment: Callable[[Match], str] | None = None
    """What the URL segment of the document's page is made of, where that is not the scheme and the id."""
    article: Callable[[str, str, str], str] | None = None
    """For schemes of laws: the id of a law, or of an article and paragraph of it, from their numbers."""
    institution: Callable[[Match], str] = _no_one
    """The body that issues its documents, by its own name; empty where no one body does."""
    addresses: tuple[WebAddress, ...] = ()
    citings: tuple[Citing, ...] = ()
