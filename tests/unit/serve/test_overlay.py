"""What the preview puts into a page is there whatever tags the page has, and reads without JavaScript."""

from __future__ import annotations

import pytest
from lxml import html

from generator.core.diagnostics import Position, Severity, diagnostic
from generator.core.languages import LANGUAGES
from generator.i18n import catalogue, command_words
from generator.serve import overlay

PROBLEMS = (
    diagnostic("unknown-question", Position("content/<a>.md", 3, 4), number="<b>9</b>", letter="2024z00001"),
    diagnostic("geen-bekende-code", Position("site.yml")),
)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (b"<head></head><body>x</body>", b"<head>S</head><body>xP</body>"),
        (b"<HEAD></HEAD ><BODY>x</BODY >", b"<HEAD>S</HEAD ><BODY>xP</BODY >"),
        (b"<title>x</title><p>y", b"<title>x</title><p>ySP"),
        (b"<body>a</body><!-- </body> --> b</body>", b"<body>a</body><!-- </body> --> bP</body>S"),
        (b"", b"SP"),
    ],
)
def test_script_and_panel_are_in_every_page(page, expected):
    assert overlay.inject(page, b"S", b"P") == expected


def test_a_page_without_problems_gets_the_script_only():
    assert overlay.inject(b"<head></head>", b"S") == b"<head>S</head>"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shown_before", [True, False])
def test_the_panel_lists_every_problem_escaped(language, shown_before):
    panel = overlay.problems(PROBLEMS, catalogue(language), command_words(language), shown_before=shown_before)
    tree = html.fromstring(panel.decode())
    assert [code.text for code in tree.findall(".//code")] == ["content/<a>.md:3:4", "site.yml"]
    assert "error[unknown-question]" in tree.text_content()
    assert tree.find(".//b") is None


def test_a_bare_page_carries_both():
    page = overlay.bare("Even <wachten>", b"S", b"P")
    assert b"Even &lt;wachten&gt;" in page
    assert page.endswith(b"P")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_that_differs_is_a_folded_line_over_the_page_that_was_updated(language):
    found = (diagnostic("text-changed", Position("content/a.md", 3), Severity.WARNING, source="4", content="5"),)
    words = command_words(language)
    panel = overlay.problems(found, catalogue(language), words, shown_before=True).decode()
    tree = html.fromstring(panel)
    [details] = tree.findall(".//details")
    assert details.get("open") is None
    assert tree.get("role") == "status"
    assert details.find("summary").text == words["overlay-differs"]
    assert "content/a.md:3:1" in panel
    assert words["overlay-title"] not in panel
