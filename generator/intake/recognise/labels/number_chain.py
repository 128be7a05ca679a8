"""The heaviest chain of numbers: which of the lines that begin with a number count questions.

Every candidate has a weight for how much it looks like a question, and every step from one to the next a loss for how
badly it counts. Nothing here knows which lines are candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.intake.recognise.labels.patterns import Label


@dataclass(frozen=True, slots=True)
class Weights:
    """What a property of a candidate adds to its weight, and what a step between candidates loses."""

    number: float = 1.0
    """For any candidate."""
    asks: float = 2.0
    """Its text reads as a question."""
    emphatic: float = 0.5
    """Its line is set in bold or italic."""
    gap: float = 0.5
    """A blank line, or the end of a paragraph, is before it."""
    below_answer: float = -3.0
    """It is right below the label of an answer, so it begins a list in that answer."""
    within_sentence: float = -3.0
    """The line before it ends where a number has to follow: `Zie het antwoord op vraag`."""
    skipped: float = 1.5
    """Lost for each number that the chain skips at its start, and for each number of a step that skips some."""
    restart: float = 5.0
    """Lost by a step to the same number or a lower one; only a candidate that asks may make such a step."""


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class NumberCandidate:
    """A line that begins with a number and may be a question."""

    line: int
    label: Label
    asks: bool
    """Whether its text reads as a question."""
    weight: float


def heaviest_chain(candidates: Sequence[NumberCandidate]) -> tuple[float, list[NumberCandidate]]:
    """Return the weight of the heaviest chain of candidates, and the chain; 0 and nothing if there is none.

    At least half of a chain must ask, and a single candidate must be number 1.
    """
    best: list[tuple[float, int | None]] = []
    for at, candidate in enumerate(candidates):
        ways: list[tuple[float, int | None]] = [
            (candidate.weight - WEIGHTS.skipped * (candidate.label.numbers[0] - 1), None)
        ]
        for before in range(at):
            loss = _loss(candidates[before], candidate)
            if loss is not None:
                ways.append((best[before][0] + candidate.weight - loss, before))
        best.append(max(ways, key=lambda way: way[0]))
    if not best:
        return 0.0, []
    end: int | None = max(range(len(best)), key=lambda i: best[i][0])
    weight = best[end or 0][0]
    chain: list[NumberCandidate] = []
    while end is not None:
        chain.append(candidates[end])
        end = best[end][1]
    is_lone = len(chain) == 1 and 1 not in chain[0].label.numbers
    if is_lone or 2 * sum(candidate.asks for candidate in chain) < len(chain):
        return 0.0, []
    return weight, chain[::-1]


def _loss(before: NumberCandidate, after: NumberCandidate) -> float | None:
    """Return what a step from one candidate to another loses; None if the chain may not make that step."""
    step = after.label.numbers[0] - before.label.numbers[-1]
    if step == 1 or (step == 0 and after.label.part > before.label.part != ""):
        return 0.0
    if step > 1:
        return WEIGHTS.skipped * step
    return WEIGHTS.restart if after.asks else None
