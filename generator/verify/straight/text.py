"""Plain text: its lines, in the first encoding that fits."""

from __future__ import annotations

from collections.abc import Iterator

from generator.verify.streams import RawPassage


def read(data: bytes) -> Iterator[RawPassage]:
    """Yield every line."""
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        yield from (RawPassage(line, number) for number, line in enumerate(text.splitlines(), start=1))
        return
