"""What an editor does in the preview changes the lines that it is about, and nothing that anybody sends does more."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from generator import build as pipeline
from generator.cli.remaining import Remaining
from generator.content.parse_file import parse_file
from generator.core import digest
from generator.core.cache import NoCache
from generator.i18n import catalogue, command_words
from generator.serve import actions, content_changes
from generator.serve.actions import ACTIONS
from generator.serve.content_changes import RefusedError
from generator.serve.editing import Editing

LETTER = "content/letters/2024z00001"
PAGE = "/brieven/2024z00001/vraag-1/"
WHOLE = "/brieven/2024z00001/"
FILES = {
    "site.yml": "name: Proef\neditor: vscode://file/{path}:{line}\n",
    f"{LETTER}/letter.md": (
        "---\ntitle: Een brief   # van de redactie\ndate: 2024-01-02\nasked_by: [{actor: jansen}]\n---\n"
        "Geachte voorzitter, zie bijlage.\n"
    ),
    f"{LETTER}/vraag-01.md": (
        "---\n# van de redactie\nnumber: 1\ntitle: null      # nog te doen\ntopics:\n- dijken\nactors: []\n---\n"
        "## Vraag\n\nKlopt het bericht over de dijken?\n\n## Antwoord\n\n"
        "De dijk is hoog. De **dijk** is\nveilig. Zie [bijlage](kst:30821-124).[^1]\n\n- Een punt\n- “De dijk” is hoog\n\n"
        "[^1]: De dijk is hoog, schreef ik.\n"
    ),
    f"{LETTER}/vraag-02.md": "---\nnumber: 2\n---\n## Vraag\n\nWaarom?\n\n## Antwoord\n\nDe dijk is hoog.\n",
    f"{LETTER}/notes/punt.md": (
        "---\nnumber: 1\nquote: Een punt   # zo\nauthor: redactie\nkind: context # soort\ndate: 2024-02-01\n---\nTekst.\n"
    ),
    "content/actors/jansen.md": "---\nname: Jansen\ntype: person\naliases: []   # ook\n---\nEen mens.\n",
    "content/topics/dijken.md": "---\nname: Dijken\nkeywords: [dijk]\n---\n",
    "content/topics/water.md": "---\nname: Water\nkeywords: [dijk]\n---\n",
}


class Preview:
    """Editing over a small site, as the preview has it after a build."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.editing = Editing(root, Remaining(root), catalogue("nl"), command_words("nl"))
        self.build()

    def build(self) -> None:
        draft = pipeline.prepare(self.root, pipeline.Options(), NoCache())
        assert [str(one) for one in draft.problems if one.is_error] == []
        self.editing.show(draft)

    def ask(self, action: str, page: str = PAGE, **fields) -> dict:
        return actions.run(self.editing, action, json.dumps({"page": page, **fields}).encode())

    def refused(self, action: str, page: str = PAGE, **fields) -> str:
        before = self.files()
        with pytest.raises(RefusedError) as refused:
            self.ask(action, page, **fields)
        assert self.files() == before
        assert actions.refusal(self.editing, refused.value)["refused"]
        return refused.value.reason

    def files(self) -> dict[str, bytes]:
        content = self.root / "content"
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(content.rglob("*"))
            if path.is_file() and not path.is_symlink()
        }

    def topics(self) -> tuple[str, ...]:
        return self.editing.shown.graph.letters["2024z00001"].questions[0].topics

    def digest(self, path: str) -> str:
        return digest.sha256((self.root / path).read_bytes())

    def changed(self, before: dict[str, bytes]) -> dict[str, tuple[list[str], list[str]]]:
        """The lines that went and came, by file."""
        found = {}
        now = self.files()
        for path in {*before, *now}:
            old, new = (side.get(path, b"").decode().splitlines() for side in (before, now))
            if old != new:
                found[path] = ([line for line in old if line not in new], [line for line in new if line not in old])
        return found


@pytest.fixture
def preview(tmp_path) -> Preview:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return Preview(tmp_path)


def note(**fields):
    return {"marked": "is veilig", "kind": "context", "author": "redactie", "text": "Zo is het.", **fields}


# --- What a page says --------------------------------------------------------------------------------------------


def test_a_page_says_which_file_it_is_and_what_can_be_set(preview):
    about = preview.ask("page")
    assert about["file"]["path"] == f"{LETTER}/vraag-01.md"
    assert about["file"]["editor"] == f"vscode://file/{(preview.root / LETTER / 'vraag-01.md').as_posix()[1:]}:1"
    assert about["labels"] == {"title": "", "topics": ["dijken"], "required": False}
    assert about["suggested"] == ["water"]
    assert [one["id"] for one in about["notes"]] == ["punt"]
    assert about["notes"][0]["text"] == "Tekst."
    assert preview.ask("page", "/zoeken/")["file"] is None
    assert preview.ask("page", "/actoren/jansen/")["person"]["name"] == "Jansen"


# --- Notes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "beside", "quote", "told_apart"),
    [
        ("is veilig", ("", ""), "is veilig", False),
        ("s veil", ("", ""), "is veilig", False),
        ("dijk is hoog", ("De ", ". De dijk"), "dijk is hoog", True),
        ("De dijk is hoog", ("", ", schreef ik"), "De dijk is hoog", True),
        ('"De   dijk" is hoog', ("", ""), "“De dijk” is hoog", False),
        ("hoog. De dijk is veilig", ("", ""), "hoog. De dijk is veilig", False),
        ("veilig. Zie bijlage. Een punt", ("", ""), "veilig. Zie bijlage. Een punt", False),
    ],
)  # fmt: skip
def test_a_note_quotes_whole_words_with_what_tells_them_from_others(preview, marked, beside, quote, told_apart):
    made = preview.ask("note", **note(marked=marked, before=beside[0], after=beside[1]))
    preview.build()  # without an error: the graph finds the quote, once
    found = parse_file("note", made["path"], (preview.root / made["path"]).read_bytes()).item
    assert (found.number, found.quote) == (1, quote)
    assert bool(found.prefix or found.suffix) is told_apart


def test_a_quote_that_is_there_twice_is_told_apart_by_what_is_beside_it(preview):
    asked = "Klopt het bericht over de dijken? "
    for before, after in ((asked, ". De dijk is veilig"), (asked, ", schreef ik"), ("bijlage. Een punt “", "”")):
        end = "” is hoog" if after == "”" else f" is hoog{after}"
        preview.ask("note", **note(marked="dijk", before=f"{before}De ", after=end))
        preview.build()
    graph = preview.editing.shown.graph
    places = [one.places for group in graph.notes.values() for one in group]
    assert len(places) == len(set(places)) == 4


def test_a_note_on_the_cover_letter_has_no_number(preview):
    made = preview.ask("note", WHOLE, **note(marked="Geachte voorzitter"))
    assert "number: null\n" in (preview.root / made["path"]).read_text("utf-8")
    preview.build()


def test_on_the_page_of_the_whole_letter_what_is_beside_words_tells_which_question_is_meant(preview):
    made = preview.ask("note", WHOLE, **note(marked="Waarom?"))
    assert "number: 2\n" in (preview.root / made["path"]).read_text("utf-8")


@pytest.mark.parametrize(
    ("marked", "reason"),
    [
        ("", "nothing-marked"),
        (" \n ", "nothing-marked"),
        ("staat er niet", "not-official"),
        ("dijken? De dijk", "not-official"),
        ("Een mens.", "not-official"),
        ("x" * 1001, "too-much-marked"),
        ("dijk", "marked-twice"),
    ],
)
def test_what_cannot_be_quoted_is_refused(preview, marked, reason):
    assert preview.refused("note", **note(marked=marked)) == reason
    assert preview.refused("mark", marked=marked) == reason


@pytest.mark.parametrize(
    "text",
    [
        "---\ndraft: true\n---\nTekst",
        "Tekst\n\n---\n\nquote: anders\n\n---\n",
        "## Antwoord\n\nNiet van de minister.",
        "<script>alert(1)</script>",
        "\ufeffTekst",
        "Regel\r\nregel\rregel",
        "{{ site }} {% raw %} }} & < > \" '",
    ],
)
def test_a_note_s_text_is_text_whatever_it_says(preview, text):
    before = preview.files()
    try:
        made = preview.ask("note", **note(text=text))
    except RefusedError as refused:
        assert refused.reason == "wrong"  # noqa: PT017 - either outcome is right
        assert preview.files() == before
        return
    preview.build()
    found = parse_file("note", made["path"], (preview.root / made["path"]).read_bytes()).item
    assert (found.quote, found.kind.value, found.draft, found.number) == ("is veilig", "context", False, 1)
    assert set(preview.changed(before)) == {made["path"]}


@pytest.mark.parametrize("text", ["Zie [vraag 9](question:9).", "Een noot.[^1]\n\n[^1]: Zo.", "   "])
def test_a_note_with_an_error_is_refused_with_its_line(preview, text):
    assert preview.refused("note", **note(text=text)) == "wrong"


def test_the_look_of_a_note_shows_its_markup_and_its_errors(preview):
    found = preview.ask("look", text="*Zo* [is](question:1) <b>het</b>.\n\n[Weg](question:9).")
    assert "<em>Zo</em> <u>is</u> &lt;b&gt;het&lt;/b&gt;" in found["html"]
    assert [one["line"] for one in found["problems"] if "9" in one["message"]] == [3]


def test_a_changed_note_keeps_all_that_was_not_changed(preview):
    path = f"{LETTER}/notes/punt.md"
    before = preview.files()
    fields = {"note": "punt", "digest": preview.digest(path), "author": "redactie"}
    preview.ask("note-change", kind="correction", text="Tekst.", **fields)
    assert preview.changed(before) == {path: (["kind: context # soort"], ["kind: correction # soort"])}
    assert preview.refused("note-change", kind="context", text="Ander.", **fields) == "changed"
    fields["digest"] = preview.digest(path)
    before = preview.files()
    preview.ask("note-change", kind="correction", text="Een andere tekst.", **fields)
    assert preview.changed(before) == {path: (["Tekst."], ["Een andere tekst."])}


def test_a_note_with_windows_line_ends_keeps_them(preview):
    path = preview.root / LETTER / "notes/punt.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    preview.build()
    fields = {"note": "punt", "digest": preview.digest(f"{LETTER}/notes/punt.md"), "author": "redactie"}
    preview.ask("note-change", kind="context", text="Een\nandere.", **fields)
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n") == 9


def test_a_note_is_removed_only_as_it_was_seen(preview):
    path = f"{LETTER}/notes/punt.md"
    assert preview.refused("note-remove", note="punt", digest="0" * 64) == "changed"
    assert preview.refused("note-remove", note="weg", digest=preview.digest(path)) == "gone"
    preview.ask("note-remove", note="punt", digest=preview.digest(path))
    assert not (preview.root / path).exists()
    preview.build()


# --- Titles, topics, names ---------------------------------------------------------------------------------------


def test_title_and_topics_change_their_own_lines_only(preview):
    path = f"{LETTER}/vraag-01.md"
    before = preview.files()
    preview.ask("labels", digest=preview.digest(path), title='De dijk: "hoog" # toch', topics=["dijken", "water"])
    assert preview.changed(before) == {
        path: (
            ["title: null      # nog te doen"],
            ["title: 'De dijk: \"hoog\" # toch'      # nog te doen", "- water"],
        )
    }  # fmt: skip
    preview.build()
    question = preview.editing.shown.graph.letters["2024z00001"].questions[0]
    assert (question.title, question.topics) == ('De dijk: "hoog" # toch', ("dijken", "water"))
    preview.ask("labels", digest=preview.digest(path), title="", topics=[])
    assert preview.changed(before)[path][1] == ["topics: []"]
    preview.build()


def test_keys_that_are_not_there_come_at_the_end_of_the_front_matter(preview):
    path = f"{LETTER}/vraag-02.md"
    before = preview.files()
    page = "/brieven/2024z00001/vraag-2/"
    preview.ask("labels", page, digest=preview.digest(path), title="Waarom", topics=["water"])
    assert preview.changed(before) == {path: ([], ["title: Waarom", "topics: [water]"])}
    assert (preview.root / path).read_text("utf-8").startswith("---\nnumber: 2\ntitle: Waarom\ntopics: [water]\n---\n")


def test_a_letter_keeps_its_title_line_and_its_comment(preview):
    path = f"{LETTER}/letter.md"
    before = preview.files()
    preview.ask("labels", WHOLE, digest=preview.digest(path), title="Nog een brief", topics=[])
    assert preview.changed(before) == {
        path: (["title: Een brief   # van de redactie"], ["title: Nog een brief   # van de redactie"])
    }
    preview.build()
    assert preview.refused("labels", WHOLE, digest=preview.digest(path), title=" ") == "no-title"
    assert preview.refused("labels", digest=preview.digest(path), topics=["weg"]) == "unknown-topic"


def test_a_full_name_is_taken_and_the_name_so_far_becomes_an_alias(preview):
    path = "content/actors/jansen.md"
    before = preview.files()
    preview.ask("person", "/actoren/jansen/", digest=preview.digest(path), name="Anna Jansen (XYZ)")
    assert preview.changed(before) == {
        path: (["name: Jansen", "aliases: []   # ook"], ["name: Anna Jansen", "aliases: [Jansen]   # ook"])
    }
    preview.build()
    assert preview.refused("person", digest=preview.digest(path), name="X") == "no-person-here"


def test_a_new_topic_is_there_at_once(preview):
    before = preview.files()
    made = preview.ask("topic", name="Water: hoog & laag")
    assert preview.changed(before) == {
        "content/topics/water-hoog-laag.md": ([], ["---", "name: 'Water: hoog & laag'", "---"])
    }
    seen = preview.digest(f"{LETTER}/vraag-01.md")
    preview.ask("labels", digest=seen, topics=["dijken", made["id"]])  # before the next build
    preview.build()
    assert preview.topics() == ("dijken", "water-hoog-laag")
    assert preview.refused("topic", name="Water: hoog & laag") == "exists"
    assert preview.refused("topic", name="!?") == "no-request"
    assert preview.refused("topic", name="water " * 20) == "no-request"  # no request could name it
    assert preview.refused("topic", name="Aux.") == "wrong"  # Windows has no such file


def test_what_a_document_is_about_is_written_in_its_file(preview):
    page = "/stukken/kst-30821-124/"
    assert preview.ask("page", page)["document"] == {"subject": "", "digest": ""}
    before = preview.files()
    made = preview.ask("document", page, subject="Plan: zo")
    assert made["path"] == "content/documents/kst-30821-124.md"
    assert preview.changed(before) == {made["path"]: ([], ["---", "subject: 'Plan: zo'", "---"])}
    preview.build()
    about = preview.ask("page", page)["document"]
    assert about == {"subject": "Plan: zo", "digest": preview.digest(made["path"])}
    assert preview.refused("document", page, subject="Anders") == "exists"
    preview.ask("document", page, subject="Anders", digest=about["digest"])
    assert (preview.root / made["path"]).read_text("utf-8") == "---\nsubject: Anders\n---\n"
    assert preview.refused("document", subject="x") == "no-document-here"


def test_what_was_reviewed_is_written_in_the_letter(preview):
    before = preview.files()
    preview.ask("reviewed", WHOLE, code="words-glued")
    assert preview.changed(before) == {f"{LETTER}/letter.md": ([], ["reviewed: [words-glued]"])}


# --- Attempts to break it ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize(
    "page",
    ["", "/../../etc/passwd", "/brieven/..%2f..%2f/", "content/letters/2024z00001/vraag-01.md", "/brieven/\x00/", "x" * 501],
)  # fmt: skip
def test_no_page_means_a_file_that_it_does_not_show(preview, name, page):
    fields = {
        "mark": {"marked": "x"},
        "look": {"text": "x"},
        "note": note(),
        "note-change": {"note": "punt", "digest": "0" * 64, "kind": "context", "text": "x"},
        "note-remove": {"note": "punt", "digest": "0" * 64},
        "labels": {"digest": "0" * 64, "title": "x"},
        "person": {"digest": "0" * 64, "name": "x"},
        "reviewed": {"code": "x"},
        "topic": {"name": "!"},
        "document": {"subject": "x"},
    }
    before = preview.files()
    if name == "page" and 0 < len(page) <= 500:
        assert preview.ask(name, page)["file"] is None
    else:
        assert preview.refused(name, page, **fields.get(name, {})) in {
            "no-request",
            "no-letter-here",
            "no-person-here",
            "no-document-here",
        }
    assert preview.files() == before


@pytest.mark.parametrize(
    "fields",
    [
        {"note": "../vraag-01"},
        {"note": "punt\x00"},
        {"note": "/etc/passwd"},
        {"digest": "0"},
        {"kind": "official"},
        {"author": "x\nquote: y"},
        {"text": ""},
        {"text": "x" * 20_001},
        {"path": "content/letters/2024z00001/letter.md"},
    ],
)
def test_a_request_of_another_form_is_refused(preview, fields):
    whole = {"note": "punt", "digest": "0" * 64, "kind": "context", "text": "x", **fields}
    assert preview.refused("note-change", **whole) == "no-request"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b'{"page": 1}', b"[" * 100_000])
def test_what_is_no_request_is_refused(preview, body):
    with pytest.raises(RefusedError) as refused:
        actions.run(preview.editing, "page", body)
    assert refused.value.reason == "no-request"
    with pytest.raises(RefusedError):
        actions.run(preview.editing, "delete-all", body)


@pytest.mark.parametrize("linked", [f"{LETTER}/notes/punt.md", f"{LETTER}/notes", LETTER, "content"])
def test_nothing_is_written_through_a_symbolic_link(preview, tmp_path_factory, linked):
    seen = preview.digest(f"{LETTER}/notes/punt.md")
    place, outside = preview.root / linked, tmp_path_factory.mktemp("elders") / "x"
    place.rename(outside)
    place.symlink_to(outside)
    kept = {path: path.read_bytes() for path in outside.parent.rglob("*") if path.is_file()}
    for name, fields in {
        "note-change": {"note": "punt", "digest": seen, "kind": "context", "text": "Anders."},
        "note-remove": {"note": "punt", "digest": seen},
        "note": note(),
    }.items():
        if name == "note" and linked.endswith("punt.md"):
            continue  # another file, which is no link
        with pytest.raises(RefusedError) as refused:
            preview.ask(name, **fields)
        assert refused.value.reason == "link"
    assert {path: path.read_bytes() for path in outside.parent.rglob("*") if path.is_file()} == kept


def test_a_file_that_is_there_already_is_not_replaced(preview):
    made = f"{LETTER}/notes/is-veilig.md"
    (preview.root / made).write_text("Van een ander.", "utf-8")
    assert preview.refused("note", **note()) == "exists"


@pytest.mark.parametrize(
    "value", ["x\n---\n## Vraag\n\nAnders?\n", "---", "'", '"', "x # y", "@", "- x", "null", "2021"]
)
def test_no_value_reaches_the_official_text(preview, value):
    path = f"{LETTER}/vraag-01.md"
    text = (preview.root / path).read_text("utf-8")
    made = content_changes.with_front_values(path, text, {"title": value})
    assert made[made.index("## Vraag\n\nKlopt") :] == text[text.index("## Vraag") :]
    question = parse_file("question", path, made.encode()).item
    assert question.question[0].text == "Klopt het bericht over de dijken?"
    assert question.title is not None


def test_a_change_of_what_a_file_is_is_refused(preview):
    path = f"{LETTER}/vraag-01.md"
    with pytest.raises(RefusedError) as refused:
        content_changes.with_front_values(path, (preview.root / path).read_text("utf-8"), {"number": "3"})
    assert refused.value.reason == "not-changeable"


@pytest.mark.parametrize(
    "path", ["site.yml", "../x.md", "content/../site.yml", "content/.git/x.md", "content/a\\b.md", "/x"]
)
def test_only_files_of_the_content_are_written(preview, path):
    for change in (
        lambda: content_changes.create(preview.root, path, "x"),
        lambda: content_changes.replace(preview.root, path, "0" * 64, "x"),
        lambda: content_changes.remove(preview.root, path, "0" * 64),
        lambda: content_changes.read(preview.root, path),
    ):
        with pytest.raises(RefusedError) as refused:
            change()
        assert refused.value.reason == "outside"


def test_a_file_that_is_not_utf_8_is_left_to_its_editor(preview):
    path = preview.root / LETTER / "vraag-01.md"
    path.write_bytes(path.read_bytes().replace(b"hoog", b"h\xf6og", 1))
    seen = preview.digest(f"{LETTER}/vraag-01.md")
    assert preview.refused("labels", digest=seen, title="x", topics=["dijken"]) == "unreadable"


def test_nothing_is_left_beside_the_files(preview):
    preview.ask("note", **note())
    preview.ask("labels", digest=preview.digest(f"{LETTER}/vraag-01.md"), title="x", topics=["dijken"])
    assert [name for _, _, names in os.walk(preview.root / "content") for name in names if name.startswith(".")] == []


def test_the_token_is_another_in_each_run_and_any_other_is_not_known(preview):
    other = Preview(preview.root).editing
    assert preview.editing.token != other.token
    assert len(preview.editing.token) >= 40
    assert preview.editing.knows(preview.editing.token)
    for wrong in ("", other.token, preview.editing.token[:-1], "é"):
        assert not preview.editing.knows(wrong)
