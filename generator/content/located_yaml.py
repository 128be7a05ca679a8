"""Reads YAML with the line and column of every key and value; what keys mean is not known here.

All scalars are read as text, so that YAML's implicit types change nothing (`no`, `1e3`, `2021-10-27`); `validation`
converts them.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from generator.content import controls
from generator.content.file_text import decode
from generator.core import limits
from generator.core.diagnostics import Diagnostic, Position, diagnostic

Value = str | list["Value"] | dict[str, "Value"] | None
KeyPath = tuple[str | int, ...]
"""The keys and list indices that lead to a value: `("offices", 0, "from")`."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

_CAUSES = (
    ("mapping values are not allowed", "yaml-colon"),
    ("found character that cannot start any token", "yaml-character"),
    ("could not find expected ':'", "yaml-no-colon"),
    ("found unexpected end of stream", "yaml-open-quote"),
    ("did not find expected ',' or", "yaml-open-bracket"),
    ("did not find expected key", "yaml-indent"),
    ("did not find expected node content", "yaml-no-value"),
    ("did not find expected alphabetic", "yaml-star"),
    ("found undefined alias", "yaml-star"),
)
"""Codes of diagnostics, by a part of the message of libyaml."""


@dataclass(frozen=True, slots=True)
class LocatedMapping:
    """A YAML mapping, with the line and column in the file, from 1, of its parts at every depth."""

    values: dict[str, Value]
    keys: dict[KeyPath, tuple[int, int]]
    """The line and column of each key."""
    places: dict[KeyPath, tuple[int, int]]
    """The line and column of each value."""
    problems: tuple[Diagnostic, ...] = ()

    def place(self, path: KeyPath) -> tuple[int, int] | None:
        """Return the line and column of a value, or of the innermost value around it that exists; None for no value."""
        while path:
            if path in self.places:
                return self.places[path]
            path = path[:-1]
        return None


class _Loader(yaml.CSafeLoader):
    """Composes no deeper than front matter may be: the library itself would run out of stack."""

    _nesting = 0

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._most = limits.current().depth + 2

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:  # noqa: ARG002 (its name)
        """Count a node in; the library calls this before it composes one."""
        self._nesting += 1
        if self._nesting > self._most:
            raise _TooLargeError("depth", current_node)

    def ascend_resolver(self) -> None:
        """Count a node out."""
        self._nesting -= 1


class _TooLargeError(Exception):
    """The YAML is deeper or has more values than any front matter, for instance by an alias that contains itself."""

    def __init__(self, name: str, node: yaml.Node | None) -> None:
        """Take the limit that it is over, and where: in that node."""
        super().__init__(name)
        self.name = name
        self.line, self.column = (node.start_mark.line, node.start_mark.column) if node else (0, 0)


def load_file(data: bytes, path: str) -> LocatedMapping:
    """Read a file that is one YAML mapping; one that is not UTF-8 or too large gives an empty mapping and a diagnostic."""
    if len(data) > limits.current().file_kilobytes * 1024:
        return LocatedMapping({}, {}, {}, (limits.problem("file_kilobytes", Position(path, 1, 1)),))
    text, problems = decode(path, data)
    return LocatedMapping({}, {}, {}, problems) if problems else load(text, path)


def load(text: str, path: str, first_line: int = 1) -> LocatedMapping:
    """Read a YAML mapping that begins on line `first_line` of the file at `path`.

    Invalid YAML gives an empty mapping and a diagnostic at the place of the fault.
    """
    empty = LocatedMapping({}, {}, {})
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        said = f"{error.problem or error.context}"
        code = next((code for part, code in _CAUSES if part in said), "yaml-broken")
        if code == "yaml-no-colon" and error.context_mark:  # `problem_mark` is after the key
            line, column = error.context_mark.line, error.context_mark.column
        where = Position(path, first_line + line, column + 1)
        deep = "maximum nesting depth" in said  # of the library's own, which comes before its nodes
        problem = limits.problem("depth", where) if deep else diagnostic(code, where, said=said)
        return LocatedMapping({}, {}, {}, (problem,))
    except yaml.YAMLError:  # a control character, whose place the library counts in bytes
        line, column = controls.first_place(text)
        return LocatedMapping({}, {}, {}, (diagnostic("yaml-control", Position(path, first_line + line, column + 1)),))
    except _TooLargeError as error:
        return _too_large(error, path, first_line)
    if node is None:
        return empty
    if not isinstance(node, yaml.MappingNode):
        line, column = node.start_mark.line, node.start_mark.column
        where = Position(path, first_line + line, column + 1)
        return LocatedMapping({}, {}, {}, (diagnostic("yaml-no-mapping", where),))
    reader = _NodeReader(path, first_line)
    try:
        values = reader.mapping(node, ())
    except _TooLargeError as error:
        return _too_large(error, path, first_line)
    return LocatedMapping(values, reader.keys, reader.places, tuple(reader.problems))


def _too_large(error: _TooLargeError, path: str, first_line: int) -> LocatedMapping:
    where = Position(path, first_line + error.line, error.column + 1)
    return LocatedMapping({}, {}, {}, (limits.problem(error.name, where),))


class _NodeReader:
    """Converts a tree of YAML nodes to values, and collects the places of keys and values on the way."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.keys: dict[KeyPath, tuple[int, int]] = {}
        self.places: dict[KeyPath, tuple[int, int]] = {}
        self.problems: list[Diagnostic] = []
        self.count = 0
        self.most = limits.current()

    def mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Value]:
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

    def value(self, node: yaml.Node, path: KeyPath) -> Value:
        self.count += 1
        if len(path) > self.most.depth:
            raise _TooLargeError("depth", node)
        if self.count > self.most.values:
            raise _TooLargeError("values", node)
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
