"""From a document to Markdown: read it, recognise the letter in it, draft the files."""

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
    """Plan the import of one source: pure, and without exceptions for what a source holds.

    `name` is the source's file name (its suffix names the format), `actors` those the content folder has
    (`draft.existing_actors`), `url` where the source was found.
    """
    try:
        document = read(data, name)
    except UnreadableError as error:
        return import_plan.failed(error.problem)
    return import_plan.make(recognise(document, name), data, name, actors, url)


def plan_update(plan: ImportPlan, letter_id: str, existing: Mapping[str, str], name: str) -> ImportPlan:
    """Turn the plan of an import into that of an update: the official text anew, an editor's work kept.

    `letter_id` and `existing` are the letter that is there (`draft.existing_letter`, `draft.letter_files`). Whatever
    clashes is a diagnostic of the plan.
    """
    return update.merge(plan, letter_id, existing, name) if plan.ok else plan
