"""Whether a letter is its source, from the cache: as long as nothing of what was compared has changed."""

from __future__ import annotations

import pytest

from generator.cli.proof import Proof
from generator.output.cache_file import CacheFile

LETTER = "content/letters/2024z00001"
FILES = {
    f"{LETTER}/letter.md": "---\ntitle: Lampen\ndate: 2024-01-02\nsource: {file: bron.txt}\n---\nGeachte voorzitter.\n",
    f"{LETTER}/vraag-01.md": "---\nnumber: 1\n---\n## Vraag\n\nHoe hoog?\n\n## Antwoord\n\nHoog.\n",
    f"{LETTER}/bron.txt": "Geachte voorzitter.\n\nVraag 1\n\nHoe hoog?\n\nAntwoord 1\n\nHoog.\n",
}
DRAFT = f"{LETTER}/vraag-02.md"


@pytest.fixture
def proved(site):
    cache = CacheFile()

    def prove(files):
        made = site({**FILES, **files})
        [letter] = made.content.letters
        return Proof(made.root, cache)(letter), Proof(made.root, CacheFile())(letter)

    return prove


def test_a_letter_is_compared_again_when_one_of_its_files_changes(proved):
    assert proved({}) == (True, True)
    assert proved({f"{LETTER}/vraag-01.md": FILES[f"{LETTER}/vraag-01.md"].replace("Hoog", "Laag")}) == (False, False)
    assert proved({f"{LETTER}/bron.txt": "Iets anders.\n"}) == (False, False)
    assert proved({}) == (True, True)


def test_a_draft_that_is_compared_with_the_source_counts(proved):
    draft = "---\nnumber: 2\ndraft: true\n---\n## Vraag\n\nEn hoe breed?\n"
    assert proved({}) == (True, True)
    assert proved({DRAFT: draft}) == (False, False)
    assert proved(
        {DRAFT: draft, f"{LETTER}/bron.txt": FILES[f"{LETTER}/bron.txt"] + "\nVraag 2\n\nEn hoe breed?\n"}
    ) == (
        True,
        True,
    )
    assert proved({DRAFT: draft.replace("breed", "diep")}) == (False, False)
