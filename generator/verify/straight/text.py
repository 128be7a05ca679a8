"""Plain text: its lines, in the first encoding that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.verify.streams import RawPassage


def read(data: bytes) -> Iterator[RawPassage]:
    """Yield every line."""
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        lines = text.splitlines()
        if any(_HEADING.match(line) for line in lines) or _has_rule(lines):
            lines = [_without_signs(line) for line in lines]
        yield from (RawPassage(line, number) for number, line in enumerate(lines, start=1))
        return


_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_ITALIC = re.compile(r"^_([^\s*_](?:[^*_]*[^\s*_])?)_\s*$")


def _is_rule(line: str) -> bool:
    return set(line.strip()) in ({"-"}, {"*"}, {"_"}) and len(line.strip()) > 2


def _has_rule(lines: list[str]) -> bool:
    """Whether a rule with a blank line on both sides parts pages."""
    return any(
        _is_rule(line) and not (above.strip() or below.strip())
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
    )


def _without_signs(line: str) -> str:
    """Return a line of Markdown without the signs of headings, of bold and italic type, of escapes, of a rule between pages."""
    bare = _ITALIC.sub(r"\1", _HEADING.sub("", line, count=1))
    if _is_rule(bare):
        return ""
    inner = bare.rstrip().removeprefix("**").removesuffix("**")
    plain = inner if len(inner) + 4 == len(bare.rstrip()) and "*" not in inner else bare
    plain = re.sub(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])([^*]*[^\s*\\])\1(?![\w*])", r"\2", plain)
    return re.sub(r"\\([*_#\[\]()`+.!|>~-])", r"\1", plain)
