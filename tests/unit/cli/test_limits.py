"""Limits and encodings as options and in the environment."""

from __future__ import annotations

import pytest


@pytest.fixture
def folder(tmp_path, letter, write):
    write("brief.txt", letter("2024Z00009"))
    return tmp_path


def test_a_limit_is_told_and_raised_by_an_option(folder, kantlijn):
    assert kantlijn("import", "brief.txt", "--dry-run", "--limit", "paragraphs=3").code == 1
    assert kantlijn("import", "brief.txt", "--dry-run", "--limit", "paragraphs=300", "--limit", "line=900").code == 0


def test_the_environment_lowers_it_and_an_option_raises_it_again(folder, kantlijn, monkeypatch):
    monkeypatch.setenv("KANTLIJN_LIMITS", "paragraphs=3")
    ran = kantlijn("import", "brief.txt", "--dry-run")
    assert ran.code == 1
    assert "--limit paragraphs=12" in ran.err
    assert kantlijn("import", "brief.txt", "--dry-run", "--limit", "paragraphs=300").code == 0


@pytest.mark.parametrize("change", ["leaves=3", "pages", "pages=0"])
def test_what_is_no_limit_is_a_usage_error(folder, small, kantlijn, change):
    assert kantlijn("import", "brief.txt", "--limit", change).code == 2
    assert kantlijn("verify", "--site", str(small), "--limit", change).code == 2


def test_an_environment_that_cannot_be_read_is_a_usage_error(folder, kantlijn, monkeypatch):
    monkeypatch.setenv("KANTLIJN_LIMITS", "leaves=3")
    ran = kantlijn("import", "brief.txt")
    assert ran.code == 2
    assert "KANTLIJN_LIMITS" in ran.err


def test_a_file_that_is_too_large_is_not_read(folder, kantlijn):
    with (folder / "groot.pdf").open("wb") as file:
        file.truncate(70 * 2**20)
    ran = kantlijn("import", "groot.pdf")
    assert ran.code == 1
    assert "limit-megabytes" in ran.err


def test_an_encoding_that_there_is_not_is_a_usage_error(folder, kantlijn):
    assert kantlijn("import", "brief.txt", "--encoding", "klinkklaar").code == 2
