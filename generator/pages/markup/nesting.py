"""One string and the spans over it → well-nested, escaped HTML. Knows nothing of letters, links or notes.

Spans may overlap in any way: an element that would cross another is closed and opened again at the crossing, and an
anchor is never inside an anchor. Taking the tags out and unescaping gives the string back, with only the
insertions added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from markupsafe import Markup
from msgspec.structs import replace

from generator.core.values import Value
from generator.pages.markup.html import escaped

_SPECIAL = re.compile(r"""[&<>"']""")


class Span(Value, frozen=True):
    """An element over `start..end` of the text. `attributes` is ready, escaped HTML and starts with a space."""

    start: int
    end: int
    tag: str
    attributes: str = ""
    id: str = ""
    """On the first piece only, where the element has to be cut into several."""
    rank: int = 0
    """Of two spans over the same words the lower rank is outside; of two anchors the lower rank stays one."""
    instead: str = "span"
    """The element that takes the place of an `a` which would be in or around another."""
    instead_attributes: str = ""


class Insertion(Value, frozen=True):
    """Ready HTML before the character at `at`; with `anchor` it holds an anchor, so none may be open there."""

    at: int
    html: str
    anchor: bool = False


def nest(text: str, spans: Iterable[Span] = (), insertions: Iterable[Insertion] = ()) -> Markup:
    """Write the text with its spans and insertions as HTML; spans outside the text are left out."""
    wanted = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    inserted: dict[int, list[Insertion]] = {}
    for insertion in insertions:
        inserted.setdefault(insertion.at, []).append(insertion)
    if not wanted and not inserted:
        return Markup(escaped(text))  # noqa: S704 - it is
    row = _in_row(text, sorted(wanted, key=lambda span: span.start), inserted)
    if row is not None:
        return Markup(row)  # noqa: S704 - as below
    notes = {at for at, here in inserted.items() if any(insertion.anchor for insertion in here)}
    first_words: dict[int, list[Span]] = {}
    for span in sorted(_apart(wanted, notes), key=lambda span: (-span.end, span.rank)):
        first_words.setdefault(span.start, []).append(span)
    bounds = sorted({0, len(text), *inserted, *first_words, *(span.end for span in wanted)})

    plain = not _SPECIAL.search(text)
    elements = _Elements()
    for here, until in zip(bounds, [*bounds[1:], len(text)], strict=True):
        points = inserted.get(here, ())
        closed = elements.close(here, anchors=here in notes) if elements.stack else ()
        elements.out.extend(point.html for point in points)
        elements.open((span for span in closed if span.end > here), again=True)
        elements.open(first_words.get(here, ()))
        elements.out.append(text[here:until] if plain else escaped(text[here:until]))
    return Markup("".join(elements.out))  # noqa: S704 - text is escaped above; tags and insertions are ready HTML


def _in_row(text: str, spans: list[Span], inserted: Mapping[int, list[Insertion]]) -> str | None:
    """Write spans that come one after the other, as most do; None where one is over another, or around an insertion."""
    bounds = [0, *(bound for span in spans for bound in (span.start, span.end)), len(text)]
    if any(here > until for here, until in pairwise(bounds)):
        return None
    if any(span.start < at < span.end for at in inserted for span in spans):
        return None
    out: list[str] = []
    done = 0
    for at in sorted({*inserted, *(span.start for span in spans)}):
        out.append(escaped(text[done:at]))
        done = at
        out.extend(insertion.html for insertion in inserted.get(at, ()))
        while spans and spans[0].start == at:
            span = spans.pop(0)
            id_ = f' id="{escaped(span.id)}"' if span.id else ""
            done = span.end
            out.append(f"<{span.tag}{id_}{span.attributes}>{escaped(text[at:done])}</{span.tag}>")
    return "".join((*out, escaped(text[done:])))


def _apart(spans: list[Span], points: set[int]) -> list[Span]:
    """Let an anchor that meets one of a lower rank, or an insertion with one, give way to its other element."""
    anchors = sorted((span for span in spans if span.tag == "a"), key=lambda span: (span.rank, span.start, -span.end))
    if not anchors:
        return spans
    others = [span for span in spans if span.tag != "a"]
    kept: list[Span] = []
    for span in anchors:
        meets = any(span.start < other.end and other.start < span.end for other in kept)
        cut = span.rank > 0 and any(span.start < at < span.end for at in points)
        if meets or cut:
            others.append(replace(span, tag=span.instead, attributes=span.instead_attributes))
        else:
            kept.append(span)
    return [*others, *kept]


class _Elements:
    """What has been written and which elements are open."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.stack: list[Span] = []

    def open(self, spans: Iterable[Span], *, again: bool = False) -> None:
        for span in spans:
            id_ = f' id="{escaped(span.id)}"' if span.id and not again else ""
            self.out.append(f"<{span.tag}{id_}{span.attributes}>")
            self.stack.append(span)

    def close(self, here: int, *, anchors: bool) -> list[Span]:
        """Close what ends here, on demand every anchor too; give all that had to be closed, outermost first."""
        first = next(
            (i for i, span in enumerate(self.stack) if span.end <= here or (anchors and span.tag == "a")), None
        )
        if first is None:
            return []
        closed = self.stack[first:]
        del self.stack[first:]
        self.out.extend(f"</{span.tag}>" for span in reversed(closed))
        return closed
