"""Adds the preview's script and the panel of problems to pages when they are sent. Files are not changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from generator.core.diagnostics import Catalogue, Diagnostic

_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)
_BODY_END = re.compile(rb"</body\s*>(?!.*</body)", re.IGNORECASE | re.DOTALL)

SCRIPT_PATH = "/.kantlijn/preview.js"
STATE_PATH = "/.kantlijn/build"

BEHIND = "behind"
"""What is answered there to a page that shows something older than is there now."""

TOOLS_PATH = "/_kantlijn/"

SCRIPT = """\
// Loads livereload's own client, and catches up with builds that came while the page was loading.
(() => {
  const build = document.currentScript.dataset.build;
  document.addEventListener("LiveReloadConnect", async () => {
    const asked = new URLSearchParams({ shown: build, page: decodeURI(location.pathname) });
    const answer = await fetch(`/.kantlijn/build?${asked}`, { cache: "no-store" });
    if (answer.ok && (await answer.text()) === "behind") location.reload();
  });
  const client = document.createElement("script");
  const port = location.port || (location.protocol === "https:" ? 443 : 80);
  client.src = `/livereload.js?host=${location.hostname}&port=${port}&mindelay=200&maxdelay=2000`;
  document.head.append(client);
})();
"""

_STYLE = """
#kantlijn-problems{all:initial;position:fixed;inset:auto 0 2.75rem 0;z-index:2147483647;max-height:70vh;overflow:auto;
display:block;box-sizing:border-box;padding:1rem 1.5rem;background:#fffdf8;color:#1a1a1a;border-top:4px solid #c8102e;
font:16px/1.5 system-ui,sans-serif;box-shadow:0 -2px 24px #0004}
#kantlijn-problems *{all:revert;color:inherit;font-family:inherit}
#kantlijn-problems summary{cursor:pointer;font-weight:700;font-size:1.1rem}
#kantlijn-problems ol{padding-left:1.5rem;margin:.75rem 0 0}
#kantlijn-problems li{margin:0 0 .75rem}
#kantlijn-problems code{font-family:ui-monospace,monospace;font-size:.9em;overflow-wrap:anywhere}
#kantlijn-problems p{margin:.1rem 0}
#kantlijn-problems .hint{color:#0a6b3d}
@media print{#kantlijn-problems{display:none}}
"""


def script(build: str) -> bytes:
    """Return the script tag that makes a page follow the preview; `build` names the build that the page shows."""
    return f'<script src="{SCRIPT_PATH}" data-build="{escape(build)}"></script>'.encode()


def tools(token: str) -> bytes:
    """Return the script tag of the editor's tools; `token` is what their requests send along."""
    return f'<script src="{TOOLS_PATH}tools.js" data-token="{escape(token)}" defer></script>'.encode()


def problems(found: Sequence[Diagnostic], wording: Catalogue, words: Mapping[str, str], *, shown_before: bool) -> bytes:
    """Return the panel that shows all problems over a page, also without JavaScript.

    Without an error among them the page is as the content says: then the panel is one line, to be opened.
    """
    rows = "".join(_row(problem, wording) for problem in found)
    failed = any(problem.is_error for problem in found)
    lead = words["overlay-lead" if shown_before else "overlay-first"] if failed else words["overlay-differs-lead"]
    title = words["overlay-title" if failed else "overlay-differs"]
    opened, role = (" open", "alert") if failed else ("", "status")
    return (
        f'<section id="kantlijn-problems" role="{role}" lang="{wording.language}"><style>{_STYLE}</style>'
        f"<details{opened}><summary>{escape(title)}</summary><p>{escape(lead)}</p><ol>{rows}</ol>"
        "</details></section>"
    ).encode()


def inject(page: bytes, head: bytes, panel: bytes = b"") -> bytes:
    """Return a page with the script in its head and the panel at the end of its body, if it has these tags or not."""
    found = _HEAD_END.search(page)
    page = page[: found.start()] + head + page[found.start() :] if found else page + head
    if not panel:
        return page
    found = _BODY_END.search(page)
    return page[: found.start()] + panel + page[found.start() :] if found else page + panel


def bare(title: str, head: bytes, panel: bytes = b"") -> bytes:
    """Return a page with only a title, for when there is no page to show."""
    start = f'<!doctype html><meta charset="utf-8"><title>{escape(title)}</title>'.encode()
    return start + head + f"<h1>{escape(title)}</h1>".encode() + panel


def _row(problem: Diagnostic, wording: Catalogue) -> str:
    hint = wording.hint(problem)
    shown = f'<p class="hint">{escape(hint)}</p>' if hint else ""
    return (
        f"<li><p><code>{escape(str(problem.position))}</code></p>"
        f"<p>{problem.severity}[{escape(problem.code)}]: {escape(wording.message(problem))}</p>{shown}</li>"
    )
