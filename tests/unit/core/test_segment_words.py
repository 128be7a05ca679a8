"""The words of a site's addresses: no two of them, and none of the program's own, at one place."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import msgspec
import pytest
import yaml

from generator.build import Options, build
from generator.content import site_settings, sources
from generator.content.sources import SourceText
from generator.core.cache import NoCache
from generator.core.config import Segments
from generator.core.languages import LANGUAGES
from generator.core.parts import PARTS
from generator.core.segment_words import PLACES, clashes

ROOT = Path(__file__).parents[3]
DEFAULT = msgspec.structs.asdict(Segments())
PAIRS = [pair for place in PLACES for pair in combinations(place.segments, 2)]
RESERVED = [(key, word) for place in PLACES for key in place.segments for word in place.reserved]


def told(segments: str):
    config, problems = site_settings.parse(SourceText("site.yml", f"name: a\nsegments: {segments}\n".encode()))
    assert not list(clashes(msgspec.structs.asdict(config.segments), list(DEFAULT)))
    return [(one.code, str(one.position), dict(one.values)) for one in problems]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_segments_at_one_place_cannot_have_one_word(one, other):
    [(code, place, values)] = told(f"\n  {other}: woord\n  {one}: woord")
    assert (code, place) == ("same-segment", f"site.yml:4:{len(one) + 5}")
    assert (values["key"], values["other"], values["value"]) == (one, other, "woord")


@pytest.mark.parametrize(("one", "other"), [*PAIRS, *((other, one) for one, other in PAIRS)])
def test_a_segment_cannot_have_the_word_that_another_has_by_default(one, other):
    [(code, place, values)] = told(f"{{{one}: {DEFAULT[other]}}}")
    assert (code, place) == ("same-segment", f"site.yml:2:{len(one) + 14}")
    assert (values["key"], values["other"]) == (one, other)


@pytest.mark.parametrize(("key", "word"), RESERVED)
def test_a_segment_cannot_have_a_name_of_the_program_s_own(key, word):
    [(code, place, values)] = told(f"{{{key}: '{word}'}}")
    assert (code, place) == ("reserved-segment", f"site.yml:2:{len(key) + 14}")
    assert (values["value"], values["example"]) == (word, f"{key}: {DEFAULT[key]}")


@pytest.mark.parametrize(
    ("segments", "codes"),
    [
        ("{earlier: vraag-1}", ["same-segment"]),
        ("{question: q, earlier: q-12}", ["same-segment"]),
        ("{earlier: q-12, question: q}", ["same-segment"]),
        ("{letters: actoren, actors: brieven}", []),
        ("{letters: woord, source: woord, question: woord}", []),
        ("{letters: assets, actors: assets, topics: zoeken}", ["reserved-segment", "reserved-segment", "same-segment"]),
        ("{letters: actoren, actors: brieven, topics: brieven}", ["same-segment"]),
        ("{letters: Brieven, actors: brieven}", ["wrong-form"]),
    ],
)
def test_each_segment_is_told_once(segments, codes):
    assert [code for code, *_ in told(segments)] == codes


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_site_has_no_words_that_clash(language):
    file = ROOT / f"generator/starter/site/{language}/site.yml"
    given = yaml.safe_load(file.read_text("utf-8").replace("{{", "").replace("}}", "")).get("segments", {})
    assert not list(clashes({**DEFAULT, **given}, list(DEFAULT)))


def test_every_folder_that_the_program_makes_itself_is_reserved(tmp_path, site):
    settings = f"name: a\nbase_url: https://a.example\nparts: {{{', '.join(f'{part.name}: true' for part in PARTS)}}}\n"
    question = "---\nnumber: 1\n---\n## Vraag\n\nWaarom?\n\n## Antwoord\n\nDaarom.\n"
    site({"site.yml": settings, "content/letters/brief/vraag-01.md": question})
    result = build(tmp_path, Options(), NoCache())
    assert result.published
    top, answers = PLACES[0], PLACES[1]
    words = msgspec.structs.asdict(site_settings.parse(sources.read(tmp_path).site)[0].segments).values()
    made = {path.name for path in result.out.iterdir() if "." not in path.name or path.suffix == ".html"}
    assert {name.removesuffix(".html") for name in made} - {*words, "_headers", "_redirects"} == {*top.reserved}
    letter = result.out / "brieven/brief"
    below = {path.name for path in (*letter.iterdir(), *(letter / "vraag-1").iterdir()) if path.is_dir()}
    assert below - {"vraag-1", *words} == {*answers.reserved}
