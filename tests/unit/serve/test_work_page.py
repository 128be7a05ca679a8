"""The work list of the preview: each thing to do leads to the page and the line where it is done."""

from __future__ import annotations

import re

from generator import build as pipeline
from generator.cli.remaining import Remaining
from generator.core.cache import NoCache
from generator.i18n import catalogue, command_words
from generator.serve import work_page
from generator.serve.editing import Editing

LETTER = "content/letters/2024z00001"
FILES = {
    "site.yml": "name: Proef <b>\neditor: vscode://file/{path}:{line}\n",
    f"{LETTER}/letter.md": "---\ntitle: Een <i>brief</i>\ndate: 2024-01-02\n---\nGeachte.\n",
    f"{LETTER}/vraag-01.md": "---\nnumber: 1\n---\n## Vraag\n\nIs 1 < 2?\n\n## Antwoord\n\nJa, zie antwoord 1.\n",
    "content/topics/leeg.md": "---\nname: Leeg\n---\n",
}


def shown(root, files=FILES, lang="nl"):
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    editing = Editing(root, Remaining(root), catalogue(lang), command_words(lang))
    editing.show(pipeline.prepare(root, pipeline.Options(), NoCache()))
    return work_page.html(editing, b"<!--head-->").decode()


def test_each_thing_to_do_leads_to_its_page_and_its_line(tmp_path):
    page = shown(tmp_path)
    assert '<a href="/brieven/2024z00001/vraag-1/#kantlijn-labels">vraag 1: Is 1 &lt; 2?</a>' in page
    assert f'<a href="vscode://file{tmp_path.as_posix()}/{LETTER}/vraag-01.md:1">' in page
    assert "1 vraag zonder titel" in page
    assert "1 onderwerp of actor die nergens voorkomt" in page
    assert '<a href="/onderwerpen/leeg/">' in page
    assert "<!--head-->" in page


def test_what_content_says_is_text(tmp_path):
    page = shown(tmp_path)
    assert "Een &lt;i&gt;brief&lt;/i&gt;" in page
    assert "Proef &lt;b&gt;" in page
    assert not re.search(r"<(?:i|b)>", page)


def test_a_site_without_work_says_so(tmp_path):
    page = shown(tmp_path, {"site.yml": "name: Proef\n", "content/pages/a.md": "---\ntitle: A\n---\nTekst.\n"}, "en")
    assert "There is nothing left to do." in page
    assert '<html lang="en">' in page
