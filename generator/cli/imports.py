"""`kantlijn import`: from documents to Markdown, with a report of what was found and what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from generator.cli import OK, PROBLEMS
from generator.cli.language import find_site, say
from generator.cli.show import as_data, data, failure, problems, progress, shown_path, tell
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.intake import ImportPlan, disk, plan_import, plan_update
from generator.intake.readers import BY_SUFFIX

_LINK = re.compile(r"\]\((?P<scheme>[a-z0-9.]+):|<(?P<web>https?)://")  # [vraag 4](question:4), <https://…>
_FOOTNOTE = re.compile(r"^\[\^[^\]]+\]:", re.MULTILINE)  # [^1]: text


def run(
    files: Sequence[Path], content: Path | None, *, url: str | None, update: bool, dry_run: bool, as_json: bool
) -> int:
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
    if url is not None and (len(documents) != 1 or not url.startswith(("http://", "https://"))):
        raise typer.BadParameter(say("bad-url"), param_hint="--url")
    done: list[Import] = []
    with progress(say("importing")) as bar:
        for number, path in enumerate(documents):
            bar(number, len(documents))
            one = _import(path, target, url, update=update, dry_run=dry_run)
            done.append(one)
            if not as_json:
                _report(one, target, dry_run=dry_run)
        bar(len(documents), len(documents))
    if as_json:
        data([_data(one, dry_run=dry_run) for one in done])
    bad = sum(1 for one in done if not one.ok)
    if len(done) > 1 and not as_json:
        tell(say("imported-all", done=len(done) - bad, n=len(done)))
    return PROBLEMS if bad else OK


def _documents(path: Path) -> Iterator[Path]:
    """Yield the documents that an argument means: itself, or everything of a known format in a folder."""
    if path.is_file():
        yield path
        return
    for inside in sorted(path.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in inside.relative_to(path).parts)
        if inside.is_file() and not hidden and inside.suffix and inside.suffix.lower() in BY_SUFFIX:
            yield inside


@dataclass(frozen=True, slots=True)
class Import:
    """What became of one document."""

    path: Path
    plan: ImportPlan
    problems: tuple[Diagnostic, ...]
    text: str = ""
    """All of the letter's Markdown, as it is or will be."""
    changed: tuple[str, ...] = ()
    """Files of the letter that are new or differ from what is there, relative to the content folder."""

    @property
    def ok(self) -> bool:
        """Whether it was imported, or could have been."""
        return self.plan.ok and not any(problem.is_error for problem in self.problems)


def _import(path: Path, target: Path, url: str | None, *, update: bool, dry_run: bool) -> Import:
    """Plan one import and, if that is good and wanted, write it."""
    name = path.as_posix()
    plan = plan_import(path.read_bytes(), name, disk.existing_actors(target), url)
    there = disk.existing_letter(target, plan)
    existing = disk.letter_files(target, there) if there is not None else {}
    if there is not None and not update:
        folder = shown_path((target / "letters" / there).absolute())
        problem = diagnostic("letter-exists", Position(name), letter=there, folder=folder, file=name)
        return Import(path, plan, (*plan.problems, problem))
    if there is not None:
        plan = plan_update(plan, there, existing, name)
    changed = tuple(file.path for file in plan.files if existing.get(file.path) != file.text) if plan.ok else ()
    if plan.ok and not dry_run and (changed or plan.actors):
        disk.write(plan, target)
    whole = {**existing, **{file.path: file.text for file in plan.files}}
    return Import(path, plan, plan.problems, "\n".join(whole.values()), changed)


def _report(one: Import, target: Path, *, dry_run: bool) -> None:
    """Tell of one file what was found, where it went, and what to look at."""
    plan = one.plan
    if plan.recognised is not None and one.ok:
        folder = shown_path((target / "letters" / str(plan.letter_id)).absolute())
        done = "updated" if plan.update else "imported"
        tell(say(f"would-be-{done}" if dry_run else done, file=one.path.name, folder=folder, n=len(one.changed)))
        found = {key: n for key, n in _figures(one).items() if n or key in _ALWAYS}
        tell("  " + ", ".join(say(f"found-{key}", n=n) for key, n in found.items()))
        if plan.actors:
            tell(f"  {say('new-actors')} " + ", ".join(Path(file.path).stem for file in plan.actors))
        if dry_run:
            _details(plan)
        for path in one.changed if dry_run or plan.update else ():
            tell(f"  + {path}")
        for file in plan.actors if dry_run else ():
            tell(f"  + {file.path}")
        for left in plan.furniture if dry_run else ():
            tell(f"  {say('left-out', line=left.line, reason=left.reason)} {' '.join(left.text.split())}")
    problems(one.problems)


_ALWAYS = {"questions", "answers"}


def _figures(one: Import) -> dict[str, int]:
    letter = one.plan.recognised
    links = [found["scheme"] or found["web"] for found in _LINK.finditer(one.text)]
    pointers = sum(1 for scheme in links if scheme == "question")
    answered = [q for q in letter.questions if q.answer is not None or q.answered_in is not None] if letter else []
    return {
        "questions": sum(1 + len(question.joint) for question in letter.questions) if letter else 0,
        "answers": sum(1 + len(question.joint) for question in answered),
        "footnotes": len(_FOOTNOTE.findall(one.text)),
        "pointers": pointers,
        "references": len(links) - pointers,
    }


def _details(plan: ImportPlan) -> None:
    """List the questions that were found, and how each is answered."""
    letter = plan.recognised
    for question in letter.questions if letter else ():
        numbers = ", ".join(map(str, (question.number, *question.joint)))
        if question.answered_in is not None:
            how = say("answered-in", number=question.answered_in)
        else:
            how = say("answered" if question.answer is not None else "unanswered")
        words = " ".join(" ".join(block.text for block in question.blocks).split())
        tell(f"  {numbers:>4}  {how}: {words[:_WIDTH]}{'…' if len(words) > _WIDTH else ''}")


_WIDTH = 90
"""Characters of a question in a list on the terminal."""


def _data(one: Import, *, dry_run: bool) -> dict[str, Any]:
    plan = one.plan
    return {
        "file": one.path.as_posix(),
        "letter": plan.letter_id,
        "written": one.ok and not dry_run,
        "update": plan.update,
        "files": [file.path for file in (*plan.files, *plan.actors)] if one.ok else [],
        "changed": list(one.changed),
        "found": _figures(one),
        "furniture": [{"line": left.line, "text": left.text, "reason": left.reason} for left in plan.furniture],
        "problems": [as_data(problem) for problem in one.problems],
    }
