"""The words of the interface in one language, from the theme's translation files; no template and no page is known here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from string import Formatter
from typing import TYPE_CHECKING

import yaml
from markupsafe import Markup, escape

from generator.core import digest
from generator.output.theme import Theme

if TYPE_CHECKING:
    from babel import Locale

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnknownWordError(LookupError):
    """A template asked for words that the translation file does not have, or left out a value they need."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key


@dataclass(frozen=True)
class InterfaceWords:
    """Interface words by key; a key that counts has a sentence for each plural form (`one`, `other`)."""

    language: str
    entries: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)

    def __call__(self, key: str, /, **values: object) -> Markup:
        """Return the words of a key with its `{names}` filled; values are escaped unless they are `Markup`.

        `n` chooses the plural form by the language's rule (CLDR) and is written the way the language writes numbers.

        Raises:
            UnknownWordError: there is no such key, or a value its words name is missing.
        """
        if not values and (ready := self._ready.get(key)):
            return ready
        entry = self.entries.get(key)
        if entry is None:
            raise UnknownWordError(key, f"no words for {key!r}")
        if not isinstance(entry, str):
            entry = self._form(key, entry, values)
        count = values.get("n")
        if isinstance(count, int):
            from babel.numbers import format_decimal  # noqa: PLC0415 - slow to load, and only what counts needs it

            values["n"] = format_decimal(count, locale=self._locale)
        try:
            parts = (f"{text}{escape(values[name])}" if name is not None else text for text, name in _parsed(entry))
            return Markup("".join(parts))  # noqa: S704 - words and values are escaped
        except KeyError as missing:
            raise UnknownWordError(key, f"the words of {key!r} need a value for {missing}") from missing

    def flat(self) -> dict[str, str]:
        """Return all words as one level; the plural forms of a key are `key.one`, `key.other`."""
        flat: dict[str, str] = {}
        for key, entry in self.entries.items():
            if isinstance(entry, str):
                flat[key] = entry
            else:
                flat.update({f"{key}.{form}": text for form, text in entry.items()})
        return flat

    @cached_property
    def _ready(self) -> dict[str, Markup]:
        """Words that need no value: most of what templates ask for."""
        plain = {key: entry for key, entry in self.entries.items() if isinstance(entry, str)}
        return {key: escape(entry) for key, entry in plain.items() if entry and "{" not in entry}

    @cached_property
    def digest(self) -> str:
        """Fingerprint of all words, for page keys."""
        return digest.of_text(self.language, *(part for pair in sorted(self.flat().items()) for part in pair))

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale  # noqa: PLC0415 - as above

        return Locale.parse(self.language)

    def _form(self, key: str, forms: Mapping[str, str], values: Mapping[str, object]) -> str:
        count = values.get("n")
        if not isinstance(count, int):
            raise UnknownWordError(key, f"{key!r} counts: it needs n")
        form = self._locale.plural_form(count)
        return forms[form] if form in forms else forms["other"]


@cache
def _parsed(entry: str) -> tuple[tuple[Markup, str | None], ...]:
    """Take an entry apart: escaped words, each with the name of the value behind it."""
    return tuple((escape(text), name) for text, name, _, _ in Formatter().parse(entry))


def words(theme: Theme, language: str) -> InterfaceWords:
    """Load the words of a language; a site's own theme may replace single keys."""
    entries: dict[str, str | Mapping[str, str]] = {}
    for file in theme.layers("i18n", f"{language}.yml"):
        loaded = yaml.load(file.data, Loader=_Loader) or {}  # noqa: S506 - a safe loader, chosen above
        entries.update({str(key): _entry(value) for key, value in loaded.items()})
    return InterfaceWords(language, entries)


def _entry(value: object) -> str | Mapping[str, str]:
    if isinstance(value, Mapping):
        return {str(form): str(text) for form, text in value.items()}
    return str(value)
