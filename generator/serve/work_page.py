"""The work list as a page of the preview: what is left to do, by letter and kind, each with the links that open it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from generator.core.diagnostics import Diagnostic
from generator.core.model import Question, plain
from generator.graph.worklist import Work
from generator.serve.editing import Editing, Shown

PATH = "/_kantlijn/"
_TOOLS = {"title": "#kantlijn-labels", "topic": "#kantlijn-labels", "person": "#kantlijn-person"}
"""The tool that does a kind of work, opened by this part of a page's address."""


def html(editing: Editing, head: bytes) -> bytes:
    """Return the page; `head` is what the preview adds to the head of each page."""
    shown = editing.shown
    words = editing.words
    total = sum(work.count for work in shown.work)
    lead = words["work-nothing"] if not total else _counted(editing, "work-count", total)
    body = "".join(_letter(editing, shown, work) for work in shown.work)
    start = (
        f'<!doctype html><html lang="{editing.wording.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{escape(words["work-list"])}</title>'
        f'<link rel="icon" href="/assets/favicon.svg"><link rel="stylesheet" href="{PATH}work.css">'
    )
    end = (
        f'</head><body><main><p><a href="/">{escape(shown.graph.config.name)}</a></p>'
        f"<h1>{escape(words['work-list'])}</h1><p>{escape(lead)}</p>{body}</main></body></html>"
    )
    return start.encode() + head + end.encode()


def _letter(editing: Editing, shown: Shown, work: Work) -> str:
    letter = shown.graph.letters.get(work.letter)
    title = escape(work.title or editing.words["work-of-site"])
    if letter is not None:
        title = (
            f'<a href="{escape(shown.page_of(letter.position.path))}">{title}</a> <small>{escape(letter.id)}</small>'
        )
    kinds = "".join(_kind(editing, shown, work, kind) for kind in work.kinds)
    return f"<section><h2>{title}</h2>{kinds}</section>"


def _kind(editing: Editing, shown: Shown, work: Work, kind: str) -> str:
    problems = work.kinds[kind]
    hints = {editing.wording.hint(problem) for problem in problems}
    common = hints.pop() if len(hints) == 1 else None
    rows = "".join(_row(editing, shown, problem, kind, common) for problem in problems)
    counted = f"{len(problems)} {_counted(editing, f'work-{kind}', len(problems))}"
    lead = f"<p>{escape(common)}</p>" if common else ""
    opened = " open" if len(problems) <= _OPENED else ""
    return f"<details{opened}><summary>{escape(counted)}</summary>{lead}<ul>{rows}</ul></details>"


_OPENED = 3
"""So many of a kind are shown at once; more are folded."""


def _row(editing: Editing, shown: Shown, problem: Diagnostic, kind: str, common: str | None) -> str:
    """Return one thing to do: what it is as a link to the page, how to mend it, and its place in a file.

    `common` is how to mend all of its kind, which is said above them.
    """
    page = shown.page_of(problem.position.path)
    question = shown.questions.get(problem.position.path)
    message = escape(editing.wording.message(problem))
    if question is not None:
        number = escape(editing.words["work-question"].format_map({"n": question.number}))
        message = f"{number}: {escape(_beginning(question)) if kind == 'title' else message}"
    anchored = page if "#" in page else f"{page}{_TOOLS.get(kind, '')}"
    told = f'<a href="{escape(anchored)}">{message}</a>' if page else message
    return f"<li>{told}{''.join(_details(editing, shown, problem, common))}</li>"


def _beginning(question: Question) -> str:
    words = plain(question.question).split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


_WORDS = 14
"""How many words of a question tell it from others."""


def _details(editing: Editing, shown: Shown, problem: Diagnostic, common: str | None) -> Iterator[str]:
    hint = editing.wording.hint(problem)
    if hint and hint != common:
        yield f"<br><span>{escape(hint)}</span>"
    place, editor = escape(str(problem.position)), editing.editor(problem.position)
    yield f'<br><a href="{escape(editor)}"><code>{place}</code></a>' if editor else f"<br><code>{place}</code>"
    parts = problem.position.path.split("/")
    letter = shown.graph.letters.get(parts[2]) if len(parts) > 2 else None
    if letter is not None and problem in shown.doubts:
        page = escape(shown.page_of(letter.position.path))
        label = escape(editing.words["tool-reviewed"])
        yield f' <button type="button" data-reviewed="{escape(problem.code)}" data-page="{page}">{label}</button>'


def _counted(editing: Editing, key: str, n: int) -> str:
    """Return words for so many; those for one where there is one."""
    one = f"{key}.one"
    return editing.words[one if n == 1 and one in editing.words else key].format_map({"n": n})
