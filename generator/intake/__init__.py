"""The import: from a document to the files of a letter, in three steps (read, recognise, plan).

Nothing of the site's content, graph or pages is known here, and only `disk` writes files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.core import digest
from generator.core.encoding_names import is_text_encoding
from generator.core.written_file import Cut
from generator.netherlands.persons import RegisteredPerson

if TYPE_CHECKING:
    from generator.intake.import_plan import ImportPlan, PlannedFile
    from generator.intake.letter_actors import KnownActor
    from generator.intake.update import ExistingLetter
    from generator.intake.version_file import Keeping

# ruff: noqa: PLC0415 - verification loads this package for its readers, and has no use for what recognises letters


def plan_import(
    data: bytes,
    name: str,
    actors: Sequence[KnownActor] = (),
    url: str | None = None,
    encoding: str | None = None,
    *,
    metadata: bytes | None = None,
    register: Sequence[RegisteredPerson] = (),
) -> ImportPlan:
    """Plan the import of one source, without touching the disk.

    Whatever is wrong with the source is a diagnostic of the plan, never an exception.

    Args:
        data: the source, byte for byte.
        name: its file name; the suffix names the format, and diagnostics name the file by it.
        actors: the actors that the content folder has (`disk.existing_actors`).
        url: the web address that the source was downloaded from, if any.
        encoding: that of a text, if it is known; it goes into the front matter, where verification finds it.
        metadata: the metadata file of an official publication, if it is beside the source; it is kept with it.
        register: persons whose full names may be suggested.
    """
    from generator.intake import import_plan
    from generator.intake.readers import declaring, in_utf_8, read
    from generator.intake.recognise import recognise
    from generator.intake.source_document import UnreadableError

    try:
        document = read(in_utf_8(data, name, encoding), name)
    except UnreadableError as error:
        return import_plan.failed(error.problem)
    if metadata is not None:
        document = declaring(document, metadata, name)
    plan = import_plan.make(recognise(document, name), data, name, actors, url, encoding=encoding, register=register)
    return replace(plan, metadata=metadata)


def plan_update(plan: ImportPlan, there: ExistingLetter, name: str, cut: Cut, keeping: Keeping) -> ImportPlan:
    """Turn the plan of an import into the plan of an update: new official text, with an editor's work kept.

    The official text that changes is kept as a version of the letter.

    What the old source gave is planned again, to know what of the files an editor wrote. Where the two contradict each
    other, the plan has a diagnostic. A file that cannot be read is an error, and then nothing may be written.

    Args:
        plan: what importing the source would write.
        there: the letter that is there (`disk.existing_letter`).
        name: what diagnostics call the source.
        cut: cuts files, as the build reads them, into the regions they are written in.
        keeping: how files are read, and the day.
    """
    from generator.intake import update

    if not plan.ok:
        return plan
    return update.merge(plan, _old_files(plan, there, cut), there, name, cut=cut, keeping=keeping)


def _old_files(plan: ImportPlan, there: ExistingLetter, cut: Cut) -> Sequence[PlannedFile]:
    """Return what the letter's old source gives; nothing where it is not there as it was."""
    from generator.intake import import_plan

    path = f"letters/{there.letter_id}/letter.md"
    source = cut(f"content/{path}", there.files.get(path, b"")).values.get("source")
    sha256, encoding = (source.get(key) if isinstance(source, dict) else None for key in ("sha256", "encoding"))
    for old, data in there.sources.items():
        if digest.sha256(data) == sha256:
            named = str(encoding) if is_text_encoding(str(encoding)) else None
            metadata = there.sources.get(import_plan.metadata_path(old))
            same = data == plan.source and metadata == plan.metadata
            return plan.files if same else plan_import(data, old, encoding=named, metadata=metadata).files
    return ()
