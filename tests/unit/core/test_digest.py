"""Fingerprints: the same for equal values in every run, and another for every other value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.digest import of_bytes, of_text, of_value

PARTS = st.lists(st.text("ab", max_size=3), max_size=4)


@given(PARTS, PARTS)
def test_parts_are_told_apart_wherever_they_are_divided(one, other):
    assert (of_text(*one) == of_text(*other)) == (one == other)
    assert of_text(*one) == of_bytes(*(part.encode() for part in one))


def test_a_part_that_looks_like_the_length_of_another_is_none():
    length = (1).to_bytes(8, "big")
    parts = [(b"a", b"b"), (b"ab",), (b"", b"ab"), (b"a" + length + b"b",)]
    assert len({of_bytes(*each) for each in parts}) == len(parts)


def test_half_a_sign_has_a_fingerprint_too():
    assert of_text("\ud800") != of_text("\udfff")


def test_what_is_no_value_is_refused():
    with pytest.raises(TypeError):
        of_value(object())
