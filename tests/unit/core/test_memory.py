"""What is remembered of steps: they are made again when anything they were made from changed, and only then."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from generator.core.memory import Memory, Table, compared, settled


class Stage:
    """Runs one step in a stage of its own, and counts how often it was made."""

    def __init__(self):
        self.memory = Memory()
        self.made = 0
        self.table: Table | None = None

    def step(self, *given, shared=None, **named):
        def make(*args, **by_name):
            self.made += 1
            return (*args, *by_name.items())

        with self.memory.stage("stage", shared) as steps:
            return steps.step("step", make, *given, **named)

    def looking_up(self, entries, look):
        def make(tables):
            self.made += 1
            return look(tables["table"])

        self.table = compared(entries, self.table)
        with self.memory.stage("stage", None) as steps:
            return steps.looking_up("step", make, {"table": self.table})


def test_a_step_is_made_again_where_an_argument_changed():
    stage = Stage()
    first = stage.step(1, (2,), by="name")
    assert stage.step(1, (2,), by="name") is first
    assert stage.step(1, (3,), by="name") == (1, (3,), ("by", "name"))
    assert stage.step(1, (3,), by="another") == (1, (3,), ("by", "another"))
    assert stage.step(1) == (1,)
    assert stage.made == 4


def test_a_step_is_made_again_where_the_order_of_a_mapping_changed():
    memory = Memory()
    for order in ("ab", "ba"):
        with memory.stage("stage", None) as steps:
            assert steps.step("step", "".join, dict.fromkeys(order)) == order


def test_all_is_forgotten_where_what_every_step_may_depend_on_changed():
    stage = Stage()
    stage.step(1, shared="a")
    stage.step(1, shared="b")
    assert stage.made == 2


def test_nothing_is_remembered_of_a_stage_that_raises():
    memory = Memory()
    with memory.stage("stage", None) as steps:
        steps.step("one", list, (1,))

    def failing():
        with memory.stage("stage", None) as steps:
            steps.step("one", list, (2,))
            steps.step("two", divmod, 1, 0)

    with pytest.raises(ZeroDivisionError):
        failing()
    made = []
    with memory.stage("stage", None) as steps:
        steps.step("one", made.append, (1,))
    assert made == []


def test_what_a_run_did_not_take_is_forgotten():
    stage = Stage()
    stage.step(1)
    with stage.memory.stage("stage", None):
        pass
    stage.step(1)
    assert stage.made == 2


@pytest.mark.parametrize(
    ("look", "there", "elsewhere"),
    [
        (lambda table: table["a"], {"a": 2, "b": 1}, {"a": 1, "b": 2}),
        (lambda table: table.get("c"), {"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 2}),
        (lambda table: "b" in table, {"a": 1}, {"a": 2, "b": 1}),
        (list, {"b": 1, "a": 1}, {"a": 1, "b": 1}),
        (lambda table: list(table.items()), {"a": 1, "b": 2}, {"a": 1, "b": 1}),
        (len, {"a": 1}, {"a": 1, "b": 1}),
    ],
    ids=["entry", "no entry", "membership", "order", "all entries", "length"],
)
def test_a_step_is_made_again_where_something_it_looked_up_changed(look, there, elsewhere):
    stage = Stage()
    before = {"a": 1, "b": 1}
    assert stage.looking_up(before, look) == look(before)
    stage.looking_up(elsewhere, look)
    assert stage.made == 1
    stage.looking_up(before, look)
    assert stage.looking_up(there, look) == look(there)
    assert stage.made == 2


def test_a_table_says_what_changed():
    table = compared({"a": (1,), "b": (2,), "c": (3,)}, None)
    now = compared({"a": tuple(range(1, 2)), "b": (4,), "d": (5,)}, table)
    assert now.changed == {"b", "c", "d"}
    assert now.entries["a"] is table.entries["a"]
    same = compared(dict(now.entries), now)
    assert (same.entries, same.changed, same.moved) == (now.entries, frozenset(), False)
    assert compared(dict(reversed(same.entries.items())), same).moved


@dataclass(frozen=True)
class Pair:
    """Two parts."""

    one: dict[str, tuple[int, ...]]
    two: tuple[int, ...]


def test_a_new_value_keeps_the_parts_of_the_old_one_that_are_equal():
    before = Pair({"a": (1,), "b": (2,)}, (3,))
    now = settled(before, Pair({"a": tuple(range(1, 2)), "b": (9,)}, tuple(range(3, 4))))
    assert now == Pair({"a": (1,), "b": (9,)}, (3,))
    assert now.one["a"] is before.one["a"]
    assert now.two is before.two
    assert settled(before, Pair({"a": (1,), "b": (2,)}, (3,))) is before


def test_a_mapping_in_another_order_is_another():
    before = {"a": 1, "b": 2}
    assert list(settled(before, {"b": 2, "a": 1})) == ["b", "a"]


def test_equal_values_of_two_types_are_two():
    assert settled(1, now=True) is True
