"""The outcome of a comparison as a proof: differences that an editor declared are departures, all others count."""

from __future__ import annotations

from generator.core import proof as values
from generator.core.diagnostics import Position
from generator.core.proof import Departure, Proof, State
from generator.verify.report import Difference, Report


def proof(report: Report, departures: tuple[Departure, ...], sha256: str) -> Proof:
    """Return the outcome for a letter that was compared.

    A departure that is not in the letter, or no longer one, is a difference too: what the page says must be so.
    """
    met: list[Departure] = []
    left: list[values.Difference] = []
    for one in report.differences:
        declared = [departure for departure in departures if _declares(departure, one)]
        if declared:
            met += declared
        else:
            left.append(_told(one))
    left += [_unmet(departure) for departure in departures if departure not in met]
    state = State.DIFFERS if left else State.DECLARED if met else State.EQUAL
    kept = tuple(departure for departure in departures if departure in met)
    return Proof(report.letter, state, tuple(left), kept, words=report.words, sha256=sha256)


def _declares(departure: Departure, one: Difference) -> bool:
    """Whether a difference is no more than what a departure of its file declares, at its place."""
    if departure.position.path != one.path:
        return False
    readings = _folded(one.source) in _folded(departure.source) and _folded(one.content) in _folded(departure.shown)
    around = _folded(f"{one.before} {one.content} {one.after}")
    return readings and (_folded(departure.place) in around or _near(departure, one))


def _near(departure: Departure, one: Difference) -> bool:
    """Whether the place of a departure holds the difference with some of the words around it."""
    place = _folded(departure.place)
    before, after = _folded(one.before).split()[-1:], _folded(one.after).split()[:1]
    return " ".join((*before, *_folded(one.content).split(), *after)) in place


def _folded(text: str) -> str:
    return " ".join(text.split())


def _told(one: Difference) -> values.Difference:
    where = Position(one.path, one.line)
    return values.Difference(one.kind, where, one.source, one.content, one.before, one.after, one.source_line, one.page)


def _unmet(departure: Departure) -> values.Difference:
    return values.Difference("departure-unmet", departure.position, departure.source, departure.shown, departure.place)
