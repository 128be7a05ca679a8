"""The committed letter is shown as before signs were given a meaning."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.content.dialect import PARSER

CONTENT = Path(__file__).parents[3] / "content"
FILES = sorted(CONTENT.rglob("*.md"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_text_of_the_committed_letter_is_lowered(path):
    inner = [child for token in PARSER.parse(path.read_text("utf-8")) for child in token.children or ()]
    assert not [token.type for token in inner if token.type.startswith("sub_")]
