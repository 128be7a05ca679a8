"""What is made beside pages, part by part: what a site does without is neither made nor led to, nor silently lost."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin

import msgspec
import pytest

from generator import build as pipeline
from generator.build import Options
from generator.core.cache import NoCache
from generator.core.config import Config
from generator.core.diagnostics import Severity
from generator.core.ledger import FILE, added, parse, written
from generator.core.parts import PARTS, PICTURES, SEARCH, pattern
from generator.core.proof import Proof, State
from generator.core.retired import retire
from generator.core.source_places import MarkedWords, PlacedBlock, PlacedText, SourcePassage, SourcePlaces
from generator.output import card_cache, pagefind
from generator.pages.data.shown import read
from generator.pages.plan import Locate

EVERYTHING = Path(__file__).parent / "everything"
EXAMPLE = Path(__file__).parents[2]
BASE = "https://proef.example/pad/"
POSSIBLE = {PICTURES.name: card_cache.available(), SEARCH.name: pagefind.program() is not None}
MADE_BY = {
    "embeds": r".*/embed/.*|.*/oembed\.json",
    "pictures": r".*/share\.png",
    "search": r"pagefind/.*",
    "feeds": r"(.*/)?feed\.xml",
    "citations": r"brieven/[^/]+/cite\..*",
    "answer_citations": r"brieven/[^/]+/vraag-[^/]+/cite\..*",
    "markdown": r"brieven/[^/]+/vraag-[^/]+/index\.md",
    "annotations": r".*/annotations\.json",
    "tables": r"answers.*\.csv|datapackage\.json",
    "akoma_ntoso": r".*/letter\.akn\.xml",
    "facsimile": r"brieven/[^/]+/(vraag-[^/]+/bron/index\.html|bron-\d+\.webp)",
}
NAMES = [part.name for part in PARTS]
CHOICES = {
    "none": (),
    "all": tuple(NAMES),
    "default": tuple(part.name for part in PARTS if part.by_default),
    **{f"only {name}": (name,) for name in NAMES},
}


def equal(letter, *_) -> Proof:
    """Say of a letter that it is equal to its source, if it has one."""
    placed = letter.source.file and not letter.source.withheld
    return Proof(letter.id, State.EQUAL, places="there" if placed else "")


def everywhere(_letter, shown, _proof) -> SourcePlaces:
    """Return places as if each block were a passage of the source."""
    texts = read(shown.text).texts
    passages = [SourcePassage(block.html, 1) for text in texts for block in text.blocks]
    at = iter(range(len(passages)))
    placed = (
        PlacedText(
            text.kind,
            text.path,
            text.label,
            tuple(PlacedBlock((), (MarkedWords(next(at), 0, 3),)) for _ in text.blocks),
        )
        for text in texts
    )
    return SourcePlaces(tuple(placed), tuple(passages))


LOCATE = Locate(equal, everywhere)


def settings(names) -> str:
    """Return the line of `site.yml` that asks for just these parts."""
    return f"parts: {{{', '.join(f'{name}: {str(name in names).lower()}' for name in NAMES)}}}"


def ask(site: Path, names) -> None:
    """Let a site ask for just these parts."""
    file = site / "site.yml"
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("parts")]
    file.write_text("\n".join([*lines, settings(names), ""]), "utf-8")


@pytest.fixture
def site(tmp_path) -> Path:
    return shutil.copytree(EVERYTHING, tmp_path / "site", ignore=shutil.ignore_patterns(".kantlijn", "site"))


@pytest.fixture
def example(tmp_path) -> Path:
    root = tmp_path / "example"
    root.mkdir()
    shutil.copytree(EXAMPLE / "content", root / "content")
    shutil.copy(EXAMPLE / "site.yml", root / "site.yml")
    return root


def files_of(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())


def links_of(url: str, text: str):
    """Yield what a page or a file of data leads to on its own site: links, and addresses in code that is to be copied."""
    plain = unescape(unescape(text))
    yield from re.findall(rf"{re.escape(BASE)}[^\s\"'<>)}},\\\]]*", plain)
    if url.endswith((".html", "/")):
        yield from (urljoin(url, link) for link in re.findall(r'(?:href|src|action)="([^"]*)"', text))


def dead(out: Path) -> list[tuple[str, str]]:
    """Return every link of a built site to a file of its own that is not there."""
    there = set(files_of(out))
    found = []
    for path in there:
        file = out / path
        if file.suffix not in {".html", ".json", ".xml", ".csv", ".bib", ".ris", ".txt"} or path.startswith(
            "pagefind/"
        ):
            continue
        url = BASE + path.removesuffix("index.html")
        for link in links_of(url, file.read_text("utf-8")):
            target = unquote(link.partition("#")[0].partition("?")[0])
            if target.startswith(BASE):
                name = target.removeprefix(BASE)
                if (f"{name}index.html" if not name or name.endswith("/") else name) not in there:
                    found.append((path, link))
    return found


@pytest.mark.parametrize("choice", CHOICES)
def test_just_the_parts_that_are_asked_for_are_made_and_no_page_leads_to_another(site, choice):
    ask(site, CHOICES[choice])
    result = pipeline.build(site, Options(strict=True, locate=LOCATE), NoCache())
    assert result.published, result.problems
    files = files_of(result.out)
    for name, form in MADE_BY.items():
        there = [path for path in files if re.fullmatch(form, path)]
        assert bool(there) == (name in CHOICES[choice] and POSSIBLE.get(name, True)), (name, there[:3])
    assert {"index.json", "proofs.json", "robots.txt", "sitemap.xml", "zoeken/index.html"} <= set(files)
    assert dead(result.out) == []


def test_an_answer_is_five_files_at_most_by_default(example):
    result = pipeline.build(example, Options(), NoCache())
    notes = "|".join(file.stem for file in (example / "content/letters/2021z16860/notes").glob("*.md"))
    counts = Counter(
        match[1]
        for path in files_of(result.out)
        if (match := re.match(r"brieven/2021z16860/(vraag-\d+)/", path)) and not re.search(rf"/embed/({notes})/", path)
    )
    assert len(counts) == 22
    assert set(counts.values()) == {3 + POSSIBLE["pictures"]}  # and its fragment of the search index


def test_every_form_of_a_part_is_that_of_its_addresses_in_the_ledger(site):
    ask(site, NAMES)
    plan = pipeline.prepare(site, Options(addressed=True), NoCache()).plan
    paths = {address.path for address in plan.addresses if not address.anchor}
    for part in PARTS:
        forms = part.addresses(msgspec.structs.asdict(Config(name="x").segments))
        made = {
            path
            for path in paths
            if re.fullmatch(MADE_BY[part.name], f"{path[1:]}index.html" if path.endswith("/") else path[1:])
        }
        assert {path for path in made if any(pattern(form).fullmatch(path) for form in forms)} == made, part.name
        for form in forms:
            assert any(pattern(form).fullmatch(path) for path in paths), form


# --- What is given up ------------------------------------------------------------------------------------------


def publish(site: Path, day: str, *, retiring: bool = True) -> None:
    """Do to the ledger what `kantlijn ledger` does."""
    import datetime as dt

    draft = pipeline.prepare(site, Options(addressed=True), NoCache())
    today = dt.date.fromisoformat(day)
    found = added(draft.graph.ledger, draft.plan.addresses, today, draft.plan.site.base_url)
    if retiring:
        found = retire(found, draft.config.unwanted(), draft.plan.addresses, today)
    (site / FILE).write_text(written(found), "utf-8")


def losses(site: Path):
    """Return what a check would say of published addresses."""
    problems = pipeline.prepare(site, Options(strict=False), NoCache()).problems
    return [p for p in problems if p.code in ("address-gone", "part-dropped", "addresses-unknown")]


def retired(site: Path) -> list[str]:
    return [entry.path for entry in parse((site / FILE).read_text("utf-8"))[0].retired]


def test_the_example_gives_up_what_was_published_for_each_answer_by_one_line_for_each_form(example):
    ask(example, NAMES)
    publish(example, "2026-01-01")
    assert retired(example) == []
    before = (example / FILE).read_text("utf-8").splitlines()
    ask(example, CHOICES["default"])
    assert [(p.code, p.severity, dict(p.values)["n"]) for p in losses(example)] == [
        ("part-dropped", Severity.INFO, "1"),  # akoma_ntoso
        ("part-dropped", Severity.INFO, "22"),  # markdown
        ("part-dropped", Severity.INFO, "66"),  # answer_citations
    ]
    publish(example, "2026-02-01")
    assert sorted(retired(example)) == [
        "/brieven/*/letter.akn.xml",
        "/brieven/*/vraag-*/cite.*",
        "/brieven/*/vraag-*/index.md",
    ]
    assert losses(example) == []
    after = (example / FILE).read_text("utf-8").splitlines()
    assert set(before) < set(after)
    assert len(after) == len(before) + 3
    publish(example, "2026-03-01")
    assert (example / FILE).read_text("utf-8").splitlines() == after


def test_embeds_that_go_stop_a_strict_build_until_the_ledger_gives_them_up(site):
    ask(site, NAMES)
    publish(site, "2026-01-01")
    ask(site, [name for name in NAMES if name != "embeds"])
    [problem] = losses(site)
    assert (problem.code, problem.severity, dict(problem.values)["part"]) == (
        "part-dropped",
        Severity.WARNING,
        "embeds",
    )
    assert problem.position.path == "site.yml"
    assert not pipeline.build(site, Options(strict=True), NoCache()).published
    publish(site, "2026-02-01")
    assert losses(site) == []
    assert pipeline.build(site, Options(strict=True), NoCache()).published


def test_all_that_can_go_goes_at_once(site):
    ask(site, NAMES)
    publish(site, "2026-01-01")
    ask(site, ())
    assert {problem.code for problem in losses(site)} == {"part-dropped"}
    publish(site, "2026-02-01")
    assert losses(site) == []
    forms = [form for part in PARTS for form in part.addresses(msgspec.structs.asdict(Config(name="x").segments))]
    assert retired(site) == sorted(forms)


def test_what_else_is_lost_is_told_as_before(site):
    ask(site, NAMES)
    publish(site, "2026-01-01")
    ask(site, ())
    publish(site, "2026-02-01")
    topic = next((site / "content/topics").glob("*.md"))
    text = written(parse((site / FILE).read_text("utf-8"))[0])
    entry = f"/onderwerpen/weg/\t\t2026-01-01\ttopic:weg-{topic.stem}\t\n"
    (site / FILE).write_text(text + entry, "utf-8")
    assert [dict(problem.values)["url"] for problem in losses(site)] == ["/onderwerpen/weg/"]


def test_a_part_that_comes_back_is_watched_again_and_its_line_stays(site):
    ask(site, NAMES)
    publish(site, "2026-01-01")
    ask(site, [name for name in NAMES if name != "markdown"])
    publish(site, "2026-02-01")
    ask(site, NAMES)
    publish(site, "2026-03-01")
    assert retired(site) == ["/brieven/*/vraag-*/index.md"]
    gone = "/brieven/2099z00001/vraag-99/index.md\t\t2026-01-05\tdata\t\n"
    (site / FILE).write_text((site / FILE).read_text("utf-8") + gone, "utf-8")
    assert [dict(problem.values)["url"] for problem in losses(site)] == ["/brieven/2099z00001/vraag-99/index.md"]
    ask(site, [name for name in NAMES if name != "markdown"])
    assert losses(site) == []  # the old line accounts for all of them again


def test_what_was_published_after_a_line_is_dropped_by_another_day(site):
    ask(site, NAMES)
    publish(site, "2026-01-01")
    ask(site, [name for name in NAMES if name != "markdown"])
    publish(site, "2026-02-01")
    new = "/brieven/2099z00001/vraag-99/index.md\t\t2026-02-05\tdata\t\n"
    (site / FILE).write_text((site / FILE).read_text("utf-8") + new, "utf-8")
    assert [(problem.code, dict(problem.values)["n"]) for problem in losses(site)] == [("part-dropped", "1")]
    publish(site, "2026-03-01")
    [line] = parse((site / FILE).read_text("utf-8"))[0].retired
    assert line.since == "2026-03-01"
    assert losses(site) == []


def test_what_is_withdrawn_says_so_also_where_its_part_is_dropped(example):
    ask(example, NAMES)
    publish(example, "2026-01-01")
    (example / "content/letters/2021z16860/vraag-22.md").unlink()
    (example / "content/letters/2021z16860/notes/voorwaarde.md").unlink()
    (example / "content/withdrawn.yml").write_text(
        "withdrawn:\n  - {url: /brieven/2021z16860/vraag-22/, date: 2026-02-01, reason: Ingetrokken.}\n", "utf-8"
    )
    ask(example, [name for name in NAMES if name != "embeds"])
    [problem] = losses(example)
    # A page and an oEmbed file of each other answer and note, and of the letter; files of topics.
    embeds = 2 * 21 + 2 * 15 + 2 + 16
    assert (problem.code, dict(problem.values)["n"]) == ("part-dropped", str(embeds))
    publish(example, "2026-02-01")
    assert losses(example) == []
    out = pipeline.build(example, Options(), NoCache()).out
    assert "ngetrokken" in (out / "brieven/2021z16860/vraag-22/embed/index.html").read_text("utf-8")
    assert not (out / "brieven/2021z16860/vraag-21/embed").exists()


def test_an_alias_takes_along_only_what_is_made(example):
    ask(example, NAMES)
    publish(example, "2026-01-01")
    folder = example / "content/letters/2021z16860"
    letter = (folder / "letter.md").read_text("utf-8")
    folder.rename(folder.with_name("2021z99999"))
    moved = letter.replace("---\n", "---\naliases: [/brieven/2021z16860/]\n", 1)
    (folder.with_name("2021z99999") / "letter.md").write_text(moved, "utf-8")
    actor = example / "content/actors/ministerie-van-defensie.md"
    actor.write_text(actor.read_text("utf-8").replace("2021z16860", "2021z99999"), "utf-8")
    assert losses(example) == []
    ask(example, CHOICES["none"])
    assert {problem.code for problem in losses(example)} == {"part-dropped"}
    publish(example, "2026-02-01")
    assert losses(example) == []
    out = pipeline.build(example, Options(), NoCache()).out
    assert (out / "brieven/2021z16860/vraag-3/index.html").exists()
    assert not (out / "brieven/2021z16860/vraag-3/embed").exists()
    assert dead(out) == []


def test_what_needs_the_site_s_address_is_left_out_without_it_as_documented(site):
    ask(site, NAMES)
    whole = files_of(pipeline.build(site, Options(locate=LOCATE), NoCache()).out)
    file = site / "site.yml"
    file.write_text(re.sub(r"(?m)^base_url:.*\n", "", file.read_text("utf-8")), "utf-8")
    result = pipeline.build(site, Options(locate=LOCATE, allow_removals=True), NoCache())
    assert result.published, result.problems
    lost = [path for path in set(whole) - set(files_of(result.out)) if not path.startswith("pagefind/")]
    [told] = re.findall(r"relative to the file\. (.*?) need `base_url`", document("machine-readable.md"))
    assert "embeds" in told
    frames = {"index.html"} if any(re.fullmatch(MADE_BY["embeds"], path) for path in lost) else set()
    assert {path.rpartition("/")[2] for path in lost} - frames == set(re.findall(r"`([^`]+)`", told))


def test_an_answer_of_the_example_is_as_many_files_as_documented(example):
    result = pipeline.build(example, Options(locate=LOCATE), NoCache())
    assert result.published, result.problems
    of_notes = re.compile(r".*/embed/[^/]+/.*")
    answers = Counter(
        path.split("/")[2]
        for path in files_of(result.out)
        if re.match(r"brieven/[^/]+/vraag-", path) and not of_notes.fullmatch(path)
    )
    without = [name for name in POSSIBLE if not POSSIBLE[name]]
    assert set(answers.values()) == {5 - (PICTURES.name in without)}  # and each has its part of the search index
    for page in ("machine-readable.md", "publish.md"):
        assert len(re.findall(r"is six files at most", document(page))) == 1


def document(name: str) -> str:
    """Return a page of the documentation, on one line."""
    return " ".join((EXAMPLE / "docs" / name).read_text("utf-8").split())
