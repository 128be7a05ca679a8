"""The forms in which problems are printed."""

from __future__ import annotations

from enum import StrEnum


class ReportFormat(StrEnum):
    """The form in which problems are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
