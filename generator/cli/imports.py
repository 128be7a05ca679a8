"""`kantlijn import`: from documents to Markdown, with a report of what was found and what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from generator.cli import OK, PROBLEMS
from generator.cli.language import find_site, say
from generator.cli.show import as_data, data, failure, problems, progress, shown_path, tell
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.intake import ImportPlan, draft, plan_import
from generator.intake.readers import READERS

_LINK = re.compile(r"\]\((?P<scheme>[a-z0-9.]+):|<(?P<web>https?)://")  # [vraag 4](question:4), <https://…>
_FOOTNOTE = re.compile(r"^\[\^[^\]]+\]:", re.MULTILINE)  # [^1]: text


def run(files: Sequence[Path], content: Path | None, *, dry_run: bool, as_json: bool) -> int:
    """Import every file; one that cannot be read does not stop the others."""
    target = content or (find_site(Path.cwd()) or Path.cwd()) / "content"
    documents: list[Path] = []
    for path in files:
        if not path.exists():
            return failure("no-file", path=path)
        found = list(_documents(path))
        if not found:
            return failure("no-documents", path=path)
        documents += found
    done: list[tuple[Path, ImportPlan, tuple[Diagnostic, ...]]] = []
    with progress(say("importing")) as bar:
        for number, path in enumerate(documents):
            bar(number, len(documents))
            plan = plan_import(path.read_bytes(), path.as_posix(), draft.existing_actors(target))
            wrong = () if dry_run else _write(plan, target, path)
            done.append((path, plan, wrong))
            if not as_json:
                _report(path, plan, wrong, target, dry_run=dry_run)
        bar(len(documents), len(documents))
    if as_json:
        data([_data(path, plan, wrong, dry_run=dry_run) for path, plan, wrong in done])
    bad = sum(1 for _, plan, wrong in done if wrong or not plan.ok)
    if len(done) > 1 and not as_json:
        tell(say("imported-all", done=len(done) - bad, n=len(done)))
    return PROBLEMS if bad else OK


def _documents(path: Path) -> Iterator[Path]:
    """Give the documents that an argument means: itself, or everything of a known format in a folder."""
    if path.is_file():
        yield path
        return
    for inside in sorted(path.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in inside.relative_to(path).parts)
        if inside.is_file() and not hidden and inside.suffix and inside.suffix.lower() in READERS:
            yield inside


def _write(plan: ImportPlan, target: Path, path: Path) -> tuple[Diagnostic, ...]:
    if not plan.ok:
        return ()
    try:
        draft.write(plan, target)
    except FileExistsError:
        folder = target / "letters" / str(plan.letter_id)
        return (
            diagnostic("letter-exists", Position(path.as_posix()), letter=plan.letter_id, folder=folder.as_posix()),
        )
    return ()


def _report(path: Path, plan: ImportPlan, wrong: Sequence[Diagnostic], target: Path, *, dry_run: bool) -> None:
    """Tell of one file what was found, where it went, and what to look at."""
    if plan.recognised is not None and plan.ok and not wrong:
        figures = _figures(plan)
        folder = shown_path((target / "letters" / str(plan.letter_id)).absolute())
        tell(say("would-import" if dry_run else "imported", file=path.name, folder=folder))
        tell("  " + ", ".join(say(f"found-{key}", n=n) for key, n in figures.items() if n or key in _ALWAYS))
        if plan.actors:
            tell(f"  {say('new-actors')} " + ", ".join(Path(file.path).stem for file in plan.actors))
        if dry_run:
            _details(plan)
    problems((*plan.problems, *wrong))


_ALWAYS = {"questions", "answers"}


def _figures(plan: ImportPlan) -> dict[str, int]:
    text = "\n".join(file.text for file in plan.files)
    letter = plan.recognised
    links = [found["scheme"] or found["web"] for found in _LINK.finditer(text)]
    pointers = sum(1 for scheme in links if scheme == "question")
    answered = [q for q in letter.questions if q.answer is not None or q.answered_in is not None] if letter else []
    return {
        "questions": sum(1 + len(question.joint) for question in letter.questions) if letter else 0,
        "answers": sum(1 + len(question.joint) for question in answered),
        "footnotes": len(_FOOTNOTE.findall(text)),
        "pointers": pointers,
        "references": len(links) - pointers,
    }


def _details(plan: ImportPlan) -> None:
    """List what an import would make, and what it would leave out as furniture."""
    letter = plan.recognised
    for question in letter.questions if letter else ():
        numbers = ", ".join(map(str, (question.number, *question.joint)))
        if question.answered_in is not None:
            how = say("answered-in", number=question.answered_in)
        else:
            how = say("answered" if question.answer is not None else "unanswered")
        words = " ".join(" ".join(block.text for block in question.blocks).split())
        tell(f"  {numbers:>4}  {how}: {words[:_WIDTH]}{'…' if len(words) > _WIDTH else ''}")
    for file in plan.files:
        tell(f"  + {file.path}")
    for file in plan.actors:
        tell(f"  + {file.path}")
    for left in plan.furniture:
        tell(f"  {say('left-out', line=left.line, reason=left.reason)} {' '.join(left.text.split())}")


_WIDTH = 90
"""Characters of a question in a list on the terminal."""


def _data(path: Path, plan: ImportPlan, wrong: Sequence[Diagnostic], *, dry_run: bool) -> dict[str, Any]:
    return {
        "file": path.as_posix(),
        "letter": plan.letter_id,
        "written": plan.ok and not wrong and not dry_run,
        "files": [file.path for file in (*plan.files, *plan.actors)] if plan.ok else [],
        "found": _figures(plan),
        "furniture": [{"line": left.line, "text": left.text, "reason": left.reason} for left in plan.furniture],
        "problems": [as_data(problem) for problem in (*plan.problems, *wrong)],
    }
