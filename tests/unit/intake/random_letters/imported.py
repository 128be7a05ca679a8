"""What an import made of a source, in the form in which a random letter says what must come out; and all it is held to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.content.markdown_reader import parse
from generator.core.model import Heading, ListBlock, MarkKind, Paragraph, Table, Text, leaves
from generator.intake import confidence, disk
from generator.intake.import_plan import ImportPlan
from generator.intake.recognise.recognised_letter import Metadata
from generator.verify import verify
from tests.unit.intake.random_letters.letter import Family, Letter

SIGNS = {MarkKind.SUPERSCRIPT: "^", MarkKind.SUBSCRIPT: "_", MarkKind.STRIKE: "~"}


def questions(plan: ImportPlan) -> dict[int, dict]:
    """Return for each question its text, its answer, and the question that has the answer, as the files have them."""
    found = {}
    for file in plan.files[1:]:
        front, body = file.text[4:].split("\n---\n", 1)
        number = int(re.search(r"^number: (\d+)", front, re.MULTILINE)[1])
        holder = re.search(r"^answered_in: (\d+)", front, re.MULTILINE)
        definitions = re.search(r"^\[\^", body, re.MULTILINE)
        text, notes = (body[: definitions.start()], body[definitions.start() :]) if definitions else (body, "")
        question, _, answer = text.partition("## Antwoord\n")
        found[number] = {
            "question": texts(question.replace("## Vraag\n", ""), notes),
            "answer": texts(answer, notes) if answer else None,
            "answered_in": int(holder[1]) if holder else None,
        }
    return found


def texts(markdown: str, notes: str = "") -> list[str]:
    """Return the text of Markdown: a string a paragraph, item or row, with its footnotes in braces."""
    parsed = parse(f"{markdown}\n\n{notes}", "x.md")
    footnotes = {one.label: " ".join(leaf.text for leaf in leaves(one.blocks)) for one in parsed.footnotes}
    return list(_blocks(parsed.blocks, footnotes))


def _blocks(blocks: Text, footnotes: dict[str, str]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _paragraph(block, footnotes)
            case Heading(paragraph=paragraph):
                yield f"# {_paragraph(paragraph, footnotes)}"
            case ListBlock(ordered=ordered, items=items, start=start, delimiter=delimiter):
                for at, item in enumerate(items, start):
                    sign = f"{at}{delimiter}" if ordered else "-"
                    yield f"{sign} {' / '.join(_blocks(item, footnotes))}"
            case Table(head=head, rows=rows):
                for row in (head, *rows):
                    yield " | ".join(_paragraph(cell, footnotes) for cell in row)
            case _:
                yield f"? {block}"


def _paragraph(paragraph: Paragraph, footnotes: dict[str, str]) -> str:
    at: dict[int, str] = {}
    for mark in paragraph.marks:
        if mark.kind is MarkKind.FOOTNOTE:
            at[mark.start] = at.get(mark.start, "") + "{" + footnotes[mark.value] + "}"
        elif mark.kind in SIGNS:
            at[mark.start] = SIGNS[mark.kind] + at.get(mark.start, "")
            at[mark.end] = at.get(mark.end, "") + SIGNS[mark.kind]
    edges = sorted({0, *at, len(paragraph.text)})
    ends = [*edges[1:], len(paragraph.text)]
    return "".join(at.get(start, "") + paragraph.text[start:end] for start, end in zip(edges, ends, strict=True))


def body(plan: ImportPlan) -> list[str]:
    """Return the paragraphs of the letter's own text."""
    return texts(plan.files[0].text[4:].split("\n---\n", 1)[1])


def facts(meta: Metadata) -> dict[str, object]:
    """Return what an import knows of a letter."""
    return {
        "asked by": tuple((one.name, one.party) for one in meta.asked_by),
        "addressed to": meta.addressed_to,
        "answered by": tuple((one.name, one.office) for one in meta.answered_by),
        "on behalf of": meta.on_behalf_of,
        "submitted": meta.submitted,
        "date": meta.date,
        "received": meta.received,
        "numbers": meta.numbers,
        "publication": meta.publication,
    }


def expected_facts(letter: Letter, *, declared: bool = False) -> dict[str, object]:
    """Return what an import must know of a letter.

    `declared` is whether the format has a place for the number of the questions, which a publication of answers does
    not print.
    """
    published = letter.publication is not None
    answers = letter.family is not Family.QUESTIONS
    names = [
        one.surname if letter.family is Family.ANSWERS else one.signed if letter.family is Family.LETTER else ""
        for one in letter.answered_by
    ]
    behalf = (letter.behalf.office,) if letter.behalf and answers else ()
    return {
        "asked by": letter.asked_by,
        "addressed to": tuple(one.office for one in letter.answered_by) if published else (),
        "answered by": tuple(zip(names, (one.office for one in letter.answered_by), strict=True)) if answers else (),
        "on behalf of": behalf,
        "submitted": letter.submitted,
        "date": letter.date if letter.family is Family.LETTER else None,
        "received": letter.date if letter.family is Family.ANSWERS else None,
        "numbers": (letter.asked_number,) if declared or letter.family is not Family.ANSWERS else (),
        "publication": letter.publication,
    }


def doubts(plan: ImportPlan, name: str) -> list[str]:
    """Return the codes of all that an import is not sure of."""
    return [doubt.code for doubt in confidence.weigh(plan.recognised, plan.problems, name).doubts]


def expected_doubts(letter: Letter) -> list[str]:
    """Return what an import says of a letter: a question without an answer, and answers without a day."""
    asked = {n for item in letter.items if item.is_question for n in item.numbers}
    answered = {n for item in letter.items if not item.is_question for n in item.numbers}
    unanswered = letter.family is not Family.QUESTIONS and asked - answered
    undated = letter.family is Family.BARE and answered
    return [*(["doubt-no-answer"] if unanswered else ()), *(["doubt-facts"] if undated else ())]


def differences(plan: ImportPlan, content: Path) -> list[tuple[str, int, str, str]]:
    """Write an import, verify it, and return what differs."""
    disk.write(plan, content)
    report = verify(content / "letters" / str(plan.letter_id))
    assert report.source
    return [(one.kind, one.line, one.source, one.content) for one in report.differences]
