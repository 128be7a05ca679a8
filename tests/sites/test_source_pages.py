"""The source beside each answer: which pages and words of it are shown, and what is done where that cannot be."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from generator.build import Options, build, prepare
from generator.cli.proof import Prover
from generator.core.proof import State
from generator.output import page_drawing, source_pictures
from generator.output.cache_file import CacheFile
from generator.pages.views import AnswerView, SourceView

LETTER = "content/letters/2024z00001"
ANSWER = "De lampen hangen hoog genoeg voor een vrachtwagen, zegt de wegbeheerder van de provincie."
SECOND = "Ja, en de bruggen zijn in het voorjaar nagekeken door een bureau dat daarvoor is ingehuurd."
LAST = "Het rapport is op drie april aan de gemeenteraad gestuurd en daar in juni besproken."
TEXT = f"""Geachte voorzitter, hierbij de antwoorden.

Vraag 1
Hoe hoog hangen de lampen boven de weg?

Antwoord 1
{ANSWER}

Vraag 2
Zijn ook de bruggen nagekeken, en door wie?

Antwoord 2
{SECOND}
{LAST}
"""


def pdf(pages, decorate=lambda canvas: None) -> bytes:
    """Return a PDF with lines of text on each page."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    for lines in pages:
        canvas.setFont("Helvetica", 10)
        decorate(canvas)
        for at, line in enumerate(lines):
            canvas.drawString(70, 780 - 14 * at, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def two_pages(decorate=lambda canvas: None) -> bytes:
    lines = TEXT.split("\n")
    cut = lines.index(LAST)
    return pdf((lines[:cut], lines[cut:]), decorate)


def files(name: str, source: str = "") -> dict[str, str]:
    """Return a letter of two questions with a source of some name."""
    return {
        "site.yml": "name: Proef\nbase_url: https://proef.example/\n",
        f"{LETTER}/letter.md": "---\ntitle: Lampen\ndate: 2024-01-02\n"
        f"source: {{file: source/{name}{source}}}\n---\nGeachte voorzitter, hierbij de antwoorden.\n",
        f"{LETTER}/vraag-01.md": "---\nnumber: 1\n---\n## Vraag\n\nHoe hoog hangen de lampen boven de weg?\n\n"
        f"## Antwoord\n\n{ANSWER}\n",
        f"{LETTER}/vraag-02.md": "---\nnumber: 2\n---\n## Vraag\n\nZijn ook de bruggen nagekeken, en door wie?\n\n"
        f"## Antwoord\n\n{SECOND}\n{LAST}\n",
    }


@pytest.fixture
def made(site):
    """Return a function that makes a site with a source, and says how it is planned."""

    def make(name: str, data: bytes, more: dict[str, str] | None = None, source: str = ""):
        found = site({**files(name, source), **(more or {})})
        path = found.root / LETTER / "source" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return found.root

    return make


def options(root, cache, **how) -> Options:
    prover = Prover(root, cache)
    return Options(prove=prover, locate=prover.locator, **how)


def plan(root, cache=None):
    cache = cache or CacheFile()
    return prepare(root, options(root, cache), cache)


def views(prepared, kind=SourceView):
    return {page.path: page.view for page in prepared.plan.pages if isinstance(page.view, kind)}


def words(page: SourceView) -> str:
    return " ".join(
        piece.text for stretch in page.stretches for line in stretch.lines for piece in line.pieces if piece.kind
    )


def test_an_answer_shows_the_pages_that_it_is_on_and_no_others(made):
    prepared = plan(made("bron.pdf", two_pages()))
    [proof] = prepared.plan.proofs
    assert proof.state is State.EQUAL
    first, second = views(prepared).values()
    assert [page.page for page in first.pictured] == [1]
    assert [page.page for page in second.pictured] == [1, 2]
    assert [page.open_url for page in second.pictured] == ["../../bron.pdf#page=1", "../../bron.pdf#page=2"]
    assert sorted(one.path for one in prepared.plan.pictures) == [
        f"/brieven/2024z00001/bron-{page}.webp" for page in (1, 2)
    ]


def test_the_lines_of_each_block_are_marked_where_they_are_printed(made):
    _, second = views(plan(made("bron.pdf", two_pages()))).values()
    blocks = {(page.page, block.anchor): block.lines for page in second.pictured for block in page.blocks}
    assert blocks.keys() == {(1, "v1"), (1, "a1"), (2, "a1")}
    at = TEXT.split("\n").index(SECOND)
    [line] = blocks[1, "a1"]
    assert abs(line.x - 700) < 10
    assert line.y < 10 * (A4[1] - (780 - 14 * at)) < line.y + line.height
    assert 10 * 350 < line.width < 10 * 450
    [rule] = second.pictured[0].rules
    assert rule.x < line.x
    assert rule.y == line.y


def test_an_answer_leads_to_its_source_at_its_page_and_to_both_beside_each_other(made):
    second = list(views(plan(made("bron.pdf", two_pages())), AnswerView).values())[1]
    assert second.proof.pages == (1, 2)
    assert second.proof.file_url == "../bron.pdf#page=1"
    assert second.proof.beside == "bron/"


def test_a_turned_page_is_marked_where_it_is_printed(made):
    from pypdfium2 import PdfDocument

    document = PdfDocument(two_pages())
    for page in document:
        page.set_rotation(90)
    target = io.BytesIO()
    document.save(target)
    _, second = views(plan(made("bron.pdf", target.getvalue()))).values()
    page = second.pictured[0]
    assert page.across > page.down
    [line] = next(block.lines for block in page.blocks if block.anchor == "a1")
    assert line.height > 0
    assert 0 <= line.x <= page.across - line.width


@pytest.mark.parametrize("name", ["bron.txt", "bron.md"])
def test_the_words_of_a_text_are_marked(made, name):
    first, second = views(plan(made(name, TEXT.encode()))).values()
    assert words(first) == f"Hoe hoog hangen de lampen boven de weg? {ANSWER}"
    assert words(second) == f"Zijn ook de bruggen nagekeken, en door wie? {SECOND} {LAST}"
    shown = ["".join(piece.text for piece in line.pieces) for line in first.stretches[0].lines]
    assert shown[0] == "Vraag 1"
    assert shown[-1] == "Vraag 2"
    assert first.pictured == ()


@pytest.mark.parametrize("opening", ["", "«", "“"])
def test_words_of_two_questions_that_are_glued_are_marked_apart(made, opening):
    """As extractors give texts whose lines were joined: no space is left where one question ends and the next begins."""
    text = TEXT.replace("Zijn ook", f"{opening}Zijn ook").replace(f"\n\nAntwoord 1\n{ANSWER}\n\nVraag 2\n", "")
    first, second = views(plan(made("bron.txt", text.encode()))).values()
    assert words(first).startswith("Hoe hoog hangen de lampen boven de weg?")
    assert "Zijn" not in words(first)
    assert words(second).startswith(f"{opening}Zijn ook de bruggen nagekeken, en door wie?")


def test_what_is_withheld_is_not_shown(made):
    prepared = plan(made("bron.pdf", two_pages(), source=", sha256: " + "0" * 64 + ", withheld: er staat een naam in"))
    assert views(prepared) == {}
    assert prepared.plan.pictures == ()
    assert all(view.proof.beside is None for view in views(prepared, AnswerView).values())


def test_a_site_can_do_without(made):
    prepared = plan(made("bron.pdf", two_pages(), {"site.yml": "name: Proef\nparts: {facsimile: false}\n"}))
    assert views(prepared) == {}
    assert prepared.plan.pictures == ()


def test_a_source_that_cannot_be_read_costs_its_pages_only(made):
    root = made("bron.pdf", b"%PDF-1.4 niets")
    cache = CacheFile()
    assert build(root, options(root, cache), cache).published
    assert views(plan(root)) == {}


def test_a_page_that_cannot_be_drawn_is_told_and_shown_as_text(made, monkeypatch):
    root = made("bron.pdf", two_pages())
    monkeypatch.setattr(source_pictures, "_drawn_apart", lambda _data, pages: None if 2 in pages else ())
    prepared = plan(root)
    told = [problem for problem in prepared.problems if problem.code == "source-pages-undrawn"]
    assert [(one.position.path, dict(one.values)["pages"]) for one in told] == [(f"{LETTER}/letter.md", "1, 2")]
    first, second = views(prepared).values()
    assert not first.pictured
    assert words(second).endswith(LAST)


def test_a_page_that_fails_costs_no_other_page(monkeypatch):
    tried = []

    def draw(_data, pages):
        tried.append(tuple(pages))
        return None if 2 in pages else tuple(pages)

    monkeypatch.setattr(source_pictures, "_drawn_apart", draw)
    assert list(source_pictures._draw(b"", [1, 2, 3])) == [1, 3]
    assert tried == [(1, 2, 3), (1,), (2,), (3,)]


def test_no_picture_is_larger_than_it_may_be():
    noise = random.Random(1)
    picture = Image.frombytes("RGB", (900, 1200), noise.randbytes(900 * 1200 * 3))
    data = two_pages(lambda canvas: canvas.drawImage(ImageReader(picture), 0, 0, *A4))
    drawn = list(page_drawing.draw(data, "1", "2", "9"))
    assert all(len(page.data) <= page_drawing.MOST_BYTES for page in drawn)
    plain = list(page_drawing.draw(two_pages(), "1", "2", "9"))
    assert [page.page for page in plain] == [1, 2]
    assert all(page.data[8:12] == b"WEBP" and page.width == 1240 for page in plain)


def test_a_page_of_an_odd_size_has_a_picture_of_a_bounded_size():
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(20, 14_000), invariant=1)
    canvas.drawString(1, 7_000, "x")
    canvas.save()
    [page] = page_drawing.draw(target.getvalue(), "1")
    assert page.width * page.height <= 1_240 * 2_480


def test_the_site_is_the_same_from_one_process_and_two_and_is_drawn_once(made, tmp_path):
    root = made("bron.pdf", two_pages())
    outputs = []
    for jobs in (1, 2):
        cache = CacheFile()
        out = tmp_path / f"out-{jobs}"
        result = build(root, options(root, cache, out=out, jobs=jobs, confirm_out=True), cache)
        assert result.published, result.problems
        outputs.append({path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()})
    assert outputs[0] == outputs[1]
    assert sum(path.suffix == ".webp" for path in outputs[0]) == 2


def test_pictures_are_drawn_once_and_again_where_they_were_lost(made, monkeypatch):
    root, cache = made("bron.pdf", two_pages()), CacheFile()
    asked = []
    draw = source_pictures._drawn_apart
    monkeypatch.setattr(
        source_pictures, "_drawn_apart", lambda data, pages: asked.append(tuple(pages)) or draw(data, pages)
    )
    assert build(root, options(root, cache), cache).published
    question = root / LETTER / "vraag-01.md"
    question.write_text(question.read_text("utf-8").replace("hangen hoog", "hangen laag"), "utf-8")
    assert build(root, options(root, cache), cache).published
    assert asked == [(1, 2)]
    for file in source_pictures.folder(root).glob("*.webp"):
        file.unlink()
    (root / "site" / "brieven" / "2024z00001" / "bron-1.webp").unlink()
    assert build(root, options(root, cache), cache).published
    assert asked == [(1, 2), (1, 2)]
    assert (root / "site" / "brieven" / "2024z00001" / "bron-1.webp").is_file()


def test_a_page_says_that_it_is_equal_only_where_it_is(made):
    root = made("bron.pdf", two_pages())
    question = root / LETTER / "vraag-01.md"
    question.write_text(question.read_text("utf-8").replace("hangen hoog", "hangen laag"), "utf-8")
    first, second = views(plan(root)).values()
    assert {first.proof.state, second.proof.state} == {"differs"}
    assert (first.proof.here, second.proof.here) == (1, 0)


def test_where_a_cache_forgot_the_places_they_are_found_again(made):
    class Forgetful(CacheFile):
        def get(self, key, kind):
            return None if key.startswith("places ") else super().get(key, kind)

    root = made("bron.pdf", two_pages())
    first, _ = views(plan(root, Forgetful())).values()
    assert [page.page for page in first.pictured] == [1]
