"""Each folder of `invalid/` is a site with something wrong; its `expected.txt` is what an editor is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import i18n
from generator.core.diagnostics import in_order

SITES = sorted(path for path in (Path(__file__).parent / "invalid").iterdir() if path.is_dir())


def told(problems, language):
    catalogue = i18n.catalogue(language)
    lines = []
    for problem in in_order(problems):
        lines.append(f"{problem.position}: {problem.severity}[{problem.code}]: {catalogue.message(problem)}")
        hint = catalogue.hint(problem)
        lines += [f"    {hint}"] if hint else []
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("root", SITES, ids=lambda path: path.name)
def test_an_editor_is_told_what_is_wrong_and_how_to_mend_it(load_site, root):
    built = load_site(root)
    assert told(built.problems, "nl") == (root / "expected.txt").read_text("utf-8")
    assert any(problem.is_error for problem in built.problems)


@pytest.mark.parametrize("root", SITES, ids=lambda path: path.name)
def test_every_sentence_is_there_in_english_too(load_site, root):
    problems = load_site(root).problems
    catalogue = i18n.catalogue("en")
    assert all(problem.code in catalogue.wordings for problem in problems)
    assert all("=" not in catalogue.message(problem) for problem in problems)
