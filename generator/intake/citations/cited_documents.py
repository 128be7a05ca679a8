"""Citations of papers, gazettes, judgments and the like, by the ways of citing in the rows of the table of schemes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator.intake.citations.found import Context, Found, found
from generator.netherlands.schemes import SCHEMES, Citing
from generator.netherlands.schemes.row import TEXT, compiled
from generator.references import schemes


def find(text: str, context: Context) -> Iterator[Found]:
    """Yield every citation of a document with a number; without a destination where the number is not all there."""
    for name, way in _ways():
        for match in compiled(way.pattern, TEXT).finditer(text):
            if not way.accepts(match, context.numbers):
                continue
            start = match.end() - len(match.group().lstrip(" ,:\n\u00a0"))
            yield found(text, (start, match.end()), _destination(name, way.id(match)))
            for span, value in way.further(text, match):
                yield found(text, span, _destination(name, value))


@cache
def _ways() -> tuple[tuple[str, Citing], ...]:
    """Return all ways of citing with the name of their scheme, in the order in which they are tried."""
    ways = ((scheme.name, way) for scheme in SCHEMES.values() for way in scheme.citings)
    return tuple(sorted(ways, key=lambda each: each[1].turn))


def _destination(scheme: str, value: str | None) -> str | None:
    destination = f"{scheme}:{value}"
    return destination if value is not None and schemes.parse(destination) else None
