"""`kantlijn import`: converts documents to Markdown and reports what was found and what must be looked at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.cli import FAILED, OK, PROBLEMS
from generator.cli.import_sources import MEANS_NOTHING, ImportSource, Opened, all_sources
from generator.cli.language import find_site, say
from generator.cli.limits import limits_of
from generator.cli.register import registered_persons
from generator.cli.show import (
    furniture,
    print_json,
    print_line,
    print_problem,
    print_problems,
    problem_as_json,
    progress,
    shown_path,
)
from generator.cli.wrong_argument import WrongArgumentError
from generator.content.cut_file import cut
from generator.content.parse_file import official_file
from generator.core import command_line, digest, limits
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.encoding_names import is_text_encoding
from generator.intake import (
    confidence,
    disk,
    import_journal,
    import_plan,
    letter_identity,
    plan_import,
    plan_update,
)
from generator.intake.confidence import Confidence, Doubt
from generator.intake.import_journal import told
from generator.intake.import_plan import ImportPlan
from generator.intake.version_file import Keeping

_LINK = re.compile(r"\]\((?P<scheme>[a-z0-9.]+):|<(?P<web>https?)://")  # [vraag 4](question:4), <https://…>
_FOOTNOTE = re.compile(r"^\[\^[^\]]+\]:", re.MULTILINE)  # [^1]: text


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What the user asks of an import."""

    url: str | None = None
    """The web address that the document came from."""
    encoding: str | None = None
    """That of a text; None if the program is to see."""
    update: bool = False
    dry_run: bool = False


def run(
    arguments: Sequence[str], content: Path | None, asked: ImportRequest, changes: Sequence[str], *, as_json: bool
) -> int:
    """Import every file and publication; one that cannot be read does not stop the others.

    `changes` are limits of reading that the user changed.
    """
    most = limits_of(changes)
    target = content or (find_site(Path.cwd()) or Path.cwd()) / "content"
    if not recovered(target):
        return PROBLEMS
    sources = all_sources(arguments, target)
    _check_url(asked.url, sources)
    if asked.encoding is not None and not is_text_encoding(asked.encoding):
        raise WrongArgumentError(say("bad-encoding", name=asked.encoding), "--encoding")
    known = disk.KnownContent(target, cut, registered_persons(target))
    done: list[ImportResult] = []
    before = 0
    with progress(say("importing")) as bar, limits.used(most):
        for number, source in enumerate(sources):
            bar(number, len(sources))
            one = _import(source, target, known, asked)
            if one is None:
                before += 1  # an earlier import of the folder got so far
                continue
            done.append(one)
            if not as_json:
                _report(one, target, dry_run=asked.dry_run)
        bar(len(sources), len(sources))
    if as_json:
        print_json([_data(one, target, dry_run=asked.dry_run) for one in done])
    bad = sum(1 for one in done if not one.ok)
    if len(done) > 1 and not as_json:
        print_line(say("imported-all", done=len(done) - bad, n=len(done)))
    if before and not as_json:
        print_line(say("imported-before", n=before))
    if done and not before and all(one.meant_nothing for one in done):
        return FAILED
    return PROBLEMS if bad else OK


def _check_url(url: str | None, sources: Sequence[ImportSource]) -> None:
    """Raise a usage error if there is a URL that is no web address, or that cannot be the source of all documents."""
    if url is not None and (len(sources) != 1 or not url.startswith(("http://", "https://"))):
        raise WrongArgumentError(say("bad-url"), "--url")


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What the import of one document did, or would do."""

    path: Path
    plan: ImportPlan
    problems: tuple[Diagnostic, ...]
    text: str = ""
    """The Markdown of all files of the letter after the import."""
    changed: tuple[str, ...] = ()
    """The files of the letter that are new or changed, relative to the content folder."""

    @property
    def ok(self) -> bool:
        """Whether the document was imported, or would be without `--dry-run`."""
        return self.plan.ok and not any(problem.is_error for problem in self.problems)

    @property
    def meant_nothing(self) -> bool:
        """Whether there was no document where an argument leads."""
        return any(problem.code in MEANS_NOTHING for problem in self.problems)


def _import(source: ImportSource, target: Path, known: disk.KnownContent, asked: ImportRequest) -> ImportResult | None:
    """Import one document; None where it was found in a folder and is the source of a letter already."""
    opened = source.open()
    if any(problem.is_error for problem in opened.problems) and not opened.data:
        return ImportResult(source.path, ImportPlan(None), opened.problems)
    plan, actors = None, known.actors
    while True:
        try:
            known.refresh()
            if source.in_folder and not asked.update and known.has_source(digest.sha256(opened.data)):
                return None
            if plan is None or actors is not known.actors:
                plan, actors = _plan(opened, known, asked), known.actors
            return _carried_out(opened.name, plan, target, known, asked)
        except (
            disk.ContentChangedError
        ):  # another import wrote a letter meanwhile: it may be this one, or have its name
            continue
        except OSError as error:
            where = Position(shown_path(Path(error.filename)).removesuffix("/") if error.filename else opened.name)
            refused = diagnostic("disk", where, reason=error.strerror or error)
            return ImportResult(source.path, ImportPlan(None), (*opened.problems, refused))


def _plan(opened: Opened, known: disk.KnownContent, asked: ImportRequest) -> ImportPlan:
    """Return what importing a document would write if its letter is new."""
    plan = plan_import(
        opened.data,
        opened.name,
        known.actors,
        asked.url or opened.url,
        asked.encoding,
        metadata=opened.metadata,
        register=known.persons,
    )
    return replace(plan, problems=(*opened.problems, *plan.problems))


def _carried_out(
    name: str, plan: ImportPlan, target: Path, known: disk.KnownContent, asked: ImportRequest
) -> ImportResult:
    """Carry out a plan, as an update where its letter is there; nothing is written with `dry_run` or an error.

    Raises:
        ContentChangedError: another process changed what the plan was made against.
        OSError: the disk refuses.
    """
    path = Path(name)
    found = letter_identity.find(plan, known.letters if plan.ok else (), cut, update=asked.update)
    refused = _refused(found, target, name, update=asked.update)
    if refused is not None:
        return ImportResult(path, plan, (*plan.problems, refused))
    existing: dict[str, str] = {}
    if found.same is not None:
        there = disk.existing_letter(target, found.same)
        existing = {file: data.decode("utf-8", "replace") for file, data in there.files.items()}
        today = dt.datetime.now().astimezone().date()
        plan = plan_update(plan, there, name, cut, Keeping(official_file, today))
    elif plan.letter_id is not None:
        letter_id = letter_identity.free_id(plan.letter_id, known.taken)
        if letter_id != plan.letter_id or found.likeness >= letter_identity.SAME:
            plan = import_plan.renamed(plan, letter_id, found.nearest, found.likeness, name)
    changed = tuple(file.path for file in plan.files if existing.get(file.path) != file.text) if plan.ok else ()
    if plan.ok and not asked.dry_run and (changed or plan.actors):
        try:
            disk.write(plan, target, known)
        except import_journal.ImportRefusedError as error:
            return ImportResult(path, plan, (*plan.problems, error.problem))
        known.note(plan)
    whole = {**existing, **{file.path: file.text for file in plan.files}}
    return ImportResult(path, plan, plan.problems, "\n".join(whole.values()), changed)


def _refused(found: letter_identity.LetterMatch, target: Path, name: str, *, update: bool) -> Diagnostic | None:
    """Return why a document is not imported: its letter is there already, or it may be that of another letter."""
    if found.same is not None and not update:
        folder = shown_path((target / "letters" / found.same).absolute())
        return diagnostic(
            "letter-exists", Position(name), letter=found.same, folder=folder, file=command_line.word(name)
        )
    if found.same is None and update and found.likeness >= letter_identity.DOUBTFUL:
        percent = round(found.likeness * 100)
        return diagnostic("update-doubtful", Position(name), letter=found.nearest, percent=percent)
    return None


def recovered(content: Path) -> bool:
    """Finish or roll back imports that were cut off; tell of one that cannot be, and return whether there is none."""
    left = import_journal.recover(content)
    print_problems(left)
    return not left


def _report(one: ImportResult, target: Path, *, dry_run: bool) -> None:
    """Print what was found in one document, where it was written, and its problems."""
    if one.plan.recognised is not None and one.ok:
        _report_summary(one, target, dry_run=dry_run)
        if dry_run:
            _report_details(one, target)
        elif one.plan.update:
            _report_changed(one, target)
        weighed = _weighed(one)
        print_problems(weighed.remarks)
        _report_doubts(weighed)
    else:
        print_problems(one.problems)


def _weighed(one: ImportResult) -> Confidence:
    """Return what the import of a document is sure of; nothing if it was not imported."""
    letter = one.plan.recognised
    if letter is None or not one.ok:
        return Confidence(remarks=one.problems)
    return confidence.weigh(letter, one.problems, one.path.as_posix())


def _report_doubts(weighed: Confidence) -> None:
    """Print what the import is not sure of, the most harmful first, and of which questions it is; else nothing."""
    if not weighed.doubts:
        return
    sure = f" {say('sure-of', questions=listed(weighed.sure))}" if weighed.sure else ""
    print_line(f"  {say('not-sure', n=len(weighed.doubts))}{sure}", err=True)
    for doubt in weighed.doubts:
        where = say("doubt-in", questions=listed(doubt.questions)) if doubt.questions else say("doubt-in-letter")
        print_line(f"  {where}", err=True)
        for place in doubt.places:
            print_problem(place)


def listed(numbers: Sequence[int]) -> str:
    """Return question numbers with neighbours as ranges: `1–3, 5`."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], number]
        else:
            spans.append([number])
    return ", ".join("–".join(map(str, span)) for span in spans)


def _report_summary(one: ImportResult, target: Path, *, dry_run: bool) -> None:
    """Print where a letter was written, how much was found in it, and which actors are new."""
    plan = one.plan
    folder = shown_path((target / "letters" / str(plan.letter_id)).absolute())
    done = "updated" if plan.update else "imported"
    print_line(say(f"would-be-{done}" if dry_run else done, file=one.path.name, folder=folder, n=len(one.changed)))
    found = {key: n for key, n in _figures(one).items() if n or key in _ALWAYS}
    print_line("  " + ", ".join(say(f"found-{key}", n=n) for key, n in found.items()))
    if plan.actors:
        print_line(f"  {say('new-actors')} " + ", ".join(Path(file.path).stem for file in plan.actors))


def _report_details(one: ImportResult, target: Path) -> None:
    """Print the questions that were found, the files that would be written, and the furniture that was left out."""
    _report_questions(one.plan)
    _report_changed(one, target)
    for file in one.plan.actors:
        print_line(f"  + {told(file.path, target)}")
    for left in one.plan.furniture:
        print_line(f"  {say('left-out', line=left.line, reason=furniture(left.reason))} {' '.join(left.text.split())}")


def _report_changed(one: ImportResult, target: Path) -> None:
    for path in one.changed:
        print_line(f"  + {told(path, target)}")


_ALWAYS = {"questions", "answers"}
"""The figures that are printed also when they are 0."""


def _figures(one: ImportResult) -> dict[str, int]:
    """Return how many of each thing were found in a document, by the key of its sentence.

    Questions and answers are counted as `kantlijn check` does: an answer to several questions is one.
    """
    letter = one.plan.recognised
    links = [found["scheme"] or found["web"] for found in _LINK.finditer(one.text)]
    pointers = sum(1 for scheme in links if scheme == "question")
    return {
        "questions": sum(1 + len(question.joint) for question in letter.questions) if letter else 0,
        "answers": sum(question.answer is not None for question in letter.questions) if letter else 0,
        "footnotes": len(_FOOTNOTE.findall(one.text)),
        "pointers": pointers,
        "references": len(links) - pointers,
    }


def _report_questions(plan: ImportPlan) -> None:
    """Print each question that was found, and how it is answered."""
    letter = plan.recognised
    for question in letter.questions if letter else ():
        numbers = ", ".join(map(str, (question.number, *question.joint)))
        if question.answered_in is not None:
            how = say("answered-in", number=question.answered_in)
        else:
            how = say("answered" if question.answer is not None else "unanswered")
        words = " ".join(" ".join(block.text for block in question.blocks).split())
        print_line(f"  {numbers:>4}  {how}: {words[:_WIDTH]}{'…' if len(words) > _WIDTH else ''}")


_WIDTH = 90
"""How many characters of a question are printed."""


def _data(one: ImportResult, target: Path, *, dry_run: bool) -> dict[str, Any]:
    plan, weighed = one.plan, _weighed(one)
    return {
        "file": one.path.as_posix(),
        "letter": plan.letter_id,
        "written": one.ok and not dry_run,
        "update": plan.update,
        "files": [told(file.path, target) for file in (*plan.files, *plan.actors)] if one.ok else [],
        "changed": [told(path, target) for path in one.changed],
        "found": _figures(one),
        "furniture": [{"line": left.line, "text": left.text, "reason": left.reason} for left in plan.furniture],
        "problems": [problem_as_json(problem) for problem in one.problems],
        "sure": list(weighed.sure),
        "unsure": [_doubt_data(doubt) for doubt in weighed.doubts],
    }


def _doubt_data(doubt: Doubt) -> dict[str, Any]:
    return {
        "code": doubt.code,
        "questions": list(doubt.questions),
        "places": [problem_as_json(place) for place in doubt.places],
    }
