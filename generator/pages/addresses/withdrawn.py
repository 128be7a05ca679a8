"""What was published and is withdrawn: pages that say so, and a line at the foot of a page for a passage of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from generator.core.diagnostics import Diagnostic, Severity, diagnostic
from generator.core.language import format_date
from generator.core.ledger import Address, Ledger, LedgerEntry
from generator.core.model import Withdrawn
from generator.core.nearest import nearest
from generator.core.urls import actor, topic
from generator.graph.site import Target, TargetKind
from generator.pages.kinds.table import BY_VIEW
from generator.pages.planned import Page
from generator.pages.views import Day, Ref, WithdrawnPassage, WithdrawnView
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext, page_path
from generator.references.schemes import label


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is withdrawn from a plan."""

    pages: tuple[Page, ...] = ()
    """Pages that keep the addresses of withdrawn ones."""
    passages: Mapping[str, tuple[WithdrawnPassage, ...]] | None = None
    """By the path of the page that lost them."""
    addresses: frozenset[str] = frozenset()
    """Every address of the ledger that this accounts for."""
    problems: tuple[Diagnostic, ...] = ()

    def marked(self, page: Page) -> Page:
        """Return a page with the passages it lost named at its foot."""
        lost = (self.passages or {}).get(page.path)
        view = page.view if lost else None
        return page if view is None else replace(page, content=msgspec.structs.replace(view, withdrawn=lost))


def withdraw(
    site: SiteContext,
    *,
    withdrawn: Sequence[Withdrawn],
    ledger: Ledger,
    pages: Iterable[Page],
    published: Iterable[Address],
    moved: Mapping[str, str],
) -> Withdrawal:
    """Find for everything that `content/withdrawn.yml` names where it was, and what is to be there now.

    A page takes with it all that was published below it, and what of it was elsewhere: a question its passages on
    the page of the letter. A passage of a page that moved is withdrawn where the page is now.
    """
    there = {(address.path, address.anchor): address for address in published}
    planned = {page.path: page for page in pages}
    worker = _Worker(site, withdrawn=withdrawn, ledger=ledger, planned=planned, there=there, moved=moved)
    for item in withdrawn:
        worker.withdraw(item)
    return Withdrawal(
        tuple(worker.pages.values()),
        {path: tuple(rows) for path, rows in worker.passages.items()},
        frozenset(worker.addresses),
        tuple(worker.problems),
    )


def page_like(path: str) -> bool:
    """Return whether an address can have a page of HTML."""
    return path.endswith(("/", ".html", ".htm"))


class _Worker:
    """Goes through what is withdrawn, and keeps what comes of it."""

    def __init__(
        self,
        site: SiteContext,
        *,
        withdrawn: Sequence[Withdrawn],
        ledger: Ledger,
        planned: Mapping[str, Page],
        there: Mapping[tuple[str, str], Address],
        moved: Mapping[str, str],
    ) -> None:
        self.site = site
        self.withdrawn = withdrawn
        self.ledger = ledger
        self.planned = planned
        self.there = there
        self.moved = moved
        self.pages: dict[str, Page] = {}
        self.passages: dict[str, list[WithdrawnPassage]] = {}
        self.addresses: set[str] = set()
        self.problems: list[Diagnostic] = []

    def withdraw(self, item: Withdrawn) -> None:
        written, _, anchor = item.url.partition("#")
        path = self._now(written) if anchor else written
        still = self.there.get((path, anchor))
        if still:
            self.problems.append(
                diagnostic("withdrawn-still-there", item.position, url=item.url, file=still.origin or None)
            )
        elif not anchor:
            self._page(item, path)
        elif self._holds_passages(path):
            self._passages(item, written, anchor)
        else:
            self.problems.append(diagnostic("withdrawn-nowhere", item.position, url=item.url, page=path))

    def _page(self, item: Withdrawn, path: str) -> None:
        ledger = self.ledger
        below = [other for other in ledger.by_path if path.endswith("/") and other.startswith(path) and other != path]
        if ledger.entries and path not in ledger.by_path and not below:
            known = sorted(ledger.by_path)
            self.problems.append(
                diagnostic(
                    "withdrawn-unknown", item.position, Severity.WARNING, url=path, suggestion=nearest(path, known)
                )
            )
        for lost in (path, *(other for other in below if (other, "") not in self.there)):
            self._keep(item, lost)
            self._passages(item, lost)

    def _keep(self, item: Withdrawn, path: str) -> None:
        """Return a lost address a page that says so; what is withdrawn by itself has its own reason."""
        self.addresses.add(path)
        own = any(other.url == path for other in self.withdrawn)
        if page_like(path) and path not in self.pages and (path == item.url or not own):
            self.pages[path] = self._tombstone(item, path)

    def _passages(self, item: Withdrawn, path: str, anchor: str = "") -> None:
        """Name on every page what it lost: the passage itself, and the same one on the page of its letter.

        Without an anchor the page as a whole is withdrawn, and other pages lose their passages of it.
        """
        entries = self.ledger.by_path.get(path, ())
        names = {entry.what for entry in entries if entry.anchor == anchor}
        found: dict[str, list[str]] = {self._now(path): [anchor]} if anchor else {}
        self.addresses.add(item.url)
        for entry in self._named(names):
            page = self._now(entry.path)
            if (page, entry.anchor) in self.there or (not anchor and entry.path == path):
                continue
            self.addresses.add(entry.address)
            if not entry.anchor:
                self._keep(item, entry.path)
            elif entry.anchor not in found.setdefault(page, []):
                found[page].append(entry.anchor)
        for page, lost in found.items():
            if lost and self._holds_passages(page):
                at = PageContext(self.site, page)
                passage = WithdrawnPassage(tuple(lost), _day(self.site, item), item.reason, self._see(at, item))
                self.passages.setdefault(page, []).append(passage)

    def _now(self, path: str) -> str:
        """Return where an address leads now."""
        return self.moved.get(path, path).partition("#")[0]

    def _named(self, names: set[str]) -> Iterator[LedgerEntry]:
        """Yield the addresses of things by their names, and of passages of them."""
        for what, entries in self.ledger.by_what.items():
            if ":" in what and (what in names or what.partition("#")[0] in names):
                yield from entries

    def _holds_passages(self, path: str) -> bool:
        page = self.planned.get(path)
        kind = BY_VIEW.get(page.type) if page else None
        return kind is not None and kind.withdrawn

    def _tombstone(self, item: Withdrawn, path: str) -> Page:
        page = PageContext(self.site, path)
        meta = page.meta("withdrawn", self.site.words("pages-withdrawn"), index=False)
        view = WithdrawnView(meta, path, _day(self.site, item), item.reason, self._see(page, item))
        return Page(path, view, item.position.path, item.position.line, item.position.column)

    def _see(self, page: PageContext, item: Withdrawn) -> Ref | None:
        target = self.site.graph.targets.get(("", item.see)) if item.see else None
        return _ref(page, target) if target else None


def _day(site: SiteContext, item: Withdrawn) -> Day:
    return Day(item.date.isoformat(), format_date(item.date, site.config.lang))


def _ref(page: PageContext, target: Target) -> Ref:
    """Return what takes the place of something withdrawn, as a list shows it."""
    site = page.site
    match target.kind:
        case TargetKind.QUESTION:
            return page.question(target.questions[0], target.anchor)
        case TargetKind.LETTER:
            return page.letter(site.graph.letters[target.id])
        case TargetKind.ACTOR:
            return Ref(page.to(actor(site.segments, target.id)), site.graph.actors[target.id].name)
        case TargetKind.TOPIC:
            return Ref(page.to(topic(site.segments, target.id)), site.graph.topics[target.id].name)
        case TargetKind.PAGE:
            path = page_path(site.segments, target.id)
            return Ref(page.to(path), dict(site.own_pages)[path])
        case TargetKind.DOCUMENT if target.identity:
            path = site.document_path(target.identity) or ""
            return Ref(page.to(path) if path else target.id, label(target.identity, site.config.lang))
        case _:
            return Ref(target.id, target.id)
