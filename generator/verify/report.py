"""What verification found: differences, furniture, and the proof in numbers; and how a difference reads."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.proof import Departure


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between the source and the content.

    `kind` is one of the classes of `docs/verification.md`: `missing`, `added`, `changed`, `moved`, `misplaced` for words;
    `figure`, `punctuation`, `split-word` and others for what lies between them; `unread` for what a reader lost.
    """

    kind: str
    path: str
    """The file, relative to the letter's folder."""
    line: int
    """Where the words are, or would have to be."""
    source: str
    """The words of the source; empty for what was added."""
    content: str
    """The words of the content; empty for what is missing."""
    before: str
    """The words before, the same in both."""
    after: str
    source_line: int = 0
    """Line or paragraph of the source, from 1; 0 where it has none."""
    page: int | None = None

    def reading(self, source: str, content: str) -> Difference:
        """Return it with other readings of both sides."""
        return replace(self, source=source, content=content)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of the source that the content leaves out for a reason."""

    text: str
    reason: str
    """`label`, `running`, `page`, `registry`, `letterhead`, `address`, `field`, `repeated`, `title`."""
    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome for one letter."""

    letter: str
    source: str | None
    """The source's file name."""
    words: int = 0
    """How many words of official text were compared."""
    differences: tuple[Difference, ...] = ()
    departures: tuple[Departure, ...] = ()
    """The declared places that were met; they are no differences."""
    furniture: tuple[LeftOut, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    """Why it could not be compared, or not with the source that was imported; paths are relative to the letter's folder."""
    withheld: bool = False
    """Whether it was not compared because its source is withheld and not here; that is no fault of the letter."""

    @property
    def ok(self) -> bool:
        """Whether every word is in the content once and in order, and nothing else is."""
        return self.source is not None and not self.differences and not any(p.is_error for p in self.problems)

    def diagnostics(self, folder: str) -> tuple[Diagnostic, ...]:
        """Return all problems and differences as diagnostics; `folder` is where the letter's files are."""
        return (*self.problems_in(folder), *(_diagnostic(one, folder) for one in self.differences))

    def problems_in(self, folder: str) -> tuple[Diagnostic, ...]:
        """Return the problems with their paths as seen from where `folder` is."""
        return tuple(
            replace(one, position=replace(one.position, path=f"{folder}/{one.position.path}")) for one in self.problems
        )


def _diagnostic(one: Difference, folder: str) -> Diagnostic:
    return diagnostic(
        f"text-{one.kind}",
        Position(f"{folder}/{one.path}", one.line),
        source=_short(one.source) or None,
        content=_short(one.content) or None,
        before=_last(one.before) or None,
        source_line=one.source_line or None,
        page=one.page,
    )


def worded(one: Difference) -> str:
    """Write a difference as one line, as word diffs are: `… de [-250-] {+260+} drones …`."""
    out = [f"… {_last(one.before)}"] if one.before else []
    out += [f"[-{one.source}-]"] if one.source else []
    out += [f"{{+{one.content}+}}"] if one.content else []
    out += [f"{_first(one.after)} …"] if one.after else []
    return " ".join(out)


_CONTEXT = 6
_LONGEST = 160


def _last(text: str) -> str:
    return " ".join(text.split()[-_CONTEXT:])


def _first(text: str) -> str:
    return " ".join(text.split()[:_CONTEXT])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:100].rstrip()} … {text[-50:].lstrip()}"
