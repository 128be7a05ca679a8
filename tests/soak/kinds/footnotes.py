"""Changes of footnotes: their texts, their marks, their numbers."""

from __future__ import annotations

import re
from random import Random

from tests.soak.change import Change, Kind, excerpt, named, place, spliced, text_kind
from tests.soak.kinds.words import WORD
from tests.soak.reading import Definition, Leaf, Letter
from tests.soak.scan import Mark


def _note(leaf: Leaf) -> bool:
    return leaf.section.startswith("note")


def _another(rng: Random, match: re.Match[str], letter: Letter) -> str:
    return rng.choice([word for word in letter.words if word != match[0]] or ["anders"])


def _definitions(letter: Letter) -> list[Definition]:
    return [found for page in letter.pages.values() for found in page.definitions]


def _marks(letter: Letter) -> list[tuple[Leaf, Mark]]:
    return [(leaf, mark) for leaf in letter.leaves for mark in leaf.marks]


def _body(letter: Letter, note: Definition) -> tuple[int, int]:
    """Return where a footnote's text is, behind its label."""
    text = letter.pages[note.path].text
    start = text.index(":", note.start) + 1
    while text[start : start + 1] == " ":
        start += 1
    return start, note.end


def _said(letter: Letter, note: Definition) -> str:
    start, end = _body(letter, note)
    return letter.pages[note.path].text[start:end]


def _dropped(*, marks: bool) -> Kind:
    def plant(rng: Random, letter: Letter) -> Change | None:
        notes = _definitions(letter)
        if not notes:
            return None
        note = rng.choice(notes)
        splices = [(note.start, note.end, "")]
        own = [mark for leaf, mark in _marks(letter) if leaf.path == note.path and mark.label == note.label]
        splices += [(mark.start, mark.end, "") for mark in own] if marks else []
        text = spliced(letter.pages[note.path].text, splices)
        return Change({note.path: text}, f"{note.path}: footnote {note.label}: “{excerpt(_said(letter, note))}”")

    return Kind("footnote-dropped" if marks else "footnote-text-dropped", plant)


def _swapped(rng: Random, letter: Letter) -> Change | None:
    notes = _definitions(letter)
    if len(notes) < 2:
        return None
    one, other = rng.sample(notes, 2)
    splices: dict[str, list[tuple[int, int, str]]] = {}
    for note, text in ((one, _said(letter, other)), (other, _said(letter, one))):
        splices.setdefault(note.path, []).append((*_body(letter, note), text))
    files = {path: spliced(letter.pages[path].text, own) for path, own in splices.items()}
    return Change(files, f"footnotes {one.label} of {one.path} and {other.label} of {other.path} swapped")


def _text_invented(rng: Random, letter: Letter) -> Change | None:
    notes = _definitions(letter)
    if not notes:
        return None
    note = rng.choice(notes)
    text = spliced(letter.pages[note.path].text, [(note.end, note.end, f" {rng.choice(letter.words)}.")])
    return Change({note.path: text}, f"{note.path}: a word put behind footnote {note.label}")


def _added(rng: Random, letter: Letter) -> Change | None:
    leaves = [leaf for leaf in letter.leaves if leaf.shape == "p" and not _note(leaf) and leaf.text]
    if not leaves:
        return None
    leaf = rng.choice(leaves)
    label = 1 + max([0, *(int(note.label) for note in _definitions(letter) if note.label.isdecimal())])
    page = letter.pages[leaf.path]
    end = len(page.text.rstrip())
    words = " ".join(rng.choice(letter.words) for _ in range(4))
    at = leaf.scan.spots[-1][1] if leaf.scan else 0
    text = spliced(page.text, [(at, at, f"[^{label}]"), (end, len(page.text), f"\n\n[^{label}]: {words}.\n")])
    return Change({leaf.path: text}, f"{place(leaf)}: footnote {label} invented: “{words}.”")


# --- Marks -----------------------------------------------------------------------------------------------------


def _borders(leaf: Leaf) -> list[int]:
    """Return the offsets behind a word, outside links and other markup, where a mark could be."""
    assert leaf.scan is not None
    behind = [found.end() for found in re.finditer(r"\w(?= |\Z)|(?<=\w)[.,;?!](?= |\Z)", leaf.text)]
    kinds = ("link", "address", "sup", "code", "em", "strong", "both", "s")
    return [at for at in behind if not leaf.scan.inside(at - 1, at, *kinds)]


def _mark_moved(rng: Random, letter: Letter) -> Change | None:
    marks = _marks(letter)
    if not marks:
        return None
    leaf, mark = rng.choice(marks)
    borders = _borders(leaf)
    before, after = [at for at in borders if at < mark.at - 1], [at for at in borders if at > mark.at]
    near = [*before[-1:], *after[:1]]
    return _put(letter, leaf, mark, rng.choice(near), moved=True) if near else None


def _mark_moved_over_stop(rng: Random, letter: Letter) -> Change | None:
    places = [
        (leaf, mark, at)
        for leaf, mark in _marks(letter)
        for at in (mark.at - 1, mark.at + 1)
        if re.search(r"[.,;?!]", leaf.text[min(at, mark.at) : max(at, mark.at)])
    ]
    if not places:
        return None
    leaf, mark, at = rng.choice(places)
    return _put(letter, leaf, mark, at, moved=True) if at else None


def _mark_doubled(rng: Random, letter: Letter) -> Change | None:
    marks = _marks(letter)
    if not marks:
        return None
    leaf, mark = rng.choice(marks)
    borders = [at for at in _borders(leaf) if at != mark.at]
    return _put(letter, leaf, mark, rng.choice(borders), moved=False) if borders else None


def _put(letter: Letter, leaf: Leaf, mark: Mark, at: int, *, moved: bool) -> Change:
    """Put a mark behind a character, and take it from its place where it is moved."""
    assert leaf.scan is not None
    there = leaf.scan.spots[at - 1][1]
    splices = [(there, there, f"[^{mark.label}]"), *([(mark.start, mark.end, "")] if moved else [])]
    text = spliced(letter.pages[leaf.path].text, splices)
    what = "moved" if moved else "doubled"
    words = f"from “{named(leaf.text[: mark.at][-20:])}” to “{named(leaf.text[:at][-20:])}”"
    return Change({leaf.path: text}, f"{place(leaf)}: mark {mark.label} {what} {words}")


def _mark_dropped(rng: Random, letter: Letter) -> Change | None:
    marks = _marks(letter)
    if not marks:
        return None
    leaf, mark = rng.choice(marks)
    text = spliced(letter.pages[leaf.path].text, [(mark.start, mark.end, "")])
    return Change({leaf.path: text}, f"{place(leaf)}: mark {mark.label} dropped")


def _marks_swapped(rng: Random, letter: Letter) -> Change | None:
    marks = _marks(letter)
    pairs = [(a, b) for a in marks for b in marks if a[0].path == b[0].path and a[1].label < b[1].label]
    if not pairs:
        return None
    (leaf, one), (_, other) = rng.choice(pairs)
    splices = [(one.start, one.end, f"[^{other.label}]"), (other.start, other.end, f"[^{one.label}]")]
    text = spliced(letter.pages[leaf.path].text, splices)
    return Change({leaf.path: text}, f"{leaf.path}: marks {one.label} and {other.label} swapped")


def _renumbered(rng: Random, letter: Letter) -> Change | None:
    notes = [note for note in _definitions(letter) if note.label.isdecimal()]
    if not notes:
        return None
    note = rng.choice(notes)
    text = letter.pages[note.path].text
    new = next(number for number in range(int(note.label) + 1, 10**6) if f"[^{number}]" not in text)
    text = text.replace(f"[^{note.label}]", f"[^{new}]")
    return Change({note.path: text}, f"{note.path}: footnote {note.label} made {new}")


KINDS = (
    text_kind("footnote-word-replaced", rf"\b{WORD}\b", _another, _note),
    text_kind("footnote-word-dropped", rf"(?<= ){WORD} ", "", _note),
    text_kind("footnote-digit-changed", r"\d", lambda _r, m, _l: str((int(m[0]) + 1) % 10), _note),
    text_kind("footnote-punctuation-dropped", r"[.,:;](?= |\Z)", "", _note),
    _dropped(marks=True),
    _dropped(marks=False),
    Kind("footnote-text-invented", _text_invented),
    Kind("footnote-added", _added),
    Kind("footnotes-swapped", _swapped),
    Kind("footnote-renumbered", _renumbered),
    Kind("footnote-mark-moved", _mark_moved),
    Kind("footnote-mark-over-punctuation", _mark_moved_over_stop),
    Kind("footnote-mark-dropped", _mark_dropped),
    Kind("footnote-mark-doubled", _mark_doubled),
    Kind("footnote-marks-swapped", _marks_swapped),
)
