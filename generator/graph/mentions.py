"""Finds where the text names an actor: one pass over the words, whatever the number of names.

The rules are for Dutch print; each has its fixture in `tests/rules/mentions`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.language import flatten, fold, fold_map, is_even, whole
from generator.core.model import ActorType, Letter, MarkKind, Paragraph
from generator.graph.lexicon import Lexicon, Name
from generator.graph.site import Mention, Target, TargetKind, TextKey
from generator.graph.texts import Leaf

_WORD = re.compile(r"\w+")

_ADDRESS = re.compile(
    r"""://|\bwww\.                                                     # a web address
      | @                                                              # a mail address or a handle
      | (?<!\w)\#\w                                                   # a hashtag
      | \w\.(?:nl|com|eu|org|net|gov|info|be|de|uk|int)\b(?!\.\w)      # politie.nl
    """,
    re.VERBOSE,
)
"""What makes a stretch of print without spaces an address instead of words."""

_BEFORE = frozenset(
    (
        "de het een heer mevrouw dhr mevr mw minister ministers premier minister-president staatssecretaris lid leden "
        "kamerlid kamerleden tweede-kamerlid eerste-kamerlid fractievoorzitter burgemeester wethouder commissaris "
        "president voorzitter generaal kolonel collega dr drs mr ir ing prof jhr"
    ).split()
)
"""Words that may stand before a surname with a capital without being part of another name."""

_OTHERS = frozenset("eerste den".split())
"""Words that make another name of a name, also where they open a sentence: Eerste Kamer, Den Helder."""

_PARTICLES = frozenset("van de den der ten ter te".split())
"""What makes another surname of a surname, where it has a capital: Van Dijk is not Dijk."""

_ORDINARY = frozenset(
    "best blauw bruin echt geel goed grijs groen groot helder jong klein kort lang nieuw oud recht rood sterk vol vrij "
    "vroeg wit zeker zwart".split()
)
"""Surnames that are words a sentence may open with."""

_AFTER_HYPHEN = frozenset("Kamerlid Kamerleden Kamerfractie".split())
"""Second parts of a compound that take a capital of their own: PvdA-Kamerlid."""


@dataclass(frozen=True, slots=True)
class Found:
    """One mention in one paragraph."""

    start: int
    end: int
    owners: tuple[str, ...]
    name: str = ""


def mentions_of(
    leaves: Iterable[Leaf],
    found_in: Iterable[Sequence[Found]],
    targets: Mapping[tuple[str, str], Target],
    letters: Mapping[str, Letter],
    paths: Mapping[tuple[str, int], str],
    *,
    linking: str,
) -> tuple[dict[TextKey, tuple[Mention, ...]], list[Diagnostic]]:
    """Return every mention by text, in reading order, and the names of which a letter must say whom they mean.

    `found_in` gives for each paragraph the names that stand in it.

    `linking` says which become links: the `first` of each actor in each text, `all`, or `none`. An author's own link
    to an actor is a mention too; it needs no second link, and counts as the first.
    """
    found: dict[TextKey, list[Mention]] = defaultdict(list)
    unclear: dict[tuple[str, str], Diagnostic] = {}
    seen: set[tuple[TextKey, str]] = set()
    said = {letter.id: {fold(name).casefold(): actor for name, actor in letter.names} for letter in letters.values()}
    for leaf, names in zip(leaves, found_in, strict=True):
        places = [(item, False) for item in names]
        places += [(item, True) for item in _linked(leaf, targets)]
        for item, is_link in sorted(places, key=lambda pair: pair[0].start):
            actor = _meant(item, said[leaf.text.letter])
            if actor is None:
                position = Position(paths[leaf.text.letter, leaf.text.number], leaf.paragraph.line, 1)
                unclear.setdefault((leaf.text.letter, item.name), _unclear(item, position))
                continue
            first = (leaf.text, actor) not in seen
            seen.add((leaf.text, actor))
            linked = not is_link and (linking == "all" or (linking == "first" and first))
            found[leaf.text].append(Mention(actor, leaf.place(item.start, item.end), linked))
    return {key: tuple(group) for key, group in found.items()}, list(unclear.values())


def _meant(item: Found, said: Mapping[str, str]) -> str | None:
    """Return whom a name means: its only owner, or the one of its owners that the letter says."""
    if len(item.owners) == 1:
        return item.owners[0]
    actor = said.get(item.name.casefold())
    return actor if actor in item.owners else None


def _unclear(item: Found, position: Position) -> Diagnostic:
    paste = f"names: {{{item.name}: {item.owners[0]}}}"
    return diagnostic("ambiguous-name", position, name=item.name, owners=", ".join(item.owners), paste=paste)


def by_actor(mentions: Mapping[TextKey, Sequence[Mention]]) -> dict[str, tuple[Mention, ...]]:
    """Return the mentions of each actor, in reading order."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for group in mentions.values():
        for mention in group:
            found[mention.actor].append(mention)
    return {actor: tuple(group) for actor, group in found.items()}


def _linked(leaf: Leaf, targets: Mapping[tuple[str, str], Target]) -> Iterator[Found]:
    for mark in leaf.paragraph.marks:
        target = targets.get((leaf.text.letter, mark.value)) if mark.kind is MarkKind.LINK else None
        if target and target.kind is TargetKind.ACTOR:
            yield Found(mark.start, mark.end, (target.id,))


def find(paragraph: Paragraph, lexicon: Lexicon) -> tuple[Found, ...]:
    """Return the mentions in a paragraph, from left to right; of names that overlap, the first and longest."""
    text, offsets = _flat(paragraph.text)
    taken: list[tuple[int, int]] | None = None
    found: list[Found] = []
    free = 0
    small = text.lower()
    if len(small) != len(text):  # a letter like İ grows when it is made small
        small = text
    for word in _WORD.finditer(small):
        first = word[0] if word[0] in lexicon.by_word else word[0].casefold()
        if first not in lexicon.by_word or word.start() < free:
            continue
        if taken is None:
            taken = _taken(paragraph, offsets)
        for item in _at(text, word.start(), first, lexicon):
            if not _in_address(text, item) and not any(start < item.end and item.start < end for start, end in taken):
                found.append(item)
                free = item.end
    if "-" in text:
        found = _with_broken(text, found, _taken(paragraph, offsets), lexicon)
    if offsets is None:
        return tuple(found)
    return tuple(
        replace(item, start=offsets[item.start], end=whole(paragraph.text, offsets[item.end - 1] + 1)) for item in found
    )


_BROKEN = re.compile(r"(?<![\w-])(\w{2,})- ?([a-zß-ÿ]{2,})(?![\w-])")
"""A word that a line broke (`Neder-land`, `Neder- land`), if its halves make a name."""


def _with_broken(text: str, found: Sequence[Found], taken: Sequence[tuple[int, int]], lexicon: Lexicon) -> list[Found]:
    """Add the names of one word that the source broke over two lines and never mended."""
    used = [*taken, *((item.start, item.end) for item in found)]
    broken: list[Found] = []
    for word in _BROKEN.finditer(text):
        whole = word[1] + word[2]
        name = next((name for _, name in lexicon.at(whole, 0, whole.lower()) if _is_written(whole, name)), None)
        if name and not any(start < word.end() and word.start() < end for start, end in used):
            broken.append(Found(word.start(), word.end(), name.owners, name.base))
    return sorted([*found, *broken], key=lambda item: item.start) if broken else list(found)


def _flat(text: str) -> tuple[str, Sequence[int] | None]:
    """Fold a text for comparison; with the offsets of its characters where folding moves them."""
    folded, offsets = (flatten(text), None) if is_even(text) else fold_map(text)
    if "\u00ad" not in folded:
        return folded, offsets
    kept = [index for index, char in enumerate(folded) if char != "\u00ad"]
    shown = "".join(folded[index] for index in kept)
    return shown, [offsets[index] if offsets else index for index in kept]


def _taken(paragraph: Paragraph, offsets: Sequence[int] | None) -> list[tuple[int, int]]:
    """Return the spans of links and code, where no mention may be."""
    marks = [(m.start, m.end) for m in paragraph.marks if m.kind in (MarkKind.LINK, MarkKind.CODE)]
    if offsets is None or not marks:
        return marks
    back = {offset: index for index, offset in enumerate(offsets)}
    return [(_near(back, start), _near(back, end)) for start, end in marks]


def _in_address(text: str, item: Found) -> bool:
    low = text.rfind(" ", 0, item.start) + 1
    high = text.find(" ", item.end)
    return bool(_ADDRESS.search(text[low : high if high >= 0 else len(text)]))


def _near(back: Mapping[int, int], offset: int) -> int:
    """Return the folded offset of the nearest kept character at or before an offset."""
    while offset not in back and offset > 0:
        offset -= 1
    return back.get(offset, 0)


# --- One place -------------------------------------------------------------------------------------------------


def _at(text: str, word_start: int, word: str, lexicon: Lexicon) -> list[Found]:
    """Return the longest name that stands at a word, and after a plural the offices that follow it."""
    for start, name in lexicon.at(text, word_start, word):
        end = start + len(name.text)
        if not _is_written(text[start:end], name):
            continue
        closed = _closed(text, start, end, name)
        if closed is None or not _is_whole(text, start, closed, name):
            continue
        found = [Found(start, closed, name.owners, name.base)]
        return found + (_more_offices(text, closed, lexicon) if name.plural else [])
    return []


def _is_written(slice_: str, name: Name) -> bool:
    """Whether the characters are the name's, with the freedom of capitals that the name allows."""
    if slice_ == name.text:
        return True
    if name.caseless:
        return slice_.casefold() == name.text.casefold()
    return name.either and slice_[1:] == name.text[1:] and slice_[0].casefold() == name.text[0].casefold()


def _closed(text: str, start: int, end: int, name: Name) -> int | None:
    """Return where the name ends with its inflection; None where it is only part of a word.

    `China's` is China; `PvdA'er`, `politiehond` and `politie.nl` name something else. A compound with a hyphen names
    the actor where the name is a proper one (`DJI-drones`, `EU-lidstaten`), not where it is a common noun
    (`politie-eenheid`) or where another name follows (`GroenLinks-PvdA`).
    """
    if start and (text[start - 1].isalnum() or text[start - 1] in "_@#"):
        return None
    if start > 1 and text[start - 1] in "-'" and text[start - 2].isalnum():
        return None
    rest = text[end : end + 40]
    if re.match(r"'s(?!\w)", rest):
        return end + 2
    if re.match(r"\w|'\w|\.[a-z]|@", rest):
        return None
    part = re.match(r"-(\w+)", rest)
    if part and not _is_compound(part[1], name):
        return None
    return end


def _is_compound(second: str, name: Name) -> bool:
    if name.either or name.caseless or name.type is ActorType.PERSON:
        return False
    return second[0].islower() or second in _AFTER_HYPHEN


# --- Other names around it -------------------------------------------------------------------------------------

_LAST_WORD = re.compile(r"([\w'.-]+)\s$")
_NEXT_WORD = re.compile(r"\s([A-ZÀ-Þ][\w'-]*)")
_NEXT_SMALL = re.compile(r"\s[a-zß-ÿ]")
_JOINED = re.compile(r"([\w'-]+) (?:en|&|of) $")
_INITIALS = re.compile(r"\b((?:[A-ZÀ-Þ][a-z]?\.)+)\s?$")


def _is_whole(text: str, start: int, end: int, name: Name) -> bool:
    """Whether the name stands by itself and is not a part of some other, longer name.

    `Jan Visser` is not Barbara Visser, `Defensie Beveiligingsbeleid` not Defensie, `Inspectie Veiligheid en Politie`
    not the politie, `de Turkse regering` not the regering.
    """
    before = text[max(0, start - 60) : start]
    if name.type is ActorType.PERSON:
        return not _has_other_first_name(text, before, start, is_person=name.single) and not (
            name.single and _is_no_surname(text, start, end)
        )
    if name.acronym or not name.single:
        return True
    if name.either and _is_of_elsewhere(before):
        return False
    if text[start].islower():
        return True
    if _NEXT_WORD.match(text, end) or _has_other_first_name(text, before, start):
        return False
    joined = _JOINED.search(before) if name.either else None
    return not (joined and joined[1][0].isupper() and not _opens(text, start - len(joined[0])))


def _is_no_surname(text: str, start: int, end: int) -> bool:
    """Whether a name follows to which the word is a first name, or the capital says nothing (`Helder is dat …`)."""
    if _NEXT_WORD.match(text, end):
        return True
    return text[start:end].casefold() in _ORDINARY and _opens(text, start) and bool(_NEXT_SMALL.match(text, end))


def _is_of_elsewhere(before: str) -> bool:
    """Whether a nationality or a town says that another body of the kind is meant: the Turkse, the Utrechtse."""
    found = _LAST_WORD.search(before)
    return bool(found and re.fullmatch(r"[A-ZÀ-Þ][\w-]*se", found[1]) and found[1] != "Nederlandse")


def _has_other_first_name(text: str, before: str, start: int, *, is_person: bool = False) -> bool:
    """Whether a capitalised word that is no title, nationality or sentence opening stands right before the name."""
    found = _LAST_WORD.search(before)
    if not found or not found[1][0].isupper():
        return False
    word = found[1]
    if word.casefold() in _OTHERS or (word.casefold() in _PARTICLES and text[start].isupper() and is_person):
        return True
    if word.casefold().rstrip(".") in _BEFORE or re.fullmatch(r"\w+se", word) or _INITIALS.search(before):
        return False
    if word.endswith((".", "'")):
        return False
    return not _opens(text, start - len(found[0]))


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, quotation or item opens at an offset, so that a capital there means nothing."""
    before = text[:start].rstrip(" ")
    return not before or before[-1] in ".!?:;\"'«»([-•"


# --- Several offices -------------------------------------------------------------------------------------------

_AND = re.compile(r"(?:, | en |, en |, alsmede | & )(?=(?:van|voor) )")


def _more_offices(text: str, end: int, lexicon: Lexicon) -> list[Found]:
    """Return the second and further offices of "de ministers van X, van Y en van Z"."""
    found: list[Found] = []
    while link := _AND.match(text, end):
        start = link.end()
        following = next((name for name in lexicon.offices if _stands(text, start, _tail(name))), None)
        if following is None:
            break
        end = start + len(_tail(following))
        found.append(Found(start, end, following.owners, following.base))
    return found


def _tail(name: Name) -> str:
    """Return `van Y` of `minister van Y`; nothing of other offices."""
    head, _, tail = name.text.partition(" ")
    return tail if head.casefold() == "minister" and tail.startswith(("van ", "voor ")) else ""


def _stands(text: str, start: int, tail: str) -> bool:
    end = start + len(tail)
    return bool(tail) and text[start:end].casefold() == tail.casefold() and not text[end : end + 1].isalnum()
