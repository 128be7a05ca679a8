from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.core.nearest import nearest, nearest_passage, quoted

TEXTS = ("De dienst telt de lantaarns elk jaar.", "Dat is al zeventig jaar zo: nooit is het anders geweest.")


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("al zestig jaar zo", "al zeventig jaar zo"),
        ("telt lantaarns elk jaar", "telt de lantaarns elk jaar"),
        ("nooit is het ooit anders geweest.", "nooit is het anders geweest."),
        ("iets geheel anders, zonder enige gelijkenis", None),
    ],
)
def test_the_nearest_passage_is_whole_words_of_one_text(quote, found):
    assert nearest_passage(quote, TEXTS) == found


def test_a_name_that_is_nothing_like_it_is_not_offered():
    assert nearest("drone", ("drones", "politie")) == "drones"
    assert nearest("wegen", ("drones", "politie")) is None


@given(st.text("abc' :#-\"", min_size=1))
def test_what_is_to_be_pasted_reads_back_as_it_was(text):
    assert yaml.safe_load(quoted(text)) == text
