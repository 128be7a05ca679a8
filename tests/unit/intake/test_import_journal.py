"""An import that is cut off at any step is finished or rolled back, and its journal is checked as input is."""

from __future__ import annotations

import itertools
import json
import os
import sys

import pytest

from generator.content import sources
from generator.content.cut_file import cut
from generator.core import digest
from generator.intake import disk, import_journal, import_lock, plan_import, plan_update
from generator.intake.import_journal import NewBytes
from tests.unit.intake.conftest import KEEPING

LETTER = """Vragen van het lid Jansen (XYZ) aan de Minister van Defensie over de brug (2023Z01234).

Vraag 1
Kent u de brug?

Antwoord 1
Ja, sinds tien jaar.

Vraag 2
Hoe oud is zij?

Antwoord 2
Zij is zestig jaar oud.
"""
ID = "2023z01234"
KILLED = 9
CHANGES_THE_DISK = {
    "open",
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.chmod",
    "os.link",
    "os.symlink",
    "os.truncate",
    "shutil.rmtree",
}


def killed_at(step, work) -> bool:
    """Run some work in a process that is killed before its step-th call to the file system; whether it came so far."""
    child = os.fork()
    if child == 0:
        left = itertools.count(step - 1, -1)

        def kill(event, _arguments):
            if event in CHANGES_THE_DISK and next(left) == 0:
                os._exit(KILLED)

        sys.addaudithook(kill)
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def updated(content):
    text = LETTER.replace("tien", "elf").replace("zestig", "zeventig")
    plan = plan_import(text.encode(), "brief.txt", disk.existing_actors(content, cut))
    return plan_update(plan, disk.existing_letter(content, ID), "brief.txt", cut, KEEPING)


def test_an_update_that_is_killed_at_any_step_is_done_or_undone_by_the_next_command(tmp_path):
    start = tmp_path / "start"
    disk.write(plan_import(LETTER.encode(), "brief.txt"), start)
    (start / "letters" / ID / "eigen.csv").write_text("van de redactie")
    (start / "letters" / ID / "source" / "brief.metadata.xml").write_text("<metadata/>")
    before, content = files(start), tmp_path / "content"
    ends = set()
    for step in itertools.count(1):
        import_journal.shutil.copytree(start, content)
        plan = updated(content)
        after = before | {file.path: file.text.encode() for file in plan.files} | {plan.source_path: plan.source}
        after |= plan.earlier
        after = {path: data for path, data in after.items() if path not in plan.gone}
        if not killed_at(step, lambda plan=plan: disk.write(plan, content)):
            break
        assert import_journal.recover(content) == ()
        assert files(content) in (before, after)
        assert import_journal.leftovers(content) == ()
        ends.add(files(content) == after)
        import_journal.shutil.rmtree(content)
    assert ends == {True, False}
    assert files(content) == after


def test_an_import_that_is_killed_at_any_step_is_there_or_not(tmp_path):
    plan = plan_import(LETTER.encode(), "brief.txt")
    whole = {file.path: file.text.encode() for file in (*plan.files, *plan.actors)} | {plan.source_path: plan.source}
    for step in itertools.count(1):
        content = tmp_path / str(step)
        if not killed_at(step, lambda content=content: disk.write(plan, content)):
            break
        assert import_journal.recover(content) == ()
        assert files(content) in ({}, whole)
    assert files(content) == whole


def test_recovery_itself_may_be_killed_at_any_step(tmp_path):
    plan = plan_import(LETTER.encode(), "brief.txt")
    whole = {file.path: file.text.encode() for file in (*plan.files, *plan.actors)} | {plan.source_path: plan.source}
    for step in itertools.count(1):
        content = tmp_path / str(step)
        decided(content, [NewBytes(path, data) for path, data in whole.items()])
        if not killed_at(step, lambda content=content: import_journal.recover(content)):
            break
        assert import_journal.recover(content) == ()
        assert files(content) == whole


def decided(content, new, **changes):
    """Leave the folder of an import that was cut off right after its journal was written."""
    folder = content / "letters" / f".import-{ID}"
    folder.mkdir(parents=True)
    moves = []
    for index, file in enumerate(new):
        (folder / str(index)).write_bytes(file.data)
        after = digest.sha256(file.data)
        moves.append({"staged": str(index), "path": file.path, "before": file.before, "after": after})
    (folder / "journal.json").write_text(json.dumps({"version": 1, "letter": ID, "moves": moves} | changes))
    return folder


@pytest.mark.parametrize(
    "path",
    [
        "../ergens.md",
        f"letters/{ID}/../../../ergens.md",
        "letters/andere/letter.md",
        f"letters/{ID}",
        "actors/../site.yml",
        "/etc/passwd",
        f"letters/{ID}/",
        f"letters/{ID}//letter.md",
        "actors/.verborgen.md",
    ],
)
def test_a_journal_leads_to_files_of_its_letter_only(tmp_path, path):
    content = tmp_path / "content"
    decided(content, [NewBytes(path, b"geplant")])
    before = files(tmp_path)
    assert [problem.code for problem in import_journal.recover(content)] == ["import-outside"]
    assert {name: data for name, data in files(tmp_path).items() if not name.endswith("/lock")} == before


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"letter": "andere"}, "leftover-journal"),
        ({"version": 2}, "leftover-journal"),
        ({"moves": "niets"}, "leftover-journal"),
        ({"moves": [{"staged": "0", "path": f"letters/{ID}/a.md", "before": None, "after": None}]}, "leftover-journal"),
        ({"moves": [{"staged": "../x", "path": "a", "before": None, "after": "0" * 64}]}, "leftover-journal"),
        (
            {"moves": [{"staged": "7", "path": f"letters/{ID}/a.md", "before": None, "after": "0" * 64}]},
            "leftover-staged",
        ),
        (
            {"moves": [{"staged": "0", "path": f"letters/{ID}/a.md", "before": None, "after": "0" * 64}]},
            "leftover-staged",
        ),
    ],
)
def test_a_journal_that_no_import_wrote_changes_nothing(tmp_path, changes, code):
    folder = decided(tmp_path, [NewBytes(f"letters/{ID}/letter.md", b"x")], **changes)
    assert [problem.code for problem in import_journal.recover(tmp_path)] == [code]
    assert not (tmp_path / "letters" / ID).exists()
    (folder / "journal.json").write_text("[" * 100_000)
    assert [problem.code for problem in import_journal.recover(tmp_path)] == ["leftover-journal"]


def test_nothing_is_written_through_a_symbolic_link(tmp_path):
    content, outside = tmp_path / "content", tmp_path / "buiten"
    outside.mkdir()
    decided(content, [NewBytes(f"letters/{ID}/letter.md", b"geplant")])
    (content / "letters" / ID).symlink_to(outside)
    assert [problem.code for problem in import_journal.recover(content)] == ["import-link"]
    assert list(outside.iterdir()) == []
    (content / "letters/.import-x").symlink_to(outside)
    assert [problem.code for problem in import_journal.recover(content)] == ["import-link", "leftover-link"]


@pytest.mark.parametrize("where", ["versions", "source"])
def test_a_file_where_a_folder_belongs_stops_an_import_before_it_writes(tmp_path, where):
    letter = tmp_path / "letters" / ID
    letter.mkdir(parents=True)
    (letter / where).write_bytes(b"van de redactie")
    files = [NewBytes(f"letters/{ID}/vraag-01.md", b"nieuw"), NewBytes(f"letters/{ID}/{where}/x.yml", b"oud")]
    with pytest.raises(import_journal.ImportRefusedError) as refused:
        import_journal.write(tmp_path, ID, files)
    assert (refused.value.problem.code, refused.value.problem.position.path) == (
        "import-no-folder",
        f"{tmp_path.name}/letters/{ID}/{where}",
    )
    assert [path.name for path in letter.iterdir()] == [where]
    assert import_journal.leftovers(tmp_path) == ()
    decided(tmp_path, files)
    assert [problem.code for problem in import_journal.recover(tmp_path)] == ["import-no-folder"]
    (letter / where).unlink()
    assert import_journal.recover(tmp_path) == ()
    assert (letter / where / "x.yml").read_bytes() == b"oud"


def test_a_pipe_is_not_waited_for(tmp_path):
    letter = tmp_path / "letters" / ID
    letter.mkdir(parents=True)
    os.mkfifo(letter / "letter.md")
    with pytest.raises(import_journal.ImportRefusedError):
        import_journal.write(tmp_path, ID, [NewBytes(f"letters/{ID}/letter.md", b"x")])


def test_a_file_that_was_changed_meanwhile_is_not_written_over(tmp_path):
    old, new = b"oud", b"nieuw"
    path = tmp_path / "letters" / ID / "vraag-01.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"van de redactie")
    decided(tmp_path, [NewBytes(f"letters/{ID}/vraag-01.md", new, digest.sha256(old))])
    assert [problem.code for problem in import_journal.recover(tmp_path)] == ["import-changed"]
    assert path.read_bytes() == b"van de redactie"
    path.write_bytes(old)
    assert import_journal.recover(tmp_path) == ()
    assert path.read_bytes() == new


def test_an_import_under_way_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(import_lock, "PATIENCE", 0)
    folder = decided(tmp_path, [NewBytes(f"letters/{ID}/letter.md", b"x")])
    with import_lock.alone(tmp_path / "letters"):
        child = os.fork()
        if child == 0:
            os._exit([one.code for one in import_journal.recover(tmp_path)] != ["import-busy"])
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert not (tmp_path / "letters" / ID).exists()
    assert (folder / "journal.json").is_file()


def test_whoever_writes_waits_and_finds_nothing_half_imported(tmp_path, monkeypatch):
    monkeypatch.setattr(import_lock, "PATIENCE", 0)
    decided(tmp_path, [NewBytes("actors/x.md", b"x")])
    with import_journal.alone(tmp_path):
        assert import_journal.leftovers(tmp_path) == ()
        assert (tmp_path / "actors/x.md").read_bytes() == b"x"
        with pytest.raises(import_journal.ImportRefusedError) as refused:
            disk.write(plan_import(LETTER.encode(), "brief.txt"), tmp_path)
    assert refused.value.problem.code == "import-busy"
    assert [path.name for path in (tmp_path / "letters").iterdir()] == []


def test_a_file_system_that_cannot_lock_a_folder_gets_a_file_to_lock(tmp_path, monkeypatch):
    monkeypatch.setattr(import_lock, "_locked", lambda _handle: False)
    monkeypatch.setattr(import_lock, "PATIENCE", 0)
    with import_lock.alone(tmp_path), pytest.raises(TimeoutError), import_lock.alone(tmp_path):
        pass
    with import_lock.alone(tmp_path):
        pass


def test_a_build_sees_what_was_not_finished(tmp_path):
    folder = decided(tmp_path / "content", [NewBytes(f"letters/{ID}/letter.md", b"x")])
    assert sources.read(tmp_path).leftovers == (folder.relative_to(tmp_path).as_posix(),)


def test_a_journal_removes_only_a_file_that_is_what_it_was(tmp_path):
    content, path = tmp_path / "content", f"letters/{ID}/source/brief.metadata.xml"
    (content / path).parent.mkdir(parents=True)
    for found, there in ((b"gewijzigd", True), (b"oud", False), (b"", False)):
        if found:
            (content / path).write_bytes(found)
        folder = content / "letters" / f".import-{ID}"
        folder.mkdir(exist_ok=True)
        move = {"staged": "0", "path": path, "before": digest.sha256(b"oud"), "after": None}
        (folder / "journal.json").write_text(json.dumps({"version": 1, "letter": ID, "moves": [move]}))
        assert [problem.code for problem in import_journal.recover(content)] == (["import-changed"] if there else [])
        assert (content / path).exists() == there
