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
from generator.intake.import_plan import ImportPlan
from generator.intake.letter_actors import KnownActor


def existing_actors(content: Path) -> tuple[KnownActor, ...]:
    """Read the names and aliases of the actors in a content folder; a file that cannot be read is passed over."""
    found: list[KnownActor] = []
    for path in sorted((content / "actors").glob("*.md")):
        front = _front_matter(path)
        kind = front.get("type")
        if not isinstance(front.get("name"), str) or kind not in set(ActorType):
            continue
        aliases = front.get("aliases")
        names = (
            (front["name"], *(a for a in aliases if isinstance(a, str)))
            if isinstance(aliases, list)
            else (front["name"],)
        )
        found.append(KnownActor(path.stem, ActorType(str(kind)), tuple(map(str, names))))
    return tuple(found)


def _front_matter(path: Path) -> dict[str, object]:
    with contextlib.suppress(OSError, UnicodeDecodeError, yaml.YAMLError):
        text = path.read_text("utf-8")
        if text.startswith("---"):
            front = yaml.load(text.split("\n---", 1)[0][3:], Loader=yaml.CBaseLoader)  # noqa: S506  BaseLoader makes strings only
            return front if isinstance(front, dict) else {}
    return {}


def existing_letter(content: Path, plan: ImportPlan) -> str | None:
    """Return the id of the letter that a plan is about, where the content folder has it; else None.

    It is found by its folder, else by number or publication: the folder's name is an editor's choice.
    """
    if plan.letter_id is None or plan.recognised is None:
        return None
    if (content / "letters" / plan.letter_id / "letter.md").is_file():
        return plan.letter_id
    meta = plan.recognised.meta
    for path in sorted((content / "letters").glob("*/letter.md")):
        front = _front_matter(path)
        numbers = front.get("numbers")
        if isinstance(numbers, list) and set(map(str, numbers)) & set(meta.numbers):
            return path.parent.name
        if meta.publication and front.get("publication") == meta.publication:
            return path.parent.name
    return None


def letter_files(content: Path, letter_id: str) -> dict[str, str]:
    """Read a letter's Markdown files and its notes: path under the content folder → text."""
    folder = content / "letters" / letter_id
    paths = [*folder.glob("*.md"), *folder.glob("notes/*.md")]
    return {path.relative_to(content).as_posix(): path.read_text("utf-8") for path in sorted(paths)}


def write(plan: ImportPlan, content: Path) -> tuple[Path, ...]:
    """Write a plan's files and give their paths. The letter's folder appears, or changes, whole or not at all.

    Raises:
        FileExistsError: where the letter's folder is there already and the plan is no update; an editor's work is
            never written over.
        ValueError: for a plan that is not to be written.
    """
    if not plan.ok or plan.letter_id is None or plan.source_path is None:
        raise ValueError("this plan has errors")
    folder = content / "letters" / plan.letter_id
    if folder.exists() and not plan.update:
        raise FileExistsError(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{plan.letter_id}-", dir=folder.parent))
    try:
        fresh = scratch / "new"
        if folder.exists():
            shutil.copytree(folder, fresh)
        prefix = f"letters/{plan.letter_id}/"
        for file in plan.files:
            _put(fresh / file.path.removeprefix(prefix), file.text.encode())
        _put(fresh / plan.source_path.removeprefix(prefix), plan.source)
        if folder.exists():
            folder.rename(scratch / "old")
        try:
            fresh.rename(folder)
        except OSError:
            if (scratch / "old").exists():
                (scratch / "old").rename(folder)
            raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
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
