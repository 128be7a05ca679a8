"""The files that new sites and new content begin with, carried by the package; placeholders are `{{name}}`.

A file that a language does not have is taken from English, one by one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.core.languages import FALLBACK

_COMMENT = re.compile(r"(.*?) +(# .*)")  # title: {{name}}      # the subject
_COLUMN = 27
"""Where comments begin in the skeletons."""
_HIDDEN = ("gitignore", "gitattributes", "github/")
"""What begins with a full stop in a site; here it must not, or git would take it for its own."""
_FOLDER = Path(__file__).resolve().parents[1] / "starter"


def site(language: str) -> Iterator[tuple[str, str]]:
    """Yield the files of a new site: path and text."""
    folders = (_FOLDER / "site" / FALLBACK, _FOLDER / "site" / language)
    files = {path.relative_to(folder).as_posix(): path for folder in folders for path in folder.rglob("*")}
    for name, path in sorted(files.items()):
        if path.is_file():
            yield (f".{name}" if name.startswith(_HIDDEN) else name), path.read_text("utf-8")


def skeleton(kind: str, language: str) -> str:
    """Return the text that a new file of a kind begins with."""
    files = (_FOLDER / "new" / each / f"{kind}.md" for each in (language, FALLBACK))
    return next(filter(Path.is_file, files)).read_text("utf-8")


def filled(text: str, values: Mapping[str, str | int | list[str] | None]) -> str:
    """Fill placeholders with values, written so that YAML reads exactly them (JSON is YAML); comments stay aligned."""
    lines: list[str] = []
    for line in text.split("\n"):
        whole, comment = line, ""
        for name, value in values.items():
            mark = "{{" + name + "}}"
            if mark in line:
                split = _COMMENT.fullmatch(line)
                before, comment = (split[1], split[2]) if split else (line, "")
                whole = before.replace(mark, str(value) if _plain(value) else json.dumps(value, ensure_ascii=False))
        lines.append(f"{whole:<{_COLUMN - 1}} {comment}" if comment else whole)
    return "\n".join(lines)


def _plain(value: object) -> bool:
    """Say whether YAML reads a text as itself without quotes; only the surest forms count."""
    return isinstance(value, str) and value[:1].isalpha() and value.replace(" ", "").replace("-", "").isalpha()
