"""What is noted of a site while pages are made, and that one fingerprint tells whether any of it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

import msgspec
import pytest

from generator.core import digest
from generator.core.config import Config, Parts, Segments
from generator.core.proof import Proof, State
from generator.graph.site import QuestionKey, TextKey
from generator.graph.tables import SiteTables, tables
from generator.pages.kinds.table import WORDS
from generator.pages.markup.page_words import PageWords
from generator.pages.planned import Piece
from generator.pages.reuse.groups import Reuse
from generator.pages.reuse.reads import WHOLE, Entries, RecordedTable, Recorder
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext, site_context

TABLE = {"a": 1, "b": 2, "c": 0}


def failing(table: Mapping, key: str) -> str:
    with pytest.raises(KeyError) as raised:
        table[key]
    return repr(raised.value)


READ = {
    "a key": (lambda table: table["a"], {"a"}, False),
    "a key that is not there": (lambda table: failing(table, "x"), {"x"}, False),
    "get": (lambda table: table.get("a"), {"a"}, False),
    "get of what is not there": (lambda table: table.get("x", 7), {"x"}, False),
    "in": (lambda table: "a" in table, {"a"}, False),
    "in, of what is not there": (lambda table: "x" in table, {"x"}, False),
    "several": (lambda table: [table.get(key) for key in "axa"], {"a", "x"}, False),
    "a walk": (lambda table: next(iter(table)), set(), True),
    "a list": (list, set(), True),
    "how many": (len, set(), True),
    "whether there is any": (bool, set(), True),
    "keys": (lambda table: table.keys(), set(), True),
    "values": (lambda table: list(table.values()), set(), True),
    "items": (lambda table: list(table.items()), set(), True),
    "all at once": (dict, set(), True),
    "comparing": (lambda table: table == TABLE, set(), True),
    "a key and a walk": (lambda table: [table["a"], *table], {"a"}, True),
    "nothing": (lambda table: None, set(), False),
}


@pytest.mark.parametrize(("read", "keys", "whole"), READ.values(), ids=READ)
def test_a_table_notes_what_is_read_and_gives_what_it_has(read, keys, whole):
    table = RecordedTable(TABLE)
    assert read(table) == read(TABLE)
    # What is walked is read whole, whatever keys are noted besides.
    assert (keys <= table.keys_read, table.whole) == (True, whole)


def test_nothing_can_be_done_with_a_table_that_is_not_noted():
    ours = vars(RecordedTable).keys() - {"__slots__", "__init__", "__doc__", "__module__", "__parameters__"}
    reading = {"__getitem__", "get", "__contains__", "__iter__", "__len__", "keys", "values", "items"}
    assert reading <= ours
    through_these = {"__eq__", "__ne__", "__reversed__", "__hash__", "__class_getitem__", "__subclasshook__"}
    assert {name for name in vars(Mapping) if callable(getattr(Mapping, name))} <= reading | through_these


# --- A site ------------------------------------------------------------------------------------------------------


@pytest.fixture
def site(make, world, words):
    found = tables(make.link(world))
    return site_context(
        found, PageWords(words), base_url="https://a.example", proofs={"2024z00001": Proof("2024z00001", State.EQUAL)}
    )


def changed(site: SiteContext, **tables_: Mapping) -> SiteContext:
    return replace(site, graph=msgspec.structs.replace(site.graph, **tables_))


def reads(site: SiteContext, read) -> dict[str, bytes]:
    recorder = Recorder(site)
    read(recorder.site)
    return recorder.reads()


def test_every_field_of_the_tables_is_a_recorded_table_or_the_settings(site):
    graph = Recorder(site).site.graph
    kinds = {name: type(getattr(graph, name)) for name in SiteTables.__struct_fields__}
    assert kinds.pop("config") is Config
    assert set(kinds.values()) == {RecordedTable}


def test_of_a_table_that_nobody_reads_nothing_is_noted(site):
    assert reads(site, lambda _: None) == {}


def test_a_table_that_was_walked_is_noted_whole_whatever_keys_were_read_besides(site):
    assert reads(site, lambda made: [made.graph.topics.get(key) for key in (*made.graph.topics, "x")]) == {
        "topics": WHOLE
    }


def test_each_table_is_noted_by_its_own_name(site):
    names = [name for name in SiteTables.__struct_fields__ if name != "config"]
    for name in names:
        assert reads(site, lambda made, name=name: list(getattr(made.graph, name))) == {name: WHOLE}
        key = next(iter(getattr(site.graph, name)), None)
        if key is not None:
            found = reads(site, lambda made, name=name, key=key: getattr(made.graph, name).get(key))
            assert found == {name: digest.encoded((key,))}
    for name in ("proofs", "followed", "pieces"):
        assert reads(site, lambda made, name=name: list(getattr(made, name))) == {name: WHOLE}


KNOWN_BY_A_DIGEST = {"places"}
"""What finds values of which a recorded table has the digest: `SiteContext.source_places` reads the proof first."""
SHARED_BY_ALL = {"frames"}
"""What a context finds out from the settings alone."""


@pytest.mark.parametrize("field", fields(SiteContext), ids=lambda field: field.name)
def test_every_field_of_a_context_is_recorded_or_in_every_key_or_begins_empty(site, field):
    name = field.name
    noted = getattr(Recorder(site).site, name)
    if name == "graph" or name in KNOWN_BY_A_DIGEST or isinstance(noted, RecordedTable):
        return
    if name in OTHER_VALUES:
        other = OTHER_VALUES[name](getattr(site, name))
        assert shared(site) != shared(replace(site, **{name: other}))
        return
    filled = replace(site, **{name: {"found": "before"}})
    kept = getattr(Recorder(filled).site, name)
    if name in SHARED_BY_ALL:
        assert kept is getattr(filled, name)
    else:
        assert kept == {}


OTHER_VALUES = {
    "words": lambda words: PageWords({**words.entries, "pages-letters": "Iets anders"}),
    "offline": lambda offline: not offline,
    "base_url": lambda _: "https://b.example",
    "first_address": lambda _: "https://eerst.example",
    "stylesheet": lambda path: f"{path}x",
    "script": lambda path: f"{path}x",
    "made": lambda made: made - {"citations"},
    "addressed": lambda addressed: not addressed,
    "sections": lambda sections: (*sections, ("nav-x", "/x/")),
    "own_pages": lambda own_pages: (*own_pages, ("/x/", "X")),
}


def shared(site: SiteContext) -> str:
    """Return the part of the keys of all groups that is the same."""
    return Reuse(site, {})._shared


class Unreadable(Mapping):
    """A table that cannot be read."""

    def __getitem__(self, key):
        raise AssertionError(key)

    __iter__ = __len__ = __contains__ = get = __getitem__


def test_what_is_around_pages_is_made_of_the_settings_alone(site):
    nothing = {name: Unreadable() for name in SiteTables.__struct_fields__ if name != "config"}
    bare = replace(changed(site, **nothing), proofs=Unreadable(), followed=Unreadable(), pieces=Unreadable())
    for path in ("/", "/404.html", "/brieven/", "/brieven/2024z00001/", "/brieven/2024z00001/vraag-1/"):
        assert PageContext(bare, path)._frame() == PageContext(site, path)._frame()


@pytest.mark.parametrize("key", WORDS)
def test_every_word_that_pages_hold_is_in_every_key(site, key):
    entries = {**site.words.entries, key: f"{site.words.entries[key]} anders"}
    assert shared(site) != shared(replace(site, words=PageWords(entries)))


def test_pages_hold_no_other_words(planned, words, world):
    assert words.keys() == WORDS.keys()
    planned(world)


OTHER_SETTINGS = {
    "lang": "en",
    "mentions": "all",
    "segments": Segments(letters="letters"),
    "accent": "#123456",
    "license": "https://c.example/",
    "base_url": "https://c.example",
    "home_letters": 3,
    "feed_entries": 3,
    "parts": Parts(citations=False),
    "host": "github",
}


@pytest.mark.parametrize("name", Config.__struct_fields__)
def test_every_setting_is_in_every_key(site, name):
    config = msgspec.structs.replace(site.config, **{name: OTHER_SETTINGS.get(name, "iets anders")})
    assert config != site.config
    assert shared(site) != shared(replace(site, graph=msgspec.structs.replace(site.graph, config=config)))


@pytest.mark.parametrize("name", Segments.__struct_fields__)
def test_every_word_of_the_addresses_is_in_every_key(site, name):
    segments = msgspec.structs.replace(site.config.segments, **{name: "elders"})
    config = msgspec.structs.replace(site.config, segments=segments)
    assert shared(site) != shared(replace(site, graph=msgspec.structs.replace(site.graph, config=config)))


# --- Whether what was read is as it was ----------------------------------------------------------------------------

ONE, OTHER = QuestionKey("2024z00001", 1), QuestionKey("2024z00001", 2)


def test_an_entry_that_was_read_counts_and_another_does_not(site):
    read = reads(site, lambda made: made.graph.heads[ONE])
    before = Entries(site).digest(read)
    heads = site.graph.heads
    for key, same in ((ONE, False), (OTHER, True)):
        head = msgspec.structs.replace(heads[key], title="Een andere titel")
        assert (Entries(changed(site, heads={**heads, key: head})).digest(read) == before) is same
    assert Entries(changed(site, heads={OTHER: heads[OTHER], ONE: heads[ONE]})).digest(read) == before
    assert Entries(changed(site, heads={OTHER: heads[OTHER]})).digest(read) != before
    assert Entries(changed(site, topics={})).digest(read) == before


@pytest.mark.parametrize("name", ["title", "words", "number"])
def test_every_field_of_a_heading_counts(site, name):
    read = reads(site, lambda made: made.graph.heads[ONE])
    other = msgspec.structs.replace(site.graph.heads[ONE], **{name: 9 if name == "number" else "anders"})
    assert Entries(changed(site, heads={ONE: other})).digest(read) != Entries(site).digest(read)


def test_what_was_not_there_counts_when_it_comes(site):
    read = reads(site, lambda made: made.graph.topics.get("nieuw"))
    before = Entries(site).digest(read)
    topics = site.graph.topics
    assert Entries(changed(site, topics={})).digest(read) == before
    new = msgspec.structs.replace(next(iter(topics.values())), id="nieuw")
    assert Entries(changed(site, topics={**topics, "nieuw": new})).digest(read) != before


def test_of_a_table_that_was_walked_every_entry_counts_and_their_order_too(site):
    read = reads(site, lambda made: list(made.graph.topics))
    before = Entries(site).digest(read)
    topics = dict(site.graph.topics)
    assert len(topics) > 1
    first, second, *_ = topics
    turned = dict(reversed(topics.items()))
    renamed = {**topics, second: msgspec.structs.replace(topics[second], name="Anders")}
    moved = {("nieuw" if key == first else key): topic for key, topic in topics.items()}
    swapped = {**topics, first: topics[second], second: topics[first]}
    for other in (turned, renamed, moved, swapped, {first: topics[first]}, {**topics, "nieuw": topics[first]}):
        assert Entries(changed(site, topics=other)).digest(read) != before
    assert Entries(changed(site, topics=dict(topics))).digest(read) == before


def test_tables_are_told_apart(site):
    numbers = {"2024z00001": (1,)}
    asked = {
        name: reads(site, lambda made, name=name: list(getattr(made.graph, name))) for name in ("asked", "answered")
    }
    both = {**asked["asked"], **asked["answered"]}
    one = changed(site, asked={"a": ("x",)}, answered={})
    other = changed(site, asked={}, answered={"a": ("x",)})
    assert Entries(one).digest(both) != Entries(other).digest(both)
    assert Entries(changed(site, numbers=numbers)).digest(both) == Entries(site).digest(both)


def test_a_piece_counts_by_its_digest_and_is_not_made_for_that(site):
    def never() -> str:
        raise AssertionError

    read = reads(replace(site, pieces={("a", "b"): Piece("1", never)}), lambda made: made.pieces["a", "b"])
    kept = {digest_: replace(site, pieces={("a", "b"): Piece(digest_, never)}) for digest_ in ("1", "2")}
    assert Entries(kept["1"]).digest(read) != Entries(kept["2"]).digest(read)


@pytest.mark.parametrize("key", [TextKey("x\udcff", 1, "answer"), TextKey("x", 2**64, "answer")])
def test_a_key_that_has_no_form_in_a_cache_makes_its_table_count_whole(site, key):
    assert reads(site, lambda made: made.graph.texts.get(key)) == {"texts": WHOLE}
    assert reads(site, lambda made: (made.graph.texts.get(key), made.graph.heads.get(ONE)))["heads"] != WHOLE


def test_values_that_have_no_form_in_a_cache_have_a_digest():
    assert digest.of_value(("x\udcff", 1)) != digest.of_value(("x\udcfe", 1))
    assert digest.of_value((2**64,)) != digest.of_value((2**64 + 1,))
