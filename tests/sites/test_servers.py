"""The settings for web servers in docs/servers, each tried by the server itself: what it sends of every file of a site.

Where a server is not installed its tests are skipped, and say so. None is started as a service of the machine: each runs
with a port and a folder of its own, as nobody in particular.
"""

from __future__ import annotations

import contextlib
import gzip
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.build import Options, load, publish
from generator.core.cache import NoCache
from generator.core.file_types import FILE_TYPES, FRAMED, file_type
from generator.pages.addresses.hosting import policy

ROOT = Path(__file__).parents[2]
EVERYTHING = Path(__file__).parent / "everything"
SERVERS = ROOT / "docs" / "servers"
UNFRAMED = "; frame-ancestors 'none'"
WORTH = 512
"""From how many bytes on a text has to be compressed."""


# --- Servers ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    """How one server is run with its settings in docs/servers; it is in the background when `start` ends."""

    program: str
    package: str
    settings: str
    around: Callable[[str, Path, int], str]
    """Makes a whole file of settings, for a folder and a port of its own."""
    start: Callable[[Path], list[str]]


def _nginx(settings: str, folder: Path, port: int) -> str:
    settings = settings.replace("listen 80;", f"listen 127.0.0.1:{port};")
    places = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"pid {folder}/pid;\nerror_log {folder}/errors;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{places}{settings.replace('/var/www/letters', str(folder / 'www'))}\n}}\n"
    )


def _apache(settings: str, folder: Path, port: int) -> str:
    modules = Path("/usr/lib/apache2/modules")
    names = "mpm_event authz_core mime dir alias headers deflate filter".split()
    loaded = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in names)
    return (
        f"{loaded}ServerRoot {folder}\nDefaultRuntimeDir {folder}\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\n"
        f"PidFile {folder}/pid\nErrorLog {folder}/errors\nTypesConfig /dev/null\n"
        f"{settings.replace('/var/www/letters', str(folder / 'www')).replace('*:80', f'127.0.0.1:{port}')}"
    )


def _caddy(settings: str, folder: Path, port: int) -> str:
    settings = settings.replace("/var/www/letters", str(folder / "www"))
    return f"{{\n\tadmin off\n}}\n{settings.replace('letters.example.org {', f'http://127.0.0.1:{port} {{')}"


SERVER = {
    "nginx": Server("nginx", "nginx", "nginx.conf", _nginx, lambda file: ["-c", str(file), "-e", f"{file}.errors"]),
    "apache": Server("apache2", "apache2", "apache.conf", _apache, lambda file: ["-f", str(file), "-k", "start"]),
    "caddy": Server(
        "caddy",
        "caddy",
        "Caddyfile",
        _caddy,
        lambda file: ["start", "--config", str(file), "--adapter", "caddyfile", "--pidfile", str(file.parent / "pid")],
    ),
}


@contextlib.contextmanager
def running(server: Server, settings: str, folder: Path, port: int) -> Iterator[None]:
    """Run a server with these settings, and end it."""
    found = shutil.which(server.program, path=f"{os.environ['PATH']}:/usr/sbin")
    if not found:
        pytest.skip(f"no {server.program} on this machine (Debian: apt-get install {server.package})")
    file = folder / "settings"
    file.write_text(server.around(settings, folder, port), "utf-8")
    someone = {}
    if os.getuid() == 0:  # Apache serves nothing as root
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, "nobody")
        someone = {"user": "nobody", "group": "nogroup", "extra_groups": []}
    home = {"HOME": str(folder), "PATH": os.environ["PATH"]}
    said = folder / "said"  # a file, since what runs in the background keeps it open
    with said.open("wb") as out:
        command = [found, *server.start(file)]
        done = subprocess.run(command, cwd=folder, env=home, stdout=out, stderr=out, timeout=60, check=False, **someone)
    assert done.returncode == 0, said.read_text()
    try:
        yield
    finally:
        os.kill(int((folder / "pid").read_text()), signal.SIGTERM)


# --- The site and what is asked of it ---------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@dataclass(frozen=True)
class Hosted:
    """A site as a server has it."""

    folder: Path
    port: int
    below: str
    """The path that it is below, without a slash at its end."""

    def ask(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """Ask for a path of the site, and return the answer with what came, not compressed any more."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", f"{self.below}{path}", headers={"Accept-Encoding": "gzip", **headers})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, str]:
    """Build the site that holds everything; return its folder and its policy."""
    root = shutil.copytree(EVERYTHING, tmp_path_factory.mktemp("served") / "site")
    draft, _ = publish(load(root, Options(), NoCache()))
    out = root / "site"
    for row in FILE_TYPES.values():  # also what this site happens to have none of
        (out / f"een{row.suffix}").write_bytes(b"Een bestand van deze soort. " * 40)
    return out, policy(draft.plan.site.accent, searched=True)


def own_policy() -> str:
    """Return the policy that the settings have, of a site without an accent."""
    return policy(searched=True)


@pytest.fixture(scope="module", params=SERVER)
def hosted(built, request) -> Iterator[Hosted]:
    """Yield the site at the root of each server."""
    site, own = built
    server = SERVER[request.param]
    with tempfile.TemporaryDirectory(prefix="kantlijn-served-", ignore_cleanup_errors=True) as temporary:
        folder, port = Path(temporary), free_port()
        shutil.copytree(site, folder / "www")
        settings = (SERVERS / server.settings).read_text("utf-8").replace(own_policy(), own)
        with running(server, settings, folder, port):
            yield Hosted(folder / "www", port, "")


@pytest.fixture(scope="module", params=SERVER)
def hosted_below(built, request) -> Iterator[Hosted]:
    """Yield the site below a path of each server, set as its settings say."""
    site, _ = built
    server = SERVER[request.param]
    with tempfile.TemporaryDirectory(prefix="kantlijn-served-", ignore_cleanup_errors=True) as temporary:
        folder, port = Path(temporary), free_port()
        shutil.copytree(site, folder / "www" / "letters")
        settings = (SERVERS / server.settings).read_text("utf-8")
        [told] = re.findall(r"and\s+write\s+(.+/letters/404\.html)", re.sub(r"\n#", "", settings))
        assert settings.count(told.replace("/letters/", "/")) == 1
        with running(server, settings.replace(told.replace("/letters/", "/"), told), folder, port):
            yield Hosted(folder / "www" / "letters", port, "/letters")


def paths(folder: Path) -> list[str]:
    """Return the path that each file is asked for by."""
    found = sorted(f"/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*") if path.is_file())
    return [path.removesuffix("index.html") for path in found if path not in ("/_headers", "/_redirects")]


def is_framed(path: str) -> bool:
    return "/embed/" in path and path.endswith("/")


def told(path: str) -> dict[str, str | None]:
    """Return the headers that a file is to come with."""
    row = file_type(path if not path.endswith("/") else "index.html")
    framed = is_framed(path)
    return {
        "Content-Type": row.content_type,
        "Access-Control-Allow-Origin": "*" if row.is_data else None,
        "Cache-Control": FRAMED if framed else row.kept,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }


def test_every_file_comes_whole_with_its_type_and_who_may_read_and_keep_it(hosted, built):
    _, own = built
    asked = paths(hosted.folder)
    for path in asked:
        answer, body = hosted.ask(path)
        file = hosted.folder / f"{path}index.html".lstrip("/") if path.endswith("/") else hosted.folder / path[1:]
        assert (answer.status, body == file.read_bytes()) == (200, True), path
        wanted = told(path)
        assert {name: answer.headers[name] for name in wanted} == wanted, path
        assert answer.headers.get_all("Content-Security-Policy") == [own + ("" if is_framed(path) else UNFRAMED)], path
        large = len(body) >= WORTH and file_type(file.name).is_text
        assert not large or answer.headers["Content-Encoding"] == "gzip", path
        assert file_type(file.name).is_text or not answer.headers["Content-Encoding"], path
    assert {file_type(path).suffix for path in asked} >= FILE_TYPES.keys()


def test_what_did_not_change_is_not_sent_again(hosted):
    for suffix in FILE_TYPES:
        first, _ = hosted.ask(f"/een{suffix}")
        held = {"If-None-Match": first.headers["ETag"], "If-Modified-Since": first.headers["Last-Modified"]}
        again, body = hosted.ask(f"/een{suffix}", **{name: value for name, value in held.items() if value})
        assert (again.status, body) == (304, b""), suffix


def missing(site: Hosted) -> None:
    page = (site.folder / "404.html").read_bytes()
    for path in ("/weg/", "/brieven/weg/vraag-1/", "/weg.json", "/_headers", "/_redirects"):
        answer, body = site.ask(path)
        assert (answer.status, body) == (404, page), path
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert UNFRAMED in answer.headers["Content-Security-Policy"], path


def test_what_is_not_there_is_answered_by_the_site_s_own_page(hosted):
    missing(hosted)


def test_below_a_path_too(hosted_below):
    missing(hosted_below)
    for path in ("/", "/brieven/2099z00001/vraag-2/", "/brieven/2099z00001/vraag-2/embed/", "/index.json"):
        answer, _ = hosted_below.ask(path)
        wanted = told(path)
        assert {name: answer.headers[name] for name in wanted} == wanted, path
        assert (UNFRAMED in answer.headers["Content-Security-Policy"]) == ("/embed/" not in path)


def test_a_folder_without_its_slash_leads_to_it_on_the_same_host(hosted_below):
    answer, _ = hosted_below.ask("/brieven/2099z00001")
    assert answer.status in (301, 308)
    host = re.escape(f"http://127.0.0.1:{hosted_below.port}")
    assert re.fullmatch(rf"({host})?/letters/brieven/2099z00001/", answer.headers["Location"])


@pytest.mark.parametrize("name", sorted(path.name for path in SERVERS.iterdir()))
def test_settings_have_the_policy_of_a_site_and_no_type_that_is_unknown(name):
    text = (SERVERS / name).read_text("utf-8")
    assert own_policy() in text
    media = {row.media for row in FILE_TYPES.values()}
    found = set(re.findall(r"\b(?:text|application|image|font)/[a-z0-9][\w.+-]*", text))
    assert found == media | {"application/octet-stream"}
