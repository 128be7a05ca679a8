"""The work list of citations that `kantlijn check` prints."""

from __future__ import annotations

import pytest

from generator.cli.unlinked_citations import unlinked_citations

LETTER = "content/letters/2024z00001"


def listed(site, answer, question="Klopt dat?"):
    files = {
        f"{LETTER}/vraag-01.md": f"---\nnumber: 1\n---\n## Vraag\n\n{question}\n\n## Antwoord\n\n{answer}\n",
        f"{LETTER}/vraag-02.md": "---\nnumber: 2\n---\n## Vraag\n\nEn dit?\n\n## Antwoord\n\nJa.\n",
    }
    return [
        (problem.code, problem.position.line, dict(problem.values).get("paste"))
        for problem in unlinked_citations(site(files).graph)
    ]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Zie het antwoord op vraag 2.", [("citation-without-link", 10, "[antwoord op vraag 2](question:2)")]),
        ("Zie het [antwoord op vraag 2](question:2).", []),
        ("Zie het antwoord op [vraag 2](question:2).", []),
        ("Zie het antwoord op vraag 7.", [("citation-without-target", 10, None)]),
        ("Zie mijn antwoord op vraag 1.", []),
        ("Zie `antwoord 2`.", []),
        ("Ja.[^1]\n\n[^1]: Kamerstuk 30 821, nr. 124.", [("citation-without-link", 12, "[Kamerstuk 30 821, nr. 124](kst:30821-124)")]),
    ],
)  # fmt: skip
def test_what_the_text_cites_and_no_link_leads_to(site, answer, expected):
    assert listed(site, answer) == expected


def test_check_lists_what_it_found_and_prints_figures(kantlijn, small, write):
    write(f"{LETTER}/vraag-02.md", "---\nnumber: 2\n---\n## Vraag\n\nV?\n\n## Antwoord\n\nZie antwoord 1.\n")
    said = kantlijn("check", "--list")
    assert said.code == 0
    assert f"{LETTER}/vraag-02.md:10:1: info[citation-without-link]" in said.out
    assert "[antwoord 1](question:1)" in said.out
    assert "1 brief, 2 vragen, 2 antwoorden, waarvan 1 aangehaald" in said.out
