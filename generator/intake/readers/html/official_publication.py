"""Pages of officielebekendmakingen.nl: which element begins a question, an answer, what is said of who and when.

The publisher's classes tell, so that no words have to. Other pages have none of them, and are read as any page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.intake.readers.elements import Element
from generator.intake.readers.html.inherited_style import InheritedStyle
from generator.intake.readers.html.page_blocks import BlockWalk
from generator.intake.source_document import DocBlock, LetterPart, Role

_PARTS = {
    "vraag": LetterPart.QUESTION,
    "antwoord": LetterPart.ANSWER,
    "toelichting": LetterPart.BESIDE,
    "ondertekening": LetterPart.SIGNATURE,
}
"""The part that an element of a class is."""
_OF_HEAD = "kamervraag"
"""How a class of the head begins: what describes an answer, as who gave it, may have the class of one too."""
_ENDING = frozenset([LetterPart.QUESTION, LetterPart.ANSWER, LetterPart.BESIDE])
"""Parts behind which the text belongs to neither question nor answer."""


@dataclass(slots=True)
class OfficialWalk(BlockWalk):
    """Walks such a page; the first block of each part says which it is."""

    parts: Mapping[Element, LetterPart] = field(default_factory=dict)
    _after: bool = False
    """Whether a part has ended right before."""

    def _element(self, element: Element, inherited: InheritedStyle) -> Iterator[DocBlock]:
        part = self.parts.get(element)
        if part is None:
            for block in BlockWalk._element(self, element, inherited):  # noqa: SLF001 - slots rule out super()
                yield self._marked(block)
            return
        yield from map(self._marked, self._end_paragraph(inherited))
        waiting: LetterPart | None = part
        self._after = False
        for block in BlockWalk._element(self, element, inherited):  # noqa: SLF001 - as above
            yield replace(block, part=waiting)
            waiting = None
        if waiting in {LetterPart.QUESTION, LetterPart.ANSWER}:
            yield DocBlock(role=self._role, line=self.ordinal, part=waiting)
        self._after = part in _ENDING

    def _marked(self, block: DocBlock) -> DocBlock:
        """Return a block, marked as beside the questions if a part has ended right before it."""
        if not self._after or block.role is not Role.BODY or block.part is not None:
            return block
        self._after = False
        return replace(block, part=LetterPart.BESIDE)


def parts(body: Element) -> Mapping[Element, LetterPart]:
    """Return the parts that a page's classes mark; nothing unless it is a page with questions of this publisher."""
    found: dict[Element, LetterPart] = {}
    for element in body.iter("div", "p", "section"):
        classes = (element.get("class") or "").split()
        part = next((_PARTS[name] for name in classes if name in _PARTS), None)
        if (
            part
            and not any(name.startswith(_OF_HEAD) for name in classes)
            and not any(up in found for up in element.iterancestors())
        ):
            found[element] = part
    labelled = [part for element, part in found.items() if _has_label(element)]
    return found if LetterPart.QUESTION in labelled else {}


def _has_label(element: Element) -> bool:
    return any("stuktitel" in (inner.get("class") or "").split() for inner in element.iter("h1", "h2", "h3", "h4", "p"))
