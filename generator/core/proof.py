"""The proof that a letter's official text is its source's: what was compared, and how it came out. Values only.

What equality means is said in `docs/verification.md`; `verify` compares, and whoever publishes or shows a letter
carries the outcome.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum

from generator.core.diagnostics import Position
from generator.core.values import Value


class TextKind(StrEnum):
    """Which text of a letter."""

    COVER = "cover"
    QUESTION = "question"
    ANSWER = "answer"
    FOOTNOTE = "footnote"


class ShownBlock(Value, frozen=True):
    """A block of official text as pages show it, made before any template."""

    html: str
    """The whole element (`<p>…</p>`), with links, footnote marks and styles in it."""
    line: int
    """Its line in the content file, from 1."""


class ShownText(Value, frozen=True):
    """One text of a letter as pages show it."""

    kind: TextKind
    path: str
    """The content file, relative to the site."""
    numbers: tuple[int, ...] = ()
    """The questions that it asks or answers, in order; none for the cover letter and its footnotes."""
    label: str = ""
    """For a footnote: its number as the source prints it."""
    blocks: tuple[ShownBlock, ...] = ()


class ShownLetter(Value, frozen=True):
    """The official text of a letter as pages show it, in reading order; a footnote follows the text that carries it."""

    id: str
    texts: tuple[ShownText, ...]


class Departure(Value, frozen=True):
    """A place where an editor departs from the source, as the file's front matter declares it (`departures`)."""

    place: str
    """The words around it, as shown, that tell where it is."""
    source: str
    shown: str
    reason: str
    position: Position


class State(StrEnum):
    """How a letter compares with its source."""

    EQUAL = "equal"
    DECLARED = "declared"
    """Equal but for declared departures."""
    DIFFERS = "differs"
    NOT_COMPARED = "not-compared"


class Reason(StrEnum):
    """Why a letter was not compared with its source."""

    NOT_ASKED = "not-asked"
    """Nobody who compares took part in the build."""
    NO_SOURCE = "no-source"
    NO_SOURCE_FILE = "no-source-file"
    WITHHELD = "withheld"
    """The source is withheld, and is not here."""
    UNREADABLE = "unreadable"
    DRAFT = "draft"
    """Questions of the letter are left out of the site, as drafts."""


class Difference(Value, frozen=True):
    """One place where shown text and source differ."""

    kind: str
    """Its class, one of those in `docs/verification.md`: `missing`, `punctuation`, `split-word`, …"""
    position: Position
    """The place in the content file."""
    source: str
    """What the source has; empty for what it has not."""
    shown: str
    """What the page shows; empty for what it does not."""
    before: str = ""
    """The words before, the same in both."""
    after: str = ""
    source_line: int = 0
    """Line or paragraph of the source, from 1; 0 where it has none."""
    page: int | None = None


class Proof(Value, frozen=True):
    """The outcome for one letter."""

    letter: str
    state: State
    differences: tuple[Difference, ...] = ()
    departures: tuple[Departure, ...] = ()
    """The declared places that were met."""
    reason: str = ""
    """Why it was not compared: a `Reason`; empty where it was."""
    words: int = 0
    """How many words were compared."""
    sha256: str = ""
    """Of the source's bytes, where there is one."""
    places: str = ""
    """The digest of where the letter is in its source (`core.source_places`); empty where nobody asked, or none knows."""
    undrawn: tuple[int, ...] = ()
    """The pages of the source of which no picture could be made."""

    def count_in(self, paths: Collection[str]) -> int:
        """Return how many of the differences are in some files."""
        return sum(one.position.path in paths for one in self.differences)


def counts(proofs: Iterable[Proof]) -> dict[str, int]:
    """Count letters by their state; a state without any is 0."""
    found = [proof.state for proof in proofs]
    return {state.value: found.count(state) for state in State}


def not_compared(letter: str, reason: Reason, sha256: str | None = None) -> Proof:
    """Return the outcome for a letter that could not be compared; `sha256` is what is known of its source."""
    return Proof(letter, State.NOT_COMPARED, reason=reason.value, sha256=sha256 or "")
