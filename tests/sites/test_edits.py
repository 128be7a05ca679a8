"""Whatever is edited after whatever: what is remembered of earlier builds never shows in what a build makes."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.build import Options, build
from generator.content import site_settings, sources
from generator.content.parse import parse
from generator.content.sources import Sources, SourceText
from generator.core import ledger
from generator.core.cache import NoCache
from generator.graph.link import link
from generator.output.cache_file import CacheFile
from generator.output.interface_words import words
from generator.output.theme import theme
from generator.pages.plan import plan
from generator.pages.planned import Plan

EVERYTHING = Path(__file__).parent / "everything"
SITE = sources.read(EVERYTHING)
FILES = [text.path for text in SITE.texts]
ONE, TWO = "content/letters/2099z00001", "content/letters/2099z00009"
LINES = (
    "De minister van Fietsen sprak met Mina Bakker en lid Jansen over de gemeente.",
    "Zie het [antwoord op vraag 2](question:2) en [een andere brief](question:2099z00009/1).",
    "Zie [vraag 6](question:2099z00001/6#a1), [de brief](letter:2099z00001) en [een notitie](note:2099z00001/n1).",
    "Dit staat in [het dossier](kst:30821-124) en in [de vorige antwoorden](ah:tk-20982099-12) over [kosten](topic:kosten).",
    "Gevraagd is [dit](question:2099z00009/1), bij [een notitie](note:2099z00001/n1) en [elders](letter:2099z00009).",
    "Ook [de staatssecretaris](actor:staatssecretaris-van-licht) en [de vragen](zaak:2099Z00001) zijn genoemd. <b>&amp;",
)
VALUES = {
    "title": ("Lantaarns & palen", "Een andere titel"),
    "name": ("de Minister", "Lantaarns <b>"),
    "date": ("2098-03-04", "2099-02-01"),
    "topics": ("[kosten]", "[lampen, fietspaden]", "[]"),
    "parent": ("kosten", "null"),
    "aliases": ("[/oud/pad/]", "[]"),
    "answered_by": ("[{actor: lid-jansen, office: minister-van-fietsen}]", "[{office: staatssecretaris-van-licht}]"),
    "actors": ("[gemeente]", "[]"),
    "quote": ("lantaarn", "weg"),
    "author": ("iemand anders", "null"),
    "kind": ("context", "questions"),
}
ADDED = {"title", "topics", "actors", "aliases", "parent"}
"""Keys that are put in where they are not."""


@dataclass(frozen=True)
class Edit:
    """One change of a file's text; where the text has no place for it, none."""

    file: str
    what: str
    choice: int

    def of(self, text: str | None) -> str | None:
        """Give the text after the edit; None is no file."""
        if text is None:
            return SITE_TEXTS[self.file]  # what went comes back
        if self.what == "gone":
            return None
        if self.what == "line":
            return f"{text}\n{LINES[self.choice % len(LINES)]}\n"
        if self.what == "words":
            return re.sub(r"\A(---\n.*?\n---\n(?:## \w+\n)?\s*)", rf"\1Stel {self.choice}: ", text, flags=re.DOTALL)
        if self.what == "shorter":
            return text.rstrip().rpartition("\n\n")[0] + "\n"
        line = f"{self.what}: {VALUES[self.what][self.choice % len(VALUES[self.what])]}"
        changed, there = re.subn(rf"^{self.what}: .*$", line, text, count=1, flags=re.MULTILINE)
        return changed if there or self.what not in ADDED else text.replace("---\n", f"---\n{line}\n", 1)


SITE_TEXTS = {text.path: text.data.decode() for text in SITE.texts}
EDITS = st.builds(
    Edit,
    st.sampled_from(FILES),
    st.sampled_from(["line", "line", "line", "words", "words", "shorter", "gone", *VALUES]),
    st.integers(0, 9),
)
WORDS = words(theme(), "nl").entries


def planned(texts: dict[str, str | None], known: str, cache=None) -> tuple[Plan, object]:
    """Plan the site of some texts, as a build would."""
    found = tuple(SourceText(path, text.encode()) for path, text in sorted(texts.items()) if text is not None)
    read: Sources = replace(SITE, texts=found)
    settings_, _ = site_settings.parse(read.site)
    content, _ = parse(read, cache=cache or NoCache())
    graph, _ = link(content, settings_, ledger.parse(known)[0], cache or NoCache())
    verified = {letter.id: bool(letter.source.file) for letter in content.letters}
    return plan(
        graph,
        WORDS,
        verified=verified,
        searched=True,
        illustrated=True,
        addressed=True,
        cache=cache or NoCache(),
    )


def outcome(made: Plan) -> object:
    """Give all that is published of a plan, by what is known of it and not by what is made again for this test."""
    pages = [(p.path, p.origin, p.type, p.kind, p.index, p.fingerprint.whole, p.fingerprint.parts) for p in made.pages]
    return made.site, pages, made.files, [(text.path, text.digest) for text in made.found], made.cards, made.addresses


PLAN, _ = planned(dict(SITE_TEXTS), "")
LEDGER = ledger.written(ledger.added(ledger.Ledger(), PLAN.addresses, dt.date(2099, 3, 1)))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(EDITS, min_size=1, max_size=6), kept=st.booleans())
@example(edits=[Edit(f"{ONE}/vraag-06.md", "line", 3), Edit(f"{TWO}/vraag-01.md", "words", 1)], kept=True)
@example(edits=[Edit(f"{TWO}/vraag-01.md", "line", 2), Edit(f"{ONE}/vraag-01.md", "words", 0)], kept=True)
@example(edits=[Edit(f"{TWO}/vraag-01.md", "line", 2), Edit(f"{TWO}/vraag-01.md", "words", 0)], kept=False)
@example(edits=[Edit(f"{TWO}/letter.md", "line", 2), Edit(f"{TWO}/letter.md", "title", 0)], kept=False)
@example(edits=[Edit("content/topics/kosten.md", "line", 3), Edit(f"{TWO}/vraag-01.md", "words", 0)], kept=True)
@example(edits=[Edit("content/actors/gemeente.md", "line", 3), Edit(f"{TWO}/vraag-01.md", "words", 0)], kept=False)
@example(
    edits=[Edit("content/actors/mina-bakker.md", "name", 0), Edit("content/actors/mina-bakker.md", "gone", 0)],
    kept=False,
)
@example(edits=[Edit(f"{ONE}/vraag-07.md", "actors", 0), Edit("content/actors/gemeente.md", "name", 0)], kept=False)
@example(edits=[Edit(f"{TWO}/vraag-01.md", "topics", 0), Edit("content/topics/kosten.md", "parent", 0)], kept=False)
@example(edits=[Edit("content/articles/lamp.md", "title", 0), Edit("content/articles/lamp.md", "gone", 0)], kept=False)
@example(edits=[Edit(f"{TWO}/letter.md", "answered_by", 1), Edit(f"{TWO}/letter.md", "date", 0)], kept=False)
@example(edits=[Edit("content/topics/lampen.md", "parent", 0), Edit("content/topics/kosten.md", "name", 0)], kept=False)
def test_after_any_edits_a_plan_is_what_it_would_be_from_nothing(edits, kept):
    known = LEDGER if kept else ""
    texts: dict[str, str | None] = dict(SITE_TEXTS)
    cache = CacheFile()
    planned(texts, known, cache)
    for edit in edits:
        texts[edit.file] = edit.of(texts[edit.file])
        warm, warned = planned(texts, known, cache)
        cold, told = planned(texts, known)
        assert outcome(warm) == outcome(cold)
        assert warned == told


def test_what_is_made_again_is_what_was_made_before():
    cache = CacheFile()
    planned(dict(SITE_TEXTS), LEDGER, cache)
    again, _ = planned(dict(SITE_TEXTS), LEDGER, cache)
    cold, _ = planned(dict(SITE_TEXTS), LEDGER)
    assert [(page.path, page.view) for page in again.pages] == [(page.path, page.view) for page in cold.pages]
    assert [text.html for text in again.found] == [text.html for text in cold.found]


@pytest.mark.parametrize("seed", range(2))
def test_after_edits_the_output_is_that_of_a_clean_build(tmp_path, seed):
    import random
    import shutil

    chance = random.Random(seed)
    site = tmp_path / "proef"
    shutil.copytree(EVERYTHING, site)
    cache = CacheFile(site / ".kantlijn" / "parsed")
    build(site, Options(), cache)
    for turn in range(6):
        file = site / chance.choice(FILES)
        if not file.exists():
            continue
        edit = Edit(file.relative_to(site).as_posix(), chance.choice(["line", "line", *VALUES]), chance.randrange(9))
        before = file.read_text("utf-8")
        file.write_text(edit.of(before) or before, "utf-8")
        if turn % 3 == 2:
            cache.save()
            cache = CacheFile(site / ".kantlijn" / "parsed")
        result = build(site, Options(), cache)
        if not result.published:
            file.write_text(before, "utf-8")
            continue
        clean = tmp_path / f"schoon-{turn}"
        assert build(site, Options(out=clean), CacheFile()).published
        assert _files(clean) == _files(site / "site")


def _files(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
