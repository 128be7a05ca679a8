"""`kantlijn ledger`: add every address that the site now publishes to the ledger; none ever goes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import typer

from generator import build as pipeline
from generator.cli import FAILED, OK, PROBLEMS
from generator.cli.build import Asked, cache, located
from generator.cli.language import say
from generator.cli.show import as_data, data, problems, tell
from generator.core.ledger import FILE, added
from generator.output import ledger_file
from generator.pages.addresses.published import LOSSES

_SHOWN = 20
"""How many new addresses are listed before the rest is only counted."""


def run(asked_site: Path | None, asked: Asked, day: str | None, *, dry_run: bool, as_json: bool) -> int:
    """Add what is new, and warn of what would be lost."""
    today = _day(day)
    options = replace(asked.options, addressed=True)
    site = located(asked_site)
    if site is None:
        return FAILED
    remembered = cache(site)
    draft = pipeline.prepare(site, options, remembered)
    remembered.save()
    errors = [problem for problem in draft.problems if problem.is_error]
    about = errors or [problem for problem in draft.problems if problem.code in LOSSES]
    before = draft.graph.ledger
    after = before if errors else added(before, draft.plan.addresses, today)
    known = {entry.address for entry in before.entries}
    new = [entry.address for entry in after.entries if entry.address not in known]
    changed = not errors and not dry_run and ledger_file.write(site, after)
    if as_json:
        summary = {"file": FILE, "addresses": len(after.entries), "added": new, "written": changed}
        data({**summary, "problems": [as_data(problem) for problem in about]})
        return PROBLEMS if errors else OK
    problems(about)
    if errors:
        tell(say("ledger-kept", file=FILE), err=True)
        return PROBLEMS
    for address in new[:_SHOWN] if dry_run else ():
        tell(f"+ {address}")
    if dry_run and len(new) > _SHOWN:
        tell(say("ledger-more", n=len(new) - _SHOWN))
    key = "ledger-would" if dry_run else "ledger-added"
    tell(say(key, file=FILE, all=say("addresses", n=len(after.entries)), new=len(new)))
    return OK


def _day(text: str | None) -> dt.date:
    """Return the day of publication: the one asked for, else today."""
    if text is None:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(say("bad-date", date=text), param_hint="--date") from None
