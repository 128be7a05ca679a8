"""Reads a command line in which nothing is wrong, without what draws help and explains mistakes: that is slow to load.

It declines every line that it is not sure of; `app` then reads the line, and says what is wrong with it. Both read by
the same declarations (`commands`).
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from generator.cli.commands import COMMANDS, Argument, Option
from generator.cli.report_format import ReportFormat
from generator.cli.wrong_argument import WrongArgumentError
from generator.core.limits import VARIABLE

_COMPLETION = "_KANTLIJN_COMPLETE"
"""The variable by which a shell asks for completions."""
_EXPANDED = frozenset("*?[~$%")
"""Signs of a pattern: on Windows, which has no shell that sees to it, `app` puts the names that fit in its place."""


class Parameter(NamedTuple):
    """A parameter of a command: its type, without None, how it is declared, and what it is where nobody gives it."""

    kind: Any
    declared: Option | Argument
    default: object

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is inspect.Parameter.empty


class _Doubt(Exception):  # noqa: N818 - no error: the line may well be right
    """The line is not of the plain form that is read here."""


def read(line: Sequence[str]) -> Callable[[], int] | None:
    """Return the command that a line asks for, ready to run; None for help, mistakes, and all that is not plain."""
    command = COMMANDS.get(line[0]) if line and _COMPLETION not in os.environ else None
    if command is None:
        return None
    try:
        given = _given(parameters(command.run), line[1:])
        if VARIABLE in os.environ:
            from generator.cli.limits import check_environment  # noqa: PLC0415 - only who sets limits waits for it

            check_environment()
    except (_Doubt, WrongArgumentError):
        return None
    return partial(command.run, **given)


def parameters(function: Callable[..., int]) -> Mapping[str, Parameter]:
    """Return the parameters of a command by name."""
    hints = get_type_hints(function, include_extras=True)
    found = {}
    for name, parameter in inspect.signature(function).parameters.items():
        kind, declared = get_args(hints[name])
        found[name] = Parameter(_without_none(kind), declared, parameter.default)
    return found


def _without_none(kind: Any) -> Any:
    """Return the type `X` of `X | None`; any other as it is."""
    return next(part for part in get_args(kind) if part is not NoneType) if NoneType in get_args(kind) else kind


def _given(known: Mapping[str, Parameter], words: Sequence[str]) -> dict[str, Any]:
    """Return the values that the words of a line give, by the name of their parameter."""
    options = {one.declared.name: (name, one) for name, one in known.items() if isinstance(one.declared, Option)}
    given: dict[str, Any] = {}
    free: list[str] = []
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            free.append(word)
            continue
        option, joined, value = word.partition("=")
        if option not in options:
            raise _Doubt
        name, parameter = options[option]
        if parameter.kind is bool:
            if joined:
                raise _Doubt
            given[name] = True
        else:
            read = _value(parameter, value if joined else next(rest, ""))
            if name in given and not isinstance(read, list):
                raise _Doubt
            given[name] = [*given[name], *read] if name in given else read
    return given | _arguments(known, free)


def _arguments(known: Mapping[str, Parameter], free: list[str]) -> dict[str, Any]:
    """Return the values of the arguments: the last may take all words that are left."""
    given: dict[str, Any] = {}
    for name, parameter in known.items():
        if not isinstance(parameter.declared, Argument):
            continue
        if not free:
            if parameter.required:
                raise _Doubt
        elif get_origin(parameter.kind) is list:
            given[name], free = [one for word in free for one in _value(parameter, word)], []
        else:
            given[name], free = _value(parameter, free[0]), free[1:]
    if free:
        raise _Doubt
    return given


def _value(parameter: Parameter, word: str) -> Any:
    """Return a word as the type of its parameter."""
    if not word or word.startswith("-") or (sys.platform == "win32" and _EXPANDED & set(word)):
        raise _Doubt
    try:
        word.encode()
    except UnicodeEncodeError:
        raise _Doubt from None
    if parameter.kind is int:
        return _number(parameter.declared, word)
    if parameter.kind is ReportFormat:
        if word not in set(ReportFormat):
            raise _Doubt
        return ReportFormat(word)
    if parameter.kind is Path:
        return Path(word)
    return [word] if get_origin(parameter.kind) is list else word


def _number(declared: Option | Argument, word: str) -> int:
    if not (word.isascii() and word.isdecimal() and len(word) < 10) or not isinstance(declared, Option):
        raise _Doubt
    number = int(word)
    if (declared.least is not None and number < declared.least) or (
        declared.most is not None and number > declared.most
    ):
        raise _Doubt
    return number
