"""A site's folder can come from anyone: what is planted in it runs nothing, and touches nothing outside it."""

from __future__ import annotations

import ast
import json
import os
import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import generator
from generator.build import Options, Result, build
from generator.core import digest
from generator.output import seal, tree, users_folders, write
from generator.output.cache_file import CacheFile
from generator.output.manifest import Entry, Manifest, Stamp, dump
from generator.output.place import folder as output_folder

LETTER = "content/letters/2024z00001"
FILES = {
    "site.yml": "name: Proef\nparts: {search: false}\ntheme: mijn\n",
    f"{LETTER}/letter.md": "---\ntitle: Een brief\ndate: 2024-01-02\nsource: {file: source/brief.txt}\n---\nGeachte.\n",
    f"{LETTER}/source/brief.txt": "Geachte.\n",
    f"{LETTER}/vraag-01.md": "---\nnumber: 1\n---\n## Vraag\n\nKlopt het?\n\n## Antwoord\n\nJa.\n",
    f"{LETTER}/vraag-02.md": "---\nnumber: 2\n---\n## Vraag\n\nWaarom?\n\n## Antwoord\n\nDaarom.\n",
    "content/pages/over.md": "---\ntitle: Over\n---\nTekst.\n",
    "mijn/assets/eigen.css": "a {}\n",
    "mijn/templates/leeg.html": "",
}
OUTSIDE = {"testament.txt": "van mij", "brieven/2024z00001/index.html": "van mij", "robots.txt": "van mij"}


@dataclass(frozen=True)
class Place:
    """A site with a published output, and a folder of the user's that is none of its business."""

    site: Path
    outside: Path

    @property
    def out(self) -> Path:
        return self.site / "site"

    @property
    def folder(self) -> write.Folder:
        return output_folder(self.site, self.site / ".kantlijn", self.out)

    @property
    def state(self) -> Path:
        return self.folder.state

    def build(self, **options) -> Result:
        return build(self.site, Options(**options), CacheFile(users_folders.cache_folder(self.site) / "values"))

    def edit(self) -> None:
        """Change something, so that the next build has work to do."""
        file = self.site / LETTER / "vraag-02.md"
        file.write_text(file.read_text("utf-8") + "\nEn daarom.\n", "utf-8")

    def instead(self, path: str, target: Path | str) -> None:
        """Put a symbolic link in the place of what is at a path in the site."""
        file = self.site / path
        shutil.rmtree(file) if file.is_dir() and not file.is_symlink() else file.unlink(missing_ok=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.symlink_to(target)


def put(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


def listing(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.fixture(autouse=True)
def user(tmp_path: Path, monkeypatch) -> Path:
    """Give the user folders of their own, outside the site."""
    monkeypatch.setenv(users_folders.CACHE_VARIABLE, str(tmp_path / "gebruiker" / "cache"))
    monkeypatch.setenv(users_folders.DATA_VARIABLE, str(tmp_path / "gebruiker" / "data"))
    return tmp_path / "gebruiker"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    put(tmp_path / "proef", FILES)
    put(tmp_path / "buiten", OUTSIDE)
    found = Place(tmp_path / "proef", tmp_path / "buiten")
    assert found.build().published
    return found


def journal(place: Place, *, moves=(), removed=(), key: bytes | None = None) -> None:
    """Plant a journal, sealed with a key (none: without a seal)."""
    stage = place.state / "stage"
    stage.mkdir(exist_ok=True)
    rows = []
    for number, (path, text) in enumerate(moves):
        (stage / str(number)).write_text(text, "utf-8")
        rows.append([path, digest.of_text(text), str(number)])
    data = json.dumps([rows, [], list(removed)]).encode()
    sealed = data if key is None else _sealed(key, place.folder.purpose("journal.json"), data)
    place.folder.journal.write_bytes(sealed)


def _sealed(key: bytes, purpose: str, data: bytes) -> bytes:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(seal, "key", lambda: key)
        return seal.sealed(purpose, data)


# --- Links where the output or the program's own folder must be -------------------------------------------------


def out_is_a_link(place: Place) -> None:
    place.instead("site", place.outside)


def out_is_below_a_link(place: Place) -> None:
    put(place.site, {"site.yml": "name: Proef\nparts: {search: false}\nout: pub/site\n"})
    place.instead("pub", place.outside)


def out_is_named_outside(place: Place) -> None:
    put(place.site, {"site.yml": "name: Proef\nparts: {search: false}\nout: ../buiten/leeg\n"})


def out_is_named_outside_in_full(place: Place) -> None:
    put(place.site, {"site.yml": f"name: Proef\nparts: {{search: false}}\nout: {place.outside}/leeg\n"})


def a_folder_of_the_output_is_a_link(place: Place) -> None:
    place.instead("site/brieven", place.outside / "brieven")


def the_own_folder_is_a_link(place: Place) -> None:
    place.instead(".kantlijn", place.outside)


def the_folder_of_outputs_is_a_link(place: Place) -> None:
    place.instead(".kantlijn/out", place.outside)


def the_state_is_a_link(place: Place) -> None:
    place.instead(f".kantlijn/out/{place.state.name}", place.outside)


def the_lock_is_a_link(place: Place) -> None:
    place.instead(f".kantlijn/out/{place.state.name}/lock", place.outside / "testament.txt")


# --- Links in what somebody wrote -------------------------------------------------------------------------------


def link(path: str, target: str) -> Callable[[Place], None]:
    def plant(place: Place) -> None:
        place.instead(path, place.site / target)

    plant.__name__ = f"{path} is a link to {target}"
    return plant


def a_link_to_a_hidden_file_of_the_site(place: Place) -> None:
    put(place.site, {".git/config": "password = geheim\n"})
    place.instead(f"{LETTER}/source/brief.txt", place.site / ".git/config")


REFUSED = [
    (out_is_a_link, "output-elsewhere", "site"),
    (out_is_below_a_link, "output-elsewhere", "pub/site"),
    (out_is_named_outside, "output-elsewhere", "site.yml"),
    (out_is_named_outside_in_full, "output-elsewhere", "site.yml"),
    (a_folder_of_the_output_is_a_link, "output-foreign", None),
    (the_own_folder_is_a_link, "output-link", ".kantlijn"),
    (the_folder_of_outputs_is_a_link, "output-link", ".kantlijn/out"),
    (the_state_is_a_link, "output-link", None),
    (the_lock_is_a_link, "output-link", None),
    (link("content", "../buiten"), "link-leaves-site", "content"),
    (link("content/letters", "../buiten"), "link-leaves-site", "content/letters"),
    (link(LETTER, "../buiten/brieven"), "link-leaves-site", LETTER),
    (link(f"{LETTER}/vraag-02.md", "../buiten/testament.txt"), "link-leaves-site", f"{LETTER}/vraag-02.md"),
    (link(f"{LETTER}/source", "../buiten"), "link-leaves-site", f"{LETTER}/source"),
    (link(f"{LETTER}/source/brief.txt", "/etc/passwd"), "link-leaves-site", f"{LETTER}/source/brief.txt"),
    (link(f"{LETTER}/source/weg.txt", "../buiten/nergens"), "link-leaves-site", f"{LETTER}/source/weg.txt"),
    (link("content/withdrawn.yml", "../buiten/testament.txt"), "link-leaves-site", "content/withdrawn.yml"),
    (link("site.yml", "../buiten/testament.txt"), "link-leaves-site", "site.yml"),
    (link("ledger.tsv", "../buiten/testament.txt"), "link-leaves-site", "ledger.tsv"),
    (link("mijn", "../buiten"), "link-leaves-site", "mijn"),
    (link("mijn/assets", "../buiten"), "link-leaves-site", "mijn/assets"),
    (link("mijn/assets/eigen.css", "/etc/passwd"), "link-leaves-site", "mijn/assets/eigen.css"),
    (link("mijn/templates/base.html", "../buiten/testament.txt"), "link-leaves-site", "mijn/templates/base.html"),
    (a_link_to_a_hidden_file_of_the_site, "link-leaves-site", f"{LETTER}/source/brief.txt"),
]


@pytest.mark.parametrize(("plant", "code", "at"), REFUSED, ids=lambda value: getattr(value, "__name__", ""))
def test_a_site_that_leads_elsewhere_is_refused_with_its_place(place, plant, code, at):
    plant(place)
    place.edit() if (place.site / LETTER / "vraag-02.md").is_file() and code.startswith("output") else None
    before, published = listing(place.outside), listing(place.out)
    result = place.build()
    assert not result.published
    told = [problem for problem in result.problems if problem.is_error]
    assert code in [problem.code for problem in told]
    if at:
        assert at in [problem.position.path for problem in told if problem.code == code]
    assert listing(place.outside) == before
    assert listing(place.out) == published


# --- State that was planted -------------------------------------------------------------------------------------


def the_stage_is_a_link(place: Place) -> None:
    place.instead(f".kantlijn/out/{place.state.name}/stage", place.outside)


def the_ignored_list_is_a_link(place: Place) -> None:
    place.instead(".kantlijn/.gitignore", place.outside / "nieuw.txt")


def the_journal_is_a_link(place: Place) -> None:
    place.instead(f".kantlijn/out/{place.state.name}/journal.json", place.outside / "testament.txt")


def the_manifest_is_a_link(place: Place) -> None:
    elsewhere = place.outside.parent / "manifest.json"
    place.folder.manifest.rename(elsewhere)
    place.folder.manifest.symlink_to(elsewhere)


def a_published_file_is_a_link(place: Place) -> None:
    place.instead("site/robots.txt", place.outside / "robots.txt")


def a_published_file_is_a_link_to_the_same_bytes(place: Place) -> None:
    copy = place.outside.parent / "robots.txt"
    shutil.copy2(place.out / "robots.txt", copy)
    place.instead("site/robots.txt", copy)


def a_journal_without_a_seal(place: Place) -> None:
    journal(place, moves=[("gekaapt.txt", "gekaapt")], removed=["robots.txt"])


def a_journal_of_another_user(place: Place) -> None:
    journal(place, moves=[("gekaapt.txt", "gekaapt")], removed=["robots.txt"], key=b"x" * 32)


def a_journal_with_other_staged_bytes(place: Place) -> None:
    journal(place, moves=[("gekaapt.txt", "eerlijk")], removed=["robots.txt"], key=seal.key())
    (place.state / "stage" / "0").write_text("gekaapt", "utf-8")


def a_journal_whose_staged_file_is_a_link(place: Place) -> None:
    journal(place, moves=[("gekaapt.txt", "van mij")], key=seal.key())
    place.instead(f".kantlijn/out/{place.state.name}/stage/0", place.outside / "testament.txt")


def a_journal_that_leaves_the_output(place: Place) -> None:
    journal(place, moves=[("../gekaapt.txt", "gekaapt")], removed=["../../buiten/testament.txt"], key=seal.key())


def a_journal_of_another_output(place: Place) -> None:
    journal(place, moves=[("gekaapt.txt", "gekaapt")], removed=["robots.txt"], key=seal.key())
    data = seal.opened(place.folder.purpose("journal.json"), place.folder.journal.read_bytes())
    place.folder.journal.write_bytes(seal.sealed("journal.json 000000000000", data))


def a_deep_journal(place: Place) -> None:
    place.folder.journal.write_bytes(seal.sealed(place.folder.purpose("journal.json"), b"[" * 100_000))


def a_manifest_of_the_wrong_form(place: Place) -> None:
    place.folder.manifest.write_bytes(seal.sealed(place.folder.purpose("manifest.json"), b"[" * 100_000))


def a_pickled_template(place: Place) -> None:
    class Harmful:
        def __reduce__(self):
            return os.mkdir, (str(place.outside / "gekraakt"),)

    for path in (".kantlijn/templates/__jinja2_x.cache", ".kantlijn/parsed", ".kantlijn/values"):
        (place.site / path).parent.mkdir(exist_ok=True)
        (place.site / path).write_bytes(b"j2" + pickle.dumps(Harmful()))


def a_planted_shelf(place: Place) -> None:
    shelf = place.state / "search" / ("0" * 32)
    shelf.mkdir(parents=True)
    (shelf / "done").write_text('{"pagefind/gekaapt.txt": "x"}', "utf-8")
    (place.state / "cards").mkdir()


HARMLESS = [
    the_stage_is_a_link,
    the_ignored_list_is_a_link,
    the_journal_is_a_link,
    a_published_file_is_a_link,
    a_published_file_is_a_link_to_the_same_bytes,
    a_journal_without_a_seal,
    a_journal_of_another_user,
    a_journal_with_other_staged_bytes,
    a_journal_whose_staged_file_is_a_link,
    a_journal_that_leaves_the_output,
    a_journal_of_another_output,
    a_deep_journal,
    a_pickled_template,
    a_planted_shelf,
]


@pytest.mark.parametrize("holds_open", [True, False])
@pytest.mark.parametrize("plant", HARMLESS, ids=lambda value: value.__name__)
def test_planted_state_counts_as_none(place, plant, holds_open, monkeypatch):
    monkeypatch.setattr(tree, "HOLDS_OPEN", holds_open)
    plant(place)
    place.edit()
    before, published = listing(place.outside), set(listing(place.out))
    result = place.build()
    assert result.published, result.problems
    assert listing(place.outside) == before
    assert set(listing(place.out)) == published
    assert not [path for path in place.out.rglob("*") if path.is_symlink()]
    assert b"En daarom." in (place.out / "brieven/2024z00001/vraag-2/index.html").read_bytes()
    assert not place.folder.journal.exists()


@pytest.mark.parametrize("plant", [the_manifest_is_a_link, a_manifest_of_the_wrong_form])
def test_without_a_manifest_of_our_own_a_folder_with_other_files_is_refused(place, plant):
    plant(place)
    place.edit()
    published = listing(place.out)
    assert [problem.code for problem in place.build().problems] == ["output-foreign"]
    assert listing(place.out) == published


def test_a_manifest_of_another_user_gives_no_right_to_remove_a_file(place):
    put(place.out, {"eigen.txt": "jaren werk"})
    known = write.known(place.folder)
    entry = Entry("", digest.of_text("jaren werk"), Stamp(10, 0))
    planted = Manifest(known.shared, {**known.entries, "eigen.txt": entry})
    data = dump(planted)
    place.folder.manifest.write_bytes(_sealed(b"x" * 32, place.folder.purpose("manifest.json"), data))
    assert [problem.code for problem in place.build().problems] == ["output-foreign"]
    assert (place.out / "eigen.txt").read_text("utf-8") == "jaren werk"


@pytest.mark.parametrize("holds_open", [True, False])
@pytest.mark.parametrize("linked", ["", "brieven", "brieven/2024z00001"])
def test_a_journal_of_our_own_is_not_followed_through_a_link(place, monkeypatch, linked, holds_open):
    monkeypatch.setattr(tree, "HOLDS_OPEN", holds_open)
    path = "brieven/2024z00001/index.html"
    journal(
        place,
        moves=[(path, "nieuw")],
        removed=["testament.txt", "brieven/2024z00001/vraag-1/index.html"],
        key=seal.key(),
    )
    place.instead(f"site/{linked}".rstrip("/"), place.outside / linked)
    before = listing(place.outside)
    with pytest.raises(tree.LinkedError):
        write.recover(place.folder)
    assert listing(place.outside) == before
    assert place.folder.journal.exists()


@pytest.mark.skipif(not tree.HOLDS_OPEN, reason="this system cannot hold a folder open")
def test_a_link_that_is_put_in_place_while_files_are_moved_is_not_followed(place, monkeypatch):
    place.edit()
    before, move = listing(place.outside), write._move

    def moved_meanwhile(state, staged, to, path):
        if not (place.out / "brieven").is_symlink():
            (place.out / "brieven").rename(place.site / "weg")
            (place.out / "brieven").symlink_to(place.outside / "brieven")
        move(state, staged, to, path)

    monkeypatch.setattr(write, "_move", moved_meanwhile)
    result = place.build()
    assert "output-link" in [problem.code for problem in result.problems]
    assert listing(place.outside) == before


@pytest.mark.skipif(not tree.HOLDS_OPEN, reason="this system cannot hold a folder open")
def test_an_output_that_becomes_a_link_while_files_are_moved_is_not_followed(place, monkeypatch):
    place.edit()
    before, move = listing(place.outside), write._move

    def moved_meanwhile(state, staged, to, path):
        if not place.out.is_symlink():
            place.out.rename(place.site / "weg")
            place.out.symlink_to(place.outside)
        move(state, staged, to, path)

    monkeypatch.setattr(write, "_move", moved_meanwhile)
    place.build()
    assert listing(place.outside) == before


# --- What the user confirmed ------------------------------------------------------------------------------------


def test_an_output_that_is_a_link_is_published_to_once_it_is_confirmed(place):
    target = place.outside.parent / "webmap"
    target.mkdir()
    place.instead("site", target)
    assert [problem.code for problem in place.build().problems] == ["output-elsewhere"]
    shutil.rmtree(place.state)
    assert place.build(confirm_out=True).published
    assert (target / "index.html").is_file()
    place.edit()
    assert place.build().published
    assert place.out.is_symlink()
    other = place.outside.parent / "anders"
    other.mkdir()
    place.instead("site", other)
    assert [problem.code for problem in place.build().problems] == ["output-elsewhere"]
    assert listing(other) == {}


def test_an_output_that_the_user_names_needs_no_confirmation(place):
    assert place.build(out=place.outside.parent / "elders").published
    assert (place.outside.parent / "elders" / "index.html").is_file()


def test_a_confirmation_does_not_come_with_a_site(place, monkeypatch, tmp_path):
    place.instead("site", place.outside)
    (tmp_path / "leeg").mkdir()
    monkeypatch.setenv(users_folders.DATA_VARIABLE, str(tmp_path / "leeg"))
    assert "output-elsewhere" in [problem.code for problem in place.build().problems]


# --- The user's own folders -------------------------------------------------------------------------------------


def codes(place: Place) -> list[str]:
    result = place.build()
    assert result.published, result.problems
    return [problem.code for problem in result.problems]


def test_the_users_folders_are_for_the_user_alone(place, user):
    paths = [user / "cache", user / "data", *(user / "cache").iterdir()]
    assert [path.stat().st_mode & 0o777 for path in paths] == [0o700] * len(paths)
    files = [user / "data" / "key"]
    assert [path.stat().st_mode & 0o777 for path in files] == [0o600]


@pytest.mark.parametrize("path", ["cache", "data", "cache/*", "cache/*/values", "data/key"])
def test_a_folder_in_which_others_can_write_is_not_used_and_that_is_said(place, user, path):
    CacheFile(users_folders.cache_folder(place.site) / "values")
    (users_folders.cache_folder(place.site) / "values").write_bytes(b"onzin")
    [found] = user.glob(path)
    found.chmod(found.stat().st_mode | 0o022)
    shutil.rmtree(place.out)
    shutil.rmtree(place.state)
    used = users_folders.cache_folder(place.site).is_relative_to(user)
    assert used == path.startswith("data")
    assert codes(place) == ["key-open-to-others" if path.startswith("data") else "folder-open-to-others"]


def test_a_folder_of_another_user_is_not_used_and_that_is_said(place, user, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    shutil.rmtree(place.out)
    shutil.rmtree(place.state)
    assert codes(place) == ["folder-of-another-user", "key-of-another-user"]


def test_a_cache_in_the_site_or_its_repository_is_not_used_and_that_is_said(place, monkeypatch):
    monkeypatch.setenv(users_folders.CACHE_VARIABLE, str(place.site / ".cache"))
    assert codes(place) == ["folder-in-site"]
    assert not (place.site / ".cache").exists()
    (place.site.parent / ".git").mkdir()
    monkeypatch.setenv(users_folders.CACHE_VARIABLE, str(place.site.parent / ".cache"))
    assert "folder-in-site" in codes(place)


@pytest.mark.parametrize("path", ["sleutels", "diep/sleutels"])
@pytest.mark.parametrize("mark", ["site.yml", ".git"])
def test_a_key_in_a_site_or_a_repository_is_not_used_and_that_is_said(place, monkeypatch, tmp_path, mark, path):
    put(tmp_path / "elders", {f"{mark}/x": ""} if mark == ".git" else {mark: ""})
    folder = tmp_path / "elders" / path
    put(folder, {"key": "x" * 32})
    monkeypatch.setenv(users_folders.DATA_VARIABLE, str(folder))
    assert seal.key() != b"x" * 32
    assert write.known(place.folder) is None
    shutil.rmtree(place.out)
    assert codes(place) == ["key-in-site"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_in_place_of_the_key_is_no_key_and_nobody_waits_for_it(tmp_path, monkeypatch):
    monkeypatch.setenv("KANTLIJN_DATA", str(tmp_path / "data"))
    users_folders.data_folder()
    os.mkfifo(tmp_path / "data" / users_folders.KEY)
    assert len(seal.key()) == 32
    assert (tmp_path / "data" / users_folders.KEY).is_file()


def test_a_cache_behind_a_link_of_the_site_s_name_is_not_used(place, user):
    kept = users_folders.cache_folder(place.site)
    shutil.rmtree(kept)
    kept.symlink_to(place.outside)
    before = listing(place.outside)
    assert codes(place) == ["folder-has-links"]
    assert listing(place.outside) == before


def test_a_key_behind_a_link_is_not_used_and_that_is_said(place, user):
    (user / "data" / "key").unlink()
    (user / "data" / "key").symlink_to(place.outside / "key")
    shutil.rmtree(place.out)
    assert codes(place) == ["key-has-links"]


@pytest.mark.parametrize("key", [b"", b"kort", b"x" * 33])
def test_a_cut_key_is_replaced(place, user, key):
    (user / "data" / "key").write_bytes(key)
    assert write.known(place.folder) is None
    assert len((user / "data" / "key").read_bytes()) == 32


@pytest.mark.parametrize("path", ["cache/*", "data"])
def test_a_folder_in_which_the_user_cannot_write_is_not_used_and_that_is_said(place, user, monkeypatch, path):
    [folder] = user.glob(path)
    (user / "data" / "key").unlink()
    shutil.rmtree(place.out)
    shutil.rmtree(place.state)
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda where, mode: Path(where) != folder and allowed(where, mode))
    assert (path == "data") == users_folders.cache_folder(place.site).is_relative_to(user)
    if path == "data":
        monkeypatch.setattr(seal, "_make", lambda folder: seal._of_this_process())
    assert codes(place) == ["key-unusable" if path == "data" else "folder-unusable"]


def test_a_data_folder_that_cannot_be_made_costs_the_seal_and_nothing_else(place, user, monkeypatch):
    (user / "bestand").write_text("", "utf-8")
    monkeypatch.setenv(users_folders.DATA_VARIABLE, str(user / "bestand" / "data"))
    monkeypatch.setenv(users_folders.CACHE_VARIABLE, str(user / "bestand" / "cache"))
    shutil.rmtree(place.out)
    assert codes(place) == ["folder-unusable", "key-unusable"]


# --- Code -------------------------------------------------------------------------------------------------------


def test_generated_code_counts_only_with_the_users_seal(place, user, monkeypatch):
    from generator.output import engine, generated_code
    from generator.output.theme import theme

    file = theme().templates()["answer.html"]
    key = digest.of_bytes(engine._GENERATOR.encode(), b"answer.html", file.data)
    harmful = f"import os; os.mkdir({str(place.outside / 'gekraakt')!r})\n".encode()
    for made_by, runs in ((b"x" * 32, False), (None, True)):
        monkeypatch.setattr(generated_code, "_CODE", {})
        cache = CacheFile()
        sealed = (
            seal.sealed(f"template {key}", harmful) if made_by is None else _sealed(made_by, f"template {key}", harmful)
        )
        cache.put(key, generated_code._Generated(sealed.decode()))
        code = generated_code.GeneratedCode(cache).get(key, "answer.html")
        assert (code is not None) == runs
    assert not (place.outside / "gekraakt").exists()


def test_generated_code_is_used_by_the_next_run(place, monkeypatch):
    import jinja2

    from generator.output import generated_code

    monkeypatch.setattr(generated_code, "_CODE", {})
    cache = CacheFile()
    assert build(place.site, Options(out=place.outside.parent / "een"), cache).published
    monkeypatch.setattr(generated_code, "_CODE", {})
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    assert build(place.site, Options(out=place.outside.parent / "twee"), cache).published
    assert listing(place.outside.parent / "een") == listing(place.outside.parent / "twee")


def test_code_of_the_programs_own_theme_is_used_by_another_site(place, tmp_path, monkeypatch):
    import jinja2

    from generator.output import generated_code

    put(place.site, {"site.yml": "name: Proef\nparts: {search: false}\n"})
    monkeypatch.setattr(generated_code, "_CODE", {})
    assert build(place.site, Options(out=tmp_path / "een"), CacheFile()).published
    other = tmp_path / "ander"
    shutil.copytree(place.site, other, ignore=shutil.ignore_patterns("site", ".kantlijn"))
    monkeypatch.setattr(generated_code, "_CODE", {})
    monkeypatch.setattr(jinja2.Environment, "_parse", None)
    assert build(other, Options(), CacheFile()).problems == ()
    assert listing(other / "site") == listing(tmp_path / "een")


def test_code_of_a_sites_own_theme_is_with_its_site(place, user, tmp_path):
    assert build(place.site, Options(out=tmp_path / "een"), CacheFile()).published
    assert not list(user.rglob("templates"))


def test_nothing_reads_pickles_or_bytecode():
    forbidden = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "bccache"}
    root = Path(generator.__file__).parent
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = (
                [alias.name for alias in getattr(node, "names", ())]
                if isinstance(node, ast.Import | ast.ImportFrom)
                else []
            )
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            assert not forbidden & {part for name in names for part in name.split(".")}, path
            assert "bytecode" not in getattr(node, "attr", "").lower(), path
            assert called not in ("eval", "exec"), path
            assert called != "compile" or path.name == "generated_code.py", path


def test_a_user_whose_files_are_for_a_group_has_a_cache_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv(users_folders.CACHE_VARIABLE, str(tmp_path / "groep" / "cache"))
    put(tmp_path / "site", {**FILES, "site.yml": "name: Proef\nbase_url: https://example.org/\n"})
    before = os.umask(0o002)
    try:
        for _ in range(2):
            place = Place(tmp_path / "site", tmp_path / "buiten")
            assert place.build().published
            assert not [problem.code for problem in place.build().problems if problem.code.startswith("folder-")]
    finally:
        os.umask(before)


def test_a_link_on_a_shelf_is_refused_with_its_place(tmp_path):
    pytest.importorskip("PIL")
    put(
        tmp_path / "site",
        {**FILES, "site.yml": "name: Proef\nparts: {search: false}\nbase_url: https://example.org/\n"},
    )
    place = Place(tmp_path / "site", tmp_path / "buiten")
    assert place.build().published
    image = next((users_folders.shelf(place.site, place.state.name) / "cards").iterdir())
    image.unlink()
    image.symlink_to("/etc/passwd")
    [found] = [problem for problem in place.build().problems if problem.is_error]
    assert (found.code, found.position.path) == ("link-leaves-site", image.as_posix())
