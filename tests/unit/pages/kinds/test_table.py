"""Every row of the table of kinds has its parts, and one that lacks a part is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from generator.pages.kinds.kind import Kind, Navigation
from generator.pages.kinds.table import KINDS

THEME = Path(__file__).parents[4] / "theme"
LANGUAGES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (THEME / "i18n").glob("*.yml")}


def faults(kinds: Sequence[Kind]) -> Iterator[str]:
    """Yield what is wrong with the rows of a table."""
    names = Counter(kind.name for kind in kinds)
    yield from (f"{name}: twice" for name, count in names.items() if count > 1)
    for kind in kinds:
        if kind.with_kind and (kind.with_kind not in names or kind.with_kind == kind.name):
            yield f"{kind.name}: made with {kind.with_kind}, which is no other row"
        if (kind.view is None) != (not kind.template):
            yield f"{kind.name}: a view without a template, or the other way round"
        if kind.template and not (THEME / "templates" / kind.template).is_file():
            yield f"{kind.name}: no template {kind.template}"
        if kind.view is None and (kind.found or kind.addresses or kind.withdrawn):
            yield f"{kind.name}: says something of a view that it does not have"
        words = [*kind.words, *([kind.navigation.words] if kind.navigation else [])]
        for language, entries in LANGUAGES.items():
            yield from (f"{kind.name}: no words {key} in {language}" for key in words if key not in entries)
    orders = Counter(kind.navigation.order for kind in kinds if kind.navigation)
    yield from (f"place {order} in the navigation: twice" for order, count in orders.items() if count > 1)


def test_every_row_has_its_parts():
    assert len(LANGUAGES) > 1
    assert list(faults(KINDS)) == []


ROW = next(kind for kind in KINDS if kind.name == "topics")


@pytest.mark.parametrize(
    "row",
    [
        ROW,
        replace(ROW, name="x", template=""),
        replace(ROW, name="x", template="nowhere.html"),
        replace(ROW, name="x", view=None, template="", navigation=None, withdrawn=True),
        replace(ROW, name="x", navigation=None, with_kind="nothing"),
        replace(ROW, name="x", navigation=None, words={"pages-nothing": ()}),
        replace(ROW, name="x", navigation=Navigation(99, "nav-nothing", lambda segments: segments.topics)),
        replace(ROW, name="x"),
    ],
    ids=["name", "template", "no file", "view", "group", "words", "navigation words", "navigation place"],
)
def test_a_row_without_its_parts_is_refused(row):
    assert list(faults((*KINDS, row)))
