"""Writes what a key of a file may hold as the YAML to be put there, for hints: who writes it so has no such fault any more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import inspect

from generator.content.located_yaml import KeyPath, Value
from generator.core.config import ALLOWED, Segments
from generator.core.editors import TEMPLATE
from generator.core.nearest import quoted

_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_OF_FORM: Mapping[str, str] = {
    _ID: "minister-van-defensie",
    r"^[a-z]{2,3}$": "nl",
    r"^/[^\s?#]*$": "/brieven/2021z16860/vraag-2/",
    r"^/[^\s?#]*(#[^\s?#]+)?$": "/brieven/2021z16860/vraag-2/",
    r"^https?://\S+$": "https://example.org/artikel",
    r"^https?://[^\s/?#]+(/[^\s?#]*)?$": "https://example.org",
    r'^https?://[^\s<>"]+$': "https://creativecommons.org/licenses/by/4.0/",
    r"^#[0-9a-fA-F]{6}$": "'#1d3f8f'",
    TEMPLATE: "'vscode://file/{path}:{line}'",
    r"^[0-9a-f]{64}$": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
}
"""An example of a text, by the pattern that it must have."""
_IDS: Mapping[str, str] = {
    **msgspec.structs.asdict(Segments()),
    **dict.fromkeys(("topics", "see_also", "parent"), "privacy"),
    **dict.fromkeys(("corrects", "supplements"), "2021z16860"),
    "actor": "barbara-kathmann",
    "actors": "politie",
    "ministry": "ministerie-van-defensie",
    "party": "pvda",
}
"""An example of an id, by key."""
_ANYTHING = "…"
_PLAIN = re.compile(r"[^\s\[\]{}:#'\"&*!|>%@`,?-][^\[\]{}:#'\"&*!|>%@`\n]*")
"""A text that means itself inside the brackets of a list; with commas it is several."""


def line(kind: inspect.Type, at: KeyPath, given: Value = None) -> str:
    """Return the innermost key of a place with an example of its value: `topics: [privacy]`.

    Args:
        kind: of the value at the place itself, which may be in a list.
        at: the place.
        given: what is there, which the example keeps where it can be a part of it.
    """
    text = value(kind, given, innermost(at))
    for part in reversed(at):
        if isinstance(part, str):
            return f"{part}: {text}"
        text = f"[{text}]"
    return text


def innermost(at: KeyPath) -> str:
    """Return the innermost key of a place."""
    return next((part for part in reversed(at) if isinstance(part, str)), "")


def value(kind: inspect.Type, given: Value = None, key: str = "") -> str:
    """Return an example of a type for a key, as YAML that can be anywhere."""
    match kind:
        case inspect.Metadata(type=inner, extra=extra):
            return str((extra or {}).get(ALLOWED, (value(inner, given, key),))[0])
        case inspect.UnionType(types=types):
            return value(next(one for one in types if not isinstance(one, inspect.NoneType)), given, key)
        case inspect.StructType(fields=fields):
            return "{" + ", ".join(_members(fields, given)) + "}"
        case inspect.VarTupleType(item_type=item):
            return "[" + _items(item, given, key) + "]"
        case inspect.DictType(key_type=name, value_type=item):
            return "{" + f"{value(name)}: {value(item)}" + "}"
        case inspect.StrType(pattern=pattern):
            return of_form(pattern, key) or _ANYTHING
        case inspect.IntType(ge=least):
            return str(max(least or 1, 1))
        case inspect.EnumType(cls=words):
            return str(next(iter(words)))
        case inspect.DateType():
            return "2021-10-27"
        case _:
            return "true"


def of_form(pattern: str | None, key: str) -> str | None:
    """Return an example of a text with a pattern, as YAML; None where there is none."""
    return _IDS.get(key, _OF_FORM[_ID]) if pattern == _ID else _OF_FORM.get(pattern or "")


def _members(fields: Sequence[inspect.Field], given: Value) -> Iterator[str]:
    """Yield the keys that a group must have, or else its first; what is there is the value of the first of these."""
    for field in [one for one in fields if one.required] or fields[:1]:
        plain = isinstance(given, str) and isinstance(_bare(field.type), inspect.StrType)
        yield f"{field.encode_name}: {_text(given) if plain else value(field.type, key=field.encode_name)}"
        given = None


def _items(item: inspect.Type, given: Value, key: str) -> str:
    """Return the items of a list: what is there, if it can be one."""
    if given == "":
        return ""
    if isinstance(_bare(item), inspect.StructType) or not isinstance(given, str):
        return value(item, given, key)
    return given if _PLAIN.fullmatch(given) else _text(given)


def _text(given: Value) -> str:
    """Return a text as one value inside a group or list."""
    return given if isinstance(given, str) and "," not in given and _PLAIN.fullmatch(given) else quoted(str(given))


def _bare(kind: inspect.Type) -> inspect.Type:
    """Return a type without what it says of itself, and without null."""
    match kind:
        case inspect.Metadata(type=inner):
            return _bare(inner)
        case inspect.UnionType(types=types):
            return _bare(next(one for one in types if not isinstance(one, inspect.NoneType)))
        case _:
            return kind
