"""Whatever changes of what pages read, in any table and any field: the pages that show it are made again."""

from __future__ import annotations

import datetime as dt
import enum
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, get_args, get_type_hints

import msgspec
import pytest

from generator.content import site_settings, sources
from generator.content.parse import parse
from generator.core import digest, ledger
from generator.core.cache import Cache, NoCache
from generator.core.diagnostics import Position
from generator.core.model import Letter, Paragraph, Text
from generator.core.proof import Departure, Difference, Proof, Reason, State, not_compared
from generator.core.workers import Spread
from generator.graph.link import link
from generator.graph.site import Place, QuestionKey, SiteGraph, TextKey
from generator.graph.tables import SiteTables, tables
from generator.output import word_files
from generator.output.cache_file import CacheFile
from generator.output.theme import theme
from generator.pages import plan as planning
from generator.pages.kinds.groups import Made, PageGroup, groups
from generator.pages.planned import Page, Piece
from generator.pages.reuse.groups import Reuse
from generator.pages.reuse.reads import Entries, Recorder
from generator.pages.writing.site_context import SiteContext
from generator.references.schemes import Identity

EVERYTHING = Path(__file__).parent / "everything"
WORDS = word_files.read(theme(), "nl").words.entries
OWN = ("proofs", "followed", "pieces")
"""The tables that a context has beside those of the graph."""
TABLES = (*(name for name in SiteTables.__struct_fields__ if name != "config"), *OWN)
SCRATCH = tuple(f.name for f in fields(SiteContext) if f.default_factory is dict and f.name not in OWN)
"""What a context finds out while pages are made."""
UNREAD = frozenset({"where", "line", "column", "digest", "aliases", "redirects"})
"""Fields that are read of the site as a whole, in every build, and not for pages: one place of each is enough."""
PLACES = (Position, Place, TextKey, QuestionKey, Identity)
"""What says where or which something is; changed as a whole."""
TRIES = 2
"""In how many entries at most a field is changed while no page shows it."""
IMPOSSIBLE = (KeyError, StopIteration, IndexError, ValueError, TypeError, RuntimeError)
"""Raised where a page would show what is nowhere: an id without an entry, a place behind the end of a text."""


@dataclass(frozen=True)
class Site:
    """A linked site, its tables, and which of its letters are proved."""

    graph: SiteGraph
    tables: SiteTables
    proofs: Mapping[str, Proof]


def proof(letter: Letter) -> Proof:
    """Return a proof with something in every field."""
    at = Position(letter.position.path, 3)
    different = Difference("figure", at, "1,5", "15", "van", "miljoen", 4, 2)
    departure = Departure("de test", "tets", "test", "misdruk", at)
    state = State.DIFFERS if letter.source.file else State.NOT_COMPARED
    return Proof(letter.id, state, (different,), (departure,), Reason.UNREADABLE.value, 7, "ab" * 32)


@cache
def site() -> Site:
    """Link the site of everything, with a ledger of what it publishes."""
    read = sources.read(EVERYTHING)
    settings, _ = site_settings.parse(read.site)
    content, _ = parse(read)
    graph, _ = link(content, settings)
    made, _ = planning.plan(graph, WORDS, addressed=True)
    known = ledger.added(ledger.Ledger(), made.addresses, dt.date(2099, 3, 1))
    graph, problems = link(content, settings, known)
    assert not [problem for problem in problems if problem.is_error]
    return Site(graph, tables(graph), {letter.id: proof(letter) for letter in content.letters})


# --- All groups of pages, by the cache and from nothing ----------------------------------------------------------

Tables = Mapping[str, Mapping[Any, Any]]
"""Tables that take the place of the site's own, by name."""


class FromNothing:
    """Makes every group, and knows nothing of what groups read."""

    changed: ClassVar[Tables] = {}

    def __init__(self, context: SiteContext, _: Cache, *_others: object) -> None:
        self._site = replace(context, followed=self.changed.get("followed", context.followed))

    def with_pieces(self, kinds: Mapping[str, Callable[[SiteContext, str], str]]) -> SiteContext:
        made = {
            (kind, letter): piece(make(fresh(self._site), letter))
            for kind, make in kinds.items()
            for letter in self._site.graph.letters
        }
        self._site = replace(self._site, pieces=self.changed.get("pieces", made))
        return self._site

    def new_pieces(self) -> tuple[tuple[str, str], ...]:
        return ()

    def groups(self, wanted: Sequence[PageGroup], _: Spread) -> list[Made]:
        return [group.make(fresh(self._site)) for group in wanted]


class ByTheCache(Reuse):
    """Makes groups as a build does."""

    changed: ClassVar[Tables] = {}

    def __init__(self, context: SiteContext, cache: Cache, *others: object) -> None:
        super().__init__(replace(context, followed=self.changed.get("followed", context.followed)), cache, *others)

    def with_pieces(self, kinds: Mapping[str, Callable[[SiteContext, str], str]]) -> SiteContext:
        context = super().with_pieces(kinds)
        if "pieces" in self.changed:
            self._site = replace(context, pieces=self.changed["pieces"])
            self._entries = Entries(self._site)
        return self._site


def piece(text: str) -> Piece:
    return Piece(digest.of_text(text), lambda: text)


def fresh(context: SiteContext) -> SiteContext:
    """Return a context that has found out nothing yet."""
    return replace(context, **{name: {} for name in SCRATCH})


def made(by: type[FromNothing | ByTheCache], changed: Tables, cache: Cache) -> tuple[Made, ...]:
    """Make all groups of the site with some tables changed, as `plan` does."""
    found = site()
    graph = {name: table for name, table in changed.items() if name not in OWN}
    proofs = changed.get("proofs", found.proofs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(by, "changed", changed)
        patch.setattr(planning, "Reuse", by)
        patch.setattr(planning, "tables", lambda *_: msgspec.structs.replace(found.tables, **graph))
        patch.setattr(planning, "_closed", lambda _site, _view, groups, *_, **__: (groups, ()))
        done, _ = planning.plan(
            found.graph,
            WORDS,
            prove=lambda letter, *_: proofs.get(letter.id, not_compared(letter.id, Reason.DRAFT)),
            searched=True,
            illustrated=True,
            addressed=True,
            cache=cache,
        )
    return tuple(done)


@cache
def context() -> SiteContext:
    """Return the context of the site as it is, with all of its tables."""
    kept: list[SiteContext] = []

    class Kept(FromNothing):
        def groups(self, wanted: Sequence[PageGroup], spread: Spread) -> list[Made]:
            kept.append(self._site)
            return super().groups(wanted, spread)

    made(Kept, {}, NoCache())
    return kept[0]


@cache
def filled() -> Mapping[bytes, Any]:
    """Return what is in a cache after a build of the site as it is."""
    cache = CacheFile()
    made(ByTheCache, {}, cache)
    return dict(cache._values)


def known() -> CacheFile:
    """Return a cache as a build of the site as it is leaves it."""
    cache = CacheFile()
    cache._values.update(filled())
    return cache


def facts(groups: Iterable[Made]) -> list[object]:
    """Return all that is known of pages, in their order, and of what goes with them."""
    return [fact for group in groups for fact in (*map(of_page, group.pages), *beside(group))]


def of_page(page: Page) -> object:
    at = page.path, page.origin, page.line, page.column, page.subject
    return *at, page.type, page.kind, page.index, page.fingerprint


def beside(group: Made) -> Iterator[object]:
    yield from ((text.path, text.digest) for text in group.found)
    yield from group.cards
    yield from group.addresses


@cache
def before() -> Sequence[object]:
    """Return the facts of the site as it is."""
    return facts(made(FromNothing, {}, NoCache()))


@cache
def facts_before() -> frozenset[object]:
    return frozenset(before())


def tried(changed: Tables, what: str) -> bool | None:
    """Change tables and hold the pages by the cache against those from nothing. Return whether any page changed.

    None where no pages can be made of such a site.
    """
    try:
        cold = made(FromNothing, changed, NoCache())
    except IMPOSSIBLE:
        return None
    warm = made(ByTheCache, changed, known())
    now, expected = facts(warm), facts(cold)
    assert now == expected, f"{what}: {[one for one, other in zip(now, expected, strict=False) if one != other][:3]}"
    if expected == before():
        return False
    for one, other in zip(warm, cold, strict=True):
        for page, new in zip(one.pages, other.pages, strict=True):
            if of_page(new) not in facts_before():
                assert page.view == new.view, f"{what}: {page.path}"
    return True


# --- Every field of every table ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Spot:
    """One field somewhere in a table's entry."""

    field: str
    """`Question.title`; of an entry that is no record, the name of the table."""
    value: object
    hint: Any
    depth: int
    """How many records it is in."""
    put: Callable[[object], object]
    """Returns the entry with another value in the field, and all else as it is."""


def spots(spot: Spot, *, texts: bool) -> Iterator[Spot]:
    """Yield every field inside a value, then the value itself. Text is taken apart only where `texts` says so."""
    value, depth = spot.value, spot.depth
    if is_record(value) and not isinstance(value, PLACES):
        kind = type(value)
        for name, hint in hints(kind).items():
            inner = Spot(f"{kind.__name__}.{name}", getattr(value, name), hint, depth + 1, with_field(spot, name))
            yield from spots(inner, texts=texts)
    elif isinstance(value, tuple) and (texts or not is_text(spot.hint)) and not is_unread(spot.field):
        for at, element in enumerate(value):
            if is_record(element) or isinstance(element, tuple):
                yield from spots(Spot(f"{spot.field}[]", element, None, depth, with_element(spot, at)), texts=texts)
    yield spot


def is_record(value: object) -> bool:
    return isinstance(value, msgspec.Struct) or (is_dataclass(value) and not isinstance(value, Piece))


def is_text(hint: Any) -> bool:
    return Text in (hint, *get_args(hint))


@cache
def hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def is_unread(name: str) -> bool:
    return name.rpartition(".")[2] in UNREAD


def with_field(spot: Spot, name: str) -> Callable[[Any], object]:
    changed: Any = msgspec.structs.replace if isinstance(spot.value, msgspec.Struct) else replace
    return lambda new: spot.put(changed(spot.value, **{name: new}))


def with_element(spot: Spot, at: int) -> Callable[[Any], object]:
    whole: Any = spot.value
    return lambda new: spot.put((*whole[:at], new, *whole[at + 1 :]))


def others(spot: Spot, pool: Sequence[object]) -> Iterator[Sequence[object]]:
    """Yield other values of a field, each with what to take where no page can be made of it; `pool`: those elsewhere."""
    value = spot.value
    elsewhere = [other for other in pool if other != value]
    match value:
        case None:
            yield elsewhere[:1] or of_hint(spot.hint)
        case bool():
            yield [not value]
        case enum.Enum():
            yield [*elsewhere, *(other for other in type(value) if other is not value)]
        case str():
            yield [f"{value}x", *elsewhere[:2]]
        case int():
            yield [value + 1, *elsewhere[:2]]
        case dt.date():
            yield [value + dt.timedelta(days=1)]
        case Piece():
            yield [piece(f"{value.text}x")]
        case (Paragraph() as first, *rest):
            yield [(msgspec.structs.replace(first, text=f"{first.text} Meer."), *rest)]
        case tuple():
            new = [element for other in elsewhere for element in other if element not in value]
            yield [(*value, *(new or value)[:1])]
            if value:
                yield [value[:-1]]
            if value and isinstance(value[0], str):
                yield [(f"{value[0]}x", *value[1:])]
        case _:
            assert is_record(value), type(value)
            yield [*elsewhere[:6], *varied(value)]
    if value is not None and type(None) in get_args(spot.hint):
        yield [None]


def varied(value: Any) -> Iterator[object]:
    """Yield a record with another text or number in one of its fields."""
    changed: Any = msgspec.structs.replace if isinstance(value, msgspec.Struct) else replace
    for name in hints(type(value)):
        old = getattr(value, name)
        if isinstance(old, (str, int)):
            yield changed(value, **{name: f"{old}x" if isinstance(old, str) else old + 1})


def of_hint(hint: Any) -> Sequence[object]:
    """Return a value for an optional field that has none anywhere."""
    samples = {str: "x", int: 1, dt.date: dt.date(2099, 7, 1)}
    return [samples[kind] for kind in get_args(hint) if kind in samples]


@cache
def fields_of(hint: Any, *, texts: bool) -> frozenset[str]:
    """Return every field that values of a type may have inside."""
    found: dict[Any, frozenset[str]] = {}
    waiting = [hint]
    while waiting:
        kind = waiting.pop()
        if kind in found or (is_text(kind) and not texts):
            continue
        own = hints(kind) if is_record_type(kind) and kind not in PLACES else {}
        left = {name for name, of in own.items() if is_record_type(of) and of not in PLACES}
        found[kind] = frozenset(f"{kind.__name__}.{name}" for name in own.keys() - left)
        waiting += (*get_args(kind), *own.values())
    return frozenset().union(*found.values())


def is_record_type(hint: Any) -> bool:
    return isinstance(hint, type) and (issubclass(hint, msgspec.Struct) or is_dataclass(hint)) and hint is not Piece


def entry_hint(name: str) -> Any:
    """Return the type of a table's entries."""
    return get_args(hints(SiteContext if name in OWN else SiteTables)[name])[1]


# --- Which entries ----------------------------------------------------------------------------------------------


def table(name: str) -> Mapping[Any, Any]:
    """Return a table of the site as it is."""
    return getattr(context() if name in OWN else site().tables, name)


@cache
def keys_read() -> Mapping[str, Counter[Any]]:
    """Return for each table how many groups read a key, also one that is not in it."""
    found: dict[str, Counter[Any]] = defaultdict(Counter)
    for group in groups(site().tables, context().made):
        recorder = Recorder(context())
        group.make(recorder.site)
        for name, recorded in recorder._tables.items():
            found[name].update(recorded.keys_read)
    return found


def entries(name: str) -> Mapping[Any, Any]:
    """Return the entries of a table, those first that most groups read; keys decide."""
    read = keys_read()[name]
    return dict(sorted(table(name).items(), key=lambda entry: (-read[entry[0]], repr(entry[0]))))


def absent(name: str) -> Sequence[Any]:
    """Return the keys that groups asked for and that are not in a table."""
    return sorted(keys_read()[name].keys() - table(name).keys(), key=repr)


def sampled(found: Sequence[tuple[object, Spot]]) -> Sequence[tuple[object, Spot]]:
    """Return a few places of a field: some with a value, spread over the entries, and one without."""
    there = [row for row in found if row[1].value not in (None, ())]
    lacking = [row for row in found if row[1].value in (None, ())]
    first = found[0][1]
    few = 1 if is_unread(first.field) or first.depth > 1 else TRIES
    return (*there[:: max(len(there) // few, 1)][:few], *lacking)[: few + (few > 1)]


# --- The tests --------------------------------------------------------------------------------------------------


@dataclass
class Count:
    """What was changed of a table: by field, and by change of the table as a whole."""

    keys: set[object] = field(default_factory=set)
    tried: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    """By a page, or by what goes with it."""
    impossible: Counter[str] = field(default_factory=Counter)

    def change(self, name: str, what: str, key: object, changed: Mapping[Any, Any]) -> bool:
        """Try a table with something changed; return whether pages could be made of it."""
        outcome = tried({name: changed}, f"{name}[{key}], {what}")
        if outcome is None:
            self.impossible[what] += 1
            return False
        self.keys |= {key} if key is not None else set()
        self.tried[what] += 1
        self.seen[what] += outcome
        return True


def change_fields(name: str, count: Count) -> None:
    """Change every field of a table's entries by itself, in a few places, until a page shows it."""
    by_field: dict[str, list[tuple[object, Spot]]] = defaultdict(list)
    for key, value in entries(name).items():
        for spot in spots(Spot(name, value, entry_hint(name), 0, lambda new: new), texts=name == "texts"):
            by_field[spot.field].append((key, spot))
    for part, found in by_field.items():
        inside = fields_of(type(found[0][1].value), texts=True) if is_record(found[0][1].value) else frozenset()
        if inside and inside <= covered(name, count):
            continue  # it was changed field by field
        pool = list({repr(spot.value): spot.value for _, spot in found if spot.value is not None}.values())
        for key, spot in sampled(found):
            for values in islice(others(spot, pool), None if not count.tried[part] else 1):
                for value in values:
                    if count.change(name, part, key, {**table(name), key: spot.put(value)}):
                        break
            if count.seen[part]:
                break


def change_entries(name: str, count: Count) -> None:
    """Take entries out of a table or exchange them, put some in where one was asked for, and turn its order round."""
    whole = table(name)
    for key in entries(name):
        without = {other: value for other, value in whole.items() if other != key}
        instead = ({**whole, key: value} for value in whole.values() if value != whole[key])
        if not count.change(name, "an entry less", key, without):
            any(count.change(name, "another entry", key, changed) for changed in instead)
        if count.tried["an entry less"] + count.tried["another entry"] == TRIES:
            break
    for key in absent(name)[:4]:
        added = ({**whole, key: value} for value in islice(entries(name).values(), 3))
        if any(count.change(name, "an entry more", key, changed) for changed in added):
            break
    count.change(name, "the order", None, dict(reversed(whole.items())))


def covered(name: str, count: Count) -> frozenset[str]:
    """Return the fields that were changed: by themselves, or with all of the record that they are in."""
    with_all = (
        fields_of(type(spot.value), texts=True)
        for value in entries(name).values()
        for spot in spots(Spot(name, value, entry_hint(name), 0, lambda new: new), texts=name == "texts")
        if is_record(spot.value) and count.tried[spot.field]
    )
    exchanged = fields_of(entry_hint(name), texts=True) if count.tried["another entry"] else ()
    return frozenset(count.tried).union(exchanged, *with_all)


FULL = {"texts"}
"""Tables that cannot have one entry more: a text that is asked for and not there is an answer that nobody gave."""


@pytest.mark.parametrize("name", TABLES)
def test_a_change_of_any_field_is_seen_where_it_would_be_from_nothing(name):
    count = Count()
    change_fields(name, count)
    change_entries(name, count)
    assert any(count.seen.values()), "no page shows anything of the table"
    assert fields_of(entry_hint(name), texts=name == "texts") - covered(name, count) == frozenset()
    assert count.tried["the order"]
    assert count.tried["an entry more"] or not absent(name) or name in FULL
    assert len(count.keys) >= min(len(table(name)), 2)
