"""What docs/theme.md shows, done: a style sheet of one's own, a word of one's own."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KANTLIJN = Path(sys.executable).parent / "kantlijn"


def shown(language):
    return re.search(rf"```{language}\n(.*?)```", (ROOT / "docs" / "theme.md").read_text(), re.DOTALL)[1]


@pytest.fixture(scope="module")
def themed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("themed")
    files = {
        "site.yml": "name: Proef\ntheme: theme\n",
        "content/letters/2031z00001/letter.md": "---\ntitle: Proef\n---\nGeachte voorzitter.\n",
        "content/letters/2031z00001/vraag-01.md": "---\nnumber: 1\n---\n## Vraag\n\nIs dit zo?\n\n## Antwoord\n\nJa.\n",
        "theme/assets/own.css": shown("css"),
        "theme/templates/base.html": shown("jinja"),
        "theme/i18n/nl.yml": "copied: Staat op het klembord\n",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [KANTLIJN, "build"], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_a_style_sheet_of_one_s_own_comes_after_the_theme_s_on_every_page(themed):
    for page in (themed / "index.html", themed / "brieven" / "2031z00001" / "vraag-1" / "index.html"):
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.read_text())
        assert [Path(sheet).name for sheet in sheets] == ["fonts.css", "style.css", "own.css"]
        assert all((page.parent / sheet).resolve().is_file() for sheet in sheets)


def test_the_custom_properties_that_the_page_names_are_the_style_sheet_s():
    style = (ROOT / "theme" / "assets" / "style.css").read_text()
    section = (ROOT / "docs" / "theme.md").read_text().partition("## A style sheet")[2].partition("\n## ")[0]
    named = set(re.findall(r"(--[a-z]+)\b", section))
    assert len(named) > 5
    assert all(re.search(rf"^\s*{name}:", style, re.MULTILINE) for name in named)


def test_a_word_of_one_s_own_takes_the_place_of_the_theme_s(themed):
    assert "Staat op het klembord" in (themed / "index.html").read_text()
