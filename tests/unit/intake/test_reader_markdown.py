"""Markdown as a source: what a text of Markdown reads as, and that the straight reading has the same words."""

from __future__ import annotations

import re

import pytest

from generator.intake.readers.text.reader import read
from generator.verify.straight import text as straight


@pytest.mark.rules("readers/markdown.md")
def test_markdown_is_read_without_its_signs(rule):
    document = read(rule.given.encode(), "brief.md")
    shown = [line for block in document.blocks for line in lines(block)]
    assert [line.rstrip() for line in shown] == [line.rstrip() for line in rule.expected.split("\n")]


@pytest.mark.rules("readers/markdown.md")
def test_the_straight_reading_has_the_same_words(rule):
    document = read(rule.given.encode(), "brief.md")
    blocks = " ".join(text(inner) for block in document.blocks for inner in cells(block))
    raw = " ".join(passage.text for passage in straight.read(rule.given.encode()))
    assert words(blocks) == words(raw)


def lines(block):
    if not block.rows:
        return [marked(block)]
    return [" | ".join(" ".join(map(marked, cell)) for cell in row) for row in block.rows]


def cells(block):
    return [inner for row in block.rows for cell in row for inner in cell] if block.rows else [block]


def marked(block):
    signs = {(True, False): "^", (False, True): "_", (False, False): ""}
    return "".join(
        f"{signs[run.superscript, run.subscript]}{run.text}{f' <{run.href}>' if run.href else ''}" for run in block.runs
    )


def text(block):
    return block.text


def words(raw):
    return re.findall(r"\w+", raw)
