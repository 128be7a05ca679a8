"""Page numbers and running heads in a text without pages: numbers that count, and lines that come back beside them.

Nothing here knows what a head says. A line is one by its place beside a page number that counts, or because it comes
back in the middle of sentences.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.intake.recognise.labels import patterns

_COUNTER = re.compile(
    r"(?:(?:Pagina|Page|Pag\.?|Blz\.?|Bladzijde|Blad|p\.)\s*)?(?P<page>\d{1,3})\s?(?P<sign>/|van|of)\s?(?P<pages>\d{1,3})(?![\d.,/%])",
    re.IGNORECASE,
)
_LONGEST_COUNT = 3
"""So many counters in a row, before text, are page numbers; fewer may be fractions."""
_FARTHEST = 2
_DEPTH = 4
"""Lines of a running head, at most."""
_LETTERS = 10
"""As many letters a running head has at least: figures and small headings of tables recur."""
_LONGEST = 160
_ENDED = re.compile(r"[.?!:;…]['\"”’»)\]]*(?:\s?\[?\d{1,3}\]?\)?)?$")
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class PageTurns:
    """The lines that are furniture where pages turn, and how much of the lines that have text behind a page number."""

    whole: frozenset[int]
    begun: Mapping[int, int]
    """For a line that begins with a page number, the length of it."""


def find(texts: Sequence[str], known: frozenset[int], set_off: frozenset[int]) -> PageTurns:
    """Return the furniture at the turns of pages.

    `known` are lines that are furniture already, `set_off` those of a text with a blank line above.
    """
    counters = _counters(texts)
    anchors = {at: end for at, end in counters.items() if at not in known}
    heads = _set_off_heads(_beside(texts, anchors, known), anchors, set_off)
    whole = {at for at, end in counters.items() if end == len(texts[at])}
    begun = {at: end for at, end in counters.items() if at not in whole}
    again = _recurring(texts, known | heads | whole, set_off)
    return PageTurns(frozenset(whole | heads | again), begun)


def cuts_sentence(before: str, after: str) -> bool:
    """Whether a sentence goes on from one text to another."""
    return bool(before) and not _ENDED.search(before.rstrip()) and after[:1].islower()


# --- Page numbers ------------------------------------------------------------------------------------------------


def _counters(texts: Sequence[str]) -> dict[int, int]:
    """Return the lines that are or begin with a page number of so many (`3/8`), and where that ends."""
    by_total: dict[tuple[str, int], list[tuple[int, int, int]]] = {}
    for index, text in enumerate(texts):
        match = _COUNTER.match(text)
        if match and 1 <= int(match["page"]) <= int(match["pages"]) and _may_be_counter(match, text):
            by_total.setdefault((match["sign"].lower(), int(match["pages"])), []).append(
                (index, int(match["page"]), match.end())
            )
    found: dict[int, int] = {}
    for some in by_total.values():
        chain = _rising(some)
        alone = [at for at, _, end in chain if end == len(texts[at])]
        if len(chain) >= _LONGEST_COUNT or (len(chain) > 1 and len(alone) == len(chain)):
            found |= {at: end for at, _, end in chain}
        elif len(some) == 1 and alone and (_cuts(texts, alone[0], alone[0]) or _ends_only_page(some[0], texts)):
            found[alone[0]] = chain[0][2]
    return found


def _ends_only_page(counter: tuple[int, int, int], texts: Sequence[str]) -> bool:
    """Whether a number of so many is the last line of a document of one page: `1/1`."""
    return counter[:2] == (len(texts) - 1, 1) and texts[-1].rstrip().endswith("1")


def _may_be_counter(match: re.Match[str], text: str) -> bool:
    """Whether a number of so many is alone, or was put before text: `2 van 4 bewoners` is text."""
    return match.end() == len(text) or match["sign"] == "/"


def _rising(some: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the longest run of page numbers that rise by one, or skip one."""
    best: list[tuple[int, int, int]] = []
    for start in range(len(some)):
        chain = [some[start]]
        for one in some[start + 1 :]:
            if 0 < one[1] - chain[-1][1] <= _FARTHEST:
                chain.append(one)
        best = max(best, chain, key=len)
    return best


# --- Running heads -----------------------------------------------------------------------------------------------


def _beside(texts: Sequence[str], counters: Mapping[int, int], known: frozenset[int]) -> frozenset[int]:
    """Return the lines right above, or below, most of the page numbers."""
    found: set[int] = set()
    for step in (-1, 1):
        open_ = [at for at, end in counters.items() if step < 0 or end == len(texts[at])]
        for depth in range(1, _DEPTH + 1):
            near = [at + step * depth for at in open_ if 0 <= at + step * depth < len(texts)]
            often = Counter(texts[at] for at in near)
            kept = [at for at in near if 2 * often[texts[at]] > len(counters) and often[texts[at]] > 1]
            lines = [at for at in kept if at not in known and _may_run(texts[at])]
            found |= set(lines)
            open_ = [at - step * depth for at in lines]
    return frozenset(found)


def _set_off_heads(heads: frozenset[int], counters: Mapping[int, int], set_off: frozenset[int]) -> frozenset[int]:
    """Return the lines of heads that a blank line parts from the text."""
    kept: set[int] = set()
    for at in counters:
        above = list(itertools.takewhile(heads.__contains__, range(at - 1, -1, -1)))
        below = list(itertools.takewhile(heads.__contains__, range(at + 1, max(heads, default=0) + 2)))
        while above and above[-1] not in set_off and above[-1] > 0:
            above.pop()
        while below and below[-1] + 1 not in set_off:
            below.pop()
        kept |= {*above, *below}
    return frozenset(kept)


def _recurring(texts: Sequence[str], known: frozenset[int], set_off: frozenset[int]) -> frozenset[int]:
    """Return lines that come back, at least once in the middle of a sentence, with the numbers beside them that count.

    A phrase that the text itself repeats has neither white space nor a number or other furniture beside it.
    """
    often = Counter(text for at, text in enumerate(texts) if at not in known)
    places = {
        at
        for at, text in enumerate(texts)
        if at not in known and often[text] > 1 and _may_run(text) and not text[0].islower()
    }
    runs = list(_runs(texts, places, known))
    cutting = [
        run
        for run in runs
        if _cuts(texts, run[0], run[-1])
        and ({run[0], run[-1] + 1} <= set_off or any(texts[at].isdecimal() or at in known for at in run))
    ]
    sure = {texts[at] for run in cutting for at in run}
    for text in list(sure):
        cuts = sum(text in {texts[at] for at in run} for run in cutting)
        if (often[text] < _OFTEN and cuts < often[text]) or _goes_on(texts, runs, text) >= cuts:
            sure.discard(text)
    chosen = [run for run in runs if any(texts[at] in sure for at in run if at in places)]
    numbers = [(at, int(texts[at])) for run in chosen for at in run if texts[at].isdecimal()]
    counting = len(numbers) > 1 and all(a[1] < b[1] for a, b in itertools.pairwise(numbers))
    return frozenset(at for run in chosen for at in run if texts[at] in sure or (texts[at].isdecimal() and counting))


def _goes_on(texts: Sequence[str], runs: Sequence[list[int]], text: str) -> int:
    """Return how often the sentence that a line begins goes on below it: as a question does that is asked again."""
    own = [run for run in runs if texts[run[-1]] == text and run[0] > 0 and run[-1] + 1 < len(texts)]
    return sum(bool(_ENDED.search(texts[run[0] - 1])) and cuts_sentence(text, texts[run[-1] + 1]) for run in own)


def _runs(texts: Sequence[str], places: set[int], known: frozenset[int]) -> Iterator[list[int]]:
    """Yield the runs of lines that come back, with the page numbers and known furniture above and below them."""
    run: list[int] = []
    for at in range(len(texts) + 1):
        if (
            at in places
            or (at in known and (run or _leads_to(at, places, known)))
            or (at < len(texts) and re.fullmatch(r"\d{1,3}", texts[at]) and (run or at + 1 in places))
        ):
            run.append(at)
        elif run:
            yield run
            run = []


def _leads_to(at: int, places: set[int], known: frozenset[int]) -> bool:
    """Whether furniture from a line on ends at a line that comes back."""
    return next(after for after in itertools.count(at) if after not in known) in places


def _cuts(texts: Sequence[str], first: int, last: int) -> bool:
    """Whether the sentence above some lines goes on below them."""
    if not 0 < first <= last < len(texts) - 1:
        return False
    label = patterns.read(texts[first - 1])
    return not (label and label.alone) and cuts_sentence(texts[first - 1], texts[last + 1])


def _may_run(text: str) -> bool:
    """Whether a line may be a running head: no label, no sentence, words enough."""
    return (
        len(text) <= _LONGEST
        and sum(map(str.isalpha, text)) >= _LETTERS
        and not is_label(text)
        and not _ENDED.search(text)
    )


def is_label(text: str) -> bool:
    """Whether a line begins with a label, and no running head that begins with a label's word."""
    label = patterns.read(text)
    return label is not None and (label.alone or bool(label.numbers))
