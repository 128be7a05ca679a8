"""What values of the program are made of: frozen structs, compared by what they hold, and quick to make and to encode."""

from __future__ import annotations

import msgspec


class Value(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The base of the values that stages hand on.

    Values hold text, numbers, dates, enumerations, tuples and other values, so they form no cycles and the garbage
    collector need not look at them (`gc=False`). They are encoded as arrays of their fields, which is what
    fingerprints (`core.digest`) and caches are made from. A subclass says `frozen=True` again, for those who read it and
    for type checkers. Values hold no sets: these have no order that is the same in every run.
    """


class TaggedValue(Value, frozen=True, tag=True, tag_field="struct"):
    """The base of values where one of several types may be: encoded, they begin with their type's name."""
