"""Importing a letter again: the official text anew, an editor's work kept. What cannot be kept is said, never lost.

Where a text has not changed, the file's own Markdown stays, with every mended link. Where it has, the new text comes in
its place and the links are put back on the same words. Nothing here touches the disk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic, in_order
from generator.core.language import fold
from generator.core.nearest import nearest_passage, quoted
from generator.intake.file_parts import FRONT_MATTER, split_file
from generator.intake.front_matter_merge import merge_front_matter, value_of
from generator.intake.import_plan import ImportPlan, PlannedFile
from generator.intake.text_merge import merge_text, plain


def merge(plan: ImportPlan, letter_id: str, existing: Mapping[str, str], name: str) -> ImportPlan:
    """Plan an update: `existing` are the letter's files as they are (path under the content folder → text)."""
    problems: list[Diagnostic] = list(plan.problems)
    files: list[PlannedFile] = []
    seen: set[str] = set()
    for file in plan.files:
        path = _same_file(file, letter_id, existing)
        if path is None:
            new = f"letters/{letter_id}/{file.path.rsplit('/', 1)[-1]}"
            files.append(PlannedFile(new, file.text))
            problems.append(diagnostic("update-new-file", Position(new), Severity.INFO))
            continue
        seen.add(path)
        merged = _merge_file(existing[path], file.text, path, problems)
        if merged != existing[path]:
            files.append(PlannedFile(path, merged))
    gone = [path for path in existing if path not in seen and "/notes/" not in path]
    problems.extend(diagnostic("update-question-gone", Position(path), Severity.WARNING, source=name) for path in gone)
    problems.extend(_lost_quotes(existing, files))
    source = plan.source_path and f"letters/{letter_id}/source/{plan.source_path.rsplit('/', 1)[-1]}"
    return replace(
        plan, letter_id=letter_id, files=tuple(files), source_path=source, problems=in_order(problems), update=True
    )


def _same_file(file: PlannedFile, letter_id: str, existing: Mapping[str, str]) -> str | None:
    """Find the file that a planned one is: letter.md, or the question with the same number whatever its name."""
    base = file.path.rsplit("/", 1)[-1]
    if base == "letter.md":
        path = f"letters/{letter_id}/letter.md"
        return path if path in existing else None
    number = _number(file.text)
    questions = (path for path, text in existing.items() if path.count("/") == 2 and _number(text) == number)
    return next(questions, None)


def _number(text: str) -> int | None:
    found = re.search(r"^number:[ \t]*(\d+)[ \t]*(?:#.*)?$", text.split("\n---", 1)[0], re.MULTILINE)
    return int(found[1]) if found else None


def _merge_file(ours: str, theirs: str, path: str, problems: list[Diagnostic]) -> str:
    mine, new = split_file(ours), split_file(theirs)
    sections = {
        title: merge_text(mine.sections.get(title), text, path, ours, problems) for title, text in new.sections.items()
    }
    footnotes = {
        label: merge_text(mine.footnotes.get(label), text, path, ours, problems)
        for label, text in new.footnotes.items()
    }
    front = merge_front_matter(mine.front, new.front, path, problems)
    whole = "".join(block if block.endswith("\n") else f"{block}\n" for block in front.values())
    same = {t: s for t, s in mine.sections.items() if s or t} == {t: s for t, s in sections.items() if s or t}
    if same and mine.footnotes == footnotes:
        match = FRONT_MATTER.match(ours)
        return f"---\n{whole}---\n{match['body'] if match else ours}"
    blocks = [sections.get("", "")]
    for title, text in sections.items():
        if title:
            blocks += [f"## {title}", text]
    blocks += [f"[^{label}]: {text}" for label, text in footnotes.items()]
    return f"---\n{whole}---\n" + "\n\n".join(filter(None, blocks)) + "\n"


# --- Front matter ------------------------------------------------------------------------------------------------


# --- Text --------------------------------------------------------------------------------------------------------


def _lost_quotes(existing: Mapping[str, str], files: Sequence[PlannedFile]) -> list[Diagnostic]:
    """Report editors' notes whose quotation is in no text any more."""
    after = {**existing, **{file.path: file.text for file in files}}
    official = [split_file(text) for path, text in after.items() if "/notes/" not in path]
    texts = [plain(text) for file in official for text in (*file.sections.values(), *file.footnotes.values())]
    lost: list[Diagnostic] = []
    for path, text in existing.items():
        quote = value_of(split_file(text).front.get("quote")) if "/notes/" in path else None
        if isinstance(quote, str) and not any(fold(quote) in text for text in texts):
            near = nearest_passage(fold(quote), texts)
            paste = f"quote: {quoted(near)}" if near else None
            lost.append(diagnostic("update-quote-gone", Position(path), Severity.WARNING, quote=quote, paste=paste))
    return lost
