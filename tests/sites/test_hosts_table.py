"""What docs/publish.md says of how many answers a host holds, held against built sites."""

import importlib.util
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
FAR = 0.1
"""By how much a measured figure may differ: the sites that are built here are smaller than those of `make docs`."""


@pytest.fixture(scope="module")
def hosts():
    found = importlib.util.spec_from_file_location("hosts_table", DOCS / "hosts.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def guide() -> str:
    return (DOCS / "publish.md").read_text("utf-8")


def number(text: str) -> float:
    return float(text.replace(",", ""))


def test_each_choice_of_parts_costs_what_is_said(hosts, guide):
    costs = hosts.measure(2, 6, ("none: pages only", "by default"))
    rows = {
        row[0]: row[1:] for row in re.findall(r"^\| (.+?) \| ([\d.]+) \| ([\d,]+) \| ([\d,]+) \|", guide, re.MULTILINE)
    }
    assert rows.keys() == hosts.CHOICES.keys()
    for choice, cost in costs.items():
        files, size, _ = map(number, rows[choice])
        assert cost.files == pytest.approx(files, rel=FAR), f"{choice}: run make docs"
        assert cost.size == pytest.approx(size, rel=FAR), f"{choice}: run make docs"
    parts = {row[0]: row[1:] for row in re.findall(r"^\| `(\w+)` \| (.+) \| ([\d,]+) \|$", guide, re.MULTILINE)}
    assert {name: files for name, (files, _) in parts.items()} == hosts.MADE


def test_what_a_host_holds_follows_from_what_an_answer_costs(hosts, guide):
    for _, files, size, cloudflare, github in re.findall(
        r"^\| (.+?) \| ([\d.]+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|", guide, re.MULTILINE
    ):
        assert number(cloudflare) == pytest.approx(20_000 / number(files), rel=0.05, abs=100)  # said in whole hundreds
        assert number(github) == pytest.approx(1e9 / number(size), rel=0.05)


def test_the_tables_are_written_into_their_places_and_nothing_else_is(hosts, guide):
    cost = hosts.Cost(2.0, 1000.0, 1.0, dict.fromkeys(hosts.MADE, 7000.0), 1000.0)
    changed = hosts.written(guide, hosts.tables(dict.fromkeys(hosts.CHOICES, cost)))
    lines, before = changed.splitlines(), guide.splitlines()
    assert "| by default | 2.0 | 1,000 | 10,000 | 1,000,000 | 54,000 |" in lines
    assert "With more than some 26,200 answers" in changed
    differ = [line for line, old in zip(lines, before, strict=True) if line != old]
    assert len(differ) == len(hosts.CHOICES) + len(hosts.MADE) + 1
