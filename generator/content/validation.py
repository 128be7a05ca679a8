"""Reads YAML values as the types of a struct's fields, with a diagnostic at the place of every fault."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from generator.content import examples
from generator.content.located_yaml import KeyPath, LocatedMapping, Value
from generator.core.config import ALLOWED, CHECKS
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.model import Where
from generator.core.nearest import nearest

Model = TypeVar("Model", bound=msgspec.Struct)

_BOOLEANS = {
    **dict.fromkeys(("true", "yes", "on", "y", "t", "1"), True),
    **dict.fromkeys(("false", "no", "off", "n", "f", "0"), False),
}
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]+(_[0-9]+)*(\.0+)?")
_MOST_DIGITS = 1000
"""More than any number has, and fewer than Python refuses to read."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def validate(
    model: type[Model], located: LocatedMapping, path: str, fallback: dict[str, Value]
) -> tuple[Model, tuple[Diagnostic, ...]]:
    """Return the model of all valid keys, and a diagnostic for each of the others.

    A key whose value is null counts as not given. `fallback` gives the values of required keys that are missing or
    wrong: the item then still exists, so that links to it are not reported as well.
    """
    if located.problems and not located.values:  # the YAML could not be read, so its keys are unknown
        return _of(model, fallback), located.problems
    values = {key: _without_nulls(value) for key, value in located.values.items() if value is not None}
    unknown = tuple(_unknown_without_value(model, located, path))
    reader = _Reader(located, path)
    read = reader.fields(model, values, ())
    problems = located.problems + unknown + tuple(reader.problems)
    return (_of(model, fallback, read) if reader.problems else model(**read)), problems


def _of(model: type[Model], fallback: dict[str, Value], read: Mapping[str, object] | None = None) -> Model:
    """Return a model with the values of some keys as they are in YAML, and of others as they were read."""
    return model(**_Reader(LocatedMapping({}, {}, {}), "").fields(model, fallback, ()) | dict(read or {}))


class _FaultyError(Exception):
    """A value is not of its type; the reader has a diagnostic that says so."""


class _Reader:
    """Reads values of one file, and collects a diagnostic for each that is not of its type.

    The type of a field is that of `msgspec.inspect`, which msgspec's own JSON Schema is made from. Its decoder is not
    used, since that stops at the first fault.
    """

    def __init__(self, located: LocatedMapping, path: str) -> None:
        self.problems: list[Diagnostic] = []
        self._located = located
        self._path = path
        self._required: set[KeyPath] = set()
        """The places of keys that cannot be left out."""

    def fields(self, model: type[msgspec.Struct], values: Mapping[str, Value], at: KeyPath) -> dict[str, object]:
        """Return the values that are right, by the name of their field."""
        known, read = _fields(model), {}
        self._required.update((*at, key) for key, field in known.items() if field.required)
        for key, field in known.items():
            try:
                if key in values:
                    read[field.name] = self.value(field.type, values[key], (*at, key))
                elif field.required:
                    self._report("missing-key", (*at, key), example=examples.line(field.type, (*at, key)))
            except _FaultyError:
                continue
        for key, value in values.items():
            if key not in known:
                near = nearest(key, known)
                self._report("unknown-key", (*at, key), **_said(value), known=", ".join(known), suggestion=near)
        return read

    def value(self, kind: inspect.Type, given: Value, at: KeyPath) -> object:
        """Return a value as its type.

        Raises:
            _FaultyError: the value is not of that type; the diagnostic is among the problems.
        """
        match kind:
            case inspect.Metadata():
                return self._checked(kind, given, at)
            case inspect.UnionType(types=types):  # `X | None`, of which null is no value
                return self.value(next(one for one in types if not isinstance(one, inspect.NoneType)), given, at)
            case inspect.StructType():
                return self._struct(kind, given, at)
            case inspect.VarTupleType():
                return self._tuple(kind, given, at)
            case inspect.DictType():
                return self._dict(kind, given, at)
            case _ if given is None:
                raise self._empty(kind, at)
            case _ if not isinstance(given, str):
                raise self._fault("expected-text", at, example=examples.line(kind, at))
            case _:
                return _SCALARS[type(kind)](self, kind, given.strip(), at)

    def _struct(self, kind: inspect.StructType, given: Value, at: KeyPath) -> msgspec.Struct:
        if not isinstance(given, dict):
            raise self._fault("expected-mapping", at, **_said(given), example=examples.line(kind, at, given))
        before = len(self.problems)
        read = self.fields(kind.cls, given, at)
        if len(self.problems) > before:
            raise _FaultyError
        return kind.cls(**read)

    def _tuple(self, kind: inspect.VarTupleType, given: Value, at: KeyPath) -> tuple[object, ...]:
        if not isinstance(given, list):
            raise self._fault("expected-list", at, **_said(given), example=examples.line(kind, at, given))
        return tuple(self._all((kind.item_type, value, (*at, index)) for index, value in enumerate(given)))

    def _dict(self, kind: inspect.DictType, given: Value, at: KeyPath) -> dict[object, object]:
        if not isinstance(given, dict):
            raise self._fault("expected-mapping", at, **_said(given), example=examples.line(kind, at, given))
        names = self._all((kind.key_type, key, at) for key in given)
        values = self._all((kind.value_type, value, (*at, key)) for key, value in given.items())
        return dict(zip(names, values, strict=True))

    def _all(self, asked: Iterator[tuple[inspect.Type, Value, KeyPath]]) -> list[object]:
        """Return some values as their types, with the faults of all reported before it raises."""
        read, faulty = [], False
        for kind, given, at in asked:
            try:
                read.append(self.value(kind, given, at))
            except _FaultyError:
                faulty = True
        if faulty:
            raise _FaultyError
        return read

    def _checked(self, kind: inspect.Metadata, given: Value, at: KeyPath) -> object:
        """Return a text that is one of those allowed, where its type names them, and passes all checks of its type."""
        value = self.value(kind.type, given, at)
        extra = kind.extra or {}
        if ALLOWED in extra:
            self.word(extra[ALLOWED], str(value), at)
        for code, holds in extra.get(CHECKS, {}).items():
            if not holds(value):
                raise self._fault(code, at, **_said(value))
        return value

    def text(self, kind: inspect.StrType, given: str, at: KeyPath) -> str:
        """Return a text that is as long, and of the form, that it must be."""
        if kind.min_length and len(given) < kind.min_length:
            raise self._empty(kind, at)
        if kind.pattern and not re.search(kind.pattern, given):
            raise self._fault(
                "wrong-form", at, value=given, example=examples.of_form(kind.pattern, examples.innermost(at))
            )
        return given

    def number(self, kind: inspect.IntType, given: str, at: KeyPath) -> int:
        """Return a whole number that is not less than it may be."""
        if not _WHOLE_NUMBER.fullmatch(given) or len(given) > _MOST_DIGITS:
            raise self._fault("wrong-number", at, value=given)
        number = int(given.partition(".")[0])
        if kind.ge is not None and number < kind.ge:
            raise self._fault("number-too-small", at, value=given, least=kind.ge)
        return number

    def boolean(self, _kind: inspect.BoolType, given: str, at: KeyPath) -> bool:
        """Return yes or no, in any of YAML's words for these."""
        if given.lower() not in _BOOLEANS:
            raise self._fault("wrong-bool", at, value=given)
        return _BOOLEANS[given.lower()]

    def day(self, _kind: inspect.DateType, given: str, at: KeyPath) -> dt.date:
        """Return a day that exists, from ISO form."""
        try:
            if _DAY.fullmatch(given):
                return dt.date.fromisoformat(given)
        except ValueError:
            pass
        raise self._fault("wrong-date", at, value=given)

    def member(self, kind: inspect.EnumType, given: str, at: KeyPath) -> object:
        """Return the member of an enumeration."""
        self.word(tuple(map(str, kind.cls)), given, at)
        return kind.cls(given)

    def word(self, allowed: Sequence[str], given: str, at: KeyPath) -> str:
        """Return a text that is one of those allowed."""
        if given not in allowed:
            near = nearest(given, allowed)
            raise self._fault("unknown-value", at, value=given, allowed=", ".join(allowed), suggestion=near)
        return given

    def _empty(self, kind: inspect.Type, at: KeyPath) -> _FaultyError:
        optional = None if at in self._required else examples.innermost(at)
        return self._fault("empty-value", at, example=examples.line(kind, at), optional=optional)

    def _fault(self, code: str, at: KeyPath, **values: object) -> _FaultyError:
        self._report(code, at, **values)
        return _FaultyError()

    def _report(self, code: str, at: KeyPath, **values: object) -> None:
        place = self._located.keys.get(at) if code == "unknown-key" else self._located.place(at)
        self.problems.append(
            diagnostic(code, Position(self._path, *(place or (1, 1))), key=examples.innermost(at), **values)
        )


_SCALARS: Mapping[type[inspect.Type], Callable[[_Reader, Any, str, KeyPath], object]] = {
    inspect.StrType: _Reader.text,
    inspect.IntType: _Reader.number,
    inspect.BoolType: _Reader.boolean,
    inspect.DateType: _Reader.day,
    inspect.EnumType: _Reader.member,
}
"""What reads a text as a value of a type."""


def _said(given: object) -> dict[str, object]:
    """Return what a sentence may quote: a text."""
    return {"value": given} if isinstance(given, str) else {}


@cache
def _fields(model: type[msgspec.Struct]) -> Mapping[str, inspect.Field]:
    """Return the fields of a model by their keys."""
    kind = inspect.type_info(model)
    return {field.encode_name: field for field in kind.fields} if isinstance(kind, inspect.StructType) else {}


def where(located: LocatedMapping) -> Where:
    """Return the line and column of each value, by dotted key (`topics.0`)."""
    return tuple((".".join(map(str, path)), line, column) for path, (line, column) in located.places.items())


def _without_nulls(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _without_nulls(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_nulls(inner) for inner in value]
    return value


def _unknown_without_value(model: type[msgspec.Struct], located: LocatedMapping, path: str) -> Iterator[Diagnostic]:
    """Yield the unknown keys that have no value (`quotte:`); only those with one are read."""
    for at, place in located.keys.items():
        around = _model_at(model, at[:-1])
        if around is None or _value_at(located.values, at) is not None:
            continue
        known = tuple(_fields(around))
        key = str(at[-1])
        if key not in known:
            values = {"key": key, "known": ", ".join(known), "suggestion": nearest(key, known)}
            yield diagnostic("unknown-key", Position(path, *place), **values)


def _value_at(value: Value, at: KeyPath) -> Value:
    for part in at:
        if isinstance(value, dict):
            value = value[str(part)]
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part]
    return value


def _model_at(model: type[msgspec.Struct], at: KeyPath) -> type[msgspec.Struct] | None:
    """Return the model of the mapping at a location; None where there is none, or its keys are free."""
    found: type[msgspec.Struct] | None = model
    for part in at:
        if isinstance(part, str):
            field = _fields(found).get(part) if found else None
            found = _model_in(field.type) if field else None
    return found


def _model_in(kind: inspect.Type) -> type[msgspec.Struct] | None:
    """Return the model in a type `X`, `X | None` or `tuple[X, ...]`; None if there is none."""
    match kind:
        case inspect.StructType(cls=model):
            return model
        case inspect.VarTupleType(item_type=item):
            return _model_in(item)
        case inspect.UnionType(types=types):
            return next(filter(None, map(_model_in, types)), None)
        case _:
            return None
