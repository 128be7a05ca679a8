"""The documentation says all there is, and nothing that is not: commands, options, settings, keys, codes, links."""

import importlib.util
import re
from pathlib import Path

import msgspec
import pytest
import yaml

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "benchmarks" / "README.md"])


@pytest.fixture(scope="module")
def commands():
    """The command line as the program has it: options by command."""
    from typer.main import get_command

    from generator.cli.app import app

    return {
        name: {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        for name, command in get_command(app()).commands.items()
        if not command.hidden
    }


def sections(path, level):
    """The text below each heading of a level, by the heading; what an example shows does not count."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(), flags=re.DOTALL | re.MULTILINE)
    parts = re.split(rf"^{'#' * level} (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def keys(text):
    """The keys that tables explain: code in a row's first cell."""
    return {key for cell in re.findall(r"^\| ([^|]+)\|", text, re.MULTILINE) for key in re.findall(r"`([^`]+)`", cell)}


def test_every_command_has_its_section_and_every_section_its_command(commands):
    named = {
        re.match(r"`kantlijn ([a-z]+)", heading)[1] for heading in sections(DOCS / "commands.md", 2) if "`" in heading
    }
    assert named == set(commands)


def test_every_option_of_every_command_is_explained_and_none_that_is_not_there(commands):
    for heading, text in sections(DOCS / "commands.md", 2).items():
        found = re.match(r"`kantlijn ([a-z]+)", heading)
        if not found:
            continue
        explained = {key for key in re.findall(r"`(--[a-z-]+)", text) if key != "--help"}
        there = {option for option in commands[found[1]] if option.startswith("--")} - {"--help"}
        assert explained == there, found[1]


def code(path):
    """The command lines a page shows, in fences and in running text."""
    text = path.read_text()
    fenced = [
        line
        for block in re.findall(r"```(?:sh|console|yaml)?\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
    ]
    return fenced + re.findall(r"`([^`\n]+)`", text)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_shown_on_a_page_exist_with_their_options(page, commands):
    for line in code(page):
        for name, rest in re.findall(r"(?:^|[\s/])kantlijn ([a-z]+)([^|;&#]*)", line):
            assert name in commands, line
            for option in re.findall(r"--[a-z-]+", rest):
                assert option in commands[name] | {"--help"}, line


def test_every_setting_is_explained():
    from generator.core.config import Config, Segments

    text = (DOCS / "settings.md").read_text()
    general, _, segments = text.partition("## `segments`")
    assert keys(general) == set(Config.__struct_fields__)
    assert keys(segments.partition("## ")[0]) == set(Segments.__struct_fields__)


def test_every_language_of_the_interface_is_named():
    from generator.core.languages import LANGUAGES

    row = next(line for line in (DOCS / "settings.md").read_text().splitlines() if line.startswith("| `lang` |"))
    assert set(re.findall(r"`(\w+)`", row)) == {"lang", *LANGUAGES}


def test_every_default_of_a_setting_is_the_real_one():
    from generator.core.config import Segments

    rows = re.findall(r"^\| `([a-z]+)` \| `([a-z]+)` \|", sections(DOCS / "settings.md", 2)["`segments`"], re.MULTILINE)
    assert dict(rows) == msgspec.structs.asdict(Segments())


def test_the_example_of_settings_chooses_every_word_of_addresses():
    from generator.content import site_settings, sources
    from generator.core.config import Segments

    [example] = re.findall(r"```yaml\n(name: .*?)```", (DOCS / "settings.md").read_text(), re.DOTALL)
    _, problems = site_settings.parse(sources.SourceText("site.yml", example.encode()))
    assert problems == ()
    assert set(yaml.safe_load(example)["segments"]) == set(Segments.__struct_fields__)


def test_every_part_is_explained_with_what_it_makes_and_whether_by_default():
    from generator.core.parts import PARTS

    rows = re.findall(
        r"^\| `(\w+)` \| (yes|no) \| (.+)\. \|$", sections(DOCS / "settings.md", 2)["`parts`"], re.MULTILINE
    )
    assert rows == [(part.name, "yes" if part.by_default else "no", part.makes) for part in PARTS]


def test_every_host_is_named_with_its_limits_and_where_it_says_so():
    from generator.core.hosts import HOSTS

    text = sections(DOCS / "publish.md", 3)["How many answers a host holds"]
    rows = {
        row[0]: row
        for row in re.findall(r"^\| `(\w+)` \| (.*) \| (.*) \| (.*) \| (.*) \| \[.*\]\((.*)\) \|$", text, re.MULTILINE)
    }
    assert rows.keys() == HOSTS.keys()
    for name, host in HOSTS.items():
        _, files, in_folder, in_file, in_all, source = rows[name]
        assert source == host.source
        assert files.startswith(f"{host.files:,}" if host.files else "none")
        assert in_folder == (f"{host.files_in_folder:,}" if host.files_in_folder else "none given")
        assert ("25 MiB" in in_file) == (host.file_bytes == 25 * 1024 * 1024)
        assert in_all.startswith("1 GB") == (host.site_bytes == 10**9)


def test_every_key_of_every_front_matter_is_explained():
    from generator.content.frontmatter import MODELS

    below = {
        "letter": "Letters",
        "question": "Questions and answers",
        "note": "Notes",
        "actor": "Actors",
        "topic": "Topics",
        "article": "Articles elsewhere",
        "document": "Cited documents",
        "page": "Pages of your own",
        "withdrawn": "What is withdrawn",
    }
    text = sections(DOCS / "write.md", 2)
    for kind, model in MODELS.items():
        if kind != "site":
            there = {field.encode_name for field in msgspec.structs.fields(model)}
            assert keys(text[below[kind]]) == there, kind


def test_every_scheme_is_in_the_table_of_links_with_a_destination_that_is_well_formed():
    from generator.graph.targets import _KINDS
    from generator.netherlands.schemes import SCHEMES
    from generator.references import schemes

    own = {"question", *_KINDS, "http", "https", "mailto", "tel"}
    shown = [key for key in keys(sections(DOCS / "write.md", 2)["Links"]) if key.partition(":")[0] not in own]
    assert [key for key in shown if schemes.parse(key) is None] == []
    assert {key.partition(":")[0] for key in shown} == set(SCHEMES)


def test_every_kind_of_file_with_a_schema_is_named():
    from generator.cli.language import command_words
    from generator.content.frontmatter import MODELS
    from generator.core.languages import LANGUAGES

    text = sections(DOCS / "commands.md", 2)["`kantlijn schema [KIND]`"].partition("In VS Code")[0]
    assert re.findall(r"`(\w+)`", text) == list(MODELS)
    for lang in LANGUAGES:
        listed = command_words(lang)["argument-schema"].partition(":")[2]
        assert set(MODELS) <= set(re.findall(r"\w+", listed)), lang


def test_every_kind_of_new_file_is_named():
    from generator.cli import commands
    from generator.cli.arguments import parameters
    from generator.cli.new import KINDS

    [heading] = [one for one in sections(DOCS / "commands.md", 2) if one.startswith("`kantlijn new")]
    assert heading.split()[2].split("|") == list(KINDS)
    assert parameters(commands.new)["kind"].declared.metavar.split("|") == list(KINDS)


def test_every_choice_of_kind_and_type_is_named():
    from generator.core.model import ActorType, LetterKind, NoteKind

    text = sections(DOCS / "write.md", 2)
    for heading, choices in {"Letters": LetterKind, "Notes": NoteKind, "Actors": ActorType}.items():
        assert all(f"`{choice}`" in text[heading] for choice in choices), heading


def test_the_list_of_diagnostics_is_the_program_s():
    found = importlib.util.spec_from_file_location("diagnostics_page", DOCS / "diagnostics.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    assert (DOCS / "diagnostics.md").read_text() == module.page(), "run: make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_to_files_and_headings_that_exist(page):
    text = re.sub(r"```.*?```|`[^`\n]+`", "", page.read_text(), flags=re.DOTALL)
    for link in re.findall(r"(?<!\\)\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z0-9.]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text(), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}, link


def test_every_template_is_named_with_its_page():
    from generator.pages.kinds.table import KINDS

    assert keys(sections(DOCS / "theme.md", 2)["Templates"]) == {kind.template for kind in KINDS if kind.template}
