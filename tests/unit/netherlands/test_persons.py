"""The register of persons: what is shipped, how it is read, and what is suggested from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.netherlands import persons
from generator.netherlands.persons import RegisteredPerson, is_full, read, suggestions

SHIPPED = Path(persons.__file__).with_name(persons.FILE)


def test_the_shipped_register_has_names_and_parties_only_and_its_source_beside_it():
    shipped = read(SHIPPED.read_text("utf-8"))
    assert len(shipped) > 500
    assert len({one.name for one in shipped}) == len(shipped)
    assert not any(char.isdigit() or char in "[]" for one in shipped for char in one.name)
    source = SHIPPED.with_name("persons-source.md").read_text("utf-8")
    assert "ParlaMint-NL" in source
    assert "creativecommons.org/licenses/by/4.0" in source


def test_lines_that_are_no_persons_are_skipped():
    text = "# comment\n\nPodt\tAnne-Marijke\tD66; VVD\nalleen\nVan Dam\tPiet\n"
    assert read(text) == (RegisteredPerson("Podt", "Anne-Marijke", ("D66", "VVD")), RegisteredPerson("Van Dam", "Piet"))


@pytest.mark.parametrize(
    ("name", "parties", "expected"),
    [
        ("Podt", ["D66"], ("Anne-Marijke Podt (D66)",)),
        ("Van Nispen", ["sp"], ("Michiel van Nispen (SP)",)),
        ("Van der Lee", ["GroenLinks-PvdA"], ("Tom van der Lee (GroenLinks)",)),
        ("D. Yeşilgöz-Zegerius", [], ("Dilan Yeşilgöz-Zegerius (VVD)",)),
        ("X. Yeşilgöz-Zegerius", [], ()),
        ("Ouwehand", ["Partij voor de Dieren"], ("Esther Ouwehand (PvdD)",)),
        ("Podt", ["SP"], ()),
        ("Bikker", ["ChristenUnie"], ("Mirjam Bikker (ChristenUnie)",)),
        ("Bikker", ["D66"], ("Andin Bikker",)),
        ("Zilvermaan", [], ()),
    ],
)
def test_full_names_are_found_by_surname_initial_and_party(name, parties, expected):
    assert suggestions(name, parties, read(SHIPPED.read_text("utf-8"))) == expected


@pytest.mark.parametrize(
    ("name", "surname", "full"),
    [
        ("Anna van den Berg", "Van den Berg", True),
        ("Anna van den Berg", "Berg", False),
        ("Anna Jansen", "Jansen", True),
        ("Jansen", "Jansen", False),
        ("Anna Jansen", "Smit", False),
    ],
)
def test_a_full_name_is_a_given_name_with_the_whole_surname(name, surname, full):
    assert is_full(name, surname) is full
