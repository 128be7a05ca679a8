"""Pagefind as a program that is started: it is told what to do by this program only, and whatever it does has an end."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path

import pytest

from generator.output import pagefind

needs_pagefind = pytest.mark.skipif(pagefind.program() is None, reason="no Pagefind for this machine")
FEW = [("/een/", "<html><body><h1>Titel</h1><p>Een lamp.</p></body></html>")]


def test_a_program_that_does_nothing_is_a_failure(tmp_path, monkeypatch):
    monkeypatch.setattr(pagefind, "program", lambda: Path(shutil.which("true") or "true"))
    with pytest.raises(pagefind.IndexingError):
        pagefind.run(DOCUMENTS, "nl")
    monkeypatch.setattr(pagefind, "program", lambda: tmp_path / "missing")
    with pytest.raises(pagefind.IndexingError):
        pagefind.run(DOCUMENTS, "nl")


DOCUMENTS = [(f"/p{number}/", "<html><body>" + "woord " * 10_000) for number in range(20)]
"""More than a pipe holds."""


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("bm9uc2Vucw==,", "JSON is malformed"),  # not JSON
        ("!,", "pagefind"),
        ("e30=,", "pagefind"),  # {}
        ("eyJwYXlsb2FkIjoxfQ==,", "pagefind"),  # {"payload":1}
        ("eyJwYXlsb2FkIjp7InR5cGUiOiJHZXRGaWxlcyJ9fQ==,", "pagefind"),  # {"payload":{"type":"GetFiles"}}
        ("eyJwYXlsb2FkIjp7InR5cGUiOiJFcnJvciIsIm1lc3NhZ2UiOiJnZWVuIHppbiJ9fQ==,", "geen zin"),  # an error
        ("", "pagefind: "),
    ],
)
def test_what_pagefind_says_is_told(tmp_path, monkeypatch, answer, said):
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\nprintf '%s' '{answer}'\n", "utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(pagefind, "program", lambda: program)
    with pytest.raises(pagefind.IndexingError, match=said):
        pagefind.run(DOCUMENTS, "nl")


def test_a_program_that_never_answers_is_ended(tmp_path, monkeypatch):
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\nexec cat >/dev/null\n", "utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(pagefind, "program", lambda: program)
    monkeypatch.setattr(pagefind, "_TIMEOUT", 0.1)
    with pytest.raises(pagefind.IndexingError):
        pagefind.run(DOCUMENTS, "nl")


# --- What a site from elsewhere may say to it


@needs_pagefind
@pytest.mark.parametrize(
    ("file", "settings"),
    [
        ("pagefind.toml", 'logfile = "{log}"\nverbose = true'),
        ("pagefind.yml", "logfile: {log}"),
        ("pagefind.yaml", "logfile: {log}"),
        ("pagefind.json", '{{"logfile": "{log}"}}'),
        ("pagefind.toml", "geen = ["),
        (".env", "PAGEFIND_LOGFILE={log}"),
    ],
)
def test_settings_in_the_working_folder_are_not_read(tmp_path, monkeypatch, file, settings):
    expected = pagefind.run(FEW, "nl")
    log = tmp_path / "van-mij.txt"
    log.write_text("van mij", "utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / file).write_text(settings.format(log=log), "utf-8")
    monkeypatch.chdir(tmp_path / "site")
    assert pagefind.run(FEW, "nl") == expected
    assert log.read_text("utf-8") == "van mij"


@needs_pagefind
@pytest.mark.parametrize("name", ["PAGEFIND_LOGFILE", "pagefind_logfile"])
def test_settings_in_the_environment_are_not_read(tmp_path, monkeypatch, name):
    monkeypatch.setenv(name, str(tmp_path / "log"))
    assert pagefind.run(FEW, "nl")
    assert not (tmp_path / "log").exists()


@needs_pagefind
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
def test_the_working_folder_may_have_a_name_that_is_no_text(tmp_path, monkeypatch):
    folder = os.fsencode(tmp_path) + b"/\xff"
    os.mkdir(folder)  # noqa: PTH102 - no path of text
    monkeypatch.chdir(os.fsdecode(folder))
    monkeypatch.setenv("PWD", os.fsdecode(folder))
    assert pagefind.run(FEW, "nl")


def test_a_program_in_the_working_folder_is_not_taken(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(shutil, "which", lambda _: ".\\pagefind.EXE")  # as Windows finds it
    assert pagefind.program.__wrapped__() is None
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/pagefind")
    assert pagefind.program.__wrapped__() == Path("/usr/bin/pagefind")


def test_where_no_folder_can_be_made_for_it_that_is_said(monkeypatch):
    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pagefind.tempfile, "TemporaryDirectory", full)
    monkeypatch.setattr(pagefind, "program", lambda: Path("/usr/bin/pagefind"))
    with pytest.raises(pagefind.IndexingError, match="No space left"):
        pagefind.run(FEW, "nl")
