"""`kantlijn explain`: why a page was built again, and whether the next build would do so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from generator import build as pipeline
from generator.cli import FAILED, OK, PROBLEMS
from generator.cli.build import Asked, cache, located
from generator.cli.language import say
from generator.cli.proof import Proof
from generator.cli.show import data, failure, problems, tell
from generator.core.nearest import nearest
from generator.output.commit import Item, survey
from generator.output.manifest import Manifest, Reason
from generator.output.write import known


def run(asked_site: Path | None, path: str, asked: Asked, *, as_json: bool) -> int:
    """Explain every page that a path means: its address, its file, or the content file it comes from."""
    site = located(asked_site)
    if site is None:
        return FAILED
    remembered = cache(site)
    options = replace(asked.options, prove=Proof(site, remembered))
    draft = pipeline.prepare(site, options, remembered)
    remembered.save()
    errors = [problem for problem in draft.problems if problem.is_error]
    if errors:
        problems(errors)
        return PROBLEMS
    before = known(draft.folder)
    items = survey(draft.plan, draft.files, draft.templates, draft.folder, before, digests=draft.digests)
    meant = _meant(path, items, site, draft.config.base_url)
    if not meant:
        names = {_address(item) for item in items} | {item.page.origin for item in items if item.page}
        near = next((name for name in sorted(names) if path.strip("/") in name.split("/")), None) or nearest(
            path, names
        )
        return failure("no-page", path=path, hint=say("did-you-mean", name=near) if near else "")
    found = [(item, (before or Manifest()).last.get(item.path, ())) for item in meant]
    if as_json:
        data([_data(item, last) for item, last in found])
    else:
        for item, last in found:
            tell(_address(item))
            tell(f"  {say('explain-last')} {_sentence(last) if last else say('explain-kept')}")
            tell(f"  {say('explain-next')} {_sentence(item.reasons) if item.reasons else say('explain-keep')}")
    return OK


def _meant(path: str, items: Sequence[Item], site: Path, base_url: str | None) -> list[Item]:
    """Find the files that a path, as somebody might copy it from anywhere, stands for."""
    address = unquote(urlsplit(path.removeprefix(base_url.rstrip("/")) if base_url else path).path)
    slashed = f"/{address.strip('/')}/".replace("//", "/")
    full = Path(path).absolute()
    content = full.relative_to(site).as_posix() if full.is_relative_to(site) else path
    return [
        item
        for item in items
        if _address(item) in {address, slashed, f"/{address}"}
        or item.path == address.strip("/")
        or (item.page is not None and item.page.origin and item.page.origin in {content, path})
    ]


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
