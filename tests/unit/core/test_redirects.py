"""Which redirects are followed: only those to the scheme, host and port that were asked."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from generator.core.redirects import same_place

ASKED = "https://letters.example.org/brieven/"


@pytest.mark.parametrize(
    "to",
    [
        "https://letters.example.org/",
        "https://letters.example.org/brieven/index.html?x=1#y",
        "https://LETTERS.example.org/brieven/",
        "https://letters.example.org:443/brieven/",
    ],
)
def test_the_same_host_is_the_same_place(to):
    assert same_place(urlsplit(ASKED), urlsplit(to))
    assert same_place(urlsplit(to), urlsplit(ASKED))


@pytest.mark.parametrize(
    "to",
    [
        "http://letters.example.org/brieven/",
        "https://letters.example.org:8443/brieven/",
        "https://letters.example.org.evil.example/",
        "https://letters.example.org@evil.example/",
        "https://example.org/brieven/",
        "https://letters.example.org:x/",
        "ftp://letters.example.org/",
        "file:///etc/passwd",
        "",
    ],
)
def test_any_other_place_is_another(to):
    assert not same_place(urlsplit(ASKED), urlsplit(to))
    assert not same_place(urlsplit(to), urlsplit(ASKED))
