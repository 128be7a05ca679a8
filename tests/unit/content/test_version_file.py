"""The files that keep a letter's earlier text: read as they were written, and refused where they were not."""

from __future__ import annotations

import textwrap

import pytest

from generator.content.parse_file import parse_file
from generator.core import limits
from generator.core.versions import FileText, FootnoteText, text_digest

TEXTS = (
    FileText(0, ("Geachte voorzitter,",)),
    FileText(2, ("Hoe oud?",), ("Zestig jaar.", "a\nb"), None, (3,), (FootnoteText("1", "1", ("Dagblad.",)),)),
)
DIGEST = text_digest(TEXTS)
FILE = textwrap.dedent(f"""\
    # a comment
    form: 1
    until: 2024-05-03
    sequence: 1
    date: 2023-03-03
    source: {{file: source/brief.txt, sha256: {"a" * 64}}}
    sha256: {DIGEST}
    texts:
    - number: 0
      question:
      - "Geachte voorzitter,"
    - number: 2
      with: [3]
      question:
      - "Hoe oud?"
      answer:
      - "Zestig jaar."
      - "a\\nb"
      footnotes:
      - label: "1"
        number: "1"
        text:
        - "Dagblad."
    """)
PATH = f"content/letters/x/versions/2024-05-03-{DIGEST[:8]}.yml"


def test_a_version_has_its_texts_and_where_they_came_from():
    found = parse_file("version", PATH, FILE.encode())
    assert found.problems == ()
    assert found.item.texts == TEXTS
    assert (found.item.source_file, found.item.source_sha256) == ("source/brief.txt", "a" * 64)


def test_line_ends_of_another_system_are_no_damage():
    assert parse_file("version", PATH, FILE.replace("\n", "\r\n").encode()).problems == ()


DAMAGE = [
    ("Zestig jaar.", "Zeventig jaar.", "version-damaged", 7),
    ("number: 2", "number: 4", "version-damaged", 7),
    ("with: [3]", "with: [4]", "version-damaged", 7),
    ('label: "1"', 'label: "2"', "version-damaged", 7),
    (f"sha256: {DIGEST}", f"sha256: {'b' * 64}", "version-damaged", 7),
    ("until: 2024-05-03", "until: 2024-05-04", "version-damaged", 3),
    ("until: 2024-05-03", "until: gisteren", "wrong-date", 3),
    ("form: 1", "form: 2", "version-form", 2),
    ("sequence: 1\n", "", "missing-key", 1),
    ("sequence: 1", "sequence: 0", "number-too-small", 4),
    ("date: 2023", "dag: 2023", "unknown-key", 5),
    ('number: "1"', "html: <script>", "unknown-key", 21),
    ("source/brief.txt", "source/../../../site.yml", "wrong-form", 6),
    ("source/brief.txt", "/etc/passwd", "wrong-form", 6),
    ('- "Zestig jaar."', "- [Zestig]", "expected-text", 17),
    ("texts:\n", "texts: &a\n", None, 0),
    ('- "Hoe oud?"', "- *b", "yaml-star", 15),
    ('- "Hoe oud?"', "- !!python/object:os.system {}", "expected-text", 15),
    ("# a comment", "\x00", "yaml-control", 1),
]


@pytest.mark.parametrize(("old", "new", "code", "line"), DAMAGE)
def test_a_file_that_is_not_as_it_was_written_is_told_with_its_place(old, new, code, line):
    assert old in FILE
    found = parse_file("version", PATH, FILE.replace(old, new, 1).encode())
    assert [(problem.code, problem.position.line) for problem in found.problems] == ([(code, line)] if code else [])
    assert all(problem.is_error for problem in found.problems)


@pytest.mark.parametrize("name", ["2024-05-03-00000000.yml", "eerder.yml", "2024-05-04-{}.yml"])
def test_a_file_of_another_name_is_told(name):
    path = f"content/letters/x/versions/{name.format(DIGEST[:8])}"
    assert [problem.code for problem in parse_file("version", path, FILE.encode()).problems] == ["version-damaged"]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"- a", b"a: [", b"null", b"\x00" * 9])
def test_whatever_a_file_holds_it_is_an_error_and_no_exception(data):
    assert any(problem.is_error for problem in parse_file("version", PATH, data).problems)


def test_a_file_over_a_limit_is_refused():
    data = FILE.encode() + b"#" * (limits.current().file_kilobytes * 1024)
    assert [problem.code for problem in parse_file("version", PATH, data).problems] == ["limit-file-kilobytes"]


def test_versions_are_read_with_their_letter_the_oldest_first(site):
    later = FILE.replace("sequence: 1", "sequence: 2")
    found = site(
        {
            "content/letters/x/vraag-02.md": "---\nnumber: 2\n---\n## Vraag\n\nHoe oud?\n",
            PATH: FILE,
            PATH.replace(".yml", "-2.yml"): later,
            "content/letters/x/versions/lees-mij.txt": "eigen",
        }
    )
    [letter] = found.content.letters
    assert [version.sequence for version in letter.versions] == [1, 2]


def test_a_letter_that_is_gone_and_leaves_its_versions_is_told(site, load_site, tmp_path):
    site({PATH: FILE})
    (tmp_path / "content/letters/x/letter.md").unlink()
    assert load_site(tmp_path).codes == ["no-letter"]
