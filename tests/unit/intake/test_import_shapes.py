"""The same letter imported again, in every format: nothing changes, and what an editor did is kept; labels in any order."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.content.cut_file import cut
from generator.intake import disk, plan_import, plan_update
from tests.unit.intake import conftest
from tests.unit.intake.random_letters import as_blocks, as_page, as_text
from tests.unit.intake.random_letters.label_forms import FORMS
from tests.unit.intake.random_letters.letter import Shows, letters

TRIED = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without shrinking: a letter is set, read and written for each try."""
FORMATS = {
    "brief.txt": lambda letter: as_text.as_text(letter, 76),
    "brief.docx": lambda letter: as_blocks.as_word(letter, itertools.count(1)),
    "brief.pdf": lambda letter: as_blocks.as_pdf(letter, itertools.count(1), conftest.Paper()),
    "brief.html": as_page.as_page,
}
PLAIN = Shows(styles=False, spans=False, numbered_lists=False)


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _said(blocks) -> str:
    return _letters(" ".join(f"{block.label or ''} {block.text}" for block in blocks))


@pytest.fixture(scope="module")
def write(tmp_path_factory):
    """Give a function that writes a plan to an empty content folder and returns that folder."""

    def written(plan):
        content = tmp_path_factory.mktemp("content")
        disk.write(plan, content)
        return content

    return written


@pytest.mark.parametrize("name", FORMATS)
@given(letter=letters(PLAIN), data=st.data())
@settings(max_examples=10, phases=TRIED)
def test_importing_again_changes_nothing_and_keeps_what_an_editor_did(write, name, letter, data):
    source = FORMATS[name](letter)
    plan = plan_import(source, name)
    assert plan == plan_import(source, name)
    content = write(plan)
    there = disk.existing_letter(content, plan.letter_id)
    again = plan_update(plan_import(source, name), there, name, cut, conftest.KEEPING)
    assert not again.files
    number = data.draw(st.sampled_from([item.numbers[0] for item in letter.items if item.is_question]))
    path = next(path for path, text in there.files.items() if b"\nnumber: %d\n" % number in text)
    edited = (
        there.files[path].replace(b"title: null", b"title: Een korte titel").replace(b"topics: []", b"topics: [oever]")
    )
    mended = replace(there, files={**there.files, path: edited})
    kept = plan_update(plan_import(source, name), mended, name, cut, conftest.KEEPING)
    assert not kept.files


SOUP = st.lists(
    st.sampled_from(
        [label for form in FORMS.values() for n in (1, 2) for label in (form.asking(n), form.answering([n]))]
        + ["Kent u de brug?", "Ja.", "Kosten van de brug", "II. Onderhoud", "A2", "vraag 2.", "Zie vraag", "- een", "Hoe oud is", "zij?"]
    ),
    min_size=1,
    max_size=25,
)  # fmt: skip


@given(SOUP, st.sampled_from(["\n", "\n\n"]))
@settings(max_examples=200, deadline=None)
def test_no_order_of_labels_loses_or_invents_a_letter(lines, gap):
    text = gap.join(["Antwoorden op vragen van het lid Jansen (XYZ) over bruggen", *lines])
    plan = plan_import(text.encode(), "soep.txt")
    if plan.recognised is None or not plan.ok:
        return
    letter = plan.recognised
    made = [letter.body, *(part for q in letter.questions for part in (q.blocks, q.answer or ()))]
    kept = Counter("".join(map(_said, made))) + Counter(_letters("".join(item.text for item in letter.furniture)))
    kept += Counter("".join(_letters(footnote.mark) + _said(footnote.blocks) for footnote in letter.footnotes))
    assert kept == Counter(_letters(text))
