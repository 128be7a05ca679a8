"""A page is rendered when what it is made from changed, and written when its bytes did; the manifest tells why."""

from __future__ import annotations

import pytest

from generator.output import write
from generator.output.commit import commit
from generator.output.manifest import Because, Reason, dump, load
from generator.output.write import ForeignError


def last(folder) -> dict[str, set[Reason]]:
    return {path: set(why) for path, why in write.known(folder).last.items()}


def test_a_second_build_renders_and_writes_nothing(folder, plan, templates, listing):
    first = commit(plan(a="Een.", b="Twee."), {}, templates(), folder)
    assert first.rendered == first.written == ("a/index.html", "b/index.html", "robots.txt")
    before = listing(folder.out), folder.manifest.read_bytes()
    second = commit(plan(a="Een.", b="Twee."), {}, templates(), folder)
    assert (second.total, second.rendered, second.written, second.removed) == (3, (), (), ())
    assert (listing(folder.out), folder.manifest.read_bytes()) == before


def test_a_changed_page_is_rendered_and_written_alone(folder, plan, templates):
    commit(plan(a="Een.", b="Twee."), {}, templates(), folder)
    outcome = commit(plan(a="Een.", b="Drie."), {}, templates(), folder)
    assert outcome.rendered == outcome.written == ("b/index.html",)
    assert last(folder) == {"b/index.html": {Reason(Because.VIEW, "html")}}


def test_a_page_that_is_planned_no_longer_goes(folder, plan, templates, listing):
    commit(plan(a="Een.", b="Twee."), {}, templates(), folder)
    assert commit(plan(a="Een."), {}, templates(), folder).removed == ("b/index.html",)
    assert set(listing(folder.out)) == {"a/index.html", "robots.txt"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"macros_html": "{% macro foot() %}{{ t('foot') }}{% endmacro %}"}, Reason(Because.TEMPLATE, "macros.html")),
        ({"foot": "Anders"}, Reason(Because.WORDS)),
    ],
)
def test_what_pages_share_makes_them_all_anew_and_says_so(folder, plan, templates, change, reason):
    commit(plan(a="Een."), {}, templates(), folder)
    outcome = commit(plan(a="Een."), {}, templates(**change), folder)
    assert outcome.written == ("a/index.html",)
    assert last(folder) == {"a/index.html": {reason}}


def test_a_template_that_a_page_does_not_use_does_not_concern_it(folder, plan, templates):
    commit(plan(a="Een."), {}, templates(), folder)
    outcome = commit(plan(a="Een."), {}, templates(missing_html="Weg."), folder)
    assert outcome.rendered == ()


def test_the_sites_own_data_is_part_of_what_a_page_is_made_from(folder, plan, templates):
    commit(plan(a="Een."), {}, templates(), folder)
    outcome = commit(plan("Andere naam", a="Een."), {}, templates(), folder)
    assert outcome.rendered == ("a/index.html",)
    assert outcome.written == ()
    assert last(folder) == {
        "a/index.html": {Reason(Because.SITE, "name"), Reason(Because.SITE, "publisher")},
    }


def test_new_code_renders_anew_and_writes_only_what_differs(folder, plan, templates, monkeypatch):
    commit(plan(a="Een."), {}, templates(), folder)
    monkeypatch.setattr("generator.output.survey.code_digest", lambda: "andere code")
    outcome = commit(plan(a="Een."), {}, templates(), folder)
    assert (outcome.rendered, outcome.written) == (("a/index.html",), ())
    assert last(folder) == {"a/index.html": {Reason(Because.CODE)}}
    assert commit(plan(a="Een."), {}, templates(), folder).rendered == ()


def test_a_file_that_is_gone_or_was_touched_is_put_back(folder, plan, templates, listing):
    commit(plan(a="Een.", b="Twee."), {}, templates(), folder)
    whole = listing(folder.out)
    (folder.out / "a" / "index.html").unlink()
    (folder.out / "b" / "index.html").write_text("met de hand", "utf-8")
    outcome = commit(plan(a="Een.", b="Twee."), {}, templates(), folder)
    assert outcome.written == ("a/index.html", "b/index.html")
    assert listing(folder.out) == whole
    assert last(folder) == {
        "a/index.html": {Reason(Because.MISSING)},
        "b/index.html": {Reason(Because.TOUCHED)},
    }


def test_a_touched_file_is_put_back_also_when_its_page_is_made_anew_with_the_same_outcome(folder, plan, templates):
    commit(plan(a="Een."), {}, templates(), folder)
    (folder.out / "a" / "index.html").write_text("met de hand", "utf-8")
    assert commit(plan("Andere naam", a="Een."), {}, templates(), folder).written == ("a/index.html",)


def test_assets_are_copied_and_followed_by_content(folder, plan, templates, tmp_path):
    style = tmp_path / "style.css"
    style.write_text("a {}", "utf-8")
    assert "assets/style.css" in commit(plan(a="Een."), {"assets/style.css": style}, templates(), folder).written
    style.write_text("b {}", "utf-8")
    outcome = commit(plan(a="Een."), {"assets/style.css": style}, templates(), folder)
    assert outcome.written == ("assets/style.css",)
    assert (folder.out / "assets" / "style.css").read_text("utf-8") == "b {}"


def test_an_error_in_a_template_changes_nothing(folder, plan, templates, listing):
    commit(plan(a="Een.", b="Twee."), {}, templates(), folder)
    before = listing(folder.out), folder.manifest.read_bytes()
    broken = templates(prose_html='{% extends "base.html" %}\n{% block main %}\n{{ view.nergens }}{% endblock %}')
    outcome = commit(plan(a="Anders.", b="Anders."), {}, broken, folder)
    assert [(p.code, str(p.position)) for p in outcome.problems] == [
        ("template-error", "mijn/templates/prose.html:3:1"),
    ]
    assert (listing(folder.out), folder.manifest.read_bytes()) == before
    assert not folder.stage.exists()


def test_a_folder_with_somebody_elses_files_stops_the_first_build(folder, plan, templates, listing):
    folder.out.mkdir()
    (folder.out / "proefschrift.docx").write_text("jaren werk", "utf-8")
    with pytest.raises(ForeignError) as refused:
        commit(plan(a="Een."), {}, templates(), folder)
    assert refused.value.paths == ("proefschrift.docx",)
    assert listing(folder.out) == {"proefschrift.docx": "jaren werk"}


def test_a_lost_manifest_is_made_again_where_the_files_are_the_same(folder, plan, templates):
    commit(plan(a="Een."), {}, templates(), folder)
    folder.manifest.write_text("{ half", "utf-8")
    outcome = commit(plan(a="Een."), {}, templates(), folder)
    assert outcome.problems == ()
    assert commit(plan(a="Een."), {}, templates(), folder).rendered == ()


def test_a_manifest_survives_being_written_and_read(folder, plan, templates):
    commit(plan(a="Een."), {}, templates(), folder)
    known = write.known(folder)
    assert load(dump(known)) == known


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff", b"[999, []]", b"[4, [[], 3]]", b"[" * 100_000])
def test_a_damaged_manifest_is_no_manifest(data):
    assert load(data) is None


def test_progress_is_told(folder, plan, templates):
    told: list[tuple[int, int]] = []
    commit(plan(a="Een.", b="Twee."), {}, templates(), folder, lambda done, total: told.append((done, total)))
    assert told[0] == (0, 3)
    assert told[-1] == (3, 3)
