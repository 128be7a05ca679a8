"""Files are put and removed in a folder without following a link, on systems that hold folders open and on others."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.output import tree
from generator.output.tree import LinkedError, folders_above, opened


@pytest.fixture(autouse=True, params=[True, False], ids=["held open", "looked at"])
def holds_open(request, monkeypatch) -> bool:
    if request.param and not tree.HOLDS_OPEN:
        pytest.skip("this system cannot hold a folder open")
    monkeypatch.setattr(tree, "HOLDS_OPEN", request.param)
    return request.param


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Give a folder with a file, and links to both in the folder `binnen`."""
    (tmp_path / "buiten").mkdir()
    (tmp_path / "buiten" / "a.txt").write_text("van mij", "utf-8")
    (tmp_path / "binnen").mkdir()
    (tmp_path / "binnen" / "map").symlink_to(tmp_path / "buiten")
    (tmp_path / "binnen" / "a.txt").symlink_to(tmp_path / "buiten" / "a.txt")
    return tmp_path / "buiten"


def test_a_file_is_made_moved_read_and_removed_with_its_folders(tmp_path):
    with opened(tmp_path / "een", make=True) as one, opened(tmp_path / "twee", make=True) as two:
        one.create("a.txt", b"tekst", lasting=True)
        one.move("a.txt", two, "x/y/b.txt")
        assert two.read("x/y/b.txt") == b"tekst"
        one.move("a.txt", two, "x/y/b.txt")
        two.move("x/y/b.txt", two, "z/c.txt")
        assert (two.exists("x/y"), two.exists("z/c.txt"), one.names()) == (True, True, [])
        two.remove("z/c.txt")
        two.remove("z/c.txt")
        two.clear("x")
        assert two.names() == []


def test_what_is_there_is_not_written_over(outside):
    with opened(outside.parent / "binnen") as inside:
        with pytest.raises(FileExistsError):
            inside.create("a.txt", b"gekaapt")
        (outside.parent / "binnen" / "b.txt").symlink_to(outside / "nieuw.txt")
        with pytest.raises(FileExistsError):
            inside.create("b.txt", b"gekaapt")
    assert sorted(path.name for path in outside.iterdir()) == ["a.txt"]


def test_what_is_behind_a_link_is_neither_there_nor_read_nor_removed(outside):
    with opened(outside.parent / "binnen") as inside:
        assert (inside.exists("map/a.txt"), inside.exists("map"), inside.is_link("map")) == (False, True, True)
        for path in ("a.txt", "map/a.txt"):
            with pytest.raises((FileNotFoundError, LinkedError)):
                inside.read(path)
        inside.remove("map/a.txt")
        inside.clear("map/a.txt")
        inside.clear("map")
        inside.remove("a.txt")
        assert inside.names() == []
    assert (outside / "a.txt").read_text("utf-8") == "van mij"


def test_nothing_is_moved_through_a_link(outside):
    with opened(outside.parent / "binnen") as inside:
        inside.create("nieuw.txt", b"x")
        with pytest.raises(LinkedError) as refused:
            inside.move("nieuw.txt", inside, "map/a.txt")
        assert refused.value.path == outside.parent / "binnen" / "map"
        inside.move("nieuw.txt", inside, "a.txt")
    assert (outside / "a.txt").read_text("utf-8") == "van mij"
    assert not (outside.parent / "binnen" / "a.txt").is_symlink()


def test_a_folder_below_a_link_is_not_opened(outside):
    root = outside.parent / "binnen"
    for place in (root / "map", root / "map" / "dieper"):
        with pytest.raises(LinkedError), opened(place, root, make=True):
            pass
    with pytest.raises(LinkedError), opened(root / "map"):
        pass
    assert sorted(path.name for path in outside.iterdir()) == ["a.txt"]


def test_a_file_moves_to_another_file_system_whole_and_with_its_time(tmp_path, monkeypatch):
    replace = os.replace

    def replaced(source, target, **folders):
        if not str(source).endswith(".kantlijn"):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        replace(source, target, **folders)

    with opened(tmp_path / "een", make=True) as one, opened(tmp_path / "twee", make=True) as two:
        made = one.create("a.txt", b"tekst")
        (tmp_path / "twee" / "map").mkdir()
        (tmp_path / "twee" / "map" / ".b.txt.kantlijn").write_text("van een eerdere keer", "utf-8")
        monkeypatch.setattr(os, "replace", replaced)
        one.move("a.txt", two, "map/b.txt")
        assert (one.names(), two.read("map/b.txt")) == ([], b"tekst")
    assert [path.name for path in (tmp_path / "twee" / "map").iterdir()] == ["b.txt"]
    assert (tmp_path / "twee" / "map" / "b.txt").stat().st_mtime_ns == made.st_mtime_ns


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_no_file_and_nobody_waits_for_it(tmp_path):
    os.mkfifo(tmp_path / "pijp")
    with opened(tmp_path) as inside, pytest.raises(FileNotFoundError):
        inside.read("pijp")


def test_what_a_system_writes_in_parts_is_written_whole(tmp_path, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:3]))
    with opened(tmp_path) as inside:
        assert inside.create("a.txt", b"tien tekens").st_size == len(b"tien tekens")
        assert inside.create("leeg.txt", b"").st_size == 0
        assert inside.read("a.txt") == b"tien tekens"


PATHS = st.lists(
    st.tuples(st.sampled_from(["put", "remove"]), st.lists(st.sampled_from("abc"), min_size=1, max_size=4)), max_size=12
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # it is the same for all examples
@given(PATHS)
def test_a_file_is_put_where_its_path_says_whatever_folder_is_entered(steps):
    """Files end in `.txt`, so that none has the name of a folder."""
    with TemporaryDirectory() as folder, opened(Path(folder) / "werk", make=True) as work:
        there: set[str] = set()
        with opened(Path(folder) / "uit", make=True) as out:
            for number, (step, names) in enumerate(steps):
                path = f"{'/'.join(names)}.txt"
                if step == "put":
                    work.create(str(number), path.encode())
                    work.move(str(number), out, path)
                    there.add(path)
                else:
                    out.remove(path)
                    there.discard(path)
        root = Path(folder) / "uit"
        assert {file.relative_to(root).as_posix() for file in root.rglob("*.txt")} == there
        assert all((root / path).read_text("utf-8") == path for path in there)
        folders = {found.relative_to(root).as_posix() for found in root.rglob("*") if found.is_dir()}
        assert folders == {above for path in there for above in folders_above(path)}
