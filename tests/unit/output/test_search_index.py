"""The index: made when a text changed, the same for the same texts, and no reason for a build to fail."""

from __future__ import annotations

import gzip
import json
import shutil
import threading
from pathlib import Path

import cbor2
import pytest

from generator.build import Indexing, Options, build, prepare
from generator.core.cache import NoCache
from generator.output import pagefind
from generator.output import search_index as search
from generator.output.cache_file import folder as cache_folder
from generator.pages.planned import SearchText, search_text

needs_pagefind = pytest.mark.skipif(pagefind.program() is None, reason="no Pagefind for this machine")
EVERYTHING = Path(__file__).parents[2] / "sites" / "everything"


@pytest.fixture
def copy(tmp_path) -> Path:
    """Return a copy of the site that holds everything."""
    site = shutil.copytree(EVERYTHING, tmp_path / "site", ignore=shutil.ignore_patterns(".kantlijn", "site"))
    settings = site / "site.yml"
    parts = "parts: {pictures: false}"  # nothing here looks at them
    lines = [parts if line.startswith("parts") else line for line in settings.read_text("utf-8").splitlines()]
    settings.write_text("\n".join([*lines, ""]), "utf-8")
    return site


@pytest.fixture
def lacking(monkeypatch):
    """Take Pagefind away."""
    monkeypatch.setattr(pagefind, "program", lambda: None)


def text(path: str, words: str, **filters: str) -> SearchText:
    head = "".join(
        f'<meta data-pagefind-filter="{name}[content]" content="{value}">' for name, value in filters.items()
    )
    return search_text(
        path, f"<html><head>{head}</head><body data-pagefind-body><div id=a1>{words}</div></body></html>"
    )


TEXTS = tuple(
    text(f"/p{number}/", f"woord{number} en lamp", kind=f"k{number % 5}", actor=f"a{number % 7}", year=f"{number}")
    for number in range(20)
)


@needs_pagefind
def test_the_same_texts_give_the_same_files_byte_for_byte(tmp_path):
    made = [search.make(tmp_path / name, whole(TEXTS)) for name in ("one", "two", "three")]
    first, *others = ({path: file.read_bytes() for path, file in files.items()} for files in made)
    assert all(other == first for other in others)


@needs_pagefind
def test_what_is_put_in_order_is_still_what_pagefind_reads(tmp_path):
    files = search.make(tmp_path, whole(TEXTS))
    entry = json.loads(files["pagefind/pagefind-entry.json"].read_bytes())
    meta = read(files[f"pagefind/pagefind.{entry['languages']['nl']['hash']}.pf_meta"])
    assert [name for name, _ in meta[3]] == ["actor", "kind", "year"]
    for name, hashed in meta[3]:
        held, values = read(files[f"pagefind/filter/{hashed}.pf_filter"])
        assert held == name
        assert [value for value, _ in values] == sorted(value for value, _ in values)
        assert sum(len(pages) for _, pages in values) == len(TEXTS)


def whole(texts, lang="nl"):
    return search.sought(texts, lang, {})


def read(file: Path):
    return cbor2.loads(gzip.decompress(file.read_bytes())[len(b"pagefind_dcd") :])


@needs_pagefind
def test_an_index_is_kept_until_a_text_changes(tmp_path):
    assert search.kept(tmp_path, whole(TEXTS)) is None
    assert search.newest(tmp_path) is None
    made = search.make(tmp_path, whole(TEXTS))
    assert search.kept(tmp_path, whole(TEXTS)) == made
    changed = (*TEXTS[1:], text("/p0/", "een ander woord"))
    assert search.kept(tmp_path, whole(changed)) is None
    assert search.kept(tmp_path, whole(TEXTS, "en")) is None
    assert search.newest(tmp_path) == made


@needs_pagefind
def test_old_indexes_go_but_for_the_one_before(tmp_path):
    first, second, third = (whole(TEXTS[: number + 1]) for number in range(3))
    for texts in (first, second, third):
        search.make(tmp_path, texts)
    assert search.kept(tmp_path, first) is None
    assert search.kept(tmp_path, second)
    assert search.kept(tmp_path, third)
    assert len(list((tmp_path / "parts").iterdir())) == 2


@needs_pagefind
def test_a_build_makes_an_index_only_when_a_text_changed(copy, monkeypatch):
    options, calls = Options(), []
    make = search.make
    monkeypatch.setattr(search, "make", lambda *arguments: calls.append(arguments) or make(*arguments))
    assert "pagefind/words.txt" in build(copy, options, NoCache()).outcome.written
    assert not build(copy, options, NoCache()).outcome.written
    assert len(calls) == 1
    style = copy / "site.yml"
    style.write_text(style.read_text("utf-8") + "home_letters: 1\n", "utf-8")
    build(copy, options, NoCache())
    assert len(calls) == 1  # another home page is no other text
    question = copy / "content/letters/2099z00001/vraag-02.md"
    question.write_text(question.read_text("utf-8").replace("ijzer roest", "ijzer roest erg"), "utf-8")
    result = build(copy, Options(indexing=Indexing.LATEST), NoCache())
    assert len(calls) == 1
    assert not [path for path in (*result.outcome.written, *result.outcome.removed) if path.startswith("pagefind/")]
    assert [path for path in build(copy, options, NoCache()).outcome.written if path.startswith("pagefind/")]
    assert len(calls) == 2


@needs_pagefind
def test_an_index_can_be_left_for_later(copy):
    later = Options(indexing=Indexing.LATER)
    assert not (build(copy, later, NoCache()).out / "pagefind").exists()
    first = build(copy, Options(), NoCache())
    words = (first.out / "pagefind/words.txt").read_bytes()
    question = copy / "content/letters/2099z00001/vraag-02.md"
    question.write_text(question.read_text("utf-8").replace("ijzer roest", "ijzer verbuigt"), "utf-8")
    assert (build(copy, later, NoCache()).out / "pagefind/words.txt").read_bytes() == words
    assert (build(copy, Options(), NoCache()).out / "pagefind/words.txt").read_bytes() != words


@needs_pagefind
def test_only_what_changed_is_made_for_the_index_again(tmp_path):
    made = []

    def counted(one):
        return SearchText(one.path, one.digest, lambda: made.append(one.path) or one.html)

    search.make(tmp_path, whole(map(counted, TEXTS)))
    assert sorted(made) == sorted(text.path for text in TEXTS)
    made.clear()
    search.make(tmp_path, whole(map(counted, (text("/p0/", "een ander woord"), *TEXTS[2:]))))
    assert made == ["/p0/"]
    assert "woord1 " not in f"{(next((tmp_path / 'parts').iterdir()) / search.WORDS).read_text('utf-8')} "


@needs_pagefind
@pytest.mark.parametrize("data", [b"", b"onzin", b"\x91\x01"])
def test_texts_that_were_damaged_are_written_anew(tmp_path, data):
    search.make(tmp_path, whole(TEXTS))
    [kept] = (tmp_path / ".texts").glob("documents-*")
    kept.write_bytes(data)
    again = search.make(tmp_path, whole(TEXTS[1:]))
    clean = search.make(tmp_path / "elders", whole(TEXTS[1:]))
    assert {path: file.read_bytes() for path, file in again.items()} == {
        path: file.read_bytes() for path, file in clean.items()
    }


@needs_pagefind
def test_an_index_does_not_depend_on_which_texts_were_there_first(tmp_path):
    search.make(tmp_path, whole(TEXTS[::2]))
    later = search.make(tmp_path, whole(reversed(TEXTS)))
    clean = search.make(tmp_path / "elders", whole(TEXTS))
    assert {path: file.read_bytes() for path, file in later.items()} == {
        path: file.read_bytes() for path, file in clean.items()
    }


@needs_pagefind
def test_check_needs_no_index(copy):
    draft = prepare(copy, Options(indexing=Indexing.NEVER), NoCache())
    assert not [path for path in draft.files if path.startswith("pagefind/")]
    assert draft.plan.found


@needs_pagefind
def test_a_site_may_do_without_search(copy):
    settings = copy / "site.yml"
    before = settings.read_text("utf-8")
    settings.write_text(before.replace("pictures: false", "pictures: false, search: false"), "utf-8")
    result = build(copy, Options(), NoCache())
    assert result.published
    assert not (result.out / "pagefind").exists()
    page = (result.out / "zoeken/index.html").read_text("utf-8")
    assert "<form" not in page
    assert "search.js" not in page


def test_without_pagefind_a_build_says_so_once_and_lists_ways_in(copy, lacking):
    result = build(copy, Options(strict=True), NoCache())
    assert [problem.code for problem in result.problems].count("search-unavailable") == 1
    assert result.published
    page = (result.out / "zoeken/index.html").read_text("utf-8")
    assert "<form" not in page
    assert 'href="../brieven/2099z00001/"' in page


@pytest.fixture
def failing(monkeypatch):
    """Let Pagefind fail."""

    def fail(*_) -> None:
        raise pagefind.IndexingError("geen zin")

    monkeypatch.setattr(pagefind, "program", lambda: EVERYTHING / "site.yml")
    monkeypatch.setattr(pagefind, "run", fail)


@pytest.mark.parametrize("strict", [False, True])
def test_a_failing_pagefind_stops_a_strict_build_only(copy, failing, strict):
    result = build(copy, Options(strict=strict), NoCache())
    assert "search-failed" in [problem.code for problem in result.problems]
    assert result.published is not strict
    assert (result.out / "index.html").exists() is not strict


@needs_pagefind
@pytest.mark.parametrize("damaged", ["pagefind/pagefind.js", "pagefind/words.txt", "a part's mark", "the index's mark"])
@pytest.mark.parametrize("how", ["changed", "gone"])
def test_a_damaged_index_is_made_again(tmp_path, damaged, how):
    made = search.make(tmp_path, whole(TEXTS))
    before = {path: file.read_bytes() for path, file in made.items()}
    marks = {
        "a part's mark": made["pagefind/pagefind.js"].parent / "done",
        "the index's mark": made["pagefind/words.txt"].parent / "done",
    }
    file = made.get(damaged) or marks[damaged]
    if how == "gone":
        file.unlink()
    else:
        file.write_text("x", "utf-8")
    assert search.kept(tmp_path, whole(TEXTS)) is None
    again = search.make(tmp_path, whole(TEXTS))
    assert {path: file.read_bytes() for path, file in again.items()} == before


@needs_pagefind
def test_what_is_published_of_an_index_is_not_read_again(tmp_path, monkeypatch):
    made = search.make(tmp_path, whole(TEXTS))
    known = search.digests(made)
    read = []
    monkeypatch.setattr(search, "_is_whole", lambda file, wanted: read.append(file.name) or True)
    assert search.kept(tmp_path, whole(TEXTS), lambda path, wanted: known[path] == wanted) == made
    assert read == [search.WORDS]  # of the part, which is not published
    assert search.kept(tmp_path, whole(TEXTS), lambda path, wanted: path.endswith(".js")) == made
    assert {file.name for file in made.values()} - set(read) == {"pagefind.js", "pagefind-worker.js"}


@needs_pagefind
def test_a_kept_file_is_looked_at_where_the_published_one_was_touched(copy):
    def bytes_of(folder):
        return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    build(copy, Options(), NoCache())
    published = bytes_of(copy / "site" / "pagefind")
    fragment = next((copy / "site" / "pagefind" / "fragment").iterdir())
    kept = next(cache_folder(copy).rglob(fragment.name))
    fragment.write_bytes(b"van een ander")
    kept.write_bytes(b"beschadigd")
    assert f"pagefind/fragment/{fragment.name}" in build(copy, Options(), NoCache()).outcome.written
    assert bytes_of(copy / "site" / "pagefind") == published


# --- An index in parts ---------------------------------------------------------------------------------------------

YEARS = {"/brieven/a/": "2021", "/brieven/b/": "2022"}
LETTERS = tuple(
    text(path, f"woord{number} en lamp", kind="answers")
    for number, path in enumerate(
        ("/brieven/a/", "/brieven/a/vraag-1/", "/brieven/b/vraag-1/", "/brieven/c/", "/over/")
    )
)


@pytest.fixture
def large(monkeypatch):
    """Let every site be a large one."""
    monkeypatch.setattr(search, "_WHOLE", 1)


def paths(texts):
    return {part: [text.path for text in found] for part, found in texts.parts.items()}


def test_a_small_site_has_one_part():
    assert paths(search.sought(LETTERS, "nl", YEARS)) == {search.ROOT: [text.path for text in LETTERS]}
    assert search.sought((), "nl", YEARS).parts == {}


def test_a_large_site_has_a_part_for_the_letters_of_each_year_and_one_for_all_else(large):
    assert paths(search.sought(LETTERS, "nl", YEARS)) == {
        "2021": ["/brieven/a/", "/brieven/a/vraag-1/"],
        "2022": ["/brieven/b/vraag-1/"],
        search.ROOT: ["/brieven/c/", "/over/"],
    }


def test_a_large_year_has_several_parts_and_its_letters_stay_where_they_are(monkeypatch):
    monkeypatch.setattr(search, "_WHOLE", 20)
    monkeypatch.setattr(search, "_PART", 20)
    monkeypatch.setattr(search, "_PARTS_AT_MOST", 4)
    texts = [text(f"/brieven/{letter}/vraag-{number}/", "x") for letter in range(30) for number in (1, 2)]
    years = {f"/brieven/{letter}/": "2021" for letter in range(30)}
    of = {path: part for part, found in paths(search.sought(texts, "nl", years)).items() for path in found}
    assert set(of.values()) == {search.ROOT, "2021-1", "2021-2"}
    assert all(of[f"/brieven/{letter}/vraag-1/"] == of[f"/brieven/{letter}/vraag-2/"] for letter in range(30))
    less = {path: part for part, found in paths(search.sought(texts[2:], "nl", years)).items() for path in found}
    assert less.items() <= of.items()
    many = [text(f"/brieven/{letter}/", "x") for letter in range(200)]
    few = search.sought(many, "nl", {f"/brieven/{letter}/": "2021" for letter in range(200)})
    assert len(few.parts) == 4


def test_where_all_texts_have_a_year_the_last_year_has_the_program(large):
    assert paths(search.sought(LETTERS[:3], "nl", YEARS)) == {
        search.ROOT: ["/brieven/b/vraag-1/"],
        "2021": ["/brieven/a/", "/brieven/a/vraag-1/"],
    }


@needs_pagefind
def test_a_part_is_in_a_folder_of_its_own_without_the_program(tmp_path, large):
    made = search.make(tmp_path, search.sought(LETTERS, "nl", YEARS))
    assert made["pagefind/words.txt"].read_text("utf-8").startswith("/2021 /2022\n")
    assert "pagefind/pagefind.js" in made
    below = {
        path.removeprefix("pagefind/2021/").partition("/")[0] for path in made if path.startswith("pagefind/2021/")
    }
    assert {name for name in below if "pf_meta" not in name} == {"pagefind-entry.json", "filter", "fragment", "index"}
    assert search.digests(made).keys() == made.keys()
    fragments = [path for path in made if path.endswith(".pf_fragment")]
    assert len({Path(path).name for path in fragments}) == len(LETTERS)
    assert all(Path(path).stem.endswith("-2021") == ("/2021/" in path) for path in fragments)


@needs_pagefind
def test_only_the_part_of_a_changed_text_is_made_again(tmp_path, large, monkeypatch):
    run, calls = pagefind.run, []
    monkeypatch.setattr(pagefind, "run", lambda *arguments: calls.append(arguments[2]) or run(*arguments))
    before = search.make(tmp_path, search.sought(LETTERS, "nl", YEARS))
    assert sorted(calls) == ["", "2021", "2022"]
    changed = (text("/brieven/a/", "een ander woord"), *LETTERS[1:])
    after = search.make(tmp_path, search.sought(changed, "nl", YEARS))
    assert sorted(calls) == ["", "2021", "2021", "2022"]
    same = {path for path in after if before.get(path) == after[path]}
    assert same == {path for path in before if not path.startswith("pagefind/2021/")} - {"pagefind/words.txt"}
    clean = search.make(tmp_path / "elders", search.sought(changed, "nl", YEARS))
    assert {path: file.read_bytes() for path, file in after.items()} == {
        path: file.read_bytes() for path, file in clean.items()
    }


@needs_pagefind
def test_an_index_that_is_left_for_something_newer_keeps_the_parts_that_were_made(tmp_path, large, monkeypatch):
    made, wanted = [], search.sought(LETTERS, "nl", YEARS)
    run = pagefind.run
    monkeypatch.setattr(pagefind, "run", lambda found, lang, part="": made.append(part) or run(found, lang, part))
    monkeypatch.setattr(search.os, "cpu_count", lambda: 1)
    assert search.make(tmp_path, wanted, superseded=lambda: bool(made)) is None
    [first] = made
    assert search.kept(tmp_path, wanted) is None
    made.clear()
    files = search.make(tmp_path, wanted)
    assert sorted([first, *made]) == sorted(wanted.parts)
    assert {name: file.read_bytes() for name, file in files.items()} == {
        name: file.read_bytes() for name, file in search.make(tmp_path / "other", wanted).items()
    }


@needs_pagefind
@pytest.mark.parametrize(("most", "together"), [(2, {1}), (4, {1, 2}), (1, {1, 2})], ids=["alone", "two", "larger"])
def test_so_many_parts_are_made_at_once_as_there_is_room_for(tmp_path, large, monkeypatch, most, together):
    wanted = search.sought(LETTERS, "nl", YEARS)
    sizes = {part: len(texts) for part, texts in wanted.parts.items()}
    assert sorted(sizes.values()) == [1, 2, 2]
    run, running, seen = pagefind.run, [], []
    met = threading.Barrier(2)
    beside = threading.Event()

    def watched(found, lang, part=""):
        running.append(part)
        seen.append(tuple(running))
        if max(together) == 2 and not beside.is_set():
            met.wait(timeout=60)
            beside.set()
        try:
            return run(found, lang, part)
        finally:
            running.remove(part)

    monkeypatch.setattr(pagefind, "run", watched)
    monkeypatch.setattr(search, "_AT_ONCE", most)
    monkeypatch.setattr(search.os, "cpu_count", lambda: 8)
    assert search.make(tmp_path, wanted)
    assert {part for parts in seen for part in parts} == set(sizes)
    assert {len(parts) for parts in seen} == together
    assert all(sum(sizes[part] for part in parts) <= (4 if most == 1 else most) for parts in seen)


@needs_pagefind
def test_the_part_of_a_year_without_letters_goes(tmp_path, large):
    search.make(tmp_path, search.sought(LETTERS, "nl", YEARS))
    for texts in (LETTERS[2:], LETTERS[3:]):
        made = search.make(tmp_path, search.sought(texts, "nl", YEARS))
    assert not [path for path in made if "/202" in path]
    assert not list((tmp_path / ".texts").glob("20*"))
