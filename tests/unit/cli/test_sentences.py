"""What commands say when something is wrong: whole sentences, about what is wrong, in one language; commands to copy."""

from __future__ import annotations

import re
import shlex
import sys

import pytest

from generator.cli.language import language
from generator.core import command_line
from generator.core.diagnostics import Position, diagnostic
from generator.core.languages import LANGUAGES
from generator.i18n import catalogue, command_words


@pytest.fixture
def english(kantlijn, monkeypatch):
    """Run commands in English."""
    monkeypatch.setenv("KANTLIJN_LANG", "en")
    language.cache_clear()
    return kantlijn


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (["verify", "nope"], "There is no letter nope."),
        (["verify", "2024z0001"], "There is no letter 2024z0001. Did you mean “2024z00001”?"),
        (["explain", "/2024z00001/"], "There is no page /2024z00001/. Did you mean “/brieven/2024z00001/”?"),
        (["new", "note", "nope/4", "x"], "There is no letter nope."),
        (["new", "note", "2024z0001/abc", "x"], "There is no letter 2024z0001. Did you mean “2024z00001”?"),
        (["new", "note", "2024z00001/abc", "x"], "“abc” is no number of a question; write it as 2024z00001/4"),
        (["new", "note", "2024z00001/", "x"], "“” is no number of a question; write it as 2024z00001/4"),
        (["new", "note", "2024z00001/0", "x"], "“0” is no number of a question; write it as 2024z00001/4"),
        (["new", "note", "2024z00001/²", "x"], "“²” is no number of a question; write it as 2024z00001/4"),
        (["new", "note", "2024z00001/1/2", "x"], "“1/2” is no number of a question; write it as 2024z00001/4"),
        (["new", "actor", "!!"], "“!!” cannot be a name: use lower case letters, digits and hyphens, such as name"),
        (["new", "actr", "x"], "“actr” is no kind of file. Did you mean “actor”?"),
        (
            ["new", "zzz", "x"],
            "“zzz” is no kind of file. Choose from: letter, question, note, actor, topic, article, document, page.",
        ),
        (["schema", "noot"], "“noot” is no kind of file. Did you mean “note”?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_answered_with_whole_sentences_about_what_is_wrong(english, small, write, line, says):
    write("site.yml", "name: Proef\nlang: en\n")
    found = english(*line)
    assert found.code == 2
    shown = " ".join(text.strip("│╭╮╰╯─ ") for text in found.err.splitlines()).rstrip()
    assert shown.endswith((says, f": {says}")), found
    assert not any(text.endswith(" ") for text in found.err.splitlines() if "│" not in text)


@pytest.mark.parametrize("kind", ["HTML", "XML", "DOCX", "PDF"])
def test_no_article_stands_before_what_is_filled_in(kind):
    """Whether it is “a” or “an” depends on what follows."""
    wrong = diagnostic("source-wrong-type", Position("x"), file="brief.x", kind=kind)
    assert catalogue("en").message(wrong) == f"brief.x is no {kind}, although its name says so"
    wordings = catalogue("en").wordings.values()
    texts = [
        *command_words("en").values(),
        *(part for one in wordings for part in (one.message, one.hint, one.otherwise) if part),
    ]
    assert [text for text in texts if re.search(r"\b[Aa]n? [“<]?\{", text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_has_a_space_too_many(lang):
    wordings = catalogue(lang).wordings.values()
    texts = [
        *command_words(lang).values(),
        *(part for one in wordings for part in (one.message, one.hint, one.otherwise) if part),
    ]
    assert [text for text in texts if text != text.strip() and not text.startswith((",", " ("))] == []
    assert [text for text in texts if re.search(r"\S  +\S", text.replace("\n  ", "")) and "{time}" not in text] == []


# --- Commands to copy ------------------------------------------------------------------------------------------

NAMES = ["mijn site é", "d'Ancona", 'een "site"', "a&b;c", "$HOME `x`", "-rf", "gewoon"]


@pytest.mark.skipif(sys.platform == "win32", reason="quotes as Windows does")
@pytest.mark.parametrize("name", NAMES)
def test_a_command_that_is_printed_can_be_copied(kantlijn, tmp_path, write, letter, name):
    path = f"./{name}" if name.startswith("-") else name
    made = kantlijn("init", path)
    assert made.code == 0
    (start,) = re.findall(r"cd .*", made.out)
    assert shlex.split(start)[:3] == ["cd", command_line.word(name) if name == "-rf" else name, "&&"]
    (pip,) = re.findall(r"--wheel-dir .*", made.out)
    assert shlex.split(pip) == ["--wheel-dir", str(tmp_path / name / "wheels"), "."]
    write(f"{name}.txt", letter("2024Z00007"))
    given = f"{path}.txt"
    assert kantlijn("import", given).code == 0
    again = kantlijn("import", given)
    (command,) = re.findall(r"kantlijn import --update .*", again.err)
    assert (tmp_path / shlex.split(command)[3]).name == f"{name}.txt"


@pytest.mark.parametrize(
    ("system", "text", "shown"),
    [
        ("linux", "a b", "'a b'"),
        ("linux", "it's", "'it'\"'\"'s'"),
        ("linux", "-x", "./-x"),
        ("linux", "brief.pdf", "brief.pdf"),
        ("win32", "a b", '"a b"'),
        ("win32", "it's", '"it\'s"'),
        ("win32", "C:\\map\\brief.pdf", "C:\\map\\brief.pdf"),
    ],
)
def test_a_word_is_quoted_as_the_system_wants_it(monkeypatch, system, text, shown):
    monkeypatch.setattr(sys, "platform", system)
    assert command_line.word(text) == shown


def test_a_hint_that_makes_an_actor_or_topic_can_be_copied(kantlijn, small, write):
    head = "---\ntitle: X\ndate: 2024-01-02\ntopics: [brug]\n---\n"
    write("content/letters/2024z00001/letter.md", f"{head}Zie [X](actor:a;b), [Y](topic:c&d), [Z](actor:gewoon).\n")
    found = kantlijn("check")
    commands = {
        tuple(shlex.split(command)[2:]) for command in re.findall(r"kantlijn new (?:actor|topic) .*", found.out)
    }
    assert commands == {("actor", "a;b"), ("topic", "c&d"), ("actor", "gewoon"), ("topic", "brug")}
