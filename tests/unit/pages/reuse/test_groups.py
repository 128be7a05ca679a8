"""Groups of pages and pieces of text: from an earlier build while all that they read is as it was, else made anew."""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import replace

import msgspec
import pytest

from generator.core.cache import NoCache
from generator.core.ledger import Address
from generator.core.parts import PARTS
from generator.graph.tables import tables
from generator.output.cache_file import CacheFile
from generator.pages.kinds.groups import Made, PageGroup, groups
from generator.pages.kinds.table import KINDS
from generator.pages.markup.page_words import PageWords
from generator.pages.planned import Page, TextFile, search_text
from generator.pages.reuse import groups as reuse
from generator.pages.reuse.groups import Reuse
from generator.pages.views.share import ShareCard
from generator.pages.writing.site_context import site_context

FIRST, SECOND = "rijkswacht", "duinwacht"


@pytest.fixture
def site(make, world, words):
    found = tables(make.link(world))
    names = {id_: replace_(next(iter(found.actors.values())), id=id_, name=id_) for id_ in (FIRST, SECOND)}
    return site_context(replace_(found, actors=names), PageWords(words), base_url="https://a.example")


replace_ = msgspec.structs.replace


def named(site, actor, name):
    """Return the site with another name for an actor."""
    actors = {**site.graph.actors, actor: replace_(site.graph.actors[actor], name=name)}
    return replace(site, graph=replace_(site.graph, actors=actors))


class Maker:
    """Makes a group of two pages for an actor, and counts how often."""

    def __init__(self):
        self.times = Counter()

    def group(self, actor, name=None):
        def make(site):
            self.times[actor] += 1
            name = site.graph.actors[actor].name
            pages = tuple(
                Page(f"/{actor}/{which}", TextFile(f"{which} {name}"), f"{name}.md", line=2, column=3) for which in "ab"
            )
            found = tuple(search_text(page.path, f"<p>{page.view.text}</p>") for page in pages)
            card = ShareCard(f"/{actor}/share.png", "1", name, "brief", "vandaag", "site")
            return Made(pages, found, (card,), (Address(f"/{actor}/a", "", name),))

        return PageGroup(name or actor, make)


def group_of(reuse, group):
    """Return one group of a plan, as it is when all are made."""
    [made] = reuse.groups((group,))
    return made


def told(made):
    """Return all that is told of a group, with its views and texts."""
    at = [(p.path, p.origin, p.line, p.column, p.type, p.kind, p.index, p.fingerprint, p.subject) for p in made.pages]
    return at, [(t.path, t.digest) for t in made.found], made.cards, made.addresses, seen(made)


def seen(made):
    return [page.view for page in made.pages], [text.html for text in made.found]


@pytest.fixture
def maker():
    return Maker()


def test_a_group_is_made_once_while_nothing_changes(site, maker):
    cache = CacheFile()
    for _ in range(3):
        made = group_of(Reuse(site, cache), maker.group(FIRST))
        assert [page.path for page in made.pages] == [f"/{FIRST}/a", f"/{FIRST}/b"]
    assert maker.times == {FIRST: 1}


def test_an_unchanged_group_is_all_that_it_was(site, maker):
    cache = CacheFile()
    [first, again, nothing] = (group_of(Reuse(site, kept), maker.group(FIRST)) for kept in (cache, cache, NoCache()))
    assert told(first) == told(again) == told(nothing)


def test_its_views_are_made_when_one_is_asked_for_and_once_for_all(site, maker):
    cache = CacheFile()
    group_of(Reuse(site, cache), maker.group(FIRST))
    made = group_of(Reuse(site, cache), maker.group(FIRST))
    assert maker.times[FIRST] == 1
    assert seen(made) == seen(made) == seen(group_of(Reuse(site, NoCache()), Maker().group(FIRST)))
    assert maker.times[FIRST] == 2


def test_what_a_group_read_decides_and_nothing_else(site, maker):
    cache = CacheFile()
    group_of(Reuse(site, cache), maker.group(FIRST))
    group_of(Reuse(named(site, SECOND, "Anders"), cache), maker.group(FIRST))
    assert maker.times[FIRST] == 1
    other = named(site, FIRST, "Anders")
    made = group_of(Reuse(other, cache), maker.group(FIRST))
    assert maker.times[FIRST] == 2
    assert told(made) == told(group_of(Reuse(other, NoCache()), Maker().group(FIRST)))


def test_a_record_that_a_copy_of_the_process_could_not_keep_is_not_that_of_before(site, maker):
    cache = CacheFile()
    group_of(Reuse(site, cache), maker.group(FIRST))
    other = named(site, FIRST, "Anders")
    [made] = Reuse(other, cache).groups((maker.group(FIRST),), lambda _do, _count: None)
    assert told(made) == told(group_of(Reuse(other, NoCache()), Maker().group(FIRST)))


def test_what_changes_back_is_made_again(site, maker):
    cache = CacheFile()
    for name in ("een", "twee", "een"):
        other = named(site, FIRST, name)
        made = group_of(Reuse(other, cache), maker.group(FIRST))
        assert told(made) == told(group_of(Reuse(other, NoCache()), Maker().group(FIRST)))


def test_each_group_has_what_is_its_own(site, maker):
    cache = CacheFile()
    for turn in range(2):
        first, second = (group_of(Reuse(site, cache), maker.group(actor)) for actor in (FIRST, SECOND))
        assert [address.path for address in (*first.addresses, *second.addresses)] == [f"/{FIRST}/a", f"/{SECOND}/a"]
        assert maker.times == {FIRST: 1, SECOND: 1}, turn
    assert told(first) == told(group_of(Reuse(site, NoCache()), Maker().group(FIRST)))
    assert told(second) == told(group_of(Reuse(site, NoCache()), Maker().group(SECOND)))


def test_one_group_does_not_see_what_another_found_out(site):
    def make(context):
        before = len(context.records)
        context.records["x"] = len(context.graph.actors)
        return Made((Page("/", TextFile(str(before)), ""),))

    made = Reuse(site, CacheFile())
    assert [group_of(made, PageGroup(name, make)).pages[0].view.text for name in ("een", "twee")] == ["0", "0"]


def test_with_other_code_or_another_setting_all_is_made_again(site, maker, monkeypatch):
    cache = CacheFile()
    group_of(Reuse(site, cache), maker.group(FIRST))
    for other in (
        replace(site, offline=True),
        replace(site, base_url=None),
        replace(site, words=PageWords({**site.words.entries, "pages-letters": "Anders"})),
        replace(site, graph=replace_(site.graph, config=msgspec.structs.replace(site.config, name="Anders"))),
    ):
        before = maker.times[FIRST]
        group_of(Reuse(other, cache), maker.group(FIRST))
        assert maker.times[FIRST] == before + 1
    with monkeypatch.context() as patch:
        patch.setattr(reuse, "code_of", lambda *_: "andere code")
        group_of(Reuse(site, cache), maker.group(FIRST))
    assert maker.times[FIRST] == before + 2
    group_of(Reuse(site, cache), maker.group(FIRST))
    assert maker.times[FIRST] == before + 2


def test_the_names_of_groups_are_their_own(site):
    names = [group.name for group in groups(site.graph, frozenset(part.name for part in PARTS))]
    assert len(names) == len(set(names)) > len(KINDS)
    with_subjects = [kind.name for kind in KINDS]
    assert not [(a, b) for a in with_subjects for b in with_subjects if b.startswith(f"{a} ")]


# --- What is in the cache ----------------------------------------------------------------------------------------

READS = {"actors": msgspec.msgpack.encode((FIRST,))}
RECORDS = {
    "text": "tekst",
    "a number": 3,
    "nothing": None,
    "a row of something": ("a", "b", "c"),
    "the record of a piece": ({}, "digest", "tekst"),
    "of a table that there is not": ({"nergens": b""}, "", (), (), (), ()),
    "of keys of another type": ({"heads": msgspec.msgpack.encode(("x",))}, "", (), (), (), ()),
    "of keys that cannot be read": ({"actors": b"\xc1"}, "", (), (), (), ()),
    "of another digest": (READS, "", (), (), (), ()),
    "of pages of another form": (READS, "", ((1, 2),), (), (), ()),
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_record_of_something_else_counts_as_none(site, maker, record):
    cache = CacheFile()
    group_of(Reuse(site, cache), maker.group(FIRST))
    name = next(iter(cache._values))  # the group's, before that all groups hold
    data = msgspec.msgpack.encode(record)

    cache._values[name] = data, zlib.crc32(data)
    made = group_of(Reuse(site, cache), maker.group(FIRST))
    assert maker.times[FIRST] == 2
    assert told(made) == told(group_of(Reuse(site, NoCache()), Maker().group(FIRST)))


def test_a_group_and_a_piece_of_one_name_do_not_meet(site, maker):
    cache = CacheFile()
    for _ in range(2):
        made = Reuse(site, cache)
        assert made.piece(FIRST, lambda site: site.graph.actors[FIRST].name).text == FIRST
        assert [page.path for page in group_of(made, maker.group(FIRST)).pages] == [f"/{FIRST}/a", f"/{FIRST}/b"]
    assert maker.times[FIRST] == 1


# --- Pieces ------------------------------------------------------------------------------------------------------


class Pieces:
    """Makes pieces of text of an actor, and counts how often."""

    def __init__(self):
        self.times = Counter()

    def kinds(self):
        def make(site, letter):
            self.times[letter] += 1
            return f"{letter}: {site.graph.actors[FIRST].name}"

        return {"kind": make}


LETTER = "2024z00001"


def test_a_piece_is_made_once_and_again_when_what_it_read_changes(site):
    pieces, cache = Pieces(), CacheFile()
    for name in (FIRST, FIRST, "Anders", "Anders"):
        context = Reuse(named(site, FIRST, name), cache).with_pieces(pieces.kinds())
        assert context.pieces["kind", LETTER].text == f"{LETTER}: {name}"
    assert pieces.times == {LETTER: 2}


class WithoutTexts(CacheFile):
    """A cache that lost the text of every piece, but not what is known of it."""

    def get(self, key, kind):
        return None if kind is str else super().get(key, kind)


def test_a_piece_whose_text_is_lost_is_made_again(site):
    pieces, cache = Pieces(), WithoutTexts()
    for _ in range(2):
        context = Reuse(site, cache).with_pieces(pieces.kinds())
        assert context.pieces["kind", LETTER].digest
    assert pieces.times == {LETTER: 1}
    assert context.pieces["kind", LETTER].text == f"{LETTER}: {FIRST}"
    assert pieces.times == {LETTER: 2}


def test_each_letter_and_kind_has_a_piece_of_its_own(site):
    kinds = {kind: lambda site, letter, kind=kind: f"{kind} of {letter}" for kind in ("a", "b")}
    context = Reuse(site, CacheFile()).with_pieces(kinds)
    assert {key: piece.text for key, piece in context.pieces.items()} == {
        (kind, letter): f"{kind} of {letter}" for kind in kinds for letter in site.graph.letters
    }


def test_a_group_that_uses_a_piece_is_made_again_when_the_piece_is_another(site):
    pieces, cache, times = Pieces(), CacheFile(), Counter()

    def make(site):
        times["group"] += 1
        return Made((Page("/", TextFile(site.pieces["kind", LETTER].text), ""),))

    for name, made_now in ((FIRST, 1), (FIRST, 0), ("Anders", 1)):
        times.clear()
        made = Reuse(named(site, FIRST, name), cache)
        made.with_pieces(pieces.kinds())
        [page] = group_of(made, PageGroup("group", make)).pages
        assert times["group"] == made_now
        assert page.view.text == f"{LETTER}: {name}"
