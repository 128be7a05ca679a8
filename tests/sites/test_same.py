"""A build that would be made from what the last one was made from does nothing; any other does all that it should."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build import Options, Result, build, planning, publishing, same
from generator.cli.proof import Prover
from generator.core import cache as program_cache
from generator.core import digest, limits
from generator.output import pagefind, source_pictures, users_folders
from generator.output import search_index as search
from generator.output.cache_file import CacheFile
from generator.output.place import folder as output_folder
from generator.pages.planned import PlannedPicture

EVERYTHING = Path(__file__).parent / "everything"
LETTER = "content/letters/2099z00012"
SOURCE = f"{LETTER}/bron.txt"
ANSWER = f"{LETTER}/vraag-02.md"


@pytest.fixture
def site(tmp_path: Path, monkeypatch) -> Path:
    """Return a site with a theme of its own and all kinds of files, and give the user folders outside it."""
    monkeypatch.setenv(users_folders.CACHE_VARIABLE, str(tmp_path / "gebruiker" / "cache"))
    monkeypatch.setenv(users_folders.DATA_VARIABLE, str(tmp_path / "gebruiker" / "data"))
    root = tmp_path / "proef"
    shutil.copytree(EVERYTHING, root)
    with (root / "site.yml").open("a") as file:
        file.write("theme: mijn\n")
    for path, text in {
        "mijn/assets/eigen.css": "a {}\n",
        "mijn/templates/footer.html": "",
        "mijn/i18n/nl.yml": "nav-search: Doorzoek\n",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def built(site: Path, **options) -> Result:
    """Build as the command line does."""
    cache = CacheFile(users_folders.cache_folder(site) / "values")
    prove = Prover(site, cache)
    options = {"unless_same": True, "prove": prove, "locate": prove.locator, **options}
    result = build(site, Options(**options), cache)
    cache.save()
    return result


def did_nothing(result: Result) -> bool:
    """Say whether a build saw that there was nothing to do."""
    return set(result.seconds) == {"read"}


def tree_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_the_same_build_again_does_nothing_and_says_the_same(site):
    first = built(site)
    before = tree_of(site / "site")
    again = built(site)
    assert did_nothing(again)
    assert not did_nothing(first)
    assert first.problems  # there is something to say
    for said in ("out", "problems", "letters", "questions", "proofs", "published"):
        assert getattr(again, said) == getattr(first, said), said
    assert again.outcome.total == first.outcome.total == len(before)
    assert (again.outcome.rendered, again.outcome.written, again.outcome.removed) == ((), (), ())
    assert tree_of(site / "site") == before


def test_what_was_kept_for_the_next_build_is_still_there_after_one_that_did_nothing(site):
    built(site)
    built(site)
    edited(ANSWER)(site)
    assert 0 < len(built(site).outcome.rendered) < 40


def edited(path: str, old: str | None = None, new: str = "") -> Callable[[Path], None]:
    """Return what edits a file: puts words in the place of others, or a line at its end."""

    def edit(site: Path) -> None:
        text = (site / path).read_text("utf-8")
        assert old is None or old in text
        (site / path).write_text(text + "\nMeer.\n" if old is None else text.replace(old, new), "utf-8")

    return edit


def put(path: str, text: str) -> Callable[[Path], None]:
    """Return what writes a file."""

    def write(site: Path) -> None:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, "utf-8")

    return write


def removed(path: str) -> Callable[[Path], None]:
    """Return what removes a file or a folder."""

    def remove(site: Path) -> None:
        shutil.rmtree(site / path) if (site / path).is_dir() else (site / path).unlink()

    return remove


def unnoticed(path: str) -> Callable[[Path], None]:
    """Return what puts a letter in the place of another in a file, and leaves its size and times as they were."""

    def change(site: Path) -> None:
        file = site / path
        times, data = file.stat(), file.read_bytes()
        file.write_bytes(data[:-2] + b"x" + data[-1:])
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))

    return change


INPUTS = {
    "an answer": edited(ANSWER),
    "an answer, with the size and times it had": unnoticed(ANSWER),
    "a source, with the size and times it had": unnoticed(SOURCE),
    "a source that is gone": removed(SOURCE),
    "a letter that is gone": removed("content/letters/ongedateerd"),
    "a file beside a letter": put(f"{LETTER}/bijlage.pdf", "x"),
    "a new topic": put("content/topics/nieuw.md", "---\nname: Nieuw\n---\n"),
    "an actor": edited("content/actors/raad.md", "name: ", "name: de "),
    "a note": edited(f"{LETTER}/notes/al.md"),
    "a page": edited("content/pages/about.md"),
    "an earlier version that is gone": removed(f"{LETTER}/versions"),
    "what is withdrawn": edited("content/withdrawn.yml", "reason: ", "reason: X "),
    "a setting": edited("site.yml", "Redactie van", "Uitgever van"),
    "the ledger": put("ledger.tsv", "# kantlijn ledger 1\n"),
    "a file of the theme": edited("mijn/assets/eigen.css", "a", "b"),
    "a new file of the theme": put("mijn/assets/nog.css", "a {}"),
    "a template": put("mijn/templates/footer.html", "<p>nieuw</p>"),
    "a word": put("mijn/i18n/nl.yml", "nav-search: Zoek\n"),
    "a theme that is gone": removed("mijn"),
    "a theme that is a file": lambda site: (removed("mijn")(site), put("mijn", "")(site)),
}


@pytest.mark.parametrize("change", INPUTS.values(), ids=INPUTS)
def test_a_change_of_anything_that_a_site_is_made_from_is_seen(site, tmp_path, change):
    built(site, allow_removals=True)
    change(site)
    again = built(site, allow_removals=True)
    assert not did_nothing(again)
    if again.published:
        assert built(site, unless_same=False, out=tmp_path / "schoon").published
        assert tree_of(site / "site") == tree_of(tmp_path / "schoon")
    assert did_nothing(built(site, allow_removals=True)) == again.published


def test_an_empty_theme_that_is_gone_is_seen(site):
    removed("mijn")(site)
    (site / "mijn").mkdir()
    assert built(site).published
    (site / "mijn").rmdir()
    assert "no-theme" in {problem.code for problem in built(site).problems}


def named(site: Path, source: str) -> None:
    """Let a letter's front matter say something else of its source."""
    letter = site / LETTER / "letter.md"
    text = letter.read_text("utf-8")
    assert len(re.findall(r"(?m)^source:.*$", text)) == 1
    letter.write_text(re.sub(r"(?m)^source:.*$", f"source: {{{source}}}", text), "utf-8")


def withhold(site: Path, name: str, data: bytes) -> Path:
    """Let a letter have an original that it withholds, by a path from its folder, and return where that is to be."""
    removed(SOURCE)(site)
    named(site, f"file: {name}, withheld: geheim, sha256: {digest.sha256(data)}")
    (site / LETTER / name).parent.mkdir(parents=True, exist_ok=True)
    return site / LETTER / name


@pytest.mark.parametrize("name", ["bron.txt", ".bron.txt", ".weg/bron.txt", "../../../elders/bron.txt"])
@pytest.mark.parametrize("there", [True, False], ids=["changed", "new"])
def test_a_change_of_an_original_that_is_withheld_is_seen_wherever_it_is(site, name, there):
    data = (site / SOURCE).read_bytes()
    file = withhold(site, name, data)
    if there:
        file.write_bytes(data)
    assert built(site).published
    assert did_nothing(built(site))
    file.write_bytes(data + b"x")
    assert "source-changed" in {problem.code for problem in built(site).problems}


def test_what_nobody_uses_is_not_read(site):
    (site / LETTER / "opname.mp4").touch()
    os.truncate(site / LETTER / "opname.mp4", 1 << 40)
    built(site)
    assert did_nothing(built(site))


@pytest.mark.parametrize("withheld", [True, False], ids=["compared only", "published only"])
def test_an_original_that_changes_while_a_site_is_built_is_looked_at_again(site, monkeypatch, withheld):
    good = (site / SOURCE).read_bytes()
    options = {} if withheld else {"prove": None, "locate": None}
    if withheld:
        withhold(site, "bron.txt", good + b"x").write_bytes(good)
    else:
        named(site, "file: bron.txt")
    load, keep = publishing.linked, same.keep

    def before(*arguments):
        (site / SOURCE).write_bytes(good + b"x")
        return load(*arguments)

    def after(*arguments):
        (site / SOURCE).write_bytes(good)
        keep(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "linked", before)
        patch.setattr(same, "keep", after)
        assert built(site, **options).published
    assert not did_nothing(built(site, **options))


def test_a_withheld_original_in_a_hidden_folder_that_changes_meanwhile_is_looked_at_again(site, monkeypatch):
    good = (site / SOURCE).read_bytes()
    file = withhold(site, ".weg/bron.txt", good)
    file.write_bytes(good)
    keep = same.keep

    def after(*arguments):
        file.write_bytes(good + b"x")
        keep(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(same, "keep", after)
        assert built(site).published
    assert "source-changed" in {problem.code for problem in built(site).problems}


@pytest.mark.parametrize("how", [shutil.rmtree, lambda cache: [os.truncate(one, 0) for one in cache.rglob("values")]])
def test_a_cache_that_is_gone_is_filled_again(site, tmp_path, how):
    built(site)
    how(tmp_path / "gebruiker" / "cache")
    assert not did_nothing(built(site))
    assert did_nothing(built(site))


OPTIONS = {
    "drafts": {"drafts": True},
    "offline": {"offline": True},
    "strict": {"strict": True},
    "another address": {"base_url": "https://elders.example"},
    "nobody proves": {"prove": None, "locate": None},
    "nobody tells where": {"locate": None},
}


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_other_options_are_another_build(site, options):
    built(site)
    assert not did_nothing(built(site, **options))


def test_how_many_processes_there_are_is_no_other_build(site):
    built(site)
    assert did_nothing(built(site, jobs=2))


def published_elsewhere(site: Path) -> None:
    """Put the files of the output in other files with the same content, but other times."""
    shutil.copytree(site / "site", site / "kopie", copy_function=shutil.copy)
    shutil.rmtree(site / "site")
    (site / "kopie").rename(site / "site")


def linked(site: Path) -> None:
    """Put a symbolic link to a file in the place of that file."""
    page = site / "site/index.html"
    page.rename(site / "index.html")
    page.symlink_to(site / "index.html")


def state(site: Path) -> Path:
    return output_folder(site, site / ".kantlijn", site / "site").state


def with_state(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Return what changes a file of the program's own, or makes it."""

    def write(site: Path) -> None:
        file = state(site) / name
        data = change(file.read_bytes() if file.exists() else b"")
        file.unlink(missing_ok=True)
        file.write_bytes(data)

    return write


OUTPUTS = {
    "a page that somebody changed": edited("site/index.html", "<", "< "),
    "a page that is gone": removed("site/index.html"),
    "an output that is gone": removed("site"),
    "the same files with other times": published_elsewhere,
    "a link in the place of a page": linked,
    "a file of somebody else": put("site/CNAME", "x"),
    "no manifest": lambda site: (state(site) / "manifest.json").unlink(),
    "a manifest that was written to": with_state("manifest.json", lambda data: data + b" "),
    "a publication that was cut off": with_state("journal.json", lambda _: b"{}"),
    "a record that was cut": with_state("last-build", lambda data: data[:-1]),
    "a record without a seal": with_state("last-build", lambda data: b"\n" + data.partition(b"\n")[2]),
    "an empty record": with_state("last-build", lambda _: b""),
    "a record of a terabyte": lambda site: os.truncate(state(site) / "last-build", 1 << 40),
    "a folder in the place of the record": lambda site: (
        (state(site) / "last-build").unlink(),
        (state(site) / "last-build/vol").mkdir(parents=True),
    ),
    "no record": lambda site: (state(site) / "last-build").unlink(),
}


@pytest.mark.parametrize("change", OUTPUTS.values(), ids=OUTPUTS)
def test_an_output_that_is_not_as_it_was_left_is_looked_at(site, change):
    built(site)
    before = tree_of(site / "site")
    change(site)
    again = built(site)
    assert again.published
    assert not did_nothing(again)
    after = tree_of(site / "site")
    after.pop("CNAME", None)
    assert after == before
    assert did_nothing(built(site))


def test_a_record_of_another_output_or_another_user_counts_as_none(site, tmp_path, monkeypatch):
    built(site)
    built(site, out=site / "elders")
    other = output_folder(site, site / ".kantlijn", site / "elders").state
    shutil.copy(other / "last-build", state(site) / "last-build")
    assert not did_nothing(built(site))
    assert did_nothing(built(site))
    monkeypatch.setenv(users_folders.DATA_VARIABLE, str(tmp_path / "een ander"))
    assert not did_nothing(built(site))


MACHINES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "another version of a library": lambda patch: patch.setattr(program_cache, "versions", lambda: {"jinja2": "9"}),
    "another limit": lambda patch: patch.setenv(limits.VARIABLE, "files=99999"),
    "no Pagefind": lambda patch: patch.setattr(pagefind, "program", lambda: None),
}


@pytest.mark.parametrize("change", MACHINES.values(), ids=MACHINES)
def test_another_program_or_machine_is_another_build(site, monkeypatch, change):
    built(site)
    change(monkeypatch)
    assert not did_nothing(built(site))


def test_what_failed_and_may_go_well_next_time_is_tried_again(site, monkeypatch):
    def fail(*_: object) -> None:
        raise pagefind.IndexingError("vol")

    with monkeypatch.context() as patch:
        patch.setattr(search, "make", fail)
        assert "search-failed" in {problem.code for problem in built(site).problems}
    again = built(site)
    assert not did_nothing(again)
    assert "search-failed" not in {problem.code for problem in again.problems}


def test_pictures_that_could_not_be_drawn_are_tried_again(site, monkeypatch):
    wanted = PlannedPicture("/brieven/2099z00012/bron/1.webp", "weg.webp", SOURCE, 1)
    plan = planning.plan

    def with_a_picture(*arguments, **named):
        pages, clashes = plan(*arguments, **named)
        return replace(pages, pictures=(wanted,)), clashes

    monkeypatch.setattr(planning, "plan", with_a_picture)
    monkeypatch.setattr(source_pictures, "_drawn_apart", lambda *_: None)
    built(site)
    assert not did_nothing(built(site))


def test_a_build_with_an_error_is_made_again_and_says_it_again(site):
    built(site)
    edited(ANSWER, "## Antwoord", "## Antwoordje")(site)
    first, again = built(site), built(site)
    assert not first.published
    assert not did_nothing(again)
    assert again.problems == first.problems


def test_an_output_that_one_may_not_look_into_is_told(site, monkeypatch):
    built(site)
    scan = os.scandir

    def closed(folder):
        if str(folder).endswith("/site/brieven/"):
            raise PermissionError(13, "Permission denied", folder)
        return scan(folder)

    monkeypatch.setattr(os, "scandir", closed)
    assert "output-unwritable" in {problem.code for problem in built(site).problems}
