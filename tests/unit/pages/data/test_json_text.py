"""JSON that people read too is what every other program would write of the same."""

from __future__ import annotations

import datetime as dt
import json

from hypothesis import given
from hypothesis import strategies as st

from generator.pages.data import json_text

ATOMS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.dates()
NODES = st.recursive(
    ATOMS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
)


@given(NODES)
def test_it_is_what_the_standard_library_writes(node):
    assert json_text.dumps(node) == json.dumps(node, ensure_ascii=False, indent=1, default=str) + "\n"


def test_a_date_is_written_as_it_is_read_and_a_tuple_as_a_list():
    assert json.loads(json_text.dumps({"dag": dt.date(2099, 2, 1), "nummers": (1, 2)})) == {
        "dag": "2099-02-01",
        "nummers": [1, 2],
    }
