"""What setting up promises: the newest suitable Python is found, and what is missing is said in a sentence."""

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def machine(tmp_path):
    """A machine with only the Pythons that a test puts on it; they write down how an environment is asked for."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def add(name, before="", *, broken=False):
        script = f'#!/bin/sh\nif [ "$1" = -c ]; then exec "{sys.executable}" -c "import sys; {before}; $2"; fi\n'
        script += f'echo "{name} $*" >> "{tmp_path}/asked"\n'
        file = folder / name
        file.write_text("#!/bin/sh\nexit 127\n" if broken else script)
        file.chmod(file.stat().st_mode | stat.S_IXUSR)

    def run(**environment):
        done = subprocess.run(
            [shutil.which("sh"), ROOT / "setup" / "venv.sh", tmp_path / "new"],
            env={"PATH": str(folder), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        asked = tmp_path / "asked"
        return done, asked.read_text().splitlines() if asked.exists() else []

    add.run = run
    return add


def version(major, minor):
    return f"sys.version_info = ({major}, {minor}, 0)"


NO_ENSUREPIP = "sys.modules['ensurepip'] = None"
NO_PIP = "sys.modules['pip'] = None"


def test_the_newest_python_makes_the_environment(machine, tmp_path):
    machine("python3.11", version(3, 11))
    machine("python3.12", version(3, 12))
    machine("python3", version(3, 11))
    done, asked = machine.run()
    assert done.returncode == 0
    assert asked == [f"python3.12 -m venv --clear {tmp_path}/new"]


def test_a_shim_without_a_python_behind_it_is_passed_over(machine, tmp_path):
    machine("python3.13", broken=True)
    machine("python3", version(3, 11))
    done, asked = machine.run()
    assert done.returncode == 0
    assert asked == [f"python3 -m venv --clear {tmp_path}/new"]


def test_a_python_that_is_too_old_is_named_with_the_version_that_is_needed(machine):
    machine("python3", version(3, 9))
    done, asked = machine.run()
    assert done.returncode == 1
    assert asked == []
    assert "3.11 or newer" in done.stderr
    assert "python3 is 3.9" in done.stderr


def test_no_python_at_all_is_said(machine):
    done, _ = machine.run()
    assert done.returncode == 1
    assert "found none" in done.stderr


def test_a_python_without_ensurepip_names_the_package_to_install(machine):
    machine("python3", f"{version(3, 11)}; {NO_ENSUREPIP}; {NO_PIP}")
    done, asked = machine.run()
    assert done.returncode == 1
    assert asked == []
    assert "apt-get install python3.11-venv" in done.stderr


def test_a_pip_outside_the_environment_fills_it_where_ensurepip_is_missing(machine, tmp_path):
    machine("python3", f"{version(3, 11)}; {NO_ENSUREPIP}")
    done, asked = machine.run()
    assert done.returncode == 0
    assert asked[0] == f"python3 -m venv --clear --without-pip {tmp_path}/new"
    assert asked[1] == f"python3 -m pip --python {tmp_path}/new/bin/python install --quiet pip"


def test_python_can_be_chosen(machine, tmp_path):
    machine("python3.13", version(3, 13))
    machine("mine", version(3, 12))
    done, asked = machine.run(PYTHON="mine")
    assert done.returncode == 0
    assert asked == [f"mine -m venv --clear {tmp_path}/new"]


def test_every_target_of_the_makefile_is_explained():
    makefile = (ROOT / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()
    explained = re.findall(r"^([a-z]+):.*## .+$", makefile, re.MULTILINE)
    assert explained == targets


def test_the_ci_command_runs_the_test_command_of_the_readme():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text().splitlines()[-1] == "exec make test"
    assert "make test" in (ROOT / "README.md").read_text()


def test_the_readme_names_only_targets_that_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)\b", "\n".join(code(ROOT / "README.md"))))
    assert named
    assert named <= targets


def code(path):
    """The commands a document shows: fenced blocks and code in a line."""
    text = path.read_text()
    return re.findall(r"```\w*\n(.*?)```", text, re.DOTALL) + re.findall(r"`([^`\n]+)`", text)


@pytest.fixture
def programs(tmp_path):
    """A machine on which a test says what programs there are, who one is and what apt does."""
    folder = tmp_path / "programs"
    folder.mkdir()

    def put(name, body):
        file = folder / name
        file.write_text(f"#!/bin/sh\n{body}\n")
        file.chmod(0o755)

    def run(*names, user=1000, apt=None, system="Linux"):
        for name in names:
            put(name, "")
        put("id", f"echo {user}")
        put("uname", f"echo {system}")
        if apt is not None:
            put("apt-get", f'echo "$*" >> "{tmp_path}/apt"\nexit {apt}')
        done = subprocess.run(
            [shutil.which("sh"), ROOT / "setup" / "browser.sh"],
            env={"PATH": str(folder)},
            capture_output=True,
            text=True,
            check=False,
        )
        asked = tmp_path / "apt"
        return done, asked.read_text().splitlines() if asked.exists() else []

    return run


def test_nothing_is_installed_where_the_browser_and_poppler_are_there(programs):
    done, asked = programs("chromium", "pdftoppm", user=0, apt=0)
    assert (done.returncode, done.stdout, done.stderr, asked) == (0, "", "", [])


def test_on_debian_as_root_what_is_missing_is_installed(programs):
    done, asked = programs("pdftoppm", user=0, apt=0)
    assert done.returncode == 0
    assert asked == ["update -qq", "install -y -qq --no-install-recommends chromium"]


def test_an_installation_that_fails_leaves_the_other_tests_to_run(programs):
    done, _ = programs(user=0, apt=1)
    assert done.returncode == 0
    assert "will be skipped" in done.stderr


@pytest.mark.parametrize(
    ("system", "how"), [("Linux", "sudo apt-get install chromium poppler-utils"), ("Darwin", "brew install")]
)
def test_elsewhere_it_is_said_how_to_install_what_is_missing(programs, system, how):
    done, asked = programs(apt=0, system=system)
    assert done.returncode == 0
    assert asked == []
    assert how in done.stderr
    assert "will be skipped" in done.stderr


@pytest.fixture
def checks(tmp_path):
    """Run every check with programs that only say their name and what they were asked, and end with a code."""
    programs, tools = tmp_path / "programs", tmp_path / "tools"
    for folder in (programs, tools):
        folder.mkdir()
    for tool in ("sh", "cat", "dirname", "mktemp", "rm"):
        (tools / tool).symlink_to(shutil.which(tool))

    def run(**codes):
        for name in ("ruff", "mypy", "lint-imports", "kantlijn", "pytest"):
            file = programs / name
            file.write_text(f'#!/bin/sh\necho "{name} $*"\necho "more of {name}"\nexit {codes.get(name, 0)}\n')
            file.chmod(0o755)
        for name in ("chromium", "pdftoppm"):
            (tools / name).touch(mode=0o755)
        return subprocess.run(
            [shutil.which("sh"), ROOT / "setup" / "checks.sh", programs],
            env={"PATH": str(tools), "TMPDIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_every_check_runs_and_the_tests_have_the_last_word(checks, tmp_path):
    done = checks()
    assert done.returncode == 0
    blocks = [block.splitlines() for block in done.stdout.split("── ")[1:]]
    assert [block[0] for block in blocks] == ["ruff", "format", "imports", "mypy", "markup", "pytest"]
    assert blocks[0][1:] == ["ruff check .", "more of ruff"]
    assert blocks[1][1:] == ["ruff format --check .", "more of ruff"]
    assert "HTML and CSS were not checked" in blocks[4][1]
    assert blocks[-1][1:] == ["pytest --numprocesses auto", "more of pytest"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["programs", "tools"], "nothing is left behind"


@pytest.mark.parametrize("name", ["ruff", "mypy", "lint-imports", "pytest"])
def test_a_check_that_fails_stops_no_other_and_is_named_at_the_end(checks, name):
    done = checks(**{name: 3})
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "more of pytest"
    assert done.stderr.splitlines()[-1].startswith("Failed: ")
    assert {"lint-imports": "imports"}.get(name, name) in done.stderr.splitlines()[-1]
