"""Programs in which an editor opens a file from the preview: by what their addresses begin with, a row a program.

`site.yml` can come from anyone, and a click on an address of another scheme could run what nobody meant to run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

EDITORS: Mapping[str, str] = {
    "vscode": "vscode://file/",
    "vscode-insiders": "vscode-insiders://file/",
    "vscodium": "vscodium://file/",
    "cursor": "cursor://file/",
    "zed": "zed://file/",
    "idea": "idea://open?file=",
    "pycharm": "pycharm://open?file=",
    "phpstorm": "phpstorm://open?file=",
    "textmate": "txmt://open?url=file://",
    "bbedit": "bbedit://open?url=file://",
    "macvim": "mvim://open?url=file://",
    "sublime": "subl://open?url=file://",
    "emacs": "emacs://open?url=file://",
}
"""Each opens the file whose path follows; an address goes on with {path}, {line}, {column} and words between them."""
_BEGINNINGS = "|".join(
    re.sub(r"([.?])", r"\\\1", beginning) for beginning in EDITORS.values()
)  # as ECMA-262 has it too
TEMPLATE = rf"^(?:{_BEGINNINGS})\{{path\}}(?:[:&=a-z]|\{{line\}}|\{{column\}})*$"


def address(template: str, path: str, line: int = 1, column: int = 1) -> str:
    """Return the address that opens a file of this machine at a line; `template` has the form of `TEMPLATE`."""
    known = {
        "path": quote(path.lstrip("/") if "file/" in template else path, safe="/:"),
        "line": line,
        "column": column,
    }
    return template.format_map(known)
