from __future__ import annotations

from generator.core.diagnostics import Diagnostic, Position, Severity
from generator.graph.checks import run
from generator.graph.worklist import work_list

OLD, NEW = "content/letters/2020z00001", "content/letters/2021z00001"
QUESTION = "---\nnumber: {n}\n---\n## Vraag\n\nWat?\n\n## Antwoord\n\nDat.\n"
HEAD = "---\ntitle: {title}\ndate: {date}\nasked_by: [{{actor: smit}}]\n---\nGeachte.\n"


def works(site):
    built = site(
        {
            f"{OLD}/letter.md": HEAD.format(title="Oud", date="2020-10-27"),
            f"{OLD}/vraag-01.md": QUESTION.format(n=1),
            f"{NEW}/letter.md": HEAD.format(title="Nieuw", date="2021-10-27"),
            f"{NEW}/vraag-01.md": QUESTION.format(n=1),
            f"{NEW}/vraag-02.md": QUESTION.format(n=2),
            "content/actors/smit.md": "---\nname: Smit\ntype: person\n---\n",
            "content/topics/leeg.md": "---\nname: Leeg\n---\n",
        }
    )
    difference = Diagnostic("text-changed", Position(f"{OLD}/vraag-01.md", 5, 1), (), Severity.WARNING)
    surname = Diagnostic("full-name", Position("content/actors/smit.md", 1, 1), (), Severity.INFO)
    doubt = Diagnostic("words-glued", Position(f"{NEW}/vraag-02.md", 1, 1), (), Severity.INFO)
    return work_list(built.graph, [*run(built.graph), difference, surname], [doubt])


def test_work_is_by_letter_newest_first_and_then_what_no_letter_has(site):
    assert [(work.letter, work.title) for work in works(site)] == [
        ("2021z00001", "Nieuw"),
        ("2020z00001", "Oud"),
        ("", ""),
    ]


def test_work_is_by_kind_in_the_order_of_harm(site):
    new, old, rest = works(site)
    assert {kind: len(found) for kind, found in new.kinds.items()} == {
        "doubt": 1,
        "person": 1,
        "title": 2,
        "topic": 1,
        "other": 1,
    }
    assert list(new.kinds) == ["doubt", "person", "title", "topic", "other"]
    assert next(iter(old.kinds)) == "difference"
    assert {kind: len(found) for kind, found in rest.kinds.items()} == {"unused": 1}


def test_nothing_is_counted_twice(site):
    found = works(site)
    listed = [problem for work in found for problems in work.kinds.values() for problem in problems]
    assert len(listed) == len(set(listed)) == sum(work.count for work in found)
