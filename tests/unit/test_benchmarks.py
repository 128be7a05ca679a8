"""What the measurements promise: the same site in every run, sound, and the same answers for every generator."""

import subprocess
import sys
from pathlib import Path

import pytest

MAKE_SITE = Path(__file__).parents[2] / "benchmarks" / "make_site.py"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    def make(name, letters, *options):
        folder = tmp_path_factory.mktemp("benchmark") / name
        subprocess.run([sys.executable, MAKE_SITE, str(letters), folder, *options], check=True, capture_output=True)
        return folder

    return make


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_runs_write_the_same_bytes(made):
    assert contents(made("one", 3)) == contents(made("other", 3))


def test_a_larger_site_holds_the_smaller_one(made):
    small, large = contents(made("small", 2)), contents(made("large", 3))
    assert small.items() <= large.items()
    assert len([path for path in large if "/vraag-" in path]) == 66


def test_hugo_gets_the_same_answers(made):
    own, hugo = contents(made("own", 2)), contents(made("hugo", 2, "--for", "hugo"))
    assert len([path for path in own if "/vraag-" in path]) == len([path for path in hugo if "/vraag-" in path])


def test_the_site_is_sound(made):
    from generator.content import site_settings, sources
    from generator.content.parse import parse
    from generator.graph.link import link

    found = sources.read(made("sound", 2))
    settings, unclear = site_settings.parse(found.site)
    content, wrong = parse(found)
    graph, broken = link(content, settings)
    assert not [*unclear, *wrong, *broken]
    assert sum(map(len, graph.notes.values())) == sum(len(letter.notes) for letter in content.letters) > 0
    assert graph.mentions_of
    assert graph.citations_of
    assert graph.pointers_to
