"""From save to page: how long a preview takes until a page that is open in a browser has what was written."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from processes import processor_ticks
from programs import Program
from tornado.httpclient import AsyncHTTPClient, HTTPError
from tornado.websocket import WebSocketClientConnection, websocket_connect

Told = asyncio.Queue[str | bytes | None]
"""What a preview tells the browser; None when the connection is closed."""
_HELLO = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}
_ASKED_EACH = 0.002
"""Seconds between two requests for the page, where the reload came before the page was new."""
_SWEPT = 0.5
"""Seconds over which saves are spread: Hugo looks for saves at fixed moments, and is met at each distance from them."""
_PATIENCE = 1800
"""Seconds after which a preview that shows nothing is given up."""
_QUIET, _LOOKED_EACH = 2, 0.25
"""How many looks in a row see no work before a preview counts as idle, and the seconds between them."""


def from_save_to_page(program: Program, folder: Path, letter: str, saves: int) -> list[float]:
    """Run a preview with one page open in a browser, and return the seconds from each save until that page is new.

    The browser is livereload's protocol and a request for the page after its reload, without what a browser draws.
    Each save waits until the preview has nothing left to do of the one before.
    """
    port = _free_port()
    with subprocess.Popen(
        (*program.preview, str(port)),
        cwd=program.site(folder),
        env=program.environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        try:
            file = program.site(folder) / program.answer.format(letter=letter)
            path = f"/brieven/{letter}/vraag-5/"
            text = file.read_text(encoding="utf-8")
            save = partial(file.write_text, encoding="utf-8")
            return asyncio.run(asyncio.wait_for(_saves(running, port, path, [*_edits(text, saves)], save), _PATIENCE))
        finally:
            running.send_signal(signal.SIGINT)


def _edits(text: str, saves: int) -> Iterator[tuple[str, str]]:
    """Yield the words that each save adds to a text, and the text with them."""
    for turn in range(saves):
        words = f"Toevoeging nummer {turn}."
        yield words, f"{text}\n{words}\n"


async def _saves(
    running: subprocess.Popen[bytes],
    port: int,
    path: str,
    edits: Sequence[tuple[str, str]],
    save: Callable[[str], object],
) -> list[float]:
    url = f"http://127.0.0.1:{port}{path}"
    await _until_there(running, url)
    told: Told = asyncio.Queue()
    browser = await websocket_connect(f"ws://127.0.0.1:{port}/livereload", on_message_callback=told.put_nowait)
    await _say(browser, _HELLO)
    await _say(browser, {"command": "info", "url": url, "plugins": {}})
    took = []
    for turn, (words, text) in enumerate(edits):
        await _until_idle(running.pid)
        await asyncio.sleep(_SWEPT * turn / len(edits))
        while not told.empty():  # reloads after the save before
            told.get_nowait()
        start = time.perf_counter()
        save(text)
        await _until_reload(told)
        await _until_new(url, words)
        took.append(time.perf_counter() - start)
    browser.close()
    return took


async def _until_there(running: subprocess.Popen[bytes], url: str) -> None:
    """Wait for the first page."""
    while not await _page(url):
        if running.poll() is not None:
            sys.exit(f"the preview of {url} stopped with {running.returncode}")
        await asyncio.sleep(_LOOKED_EACH)


async def _until_idle(number: int) -> None:
    """Wait until a preview works no more: also at what no page waits for, such as the search index."""
    quiet, before = 0, processor_ticks(number)
    while quiet < _QUIET:
        await asyncio.sleep(_LOOKED_EACH)
        now = processor_ticks(number)
        quiet = quiet + 1 if now - before <= _idle_ticks() else 0
        before = now


def _idle_ticks() -> float:
    """Return the ticks of the clock between two looks up to which a preview counts as idle: a twentieth."""
    return os.sysconf("SC_CLK_TCK") * _LOOKED_EACH / 20


async def _until_reload(told: Told) -> None:
    while True:
        message = await told.get()
        if message is None:
            sys.exit("the preview closed its connection")
        if json.loads(message).get("command") == "reload":
            return


async def _until_new(url: str, words: str) -> None:
    """Ask for the page until it has the words: with the first request, where a reload is sent when the page is there."""
    while True:
        if words in await _page(url):
            return
        await asyncio.sleep(_ASKED_EACH)


async def _say(browser: WebSocketClientConnection, message: Mapping[str, object]) -> None:
    await browser.write_message(json.dumps(message, separators=(",", ":")))  # Hugo looks for it without spaces


async def _page(url: str) -> str:
    """Return a page's text; empty if there is none yet."""
    try:
        answer = await AsyncHTTPClient().fetch(url)
    except (HTTPError, OSError):
        return ""
    return answer.body.decode()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
