"""How deep the items of a PDF's lists are."""

from __future__ import annotations

import pytest

from generator.intake.readers.pdf.list_levels import with_levels
from generator.intake.source_document import DocBlock, Run


@pytest.mark.parametrize(
    ("items", "levels"),
    [
        (["•10", "•10", "•10"], [0, 0, 0]),
        (["•10", "o28", "■46", "■46", "o28", "•10"], [0, 1, 2, 2, 1, 0]),
        (["•10", "–30", " 0", "–30"], [0, 1, 0, 0]),  # text between ends a list
        (["•10", "•30"], [0, 0]),  # one sign, set otherwise, is one list
        (["–30", "•10", "–30"], [0, 0, 1]),
        (["1.10", "a.30"], [0, 0]),
    ],
)
def test_an_item_with_another_sign_further_right_is_within_the_one_before(items, levels):
    assert [block.level for block in with_levels(map(placed, items))] == levels


def placed(item: str):
    left = float(item[-2:])
    return DocBlock((Run("tekst"),), label=item[:-2].strip() or None), left
