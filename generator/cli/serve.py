"""`kantlijn serve`: the preview, told line by line on the terminal."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
import traceback
import webbrowser
from pathlib import Path

import typer

from generator import build as pipeline
from generator.cli import FAILED, OK
from generator.cli.build import cache, located
from generator.cli.language import language, say
from generator.cli.proof import Proof
from generator.cli.show import counts, failure, problems, tell
from generator.serve.follow import Built, Reports, follow
from generator.serve.sockets import PortTakenError


def run(asked_site: Path | None, host: str, port: int, *, open_browser: bool, drafts: bool) -> int:
    """Serve until the user stops it."""
    site = located(asked_site)
    if site is None:
        return FAILED
    remembered = cache(site)
    reports = Reports(
        address=lambda url: tell(say("serving", url=url)),
        built=_report,
        ready=lambda url: _open(url) if open_browser else None,
    )
    options = pipeline.Options(drafts=drafts, prove=Proof(site, remembered))

    sys.setswitchinterval(0.001)  # so that a page need not wait for a build's turn to end

    async def until_stopped() -> None:
        task = asyncio.current_task()
        for number in (signal.SIGINT, signal.SIGTERM):
            if task is not None and os.name == "posix":
                asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        await follow(site.resolve(), options, remembered, reports, host=host, port=port, language=language())

    try:
        asyncio.run(until_stopped())
    except PortTakenError as taken:
        return failure("port", port=taken.port, free=taken.free)
    except OSError as error:
        return failure("address", host=host, reason=error.strerror or error)
    except (KeyboardInterrupt, asyncio.CancelledError):
        tell(say("serve-stopped"))
    finally:
        remembered.save()
    return OK


def _open(url: str) -> None:
    webbrowser.open(url)


def _report(built: Built) -> None:
    """Tell what one build did, and all that is wrong."""
    problems(built.problems)
    if built.error is not None:
        typer.echo("".join(traceback.format_exception(built.error)), err=True)
    now, seconds = time.strftime("%H:%M:%S"), f"{built.seconds:.2f}"
    result = built.result
    if result is None or not result.published:
        tell(say("serve-failed", time=now, counts=counts(built.problems)))
    elif result.outcome.written or result.outcome.removed:
        n = len(result.outcome.written) + len(result.outcome.removed)
        tell(say("serve-built", time=now, n=n, seconds=seconds))
    else:
        tell(say("serve-same", time=now, seconds=seconds))
