"""The Markdown of an update: blocks that the source did not change are kept to the byte, the others are replaced.

Three bodies meet: what the old source gave (`base`), what the file has (`ours`), what the new source gives (`theirs`).
Where the old source is not known, all of the file's official text counts as the old source's. Every line of the file
that a result does not have is reported, unless it is one that the old source gave.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from generator.core.diagnostics import Diagnostic, Position, Severity, diagnostic
from generator.core.language import fold
from generator.core.written_file import WrittenBlock, WrittenFile
from generator.intake.markup_merge import merge_markup

_SECTIONS = {"vraag": "question", "question": "question", "antwoord": "answer", "answer": "answer"}
_EDITORS = re.compile(r"<!--|\[(?!\^)[^\]]+\]:\s")
"""How a block begins that no source gives: `<!-- look again -->`, `[archive]: https://archive.example/`."""
_ALIKE = 0.4
"""From what likeness, of 1, two changed blocks are the same paragraph."""
_MENDED = 0.8
"""From what likeness, of 1, a block holds nothing but one paragraph of the source."""

Reads = Callable[[str], Sequence[WrittenBlock]]
"""Cuts Markdown that has no front matter."""


@dataclass
class _Unit:
    """A block, and the footnotes that are written below it."""

    block: WrittenBlock
    footnotes: list[WrittenBlock] = field(default_factory=list)


@dataclass
class _Section:
    """A heading of a file, and what is below it. The text before the first heading has none."""

    name: str
    heading: _Unit | None
    units: list[_Unit] = field(default_factory=list)


def merge_body(
    base: WrittenFile | None, ours: WrittenFile, theirs: WrittenFile, reads: Reads
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the text of the file below its front matter, and what is to be told of it."""
    merging = _Merging(base, ours, theirs, reads)
    return merging.merged(), tuple(merging.problems)


class _Merging:
    """Merges the body of one file."""

    def __init__(self, base: WrittenFile | None, ours: WrittenFile, theirs: WrittenFile, reads: Reads) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.reads = reads
        self.problems: list[Diagnostic] = []
        self.texts: list[tuple[WrittenBlock, bool]] = []
        """The result: blocks, and whether each is the file's own as it was."""
        self.footnotes = _footnotes(theirs)
        self.old_footnotes = _footnotes(ours if base is None else base)
        self.own = _footnotes(ours).keys() - self.footnotes.keys() - (self.old_footnotes.keys() if base else set())
        """The labels of footnotes that an editor wrote."""

    def merged(self) -> str:
        """Return the whole body."""
        sections = {section.name: section for section in _sections(self.theirs)}
        bases = {section.name: section for section in _sections(self.base)} if self.base else None
        mine = _sections(self.ours)
        for section in mine:
            new = sections.get(section.name)
            old = bases.get(section.name) if bases is not None else _as_source(section)
            self.section(section, old or _Section("", None), new)
        names = {section.name for section in mine}
        for section in sections.values():
            if section.name not in names and (section.units or section.heading):
                self.changed(0)
                for unit in (*([section.heading] if section.heading else ()), *section.units):
                    self.put(unit.block)
        self.new_footnotes()
        return self.joined()

    def section(self, ours: _Section, base: _Section, theirs: _Section | None) -> None:
        """Add the merged section to the result."""
        if ours.heading is not None:
            gone = theirs is None and base.heading is not None and ours.name in _SECTIONS.values()
            if gone:
                self.lose(ours.heading.block, base.heading.block if base.heading else None)
            else:
                self.texts.append((ours.heading.block, True))
            self.follow(ours.heading)
        self.units(ours.units, base.units, theirs.units if theirs else [])

    def units(self, ours: list[_Unit], base: list[_Unit], theirs: list[_Unit]) -> None:
        """Add merged blocks to the result: between each two that all three have, what one of them changed."""
        to_ours, to_theirs = self.same(base, ours), self.same(base, theirs)
        shared = [index for index in range(len(base)) if index in to_ours and index in to_theirs]
        at_ours = at_base = at_theirs = 0
        for index in (*shared, None):
            mine = to_ours[index] if index is not None else len(ours)
            old = index if index is not None else len(base)
            new = to_theirs[index] if index is not None else len(theirs)
            self.stretch(ours[at_ours:mine], base[at_base:old], theirs[at_theirs:new])
            if index is not None:
                self.replace(ours[mine], base[index], theirs[new])
            at_ours, at_base, at_theirs = mine + 1, old + 1, new + 1

    def stretch(self, ours: list[_Unit], base: list[_Unit], theirs: list[_Unit]) -> None:
        """Add blocks to the result of which the three do not have the same."""
        if [self.key(unit) for unit in base] == [self.key(unit) for unit in theirs]:
            for unit in ours:
                self.keep(unit)
                if not _EDITORS.match(unit.block.text):
                    self.tell("update-kept-text", unit.block.line, Severity.WARNING)
            if not ours and base:
                self.tell("update-text-missing", 0, Severity.WARNING, text=_shown(base[0].block.text))
            return
        of_ours, of_theirs = self.alike(base, ours), self.alike(base, theirs)
        owner = {mine: old for old, mine in of_ours.items()}
        partner = {new: old for old, new in of_theirs.items()}
        done: set[int] = set()

        def until(stop: int) -> None:
            for index in range(stop):
                if index in done:
                    continue
                done.add(index)
                if index in owner:
                    self.lose(ours[index].block, base[owner[index]].block)
                    self.follow(ours[index])
                else:
                    self.keep(ours[index])

        for index, unit in enumerate(theirs):
            mine = of_ours.get(partner.get(index, -1))
            if mine is None or mine in done:
                self.changed(0)
                self.put(unit.block)
            else:
                until(mine)
                done.add(mine)
                self.replace(ours[mine], base[partner[index]], unit)
        until(len(ours))

    def replace(self, ours: _Unit, base: _Unit, theirs: _Unit) -> None:
        """Add the new text of a block to the result, or the block itself where its official text did not change."""
        self.texts.append(self.block(ours.block, base.block, theirs.block))
        self.follow(ours)

    def block(self, ours: WrittenBlock, base: WrittenBlock, theirs: WrittenBlock) -> tuple[WrittenBlock, bool]:
        """Return what a block becomes, and whether that is the file's own as it was."""
        mine, old, new = (_unix(one.text) for one in (ours, base, theirs))
        known = self.base is not None
        if known and mine == old:
            if mine == new:
                return ours, True
            if self.official(ours) != self.official(theirs):
                self.changed(ours.line)
            return replace(theirs, gap=ours.gap), False
        if self.official(ours) == self.official(theirs):
            return ours, True
        if known and old == new and self.is_edited(ours, base):
            self.tell("update-kept-text", ours.line, Severity.WARNING)
            return ours, True
        self.changed(ours.line)
        wanted = self.official(theirs)

        def reads_as_new(text: str) -> bool:
            found = self.reads(text)
            return len(found) == 1 and found[0].footnote == theirs.footnote and self.official(found[0]) == wanted

        merged, lost = merge_markup(old if known else _bare(base), mine, new, reads_as_new)
        kept, lines = {line.strip() for line in merged.split("\n")}, mine.split("\n")
        for line in lost if known else range(len(lines)):  # not known: any word may be an editor's
            text = lines[line] if line < len(lines) else ""
            if text.strip() and text.strip() not in kept:
                self.tell("update-edit-lost", ours.line + line, Severity.WARNING, text=text.strip())
        return replace(theirs, text=merged, gap=ours.gap), False

    def keep(self, unit: _Unit) -> None:
        """Add a block of the file to the result as it is."""
        self.texts.append((unit.block, True))
        self.follow(unit)

    def lose(self, block: WrittenBlock, base: WrittenBlock | None) -> None:
        """Leave a block of the file out, and report its lines, unless they are those of the old source."""
        self.changed(block.line)
        if self.base is not None and base is not None and _unix(block.text) == _unix(base.text):
            return
        for line, text in enumerate(_unix(block.text).split("\n"), block.line):
            if text.strip():
                self.tell("update-edit-lost", line, Severity.WARNING, text=text.strip())

    def follow(self, unit: _Unit) -> None:
        """Add the footnotes that are written below a block."""
        for block in unit.footnotes:
            label = str(block.footnote)
            new, old = self.footnotes.get(label), self.old_footnotes.get(label)
            if new is not None:
                if any(one.footnote == label for one, _ in self.texts):
                    self.lose(block, None)  # a second text of the same label
                    continue
                self.texts.append(self.block(block, old or replace(new, text=""), new))
            elif label in self.own or old is None:
                self.texts.append((block, True))
                self.tell("update-own-footnote", block.line, Severity.INFO, label=label)
            else:
                self.lose(block, old)

    def new_footnotes(self) -> None:
        """Add the footnotes that the file does not have yet."""
        have = {block.footnote for block, _ in self.texts}
        for label, block in self.footnotes.items():
            if label not in have:
                self.changed(0)
                self.put(block)

    def put(self, block: WrittenBlock) -> None:
        """Add a block of the new source."""
        self.texts.append((block, False))

    def joined(self) -> str:
        """Return the result as text, with the file's own line ends."""
        line_end, made = self.ours.newline, ""
        self.texts = [(block, own) for block, own in self.texts if block.text]
        for index, (block, own) in enumerate(self.texts):
            text = block.text if own else _unix(block.text).replace("\n", line_end)
            gap = block.gap if own or block.gap else line_end
            between = index + 1 < len(self.texts)
            touched = between and not (own and self.texts[index + 1][1])
            moved = between and not touched and not self.neighbours(block, self.texts[index + 1][0])
            if (touched or moved) and _unix(gap).count("\n") < 2:
                gap = gap.rstrip("\r\n") + line_end * 2
            if not own:
                gap = _unix(gap).replace("\n", line_end)
            if not between and not own:
                gap = self.ours.blocks[-1].gap if self.ours.blocks else line_end
            elif not between and _unix(gap).count("\n") > 1 and block != self.ours.blocks[-1]:
                gap = line_end
            made += text + gap
        return made

    def neighbours(self, one: WrittenBlock, other: WrittenBlock) -> bool:
        """Whether one block of the file comes straight after another there."""
        blocks = self.ours.blocks
        return any(blocks[at] is one and blocks[at + 1] is other for at in range(len(blocks) - 1))

    # --- Comparing -------------------------------------------------------------------------------------------

    def words(self, block: WrittenBlock) -> str:
        """Return the text that a block is shown as, without footnote marks."""
        return fold(" ".join(text for text, _ in block.official))

    def official(self, block: WrittenBlock) -> tuple[str, ...]:
        """Return the text that a block is shown as, with the marks of the letter's own footnotes."""
        return tuple(fold(_marked(text, marks, self.own)) for text, marks in block.official)

    def is_edited(self, ours: WrittenBlock, base: WrittenBlock) -> bool:
        """Whether a block is one of the old source that an editor mended, and not several that were put together."""
        near = _likeness(self.words(ours), self.words(base))
        return len(ours.official) == len(base.official) and near >= _MENDED

    def key(self, unit: _Unit) -> str:
        """Return what two blocks have in common that say the same."""
        return "\n".join(self.official(unit.block)) or unit.block.text

    def same(self, one: list[_Unit], other: list[_Unit]) -> dict[int, int]:
        """Return which blocks of two lists say the same, in order: the index in the second by that in the first."""
        words, others = ([self.words(unit.block) or unit.block.text for unit in units] for units in (one, other))
        found = SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
        return {a + offset: b + offset for a, b, size in found for offset in range(size)}

    def alike(self, one: list[_Unit], other: list[_Unit]) -> dict[int, int]:
        """Return which blocks of two lists are the same paragraph, perhaps changed, in order."""
        pairs = self.same(one, other)
        for index, unit in enumerate(one):
            if index in pairs:
                continue
            low = max((pairs[before] for before in pairs if before < index), default=-1)
            high = min((pairs[after] for after in pairs if after > index), default=len(other))
            free = [at for at in range(low + 1, high) if not _EDITORS.match(other[at].block.text)]
            near = [(_likeness(self.words(unit.block), self.words(other[at].block)), -at) for at in free]
            if near and max(near)[0] >= _ALIKE:
                pairs[index] = -max(near)[1]
        return pairs

    # --- Telling ---------------------------------------------------------------------------------------------

    def tell(self, code: str, line: int, severity: Severity, **values: object) -> None:
        """Report something about a line of the file as it was."""
        self.problems.append(diagnostic(code, Position(self.ours.path, line), severity, **values))

    def changed(self, line: int) -> None:
        """Report that the official text changed."""
        self.tell("update-text-changed", line, Severity.INFO)


def _sections(file: WrittenFile) -> list[_Section]:
    """Return the parts of a file; one that is there twice keeps the second under a name of its own."""
    found = [_Section("", None)]
    names: set[str] = {""}
    for block in file.blocks:
        unit = _Unit(block)
        if block.section is not None:
            name = _SECTIONS.get(block.section.strip().casefold(), f"## {block.section}")
            while name in names:
                name += " again"
            names.add(name)
            found.append(_Section(name, unit))
        elif block.footnote is not None:
            last = found[-1]
            owner = last.units[-1] if last.units else last.heading
            if owner is None:
                last.units.append(_Unit(replace(block, text="", gap="", official=()), [block]))
            else:
                owner.footnotes.append(block)
        else:
            found[-1].units.append(unit)
    return found


def _as_source(section: _Section) -> _Section:
    """Return what of a section the old source may have given, where that source is not known."""
    units = [unit for unit in section.units if not _EDITORS.match(unit.block.text)]
    return _Section(section.name, section.heading, units)


def _footnotes(file: WrittenFile) -> dict[str, WrittenBlock]:
    """Return the footnotes of a file by label; of two with one label the first."""
    found: dict[str, WrittenBlock] = {}
    for block in file.blocks:
        if block.footnote is not None:
            found.setdefault(block.footnote, block)
    return found


def _marked(text: str, marks: Sequence[tuple[int, str]], left_out: set[str]) -> str:
    """Return a paragraph's text with its footnote marks, less those of some labels."""
    made, at = "", 0
    for offset, label in marks:
        if label not in left_out:
            made += f"{text[at:offset]}[^{label}]"
            at = offset
    return made + text[at:]


def _bare(block: WrittenBlock) -> str:
    """Return a block without its markup, as a source might have given it."""
    head = f"[^{block.footnote}]: " if block.footnote is not None else ""
    return head + "\n\n".join(_marked(text, marks, set()) for text, marks in block.official)


def _likeness(one: str, other: str) -> float:
    """Return how alike two texts are by their words, from 0 to 1."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


_SHOWN = 120
"""Characters of a paragraph in a message."""
