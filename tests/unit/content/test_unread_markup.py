"""What looks like markup in an editor's text and is none is told where it is; what is markup, or meant literally, is not."""

from __future__ import annotations

import pytest

from generator.content.parse_file import parse_file

NOTE = "---\nnumber: 1\nquote: x\n---\n"


def told(body, path="content/letters/a/notes/b.md", head=NOTE):
    problems = parse_file("note" if "notes" in path else "topic", path, (head + body).encode()).problems
    return [(one.code, one.position.line, one.position.column, dict(one.values)["text"]) for one in problems]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Dit is <b>vet</b>.", [("html-in-note", 5, 8, "<b>"), ("html-in-note", 5, 14, "</b>")]),
        ("Een\nregel <br/> en\n", [("html-in-note", 6, 7, "<br/>")]),
        ("- punt\n- <a href='x'>y\n", [("html-in-note", 6, 3, "<a href='x'>")]),
        ("<!-- weg -->", [("html-in-note", 5, 1, "<!--")]),
        ("Zie [antwoord 4](question:4", [("unclosed-link", 5, 5, "[antwoord 4](question:4")]),
        ("Zie [a](question:4) en [b](question:5 .", [("unclosed-link", 5, 24, "[b](question:5 .")]),
        ("Zie [stuk](https://x.example/a b).", [("unclosed-link", 5, 5, "[stuk](https://x.example/a b).")]),
        ("Zie <https://x.example/a", [("unclosed-link", 5, 5, "<https://x.example/a")]),
        ("![plaatje](x y", [("unclosed-link", 5, 1, "![plaatje](x y")]),
    ],
)
def test_what_is_no_markup_is_told_with_line_and_column(body, expected):
    assert told(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Zie [antwoord 4](question:4), <https://x.example/a> en <mail@x.example>.",
        "`<b>` en ``<i> ` [a](b`` zijn code.",
        "\\<b> en \\[a](b",
        "1 < 2 en 3 > 2; a<b; x <- y.",
        "```\n<b> [a](b\n```",
        "[a [b] c](question:1)",
        "[*a*](question:1) [a](<b c>)",
        "| a | b |\n| --- | --- |\n| [x](question:1) | y |",
    ],
)
def test_what_is_markup_or_meant_literally_is_not_told(body):
    assert told(body) == []


def test_other_texts_of_editors_are_looked_at_too_and_official_text_is_not():
    topic = told("Dit <u>ook</u>.", "content/topics/a.md", "---\nname: A\n---\n")
    assert [row[0] for row in topic] == ["html-in-note"] * 2
    question = b"---\nnumber: 1\n---\n## Vraag\n\nWat is <b>dit</b>?\n"
    assert parse_file("question", "content/letters/a/vraag-01.md", question).problems == ()
