"""YAML as values that know where they stand: every key and value has a line and a column.

All scalars are text until a model says what they should be, so that a date or a number is never changed by YAML's
own guesses (`no`, `1e3`, `2021-10-27`).
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from generator.core.diagnostics import Diagnostic, Position, diagnostic

Value = str | list["Value"] | dict[str, "Value"] | None
Path = tuple[str | int, ...]

_DEPTH = 12
_NODES = 20_000
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

_CAUSES = (
    ("mapping values are not allowed", "yaml-colon"),
    ("found character that cannot start any token", "yaml-character"),
    ("could not find expected ':'", "yaml-no-colon"),
    ("found unexpected end of stream", "yaml-open-quote"),
    ("did not find expected ',' or", "yaml-open-bracket"),
    ("did not find expected key", "yaml-indent"),
    ("did not find expected alphabetic", "yaml-star"),
    ("found undefined alias", "yaml-star"),
)
"""What libyaml says, and the code of the sentence that says how to mend it."""


@dataclass(frozen=True, slots=True)
class Located:
    """A mapping with the places of its parts. A place is (line, column) in the file, from 1."""

    values: dict[str, Value]
    keys: dict[Path, tuple[int, int]]
    places: dict[Path, tuple[int, int]]
    problems: tuple[Diagnostic, ...] = ()

    def place(self, path: Path) -> tuple[int, int] | None:
        """Return where a value stands, or the nearest thing around it that has a place."""
        while path:
            if path in self.places:
                return self.places[path]
            path = path[:-1]
        return None


class _TooLargeError(Exception):
    """More values than any front matter has: an alias that repeats itself."""


def load(text: str, path: str, first_line: int = 1) -> Located:
    """Read a YAML mapping; broken YAML gives an empty mapping and a diagnostic at the place of the fault."""
    empty = Located({}, {}, {})
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        said = f"{error.problem or error.context}"
        code = next((code for part, code in _CAUSES if part in said), "yaml-broken")
        if code == "yaml-no-colon" and error.context_mark:  # the fault is where the key began
            line, column = error.context_mark.line, error.context_mark.column
        problem = diagnostic(code, Position(path, first_line + line, column + 1), said=said)
        return Located({}, {}, {}, (problem,))
    except yaml.YAMLError as error:  # a control character, which has no line and column
        line = text.count("\n", 0, getattr(error, "position", 0) or 0)
        return Located({}, {}, {}, (diagnostic("yaml-control", Position(path, first_line + line, 1)),))
    if node is None:
        return empty
    if not isinstance(node, yaml.MappingNode):
        line, column = node.start_mark.line, node.start_mark.column
        where = Position(path, first_line + line, column + 1)
        return Located({}, {}, {}, (diagnostic("yaml-no-mapping", where),))
    reader = _Reader(path, first_line)
    try:
        values = reader.mapping(node, ())
    except _TooLargeError:
        return Located({}, {}, {}, (diagnostic("yaml-too-large", Position(path, first_line, 1)),))
    return Located(values, reader.keys, reader.places, tuple(reader.problems))


class _Reader:
    """Walks a node tree once and notes where everything stands."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.keys: dict[Path, tuple[int, int]] = {}
        self.places: dict[Path, tuple[int, int]] = {}
        self.problems: list[Diagnostic] = []
        self.count = 0

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            place = self._at(key_node)
            if key in values:
                self.problems.append(diagnostic("duplicate-key", Position(self.path, *place), key=key))
                continue
            self.keys[(*path, key)] = place
            values[key] = self.value(value_node, (*path, key))
        return values

    def value(self, node: yaml.Node, path: Path) -> Value:
        self.count += 1
        if self.count > _NODES or len(path) > _DEPTH:
            raise _TooLargeError
        self.places[path] = self._at(node)
        match node:
            case yaml.MappingNode():
                return self.mapping(node, path)
            case yaml.SequenceNode():
                return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
            case yaml.ScalarNode(value=str(text), style=style):
                return None if not style and text in _NULLS else text
            case _:
                return None

    def _at(self, node: yaml.Node) -> tuple[int, int]:
        return self.first_line + node.start_mark.line, node.start_mark.column + 1
