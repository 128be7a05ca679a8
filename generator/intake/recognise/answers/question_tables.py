"""Tables with a column of questions and one of answers: `Nr. | Vraag | Antwoord`. Each row is a question with its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.intake.recognise.labels import patterns
from generator.intake.recognise.labels.patterns import Label, LabelForm, LabelKind
from generator.intake.recognise.recognised_letter import SourceLine
from generator.intake.source_document import DocBlock

_COLUMNS = {
    "number": re.compile(r"(?:(?:Vraag)?(?:nr|no|nummer|num)\.?|#|)$", re.IGNORECASE),
    "question": re.compile(
        r"(?:Vra(?:ag|gen)|Questions?)(?:\s+(?:en\s+opmerking\w*|van\b.{0,40}))?\s*:?$", re.IGNORECASE
    ),
    "answer": re.compile(
        r"(?:Antwoord(?:en)?|Beantwoording|Reactie|Answers?|Response)(?:\s+(?:van|door|minister|kabinet|by)\b.{0,40})?\s*:?$",
        re.IGNORECASE,
    ),
}
"""What stands at the head of a column; other columns are kept with the question."""
_NUMBER = re.compile(r"(\d{1,3})[.)]?$")

TableRow = tuple[tuple[DocBlock, ...], ...]


@dataclass(frozen=True, slots=True)
class UnfoldedTables:
    """The lines of a document with its tables of questions laid out, and the heads of those tables."""

    lines: tuple[SourceLine, ...]
    heads: tuple[DocBlock, ...]


def unfold(lines: Sequence[SourceLine]) -> UnfoldedTables:
    """Lay out the tables of questions and answers; all other lines stay."""
    out: list[SourceLine] = []
    heads: list[DocBlock] = []
    columns: dict[str, int] = {}
    for line in lines:
        rows = line.block.rows
        found = _columns(rows[0]) if rows else {}
        goes_on = bool(columns and rows and len(rows[0]) > max(columns.values()))
        if not found and not goes_on:
            columns = {} if line.text.strip() or rows else columns
            out.append(line)
            continue
        if found:
            columns = found
            heads.append(replace(line.block, rows=rows[:1]))
        count = sum(1 for one in out if one.given and one.given.kind is LabelKind.QUESTION)
        for row in rows[1:] if found else rows:
            laid = list(_row(row, columns, count + 1, line))
            count += any(one.given and one.given.kind is LabelKind.QUESTION for one in laid)
            out.extend(laid)
    return UnfoldedTables(tuple(out), tuple(heads))


def _columns(row: TableRow) -> dict[str, int]:
    """Return the columns by what their heads say; empty where there is none of questions, or none of answers."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        text = " ".join(block.text for block in cell).strip()
        for name, pattern in _COLUMNS.items():
            if name not in found and pattern.match(text):
                found[name] = at
                break
    return found if {"question", "answer"} <= set(found) and found["question"] < found["answer"] else {}


def _row(row: TableRow, columns: dict[str, int], count: int, table: SourceLine) -> Iterator[SourceLine]:
    """Yield the lines of one row. One without a question goes on with the answer above it."""
    cells = {name: row[at] if at < len(row) else () for name, at in columns.items()}
    rest = [block for at, cell in enumerate(row) if at not in columns.values() for block in cell]
    number = " ".join(block.text for block in cells.get("number", ())).strip()
    asked, answered = cells["question"], cells["answer"]
    if asked:
        own = patterns.read(f"{asked[0].label or ''} {asked[0].text}".strip())
        printed = _NUMBER.match(number)
        numbers: tuple[int, ...] = (int(printed[1]) if printed else count,)
        end = 0
        if own and own.numbers and own.kind is LabelKind.QUESTION and not printed:
            numbers, end = own.numbers, 0 if asked[0].label else own.end
        first = replace(asked[0], label=number or asked[0].label)
        given = Label(LabelKind.QUESTION, LabelForm.WORD, numbers, end, alone=False)
        yield replace(table, block=_in(table, first), given=given)
        if not printed and number:  # no number after all
            rest = [*cells["number"], *rest]
    else:
        rest = [*cells.get("number", ()), *rest]
    yield from (SourceLine(_in(table, block)) for block in (*asked[1:], *rest))
    for at, block in enumerate(answered):
        given_answer = Label(LabelKind.ANSWER, LabelForm.WORD, (), 0, alone=False) if asked and at == 0 else None
        yield SourceLine(_in(table, block), given=given_answer)


def _in(table: SourceLine, block: DocBlock) -> DocBlock:
    return replace(block, page=block.page or table.block.page, line=block.line or table.block.line)
