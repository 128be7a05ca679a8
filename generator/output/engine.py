"""Compiles and renders templates with Jinja, turns its exceptions into diagnostics, and finds templates' references.

The only module that imports Jinja. `templates` imports it only when something must be rendered, because loading Jinja
takes long.
"""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2 import meta
from jinja2.bccache import Bucket

from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.nearest import nearest
from generator.output.interface_words import InterfaceWords, UnknownWordError
from generator.output.template_problem import TemplateProblem
from generator.output.theme import ThemeFile
from generator.pages.views import SiteView


class Engine:
    """Renders the templates of a theme; compiles each at most once."""

    def __init__(
        self, files: Mapping[str, ThemeFile], words: InterfaceWords, root: Path, bytecode: Path | None
    ) -> None:
        """Set up Jinja.

        Args:
            files: the templates by name.
            words: the interface words, which templates call as `t`.
            root: the site's folder; paths in diagnostics are relative to it.
            bytecode: a folder in which compiled templates are kept between runs.
        """
        self.files = files
        self.words = words
        self._root = root
        self._environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(self._load),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_BytecodeCache(str(bytecode)) if bytecode else None,
        )
        self._environment.globals = {"t": words, "range": range, "dict": dict, "namespace": jinja2.utils.Namespace}

    def render(self, name: str, view: object, site: SiteView) -> str:
        """Return a template rendered with a view.

        Raises:
            TemplateProblem: the template cannot be compiled or rendered.
        """
        try:
            return self._environment.get_template(name).render(view=view, site=site)
        except Exception as error:
            if isinstance(error, OSError) and not isinstance(error, jinja2.TemplateNotFound):
                raise  # an error of the disk, not of the template
            raise TemplateProblem(self._diagnose(name, error)) from error

    def _load(self, name: str) -> tuple[str, str, Any] | None:
        file = self.files.get(name)
        return None if file is None else (file.data.decode(), str(file.path), lambda: True)

    def _diagnose(self, name: str, error: Exception) -> Diagnostic:
        if isinstance(error, jinja2.TemplateSyntaxError):
            position = Position(_shown(self._root, Path(error.filename)) if error.filename else name, error.lineno)
            return diagnostic("template-syntax", position, reason=error.message)
        position = self._raised_at(name, error)
        if isinstance(error, jinja2.TemplateNotFound):
            return diagnostic(
                "template-missing", position, template=error.name, nearest=nearest(str(error.name), self.files)
            )
        if isinstance(error, UnknownWordError):
            return diagnostic(
                "unknown-word",
                position,
                key=error.key,
                lang=self.words.language,
                reason=error,
                nearest=None if error.key in self.words.entries else nearest(error.key, self.words.entries),
            )
        return diagnostic("template-error", position, reason=f"{type(error).__name__}: {error}")

    def _raised_at(self, name: str, error: Exception) -> Position:
        """Return the position of the innermost line of a template in the traceback, which Jinja rewrites for this."""
        ours = {str(file.path): file for file in self.files.values()}
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename in ours:
                return Position(_shown(self._root, ours[frame.filename].path), frame.lineno or 0)
        file = self.files.get(name)
        return Position(_shown(self._root, file.path) if file else name)


_CODE: dict[tuple[str, str], CodeType] = {}
"""Templates compiled by this process, by name and checksum; a preview makes a new environment for each build."""


class _BytecodeCache(jinja2.FileSystemBytecodeCache):
    """Compiled templates in memory and on disk; if the disk cannot be read or written, templates are compiled again."""

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = _CODE.get((bucket.key, bucket.checksum))
        if bucket.code is None:
            with contextlib.suppress(OSError):
                super().load_bytecode(bucket)
        self._keep(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._keep(bucket)
        with contextlib.suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)

    @staticmethod
    def _keep(bucket: Bucket) -> None:
        if bucket.code is not None:
            _CODE[bucket.key, bucket.checksum] = bucket.code


@cache
def references(source: str) -> tuple[str | None, ...]:
    """Return the names of the templates that a template extends, includes and imports.

    None stands for a name that is only known when the template runs. A template that cannot be compiled has no
    references; rendering it reports why.
    """
    try:
        tree = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).parse(source)
    except jinja2.TemplateSyntaxError:
        return ()
    return tuple(meta.find_referenced_templates(tree))


def _shown(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
