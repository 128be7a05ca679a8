"""Links to other websites: what is gone is found, what is a mood of the server is no more than a remark."""

from __future__ import annotations

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from generator.output.external_links import check_web


@pytest.fixture
def website():
    """Yield the address of a website of the test's own, and what was asked of it."""
    asked: Counter[tuple[str, str]] = Counter()
    statuses = {"/goed": 200, "/weg": 404, "/opgeheven": 410, "/druk": 503, "/dicht": 403}

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self):
            asked["HEAD", self.path] += 1
            self._answer(405 if self.path == "/alleen-get" else statuses.get(self.path, 200))

        def do_GET(self):
            asked["GET", self.path] += 1
            self._answer(statuses.get(self.path, 200))

        def _answer(self, status):
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def checked(page: str, **options):
    return [
        (problem.severity, dict(problem.values)["reason"][:3], str(problem.position))
        for problem in check_web([("a.html", page.encode())], **options)
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/goed", []),
        ("/goed#anker", []),
        ("/alleen-get", []),
        ("/spatie%20en%20meer", []),
        ("/weg", [("warning", "404", "a.html")]),
        ("/opgeheven", [("warning", "410", "a.html")]),
        ("/druk", [("info", "503", "a.html")]),
        ("/dicht", [("info", "403", "a.html")]),
    ],
)
def test_an_answer_weighs_what_it_says(website, path, expected):
    address, _ = website
    assert checked(f'<a href="{address}{path}">x</a>') == expected


def test_a_host_that_is_not_there_is_a_warning():
    assert checked('<a href="http://127.0.0.1:9/">x</a>')[0][0] == "warning"


def test_an_address_is_asked_once_and_reported_at_every_place(website):
    address, asked = website
    page = f'<a href="{address}/weg">x</a><a href="{address}/weg#hier">y</a>'.encode()
    found = check_web([("a.html", page), ("b.html", page)], origins={"b.html": "content/b.md"})
    assert asked["HEAD", "/weg"] == 1
    assert {str(problem.position) for problem in found} == {"a.html", "content/b.md"}


def test_the_site_itself_is_not_asked(website):
    address, asked = website
    assert (
        checked(f'<a href="{address}/sub/x/">x</a><a href="mailto:a@example.org">y</a>', base_url=f"{address}/sub")
        == []
    )
    assert not asked
