"""A few changes of each kind in three small letters: what verification finds of them, and what it must not report."""

from __future__ import annotations

import itertools
from random import Random

import pytest

from tests.soak import letters
from tests.soak.allowed import ALLOWED
from tests.soak.bench import Bench, Case
from tests.soak.change import allowed, planted
from tests.soak.kinds import KINDS
from tests.soak.setting import FORMATS, parts
from tests.soak.verdict import verdict

NOT_SEEN = "not seen yet"
NO_PLACE = "nothing of its kind is in an imported letter yet"
OPEN = {
    "list-item-nested": NOT_SEEN,
    "paragraph-to-or-from-the-cover": NOT_SEEN,  # the end of the last answer, which no label parts from the closing
    **dict.fromkeys("subscript-taken-away reference-link".split(), NO_PLACE),
}
"""Kinds of change that are missed at least once, each with the reason. A kind that is always found goes from here."""

LETTERS = (("brug", ".docx"), ("brug", ".txt"), ("sluis", ".html"))


@pytest.fixture(scope="module")
def benches(tmp_path_factory):
    made = []
    for name, suffix in LETTERS:
        source = letters.Source(name, suffix, FORMATS[suffix](parts(letters.MADE[name])))
        folder = letters.imported(source, tmp_path_factory.mktemp("brief"))
        made.append(Bench(Case(name, suffix, folder), folder, letters.files(folder)))
    return made


def outcomes(benches, kind, make):
    """Make a change of a kind in two letters that have a place for it."""
    rng = Random(kind.name)
    changes = ((bench, make(kind, rng, bench.letter)) for bench in rng.sample(benches, len(benches)))
    placed = ((bench, change) for bench, change in changes if change)
    return [bench.outcome(kind, change) for bench, change in itertools.islice(placed, 2)]


def test_the_letters_are_equal_to_their_sources_as_imported(benches):
    assert all(verdict(bench.folder).equal for bench in benches)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_planted_change_is_found(benches, kind):
    found = outcomes(benches, kind, planted)
    assert not any(one.failed for one in found), found
    missed = [one.sentence for one in found if not one.told]
    reason = OPEN.get(kind.name)
    if not found:
        assert reason == NO_PLACE, "no letter has a place for this kind of change"
    elif reason:
        assert missed, f"found always: take {kind.name} out of the table"
        assert reason == NOT_SEEN
    else:
        assert not missed


@pytest.mark.parametrize("kind", ALLOWED, ids=lambda kind: kind.name)
def test_an_allowed_edit_is_not_reported(benches, kind):
    made = outcomes(benches, kind, allowed)
    assert bool(made) == (OPEN.get(kind.name) != NO_PLACE)
    assert not [(one.sentence, one.said) for one in made if one.told]


def test_the_table_names_kinds_that_exist():
    assert set(OPEN) <= {kind.name for kind in (*KINDS, *ALLOWED)}
