"""The outcome of a comparison as a proof: differences that an editor declared are departures, all others count."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core import proof as values
from generator.core.diagnostics import Position
from generator.core.proof import Departure, Proof, State
from generator.verify.report import Difference, Report


def proof(report: Report, sha256: str) -> Proof:
    """Return the outcome for a letter that was compared."""
    state = State.DIFFERS if report.differences else State.DECLARED if report.departures else State.EQUAL
    told = tuple(map(_told, report.differences))
    return Proof(report.letter, state, told, report.departures, words=report.words, sha256=sha256)


def declared(
    differences: Iterable[Difference], departures: tuple[Departure, ...]
) -> tuple[tuple[Difference, ...], tuple[Departure, ...]]:
    """Return the differences that no departure declares, and the departures that were met.

    A departure that is not in the letter, or no longer one, is a difference too: what the page says must be so.
    """
    left, met = list(differences), []
    for departure in departures:
        found = [one for one in left if _declares(departure, one)]
        if found and _reads_as_declared(departure, found):
            met.append(departure)
            left = [one for one in left if one not in found]
    unmet = (_unmet(departure) for departure in departures if departure not in met)
    return (*left, *unmet), tuple(met)


def _declares(departure: Departure, one: Difference) -> bool:
    """Whether a difference is no more than what a departure of its file declares, at its place."""
    if departure.position.path != one.path:
        return False
    source, shown = _bare(one)
    readings = source in _folded(departure.source) and shown in _folded(departure.shown)
    around = _close(f"{one.before} {one.content} {one.after}".replace(_VISIBLE_BORDER, " "))
    return readings and (_close(departure.place) in around or _near(departure, one))


def _near(departure: Departure, one: Difference) -> bool:
    """Whether the place of a departure holds the difference with some of the words around it."""
    place = _folded(departure.place)
    before, after = _folded(one.before).split()[-1:], _folded(one.after).split()[:1]
    return " ".join((*before, *_folded(one.content).split(), *after)) in place


def _reads_as_declared(departure: Departure, found: Iterable[Difference]) -> bool:
    """Whether the text as shown, with the source's reading of each difference, is what the departure says the source has."""
    made, at, wanted = _folded(departure.shown), 0, _close(departure.source)
    for source, shown in map(_bare, found):
        places = [place for place in range(at, len(made) + 1) if made.startswith(shown, place)]
        fits = (place for place in places if wanted.startswith(_close(made[:place] + source)))
        place = next(fits, None)
        if place is None:
            return False
        made = made[:place] + source + made[place + len(shown) :]
        at = place + len(source)
    return _close(made) == wanted


def _bare(one: Difference) -> tuple[str, str]:
    """Return two readings without the signs at their ends that both have: `tets.` and `test.` differ in a word only."""
    source, shown = _apart(_folded(one.source), _folded(one.content))
    last = _folded(one.before).rpartition(" ")[2]
    if _begins_in(source, last, shown):  # `stond men` for `stonden er`: the word before is in one of the readings only
        shown = f"{last} {shown}"
    elif _begins_in(shown, last, source):
        source = f"{last} {source}"
    while source and shown and source[-1] == shown[-1] and not source[-1].isalnum():
        source, shown = source[:-1], shown[:-1]
    while source and shown and source[0] == shown[0] and not source[0].isalnum():
        source, shown = source[1:], shown[1:]
    return source, shown


def _apart(source: str, shown: str) -> tuple[str, str]:
    """Return two readings without the words at their ends that both have; one that differs in its borders stays whole."""
    theirs, ours = (reading.replace(_VISIBLE_BORDER, " ").split() for reading in (source, shown))
    if theirs == ours:
        return source, shown
    while theirs and ours and theirs[-1] == ours[-1]:
        theirs, ours = theirs[:-1], ours[:-1]
    while theirs and ours and theirs[0] == ours[0]:
        theirs, ours = theirs[1:], ours[1:]
    return " ".join(theirs), " ".join(ours)


_VISIBLE_BORDER = "¶"
"""The end of a paragraph, as a reading shows it."""


def _begins_in(reading: str, word: str, other: str) -> bool:
    """Whether a reading begins with more than a word that the other reading has before it."""
    return bool(word) and reading.startswith(word) and reading[len(word) :][:1].isalnum() and not other.startswith(word)


def _close(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def _folded(text: str) -> str:
    return " ".join(text.split())


def _told(one: Difference) -> values.Difference:
    where = Position(one.path, one.line)
    return values.Difference(one.kind, where, one.source, one.content, one.before, one.after, one.source_line, one.page)


def _unmet(one: Departure) -> Difference:
    at = one.position
    return Difference("departure-unmet", at.path, at.line, one.source, one.shown, one.place, "")
