"""Whole builds: what an edit touches, what a change of settings touches, and that nothing depends on chance."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from generator import build as pipeline
from generator.build import Options, Result, build
from generator.core import workers
from generator.output import output_files
from generator.output.cache_file import CacheFile
from generator.output.rendering import Rendering
from generator.output.session import Session
from generator.pages.addresses import redirects, sitemap
from generator.pages.reuse.groups import Reuse
from generator.pages.reuse.plan_memory import SupersededError

EVERYTHING = Path(__file__).parent / "everything"
LETTER = "content/letters/2099z00001"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "proef"
    shutil.copytree(EVERYTHING, root)
    return root


def built(site: Path, **options) -> Result:
    result = build(site, Options(**options), CacheFile(site / ".kantlijn" / "parsed"))
    assert result.published, result.problems
    return result


def edit(site: Path, path: str, old: str, new: str) -> None:
    file = site / path
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def content(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def pages(result: Result) -> set[str]:
    """Return the pages that a build wrote; feeds and the sitemap follow the content and are not looked at."""
    return {path.removesuffix("index.html") for path in result.outcome.written if path.endswith(".html")}


def test_a_second_build_makes_and_writes_nothing(site):
    built(site)
    before = content(site / "site")
    again = built(site)
    assert (again.outcome.rendered, again.outcome.written, again.outcome.removed) == ((), (), ())
    assert content(site / "site") == before


def test_an_edited_answer_rewrites_its_page_its_letter_and_nothing_else(site):
    built(site)
    edit(site, f"{LETTER}/vraag-02.md", "ijzer roest", "ijzer roest ook")
    written = pages(built(site))
    assert {"brieven/2099z00001/vraag-2/", "brieven/2099z00001/"} <= written
    assert all(path == "brieven/2099z00001/" or path.startswith("brieven/2099z00001/vraag-2/") for path in written)


def test_a_new_title_rewrites_the_pages_that_show_it_and_no_others(site):
    built(site)
    old, new = "Kosten van lantaarns", "Wat lantaarns kosten"
    shown = {path for path, data in content(site / "site").items() if path.endswith(".html") and old.encode() in data}
    edit(site, f"{LETTER}/vraag-02.md", old, new)
    result = built(site)
    assert {path for path in result.outcome.written if path.endswith(".html")} == shown
    after = content(site / "site")
    assert not any(old.encode() in data for data in after.values())


def test_what_an_incremental_build_gives_is_what_a_clean_build_gives(site, tmp_path):
    built(site)
    edit(site, f"{LETTER}/vraag-02.md", "title: Kosten van lantaarns", "title: Lantaarns")
    edit(site, "content/actors/lid-jansen.md", "name: ", "name: het ")
    (site / "content/topics/leeg.md").unlink()
    shutil.rmtree(site / "content/letters/ongedateerd")
    built(site)
    incremental = content(site / "site")
    built(site, out=tmp_path / "schoon")
    assert content(tmp_path / "schoon") == incremental


def test_neither_the_outcome_nor_a_key_depends_on_the_run_or_the_place(site, tmp_path):
    script = (
        "import sys; from pathlib import Path; from generator.build import *; from generator.output.cache_file import *; "
        "result = build(Path(sys.argv[1]), Options(), CacheFile()); "
        "assert result.published; print(len(result.outcome.rendered))"
    )

    def rendered(place: Path, seed: str) -> int:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(pipeline.__file__).parents[2])}
        command = [sys.executable, "-c", script, str(place)]
        found = subprocess.run(command, check=True, env=environment, timeout=120, capture_output=True, text=True)
        return int(found.stdout)

    one, other = (shutil.copytree(site, tmp_path / name) for name in ("een", "elders"))
    assert rendered(one, "1") == rendered(other, "2") > 40
    assert content(one / "site") == content(other / "site")
    assert rendered(one, "2") == 0


def test_a_style_change_writes_the_stylesheet_only(site):
    (site / "mijn/assets").mkdir(parents=True)
    (site / "mijn/assets/style.css").write_text("a {}", "utf-8")
    (site / "site.yml").write_text((site / "site.yml").read_text("utf-8") + "theme: mijn\n", "utf-8")
    built(site)
    (site / "mijn/assets/style.css").write_text("b {}", "utf-8")
    assert built(site).outcome.written == ("assets/style.css",)


def test_a_letter_that_goes_takes_its_pages_along(site):
    built(site)
    shutil.rmtree(site / "content/letters/ongedateerd")
    result = built(site)
    assert "brieven/ongedateerd/index.html" in result.outcome.removed
    assert not (site / "site/brieven/ongedateerd").exists()


def test_outputs_do_not_disturb_each_other(site, tmp_path):
    built(site)
    built(site, offline=True, out=tmp_path / "offline")
    assert built(site).outcome.rendered == ()
    assert built(site, offline=True, out=tmp_path / "offline").outcome.rendered == ()


def test_an_unreadable_cache_costs_nothing_but_time(site):
    built(site)
    before = content(site / "site")
    (site / ".kantlijn" / "parsed").write_bytes(b"onzin")
    assert built(site).outcome.rendered == ()
    assert content(site / "site") == before


def test_the_programs_folder_may_be_thrown_away(site):
    built(site)
    before = content(site / "site")
    shutil.rmtree(site / ".kantlijn")
    built(site)
    assert content(site / "site") == before


def test_no_page_names_the_machine_it_was_made_on(site):
    built(site)
    assert not any(str(site).encode() in data for data in content(site / "site").values())


# --- Several processes -------------------------------------------------------------------------------------------

several = pytest.mark.skipif(not workers.CAN_FORK, reason="this system cannot copy a process")


@several
def test_several_processes_give_the_bytes_that_one_gives(site, tmp_path):
    alone = tmp_path / "alleen"
    shutil.copytree(site, alone)
    for folder in (alone, site):
        built(folder, jobs=1 if folder == alone else 3)
    assert content(site / "site") == content(alone / "site")
    for folder in (alone, site):
        edit(folder, "site.yml", "lang: nl", "lang: en")
        built(folder, jobs=3 if folder == alone else 1)
    assert content(site / "site") == content(alone / "site")
    again = built(site, jobs=3)
    assert (again.outcome.rendered, again.outcome.written) == ((), ())


@several
def test_a_broken_template_is_said_once_by_all_processes_together(site):
    (site / "mijn" / "templates").mkdir(parents=True)
    (site / "mijn" / "templates" / "answer.html").write_text("{{ view.nergens }}", "utf-8")
    edit(site, "site.yml", "lang: nl", "lang: nl\ntheme: mijn")
    result = build(site, Options(jobs=3), CacheFile(site / ".kantlijn" / "parsed"))
    assert [problem.position.path for problem in result.problems if problem.is_error] == ["mijn/templates/answer.html"]
    assert not (site / "site").exists()
    assert not list((site / ".kantlijn").glob("out/*/stage"))


def test_the_views_of_pages_are_gone_once_they_are_rendered(site, monkeypatch):
    taken: list[weakref.ref] = []
    take = Rendering.take

    def taking(self, pages, found=()):
        taken.extend(weakref.ref(page.content.make) for page in pages)
        take(self, pages, found)

    monkeypatch.setattr(Rendering, "take", taking)
    pipeline.publish(pipeline.load(site, Options(), CacheFile(site / ".kantlijn" / "parsed")))
    assert taken
    assert not any(ref() for ref in taken)


# --- A preview ---------------------------------------------------------------------------------------------------


def followed(site: Path, session: Session, **options) -> set[str]:
    """Build as a preview does, hold the output against one from nothing, and return what was written."""
    out = site / ".kantlijn" / "preview"
    result = build(site, Options(out=out, **options), CacheFile(), session=session)
    assert result.published, result.problems
    clean = site.parent / "schoon"
    shutil.rmtree(clean, ignore_errors=True)
    assert build(site, Options(out=clean, **options), CacheFile()).published
    assert content(out) == content(clean)
    return set(result.outcome.written)


def test_a_session_sees_what_all_pages_share(site):
    session = Session()
    followed(site, session)
    assert followed(site, session) == set()
    (site / "mijn" / "templates").mkdir(parents=True)
    edit(site, "site.yml", "lang: nl", "lang: nl\ntheme: mijn")
    assert followed(site, session) == set()
    missing = site / "mijn" / "templates" / "missing.html"
    missing.write_text('{% extends "kantlijn/missing.html" %}{% block main %}Weg.{% endblock %}', "utf-8")
    assert followed(site, session) == {"404.html"}
    edit(site, "site.yml", "name: Proefsite", "name: Andere site")
    assert len(followed(site, session)) > 50
    assert len(followed(site, session, base_url="https://elders.example")) > 50


def test_a_session_puts_back_what_it_is_told_another_process_changed(site):
    session = Session()
    followed(site, session)
    out = site / ".kantlijn" / "preview"
    assert build(site, Options(out=out, base_url="https://elders.example"), CacheFile()).published
    assert len(followed(site, session)) > 50


def test_a_save_that_nobody_told_of_is_seen_before_anything_is_published(site):
    session = Session()
    followed(site, session)
    out = site / ".kantlijn" / "preview"
    before = content(out)
    edit(site, f"{LETTER}/vraag-02.md", "ijzer roest", "ijzer roest ook")
    edit(site, f"{LETTER}/vraag-03.md", "number: 3", "number: 3\ntitle: Heel anders")
    session.saved = frozenset({f"{LETTER}/vraag-02.md"})
    with pytest.raises(SupersededError):
        build(site, Options(out=out), CacheFile(), session=session)
    assert content(out) == before
    assert "brieven/2099z00001/vraag-3/index.html" in followed(site, session)


def test_a_theme_that_nobody_told_of_is_seen_before_anything_is_published(site):
    edit(site, "site.yml", "lang: nl", "lang: nl\ntheme: mijn")
    (site / "mijn/assets").mkdir(parents=True)
    (site / "mijn/assets/eigen.css").write_text("a {}", "utf-8")
    session = Session()
    followed(site, session)
    out = site / ".kantlijn" / "preview"
    before = content(out)
    edit(site, f"{LETTER}/vraag-02.md", "ijzer roest", "ijzer roest ook")
    (site / "mijn/assets/eigen.css").write_text("b {}", "utf-8")
    session.saved = frozenset({f"{LETTER}/vraag-02.md"})
    with pytest.raises(SupersededError):
        build(site, Options(out=out), CacheFile(), session=session)
    assert content(out) == before
    assert "assets/eigen.css" in followed(site, session)


def test_a_session_looks_through_its_output_once_also_where_nothing_was_published(site, monkeypatch):
    followed(site, Session())
    looked = []
    stamps = output_files.stamps
    monkeypatch.setattr(output_files, "stamps", lambda folder: looked.append(folder) or stamps(folder))
    session, out = Session(), site / ".kantlijn" / "preview"
    for _ in range(3):
        assert build(site, Options(out=out), CacheFile(), session=session).published
    assert len(looked) == 1


def test_the_rest_is_left_where_a_newer_save_waits(site, monkeypatch):
    told: list[str] = []
    session = Session(
        open_paths=lambda: frozenset({"/brieven/2099z00001/vraag-2/"}), tell=lambda file, _: told.append(file)
    )
    followed(site, session)
    told.clear()
    edit(site, f"{LETTER}/vraag-02.md", "ijzer roest", "ijzer roest ook")
    session.memory.superseded = lambda: True
    out = site / ".kantlijn" / "preview"
    before = content(out)
    with pytest.raises(SupersededError):
        build(site, Options(out=out), CacheFile(), session=session)
    assert told == ["brieven/2099z00001/vraag-2/index.html"]
    assert content(out) == before
    session.memory.superseded = lambda: False
    assert "brieven/2099z00001/vraag-2/index.html" in followed(site, session)


def test_the_rest_is_left_between_the_steps_that_look_at_all_pages(site, monkeypatch):
    session = Session()
    followed(site, session)
    edit(site, f"{LETTER}/vraag-02.md", "ijzer roest", "ijzer roest ook")
    begun: list[bool] = []
    moves = redirects.moves
    monkeypatch.setattr(redirects, "moves", lambda *given: begun.append(True) or moves(*given))
    session.memory.superseded = lambda: bool(begun)
    with monkeypatch.context() as closed:
        closed.setattr(sitemap, "pages", lambda *_: pytest.fail("what is newer had to wait"))
        with pytest.raises(SupersededError):
            build(site, Options(out=site / ".kantlijn" / "preview"), CacheFile(), session=session)
    assert begun
    session.memory.superseded = lambda: False
    assert "brieven/2099z00001/vraag-2/index.html" in followed(site, session)


def test_the_page_that_is_open_is_told_before_the_rest_is_made(site, monkeypatch):
    told: list[tuple[str, bytes]] = []
    session = Session(
        open_paths=lambda: frozenset({"/brieven/2099z00001/vraag-2/"}),
        tell=lambda file, page: told.append((file, page, len(made))),
    )
    made: list[str] = []
    make = Reuse.make
    monkeypatch.setattr(Reuse, "make", lambda self, group: (made.append(group.name), make(self, group))[1])
    followed(site, session)
    told.clear()
    made.clear()
    edit(site, f"{LETTER}/vraag-02.md", "ijzer roest", "ijzer roest ook")
    out = site / ".kantlijn" / "preview"
    assert build(site, Options(out=out), CacheFile(), session=session).published
    [(file, page, groups_made)] = told
    assert (file, groups_made) == ("brieven/2099z00001/vraag-2/index.html", 0)
    assert page == (out / file).read_bytes()
    assert made
