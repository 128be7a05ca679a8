"""From a document to Markdown: read it, recognise the letter in it, draft the files."""

from __future__ import annotations

from collections.abc import Sequence

from generator.intake import plan as planning
from generator.intake.actors import KnownActor
from generator.intake.document import UnreadableError
from generator.intake.plan import ImportPlan
from generator.intake.readers import read
from generator.intake.recognise import recognise

__all__ = ["ImportPlan", "plan_import"]


def plan_import(data: bytes, name: str, actors: Sequence[KnownActor] = (), url: str | None = None) -> ImportPlan:
    """Plan the import of one source: pure, and without exceptions for what a source holds.

    `name` is the source's file name (its suffix names the format), `actors` those the content folder has
    (`draft.existing_actors`), `url` where the source was found.
    """
    try:
        document = read(data, name)
    except UnreadableError as error:
        return planning.failed(error.problem)
    return planning.make(recognise(document, name), data, name, actors, url)
