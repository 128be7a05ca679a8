"""Templates: what they see, what they are made of, and where they fail."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from generator.output.cache_file import CacheFile
from generator.output.interface_words import InterfaceWords, UnknownWordError
from generator.output.template_problem import TemplateProblem
from generator.output.templates import Templates
from generator.output.theme import Theme, ThemeFile, theme


def written(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def fails(templates: Templates, name: str):
    with pytest.raises(TemplateProblem) as failed:
        templates.render(name, None, None)
    return failed.value.problem


def test_a_closure_is_a_template_and_all_it_extends_includes_and_imports(templates):
    made = templates(
        a_html='{% extends "b.html" %}{% include "c.html" %}',
        b_html='{% from "d.html" import x %}{% include "nergens.html" ignore missing %}',
        c_html="",
        d_html='{% include ["e.html", "f.html"] %}',
        e_html='{% include "a.html" %}',
        f_html="",
    )
    assert made.closure("a.html") == ("a.html", "b.html", "c.html", "d.html", "e.html", "f.html")
    assert made.closure("c.html") == ("c.html",)


def test_a_name_known_only_at_run_time_makes_the_closure_everything(templates):
    made = templates(a_html="{% include view.kind %}")
    assert set(made.closure("a.html")) == set(made.files)


@pytest.mark.parametrize(
    ("source", "code", "line", "values"),
    [
        ("\n{% if %}", "template-syntax", 2, {}),
        ("\n\n{{ nergens }}", "template-error", 3, {}),
        ("\n{{ t('foet') }}", "unknown-word", 2, {"key": "foet", "nearest": "foot"}),
        ('\n{% include "bas.html" %}', "template-missing", 2, {"template": "bas.html", "nearest": "base.html"}),
    ],
)
def test_a_fault_has_its_file_and_line(templates, source, code, line, values):
    problem = fails(templates(a_html=source), "a.html")
    assert (problem.code, problem.position.path, problem.position.line) == (code, "mijn/templates/a.html", line)
    assert values.items() <= dict(problem.values).items()


def test_a_template_that_is_no_text_says_where(templates):
    made = templates(a_html='{% include "b.html" %}', b_html="")
    path = made.files["b.html"].path
    made.files["b.html"] = ThemeFile("b.html", path, "é\nëé".encode() + b"\xff")
    problem = fails(made, "a.html")
    assert (problem.code, str(problem.position)) == ("not-utf-8", "mijn/templates/b.html:2:3")


def test_a_fault_in_an_included_template_points_there(templates):
    problem = fails(templates(a_html='\n\n\n{% include "b.html" %}', b_html="\n{{ nergens }}"), "a.html")
    assert str(problem.position) == "mijn/templates/b.html:2:1"


def test_a_value_is_escaped(templates):
    assert templates(a_html="{{ view }}").render("a.html", "<b>", None) == "&lt;b&gt;"


def test_what_is_generated_from_templates_is_kept_and_a_disk_that_refuses_it_does_no_harm(tmp_path):
    own = Theme((written(tmp_path / "thema", {"templates/a.html": "{{ view }}"}),))
    blocked = written(tmp_path, {"een-bestand": ""}) / "een-bestand" / "waarden"
    for file in (tmp_path / "waarden", blocked):
        cache = CacheFile(file)
        assert Templates(own.templates(), InterfaceWords("nl"), tmp_path, cache).render("a.html", "x", None) == "x"
        cache.save()
    assert (tmp_path / "waarden").stat().st_size > 0


def test_a_sites_template_takes_the_place_of_the_built_in_one_and_may_extend_it(tmp_path):
    own = written(
        tmp_path / "eigen", {"templates/a.html": '{% extends "kantlijn/a.html" %}{% block x %}mijn{% endblock %}'}
    )
    base = written(tmp_path / "mee", {"templates/a.html": "[{% block x %}{% endblock %}]", "templates/b.html": "b"})
    made = Templates(Theme((own, base)).templates(), InterfaceWords("nl"), tmp_path)
    assert made.render("a.html", None, None) == "[mijn]"
    assert made.render("b.html", None, None) == "b"
    assert made.closure("a.html") == ("a.html", "kantlijn/a.html")


def test_hidden_files_and_backups_are_no_part_of_a_theme(tmp_path):
    own = written(tmp_path, {"assets/a.css": "", "assets/.a.css.swp": "", "assets/a.css~": "", "assets/x/b.svg": ""})
    assert list(Theme((own,)).files("assets")) == ["a.css", "x/b.svg"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
def test_files_whose_names_are_no_text_are_no_part_of_a_theme_and_are_known(tmp_path):
    own = written(tmp_path, {"assets/a.css": "", "assets/\udcff.css": "", "templates/x/\udcff": "", "los/\udcff": ""})
    found = Theme((own, tmp_path / "mee"))
    assert list(found.files("assets")) == ["a.css"]
    assert found.templates() == {}
    assert [path.relative_to(own).as_posix() for path in found.misnamed] == ["assets/\udcff.css", "templates/x/\udcff"]


def test_the_built_in_theme_is_found():
    assert theme().folders[-1].is_dir()
    assert len(theme(Path("eigen")).folders) == 2


# --- Words -----------------------------------------------------------------------------------------------------

COUNTED = InterfaceWords("nl", {"antwoorden": {"one": "{n} antwoord", "other": "{n} antwoorden"}, "van": "van {wie}"})


@pytest.mark.parametrize(
    ("n", "text"), [(0, "0 antwoorden"), (1, "1 antwoord"), (2, "2 antwoorden"), (1100, "1.100 antwoorden")]
)
def test_words_that_count_follow_the_language(n, text):
    assert COUNTED("antwoorden", n=n) == text


def test_values_are_escaped_unless_they_are_markup():
    from markupsafe import Markup

    assert COUNTED("van", wie="<i>") == "van &lt;i&gt;"
    assert COUNTED("van", wie=Markup("<i>x</i>")) == "van <i>x</i>"


@pytest.mark.parametrize(("key", "values"), [("nergens", {}), ("van", {}), ("antwoorden", {})])
def test_words_that_are_not_there_are_a_fault(key, values):
    with pytest.raises(UnknownWordError) as failed:
        COUNTED(key, **values)
    assert failed.value.key == key


def test_other_words_have_another_fingerprint():
    assert COUNTED.digest != InterfaceWords("nl", {**COUNTED.entries, "van": "door {wie}"}).digest
    assert COUNTED.flat()["antwoorden.one"] == "{n} antwoord"
