"""What tests of the output share: a folder to publish into, and plans of small pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from markupsafe import Markup

from generator.output.interface_words import InterfaceWords
from generator.output.templates import Templates
from generator.output.theme import ThemeFile
from generator.output.write import Folder
from generator.pages.planned import Page, Plan, TextFile
from generator.pages.views import PageMeta, ProseView, SiteView

TEMPLATES = {
    "base.html": '<!doctype html>{% import "macros.html" as m %}{% block main %}{% endblock %}{{ m.foot() }}',
    "macros.html": "{% macro foot() %}<footer>{{ t('foot') }}</footer>{% endmacro %}",
    "prose.html": '{% extends "base.html" %}{% block main %}<h1>{{ view.title }}</h1>{{ view.html }}{% endblock %}',
    "missing.html": '{% extends "base.html" %}',
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "site", tmp_path / "state")


@pytest.fixture
def templates(tmp_path: Path) -> Callable[..., Templates]:
    """Return a function that makes templates; by keyword other sources, by `foot` another word."""

    def make(foot: str = "Kantlijn", **others: str) -> Templates:
        sources = TEMPLATES | {name.replace("_", "."): text for name, text in others.items()}
        files = {
            name: ThemeFile(name, tmp_path / "mijn" / "templates" / name, text.encode())
            for name, text in sources.items()
        }
        return Templates(files, InterfaceWords("nl", {"foot": foot}), tmp_path)

    return make


def site_view(name: str = "Proef") -> SiteView:
    return SiteView(name, "nl", "", name, None, None)


def prose(path: str, title: str, text: str = "Tekst.") -> Page:
    meta = PageMeta("prose", title, path, "nl", "./", "assets/style.css", "assets/site.js", "", ())
    return Page(path, ProseView(meta, title, Markup("<p>{}</p>").format(text)), f"content/pages{path}.md")


@pytest.fixture
def plan() -> Callable[..., Plan]:
    """Return a function that makes a plan of prose pages: path → text; `name` is the site's."""

    def make(name: str = "Proef", **texts: str) -> Plan:
        pages = [prose(f"/{path}/", path, text) for path, text in texts.items()]
        pages.append(Page("/robots.txt", TextFile("User-agent: *\n"), ""))
        return Plan(site_view(name), tuple(pages))

    return make


@pytest.fixture
def listing() -> Callable[[Path], dict[str, str]]:
    """Return a function that reads a whole folder: path → text."""

    def read(root: Path) -> dict[str, str]:
        return {
            path.relative_to(root).as_posix(): path.read_text("utf-8")
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }

    return read
