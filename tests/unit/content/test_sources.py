"""What of a site's folder is content; what was read before is not read again, unless its file may have been written since."""

from __future__ import annotations

import os
import time

import pytest

from generator.content import sources

LETTER = "content/letters/2021z1/letter.md"
LONG_AGO = 1_600_000_000 * 10**9


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site whose files are old: the clock is far ahead of them."""
    for path in ("site.yml", "ledger.tsv", "content/withdrawn.yml", LETTER, "content/actors/a.md"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{path}\n")
    later(monkeypatch)
    return tmp_path


def later(monkeypatch):
    ahead = time.time_ns() + 10**12
    monkeypatch.setattr(sources.time, "time_ns", lambda: ahead)


@pytest.fixture
def reads(monkeypatch):
    """The paths of the files that are read, in order."""
    found = []
    bytes_of = sources._bytes

    def reading(file):
        found.append(file.rpartition("/")[2])
        return bytes_of(file)

    monkeypatch.setattr(sources, "_bytes", reading)
    return found


def every(read):
    return {text.path: text for text in (*read.texts, read.site, read.ledger, read.withdrawn) if text}


def test_nothing_is_read_again_where_nothing_was_written(site, reads):
    first = sources.read(site, sources.Sources())
    reads.clear()
    again = sources.read(site, first)
    assert reads == []
    assert again == first
    assert all(text is every(first)[path] for path, text in every(again).items())


@pytest.mark.parametrize("path", ["site.yml", "ledger.tsv", "content/withdrawn.yml", LETTER])
def test_a_file_that_was_written_is_read_again(site, path, reads):
    first = sources.read(site, sources.Sources())
    (site / path).write_text("anders\n")
    reads.clear()
    again = every(sources.read(site, first))
    assert again[path].data == b"anders\n"
    assert reads == [path.rpartition("/")[2]]
    assert all(text is every(first)[name] for name, text in again.items() if name != path)


def test_a_file_of_the_same_size_and_time_is_read_again(site):
    file = site / LETTER
    os.utime(file, ns=(LONG_AGO, LONG_AGO))
    first = sources.read(site, sources.Sources())
    file.write_text(file.read_text().swapcase())
    os.utime(file, ns=(LONG_AGO, LONG_AGO))
    assert every(sources.read(site, first))[LETTER].data == LETTER.swapcase().encode() + b"\n"


def test_another_file_in_its_place_is_read_again(site):
    first = sources.read(site, sources.Sources())
    other = site / "other"
    other.write_text(LETTER.swapcase() + "\n")
    other.replace(site / LETTER)
    assert every(sources.read(site, first))[LETTER].data == LETTER.swapcase().encode() + b"\n"


def test_a_file_is_read_again_that_was_written_just_before_it_was_read(site, monkeypatch, reads):
    monkeypatch.undo()
    monkeypatch.setattr(sources.time, "time_ns", lambda: (site / LETTER).stat().st_mtime_ns + 10**9)
    young = sources.read(site, sources.Sources())
    stamps = [stamp for stamp, _ in young.read.values()]
    assert stamps == [None] * len(stamps)


def test_a_text_that_is_read_again_and_is_equal_stays(site, reads):
    first = sources.read(site, sources.Sources())
    (site / LETTER).touch()
    reads.clear()
    again = sources.read(site, first)
    assert reads == ["letter.md"]
    assert every(again)[LETTER] is every(first)[LETTER]


def test_files_that_come_and_go_are_seen(site):
    first = sources.read(site, sources.Sources())
    (site / LETTER).rename(site / "content/letters/2021z1/vraag-01.md")
    again = sources.read(site, first)
    assert [text.path for text in again.texts] == ["content/actors/a.md", "content/letters/2021z1/vraag-01.md"]
    assert list(sources.read(site, again).read) == list(sources.read(site, sources.Sources()).read)


def test_a_link_is_followed_anew_each_time(site):
    one, two = site / "content/een.txt", site / "content/twee.txt"
    one.write_text("een")
    two.write_text("twee")
    link = site / "content/actors/b.md"
    link.symlink_to("../een.txt")
    first = sources.read(site, sources.Sources())
    link.unlink()
    link.symlink_to("../twee.txt")
    again = sources.read(site, first)
    assert every(again)["content/actors/b.md"].data == b"twee"
    link.unlink()
    link.symlink_to("/etc/hostname")
    assert [problem.code for problem in sources.read(site, again).problems] == ["link-leaves-site"]


def test_what_was_saved_is_read_again_alone(site, reads):
    first = sources.read(site, sources.Sources())
    (site / LETTER).write_text("iets anders\n")
    reads.clear()
    again = sources.read_again(site, first, [LETTER, "content/letters/2021z1/letter.md.b4c1"])
    assert reads == ["letter.md"]
    assert again == sources.read(site, sources.Sources())
    assert every(again)["content/actors/a.md"] is every(first)["content/actors/a.md"]
    assert sources.read(site, again) == again


def _new(site):
    (site / "content/actors/b.md").write_text("b")
    return "content/actors/b.md"


def _gone(site):
    (site / LETTER).unlink()
    return LETTER


def _a_link(site):
    (site / LETTER).unlink()
    (site / LETTER).symlink_to(site / "content/actors/a.md")
    return LETTER


def _a_folder(site):
    (site / LETTER).unlink()
    (site / LETTER).mkdir()
    return LETTER


def _below_a_link(site):
    (site / "content/letters").rename(site / "content/elders")
    (site / "content/letters").symlink_to(site / "content/elders")
    return LETTER


def _another(path):
    def written(site):
        (site / path).write_text("anders")
        return path

    return written


@pytest.mark.parametrize(
    "change",
    [
        _new,
        _gone,
        _a_link,
        _a_folder,
        _below_a_link,
        *map(_another, ["site.yml", "ledger.tsv", "content/withdrawn.yml"]),
    ],
)
def test_only_saved_content_that_was_there_can_be_read_alone(site, change):
    first = sources.read(site, sources.Sources())
    assert sources.read_again(site, first, [change(site)]) is None


def test_markdown_is_content_unless_it_is_the_original_of_a_letter(tmp_path):
    letter = tmp_path / "content" / "letters" / "2023z00001"
    for name in ("letter.md", "notes/een.md", "source/brief.md"):
        path = letter / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Tekst.\n", "utf-8")
    read = sources.read(tmp_path)
    base = "content/letters/2023z00001"
    assert [text.path for text in read.texts] == [f"{base}/letter.md", f"{base}/notes/een.md"]
    assert read.files == ((f"{base}/source/brief.md", 7),)
