"""The tree of topics and the questions under each."""

from __future__ import annotations

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
