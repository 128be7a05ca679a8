"""`kantlijn serve`: runs the preview, and prints a line for each build."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
import traceback
import webbrowser
from pathlib import Path

from generator import build as pipeline
from generator.cli import FAILED, OK
from generator.cli.build import open_cache, require_site
from generator.cli.language import language, say
from generator.cli.proof import Prover
from generator.cli.remaining import Remaining
from generator.cli.show import failure, print_line, print_problems, severity_counts
from generator.core.real_paths import real
from generator.serve.follow import BuildReport, PreviewEvents, follow
from generator.serve.sockets import PortTakenError


def run(asked_site: Path | None, host: str, port: int, *, open_browser: bool, drafts: bool) -> int:
    """Run the preview until the user stops it, and return the exit code."""
    site = require_site(asked_site)
    if site is None:
        return FAILED
    cache = open_cache(site)
    events = PreviewEvents(
        address=lambda url: print_line(say("serving", url=url)),
        built=_report,
        ready=lambda url: _open(url) if open_browser else None,
    )
    prove = Prover(site, cache)
    options = pipeline.Options(drafts=drafts, prove=prove, locate=prove.locator)

    sys.setswitchinterval(0.001)  # else a request waits until the build thread yields

    async def until_stopped() -> None:
        task = asyncio.current_task()
        for number in (signal.SIGINT, signal.SIGTERM):
            if task is not None and os.name == "posix":
                asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        await follow(
            real(site), options, cache, events, remaining=Remaining(site), host=host, port=port, language=language()
        )

    try:
        asyncio.run(until_stopped())
    except PortTakenError as taken:
        return failure("port", port=taken.port, free=taken.free)
    except OSError as error:
        return failure("address", host=host, reason=error.strerror or error)
    except (KeyboardInterrupt, asyncio.CancelledError):
        print_line(say("serve-stopped"))
    finally:
        cache.save()
    return OK


def _open(url: str) -> None:
    webbrowser.open(url)


def _report(built: BuildReport) -> None:
    """Print the problems of one build, and a line that says what it did."""
    print_problems(built.problems)
    if built.error is not None and not isinstance(built.error, OSError):
        print_line("".join(traceback.format_exception(built.error)), err=True)
    now, seconds = time.strftime("%H:%M:%S"), f"{built.seconds:.2f}"
    result = built.result
    if result is None or not result.published:
        print_line(say("serve-failed", time=now, counts=severity_counts(built.problems)))
    elif result.outcome.written or result.outcome.removed:
        n = len(result.outcome.written) + len(result.outcome.removed)
        print_line(say("serve-built", time=now, n=n, seconds=seconds))
    else:
        print_line(say("serve-same", time=now, seconds=seconds))
