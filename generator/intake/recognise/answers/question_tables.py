"""Tables with a column of questions and one of answers: `Nr. | Vraag | Antwoord`. Each row is a question with its answer.

Other tables are left as they are.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.intake.recognise.labels import patterns
from generator.intake.recognise.labels.patterns import Label, LabelForm, LabelKind
from generator.intake.recognise.recognised_letter import SourceLine
from generator.intake.recognise.runs import cut
from generator.intake.source_document import DocBlock

_COLUMNS = {
    "number": re.compile(r"(?:(?:Vraag)?(?:nr|no|nummer|num)\.?|#|)$", re.IGNORECASE),
    "question": re.compile(
        r"(?:Vra(?:ag|gen)|Questions?)(?:\s+(?:en\s+opmerking\w*|van\b.{0,40}|[^\W\d][^.?!:\d]{1,30}))?\s*:?$",
        re.IGNORECASE,
    ),
    "answer": re.compile(
        r"(?:Antwoord(?:en)?|Beantwoording|Reactie|Answers?|Response)(?:\s+(?:(?:van|door|minister|kabinet|by)\b.{0,40}|[^\W\d][^.?!:\d]{1,40}))?\s*:?$",
        re.IGNORECASE,
    ),
}
"""What is in the head of each column; the text of other columns is kept with the question."""
_APART = re.compile(r"\t\s*|\s{3,}|(?:(?<=^\d)|(?<=^\d\d)|(?<=^\d{3})|(?<=^Nr)|(?<=^Nr\.))\s+")
"""The white space between the columns of a text; after a number at the head of a line one space is enough."""
_FEWEST_ROWS = 3
"""Rows that a table without a head must have, to show that it is one of questions and answers."""
_NUMBER = re.compile(r"(\d{1,3})[.)]?$")

TableRow = tuple[tuple[DocBlock, ...], ...]


@dataclass(frozen=True, slots=True)
class UnfoldedTables:
    """The lines of a document with its tables of questions as lines, and the heads of those tables."""

    lines: tuple[SourceLine, ...]
    heads: tuple[DocBlock, ...]


def unfold(lines: Sequence[SourceLine]) -> UnfoldedTables:
    """Return the lines with every table of questions as lines, each question and answer with its label."""
    out: list[SourceLine] = []
    heads: list[DocBlock] = []
    columns: dict[str, int] = {}
    for line in _as_tables(lines):
        rows = line.block.rows
        head = _columns(rows[0]) if rows else {}
        if not head and not _continues(rows, columns):
            columns = _columns_of_rows(rows) or ({} if line.text.strip() or rows else columns)
            if not _continues(rows, columns):
                out.append(line)
                continue
        if head:
            columns = head
            heads.append(replace(line.block, rows=rows[:1]))
        for row in rows[1:] if head else rows:
            out.extend(_row(row, columns, _count_questions(out) + 1, line))
    return UnfoldedTables(tuple(out), tuple(heads))


# --- Tables of plain text ----------------------------------------------------------------------------------------


def _as_tables(lines: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """Yield the lines, with those that are a table of questions in columns of white space as one table."""
    for apart, group in itertools.groupby(lines, key=lambda line: bool(_APART.search(line.text.strip()))):
        together = list(group)
        rows = tuple(map(_cells, together)) if apart else ()
        body = rows[1:] if rows and _columns(rows[0]) else rows
        if _columns_of_rows(body):
            first = together[0]
            yield replace(first, block=replace(first.block, runs=(), rows=rows))
        else:
            yield from together


def _cells(line: SourceLine) -> TableRow:
    """Return the cells of a line, each with the line's place and its own runs."""
    block, text = line.block, line.text
    gaps = [match.span() for match in _APART.finditer(text) if text[: match.start()].strip() and text[match.end() :]]
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)]
    return tuple((replace(block, label=None, runs=cut(block.runs, a, b)),) for a, b in zip(starts, ends, strict=True))


# --- The columns -------------------------------------------------------------------------------------------------


def _columns(row: TableRow) -> dict[str, int]:
    """Return the index of each column by what its head says; nothing unless there is one of questions before answers."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        text = " ".join(block.text for block in cell).strip()
        for name, pattern in _COLUMNS.items():
            if name not in found and pattern.match(text):
                found[name] = at
                break
    return found if {"question", "answer"} <= set(found) and found["question"] < found["answer"] else {}


def _columns_of_rows(rows: Sequence[TableRow]) -> dict[str, int]:
    """Return the columns of a table without a head in which every row asks and answers, and the rows count on.

    The numbers are in the first column, or before each question.
    """
    texts = [[" ".join(block.text for block in cell).strip() for cell in row] for row in rows]
    widths = {len(row) for row in texts}
    if len(rows) < _FEWEST_ROWS or widths not in ({2}, {3}):
        return {}
    asked = len(texts[0]) - 2
    found = {"number": 0, "question": 1, "answer": 2} if asked else {"question": 0, "answer": 1}
    labels = [
        patterns.read(f"{row[0]} ") if asked else _label_in(cells[0]) for row, cells in zip(texts, rows, strict=True)
    ]
    numbers = [label.numbers[0] if label and label.numbers else 0 for label in labels]
    counts = numbers[0] > 0 and all(after == before + 1 for before, after in itertools.pairwise(numbers))
    pairs = all(row[asked].rstrip("”’\"') ").endswith("?") and row[-1] and not row[-1].endswith("?") for row in texts)
    return found if counts and pairs else {}


def _label_in(cell: Sequence[DocBlock]) -> Label | None:
    return patterns.read(f"{cell[0].label or ''} {cell[0].text}".strip()) if cell else None


def _continues(rows: Sequence[TableRow], columns: Mapping[str, int]) -> bool:
    """Whether a table without a head has the columns of the table before it."""
    return bool(columns and rows and len(rows[0]) > max(columns.values()))


def _count_questions(lines: Sequence[SourceLine]) -> int:
    return sum(line.given is not None and line.given.kind is LabelKind.QUESTION for line in lines)


def _row(row: TableRow, columns: Mapping[str, int], count: int, table: SourceLine) -> Iterator[SourceLine]:
    """Yield the lines of one row; `count` is the number of its question if the source gives none.

    A row without a question continues the answer above it.
    """
    cells = {name: row[at] if at < len(row) else () for name, at in columns.items()}
    others = [block for at, cell in enumerate(row) if at not in columns.values() for block in cell]
    number = " ".join(block.text or block.label or "" for block in cells.get("number", ())).strip()
    asked, answered = cells["question"], cells["answer"]
    if not asked or (number and not _NUMBER.match(number)):  # what is in the column of numbers is no number
        others = [*cells.get("number", ()), *others]
    if asked:
        yield _question(asked[0], number, count, table)
    yield from (SourceLine(_in(table, block)) for block in (*asked[1:], *others))
    for at, block in enumerate(answered):
        label = Label(LabelKind.ANSWER, LabelForm.WORD, (), 0, alone=False) if asked and at == 0 else None
        yield SourceLine(_in(table, block), given=label)


def _question(block: DocBlock, number: str, count: int, table: SourceLine) -> SourceLine:
    """Return the first line of a question: numbered by its column, else by a label in its text, else by `count`."""
    in_column = _NUMBER.match(number)
    own = patterns.read(f"{block.label or ''} {block.text}".strip())
    numbers: tuple[int, ...] = (int(in_column[1]) if in_column else count,)
    end = 0
    if own and own.numbers and own.kind is LabelKind.QUESTION and not in_column:
        numbers, end = own.numbers, 0 if block.label else own.end
    label = Label(LabelKind.QUESTION, LabelForm.WORD, numbers, end, alone=False)
    return replace(table, block=_in(table, replace(block, label=number or block.label)), given=label)


def _in(table: SourceLine, block: DocBlock) -> DocBlock:
    """Return a block of a table with the page and line of the table, unless it has its own."""
    return replace(block, page=block.page or table.block.page, line=block.line or table.block.line)
