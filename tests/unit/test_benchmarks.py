"""What the measurements promise: the same sites in every run, sound, for all programs alike, and figures as measured."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

MAKE_SITE = Path(__file__).parents[2] / "benchmarks" / "make_site.py"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    def make(name, letters, *options):
        folder = tmp_path_factory.mktemp("benchmark") / name
        subprocess.run([sys.executable, MAKE_SITE, str(letters), folder, *options], check=True, capture_output=True)
        return folder

    return make


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_runs_write_the_same_bytes(made):
    assert contents(made("one", 3)) == contents(made("other", 3))


def test_a_larger_site_holds_the_smaller_one(made):
    small, large = contents(made("small", 2)), contents(made("large", 3))
    assert small.items() <= large.items()
    assert len([path for path in large if "/vraag-" in path]) == 66


def test_hugo_gets_the_same_answers(made):
    own, hugo = contents(made("own", 2)), contents(made("hugo", 2, "--for", "hugo"))
    assert len([path for path in own if "/vraag-" in path]) == len([path for path in hugo if "/vraag-" in path])


def test_the_site_is_sound(made):
    from generator.content import site_settings, sources
    from generator.content.parse import parse
    from generator.graph.link import link

    found = sources.read(made("sound", 2))
    settings, unclear = site_settings.parse(found.site)
    content, wrong = parse(found)
    graph, broken = link(content, settings)
    assert not [*unclear, *wrong, *broken]
    assert sum(map(len, graph.notes.values())) == sum(len(letter.notes) for letter in content.letters) > 0
    assert graph.mentions_of
    assert graph.citations_of
    assert graph.pointers_to


@pytest.fixture(scope="module")
def bench():
    """The modules of the benchmarks, which are scripts and find each other on the path."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(MAKE_SITE.parent)
        yield importlib.import_module


def figures(bench, program, output, answers, seconds, **more):
    runs = [bench("processes").Timing(wall, 2 * wall) for wall in seconds]
    return bench("measure").Figures(program, output, answers, {"cold": runs}, files=answers, size=3_000_000, **more)


def cells(line):
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_table_has_medians_with_their_spread_and_what_they_are_to_hugo(bench):
    own = figures(bench, "Kantlijn", "defaults", 1_000, [4, 3, 8], saves=[0.05], memory=200_000_000)
    other = figures(bench, "Hugo", "pages only", 1_000, [2], saves=[0.25], memory=100_000_000)
    head, _, *rows = [cells(line) for line in bench("report").table([own, other])]
    assert all(len(row) == len(head) for row in rows)
    assert [row[2] for row in rows] == ["cold", "save to page", "peak memory", "files", "bytes"]
    assert rows[0][:6] == ["1,000", "defaults", "cold", "4.00 (3.00–8.00) s", "2.00 s", "2.00"]
    assert rows[0][6:] == ["8.00 (6.00–16.0) s", "4.00 s", "2.00", "8.00 ms", "4.00 ms"]
    assert rows[1][3:6] == ["50.0 ms", "250 ms", "0.20"]
    assert rows[2][3:6] == ["200 MB", "100 MB", "2.00"]
    assert rows[2][9] == "200 kB"


def test_without_hugo_the_table_has_what_there_is(bench):
    own = figures(bench, "Kantlijn", "pages only", 1_000, [4])
    _, _, *rows = [cells(line) for line in bench("report").table([own])]
    assert rows[0][3:6] == ["4.00 s", "–", "–"]
    assert rows[1][3:6] == ["–", "–", "–"]


def test_what_an_answer_costs_is_compared_between_sizes(bench):
    sizes = [figures(bench, "Kantlijn", "defaults", answers, [wall]) for answers, wall in ((11_000, 30), (1_000, 2))]
    (line,) = bench("report").growth(sizes)
    assert "1.36 times" in line
    assert line.endswith("at 11,000 answers that it takes at 1,000.")


def test_figures_take_the_place_of_those_before_and_nothing_else_changes(bench, tmp_path):
    report, page = bench("report"), tmp_path / "performance.md"
    page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n")
    report.write(page, r"new \1")
    report.write(page, r"newer \1")
    assert page.read_text() == f"before\n{report.BEGIN}\n\nnewer \\1\n\n{report.END}\nafter\n"
    page.write_text("no place\n")
    with pytest.raises(ValueError, match="no place for figures"):
        report.write(page, "new")


def test_the_page_of_figures_has_a_place_for_them(bench, tmp_path):
    page = tmp_path / "performance.md"
    page.write_text(bench("run").PAGE.read_text("utf-8"))
    bench("report").write(page, "figures")
    assert "\n\nfigures\n\n" in page.read_text()


def test_a_program_that_fails_ends_the_measurement(bench, tmp_path):
    processes, failing = bench("processes"), (sys.executable, "-c", "raise SystemExit(3)")
    for run in (processes.timed, processes.peak_memory):
        with pytest.raises(SystemExit, match="stopped with 3"):
            run(failing, tmp_path, os.environ)
    took = processes.timed((sys.executable, "-c", "sum(range(1_000_000))"), tmp_path, os.environ)
    assert took.wall > 0
    assert took.processor > 0


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").is_file(), reason="memory is seen on Linux only")
def test_the_memory_of_a_program_is_that_of_all_its_processes(bench):
    processes = bench("processes")
    hold = "held = bytearray(b'x' * 60_000_000)"
    inner = f"{hold}; print('there', flush=True); input()"
    outer = f"import subprocess, sys; {hold}; subprocess.run([sys.executable, '-c', {inner!r}])"
    command = (sys.executable, "-c", outer)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdout.readline() == b"there\n"
        family = processes.family(running.pid)
        assert len(family) == 2
        assert sum(map(processes.memory, family)) > 120_000_000
        running.communicate(b"\n")


def test_every_output_has_a_site_with_settings_that_are_known(bench, tmp_path):
    from generator.content import site_settings, sources

    corpus = bench("corpus").make(1)
    for program in bench("programs").kantlijn():
        program.write(corpus, program.site(tmp_path))
        settings, problems = site_settings.parse(sources.read(program.site(tmp_path)).site)
        assert not problems, program.output
        assert settings.name
        assert (program.site(tmp_path) / program.answer.format(letter=corpus.letters[0].id)).is_file()


def test_sources_of_every_form_are_word_for_word_the_letter(bench, tmp_path):
    from generator.verify import verify

    bench("make_site").kantlijn(bench("corpus").make(4), tmp_path, sources=True)
    reports = [verify(folder) for folder in sorted((tmp_path / "content" / "letters").iterdir())]
    assert [report.source for report in reports] == ["brief.txt", "brief.docx", "brief.txt", "brief.pdf"]
    assert not [found for report in reports for found in (*report.differences, *report.problems)]


def test_programs_take_turns_and_leave_nothing_behind(bench, tmp_path):
    measure, programs = bench("measure"), bench("programs")
    mark = "import pathlib; out = pathlib.Path('out'); print(out.exists()); out.mkdir(exist_ok=True); (out / 'page').write_text('x')"
    one, two = (
        programs.Program(
            name=name,
            output="pages only",
            command=(sys.executable, "-c", f"open({str(tmp_path / 'order')!r}, 'a').write({name!r}); {mark}"),
            preview=(),
            out="out",
            caches=("cache",),
            answer="{letter}.md",
            write=lambda corpus, site: (
                site.mkdir(parents=True),
                (site / f"{corpus.letters[0].id}.md").write_text("x"),
            ),
        )
        for name in ("K", "Hugo")
    )
    (tmp_path / "sites").mkdir()
    size = measure.Size(1, {"pages only": 2})
    found = measure.measure(tmp_path / "sites", size, [one, two], lambda _: None)
    assert (tmp_path / "order").read_text() == "KHugo" + 2 * 3 * "KHugo"
    assert [(one.files, one.size, {mode: len(runs) for mode, runs in one.builds.items()}) for one in found] == [
        (1, 1, {"cold": 2, "nothing changed": 2, "one edit": 2})
    ] * 2
    assert not list((tmp_path / "sites").iterdir())
