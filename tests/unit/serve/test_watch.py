"""Saves are noticed, an editor's own files are not."""

from __future__ import annotations

import asyncio

import pytest

from generator.serve.watch import Saves, changes, is_noise


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

    async def listen() -> list[tuple[str, frozenset[str] | None]]:
        told = []
        following = changes(tmp_path, lambda: (content, tmp_path / "later"), Saves())

        async def told_of(what: str) -> None:
            told.append((what, await anext(following)))

        await told_of("begin")
        (content / "a.md").write_text("a", "utf-8")
        await told_of("content")
        (tmp_path / "site.yml").write_text("name: x", "utf-8")
        await told_of("site.yml")
        (tmp_path / "later").mkdir()
        await told_of("a new folder")
        (tmp_path / "later" / "b.css").write_text("b", "utf-8")
        await told_of("in it")
        await following.aclose()
        return told

    told = asyncio.run(asyncio.wait_for(listen(), 60))
    assert told == [
        ("begin", None),
        ("content", {str(content / "a.md")}),
        ("site.yml", None),
        ("a new folder", None),
        ("in it", {str(tmp_path / "later" / "b.css")}),
    ]


def test_what_is_saved_while_nobody_asks_is_told_together():
    async def listen() -> list[object]:
        saves = Saves()
        told: list[object] = [saves.waiting, await saves.taken(), saves.waiting]
        saves.note({"a"})
        saves.note({"b"})
        told += [saves.waiting, await saves.taken()]
        saves.note({"a"})
        saves.note_anything()
        saves.note({"b"})
        return [*told, await saves.taken(), saves.waiting]

    assert asyncio.run(listen()) == [True, None, False, True, {"a", "b"}, None, False]
