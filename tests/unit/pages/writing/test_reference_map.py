"""The map of a letter: who refers to whom, each pair once, with arcs that start and end at their numbers."""

import re

import pytest

from generator.pages.plan import plan

LETTER = "/brieven/2024z00001/"
ARC = re.compile(r"M(\d+) (\d+)A[\d.]+ (\d+) 0 0 0 (\d+) (\d+)")


@pytest.fixture
def mapped(site, words):
    """Return a function: the answers of a letter by number → the letter's map."""

    def mapped(*answers):
        folder = "content/letters/2024z00001"
        files = {
            f"{folder}/vraag-{number:02}.md": f"---\nnumber: {number}\n---\n## Vraag\n\nWat?\n\n## Antwoord\n\n{answer}\n"
            for number, answer in enumerate(answers, 1)
        }
        done, _ = plan(site(files).graph, words)
        return next(page.view for page in done.pages if page.path == LETTER).map

    return mapped


BACK = ("Ja.", "Zie [antwoord 1](question:1).", "Zie [antwoord 1](question:1) en [weer](question:1).")


def test_every_pair_is_one_arc_and_who_takes_no_part_is_left_out(mapped):
    view = mapped(*BACK, "Nee.", "Zie de [antwoorden 2 en 3](question:2-3).")
    found = [(node.ref.number, [to.number for to in node.targets]) for node in view.nodes]
    assert found == [(1, []), (2, [1]), (3, [1]), (5, [2, 3])]
    assert [node.ref.url for node in view.nodes] == ["#vraag-1", "#vraag-2", "#vraag-3", "#vraag-5"]
    assert not view.both_ways


def test_arcs_back_run_above_the_numbers_and_arcs_ahead_below(mapped):
    view = mapped("Zie [antwoord 3](question:3).", *BACK[1:])
    at = {node.ref.number: node.x for node in view.nodes}
    assert view.both_ways
    for node in view.nodes:
        for path, target in zip(node.paths, node.targets, strict=True):
            start, y, rise, end, level = map(int, ARC.fullmatch(path).groups())
            assert abs(start - node.x) < 10
            assert abs(end - at[target.number]) < 10
            assert y == level
            ahead = target.number > node.ref.number
            assert (y > view.line) == ahead
            assert 0 <= (y + rise if ahead else y - rise) <= view.height


def test_a_long_letter_keeps_its_map_low(mapped):
    assert mapped("Ja.", *("Zie [antwoord 1](question:1)." for _ in range(30))).height < 140


def test_few_references_are_no_map(mapped):
    assert mapped(*BACK) is None
    assert mapped("Zie [hier](question:1).", *BACK[1:]) is None
