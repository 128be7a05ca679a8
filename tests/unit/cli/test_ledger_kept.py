"""What was published stays what it was: footnotes, anchors after a merge, the site's own address."""

import json

import pytest

from generator import build as pipeline
from generator.build import Options
from generator.core.cache import NoCache

BASE = "https://brieven.example/"
NOTE = "content/letters/2024z00001/vraag-01.md"
TEXT = """\
---
number: 1
---
## Vraag

Klopt het bericht?[^1]

## Antwoord

Ja, zie [antwoord 2](question:2).[^2]

[^1]: Kamerstukken II 2020/21, 30 821, nr. 124, blz. 4.

[^2]: Kamerstukken II 2020/21, 30 821, nr. 125, blz. 4.
"""


@pytest.fixture
def site(kantlijn, small, write):
    """Give a published site whose ledger knows it, with two footnotes."""
    write("site.yml", "name: Proef\nparts: {search: false}\n")
    write(NOTE, TEXT)
    assert kantlijn("ledger", "--base-url", BASE, "--date", "2024-03-01").code == 0
    return small


def said(ran):
    return ran.out + ran.err


def swapped():
    return TEXT.replace("124", "x").replace("125", "124").replace("x", "125")


def test_a_footnote_that_another_takes_the_number_of_stops_a_strict_build(kantlijn, site, write):
    assert "footnote-moved" not in said(kantlijn("check", "--base-url", BASE))
    write(NOTE, swapped())
    ran = kantlijn("build", "--strict", "--base-url", BASE)
    assert ran.code == 1
    assert "[footnote-moved]" in said(ran)
    assert "/brieven/2024z00001/vraag-1/#fn-2" in said(ran)


def test_the_ledger_says_so_too_and_goes_on_saying_so(kantlijn, site, write):
    write(NOTE, swapped())
    for _ in range(2):
        assert "[footnote-moved]" in said(kantlijn("ledger", "--base-url", BASE))


def test_what_the_hint_says_makes_the_new_footnote_the_published_one(kantlijn, site, write):
    write(NOTE, swapped())
    lines = (site / "ledger.tsv").read_text("utf-8").splitlines()
    emptied = [line.rpartition("\t")[0] + "\t" if "fn-" in line.split("\t")[1] else line for line in lines]
    write("ledger.tsv", "\n".join(emptied) + "\n")
    assert "footnote-moved" not in said(kantlijn("ledger", "--base-url", BASE))
    write(NOTE, TEXT)
    assert "[footnote-moved]" in said(kantlijn("check", "--base-url", BASE))


def test_a_merge_that_gave_an_anchor_to_two_paragraphs_publishes_nothing_until_it_is_mended(kantlijn, site, write):
    ours = (site / "ledger.tsv").read_text("utf-8")
    write(NOTE, TEXT.replace("Ja, zie", "De gemeente meet de lantaarns elk voorjaar opnieuw.\n\nJa, zie"))
    (site / "ledger.tsv").write_text(ours, "utf-8")
    assert kantlijn("ledger", "--base-url", BASE).code == 0
    theirs = (site / "ledger.tsv").read_text("utf-8")
    (site / "ledger.tsv").write_text(ours, "utf-8")
    write(NOTE, TEXT.replace("Ja, zie", "Over de kosten is met de provincie iets afgesproken.\n\nJa, zie"))
    assert kantlijn("ledger", "--base-url", BASE).code == 0
    both = dict.fromkeys([*theirs.splitlines(), *(site / "ledger.tsv").read_text("utf-8").splitlines()])
    write("ledger.tsv", "\n".join(both) + "\n")
    for command in ("check", "build", "ledger"):
        ran = kantlijn(command, "--base-url", BASE)
        assert ran.code == 1
        assert "[ledger-two-things]" in said(ran)
        assert "/brieven/2024z00001/vraag-1/#a2" in said(ran)
    assert (site / "ledger.tsv").read_text("utf-8") == "\n".join(both) + "\n"
    assert not (site / "site").exists()


@pytest.mark.parametrize("other", ["https://elders.example/", "http://brieven.example/", f"{BASE}onder/"])
def test_another_address_of_the_site_is_told_and_the_ledger_keeps_the_first(kantlijn, site, other):
    for command in ("check", "build", "ledger"):
        ran = kantlijn(command, "--base-url", other)
        assert ran.code == 0
        assert "[base-url-changed]" in said(ran)
    assert kantlijn("build", "--strict", "--base-url", other).code == 1
    assert "https://brieven.example\t\t2024-03-01\tsite\t\n" in (site / "ledger.tsv").read_text("utf-8")


def test_a_site_that_moved_says_so_in_its_ledger(kantlijn, site):
    other = "https://elders.example"
    with (site / "ledger.tsv").open("a", encoding="utf-8") as ledger:
        ledger.write(f"{other}\t\t2025-01-01\tmoved\t\n")
    assert "base-url-changed" not in said(kantlijn("check", "--base-url", other))
    assert "[base-url-changed]" in said(kantlijn("check", "--base-url", BASE))
    assert kantlijn("build", "--base-url", other).code == 0
    feed = (site / "site" / "feed.xml").read_text("utf-8")
    assert "<id>https://brieven.example/</id>" in feed
    assert f'<link href="{other}/"/>' in feed


def test_the_same_address_written_otherwise_or_none_at_all_is_no_change(kantlijn, site):
    for options in (["--base-url", "https://BRIEVEN.example"], ["--base-url", BASE], []):
        assert "base-url-changed" not in said(kantlijn("check", *options))


def test_a_preview_at_its_own_address_is_no_change(site, write):
    write("site.yml", f"name: Proef\nbase_url: {BASE}\nparts: {{search: false}}\n")
    found = pipeline.prepare(site, Options(preview_url="http://localhost:8000"), NoCache()).problems
    assert "base-url-changed" not in [problem.code for problem in found]


# --- Forms of addresses that go ----------------------------------------------------------------------------------


def retired_in(site):
    lines = (site / "ledger.tsv").read_text("utf-8").splitlines()
    return [line for line in lines if line.split("\t")[3] == "retired"]


def test_a_part_that_is_dropped_is_given_up_by_one_line_and_a_strict_check_is_silent_then(kantlijn, site, write):
    write("site.yml", f"name: Proef\nbase_url: {BASE}\nparts: {{search: false, embeds: false}}\n")
    ran = kantlijn("check", "--strict")
    assert (ran.code, "[part-dropped]" in said(ran)) == (1, True)
    ran = kantlijn("ledger", "--dry-run", "--date", "2024-04-01")
    assert "/brieven/*/vraag-*/embed/" in said(ran)
    assert retired_in(site) == []
    ran = kantlijn("ledger", "--json", "--date", "2024-04-01")
    forms = [
        "/brieven/*/embed/*/",
        "/brieven/*/oembed.json",
        "/brieven/*/vraag-*/embed/",
        "/brieven/*/vraag-*/oembed.json",
    ]
    assert json.loads(ran.out)["retired"] == forms
    assert retired_in(site) == [f"{form}\t\t2024-04-01\tretired\t" for form in forms]
    assert "part-dropped" not in said(kantlijn("check", "--strict"))
    assert json.loads(kantlijn("ledger", "--json", "--date", "2024-05-01").out)["retired"] == []
