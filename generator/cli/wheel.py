"""Kantlijn's own wheel, kept in a site's repository so that no index is asked for a program of this name."""

from __future__ import annotations

import json
import re
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from generator import __version__
from generator.core import digest

FOLDER = "wheels"
"""Where a site keeps it, beside site.yml."""
USUAL = f"kantlijn-{__version__}-py3-none-any.whl"
"""The name of the wheel of this version."""
_NAME = re.compile(r"kantlijn-(?P<version>[0-9][0-9A-Za-z.+!_]*)(?:-[0-9]\w*)?-py3-none-any\.whl")


def is_ours(file: Path) -> bool:
    """Say whether a file is a wheel of this program, by its name and by what it says of itself."""
    named = _NAME.fullmatch(file.name)
    if named is None:
        return False
    try:
        with zipfile.ZipFile(file) as wheel:
            metadata = wheel.read(f"kantlijn-{named['version']}.dist-info/METADATA").decode("utf-8", "replace")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False
    return re.search(r"^Name: kantlijn\s*$", metadata, re.MULTILINE) is not None


def installed_from() -> Path | None:
    """Return the wheel that this program was installed from, if it is still the same file in the same place.

    Installers write down where a package came from unless it was an index (PEP 610, `direct_url.json`).
    """
    try:
        recorded = json.loads(distribution("kantlijn").read_text("direct_url.json") or "{}")
        address = urlsplit(recorded["url"])
        archive = recorded["archive_info"]
    except (PackageNotFoundError, KeyError, TypeError, ValueError):
        return None
    file = Path(url2pathname(address.path)) if address.scheme == "file" else None
    if file is None or not file.is_file() or not is_ours(file):
        return None
    expected = _sha256(archive)
    return file if expected is None or digest.sha256(file.read_bytes()) == expected else None


def _sha256(archive: object) -> str | None:
    """Return the SHA-256 that was written down, in its new or its old form."""
    if not isinstance(archive, dict):
        return None
    hashes = archive.get("hashes")
    if isinstance(hashes, dict) and "sha256" in hashes:
        return str(hashes["sha256"])
    name, _, value = str(archive.get("hash", "")).partition("=")
    return value if name == "sha256" else None
