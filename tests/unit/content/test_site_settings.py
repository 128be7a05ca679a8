from __future__ import annotations

import json

import pytest

from generator.content.frontmatter import MODELS, schemas
from generator.content.site_settings import placed
from generator.content.sources import SourceText
from generator.core.diagnostics import Position, diagnostic


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
        ("name: a\nhome_letters: 0", "number-too-small", "2:15"),
        ("name: a: b", "yaml-colon", "1:8"),
        ("lang: nl", "missing-key", "1:1"),
    ],
)
def test_a_wrong_setting_has_its_place_and_leaves_the_default(text, code, place):
    config, problems = parsed(text)
    assert [(p.code, str(p.position)) for p in problems] == [(code, f"site.yml:{place}")]
    assert config.segments.letters == "brieven"


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
