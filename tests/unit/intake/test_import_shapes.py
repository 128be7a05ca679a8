"""The same letter under every way of labelling, as text, Word, PDF and web page: found whole, twice the same, kept up."""

from __future__ import annotations

import html
import textwrap
from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.content.cut_file import cut
from generator.intake import disk, plan_import, plan_update
from generator.verify import verify

TRIED = [Phase.explicit, Phase.reuse, Phase.generate]
"""Without shrinking: a letter is read, written and verified for each try."""
ROMAN = "I II III IV V VI VII".split()
WORDS = "een twee drie vier vijf zes zeven".split()
STYLES = {
    "Vraag 1": ("Vraag {n}", "Antwoord {n}", False),
    "Vraag 1.": ("Vraag {n}.", "Antwoord {n}.", True),
    "Vraag 1)": ("Vraag {n})", "Antwoord:", True),
    "Vraag 1 –": ("Vraag {n} –", "Antwoord –", True),
    "VRAAG 1": ("VRAAG {n}", "ANTWOORD {n}", False),
    "vraag 1:": ("vraag {n}:", "antwoord {n}:", False),
    "Vraag nummer 1": ("Vraag nummer {n}", "Antwoord op vraag nummer {n}", False),
    "Vraag #1": ("Vraag #{n}", "Antwoord #{n}", False),
    "Vraag 1 van 7": ("Vraag {n} van 7", "Antwoord op vraag {n} van 7", False),
    "Vraag I": ("Vraag {r}", "Antwoord {r}", False),
    "Vraag een": ("Vraag {w}", "Antwoord op vraag {w}", False),
    "1. Vraag": ("{n}. Vraag", "{n}. Antwoord", False),
    "1e vraag": ("{n}e vraag", "Antwoord op de {n}e vraag", False),
    "Vraag:": ("Vraag:", "Antwoord:", True),
    "V1.": ("V{n}.", "A{n}.", True),
    "V.1": ("V.{n}", "A.{n}", False),
    "Vr. 1": ("Vr. {n}", "Antw. {n}", False),
    "V:": ("V:", "A:", True),
    "Question 1": ("Question {n}", "Answer", False),
    "Q1.": ("Q{n}.", "A{n}.", True),
    "(1)": ("({n})", "Antwoord:", True),
    "1.": ("{n}.", "Antwoord", True),
    "Ad 1": ("{n}.", "Ad {n}:", True),
    "[Vraag 1]": ("[Vraag {n}]", "[Antwoord {n}]", False),
    "**Vraag 1**": ("**Vraag {n}**", "**Antwoord {n}**", False),
    "Antwoord minister": ("Vraag {n}", "Antwoord van de minister:", False),
    "Beantwoording": ("Vraag {n}", "Beantwoording", False),
}
ASKED = st.sampled_from(
    [
        "Kent u het bericht «De kade brokkelt af»?",
        "Klopt het dat de sluis al drie jaar dicht is? Zo ja, waarom?",
        "Hoeveel geld is er tussen 2019 en 2022 besteed aan de brug, en hoeveel aan de A2?",
        "Deelt u de mening dat de haven van belang is voor de regio? Zo nee, waarom niet?",
        "Bent u bereid daarover met de gemeente en de provincie te spreken, en de Kamer daarover voor 1 juli te berichten?",
    ]
)
LONG = [
    "Dat klopt. De opdracht is inmiddels verleend; het werk begint in het voorjaar en duurt ongeveer anderhalf jaar.",
    "Daaraan is in die jaren € 2,4 miljoen besteed. Daarvan kwam 40% van de provincie en de rest van het Rijk.",
    "Waarom dat zo is? Omdat de wet het voorschrijft. De inspectie houdt daarop toezicht.",
    "Zie ook het antwoord op vraag 1.",
]
SAID = st.lists(st.sampled_from(LONG), max_size=2, unique=True).flatmap(
    lambda more: st.sampled_from(["Ja.", "Nee.", "Dat weet ik niet."]).map(
        lambda first: [first, *more][-2:] if more else [first]
    )
)
LETTERS = st.lists(st.tuples(ASKED, SAID), min_size=2, max_size=5, unique_by=lambda one: one[0])
COVER = "Hierbij bied ik u de antwoorden aan op de vragen van het lid Jansen (XYZ) over de oever."


def paragraphs(style: str, letter) -> list[tuple[str, str]]:
    """Give label and text of each paragraph; one of them may be empty."""
    question, answer, inline = STYLES[style]
    found = [("", COVER)]
    for number, (asked, said) in enumerate(letter, 1):
        known = {"n": number, "r": ROMAN[number - 1], "w": WORDS[number - 1]}
        for label, texts in ((question.format(**known), [asked]), (answer.format(**known), said)):
            first = [(label, texts[0])] if inline else [(label, ""), ("", texts[0])]
            found += [*first, *(("", text) for text in texts[1:])]
    return found


def as_text(style, letter, papers) -> bytes:
    lines = (" ".join(filter(None, pair)) for pair in paragraphs(style, letter))
    return "\n\n".join(textwrap.fill(line, 76) for line in lines).encode()


def as_pieces(style, letter, papers):
    return [
        [
            papers.Piece(text, bold=strong)
            for text, strong in ((f"{label} " if text else label, True), (text, False))
            if text.strip()
        ]
        for label, text in paragraphs(style, letter)
    ]


def as_word(style, letter, papers) -> bytes:
    return papers.docx(as_pieces(style, letter, papers))


def as_pdf(style, letter, papers) -> bytes:
    return papers.pdf(as_pieces(style, letter, papers))


def as_page(style, letter, papers) -> bytes:
    body = "".join(f"<p><b>{html.escape(a)}</b> {html.escape(b)}</p>" for a, b in paragraphs(style, letter))
    menu = "<nav><a href='/'>Begin</a></nav><div class='menu'><a href='/a'>Brieven</a></div>"
    return f"<html><body>{menu}<div id='tekst'>{body}</div><footer>Colofon</footer></body></html>".encode()


FORMATS = {"brief.txt": as_text, "brief.docx": as_word, "brief.pdf": as_pdf, "brief.html": as_page}


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _said(blocks) -> str:
    return _letters(" ".join(f"{block.label or ''} {block.text}" for block in blocks))


@pytest.fixture(scope="module")
def room(tmp_path_factory) -> SimpleNamespace:
    """Give a function that writes a plan to an empty content folder and returns that folder."""
    count = iter(range(10**6))

    def write(plan):
        content = tmp_path_factory.mktemp(f"content-{next(count)}")
        disk.write(plan, content)
        return content

    return SimpleNamespace(write=write)


@pytest.mark.parametrize("name", FORMATS)
@given(style=st.sampled_from(sorted(STYLES)), letter=LETTERS)
@settings(max_examples=25, deadline=None, phases=TRIED)
def test_a_letter_is_found_whole_however_it_is_labelled(papers, room, name, style, letter):
    data = FORMATS[name](style, letter, papers)
    plan = plan_import(data, name)
    assert plan.ok
    found = {q.number: (_said(q.blocks), _said(q.answer or ())) for q in plan.recognised.questions}
    wanted = {n: (_letters(asked), _letters(" ".join(said))) for n, (asked, said) in enumerate(letter, 1)}
    assert found == wanted
    report = verify(room.write(plan) / "letters" / plan.letter_id)
    assert not report.differences


@pytest.mark.parametrize("name", FORMATS)
@given(letter=LETTERS, data=st.data())
@settings(max_examples=10, deadline=None, phases=TRIED)
def test_importing_again_changes_nothing_and_keeps_what_an_editor_did(papers, room, name, letter, data):
    style = data.draw(st.sampled_from(sorted(STYLES)))
    source = FORMATS[name](style, letter, papers)
    plan = plan_import(source, name)
    assert plan == plan_import(source, name)
    content = room.write(plan)
    there = disk.existing_letter(content, plan.letter_id)
    again = plan_update(plan_import(source, name), there, name, cut)
    assert not again.files
    number = data.draw(st.integers(1, len(letter)))
    path = next(path for path, text in there.files.items() if b"\nnumber: %d\n" % number in text)
    edited = (
        there.files[path].replace(b"title: null", b"title: Een korte titel").replace(b"topics: []", b"topics: [oever]")
    )
    mended = replace(there, files={**there.files, path: edited})
    kept = plan_update(plan_import(source, name), mended, name, cut)
    assert not kept.files


SOUP = st.lists(
    st.sampled_from(
        [form.format(n=n, r=ROMAN[n - 1], w=WORDS[n - 1]) for pair in STYLES.values() for form in pair[:2] for n in (1, 2)]
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
