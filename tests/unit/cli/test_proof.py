"""How a letter compares with its source, from the cache: as long as nothing of what was compared has changed."""

from __future__ import annotations

import pytest

from generator.build import Options, prepare
from generator.cli.proof import Prover
from generator.core.proof import Reason, State
from generator.output.cache_file import CacheFile

LETTER = "content/letters/2024z00001"
QUESTION = f"{LETTER}/vraag-01.md"
FILES = {
    f"{LETTER}/letter.md": "---\ntitle: Lampen\ndate: 2024-01-02\nsource: {file: bron.txt}\n---\nGeachte voorzitter.\n",
    QUESTION: "---\nnumber: 1\n---\n## Vraag\n\nHoe hoog?\n\n## Antwoord\n\nDe lampen hangen hoog genoeg voor een vrachtwagen.\n",
    f"{LETTER}/bron.txt": "Geachte voorzitter.\n\nVraag 1\n\nHoe hoog?\n\nAntwoord 1\n\nDe lampen hangen hoog genoeg voor een vrachtwagen.\n",
}
DRAFT = f"{LETTER}/vraag-02.md"


@pytest.fixture
def proved(site):
    cache = CacheFile()

    def prove(files, *, drafts=False):
        made = site({**FILES, **files})

        def outcome(kept):
            options = Options(drafts=drafts, prove=Prover(made.root, kept))
            return prepare(made.root, options, kept).plan.proofs

        assert outcome(cache) == outcome(CacheFile())
        [proof] = outcome(cache)
        return proof

    return prove


def edited(old, new, path=QUESTION):
    return {path: FILES[path].replace(old, new)}


def test_a_letter_is_compared_again_when_one_of_its_files_changes(proved):
    assert proved({}).state is State.EQUAL
    assert proved(edited("hoog genoeg", "laag genoeg")).state is State.DIFFERS
    assert proved({f"{LETTER}/bron.txt": "Iets anders.\n"}).state is State.DIFFERS
    assert proved({}).state is State.EQUAL


def test_a_difference_has_its_place_and_both_readings(proved):
    [one] = proved(edited("hoog genoeg", "laag genoeg")).differences
    assert (str(one.position), one.kind, one.source, one.shown) == (f"{QUESTION}:10:1", "changed", "hoog", "laag")


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        (edited("source: {file: bron.txt}", "kind: answers", f"{LETTER}/letter.md"), Reason.NO_SOURCE),
        (edited("bron.txt", "weg.txt", f"{LETTER}/letter.md"), Reason.NO_SOURCE_FILE),
        (
            edited("bron.txt", f"weg.txt, withheld: een naam, sha256: {'ab' * 32}", f"{LETTER}/letter.md"),
            Reason.WITHHELD,
        ),
        ({f"{LETTER}/bron.txt": ""}, Reason.UNREADABLE),
        ({DRAFT: "---\nnumber: 2\ndraft: true\n---\n## Vraag\n\nEn hoe breed?\n"}, Reason.DRAFT),
    ],
)
def test_a_letter_that_cannot_be_compared_says_why(proved, files, reason):
    proof = proved(files)
    assert (proof.state, proof.reason, proof.differences) == (State.NOT_COMPARED, reason, ())


def test_drafts_that_are_shown_are_compared(proved):
    draft = "---\nnumber: 2\ndraft: true\n---\n## Vraag\n\nEn hoe breed?\n"
    source = FILES[f"{LETTER}/bron.txt"] + "\nVraag 2\n\nEn hoe breed?\n"
    assert proved({DRAFT: draft}, drafts=True).state is State.DIFFERS
    assert proved({DRAFT: draft, f"{LETTER}/bron.txt": source}, drafts=True).state is State.EQUAL
    assert (
        proved({DRAFT: draft.replace("breed", "diep"), f"{LETTER}/bron.txt": source}, drafts=True).state
        is State.DIFFERS
    )


def test_a_source_is_read_in_the_encoding_that_the_letter_names(proved, tmp_path):
    head = FILES[f"{LETTER}/letter.md"].replace("bron.txt", "bron.txt, encoding: cp850")
    files = {f"{LETTER}/letter.md": head, QUESTION: FILES[QUESTION].replace("hoog genoeg", "één meter")}
    source = FILES[f"{LETTER}/bron.txt"].replace("hoog genoeg", "één meter")
    proved(files)
    (tmp_path / LETTER / "bron.txt").write_bytes(source.encode("cp850"))
    options = Options(prove=Prover(tmp_path, CacheFile()))
    [proof] = prepare(tmp_path, options, CacheFile()).plan.proofs
    assert proof.state is State.EQUAL
