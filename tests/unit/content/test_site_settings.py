from __future__ import annotations

import json

import pytest

from generator.content.frontmatter import MODELS, schemas
from generator.content.site_settings import placed
from generator.content.sources import SourceText
from generator.core.diagnostics import Position, diagnostic
from generator.core.parts import PARTS, PICTURES, SEARCH


def parsed(text):
    from generator.content.site_settings import parse

    return parse(SourceText("site.yml", text.encode()))


def test_all_settings():
    config, problems = parsed(
        "name: Proef\nbase_url: https://example.org/a\nlang: en\nhome_letters: 3\nsegments: {topics: thema}\n"
    )
    assert problems == ()
    assert (config.name, config.base_url, config.lang, config.home_letters) == (
        "Proef",
        "https://example.org/a",
        "en",
        3,
    )
    assert (config.segments.topics, config.segments.letters) == ("thema", "brieven")


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("name: a\nbase-url: x", "unknown-key", "2:1"),
        ("name: a\nbase_url: example.org", "wrong-form", "2:11"),
        ("name: a\nlang: fr", "unknown-value", "2:7"),
        ("name: a\nsegments: {letters: Brieven}", "wrong-form", "2:21"),
        ("name: a\nmentions: alle", "unknown-value", "2:11"),
        ("name: a\nparts: {serch: false}", "unknown-key", "2:9"),
        ("name: a\nparts: {search: misschien}", "wrong-bool", "2:17"),
        ("name: a\nparts: [search]", "expected-mapping", "2:8"),
        ("name: a\nhome_letters: 0", "number-too-small", "2:15"),
        ("name: a: b", "yaml-colon", "1:8"),
        ("lang: nl", "missing-key", "1:1"),
    ],
)
def test_a_wrong_setting_has_its_place_and_leaves_the_default(text, code, place):
    config, problems = parsed(text)
    assert [(p.code, str(p.position)) for p in problems] == [(code, f"site.yml:{place}")]
    assert config.segments.letters == "brieven"


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"name: a\nlang: \xe9\n", "not-utf-8", "2:7"),
        ("publisher: Stichting Één ".encode() + b"\xff\n", "not-utf-8", "1:26"),
        (b"# " + b"x" * (3 << 20), "limit-file-kilobytes", "1:1"),
    ],
)
def test_settings_that_are_no_text_or_too_large_have_their_place(data, code, place):
    from generator.content.site_settings import parse

    config, [problem] = parse(SourceText("site.yml", data))
    assert (problem.code, str(problem.position), config.name) == (code, f"site.yml:{place}", "Kantlijn")


def test_every_kind_of_file_has_a_schema():
    found = schemas()
    assert found.keys() == MODELS.keys()
    assert "with" in found["question"]["properties"]
    assert found["letter"]["required"] == ["title"]
    assert all(schema["additionalProperties"] is False for schema in found.values())
    assert json.loads(json.dumps(found)) == found


def test_a_problem_of_a_setting_is_told_at_its_line():
    site = SourceText("site.yml", b"name: X\ntheme: weg\n")
    missing = diagnostic("no-theme", Position("site.yml"), theme="weg")
    assert str(placed(missing, site).position) == "site.yml:2:8"
    assert str(placed(diagnostic("output-over-content", Position("site.yml")), site).position) == "site.yml"
    assert str(placed(diagnostic("no-theme", Position("content")), site).position) == "content"


# --- Parts -----------------------------------------------------------------------------------------------------


def test_a_part_that_is_not_named_is_made_or_not_by_default():
    config, problems = parsed("name: a\nparts:\n  markdown: true\n  pictures: false\n  feeds:\n")
    assert problems == ()
    assert {part.name for part in PARTS if config.wants(part)} == {
        *(part.name for part in PARTS if part.by_default),
        "markdown",
    } - {"pictures"}


def test_a_misspelt_part_is_told_with_the_nearest_and_all_there_are():
    _, [problem] = parsed("name: a\nparts: {marcdown: true}")
    values = dict(problem.values)
    assert values["suggestion"] == "markdown"
    assert values["known"].split(", ") == [part.name for part in PARTS]


@pytest.mark.parametrize(
    ("text", "searched", "drawn", "said"),
    [
        ("search: false", False, True, [("2:1", "false")]),
        ("share_images: no\nsearch: true", True, False, [("3:1", "true"), ("2:1", "no")]),
        ("search: false\nparts: {search: true, pictures: false}", True, False, [("2:1", None)]),
        ("search:\nparts: {pictures: false}", True, False, [("2:1", None)]),
    ],
)
def test_settings_that_are_parts_now_are_read_as_these_and_that_is_said(text, searched, drawn, said):
    config, problems = parsed(f"name: a\n{text}\n")
    assert (config.wants(SEARCH), config.wants(PICTURES)) == (searched, drawn)
    assert {problem.code for problem in problems} == {"setting-is-part"}
    assert [(f"{p.position.line}:{p.position.column}", dict(p.values).get("value")) for p in problems] == said


def test_what_is_wrong_with_such_a_setting_is_told_at_its_place():
    _, (told, wrong) = parsed("name: a\nsearch: misschien\n")
    assert (told.code, wrong.code, wrong.position) == ("setting-is-part", "wrong-bool", Position("site.yml", 2, 9))
    _, problems = parsed("name: a\nsearch: false\nparts: [search]\n")
    assert {problem.code for problem in problems} == {"setting-is-part", "expected-mapping"}
