"""Official text in what is built equals, to the character, the text that is compared with the source."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from lxml import html

from generator.build import Options, build
from generator.core.proof import Proof, ShownLetter, ShownText, State, TextKind
from generator.output.cache_file import CacheFile
from generator.pages.data import shown
from generator.verify.published import FolderFiles, changed_texts

ROOT = Path(__file__).parents[2]
EVERYTHING = Path(__file__).parent / "everything"
BASE = "https://brieven.example"

ALL_KINDS = {
    "site.yml": f"name: Proef\nbase_url: {BASE}\nparts: {{search: false, pictures: false, markdown: true}}\n",
    "content/actors/gemeente.md": "---\nname: gemeente Duin\ntype: body\n---\nX.\n",
    "content/letters/2024z00001/letter.md": """\
        ---
        title: Alle soorten
        date: 2024-01-02
        departures: [{source: vorzitter, shown: voorzitter, reason: drukfout}]
        ---
        Geachte  voorzitter, de gemeente Duin & "anderen" <b>schrijven</b> dit.[^1]

        [^1]: Voetnoot van de **brief**.
        """,
    "content/letters/2024z00001/vraag-01.md": """\
        ---
        number: 1
        departures: [{source: teezt, shown: staat, place: dit staat er, reason: drukfout}]
        ---
        ## Vraag

        Kent u *nadruk*, **vet**, ~~doorgehaald~~, H~2~O, m^2^ en `code`?[^1]

        ### Een kop in de vraag

        1. een
        2. twee
           - onder *twee*

           nog een alinea
        3. drie[^2]

        ## Antwoord

        > Een citaat van de gemeente Duin, over
        > twee regels.

        | jaar | som |
        | :--- | ---: |
        | 2023 | € 1,5 |
        | 2024 | [zie](question:2) |

        Ja, dit staat er, zie het [antwoord op vraag 2](question:2) en [het stuk](kst:30821-124).\\
        Een nieuwe regel.

        ***

        ```
        vaste   tekst <i>
        ```

        [^1]: Eerste noot, met [een adres](https://a.example/?b=1&c=2).
        [^2]: Tweede noot over twee alinea's.

            De tweede.
        """,
    "content/letters/2024z00001/vraag-02.md": """\
        ---
        number: 2
        ---
        ## Vraag

        Zie ook [vraag 1](question:1).

        ## Antwoord

        - eerste
        - tweede <script>alert(1)</script>

        5) vijf
        6) zes
        """,
    "content/letters/2024z00001/vraag-03.md": "---\nnumber: 3\nanswered_in: 2\n---\n## Vraag\n\nEn vraag drie?\n",
    "content/letters/2024z00001/vraag-04.md": "---\nnumber: 4\ntitle: Eigen titel\n---\n## Vraag\n\nZonder antwoord?\n",
    "content/letters/2024z00001/notes/over-een-link.md": """\
        ---
        number: 1
        quote: dit staat er, zie het antwoord op vraag 2 en het
        ---
        Een notitie over een link en een afwijking.
        """,
    "content/letters/2024z00001/notes/over-alineas.md": """\
        ---
        number: 1
        quote: nog een alinea drie
        ---
        Een notitie over twee alinea's.
        """,
}


@pytest.fixture(scope="module", params=["example", "everything", "all kinds"])
def built(request, tmp_path_factory):
    """A site with an address, built without search and pictures."""
    return Built(copied(request.param, tmp_path_factory.mktemp("site") / "bron"))


def copied(name: str, root: Path) -> Path:
    """Write one of the sites into a folder."""
    if name == "all kinds":
        for path, text in ALL_KINDS.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(textwrap.dedent(text), "utf-8")
        return root
    if name == "everything":
        shutil.copytree(EVERYTHING, root)
    else:
        root.mkdir()
        shutil.copytree(ROOT / "content", root / "content")
        shutil.copy(ROOT / "site.yml", root / "site.yml")
    settings = (root / "site.yml").read_text("utf-8").split("\n")
    kept = [line for line in settings if line.split(":")[0] not in {"parts", "base_url", "theme"}]
    parts = "parts: {search: false, pictures: false, markdown: true}"
    (root / "site.yml").write_text("\n".join([*kept, f"base_url: {BASE}", parts, ""]))
    return root


class Built:
    """A built site, and the official text of each letter as it was compared."""

    def __init__(self, root: Path) -> None:
        self.root, self.out = root, root / "site"
        self.letters: dict[str, ShownLetter] = {}
        result = build(root, Options(prove=self._prove), CacheFile())
        assert result.published, result.problems

    def _prove(self, letter, piece, _departures):
        self.letters[letter.id] = shown.read(piece.text)
        return Proof(letter.id, State.EQUAL)

    def tree(self, path: str) -> html.HtmlElement:
        return html.fromstring((self.out / path).read_text("utf-8"))


def text_of(element: html.HtmlElement) -> str:
    """Return all text of an element, the marks of footnotes too, but not the page's own link to the paragraph."""
    for link in element.xpath('.//a[@class="here"]'):
        link.drop_tree()
    return element.text_content()


def texts(found: Sequence[html.HtmlElement]) -> list[str]:
    return [text_of(element).strip("\n") for element in found]


def wanted(blocks: ShownText) -> list[str]:
    return [html.fragment_fromstring(block.html, "div").text_content().strip("\n") for block in blocks.blocks]


def of(letter: ShownLetter, kind: TextKind, number: int = 0) -> list[str]:
    """Return the text of the blocks of one kind, of a question or of the cover letter."""
    return [
        text
        for one in letter.texts
        if one.kind is kind and (not number or number in one.numbers)
        for text in wanted(one)
    ]


def foot(tree: html.HtmlElement) -> list[str]:
    return texts(tree.xpath('//section[@role="doc-endnotes"]//div[contains(@class, "official")]/div'))


def official(tree: html.HtmlElement, path: str) -> list[str]:
    return texts(tree.xpath(f'{path}//div[contains(@class, "official") and @id]'))


def compared(built: Built) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each place of the site that shows official text: what it shows, and what was compared with the source."""
    for letter_id, letter in built.letters.items():
        folder = f"brieven/{letter_id}" if (built.out / "brieven").is_dir() else f"letters/{letter_id}"
        tree = built.tree(f"{folder}/index.html")
        numbers = {one.numbers[0] for one in letter.texts if one.kind is TextKind.QUESTION}
        yield f"{folder} cover", official(tree, '//section[contains(@class, "cover")]'), of(letter, TextKind.COVER)
        yield f"{folder} foot", foot(tree), of(letter, TextKind.FOOTNOTE)
        asked = official(tree, '//div[contains(@class, "ask")]')
        yield f"{folder} questions", asked, of(letter, TextKind.QUESTION)
        answers = '//section[contains(@class, "question")]/div[contains(@class, "stretch")]'
        yield f"{folder} answers", official(tree, answers), of(letter, TextKind.ANSWER)
        for number in sorted(numbers):
            [page] = (built.out / folder).glob(f"*-{number}/index.html")
            tree = html.fromstring(page.read_text("utf-8"))
            where = page.parent.relative_to(built.out).as_posix()
            yield (
                f"{where} question",
                official(tree, '//section[contains(@class, "question")]'),
                of(letter, TextKind.QUESTION, number),
            )
            answer = of(letter, TextKind.ANSWER, number)
            yield f"{where} answer", official(tree, '//section[contains(@class, "answer")]'), answer
            assert set(foot(tree)) <= set(of(letter, TextKind.FOOTNOTE))
            frame = html.fromstring((page.parent / "embed/index.html").read_text("utf-8"))
            parts = [joined([text_of(part)]) for part in frame.xpath('//div[contains(@class, "official")]')]
            yield (
                f"{where} embed",
                parts,
                [joined(one) for one in (of(letter, TextKind.QUESTION, number), answer) if one],
            )


def joined(found: Sequence[str]) -> str:
    """Return texts as one without line ends: a frame has one between blocks."""
    return "".join(found).replace("\n", "")


def test_pages_and_frames_show_what_was_compared(built):
    count = 0
    for where, there, expected in compared(built):
        assert there == expected, where
        count += sum(map(len, expected))
    assert count > 500


def test_the_data_has_the_same_words(built):
    for letter_id, letter in built.letters.items():
        [path] = built.out.glob(f"*/{letter_id}/letter.json")
        data = json.loads(path.read_text("utf-8"))
        assert bare(data["cover"]) == without_marks(letter, TextKind.COVER)
        for question in data["questions"]:
            number = question["number"]
            assert bare(question["question"]) == without_marks(letter, TextKind.QUESTION, number)
            if question["answer"] is not None:
                assert bare(question["answer"]) == without_marks(letter, TextKind.ANSWER, number)
        notes = [note["text"] for part in (data, *data["questions"]) for note in part["footnotes"]]
        assert sorted("".join(note.split()) for note in notes) == sorted(
            "".join(text.split()) for text in of(letter, TextKind.FOOTNOTE)
        )


def bare(blocks: Sequence[dict[str, str]]) -> list[str]:
    return ["".join(block["text"].split()) for block in blocks]


def without_marks(letter: ShownLetter, kind: TextKind, number: int = 0) -> list[str]:
    """Return the text of blocks without the marks of footnotes, which the data lists apart, and without white space."""
    found = []
    for one in letter.texts:
        if one.kind is kind and (not number or number in one.numbers):
            for block in one.blocks:
                element = html.fragment_fromstring(block.html, "div")
                for mark in element.xpath('.//a[@role="doc-noteref"]'):
                    mark.drop_tree()
                found.append("".join(element.text_content().split()))
    return found


def test_the_markdown_is_the_file_itself(built):
    for letter_id, letter in built.letters.items():
        [folder] = (path.parent for path in built.out.glob(f"*/{letter_id}/letter.json"))
        published = {path.read_bytes() for path in folder.rglob("*.md")}
        for one in letter.texts:
            assert (built.root / one.path).read_bytes() in published


def test_a_stranger_reads_the_same_text_from_the_pages(built):
    assert list(changed_texts(FolderFiles(built.out))) == []


@pytest.mark.parametrize(
    "changed", ["{{ block.html|upper }}", "{{ block.html|replace('e', 'a', 1) }}", "{{ block.html|striptags }}"]
)
def test_a_theme_that_changes_official_text_would_be_seen_here(tmp_path, changed):
    copied("all kinds", tmp_path)
    (tmp_path / "site.yml").write_text(ALL_KINDS["site.yml"] + "theme: eigen\n")
    templates = tmp_path / "eigen" / "templates"
    templates.mkdir(parents=True)
    macros = (ROOT / "theme/templates/macros.html").read_text("utf-8")
    assert "{{ block.html }}" in macros
    (templates / "macros.html").write_text(macros.replace("{{ block.html }}", changed), "utf-8")
    made = Built(tmp_path)
    assert any(there != expected for _, there, expected in compared(made))
    assert {problem.code for problem in changed_texts(FolderFiles(made.out))} & {
        "published-text-digest",
        "published-other",
    }
