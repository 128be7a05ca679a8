"""The links in a letter's text: recognised citations as spans for the Markdown writer.

How a citation is recognised is known to `citations`; this module knows which letter and which question it is in.
"""

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
    """The links of one letter, and a diagnostic for every citation whose target is not certain."""

    letter: RecognisedLetter
    name: str
    """What diagnostics call the source."""
    problems: list[Diagnostic] = field(default_factory=list)

    def finder(self, place: str, line: int = 0) -> FindLinks:
        """Return the function that finds the links of one text.

        `place` is which text: `question 4`, `answer 4`, `footnote` or `cover`; `line` is its line in the source.
        """
        letter = self.letter
        part, _, own = place.partition(" ")
        moved_by = next((q.moved_by for q in letter.questions if own and q.number == int(own)), 0)
        of_set = [q for q in letter.questions if q.moved_by == moved_by]
        context = citations.Context(
            questions=tuple(sorted({number - moved_by for q in of_set for number in q.numbers})),
            place=place,
            covers=tuple(n - moved_by for n in self._covers(int(own))) if part == "answer" else (),
            numbers=letter.meta.numbers,
            date=letter.meta.day,
            lang=letter.lang,
        )

        def find(text: str) -> Sequence[LinkSpan]:
            spans: list[LinkSpan] = []
            for found in citations.find(text, context):
                if found.destination is not None:
                    spans.append(LinkSpan(found.start, found.end, _moved(found.destination, moved_by)))
                else:
                    values = {"text": found.text, "place": place}
                    where = Position(self.name, line)
                    self.problems.append(diagnostic("citation-without-target", where, Severity.INFO, **values))
            return spans

        return find

    def _covers(self, number: int) -> tuple[int, ...]:
        """Return the numbers of the questions that the answer in a question's file is an answer to."""
        answered = [q for q in self.letter.questions if number in (q.number, q.answered_in)]
        return tuple(sorted({n for q in answered for n in q.numbers}))


_OWN_QUESTION = re.compile(r"question:(\d+)$")


def _moved(destination: str, moved_by: int) -> str:
    """Return the destination of a link to a question of the same set, which the files number `moved_by` higher."""
    own = _OWN_QUESTION.match(destination)
    return f"question:{int(own[1]) + moved_by}" if own and moved_by else destination
