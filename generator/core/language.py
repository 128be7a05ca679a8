"""Languages: folding text for comparison, slugs, sorting, dates and number words of the letters' languages."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)
_SPACE = re.compile(r"\s+")
_SPACE_CHARACTER = re.compile(r"\s")
_UNEVEN = re.compile(r"\s\s|\A\s|\s\Z")
_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "january february march april may june july august september october november december".split(),
}
_NUMERALS = {
    "nl": (
        "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
        "achttien negentien twintig"
    ).split(),
    "en": (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty"
    ).split(),
}


def fold(text: str) -> str:
    """Fold what typesetting changes and meaning does not: white space, dashes, quotation marks, how accents are coded."""
    return _SPACE.sub(" ", _composed(text).translate(_SAME)).strip()


def flatten(text: str) -> str:
    """Fold characters as `fold` does, but keep every one in its place: the result is as long as the text."""
    return _SPACE_CHARACTER.sub(" ", text.translate(_SAME))


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
    return not _UNEVEN.search(text) and unicodedata.is_normalized("NFC", text)


def whole(text: str, end: int) -> int:
    """Return the end of the letter that a span up to `end` ends in: behind its loose accents."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _composed(text: str) -> str:
    """Return every letter with its accents as one character, letter by letter as `fold_map` does."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return "".join(chars for _, chars in _letters(text))


def _characters(text: str) -> Iterable[tuple[int, str]]:
    """Return every folded character and the offset of the letter that it is of."""
    if unicodedata.is_normalized("NFC", text):
        return enumerate(text.translate(_SAME))
    return ((offset, char) for offset, chars in _letters(text) for char in chars.translate(_SAME))


def _letters(text: str) -> Iterator[tuple[int, str]]:
    """Yield every letter with its loose accents, composed, and where it begins."""
    start = 0
    while start < len(text):
        end = whole(text, start + 1)
        yield start, unicodedata.normalize("NFC", text[start:end])
        start = end


def slug(text: str) -> str:
    """Make a URL segment: lower case letters without accents, digits, single hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


@lru_cache(maxsize=20_000)
def sort_key(text: str) -> tuple[str, str]:
    """Sort as a reader expects: accents and case do not count, then the text itself decides."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9 ]+", "", plain), text


@lru_cache(maxsize=10_000)
def format_date(day: dt.date, lang: str) -> str:
    """Write a date in full: `27 oktober 2021`."""
    month = _MONTHS[lang][day.month - 1]
    return f"{day.day} {month.capitalize() if lang == 'en' else month} {day.year}"


def parse_date(text: str, lang: str = "nl") -> dt.date | None:
    """Read a date written in full (`27 oktober 2021`); None where there is none or it does not exist."""
    months = "|".join(_MONTHS[lang])
    found = re.search(rf"\b(\d{{1,2}})\s+({months})\s+(\d{{4}})\b", text, re.IGNORECASE)
    if not found:
        return None
    try:
        return dt.date(int(found[3]), _MONTHS[lang].index(found[2].lower()) + 1, int(found[1]))
    except ValueError:
        return None


def numeral(word: str, lang: str = "nl") -> int | None:
    """Read a number in digits or as a word up to twenty: `vier`, `4`, `één`."""
    if word.isdecimal():
        return int(word)
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    words = _NUMERALS[lang]
    return words.index(plain) + 1 if plain in words else None
