"""Finds the mentions of actors in the texts of letters, in one pass over the words for any number of names.

The rules are for Dutch texts; each has a fixture in `tests/rules/mentions`. How a name may be written is in `lexicon`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.core.diagnostics import Diagnostic, Position, diagnostic
from generator.core.language import flatten, fold, fold_map, is_even, whole
from generator.core.model import ActorType, MarkKind, Paragraph
from generator.graph.lexicon import ActorName, Lexicon
from generator.graph.site import Mention, Target, TargetKind, TextKey
from generator.graph.surnames import begins_sentence, is_only_word, is_other_word
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
"""Shows that characters without spaces between them are an address and not words."""

_TITLES = frozenset(
    (
        "de het een heer mevrouw dhr mevr mw minister ministers premier minister-president staatssecretaris lid leden "
        "kamerlid kamerleden tweede-kamerlid eerste-kamerlid fractievoorzitter burgemeester wethouder commissaris "
        "president voorzitter generaal kolonel collega dr drs mr ir ing prof jhr"
    ).split()
)
"""Articles and titles before a name; with a capital they are not part of another name."""

_FIRST_WORDS = frozenset("eerste den".split())
"""First words of other, longer names, also at the beginning of a sentence: Eerste Kamer, Den Helder."""

_PARTICLES = frozenset("van de den der ten ter te".split())
"""With a capital, first words of other surnames: Van Dijk is not Dijk."""

_AFTER_HYPHEN = frozenset("Kamerlid Kamerleden Kamerfractie".split())
"""Second parts of compounds that have a capital of their own: PvdA-Kamerlid."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in a paragraph, as a span of its text."""

    start: int
    end: int
    owners: tuple[str, ...]
    """Ids of the actors with this name."""
    name: str = ""
    """The name as written in the actor's file; empty for a link to an actor."""


@dataclass(frozen=True, slots=True)
class LetterMentions:
    """The mentions in one letter, by text, in reading order; a diagnostic for each name that may mean several actors."""

    mentions: Mapping[TextKey, tuple[Mention, ...]]
    by_actor: Mapping[str, tuple[Mention, ...]]
    problems: tuple[Diagnostic, ...]


def mentions_of(
    names: Sequence[tuple[str, str]],
    leaves: Iterable[Leaf],
    found_in: Iterable[Sequence[NameMatch]],
    targets: Mapping[tuple[str, str], Target],
    paths: Mapping[int, str],
    *,
    linking: str,
) -> LetterMentions:
    """Return the mentions in one letter.

    A link to an actor in the text is a mention too: it counts as the first and does not become a link again.

    Args:
        names: whom a name means in this letter (front matter `names`).
        leaves: every paragraph of its texts.
        found_in: the names in each paragraph.
        targets: what the letter's links lead to.
        paths: the file of each question, and of the cover letter as number 0.
        linking: which mentions become links: the `first` of each actor in each text, `all`, or `none`.
    """
    found: dict[TextKey, list[Mention]] = defaultdict(list)
    of_actors: dict[str, list[Mention]] = defaultdict(list)
    unclear: dict[str, Diagnostic] = {}
    seen: set[tuple[TextKey, str]] = set()
    meant = {fold(name).casefold(): actor for name, actor in names}
    for leaf, matches in zip(leaves, found_in, strict=True):
        places = [(item, False) for item in matches]
        places += [(item, True) for item in _linked(leaf, targets)]
        for item, is_link in sorted(places, key=lambda pair: pair[0].start):
            actor = _actor_of(item, meant)
            if actor is None:
                position = Position(paths[leaf.text.number], leaf.paragraph.line, 1)
                unclear.setdefault(item.name, _unclear(item, position))
                continue
            first = (leaf.text, actor) not in seen
            seen.add((leaf.text, actor))
            linked = not is_link and (linking == "all" or (linking == "first" and first))
            mention = Mention(actor, leaf.place(item.start, item.end), linked)
            found[leaf.text].append(mention)
            of_actors[actor].append(mention)
    by_text = {key: tuple(group) for key, group in found.items()}
    return LetterMentions(by_text, {actor: tuple(group) for actor, group in of_actors.items()}, tuple(unclear.values()))


def _actor_of(item: NameMatch, meant: Mapping[str, str]) -> str | None:
    """Return the actor that a name means: its only owner, or the owner in the letter's `names`; None if unclear."""
    if len(item.owners) == 1:
        return item.owners[0]
    actor = meant.get(item.name.casefold())
    return actor if actor in item.owners else None


def _unclear(item: NameMatch, position: Position) -> Diagnostic:
    paste = f"names: {{{item.name}: {item.owners[0]}}}"
    return diagnostic("ambiguous-name", position, name=item.name, owners=", ".join(item.owners), paste=paste)


def _linked(leaf: Leaf, targets: Mapping[tuple[str, str], Target]) -> Iterator[NameMatch]:
    """Yield the links to actors in a paragraph."""
    for mark in leaf.paragraph.marks:
        target = targets.get((leaf.text.letter, mark.value)) if mark.kind is MarkKind.LINK else None
        if target and target.kind is TargetKind.ACTOR:
            yield NameMatch(mark.start, mark.end, (target.id,))


def find_names(paragraph: Paragraph, lexicon: Lexicon, words: frozenset[str] = frozenset()) -> tuple[NameMatch, ...]:
    """Return the names in a paragraph, in order; of names that overlap, the first and longest.

    `words` are words in small letters; a surname among them is a mention only where what is around it says so.
    """
    text, offsets = _folded(paragraph.text)
    taken: list[tuple[int, int]] | None = None
    found: list[NameMatch] = []
    free = 0
    begun = lexicon.by_word
    lower = text.lower()
    small = len(lower) == len(text)  # the lower case of İ is two characters
    for word in _WORD.finditer(lower if small else text):
        first = word[0]
        if first not in begun and ((small and first.isascii()) or (first := first.casefold()) not in begun):
            continue  # small letters of ASCII are folded as they are
        if word.start() < free:
            continue
        if taken is None:
            taken = _links_and_code(paragraph, offsets)
        for item in _at(text, word.start(), first, lexicon, words):
            if not _in_address(text, item) and not any(start < item.end and item.start < end for start, end in taken):
                found.append(item)
                free = item.end
    if "-" in text:
        found = _with_hyphenated(text, found, _links_and_code(paragraph, offsets), lexicon)
    if offsets is None:
        return tuple(found)
    return tuple(
        replace(item, start=offsets[item.start], end=whole(paragraph.text, offsets[item.end - 1] + 1)) for item in found
    )


_HYPHENATED = re.compile(r"(?<![\w-])(\w{2,})- ?([a-zß-ÿ]{2,})(?![\w-])")
"""A word that may have been hyphenated at the end of a line in the source: `Neder-land`, `Neder- land`."""


def _with_hyphenated(
    text: str, found: Sequence[NameMatch], taken: Sequence[tuple[int, int]], lexicon: Lexicon
) -> list[NameMatch]:
    """Return the names found so far and those of one word that the source hyphenated over two lines."""
    used = [*taken, *((item.start, item.end) for item in found)]
    hyphenated: list[NameMatch] = []
    for word in _HYPHENATED.finditer(text):
        joined = word[1] + word[2]
        name = next((name for _, name in lexicon.at(joined, 0, joined.lower()) if _is_written(joined, name)), None)
        if name and not any(start < word.end() and word.start() < end for start, end in used):
            hyphenated.append(NameMatch(word.start(), word.end(), name.owners, name.base))
    return sorted([*found, *hyphenated], key=lambda item: item.start) if hyphenated else list(found)


def _folded(text: str) -> tuple[str, Sequence[int] | None]:
    """Return a text folded, without soft hyphens, and the original offsets of its characters (None: unchanged)."""
    folded, offsets = (flatten(text), None) if is_even(text) else fold_map(text)
    if "\u00ad" not in folded:
        return folded, offsets
    kept = [index for index, char in enumerate(folded) if char != "\u00ad"]
    shown = "".join(folded[index] for index in kept)
    return shown, [offsets[index] if offsets else index for index in kept]


def _links_and_code(paragraph: Paragraph, offsets: Sequence[int] | None) -> list[tuple[int, int]]:
    """Return the spans of links and code in the folded text, in which no name is looked for."""
    marks = [(m.start, m.end) for m in paragraph.marks if m.kind in (MarkKind.LINK, MarkKind.CODE)]
    if offsets is None or not marks:
        return marks
    back = {offset: index for index, offset in enumerate(offsets)}
    return [(_folded_offset(back, start), _folded_offset(back, end)) for start, end in marks]


def _in_address(text: str, item: NameMatch) -> bool:
    """Say whether a name is part of a web address, a mail address or a hashtag."""
    low = text.rfind(" ", 0, item.start) + 1
    high = text.find(" ", item.end)
    return bool(_ADDRESS.search(text[low : high if high >= 0 else len(text)]))


def _folded_offset(back: Mapping[int, int], offset: int) -> int:
    """Return the folded offset of the last character at or before an original offset that folding kept."""
    while offset not in back and offset > 0:
        offset -= 1
    return back.get(offset, 0)


# --- The name itself -------------------------------------------------------------------------------------------


def _at(text: str, word_start: int, word: str, lexicon: Lexicon, words: frozenset[str]) -> list[NameMatch]:
    """Return the longest name that begins with a word, and after a plural also the offices that follow it."""
    for start, name in lexicon.at(text, word_start, word):
        end = start + len(name.text)
        if not _is_written(text[start:end], name):
            continue
        inflected_end = _inflected_end(text, start, end, name)
        if inflected_end is None or not _is_whole(text, start, inflected_end, name, words):
            continue
        found = [NameMatch(start, inflected_end, name.owners, name.base)]
        return found + (_more_offices(text, inflected_end, lexicon) if name.plural else [])
    return []


def _is_written(slice_: str, name: ActorName) -> bool:
    """Say whether the characters are those of the name, in a case that the name allows."""
    if slice_ == name.text:
        return True
    if name.caseless:
        return slice_.casefold() == name.text.casefold()
    return name.either and slice_[1:] == name.text[1:] and slice_[0].casefold() == name.text[0].casefold()


def _inflected_end(text: str, start: int, end: int, name: ActorName) -> int | None:
    """Return the end of the name with its genitive 's; None if the name is only a part of a longer word.

    `China's` mentions China; `PvdA'er`, `politiehond` and `politie.nl` do not mention the PvdA and the politie. A
    hyphenated compound mentions the actor if the name is a proper one (`DJI-drones`, `EU-lidstaten`), but not if it is
    a common noun (`politie-eenheid`) or if another name follows (`GroenLinks-PvdA`).
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


def _is_compound(second: str, name: ActorName) -> bool:
    """Say whether a name with a hyphen and a second part is a compound that mentions the actor."""
    if name.either or name.caseless or name.type is ActorType.PERSON:
        return False
    return second[0].islower() or second in _AFTER_HYPHEN


# --- The words around the name ---------------------------------------------------------------------------------

_LAST_WORD = re.compile(r"([\w'.-]+)\s$")
_NEXT_WORD = re.compile(r"\s([A-ZÀ-Þ][\w'-]*)")
_JOINED = re.compile(r"([\w'-]+) (?:en|&|of) $")
_INITIALS = re.compile(r"\b((?:[A-ZÀ-Þ][a-z]?\.)+)\s?$")


def _is_whole(text: str, start: int, end: int, name: ActorName, words: frozenset[str]) -> bool:
    """Say whether the name is a mention by itself and not a part of some other, longer name.

    `Jan Visser` is not Barbara Visser, `Defensie Beveiligingsbeleid` not Defensie, `Inspectie Veiligheid en Politie`
    not the politie, `de Turkse regering` not the regering.
    """
    before = text[max(0, start - 60) : start]
    if name.type is ActorType.PERSON:
        return not _has_other_first_name(text, before, start, is_surname=name.single) and not (
            name.single and (is_other_word(text, start, end) or is_only_word(text, start, end, name.base, words))
        )
    if name.acronym or not name.single:
        return True
    if name.either and _has_nationality(before):
        return False
    if text[start].islower():
        return True
    if _NEXT_WORD.match(text, end) or _has_other_first_name(text, before, start):
        return False
    joined = _JOINED.search(before) if name.either else None
    return not (joined and joined[1][0].isupper() and not begins_sentence(text, start - len(joined[0])))


def _has_nationality(before: str) -> bool:
    """Say whether a nationality or a town before the name shows that another body is meant: Turkse, Utrechtse."""
    found = _LAST_WORD.search(before)
    return bool(found and re.fullmatch(r"[A-ZÀ-Þ][\w-]*se", found[1]) and found[1] != "Nederlandse")


def _has_other_first_name(text: str, before: str, start: int, *, is_surname: bool = False) -> bool:
    """Say whether the word before the name is a part of it: a capitalised word of which nothing explains the capital.

    A title, a nationality, initials and the first word of a sentence explain it.
    """
    found = _LAST_WORD.search(before)
    if not found or not found[1][0].isupper():
        return False
    word = found[1]
    if word.casefold() in _FIRST_WORDS or (word.casefold() in _PARTICLES and text[start].isupper() and is_surname):
        return True
    if word.casefold().rstrip(".") in _TITLES or re.fullmatch(r"\w+se", word) or _INITIALS.search(before):
        return False
    if word.endswith((".", "'")):
        return False
    return not begins_sentence(text, start - len(found[0]))


# --- Several offices -------------------------------------------------------------------------------------------

_AND = re.compile(r"(?:, | en |, en |, alsmede | & )(?=(?:van|voor) )")


def _more_offices(text: str, end: int, lexicon: Lexicon) -> list[NameMatch]:
    """Return the second and further offices of "de ministers van X, van Y en van Z"."""
    found: list[NameMatch] = []
    while link := _AND.match(text, end):
        start = link.end()
        following = next((name for name in lexicon.offices if _is_at(text, start, _tail(name))), None)
        if following is None:
            break
        end = start + len(_tail(following))
        found.append(NameMatch(start, end, following.owners, following.base))
    return found


def _tail(name: ActorName) -> str:
    """Return `van Y` of the office `minister van Y`; "" for other offices."""
    head, _, tail = name.text.partition(" ")
    return tail if head.casefold() == "minister" and tail.startswith(("van ", "voor ")) else ""


def _is_at(text: str, start: int, tail: str) -> bool:
    """Say whether a tail, in any case and as whole words, is at an offset of the text."""
    end = start + len(tail)
    return bool(tail) and text[start:end].casefold() == tail.casefold() and not text[end : end + 1].isalnum()
