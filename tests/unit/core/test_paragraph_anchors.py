"""A paragraph's anchor, once published, is that paragraph's for good."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.paragraph_fingerprints import ALIKE, assign, fingerprint, is_fingerprint, likeness, unchanged

LONG = "De minister heeft de inspectie op drie maart gevraagd om alle lantaarns langs het kanaal opnieuw te meten"


def words(number: int) -> str:
    """A paragraph that shares no word with that of another number."""
    return " ".join(f"w{number}x{index}" for index in range(8))


def published(numbers: dict[int, int]) -> dict[int, str]:
    return {anchor: fingerprint(words(paragraph)) for anchor, paragraph in numbers.items()}


texts = st.lists(st.integers(0, 12), unique=True, max_size=8)


# --- The promise -----------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.lists(texts, min_size=1, max_size=5))
def test_through_any_edits_an_anchor_never_goes_to_another_paragraph(versions):
    owners: dict[int, int] = {}
    for version in versions:
        anchors = assign(published(owners), [words(paragraph) for paragraph in version])
        assert len(set(anchors)) == len(version)
        for anchor, paragraph in zip(anchors, version, strict=True):
            assert owners.setdefault(anchor, paragraph) == paragraph


@settings(deadline=None)
@given(texts, texts)
def test_a_paragraph_that_stays_keeps_its_anchor_wherever_it_goes(before, after):
    owners = dict(enumerate(before, 1))
    anchors = dict(zip(after, assign(published(owners), [words(p) for p in after]), strict=True))
    assert all(anchors[paragraph] == anchor for anchor, paragraph in owners.items() if paragraph in anchors)


@settings(deadline=None)
@given(st.lists(st.text(max_size=20), max_size=6), st.lists(st.text(max_size=20), max_size=6))
def test_whatever_the_text_anchors_are_different_and_the_same_each_time(before, after):
    known = {number: fingerprint(text) for number, text in enumerate(before, 1)}
    anchors = assign(known, after)
    assert anchors == assign(dict(reversed(known.items())), after)
    assert len(set(anchors)) == len(after)
    assert all(anchor > 0 for anchor in anchors)


@settings(deadline=None)
@given(st.lists(st.text(max_size=20), max_size=6))
def test_an_unchanged_text_keeps_all_its_anchors_also_where_it_repeats_itself(paragraphs):
    known = {number: fingerprint(text) for number, text in enumerate(paragraphs, 1)}
    assert assign(known, paragraphs) == tuple(range(1, len(paragraphs) + 1))


# --- In words --------------------------------------------------------------------------------------------------


def test_without_a_ledger_paragraphs_are_counted():
    assert assign({}, ["Ja.", "Nee.", "Ja."]) == (1, 2, 3)


def test_an_inserted_paragraph_gets_the_next_number_and_shifts_none():
    assert assign(published({1: 1, 2: 2}), [words(1), words(3), words(2)]) == (1, 3, 2)


def test_the_number_of_a_removed_paragraph_is_not_given_again():
    assert assign(published({1: 1, 2: 2, 3: 3}), [words(1), words(2), words(4)]) == (1, 2, 4)


def test_a_corrected_paragraph_keeps_its_number():
    known = {1: fingerprint("Ja."), 2: fingerprint(LONG), 3: fingerprint("Zie het antwoord op vraag 3.")}
    corrected = LONG.replace("drie maart", "4 maart").replace("opnieuw ", "")
    assert assign(known, [corrected, "Ja."]) == (2, 1)


def test_of_two_that_were_corrected_each_keeps_its_own():
    other = "Zie voor de kosten van het onderhoud de bijlage bij de brief van vorig jaar aan de Kamer"
    known = {1: fingerprint(LONG), 2: fingerprint(other)}
    assert assign(known, [f"{other} en aan u", f"Ook {LONG}"]) == (2, 1)


def test_of_two_that_are_like_the_old_one_only_the_likest_is_it():
    nearer, further = LONG.replace("drie", "vier"), LONG.replace("drie maart", "een dag in april").replace("alle ", "")
    assert assign({1: fingerprint(LONG)}, [further, nearer]) == (2, 1)
    assert assign({1: fingerprint(LONG)}, [nearer, further]) == (1, 2)


def changed(text: str, lanes: int) -> str:
    """The fingerprint of an earlier text that agrees with this one in all but so many of the sixteen lanes."""
    words, _, sketch = fingerprint(text).partition("-")
    earlier = bytes(lane ^ (0xFF if index < lanes else 0) for index, lane in enumerate(bytes.fromhex(sketch)))
    return f"{words[::-1]}-{earlier.hex()}"


@pytest.mark.parametrize(("lanes", "number"), [(8, 1), (9, 2)])
def test_a_paragraph_that_keeps_half_of_its_sketch_is_corrected_and_one_that_keeps_less_is_new(lanes, number):
    assert assign({1: changed(LONG, lanes)}, [LONG]) == (number,)


def test_of_two_equally_like_the_one_that_moved_least_is_it():
    known = {1: changed(LONG, 5), 2: changed(LONG, 5), 3: changed(LONG, 5)}
    assert assign(known, [words(1), words(2), LONG]) == (4, 5, 3)


def test_a_new_number_is_higher_than_all_that_were_ever_given():
    assert assign(published({2: 1, 5: 2}), [words(1), words(3), words(2), words(4)]) == (2, 6, 5, 7)


def test_layout_and_punctuation_do_not_make_another_paragraph():
    assert unchanged(
        fingerprint("De politie – niet het OM – meet\u00a0dat: „ja”."), "de politie, niet het OM, meet dat 'ja'"
    )
    assert not unchanged(fingerprint("Ja."), "Nee.")


def test_likeness_tells_a_correction_from_another_text():
    known = fingerprint(LONG)
    assert likeness(known, LONG) == 1
    assert likeness(known, LONG.replace("inspectie", "Inspectie Verlichting")) >= ALIKE
    assert likeness(known, "Nee, daarover is de minister niet met de gemeente in gesprek geweest.") < ALIKE


def test_the_form_of_a_fingerprint_is_fixed_since_ledgers_of_years_ago_hold_it():
    assert fingerprint("Ja, dat klopt.") == "b30dccf57337-e11ccdb69dab72a3b3515d3574eb4b55"
    assert is_fingerprint(fingerprint(""))
    assert not is_fingerprint("Ja, dat klopt.")


def test_a_fingerprint_holds_no_word_of_the_text():
    assert fingerprint("Ja.") != fingerprint("Nee.")
    assert set(fingerprint(LONG)) <= set("0123456789abcdef-")
