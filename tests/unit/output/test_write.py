"""The output is replaced as a whole or not at all, and only files of our own are ever touched."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core import digest
from generator.output import output_files, tree, write
from generator.output.manifest import Entry, Manifest
from generator.output.write import BusyError, Folder, publish, recover, staging

OLD = {"index.html": "oud", "brieven/a/index.html": "oud a", "brieven/b/index.html": "oud b", "vast.txt": "vast"}
NEW = {"index.html": "nieuw", "brieven/a/index.html": "nieuw a", "brieven/c/index.html": "nieuw c", "vast.txt": "vast"}


def replaced(folder: Folder, files: dict[str, str]) -> None:
    """Publish a site, written as path → text, in place of what is there."""
    before = write.known(folder) or Manifest()
    changed = {
        path: text.encode()
        for path, text in files.items()
        if path not in before.entries or before.entries[path].content != digest.of_text(text)
    }
    with staging(folder) as stage:
        staged = {path: stage.put(data) for path, data in changed.items()}
        stamps = {path: new.stamp for path, new in staged.items()}
        entries = {
            path: Entry("", digest.of_text(text), stamps.get(path) or before.entries[path].stamp)
            for path, text in files.items()
        }
        publish(folder, staged, before.entries.keys() - files.keys(), Manifest(entries=entries))


@pytest.fixture(params=["one file system", "two file systems"])
def anywhere(request, monkeypatch) -> None:
    """Put the output on the file system of the state, and on another one."""
    if request.param == "two file systems":
        on_two(monkeypatch)


def on_two(monkeypatch) -> None:
    """Let each folder that is opened have a file system of its own, from which no file can be renamed to another."""
    move = tree.Tree.move

    def moved(one, path, to, target):
        there_may_be_no_room = one.root != to.root and one.exists(path)
        assert not there_may_be_no_room
        move(one, path, to, target)

    monkeypatch.setattr(tree.Tree, "device", property(lambda one: hash(one.root)))
    monkeypatch.setattr(tree.Tree, "move", moved)


@pytest.mark.usefixtures("anywhere")
def test_a_publication_writes_replaces_and_removes(folder, listing):
    replaced(folder, OLD)
    assert listing(folder.out) == OLD
    replaced(folder, NEW)
    assert listing(folder.out) == NEW
    assert not (folder.out / "brieven" / "b").exists()
    assert not folder.stage.exists()
    assert not folder.journal.exists()


@pytest.mark.parametrize("room", [0, 1, 2])
def test_where_the_other_file_system_has_no_room_nothing_changes(folder, listing, monkeypatch, room):
    replaced(folder, OLD)
    on_two(monkeypatch)
    copy, copied = tree.Tree.copy, []

    def copy_while_there_is_room(one, path, to, target):
        if len(copied) == room:
            to.create(target, b"half")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        copied.append(target)
        copy(one, path, to, target)

    with monkeypatch.context() as patched:
        patched.setattr(tree.Tree, "copy", copy_while_there_is_room)
        with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
            replaced(folder, NEW)
    assert listing(folder.out) == OLD
    assert sorted(path.name for path in folder.out.iterdir()) == ["brieven", "index.html", "vast.txt"]
    replaced(folder, NEW)
    assert listing(folder.out) == NEW


def test_files_that_were_brought_and_changed_meanwhile_are_not_published(folder, listing, monkeypatch):
    replaced(folder, OLD)
    on_two(monkeypatch)
    with monkeypatch.context() as patched:
        crash_at(patched, "_apply", 0)
        with pytest.raises(CrashError):
            replaced(folder, NEW)
    monkeypatch.undo()
    for file in (folder.out / ".kantlijn-new").iterdir():
        file.write_text("van een ander", "utf-8")
    assert recover(folder)
    assert listing(folder.out) == NEW


class CrashError(Exception):
    """Stands for the moment at which the machine stops."""


def crash_at(monkeypatch, name: str, moment: int) -> None:
    """Make the program die at the n-th call of a step."""
    step = getattr(write, name)
    calls = iter(range(moment + 1))

    def dying(*arguments):
        if next(calls, None) == moment:
            raise CrashError
        return step(*arguments)

    monkeypatch.setattr(write, name, dying)


@pytest.mark.parametrize(
    ("step", "moment"), [("_move", moment) for moment in range(4)] + [("_remove", 0), ("dump", 0), ("_apply", 0)]
)
def test_a_crash_at_any_moment_leaves_one_whole_site_or_the_other(folder, listing, monkeypatch, step, moment):
    replaced(folder, OLD)
    with monkeypatch.context() as patched:
        crash_at(patched, step, moment)
        with pytest.raises(CrashError):
            replaced(folder, NEW)
    with write.opened(folder) as known:
        found = listing(folder.out)
        decided = step != "dump"
        assert found == (NEW if decided else OLD)
        assert known.entries.keys() == found.keys()
    assert not folder.stage.exists()
    assert not folder.journal.exists()


def test_a_crash_while_recovering_is_recovered_from(folder, listing, monkeypatch):
    replaced(folder, OLD)
    for moment in (1, 1, 0):
        with monkeypatch.context() as patched:
            crash_at(patched, "_move", moment)
            with pytest.raises(CrashError):
                replaced(folder, NEW) if not folder.journal.exists() else recover(folder)
    assert recover(folder)
    assert listing(folder.out) == NEW


@pytest.mark.parametrize(
    ("step", "moment"),
    [("_bring", 0), ("_take", 0), ("_take", 1), ("_take", 2), ("_move", 0), ("_remove", 0), ("dump", 0), ("_apply", 0)],
)
def test_a_crash_at_any_moment_of_a_publication_elsewhere_leaves_one_whole_site_or_the_other(
    folder, listing, monkeypatch, step, moment
):
    replaced(folder, OLD)
    on_two(monkeypatch)
    with monkeypatch.context() as patched:
        crash_at(patched, step, moment)
        with pytest.raises(CrashError):
            replaced(folder, NEW)
    with write.opened(folder) as known:
        found = listing(folder.out)
        assert found == (OLD if step in ("_bring", "dump") else NEW)
        assert known.entries.keys() == found.keys()
    assert not folder.stage.exists()
    assert not (folder.out / ".kantlijn-new").exists()


PATHS = st.sampled_from(["a", "b", "a/index.html", "a/b/index.html", "b/c", "c/d/e", "c/d"])


def sites() -> st.SearchStrategy[dict[str, str]]:
    """Sites in which no path is both a file and a folder."""
    free = st.dictionaries(PATHS, st.sampled_from(["x", "y"]), max_size=5)
    return free.map(
        lambda files: {
            path: text for path, text in files.items() if not any(other.startswith(f"{path}/") for other in files)
        }
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(sites(), min_size=2, max_size=4))
def test_whatever_comes_after_whatever_the_folder_holds_exactly_the_last_site(tmp_path_factory, history):
    root = tmp_path_factory.mktemp("output")
    folder = Folder(root / "site", root / "state")
    for files in history:
        replaced(folder, files)
        found = {
            path.relative_to(folder.out).as_posix(): path.read_text("utf-8")
            for path in folder.out.rglob("*")
            if path.is_file()
        }
        assert found == files


def test_other_peoples_files_stay_where_they_are(folder, listing):
    replaced(folder, OLD)
    (folder.out / "brieven" / "b" / "eigen.txt").write_text("van mij", "utf-8")
    replaced(folder, NEW)
    assert listing(folder.out) == NEW | {"brieven/b/eigen.txt": "van mij"}


@pytest.mark.parametrize(
    ("there", "in_the_way"),
    [
        ({}, ()),
        ({"index.html": "gelijk"}, ()),
        ({"index.html": "iets anders"}, ("index.html",)),
        ({"brief.txt": "van mij"}, ("brief.txt",)),
        ({"brieven": "een bestand"}, ("brieven",)),
        ({".git/config": "x", ".nojekyll": ""}, ()),
    ],
)
def test_a_folder_with_other_content_is_refused_the_first_time(folder, there, in_the_way):
    for path, text in there.items():
        (folder.out / path).parent.mkdir(parents=True, exist_ok=True)
        (folder.out / path).write_text(text, "utf-8")
    wanted = {"index.html": digest.of_text("gelijk"), "brieven/index.html": digest.of_text("x")}
    assert output_files.foreign(wanted, None, output_files.stamps(folder), folder) == in_the_way


def test_later_only_files_where_ours_must_come_are_in_the_way(folder):
    replaced(folder, {"index.html": "x"})
    for path in ("los.txt", "nieuw", "map/diep.txt"):
        (folder.out / path).parent.mkdir(parents=True, exist_ok=True)
        (folder.out / path).write_text("van mij", "utf-8")
    wanted = dict.fromkeys(("index.html", "nieuw/index.html", "map"), "")
    found = output_files.foreign(wanted, write.known(folder), output_files.stamps(folder), folder)
    assert found == ("map/diep.txt", "nieuw")


def test_a_file_counts_as_untouched_by_its_content_not_by_its_time(folder):
    replaced(folder, {"index.html": "tekst"})
    file = folder.out / "index.html"
    entry = write.known(folder).entries["index.html"]
    os.utime(file, (1, 1))
    assert output_files.untouched(folder, "index.html", entry, output_files.stamps(folder))
    file.write_text("TEKST", "utf-8")
    assert not output_files.untouched(folder, "index.html", entry, output_files.stamps(folder))
    file.unlink()
    assert not output_files.untouched(folder, "index.html", entry, output_files.stamps(folder))


def test_two_builds_of_one_folder_do_not_mix(folder, monkeypatch):
    monkeypatch.setattr(write, "LOCK_TIMEOUT", 0)
    with write.opened(folder), pytest.raises(BusyError), write.opened(folder):
        pass


def test_the_programs_own_folder_stays_out_of_version_control(tmp_path):
    write.keep_private(tmp_path / ".kantlijn")
    assert (tmp_path / ".kantlijn" / ".gitignore").read_text("utf-8").splitlines()[-1] == "*"


@pytest.mark.parametrize(
    "journal",
    [
        "{ half",
        "[]",
        '{"moves": ["../gekaapt.txt"], "first": [], "removed": []}',
        '{"moves": ["/tmp/gekaapt.txt"], "first": [], "removed": []}',
        '{"moves": [], "first": [], "removed": ["a/../../eigen.txt"]}',
        '{"moves": [], "first": ["..\\\\eigen.txt"], "removed": []}',
    ],
)
def test_a_journal_that_is_not_ours_is_not_followed(folder, listing, journal):
    replaced(folder, OLD)
    own = folder.out.parent / "eigen.txt"
    own.write_text("van mij", "utf-8")
    folder.stage.mkdir(parents=True)
    (folder.stage / "0").write_text("gekaapt", "utf-8")
    folder.journal.write_text(journal, "utf-8")
    recover(folder)
    assert listing(folder.out) == OLD
    assert own.read_text("utf-8") == "van mij"
    assert not (folder.out.parent / "gekaapt.txt").exists()
    assert not folder.journal.exists()


def test_a_manifest_that_reaches_outside_the_output_is_none():
    manifest = Manifest(entries={"../eigen.txt": Entry("", "", write.Stamp(0, 0))})
    assert write.load(write.dump(manifest)) is None


def test_of_folders_that_are_not_there_the_nearest_above_is_written_to(folder, monkeypatch):
    (folder.out / "een" / "twee").mkdir(parents=True)
    folder.state.mkdir(parents=True, exist_ok=True)
    asked: list[Path] = []
    monkeypatch.setattr(os, "access", lambda path, mode: asked.append(Path(path)))
    paths = ("een/twee/a.html", "een/twee/drie/vier/a.html", "een/vijf/a.html", "zes/zeven/a.html")
    assert write.unwritable(folder, paths) == tuple(sorted(asked))
    below = {path for path in asked if path.is_relative_to(folder.out)}
    assert below == {folder.out, folder.out / "een", folder.out / "een" / "twee"}
    assert write.unwritable(folder, ("een/twee/a.html",)) == tuple(
        sorted((folder.out, folder.out / "een" / "twee", folder.state))
    )
