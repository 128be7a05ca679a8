"""What tests of every stage share: small sites from a dict of files, and cases from the tables in `tests/rules`."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from generator.content import site_settings, sources
from generator.content.parse import parse
from generator.core.config import Config
from generator.core.diagnostics import Diagnostic
from generator.core.model import Content
from generator.graph.link import link
from generator.graph.site import SiteGraph

RULES = Path(__file__).parent / "rules"

gc.set_threshold(200_000, 50, 100)  # what tests import and keep is large, and was looked through again and again

# How fast a machine is says nothing about what is tested. The same examples are tried in each run, so that a run that
# fails says something of what was changed; `--hypothesis-profile=random` tries others.
_TRUSTED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
hypothesis_settings.register_profile("random", **_TRUSTED)
hypothesis_settings.register_profile("kantlijn", derandomize=True, **_TRUSTED)
hypothesis_settings.load_profile("kantlijn")


_MEMORY = Path("/dev/shm")
_ROOM = 4 << 30
"""Bytes that there must be of free memory, so that the files of tests are kept in it."""


# --- Workers ---------------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "rules(path): run once for each case of a table in tests/rules")
    place = _MEMORY if _has_room() else None
    if place and config.option.basetemp is None and not hasattr(config, "workerinput"):
        made = tempfile.TemporaryDirectory(prefix="kantlijn-tests-", dir=place, ignore_cleanup_errors=True)
        config.add_cleanup(made.cleanup)
        config.option.basetemp = str(Path(made.name) / "tests")
    home = tempfile.TemporaryDirectory(prefix="kantlijn-home-", dir=place, ignore_cleanup_errors=True)
    config.add_cleanup(home.cleanup)
    for name in [name for name in os.environ if name.startswith(("XDG_", "KANTLIJN_"))]:
        del os.environ[name]
    os.environ["LC_ALL"] = "C.UTF-8"  # so that no message is in the language of whoever runs the tests
    os.environ["HOME"] = home.name  # of each worker its own, so that no test meets another's files or the user's


def _has_room() -> bool:
    """Say whether files can be in memory: whoever publishes waits for the disk, a thousand times in all tests."""
    if not _MEMORY.is_dir() or not os.access(_MEMORY, os.W_OK):
        return False
    unused = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min(shutil.disk_usage(_MEMORY).free, unused) > _ROOM


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests that share what their module made run in one worker, so that it is made once."""
    for item in items:
        scopes = {fixture.scope for found in item._fixtureinfo.name2fixturedefs.values() for fixture in found}
        if "module" in scopes and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


@dataclass(frozen=True)
class Site:
    """A small site: its folder, and what was made of it."""

    root: Path
    site_settings: Config
    content: Content
    graph: SiteGraph
    problems: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        """The codes of all problems, in order."""
        return [problem.code for problem in self.problems]


def load(root: Path, *, drafts: bool = False) -> Site:
    """Read, parse and link the site in a folder."""
    read = sources.read(root)
    settings, wrong_settings = site_settings.parse(read.site)
    content, wrong_content = parse(read, drafts=drafts)
    graph, wrong_links = link(content, settings)
    return Site(root, settings, content, graph, (*wrong_settings, *wrong_content, *wrong_links))


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Site]:
    """Return a function that writes files (path → text, indentation removed) into a folder and loads the site.

    A `site.yml` is added where none is given; so is the `letter.md` of a letter that has other files only.
    """

    def make(files: Mapping[str, str], *, drafts: bool = False) -> Site:
        whole = {"site.yml": "name: Proef\n", **files}
        for name in files:
            if name.startswith("content/letters/"):
                folder = "/".join(name.split("/")[:3])
                whole.setdefault(f"{folder}/letter.md", "---\ntitle: Een brief\ndate: 2021-10-27\n---\nGeachte.\n")
        for name, text in whole.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text), "utf-8")
        return load(tmp_path, drafts=drafts)

    return make


@pytest.fixture
def load_site() -> Callable[..., Site]:
    """Return the function that loads the site in a folder."""
    return load


# --- Tables of rules -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """One case of a table: its title, what goes in, and what must come out."""

    title: str
    given: str
    expected: str


def read_rules(path: Path) -> list[Rule]:
    """Read a table: for each case a title, and between lines that are a single full stop the input and the output."""
    found: list[Rule] = []
    parts: list[list[str]] = [[]]
    for line in path.read_text("utf-8").split("\n"):
        if line != ".":
            parts[-1].append(line)
        elif len(parts) < 3:
            parts.append([])
        else:
            title = " ".join(text for text in parts[0] if text and not text.startswith("#"))
            found.append(Rule(title, "\n".join(parts[1]), "\n".join(parts[2])))
            parts = [[]]
    assert len(parts) == 1, f"{path}: the last case is not closed"
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    marker = metafunc.definition.get_closest_marker("rules")
    if marker:
        cases = read_rules(RULES / marker.args[0])
        metafunc.parametrize("rule", cases, ids=[case.title for case in cases])
