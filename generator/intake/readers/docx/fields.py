"""What Word prints of fields whose result is not in the file: form fields, buttons, automatic numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.intake.readers.docx.package import attr, child, children, flag, number
from generator.intake.readers.elements import Element
from generator.intake.readers.list_numerals import numeral

CHECKED, UNCHECKED = "☒", "☐"
_SILENT = frozenset(
    """ADVANCE ASK AUTHOR BIBLIOGRAPHY COMMENTS DATA DDE DDEAUTO EMBED FILLIN GLOSSARY HTMLCONTROL HYPERLINK INDEX KEYWORDS
    NEXT NEXTIF NOTEREF PRINT PRIVATE RD REF SECTION SET SHAPE SKIPIF STYLEREF TA TC TOA TOC XE FORMTEXT CONTROL ADDIN
    PAGE NUMPAGES SECTIONPAGES""".split()
)
"""Fields that print nothing, or nothing without a result."""
_AUTOMATIC = {"AUTONUM": "decimal", "AUTONUMLGL": "decimal", "AUTONUMOUT": "upperRoman"}
"""Fields that number paragraphs, and their numerals on the first level."""


@dataclass(slots=True)
class FieldTexts:
    """Returns what fields print; automatic numbers count on through the document."""

    counts: dict[str, int] = field(default_factory=dict)

    def text(self, instruction: str, form: Element | None) -> str | None:
        """Return what a field prints that has no result; None if that is not known.

        `form` is the `w:ffData` of a form field.
        """
        name, _, rest = instruction.strip().partition(" ")
        name = name.upper()
        if name in _FORMS:
            return _FORMS[name](form)
        if name in _AUTOMATIC:
            self.counts[name] = self.counts.get(name, 0) + 1
            return f"{numeral(self.counts[name], _AUTOMATIC[name])}."
        if name in {"MACROBUTTON", "GOTOBUTTON"}:
            return rest.strip().partition(" ")[2].strip()
        return "" if not name or name in _SILENT or name.startswith(("=", "IF", "DOC", "MERGE")) else None


def _chosen(form: Element | None) -> str:
    """Return the entry of a drop-down list that is chosen: the first, unless the field says another."""
    entries = [attr(entry, "val") or "" for entry in children(child(form, "w:ddList"), "w:listEntry")]
    said = (number(attr(child(form, "w:ddList", name), "val")) for name in ("w:result", "w:default"))
    at = next((value for value in said if value is not None), 0)
    return entries[at] if 0 <= at < len(entries) else ""


def _ticked(form: Element | None) -> str:
    box = child(form, "w:checkBox")
    said = flag(box, "w:checked")
    return CHECKED if (flag(box, "w:default") if said is None else said) else UNCHECKED


_FORMS: dict[str, Callable[[Element | None], str]] = {"FORMDROPDOWN": _chosen, "FORMCHECKBOX": _ticked}
"""Form fields, which print what is chosen and have no result."""
