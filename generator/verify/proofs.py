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
    met: list[Departure] = []
    left: list[Difference] = []
    for one in differences:
        found = [departure for departure in departures if _declares(departure, one)]
        met += found
        if not found:
            left.append(one)
    left += [_unmet(departure) for departure in departures if departure not in met]
    return tuple(left), tuple(departure for departure in departures if departure in met)


def _declares(departure: Departure, one: Difference) -> bool:
    """Whether a difference is no more than what a departure of its file declares, at its place."""
    if departure.position.path != one.path:
        return False
    source, shown = _bare(_folded(one.source), _folded(one.content))
    readings = source in _folded(departure.source) and shown in _folded(departure.shown)
    around = _folded(f"{one.before} {one.content} {one.after}")
    return readings and (_folded(departure.place) in around or _near(departure, one))


def _near(departure: Departure, one: Difference) -> bool:
    """Whether the place of a departure holds the difference with some of the words around it."""
    place = _folded(departure.place)
    before, after = _folded(one.before).split()[-1:], _folded(one.after).split()[:1]
    return " ".join((*before, *_folded(one.content).split(), *after)) in place


def _bare(source: str, shown: str) -> tuple[str, str]:
    """Return two readings without the signs at their ends that both have: `tets.` and `test.` differ in a word only."""
    while source and shown and source[-1] == shown[-1] and not source[-1].isalnum():
        source, shown = source[:-1], shown[:-1]
    while source and shown and source[0] == shown[0] and not source[0].isalnum():
        source, shown = source[1:], shown[1:]
    return source, shown


def _folded(text: str) -> str:
    return " ".join(text.split())


def _told(one: Difference) -> values.Difference:
    where = Position(one.path, one.line)
    return values.Difference(one.kind, where, one.source, one.content, one.before, one.after, one.source_line, one.page)


def _unmet(one: Departure) -> Difference:
    at = one.position
    return Difference("departure-unmet", at.path, at.line, one.source, one.shown, one.place, "")
