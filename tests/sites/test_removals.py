"""A site never becomes empty by accident: missing content is an error, and losing most of it must be meant."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.build import Options, Result, build
from generator.core.cache import NoCache
from generator.core.ledger import added, written
from generator.output import users_folders, write
from generator.output.place import folder as output_folder

LETTER = "---\ntitle: Brief {n}\ndate: 2024-01-0{n}\n---\nGeachte.\n"
QUESTION = "---\nnumber: {n}\n---\n## Vraag\n\nKlopt vraag {n}?\n\n## Antwoord\n\nJa, {n}.\n"
LETTERS = "content/letters"


@pytest.fixture(autouse=True)
def user(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv(users_folders.CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setenv(users_folders.DATA_VARIABLE, str(tmp_path / "data"))


@pytest.fixture
def site(tmp_path) -> Path:
    """Give a site of four letters with three questions each."""
    root = tmp_path / "proef"
    for letter in range(1, 5):
        folder = root / LETTERS / f"2024z0000{letter}"
        folder.mkdir(parents=True)
        (folder / "letter.md").write_text(LETTER.format(n=letter), "utf-8")
        for number in range(1, 4):
            (folder / f"vraag-0{number}.md").write_text(QUESTION.format(n=number), "utf-8")
    (root / "content/pages").mkdir()
    (root / "site.yml").write_text("name: Proef\nparts: {search: false}\n", "utf-8")
    return root


def built(site: Path, **options) -> Result:
    return build(site, Options(**options), NoCache())


def published(site: Path) -> set[str]:
    return {path.relative_to(site / "site").as_posix() for path in (site / "site").rglob("*") if path.is_file()}


def with_ledger(site: Path) -> None:
    """Write the ledger, and make of the site a fresh checkout: no output, and nothing known of one."""
    import datetime as dt

    from generator.build import prepare

    prepared = prepare(site, Options(addressed=True), NoCache())
    ledger = added(prepared.graph.ledger, prepared.plan.addresses, dt.date(2024, 1, 9))
    (site / "ledger.tsv").write_text(written(ledger), "utf-8")
    for path in ("site", ".kantlijn"):
        shutil.rmtree(site / path, ignore_errors=True)


def letters_gone(site: Path, *numbers: int) -> None:
    for number in numbers:
        shutil.rmtree(site / LETTERS / f"2024z0000{number}")


def answers_gone(site: Path, *numbers: int) -> None:
    for number in numbers:
        for folder in (site / LETTERS).iterdir():
            (folder / f"vraag-0{number}.md").unlink()


def no_content(site: Path) -> None:
    shutil.rmtree(site / "content")


def content_is_a_file(site: Path) -> None:
    no_content(site)
    (site / "content").write_text("", "utf-8")


def empty_content(site: Path) -> None:
    no_content(site)
    (site / "content").mkdir()


def drafts(site: Path) -> None:
    for file in (site / LETTERS).glob("*/letter.md"):
        file.write_text(file.read_text("utf-8").replace("title:", "draft: true\ntitle:"), "utf-8")


LOSSES = [
    (no_content, ["no-content"]),
    (content_is_a_file, ["content-is-file"]),
    (empty_content, ["removes-answers", "removes-letters"]),
    (drafts, ["removes-answers", "removes-letters"]),
    (lambda site: letters_gone(site, 1, 2, 3), ["removes-answers", "removes-letters"]),
    (lambda site: answers_gone(site, 1, 3), ["removes-answers"]),
]
IDS = ["no content", "a file", "empty", "drafts", "three of four letters", "two of three answers"]


@pytest.mark.parametrize("known_by", ["the last build", "the ledger"])
@pytest.mark.parametrize(("lose", "codes"), LOSSES, ids=IDS)
def test_a_build_that_would_remove_most_stops_and_changes_nothing(site, lose, codes, known_by):
    if known_by == "the ledger":
        with_ledger(site)
    else:
        assert built(site).published
    before = published(site)
    lose(site)
    result = built(site)
    assert not result.published
    assert sorted(problem.code for problem in result.problems if problem.is_error) == codes
    assert published(site) == before
    again = built(site, allow_removals=True)
    assert again.published == codes[0].startswith("removes")


@pytest.mark.parametrize("known_by", ["the last build", "the ledger"])
@pytest.mark.parametrize("lose", [lambda site: letters_gone(site, 1, 2), lambda site: answers_gone(site, 1)])
def test_half_or_less_may_go(site, lose, known_by):
    if known_by == "the ledger":
        with_ledger(site)
    else:
        assert built(site).published
    lose(site)
    assert built(site).published


def test_the_problem_names_what_would_go(site):
    assert built(site).published
    letters_gone(site, 2, 3, 4)
    found = {problem.code: dict(problem.values) for problem in built(site).problems}
    assert found["removes-letters"] == {"count": "3", "known": "4", "names": "2024z00002, 2024z00003, 2024z00004"}
    assert found["removes-answers"]["names"] == "2024z00002/1, 2024z00002/2, 2024z00002/3 …"


def test_what_was_allowed_once_is_not_asked_again(site):
    assert built(site).published
    letters_gone(site, 2, 3, 4)
    assert built(site, allow_removals=True).published
    assert built(site).published


def test_an_address_that_leads_on_is_not_lost(site):
    assert built(site).published
    for number in (1, 2, 3, 4):
        folder = site / LETTERS / f"2024z0000{number}"
        (folder / "letter.md").write_text(
            LETTER.format(n=number).replace("title:", f"aliases: [/brieven/2024z0000{number}/]\ntitle:"), "utf-8"
        )
        folder.rename(folder.with_name(f"2024z1000{number}"))
    result = built(site)
    assert result.published, result.problems


def test_other_words_in_addresses_lose_no_letter(site):
    assert built(site).published
    (site / "site.yml").write_text("name: Proef\nparts: {search: false}\nsegments: {letters: letters}\n", "utf-8")
    assert built(site).published


def test_a_check_reports_what_a_build_would_refuse(site):
    assert built(site).published
    letters_gone(site, 1, 2, 3, 4)
    result = built(site, out=site / ".kantlijn" / "check")
    assert "removes-letters" in [problem.code for problem in result.problems]


def test_a_preview_follows_whatever_is_saved(site):
    preview = {"out": site / ".kantlijn" / "preview", "preview_url": "http://localhost:1/"}
    assert built(site, **preview).published
    letters_gone(site, 1, 2, 3)
    assert built(site, **preview).published


@pytest.mark.parametrize("where", ["scandir", "read"])
def test_content_that_cannot_be_read_is_an_error_with_its_place(site, monkeypatch, where):
    import os

    from generator.content import sources

    scan, read = os.scandir, sources._bytes

    def scanned(path):
        if str(path).endswith("2024z00003"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    def opened(path):
        if path.endswith("2024z00003/vraag-01.md"):
            raise PermissionError(13, "Permission denied", path)
        return read(path)

    assert built(site).published
    before = published(site)
    with monkeypatch.context() as patched:
        if where == "scandir":
            patched.setattr(sources.os, "scandir", scanned)
        else:
            patched.setattr(sources, "_bytes", opened)
        result = built(site)
    assert not result.published
    places = {problem.position.path for problem in result.problems if problem.code == "disk"}
    assert places == {f"{LETTERS}/2024z00003" + ("/vraag-01.md" if where == "read" else "")}
    assert published(site) == before


@pytest.mark.parametrize("place", ["site", "site/brieven/2024z00001", ".kantlijn/out/*"])
def test_a_folder_that_cannot_be_written_is_named_and_nothing_is_changed(site, monkeypatch, place):
    import os

    assert built(site).published
    [folder] = site.glob(place)
    letters_gone(site, 1)
    before, allowed = published(site), os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != folder and allowed(path, mode))
    result = built(site)
    assert [(problem.code, problem.position.path) for problem in result.problems] == [
        ("output-unwritable", folder.relative_to(site).as_posix())
    ]
    assert published(site) == before
    state = output_folder(site, site / ".kantlijn", site / "site")
    assert not state.journal.exists()
    assert not state.stage.exists()


def test_the_manifest_knows_letters_and_questions(site):
    assert built(site).published
    state = output_folder(site, site / ".kantlijn", site / "site")
    stored = write.known(state).subjects
    assert len(stored) == 16
    assert stored["/brieven/2024z00001/vraag-2/"] == "question:2024z00001/2"


def test_a_site_s_folder_that_cannot_be_written_is_named(site, monkeypatch):
    import os

    make = os.mkdir

    def made(path, mode=0o777, *, dir_fd=None):
        if str(path).endswith(".kantlijn"):
            raise PermissionError(13, "Permission denied", str(path))
        make(path, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "mkdir", made)
    [found] = built(site).problems
    assert (found.code, found.position.path) == ("output-unwritable", ".")
    assert not (site / "site").exists()
