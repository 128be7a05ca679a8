"""The preview server: livereload's handlers around the last good site. The only module that knows livereload.

What livereload 2.7.1 would do by itself is replaced where it falls short: it drops reloads within three seconds, builds
in the server's own thread, answers any Host and Origin, stays silent about errors, and misses pages without `</head>`.
"""

from __future__ import annotations

import json
import posixpath
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import web
from tornado.httpserver import HTTPServer

from generator.core.diagnostics import Catalogue, Diagnostic
from generator.serve import overlay
from generator.serve.guard import Guard
from generator.serve.sockets import bound

TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Not asked of the system, whose own table differs from machine to machine."""
_LIVE = {".html", ".css"}
_UNSEEN = {".xml", ".txt", ".json", ".md", ".csv"}
"""What no page shows: its change needs no reload."""


@dataclass(slots=True)
class Showing:
    """What the preview shows: the last good site and, over it, what is wrong with the present one."""

    folder: Path
    wording: Catalogue
    words: Mapping[str, str]
    problems: tuple[Diagnostic, ...] = ()
    ready: bool = False
    """Whether there is a site to show."""
    _run: str = field(default_factory=lambda: secrets.token_hex(4))
    _number: int = 0
    _clients: set[_Client] = field(default_factory=set)

    @property
    def build(self) -> str:
        """Name what is shown now; another run of the preview gives other names."""
        return f"{self._run}-{self._number}"

    def head(self) -> bytes:
        """Return what goes into the head of every page."""
        return overlay.script(self.build)

    def panel(self) -> bytes:
        """Return what goes over every page while there are problems."""
        if not self.problems:
            return b""
        return overlay.problems(self.problems, self.wording, self.words, shown_before=self.ready)

    def update(self, changed: Iterable[str], problems: tuple[Diagnostic, ...], *, published: bool) -> None:
        """Take in what a build did, and let every browser show it. Runs in the server's own thread."""
        paths = {path for path in changed if posixpath.splitext(path)[1] not in _UNSEEN}
        everywhere = problems != self.problems or (published and not self.ready)
        self.problems = problems
        self.ready = self.ready or published
        if not paths and not everywhere:
            return
        self._number += 1
        whole = everywhere or any(posixpath.splitext(path)[1] not in _LIVE for path in paths)
        styles = sorted(path for path in paths if path.endswith(".css"))
        for client in tuple(self._clients):
            if whole or self.file(client.path) in paths or (self.missing(client.path) and "404.html" in paths):
                client.reload("/")
            else:
                for style in styles:
                    client.reload(style)

    def file(self, path: str) -> str:
        """Return the file of the site that an address means, relative to its folder."""
        name = posixpath.normpath(f"/{path}").lstrip("/")
        return posixpath.join(name, "index.html").lstrip("/") if path.endswith("/") or not name else name

    def missing(self, path: str) -> bool:
        """Say whether the site has no page at an address."""
        return not (self.folder / self.file(path)).is_file()


class _Guarded(web.RequestHandler):
    """Refuses whoever addresses the preview by a name that is not this machine's."""

    def prepare(self) -> None:
        guard: Guard = self.application.settings["guard"]
        if not guard.allows(self.request.headers.get("Host"), self.request.headers.get("Origin")):
            raise web.HTTPError(403)

    @property
    def showing(self) -> Showing:
        found: Showing = self.application.settings["showing"]
        return found

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("Server", "kantlijn")


class _Client(_Guarded, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """One browser page that follows the preview, over livereload's own protocol."""

    path = "/"

    def check_origin(self, origin: str) -> bool:
        guard: Guard = self.application.settings["guard"]
        return guard.allows(self.request.headers.get("Host"), origin)

    def on_message(self, message: str | bytes) -> None:
        """Answer the handshake, and listen from then on: livereload itself would listen only a message later."""
        try:
            said = json.loads(message)
        except ValueError:
            return
        if not isinstance(said, dict):
            return
        if said.get("command") == "hello":
            super().on_message(message)
            self.showing._clients.add(self)  # noqa: SLF001 - the set is this module's
        elif said.get("command") == "info":
            self.path = unquote(urlsplit(str(said.get("url", "/"))).path) or "/"

    def on_close(self) -> None:
        self.showing._clients.discard(self)  # noqa: SLF001 - as above

    def reload(self, path: str) -> None:
        """Tell the browser to take the page (any path) or a stylesheet (its path) anew."""
        self.send_message({"command": "reload", "path": path, "liveCSS": True, "liveImg": True})


class _Script(_Guarded, LiveReloadJSHandler):  # type: ignore[misc]  # as above
    """livereload's own client."""


class _Preview(_Guarded):
    """The preview's own script, and the name of what is shown now."""

    def get(self) -> None:
        if self.request.path == overlay.STATE_PATH:
            self.set_header("Content-Type", TYPES[".txt"])
            self.finish(self.showing.build)
        else:
            self.set_header("Content-Type", TYPES[".js"])
            self.finish(overlay.SCRIPT)


class _Site(_Guarded):
    """The files of the last good site."""

    def get(self, _path: str) -> None:
        showing, path = self.showing, unquote(urlsplit(self.request.uri or "/").path)
        if "\\" in path or "\0" in path or any(part.startswith(".") for part in path.split("/")):
            self._missing()
            return
        file = showing.folder / showing.file(path)
        if not path.endswith("/") and file.is_dir():
            self.redirect(f"{urlsplit(self.request.uri or '/').path}/")
            return
        try:
            data = file.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            self._missing()
            return
        self._send(data, file.suffix.lower())

    head = get

    def _missing(self) -> None:
        showing = self.showing
        if not showing.ready and not showing.problems:
            self.set_status(503)
            self._page(overlay.bare(showing.words["overlay-wait"], showing.head()))
            return
        self.set_status(404 if showing.ready else 503)
        try:
            self._send((showing.folder / "404.html").read_bytes(), ".html")
        except FileNotFoundError:
            title = "404" if showing.ready else showing.words["overlay-title"]
            self._page(overlay.bare(title, showing.head(), showing.panel()))

    def _send(self, data: bytes, suffix: str) -> None:
        if suffix == ".html":
            self._page(overlay.inject(data, self.showing.head(), self.showing.panel()))
            return
        self.set_header("Content-Type", TYPES.get(suffix, "application/octet-stream"))
        self.finish(data)

    def _page(self, page: bytes) -> None:
        self.set_header("Content-Type", TYPES[".html"])
        self.finish(page)


def listen(showing: Showing, host: str, port: int) -> tuple[HTTPServer, int]:
    """Start to answer on a port (0: a free one), and give the server and its port.

    Raises:
        PortTakenError: somebody else has the port.
        OSError: the host is none of this machine's.
    """
    sockets = bound(host, port)
    application = web.Application(
        [
            (r"/livereload", _Client),
            (r"/livereload\.js", _Script),
            (r"/\.kantlijn/(?:preview\.js|build)", _Preview),
            (r"/(.*)", _Site),
        ],
        guard=Guard(host),
        showing=showing,
        log_function=lambda _handler: None,
        websocket_ping_interval=20,
    )
    server = HTTPServer(application)
    server.add_sockets(sockets)
    return server, sockets[0].getsockname()[1]
