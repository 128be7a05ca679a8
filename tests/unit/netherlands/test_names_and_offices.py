"""The tables of particles, ranks and portfolios hold each thing once, and what recognition builds patterns from."""

from __future__ import annotations

import re

import pytest

from generator.netherlands.name_particles import IN_LETTERS, PARTICLES
from generator.netherlands.portfolios import ALSO_OF_THE_PREMIER, PORTFOLIOS, RANKS


def test_particles_are_in_lower_case_and_letters_have_some_of_them():
    assert all(particle == particle.lower() and "’" not in particle for particle in PARTICLES)
    assert set(IN_LETTERS) <= PARTICLES
    assert len(set(IN_LETTERS)) == len(IN_LETTERS)


@pytest.mark.parametrize("rank", RANKS, ids=lambda rank: rank.name)
def test_a_rank_is_written_as_its_name_and_as_no_other_rank(rank):
    assert [other.name for other in RANKS if re.fullmatch(other.written, rank.name)] == [rank.name]


def test_a_portfolio_is_once_below_its_word_and_in_order():
    for names in PORTFOLIOS.values():
        assert list(names) == sorted(set(names))


def test_the_second_office_of_the_premier_is_in_the_tables():
    rank, word, portfolio = ALSO_OF_THE_PREMIER.split(" ", maxsplit=2)
    assert rank in {one.name for one in RANKS}
    assert portfolio in PORTFOLIOS[word]
