"""The pipeline: a site's folder goes in, a published site or diagnostics come out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from generator.content import links, sources
from generator.content import site_settings as settings
from generator.content.parse import parse
from generator.core import digest, ledger, urls
from generator.core.cache import Cache
from generator.core.config import Config
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic, in_order
from generator.core.model import Letter
from generator.core.nearest import nearest
from generator.core.proof import Proof
from generator.graph.link import link
from generator.graph.site import SiteGraph
from generator.output import card_cache as cards
from generator.output import interface_words as interface
from generator.output import pagefind, place, removals, users_folders, write
from generator.output import search_index as search
from generator.output import theme as themes
from generator.output.commit import Outcome, Progress, commit
from generator.output.templates import Templates
from generator.output.tree import LinkedError
from generator.pages.addresses.published import rehosted
from generator.pages.plan import Prove, plan
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
    indexing: Indexing = Indexing.FRESH
    addressed: bool = False
    """Whether the plan lists every address that it publishes; with a ledger it does so anyhow."""
    illustrated: bool = True
    """Whether share images are made, where the site has them and this machine can draw; nobody shares a preview."""
    allow_removals: bool = False
    """Whether the build may remove all letters, or more than half of the letters or answers that were published."""
    confirm_out: bool = False
    """Whether the user confirms that the output is where the site leads: through a link, or out of its folder."""


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
class Prepared:
    """Everything that is known before anything is rendered."""

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

    @property
    def published(self) -> bool:
        """Whether the output is now what the content says."""
        return not any(problem.is_error for problem in self.problems)


def build(site: Path, options: Options, cache: Cache, progress: Progress | None = None) -> Result:
    """Build the site in a folder and publish it, or say why not."""
    draft = prepare(site, options, cache)
    with draft.timings.stage("commit"):
        outcome = publish(draft, progress)
    return Result(
        out=draft.folder.out,
        outcome=outcome,
        problems=in_order((*draft.problems, *outcome.problems)),
        letters=len(draft.graph.letters),
        questions=len(draft.graph.questions),
        seconds=draft.timings.stages,
        proofs=draft.plan.proofs,
    )


def prepare(site: Path, options: Options, cache: Cache) -> Prepared:
    """Read, parse, link and plan a site; its folder is only read."""
    timings = Timings()
    with timings.stage("read"):
        found = sources.read(site)
        config, problems = settings.parse(found.site)
        own = site / config.theme if config.theme else None
        theme = themes.theme(own, site)
        words = interface.words(theme, config.lang)
        templates = Templates(theme.templates(), words, site, cache)
    with timings.stage("parse"):
        content, unclear = parse(found, drafts=options.drafts, cache=cache)
        known, damaged = ledger.parse(found.ledger.data.decode("utf-8", "replace") if found.ledger else "")
    with timings.stage("link"):
        graph, broken = link(content, config, known, cache)
    with timings.stage("plan"):
        own_url = options.base_url or config.base_url
        base_url = own_url and (options.preview_url or own_url)
        searched = config.search and pagefind.program() is not None
        drawing = options.illustrated and config.share_images is not False
        pages, clashes = plan(
            graph,
            words.entries,
            offline=options.offline,
            base_url=base_url,
            prove=options.prove,
            searched=searched,
            illustrated=drawing and cards.available(),
            addressed=options.addressed,
            cache=cache,
        )
    out, asked = options.out or site / config.out, options.out is not None
    folder, elsewhere = place.confirmed(site, site / STATE, out, asked=asked, confirm=options.confirm_out)
    shelf = users_folders.shelf(site, folder.state.name)
    copied = {urls.file(file.path): site / file.origin for file in pages.files}
    furnished = {f"{ASSETS}/{name}": file for name, file in theme.files(ASSETS).items()}
    assets = {path: file.path for path, file in furnished.items()}
    digests = {path: digest.of_bytes(file.data) for path, file in furnished.items()}
    digests |= {urls.file(file.path): file.digest for file in pages.files if file.digest}
    unread = {problem.position for problem in found.problems}
    drawn = cards.kept(shelf / cards.CACHE_FOLDER, pages.cards)
    index = _kept(shelf, _sought(pages, graph), options.indexing) or {}
    problems = (
        *found.problems,
        *(problem for problem in problems if problem.position not in unread),
        *(links.problem(_shown(site, link), target) for link, target in theme.leaving),
        *((elsewhere,) if elsewhere else ()),
        *users_folders.problems(site),
        *_linked({**drawn, **index}),
        *unclear,
        *damaged,
        *broken,
        *clashes,
        *rehosted(known, own_url),
        *_sources(site, pages, content.letters),
        *_searching(config, searched=searched),
        *_drawing(config, wanted=drawing),
        *_places(site, config, own, folder),
    )
    problems = in_order(settings.placed(weighed(problem, strict=options.strict), found.site) for problem in problems)
    files = {**assets, **copied, **drawn, **index}
    digests |= {**search.digests(index), **cards.digests(drawn)}
    return Prepared(config, graph, pages, templates, files, digests, folder, problems, timings, options, shelf, site)


def publish(draft: Prepared, progress: Progress | None = None) -> Outcome:
    """Render and publish what was prepared, unless something is wrong with it or with its place."""
    if any(problem.is_error for problem in draft.problems):
        return Outcome()
    at = Position(draft.folder.out.as_posix())
    emptied = tuple(_emptied(draft))
    if emptied:
        return Outcome(problems=emptied)
    index, failed = _index(draft)
    if any(problem.is_error for problem in failed):
        return Outcome(problems=failed)
    with draft.timings.stage("draw"):
        drawn = cards.make(draft.shelf / cards.CACHE_FOLDER, draft.plan.cards)
    try:
        write.keep_private(draft.folder.state.parents[1])
        files = {**draft.files, **index, **drawn}
        digests = {**draft.digests, **search.digests(index), **cards.digests(drawn)}
        outcome = commit(draft.plan, files, draft.templates, draft.folder, progress, digests=digests)
        return replace(outcome, problems=(*outcome.problems, *failed))
    except LinkedError as error:
        return Outcome(problems=(diagnostic("output-link", Position(_shown(draft.site, error.path))),))
    except write.UnwritableError as error:
        places = (Position(_shown(draft.site, path)) for path in error.paths)
        return Outcome(problems=tuple(diagnostic("output-unwritable", place) for place in places))
    except write.BusyError:
        return Outcome(problems=(diagnostic("output-busy", at),))
    except write.ForeignError as error:
        shown = ", ".join(error.paths[:3])
        more = len(error.paths) - 3
        return Outcome(
            problems=(
                diagnostic("output-foreign", at, files=shown, more=more if more > 0 else None, count=len(error.paths)),
            )
        )


def _linked(shelved: Mapping[str, Path]) -> Iterator[Diagnostic]:
    """Report symbolic links among the files of the search index and the share images; they are not published."""
    places = {*shelved.values(), *(file.parent for file in shelved.values())}
    for path in sorted(path for path in places if path.is_symlink()):
        yield links.problem(path.as_posix(), path.resolve().as_posix())


def _emptied(draft: Prepared) -> Iterator[Diagnostic]:
    """Report what was published and would go: by the last build of the output, or else by the ledger."""
    options, folder = draft.options, draft.folder
    if options.allow_removals or options.preview_url:
        return
    if folder.own:  # a check: it is the site's output that would be emptied
        folder = place.folder(draft.site, draft.site / STATE, draft.site / draft.config.out)
    before = write.known(folder)
    published = before.subjects if before else removals.in_ledger(draft.graph.ledger)
    yield from removals.refused(published, draft.plan, sources.CONTENT)


def _searching(config: Config, *, searched: bool) -> Iterator[Diagnostic]:
    """Say so where a site should have search and cannot have it on this machine."""
    if config.search and not searched:
        yield diagnostic("search-unavailable", Position(sources.SITE_FILE), Severity.INFO)


def _drawing(config: Config, *, wanted: bool) -> Iterator[Diagnostic]:
    """Say so where a site asks for share images by name and this machine cannot draw; else it goes without."""
    if wanted and config.share_images and not cards.available():
        yield diagnostic("images-unavailable", Position(sources.SITE_FILE), Severity.INFO)


def _sought(pages: Plan, graph: SiteGraph) -> search.SoughtTexts:
    """Return all that search may find, by the parts of its index."""
    segments = graph.config.segments
    years = {urls.letter(segments, one.id): str(one.day.year) for one in graph.letters.values() if one.day}
    return search.sought(pages.found, pages.site.lang, years)


def _kept(folder: Path, sought: search.SoughtTexts, indexing: Indexing) -> Mapping[str, Path] | None:
    """Return the files of an index that was made before and will do."""
    if not sought.parts or indexing is Indexing.NEVER:
        return {}
    shelf = folder / search.CACHE_FOLDER
    made = search.kept(shelf, sought)
    if made is None and indexing in (Indexing.LATEST, Indexing.LATER):
        made = search.newest(shelf)
    return {} if made is None and indexing is Indexing.LATER else made


def _index(draft: Prepared) -> tuple[Mapping[str, Path], tuple[Diagnostic, ...]]:
    """Make the search index if none of those made before will do; without one the site is published all the same."""
    with draft.timings.stage("index"):
        sought = _sought(draft.plan, draft.graph)
        kept = _kept(draft.shelf, sought, draft.options.indexing)
        if kept is not None:
            return kept, ()
        try:
            return search.make(draft.shelf / search.CACHE_FOLDER, sought), ()
        except pagefind.IndexingError as error:
            failed = diagnostic("search-failed", Position(sources.SITE_FILE), Severity.WARNING, reason=error)
            return {}, (weighed(failed, strict=draft.options.strict),)


def weighed(problem: Diagnostic, *, strict: bool) -> Diagnostic:
    """Return a problem its weight: under `--strict` a warning is an error."""
    return replace(problem, severity=Severity.ERROR) if strict and problem.severity is Severity.WARNING else problem


def _shown(site: Path, path: Path) -> str:
    return (path.relative_to(site) if path.is_relative_to(site) else path).as_posix()


def _places(site: Path, config: Config, own: Path | None, folder: write.Folder) -> Iterator[Diagnostic]:
    """Look at where the site's folders are: the output may not hold, or be in, what somebody wrote."""
    at = Position(sources.SITE_FILE)
    written = [site / sources.CONTENT, *([own] if own else [])]
    real = [path.resolve() for path in written]
    if _is_over(folder.out, site, written) or _is_over(folder.out.resolve(), site.resolve(), real):
        yield diagnostic("output-over-content", at, out=config.out)
    if own is not None and not own.is_dir():
        yield diagnostic("no-theme", at, theme=config.theme, nearest=nearest(str(config.theme), _names(site)))


def _is_over(out: Path, site: Path, written: Sequence[Path]) -> bool:
    return site.is_relative_to(out) or any(out.is_relative_to(folder) for folder in written)


def _names(site: Path) -> list[str]:
    return [path.name for path in site.iterdir() if path.is_dir()]


def _sources(site: Path, pages: Plan, letters: Iterable[Letter]) -> Iterator[Diagnostic]:
    """Compare the sources that will be offered, and those withheld that are here, with the SHA-256 their letters give."""
    named = [(file.origin, file.sha256) for file in pages.files]
    for letter in letters:
        if letter.source.withheld and letter.source.file:
            folder = PurePosixPath(letter.position.path).parent
            named.append(((folder / letter.source.file).as_posix(), letter.source.sha256))
    for origin, expected in named:
        if expected and (site / origin).is_file():
            actual = digest.sha256((site / origin).read_bytes())
            if actual != expected.lower():
                yield diagnostic("source-changed", Position(origin), sha256=actual, expected=expected)
