"""After any edits what one process remembers gives the site that is made from nothing, and what did not change stays."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.content import site_settings, sources
from generator.content.parse import parse
from generator.content.sources import Sources, SourceText
from generator.core import ledger, limits
from generator.core.diagnostics import Diagnostic
from generator.core.limits import Limits
from generator.core.memory import Memory
from generator.core.model import Content
from generator.graph.link import link
from generator.graph.site import SiteGraph
from generator.graph.tables import SiteTables, tables
from generator.output import word_files
from generator.output.cache_file import CacheFile
from generator.output.theme import theme
from generator.pages.plan import plan

SITE = sources.read(Path(__file__).parent / "everything")
TEXTS = {text.path: text.data.decode() for text in SITE.texts}
LETTERS = "content/letters"
ONE, TWO = f"{LETTERS}/2099z00001", f"{LETTERS}/2099z00009"
WARM, COLD = CacheFile(), CacheFile()
"""What is kept between runs on disk, of those that remember and of those that do not: neither sees the other's."""

LINES = (
    "De minister van Fietsen sprak met Mina Bakker en lid Jansen over de gemeente.",
    "Zie [dit](question:1), [dat](question:2-3) en [een andere brief](question:2099z00009/1).",
    "Zie [vraag 6](question:2099z00001/6#a1), [vraag 1](question:2099z00009/1#a2) en [een notitie](note:2099z00001/n1).",
    "Zie [de brief](letter:2099z00009), [de kopie](letter:2099z00077) en [haar vraag](question:2099z00077/1).",
    "Zie [een bestand](../2099z00009/vraag-01.md), [een ander](../2099z00001/vraag-66.md#a1) en [geen](question:99).",
    "In [het dossier](kst:30821-124), [de antwoorden](ah:tk-20982099-12) en [de vragen](zaak:2099Z00009) staan [kosten](topic:kosten).",
    "Ook [zij](actor:staatssecretaris-van-licht), [dit](topic:koste), [niemand](actor:gemeent) en [over](page:about).",
    "De Dienst voor Lantaarns (DVL) is een dienst. Bakker en DVL spraken met de Raad van XYZ; de vries van raad.",
    "Zie [een notitie](note:2099z00077/high) en [een bestand](../2099z00077/vraag-01.md) van de kopie.",
    "Ook voor Jansen is dat zo.",
    "Een jansen is een lamp.",
    "De heer Bakker en mevrouw Bakker zijn van de gemeente (ABC).",
    "[Hier](question:2099z00012/1#fn-1) staat een noot.[^9]\n\n[^9]: Van [de brief](letter:2099z00012) en de gemeente.",
)
VALUES = {
    "title": ("Lantaarns & palen", "Een andere titel"),
    "name": ("Bakker", "DVL", "Dienst voor Lantaarns"),
    "date": ("2098-03-04", "2099-12-31", "null"),
    "topics": ("[kosten]", "[lampen, fietspaden]", "[]", "[koste]", "[fietspaden, lampen]"),
    "parent": ("kosten", "masten", "null", "niets"),
    "type": ("person", "office", "ministry", "body"),
    "aliases": ("[/oud/pad/]", "[]", "[DVL, Bakker]", "[/brieven/2099z00001/]"),
    "old_urls": ("[/oud/pad/]",),
    "answered_by": ("[{actor: lid-jansen, office: minister-van-fietsen}]", "[{office: staatssecretaris-van-licht}]"),
    "asked_by": ("[{actor: raad, party: xyz}]", "[{actor: raat}]"),
    "names": ("{Bakker: mina-bakker}", "{DVL: gemeente}"),
    "numbers": ("[2099Z00009]", "[2099Z00001]"),
    "actors": ("[gemeente]", "[]"),
    "answered_in": ("1", "3", "77"),
    "with": ("[2]", "[13]"),
    "number": ("2", "13"),
    "quote": ("lantaarn", "weg"),
    "prefix": ("de", "null"),
    "kind": ("context", "questions", "answers"),
    "draft": ("true", "false"),
    "ministry": ("ministerie-van-fietsen", "gemeente"),
    "source": ("{file: bron.txt, sha256: null}", "{file: bronn.txt}"),
    "links": ("[question:2099z00009/1]", "[letter:2099z00001, question:2099z00001/5]"),
}
SITE_FILES = ("mentions: all", "mentions: none", "segments: {question: q}", "name: Anders")


def linked(read: Sources, memory: Memory | None, *, drafts: bool = False):
    """Return all that is made of a site."""
    cache = COLD if memory is None else WARM
    config, _ = site_settings.parse(read.site)
    known, _ = ledger.parse(read.ledger.data.decode() if read.ledger else "")
    content, wrong = parse(read, drafts=drafts, cache=cache, memory=memory)
    graph, broken = link(content, config, known, cache, memory)
    return Made(content, wrong, graph, broken, tables(graph, memory))


@dataclass(frozen=True)
class Made:
    """All that is made of a site."""

    content: Content
    wrong: tuple[Diagnostic, ...]
    graph: SiteGraph
    broken: tuple[Diagnostic, ...]
    tables: SiteTables


def whole(made: Made) -> object:
    """Return all that is made, with mappings as lists, in which the order counts."""
    of_graph = [(name, _listed(getattr(made.graph, name))) for name in SiteGraph.__struct_fields__]
    of_tables = [(name, _listed(getattr(made.tables, name))) for name in SiteTables.__struct_fields__]
    return made.content, made.wrong, made.broken, of_graph, of_tables


def _listed(value: object) -> object:
    return list(value.items()) if isinstance(value, Mapping) else value


def others(before: Made, now: Made) -> list[tuple[str, object]]:
    """Return the entries that are equal to those of before, and are other objects."""
    every = [
        (name, getattr(one, name), getattr(other, name))
        for one, other in ((before.graph, now.graph), (before.tables, now.tables))
        for name in one.__struct_fields__
    ]
    return [
        (name, key)
        for name, old, new in every
        if isinstance(new, Mapping)
        for key, value in new.items()
        if key in old and old[key] is not value and old[key] == value
    ]


LINKED = linked(SITE, None)
PLAN, _ = plan(LINKED.graph, word_files.read(theme(), "nl").words.entries, addressed=True)
ENTRIES = ledger.added(ledger.Ledger(), PLAN.addresses, dt.date(2099, 3, 1))
ROWS = ledger.written(ENTRIES).splitlines(keepends=True)
SWAPPED = [re.sub(r"#a([12])\t", lambda found: f"#a{3 - int(found[1])}\t", row) for row in ROWS]
LEDGERS = ("", "".join(ROWS), "".join(ROWS[::2]), "".join([*ROWS[:1], *SWAPPED[1:][::3]]))


@dataclass(frozen=True)
class State:
    """A site's folder."""

    texts: Mapping[str, SourceText] = field(default_factory=lambda: {text.path: text for text in SITE.texts})
    files: tuple[tuple[str, int], ...] = SITE.files
    setting: str = ""
    ledger: SourceText | None = None
    drafts: bool = False
    depth: int = 20

    def with_text(self, path: str, text: str | None) -> State:
        """Return the state with a file, or without it; a text is a new object, also where it is equal."""
        kept = {name: one for name, one in self.texts.items() if name != path}
        return replace(self, texts=kept if text is None else {**kept, path: SourceText(path, text.encode())})

    @property
    def read(self) -> Sources:
        """What would be read of it."""
        key = self.setting.partition(":")[0]
        kept = [line for line in SITE.site.data.decode().splitlines() if not key or not line.startswith(f"{key}:")]
        site = SourceText("site.yml", "\n".join((*kept, self.setting, "")).encode())
        texts = tuple(self.texts[path] for path in sorted(self.texts))
        return replace(SITE, texts=texts, files=self.files, site=site, ledger=self.ledger)

    def made(self, memory: Memory | None) -> Made:
        """Make all of it."""
        with limits.used(Limits(topics=self.depth)):
            return linked(self.read, memory, drafts=self.drafts)


@dataclass(frozen=True)
class Edit:
    """One change of a site's folder."""

    what: str
    file: str
    choice: int

    def of(self, state: State) -> State:
        """Return the state after the edit."""
        if self.what in WHOLE:
            return WHOLE[self.what](state, self.file, self.choice)
        text = state.texts.get(self.file)
        if text is None:
            return state.with_text(self.file, TEXTS[self.file])  # what went comes back
        return state.with_text(self.file, edited(text.data.decode(), self.what, self.choice))


def edited(text: str, what: str, choice: int) -> str | None:
    """Return the text of a file after an edit; None is no file."""
    if what == "gone":
        return None
    if what == "same":
        return text
    if what == "line":
        return f"{text}\n{LINES[choice % len(LINES)]}\n"
    if what == "words":
        return re.sub(r"\A(---\n.*?\n---\n(?:## \w+\n)?\s*)", rf"\1Stel {choice}: ", text, flags=re.DOTALL)
    if what == "shorter":
        return text.rstrip().rpartition("\n\n")[0] + "\n"
    line = f"{what}: {VALUES[what][choice % len(VALUES[what])]}"
    changed, there = re.subn(rf"^{what}: .*$", line, text, count=1, flags=re.MULTILINE)
    return changed if there else text.replace("---\n", f"---\n{line}\n", 1)


def renamed(state: State, file: str, choice: int) -> State:
    """Rename a file, in its folder."""
    folder, _, name = file.rpartition("/")
    text = state.texts.get(file)
    new = (f"{folder}/vraag-66.md", f"{folder}/andere.md", f"{folder}/0-{name}", f"{folder}/9 {name}")[choice % 4]
    return state if text is None else state.with_text(file, None).with_text(new, text.data.decode())


def copied(state: State, file: str, choice: int) -> State:
    """Copy all files of a letter to another, or remove that."""
    new = f"{LETTERS}/{('2099z00077', '0', 'zz')[choice % 3]}"
    if any(path.startswith(f"{new}/") for path in state.texts):
        return replace(state, texts={path: one for path, one in state.texts.items() if not path.startswith(f"{new}/")})
    old = "/".join(file.split("/")[:3]) if file.startswith(LETTERS) else TWO
    for path, text in tuple(state.texts.items()):
        if path.startswith(f"{old}/"):
            state = state.with_text(new + path.removeprefix(old), text.data.decode())
    return state


def swapped(state: State, file: str, choice: int) -> State:
    """Exchange the texts of two files."""
    other = FILES[choice % len(FILES)]
    one, two = state.texts.get(file), state.texts.get(other)
    if one is None or two is None:
        return state
    return state.with_text(file, two.data.decode()).with_text(other, one.data.decode())


def under_ledger(state: State, _: str, choice: int) -> State:
    """Take another ledger."""
    text = LEDGERS[choice % len(LEDGERS)]
    return replace(state, ledger=SourceText("ledger.tsv", text.encode()) if text else None)


WHOLE = {
    "rename": renamed,
    "copy": copied,
    "swap": swapped,
    "ledger": under_ledger,
    "drafts": lambda state, *_: replace(state, drafts=not state.drafts),
    "setting": lambda state, _, choice: replace(state, setting=SITE_FILES[choice % len(SITE_FILES)]),
    "sources": lambda state, *_: replace(state, files=() if state.files else SITE.files),
    "depth": lambda state, _, choice: replace(state, depth=(20, 2, 1)[choice % 3]),
}
FILES = sorted(TEXTS)
KINDS = ["line", "line", "line", "words", "words", "shorter", "gone", "same", *VALUES, *WHOLE, "copy", "ledger"]
EDITS = st.builds(Edit, st.sampled_from(KINDS), st.sampled_from(FILES), st.integers(0, 49))
BACK = st.integers(0, 3)
"""How many states to go back after an edit, as `undo` and `git checkout` do."""


def held(steps):
    """Hold what is remembered after each edit against what is made from nothing."""
    memory, states = Memory(), [State()]
    before = states[0].made(memory)
    for edit, back in steps:
        state = edit.of(states[-1])
        for now in (state, *([states[-back]] if 0 < back <= len(states) else [])):
            warm, cold = now.made(memory), now.made(None)
            assert whole(warm) == whole(cold), edit
            if now.depth == states[-1].depth:  # else nothing is remembered
                assert others(before, warm) == [], edit
            before = warm
            states.append(now)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(EDITS, BACK), min_size=1, max_size=8))
@example([(Edit("line", f"{TWO}/vraag-01.md", 2), 0), (Edit("gone", f"{ONE}/notes/n1.md", 0), 0)])
@example([(Edit("line", f"{ONE}/vraag-01.md", 8), 0), (Edit("copy", TWO, 0), 0), (Edit("copy", TWO, 0), 0)])
@example(
    [
        (Edit("line", f"{ONE}/vraag-01.md", 2), 0),
        (Edit("ledger", "", 1), 0),
        (Edit("words", f"{TWO}/vraag-01.md", 1), 1),
    ]
)
@example([(Edit("line", f"{ONE}/vraag-01.md", 6), 0), (Edit("rename", "content/actors/gemeente.md", 1), 1)])
@example([(Edit("topics", f"{ONE}/vraag-01.md", 0), 0), (Edit("parent", "content/topics/kosten.md", 1), 1)])
@example([(Edit("date", f"{TWO}/letter.md", 1), 0), (Edit("numbers", f"{TWO}/letter.md", 1), 1)])
@example([(Edit("aliases", "content/actors/gemeente.md", 2), 0), (Edit("line", f"{ONE}/vraag-01.md", 7), 1)])
@example([(Edit("date", f"{ONE}/letter.md", 1), 0), *((Edit("topics", f"{ONE}/letter.md", n), 0) for n in (1, 4))])
@example(
    [
        (Edit("line", f"{ONE}/vraag-01.md", 2), 0),
        *((Edit(what, f"{TWO}/vraag-01.md", 0), 1) for what in ("line", "shorter")),
    ]
)
@example([(Edit("line", f"{ONE}/vraag-01.md", 9), 0), (Edit("line", f"{ONE}/vraag-02.md", 10), 1)])
@example([(Edit("draft", f"{ONE}/vraag-01.md", 0), 0), (Edit("drafts", "", 0), 1)])
def test_after_any_edits_all_is_as_from_nothing_and_what_is_equal_is_the_same_object(steps):
    held(steps)


@pytest.mark.parametrize("what", [*VALUES, *WHOLE, "line", "words", "gone", "same"])
@pytest.mark.parametrize("file", [f"{TWO}/vraag-01.md", f"{ONE}/letter.md", "content/topics/lampen.md"])
def test_each_kind_of_edit_there_and_back(what, file):
    held([(Edit(what, file, choice), 1) for choice in range(3)])
