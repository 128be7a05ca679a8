"""Links in a letter's text: where each recognised citation leads, as spans for the Markdown writer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.intake import citations
from generator.intake.markdown_inline import LinkSpan
from generator.intake.markdown_writer import FindLinks
from generator.intake.recognise.recognised_letter import RecognisedLetter


@dataclass(slots=True)
class CitationLinks:
    """The links of one letter: finds them, and remembers what it found no certain target for."""

    letter: RecognisedLetter
    name: str
    problems: list[Diagnostic] = field(default_factory=list)
    count: int = 0

    def finder(self, place: str, line: int = 0) -> FindLinks:
        """Return the function that finds the links of one text; `place` is `question 4`, `answer 4`, `footnote` or `cover`."""
        letter = self.letter
        part, _, own = place.partition(" ")
        moved_by = next((q.moved_by for q in letter.questions if own and q.number == int(own)), 0)
        of_set = [q for q in letter.questions if q.moved_by == moved_by]
        numbers = tuple(sorted({n - moved_by for q in of_set for n in (q.number, *q.joint)}))
        context = citations.Context(
            questions=numbers,
            place=place,
            covers=tuple(n - moved_by for n in self._covers(int(own))) if part == "answer" else (),
            numbers=letter.meta.numbers,
            date=letter.meta.date or letter.meta.received or letter.meta.submitted,
            lang=letter.lang,
        )

        def find(text: str) -> Sequence[LinkSpan]:
            spans: list[LinkSpan] = []
            for found in citations.find(text, context):
                if found.destination is None:
                    self.problems.append(
                        diagnostic(
                            "citation-without-target",
                            Position(self.name, line),
                            Severity.INFO,
                            text=found.text,
                            place=place,
                        )
                    )
                else:
                    spans.append(LinkSpan(found.start, found.end, _moved(found.destination, moved_by)))
            self.count += len(spans)
            return spans

        return find

    def _covers(self, number: int) -> tuple[int, ...]:
        members = [q for q in self.letter.questions if number in (q.number, q.answered_in)]
        return tuple(sorted({n for q in members for n in (q.number, *q.joint)}))


_OWN_QUESTION = re.compile(r"question:(\d+)$")


def _moved(destination: str, moved_by: int) -> str:
    """Return the destination of a reference within a second set of questions, whose numbers the letter's files raise."""
    own = _OWN_QUESTION.match(destination)
    return f"question:{int(own[1]) + moved_by}" if own and moved_by else destination
