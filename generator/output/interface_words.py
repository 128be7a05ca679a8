"""The words of the interface in one language; who reads them from the theme's files is `word_files`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from string import Formatter
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.core import digest

if TYPE_CHECKING:
    from babel import Locale

Entry = str | Mapping[str, str]
"""The words of one key; those for a number by plural form."""


class UnknownWordError(LookupError):
    """A template used a key that the translation files do not have, or left out a value that its words need."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key


@dataclass(frozen=True)
class InterfaceWords:
    """The interface words by key; an entry for a number has words for each plural form (`one`, `other`)."""

    language: str
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def __call__(self, key: str, /, **values: object) -> Markup:
        """Return the words of a key with its `{name}`s filled in; values are escaped unless they are `Markup`.

        The value `n` chooses the plural form, and is formatted, by the rules of the language (CLDR).

        Raises:
            UnknownWordError: there is no such key, or a value that its words need is missing.
        """
        if not values and (fixed := self.fixed.get(key)):
            return fixed
        entry = self.entries.get(key)
        if entry is None:
            raise UnknownWordError(key, f"no words for {key!r}")
        if not isinstance(entry, str):
            entry = self._form(key, entry, values)
        count = values.get("n")
        if isinstance(count, int):
            values["n"] = _number(self.language, count)
        try:
            parts = (f"{text}{escape(values[name])}" if name is not None else text for text, name in _parsed(entry))
            return Markup("".join(parts))  # noqa: S704 - words and values are escaped
        except KeyError as missing:
            raise UnknownWordError(key, f"the words of {key!r} need a value for {missing}") from missing

    def flat(self) -> dict[str, str]:
        """Return all words by key; the plural forms of a key are `key.one` and `key.other`."""
        flat: dict[str, str] = {}
        for key, entry in self.entries.items():
            if isinstance(entry, str):
                flat[key] = entry
            else:
                flat.update({f"{key}.{form}": text for form, text in entry.items()})
        return flat

    @cached_property
    def fixed(self) -> dict[str, Markup]:
        """The words that need no value, escaped; they are most of those that templates use."""
        plain = {key: entry for key, entry in self.entries.items() if isinstance(entry, str)}
        return {key: escape(entry) for key, entry in plain.items() if entry and "{" not in entry}

    def parts(self, key: str) -> tuple[tuple[Markup, str | None], ...] | None:
        """Return the parts of a key's words: escaped words, each with the name of the value that follows it.

        None is for a key that is not there, and for words that count: their form and value follow the language.
        """
        entry = self.entries.get(key)
        if not isinstance(entry, str):
            return None
        parts = _parsed(entry)
        return None if any(name == "n" for _, name in parts) else parts

    @cached_property
    def digest(self) -> str:
        """A digest of all words, for the keys of pages."""
        return digest.of_text(self.language, *(part for pair in sorted(self.flat().items()) for part in pair))

    def _form(self, key: str, forms: Mapping[str, str], values: Mapping[str, object]) -> str:
        count = values.get("n")
        if not isinstance(count, int):
            raise UnknownWordError(key, f"{key!r} counts: it needs n")
        form = _plural_form(self.language, count)
        return forms[form] if form in forms else forms["other"]


@lru_cache(maxsize=4096, typed=True)
def _number(language: str, count: int) -> str:
    """Return a number as a language writes it."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - slow to load, and only numbers need it

    return format_decimal(count, locale=_locale(language))


@lru_cache(maxsize=4096, typed=True)
def _plural_form(language: str, count: int) -> str:
    """Return the plural form that a number asks for in a language."""
    return _locale(language).plural_form(count)


@cache
def _locale(language: str) -> Locale:
    from babel import Locale  # noqa: PLC0415 - as above

    return Locale.parse(language)


@cache
def _parsed(entry: str) -> tuple[tuple[Markup, str | None], ...]:
    """Return the parts of an entry: escaped words, each with the name of the value that follows it."""
    return tuple((escape(text), name) for text, name, _, _ in Formatter().parse(entry))
