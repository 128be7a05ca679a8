"""What `kantlijn init` makes for publishing: a workflow that runs, on a site that passes it."""

import re
import shlex

import pytest
import yaml

from generator import __version__
from generator.cli.app import app
from generator.core.languages import LANGUAGES

BASE = "https://naam.github.io/brieven"


@pytest.fixture(params=[*LANGUAGES])
def started(request, kantlijn, tmp_path, monkeypatch):
    assert kantlijn("init", "brieven", "--lang", request.param).code == 0
    monkeypatch.chdir(tmp_path / "brieven")
    return tmp_path / "brieven"


@pytest.fixture
def workflow(started):
    return yaml.safe_load((started / ".github" / "workflows" / "pages.yml").read_text("utf-8"))


def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_the_workflow_takes_the_version_that_made_the_site(workflow):
    assert workflow["env"]["KANTLIJN"] == f"wheels/kantlijn-{__version__}-py3-none-any.whl"


def test_the_workflow_checks_builds_publishes_and_remembers_in_that_order(workflow):
    lines = [line.split()[1] for step in steps(workflow) for line in re.findall(r"kantlijn \w+", step.get("run", ""))]
    assert lines == ["check", "build", "ledger"]
    runs = [step["run"] for step in steps(workflow) if re.search(r"kantlijn (check|build)", step.get("run", ""))]
    assert len(runs) == 2
    assert all("--strict" in run for run in runs)  # which a letter that differs from its source does not pass
    assert workflow["jobs"]["deploy"]["needs"] == "build"
    assert set(workflow["jobs"]["ledger"]["needs"]) == {"build", "deploy"}


def test_only_the_job_that_deploys_may_write_pages_and_only_the_ledger_s_the_repository(workflow):
    rights = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert workflow["permissions"] == {"contents": "read"}
    assert [name for name, right in rights.items() if right.get("pages") == "write"] == ["deploy"]
    assert [name for name, right in rights.items() if right.get("contents") == "write"] == ["ledger"]


def test_every_command_of_the_workflow_takes_the_options_it_is_given(workflow):
    from typer.main import get_command

    commands = get_command(app()).commands
    for step in steps(workflow):
        for line in re.findall(r"kantlijn .+", step.get("run", "")):
            _, name, *rest = shlex.split(line)
            there = {option for parameter in commands[name].params for option in parameter.opts}
            assert {word for word in rest if word.startswith("--")} <= there


def test_a_new_site_passes_its_own_workflow(started, kantlijn):
    for command in (["check", "--strict"], ["build", "--strict"], ["ledger"], ["check", "--strict"]):
        ran = kantlijn(*command, "--base-url", BASE)
        assert ran.code == 0, ran
    assert (started / "ledger.tsv").read_text("utf-8").startswith("path\tanchor\tsince\twhat\ttext\n/\t\t")


def test_lines_of_the_ledger_that_two_branches_add_both_stay(started):
    assert "ledger.tsv merge=union" in (started / ".gitattributes").read_text("utf-8")


def test_a_file_of_the_user_s_own_that_is_hidden_stays(kantlijn, tmp_path):
    (tmp_path / "eigen").mkdir()
    (tmp_path / "eigen" / ".gitattributes").write_text("*.pdf binary\n", "utf-8")
    assert kantlijn("init", "eigen").code == 0
    assert (tmp_path / "eigen" / ".gitattributes").read_text("utf-8") == "*.pdf binary\n"
