"""Importing a letter again: new official text, with an editor's work kept. What cannot be kept is reported.

A text that has not changed keeps the file's own Markdown, with every link that an editor corrected. A text that has
changed is replaced, and its links are put back on the same words. Nothing here touches the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic, in_order
from generator.core.language import fold
from generator.core.nearest import nearest_passage, quoted
from generator.intake.file_parts import FRONT_MATTER, FileParts, split_file
from generator.intake.front_matter_merge import merge_front_matter, value_of
from generator.intake.import_plan import ImportPlan, PlannedFile
from generator.intake.text_merge import merge_text, plain


def merge(plan: ImportPlan, letter_id: str, existing: Mapping[str, str], name: str) -> ImportPlan:
    """Return the plan of an update; the parameters are those of `plan_update`."""
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
        merged = _merged_file(existing[path], file.text, path, problems)
        if merged != existing[path]:
            files.append(PlannedFile(path, merged))
    gone = [path for path in existing if path not in seen and not _is_note(path)]
    problems.extend(diagnostic("update-question-gone", Position(path), Severity.WARNING, source=name) for path in gone)
    problems.extend(_lost_quotes(existing, files))
    source = plan.source_path and f"letters/{letter_id}/source/{plan.source_path.rsplit('/', 1)[-1]}"
    return replace(
        plan, letter_id=letter_id, files=tuple(files), source_path=source, problems=in_order(problems), update=True
    )


def _same_file(file: PlannedFile, letter_id: str, existing: Mapping[str, str]) -> str | None:
    """Return the path of the file that a planned one replaces: letter.md, or the question with the same number."""
    base = file.path.rsplit("/", 1)[-1]
    if base == "letter.md":
        path = f"letters/{letter_id}/letter.md"
        return path if path in existing else None
    number = _number(file.text)
    questions = (path for path, text in existing.items() if path.count("/") == 2 and _number(text) == number)
    return next(questions, None)


def _number(text: str) -> int | None:
    """Return the question number in a file's front matter."""
    found = re.search(r"^number:[ \t]*(\d+)[ \t]*(?:#.*)?$", text.split("\n---", 1)[0], re.MULTILINE)
    return int(found[1]) if found else None


def _is_note(path: str) -> bool:
    """Whether a path is that of an editor's note."""
    return "/notes/" in path


def _merged_file(old_text: str, new_text: str, path: str, problems: list[Diagnostic]) -> str:
    """Return a file of the letter with the new official text."""
    old, new = split_file(old_text), split_file(new_text)

    def merged(olds: Mapping[str, str], news: Mapping[str, str]) -> dict[str, str]:
        return {key: merge_text(olds.get(key), text, path, old_text, problems) for key, text in news.items()}

    sections, footnotes = merged(old.sections, new.sections), merged(old.footnotes, new.footnotes)
    front = merge_front_matter(old.front, new.front, path, problems)
    lines = "".join(block if block.endswith("\n") else f"{block}\n" for block in front.values())
    if _without_empty_cover(old.sections) == _without_empty_cover(sections) and old.footnotes == footnotes:
        match = FRONT_MATTER.match(old_text)
        return f"---\n{lines}---\n{match['body'] if match else old_text}"
    return f"---\n{lines}---\n{_body(FileParts(front, sections, footnotes))}"


def _without_empty_cover(sections: Mapping[str, str]) -> dict[str, str]:
    """Return sections without the text before the first heading, if that is empty."""
    return {title: text for title, text in sections.items() if title or text}


def _body(parts: FileParts) -> str:
    blocks = [parts.sections.get("", "")]
    for title, text in parts.sections.items():
        if title:
            blocks += [f"## {title}", text]
    blocks += [f"[^{label}]: {text}" for label, text in parts.footnotes.items()]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _lost_quotes(existing: Mapping[str, str], files: Sequence[PlannedFile]) -> Iterator[Diagnostic]:
    """Report the editors' notes whose quotation is no longer in any text of the letter."""
    after = {**existing, **{file.path: file.text for file in files}}
    official = [split_file(text) for path, text in after.items() if not _is_note(path)]
    texts = [plain(text) for file in official for text in (*file.sections.values(), *file.footnotes.values())]
    for path, note in existing.items():
        quote = value_of(split_file(note).front.get("quote")) if _is_note(path) else None
        if isinstance(quote, str) and not any(fold(quote) in text for text in texts):
            near = nearest_passage(fold(quote), texts)
            paste = f"quote: {quoted(near)}" if near else None
            yield diagnostic("update-quote-gone", Position(path), Severity.WARNING, quote=quote, paste=paste)
