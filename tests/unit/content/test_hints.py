"""What a hint tells to write: who does just that has a file that is accepted, for every key of every kind of file."""

from __future__ import annotations

import json
from collections.abc import Iterator

import msgspec
import pytest
from msgspec import inspect

from generator import i18n
from generator.content import examples
from generator.content.frontmatter import MODELS
from generator.content.located_yaml import load
from generator.content.validation import validate

SHAPES = {
    "text": "nope",
    "texts": "nope, neither",
    "words": "Een woord: met [tekens]",
    "capitals": "Jan Jansen",
    "number": "12",
    "no number": "-1",
    "nothing": None,
    "empty": "",
    "list": ["nope"],
    "empty list": [],
    "list of empty": [""],
    "list of nothing": [None],
    "list of lists": [["nope"]],
    "list of groups": [{"nope": "x"}],
    "group": {"nope": "x"},
    "empty group": {},
    "group of a list": {"nope": ["x"]},
    "group without a name": {"": "x"},
}
WRITTEN = {
    "wrong-date": "2021-10-27",
    "wrong-number": "12",
    "wrong-bool": "true",
    "wrong-language": "nl",
    "wrong-encoding": "cp1252",
}
"""The examples that are in the sentence itself, by code; each hint has it."""
MOST = 4
"""So many hints lead there at most."""


def places(kind: inspect.Type, at=()) -> Iterator[tuple]:
    """Yield every place of a model, with one item of each list."""
    match kind:
        case inspect.Metadata(type=inner):
            yield from places(inner, at)
        case inspect.UnionType(types=types):
            yield from places(next(one for one in types if not isinstance(one, inspect.NoneType)), at)
        case inspect.StructType(fields=fields):
            yield from [at] if at else []
            for field in fields:
                yield from places(field.type, (*at, field.encode_name))
        case inspect.VarTupleType(item_type=item):
            yield at
            yield from places(item, (*at, 0))
        case inspect.DictType(value_type=item):
            yield at
            yield from places(item, (*at, "naam"))
        case _:
            yield at


CASES = [(name, at) for name, model in MODELS.items() for at in places(inspect.type_info(model))]


def put(value, at, given):
    """Return a value with another one at a place; what is not there yet around it is made."""
    if not at:
        return given
    first, *rest = at
    if isinstance(first, int):
        items = list(value) if isinstance(value, list) else []
        items += [None] * (first + 1 - len(items))
        items[first] = put(items[first], rest, given)
        return items
    return {**(value if isinstance(value, dict) else {}), first: put((value or {}).get(first), rest, given)}


def without(value, at):
    if len(at) == 1:
        return {key: inner for key, inner in value.items() if key != at[0]}
    items = list(value) if isinstance(value, list) else dict(value)
    items[at[0]] = without(value[at[0]], at[1:])
    return items


def followed(document, problem, located):
    """Return a document as it is when somebody did what a hint tells."""
    said = dict(problem.values)
    place = (problem.position.line, problem.position.column)
    if problem.code == "unknown-key":
        [at] = [path for path, where in located.keys.items() if where == place]
        return without(document, at)
    at = next((path for path, where in located.places.items() if where == place), ())
    if problem.code in {"missing-key", "empty-value", "expected-text", "expected-list", "expected-mapping"}:
        written = load(said["example"], "")
        assert not written.problems
        [(key, value)] = written.values.items()
        while problem.code != "missing-key" and at[-1] != key:
            at = at[:-1]
        return put(document, (*at, key) if problem.code == "missing-key" else at, value)
    if problem.code == "wrong-form":
        return put(document, at, load(f"x: {said['example']}", "").values["x"])
    if problem.code == "unknown-value":
        return put(document, at, said["allowed"].split(", ")[0])
    if problem.code == "number-too-small":
        return put(document, at, said["least"])
    example = WRITTEN[problem.code]
    assert all(example in i18n.catalogue(language).wordings[problem.code].hint for language in ("nl", "en"))
    return put(document, at, example)


@pytest.mark.parametrize(("name", "at"), CASES, ids=[f"{name}:{'.'.join(map(str, at))}" for name, at in CASES])
def test_who_does_what_hints_tell_has_a_file_that_is_accepted(name, at):
    model = MODELS[name]
    for shape in SHAPES.values():
        document = put(_least(model), at, shape)
        told = []
        while found := _problems(model, document):
            problem, located = found
            said = [i18n.catalogue(language).hint(problem) for language in ("nl", "en")]
            assert all(said), problem
            told.append((problem.code, said[1]))
            assert len(told) <= MOST, f"the hints lead nowhere: {told}"
            document = followed(document, problem, located)


def _problems(model, document):
    """Return the first problem of a document, with its places; None if it is accepted."""
    located = load(json.dumps(document, ensure_ascii=False), "")
    _, problems = validate(model, located, "", _least(model))
    return (problems[0], located) if problems else None


def _least(model: type[msgspec.Struct]):
    """Return a document with the keys that must be there."""
    return load(f"x: {examples.value(inspect.type_info(model))}", "").values["x"]


def test_a_hint_keeps_what_is_there():
    asked = [
        ("letter", {"asked_by": ["nope"]}, "asked_by: [{actor: nope}]"),
        ("letter", {"asked_by": "nope"}, "asked_by: [{actor: nope}]"),
        ("letter", {"asked_by": {"actor": "a"}}, "asked_by: [{actor: barbara-kathmann}]"),
        ("letter", {"numbers": "2021Z1, 2021Z2"}, "numbers: [2021Z1, 2021Z2]"),
        ("letter", {"numbers": "a: b"}, "numbers: ['a: b']"),
        ("letter", {"topics": ""}, "topics: []"),
        ("letter", {"topics": {"a": "b"}}, "topics: [privacy]"),
        ("letter", {"topics": [["a"]]}, "topics: [privacy]"),
        ("letter", {"topics": ["A b"]}, "privacy"),
        ("site", {"segments": ["a"]}, "segments: {letters: brieven}"),
        ("site", {"segments": {"search": "A"}}, "zoeken"),
        ("letter", {"source": "brief.pdf"}, "source: {file: brief.pdf}"),
        ("actor", {"type": "person", "offices": ["bode, en meer"]}, "offices: [{office: 'bode, en meer'}]"),
        ("site", {"parts": ["search"]}, "parts: {embeds: true}"),
        ("site", {"accent": "blauw"}, "'#1d3f8f'"),
    ]
    for name, values, example in asked:
        _, problems = validate(MODELS[name], load(json.dumps(values), ""), "", _least(MODELS[name]))
        assert example in [dict(problem.values).get("example") for problem in problems]


def test_a_key_that_must_be_there_is_not_to_be_left_out():
    for name, values, optional in [
        ("letter", {"title": ""}, None),
        ("letter", {"title": "x", "reference": ""}, "reference"),
        ("note", {"quote": "  "}, None),
        ("letter", {"title": "x", "departures": [{"reason": "", "shown": "x"}]}, None),
        ("withdrawn", {"withdrawn": [{"url": "/a/", "date": "2021-10-27", "reason": ""}]}, None),
        ("withdrawn", {"withdrawn": [{"url": "/a/", "date": "2021-10-27", "reason": "x", "see": ""}]}, "see"),
    ]:
        _, [problem] = validate(MODELS[name], load(json.dumps(values), ""), "", _least(MODELS[name]))
        assert (problem.code, dict(problem.values).get("optional")) == ("empty-value", optional)
