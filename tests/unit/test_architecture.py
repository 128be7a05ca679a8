"""The map tells the truth: what it names exists, and whom a room may import is what the contracts hold."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAP = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
CODE = re.compile(r"`([^`]+)`")


def rows(heading: str) -> list[list[str]]:
    """Return the rows of the first table below a heading, without its head."""
    section = MAP.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def named(cells: list[str]) -> list[str]:
    return [name for cell in cells for name in CODE.findall(cell)]


@pytest.mark.parametrize("heading", ["Where to start", "If you want to add …"])
def test_every_place_that_the_map_names_exists(heading):
    paths = [name for name in named([cell for row in rows(heading) for cell in row]) if "/" in name]
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("row", rows("If you want to add …"), ids=lambda row: row[0])
def test_every_table_that_the_map_names_is_where_it_says(row):
    tables = [name for name in CODE.findall(row[1]) if name.isupper()]
    [place] = [name for name in CODE.findall(row[1]) if "/" in name]
    if tables:
        tree = ast.parse((ROOT / place).read_text("utf-8"))
        targets = [
            target.id
            for node in tree.body
            for target in ([node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", []))
            if isinstance(target, ast.Name)
        ]
        assert set(tables) <= set(targets)


def test_every_room_is_on_the_map():
    rooms = {path.name for path in (ROOT / "generator").iterdir() if (path / "__init__.py").exists()}
    drawn = {name.rstrip("/") for row in rows("The road") for name in CODE.findall(row[0]) if name.endswith("/")}
    assert rooms - drawn == {"i18n"}


def test_the_rooms_of_pages_are_on_the_map_in_the_order_of_the_contract():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    [layers] = [contract["layers"] for contract in contracts if contract["name"] == "Rooms of pages"]
    contract = [{name.strip().rpartition(".")[2] for name in layer.split("|")} for layer in layers]
    section = MAP.partition("Inside `pages/`")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    drawn = [{name.strip("/").removesuffix(".py") for name in CODE.findall(line.split("|")[1])} for line in lines]
    assert drawn == contract


NETWORK = {"http", "socket", "ssl", "tornado", "urllib.error", "urllib.request"}
"""What a module imports that asks other machines for something, or answers them."""
NEEDLESS = {"url2pathname", "pathname2url"}
"""What `urllib.request` has that only turns one text into another."""


def of_network(file: Path) -> bool:
    """Say whether a module imports something of the network."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                found = [name.name for name in names]
            case ast.ImportFrom(module=str(module), names=names, level=0):
                found = [f"{module}.{name.name}" for name in names if name.name not in NEEDLESS]
            case _:
                continue
        if any(name == one or name.startswith(f"{one}.") for name in found for one in NETWORK):
            return True
    return False


def test_only_the_modules_that_the_map_names_use_the_network():
    [sentence] = re.findall(r"^`[^.]*are the only modules that ask[^.]*\.", MAP, re.MULTILINE)
    there = {file.relative_to(ROOT / "generator") for file in (ROOT / "generator").rglob("*.py") if of_network(file)}
    assert {path.with_suffix("").as_posix() for path in there if path.parts[0] != "serve"} == set(
        CODE.findall(sentence)
    )
