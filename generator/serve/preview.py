"""The preview server, which serves the last good site and reloads pages. The only module that imports livereload.

Only livereload's handlers are used. By itself livereload 2.7.1 drops reloads within three seconds of another, builds in
the server's thread, answers any Host and Origin, does not show errors, and skips pages without `</head>`.
"""

from __future__ import annotations

import asyncio
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

from generator.content import links
from generator.core.diagnostics import Catalogue, Diagnostic
from generator.core.file_types import file_type
from generator.serve import actions, overlay, work_page
from generator.serve.content_changes import RefusedError
from generator.serve.editing import Editing
from generator.serve.guard import Guard
from generator.serve.requests import MOST_BYTES
from generator.serve.sockets import bound

_LIVE = {".html", ".css"}
"""Files whose change is shown page by page; after a change of any other file all pages are reloaded."""
_NOT_SHOWN = {".xml", ".txt", ".json", ".md", ".csv"}
"""Files that no page shows; after a change of these nothing is reloaded."""

_ASSETS_FOLDER = Path(__file__).with_name("assets")
_ASSETS = frozenset({"tools.js", "tools.css", "work.css"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws:; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the preview's own pages may load, and that nobody may frame them."""
_STATUS = {"no-action": 404, "no-request": 400, "changed": 409, "exists": 409, "not-ready": 503}
"""The status of an answer by why it is refused."""


@dataclass(slots=True)
class PreviewState:
    """What the preview shows: the last good site and, over its pages, the problems of the last build."""

    folder: Path
    wording: Catalogue
    words: Mapping[str, str]
    problems: tuple[Diagnostic, ...] = ()
    ready: bool = False
    """Whether there is a site to show."""
    site: Path | None = None
    """The site's folder; of the folders below it, no symbolic link is followed."""
    editing: Editing | None = None
    """What changes content for the editor; None where the preview is not for this machine alone."""
    _early: dict[str, bytes] = field(default_factory=dict)
    """Pages that were rendered before the rest of their build was, by output file."""
    _run: str = field(default_factory=lambda: secrets.token_hex(4))
    _number: int = 0
    _changed: dict[str, int] = field(default_factory=dict)
    """The number of the build that changed each output file last, in this run."""
    _all_changed: int = 0
    """The number of the build that changed last what every page shows."""
    _clients: set[_Client] = field(default_factory=set)

    @property
    def build(self) -> str:
        """The name of the build that is shown; it is different in each run of the preview."""
        return f"{self._run}-{self._number}"

    def is_behind(self, shown: str, path: str) -> bool:
        """Say whether what is shown at an address was changed after the build with a name; so it was, by another run."""
        run, _, number = shown.rpartition("-")
        if run != self._run or not number.isdecimal():
            return True
        files = (self.file(path), *(["404.html"] if self.missing(path) else ()))
        return int(number) < max(self._all_changed, *(self._changed.get(file, 0) for file in files))

    def head(self) -> bytes:
        """Return what is added to the head of every page."""
        return overlay.script(self.build) + (overlay.tools(self.editing.token) if self.editing else b"")

    def panel(self) -> bytes:
        """Return the panel over every page; empty if there are no problems."""
        if not self.problems:
            return b""
        return overlay.problems(self.problems, self.wording, self.words, shown_before=self.ready)

    def open_paths(self) -> frozenset[str]:
        """Return the addresses of the pages that are open in browsers."""
        return frozenset(client.path for client in tuple(self._clients))

    def show(self, file: str, page: bytes) -> None:
        """Show a page as it will be, while the rest of the site is made; must be called in the server's thread."""
        try:
            if not self.ready or self.problems or self.read(file) == page:
                return
        except OSError:
            return
        self._early[file] = page
        self._number += 1
        self._changed[file] = self._number
        for client in tuple(self._clients):
            if self.file(client.path) == file:
                client.reload("/")

    def update(self, changed: Iterable[str], problems: tuple[Diagnostic, ...], *, published: bool) -> None:
        """Take over the result of a build, and reload the pages in browsers that it changed.

        Must be called in the server's thread.

        Args:
            changed: the output files that were written or removed.
            problems: what is to be shown over every page.
            published: whether the build published the site.
        """
        early, self._early = self._early, {}
        shown = {file for file, page in early.items() if published and self._is_published(file, page)}
        paths = {path for path in changed if posixpath.splitext(path)[1] not in _NOT_SHOWN} - shown
        paths |= early.keys() - shown
        everywhere = problems != self.problems or (published and not self.ready)
        self.problems = problems
        self.ready = self.ready or published
        if not paths and not everywhere:
            return
        self._number += 1
        self._reload(paths, everywhere=everywhere)

    def _is_published(self, file: str, page: bytes) -> bool:
        try:
            return self.read(file) == page
        except OSError:
            return False

    def _reload(self, paths: set[str], *, everywhere: bool) -> None:
        """Reload the pages that were changed, and the changed stylesheets in the others."""
        whole = everywhere or any(posixpath.splitext(path)[1] not in _LIVE for path in paths)
        styles = sorted(path for path in paths if path.endswith(".css"))
        self._changed.update(dict.fromkeys(paths, self._number))
        if whole or styles:
            self._all_changed = self._number
        for client in tuple(self._clients):
            if whole or self._is_changed(client.path, paths):
                client.reload("/")
            else:
                for style in styles:
                    client.reload(style)

    def _is_changed(self, path: str, changed: set[str]) -> bool:
        """Say whether the file shown at an address was changed: its own, or else the page for missing pages."""
        return self.file(path) in changed or (self.missing(path) and "404.html" in changed)

    def file(self, path: str) -> str:
        """Return the output file for an address, relative to the output folder."""
        name = posixpath.normpath(f"/{path}").lstrip("/")
        return posixpath.join(name, "index.html").lstrip("/") if path.endswith("/") or not name else name

    def missing(self, path: str) -> bool:
        """Say whether the site has no file for an address."""
        return self._linked(self.file(path)) or not (self.folder / self.file(path)).is_file()

    def is_folder(self, path: str) -> bool:
        """Say whether an address without a slash at its end is that of a folder."""
        return not self._linked(self.file(path)) and (self.folder / self.file(path)).is_dir()

    def read(self, file: str) -> bytes:
        """Read an output file.

        Raises:
            FileNotFoundError: there is none, or a symbolic link is on the way to it.
            OSError: it is a folder, or below a file.
        """
        if file in self._early:
            return self._early[file]
        root = self._root
        return links.read(root, (self.folder / file).relative_to(root).as_posix())

    @property
    def _root(self) -> Path:
        inside = self.site is not None and self.folder.is_relative_to(self.site)
        return self.site if self.site is not None and inside else self.folder

    def _linked(self, file: str) -> bool:
        return links.first_link(self.folder / file, self._root) is not None


class _Guarded(web.RequestHandler):
    """Refuses requests that `Guard` does not allow."""

    def prepare(self) -> None:
        guard: Guard = self.application.settings["guard"]
        if not guard.allows(self.request.headers.get("Host"), self.request.headers.get("Origin")):
            raise web.HTTPError(403)

    @property
    def state(self) -> PreviewState:
        found: PreviewState = self.application.settings["state"]
        return found

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("Server", "kantlijn")


class _Client(_Guarded, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """A page in a browser that follows the preview, by livereload's protocol."""

    path = "/"

    def check_origin(self, origin: str) -> bool:
        guard: Guard = self.application.settings["guard"]
        return guard.allows(self.request.headers.get("Host"), origin)

    def on_message(self, message: str | bytes) -> None:
        """Answer the handshake and add this client; livereload itself would add it only after the next message."""
        try:
            command = json.loads(message)
        except ValueError:
            return
        if not isinstance(command, dict):
            return
        if command.get("command") == "hello":
            super().on_message(message)
            self.state._clients.add(self)  # noqa: SLF001 - a class of this module
        elif command.get("command") == "info":
            self.path = unquote(urlsplit(str(command.get("url", "/"))).path) or "/"

    def on_close(self) -> None:
        self.state._clients.discard(self)  # noqa: SLF001 - as above

    def reload(self, path: str) -> None:
        """Make the browser reload the page ("/"), or one stylesheet, given by its path."""
        self.send_message({"command": "reload", "path": path, "liveCSS": True, "liveImg": True})


class _Script(_Guarded, LiveReloadJSHandler):  # type: ignore[misc]  # as above
    """Serves livereload's own script for browsers."""


class _Preview(_Guarded):
    """Serves the preview's own script, and says whether a page is behind."""

    def get(self) -> None:
        if self.request.path == overlay.STATE_PATH:
            self.set_header("Content-Type", file_type(".txt").content_type)
            shown, path = self.get_query_argument("shown", ""), self.get_query_argument("page", "/")
            self.finish(overlay.BEHIND if self.state.is_behind(shown, path) else "")
        else:
            self.set_header("Content-Type", file_type(".js").content_type)
            self.finish(overlay.SCRIPT)


class _Editing(_Guarded):
    """Serves the editor's tools and the work list, and does what the tools ask."""

    def prepare(self) -> None:
        super().prepare()
        if self.state.editing is None:
            raise web.HTTPError(404)
        self.set_header("Content-Security-Policy", _POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")

    async def get(self, name: str) -> None:
        editing = self._editing
        if name in _ASSETS:
            self.set_header("Content-Type", file_type(posixpath.splitext(name)[1]).content_type)
            self.finish((_ASSETS_FOLDER / name).read_bytes())
            return
        if name:
            raise web.HTTPError(404)
        self.set_header("Content-Type", file_type(".html").content_type)
        try:
            page = await asyncio.to_thread(work_page.html, editing, self.state.head())
        except RefusedError:
            self.set_header("Refresh", "1")
            page = overlay.bare(editing.words["overlay-wait"], self.state.head(), self.state.panel())
        self.finish(page)

    async def post(self, name: str) -> None:
        if not self._editing.knows(self.request.headers.get("X-Kantlijn-Token", "")):
            raise web.HTTPError(403)
        if self.request.headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
            raise web.HTTPError(415)
        if len(self.request.body) > MOST_BYTES:
            raise web.HTTPError(413)
        self.set_header("Content-Type", file_type(".json").content_type)
        try:
            answer = await asyncio.to_thread(actions.run, self._editing, name, self.request.body)
        except RefusedError as refused:
            self.set_status(_STATUS.get(refused.reason, 422))
            answer = actions.refusal(self._editing, refused)
        self.finish(json.dumps(answer, ensure_ascii=False).encode())

    @property
    def _editing(self) -> Editing:
        editing = self.state.editing
        if editing is None:  # `prepare` saw to it
            raise web.HTTPError(404)
        return editing


class _Site(_Guarded):
    """Serves the files of the last good site."""

    def get(self, _path: str) -> None:
        state, path = self.state, unquote(urlsplit(self.request.uri or "/").path)
        if "\\" in path or "\0" in path or any(part.startswith(".") for part in path.split("/")):
            self._missing()
            return
        file = state.file(path)
        if not path.endswith("/") and state.is_folder(path):
            self.redirect(f"{urlsplit(self.request.uri or '/').path}/")
            return
        try:
            data = state.read(file)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            self._missing()
            return
        self._send(data, posixpath.splitext(file)[1].lower())

    head = get

    def _missing(self) -> None:
        state = self.state
        if not state.ready and not state.problems:
            self.set_status(503)
            self._page(overlay.bare(state.words["overlay-wait"], state.head()))
            return
        self.set_status(404 if state.ready else 503)
        try:
            self._send(state.read("404.html"), ".html")
        except FileNotFoundError:
            title = "404" if state.ready else state.words["overlay-title"]
            self._page(overlay.bare(title, state.head(), state.panel()))

    def _send(self, data: bytes, suffix: str) -> None:
        if suffix == ".html":
            self._page(overlay.inject(data, self.state.head(), self.state.panel()))
            return
        self.set_header("Content-Type", file_type(suffix).content_type)
        self.finish(data)

    def _page(self, page: bytes) -> None:
        self.set_header("Content-Type", file_type(".html").content_type)
        self.finish(page)


def listen(state: PreviewState, host: str, port: int) -> tuple[HTTPServer, int]:
    """Start the server on a port (0 for a free one), and return it and its port.

    Raises:
        PortTakenError: another program uses the port.
        OSError: the host is not one of this machine.
    """
    sockets = bound(host, port)
    application = web.Application(
        [
            (r"/livereload", _Client),
            (r"/livereload\.js", _Script),
            (r"/\.kantlijn/(?:preview\.js|build)", _Preview),
            (r"/_kantlijn/(.*)", _Editing),
            (r"/(.*)", _Site),
        ],
        guard=Guard(host),
        state=state,
        log_function=lambda _handler: None,
        websocket_ping_interval=20,
    )
    server = HTTPServer(application, max_body_size=4 * MOST_BYTES)
    server.add_sockets(sockets)
    return server, sockets[0].getsockname()[1]
