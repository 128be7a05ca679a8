"""`kantlijn check`: checks content, links and anchors without publishing the site, and counts what is left to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import build as pipeline
from generator.cli import FAILED
from generator.cli.build import BuildRequest, open_cache, require_site
from generator.cli.language import say
from generator.cli.proof import Prover
from generator.cli.remaining import Remaining
from generator.cli.report_format import ReportFormat
from generator.cli.show import exit_code, print_line, print_problem, print_report, progress, severity_counts
from generator.cli.work import print_work
from generator.core import urls
from generator.core.diagnostics import Diagnostic, Severity, diagnostic, in_order
from generator.core.proof import counts
from generator.graph.counts import figures
from generator.graph.worklist import Work, work_list
from generator.output.external_links import check_web
from generator.output.link_check import check as check_output


def run(asked_site: Path | None, asked: BuildRequest, form: ReportFormat, *, external: bool, listed: bool) -> int:
    """Print the problems in the content and in the built pages, and return the exit code.

    Remarks are counted by letter and kind; with `listed` each is printed, as other problems are.
    """
    site = require_site(asked_site)
    if site is None:
        return FAILED
    cache = open_cache(site)
    out = site / pipeline.STATE / "check"
    prove, unsearched = Prover(site, cache), pipeline.Indexing.NEVER
    options = replace(asked.options, strict=False, out=out, indexing=unsearched, illustrated=False)
    options = replace(options, prove=prove, locate=prove.locator)
    with progress(say("building")) as bar:
        prepared, outcome = pipeline.publish(pipeline.load(site, options, cache), bar)
    cache.save()
    remarks, doubts = Remaining(site).found(prepared.graph)
    found = [*prepared.problems, *remarks, *outcome.problems]
    if outcome.total and not outcome.problems:
        origins = {urls.file(page.path): page.origin for page in prepared.plan.pages if page.origin}
        originals = frozenset(urls.file(file.path) for file in prepared.plan.files)
        found += check_output(_files(out, originals), prepared.plan.site.base_url, origins)
        if prepared.config.theme:
            found += _changed_by_theme(out)
        if external:
            with progress(say("asking")) as bar:
                found += check_web(_files(out, originals), prepared.plan.site.base_url, origins, bar)
    problems = in_order(pipeline.weighed(problem, strict=asked.strict) for problem in found)
    counted = figures(prepared.graph)
    summary = {"ok": not exit_code(problems), "files": outcome.total, "figures": counted}
    if form is ReportFormat.TEXT and not listed:
        _print_counted(prepared, problems, doubts)
    else:
        work = work_list(prepared.graph, problems, doubts)
        summary |= {"proofs": counts(prepared.plan.proofs), "work": [_work_data(one) for one in work]}
        print_report(in_order((*problems, *doubts)), form, site, summary, err=False)
    if form is ReportFormat.TEXT and not exit_code(problems) and outcome.total:
        print_line(say("figures", **{name: say(f"figure-{name}", n=n) for name, n in counted.items()}))
        print_line(say("checked", files=say("files", n=outcome.total)))
    return exit_code(problems)


_SHOWN = 5
"""How many warnings of one code are printed where a list was not asked for."""


def _print_counted(draft: pipeline.Prepared, problems: Sequence[Diagnostic], doubts: Sequence[Diagnostic]) -> None:
    """Print errors in full, the first warnings of each kind, and how many of all else there are."""
    printed: Counter[str] = Counter()
    counted: list[Diagnostic] = []
    for problem in problems:
        printed[problem.code] += not problem.is_error
        if problem.severity is Severity.INFO or printed[problem.code] > _SHOWN:
            counted.append(problem)
        else:
            print_problem(problem, err=False)
    print_work(work_list(draft.graph, counted, doubts))
    if problems or doubts:
        told = severity_counts((*problems, *doubts))
        print_line(f"{told}. {say('work-list-on-request')}" if counted or doubts else told)


def _work_data(work: Work) -> dict[str, Any]:
    kinds = {kind: len(listed) for kind, listed in work.kinds.items()}
    return {"letter": work.letter or None, "title": work.title or None, "kinds": kinds}


def _changed_by_theme(out: Path) -> Iterator[Diagnostic]:
    """Report pages on which a site's own theme changes official text; pages of another make cannot be looked at."""
    from generator.verify.published import FolderFiles, changed_texts  # noqa: PLC0415 - slow to load, seldom needed

    for problem in changed_texts(FolderFiles(out)):
        unread = problem.code == "published-unreachable"
        code = "theme-text-unread" if unread else "theme-changes-text"
        yield diagnostic(code, problem.position, Severity.INFO if unread else Severity.WARNING)


def _files(out: Path, originals: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the published files by path, a letter's original without its bytes: the links in it are not the site's."""
    for path in sorted(out.rglob("*")):
        if path.is_file():
            name = path.relative_to(out).as_posix()
            yield name, b"" if name in originals else path.read_bytes()
