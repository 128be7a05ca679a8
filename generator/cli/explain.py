"""`kantlijn explain`: why a page was last rendered, and whether the next build would render it again."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from generator import build as pipeline
from generator.cli import FAILED, OK, PROBLEMS
from generator.cli.build import BuildRequest, open_cache, require_site
from generator.cli.language import say
from generator.cli.proof import Prover
from generator.cli.show import failure, print_json, print_line, print_problems
from generator.core.nearest import nearest
from generator.core.real_paths import real
from generator.output.manifest import Manifest, Reason
from generator.output.survey import Item, survey
from generator.output.write import known


def run(asked_site: Path | None, path: str, asked: BuildRequest, *, as_json: bool) -> int:
    """Explain each page that a path means: a page's address, an output file, or a content file."""
    site = require_site(asked_site)
    if site is None:
        return FAILED
    cache = open_cache(site)
    prove = Prover(site, cache)
    options = replace(asked.options, prove=prove, locate=prove.locator)
    prepared = pipeline.prepare(site, options, cache)
    cache.save()
    errors = [problem for problem in prepared.problems if problem.is_error]
    if errors:
        print_problems(errors)
        return PROBLEMS
    before = known(prepared.folder)
    items = survey(prepared.plan, prepared.files, prepared.templates, prepared.folder, before, digests=prepared.digests)
    meant = _meant(path, items, site, prepared.folder.out, prepared.config.base_url)
    if not meant:
        near = _nearest(path, items)
        return failure("no-page", say("did-you-mean", name=near) if near else "", path=path)
    found = [(item, (before or Manifest()).last.get(item.path, ())) for item in meant]
    if as_json:
        print_json([_data(item, last) for item, last in found])
    else:
        for item, last in found:
            _explain(item, last)
    return OK


def _explain(item: Item, last: Sequence[Reason]) -> None:
    """Print why one file was last made again, and why the next build would."""
    print_line(_address(item))
    print_line(f"  {say('explain-last')} {_sentence(last) if last else say('explain-kept')}")
    print_line(f"  {say('explain-next')} {_sentence(item.reasons) if item.reasons else say('explain-keep')}")


def _nearest(path: str, items: Sequence[Item]) -> str | None:
    """Return the address or content file that was probably meant: one with the path as a segment, else the nearest."""
    names = {_address(item) for item in items} | {item.page.origin for item in items if item.page}
    with_segment = (name for name in sorted(names) if path.strip("/") in name.split("/"))
    return next(with_segment, None) or nearest(path, names)


def _meant(path: str, items: Sequence[Item], site: Path, out: Path, base_url: str | None) -> list[Item]:
    """Return the files that a path means: an address with or without the site's own, or a path on disk.

    A path on disk counts from the working folder; of the output and of the content also from the folder of these.
    """
    addresses = frozenset(_addresses(path, base_url))
    written = {normpath(path), *_below(site, path)}
    published = {address.strip("/") for address in addresses} | set(_below(out, path))
    published |= {normpath(f"{one}/index.html") for one in published}
    return [
        item
        for item in items
        if _address(item) in addresses
        or item.path in published
        or (item.page is not None and item.page.origin and item.page.origin in written)
    ]


def _addresses(path: str, base_url: str | None) -> Iterator[str]:
    """Yield the addresses in the site that a path may be, with a slash at both ends and with one before it only."""
    parts = urlsplit(path)
    roots = [urlsplit(base_url)] if base_url else []
    there = unquote(parts.path)
    found = [there, *(there.removeprefix(root.path.rstrip("/")) for root in roots if _is_below(parts, root))]
    for address in found:
        bare = normpath(address.strip("/"))
        yield from ("/",) if bare == "." else (f"/{bare}/", f"/{bare}")


def _is_below(parts: SplitResult, root: SplitResult) -> bool:
    """Say whether an address, or a path from the root of its host, is one of the site that is at `root`."""
    here = not parts.netloc or parts.netloc.lower() == root.netloc.lower()
    return here and f"{parts.path}/".startswith(f"{root.path.rstrip('/')}/")


def _below(folder: Path, path: str) -> Iterator[str]:
    """Yield the path from a folder to a file on disk, if it is in the folder; links count both as such and followed."""
    full = Path(os.path.abspath(path))  # noqa: PTH100 - keeps symbolic links, which resolve() would follow
    for one, root in ((full, folder), (real(full), real(folder))):
        if one.is_relative_to(root):
            yield one.relative_to(root).as_posix()


def _address(item: Item) -> str:
    return item.page.path if item.page else f"/{item.path}"


def _sentence(reasons: Sequence[Reason]) -> str:
    return "; ".join(
        say(f"because-{reason.because}{'-what' if reason.what else ''}", what=reason.what) for reason in reasons
    )


def _data(item: Item, last: Sequence[Reason]) -> dict[str, Any]:
    def listed(reasons: Sequence[Reason]) -> list[dict[str, str]]:
        return [{"because": str(reason.because), "what": reason.what} for reason in reasons]

    return {
        "path": _address(item),
        "file": item.path,
        "origin": item.page.origin if item.page else None,
        "template": item.key.template or None,
        "last": listed(last),
        "next": listed(item.reasons),
    }
