"""`kantlijn verify`: compares letters with their sources, and prints the differences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator.cli import FAILED, OK, PROBLEMS, verify_site
from generator.cli.build import require_site
from generator.cli.language import say
from generator.cli.limits import limits_of
from generator.cli.show import failure, furniture, print_json, print_line, print_problems, problem_as_json, progress
from generator.content.sources import CONTENT
from generator.core import limits
from generator.core.nearest import nearest
from generator.verify import Report, verify, worded


def run(asked_site: Path | None, letters: Sequence[str], changes: Sequence[str], *, listed: bool, as_json: bool) -> int:
    """Verify the given letters, or all; return exit code 1 if any of them differs from its source.

    `changes` are limits of reading that the user changed. Furniture is counted by its reason, and printed line by line
    only if `listed`.
    """
    most = limits_of(changes)
    if len(letters) == 1 and verify_site.is_site(letters[0]):
        with limits.used(most):
            return verify_site.run(letters[0], as_json=as_json)
    site = require_site(asked_site)
    if site is None:
        return FAILED
    folder = site / CONTENT / "letters"
    known = sorted(path.parent.name for path in folder.glob("*/letter.md"))
    for name in letters:
        if name not in known:
            near = nearest(name, known)
            return failure("no-letter", say("did-you-mean", name=near) if near else "", letter=name)
    chosen = list(letters) or known
    reports: list[Report] = []
    with progress(say("verifying")) as bar, limits.used(most):
        for number, name in enumerate(chosen):
            bar(number, len(chosen))
            reports.append(verify(folder / name))
    if as_json:
        print_json([_data(report) for report in reports])
    else:
        for report in reports:
            _show(report, listed=listed)
    return OK if all(report.ok or report.withheld for report in reports) else PROBLEMS


def _show(report: Report, *, listed: bool) -> None:
    folder = _folder(report)
    if report.ok:
        declared = say("but-declared", n=len(report.departures)) if report.departures else ""
        print_line(say("verified", letter=report.letter, words=report.words, source=report.source) + declared)
    elif report.withheld:
        print_line(say("not-compared", letter=report.letter))
    elif report.source is None:
        print_line(say("cannot-compare", letter=report.letter))
    else:
        print_line(say("differs", letter=report.letter, n=len(report.differences)))
    print_problems(report.problems_in(folder), err=False)
    for one in report.differences:
        place = f"{folder}/{one.path}:{one.line}" if one.line else f"{folder}/{one.path}"
        there = say("in-source", line=one.source_line) if one.source_line else ""
        page = say("on-page", page=one.page) if one.page else ""
        print_line(f"  {place}: {say(f'text-{one.kind}')}{there}{page}")
        print_line(f"    {worded(one)}")
    if report.furniture:
        _show_furniture(report, listed=listed)


def _folder(report: Report) -> str:
    return f"{CONTENT}/letters/{report.letter}"


def _show_furniture(report: Report, *, listed: bool) -> None:
    if not listed:
        reasons = Counter(left.reason for left in report.furniture).most_common()
        told = ", ".join(f"{n} {furniture(reason, n)}" for reason, n in reasons)
        print_line(f"  {say('furniture-counted', n=len(report.furniture), reasons=told)}")
    else:
        print_line(f"  {say('furniture', n=len(report.furniture))}")
        for left in report.furniture:
            print_line(f"    {left.line:>5}  {furniture(left.reason)}: {' '.join(left.text.split())}")


def _data(report: Report) -> dict[str, Any]:
    return {
        "letter": report.letter,
        "source": report.source,
        "ok": report.ok,
        "words": report.words,
        "differences": [
            {
                "kind": one.kind,
                "file": f"{_folder(report)}/{one.path}",
                "line": one.line or None,
                "source": one.source,
                "content": one.content,
                "before": one.before,
                "after": one.after,
                "source_line": one.source_line or None,
                "page": one.page,
            }
            for one in report.differences
        ],
        "departures": [
            {"place": one.place, "source": one.source, "shown": one.shown, "reason": one.reason}
            for one in report.departures
        ],
        "furniture": [
            {"text": left.text, "reason": left.reason, "line": left.line, "page": left.page}
            for left in report.furniture
        ],
        "problems": [problem_as_json(problem) for problem in report.problems_in(_folder(report))],
    }
