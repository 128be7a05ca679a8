"""Set a random letter as a Word file and as a PDF, with the makers of test letters."""

from __future__ import annotations

from collections.abc import Iterator

from tests.unit.intake import conftest as papers
from tests.unit.intake.random_letters import headings
from tests.unit.intake.random_letters.letter import Family, Letter, Note, Paragraph, Style, Table


def pieces(letter: Letter, paragraph: Paragraph, counter: Iterator[int], *, bold: bool) -> list[papers.Piece]:
    """Return a paragraph's pieces; a typed mark takes the next number."""
    found: list[papers.Piece] = []
    for inline in paragraph.inlines:
        if isinstance(inline, Note) and inline.typed:
            found.append(papers.Piece(letter.mark.format(next(counter)), bold=bold))
        elif isinstance(inline, Note):
            found.append(papers.Piece("", bold=bold, footnote=inline.text))
        else:
            level = inline.style if inline.style in (Style.RAISED, Style.LOWERED) else ""
            found.append(
                papers.Piece(
                    inline.text,
                    bold=bold or inline.style is Style.BOLD,
                    italic=inline.style is Style.ITALIC,
                    level=str(level),
                    struck=inline.style is Style.STRUCK,
                )
            )
    return found


def blocks(letter: Letter, counter: Iterator[int]) -> Iterator[papers.Block]:
    """Yield the text of a letter from its opening to its last answer, and its typed footnotes."""
    for text in headings.opening(letter):
        yield [papers.Piece(text, bold=letter.family is Family.BARE)]
    yield from signed(letter)
    if letter.family is Family.LETTER:
        yield papers.PageBreak()
    for text in headings.annex(letter):
        yield [papers.Piece(text, bold=True)]
    for item in letter.items:
        label = letter.form.asking(item.numbers[0]) if item.is_question else letter.form.answering(item.numbers)
        if not letter.form.inline:
            yield [papers.Piece(label, bold=True)]
        for at, block in enumerate(item.blocks):
            if isinstance(block, Table):
                yield papers.Grid([[papers.GridCell(c.text, c.columns, c.rows) for c in row] for row in block.rows])
                continue
            own = pieces(letter, block, counter, bold=False)
            if block.sign:
                yield papers.ListItem(block.sign, own)
            elif letter.form.inline and not at:
                yield [papers.Piece(f"{label} ", bold=True), *own]
            else:
                yield own
    for at, note in enumerate((note for note in letter.notes if note.typed), 1):
        yield [papers.Piece(f"{letter.mark.format(at)} {note.text}")]


def signed(letter: Letter) -> Iterator[papers.Block]:
    """Yield the signatures, two of them beside each other or all below each other."""
    found = headings.signatures(letter)
    if letter.beside and len(found) == 2:
        yield papers.Beside([*zip(*found, strict=True)])
        return
    for office, name in found:
        yield [papers.Piece(office)]
        yield [papers.Piece(name)]


def as_word(letter: Letter, counter: Iterator[int]) -> bytes:
    head: list[papers.Block] = [[papers.Piece(line)] for line in headings.head(letter)]
    head += [[papers.Piece(line)] for block in headings.letterhead(letter) for line in block]
    foot = [letter.paging] if letter.paging and not letter.publication else headings.foot(letter, 1, 1)
    running = ["Ministerie van Voorbeelden"] if letter.family is Family.LETTER else []
    return papers.make_docx([*head, *blocks(letter, counter)], head=running, foot=foot)


def as_pdf(letter: Letter, counter: Iterator[int], paper: papers.Paper) -> bytes:
    return papers.make_pdf([*letterhead(letter), *blocks(letter, counter)], sheet(letter, paper))


def letterhead(letter: Letter) -> Iterator[papers.Block]:
    for block in headings.letterhead(letter):
        for line in block:
            yield [papers.Piece(line)]


def sheet(letter: Letter, paper: papers.Paper) -> papers.Paper:
    """Return how the pages of a letter are laid out: publications have their own heads and feet."""
    plain = {"size": paper.size, "leading": paper.leading, "gap": paper.gap}
    if letter.publication is None:
        head = "Ministerie van Voorbeelden" if letter.family is Family.LETTER else ""
        return papers.Paper(**plain, head=head, foot=letter.paging)
    return papers.Paper(
        **plain, left=150.0, width=380.0, top=640.0, bottom=120.0, foot="", printed=tuple(printed(letter))
    )


def printed(letter: Letter) -> Iterator[papers.Printed]:
    """Yield the head of a publication's first page, and the feet of all its pages."""
    y = 790.0
    for at, line in enumerate(headings.head(letter)):
        left, _, right = line.partition("\t")
        is_number = at == len(headings.head(letter)) - 1
        size = 11.0 if is_number or not at else 8.0
        beside = at > 1 and not is_number
        yield papers.Printed(left, 150.0 if beside else 60.0, y, size, later=False)
        if right:
            yield papers.Printed(right, 525.0 if not at else 150.0, y, size, later=False)
        y -= 30.0 if at == len(headings.head(letter)) - 2 else 16.0
    for first in (True, False):
        lines = headings.foot(letter, 1 if first else 2, 2)
        for at, line in enumerate(lines):
            left, _, right = line.rpartition("\t")
            height = 40.0 + 9 * (len(lines) - 1 - at)
            shown = {"first": first, "later": not first}
            if left and "\t" in left:
                place, _, left = left.partition("\t")
                yield papers.Printed(place, 60.0, height, 6.5, **shown)
            yield papers.Printed(left or right, 150.0 if left else 60.0, height, 6.5, **shown)
            if left:
                yield papers.Printed("{page}", 525.0, height, 6.5, **shown)
