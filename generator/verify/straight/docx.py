"""Word files: the text of all paragraphs in the parts that can hold official text, with how each character is set."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from lxml import etree

from generator.verify.streams import MARK, RawPassage

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_LEVELS = {f"{_MATH}sup": "^", f"{_MATH}sub": "_", f"{_MATH}oMath": " "}
"""What text in a part of a formula is: raised, lowered, or on the line."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DOCX_PARTS = re.compile(r"word/(?:document|footnotes|endnotes)\.xml")
"""Where official text can be; a file may hold heads and feet that none of its pages has."""
_REMOVED = frozenset(f"{_WORD}{name}" for name in ("del", "moveFrom", "delText"))
"""What is no longer in the text: deleted, or moved from here to elsewhere."""
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of the text that it sets; None where it says nothing."""

    base: str | None
    hidden: bool | None
    struck: bool | None
    height: str | None
    white: bool | None = None
    """Whether it is white; a ground behind it says no."""


def read(data: bytes) -> Iterator[RawPassage]:
    """Yield the text of every paragraph, also in text boxes; no hidden, deleted or moved-away text, no second drawing."""
    number = 0
    fields = _Fields()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        known = _styles(archive.read("word/styles.xml"), parser) if "word/styles.xml" in names else {}
        parts = [etree.fromstring(archive.read(name), parser) for name in filter(_DOCX_PARTS.fullmatch, names)]
        marked = {
            (kind, mark.get(f"{_WORD}id"))
            for root in parts
            for kind in ("footnote", "endnote")
            for mark in root.iter(f"{_WORD}{kind}Reference")
        }
        for root in parts:
            for fallback in root.iter(_FALLBACK):
                fallback.clear()
            for paragraph in _printed_paragraphs(root, marked):
                number += 1
                pieces = tuple(_own_text(paragraph, known, fields))
                styles = "".join(style * len(text) for text, style in pieces)
                yield RawPassage("".join(text for text, _ in pieces), number, shape="p", styles=styles)


def _printed_paragraphs(root: etree._Element, marked: AbstractSet[tuple[str, str | None]]) -> Iterator[etree._Element]:
    """Yield the paragraphs of a part; not those of footnotes without a mark, which Word does not print."""
    for paragraph in root.iter(f"{_WORD}p"):
        around = next(paragraph.iterancestors(f"{_WORD}footnote", f"{_WORD}endnote"), None)
        if around is None or (etree.QName(around).localname, around.get(f"{_WORD}id")) in marked:
            yield paragraph


@dataclass(slots=True)
class _Fields:
    """What the fields of a document print that have no result in the file."""

    open: list[list[str | None]] = field(default_factory=list)
    """For each open field its instruction and what is chosen in it; None once its result has begun."""
    numbers: Counter[str] = field(default_factory=Counter)

    def text(self, element: etree._Element) -> str:
        """Go on in a field, and return what one prints that ends here."""
        name = etree.QName(element).localname
        if name == "instrText" and self.open and self.open[-1][0] is not None:
            self.open[-1][0] += element.text or ""
        kind = element.get(f"{_WORD}fldCharType") if name == "fldChar" else None
        if kind == "begin":
            self.open.append(["", _choice(element)])
        elif kind == "separate" and self.open:
            first = (self.open[-1][0] or "").split()[:1]
            self.open[-1][0] = first[0] if first in (["FORMDROPDOWN"], ["FORMCHECKBOX"]) else None
        elif kind == "end" and self.open:
            instruction, chosen = self.open.pop()
            return self.printed(instruction or "", chosen or "")
        return ""

    def printed(self, instruction: str, chosen: str) -> str:
        """Return what a field prints by itself."""
        words = instruction.split()
        name = words[0].upper() if words else ""
        if name in ("FORMDROPDOWN", "FORMCHECKBOX"):
            return chosen
        if name in ("MACROBUTTON", "GOTOBUTTON"):
            return instruction.strip().split(None, 2)[2].strip() if len(words) > 2 else ""
        if name in ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT"):
            self.numbers[name] += 1
            count = self.numbers[name]
            return f"{_roman(count) if name == 'AUTONUMOUT' else count}."
        return ""


def _choice(begin: etree._Element) -> str | None:
    """Return what is chosen in a form's field."""
    listed = begin.find(f"{_WORD}ffData/{_WORD}ddList")
    box = begin.find(f"{_WORD}ffData/{_WORD}checkBox")
    if listed is not None:
        entries = [_attribute(entry) or "" for entry in listed.iter(f"{_WORD}listEntry")]
        said = _attribute(listed.find(f"{_WORD}result")) or _attribute(listed.find(f"{_WORD}default")) or "0"
        return dict(enumerate(entries)).get(int(said) if said.isdecimal() else -1)
    if box is None:
        return None
    ticked = _flag(box, "checked")
    return "☒" if (_flag(box, "default") if ticked is None else ticked) else "☐"


def _roman(count: int) -> str:
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return tens[count // 10 % 10] + ones[count % 10]


def _own_text(paragraph: etree._Element, known: Mapping[str, _Style], fields: _Fields) -> Iterator[tuple[str, str]]:
    """Yield the text of a paragraph in pieces, each with the letter of its style."""
    of_paragraph = _attribute(paragraph.find(f"{_WORD}pPr/{_WORD}pStyle"))
    for run in paragraph.iter(f"{_WORD}r", f"{_MATH}r", f"{_WORD}fldSimple"):
        around = [*run.iterancestors()]
        inside = around[: around.index(paragraph)]
        if any(one.tag == f"{_WORD}p" or one.tag in _REMOVED for one in inside):
            continue
        if any(one.tag in _REMOVED for one in around):
            continue
        if run.tag == f"{_WORD}fldSimple":
            shown = any(text.text for text in run.iter(f"{_WORD}t"))
            yield "" if shown else fields.printed(run.get(f"{_WORD}instr") or "", ""), " "
            continue
        if run.tag == f"{_MATH}r":
            level = next((one.tag for one in inside if one.tag in _LEVELS), "")
            yield from ((one.text or "", _LEVELS.get(level, " ")) for one in run.iter(f"{_MATH}t"))
            continue
        said = _said(run.find(f"{_WORD}rPr"), of_paragraph, known)
        if said.hidden or (said.white and _is_bare(paragraph)):
            continue
        style = "s" if said.struck else {"superscript": "^", "subscript": "_"}.get(said.height or "", " ")
        for element in run:
            text = _text(element) or (fields.text(element) if isinstance(element.tag, str) else "")
            if text:
                yield text, " " if text == MARK else style


def _text(element: etree._Element) -> str:
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    if name == "t":
        return element.text or ""
    if name in ("footnoteReference", "endnoteReference"):
        return MARK
    if name == "sym":
        code = element.get(f"{_WORD}char") or ""
        return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else ""
    return _SIGNS.get(name, "")


def _is_bare(paragraph: etree._Element) -> bool:
    """Whether a paragraph is on the white of the page: in no table or text box, and not shaded."""
    around = any(etree.QName(one).localname in ("tbl", "txbxContent") for one in paragraph.iterancestors())
    return not around and not _shaded(paragraph.find(f"{_WORD}pPr"))


# --- How text is set -------------------------------------------------------------------------------------------


def _styles(data: bytes, parser: etree.XMLParser) -> dict[str, _Style]:
    root = etree.fromstring(data, parser)
    found = {}
    for style in root.iter(f"{_WORD}style"):
        direct = _direct(style.find(f"{_WORD}rPr"), _attribute(style.find(f"{_WORD}basedOn")))
        found[style.get(f"{_WORD}styleId") or ""] = direct
    return found


def _said(properties: etree._Element | None, of_paragraph: str | None, known: Mapping[str, _Style]) -> _Style:
    """Return what holds for a run: what it says itself, else its style and those that it is based on, else the paragraph's."""
    of_run = _attribute(properties.find(f"{_WORD}rStyle")) if properties is not None else None
    told = [_direct(properties, None)]
    for first in (of_run, of_paragraph):
        name, seen = first, set[str]()
        while name and name in known and name not in seen:
            seen.add(name)
            told.append(known[name])
            name = known[name].base
    return _Style(
        None,
        next((one.hidden for one in told if one.hidden is not None), None),
        next((one.struck for one in told if one.struck is not None), None),
        next((one.height for one in told if one.height is not None), None),
        next((one.white for one in told if one.white is not None), None),
    )


def _direct(properties: etree._Element | None, base: str | None) -> _Style:
    if properties is None:
        return _Style(base, None, None, None)
    struck = [flag for flag in (_flag(properties, "strike"), _flag(properties, "dstrike")) if flag is not None]
    height = _attribute(properties.find(f"{_WORD}vertAlign")) or _raised(properties)
    colour = _attribute(properties.find(f"{_WORD}color"))
    white = None if colour is None else colour.upper() == "FFFFFF"
    if properties.find(f"{_WORD}highlight") is not None or _shaded(properties):
        white = False
    return _Style(base, _flag(properties, "vanish"), any(struck) if struck else None, height, white)


def _shaded(properties: etree._Element | None) -> bool:
    """Whether properties give text a ground of another colour than white."""
    shade = None if properties is None else properties.find(f"{_WORD}shd")
    if shade is None:
        return False
    plain = (shade.get(f"{_WORD}fill") or "auto").lower() in ("auto", "ffffff")
    return not plain or (_attribute(shade) or "clear") not in ("clear", "nil")


def _raised(properties: etree._Element) -> str | None:
    """Say how text is set that is only moved off its line: typed marks are raised by 3 pt, which is 6 half points."""
    found = re.fullmatch(r"-?\d{1,4}", _attribute(properties.find(f"{_WORD}position")) or "")
    points = int(found[0]) if found else 0
    return "superscript" if points >= 4 else "subscript" if points <= -4 else None


def _flag(properties: etree._Element, name: str) -> bool | None:
    element = properties.find(f"{_WORD}{name}")
    return None if element is None else (_attribute(element) or "true") not in _OFF


def _attribute(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(f"{_WORD}val")
