"""Fast code: it gives the text of Jinja's own code, or raises so that Jinja's own code is used."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.build import Options, prepare
from generator.core.cache import NoCache
from generator.core.languages import LANGUAGES
from generator.output import theme as themes
from generator.output import word_files
from generator.output.engine import Engine
from generator.output.generated_code import GeneratedCode
from generator.output.interface_words import InterfaceWords
from generator.output.template_problem import TemplateProblem
from generator.output.theme import ThemeFile
from generator.pages.kinds.table import KINDS
from generator.pages.planned import TextFile

ROOT = Path(__file__).parents[3]
WORDS = InterfaceWords(
    "nl",
    {
        "vast": "Vast & 'zeker'",
        "van": "van <{wie}> en",
        "twee": "{een} en {twee}",
        "dubbel": "{een} en {een}",
        "tel": {"one": "{n} antwoord", "other": "{n} antwoorden"},
    },
)


class Row(msgspec.Struct, frozen=True):
    name: str
    count: int
    html: Markup
    rows: tuple[Row, ...] = ()
    nothing: None = None


VIEW = Row("a<b", 2, Markup("<i>x</i>"), (Row("'e'", 1, Markup("<b>")), Row("", 0, Markup()), Row("z", 5, Markup("&"))))


def engine(**sources: str) -> Engine:
    files = {
        name.replace("_", "."): ThemeFile(name, Path("/thema") / name.replace("_", "."), text.encode())
        for name, text in sources.items()
    }
    return Engine(files, WORDS, Path("/thema"), GeneratedCode(NoCache()))


def own(made: Engine, name: str, view: object = VIEW, site: object = None) -> str:
    return made._own.get_template(name).render(view=view, site=site)


def fast(made: Engine, name: str, view: object = VIEW, site: object = None) -> str:
    return made._fast.get_template(name).render(view=view, site=site)


# --- The theme -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", [*LANGUAGES])
@pytest.mark.parametrize("source", [ROOT, ROOT / "tests" / "sites" / "everything"], ids=["example", "everything"])
def test_every_page_is_the_same_with_fast_code(tmp_path, source, language):
    for name in ("site.yml", "content", "theme"):
        place = source / name
        if place.is_dir() and (name != "theme" or source != ROOT):
            shutil.copytree(place, tmp_path / name)
        elif place.is_file():
            shutil.copy(place, tmp_path / name)
    plan = prepare(tmp_path, Options(), NoCache()).plan
    theme = themes.theme()
    made = Engine(theme.templates(), word_files.read(theme, language).words, tmp_path, GeneratedCode(NoCache()))
    template = {kind.view: kind.template for kind in KINDS if kind.view}
    pages = [page for page in plan.pages if not isinstance(page.view, TextFile)]
    assert pages
    for page in pages:
        name = template[type(page.view)]
        assert fast(made, name, page.view, plan.site) == own(made, name, page.view, plan.site), page.path


def test_every_template_of_the_theme_has_fast_code():
    theme = themes.theme()
    made = Engine(theme.templates(), word_files.read(theme, "nl").words, ROOT, GeneratedCode(NoCache()))
    for name in made.files:
        template = made._fast.get_template(name)
        assert "FastMacro" in template.root_render_func.__globals__, name


# --- Templates of a site ---------------------------------------------------------------------------------------

MACROS = (
    "{% macro ref(row, name='geen', other=name) %}[{{ row.name }}|{{ name }}|{{ other }}]{% endmacro %}"
    "{% macro around(kind) %}<{{ kind }}>{% if caller is defined %}{{ caller() }}{% endif %}</{{ kind }}>{% endmacro %}"
    "{% macro each(rows) %}{% for row in rows %}{{ caller(row, n=loop.index) }}{% endfor %}{% endmacro %}"
    "{% macro many() %}{{ varargs|join('+') }}{{ kwargs|length }}{% endmacro %}"
    "{% macro tree(rows) %}<ul>{% for row in rows %}<li>{{ row.name }}{{ tree(row.rows) }}{% endfor %}</ul>{% endmacro %}"
    "{% macro own_caller(caller=none) %}{{ caller }}{% endmacro %}"
    "{% set value = '<v>' %}{% set shown %}<b>{{ value }}</b>{% endset %}"
)
BASE = (
    "{% import 'm.html' as m %}{% set part = 'top' %}<html>{% block head %}hoofd {{ t('vast') }}{% endblock %}"
    "{% block main %}{% block inner scoped %}binnen {{ part }}{% endblock %}{% endblock %}{{ m.ref(view) }}"
)
USE = "{% import 'm.html' as m %}{% from 'm.html' import ref, tree as boom %}"

FAST = [
    "tekst {{ view.name }} {{ view.html }} {{ view.count }} {{ view.nothing }} {{ 1 }} {{ 'a<' }} {{ 1.5 }}",
    "{{ t('vast') }}{{ t('van', wie=view.name) }}{{ t('van', wie=view.html) }}{{ t('tel', n=view.count) }}",
    "{{ t('vast')|upper }}{{ t('van', wie=view.name)|upper }}{{ 'v' ~ t('vast') }}{{ t('v' ~ 'ast') }}{{ t('vast', x=1) }}",
    "{{ t('twee', een=view.name, twee=t('vast')) }}{{ t('twee', twee='<', een='>') }}{{ t('dubbel', een='\"') }}",
    "{{ m.ref(view) }}{{ m.ref(view, 'x') }}{{ m.ref(name='<', row=view) }}{{ m.ref(view)|upper }}{{ m.ref(view) ~ '<' }}",
    "{{ ref(view, other=1) }}{{ boom(view.rows) }}{% set x = ref(view) %}{{ x }}{% if ref(view) %}ja{% endif %}",
    "{{ t('van', wie=m.ref(view)) }}{{ [m.ref(view), '<']|join(',') }}{{ m.ref(m.ref(view)) if 0 else m.ref(view) }}",
    "{% call m.around('p') %}{{ view.name }}{{ m.ref(view) }}{% endcall %}{{ m.around('br') }}",
    "{% call(row, n=0) m.each(view.rows) %}{{ row.name }}{{ n }}{% endcall %}",
    "{% macro a(x) %}{{ x }}{{ b(x) if x }}{% endmacro %}{% macro b(x) %}({{ x }}){% endmacro %}{{ a('<') }}{{ a('') }}",
    "{% macro class(class, context=1, t_1='q') %}{{ class }}{{ context }}{{ t_1 }}{% endmacro %}{{ class(class='<') }}",
    "{% for row in view.rows %}{{ loop.index }}{{ row.name }}{{ loop.cycle('a', 'b') }}{% else %}geen{% endfor %}",
    "{% for row in view.rows %}{{ loop.changed(row.count) }}{% endfor %}{% for row in () %}x{% else %}geen{% endfor %}",
    "{% for row in view.rows if row.name recursive %}{{ row.name }}{{ loop(row.rows) }}{% endfor %}",
    "{% set x = 'a' %}{% for row in view.rows %}{% set x = row.name %}{{ x }}{% endfor %}{{ x }}",
    "{% set ns = namespace(n=0) %}{% for row in view.rows %}{% set ns.n = ns.n + row.count %}{% endfor %}{{ ns.n }}",
    "{% set x %}<p>{{ view.name }}</p>{% endset %}{{ x }}{% set y | upper %}{{ view.name }}{% endset %}{{ y }}",
    "{% filter upper %}{{ view.name }}<b>{{ t('vast') }}{% endfilter %}{% with a = view.name %}{{ a }}{% endwith %}",
    "{{ view.name|e }}{{ view.name|safe }}{{ view.rows|map(attribute='name')|join('<') }}{{ view.rows[0].name[1:] }}",
    "{{ view.name if view.count > 3 }}{{ view.name == 'a<b' and not view.nothing }}{{ m.value }}{{ m.shown }}",
    "{% include 'i.html' %}{% include ['weg.html', 'i.html'] %}{% for row in view.rows %}{% include 'i.html' %}{% endfor %}",
    "{% set x %}{% include 'i.html' %}{% block deep %}diep{% endblock %}{% endset %}{{ x }}{{ self.deep() }}",
    "{% block one %}een{% endblock %}{{ self.one() }}{% filter upper %}{% block two %}<twee>{% endblock %}{% endfilter %}",
    "{% include 'weg.html' ignore missing %}{% include 'k.html' without context %}",
    "{% set f = 'i.html' if view.name else 'weg.html' %}{% include f ignore missing %}",
]
CHILDREN = [
    "{% if view.name %}{% extends 'base.html' %}{% endif %}",
    "{% extends 'base.html' %}{% block main %}{{ super() }}{{ view.name }}{% endblock %}",
    "{% extends 'base.html' %}{% set mine = view.name %}{% block head %}{{ mine }}{{ super()|upper }}{% endblock %}",
    "\n{% extends 'base.html' %}{% macro k(x) %}{{ x }}{% endmacro %}{% block inner %}{{ part }}{{ self.head() }}{% endblock %}",
    "{% extends 'base.html' %}{% block main %}{{ super() }}{% block new %}n{{ view.html }}{% endblock %}{% endblock %}",
    "{% extends 'mid.html' %}{% block head %}c{{ super() }}{{ super.super() }}{% endblock %}",
]
SLOW = [
    "{% autoescape false %}{{ view.name }}{{ m.ref(view) }}{% endautoescape %}{{ view.name }}",
    "{% extends 'loose.html' %}{% block main %}{{ view.name }}{{ m.ref(view) }}{% endblock %}",
    "{% set t = 'mijn' %}{{ t }}",
    "{% for t in view.rows %}{{ t.name }}{% endfor %}",
    "{% extends 'base.html' %}{% set t = view.name.strip %}{% block main %}{{ t('b') }}{% endblock %}",
    "{% set d = {'sleutel': '<'} %}{{ d.sleutel }}{{ d['sleutel'] }}",
    "{{ view.weg|default('niets') }}{% if view.weg is defined %}ja{% endif %}",
    "{{ m.many(1, 2, a='<') }}{{ m.many(*[1, 2], **{'b': 3}) }}",
    "{{ m.own_caller(caller='<') }}",
    "{% set ref = dict(a=1) %}{{ ref.items()|list }}",
    "{{ dict(a=1).a }}",
]
FAULTS = [
    "{{ weg }}",
    "{{ view.weg }}",
    "{{ m.weg() }}",
    "{{ m.ref() }}",
    "{{ m.ref(1, 2, 3, 4) }}",
    "{{ m.around('a', 'b') }}",
    "{{ m.ref(view, weg=1) }}",
    "{% call m.ref(view) %}x{% endcall %}",
    "{{ t('weg') }}",
    "{{ t('van') }}",
    "{{ t('van', wie=1/0) }}",
    "{{ t('vast', wie=weg.x) }}",
    "{{ t('tel') }}",
    "{{ t() }}",
    "{{ view.name|weg }}",
    "{% include 'weg.html' %}",
    "{{ 1 / 0 }}",
    "{% if weg %}{% endif %}",
    "{{ view.name.weg() }}",
    "{{ super() }}",
]


def themed(source: str) -> Engine:
    head = "" if "extends" in source else USE
    return engine(
        a_html=head + source,
        m_html=MACROS,
        base_html=BASE,
        mid_html="{% extends 'base.html' %}{% block head %}m{{ super() }}{% endblock %}",
        loose_html="{% import 'm.html' as m %}{% autoescape false %}{% block main %}{% endblock %}{% endautoescape %}",
        k_html="kaal {{ t('vast') }}",
        i_html="({{ view.name }}{{ t('vast') }}{{ row.name if row is defined }})",
    )


def fault(made: Engine, *, slow: bool):
    made._slow |= {"a.html"} if slow else set()
    with pytest.raises(TemplateProblem) as failed:
        made.render("a.html", VIEW, None)
    return failed.value.problem


@pytest.mark.parametrize("source", [*FAST, *CHILDREN])
def test_fast_code_gives_the_same_text(source):
    made = themed(source)
    assert fast(made, "a.html") == own(made, "a.html")


@pytest.mark.parametrize("source", SLOW)
def test_what_fast_code_does_not_know_is_rendered_with_jinjas_own(source):
    made = themed(source)
    assert made.render("a.html", VIEW, None) == own(made, "a.html") == made.render("a.html", VIEW, None)


@pytest.mark.parametrize("source", FAULTS)
def test_a_fault_has_the_diagnostic_of_jinjas_own_code(source):
    assert fault(themed("\n" + source), slow=False) == fault(themed("\n" + source), slow=True)


def test_fast_code_is_kept_by_the_words_that_are_in_it():
    files = {"a.html": ThemeFile("a.html", Path("/a.html"), b"{{ t('vast') }}")}
    shown = [
        Engine(files, InterfaceWords("nl", {"vast": word}), Path("/"), GeneratedCode(NoCache())).render(
            "a.html", 0, None
        )
        for word in ("een", "twee")
    ]
    assert shown == ["een", "twee"]


# --- Any template ----------------------------------------------------------------------------------------------

_GOOD = (
    "view.name view.html view.count view.nothing view.rows view['name'] row.name row x t('vast') '<' 3 none [1] m.value"
)
_BAD = "view.weg weg t('weg') caller caller() loop.index {'k':'<'}.k t self.one"
_VALUES = st.sampled_from([*_GOOD.split() * 4, *_BAD.split()])


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.tuples(inner, inner)
    return st.one_of(
        inner.map("t('van', wie={})".format),
        inner.map("t('tel', n=({})|string|length)".format),
        inner.map("m.around({})".format),
        inner.map("[({})][0]".format),
        inner.map("({})|upper".format),
        inner.map("({})|default('d')".format),
        inner.map("({}) is defined".format),
        two.map(lambda pair: "t('twee', een={}, twee={})".format(*pair)),
        two.map(lambda pair: "m.ref({}, {})".format(*pair)),
        two.map(lambda pair: "a({}, y={})".format(*pair)),
        two.map(lambda pair: "({}) ~ ({})".format(*pair)),
        two.map(lambda pair: "({} if {})".format(*pair)),
        two.map(lambda pair: "({} or {})".format(*pair)),
    )


EXPRESSIONS = st.recursive(_VALUES, _larger, max_leaves=4)


def _statements(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    with_value = st.tuples(EXPRESSIONS, inner)
    forms = [
        "{{% if {0} %}}{1}{{% else %}}-{{% endif %}}",
        "{{% for row in {0} %}}{1}{{% else %}}-{{% endfor %}}",
        "{{% for row in view.rows %}}{1}{{{{ loop.index }}}}{{% endfor %}}",
        "{{% set x = {0} %}}{1}",
        "{{% set x %}}{1}{{% endset %}}{{{{ x }}}}",
        "{{% call m.around({0}) %}}{1}{{% endcall %}}",
        "{{% call(row, n) m.each(view.rows) %}}{1}{{% endcall %}}",
        "{{% filter upper %}}{1}{{% endfilter %}}",
        "{{% with x = {0} %}}{1}{{% endwith %}}",
        "{{% autoescape false %}}{1}{{% endautoescape %}}",
        "{{% macro a(x, y='<') %}}{1}{{{{ x }}}}{{{{ y }}}}{{% endmacro %}}{{{{ a({0}) }}}}",
        "{{% include 'i.html' %}}{1}",
    ]
    return st.one_of(*(with_value.map(lambda pair, form=form: form.format(*pair)) for form in forms))


SNIPPETS = st.recursive(EXPRESSIONS.map("{{{{ {} }}}}<p>".format), _statements, max_leaves=4)
_FORMS = (
    "{set}{body}",
    "{set}{body}<hr>{body}",
    "{set}{{% block one %}}{body}{{% endblock %}}{body}",
    "{{% extends 'base.html' %}}{set}{{% block main %}}{set}{{{{ super() }}}}{body}{{% endblock %}}",
    "{{% extends 'loose.html' %}}{set}{{% block main %}}{set}{body}{{% endblock %}}",
)
_SET = "{% import 'm.html' as m %}{% set x = view.html %}{% set row = view %}"
WHOLE = st.builds(lambda form, body: form.format(set=_SET, body=body), st.sampled_from(_FORMS), SNIPPETS)


@given(WHOLE)
def test_fast_code_gives_the_same_text_or_raises(source):
    made = themed(source)
    try:
        found = fast(made, "a.html")
    except Exception:  # noqa: BLE001 - then Jinja's own code is asked
        return
    assert found == own(made, "a.html")
