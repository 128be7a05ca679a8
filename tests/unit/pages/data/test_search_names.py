"""Names and ids in the one form in which search compares them, here and in the search page."""

from pathlib import Path

import pytest

from generator.core.diagnostics import Position
from generator.core.model import Actor, ActorType
from generator.pages.data import search_names
from generator.references import schemes

RULES = Path(__file__).parents[3] / "rules/search/keys.tsv"
CASES = [tuple(line.split("\t")) for line in RULES.read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("name", "key"), CASES)
def test_a_name_is_compared_without_spelling(name, key):
    assert search_names.key(name) == key


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Noor Hofstra", ["hofstra"]),
        ("Wim de Beuker", ["de-beuker", "beuker"]),
        ("Jan van der Berg-van den Dam", ["van-der-berg-van-den-dam", "berg-van-den-dam"]),
        ("Prins", []),
    ],
)
def test_a_person_is_found_by_the_family_name(name, family):
    actor = Actor("x", Position("content/actors/x.md"), name, ActorType.PERSON)
    assert search_names.keys(search_names.of_actor(actor)) == (search_names.key(name), *family)


def test_an_office_is_found_by_its_own_names_only():
    actor = Actor(
        "x", Position("content/actors/x.md"), "minister van Zee", ActorType.OFFICE, aliases=("minister van Z",)
    )
    assert search_names.keys(search_names.of_actor(actor)) == ("minister-van-zee", "minister-van-z")


@pytest.mark.parametrize(
    ("document", "wanted"),
    [
        ("kst:30821-124", {"kst-30821-124", "30821-124", "kamerstukken-ii-30821-nr-124"}),
        ("ah:tk-20242025-591", {"ah-tk-20242025-591", "tk-20242025-591", "20242025-591", "2024-25-591"}),
        ("celex:32016R0679", {"2016-679", "algemene-verordening-gegevensbescherming", "avg", "32016-r-679"}),
        ("jci1.3:c:BWBR0031788&artikel=3", {"bwbr-31788", "politiewet-2012", "politiewet"}),
        ("stb:2019-143", {"stb-2019-143", "2019-143"}),
    ],
)
def test_a_document_is_found_by_its_id_and_its_names(document, wanted):
    identity = schemes.parse(document)
    assert identity is not None
    found = set(search_names.keys(search_names.of_document(identity, "nl")))
    assert wanted <= found


def test_words_that_say_nothing_alone_are_no_words_of_a_name():
    assert search_names.words(("Lood in 3 drinkwaterleidingen", "NS")) == ("drinkwaterleidingen", "lood")
