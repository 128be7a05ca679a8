"""Verification of a published site, by whoever likes: its pages against its sources, with nothing but what it publishes."""

from __future__ import annotations

from generator.verify.published.check import PublishedLetter, PublishedSite, changed_texts, verify_site
from generator.verify.published.files import FolderFiles, UnreachableError, WebFiles

__all__ = [
    "FolderFiles",
    "PublishedLetter",
    "PublishedSite",
    "UnreachableError",
    "WebFiles",
    "changed_texts",
    "verify_site",
]
