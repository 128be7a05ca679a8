"""Words of a command line as problems and commands print them: what is copied from there must mean the same in a shell."""

from __future__ import annotations

import re
import shlex
import sys

_PLAIN = re.compile(r"[\w.:\\/@+,=~-]+")


def word(text: object) -> str:
    """Return a word so that a shell takes it as one: on Windows in double quotes, elsewhere as POSIX has it.

    A file whose name begins with a hyphen gets `./` before it, or it would be an option.
    """
    plain = str(text)
    if plain.startswith("-"):
        plain = f"./{plain}"
    if sys.platform == "win32":
        return plain if _PLAIN.fullmatch(plain) else f'"{plain}"'  # no name has a quotation mark there
    return shlex.quote(plain)
