"""Letters that correct others or add to them: both say so, and the feeds tell it of the earlier one."""

from __future__ import annotations

import pytest

from generator.build import Options, prepare
from generator.core.cache import NoCache
from generator.pages.planned import TextFile
from generator.pages.views import AnswerView, LetterView

LETTERS = "content/letters"


def letter(name: str, title: str, day: str, more: str = "") -> dict[str, str]:
    """Return a letter of one question."""
    return {
        f"{LETTERS}/{name}/letter.md": f"---\ntitle: {title}\ndate: {day}\n{more}---\nGeachte voorzitter.\n",
        f"{LETTERS}/{name}/vraag-01.md": "---\nnumber: 1\n---\n## Vraag\n\nHoe hoog?\n\n## Antwoord\n\nHoog genoeg.\n",
    }


@pytest.fixture
def planned(site):
    def plan(more: str):
        files = {
            "site.yml": "name: Proef\nbase_url: https://proef.example/\n",
            **letter("eerste", "Lampen", "2024-01-02"),
            **letter("tweede", "Nogmaals lampen", "2024-03-04", more),
        }
        return prepare(site(files).root, Options(), NoCache())

    return plan


def views(prepared, kind):
    return {page.path: page.view for page in prepared.plan.pages if isinstance(page.view, kind)}


@pytest.mark.parametrize(("key", "later"), [("corrects", "corrected-by"), ("supplements", "supplemented-by")])
def test_both_letters_and_their_answers_say_so(planned, key, later):
    prepared = planned(f"{key}: [eerste]\n")
    for kind, page in ((LetterView, ""), (AnswerView, "vraag-1/")):
        found = views(prepared, kind)
        [first] = found[f"/brieven/eerste/{page}"].related
        [second] = found[f"/brieven/tweede/{page}"].related
        assert (first.kind, first.ref.title, first.ref.date.iso) == (later, "Nogmaals lampen", "2024-03-04")
        assert (second.kind, second.ref.title) == (key, "Lampen")
        assert first.ref.url.endswith("tweede/")


def test_a_feed_tells_that_a_letter_was_corrected_and_when(planned):
    prepared = planned("corrects: [eerste]\n")
    [feed] = [page.view.text for page in prepared.plan.pages if page.path == "/feed.xml"]
    [entry] = [part for part in feed.split("<entry") if "/brieven/eerste/vraag-1/</id>" in part]
    assert "<published>2024-01-02T12:00:00Z</published>\n<updated>2024-03-04T12:00:00Z</updated>" in entry
    assert "Deze brief is op 4 maart 2024 verbeterd: Nogmaals lampen." in entry
    assert all(isinstance(page.view, TextFile) for page in prepared.plan.pages if page.path == "/feed.xml")


@pytest.mark.parametrize(
    ("more", "code"), [("corrects: [eerst]\n", "unknown-letter"), ("supplements: [tweede]\n", "letter-names-itself")]
)
def test_a_letter_that_is_not_there_or_is_the_letter_itself_is_told(planned, more, code):
    prepared = planned(more)
    [problem] = [one for one in prepared.problems if one.code == code]
    assert str(problem.position).startswith(f"{LETTERS}/tweede/letter.md:4:")
    assert all(view.related == () for view in views(prepared, LetterView).values())
