"""The documents say that a theme's templates are code, as long as that is so."""

from pathlib import Path

from generator import build as pipeline
from generator.build import Options
from generator.core.cache import NoCache

ROOT = Path(__file__).parents[3]
REACHES_OUT = (
    '{% extends "kantlijn/prose.html" %}{% block main %}'
    "{{ self.__init__.__globals__.__builtins__.__import__('os').getcwd.__name__ }}{% endblock %}"
)


def test_a_template_reaches_what_the_program_reaches(tmp_path):
    """If templates are confined one day, this fails, and the documents may say something better."""
    files = {
        "site.yml": "name: Proef\ntheme: thema\nparts: {search: false}\n",
        "content/pages/about.md": "---\ntitle: Over\n---\nTekst.\n",
        "thema/templates/prose.html": REACHES_OUT,
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    assert pipeline.build(tmp_path, Options(), NoCache()).published
    assert "getcwd" in (tmp_path / "site" / "over" / "index.html").read_text("utf-8")


def test_the_documents_say_so_where_one_chooses_a_theme():
    theme, settings = ((ROOT / "docs" / name).read_text("utf-8") for name in ("theme.md", "settings.md"))
    assert "**Templates are code.**" in theme.partition("## Templates\n")[2]
    row = next(line for line in settings.splitlines() if line.startswith("| `theme` |"))
    assert "its templates [are code](theme.md#templates)" in row
