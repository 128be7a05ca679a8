"""Text that an import changed: who says so, the page that shows how, and where what was made for the earlier text leads."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import pytest

from generator.build import Options, build, prepare
from generator.content.cut_file import cut
from generator.content.parse_file import official_file
from generator.core import digest, ledger
from generator.core.cache import NoCache
from generator.core.word_difference import Kind
from generator.intake import disk, plan_import, plan_update
from generator.intake.version_file import Keeping, LetterFiles, kept
from generator.pages.views import EarlierView
from generator.pages.writing.page_context import FACES

ID = "2023z01234"
FIRST = """Vragen van het lid Jansen (XYZ) aan de Minister van Defensie over de brug
(ingezonden 3 februari 2023, 2023Z01234).
Antwoord van Minister De Vries (Defensie) (ontvangen 3 maart 2023).

Vraag 1
Hoe oud is de brug?1

Antwoord 1
Zij is zestig jaar oud, zoals blijkt uit het archief van de gemeente.

De bouw kostte tien miljoen gulden en duurde vier jaar.

De brug wordt elk jaar nagekeken door de dienst van de provincie.

Vraag 2
Wordt zij vervangen?

Antwoord 2
Nee, dat is niet nodig.

1 Dagblad, 3 februari 2023.
"""
SEVENTY = ("zestig jaar", "zeventig jaar")
WITHOUT_COST = ("De bouw kostte tien miljoen gulden en duurde vier jaar.\n\n", "")
TWO_BUREAUS = ("de dienst van de provincie", "twee diensten van de provincie")
ANSWER = f"/brieven/{ID}/vraag-1/"
PAGE = f"{ANSWER}eerder/"


class Room:
    """A site of one letter, which is imported again and again."""

    def __init__(self, root):
        self.root, self.content = root, root / "content"
        (root / "site.yml").write_text("name: Proef\nbase_url: https://proef.example\n", "utf-8")
        disk.write(plan_import(FIRST.encode(), "brief.txt"), self.content)

    def update(self, *changes, day=dt.date(2024, 5, 3)):
        text = FIRST
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        plan = plan_import(text.encode(), "brief.txt", disk.existing_actors(self.content, cut))
        there = disk.existing_letter(self.content, ID)
        disk.write(plan_update(plan, there, "brief.txt", cut, Keeping(official_file, day)), self.content)

    def publish(self):
        """Put what the site publishes in its ledger."""
        found = prepare(self.root, Options(addressed=True), NoCache())
        path = self.root / ledger.FILE
        known = ledger.parse(path.read_text("utf-8"))[0] if path.exists() else ledger.Ledger()
        path.write_text(ledger.written(ledger.added(known, found.plan.addresses, dt.date(2023, 4, 1))), "utf-8")

    def plan(self):
        return prepare(self.root, Options(), NoCache())


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path)


def view(prepared, path):
    return next(page.view for page in prepared.plan.pages if page.path == path)


def words(text, *kinds):
    return ["".join(piece.text for piece in block.pieces if piece.kind in kinds) for block in text.blocks]


def test_a_letter_that_did_not_change_says_nothing_and_has_no_page(room):
    room.update()
    prepared = room.plan()
    assert view(prepared, ANSWER).changed == view(prepared, f"/brieven/{ID}/").changed == ()
    assert not [page for page in prepared.plan.pages if isinstance(page.view, EarlierView)]


def test_the_answer_and_the_letter_say_when_and_lead_to_the_difference(room):
    room.update(SEVENTY)
    prepared = room.plan()
    for path, url in ((ANSWER, "eerder/"), (f"/brieven/{ID}/", "vraag-1/eerder/")):
        [day] = view(prepared, path).changed
        assert (day.day.iso, [place.url for place in day.places]) == ("2024-05-03", [url])
    assert view(prepared, f"/brieven/{ID}/vraag-2/").changed == ()
    assert [page.path for page in prepared.plan.pages if isinstance(page.view, EarlierView)] == [PAGE]


def test_the_page_shows_both_texts_word_by_word_with_day_source_and_digest(room):
    room.update(SEVENTY, WITHOUT_COST, TWO_BUREAUS)
    page = view(room.plan(), PAGE)
    [change] = page.changes
    assert len(page.page.preloaded) == len(FACES)
    question, answer = change.texts
    assert words(question, Kind.REMOVED, Kind.ADDED) == [""]
    assert words(answer, Kind.REMOVED) == [
        "zestig",
        "De bouw kostte tien miljoen gulden en duurde vier jaar.",
        "de dienst",
    ]
    assert words(answer, Kind.ADDED) == ["zeventig", "", "twee diensten"]
    assert words(answer, Kind.SAME, Kind.ADDED)[0].startswith("Zij is zeventig jaar oud, zoals")
    assert [block.anchor for block in answer.blocks] == ["a1", "a2", "a3"]
    assert (change.day.iso, change.date.iso) == ("2024-05-03", "2023-03-03")
    assert change.source_sha256 == digest.sha256(FIRST.encode())
    assert change.source_url == f"../../brief-{change.source_sha256[:8]}.txt"


def test_two_changes_are_told_apart_the_last_first(room):
    room.update(SEVENTY)
    room.update(SEVENTY, ("niet nodig", "nog niet nodig"), day=dt.date(2024, 6, 1))
    room.update(TWO_BUREAUS, ("niet nodig", "nog niet nodig"), day=dt.date(2024, 7, 1))
    prepared = room.plan()
    changes = view(prepared, PAGE).changes
    assert [change.day.iso for change in changes] == ["2024-07-01", "2024-05-03"]
    assert [words(change.texts[1], Kind.REMOVED)[0] for change in changes] == ["zeventig", "zestig"]
    anchors = [block.anchor for change in changes for text in change.texts for block in text.blocks if block.anchor]
    assert len(anchors) == len(set(anchors))
    days = view(prepared, f"/brieven/{ID}/").changed
    assert [(day.day.iso, [place.number for place in day.places]) for day in days] == [
        ("2024-07-01", [1]),
        ("2024-06-01", [2]),
    ]


def test_changes_are_in_the_order_they_were_made_whatever_the_clock_said(room):
    room.update(SEVENTY)
    room.update(("zestig jaar", "tachtig jaar"), day=dt.date(2024, 4, 1))
    changes = view(room.plan(), PAGE).changes
    assert [words(change.texts[1], Kind.REMOVED, Kind.ADDED)[0] for change in changes] == [
        "zeventigtachtig",
        "zestigzeventig",
    ]


def test_a_footnote_that_changed_is_shown(room):
    room.update(("Dagblad, 3", "Weekblad, 4"))
    [change] = view(room.plan(), PAGE).changes
    footnotes = change.texts[-1]
    assert (footnotes.kind, footnotes.blocks[0].label) == ("footnote", "1")
    assert words(footnotes, Kind.ADDED) == ["Weekblad4"]


def test_an_answer_that_is_given_under_another_number_says_so_too(site):
    files = {
        f"content/letters/{ID}/vraag-01.md": "---\nnumber: 1\n---\n## Vraag\n\nEen?\n\n## Antwoord\n\nJa, dat is waar.\n",
        f"content/letters/{ID}/vraag-02.md": "---\nnumber: 2\nanswered_in: 1\n---\n## Vraag\n\nTwee?\n",
    }
    made = site(files)
    content = made.root / "content"
    there = disk.existing_letter(content, ID)
    changed = {
        f"letters/{ID}/vraag-01.md": files[f"content/letters/{ID}/vraag-01.md"].replace("waar", "onwaar").encode()
    }
    path, data = kept(ID, LetterFiles(there.files, changed, {}, {}), Keeping(official_file, dt.date(2024, 5, 3)))
    (content / path).parent.mkdir()
    (content / path).write_bytes(data)
    (content / f"letters/{ID}/vraag-01.md").write_bytes(changed[f"letters/{ID}/vraag-01.md"])
    prepared = prepare(made.root, Options(), NoCache())
    for number in (1, 2):
        assert len(view(prepared, f"/brieven/{ID}/vraag-{number}/").changed) == 1
        assert words(view(prepared, f"/brieven/{ID}/vraag-{number}/eerder/").changes[0].texts[1], Kind.ADDED) == [
            "onwaar"
        ]


def test_the_cover_letter_has_a_page_too(room):
    path = f"letters/{ID}/letter.md"
    text = (room.content / path).read_text("utf-8")
    (room.content / path).write_text(text.replace("over de brug", "over de oude brug", 1), "utf-8")
    room.update(("De Vries (Defensie)", "De Vries (Defensie), mede namens de Minister van Justitie en Veiligheid"))
    [page] = [page for page in room.plan().plan.pages if isinstance(page.view, EarlierView)]
    assert page.path == f"/brieven/{ID}/eerder/"
    assert len(page.view.page.preloaded) == 1


# --- What was made for the earlier text ------------------------------------------------------------------------


def test_the_anchor_of_a_paragraph_that_went_leads_to_where_it_is_still_shown(room):
    room.publish()
    room.update(WITHOUT_COST)
    prepared = room.plan()
    assert [
        problem.code for problem in prepared.problems if "anchor" in problem.code or "address" in problem.code
    ] == []
    assert [block.anchor for block in view(prepared, ANSWER).answer] == ["a1", "a3"]
    assert view(prepared, ANSWER).changed[0].places[0].anchors == ("a2",)
    assert view(prepared, f"/brieven/{ID}/").changed[0].places[0].anchors == ("vraag-1-a2",)
    [change] = view(prepared, PAGE).changes
    assert [block.anchor for block in change.texts[1].blocks] == ["a1", "a2", "a3"]


def test_an_anchor_that_was_kept_stays_kept_and_goes_to_no_other_paragraph(room):
    room.publish()
    room.update(WITHOUT_COST)
    room.publish()
    room.update(
        WITHOUT_COST,
        ("Zij is zestig", "Over drie weken begint het onderzoek naar alle bruggen.\n\nZij is zestig"),
        day=dt.date(2024, 6, 1),
    )
    prepared = room.plan()
    anchors = [block.anchor for block in view(prepared, ANSWER).answer]
    assert "a2" not in anchors
    assert "a2" in view(prepared, ANSWER).changed[0].places[0].anchors
    assert [problem.code for problem in prepared.problems if "anchor" in problem.code] == []


def test_a_passage_that_is_withdrawn_is_not_published_in_an_earlier_text(room):
    room.publish()
    room.update(WITHOUT_COST)
    row = f"{{url: '{ANSWER}#a2', date: 2024-06-01, reason: Op verzoek.}}"
    (room.content / "withdrawn.yml").write_text(f"withdrawn: [{row}]\n", "utf-8")
    [problem] = [problem for problem in room.plan().problems if problem.code == "withdrawn-still-there"]
    [version] = room.content.glob("letters/*/versions/*")
    assert problem.is_error
    assert dict(problem.values)["file"] == version.relative_to(room.root).as_posix()
    version.unlink()
    assert not [problem for problem in room.plan().problems if problem.is_error]


def test_a_version_that_is_removed_takes_its_page_and_its_source_along(room):
    room.update(SEVENTY)
    shutil.rmtree(room.content / f"letters/{ID}/versions")
    prepared = room.plan()
    assert view(prepared, ANSWER).changed == ()
    assert [file.path for file in prepared.plan.files if file.path.endswith(".txt")] == [f"/brieven/{ID}/brief.txt"]


# --- Sources, feeds, output ------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["withheld", "gone"])
def test_the_earlier_source_is_published_only_where_the_letters_is_and_it_is_there(room, how):
    room.update(SEVENTY)
    name = f"brief-{digest.sha256(FIRST.encode())[:8]}.txt"
    files = [file.path for file in room.plan().plan.files]
    assert f"/brieven/{ID}/{name}" in files
    letter = room.content / f"letters/{ID}/letter.md"
    if how == "gone":
        (letter.parent / "source" / name).unlink()
    else:
        letter.write_text(letter.read_text("utf-8").replace("url: null", "url: null, withheld: een naam"), "utf-8")
    prepared = room.plan()
    assert f"/brieven/{ID}/{name}" not in [file.path for file in prepared.plan.files]
    [change] = view(prepared, PAGE).changes
    assert (change.source_url, change.source_sha256) == (None, digest.sha256(FIRST.encode()))


def test_the_feed_and_the_sitemap_tell_it(room):
    room.update(SEVENTY)
    prepared = room.plan()
    feed = view(prepared, "/feed.xml").text
    first, second = (part for part in feed.split("<entry")[1:])
    changed, other = (first, second) if "vraag-1/</id>" in first else (second, first)
    assert "<updated>2024-05-03T12:00:00Z</updated>" in changed
    assert changed.count("De tekst is op 3 mei 2024 gewijzigd.") == 2
    assert "2024-05-03" not in other
    sitemap = view(prepared, "/sitemap.xml").text
    assert f"{ANSWER}</loc><lastmod>2024-05-03" in sitemap.replace("\n", "")
    assert "/eerder/" not in sitemap


def test_the_letters_data_tell_it(room):
    room.update(SEVENTY)
    [version] = room.content.glob("letters/*/versions/*")
    data = json.loads(view(room.plan(), f"/brieven/{ID}/letter.json").text)
    [change] = data["questions"][0]["changes"]
    assert (data["changes"], data["questions"][1]["changes"]) == ([], [])
    assert (change["date"], change["url"]) == ("2024-05-03", f"https://proef.example{PAGE}")
    assert change["text_sha256"] in version.read_text("utf-8")
    assert change["source_sha256"] == digest.sha256(FIRST.encode())


def test_what_is_built_shows_removed_and_added_words_to_every_reader(room):
    room.update(SEVENTY, ("Wordt zij vervangen?", "Wordt zij <b>vervangen</b>?"))
    assert build(room.root, Options(), NoCache()).published
    html = (room.root / f"site{PAGE}index.html").read_text("utf-8")
    assert '<del><span class="unseen">(vervallen: </span>zestig<span class="unseen">)</span></del>' in html
    assert '<ins><span class="unseen">(toegevoegd: </span>zeventig<span class="unseen">)</span></ins>' in html
    assert "&lt;b&gt;" in (room.root / f"site/brieven/{ID}/vraag-2/eerder/index.html").read_text("utf-8")
    assert 'href="../../../../assets/earlier.css"' in html
    assert 'id="a1"' in html
    answer = (room.root / f"site{ANSWER}index.html").read_text("utf-8")
    assert 'Gewijzigd op <time datetime="2024-05-03">3 mei 2024</time>; <a href="eerder/">' in answer
