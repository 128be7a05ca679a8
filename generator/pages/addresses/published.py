"""Which addresses of the ledger a plan would lose; what it publishes is known to its groups (`kinds.groups`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.content.sources import SITE_FILE
from generator.core import ledger
from generator.core.config import Config
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.ledger import DATA, Address, LedgerEntry, Loss
from generator.core.parts import SitePart, pattern
from generator.core.retired import Retired, is_beside
from generator.pages.planned import CopiedFile
from generator.pages.writing.site_context import SiteContext

LOSSES = (
    *("address-gone", "addresses-unknown", "anchor-gone", "anchor-moved", "base-url-changed", "footnote-moved"),
    "part-dropped",
)
"""The codes of what `lost` and `rehosted` report."""


def of_files(files: Iterable[CopiedFile]) -> Iterator[Address]:
    """Yield the addresses of files that are published as they are."""
    for file in files:
        yield Address(file.path, "", "source" if file.sha256 else DATA, origin=file.origin)


# --- What would be lost ----------------------------------------------------------------------------------------


def lost(
    site: SiteContext,
    known: ledger.Ledger,
    addresses: Iterable[Address],
    moved: Mapping[str, str],
    withdrawn: frozenset[str],
) -> tuple[Diagnostic, ...]:
    """Report every published address that would die, each thing once; a warning, so that `--strict` stops at it.

    What went with a retired form of address is not reported. A part that the site does not want any more is one thing.
    A site that does not know its own address has no feeds and nothing to be framed; of those only one thing is said.
    """
    now = tuple(addresses)
    origins = {address.path: address.origin for address in now if not address.anchor}
    dropped, retired = _given_up(site.config, known, now, withdrawn)
    aside = {entry.path for entry in (*retired, *(entry for entries in dropped.values() for entry in entries))}
    found = tuple(_once(ledger.losses(known, now, moved, withdrawn | aside)))
    unknown = () if site.base_url else tuple(loss for loss in found if _needs_address(loss))
    problems = tuple(_problem(loss, origins) for loss in found if loss not in unknown)
    problems += tuple(_dropped(part, losses) for part, losses in dropped.items())
    if not unknown:
        return problems
    at = Position(ledger.FILE, unknown[0].entry.line, 1)
    return (*problems, diagnostic("addresses-unknown", at, Severity.WARNING, url=unknown[0].entry.path, n=len(unknown)))


def rehosted(known: ledger.Ledger, base_url: str | None) -> Iterator[Diagnostic]:
    """Report that the site is to be published at another address than the one it has in the ledger."""
    now = known.current
    if now and base_url and _host(base_url) != _host(now.path):
        at = Position(ledger.FILE, now.line, 1)
        values = {"url": base_url, "first": now.path, "since": now.since}
        yield diagnostic("base-url-changed", at, Severity.WARNING, **values)


def _host(url: str) -> str:
    """Return an address in the form in which two are compared: case of the host and a slash at the end do not count."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.rstrip("/").partition("/")
    return f"{scheme.lower()}://{host.lower()}{slash}{path}"


def _needs_address(loss: Loss) -> bool:
    return not loss.page and (loss.entry.what in ("feed", "embed", DATA) or "/embed/" in loss.entry.path)


def _given_up(
    config: Config, known: ledger.Ledger, now: Iterable[Address], withdrawn: frozenset[str]
) -> tuple[dict[SitePart, list[LedgerEntry]], list[LedgerEntry]]:
    """Return what was made beside pages and is not any more: by parts that the site does not want, and what is retired.

    They are looked for before the losses are: a site can give up hundreds of thousands of addresses.
    """
    there = withdrawn.union(address.path for address in now)
    went, forms = Retired(known, now), config.unwanted()
    dropped: dict[SitePart, list[LedgerEntry]] = {}
    retired: list[LedgerEntry] = []
    for entry in known.entries:
        if entry.path in there or not is_beside(entry.what, entry.anchor):
            continue
        if went.accounts_for(entry):
            retired.append(entry)
        elif part := next((part for form, part in forms.items() if pattern(form).fullmatch(entry.path)), None):
            dropped.setdefault(part, []).append(entry)
    return dropped, retired


def _dropped(part: SitePart, entries: Sequence[LedgerEntry]) -> Diagnostic:
    """Report what goes with a part; where it is only files for programs, nothing has to be done."""
    weight = Severity.INFO if all(entry.what == DATA for entry in entries) else Severity.WARNING
    values = {"part": part.name, "url": entries[0].path, "n": len(entries)}
    return diagnostic("part-dropped", Position(SITE_FILE), weight, **values)


def _once(losses: Iterable[Loss]) -> Iterator[Loss]:
    """Leave out what follows from another loss: pages below a lost one, and the same passage on the letter's page."""
    pages: list[str] = []
    names: set[str] = set()
    for loss in sorted(losses, key=_weight):
        entry = loss.entry
        if not loss.page and any(entry.path.startswith(path) for path in pages if path.endswith("/")):
            continue
        if ":" in entry.what and (entry.what in names or entry.what.partition("#")[0] in names):
            continue
        if not loss.page and ":" in entry.what:
            pages.append(entry.path)
        names.add(entry.what)
        yield loss


def _weight(loss: Loss) -> tuple[int, int]:
    """Sort pages before what is on them, and a note before its bare page; the deeper page first."""
    return (
        1 if loss.page else 2 if loss.entry.what.startswith("note:") else 0,
        -loss.entry.path.count("/") if loss.page else 0,
    )


def _problem(loss: Loss, origins: Mapping[str, str]) -> Diagnostic:
    entry, now = loss.entry, loss.now
    at = Position(ledger.FILE, entry.line, 1)
    to = now and (f"{now.path}#{now.anchor}" if now.anchor else now.path)
    if not loss.page:
        weight = Severity.INFO if entry.what == DATA else Severity.WARNING
        return diagnostic(
            "address-gone",
            at,
            weight,
            url=entry.path,
            since=entry.since,
            now=to,
            file=(now and now.origin) or None,
        )
    origin = origins.get(loss.page)
    moved = "footnote-moved" if entry.is_footnote else "anchor-moved"
    at = Position(origin) if origin else at
    line = entry.line if loss.moved and entry.is_footnote else None
    code = moved if loss.moved else "anchor-gone"
    return diagnostic(code, at, Severity.WARNING, url=entry.address, since=entry.since, now=to, line=line)
