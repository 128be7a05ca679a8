"""The end of a build: what was planned is published as a whole, or it is said why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from generator.build import same
from generator.build.loading import linked, read
from generator.build.planning import planned, sought
from generator.build.values import (
    STATE,
    Loaded,
    Options,
    Prepared,
    Result,
    has_errors,
    shown_path,
    weighed,
)
from generator.content import sources
from generator.core import urls
from generator.core.cache import Cache
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic, in_order
from generator.core.workers import Progress
from generator.output import card_cache as cards
from generator.output import (
    host_limits,
    output_files,
    pagefind,
    place,
    removals,
    source_pictures,
    users_folders,
    write,
)
from generator.output import search_index as search
from generator.output.commit import OpenOutput, Outcome, publication
from generator.output.manifest import Manifest
from generator.output.rendering import Rendering
from generator.output.session import Session
from generator.output.tree import LinkedError
from generator.pages.addresses import mirror
from generator.pages.plan import site_view
from generator.pages.planned import Plan
from generator.pages.reuse.plan_memory import SupersededError


def build(
    site: Path, options: Options, cache: Cache, progress: Progress | None = None, session: Session | None = None
) -> Result:
    """Build the site in a folder and publish it, or say why not; a preview builds again and again in one session.

    Where the disk with the cache is full, the site is built without it.

    Raises:
        OSError: another disk refuses; in a session also that of the cache, which the next build does without.
    """
    try:
        return _built(site, options, cache, progress, session)
    except OSError:
        if not users_folders.leave(site) or session:
            raise
    return _built(site, options, cache, progress, session)


def _built(site: Path, options: Options, cache: Cache, progress: Progress | None, session: Session | None) -> Result:
    files = read(site, options, session)
    made_from = same.made_from(files) if options.unless_same else None
    if made_from and (done := same.result(files, made_from, cache)):
        return done
    loaded = linked(files, cache, session)
    del files  # the bytes of a large site, which nobody needs any more
    draft, outcome = publish(loaded, progress, session)
    result = Result(
        out=draft.folder.out,
        outcome=outcome,
        problems=in_order((*draft.problems, *outcome.problems)),
        letters=len(draft.graph.letters),
        questions=len(draft.graph.questions),
        seconds=draft.timings.stages,
        proofs=draft.plan.proofs,
        draft=draft,
    )
    if made_from:
        same.keep(draft, made_from, result)
    return result


def publish(
    loaded: Loaded, progress: Progress | None = None, session: Session | None = None
) -> tuple[Prepared, Outcome]:
    """Plan a site that was read, and publish it, unless something is wrong with it or with its place.

    Pages are rendered as they are planned, so that few of them are in memory at a time; they are published together.
    """
    if has_errors(loaded.problems):
        return planned(loaded, progress, session=session), Outcome()
    draft: Prepared | None = None
    at = Position(loaded.folder.out.as_posix())
    try:
        write.keep_private(loaded.folder.state.parents[1])
        view = site_view(loaded.config, loaded.base_url)
        last, first = (session.last, session.first()) if session else (None, None)
        with publication(view, loaded.templates, loaded.folder, last=last, first=first) as opened:
            draft = planned(loaded, progress, opened.rendering, session)
            return draft, Outcome() if has_errors(draft.problems) else _publish(draft, opened, progress, session)
    except LinkedError as error:
        failed = [diagnostic("output-link", Position(shown_path(loaded.site, error.path)))]
    except write.UnwritableError as error:
        places = (Position(shown_path(loaded.site, path)) for path in error.paths)
        failed = [diagnostic("output-unwritable", place) for place in places]
    except write.BusyError:
        failed = [diagnostic("output-busy", at)]
    except write.ForeignError as error:
        shown, more = ", ".join(error.paths[:3]), len(error.paths) - 3
        count = {"more": more if more > 0 else None, "count": len(error.paths)}
        failed = [diagnostic("output-foreign", at, files=shown, **count)]
    return draft or planned(loaded, progress), Outcome(problems=tuple(failed))


def _publish(draft: Prepared, opened: OpenOutput, progress: Progress | None, session: Session | None) -> Outcome:
    """Publish what was prepared, unless it would empty the site."""
    emptied = tuple(_emptied(draft, opened.before))
    if emptied:
        return Outcome(problems=emptied)
    index, failed = _index(draft, opened.rendering, session)
    if any(problem.is_error for problem in failed):
        return Outcome(problems=failed)
    with draft.timings.stage("draw"):
        drawn = cards.make(draft.shelf / cards.CACHE_FOLDER, draft.plan.cards)
        source_pictures.remove_unused(draft.site, draft.plan.pictures)
    files = {**draft.files, **index, **drawn}
    digests = {**draft.digests, **search.digests(index), **cards.digests(drawn)}
    if session:
        session.memory.check()
    with draft.timings.stage("commit"):
        outcome = opened.commit(_listed(draft, files), files, progress, digests=digests)
    undrawn = any(urls.file(one.path) not in files for one in draft.plan.pictures)
    left = None if failed or undrawn else outcome.left
    return replace(outcome, problems=(*outcome.problems, *failed, *_crowding(draft, outcome)), left=left)


def _listed(draft: Prepared, files: Mapping[str, Path]) -> Plan:
    """Return the plan with the list of all its files, where it has an address at which they are; nobody copies a preview."""
    plan = draft.plan
    base_url = plan.site.base_url
    if not base_url or draft.options.offline or draft.options.preview_url:
        return plan
    listed = mirror.page(base_url, (*(urls.file(page.path) for page in plan.pages), *files))
    return replace(plan, pages=tuple(sorted((*plan.pages, listed), key=lambda page: page.path)))


def _crowding(draft: Prepared, outcome: Outcome) -> Iterator[Diagnostic]:
    """Report what of a published site is more than the host takes that `site.yml` names; nobody uploads a preview."""
    host = draft.config.host
    if host and not draft.options.preview_url and not any(problem.is_error for problem in outcome.problems):
        yield from host_limits.problems(host, output_files.stamps(draft.folder))


def _emptied(draft: Prepared, before: Manifest | None) -> Iterator[Diagnostic]:
    """Report what was published and would go: by the last build of the output, or else by the ledger."""
    options = draft.options
    if options.allow_removals or options.preview_url:
        return
    if draft.folder.own:  # a check: it is the site's output that would be emptied
        before = write.known(place.folder(draft.site, draft.site / STATE, draft.site / draft.config.out))
    published = before.subjects if before else removals.in_ledger(draft.graph.ledger)
    yield from removals.refused(published, draft.plan, sources.CONTENT)


def _index(
    draft: Prepared, rendering: Rendering, session: Session | None
) -> tuple[Mapping[str, Path], tuple[Diagnostic, ...]]:
    """Make the search index if none of those made before will do; without one the site is published all the same."""
    with draft.timings.stage("index"):
        if draft.index is not None:
            return draft.index, ()
        try:
            texts = sought(draft.plan, draft.graph)
            superseded = session.memory.superseded if session else lambda: False
            made = search.make(draft.shelf / search.CACHE_FOLDER, texts, rendering.is_published, superseded)
        except pagefind.IndexingError as error:
            failed = diagnostic("search-failed", Position(sources.SITE_FILE), Severity.WARNING, reason=error)
            return {}, (weighed(failed, strict=draft.options.strict),)
        if made is None:
            raise SupersededError
        return made, ()
