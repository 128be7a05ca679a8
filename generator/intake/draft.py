"""The disk side of an import: reading which actors there are, and writing a plan whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import yaml

from generator.core.model import ActorType
from generator.intake.actors import KnownActor
from generator.intake.plan import ImportPlan


def existing_actors(content: Path) -> tuple[KnownActor, ...]:
    """Read the names and aliases of the actors in a content folder; a file that cannot be read is passed over."""
    found: list[KnownActor] = []
    for path in sorted((content / "actors").glob("*.md")):
        front = _front_matter(path)
        kind = front.get("type")
        if not isinstance(front.get("name"), str) or kind not in set(ActorType):
            continue
        aliases = front.get("aliases")
        names = (front["name"], *(a for a in aliases if isinstance(a, str))) if isinstance(aliases, list) else (front["name"],)
        found.append(KnownActor(path.stem, ActorType(kind), tuple(map(str, names))))
    return tuple(found)


def _front_matter(path: Path) -> dict[str, object]:
    with contextlib.suppress(OSError, UnicodeDecodeError, yaml.YAMLError):
        text = path.read_text("utf-8")
        if text.startswith("---"):
            front = yaml.load(text.split("\n---", 1)[0][3:], Loader=yaml.CBaseLoader)  # noqa: S506  BaseLoader makes strings only
            return front if isinstance(front, dict) else {}
    return {}


def write(plan: ImportPlan, content: Path) -> tuple[Path, ...]:
    """Write a plan's files and give their paths. The letter's folder appears whole or not at all.

    Raises:
        FileExistsError: where the letter's folder is there already; an editor's work is never written over.
        ValueError: for a plan that is not to be written.
    """
    if not plan.ok or plan.letter_id is None or plan.source_path is None:
        raise ValueError("this plan has errors")
    folder = content / "letters" / plan.letter_id
    if folder.exists():
        raise FileExistsError(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{plan.letter_id}-", dir=folder.parent))
    try:
        scratch.chmod(0o755)
        prefix = f"letters/{plan.letter_id}/"
        for file in plan.files:
            _put(scratch / file.path.removeprefix(prefix), file.text.encode())
        _put(scratch / plan.source_path.removeprefix(prefix), plan.source)
        scratch.rename(folder)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    written = [content / file.path for file in plan.files] + [content / plan.source_path]
    written.extend(_new_files((content / file.path, file.text) for file in plan.actors))
    return tuple(written)


def _new_files(files: Iterable[tuple[Path, str]]) -> list[Path]:
    """Write files that are not there yet, each in one step."""
    made: list[Path] = []
    for path, text in files:
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        Path(scratch).chmod(0o644)
        Path(scratch).rename(path)
        made.append(path)
    return made


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
