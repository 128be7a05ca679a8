"""The road of the README, walked command by command with a letter in invented words."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KANTLIJN = Path(sys.executable).parent / "kantlijn"
LETTER = """Aan de Voorzitter van de Tweede Kamer der Staten-Generaal
Postbus 20018
2500 EA  DEN HAAG

Datum 3 maart 2031
Onderwerp Antwoorden op Kamervragen over drijvende fietsenstallingen

Hierbij bied ik u de antwoorden aan op de Kamervragen van het lid Jansen (XYZ) over
drijvende fietsenstallingen.

De Minister van Zeezaken,

P. Post

Antwoorden van de minister van Zeezaken op schriftelijke vragen van het lid Jansen (XYZ) over drijvende
fietsenstallingen (ingezonden 4 februari 2031, 2031Z00123).

Vraag 1
Bent u bekend met de drijvende fietsenstalling van Waterdam?

Antwoord op vraag 1
Ja.

Vraag 2
Hoeveel fietsen kunnen er staan?

Antwoord op vraag 2
Er is plaats voor 412 fietsen. Zoals in het antwoord op vraag 1 is gezegd, ken ik de stalling.

Vraag 3
Bent u bereid er meer te bouwen?

Antwoord op vraag 3
Dat hangt af van de uitkomst van de proef die ik in het antwoord op vraag 2 noem.
"""


@pytest.fixture(scope="module")
def road(tmp_path_factory):
    """Every command that the five-minute road shows, with what came of it."""
    folder = tmp_path_factory.mktemp("road")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    text = (ROOT / "README.md").read_text().partition("five minutes")[2].partition("## Documentation")[0]
    shown = [line.partition(" #")[0].strip() for line in text.splitlines() if line.strip().startswith("kantlijn ")]
    done = {}
    page = folder
    for line in shown:
        words = [str(folder / "letter.txt") if word.endswith("letter.pdf") else word for word in shlex.split(line)[1:]]
        if words[0] == "serve":
            continue  # tried in a browser elsewhere
        run = subprocess.run(
            [KANTLIJN, *words], cwd=page, capture_output=True, text=True, encoding="utf-8", check=False
        )
        done[words[0]] = run
        assert run.returncode == 0, f"{line}\n{run.stdout}{run.stderr}"
        if words[0] == "init":
            page = folder / words[1]
    return page, done


def test_the_road_goes_from_a_new_site_to_a_published_one(road):
    assert list(road[1]) == ["init", "import", "check", "build"]


def test_every_answer_has_its_page(road):
    site = road[0] / "site" / "brieven" / "2031z00123"
    assert sorted(path.parent.name for path in site.glob("*/index.html")) == ["vraag-1", "vraag-2", "vraag-3"]


def test_the_letter_s_words_are_on_its_page(road):
    from lxml import html

    page = html.parse(road[0] / "site" / "brieven" / "2031z00123" / "vraag-2" / "index.html")
    words = " ".join(page.getroot().text_content().split())
    assert "Er is plaats voor 412 fietsen. Zoals in het antwoord op vraag 1 is gezegd, ken ik de stalling." in words


def test_pointers_became_links(road):
    text = (road[0] / "content" / "letters" / "2031z00123" / "vraag-02.md").read_text()
    assert re.search(r"\[[^\]]*antwoord op vraag 1\]\(question:1\)", text)


def test_a_new_site_leaves_what_is_made_out_of_version_control(road):
    ignored = (road[0] / ".gitignore").read_text().split()
    assert {"site/", ".kantlijn/"} <= set(ignored)
