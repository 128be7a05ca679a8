"""Fetching publications: from which addresses, within which limits, and what is said where it fails. On loopback only."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from generator.fetch import hosts
from generator.fetch.download import Downloader, DownloadLimits, FetchError
from generator.fetch.hosts import HOSTS, Host, publication

XML = b"<officiele-publicatie/>"


@dataclass
class Answer:
    status: int = 200
    body: bytes = XML
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    """What the answer says its length is, if not the truth."""


@dataclass
class Served:
    """A host on loopback: what it answers by path, and what it was asked."""

    host: Host
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Path and user agent of each request."""


@pytest.fixture
def served() -> Iterator[Served]:
    answers: dict[str, list[Answer]] = {}
    asked: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers["User-Agent"]))
            waiting = answers.get(self.path, [Answer(404, b"")])
            answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    yield Served(replace(HOSTS[0], base=base, names=("127.0.0.1",)), answers, asked)
    server.shutdown()
    thread.join()
    server.server_close()


def fetched(served: Served, slept: list[float] | None = None, **limits: float):
    wanted = publication("ah-tk-20212022-753", [served.host])
    assert wanted is not None
    pauses = [] if slept is None else slept
    return Downloader(DownloadLimits(**limits), sleep=pauses.append).publication(wanted)


# --- Ids and addresses -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ah-tk-20212022-753", "ah-tk-20212022-753.xml"),
        ("AH-TK-20212022-753", "ah-tk-20212022-753.xml"),
        ("ah-1271549", "ah-1271549.xml"),
        ("kv-tk-2022z01227", "kv-tk-2022Z01227.xml"),
        ("kst-36600-vii-1", "kst-36600-VII-1.xml"),
        ("kst-21501-02-3174", "kst-21501-02-3174.xml"),
        ("kst-36836-D", "kst-36836-D.xml"),
        ("nds-tk-2022D07485", "nds-tk-2022D07485.xml"),
        ("h-tk-20242025-20-3", "h-tk-20242025-20-3.xml"),
        ("https://zoek.officielebekendmakingen.nl/ah-tk-20212022-753.html", "ah-tk-20212022-753.xml"),
        ("http://zoek.officielebekendmakingen.nl/ah-tk-20212022-753.pdf?x=1#p2", "ah-tk-20212022-753.xml"),
        ("https://zoek.officielebekendmakingen.nl/ah-tk-20212022-753/metadata.xml", "ah-tk-20212022-753.xml"),
        ("https://zoek.officielebekendmakingen.nl/dossier/36600/kst-36600-VII-1.html", "kst-36600-VII-1.xml"),
        ("https://officielebekendmakingen.nl/kst-36600-VII-1", "kst-36600-VII-1.xml"),
    ],
)
def test_an_id_or_address_means_a_publication(text, address):
    found = publication(text)
    assert found is not None
    assert found.address("xml") == f"https://zoek.officielebekendmakingen.nl/{address}"


@pytest.mark.parametrize(
    "text",
    [
        "brief.pdf",
        "stb-2019-143",
        "ah-",
        "https://example.org/ah-tk-20212022-753.xml",
        "https://zoek.officielebekendmakingen.nl.example.org/ah-tk-20212022-753.xml",
        "https://zoek.officielebekendmakingen.nl@example.org/ah-tk-20212022-753.xml",
        "https://zoek.officielebekendmakingen.nl/",
        "https://zoek.officielebekendmakingen.nl/../ah-tk-20212022-753.xml",
        "https://[::1/ah-tk-20212022-753.xml",
        "file:///etc/ah-tk-20212022-753.xml",
        "ftp://zoek.officielebekendmakingen.nl/ah-tk-20212022-753.xml",
    ],
)
def test_anything_else_means_none(text):
    assert publication(text) is None


def test_every_row_of_the_table_of_hosts_is_encrypted_and_names_itself():
    for host in HOSTS:
        assert host.base == f"https://{host.names[0]}"
        assert "xml" in host.formats


# --- Fetching ----------------------------------------------------------------------------------------------------


def test_a_publication_comes_with_its_metadata_and_its_address(served):
    served.answers |= {
        "/ah-tk-20212022-753.xml": [Answer()],
        "/ah-tk-20212022-753/metadata.xml": [Answer(body=b"<m/>")],
    }
    found = fetched(served)
    assert (found.name, found.data, found.metadata) == ("ah-tk-20212022-753.xml", XML, b"<m/>")
    assert found.address == f"{served.host.base}/ah-tk-20212022-753.xml"
    assert found.problems == ()
    assert all(agent.startswith("kantlijn/") for _, agent in served.asked)


def test_without_metadata_there_is_only_the_publication(served):
    served.answers["/ah-tk-20212022-753.xml"] = [Answer()]
    assert fetched(served).metadata is None


def test_a_publication_without_xml_is_fetched_as_a_page(served):
    served.answers["/ah-tk-20212022-753.html"] = [Answer(body=b"<html/>")]
    found = fetched(served)
    assert (found.name, found.metadata) == ("ah-tk-20212022-753.html", None)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ([Answer(404)], "fetch-not-there"),
        ([Answer(403)], "fetch-refused"),
        ([Answer(500), Answer(503)], "fetch-refused"),
        ([Answer(body=b"x" * 3000)], "fetch-too-large"),
        ([Answer(302, headers={"Location": "http://example.org/ah-tk-20212022-753.xml"})], "fetch-elsewhere"),
        ([Answer(301, headers={"Location": "http://127.0.0.1:9/ah-tk-20212022-753.xml"})], "fetch-elsewhere"),
        ([Answer(301, headers={"Location": "ftp://127.0.0.1/x"})], "fetch-elsewhere"),
        ([Answer(length=500)], "fetch-no-network"),
    ],
)
def test_what_cannot_be_fetched_is_said(served, answers, code):
    served.answers["/ah-tk-20212022-753.xml"] = answers
    with pytest.raises(FetchError) as failed:
        fetched(served, size=2048)
    assert failed.value.problem.code == code


def test_a_redirect_on_the_same_host_is_followed_but_not_for_ever(served):
    there = Answer(302, headers={"Location": "/ah-tk-20212022-753/inhoud.xml"})
    served.answers |= {"/ah-tk-20212022-753.xml": [there], "/ah-tk-20212022-753/inhoud.xml": [Answer()]}
    assert fetched(served).data == XML
    served.answers["/ah-tk-20212022-753/inhoud.xml"] = [there]
    with pytest.raises(FetchError):
        fetched(served)


def test_one_more_request_is_made_and_no_second(served):
    path = "/ah-tk-20212022-753.xml"
    served.answers[path] = [Answer(503, headers={"Retry-After": "7"}), Answer()]
    slept: list[float] = []
    assert fetched(served, slept).data == XML
    assert slept == [7.0]
    served.asked.clear()
    served.answers[path] = [Answer(503, headers={"Retry-After": "99999"})]
    with pytest.raises(FetchError):
        fetched(served, slept)
    assert [asked for asked, _ in served.asked] == [path, path]
    assert slept == [7.0, 30.0]


def test_an_answer_that_never_comes_ends_in_time():
    silent = socket.create_server(("127.0.0.1", 0))
    with silent:
        host = replace(HOSTS[0], base=f"http://127.0.0.1:{silent.getsockname()[1]}", names=("127.0.0.1",))
        wanted = publication("ah-tk-20212022-753", [host])
        assert wanted is not None
        with pytest.raises(FetchError) as failed:
            Downloader(DownloadLimits(silence=0.2), sleep=lambda _: None).publication(wanted)
    assert failed.value.problem.code == "fetch-slow"


def test_an_answer_that_takes_too_long_as_a_whole_is_given_up(served):
    served.answers["/ah-tk-20212022-753.xml"] = [Answer()]
    ticks = iter(range(0, 10_000, 60))
    wanted = publication("ah-tk-20212022-753", [served.host])
    assert wanted is not None
    with pytest.raises(FetchError) as failed:
        Downloader(sleep=lambda _: None, clock=lambda: float(next(ticks) * 2)).publication(wanted)
    assert failed.value.problem.code == "fetch-slow"


def test_no_network_is_a_sentence():
    closed = socket.create_server(("127.0.0.1", 0))
    port = closed.getsockname()[1]
    closed.close()
    host = replace(HOSTS[0], base=f"http://127.0.0.1:{port}")
    wanted = publication("ah-tk-20212022-753", [host])
    assert wanted is not None
    slept: list[float] = []
    with pytest.raises(FetchError) as failed:
        Downloader(sleep=slept.append).publication(wanted)
    assert failed.value.problem.code == "fetch-no-network"
    assert len(slept) == 1


def test_a_host_is_asked_no_faster_than_it_allows(served):
    served.answers["/ah-tk-20212022-753.xml"] = [Answer()]
    wanted = publication("ah-tk-20212022-753", [replace(served.host, requests=4, seconds=30.0)])
    assert wanted is not None
    slept: list[float] = []
    downloader = Downloader(sleep=slept.append, clock=lambda: sum(slept))
    for _ in range(4):
        downloader.publication(wanted)  # two requests each
    assert slept == [30.0]


# --- The command -------------------------------------------------------------------------------------------------


def test_the_command_imports_a_fetched_publication_and_keeps_it(served, monkeypatch, tmp_path, capsys):
    from generator.cli import imports

    source = (
        '<officiele-publicatie><kamervragen><kamervraagomschrijving type="vraag">Vragen van het lid <naam>Duinhoven</naam> '
        "(XYZ) aan de Minister van Financiën over <kamervraagonderwerp>bruggen</kamervraagonderwerp></kamervraagomschrijving>"
        '<kamervraagomschrijving type="antwoord">Antwoord van Minister <naam>Kogelhout</naam> (Financiën) (ontvangen '
        "3 november 2021)</kamervraagomschrijving>"
        "<vraag><nr>Vraag 1</nr><al>Kent u de brug?</al></vraag><antwoord><nr>Antwoord 1</nr><al>Ja.</al></antwoord>"
        "</kamervragen></officiele-publicatie>"
    ).encode()
    metadata = b'<m><metadata name="OVERHEIDop.vraagnummer" content="2021Z16860"/></m>'
    served.answers |= {
        "/ah-tk-20212022-753.xml": [Answer(body=source)],
        "/ah-tk-20212022-753/metadata.xml": [Answer(body=metadata)],
    }
    monkeypatch.setattr(hosts, "HOSTS", (served.host,))
    monkeypatch.setattr(hosts.publication, "__defaults__", ((served.host,),))
    content = tmp_path / "content"
    address = f"{served.host.base}/ah-tk-20212022-753.html"
    code = imports.run([address], content, imports.ImportRequest(), (), as_json=False)
    assert (code, capsys.readouterr().err) == (0, "")
    letter = content / "letters/2021z16860"
    assert (letter / "source/ah-tk-20212022-753.xml").read_bytes() == source
    assert (letter / "source/ah-tk-20212022-753.metadata.xml").read_bytes() == metadata
    written = (letter / "letter.md").read_text("utf-8")
    assert "publication: ah-tk-20212022-753" in written
    assert re.search(r"url: 'http://127\.0\.0\.1:\d+/ah-tk-20212022-753\.xml'|url: http://127\.0\.0\.1", written)
    before = {path: path.read_bytes() for path in sorted(letter.rglob("*")) if path.is_file()}
    again = imports.run([address], content, imports.ImportRequest(update=True), (), as_json=False)
    assert again == 0
    assert {path: path.read_bytes() for path in sorted(letter.rglob("*")) if path.is_file()} == before


def test_the_command_says_what_it_does_not_fetch(tmp_path, capsys):
    from generator.cli import imports

    code = imports.run(["https://example.org/x"], tmp_path, imports.ImportRequest(), (), as_json=False)
    assert code == 1
    assert "fetch-unknown-host" in capsys.readouterr().err
