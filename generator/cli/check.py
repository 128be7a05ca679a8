"""`kantlijn check`: checks content, links and anchors without publishing the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator import build as pipeline
from generator.cli import FAILED
from generator.cli.build import BuildRequest, open_cache, require_site
from generator.cli.language import say
from generator.cli.proof import Prover
from generator.cli.register import registered_persons
from generator.cli.report_format import ReportFormat
from generator.cli.show import exit_code, print_line, print_report, progress
from generator.cli.unlinked_citations import unlinked_citations
from generator.content.sources import CONTENT
from generator.core import urls
from generator.core.diagnostics import Diagnostic, Severity, diagnostic, in_order
from generator.core.proof import counts
from generator.graph import checks
from generator.graph.counts import figures
from generator.output.external_links import check_web
from generator.output.link_check import check as check_output


def run(asked_site: Path | None, asked: BuildRequest, form: ReportFormat, *, external: bool) -> int:
    """Print the problems in the content and in the built pages, and return the exit code."""
    site = require_site(asked_site)
    if site is None:
        return FAILED
    cache = open_cache(site)
    out = site / pipeline.STATE / "check"
    prove, unsearched = Prover(site, cache), pipeline.Indexing.NEVER
    options = replace(asked.options, strict=False, out=out, prove=prove, indexing=unsearched, illustrated=False)
    with progress(say("building")) as bar:
        prepared, outcome = pipeline.publish(pipeline.load(site, options, cache), bar)
    cache.save()
    persons = registered_persons(site / CONTENT)
    found = [*prepared.problems, *checks.run(prepared.graph, persons), *unlinked_citations(prepared.graph)]
    found += outcome.problems
    if outcome.total and not outcome.problems:
        origins = {urls.file(page.path): page.origin for page in prepared.plan.pages if page.origin}
        originals = frozenset(urls.file(file.path) for file in prepared.plan.files)
        found += check_output(_files(out, originals), prepared.plan.site.base_url, origins)
        if prepared.config.theme:
            found += _changed_by_theme(out)
        if external:
            with progress(say("asking")) as bar:
                found += check_web(_files(out, originals), prepared.plan.site.base_url, origins, bar)
    listed = in_order(pipeline.weighed(problem, strict=asked.strict) for problem in found)
    counted = figures(prepared.graph)
    summary = {"ok": not exit_code(listed), "files": outcome.total, "figures": counted}
    print_report(listed, form, site, {**summary, "proofs": counts(prepared.plan.proofs)}, err=False)
    if form is ReportFormat.TEXT and not exit_code(listed) and outcome.total:
        print_line(say("figures", **{name: say(f"figure-{name}", n=n) for name, n in counted.items()}))
        print_line(say("checked", files=say("files", n=outcome.total)))
    return exit_code(listed)


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
