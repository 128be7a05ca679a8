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
    **dict.fromkeys(
        """
        lookalike-fullwidth words-glued word-split hyphen-dropped hyphen-made-space hyphen-inserted
        zero-width-inserted zero-width-at-border soft-hyphen-inserted no-break-space-inserted
        direction-mark-inserted order-sign-changed order-sign-dropped minus-dropped plus-minus-dropped
        multiplication-changed multiplication-dropped degree-dropped decimal-comma-changed
        decimal-comma-dropped zero-comma-changed zero-comma-dropped thousands-point-changed
        thousands-point-dropped fraction-slash-changed fraction-slash-dropped range-dash-changed
        range-dash-dropped time-separator-changed time-separator-dropped figure-space-changed
        figure-space-dropped minus-inserted comma-inserted-in-figure full-stop-dropped full-stop-changed
        full-stop-added comma-dropped comma-changed comma-added semicolon-dropped semicolon-changed
        semicolon-added colon-dropped colon-changed colon-added question-mark-dropped question-mark-changed
        question-mark-added exclamation-mark-dropped exclamation-mark-changed exclamation-mark-added
        dash-dropped dash-changed dash-added dash-turned quotation-mark-dropped quotation-marks-dropped
        quotation-mark-turned quotation-marks-added bracket-dropped brackets-dropped bracket-changed
        brackets-added apostrophe-dropped apostrophe-turned ellipsis-changed paragraph-to-or-from-the-cover
        paragraph-split paragraphs-joined paragraph-made-item paragraph-made-heading
        paragraph-made-quotation sentence-made-heading sentence-made-item list-made-paragraphs
        list-items-joined list-item-nested heading-made-paragraph answered-elsewhere
        footnote-punctuation-dropped footnotes-swapped footnote-mark-over-punctuation words-struck
        text-raised superscript-taken-away
        """.split(),
        NOT_SEEN,
    ),
    **dict.fromkeys("strike-taken-away subscript-taken-away reference-link".split(), NO_PLACE),
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
