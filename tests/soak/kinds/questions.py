"""Changes of which text belongs to which question: borders, answers, numbers, whole files, the cover letter."""

from __future__ import annotations

import re
from random import Random

from tests.soak.change import Change, Edit, Kind, edited, excerpt, place, spliced, text_kind
from tests.soak.kinds.paragraphs import sections, stretch, unmarked
from tests.soak.kinds.words import WORD
from tests.soak.reading import Leaf, Letter, Page

LAST = re.compile(r"(?<=[.?!]) [^.?!]+[.?!]\Z")
FIRST = re.compile(r"\A[^.?!]+[.?!] (?=\w)")


def _border(section: str, pattern: re.Pattern[str]) -> Kind:
    """Return the kind that moves a sentence out of `section`, over the border to the other."""
    ends = section == "question"

    def plant(rng: Random, letter: Letter) -> Change | None:
        places: list[tuple[Leaf, Leaf, re.Match[str]]] = []
        for page in letter.questions:
            asked = [leaf for leaf in page.leaves if leaf.section == "question" and leaf.shape == "p" and leaf.text]
            said = [leaf for leaf in page.leaves if leaf.section == "answer" and leaf.shape == "p" and leaf.text]
            if asked and said:
                one, other = (asked[-1], said[0]) if ends else (said[0], asked[-1])
                found = pattern.search(one.text)
                places += [(one, other, found)] if found else []
        if not places:
            return None
        one, other, found = rng.choice(places)
        sentence = found[0].strip()
        into = (
            Edit(other, 0, 0, f"{sentence} ") if ends else Edit(other, len(other.text), len(other.text), f" {sentence}")
        )
        files = edited(letter, [Edit(one, *found.span(), ""), into])
        return Change(files, f"{place(one)} to {place(other)}: “{excerpt(sentence)}”") if files else None

    return Kind("border-into-question" if ends else "border-into-answer", plant)


def _heading_dropped(rng: Random, letter: Letter) -> Change | None:
    pages = [page for page in letter.questions if "answer" in page.sections]
    if not pages:
        return None
    page = rng.choice(pages)
    text = re.sub(r"^## (?:Antwoord|Answer)\n+", "", page.text, count=1, flags=re.MULTILINE)
    return Change({page.path: text}, f"{page.path}: the heading above the answer dropped")


def _answers_swapped(rng: Random, letter: Letter) -> Change | None:
    answers = [blocks for blocks in sections(letter) if blocks[0].section == "answer"]
    answers = [blocks for blocks in answers if all(unmarked(letter, block) for block in blocks)]
    if len(answers) < 2:
        return None
    one, other = rng.sample(answers, 2)
    texts = ["\n\n".join(stretch(letter, block) for block in blocks) for blocks in (one, other)]
    files = {
        blocks[0].path: spliced(letter.pages[blocks[0].path].text, [(blocks[0].start, blocks[-1].end, text)])
        for blocks, text in ((one, texts[1]), (other, texts[0]))
    }
    return Change(files, f"answers of {one[0].path} and {other[0].path} swapped: “{excerpt(texts[0])}”")


NUMBER = re.compile(r"^(number:[ ]*)(\d+)", re.MULTILINE)


def _numbered(page: Page, number: int | None) -> str:
    return NUMBER.sub(rf"\g<1>{number}", page.text, count=1)


def _numbers_swapped(rng: Random, letter: Letter) -> Change | None:
    if len(letter.questions) < 2:
        return None
    one, other = rng.sample(letter.questions, 2)
    files = {one.path: _numbered(one, other.number), other.path: _numbered(other, one.number)}
    return Change(files, f"{one.path}, {other.path}: numbers {one.number} and {other.number} swapped")


def _number_changed(rng: Random, letter: Letter) -> Change | None:
    if not letter.questions:
        return None
    page = rng.choice(letter.questions)
    free = max(other.number or 0 for other in letter.questions) + rng.randint(1, 9)
    return Change({page.path: _numbered(page, free)}, f"{page.path}: number {page.number} made {free}")


def _file_dropped(rng: Random, letter: Letter) -> Change | None:
    page = rng.choice(letter.questions) if letter.questions else None
    return Change({page.path: None}, f"{page.path} deleted") if page else None


def _question_invented(rng: Random, letter: Letter) -> Change | None:
    if not letter.questions:
        return None
    number = max(page.number or 0 for page in letter.questions) + 1
    words = [rng.choice(letter.words).lower() for _ in range(12)]
    text = f"---\nnumber: {number}\n---\n## Vraag\n\n{' '.join(words[:7]).capitalize()}?\n\n"
    text += f"## Antwoord\n\n{' '.join(words[7:]).capitalize()}.\n"
    path = f"vraag-{number:02}.md"
    return Change({path: text}, f"{path}: question {number} invented: “{' '.join(words)}”")


def _answered_elsewhere(rng: Random, letter: Letter) -> Change | None:
    pages = [page for page in letter.questions if isinstance(page.front.get("answered_in"), int)]
    if not pages:
        return None
    page = rng.choice(pages)
    others = [
        other.number for other in letter.questions if other.number not in (page.number, page.front["answered_in"])
    ]
    if not others:
        return None
    number = rng.choice(others)
    text = re.sub(r"^(answered_in:[ ]*)\d+", rf"\g<1>{number}", page.text, count=1, flags=re.MULTILINE)
    return Change({page.path: text}, f"{page.path}: said to be answered in {number}")


def _cover(leaf: Leaf) -> bool:
    return leaf.section == "cover"


def _another(rng: Random, match: re.Match[str], letter: Letter) -> str:
    return rng.choice([word for word in letter.words if word != match[0]] or ["anders"])


KINDS = (
    _border("question", LAST),
    _border("answer", FIRST),
    Kind("answer-heading-dropped", _heading_dropped),
    Kind("answers-swapped", _answers_swapped),
    Kind("question-numbers-swapped", _numbers_swapped),
    Kind("question-number-changed", _number_changed),
    Kind("question-file-deleted", _file_dropped),
    Kind("question-invented", _question_invented),
    Kind("answered-elsewhere", _answered_elsewhere),
    text_kind("cover-word-replaced", rf"\b{WORD}\b", _another, _cover),
    text_kind("cover-word-dropped", rf"(?<= ){WORD} ", "", _cover),
    text_kind("cover-digit-changed", r"\d", lambda _r, m, _l: str((int(m[0]) + 1) % 10), _cover),
)
