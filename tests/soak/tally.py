"""What a run found, and how it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field

from tests.soak.allowed import ALLOWED
from tests.soak.bench import Outcome
from tests.soak.kinds import KINDS


@dataclass
class Tally:
    """All that a run found."""

    letters: int = 0
    plants: list[Outcome] = field(default_factory=list)
    edits: list[Outcome] = field(default_factory=list)
    alarms: list[tuple[str, str]] = field(default_factory=list)
    """Untouched imports that were not equal to their source, with the first thing that was reported."""
    refused: list[tuple[str, str]] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    """Texts in which no place of a character is known, so that nothing is planted in them."""

    @property
    def clean(self) -> bool:
        """Whether every change was found and nothing else was reported."""
        missed = any(not one.told or one.failed for one in self.plants)
        return not missed and not any(one.told for one in self.edits) and not self.alarms


def report(tally: Tally, examples: int) -> Iterator[str]:
    """Yield the lines of the report."""
    suffixes = sorted({one.suffix for one in tally.plants})
    head = "".join(f"{suffix or 'site':>12}" for suffix in suffixes)
    yield f"{'planted change':32}{'planted':>9}{'found':>7}{'placed':>8}{head}"
    for kind in KINDS:
        own = [one for one in tally.plants if one.kind == kind.name]
        by = ([one for one in own if one.suffix == suffix] for suffix in suffixes)
        shares = "".join(f"{_share(some):>12}" for some in by)
        found = sum(one.told for one in own)
        mark = "" if found == len(own) else " ←"
        yield f"{kind.name:32}{len(own):>9}{found:>7}{sum(one.named for one in own):>8}{shares}{mark}"
    found = sum(one.told for one in tally.plants)
    yield f"{'all':32}{len(tally.plants):>9}{found:>7}{sum(one.named for one in tally.plants):>8}"
    yield from ("", f"{'allowed edit':32}{'made':>9}{'alarms':>7}")
    for kind in ALLOWED:
        own = [one for one in tally.edits if one.kind == kind.name]
        yield f"{kind.name:32}{len(own):>9}{sum(one.told for one in own):>7}"
    yield f"{'all':32}{len(tally.edits):>9}{sum(one.told for one in tally.edits):>7}"
    yield from _lists(tally, examples)


def _share(outcomes: Sequence[Outcome]) -> str:
    return f"{sum(one.told for one in outcomes)}/{len(outcomes)}" if outcomes else "–"


def _lists(tally: Tally, examples: int) -> Iterator[str]:
    yield from (
        "",
        f"Letters verified: {tally.letters}; not equal as imported, and so not planted in: {len(tally.alarms)}",
    )
    yield from (f"  {name}: {said}" for name, said in tally.alarms)
    yield from ("", f"Not imported: {len(tally.refused)}")
    yield from (f"  {name}: {said}" for name, said in tally.refused)
    yield from ("", f"Texts that the planter cannot work in: {len(tally.unread)}")
    yield from (f"  {name}: {place}" for name, place in tally.unread)
    yield from _examples("Allowed edits that were reported", [one for one in tally.edits if one.told], examples)
    yield from _examples("Verification ended in an exception", [one for one in tally.plants if one.failed], examples)
    yield from _examples("Changes that were missed", [one for one in tally.plants if not one.told], examples)


def _examples(title: str, outcomes: Sequence[Outcome], most: int) -> Iterator[str]:
    yield from ("", f"{title}: {len(outcomes)}")
    for name in dict.fromkeys(one.kind for one in outcomes):
        own = [one for one in outcomes if one.kind == name]
        yield f"  {name} ({len(own)})"
        for one in own[:most]:
            said = f" ⇒ {one.said}" if one.said else ""
            yield f"    {one.letter}{one.suffix} {one.sentence}{said}"


def as_data(tally: Tally) -> dict[str, object]:
    """Return the tally for programs."""
    return {**asdict(tally), "clean": tally.clean}
