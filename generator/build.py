"""The pipeline: a site's folder goes in, a published site or diagnostics come out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from generator.content import links, sources
from generator.content import site_settings as settings
from generator.content.parse import parse
from generator.core import digest, ledger, urls, workers
from generator.core.cache import Cache
from generator.core.config import Config
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic, in_order
from generator.core.ledger import Ledger
from generator.core.model import Letter
from generator.core.parts import PICTURES, SEARCH
from generator.core.proof import Proof
from generator.core.workers import Progress
from generator.graph.link import link
from generator.graph.site import SiteGraph
from generator.output import card_cache as cards
from generator.output import (
    host_limits,
    pagefind,
    place,
    removals,
    site_checks,
    source_pictures,
    users_folders,
    write,
)
from generator.output import interface_words as interface
from generator.output import search_index as search
from generator.output import theme as themes
from generator.output.cache_file import CacheFile
from generator.output.commit import OpenOutput, Outcome, publication
from generator.output.manifest import Manifest
from generator.output.rendering import Rendering
from generator.output.session import Session
from generator.output.templates import Templates
from generator.output.theme import ThemeFile
from generator.output.tree import LinkedError
from generator.pages.addresses import mirror
from generator.pages.addresses.published import rehosted
from generator.pages.kinds.groups import Made
from generator.pages.plan import Locate, Prove, plan, site_view
from generator.pages.planned import Plan

STATE = ".kantlijn"
"""The program's own folder beside site.yml: what it remembers and what it knows of each output."""
ASSETS = "assets"


class Indexing(StrEnum):
    """When the search index is made; one that was made from the same texts is always used again."""

    FRESH = "fresh"
    """Whenever a text changed."""
    LATEST = "latest"
    """Only where there is none: a preview need not find what was written a minute ago."""
    LATER = "later"
    """Not now: the last one that was made will do, or none."""
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Options:
    """How a site is built, beside what site.yml says; None leaves it to site.yml."""

    drafts: bool = False
    offline: bool = False
    strict: bool = False
    base_url: str | None = None
    out: Path | None = None
    preview_url: str | None = None
    """In a preview: its address, which takes the place of the site's own where the site has one."""
    prove: Prove | None = None
    locate: Locate | None = None
    """Does the same and tells where letters are in their sources, for the pages that show these."""
    indexing: Indexing = Indexing.FRESH
    addressed: bool = False
    """Whether the plan lists every address that it publishes; with a ledger it does so anyhow."""
    illustrated: bool = True
    """Whether share images are made, where the site has them and this machine can draw; nobody shares a preview."""
    allow_removals: bool = False
    """Whether the build may remove all letters, or more than half of the letters or answers that were published."""
    confirm_out: bool = False
    """Whether the user confirms that the output is where the site leads: through a link, or out of its folder."""
    jobs: int = 1
    """How many processes make and render pages."""


@dataclass(slots=True)
class Timings:
    """Seconds by stage, in the order in which they ran."""

    stages: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what runs inside."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.stages[name] = self.stages.get(name, 0.0) + time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class Loaded:
    """A site that was read and linked, with the place of its output; nothing is planned yet."""

    site: Path
    options: Options
    cache: Cache
    config: Config
    graph: SiteGraph
    letters: tuple[Letter, ...]
    templates: Templates
    words: Mapping[str, object]
    furnished: Mapping[str, ThemeFile]
    """The theme's own files, by path inside the output."""
    settings_file: sources.SourceText | None
    folder: write.Folder
    shelf: Path
    """The folder of the user's in which the search index and the share images of this output are kept."""
    problems: tuple[Diagnostic, ...]
    timings: Timings

    @property
    def own_url(self) -> str | None:
        """The site's own address."""
        return self.options.base_url or self.config.base_url

    @property
    def base_url(self) -> str | None:
        """The address that pages have: in a preview, its own."""
        return self.own_url and (self.options.preview_url or self.own_url)

    @property
    def searched(self) -> bool:
        """Whether the site has search, on a machine that can make an index."""
        return self.config.wants(SEARCH) and pagefind.program() is not None

    @property
    def drawing(self) -> bool:
        """Whether share images are wanted."""
        return self.options.illustrated and self.config.wants(PICTURES)

    def weighed(self, problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return problems in order, with the weight that they have in this build."""
        strict = self.options.strict
        return in_order(settings.placed(weighed(one, strict=strict), self.settings_file) for one in problems)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that is known before anything is published."""

    config: Config
    graph: SiteGraph
    plan: Plan
    templates: Templates
    files: Mapping[str, Path]
    """What is copied, by path inside the output: assets of the theme, sources of letters."""
    digests: Mapping[str, str]
    """What of these is known already: fingerprints of what they hold."""
    folder: write.Folder
    problems: tuple[Diagnostic, ...]
    timings: Timings
    options: Options = Options()
    shelf: Path = Path()
    """The folder of the user's in which the search index and the share images of this output are kept."""
    site: Path = Path()
    index: Mapping[str, Path] | None = None
    """The files of a search index that was made before and will do, by path in the output; None if one must be made."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did. With an error (or, if strict, a warning) among the problems it published nothing."""

    out: Path
    outcome: Outcome
    problems: tuple[Diagnostic, ...]
    letters: int
    questions: int
    seconds: Mapping[str, float]
    proofs: tuple[Proof, ...] = ()
    """How each letter compares with its source."""
    draft: Prepared | None = None
    """All that was known before it was published."""

    @property
    def published(self) -> bool:
        """Whether the output is now what the content says."""
        return not any(problem.is_error for problem in self.problems)


def build(
    site: Path, options: Options, cache: Cache, progress: Progress | None = None, session: Session | None = None
) -> Result:
    """Build the site in a folder and publish it, or say why not; a preview builds again and again in one session."""
    draft, outcome = publish(load(site, options, cache, session), progress, session)
    return Result(
        out=draft.folder.out,
        outcome=outcome,
        problems=in_order((*draft.problems, *outcome.problems)),
        letters=len(draft.graph.letters),
        questions=len(draft.graph.questions),
        seconds=draft.timings.stages,
        proofs=draft.plan.proofs,
        draft=draft,
    )


def publish(
    loaded: Loaded, progress: Progress | None = None, session: Session | None = None
) -> tuple[Prepared, Outcome]:
    """Plan a site that was read, and publish it, unless something is wrong with it or with its place.

    Pages are rendered as they are planned, so that few of them are in memory at a time; they are published together.
    """
    if _has_errors(loaded.problems):
        return planned(loaded, progress, session=session), Outcome()
    draft: Prepared | None = None
    at = Position(loaded.folder.out.as_posix())
    try:
        write.keep_private(loaded.folder.state.parents[1])
        view = site_view(loaded.config, loaded.base_url)
        last, first = (session.last, session.first()) if session else (None, None)
        with publication(view, loaded.templates, loaded.folder, last=last, first=first) as opened:
            draft = planned(loaded, progress, opened.rendering, session)
            return draft, Outcome() if _has_errors(draft.problems) else _publish(draft, opened, progress, session)
    except LinkedError as error:
        failed = [diagnostic("output-link", Position(_shown(loaded.site, error.path)))]
    except write.UnwritableError as error:
        places = (Position(_shown(loaded.site, path)) for path in error.paths)
        failed = [diagnostic("output-unwritable", place) for place in places]
    except write.BusyError:
        failed = [diagnostic("output-busy", at)]
    except write.ForeignError as error:
        shown, more = ", ".join(error.paths[:3]), len(error.paths) - 3
        count = {"more": more if more > 0 else None, "count": len(error.paths)}
        failed = [diagnostic("output-foreign", at, files=shown, **count)]
    return draft or planned(loaded, progress), Outcome(problems=tuple(failed))


def _wanted(name: str, config: Config) -> bool:
    """Say whether a file of the theme is published: its own type only where the site is set in it."""
    return config.fonts == "own" or not name.startswith("fonts")


def _has_errors(problems: Iterable[Diagnostic]) -> bool:
    return any(problem.is_error for problem in problems)


def prepare(site: Path, options: Options, cache: Cache) -> Prepared:
    """Read, parse, link and plan a site; nothing is rendered, and its folder is only read."""
    return planned(load(site, options, cache))


def load(site: Path, options: Options, cache: Cache, session: Session | None = None) -> Loaded:
    """Read, parse and link a site, and find the place of its output."""
    timings = Timings()
    with timings.stage("read"):
        found = session.sources(site) if session else sources.read(site)
        config, problems = settings.parse(found.site)
        own = site / config.theme if config.theme else None
        theme = themes.theme(own, site)
        words = interface.words(theme, config.lang)
        shared = None if config.theme else CacheFile(users_folders.program_folder(site) / "templates")
        templates = Templates(theme.templates(), words, site, cache, shared)
        templates = session.latest(templates) if session else templates
    with timings.stage("parse"):
        steps = session.memory.steps if session else None
        ahead = partial(workers.spread, stores=(cache,), jobs=options.jobs) if options.jobs > 1 else None
        content, unclear = parse(found, drafts=options.drafts, cache=cache, memory=steps, spread=ahead)
        known, damaged = _ledger(found, session)
    with timings.stage("link"):
        graph, broken = link(content, config, known, cache, steps, spread=ahead)
    out, asked = options.out or site / config.out, options.out is not None
    folder, elsewhere = place.confirmed(site, site / STATE, out, asked=asked, confirm=options.confirm_out)
    unread = {problem.position for problem in found.problems}
    loaded = Loaded(
        site,
        options,
        cache,
        config,
        graph,
        content.letters,
        templates,
        words.entries,
        {f"{ASSETS}/{name}": file for name, file in theme.files(ASSETS).items() if _wanted(name, config)},
        found.site,
        folder,
        users_folders.shelf(site, folder.state.name),
        (),
        timings,
    )
    problems = (
        *found.problems,
        *(problem for problem in problems if problem.position not in unread),
        *(links.problem(_shown(site, link), target) for link, target in theme.leaving),
        *((elsewhere,) if elsewhere else ()),
        *users_folders.problems(site),
        *unclear,
        *damaged,
        *broken,
        *rehosted(known, loaded.own_url),
        *site_checks.searching(config, searched=loaded.searched),
        *site_checks.drawing(loaded.base_url, wanted=loaded.drawing),
        *site_checks.places(site, config, own, folder),
    )
    return replace(loaded, problems=loaded.weighed(problems))


def _ledger(found: sources.Sources, session: Session | None) -> tuple[Ledger, tuple[Diagnostic, ...]]:
    """Read the ledger; the same object as before where its file is the same."""
    data = found.ledger.data if found.ledger else b""
    if session is None:
        return ledger.parse(data.decode("utf-8", "replace"))
    if session.ledger is None or session.ledger[0] != data:
        session.ledger = (data, *ledger.parse(data.decode("utf-8", "replace")))
    return session.ledger[1:]


def planned(
    loaded: Loaded,
    progress: Progress | None = None,
    rendering: Rendering | None = None,
    session: Session | None = None,
) -> Prepared:
    """Plan a site that was read; each page is rendered, if anybody renders, while it is at hand."""
    site, options = loaded.site, loaded.options
    stores = (loaded.cache, rendering) if rendering else (loaded.cache,)
    with loaded.timings.stage("plan"):
        pages, clashes = plan(
            loaded.graph,
            loaded.words,
            offline=options.offline,
            base_url=loaded.base_url,
            prove=options.prove,
            locate=options.locate,
            searched=loaded.searched,
            illustrated=loaded.drawing and cards.available(),
            addressed=options.addressed,
            cache=loaded.cache,
            take=partial(_rendered, rendering) if rendering else None,
            spread=partial(workers.spread, stores=stores, jobs=options.jobs, progress=progress),
            memory=session.memory if session else None,
        )
    if session:
        session.confirm(site)
    if rendering:
        pages = replace(pages, found=tuple(map(rendering.search_text, pages.found)))
    copied = {urls.file(file.path): site / file.origin for file in pages.files}
    assets = {path: file.path for path, file in loaded.furnished.items()}
    digests = {path: digest.of_bytes(file.data) for path, file in loaded.furnished.items()}
    digests |= {urls.file(file.path): file.digest for file in pages.files if file.digest}
    drawn = cards.kept(loaded.shelf / cards.CACHE_FOLDER, pages.cards)
    printed = source_pictures.files(site, pages.pictures)
    kept = _kept(loaded.shelf, _sought(pages, loaded.graph), options.indexing, rendering)
    index = kept or {}
    found = (
        *site_checks.linked({**drawn, **printed, **index}),
        *clashes,
        *site_checks.originals(site, pages, loaded.letters),
    )
    return Prepared(
        loaded.config,
        loaded.graph,
        pages,
        loaded.templates,
        {**assets, **copied, **drawn, **printed, **index},
        digests | {**search.digests(index), **cards.digests(drawn), **source_pictures.digests(printed)},
        loaded.folder,
        in_order((*loaded.problems, *loaded.weighed(found))),
        loaded.timings,
        options,
        loaded.shelf,
        site,
        kept,
    )


def _rendered(rendering: Rendering, made: Made) -> None:
    """Render the pages of a group."""
    rendering.take(made.pages, made.found)


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
    with draft.timings.stage("commit"):
        outcome = opened.commit(_listed(draft, files), files, progress, digests=digests)
    return replace(outcome, problems=(*outcome.problems, *failed, *_crowding(draft, outcome)))


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
        yield from host_limits.problems(host, write.stamps(draft.folder))


def _emptied(draft: Prepared, before: Manifest | None) -> Iterator[Diagnostic]:
    """Report what was published and would go: by the last build of the output, or else by the ledger."""
    options = draft.options
    if options.allow_removals or options.preview_url:
        return
    if draft.folder.own:  # a check: it is the site's output that would be emptied
        before = write.known(place.folder(draft.site, draft.site / STATE, draft.site / draft.config.out))
    published = before.subjects if before else removals.in_ledger(draft.graph.ledger)
    yield from removals.refused(published, draft.plan, sources.CONTENT)


def _sought(pages: Plan, graph: SiteGraph) -> search.SoughtTexts:
    """Return all that search may find, by the parts of its index."""
    segments = graph.config.segments
    years = {urls.letter(segments, one.id): str(one.day.year) for one in graph.letters.values() if one.day}
    return search.sought(pages.found, pages.site.lang, years)


def _kept(
    folder: Path, sought: search.SoughtTexts, indexing: Indexing, rendering: Rendering | None
) -> Mapping[str, Path] | None:
    """Return the files of an index that was made before and will do."""
    if not sought.parts or indexing is Indexing.NEVER:
        return {}
    shelf = folder / search.CACHE_FOLDER
    made = search.kept(shelf, sought, rendering.is_published) if rendering else search.kept(shelf, sought)
    if made is None and indexing in (Indexing.LATEST, Indexing.LATER):
        made = search.newest(shelf)
    return {} if made is None and indexing is Indexing.LATER else made


def _index(
    draft: Prepared, rendering: Rendering, session: Session | None
) -> tuple[Mapping[str, Path], tuple[Diagnostic, ...]]:
    """Make the search index if none of those made before will do; without one the site is published all the same."""
    with draft.timings.stage("index"):
        if draft.index is not None:
            return draft.index, ()
        try:
            sought = _sought(draft.plan, draft.graph)
            superseded = session.memory.superseded if session else lambda: False
            return search.make(draft.shelf / search.CACHE_FOLDER, sought, rendering.is_published, superseded), ()
        except pagefind.IndexingError as error:
            failed = diagnostic("search-failed", Position(sources.SITE_FILE), Severity.WARNING, reason=error)
            return {}, (weighed(failed, strict=draft.options.strict),)


def weighed(problem: Diagnostic, *, strict: bool) -> Diagnostic:
    """Return a problem its weight: under `--strict` a warning is an error."""
    return replace(problem, severity=Severity.ERROR) if strict and problem.severity is Severity.WARNING else problem


def _shown(site: Path, path: Path) -> str:
    return (path.relative_to(site) if path.is_relative_to(site) else path).as_posix()
