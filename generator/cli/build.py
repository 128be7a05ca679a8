"""`kantlijn build`: builds and publishes the site, and reports what was done."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator import build as pipeline
from generator.cli import FAILED, OK, PROBLEMS
from generator.cli.language import find_site, say
from generator.cli.proof import Prover
from generator.cli.report_format import ReportFormat
from generator.cli.show import failure, print_line, print_report, progress, shown_path
from generator.cli.wrong_argument import WrongArgumentError
from generator.content.sources import CONTENT, UNFINISHED
from generator.core import workers
from generator.core.config import is_base_url
from generator.core.proof import counts
from generator.output.cache_file import CacheFile
from generator.output.cache_file import folder as cache_folder


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """The build options on the command line; with None the setting in `site.yml` counts."""

    base_url: str | None = None
    out: Path | None = None
    offline: bool = False
    drafts: bool = False
    strict: bool = False
    allow_removals: bool = False
    confirm_out: bool = False
    jobs: int | None = None

    @property
    def options(self) -> pipeline.Options:
        """The same options for the pipeline; a `base_url` that is no address is a usage error."""
        if self.base_url is not None and not is_base_url(self.base_url):
            raise WrongArgumentError(say("bad-base-url", url=self.base_url), "--base-url")
        return pipeline.Options(
            self.drafts,
            self.offline,
            self.strict,
            self.base_url,
            self.out,
            allow_removals=self.allow_removals,
            confirm_out=self.confirm_out,
            jobs=self.jobs or workers.usable(),
            unless_same=True,
        )


def require_site(asked: Path | None) -> Path | None:
    """Return the folder of the site: the one asked for, else the one around the working directory.

    If there is no site, print that and return None.
    """
    site = asked.absolute() if asked else find_site(Path.cwd())
    if site is None:
        failure("no-site", folder=Path.cwd())
        return None
    if not (site / "site.yml").is_file():
        above = find_site(site)
        hint = say("did-you-mean", name=f"--site {shown_path(above)}") if above else say("begin-site")
        failure("no-site-in" if site.is_dir() else "no-folder", hint, folder=asked)
        return None
    if any((site / CONTENT / "letters").glob(f"{UNFINISHED}*")):
        from generator.cli.imports import recovered  # noqa: PLC0415 - the import is slow to load, and seldom cut off

        if not recovered(site / CONTENT):
            return None
    return site


def open_cache(site: Path) -> CacheFile:
    """Return the cache of a site, with what earlier commands put in it."""
    return CacheFile(cache_folder(site) / "values")


def run(asked_site: Path | None, asked: BuildRequest, form: ReportFormat) -> int:
    """Build the site, print the result and return the exit code."""
    options = asked.options
    site = require_site(asked_site)
    if site is None:
        return FAILED
    start = time.perf_counter()
    cache = open_cache(site)
    prove = Prover(site, cache)
    options = replace(options, prove=prove, locate=prove.locator)
    with progress(say("building")) as bar:
        result = pipeline.build(site, options, cache, bar)
    cache.save()
    print_report(result.problems, form, site, _summary(result))
    if form is ReportFormat.TEXT:
        print_line(_sentence(result, time.perf_counter() - start), err=not result.published)
    return OK if result.published else PROBLEMS


def _sentence(result: pipeline.Result, seconds: float) -> str:
    """Return one line that says what a build did."""
    done, out = result.outcome, shown_path(result.out)
    took = say("seconds", seconds=f"{seconds:.1f}")
    if not result.published:
        return say("built-nothing", out=out)
    made = say("built-of", letters=say("letters", n=result.letters), questions=say("questions", n=result.questions))
    if not done.written and not done.removed:
        rendered = say("built-rendered", n=len(done.rendered)) if done.rendered else say("built-unchanged")
        return say("built-same", out=out, files=say("files", n=done.total), rendered=rendered, took=took)
    written, removed = say("written", n=len(done.written)), say("removed", n=len(done.removed))
    same = say("unchanged", n=done.total - len(done.written))
    return say("built", out=out, made=made, written=written, same=same, removed=removed, took=took)


def _summary(result: pipeline.Result) -> dict[str, Any]:
    """Return what a build did, as JSON values."""
    done = result.outcome
    return {
        "published": result.published,
        "out": str(result.out),
        "letters": result.letters,
        "questions": result.questions,
        "files": done.total,
        "rendered": len(done.rendered),
        "written": list(done.written),
        "removed": list(done.removed),
        "proofs": counts(result.proofs),
        "seconds": {stage: round(seconds, 4) for stage, seconds in result.seconds.items()},
    }
