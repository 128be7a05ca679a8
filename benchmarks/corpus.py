"""Letters in invented words, the same for every run: what a site of any size is made of, for every generator alike.

Nothing in here is about anybody or anything. Links stand in the text as `{kind:target|words}`, so that each writer
can put them in its own generator's form.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

QUESTIONS = 22
"""Questions a letter: as many as the example site's."""

_ONSETS = "b d f g h k l m n p r s t v w z bl br dr gr kl kr pl pr st tr vl".split()
_VOWELS = "a e i o u aa ee oo ie ou".split()
_CODAS = ["", "", "l", "m", "n", "r", "s", "t", "k", "rt", "nd"]
_SMALL = "de het een van en in op dat die te voor met is niet aan om ook bij als door zijn wordt deze".split()


@dataclass(frozen=True, slots=True)
class Actor:
    """An invented body, by its id and its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Topic:
    """An invented topic; `parent` is an id."""

    id: str
    name: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's note on a passage of an answer."""

    id: str
    quote: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its answer: paragraphs with links as `{kind:target|words}` and marks as `{note:1}`."""

    number: int
    question: str
    paragraphs: tuple[str, ...]
    footnotes: tuple[str, ...]
    topics: tuple[str, ...]
    actors: tuple[str, ...]
    refers_to: tuple[int, ...]
    documents: tuple[str, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its answers."""

    id: str
    number: str
    title: str
    date: dt.date
    submitted: dt.date
    asker: str
    answerer: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything a site is made of."""

    actors: tuple[Actor, ...]
    topics: tuple[Topic, ...]
    letters: tuple[Letter, ...]


def make(letters: int, seed: int = 1) -> Corpus:
    """Make a corpus; the first letters are the same whatever their number, as are actors and topics they share."""
    words = _words(random.Random(seed))
    chance = random.Random(seed + 1)
    actors = tuple(
        Actor(f"dienst-{name}-{i}", f"Dienst {name.capitalize()} {_roman(i)}")
        for i, name in enumerate(chance.sample(words, 80), 1)
    )
    topics = []
    for i, name in enumerate(chance.sample(words, 60)):
        topics.append(Topic(f"onderwerp-{name}", name.capitalize(), topics[i // 6 - 1].id if i >= 6 else None))
    return Corpus(
        actors,
        tuple(topics),
        tuple(_letter(i, random.Random(seed * 1_000_003 + i), words, actors, topics) for i in range(1, letters + 1)),
    )


def _letter(
    index: int, chance: random.Random, words: list[str], actors: tuple[Actor, ...], topics: list[Topic]
) -> Letter:
    date = dt.date(2001, 1, 1) + dt.timedelta(days=index * 3)
    year = date.year
    own = chance.sample(actors, 8)
    subjects = chance.sample(topics, 6)
    return Letter(
        id=f"{year}z{index:05}",
        number=f"{year}Z{index:05}",
        title=" ".join(chance.choices(words, k=5)).capitalize(),
        date=date,
        submitted=date - dt.timedelta(days=21),
        asker=own[0].id,
        answerer=own[1].id,
        answers=tuple(_answer(n, chance, words, own, subjects) for n in range(1, QUESTIONS + 1)),
    )


def _answer(number: int, chance: random.Random, words: list[str], actors: list[Actor], topics: list[Topic]) -> Answer:
    sentences = [_sentence(chance, words) for _ in range(chance.randint(3, 12))]
    marked = set(range(len(sentences)))

    def put(text: str) -> None:
        """Return one sentence, not yet used, a tail."""
        if marked:
            at = chance.choice(sorted(marked))
            marked.discard(at)
            sentences[at] = f"{sentences[at][:-1]}{text}."

    mentioned = chance.sample(actors, chance.randint(1, 3))
    for actor in mentioned:
        put(f" door {actor.name}")
    refers_to: tuple[int, ...] = ()
    if number > 1 and chance.random() < 0.5:
        refers_to = (chance.randint(1, number - 1),)
        put(f", zoals gezegd in het {{question:{refers_to[0]}|antwoord op vraag {refers_to[0]}}}")
    documents: tuple[str, ...] = ()
    if chance.random() < 0.3:
        documents = (f"kst:{chance.randint(29000, 29040)}-{chance.randint(1, 9)}",)
        put(f", zie {{document:{documents[0]}|{documents[0].removeprefix('kst:')}}}")
    footnotes: tuple[str, ...] = ()
    if chance.random() < 0.2:
        footnotes = (_sentence(chance, words),)
        sentences[-1] += "{note:1}"
    notes: tuple[Note, ...] = ()
    if marked and chance.random() < 0.1:
        quote = sentences[min(marked)].removesuffix("{note:1}")
        notes = (Note(f"notitie-{number}", quote, _sentence(chance, words)),)
    size = chance.randint(2, 5)
    return Answer(
        number=number,
        question=f"{_sentence(chance, words)[:-1]}?",
        paragraphs=tuple(" ".join(sentences[i : i + size]) for i in range(0, len(sentences), size)),
        footnotes=footnotes,
        topics=tuple(topic.id for topic in chance.sample(topics, chance.randint(1, 2))),
        actors=tuple(actor.id for actor in mentioned),
        refers_to=refers_to,
        documents=documents,
        notes=notes,
    )


def _sentence(chance: random.Random, words: list[str]) -> str:
    length = chance.randint(8, 22)
    chosen = [chance.choice(_SMALL) if i % 2 else chance.choice(words) for i in range(length)]
    return f"{' '.join(chosen).capitalize()}."


def _words(chance: random.Random) -> list[str]:
    def syllables() -> Iterator[str]:
        for _ in range(chance.randint(2, 3)):
            yield chance.choice(_ONSETS) + chance.choice(_VOWELS)
        yield chance.choice(_CODAS)

    found = {"".join(syllables()) for _ in range(4000)} - set(_SMALL)
    return sorted(found)


def _roman(number: int) -> str:
    """Write a number below a hundred in Roman figures, to tell invented names apart."""
    tens, ones = divmod(number, 10)
    return ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"][tens] + [
        "",
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
    ][ones]
