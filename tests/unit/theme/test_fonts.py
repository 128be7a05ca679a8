"""The theme's own type: small, under a free name, with its licence, and with the letters of the names in letters."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator.build import Options, build
from generator.core.cache import NoCache
from generator.pages.writing.page_context import FACES, FONTS

ROOT = Path(__file__).parents[3]
ASSETS = ROOT / "theme" / "assets"
FILES = sorted((ASSETS / "fonts").glob("*.woff2"))
FAMILY, FACE, ID, FULL, POSTSCRIPT = 1, 2, 3, 4, 6
NAMES = """Wiebe IJsbrandÿ Müller Šćepan Łukasz Żółć Gąsiorowska Ęlżbieta Öztürk Ağaoğlu Yıldırım İpek Şahin Çelik François
Œuvre Ÿ Groß Ján Ľubomír Ďurica Ştefănescu Țepeș Őry Ūdris Ģirts Ērgļi Øyvind Þór €5 – “ja” ‘nee’ … 1½ −2"""
"""Names of Dutch, English, French, German, Turkish, Polish and other Europeans, and the signs around them."""


def test_it_is_small():
    assert len(FILES) == 3
    assert sum(file.stat().st_size for file in FILES) < 60_000


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_its_name_is_free_and_who_made_it_is_said(file):
    names = {record.nameID: record.toUnicode() for record in TTFont(file)["name"].names}
    for which in (FAMILY, FACE, ID, FULL, POSTSCRIPT):
        assert "source" not in names[which].lower()  # reserved by its licence for the font as it is
    assert "Adobe" in names[0]
    assert "Reserved Font Name ‘Source’" in names[0]
    assert "SIL Open Font License" in names[13]
    assert "SIL OPEN FONT LICENSE Version 1.1" in (ASSETS / "fonts" / "OFL.txt").read_text("utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_has_the_letters_of_names(file):
    missing = {char for char in NAMES if not char.isspace()} - set(map(chr, TTFont(file).getBestCmap()))
    assert missing == set()


def test_the_style_sheet_and_pages_name_just_the_files_that_are_there():
    named = re.findall(r'url\("(.+?)"\)', (ASSETS / "fonts.css").read_text("utf-8"))
    assert sorted(named) == [f"fonts/{file.name}" for file in FILES]
    assert {face.removeprefix("/assets/") for face in FACES} < set(named)


def test_a_site_can_do_without_and_one_from_disk_loads_nothing_ahead(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    shutil.copytree(ROOT / "content", site / "content")
    settings = (ROOT / "site.yml").read_text("utf-8")
    (site / "site.yml").write_text(settings, "utf-8")

    def page(**options) -> str:
        out = build(site, Options(**options), NoCache()).out
        fonts = {path.name for path in (out / "assets" / "fonts").glob("*")}
        html = (out / "brieven" / "2021z16860" / "vraag-18" / "index.html").read_text("utf-8")
        assert (FONTS in html) == bool(fonts)
        return html

    assert page().count('rel="preload"') == len(FACES)
    assert 'rel="preload"' not in page(offline=True)
    (site / "site.yml").write_text(f"{settings}\nfonts: system\n", "utf-8")
    assert "font" not in page().split("</head>")[0].replace("font-", "")
