"""The tree of topics and the questions under each."""

from __future__ import annotations

import pytest

from generator.core import limits
from generator.core.limits import Limits
from generator.graph.site import QuestionKey

LETTER = "content/letters/2021z00001"
QUESTION = "---\nnumber: {n}\n{head}---\n## Vraag\n\nV?\n\n## Antwoord\n\nJa.\n"


def letter(head, date="2021-10-27", folder=LETTER):
    return {
        f"{folder}/letter.md": f"---\ntitle: T\ndate: {date}\n{head}---\n",
        f"{folder}/vraag-01.md": QUESTION.format(n=1, head=""),
    }


def topic(name, *lines):
    return "\n".join(["---", f"name: {name}", *lines, "---", ""])


def test_the_tree_and_the_questions_under_each_topic(site):
    files = {
        "content/topics/water.md": topic("Water"),
        "content/topics/zee.md": topic("Zee", "parent: water", "see_also: [rivier]"),
        "content/topics/rivier.md": topic("éRivier", "parent: water"),
        "content/topics/aarde.md": topic("Aarde"),
        f"{LETTER}/vraag-02.md": QUESTION.format(n=2, head="topics: [zee, water]\n"),
    }
    built = site(letter("topics: [water]\n") | files)
    assert built.problems == ()
    assert built.graph.topic_children == {"": ("aarde", "water"), "water": ("rivier", "zee")}
    one, two = QuestionKey("2021z00001", 1), QuestionKey("2021z00001", 2)
    assert built.graph.topic_questions == {"water": (one, two), "zee": (two,)}


def test_unknown_topics_and_circles(site):
    files = {
        "content/topics/a.md": topic("A", "parent: b"),
        "content/topics/b.md": topic("B", "parent: a"),
        "content/topics/c.md": topic("C", "parent: a", "see_also: [a, watre]"),
        "content/topics/d.md": topic("D", "parent: weg"),
        "content/topics/water.md": topic("Water"),
        f"{LETTER}/vraag-02.md": QUESTION.format(n=2, head="topics: [watr]\n"),
    }
    built = site(letter("topics: [wate]\n") | files)
    assert [(p.code, str(p.position), dict(p.values).get("suggestion")) for p in built.problems] == [
        ("unknown-topic", f"{LETTER}/letter.md:4:10", "water"),
        ("unknown-topic", f"{LETTER}/vraag-02.md:3:10", "water"),
        ("topic-circle", "content/topics/a.md:3:9", None),
        ("topic-circle", "content/topics/b.md:3:9", None),
        ("unknown-topic", "content/topics/c.md:4:15", "water"),
        ("unknown-topic", "content/topics/d.md:3:9", None),
    ]
    assert built.graph.topic_children == {"": ("a", "b", "d", "water"), "a": ("c",)}


def chain(count, *last):
    topics = {f"content/topics/t{n}.md": topic(f"T{n}", f"parent: t{n - 1}") for n in range(1, count)}
    return {"content/topics/t0.md": topic("T0", *last)} | topics


def test_a_chain_of_topics_is_cut_where_it_is_too_deep(site):
    with limits.used(Limits(topics=3)):
        built = site(letter("topics: [t7]\n") | chain(8))
    assert [(one.code, str(one.position)) for one in built.problems] == [
        ("limit-topics", "content/topics/t3.md:3:9"),
        ("limit-topics", "content/topics/t6.md:3:9"),
    ]
    assert built.graph.topic_children[""] == ("t0", "t3", "t6")
    assert [built.graph.topics[name].parent for name in ("t2", "t3", "t4")] == ["t1", None, "t3"]


def test_a_chain_as_deep_as_may_be(site):
    assert site(letter("topics: [t7]\n") | chain(20)).problems == ()


@pytest.mark.parametrize("count", [1, 2, 3, 40])
def test_a_circle_of_topics_ends_every_walk(site, count):
    built = site(letter("") | chain(count, f"parent: t{count - 1}"))
    assert {one.code for one in built.problems} == {"topic-circle"}
    assert len(built.problems) == count
    assert {one.parent for one in built.graph.topics.values()} == {None}
    assert all(len(str(one.values)) < 250 for one in built.problems)


def test_a_topic_below_a_circle_is_in_no_circle(site):
    files = {"content/topics/x.md": topic("X", "parent: t0"), "content/topics/y.md": topic("Y", "parent: x")}
    built = site(letter("") | chain(2, "parent: t1") | files)
    assert [str(one.position) for one in built.problems] == ["content/topics/t0.md:3:9", "content/topics/t1.md:3:9"]
    assert built.graph.topic_children["t0"] == ("x",)
