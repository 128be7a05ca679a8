"""`kantlijn verify SITE`: verifies a published site, in a folder or on the web, from what it publishes alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.cli import FAILED, OK, PROBLEMS
from generator.cli.language import say
from generator.cli.show import failure, print_json, print_line, print_problems, problem_as_json, progress
from generator.core.diagnostics import Severity
from generator.core.proof import Proof, Reason, State
from generator.core.proof_problems import difference
from generator.verify.published import FolderFiles, PublishedLetter, UnreachableError, WebFiles, verify_site


def is_site(asked: str) -> bool:
    """Say whether an argument means a published site: an address, or a path to a folder."""
    return asked.startswith(("http://", "https://")) or "/" in asked or "\\" in asked or asked in {".", ".."}


def run(asked: str, *, as_json: bool) -> int:
    """Verify the site and print the state of each letter; 1 where one is not what the site says, 2 where reading failed."""
    web = asked.startswith(("http://", "https://"))
    if not web and not Path(asked).is_dir():
        return failure("no-published-site", site=asked)
    try:
        files = WebFiles(asked) if web else FolderFiles(Path(asked))
    except UnreachableError:
        return failure("no-published-site", site=asked)
    with progress(say("verifying")) as bar:
        found = verify_site(files, bar)
    if found.problem:
        print_problems([found.problem])
        return FAILED
    if as_json:
        print_json([_data(letter) for letter in found.letters])
    else:
        for letter in found.letters:
            _show(letter)
    if any(letter.differs for letter in found.letters):
        return PROBLEMS
    return FAILED if any(letter.failed for letter in found.letters) else OK


def _show(letter: PublishedLetter) -> None:
    proof = letter.proof
    match proof.state:
        case State.EQUAL | State.DECLARED:
            declared = say("but-declared", n=len(proof.departures)) if proof.departures else ""
            print_line(say("verified", letter=letter.id, words=proof.words, source=letter.source) + declared)
        case State.DIFFERS:
            print_line(say("differs", letter=letter.id, n=len(proof.differences)))
        case State.NOT_COMPARED:
            print_line(_not_compared(letter.id, proof))
    for one in proof.departures:
        print_line(f"    [-{one.source}-] {{+{one.shown}+}}: {one.reason}")
    told = [difference(one, Severity.ERROR) for one in proof.differences]
    print_problems((*told, *letter.problems), err=False)


def _not_compared(letter: str, proof: Proof) -> str:
    withheld = proof.reason == Reason.WITHHELD
    digest = proof.sha256 or say("unknown")
    return say("published-withheld" if withheld else "published-without-source", letter=letter, sha256=digest)


def _data(letter: PublishedLetter) -> dict[str, Any]:
    proof = letter.proof
    return {
        "letter": letter.id,
        "state": str(proof.state),
        "ok": not (letter.differs or letter.failed),
        "reason": proof.reason or None,
        "source": letter.source or None,
        "sha256": proof.sha256 or None,
        "words": proof.words,
        "differences": [problem_as_json(difference(one, Severity.ERROR)) for one in proof.differences],
        "departures": [
            {"place": one.place, "source": one.source, "shown": one.shown, "reason": one.reason}
            for one in proof.departures
        ],
        "problems": [problem_as_json(problem) for problem in letter.problems],
    }
