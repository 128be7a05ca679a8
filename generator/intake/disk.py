"""The disk side of an import: reading what the content folder has, and writing a plan as a whole or not at all.

What a file says is decided in `import_plan` and `update`.
"""

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
    """Return the actors of a content folder; a file that cannot be read, or is no actor, is skipped."""
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
    """Return a file's front matter, all values as text; empty where it cannot be read."""
    with contextlib.suppress(OSError, UnicodeDecodeError, yaml.YAMLError):
        text = path.read_text("utf-8")
        if text.startswith("---"):
            front = yaml.load(text.split("\n---", 1)[0][3:], Loader=yaml.CBaseLoader)  # noqa: S506  BaseLoader makes strings only
            return front if isinstance(front, dict) else {}
    return {}


def existing_letter(content: Path, plan: ImportPlan) -> str | None:
    """Return the id under which the content folder has the letter of a plan; None where it does not have it.

    It is found by its folder, else by question number or publication, since an editor may have renamed the folder.
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
    """Return the texts of a letter's Markdown files and of the notes on it, by path under the content folder."""
    folder = content / "letters" / letter_id
    paths = [*folder.glob("*.md"), *folder.glob("notes/*.md")]
    return {path.relative_to(content).as_posix(): path.read_text("utf-8") for path in sorted(paths)}


def write(plan: ImportPlan, content: Path) -> tuple[Path, ...]:
    """Write a plan's files and return their paths. The letter's folder is replaced as a whole or not at all.

    Raises:
        FileExistsError: if the letter's folder exists and the plan is no update, so that an editor's work is never
            overwritten.
        ValueError: if the plan has errors.
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
    """Write the files that do not exist yet, each as a whole or not at all, and return their paths."""
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
