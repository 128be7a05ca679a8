"""Whatever is edited after whatever: what is remembered of earlier builds never shows in what a build makes."""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.build import Indexing, Options, build
from generator.content import site_settings, sources
from generator.content.parse import parse
from generator.content.sources import Sources, SourceText
from generator.core import ledger, proof
from generator.core.cache import NoCache
from generator.core.proof import Proof
from generator.graph.link import link
from generator.output import word_files
from generator.output.cache_file import CacheFile
from generator.output.session import Session
from generator.output.theme import theme
from generator.output.users_folders import CACHE_VARIABLE
from generator.pages.kinds.table import WORDS as PAGE_WORDS
from generator.pages.plan import plan
from generator.pages.planned import Plan
from generator.pages.reuse.plan_memory import PlanMemory, SupersededError

EVERYTHING = Path(__file__).parent / "everything"
THEME = Path(__file__).parents[2] / "theme"
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
    """Empty where it is an edit of a setting, a word of the theme or how the site is built."""
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
WORDS = {language: word_files.read(theme(), language).words.entries for language in ("nl", "en")}
SETTINGS = (
    "name: Een andere naam",
    "publisher: Een ander",
    "description: Iets anders",
    "license: https://www.example.org/licentie",
    'accent: "#123456"',
    "lang: en",
    "mentions: all",
    "mentions: none",
    "home_letters: 1",
    "feed_entries: 1",
    "segments: {letters: stukken-van-de-kamer, question: q}",
    "segments: {actors: wie, notes: aantekeningen}",
    "parts: {embeds: false, feeds: false, tables: false, search: false}",
    "parts: {citations: false, annotations: false, markdown: true}",
)
OPTIONS = {
    "base_url": (None, "https://elders.example", "http://localhost:8000/proef"),
    "offline": (False, True),
    "drafts": (False, True),
    "searched": (True, False),
    "illustrated": (True, False),
    "stylesheet": ("/assets/style.css", "/assets/other.css"),
    "equal": ((), ("2099z00001",), ("2099z00001", "2099z00012")),
}
"""How a site is built; `equal` are the letters that are word for word their source."""


@dataclass(frozen=True)
class State:
    """A site, and how it is built."""

    texts: dict[str, str | None] = field(default_factory=lambda: dict(SITE_TEXTS))
    setting: str = ""
    words: tuple[str, str] = ("", "")
    """A key whose words the theme replaces, and with what it begins."""
    options: dict[str, object] = field(default_factory=lambda: {name: values[0] for name, values in OPTIONS.items()})

    def edited(self, edit: Edit) -> State:
        """Return the state after an edit."""
        if edit.file:
            return replace(self, texts={**self.texts, edit.file: edit.of(self.texts[edit.file])})
        if edit.what == "setting":
            return replace(self, setting=SETTINGS[edit.choice % len(SETTINGS)])
        if edit.what == "word":
            return replace(self, words=(sorted(PAGE_WORDS)[edit.choice % len(PAGE_WORDS)], f"{edit.choice} "))
        values = OPTIONS[edit.what]
        return replace(self, options={**self.options, edit.what: values[edit.choice % len(values)]})

    @property
    def site_file(self) -> str:
        """The text of `site.yml`: a setting takes the place of the one that is there."""
        key = self.setting.partition(":")[0]
        kept = [line for line in SITE.site.data.decode().splitlines() if not key or not line.startswith(f"{key}:")]
        return "\n".join((*kept, self.setting, ""))


OTHERS = st.builds(
    Edit, st.just(""), st.sampled_from(["setting", "setting", "word", *OPTIONS]), st.integers(0, len(PAGE_WORDS))
)


def proving(equal):
    """Return what finds some letters equal to their source, and all others different where they have one."""

    def prove(letter, _shown, _departures):
        return Proof(letter.id, proof.State.EQUAL if letter.id in equal else proof.State.DIFFERS)

    return prove


def planned(state: State, known: str, cache=None, memory=None) -> tuple[Plan, object]:
    """Plan a site, as a build would; with a memory, as a preview."""
    steps = memory.steps if memory else None
    cache = cache or NoCache()
    found = tuple(SourceText(path, text.encode()) for path, text in sorted(state.texts.items()) if text is not None)
    read: Sources = replace(SITE, texts=found, site=SourceText("site.yml", state.site_file.encode()))
    options = dict(state.options)
    settings_, problems = site_settings.parse(read.site)
    assert not problems
    content, _ = parse(read, drafts=options.pop("drafts"), cache=cache, memory=steps)
    graph, _ = link(content, settings_, ledger.parse(known)[0], cache, steps)
    entries = {**WORDS[settings_.lang]}
    key, begins = state.words
    if key:
        entries[key] = f"{begins}{entries[key]}"
    equal = options.pop("equal")
    return plan(graph, entries, **options, prove=proving(equal), addressed=True, cache=cache, memory=memory)


def outcome(made: Plan) -> object:
    """Give all that is published of a plan, by what is known of it and not by what is made again for this test."""
    pages = [
        (p.path, p.origin, p.line, p.column, p.subject, p.type, p.kind, p.index, p.fingerprint) for p in made.pages
    ]
    return made.site, pages, made.files, [(text.path, text.digest) for text in made.found], made.cards, made.addresses


def shown(made: Plan) -> object:
    """Give what is published of a plan, made again where it is not yet."""
    return [(page.path, page.view) for page in made.pages], [text.html for text in made.found]


PLAN, _ = planned(State(), "")
LEDGER = ledger.written(ledger.added(ledger.Ledger(), PLAN.addresses, dt.date(2099, 3, 1)))


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(EDITS | OTHERS, min_size=1, max_size=6), kept=st.booleans())
@example(edits=[Edit("", "drafts", 1), Edit("", "setting", 5), Edit("", "drafts", 0)], kept=True)
@example(edits=[Edit("", "equal", 1), Edit("", "base_url", 1), Edit("", "equal", 2)], kept=True)
@example(edits=[Edit("", "setting", 12), Edit(f"{ONE}/vraag-06.md", "line", 3), Edit("", "setting", 13)], kept=True)
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
    known, state, cache, memory = LEDGER if kept else "", State(), CacheFile(), PlanMemory()
    planned(state, known, cache)
    planned(state, known, memory=memory)
    for edit in edits:
        state = state.edited(edit)
        warm, warned = planned(state, known, cache)
        remembered, said = planned(state, known, memory=memory)
        cold, told = planned(state, known)
        assert outcome(warm) == outcome(remembered) == outcome(cold)
        assert warned == said == told
    assert shown(warm) == shown(remembered) == shown(cold)


def test_what_is_made_again_is_what_was_made_before():
    cache = CacheFile()
    planned(State(), LEDGER, cache)
    again, _ = planned(State(), LEDGER, cache)
    cold, _ = planned(State(), LEDGER)
    assert shown(again) == shown(cold)


@pytest.mark.parametrize("key", sorted(PAGE_WORDS))
def test_other_words_of_the_theme_are_seen_where_they_stand(key):
    cache, state = CacheFile(), State()
    planned(state, LEDGER, cache)
    state = replace(state, words=(key, "Anders: "))
    assert outcome(planned(state, LEDGER, cache)[0]) == outcome(planned(state, LEDGER)[0])


@pytest.mark.parametrize(
    "edit",
    [
        *(Edit("", "setting", choice) for choice in range(len(SETTINGS))),
        *(Edit("", name, choice) for name, values in OPTIONS.items() for choice in range(len(values))),
    ],
    ids=lambda edit: f"{edit.what} {edit.choice}",
)
def test_each_setting_and_option_is_seen_there_and_back(edit):
    cache, before = CacheFile(), State()
    for state in (before, before.edited(edit), before):
        assert outcome(planned(state, LEDGER, cache)[0]) == outcome(planned(state, LEDGER)[0])


def test_nothing_is_made_or_kept_where_nothing_changed():
    cache = CacheFile()
    planned(State(), LEDGER, cache)
    cache._new.clear()
    planned(State(), LEDGER, cache)
    assert cache._new == {}


@pytest.mark.parametrize(
    ("path", "like"),
    [
        ("content/actors/a\udcff.md", "content/actors/gemeente.md"),
        ("content/topics/a\udcff.md", "content/topics/kosten.md"),
        ("content/articles/a\udcff.md", "content/articles/lamp.md"),
        ("content/pages/a\udcff.md", "content/pages/about.md"),
        ("content/letters/a\udcff/letter.md", "content/letters/ongedateerd/letter.md"),
    ],
    ids=["actor", "topic", "article", "page", "letter"],
)
def test_a_file_whose_name_is_no_text_is_as_any_other(path, like):
    cache, state = CacheFile(), State({**SITE_TEXTS, path: SITE_TEXTS[like]})
    for _ in range(2):
        assert outcome(planned(state, LEDGER, cache)[0]) == outcome(planned(state, LEDGER)[0])


@pytest.mark.parametrize("line", ["with: [99999999999999999999]", "source: {pages: [99999999999999999999]}"])
def test_a_number_that_is_too_large_for_a_cache_is_as_any_other(line):
    file = f"{ONE}/vraag-07.md"
    texts = {**SITE_TEXTS, file: SITE_TEXTS[file].replace("number: 7", f"number: 7\n{line}")}
    cache, state = CacheFile(), State(texts)
    for _ in range(2):
        assert outcome(planned(state, LEDGER, cache)[0]) == outcome(planned(state, LEDGER)[0])


@pytest.mark.parametrize("seed", range(2))
def test_after_edits_the_output_is_that_of_a_clean_build(tmp_path, seed):
    chance = random.Random(seed)
    site = tmp_path / "proef"
    shutil.copytree(EVERYTHING, site)
    cache = CacheFile(site / ".kantlijn" / "parsed")
    build(site, Options(), cache)
    session, followed = Session(), Options(out=site / ".kantlijn" / "preview", indexing=Indexing.NEVER)
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
        assert build(site, followed, cache, session=session).published
        assert build(site, replace(followed, out=tmp_path / f"gevolgd-{turn}"), CacheFile()).published
        assert _files(site / ".kantlijn" / "preview") == _files(tmp_path / f"gevolgd-{turn}")


@pytest.mark.parametrize("seed", range(3))
def test_a_preview_that_is_interrupted_again_and_again_ends_as_a_clean_build(tmp_path, seed):
    chance = random.Random(seed)
    site = tmp_path / "proef"
    shutil.copytree(EVERYTHING, site)
    session, options = Session(), Options(out=site / ".kantlijn" / "preview", indexing=Indexing.NEVER)
    cache = CacheFile()
    assert build(site, options, cache, session=session).published
    published = 0
    for _ in range(12):
        file = site / chance.choice(FILES)
        if not file.exists():
            continue
        edit = Edit(file.relative_to(site).as_posix(), chance.choice(["line", *VALUES]), chance.randrange(9))
        before = file.read_text("utf-8")
        file.write_text(edit.of(before) or before, "utf-8")
        asked, most = [], chance.choice([0, 1, 2, 4, 8, 1000])
        session.memory.superseded = lambda asked=asked, most=most: asked.append(1) is None and len(asked) > most
        session.memory.waited_for = frozenset()
        session.saved = chance.choice([frozenset({file.relative_to(site).as_posix()}), None])
        try:
            if build(site, options, cache, session=session).published:
                published += 1
            else:
                file.write_text(before, "utf-8")
        except SupersededError:
            continue
    session.memory.superseded = lambda: False
    result = build(site, options, cache, session=session)
    if not result.published:
        return
    assert build(site, replace(options, out=tmp_path / "schoon"), CacheFile()).published
    assert _files(site / ".kantlijn" / "preview") == _files(tmp_path / "schoon")


def _files(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


PUBLICATION, PREVIEW = "publication", "preview"


@pytest.mark.parametrize("seed", range(2))
def test_publication_and_preview_share_one_cache_on_disk(tmp_path, seed, monkeypatch):
    chance = random.Random(seed)
    site, file = tmp_path / "proef", tmp_path / "waarden"
    shutil.copytree(EVERYTHING, site)
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    lines = (site / "site.yml").read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("parts")]
    (site / "site.yml").write_text(
        "\n".join([*kept, "parts: {search: false, pictures: false}", "theme: eigen", ""]), "utf-8"
    )
    (site / "eigen" / "i18n").mkdir(parents=True)
    (site / "eigen" / "templates").mkdir()
    options = {
        PUBLICATION: Options(out=tmp_path / PUBLICATION),
        PREVIEW: Options(drafts=True, preview_url="http://localhost:8000", illustrated=False, out=tmp_path / PREVIEW),
    }
    published = 0
    for turn in range(6):
        proved = chance.choice(["2099z00001", "2099z00012"])
        content = site / chance.choice(FILES)
        edit = Edit(content.relative_to(site).as_posix(), chance.choice(["line", "words"]), chance.randrange(9))
        before = content.read_text("utf-8")
        content.write_text(edit.of(before) or before, "utf-8")
        if turn % 3 == 1:
            (site / "eigen/i18n/nl.yml").write_text(f"pages-cite-genre-answer: Woord {turn}\nnav-letters: {turn}\n")
        if turn % 3 == 2:
            answer = THEME / "templates" / "answer.html"
            (site / "eigen/templates/answer.html").write_text(f"{answer.read_text('utf-8')}<!-- {turn} -->\n", "utf-8")
        for name in (PUBLICATION, PREVIEW):
            asked = replace(options[name], prove=proving((proved,)))
            cache = CacheFile(file)
            result = build(site, asked, cache)
            cache.save()
            clean = tmp_path / f"{name}-{turn}"
            assert build(site, replace(asked, out=clean), CacheFile()).published is result.published
            if result.published:
                assert _files(clean) == _files(tmp_path / name)
                published += 1
            else:
                content.write_text(before, "utf-8")
    assert published > 6
