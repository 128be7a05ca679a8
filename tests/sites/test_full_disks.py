"""Disks without room: a cache is done without, and of an output it is said which disk refuses; nothing there changes."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import pytest

from generator.build import Options, build
from generator.core.cache import NoCache
from generator.core.diagnostics import Severity
from generator.output import users_folders

LETTER = "content/letters/2024z00001"
FILES = {
    "site.yml": "name: Proef\n",
    f"{LETTER}/letter.md": "---\ntitle: Een brief\ndate: 2024-01-02\n---\nGeachte.\n",
    f"{LETTER}/vraag-01.md": "---\nnumber: 1\n---\n## Vraag\n\nKlopt het?\n\n## Antwoord\n\nJa.\n",
}


@pytest.fixture
def site(tmp_path, monkeypatch) -> Path:
    root = tmp_path / "site"
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    monkeypatch.setenv("KANTLIJN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(users_folders, "_LEFT", {})
    return root


def full(monkeypatch, folder: Path) -> None:
    """Let the disk of a folder have room for no more bytes."""
    write, temporary = Path.write_bytes, tempfile.TemporaryFile

    def refuse(place) -> None:
        if place is not None and Path(place).is_relative_to(folder):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def written(path, data):
        refuse(path)
        return write(path, data)

    def made(*args, **how):
        refuse(how.get("dir"))
        return temporary(*args, **how)

    monkeypatch.setattr(Path, "write_bytes", written)
    monkeypatch.setattr(tempfile, "TemporaryFile", made)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_cache_without_room_is_done_without_and_told(site, tmp_path, monkeypatch):
    assert build(site, Options(out=tmp_path / "good"), NoCache()).published
    monkeypatch.setenv("KANTLIJN_CACHE", str(tmp_path / "small"))
    with monkeypatch.context() as patched:
        full(patched, tmp_path / "small")
        result = build(site, Options(out=tmp_path / "out"), NoCache())
    assert result.published
    told = [problem for problem in result.problems if problem.code == "folder-unusable"]
    assert [(problem.severity, problem.position.path) for problem in told] == [(Severity.INFO, str(tmp_path / "small"))]
    assert dict(told[0].values)["reason"] == os.strerror(errno.ENOSPC)
    assert contents(tmp_path / "out") == contents(tmp_path / "good")


def test_where_the_cache_has_room_another_disk_refuses(site, tmp_path, monkeypatch):
    out = tmp_path / "out"

    def refused(handle, data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", refused)
        with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as caught:
            build(site, Options(out=out), NoCache())
    assert caught.value.filename.startswith(str(site / ".kantlijn"))
    assert contents(out) == {}
    assert build(site, Options(out=out), NoCache()).published
