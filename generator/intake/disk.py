"""The disk side of an import: reading what the content folder has, and writing a plan as a whole or not at all.

What a file says is decided in `import_plan`, `letter_identity` and `update`; how it is written in `import_journal`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from errno import EEXIST
from pathlib import Path

from generator.core.model import ActorType
from generator.core.versions import FOLDER
from generator.core.written_file import Cut, FrontValue, WrittenFile
from generator.intake import import_journal
from generator.intake.import_journal import NewBytes
from generator.intake.import_plan import ImportPlan, metadata_path
from generator.intake.letter_actors import KnownActor, KnownMembership
from generator.intake.letter_identity import KnownLetter, known_letter
from generator.intake.update import ExistingLetter
from generator.netherlands.persons import RegisteredPerson


def existing_actors(content: Path, cut: Cut) -> tuple[KnownActor, ...]:
    """Return the actors of a content folder; a file that cannot be read, or is no actor, is skipped."""
    found: list[KnownActor] = []
    for path in sorted((content / "actors").glob("*.md")):
        front = _front_matter(content, path, cut).values
        name, kind, aliases = front.get("name"), front.get("type"), front.get("aliases")
        if not isinstance(name, str) or not isinstance(kind, str) or kind not in set(ActorType):
            continue
        others = [alias for alias in aliases if isinstance(alias, str)] if isinstance(aliases, list) else []
        found.append(KnownActor(path.stem, ActorType(kind), (name, *others), _memberships(front.get("parties"))))
    return tuple(found)


def _memberships(parties: FrontValue) -> tuple[KnownMembership, ...]:
    """Return the parties in an actor's front matter; what is no membership is skipped."""
    listed = parties if isinstance(parties, list) else []
    maps = [one for one in listed if isinstance(one, dict) and isinstance(one.get("party"), str)]
    return tuple(
        KnownMembership(str(one["party"]), *(str(one[key]) if one.get(key) else None for key in ("from", "to")))
        for one in maps
    )


class ContentChangedError(Exception):
    """Another process has written letters or actors since they were read."""


class KnownContent:
    """What a content folder has of letters and actors: read once, and kept up with what is imported."""

    def __init__(self, content: Path, cut: Cut, persons: Sequence[RegisteredPerson] = ()) -> None:
        self._content, self._cut = content, cut
        self.persons = persons
        self.actors: tuple[KnownActor, ...] = ()
        self._letters: dict[str, KnownLetter] = {}
        self._listed: frozenset[str] = frozenset()
        self.refresh()

    @property
    def letters(self) -> tuple[KnownLetter, ...]:
        """What tells the letters from each other."""
        return tuple(self._letters.values())

    @property
    def taken(self) -> frozenset[str]:
        """The names in the folder of letters, whatever they are the names of."""
        return frozenset(taken_ids(self._content))

    @property
    def is_current(self) -> bool:
        """Whether nobody else wrote a letter or an actor since."""
        return self._listed == _listed(self._content)

    def has_source(self, sha256: str) -> bool:
        """Whether a letter has this source."""
        return any(letter.source_sha256 == sha256 for letter in self._letters.values())

    def refresh(self) -> None:
        """Read the letters that are new since, and all actors where one is; forget what is gone."""
        now = _listed(self._content)
        new = now ^ self._listed
        letters = {path.split("/")[1] for path in now if path.endswith(_LETTER)}
        self._letters = {name: letter for name, letter in self._letters.items() if name in letters}
        self._letters |= {name: self._read(name) for name in sorted(letters - set(self._letters))}
        if any(path.startswith("actors/") for path in new):
            self.actors = existing_actors(self._content, self._cut)
        self._listed = now

    def note(self, plan: ImportPlan) -> None:
        """Take up what a plan has written, and nothing that another process wrote meanwhile."""
        if plan.letter_id is None:
            return
        self._letters[plan.letter_id] = self._read(plan.letter_id)
        letter = f"letters/{plan.letter_id}"
        self._listed |= {letter, f"{letter}{_LETTER}", *(file.path for file in plan.actors)}
        if plan.actors:
            self.actors = existing_actors(self._content, self._cut)

    def _read(self, letter_id: str) -> KnownLetter:
        path = self._content / "letters" / letter_id / "letter.md"
        files = (_file(self._content, one, self._cut) for one in (path, *_questions(path)))
        return known_letter(letter_id, _front_matter(self._content, path, self._cut), files)


_LETTER = "/letter.md"


def _listed(content: Path) -> frozenset[str]:
    """Return the folders of letters, which of them have a `letter.md` (it is written last), and the files of actors."""
    found = {path.relative_to(content).as_posix() for path in (content / "actors").glob("*.md")}
    for name in taken_ids(content):
        if not name.startswith("."):
            found.add(f"letters/{name}")
            if (content / "letters" / name / "letter.md").is_file():
                found.add(f"letters/{name}{_LETTER}")
    return frozenset(found)


_METADATA = "metadata.xml"


def metadata_beside(path: Path) -> bytes | None:
    """Return the metadata file of a publication: in a folder of its name, or beside it; None where there is none."""
    if path.suffix.lower() != ".xml":
        return None
    places = (path.with_suffix("") / _METADATA, path.with_name(f"{path.stem}.{_METADATA}"))
    own = path.parent / _METADATA if path.parent.name == path.stem else None
    found = next((place for place in (*places, own) if place is not None and place.is_file()), None)
    return found.read_bytes() if found else None


def is_metadata(path: Path) -> bool:
    """Whether a file is by its name the metadata of a publication, and no letter."""
    return path.name.lower() == _METADATA or path.name.lower().endswith(f".{_METADATA}")


def taken_ids(content: Path) -> tuple[str, ...]:
    """Return the names in the folder of letters, whatever they are the names of."""
    letters = content / "letters"
    return tuple(path.name for path in letters.iterdir()) if letters.is_dir() else ()


def existing_letter(content: Path, letter_id: str) -> ExistingLetter:
    """Return a letter of the content folder: its Markdown, the notes on it, its sources, its versions."""
    folder = content / "letters" / letter_id
    texts = [
        path for path in (*folder.glob("*.md"), *folder.glob("notes/*.md")) if not path.name.startswith((".", "#"))
    ]
    sources, versions = list((folder / "source").glob("*")), list((folder / FOLDER).glob("*.yml"))
    found = [_bytes(content, paths) for paths in (texts, sources, versions)]
    return ExistingLetter(letter_id, found[0], found[1], found[2], import_journal.told("", content))


def write(plan: ImportPlan, content: Path, known: KnownContent | None = None) -> tuple[Path, ...]:
    """Write a plan's files and return their paths, as a whole or not at all.

    Raises:
        ContentChangedError: if the content is no longer as it was `known` when the plan was made.
        FileExistsError: if the letter's folder exists and the plan is no update, so that an editor's work is never
            overwritten.
        ImportRefusedError: if a file is no longer what the plan was made against, or another import is at work.
        ValueError: if the plan has errors.
    """
    if not plan.ok or plan.letter_id is None or plan.source_path is None:
        raise ValueError("this plan has errors")
    with import_journal.alone(content):
        if known is not None and not known.is_current:
            raise ContentChangedError
        folder = content / "letters" / plan.letter_id
        if folder.exists() and not plan.update:
            raise FileExistsError(EEXIST, os.strerror(EEXIST), str(folder))
        planned = _planned(plan, plan.source_path, content)
        files = [file for file in planned if file.before != file.after]
        if files:
            import_journal.write(content, plan.letter_id, files)
    return tuple(content / file.path for file in planned if file.data is not None)


def _planned(plan: ImportPlan, source_path: str, content: Path) -> list[NewBytes]:
    """Return what becomes of each file; `letter.md` is the last text, so that a letter that has it has all its texts."""
    actors = [file for file in plan.actors if not (content / file.path).exists()]
    texts = [(file.path, file.text.encode()) for file in (*actors, *reversed(plan.files))]
    sources = [*plan.earlier, (source_path, plan.source)]
    if plan.metadata is not None:
        sources.append((metadata_path(source_path), plan.metadata))
    planned = [NewBytes(path, data, plan.before.get(path)) for path, data in (*texts, *sources)]
    return planned + [NewBytes(path, None, plan.before[path]) for path in plan.gone]


def _bytes(content: Path, paths: list[Path]) -> Mapping[str, bytes]:
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in sorted(paths) if path.is_file()}


def _questions(letter: Path) -> list[Path]:
    return sorted(path for path in letter.parent.glob("*.md") if path != letter)


def _front_matter(content: Path, path: Path, cut: Cut) -> WrittenFile:
    """Return a file without its Markdown, which is slow to read and says nothing of what the file is."""
    data = path.read_bytes()
    head = re.match(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n.*?^---[ \t]*(?:\r?\n|\Z)", data, re.DOTALL | re.MULTILINE)
    return cut(f"content/{path.relative_to(content).as_posix()}", head[0] if head else data)


def _file(content: Path, path: Path, cut: Cut) -> WrittenFile:
    return cut(f"content/{path.relative_to(content).as_posix()}", path.read_bytes())
