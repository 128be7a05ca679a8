"""Reads the words of the interface from a theme's files, and holds those of a site's own theme against the built-in ones.

A word of the site's own that cannot be used is told at its place; the built-in one is then used, so that all else can be
looked at too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from types import MappingProxyType

from generator.content.located_yaml import KeyPath, Value, load_file
from generator.core import limits
from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.languages import LANGUAGES
from generator.core.nearest import nearest
from generator.output.interface_words import Entry, InterfaceWords
from generator.output.theme import Theme
from generator.pages.kinds.table import WORDS

_FOLDER = "i18n"
_OTHER = "other"
"""The plural form for every number that has no form of its own."""
_FORMS = ("zero", "one", "two", "few", "many", _OTHER)
"""All plural forms that there are (CLDR)."""


@dataclass(frozen=True, slots=True)
class FoundWords:
    """The words of a theme in one language, with what is wrong with its own."""

    words: InterfaceWords
    problems: tuple[Diagnostic, ...]


def read(theme: Theme, language: str) -> FoundWords:
    """Return the words of a language; a site's own theme may replace those of single keys."""
    built_in, *own = theme.layers(_FOLDER, f"{language}.yml")
    entries = dict(_built_in(built_in.data))
    templates = _Templates(file.data.decode("utf-8", "replace") for file in theme.own("templates").values())
    problems = list(_unread(theme))
    for file in own:
        reader = _Reader(theme.shown(file.path), file.data, _built_in(built_in.data), templates)
        entries.update(reader.entries())
        problems += reader.problems
    return FoundWords(InterfaceWords(language, entries), tuple(problems))


def _unread(theme: Theme) -> Iterator[Diagnostic]:
    """Report the files of a site's own words that are those of no language."""
    known = [f"{code}.yml" for code in LANGUAGES]
    for name, file in theme.own(_FOLDER).items():
        if name not in known:
            at = Position(theme.shown(file.path))
            yield diagnostic("stray-file", at, Severity.WARNING, suggestion=nearest(name, known))


@lru_cache(maxsize=8)
def _built_in(data: bytes) -> Mapping[str, Entry]:
    """Return the words of a file that is the program's own; a preview reads the same ones at each save."""
    with limits.used(limits.Limits()):
        values = load_file(data, "").values
    return MappingProxyType({key: _entry(value) for key, value in values.items()})


def _entry(value: Value) -> Entry:
    if isinstance(value, dict):
        return {form: str(text) for form, text in value.items()}
    return str(value)


class _Templates:
    """The templates of a site's own theme, of which only the text is looked at."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._text = "\n".join(texts)
        self._keys = frozenset(re.findall(r"""(?=["']([\w.-]+)["'])""", self._text))
        self._beginnings = tuple(key for key in self._keys if key.endswith("-"))

    def use(self, key: str) -> bool:
        """Say whether a template may ask for a key: it is there between quotation marks, or its beginning to a hyphen."""
        return key in self._keys or key.startswith(self._beginnings)

    def give(self, key: str, name: str) -> bool:
        """Say whether a template that may ask for a key gives a value of this name to something."""
        return self.use(key) and re.search(rf"\b{re.escape(name)}\s*=", self._text) is not None


class _Reader:
    """Reads one file of a site's own words, and collects what is wrong with it."""

    def __init__(self, path: str, data: bytes, built_in: Mapping[str, Entry], templates: _Templates) -> None:
        self._path = path
        self._located = load_file(data, path)
        self._built_in = built_in
        self._templates = templates
        self.problems = list(self._located.problems)

    def entries(self) -> dict[str, Entry]:
        """Return the words that can be used."""
        found: dict[str, Entry] = {}
        for key, value in self._located.values.items():
            if key not in self._built_in and not self._templates.use(key):
                near = nearest(key, self._built_in)
                self._report("unused-word", (key,), Severity.WARNING, key=key, suggestion=near)
                continue
            before = len(self.problems)
            entry = self._counted(key, value) if isinstance(value, dict) else self._text(key, value, (key,))
            if entry is not None and not any(problem.is_error for problem in self.problems[before:]):
                found[key] = entry
        return found

    def _counted(self, key: str, forms: dict[str, Value]) -> dict[str, str] | None:
        """Return words with a form for each kind of number."""
        built_in = self._built_in.get(key, {_OTHER: ""})
        if isinstance(built_in, str):
            self._report_no_text((key,))
            return None
        known = _FORMS if key not in self._built_in else tuple(built_in)
        found: dict[str, str] = {}
        for form, value in forms.items():
            if form not in known:
                near = nearest(form, known)
                values = {"key": form, "known": ", ".join(known), "suggestion": near}
                self._report("unknown-key", (key, form), Severity.WARNING, **values)
            elif (text := self._text(key, value, (key, form))) is not None:
                found[form] = text
        if _OTHER not in forms:
            self._report("word-without-other", (key,), key=key)
        return found

    def _text(self, key: str, value: Value, at: KeyPath) -> str | None:
        """Return one text, with values that are given to words of this key."""
        if value is None:
            self._report("empty-value", at, key=at[-1], optional=at[-1], example=f'{at[-1]}: "…"')
            return None
        if not isinstance(value, str):
            self._report_no_text(at)
            return None
        try:
            parts = list(Formatter().parse(value))
        except ValueError:
            self._report("word-brace", at, text=value)
            return None
        known = self._names(key)
        for _, name, form, conversion in parts:
            if name is not None and (form or conversion or not self._is_name(key, name, known)):
                whole = f"{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}"
                listed = ", ".join(f"{{{one}}}" for one in sorted(known)) or None
                self._report("word-name", at, key=key, name=f"{{{whole}}}", known=listed)
        return value

    def _is_name(self, key: str, name: str, known: frozenset[str]) -> bool:
        return name in known or (key not in WORDS and name.isidentifier() and self._templates.give(key, name))

    def _names(self, key: str) -> frozenset[str]:
        """Return the names of the values that are given to the words of a key."""
        if key in WORDS:
            return frozenset(WORDS[key])
        entry = self._built_in.get(key, "")
        forms = (entry,) if isinstance(entry, str) else (*entry.values(), "{n}")
        return frozenset(name for text in forms for _, name, _, _ in Formatter().parse(text) if name)

    def _report_no_text(self, at: KeyPath) -> None:
        self._report("expected-text", at, key=at[-1], example=f'{at[-1]}: "…"')

    def _report(self, code: str, at: KeyPath, severity: Severity = Severity.ERROR, /, **values: object) -> None:
        place = self._located.keys.get(at) if severity is Severity.WARNING else self._located.place(at)
        self.problems.append(diagnostic(code, Position(self._path, *(place or (1, 1))), severity, **values))
