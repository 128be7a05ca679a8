"""What a proof gives to be told: its differences as warnings, or why a letter was not compared, as a remark."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.proof import Difference, Proof, Reason, State

TOLD = 5
"""How many differences of a letter are told one by one; `kantlijn verify` tells them all."""
KINDS = (
    *("missing", "added", "changed", "moved", "misplaced", "figure", "punctuation", "split-word", "glued-words"),
    *("invisible", "look-alike", "paragraph-split", "paragraphs-joined", "shape", "style", "unread"),
    "departure-unmet",
)
"""The classes of differences (`docs/verification.md`)."""
_MORE = "more-differences"
_CODES = frozenset({_MORE, *(f"text-{kind}" for kind in KINDS)})
_BEFORE = 6
_LONGEST = 160
_EXPECTED = {Reason.UNREADABLE, Reason.DRAFT}
"""Why a letter was not compared though its source is here; what else may be missing is told by who looks for it."""


def problems(proof: Proof, letter: Position) -> Iterator[Diagnostic]:
    """Yield what is to be told of a letter; `letter` is the place of its file."""
    for one in proof.differences[:TOLD]:
        yield difference(one, Severity.WARNING)
    more = len(proof.differences) - TOLD
    if more > 0:
        yield diagnostic(_MORE, letter, Severity.WARNING, n=more, letter=proof.letter)
    if proof.undrawn:
        pages = ", ".join(map(str, proof.undrawn))
        yield diagnostic("source-pages-undrawn", letter, Severity.WARNING, pages=pages)
    if proof.state is State.NOT_COMPARED and proof.reason in _EXPECTED:
        yield diagnostic(f"not-compared-{proof.reason}", letter, Severity.INFO)


def is_difference(problem: Diagnostic) -> bool:
    """Whether a problem tells where a letter differs from its source."""
    return problem.code in _CODES


def difference(one: Difference, severity: Severity) -> Diagnostic:
    """Return a difference as a problem at its place, with both readings."""
    return diagnostic(
        f"text-{one.kind}",
        one.position,
        severity,
        source=_short(one.source),
        content=_short(one.shown),
        before=" ".join(one.before.split()[-_BEFORE:]) or None,
        source_line=one.source_line or None,
        page=one.page,
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:100].rstrip()} … {text[-50:].lstrip()}"
