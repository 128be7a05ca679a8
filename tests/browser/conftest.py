"""What tests in a browser share: one worker, an open Chromium, and folders on the web."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the browser's tests in one worker: a machine of two cores has no room for a second browser."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    """Yield an open Chromium; where the machine has none the test is skipped, and says so.

    Each module has its own: as long as it is open, Playwright has an event loop running in this thread.
    """
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[..., str]]:
    """Yield a function that serves a folder at a port of its own, with the headers of each path, and returns the address."""
    running = []

    def serve(folder: Path, headers: Callable[[str], Iterable[tuple[str, str]]] = lambda _: ()) -> str:
        class Handler(SimpleHTTPRequestHandler):
            def end_headers(self) -> None:
                for name, value in headers(self.path.partition("?")[0]):
                    self.send_header(name, value)
                super().end_headers()

            def log_message(self, *_) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server, thread in running:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def _previewing(site: Path, *options: str) -> Iterator[str]:
    """Run `kantlijn serve` on a site, in Dutch, until the block ends; give the address once the site is built."""
    command = [sys.executable, "-m", "generator.cli", "serve", "--port", "0", "--site", str(site), *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "KANTLIJN_LANG": "nl"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        lines: list[str] = []
        built = threading.Event()

        def read() -> None:
            for line in process.stdout:
                lines.append(line)
                if "gebouwd" in line or "veranderd" in line:
                    built.set()

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        assert built.wait(60), lines
        yield re.search(r"http://\S+", "".join(lines))[0]
        process.terminate()
        assert process.wait(30) == 0, lines
        reader.join(10)


@pytest.fixture(scope="session")
def previewing() -> Callable[..., AbstractContextManager[str]]:
    """Return what runs a preview of a folder, with options of the command, and gives its address."""
    return _previewing
