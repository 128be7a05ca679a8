"""Whatever is kept has the code and the libraries that made it in its key: all of them, and none told by hand."""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions, version
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.core import cache
from generator.core.cache import code_of
from generator.core.installed import version_of

PACKAGE = Path(cache.__file__).parents[1]
DISTRIBUTIONS = packages_distributions()
WITHOUT_EFFECT = {
    "core/cache.py": "the key itself",
    "core/digest.py": "the key itself",
    "core/installed.py": "the key itself",
    "core/diagnostics.py": "problems of rendering are told and not kept",
    "core/nearest.py": "as above",
    "core/values.py": "another form of a value is another digest or is not read back",
    "core/source_places.py": "the form in which pages are drawn, as above",
    "core/languages.py": "the stemmers of a language are in the key",
    "pages/data/cards.py": "the size of an image is in the key",
    "pages/kinds/search.py": "the folder of an index is in the key",
    "pages/planned.py": "texts are in the key by their digests",
    "pages/views": "what a card shows is in the key",
}
"""Of single modules whose code is in a key: what they import beside it."""
KEEPERS = {"output/cache_file.py"}
"""How values are kept: one that was kept in another form is not read back."""
LIBRARIES_WITHOUT_EFFECT = {"filelock"}
"""Makes others wait."""


class Call(NamedTuple):
    """A call of `code_of`: the module that it is in, and its arguments."""

    module: Path
    rooms: tuple[str, ...]
    libraries: tuple[str, ...]

    @property
    def files(self) -> list[Path]:
        places = [PACKAGE / room for room in self.rooms]
        return [file for place in places for file in ([place] if place.is_file() else sorted(place.rglob("*.py")))]

    def __str__(self) -> str:
        return f"{self.module.relative_to(PACKAGE).as_posix()} {self.rooms[0]}"


def calls() -> Iterator[Call]:
    """Yield every call in the program, with what its arguments are."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("code_of"):
                rooms, libraries = (argument(file, part) for part in node.args)
                yield Call(file, rooms, libraries)


def argument(file: Path, node: ast.expr) -> tuple[str, ...]:
    if isinstance(node, ast.Name):
        name = ".".join(("generator", *file.relative_to(PACKAGE).with_suffix("").parts))
        return getattr(importlib.import_module(name), node.id)
    return ast.literal_eval(node)


def imports(file: Path) -> Iterator[str]:
    """Yield the modules that a file imports when it runs, wherever in it."""
    waiting: list[ast.AST] = [ast.parse(file.read_bytes())]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        waiting += ast.iter_child_nodes(node)
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: from where is not said in full"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if module(name) else str(node.module) for name in inner)


def module(name: str) -> Path | None:
    """Return the file of a module of the program."""
    place = PACKAGE.joinpath(*name.split(".")[1:])
    found = [place.with_suffix(".py"), place / "__init__.py"]
    return next((file for file in found if name.startswith("generator.") and file.is_file()), None)


def distribution(name: str) -> str:
    [found] = set(DISTRIBUTIONS[name.partition(".")[0]])
    return found.lower().replace("_", "-")


CALLS = tuple(calls())


def test_all_that_is_kept_is_known_here():
    assert sorted(call.module.relative_to(PACKAGE).as_posix() for call in CALLS) == [
        *("cli/proof.py", "cli/proof.py", "cli/remaining.py", "content/parse_key.py", "graph/name_matches.py"),
        *("output/card_cache.py", "output/search_index.py", "output/source_pictures.py", "output/templates.py"),
        "pages/reuse/groups.py",
    ]


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_every_library_that_the_code_imports_is_in_the_key(call):
    assert code_of(call.rooms, call.libraries)
    others = {name for file in call.files for name in imports(file) if name.partition(".")[0] != "generator"}
    foreign = {name for name in others if name.partition(".")[0] not in sys.stdlib_module_names}
    assert {distribution(name) for name in foreign} - {*call.libraries, *LIBRARIES_WITHOUT_EFFECT} == set()


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_every_module_that_the_code_imports_is_in_the_key(call):
    own = {found for file in call.files for name in imports(file) if (found := module(name))} - set(call.files)
    outside = {file.relative_to(PACKAGE).as_posix() for file in own}
    single = all(room.endswith(".py") or room == "pages/views" for room in call.rooms)
    allowed = {name for name in outside if any(name.startswith(known) for known in WITHOUT_EFFECT)} if single else set()
    assert outside - allowed - KEEPERS == set()


@pytest.mark.parametrize("room", ["nowhere", "core/nowhere.py"])
def test_a_room_that_is_not_there_is_refused(room):
    with pytest.raises(ValueError, match="there is no room"):
        code_of((room,))


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with two rooms, in place of the program."""
    for name in ("core/cache.py", "core/a.py", "pages/deep/b.py", "pages/c.py"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {name}\n")
    monkeypatch.setattr(cache, "__file__", str(tmp_path / "core/cache.py"))
    yield tmp_path
    cache._room.cache_clear()


def test_the_code_is_all_files_of_the_rooms_and_the_versions_of_the_libraries(package, monkeypatch):
    def now():
        cache._room.cache_clear()
        return cache.code_of.__wrapped__(("pages", "core/a.py"), ("eerste", "tweede"))

    monkeypatch.setattr(cache, "version_of", {"eerste": "1", "tweede": "2", "derde": "3"}.get)
    seen = [now(), now()]
    assert seen[0] == seen[1]
    (package / "core/cache.py").write_text("# no part of it\n")
    assert now() == seen[-1]
    for change in (
        lambda: (package / "core/a.py").write_text("# another\n"),
        lambda: (package / "pages/deep/b.py").write_text("# another\n"),
        lambda: (package / "pages/deep/d.py").write_text(""),
        lambda: (package / "pages/c.py").rename(package / "pages/e.py"),
        lambda: monkeypatch.setattr(cache, "version_of", {"eerste": "1", "tweede": "2.1"}.get),
        lambda: monkeypatch.setattr(cache, "version_of", {"eerste": "1"}.get),
        lambda: monkeypatch.setattr("sys.version_info", (3, 99, 0)),
    ):
        change()
        assert now() not in seen
        seen.append(now())


def test_a_library_that_is_not_installed_has_no_version():
    assert version_of("geen-bestaande-bibliotheek") == ""


@pytest.mark.parametrize("library", ["msgspec", "markdown-it-py", "Mdit_Py.Plugins", "PyYAML", "kantlijn"])
def test_a_library_has_the_version_that_its_description_says(library):
    assert version_of(library) == version(library)
