"""`kantlijn init` and `kantlijn new` write what builds at once, never over what is there."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from generator.cli import starter
from generator.cli.new import KINDS
from generator.content import site_settings, sources
from generator.content.frontmatter import MODELS
from generator.content.parse import parse
from generator.core.languages import LANGUAGES
from generator.i18n import command_words


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".kantlijn" not in path.parts
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_site_builds_and_checks_at_once(kantlijn, tmp_path, lang):
    found = kantlijn("init", "mijn-site", "--lang", lang, "--name", 'Brieven: een "proef"')
    assert (found.code, command_words(lang)["started"].partition("{")[0] in found.out) == (0, True)
    site = tmp_path / "mijn-site"
    assert (site / ".gitignore").is_file()
    settings, problems = site_settings.parse(sources.read(site).site)
    assert (settings.name, settings.lang, problems) == ('Brieven: een "proef"', lang, ())
    assert kantlijn("build", "--site", site).code == 0
    checked = kantlijn("check", "--strict", "--site", site)
    assert checked.code == 0, checked.out


def test_a_new_site_takes_its_name_from_its_folder(kantlijn, tmp_path):
    kantlijn("init", "brieven_over-water")
    assert site_settings.parse(sources.read(tmp_path / "brieven_over-water").site)[0].name == "Brieven over water"


def test_init_leaves_a_folder_with_content_alone(kantlijn, small):
    before = files(small)
    assert kantlijn("init", ".").code == 2
    assert files(small) == before


@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        (["letter", "2024z00002", "Over: iets"], ["letters/2024z00002/letter.md", "letters/2024z00002/vraag-01.md"]),
        (["letter", "een-brief"], ["letters/een-brief/letter.md", "letters/een-brief/vraag-01.md"]),
        (["actor", "jansen", "lid Jansen"], ["actors/jansen.md"]),
        (["actor", "jansen"], ["actors/jansen.md"]),
        (["topic", "water", 'Water & "wegen"'], ["topics/water.md"]),
        (["question", "2024z00001", "12"], ["letters/2024z00001/vraag-12.md"]),
        (["page", "over-ons", "Over: ons"], ["pages/over-ons.md"]),
        (["page", "over-ons"], ["pages/over-ons.md"]),
    ],
)
def test_a_skeleton_is_good_as_it_is_and_is_never_written_over(kantlijn, small, arguments, made):
    assert kantlijn("new", *arguments).code == 0
    content, problems = parse(sources.read(small))
    assert problems == ()
    paths = [small / "content" / path for path in made]
    assert all(path.is_file() for path in paths)
    before = files(small)
    again = kantlijn("new", *arguments)
    assert again.code == 2
    assert "bestaat al" in again.err
    assert files(small) == before
    assert content


def test_a_note_quotes_exactly_what_was_given(kantlijn, small):
    assert kantlijn("new", "note", "2024z00001/2", "waarom", "--quote", 'Daarom is "dat" zo: ja').code == 0
    path = small / "content/letters/2024z00001/notes/waarom.md"
    path.write_text(path.read_text("utf-8") + "Een notitie.\n", "utf-8")
    content, problems = parse(sources.read(small))
    note = content.letters[0].notes[0]
    assert problems == ()
    assert (note.number, note.quote) == (2, 'Daarom is "dat" zo: ja')
    assert note.date is not None


def test_an_article_asks_for_what_nobody_can_guess(kantlijn, small):
    assert kantlijn("new", "article", "een-stuk", "https://example.org/stuk").code == 0
    content, problems = parse(sources.read(small))
    assert content.articles[0].url == "https://example.org/stuk"
    assert {problem.position.path for problem in problems} == {"content/articles/een-stuk.md"}


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_skeletons_name_only_keys_that_exist(kind, lang):
    from generator.cli.starter import skeleton

    keys = set(re.findall(r"^(?:# )?(\w+):", skeleton(kind, lang), re.MULTILINE))
    model = msgspec.structs.fields(MODELS[kind])
    assert keys <= {field.encode_name for field in model}
    assert {field.encode_name for field in model if field.required} <= keys


def test_there_is_a_skeleton_of_each_kind_of_file_with_front_matter():
    assert set(KINDS) == MODELS.keys() - {"site", "withdrawn"}


@pytest.mark.parametrize(
    "arguments", [["document", "kst-30821-124"], ["page", "over"], ["question", "2024z00001", "9"]]
)
def test_new_files_are_in_the_language_of_the_site(kantlijn, small, write, arguments):
    write("site.yml", "name: Proef\nlang: en\n")
    before = set(files(small))
    assert kantlijn("new", *arguments).code == 0
    [made] = set(files(small)) - before
    english = starter.skeleton(arguments[0], "en")
    assert english.rpartition("#")[2].strip() in (small / made).read_text("utf-8")


def test_a_question_that_is_there_under_another_name_is_not_written_again(kantlijn, small, write):
    write("content/letters/2024z00001/drie.md", "---\nnumber: 3   # de derde\n---\n## Vraag\n\nEn nu?\n")
    found = kantlijn("new", "question", "2024z00001", "3")
    assert (found.code, "drie.md bestaat al" in found.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["topc", "a"], "topic"),
        (["actor", "Jan Jansen"], "jan-jansen"),
        (["note", "2024z0001/1", "a"], "2024z00001"),
        (["note", "2024z00001"], "note LETTER[/NUMBER] ID"),
        (["topic", "a", "b", "c"], "topic ID [NAME]"),
        (["page", "a", "b", "c"], "page ID [TITLE]"),
        (["question", "2024z0001", "3"], "2024z00001"),
        (["question", "2024z00001"], "question LETTER NUMBER"),
        (["question", "2024z00001", "drie"], "question LETTER NUMBER"),
        (["question", "2024z00001", "0"], "question LETTER NUMBER"),
        (["question", "2024z00001", "2"], "vraag-02.md bestaat al"),
    ],
)
def test_a_mistake_with_new_is_answered_with_the_way_to_write_it(kantlijn, small, arguments, hint):
    before = files(small)
    found = kantlijn("new", *arguments)
    assert found.code == 2
    assert hint in found.err
    assert files(small) == before
