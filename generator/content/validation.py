"""Validates YAML values against a pydantic model, with a diagnostic at the place of every fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.content.located_yaml import KeyPath, LocatedMapping, Value
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.model import Where
from generator.core.nearest import nearest

Model = TypeVar("Model", bound=BaseModel)

_CODES = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "wrong_date": "wrong-date",
    "date_type": "wrong-date",
    "wrong_language": "wrong-language",
    "wrong_encoding": "wrong-encoding",
    "enum": "unknown-value",
    "literal_error": "unknown-value",
    "int_parsing": "wrong-number",
    "int_type": "wrong-number",
    "greater_than_equal": "number-too-small",
    "bool_parsing": "wrong-bool",
    "bool_type": "wrong-bool",
    "tuple_type": "expected-list",
    "model_type": "expected-mapping",
    "dict_type": "expected-mapping",
    "string_type": "expected-text",
    "string_too_short": "empty-value",
    "string_pattern_mismatch": "wrong-form",
}
"""Codes of diagnostics, by pydantic's name for the fault."""

_QUOTING_CODES = frozenset(
    ("wrong-date", "unknown-value", "wrong-number", "wrong-bool", "wrong-form", "wrong-language", "wrong-encoding")
)
"""Codes whose sentence quotes the given text; if a list or mapping was given, the code is `expected-text` instead."""


def validate(
    model: type[Model], located: LocatedMapping, path: str, fallback: dict[str, Value]
) -> tuple[Model, tuple[Diagnostic, ...]]:
    """Return the model of all valid keys, and a diagnostic for each of the others.

    A key whose value is null counts as not given. `fallback` gives the values of required keys that are missing or
    wrong: the item then still exists, so that links to it are not reported as well.
    """
    if located.problems and not located.values:  # the YAML could not be read, so its keys are unknown
        return model.model_validate(fallback), located.problems
    values = {key: _without_nulls(value) for key, value in located.values.items() if value is not None}
    unknown = tuple(_unknown_without_value(model, located, path))
    try:
        return model.model_validate(values), located.problems + unknown
    except ValidationError as error:
        faults = error.errors(include_url=False)
    problems = tuple(_problem(model, fault, located, path) for fault in faults)
    wrong = {fault["loc"][0] for fault in faults}
    kept = {key: value for key, value in values.items() if key not in wrong}
    return model.model_validate(fallback | kept), located.problems + unknown + problems


def where(located: LocatedMapping) -> Where:
    """Return the line and column of each value, by dotted key (`topics.0`)."""
    return tuple((".".join(map(str, path)), line, column) for path, (line, column) in located.places.items())


def _without_nulls(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _without_nulls(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_nulls(inner) for inner in value]
    return value


def _unknown_without_value(model: type[BaseModel], located: LocatedMapping, path: str) -> Iterator[Diagnostic]:
    """Yield the unknown keys that have no value (`quotte:`); pydantic sees only those with one."""
    for at, place in located.keys.items():
        around = _model_at(model, at[:-1])
        if around is None or _value_at(located.values, at) is not None:
            continue
        known = _names(around)
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


def _model_at(model: type[BaseModel], at: KeyPath) -> Any:
    """Return the model of the mapping at a location; None where there is none, or its keys are free."""
    found: Any = model
    for part in at:
        if isinstance(part, str):
            field = next((f for name, f in found.model_fields.items() if part in (name, f.alias)), None)
            found = _model_in(field.annotation) if field else None
            if found is None:
                return None
    return found


def _problem(model: type[BaseModel], fault: ErrorDetails, located: LocatedMapping, path: str) -> Diagnostic:
    loc: KeyPath = fault["loc"]
    code = _CODES.get(fault["type"], "wrong-value")
    key = str(next((part for part in reversed(loc) if isinstance(part, str)), ""))
    place = located.keys.get(loc) if code == "unknown-key" else located.place(loc)
    position = Position(path, *(place or (1, 1)))
    values: dict[str, object] = {"key": key}
    context: dict[str, Any] = fault.get("ctx", {})
    given = fault["input"]
    if isinstance(given, str):
        values["value"] = given
    elif code in _QUOTING_CODES:
        code = "expected-text"
    match code:
        case "unknown-key":
            known = _keys(model, loc[:-1])
            values |= {"known": ", ".join(known), "suggestion": nearest(key, known)}
        case "unknown-value":
            allowed = [part.strip("'") for part in str(context.get("expected", "")).replace(" or ", ", ").split(", ")]
            values |= {"allowed": ", ".join(allowed), "suggestion": nearest(str(given), allowed)}
        case "number-too-small":
            values["least"] = context.get("ge")
        case "wrong-form":
            values["example"] = _EXAMPLES.get(str(context.get("pattern")))
        case "expected-list" if isinstance(given, str):
            values["example"] = f"{key}: [{given}]"
        case "wrong-value":
            values["said"] = fault["msg"]
    return diagnostic(code, position, **values)


_EXAMPLES = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "minister-van-defensie",
    r"^[a-z]{2,3}$": "nl",
    r"^/[^\s?#]*$": "/brieven/2021z16860/vraag-2/",
    r"^/[^\s?#]*(#[^\s?#]+)?$": "/brieven/2021z16860/vraag-2/",
    r"^https?://\S+$": "https://example.org/artikel",
    r"^https?://[^\s/]+(/[^\s?#]*)?$": "https://example.org",
    r"^#[0-9a-fA-F]{6}$": "#1d3f8f",
    r"^[0-9a-f]{64}$": "64 × 0–9, a–f",
}


def _keys(model: type[BaseModel], loc: KeyPath) -> tuple[str, ...]:
    """Return the keys that the model allows at a location."""
    return _names(_model_at(model, loc))


def _names(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys that a model allows."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _model_in(annotation: Any) -> Any:
    """Return the model in an annotation `X`, `X | None` or `tuple[X, ...]`; None if there is none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
