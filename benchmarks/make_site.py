"""Make a site of N letters of 22 answers each, for Kantlijn or for Hugo: `make_site.py 50 /tmp/site [--for hugo]`.

Two runs with the same N write the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from corpus import Answer, Corpus, Letter, make
from sources import FORMS, Pieces, Printed

COVER = "Hierbij de antwoorden."
_PLACE = re.compile(r"\{(question|document|note):([^|}]+)(?:\|([^}]*))?\}")
HUGO_THEME = Path(__file__).parent / "hugo"


def kantlijn(corpus: Corpus, folder: Path, settings: str = "", *, sources: bool = False) -> None:
    """Write the corpus as a site of Kantlijn's; with `sources` each letter has the original that it is compared with.

    `settings` are lines of `site.yml`.
    """
    _write(folder / "site.yml", f"name: Meting\nlang: nl\nbase_url: https://example.org\n{settings}")
    content = folder / "content"
    _write(content / "pages" / "about.md", "---\ntitle: Over\n---\nEen site om aan te meten.\n")
    for actor in corpus.actors:
        _write(content / "actors" / f"{actor.id}.md", f"---\nname: {actor.name}\ntype: agency\n---\n")
    for topic in corpus.topics:
        parent = f"parent: {topic.parent}\n" if topic.parent else ""
        _write(content / "topics" / f"{topic.id}.md", f"---\nname: {topic.name}\n{parent}---\n")
    for at, letter in enumerate(corpus.letters):
        shelf = content / "letters" / letter.id
        _kantlijn_letter(letter, shelf, _source(letter, shelf, at) if sources else "")


def _kantlijn_letter(letter: Letter, folder: Path, source: str) -> None:
    _write(
        folder / "letter.md",
        f"---\ntitle: {letter.title}\nkind: answers\nlang: nl\ndate: {letter.date}\nsubmitted: {letter.submitted}\n"
        f"numbers: [{letter.number}]\nasked_by:\n  - {{actor: {letter.asker}}}\nanswered_by:\n"
        f"  - {{actor: {letter.answerer}}}\n{source}---\n{COVER}\n",
    )
    for answer, before in _counted(letter):
        head = f"---\nnumber: {answer.number}\ntopics: [{', '.join(answer.topics)}]\n---\n"
        notes = "".join(f"\n[^{before + i}]: {text}\n" for i, text in enumerate(answer.footnotes, 1))
        text = _text(answer, partial(_kantlijn_link, before))
        _write(
            folder / f"vraag-{answer.number:02}.md",
            f"{head}## Vraag\n\n{answer.question}\n\n## Antwoord\n\n{text}\n{notes}",
        )
        for note in answer.notes:
            _write(
                folder / "notes" / f"{note.id}.md",
                f"---\nnumber: {answer.number}\nquote: {json.dumps(note.quote)}\nkind: context\nauthor: redactie\n"
                f"date: {letter.date}\n---\n{note.text}\n",
            )


def _kantlijn_link(before: int, kind: str, target: str, words: str) -> str:
    if kind == "note":
        return f"[^{before + int(target)}]"
    return f"[{words}]({'question:' if kind == 'question' else ''}{target})"


def _counted(letter: Letter) -> Iterator[tuple[Answer, int]]:
    """Yield each answer with how many footnotes are before it: a letter counts them through."""
    before = 0
    for answer in letter.answers:
        yield answer, before
        before += len(answer.footnotes)


def _source(letter: Letter, folder: Path, at: int) -> str:
    """Write the original of a letter, and return the lines of its front matter that name it."""
    name, form = FORMS[at % len(FORMS)]
    data = form(_printed(letter))
    path = folder / "source" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return f"source: {{file: source/{name}, sha256: {hashlib.sha256(data).hexdigest()}, url: null}}\n"


def _printed(letter: Letter) -> Printed:
    paragraphs: list[Pieces] = [(COVER,)]
    footnotes: dict[int, str] = {}
    for answer, before in _counted(letter):
        paragraphs += [(f"Vraag {answer.number}",), (answer.question,), (f"Antwoord op vraag {answer.number}",)]
        paragraphs += [_pieces(text, before) for text in answer.paragraphs]
        footnotes |= {before + i: text for i, text in enumerate(answer.footnotes, 1)}
    return Printed(tuple(paragraphs), footnotes)


def _pieces(paragraph: str, before: int) -> Pieces:
    made: list[str | int] = []
    end = 0
    for found in _PLACE.finditer(paragraph):
        made.append(paragraph[end : found.start()])
        made.append(before + int(found[2]) if found[1] == "note" else found[3])
        end = found.end()
    return tuple(piece for piece in (*made, paragraph[end:]) if piece != "")


def hugo(corpus: Corpus, folder: Path) -> None:
    """Write the corpus as a site of Hugo's; what Kantlijn finds in the text stands here in front matter."""

    def link(kind: str, target: str, words: str) -> str:
        match kind:
            case "note":
                return f"[^{target}]"
            case "question":
                return f"[{words}](../vraag-{target}/)"
            case _:
                return f"[{words}](../../../stukken/{target.replace(':', '-')}/)"

    shutil.copytree(HUGO_THEME, folder, dirs_exist_ok=True)
    content = folder / "content"
    _front(content / "over" / "index.md", {"title": "Over"}, "Een site om aan te meten.\n")
    for actor in corpus.actors:
        _front(content / "actoren" / actor.id / "_index.md", {"title": actor.name})
    for topic in corpus.topics:
        _front(content / "onderwerpen" / topic.id / "_index.md", {"title": topic.name, "parent": topic.parent})
    _front(content / "brieven" / "_index.md", {"title": "Brieven"})
    for letter in corpus.letters:
        shelf = content / "brieven" / letter.id
        meta = {"title": letter.title, "date": str(letter.date), "number": letter.number, "asker": letter.asker}
        _front(shelf / "_index.md", {**meta, "answerer": letter.answerer}, "Hierbij de antwoorden.\n")
        for answer in letter.answers:
            notes = "".join(f"\n[^{i}]: {text}\n" for i, text in enumerate(answer.footnotes, 1))
            _front(
                shelf / f"vraag-{answer.number}.md",
                {
                    "title": f"Vraag {answer.number}",
                    "date": str(letter.date),
                    "weight": answer.number,
                    "letter": letter.id,
                    "question": answer.question,
                    "refers_to": [f"{letter.id}/{number}" for number in answer.refers_to],
                    "notes": [{"quote": note.quote, "text": note.text} for note in answer.notes],
                    "actoren": list(answer.actors),
                    "onderwerpen": list(answer.topics),
                    "stukken": [document.replace(":", "-") for document in answer.documents],
                },
                f"{_text(answer, link)}\n{notes}",
            )


def _text(answer: Answer, link: Callable[[str, str, str], str]) -> str:
    text = "\n\n".join(answer.paragraphs)
    return _PLACE.sub(lambda found: link(found[1], found[2], found[3] or ""), text)


def _front(path: Path, meta: dict[str, object], body: str = "") -> None:
    _write(path, f"{json.dumps(meta, ensure_ascii=False, indent=1)}\n\n{body}")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


WRITERS = {"kantlijn": kantlijn, "hugo": hugo}


def main() -> None:
    """Read the arguments and write the site."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("letters", type=int)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--for", dest="generator", choices=sorted(WRITERS), default="kantlijn")
    arguments.add_argument(
        "--sources", action="store_true", help="with the originals of the letters; for kantlijn only"
    )
    given = arguments.parse_args()
    if given.sources:
        kantlijn(make(given.letters), given.folder, sources=True)
    else:
        WRITERS[given.generator](make(given.letters), given.folder)
    print(f"{given.letters} letters for {given.generator} in {given.folder}")


if __name__ == "__main__":
    main()
