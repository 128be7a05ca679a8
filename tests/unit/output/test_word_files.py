"""The words of a site's own theme: what cannot be used is told at its place, and the built-in words are used."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import i18n
from generator.output import theme as themes
from generator.output import word_files
from generator.output.theme import Theme

BUILT_IN = word_files.read(themes.theme(), "nl").words


def own_words(site: Path, words: str | bytes, templates: str = "", name: str = "nl.yml"):
    for path, text in ((f"i18n/{name}", words), ("templates/eigen.html", templates)):
        (site / "thema" / path).parent.mkdir(parents=True, exist_ok=True)
        (site / "thema" / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    return word_files.read(themes.theme(site / "thema", site), "nl")


def told(found):
    return [(one.code, str(one.position), one.severity) for one in found.problems]


def test_words_take_the_place_of_single_keys(tmp_path):
    found = own_words(tmp_path, 'letters: "{n} stuks"\nanswers: {one: "een", other: "{n} maal"}\nsaid-to: ""\n')
    assert found.problems == ()
    assert str(found.words("letters", n=2)) == "2 stuks"
    assert [str(found.words("answers", n=n)) for n in (1, 2)] == ["een", "2 maal"]
    assert found.words.entries.keys() - {"said-to"} == BUILT_IN.entries.keys() - {"said-to"}


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(7)
)
FAULTS = {
    "yaml that is broken": ("answers: [", "yaml-no-value", "2:1"),
    "no utf-8": (b"letters: x\nof: caf\xe9\n", "not-utf-8", "2:8"),
    "a list in place of keys": ("- a\n", "yaml-no-mapping", "1:1"),
    "text in place of keys": ("woorden\n", "yaml-no-mapping", "1:1"),
    "a list in place of words": ("range: [a, b]\n", "expected-text", "1:8"),
    "nested lists": ("range: [[a], [[b]]]\n", "expected-text", "1:8"),
    "forms in place of words": ('range: {one: "a", other: "b"}\n', "expected-text", "1:8"),
    "forms in forms": ("answers: {one: {one: a}, other: b}\n", "expected-text", "1:16"),
    "nothing": ("range:\n", "empty-value", "1:7"),
    "a form that is nothing": ("answers: {one: , other: b}\n", "empty-value", "1:16"),
    "an alias that contains itself": ("range: &a [*a]\n", "limit-depth", "1:8"),
    "aliases of aliases": (BOMB, "limit-values", None),
    "an alias of nothing": ("range: *nergens\n", "yaml-star", "1:8"),
    "a tag of python": ("range: !!python/object:os.system {}\n", "expected-text", "1:8"),
    "a key twice": ("letters: x\nletters: y\n", "duplicate-key", "2:1"),
    "a very large file": (b"#" * (3 << 20), "limit-file-kilobytes", "1:1"),
    "a control character": ("range: a\x01\n", "yaml-control", "1:9"),
    "a name that nobody gives": ('answers: "{q} x"\n', "word-name", "1:10"),
    "a name that pages do not give": ('pages-question: "{q}"\n', "word-name", "1:17"),
    "no name": ('answers: "{} x"\n', "word-name", "1:10"),
    "a part of a value": ('answers: "{n.real}"\n', "word-name", "1:10"),
    "a format": ('answers: "{n:>9}"\n', "word-name", "1:10"),
    "a conversion": ('answers: "{n!r}"\n', "word-name", "1:10"),
    "a name in one of the forms": ('answers: {one: "{m}", other: "{n}"}\n', "word-name", "1:16"),
    "a brace alone": ('answers: "{n x"\n', "word-brace", "1:10"),
    "a brace that closes nothing": ('range: "a } b"\n', "word-brace", "1:8"),
    "no form for all other numbers": ('answers: {one: "a"}\n', "word-without-other", "1:10"),
    "no form at all": ("answers: {}\n", "word-without-other", "1:10"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_at_its_place_and_the_built_in_words_are_used(tmp_path, fault):
    words, code, place = FAULTS[fault]
    found = own_words(tmp_path, words)
    errors = [one for one in found.problems if one.is_error]
    assert [one.code for one in errors] == [code]
    assert errors[0].position.path == "thema/i18n/nl.yml"
    assert place is None or str(errors[0].position) == f"thema/i18n/nl.yml:{place}"
    if code != "duplicate-key":
        assert found.words == BUILT_IN
    for language in ("nl", "en"):
        catalogue = i18n.catalogue(language)
        assert "=" not in catalogue.message(errors[0])
        assert catalogue.hint(errors[0])


@pytest.mark.parametrize(
    ("words", "code", "place", "suggestion"),
    [
        ('anwsers: "x"\n', "unused-word", "1:1", "answers"),
        ("letters: a\n1: x\n", "unused-word", "2:1", None),
        ("? [a]\n: x\n", "unused-word", "1:3", None),
        ("qzx: {one: [a]}\n", "unused-word", "1:1", None),
        ('answers: {oen: "a", other: "b"}\n', "unknown-key", "1:11", "one"),
        ('answers: {two: "a", other: "b"}\n', "unknown-key", "1:11", None),
    ],
)
def test_a_key_that_nothing_uses_is_a_warning(tmp_path, words, code, place, suggestion):
    found = own_words(tmp_path, words)
    assert told(found) == [(code, f"thema/i18n/nl.yml:{place}", "warning")]
    assert dict(found.problems[0].values).get("suggestion") == suggestion


@pytest.mark.parametrize(
    ("words", "template"),
    [
        ("eigen: x\n", "{{ t('eigen') }}"),
        ("eigen: x\n", '{{ t("eigen") }}'),
        ("eigen-a: x\n", "{{ t('eigen-' ~ view.kind) }}"),
        ('eigen: {one: "een {wat}", other: "{n} {wat}"}\n', "{{ t('eigen', n=3, wat=view.title) }}"),
        ('answers: "{n} van {wie}"\n', "{{ t('answers', n=3, wie = 'x') }}"),
    ],
)
def test_a_theme_may_have_keys_and_values_that_its_own_templates_use(tmp_path, words, template):
    assert own_words(tmp_path, words, template).problems == ()
    assert own_words(tmp_path, words, "{{ t('letters', n=3) }}").problems


def test_what_pages_fill_no_template_can_fill(tmp_path):
    found = own_words(tmp_path, 'pages-question: "{wie}"\n', "{{ t('pages-question', wie=1) }}")
    assert [one.code for one in found.problems] == ["word-name"]


@pytest.mark.parametrize(("name", "suggestion"), [("nl.yaml", "nl.yml"), ("xx.yml", "nl.yml"), ("leesmij.txt", None)])
def test_a_file_of_no_language_is_told(tmp_path, name, suggestion):
    found = own_words(tmp_path, "letters: x\n", name=name)
    assert told(found) == [("stray-file", f"thema/i18n/{name}", "warning")]
    assert dict(found.problems[0].values).get("suggestion") in {suggestion, "en.yml", None}


def test_the_built_in_words_are_read_whatever_the_limits_are(tmp_path, monkeypatch):
    monkeypatch.setenv("KANTLIJN_LIMITS", "values=1 depth=1 file_kilobytes=1")
    word_files._built_in.cache_clear()
    assert word_files.read(themes.theme(), "nl").words == BUILT_IN


def test_a_theme_elsewhere_is_named_by_its_whole_path(tmp_path):
    (tmp_path / "i18n").mkdir()
    (tmp_path / "i18n/nl.yml").write_text("- a\n")
    [problem] = word_files.read(Theme((tmp_path, themes.built_in()), tmp_path / "site"), "nl").problems
    assert problem.position.path == (tmp_path / "i18n/nl.yml").as_posix()
