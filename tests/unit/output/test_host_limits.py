"""What a host takes at most, and that a build says so before a site is more than that."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import build as pipeline
from generator.build import Options
from generator.core import hosts
from generator.core.cache import NoCache
from generator.core.hosts import HOSTS, Host
from generator.output import host_limits
from generator.output.manifest import Stamp

EVERYTHING = Path(__file__).parents[2] / "sites" / "everything"


def files(count: int, size: int = 1, folder: str = "") -> dict[str, Stamp]:
    return {f"{folder}{number}.html": Stamp(size, 0) for number in range(count)}


def told(host: str | None, found: dict[str, Stamp]) -> list[str]:
    return [problem.code for problem in host_limits.problems(host, found)]


@pytest.mark.parametrize(
    ("host", "found", "codes"),
    [
        (None, files(30_000), []),
        ("cloudflare", files(18_000), []),
        ("cloudflare", files(18_001), ["host-files"]),
        ("cloudflare", files(20_001), ["host-files"]),
        ("cloudflare", files(1, 25 * 1024 * 1024 + 1), ["host-file"]),
        ("cloudflare", files(2, 20_000_000), []),
        ("github", files(30_000), []),
        ("github", files(10, 89_000_000), []),
        ("github", files(10, 91_000_000), ["host-site"]),
        ("netlify", files(40_000, folder="a/") | files(40_000, folder="b/"), []),
        ("netlify", files(48_700, folder="pagefind/fragment/"), ["host-folder"]),
        ("netlify", {}, []),
    ],
    ids=str,
)
def test_a_limit_is_told_when_nine_tenths_of_it_are_reached(host, found, codes):
    assert told(host, found) == codes


def test_what_is_told_names_the_host_the_limit_and_what_reached_it():
    found = files(2, folder="a/") | {"answers.csv": Stamp(30_000_000, 0)}
    [problem] = host_limits.problems("cloudflare", found)
    assert dict(problem.values) == {
        "host": "Cloudflare Pages (Free)",
        "n": "30.0 MB",
        "limit": "26.2 MB",
        "url": "/answers.csv",
    }


@pytest.fixture
def site(tmp_path, monkeypatch) -> Path:
    """Give a site whose host takes hardly anything."""
    monkeypatch.setattr(host_limits, "HOSTS", {**HOSTS, "github": Host("Klein", "https://x.example", files=10)})
    site = shutil.copytree(EVERYTHING, tmp_path / "site", ignore=shutil.ignore_patterns(".kantlijn", "site"))
    with (site / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write("host: github\n")
    return site


@pytest.mark.parametrize("strict", [False, True])
def test_a_build_warns_and_publishes_all_the_same(site, strict):
    for _ in range(2):  # also where nothing changed
        result = pipeline.build(site, Options(strict=strict), NoCache())
        assert result.published
        assert [problem.code for problem in result.problems] == ["host-files"]


def test_nobody_uploads_a_preview(site):
    assert pipeline.build(site, Options(preview_url="http://localhost:8000"), NoCache()).problems == ()


def test_every_host_has_a_limit_and_a_page_that_says_so():
    for host in hosts.HOSTS.values():
        assert host.source.startswith("https://")
        assert any((host.files, host.files_in_folder, host.file_bytes, host.site_bytes))
