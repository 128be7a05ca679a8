"""Nobody's CI installs Kantlijn by its name: a site keeps the wheel, and its workflow installs that file."""

import hashlib
import json
import re
import zipfile
from pathlib import Path

import pytest
import yaml

from generator import __version__
from generator.cli import wheel
from generator.core.languages import LANGUAGES

ROOT = Path(__file__).parents[3]
NAME = f"kantlijn-{__version__}-py3-none-any.whl"


def made(path, name="kantlijn", version=None):
    """Write a wheel that has no more than its metadata."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as file:
        info = f"kantlijn-{version or path.name.split('-')[1]}.dist-info/METADATA"
        file.writestr(info, f"Metadata-Version: 2.4\nName: {name}\nVersion: 1\n")
    return path


def installed(monkeypatch, record):
    """Let the program be installed as an installer would write it down."""

    class Distribution:
        def read_text(self, name):
            assert name == "direct_url.json"
            return None if record is None else json.dumps(record) if not isinstance(record, str) else record

    monkeypatch.setattr(wheel, "distribution", lambda name: Distribution())


def workflow(site):
    return yaml.safe_load((site / ".github" / "workflows" / "pages.yml").read_text("utf-8"))


@pytest.mark.parametrize("lang", [*LANGUAGES])
@pytest.mark.parametrize("name", [NAME, "kantlijn-9.8.7-py3-none-any.whl", "kantlijn-1.0rc1-py3-none-any.whl"])
def test_the_wheel_that_is_asked_for_is_kept_and_the_workflow_installs_that_file(kantlijn, tmp_path, name, lang):
    file = made(tmp_path / "dist" / name)
    ran = kantlijn("init", "brieven", "--wheel", str(file), "--lang", lang)
    assert ran.code == 0
    assert f"wheels/{name}" in ran.out
    site = tmp_path / "brieven"
    assert (site / workflow(site)["env"]["KANTLIJN"]).read_bytes() == file.read_bytes()


def test_every_install_of_the_workflow_is_of_that_file(kantlijn, tmp_path):
    for lang in LANGUAGES:
        assert kantlijn("init", lang, "--lang", lang).code == 0
        found = workflow(tmp_path / lang)
        jobs = found["jobs"].values()
        lines = [step["run"] for job in jobs for step in job["steps"] if "install" in step.get("run", "")]
        assert lines == ['pip install "$KANTLIJN"'] * 2
        assert re.fullmatch(r"wheels/kantlijn-[^/\s]+\.whl", found["env"]["KANTLIJN"])
        for job in jobs:  # the file is there only once the repository is
            uses = [step.get("uses", step.get("run", "")) for step in job["steps"]]
            if lines[0] in uses:
                assert uses[0].startswith("actions/checkout@")


@pytest.mark.parametrize("archive", ["hashes", "hash", "none"])
def test_without_asking_the_wheel_it_was_installed_from_is_kept(kantlijn, tmp_path, monkeypatch, archive):
    file = made(tmp_path / "met spatie" / NAME)
    sha = hashlib.sha256(file.read_bytes()).hexdigest()
    info = {"hashes": {"hashes": {"sha256": sha}}, "hash": {"hash": f"sha256={sha}"}, "none": {}}[archive]
    installed(monkeypatch, {"url": file.as_uri(), "archive_info": info})
    assert kantlijn("init", "brieven").code == 0
    assert (tmp_path / "brieven" / "wheels" / NAME).read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    "record",
    [
        None,
        "geen json",
        "[]",
        {"url": "https://x.example/kantlijn-1-py3-none-any.whl", "archive_info": {}},
        {"url": "file:///nergens/kantlijn-1-py3-none-any.whl", "archive_info": {}},
        {"url": "file:///nergens", "dir_info": {"editable": True}},
        {"url": "WHEEL", "archive_info": {"hashes": {"sha256": "0" * 64}}},
        {"url": "OTHER", "archive_info": {}},
    ],
    ids=["index", "broken", "list", "web", "gone", "editable", "other-bytes", "other-program"],
)
def test_where_there_is_no_such_wheel_the_site_is_made_and_says_how_to_get_one(kantlijn, tmp_path, monkeypatch, record):
    there = {"WHEEL": made(tmp_path / NAME), "OTHER": made(tmp_path / "anders" / NAME, name="anders")}
    if isinstance(record, dict) and record["url"] in there:
        record = record | {"url": there[record["url"]].as_uri()}
    installed(monkeypatch, record)
    ran = kantlijn("init", "brieven")
    assert ran.code == 0
    assert f"pip wheel --no-deps --wheel-dir {tmp_path / 'brieven' / 'wheels'} ." in ran.out
    assert not (tmp_path / "brieven" / "wheels").exists()
    assert workflow(tmp_path / "brieven")["env"]["KANTLIJN"] == f"wheels/{NAME}"


def test_a_file_that_is_no_wheel_of_kantlijn_is_refused_and_nothing_is_written(kantlijn, tmp_path):
    (tmp_path / NAME).write_text("geen wheel", "utf-8")
    wrong = [
        tmp_path / NAME,
        made(tmp_path / "a" / "anders-1.0-py3-none-any.whl"),
        made(tmp_path / "b" / NAME, name="anders"),
        made(tmp_path / "c" / NAME, version="0.0.0"),
        made(tmp_path / "d" / "kantlijn-1;rm-py3-none-any.whl"),
        made(tmp_path / "e" / "kantlijn-1.0-cp313-cp313-win32.whl"),
        made(tmp_path / "f" / "kantlijn-1.0.zip"),
        tmp_path / "nergens.whl",
    ]
    for file in wrong:
        ran = kantlijn("init", "brieven", "--wheel", str(file))
        assert ran.code == 2, file
        assert str(file) in ran.err
        assert not (tmp_path / "brieven").exists()


def test_nothing_tells_anybody_to_install_kantlijn_by_its_name():
    """No document, message or new site: whoever registers the name would decide what is installed."""
    by_name = re.compile(
        r"(?:pip|pipx|uv|uvx|conda)3?\b[^\n|&;`]*?[ '\"]kantlijn(?![\w./*-])|\bkantlijn(?:==|>=|~=|\[)", re.IGNORECASE
    )
    for line in ("pip install kantlijn", "pip install 'kantlijn[images]'", "KANTLIJN: kantlijn==0.1.0", "uvx kantlijn"):
        assert by_name.search(line)
    assert not by_name.search("pip install wheels/*.whl && kantlijn check")
    assert not by_name.search("pip wheel . && kantlijn init mysite --wheel dist/kantlijn-*.whl")
    folders = ("docs", "generator/i18n", "generator/starter", "theme/i18n")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in (".md", ".yml")]
    assert len(files) > 20
    for path in (ROOT / "README.md", *files):
        assert not by_name.search(path.read_text("utf-8")), path


def test_the_guide_checks_and_builds_strictly():
    guide = (ROOT / "docs" / "publish.md").read_text("utf-8")
    lines = [line for line in re.findall(r"^.*kantlijn build --strict.*$", guide, re.MULTILINE) if "&&" in line]
    assert len(lines) == 2
    steps = re.search(r"```sh\npip install wheels/(.*?)```", guide, re.DOTALL)[1]
    for text in (*lines, steps):
        assert text.index("kantlijn check --strict") < text.index("kantlijn build --strict")
