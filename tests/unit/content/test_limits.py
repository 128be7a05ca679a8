"""Content keeps to the limits too, and names, links and signs that a site cannot have are told with their place."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator import i18n
from generator.content import controls, file_names, located_yaml, markdown_reader, site_settings, sources
from generator.content import parse as content
from generator.content.parse_file import parse_file
from generator.content.parse_key import key
from generator.content.sources import Sources, SourceText
from generator.core import limits
from generator.core.config import Config
from generator.core.diagnostics import Position
from generator.core.languages import LANGUAGES
from generator.core.limits import NAMES, Limits, UnknownLimitError

FILE = "content/letters/2021z00001/vraag-01.md"


def told(problems) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.position)) for problem in problems]


DEEP = {
    "lists": "a: " + "[" * 20_000,
    "lists that are closed": "a: " + "[" * 20_000 + "]" * 20_000,
    "mappings": "a: " + "{a: " * 900 + "1" + "}" * 900,
    "lists in lines": "a:\n  " + "- " * 5000 + "b",
    "mappings in lines": "".join("  " * at + "a:\n" for at in range(2000)),
    "sets of keys": "? " * 3000 + "a",
    "an alias in itself": "a: &x [*x]",
}


@pytest.mark.parametrize("case", DEEP)
def test_front_matter_that_is_too_deep_is_told_with_its_place(case):
    (problem,) = located_yaml.load(DEEP[case] + "\n", "a.md", 2).problems
    assert problem.code == "limit-depth"
    assert problem.position.line >= 2


def test_front_matter_as_deep_as_may_be():
    assert located_yaml.load("a: " + "[" * 11 + "]" * 11 + "\n", "a.md").problems == ()
    with limits.used(Limits(depth=3)):
        assert told(located_yaml.load("a:\n  b:\n    c:\n      d: 1\n", "a.md").problems) == [
            ("limit-depth", "a.md:4:10")
        ]


def test_aliases_that_grow_are_told():
    text = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"
    with limits.used(Limits(values=20)):
        assert [problem.code for problem in located_yaml.load(text, "a.md").problems] == ["limit-values"]


def test_site_yml_keeps_to_them_with_its_place():
    deep = SourceText("site.yml", b"name: X\ntheme: " + b"[" * 20_000)
    assert [problem.code for problem in site_settings.parse(deep)[1]] == ["limit-depth"]
    assert site_settings.parse(deep)[1][0].position.line == 2


NOTES = "a" + "".join(f"[^{n}]" for n in range(1, 6)) + "\n\n" + "".join(f"[^{n}]: Noot.\n\n" for n in range(1, 6))


def test_footnotes():
    assert markdown_reader.parse(NOTES, "a.md").problems == ()
    with limits.used(Limits(footnotes=4)):
        assert told(markdown_reader.parse(NOTES, "a.md", 10).problems) == [("limit-footnotes", "a.md:20:1")]


@pytest.mark.parametrize("text", [">" * 5000 + " a", "- " * 500 + "a", "1. " * 500 + "a", "> - " * 60 + "a"])
def test_lists_and_quotes_in_each_other(text):
    assert told(markdown_reader.parse(f"b\n\n{text}\n", "a.md").problems) == [("limit-blocks", "a.md:3:1")]


def test_a_file_that_is_too_large_is_cut_at_a_line():
    data = b"---\nnumber: 1\n---\n## Vraag\n\n" + "Is de brug één dag dicht?\n\n".encode() * 60
    with limits.used(Limits(file_kilobytes=1)):
        parsed = parse_file("question", FILE, data)
    assert [problem.code for problem in parsed.problems] == ["limit-file-kilobytes"]
    assert parsed.item.number == 1
    assert parsed.problems[0].position.line == data[:1024].count(b"\n") + 1


def test_too_many_files(tmp_path):
    (tmp_path / "content" / "pages").mkdir(parents=True)
    for name in "abcd":
        (tmp_path / "content" / "pages" / f"{name}.md").write_text("---\ntitle: A\n---\n")
    assert sources.read(tmp_path).problems == ()
    with limits.used(Limits(files=3)):
        assert told(sources.read(tmp_path).problems) == [("limit-files", "content")]


def test_a_raised_limit_is_in_the_key_of_what_was_parsed():
    before = key("question", FILE, b"")
    with limits.used(Limits(footnotes=4)):
        assert key("question", FILE, b"") != before


# --- The table ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_limit_has_a_sentence_that_gives_it_and_how_to_raise_it(language, name):
    catalogue = i18n.catalogue(language)
    problem = limits.problem(name, Position("a"))
    assert str(getattr(Limits(), name)) in catalogue.message(problem)
    assert f"KANTLIJN_LIMITS={name}=" in (catalogue.hint(problem) or "")


def test_the_environment_raises_limits(monkeypatch):
    monkeypatch.setenv("KANTLIJN_LIMITS", "pages=5000, seconds=300")
    assert limits.current() == replace(Limits(), pages=5000, seconds=300)
    with limits.used(Limits(pages=1)):
        assert limits.current().pages == 1


@pytest.mark.parametrize(
    "change", ["pages", "pages=", "pages=0", "pages=-1", "pages=x", "pages=1.5", "leaves=3", "=3", "pages=²"]
)
def test_what_is_no_limit(change):
    with pytest.raises(UnknownLimitError):
        limits.with_changes(Limits(), [change])


# --- Keys, signs, names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["", " null", " ~", " 1", " ''", " []", " {}", " [a]", "\n  a: 1"])
def test_an_unknown_key_is_told_whatever_its_value(value):
    data = f"---\nnumber: 1\ntitel:{value}\n---\n## Vraag\n\nA?\n".encode()
    assert told(parse_file("question", FILE, data).problems) == [("unknown-key", f"{FILE}:3:1")]
    assert told(site_settings.parse(SourceText("site.yml", f"name: X\ntitel:{value}\n".encode()))[1]) == [
        ("unknown-key", "site.yml:2:1")
    ]


def test_an_unknown_key_in_a_list_or_a_group():
    data = b"---\ntitle: A\nsource:\n  fil:\nasked_by:\n- actor: a\n  prty:\nnames:\n  Jan:\n---\n"
    found = parse_file("letter", "content/letters/2021z00001/letter.md", data).problems
    assert [(one.code, one.position.line, dict(one.values)["suggestion"]) for one in found] == [
        ("unknown-key", 4, "file"),
        ("unknown-key", 7, "party"),
    ]


def test_known_keys_may_be_empty():
    data = "\n".join(f"{name}:" for name in Config.__struct_fields__ if name != "name").encode()
    assert site_settings.parse(SourceText("site.yml", b"name: X\n" + data))[1] == ()


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x80", "\x9f", "\uffff"])
def test_control_characters_are_told_with_their_place(sign):
    (problem,) = controls.problems(f"Een\ntwee {sign}drie", "a.md", 5)
    assert (problem.code, str(problem.position)) == ("control-character", "a.md:6:6")
    assert dict(problem.values)["sign"] == f"U+{ord(sign):04X}"


def test_tabs_and_line_ends_are_no_control_characters():
    assert list(controls.problems("a\tb\r\nc\x85\u2028\u00ad", "a.md", 1)) == []


def test_a_control_character_in_the_text_of_a_file():
    data = b"---\nnumber: 1\n---\n## Vraag\n\nIs de\x07 brug dicht?\n"
    assert told(parse_file("question", FILE, data).problems) == [("control-character", f"{FILE}:6:6")]


@pytest.mark.parametrize(
    "name",
    [
        "con.md",
        "AUX",
        "nul.tar.gz",
        "com1.pdf",
        "LPT9.md",
        "a:b.md",
        "a?.pdf",
        "a*.pdf",
        'a".pdf',
        "a|b",
        "a<b",
        "a.",
        "a ",
        "a\\b",
    ],
)
def test_names_that_windows_refuses(name):
    paths = [f"content/letters/x/source/{name}", f"content/{name}/a.md", f"content/{name}/b.md"]
    assert sorted(told(file_names.problems(paths))) == sorted(
        [("name-refused", f"content/{name}"), ("name-refused", f"content/letters/x/source/{name}")]
    )


def test_names_that_windows_takes():
    assert not list(
        file_names.problems(
            ["content/console.md", "content/com10.md", "content/a.b.c", "content/aux-1.md", "content/é"]
        )
    )


def test_names_that_differ_in_case_and_names_that_are_long():
    assert told(file_names.problems(["content/a/Brief.pdf", "content/a/brief.pdf"])) == [
        ("name-differs-in-case", "content/a/brief.pdf")
    ]
    assert [code for code, _ in told(file_names.problems(["content/" + "a" * 200]))] == ["name-too-long"]


def test_folders_and_links_named_like_content_are_told(tmp_path):
    pages = tmp_path / "content" / "pages"
    (pages / "map.md").mkdir(parents=True)
    (pages / "map.md" / "in.md").write_text("")
    (pages / "nergens.md").symlink_to("weg.md")
    (pages / "echt").mkdir()
    (pages / "naar-map").symlink_to("echt")
    (pages / "naar-map.md").symlink_to("echt")
    os.mkfifo(pages / "buis.md")
    assert sorted(told(sources.read(tmp_path).problems)) == [
        ("folder-named-as-file", "content/pages/map.md"),
        ("link-to-folder", "content/pages/naar-map"),
        ("link-to-folder", "content/pages/naar-map.md"),
        ("link-to-nothing", "content/pages/nergens.md"),
        ("no-regular-file", "content/pages/buis.md"),
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
def test_names_that_are_no_text_are_told_and_not_read(tmp_path):
    for name in (
        b"letters/\xff/letter.md",
        b"pages/\xff.md",
        b"letters/x/versions/\xff.yml",
        b"letters/x/source/\xff.pdf",
    ):
        file = os.path.join(os.fsencode(tmp_path), b"content", name)  # noqa: PTH118 - no path of text
        os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120 - as above
        with open(file, "wb"):  # noqa: PTH123 - as above
            pass
    found = sources.read(tmp_path)
    assert found.texts == found.files == ()
    assert sorted((problem.is_error, str(problem.position)) for problem in found.problems) == [
        (False, "content/letters/x/source/\\udcff.pdf"),
        (True, "content/letters/\\udcff"),
        (True, "content/letters/x/versions/\\udcff.yml"),
        (True, "content/pages/\\udcff.md"),
    ]
    assert {problem.code for problem in found.problems} == {"name-not-utf-8"}


def test_a_file_where_a_folder_is_expected():
    _, problems = content.parse(Sources(files=(("content/letters", 3),)))
    assert told(problems) == [("file-named-as-folder", "content/letters")]


def test_the_guide_has_every_limit_with_its_number():
    guide = (Path(__file__).parents[3] / "docs" / "import.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", guide, re.MULTILINE))
    assert rows == {name: str(getattr(Limits(), name)) for name in NAMES}
