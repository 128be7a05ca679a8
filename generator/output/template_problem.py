"""The exception for a template that cannot be rendered; it is not in `engine`, because callers must not load Jinja."""

from __future__ import annotations

from generator.core.diagnostics import Diagnostic


class TemplateProblem(Exception):  # noqa: N818 - carries a problem to the caller, as intake's UnreadableError does
    """A template cannot be compiled or rendered; `problem` has its file and line."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.code)
        self.problem = problem
