"""Relative links lead where browsers take them."""

from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.urls import relative

folders = st.lists(st.sampled_from(["a", "b", "c-1"]), max_size=4).map(
    lambda parts: "/" + "".join(f"{p}/" for p in parts)
)
paths = st.one_of(folders, st.tuples(folders, st.sampled_from(["x.html", "feed.xml"])).map("".join))


@settings(deadline=None)
@given(paths, paths, st.sampled_from(["", "#a1"]))
def test_a_browser_follows_the_link_to_its_target_under_any_sub_path(here, there, anchor):
    for root in ("https://x.example", "https://x.example/sub/pad"):
        link = relative(here, f"{there}{anchor}")
        assert urljoin(f"{root}{here}", link) == f"{root}{there}{anchor}"
        assert not link.startswith("/")


@settings(deadline=None)
@given(paths, paths)
def test_offline_links_name_the_file(here, there):
    link = relative(here, there, offline=True)
    assert not link.endswith("/")
    assert urljoin(f"file:///site{here}", link) == f"file:///site{there}{'index.html' if there.endswith('/') else ''}"


@pytest.mark.parametrize(
    ("here", "there", "offline", "link"),
    [
        ("/a/b/", "/a/b/", False, "./"),
        ("/a/b/", "/a/b/#a1", False, "#a1"),
        ("/a/b/", "#a1", True, "#a1"),
        ("/a/b/", "/a/b/", True, "index.html"),
        ("/", "/", False, "./"),
        ("/a/b/", "/", False, "../../"),
        ("/a/b/", "/", True, "../../index.html"),
        ("/a/x.html", "/a/", False, "./"),
    ],
)
def test_links_are_short(here, there, offline, link):
    assert relative(here, there, offline=offline) == link
