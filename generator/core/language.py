"""Text by the rules of languages: folding for comparison, slugs, sorting, dates in full and number words."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from generator.core.languages import DEFAULT, LANGUAGES

_SAME = {
    **dict.fromkeys("‘’‚‛′´`", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u202f\u2009", " "),
}
_CHANGED = re.compile(f"[{''.join(_SAME)}]")
"""The characters for which folding puts another; texts have few of them."""
_OTHER_SPACE = re.compile(r"[^\S ]")
"""White space that is no plain space."""


def fold(text: str) -> str:
    """Fold what typesetting changes and meaning does not: white space, dashes, quotation marks, how accents are coded."""
    return " ".join(_same(_composed(text)).split())


def flatten(text: str) -> str:
    """Fold characters as `fold` does, but keep every one in its place: the result is as long as the text."""
    return _OTHER_SPACE.sub(" ", _same(text))


def fold_map(text: str) -> tuple[str, tuple[int, ...]]:
    """Fold as `fold` does, and give for every folded character (and the end) its offset in the original.

    A letter that is coded with a loose accent (`e` and U+0301) is one folded character; `whole` finds its end.
    """
    if is_even(text):  # most paragraphs: no character moves
        return flatten(text), tuple(range(len(text) + 1))
    folded: list[str] = []
    offsets: list[int] = []
    for offset, char in _characters(text):
        shown = " " if char.isspace() else char
        if shown == " " and (not folded or folded[-1] == " "):
            continue
        folded.append(shown)
        offsets.append(offset)
    if folded and folded[-1] == " ":
        folded.pop()
        offsets.pop()
    end = whole(text, offsets[-1] + 1) if offsets else 0
    return "".join(folded), (*offsets, end)


def is_even(text: str) -> bool:
    """Whether folding keeps every character of a text in its place, so that `flatten` does what `fold` does."""
    spaced = _OTHER_SPACE.sub(" ", text)
    return not (spaced[:1] == " " or spaced[-1:] == " " or "  " in spaced) and unicodedata.is_normalized("NFC", text)


def whole(text: str, end: int) -> int:
    """Return the end of the letter that a span up to `end` ends in: behind its loose accents."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _same(text: str) -> str:
    """Return a text with one character for all those of the same meaning."""
    return _CHANGED.sub(lambda found: _SAME[found[0]], text)


def _composed(text: str) -> str:
    """Return every letter with its accents as one character, letter by letter as `fold_map` does."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return "".join(chars for _, chars in _letters(text))


def _characters(text: str) -> Iterable[tuple[int, str]]:
    """Return every folded character and the offset of the letter that it is of."""
    if unicodedata.is_normalized("NFC", text):
        return enumerate(_same(text))
    return ((offset, char) for offset, chars in _letters(text) for char in _same(chars))


def _letters(text: str) -> Iterator[tuple[int, str]]:
    """Yield every letter with its loose accents, composed, and where it begins."""
    start = 0
    while start < len(text):
        end = whole(text, start + 1)
        yield start, unicodedata.normalize("NFC", text[start:end])
        start = end


def slug(text: str) -> str:
    """Make a URL segment: lower case letters without accents, digits, single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", _plain(text.replace("ß", "ss")).lower()).strip("-")


def _plain(text: str) -> str:
    """Return a text without accents and without what is not ASCII."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


@lru_cache(maxsize=20_000)
def sort_key(text: str) -> tuple[str, str]:
    """Sort as a reader expects: accents and case do not count, then the text itself decides."""
    return re.sub(r"[^a-z0-9 ]+", "", _plain(text).casefold()), text


@lru_cache(maxsize=10_000)
def format_date(day: dt.date, lang: str) -> str:
    """Write a date in full: `27 oktober 2021`."""
    language = LANGUAGES[lang]
    return language.date.format(day=day.day, month=language.months[day.month - 1], year=day.year)


@lru_cache
def territory(lang: str) -> str:
    """Return a language with the territory it is most used in, as `fy_NL`, by Unicode's likely subtags; else as it is."""
    from babel.core import get_global  # noqa: PLC0415 - slow to load, and only texts in another language need it

    code, *subtags = re.split("[-_]", lang)
    named = next((subtag.upper() for subtag in subtags if len(subtag) == 2), None)
    likely = get_global("likely_subtags").get(code.lower(), "").rpartition("_")[2]
    return f"{code.lower()}_{named or likely}" if named or likely else lang


def parse_date(text: str, lang: str = DEFAULT) -> dt.date | None:
    """Read a date written in full (`27 oktober 2021`); None where there is none or it does not exist."""
    found = _date_form(lang).search(text)
    if not found:
        return None
    months = [month.lower() for month in LANGUAGES[lang].months]
    try:
        return dt.date(int(found["year"]), months.index(found["month"].lower()) + 1, int(found["day"]))
    except ValueError:
        return None


@lru_cache
def _date_form(lang: str) -> re.Pattern[str]:
    language = LANGUAGES[lang]
    day, month, year = r"(?P<day>\d{1,2})", f"(?P<month>{'|'.join(language.months)})", r"(?P<year>\d{4})"
    form = r"\s+".join(language.date.replace(".", r"\.").split()).format(day=day, month=month, year=year)
    return re.compile(rf"\b{form}\b", re.IGNORECASE)


def numeral(word: str, lang: str = DEFAULT) -> int | None:
    """Read a number in digits or as a word up to twenty: `vier`, `4`, `één`; in Dutch where the language is unknown."""
    return int(word) if word.isdecimal() else _numerals(lang).get(_plain(word).lower())


@lru_cache
def _numerals(lang: str) -> Mapping[str, int]:
    words = LANGUAGES.get(lang, LANGUAGES[DEFAULT]).numerals
    return {_plain(word): number for number, word in enumerate(words, start=1)}
