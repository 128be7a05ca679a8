"""Compiles and renders templates with Jinja, turns its exceptions into diagnostics, and finds templates' references.

With `fast_code` the only module that imports Jinja. `templates` imports it only when something must be rendered, because loading Jinja
takes long.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta
from jinja2.compiler import CodeGenerator

from generator.content.file_text import not_utf_8
from generator.core import digest
from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.installed import version_of
from generator.core.nearest import nearest
from generator.output import fast_code
from generator.output.fast_code import WORDS, FastCode
from generator.output.generated_code import GeneratedCode
from generator.output.interface_words import InterfaceWords, UnknownWordError
from generator.output.template_problem import TemplateProblem
from generator.output.theme import ThemeFile
from generator.pages.views import SiteView


class Engine:
    """Renders the templates of a theme; compiles each at most once."""

    def __init__(
        self, files: Mapping[str, ThemeFile], words: InterfaceWords, root: Path, generated: GeneratedCode
    ) -> None:
        """Set up Jinja.

        Args:
            files: the templates by name.
            words: the interface words, which templates call as `t`.
            root: the site's folder; paths in diagnostics are relative to it.
            generated: keeps the code that Jinja generates between runs.
        """
        self.files = files
        self.words = words
        self._root = root
        self._generated = generated
        self._slow: set[str] = set()
        """The templates that the fast code cannot render."""

    def load(self, name: str) -> None:
        """Compile a template, if it can be; what is wrong with it is said when it is rendered."""
        with suppress(Exception):
            self._fast.get_template(name)

    def render(self, name: str, view: object, site: SiteView) -> str:
        """Return a template rendered with a view.

        Raises:
            TemplateProblem: the template cannot be compiled or rendered.
        """
        if name not in self._slow:
            try:
                return self._fast.get_template(name).render(view=view, site=site)
            except Exception:  # noqa: BLE001 - Jinja's own code gives the text or says what is wrong
                self._slow.add(name)
        try:
            return self._own.get_template(name).render(view=view, site=site)
        except Exception as error:
            if isinstance(error, OSError) and not isinstance(error, jinja2.TemplateNotFound):
                raise  # an error of the disk, not of the template
            raise TemplateProblem(self._diagnose(name, error)) from error

    @cached_property
    def _fast(self) -> jinja2.Environment:
        """Templates with the code that is generated here; the words are in it."""
        return self._environment(FastCode, f"{_GENERATOR} {self.words.digest}")

    @cached_property
    def _own(self) -> jinja2.Environment:
        """Templates with the code that Jinja generates."""
        return self._environment(CodeGenerator, _GENERATOR)

    def _environment(self, generator: type[CodeGenerator], generated_by: str) -> jinja2.Environment:
        made = jinja2.Environment(
            loader=_Loader(self.files, self._generated, generated_by),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
        )
        made.code_generator_class = generator
        made.globals = {WORDS: self.words, "range": range, "dict": dict, "namespace": jinja2.utils.Namespace}
        return made

    def _diagnose(self, name: str, error: Exception) -> Diagnostic:
        if isinstance(error, jinja2.TemplateSyntaxError):
            position = Position(_shown(self._root, Path(error.filename)) if error.filename else name, error.lineno)
            return diagnostic("template-syntax", position, reason=error.message)
        if isinstance(error, _NotTextError):
            return not_utf_8(_shown(self._root, error.file.path), error.file.data, error.at)
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


class _Loader(jinja2.BaseLoader):
    """Loads the templates of a theme; what was generated from the same template before is used again."""

    def __init__(self, files: Mapping[str, ThemeFile], generated: GeneratedCode, generated_by: str) -> None:
        self._files = files
        self._generated = generated
        self._generated_by = generated_by

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name for it
    ) -> jinja2.Template:
        file = self._files.get(name)
        if file is None:
            raise jinja2.TemplateNotFound(name)
        path = str(file.path)
        key = digest.of_bytes(self._generated_by.encode(), name.encode(), file.data)
        code = self._generated.get(key, path)
        if code is None:
            source = environment.compile(_text(file), name, path, raw=True)
            code = self._generated.put(key, path, source)
        return environment.template_class.from_code(environment, code, globals or {}, lambda: True)


class _NotTextError(Exception):
    """A template is not UTF-8."""

    def __init__(self, file: ThemeFile, at: int) -> None:
        super().__init__(file.name)
        self.file = file
        self.at = at
        """The place of the first byte that is not."""


def _text(file: ThemeFile) -> str:
    try:
        return file.data.decode()
    except UnicodeDecodeError as error:
        raise _NotTextError(file, error.start) from error


_MODULES = (Path(__file__), Path(fast_code.__file__))
_GENERATOR = f"{version_of('jinja2')} {digest.of_bytes(*(module.read_bytes() for module in _MODULES))}"
"""What generates code beside the template: Jinja with the settings of its environment, and `fast_code`."""


@cache
def references(source: str) -> tuple[str | None, ...]:
    """Return the names of the templates that a template extends, includes and imports.

    None is for a name that is only known when the template runs. A template that cannot be compiled has no
    references; rendering it reports why.
    """
    try:
        tree = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).parse(source)
    except jinja2.TemplateSyntaxError:
        return ()
    return tuple(meta.find_referenced_templates(tree))


def _shown(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
