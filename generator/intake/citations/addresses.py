"""Web addresses in running text, also where the source broke one over two lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.intake.citations.found import Context, Found, found
from generator.references import schemes

_ADDRESS = re.compile(
    r"""(?:https?://\s?|(?<![\w@./-])www\.)      # some extractors leave a space after the scheme
        [^\s<>«»“”"|{}\\^`]+""",
    re.VERBOSE | re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://\s?)?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_BREAK = re.compile(r"[/=&?_%#-]$")
"""Where a line of an address may break; a break anywhere else cannot be told from its end."""
_TAIL = re.compile(r"[ \n]([^\s<>«»“”\"|{}\\^`]+)")
_PIECE = re.compile(r"(?!en/of)\S*[/=_%&?#~]|\d{5,}|[^\s-]+-[^\s-]+-\S|\S+\.(?:html?|pdf|aspx?|php)\b")
"""What is part of an address and no word of the sentence: `inspectieresultaten` could be either."""
_PATH = re.compile(r"https?://\s?[^/]+/.+|www\.[^/]+/.+", re.IGNORECASE)
_TRAILING = ".,;:!?'’*"
_PAIRS = {")": "(", "]": "["}


def find(text: str, _context: Context) -> Iterator[Found]:
    """Yield every web address; the destination has no spaces, and is the document's own id where it is a known one."""
    for match in _ADDRESS.finditer(text):
        end = _trim(text, match.start(), match.end())
        while (longer := _joined(text, match.start(), end)) is not None:
            end = longer
        written = re.sub(r"\s", "", text[match.start() : end])
        if not _HOST.match(written):
            continue
        address = written if "://" in written else f"https://{written}"
        yield found(text, (match.start(), end), str(schemes.parse(address) or address))


def _joined(text: str, start: int, end: int) -> int | None:
    """Return the end of the address with the piece after the break, where that piece surely belongs to it."""
    if not _BREAK.search(text[start:end]):
        return None
    tail = _TAIL.match(text, end)
    if not tail or tail[1].startswith(("http", "www.")):
        return None
    stop = _trim(text, end + 1, tail.end())
    piece = text[end + 1 : stop]
    last = piece.islower() and not text[stop:].strip(_TRAILING + ")] \n") and _PATH.match(text[start:end])
    return stop if last or _PIECE.match(piece) else None


def _trim(text: str, start: int, end: int) -> int:
    """Leave out the sentence's own punctuation, and a bracket that opens before the address."""
    while end > start:
        last = text[end - 1]
        piece = text[start:end]
        if last in _TRAILING or (last in _PAIRS and piece.count(last) > piece.count(_PAIRS[last])):
            end -= 1
        else:
            break
    return end
