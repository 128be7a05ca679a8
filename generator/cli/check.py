"""`kantlijn check`: everything that can be said about a site before it is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator import build as pipeline
from generator.cli import FAILED
from generator.cli.build import Asked, cache, located
from generator.cli.language import say
from generator.cli.proof import Proof
from generator.cli.show import Format, exit_code, progress, report, tell
from generator.cli.unlinked_citations import unlinked_citations
from generator.core import urls
from generator.core.diagnostics import in_order
from generator.graph import checks
from generator.graph.counts import figures
from generator.output.external_links import check_web
from generator.output.link_check import check as check_output


def run(asked_site: Path | None, asked: Asked, form: Format, *, external: bool) -> int:
    """Report all problems of content, links and the finished pages."""
    site = located(asked_site)
    if site is None:
        return FAILED
    remembered = cache(site)
    out = site / pipeline.STATE / "check"
    prove, unsearched = Proof(site, remembered), pipeline.Indexing.NEVER
    options = replace(asked.options, strict=False, out=out, prove=prove, indexing=unsearched, illustrated=False)
    draft = pipeline.prepare(site, options, remembered)
    remembered.save()
    found = [*draft.problems, *checks.run(draft.graph), *unlinked_citations(draft.graph)]
    with progress(say("building")) as bar:
        outcome = pipeline.publish(draft, bar)
    found += outcome.problems
    if outcome.total and not outcome.problems:
        origins = {urls.file(page.path): page.origin for page in draft.plan.pages if page.origin}
        found += check_output(_files(out), draft.plan.site.base_url, origins)
        if external:
            with progress(say("asking")) as bar:
                found += check_web(_files(out), draft.plan.site.base_url, origins, bar)
    listed = in_order(pipeline.weighed(problem, strict=asked.strict) for problem in found)
    counted = figures(draft.graph)
    report(listed, form, site, {"ok": not exit_code(listed), "files": outcome.total, "figures": counted}, err=False)
    if form is Format.TEXT and not exit_code(listed) and outcome.total:
        tell(say("figures", **{name: say(f"figure-{name}", n=n) for name, n in counted.items()}))
        tell(say("checked", files=say("files", n=outcome.total)))
    return exit_code(listed)


def _files(out: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(out.rglob("*")):
        if path.is_file():
            yield path.relative_to(out).as_posix(), path.read_bytes()
