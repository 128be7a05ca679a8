"""The import: from a document to the files of a letter, in three steps (read, recognise, plan).

Nothing of the site's content, graph or pages is known here, and only `disk` writes files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.intake import import_plan, update
from generator.intake.import_plan import ImportPlan
from generator.intake.letter_actors import KnownActor
from generator.intake.readers import read
from generator.intake.recognise import recognise
from generator.intake.source_document import UnreadableError

__all__ = ["ImportPlan", "plan_import", "plan_update"]


def plan_import(data: bytes, name: str, actors: Sequence[KnownActor] = (), url: str | None = None) -> ImportPlan:
    """Plan the import of one source, without touching the disk.

    Whatever is wrong with the source is a diagnostic of the plan, never an exception.

    Args:
        data: the source, byte for byte.
        name: its file name; the suffix names the format, and diagnostics name the file by it.
        actors: the actors that the content folder has (`disk.existing_actors`).
        url: the web address that the source was downloaded from, if any.
    """
    try:
        document = read(data, name)
    except UnreadableError as error:
        return import_plan.failed(error.problem)
    return import_plan.make(recognise(document, name), data, name, actors, url)


def plan_update(plan: ImportPlan, letter_id: str, existing: Mapping[str, str], name: str) -> ImportPlan:
    """Turn the plan of an import into the plan of an update: new official text, with an editor's work kept.

    Where the two contradict each other, the plan has a diagnostic.

    Args:
        plan: what importing the source would write.
        letter_id: the id of the letter that is there (`disk.existing_letter`).
        existing: its files, by path (`disk.letter_files`).
        name: what diagnostics call the source.
    """
    return update.merge(plan, letter_id, existing, name) if plan.ok else plan
