"""`kantlijn ledger`: adds every address that the site now publishes to the ledger, and removes none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator import build as pipeline
from generator.cli import FAILED, OK, PROBLEMS
from generator.cli.build import BuildRequest, open_cache, require_site
from generator.cli.language import say
from generator.cli.show import print_json, print_line, print_problems, problem_as_json
from generator.cli.wrong_argument import WrongArgumentError
from generator.core.ledger import FILE, Ledger, added
from generator.core.retired import retire
from generator.output import ledger_file
from generator.pages.addresses.published import LOSSES

_SHOWN = 20
"""How many new addresses are printed; of the others only their number is."""


def run(asked_site: Path | None, asked: BuildRequest, day: str | None, *, dry_run: bool, as_json: bool) -> int:
    """Add new addresses to the ledger, and print which published addresses the site no longer has."""
    today = _day(day)
    options = replace(asked.options, addressed=True)
    site = require_site(asked_site)
    if site is None:
        return FAILED
    cache = open_cache(site)
    prepared = pipeline.prepare(site, options, cache)
    cache.save()
    errors = [problem for problem in prepared.problems if problem.is_error]
    about = errors or [problem for problem in prepared.problems if problem.code in LOSSES]
    before = prepared.graph.ledger
    after = before if errors else _after(prepared, today)
    new = _new_addresses(before, after)
    retired = [entry.path for entry in after.retired if entry not in before.retired]
    changed = not errors and not dry_run and ledger_file.write(site, after)
    if as_json:
        summary = {"file": FILE, "addresses": len(after.entries), "added": new, "retired": retired, "written": changed}
        print_json({**summary, "problems": [problem_as_json(problem) for problem in about]})
    else:
        print_problems(about)
        if errors:
            print_line(say("ledger-kept", file=FILE), err=True)
        else:
            _print_added(new, len(after.entries), dry_run=dry_run)
            for form in retired:
                print_line(say("ledger-would-retire" if dry_run else "ledger-retired", form=form))
    return PROBLEMS if errors else OK


def _after(prepared: pipeline.Prepared, today: dt.date) -> Ledger:
    """Return the ledger with what the site now publishes, and with what it gave up by the parts that it dropped."""
    plan, config = prepared.plan, prepared.config
    known = added(prepared.graph.ledger, plan.addresses, today, plan.site.base_url)
    return retire(known, config.unwanted(), plan.addresses, today)


def _new_addresses(before: Ledger, after: Ledger) -> list[str]:
    known = {entry.address for entry in before.entries}
    return [entry.address for entry in after.entries if entry.address not in known]


def _print_added(new: Sequence[str], total: int, *, dry_run: bool) -> None:
    """Print how many addresses were added, and with `dry_run` the first of those that would be."""
    for address in new[:_SHOWN] if dry_run else ():
        print_line(f"+ {address}")
    if dry_run and len(new) > _SHOWN:
        print_line(say("ledger-more", n=len(new) - _SHOWN))
    key = "ledger-would" if dry_run else "ledger-added"
    print_line(say(key, file=FILE, all=say("addresses", n=total), new=len(new)))


def _day(text: str | None) -> dt.date:
    """Return the day of first publication of new addresses: the one asked for, else today."""
    if text is None:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise WrongArgumentError(say("bad-date", date=text), "--date") from None
