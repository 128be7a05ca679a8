"""Saves are noticed, an editor's own files are not."""

from __future__ import annotations

import asyncio

import pytest

from generator.serve.watch import changes, is_noise


@pytest.mark.parametrize(
    ("path", "noise"),
    [
        ("/s/content/letters/a/vraag-01.md", False),
        ("/s/theme/assets/style.css", False),
        ("/s/content/.vraag-01.md.swp", True),
        ("/s/content/vraag-01.md~", True),
        ("/s/content/#vraag-01.md#", True),
        ("/s/content/.#vraag-01.md", True),
        ("/s/content/4913", True),
        ("/s/content/x.tmp", True),
        (r"C:\s\content\.hidden", True),
        (r"C:\s\content\a.md", False),
    ],
)
def test_an_editors_own_files_are_noise(path, noise):
    assert is_noise(path) is noise


def test_every_change_is_told_also_while_the_listener_works(tmp_path):
    content = tmp_path / "content"
    content.mkdir()

    async def listen() -> list[str]:
        told = []
        following = changes(tmp_path, lambda: (content, tmp_path / "later"))
        await anext(following)
        told.append("begin")
        (content / "a.md").write_text("a", "utf-8")
        await anext(following)
        told.append("content")
        (tmp_path / "site.yml").write_text("name: x", "utf-8")
        await anext(following)
        told.append("site.yml")
        (tmp_path / "later").mkdir()
        await anext(following)
        told.append("a new folder")
        (tmp_path / "later" / "b.css").write_text("b", "utf-8")
        await anext(following)
        told.append("in it")
        await following.aclose()
        return told

    told = asyncio.run(asyncio.wait_for(listen(), 60))
    assert told == ["begin", "content", "site.yml", "a new folder", "in it"]
