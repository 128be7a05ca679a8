"""The plan: every page of the site as a view, every file to copy, and what is wrong with their addresses.

What kinds of pages there are, and how they are made, is in `kinds.table`; which are made anew, in `reuse`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator.core.cache import Cache, NoCache
from generator.core.config import Config
from generator.core.diagnostics import Diagnostic
from generator.core.ledger import Ledger
from generator.core.model import LetterHead, Withdrawn
from generator.core.parts import FACSIMILE, FEEDS
from generator.core.proof import Departure, Proof
from generator.core.proof_problems import problems as told_of
from generator.core.workers import Spread, in_turn
from generator.graph.site import SiteGraph
from generator.graph.tables import SiteTables, tables
from generator.pages.addresses import hosting, redirects, sitemap
from generator.pages.addresses.published import lost, of_files
from generator.pages.addresses.withdrawn import page_like, withdraw
from generator.pages.data import shown
from generator.pages.kinds import exports, feeds, search
from generator.pages.kinds.groups import Made, copied, groups, published
from generator.pages.kinds.table import KINDS, WORDS
from generator.pages.markup import page_words
from generator.pages.markup.page_words import PageWords
from generator.pages.planned import Piece, Plan
from generator.pages.reuse.groups import Reuse, Take
from generator.pages.reuse.plan_memory import PlanMemory
from generator.pages.views import SiteView
from generator.pages.writing.site_context import SHOWN, Places, SiteContext, site_context

Prove = Callable[[LetterHead, Piece, tuple[Departure, ...]], Proof]
"""Compares a letter, as its pages show it (`data.shown`), with its source, but for the departures it declares."""


@dataclass(frozen=True, slots=True)
class Locate:
    """Compares a letter as `Prove` does, and knows where it is in its source: by the digest that its proof then has."""

    prove: Prove
    places: Places


_NO_CACHE = NoCache()
_NOTHING_PUBLISHED = Ledger()


def plan(
    graph: SiteGraph,
    words: Mapping[str, object],
    *,
    offline: bool = False,
    base_url: str | None = None,
    prove: Prove | None = None,
    locate: Locate | None = None,
    stylesheet: str = "/assets/style.css",
    script: str = "/assets/site.js",
    searched: bool = False,
    illustrated: bool = False,
    addressed: bool = False,
    cache: Cache = _NO_CACHE,
    take: Take | None = None,
    spread: Spread = in_turn,
    memory: PlanMemory | None = None,
) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Plan the whole site.

    Where the theme lacks words that pages need, nothing is planned and they are all named.

    Args:
        graph: all content, linked. What is in it is published: drafts are left out before linking.
        words: the interface's words (`theme/i18n`), of which those of the table of kinds are used.
        offline: spell out `index.html` in links, so that the site opens from disk.
        base_url: the address of the site; else the one of site.yml. Without one there is no feed and no sitemap.
        prove: compares a letter as its pages show it with its source; without one no letter counts as compared.
        locate: does the same and tells where the letter is in its source; without one no page shows a source.
        stylesheet: site path of the stylesheet.
        script: site path of the script.
        searched: whether an index will be made: then the plan says what search is to find.
        illustrated: whether pictures will be drawn: then the plan says of what, where the site knows its address.
        addressed: whether the plan is to list what it publishes, also where there is no ledger to compare it with.
        cache: keeps the pages of a group with what they were made from; without one all are made.
        take: takes each group that is made, while the views of its pages are at hand.
        spread: makes pieces of text and groups, which may be in copies of this process.
        memory: what an earlier plan of this process left, and this one leaves.
    """
    config, ledger, withdrawn = graph.config, graph.ledger, graph.content.withdrawn
    view = site_view(config, base_url)
    wordless = page_words.problems(words, config.theme or "theme", config.lang, WORDS)
    if wordless:
        return Plan(view, ()), wordless
    found = tables(graph, memory.steps if memory else None)
    proofs: dict[str, Proof] = {}
    site = site_context(
        found,
        PageWords(words),
        offline=offline,
        base_url=view.base_url,
        first_address=ledger.first_address,
        proofs=proofs,
        places=locate.places if locate else None,
        stylesheet=stylesheet,
        script=script,
        illustrated=illustrated,
        searched=searched,
        addressed=addressed or bool(ledger.entries or withdrawn),
        sections=tuple(_sections(found)),
    )
    if site.makes(FEEDS):
        followed = {feeds.path_of(site.segments, feed): True for feed in feeds.subjects(found)}
        site = replace(site, followed={path: True for path in followed if path != "/"})
    reuse = Reuse(site, cache, take, memory)
    site = reuse.with_pieces({**exports.PIECES, **shown.PIECES})
    asked = locate.prove if locate and site.makes(FACSIMILE) else prove
    proved = partial(_proof, asked, site) if asked else None
    _make_pieces(site, reuse, proved, spread)
    if proved:  # before any page is made, since pages say how it came out
        proofs |= {one.id: proved(one.id) for one in site.letters}
    made = reuse.groups(tuple(groups(found, site.made)), spread)
    return _closed(site, view, made, ledger, withdrawn, check=memory.check if memory else lambda: None)


def _proof(prove: Prove, site: SiteContext, letter: str) -> Proof:
    """Compare a letter, as its pages show it, with its source."""
    return prove(site.graph.letters[letter], site.pieces[SHOWN, letter], shown.departures(site, letter))


def _make_pieces(site: SiteContext, reuse: Reuse, proved: Callable[[str], Proof] | None, spread: Spread) -> None:
    """Make the pieces of text that no build has made, and compare their letters; what comes of both is in the cache."""
    new: dict[str, list[str]] = {}
    for kind, letter in reuse.new_pieces():
        new.setdefault(letter, []).append(kind)
    letters = tuple(new)

    def make(task: int) -> None:
        letter = letters[task]
        for kind in new[letter]:
            site.pieces[kind, letter]
        if proved:
            proved(letter)

    spread(make, len(letters))


def _closed(
    site: SiteContext,
    view: SiteView,
    made: Sequence[Made],
    ledger: Ledger,
    withdrawn: Sequence[Withdrawn],
    *,
    check: Callable[[], None],
) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Add to what the groups give what is made of all of it: the search page, old addresses, files for hosts.

    `check` is called between steps that look at all pages, and may raise an exception to end this.
    """
    check()
    pages = [page for group in made for page in group.pages]
    found = tuple(text for group in made for text in group.found)
    addresses = [address for group in made for address in group.addresses]
    search_page = search.page(site, found)
    pages.append(search_page)
    files = tuple(copied(site))
    check()
    moved, problems = redirects.moves(site, ledger, withdrawn, pages, files)
    leading, copies = redirects.redirects(site, moved, pages, files)
    pages, files = [*pages, *leading], (*files, *copies)
    to = {move.path: move.target for move in moved if page_like(move.path)}
    if site.addressed:
        addresses += (*published(site, [search_page, *leading]), *of_files(files))
        check()
        gone = withdraw(site, withdrawn=withdrawn, ledger=ledger, pages=pages, published=addresses, moved=to)
        pages = [*map(gone.marked, pages), *gone.pages]
        check()
        problems += (*gone.problems, *lost(site, ledger, addresses, to, gone.addresses))
        addresses += published(site, gone.pages)
    check()
    pages += hosting.pages(site, pages, to, searched=bool(found))
    pages += sitemap.pages(site, pages)
    check()
    problems += redirects.collisions(pages, files)
    problems += tuple(
        p for proof in site.proofs.values() for p in told_of(proof, site.graph.letters[proof.letter].position)
    )
    cards = tuple(card for group in made for card in group.cards)
    ordered = tuple(sorted(pages, key=lambda page: page.path))
    pictures = tuple({one.path: one for group in made for one in group.pictures}.values())
    proofs = tuple(site.proofs.values())
    return Plan(view, ordered, files, found, cards, tuple(addresses), proofs, pictures), problems


def _sections(graph: SiteTables) -> Iterator[tuple[str, str]]:
    """Yield the main navigation; a section without anything in it is not in it."""
    places = sorted((kind.navigation for kind in KINDS if kind.navigation), key=lambda place: place.order)
    return ((place.words, f"/{place.segment(graph.config.segments)}/") for place in places if place.shown(graph))


def site_view(config: Config, base_url: str | None) -> SiteView:
    """Return what every page shows of the site; its address has no slash at its end."""
    return SiteView(
        name=config.name,
        lang=config.lang,
        description=config.description,
        publisher=config.publisher or config.name,
        base_url=(base_url or config.base_url or "").rstrip("/") or None,
        accent=config.accent,
    )
