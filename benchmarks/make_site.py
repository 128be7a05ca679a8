"""Make a site of N letters of 22 answers each, for Kantlijn or for Hugo: `make_site.py 50 /tmp/site [--for hugo]`.

Two runs with the same N write the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from corpus import Answer, Corpus, Letter, make

_PLACE = re.compile(r"\{(question|document|note):([^|}]+)(?:\|([^}]*))?\}")
HUGO_THEME = Path(__file__).parent / "hugo"


def kantlijn(corpus: Corpus, folder: Path) -> None:
    """Write the corpus as a site of Kantlijn's."""

    def link(kind: str, target: str, words: str) -> str:
        return f"[^{target}]" if kind == "note" else f"[{words}]({'question:' if kind == 'question' else ''}{target})"

    _write(folder / "site.yml", "name: Meting\nlang: nl\nbase_url: https://example.org\nparts: {pictures: false}\n")
    content = folder / "content"
    _write(content / "pages" / "about.md", "---\ntitle: Over\n---\nEen site om aan te meten.\n")
    for actor in corpus.actors:
        _write(content / "actors" / f"{actor.id}.md", f"---\nname: {actor.name}\ntype: agency\n---\n")
    for topic in corpus.topics:
        parent = f"parent: {topic.parent}\n" if topic.parent else ""
        _write(content / "topics" / f"{topic.id}.md", f"---\nname: {topic.name}\n{parent}---\n")
    for letter in corpus.letters:
        _kantlijn_letter(letter, content / "letters" / letter.id, link)


def _kantlijn_letter(letter: Letter, folder: Path, link: Callable[[str, str, str], str]) -> None:
    _write(
        folder / "letter.md",
        f"---\ntitle: {letter.title}\nkind: answers\nlang: nl\ndate: {letter.date}\nsubmitted: {letter.submitted}\n"
        f"numbers: [{letter.number}]\nasked_by:\n  - {{actor: {letter.asker}}}\nanswered_by:\n"
        f"  - {{actor: {letter.answerer}}}\n---\nHierbij de antwoorden.\n",
    )
    for answer in letter.answers:
        head = f"---\nnumber: {answer.number}\ntopics: [{', '.join(answer.topics)}]\n---\n"
        notes = "".join(f"\n[^{i}]: {text}\n" for i, text in enumerate(answer.footnotes, 1))
        body = f"## Vraag\n\n{answer.question}\n\n## Antwoord\n\n{_text(answer, link)}\n{notes}"
        _write(folder / f"vraag-{answer.number:02}.md", head + body)
        for note in answer.notes:
            _write(
                folder / "notes" / f"{note.id}.md",
                f"---\nnumber: {answer.number}\nquote: {json.dumps(note.quote)}\nkind: context\nauthor: redactie\n"
                f"date: {letter.date}\n---\n{note.text}\n",
            )


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
    given = arguments.parse_args()
    WRITERS[given.generator](make(given.letters), given.folder)
    print(f"{given.letters} letters for {given.generator} in {given.folder}")


if __name__ == "__main__":
    main()
