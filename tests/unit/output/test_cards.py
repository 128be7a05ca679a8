"""Share images: one for each answer, the same for the same words, drawn once, and no reason for a build to fail."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from generator.build import Options, build
from generator.core.cache import NoCache
from generator.output import card_cache as cards
from generator.pages.views import ShareCard

needs_pillow = pytest.mark.skipif(not cards.available(), reason="Pillow or the font is not installed")
ROOT = Path(__file__).parents[3]
EVERYTHING = Path(__file__).parents[2] / "sites" / "everything"
CARD = ShareCard("/brieven/b/vraag-4/share.png", "4", "Is één lamp genoeg?", "Over lampen", "3 mei 2020", "Proef")
LONG = "Kunt u aangeven hoeveel lampen er waren, en " * 9
URL = f"https://voorbeeld.example/{'lampen' * 30}"


@pytest.fixture
def copy(tmp_path) -> Path:
    """Return a copy of the site that holds everything, with an address."""
    site = shutil.copytree(EVERYTHING, tmp_path / "site", ignore=shutil.ignore_patterns(".kantlijn", "site"))
    settings = site / "site.yml"
    lines = [line for line in settings.read_text("utf-8").splitlines() if not line.startswith(("base_url", "parts"))]
    address = "base_url: https://voorbeeld.example/proef/"
    settings.write_text("\n".join([*lines, address, "parts: {search: false}", ""]), "utf-8")
    return site


@pytest.fixture
def drawn(monkeypatch):
    """Count what is drawn."""
    images = pytest.importorskip("generator.output.images")
    real, found = images.draw, []

    def draw(card):
        found.append(card.path)
        return real(card)

    monkeypatch.setattr(images, "draw", draw)
    return found


@pytest.fixture
def lacking(monkeypatch):
    """Take away what draws."""
    monkeypatch.setattr(cards, "available", lambda: False)


def pixels(**changes):
    image = pytest.importorskip("PIL.Image")
    images = pytest.importorskip("generator.output.images")
    data = images.draw(msgspec.structs.replace(CARD, **changes))
    return data, image.open(BytesIO(data)).convert("RGB")


def is_red(colour) -> bool:
    red, green, blue = colour
    return red > 180 and green < 90 and blue < 90


@needs_pillow
def test_a_card_has_the_size_that_services_ask_for_and_is_small():
    for changes in ({}, {"text": LONG}, {"text": URL}):
        data, picture = pixels(**changes)
        assert picture.size == (1200, 630)
        assert len(data) < 40_000


@needs_pillow
def test_the_same_card_gives_the_same_bytes_and_another_gives_others():
    assert pixels()[0] == pixels()[0]
    assert (
        len(
            {pixels(**{field: "Elf"})[0] for field in ("numbers", "text", "below", "date", "site")}
            | {pixels(by_editors=True)[0]}
        )
        == 6
    )


@needs_pillow
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"text": LONG},
        {"text": URL},
        {"text": ""},
        {"numbers": ", ".join(map(str, range(1, 60, 2)))},
        {"site": URL},
        {"below": LONG, "date": ""},
        {"text": "\u202bvraag\u202c met\u00adeen\u2011streep"},
    ],
    ids=["plain", "long", "unbreakable", "empty", "numbers", "name", "below", "signs"],
)
def test_text_keeps_off_the_line_and_the_edges(changes):
    _, picture = pixels(**changes)
    line = [x for x in range(1200) if is_red(picture.getpixel((x, 300)))]
    assert line == list(range(line[0], line[0] + 5))
    assert 390 <= line[0] <= 410
    bare = [*range(30), *range(line[0] - 30, line[0]), *range(line[-1] + 1, line[-1] + 30), *range(1170, 1200)]
    assert all(picture.getpixel((x, y)) == (255, 255, 255) for x in bare for y in range(0, 630, 3))
    assert all(is_red(picture.getpixel((line[2], y))) for y in range(630))


@needs_pillow
def test_accents_are_drawn_as_they_are():
    drawn = {pixels(text=sign)[0] for sign in "eéëïi’«»€\uffff"}
    assert len(drawn) == 10


@needs_pillow
def test_only_what_changed_is_drawn_again(copy, drawn):
    result = build(copy, Options(), NoCache())
    assert result.published
    made = {f"/{path}" for path in result.outcome.written if path.endswith("/share.png")}
    assert made == set(drawn)
    assert len(drawn) == len(made) > 3
    drawn.clear()
    shutil.rmtree(result.out)
    assert made <= {f"/{path}" for path in build(copy, Options(), NoCache()).outcome.written}
    assert drawn == []
    question = copy / "content/letters/2099z00001/vraag-02.md"
    question.write_text(question.read_text("utf-8").replace("## Vraag\n\n", "## Vraag\n\nNog eens: "), "utf-8")
    again = build(copy, Options(), NoCache())
    assert drawn == ["/brieven/2099z00001/vraag-2/share.png"]
    assert [path for path in again.outcome.written if path.endswith(".png")] == ["brieven/2099z00001/vraag-2/share.png"]


@needs_pillow
def test_what_draws_is_part_of_what_a_picture_is_kept_by(tmp_path, monkeypatch):
    first = cards.make(tmp_path, [CARD])
    assert cards.kept(tmp_path, [CARD]) == first
    monkeypatch.setattr(cards, "_drawing_code", lambda: "another Pillow")
    assert cards.kept(tmp_path, [CARD]) == {}
    assert cards.make(tmp_path, [CARD]) != first


@needs_pillow
def test_a_picture_that_nobody_wants_goes_after_a_day(tmp_path):
    old, young = (msgspec.structs.replace(CARD, text=text) for text in ("Een?", "Twee?"))
    kept = cards.make(tmp_path, [old, msgspec.structs.replace(young, path="/b/share.png")])
    file = kept["brieven/b/vraag-4/share.png"]
    os.utime(file, (0, 0))
    cards.make(tmp_path, [CARD])
    assert not file.exists()
    assert kept["b/share.png"].exists()


@needs_pillow
def test_a_page_names_its_picture(copy):
    result = build(copy, Options(), NoCache())
    page = (result.out / "brieven/2099z00001/vraag-2/index.html").read_text("utf-8")
    address = "https://voorbeeld.example/proef/brieven/2099z00001/vraag-2/share.png"
    assert f'<meta property="og:image" content="{address}">' in page
    assert '<meta property="og:image:width" content="1200">' in page
    assert '<meta property="og:image:alt" content="Vraag 2: ' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    assert (result.out / "brieven/2099z00001/vraag-2/share.png").read_bytes().startswith(b"\x89PNG")


def nothing(result) -> bool:
    page = (result.out / "brieven/2099z00001/vraag-2/index.html").read_text("utf-8")
    assert result.published
    assert '<meta name="twitter:card" content="summary">' in page
    return "og:image" not in page and not list(result.out.rglob("share.png"))


@needs_pillow
def test_a_preview_a_setting_or_a_site_without_address_has_none(copy, drawn):
    assert nothing(build(copy, Options(illustrated=False), NoCache()))
    settings = copy / "site.yml"
    before = settings.read_text("utf-8")
    settings.write_text(before.replace("search: false", "search: false, pictures: false"), "utf-8")
    assert nothing(build(copy, Options(), NoCache()))
    settings.write_text(before.replace("base_url: https://voorbeeld.example/proef/\n", ""), "utf-8")
    assert nothing(build(copy, Options(), NoCache()))
    assert drawn == []


def test_without_what_draws_a_build_goes_without_and_says_so_once(copy, lacking):
    def said() -> int:
        result = build(copy, Options(strict=True), NoCache())
        assert nothing(result)
        return [problem.code for problem in result.problems].count("images-unavailable")

    assert said() == 1
    settings = copy / "site.yml"
    before = settings.read_text("utf-8")
    settings.write_text(before.replace("search: false", "search: false, pictures: false"), "utf-8")
    assert said() == 0
    settings.write_text(before.replace("base_url: https://voorbeeld.example/proef/\n", ""), "utf-8")
    assert said() == 0


def test_what_draws_comes_with_the_program():
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert set(cards.PACKAGES) <= {re.split("[<>=; ]", one)[0] for one in needed}
