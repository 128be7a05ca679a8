"""The preview shows nothing that is behind a symbolic link."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.i18n import catalogue, command_words
from generator.serve.preview import PreviewState


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give a site with a preview, beside a folder that is none of its business."""
    for path in ("proef/.kantlijn/preview/index.html", "proef/.kantlijn/preview/map/index.html", "buiten/index.html"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("geheim" if path.startswith("buiten") else "pagina", "utf-8")
    return tmp_path / "proef"


def state(site: Path) -> PreviewState:
    return PreviewState(site / ".kantlijn" / "preview", catalogue("nl"), command_words("nl"), site=site)


def instead(path: Path, target: Path) -> None:
    path.rename(path.with_name(f"{path.name}-weg"))
    path.symlink_to(target)


def test_a_page_of_the_preview_is_shown(site):
    assert not state(site).missing("/map/")
    assert state(site).read("map/index.html") == b"pagina"
    assert state(site).is_folder("/map")


@pytest.mark.parametrize(
    ("linked", "target"),
    [
        (".kantlijn/preview/map/index.html", "index.html"),
        (".kantlijn/preview/map", ""),
        (".kantlijn/preview", ""),
        (".kantlijn", "../proef/.kantlijn-weg"),
    ],
)
def test_nothing_behind_a_link_is_shown(site, linked, target):
    instead(site / linked, site.parent / "buiten" / target)
    shown = state(site)
    path = "/map/" if "map" in linked else "/"
    assert shown.missing(path)
    assert not shown.is_folder("/map") or linked.endswith("index.html")
    with pytest.raises(FileNotFoundError):
        shown.read(shown.file(path))


def test_a_folder_is_no_page(site):
    with pytest.raises(IsADirectoryError):
        state(site).read("map")
