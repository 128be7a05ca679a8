"""Prints lines to standard output and standard error, in colours on a terminal."""

from __future__ import annotations

import re
import sys

COLOURS = {"red": 31, "yellow": 33, "cyan": 36}
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_BOLD, _RESET = "\x1b[1m", "\x1b[0m"


def bold(text: str) -> str:
    """Return a text in bold."""
    return f"{_BOLD}{text}{_RESET}"


def coloured(text: str, colour: str) -> str:
    """Return a text in one of the colours."""
    return f"\x1b[{COLOURS[colour]}m{text}{_RESET}"


def echo(text: str, *, err: bool = False) -> None:
    """Print a line to standard output, or with `err` to standard error; where that is no terminal, without colours."""
    stream = sys.stderr if err else sys.stdout
    if sys.platform == "win32" or stream.encoding.lower().replace("-", "") != "utf8":
        import typer  # noqa: PLC0415 - slow to load, and only such a stream needs it

        typer.echo(text, err=err)
        return
    stream.write(f"{text if stream.isatty() else _STYLE.sub('', text)}\n")
    stream.flush()
