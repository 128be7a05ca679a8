"""What is laid over a PDF's pages and is not in their text: values of form fields, stamps, remarks."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

_HIDDEN = 1 << 1
_NO_VIEW = 1 << 5
_SILENT = frozenset([raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_UNKNOWN])
_WORDLESS = frozenset([raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_REDACT, raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_INK])
"""Annotations that say something also without words."""
_OFF = frozenset(["", "Off", "/Off"])


class Annotation(NamedTuple):
    """Something laid over a page: the code of its diagnostic, and its words."""

    code: str
    words: str


def page_annotations(page: pdfium.PdfPage) -> Iterator[Annotation]:
    """Yield the form fields of a page that have a value, and its stamps and remarks."""
    for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, at)
        if not annotation:
            continue
        try:
            yield from _told(annotation)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _told(annotation: object) -> Iterator[Annotation]:
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind in _SILENT or raw.FPDFAnnot_GetFlags(annotation) & (_HIDDEN | _NO_VIEW):
        return
    if kind == raw.FPDF_ANNOT_WIDGET:
        value = _string(annotation, b"V")
        if value in _OFF:
            value = _string(annotation, b"AS")
        if value not in _OFF:
            yield Annotation("form-field-not-read", value)
        return
    words = _string(annotation, b"Contents")
    if words or kind in _WORDLESS:
        yield Annotation("annotation-not-read", words)


def _string(annotation: object, key: bytes) -> str:
    """Return a text of an annotation; empty if it has none."""
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return " ".join(buffer.raw.decode("utf-16-le", "replace").rstrip("\0").split())
