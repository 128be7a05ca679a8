"""The versions of installed libraries, by the names of what describes them.

`importlib.metadata` says the same, but reads each description as an e-mail message, and takes 10 ms to load.
"""

from __future__ import annotations

import functools
import os
import re
import sys
from collections.abc import Mapping

_DESCRIPTION = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+)(-py[0-9.]+)?\.(dist|egg)-info")
"""A folder (or an old file) beside a library, such as `mdit_py_plugins-0.5.0.dist-info`; see the specification
"Recording installed projects"."""


def version_of(library: str) -> str:
    """Return the version of a library (a distribution); empty where it is not installed."""
    return versions().get(_normal(library), "")


@functools.cache
def versions() -> Mapping[str, str]:
    """Return the version of each library on the path, by its normal name; the first on the path counts."""
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - names are all that is needed
        except OSError:  # a folder that is not there, or an archive
            continue
        for name in sorted(names):
            if described := _DESCRIPTION.fullmatch(name):
                found.setdefault(_normal(described["name"]), described["version"])
    return found


def _normal(name: str) -> str:
    """Return a name as it is compared: `Mdit_Py.Plugins` is `mdit-py-plugins`."""
    return re.sub(r"[-_.]+", "-", name).lower()
