"""Parses the files that keep a letter's official text as it was before an import changed it.

Such a file is the program's own, and nobody's to edit: one whose texts are not those of its digest is refused.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from typing import Annotated

import msgspec
from msgspec import Meta, field

from generator.content.frontmatter import Day, NonEmptyText, Number, Sha256
from generator.content.located_yaml import LocatedMapping, Value, load_file
from generator.content.parsed import ParsedFile
from generator.content.validation import validate
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.versions import FORM, FileText, FootnoteText, Version, text_digest

KIND = "version"
_NAME = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})-(?P<digest>[0-9a-f]{8})(?:-[0-9]+)?")


class _Model(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The base of what a file holds: an unknown key is a fault."""


class _FootnoteModel(_Model, frozen=True, kw_only=True):
    label: NonEmptyText
    number: str = ""
    text: tuple[str, ...] = ()


class _TextModel(_Model, frozen=True, kw_only=True):
    number: Annotated[int, Meta(ge=0)]
    joint: tuple[Number, ...] = field(default=(), name="with")
    answered_in: Number | None = None
    question: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    footnotes: tuple[_FootnoteModel, ...] = ()


class _SourceModel(_Model, frozen=True, kw_only=True):
    file: Annotated[str, Meta(pattern=r"^source/[^/\\]+$")] | None = None
    sha256: Sha256


class _VersionModel(_Model, frozen=True, kw_only=True):
    form: Number
    until: Day
    sequence: Number
    date: Day | None = None
    source: _SourceModel | None = None
    sha256: Sha256
    texts: tuple[_TextModel, ...]


def parse(path: str, data: bytes) -> ParsedFile:
    """Parse one file; what is wrong with it is an error, with its place."""
    name = posixpath.basename(path).removesuffix(".yml")
    located = load_file(data, path)
    fallback: dict[str, Value] = {
        "form": f"{FORM}",
        "until": "1970-01-01",
        "sequence": "1",
        "sha256": "0" * 64,
        "texts": [],
    }
    model, problems = validate(_VersionModel, located, path, fallback)
    version = _version(name, path, model)
    return ParsedFile(version, problems or _damage(version, model.form, located))


def _version(name: str, path: str, model: _VersionModel) -> Version:
    texts = tuple(
        FileText(
            text.number,
            text.question,
            text.answer,
            text.answered_in,
            text.joint,
            tuple(FootnoteText(note.label, note.number, note.text) for note in text.footnotes),
        )
        for text in model.texts
    )
    source = model.source
    return Version(
        name,
        Position(path, 1, 1),
        model.until,
        model.sequence,
        texts,
        model.sha256,
        date=model.date,
        source_file=source.file if source else None,
        source_sha256=source.sha256 if source else None,
    )


def _damage(version: Version, form: int, located: LocatedMapping) -> tuple[Diagnostic, ...]:
    """Return why a file is not as the program wrote it; nothing for one that is."""
    path = version.position.path

    def at(key: str) -> Position:
        return Position(path, *(located.place((key,)) or (1, 1)))

    if form != FORM:
        return (diagnostic("version-form", at("form"), form=form, known=FORM),)
    name, numbers = _NAME.fullmatch(version.id), [text.number for text in version.texts]
    if text_digest(version.texts) != version.sha256 or len(set(numbers)) < len(numbers):
        return (diagnostic("version-damaged", at("sha256")),)
    if name is None or dt.date.isoformat(version.until) != name["day"] or not version.sha256.startswith(name["digest"]):
        return (diagnostic("version-damaged", at("until")),)
    return ()
