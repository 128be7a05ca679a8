"""Who held which office and sat for which party on a day, and whom a front matter may name."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.core.model import Membership
from generator.graph.roles import holders_on, parties_on
from generator.graph.site import OfficeTerm, QuestionKey

LETTER = "content/letters/2021z00001"
QUESTION = "---\nnumber: {n}\n{head}---\n## Vraag\n\nV?\n\n## Antwoord\n\nJa.\n"
ACTORS = {
    "content/actors/jan.md": "---\nname: Jan Jansen\ntype: person\nparties: [{party: xyz}]\noffices:\n  - {office: minister, from: 2020-01-01, to: 2020-06-01}\n---\n",
    "content/actors/xyz.md": "---\nname: XYZ\ntype: party\n---\n",
    "content/actors/minister.md": "---\nname: minister van Water\ntype: office\nministry: ministerie\n---\n",
    "content/actors/ministerie.md": "---\nname: ministerie van Water\ntype: ministry\n---\n",
}


def letter(head, date="2021-10-27", folder=LETTER):
    return {
        f"{folder}/letter.md": f"---\ntitle: T\ndate: {date}\n{head}---\n",
        f"{folder}/vraag-01.md": QUESTION.format(n=1, head=""),
    }


def test_roles_and_terms(site):
    head = "asked_by: [{actor: jan, party: xyz}]\nanswered_by: [{actor: jan, office: minister}]\non_behalf_of: [{office: minister}]\n"
    later = letter(head, "2022-01-01", "content/letters/2022z00001")
    built = site(ACTORS | letter(head) | later)
    assert built.problems == ()
    both = ("2022z00001", "2021z00001")
    assert built.graph.asked == {"jan": both, "xyz": both}
    assert built.graph.answered == {"jan": both, "minister": both}
    assert built.graph.on_behalf == {"minister": both}
    assert built.graph.terms == (
        OfficeTerm("jan", "minister", "2020-01-01", "2020-06-01"),
        OfficeTerm("jan", "minister", "2022-01-01", "2022-01-01"),
        OfficeTerm("jan", "minister", "2021-10-27", "2021-10-27"),
    )


TERMS = (
    OfficeTerm("open", "o", None, None),
    OfficeTerm("sinds", "o", "2020-01-01", None),
    OfficeTerm("tussen", "o", "2021-01-01", "2021-12-31"),
    OfficeTerm("getekend", "o", "2021-06-01", "2021-06-01"),
    OfficeTerm("ander", "p", None, None),
)


@pytest.mark.parametrize(
    ("day", "holders"),
    [
        ("2019-12-31", ()),
        ("2020-01-01", ("sinds",)),
        ("2021-01-01", ("tussen",)),
        ("2021-06-01", ("getekend",)),
        ("2021-12-31", ("tussen",)),
        ("2022-01-01", ("sinds",)),
    ],
)
def test_who_held_an_office_is_told_by_what_is_known_best(day, holders):
    assert holders_on(TERMS, "o", day) == holders


def test_two_holders_known_equally_well_are_both_named():
    assert holders_on((TERMS[1], OfficeTerm("tot", "o", None, "2021-01-01")), "o", "2020-06-01") == ("sinds", "tot")
    assert holders_on(TERMS, "q", "2020-01-01") == ()


def sat(*terms):
    return tuple(
        Membership(party, start and dt.date(start, 1, 1), end and dt.date(end, 1, 1)) for party, start, end in terms
    )


@pytest.mark.parametrize(
    ("terms", "parties"),
    [
        ((("xyz", 2010, 2015), ("abc", 2015, None)), ("abc",)),
        ((("xyz", 2010, 2012), ("abc", 2019, None)), ()),
        ((("xyz", None, None),), ("xyz",)),
        ((("xyz", None, None), ("abc", 2015, None)), ("abc",)),
        ((("xyz", None, None), ("abc", 2019, None)), ()),
    ],
)
def test_the_party_of_the_time(terms, parties):
    assert parties_on(sat(*terms), dt.date(2016, 5, 1)) == parties


@pytest.mark.parametrize(
    ("day", "parties"),
    [
        ("2019-12-31", ()),
        ("2020-01-01", ("xyz",)),
        ("2021-06-30", ("xyz",)),
        ("2021-07-01", ()),
    ],
)
def test_a_membership_holds_on_its_first_day_and_on_its_last(day, parties):
    term = Membership("xyz", dt.date(2020, 1, 1), dt.date(2021, 6, 30))
    assert parties_on((term, Membership("abc", dt.date(2030, 1, 1), None)), dt.date.fromisoformat(day)) == parties


def test_a_question_may_name_actors_that_its_text_does_not(site):
    files = letter("") | {f"{LETTER}/vraag-02.md": QUESTION.format(n=2, head="actors: [xyz]\n")}
    assert site(ACTORS | files).graph.named == {"xyz": (QuestionKey("2021z00001", 2),)}


@pytest.mark.parametrize(
    ("path", "text", "code", "place"),
    [
        (f"{LETTER}/letter.md", "---\ntitle: T\nasked_by:\n  - {actor: jam}\n---\n", "unknown-actor", "4:13"),
        (f"{LETTER}/letter.md", "---\ntitle: T\nasked_by:\n  - {actor: jan, party: jan}\n---\n", "wrong-actor-type", "4:25"),
        (f"{LETTER}/letter.md", "---\ntitle: T\nanswered_by: [{office: xyz}]\n---\n", "wrong-actor-type", "3:24"),
        (f"{LETTER}/vraag-02.md", QUESTION.format(n=2, head="actors: [xyz, xxx]\n"), "unknown-actor", "3:15"),
        ("content/actors/x.md", "---\nname: X\ntype: office\nministry: xyz\n---\n", "wrong-actor-type", "4:11"),
        ("content/actors/x.md", "---\nname: X\ntype: person\noffices: [{office: weg}]\n---\n", "unknown-actor", "4:20"),
        ("content/actors/x.md", "---\nname: X\ntype: person\nparties: [{party: jan, from: 2021-01-01, to: 2020-01-01}]\n---\n", "term-backwards", "4:46"),
    ],
)  # fmt: skip
def test_every_actor_in_a_front_matter_is_checked(site, path, text, code, place):
    built = site(ACTORS | letter("") | {path: text})
    assert (code, f"{path}:{place}") in [(p.code, str(p.position)) for p in built.problems]
