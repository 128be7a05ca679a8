"""No published address dies silently: whole sites are published, then renamed, deleted, edited and imported again."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import build as pipeline
from generator.build import Options
from generator.core.cache import NoCache
from generator.core.diagnostics import Severity
from generator.core.ledger import FILE, added, parse, written
from generator.core.urls import file as file_of
from generator.output.link_check import check
from generator.pages.addresses.published import LOSSES

LETTER = "content/letters/2024z00001"
FIRST = "/brieven/2024z00001/vraag-1/"
FILES = {
    "site.yml": """
        name: Lantaarns
        base_url: https://brieven.example
        parts: {search: false}
        """,
    f"{LETTER}/letter.md": """
        ---
        title: Lantaarns langs het kanaal
        date: 2024-03-05
        numbers: [2024Z00001]
        topics: [verlichting]
        source: {file: source/brief.txt}
        ---
        Hierbij ontvangt u de antwoorden op de vragen over lantaarns.
        """,
    f"{LETTER}/source/brief.txt": "De brief zoals hij kwam.",
    f"{LETTER}/vraag-01.md": """
        ---
        number: 1
        ---
        ## Vraag

        Kent u het bericht over de lantaarns langs het kanaal?

        ## Antwoord

        Ja.

        De gemeente meet de lantaarns elk voorjaar, en vervangt wat kapot is binnen een week.[^1]

        Over de kosten is met de provincie een afspraak gemaakt die vijf jaar loopt.

        [^1]: Meetverslag van de gemeente.
        """,
    f"{LETTER}/vraag-02.md": """
        ---
        number: 2
        ---
        ## Vraag

        Wat kost het onderhoud per jaar?

        ## Antwoord

        Zie het [antwoord op vraag 1](question:1#a3).
        """,
    f"{LETTER}/notes/kosten.md": """
        ---
        number: 1
        quote: een afspraak gemaakt
        ---
        Die afspraak is openbaar.
        """,
    "content/actors/gemeente.md": """
        ---
        name: gemeente
        type: body
        ---
        """,
    "content/topics/verlichting.md": """
        ---
        name: Verlichting
        ---
        """,
    "content/pages/about.md": """
        ---
        title: Over
        ---
        Een site over lantaarns.
        """,
}


class Site:
    """A site that is written, published, and changed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for path, text in FILES.items():
            self.write(path, text)

    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(textwrap.dedent(text).lstrip(), "utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert text.count(old) == 1
        (self.root / path).write_text(text.replace(old, new), "utf-8")

    def remove(self, path: str) -> None:
        target = self.root / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()

    def withdraw(self, *rows: str) -> None:
        lines = "".join(f"  - {{{row}}}\n" for row in rows)
        (self.root / "content/withdrawn.yml").write_text(f"withdrawn:\n{lines}", "utf-8")

    def draft(self, **options) -> pipeline.Prepared:
        return pipeline.prepare(self.root, Options(**options, addressed=True), NoCache())

    def publish(self, day: str = "2024-03-06") -> None:
        """Remember what is published, as `kantlijn ledger` does."""
        draft = self.draft()
        assert not [problem for problem in draft.problems if problem.is_error], draft.problems
        import datetime as dt

        now = draft.plan.addresses
        ledger = added(draft.graph.ledger, now, dt.date.fromisoformat(day))
        (self.root / FILE).write_text(written(ledger), "utf-8")

    def losses(self) -> dict[str, dict[str, str]]:
        """Return what would be lost: address, and what the problem says of it."""
        found = self.draft().problems
        return {
            dict(p.values)["url"]: {"code": p.code, **dict(p.values)}
            for p in found
            if p.code in LOSSES and p.severity != Severity.INFO
        }

    def codes(self) -> list[str]:
        return [problem.code for problem in self.draft().problems]

    def built(self) -> dict[str, str]:
        """Build, and give every page by its path."""
        result = pipeline.build(self.root, Options(), NoCache())
        assert result.published, result.problems
        out = self.root / "site"
        files = {p.relative_to(out).as_posix(): p for p in sorted(out.rglob("*")) if p.is_file()}
        assert check(((name, path.read_bytes()) for name, path in files.items()), "https://brieven.example") == ()
        return {name: path.read_text("utf-8", "replace") for name, path in files.items()}

    def alive(self) -> None:
        """Follow every address of the ledger as a browser would: it ends on a page that has the anchor, or on words
        that say that it was withdrawn."""
        pages = self.built()
        for entry in parse((self.root / FILE).read_text("utf-8"))[0].entries:
            page = pages.get(file_of(entry.path))
            if entry.path.endswith("/"):
                assert page is not None, entry
                page = landed(pages, entry.path)
                if entry.anchor and "page-withdrawn" not in page:
                    assert f'id="{entry.anchor}"' in page, entry


def landed(pages: dict[str, str], path: str) -> str:
    """Return the page that an address ends on."""
    page = pages[file_of(path)]
    moved = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)
    if not moved:
        return page
    from urllib.parse import urljoin, urlsplit

    return pages[file_of(urlsplit(urljoin(f"https://x{path}", moved[1])).path)]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    made.publish()
    return made


def blocks(page: str) -> dict[str, str]:
    """Return the words of each paragraph of the letter by its anchor."""
    found = re.findall(r'<div class="text official[^"]*" id="([avb]\d+)"[^>]*>(.*?)<a class="here"', page, re.DOTALL)
    return {anchor: re.sub(r"<[^>]+>", "", html) for anchor, html in found}


# --- What changes nothing --------------------------------------------------------------------------------------


def test_what_was_published_is_still_there(site):
    assert site.losses() == {}
    site.alive()


def test_without_a_ledger_nothing_is_asked(site):
    site.remove(FILE)
    site.remove(f"{LETTER}/vraag-02.md")
    assert site.losses() == {}


def test_publishing_again_changes_no_byte(site):
    before = (site.root / FILE).read_bytes()
    site.publish("2026-01-01")
    assert (site.root / FILE).read_bytes() == before


def test_every_kind_of_address_is_remembered(site):
    known = {e.address: e.what for e in parse((site.root / FILE).read_text("utf-8"))[0].entries}
    assert known[FIRST] == "question:2024z00001/1"
    assert known[f"{FIRST}#a2"] == "question:2024z00001/1#a2"
    assert known["/brieven/2024z00001/#vraag-1-a2"] == "question:2024z00001/1#a2"
    assert known[f"{FIRST}#n-kosten"] == "note:2024z00001/kosten"
    for address in (
        "/",
        "/actoren/gemeente/",
        "/onderwerpen/verlichting/",
        "/over/",
        "/feed.xml",
        "/brieven/2024z00001/brief.txt",
        "/brieven/2024z00001/#b1",
        "/brieven/2024z00001/#vraag-1",
        f"{FIRST}#v1",
        f"{FIRST}#fn-1",
    ):
        assert address in known
    assert not known.keys() & {"/404.html", "/robots.txt", "/sitemap.xml", "/_headers", "/_redirects"}


# --- Paragraphs ------------------------------------------------------------------------------------------------


def test_an_inserted_paragraph_shifts_no_anchor_anywhere(site):
    before = blocks(site.built()[file_of(FIRST)])
    site.edit(f"{LETTER}/vraag-01.md", "Ja.\n", "Ja.\n\nHet stond ook in de avondkrant van dinsdag.\n")
    after = site.built()
    assert site.losses() == {}
    page = blocks(after[file_of(FIRST)])
    assert page == before | {"a4": "Het stond ook in de avondkrant van dinsdag."}
    assert list(page) == ["v1", "a1", "a4", "a2", "a3"]
    whole = after["brieven/2024z00001/index.html"]
    assert whole.index('id="vraag-1-a1"') < whole.index('id="vraag-1-a4"') < whole.index('id="vraag-1-a2"')
    assert 'href="../vraag-1/#a3"' in after["brieven/2024z00001/vraag-2/index.html"]
    site.alive()


def test_a_link_in_the_content_means_the_published_anchor(site):
    site.edit(f"{LETTER}/vraag-01.md", "Ja.\n", "Ja.\n\nHet stond ook in de avondkrant van dinsdag.\n")
    site.edit(f"{LETTER}/vraag-02.md", "question:1#a3", "question:1#a4")
    assert "unknown-anchor" not in site.codes()
    site.edit(f"{LETTER}/vraag-02.md", "question:1#a4", "question:1#a5")
    assert "unknown-anchor" in site.codes()


def test_a_corrected_paragraph_keeps_its_anchor_and_the_ledger_follows(site):
    site.edit(f"{LETTER}/vraag-01.md", "binnen een week", "binnen tien dagen")
    assert site.losses() == {}
    site.publish()
    site.edit(f"{LETTER}/vraag-01.md", "elk voorjaar, en", "ieder jaar in het voorjaar en")
    assert site.losses() == {}
    site.alive()


def test_a_removed_paragraph_is_missed_once_and_can_be_withdrawn(site):
    site.edit(
        f"{LETTER}/vraag-01.md",
        "De gemeente meet de lantaarns elk voorjaar, en vervangt wat kapot is binnen een week.[^1]\n\n",
        "",
    )
    site.edit(f"{LETTER}/vraag-01.md", "vijf jaar loopt.", "vijf jaar loopt.[^1]")
    lost = site.losses()
    assert lost.keys() == {f"{FIRST}#a2"}
    assert lost[f"{FIRST}#a2"]["code"] == "anchor-gone"
    assert lost[f"{FIRST}#a2"]["since"] == "2024-03-06"
    site.withdraw(
        f"url: '{FIRST}#a2', date: 2024-04-01, reason: De alinea stond er dubbel., see: 'question:2024z00001/1#a3'"
    )
    assert site.losses() == {}
    page = site.built()[file_of(FIRST)]
    assert blocks(page).keys() == {"v1", "a1", "a3"}
    assert re.search(r'<p class="text say" id="a2">[^\n]*1 april 2024[^\n]*De alinea stond er dubbel\.', page)
    assert 'id="vraag-1-a2"' in site.built()["brieven/2024z00001/index.html"]
    site.alive()


def test_a_paragraph_whose_words_are_all_others_is_another_paragraph(site):
    site.edit(
        f"{LETTER}/vraag-01.md",
        "Over de kosten is met de provincie een afspraak gemaakt die vijf jaar loopt.",
        "Daar heeft het waterschap niets mee te maken, laat de dijkgraaf weten.",
    )
    site.remove(f"{LETTER}/notes/kosten.md")
    site.edit(f"{LETTER}/vraag-02.md", "#a3", "")
    assert site.losses().keys() == {f"{FIRST}#a3", f"{FIRST}#n-kosten"}
    assert "a4" in blocks(site.built()[file_of(FIRST)])


# --- Renamed ---------------------------------------------------------------------------------------------------


def test_a_renamed_letter_is_missed_and_found_by_its_text(site):
    (site.root / LETTER).rename(site.root / "content/letters/lantaarns")
    lost = site.losses()
    assert lost.keys() == {"/brieven/2024z00001/"}
    assert lost["/brieven/2024z00001/"]["now"] == "/brieven/lantaarns/"
    assert lost["/brieven/2024z00001/"]["file"] == "content/letters/lantaarns/letter.md"


def test_one_alias_moves_a_letter_with_its_questions_paragraphs_files_and_embeds(site):
    site.edit(f"{LETTER}/vraag-01.md", "Ja.\n", "Ja.\n\nHet stond ook in de avondkrant van dinsdag.\n")
    site.publish()
    (site.root / LETTER).rename(site.root / "content/letters/lantaarns")
    site.edit("content/letters/lantaarns/letter.md", "title:", "aliases: [/brieven/2024z00001/]\ntitle:")
    assert site.losses() == {}
    pages = site.built()
    assert list(blocks(landed(pages, FIRST))) == ["v1", "a1", "a4", "a2", "a3"]
    assert pages["brieven/2024z00001/brief.txt"] == FILES[f"{LETTER}/source/brief.txt"]
    assert f"{FIRST} /brieven/lantaarns/vraag-1/ 301\n" in pages["_redirects"]
    assert "/brieven/2024z00001/" not in pages["sitemap.xml"]
    assert "/brieven/2024z00001/" not in pages["feed.xml"]
    site.publish("2025-01-01")
    assert site.losses() == {}
    site.alive()


def test_a_question_that_goes_another_way_than_its_letter_takes_along_what_is_below_it(site):
    renamed, other = site.root / "content/letters/lantaarns", site.root / "content/letters/vervolg"
    (site.root / LETTER).rename(renamed)
    shutil.copytree(renamed, other)
    site.edit("content/letters/lantaarns/letter.md", "title:", "aliases: [/brieven/2024z00001/]\ntitle:")
    site.edit("content/letters/vervolg/vraag-01.md", "number: 1", f"number: 1\naliases: [{FIRST}]")
    assert site.losses() == {}
    moved = site.built()["_redirects"]
    for path in ("", "embed/"):
        assert f"{FIRST}{path} /brieven/vervolg/vraag-1/{path} 301\n" in moved
    assert moved.count(f"{FIRST}embed/ ") == 1
    assert "/brieven/2024z00001/vraag-2/embed/ /brieven/lantaarns/vraag-2/embed/ 301\n" in moved


def test_a_renamed_actor_or_topic_is_missed_until_its_old_address_is_named(site):
    (site.root / "content/actors/gemeente.md").rename(site.root / "content/actors/stad.md")
    assert site.losses().keys() == {"/actoren/gemeente/"}
    (site.root / "content/actors/stad.md").rename(site.root / "content/actors/gemeenten.md")
    assert site.losses()["/actoren/gemeente/"]["file"] == "content/actors/gemeenten.md"
    (site.root / "content/actors/gemeenten.md").rename(site.root / "content/actors/stad.md")
    site.edit("content/actors/stad.md", "type: body", "type: body\nold_urls: [/actoren/gemeente/]")
    assert site.losses() == {}
    site.alive()


def test_other_words_in_addresses_move_every_page_and_all_are_named(site):
    site.write("site.yml", "name: Lantaarns\nbase_url: https://brieven.example\nsegments: {letters: post}\n")
    assert "/brieven/2024z00001/" in site.losses()


def test_a_site_that_no_longer_knows_its_address_is_told_so_once(site):
    site.edit("site.yml", "base_url: https://brieven.example\n", "")
    assert {loss["code"] for loss in site.losses().values()} == {"addresses-unknown"}
    assert len(site.losses()) == 1
    assert "address-gone" not in [problem.code for problem in site.draft(base_url="https://brieven.example").problems]


# --- Removed ---------------------------------------------------------------------------------------------------


def test_a_removed_question_is_missed_and_withdrawing_it_keeps_its_addresses(site):
    site.remove(f"{LETTER}/vraag-02.md")
    assert site.losses().keys() == {"/brieven/2024z00001/vraag-2/"}
    site.withdraw("url: /brieven/2024z00001/vraag-2/, date: 2024-05-01, reason: Ingetrokken door de indiener.")
    assert site.losses() == {}
    pages = site.built()
    page = pages["brieven/2024z00001/vraag-2/index.html"]
    assert "1 mei 2024" in page
    assert "Ingetrokken door de indiener." in page
    assert 'content="noindex"' in page
    assert "onderhoud" not in page
    assert "vraag-2" not in pages["sitemap.xml"]
    whole = pages["brieven/2024z00001/index.html"]
    assert all(f'id="{anchor}"' in whole for anchor in ("vraag-2", "vraag-2-v1", "vraag-2-a1"))
    site.alive()


def test_a_withdrawn_letter_takes_all_that_was_below_it(site):
    shutil.copytree(site.root / LETTER, site.root / "content/letters/2024z00002")
    site.remove(LETTER)
    assert site.losses().keys() >= {"/brieven/2024z00001/"}
    site.withdraw("url: /brieven/2024z00001/, date: 2024-05-01, reason: De brief is vervangen.")
    lost = site.losses()
    assert not [address for address in lost if address.startswith("/brieven/")]
    pages = site.built()
    for name in ("", "vraag-1/", "vraag-2/", "vraag-1/embed/"):
        assert "De brief is vervangen." in pages[f"brieven/2024z00001/{name}index.html"]


def test_a_removed_note_is_missed(site):
    site.remove(f"{LETTER}/notes/kosten.md")
    assert f"{FIRST}#n-kosten" in site.losses()
    site.withdraw(f"url: '{FIRST}#n-kosten', date: 2024-05-01, reason: De notitie klopte niet.")
    assert site.losses() == {}
    assert "De notitie klopte niet." in site.built()[file_of(f"{FIRST}embed/kosten/")]


# --- Imported again --------------------------------------------------------------------------------------------


def test_a_letter_imported_again_with_other_paragraphs_loses_nothing_unsaid(site):
    before = blocks(site.built()[file_of(FIRST)])
    site.edit(
        f"{LETTER}/vraag-01.md",
        "Ja.\n\nDe gemeente meet",
        "Ja. Dat bericht ken ik.\n\nHet is in de raad besproken op vier maart.\n\nDe gemeente meet",
    )
    after = blocks(site.built()[file_of(FIRST)])
    lost = site.losses()
    gone = {address.partition("#")[2] for address in lost}
    for anchor, words in before.items():
        assert anchor in gone or after[anchor] == words
    assert gone == {"a1"}


# --- Mistakes --------------------------------------------------------------------------------------------------


def test_withdrawing_what_is_still_there_is_an_error_that_names_the_file(site):
    site.withdraw(f"url: {FIRST}, date: 2024-05-01, reason: Weg.")
    (problem,) = [p for p in site.draft().problems if p.code == "withdrawn-still-there"]
    assert problem.is_error
    assert (problem.position.path, problem.position.line) == ("content/withdrawn.yml", 2)
    assert dict(problem.values)["file"] == f"{LETTER}/vraag-01.md"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("url: /brieven/2024z0001/, date: 2024-05-01, reason: Weg.", "withdrawn-unknown"),
        ("url: '/nergens/#a1', date: 2024-05-01, reason: Weg.", "withdrawn-nowhere"),
        ("url: brieven, date: 2024-05-01, reason: Weg.", "wrong-form"),
        ("url: /oud/, date: 1 mei, reason: Weg.", "wrong-date"),
        ("url: /oud/, date: 2024-05-01", "missing-key"),
        ("url: /oud/, date: 2024-05-01, reason: Weg., see: 'question:2024z00001/9'", "unknown-question"),
    ],
)
def test_a_mistake_in_what_is_withdrawn_is_told(site, row, code):
    site.withdraw(row)
    assert code in site.codes()


def test_one_address_is_withdrawn_once(site):
    row = "url: /oud/, date: 2024-05-01, reason: Weg."
    site.withdraw(row, row)
    assert "withdrawn-twice" in site.codes()


def test_a_damaged_ledger_stops_the_build_before_anchors_can_move(site):
    with (site.root / FILE).open("a") as file:
        file.write("<<<<<<< HEAD\n")
    assert not pipeline.build(site.root, Options(), NoCache()).published


def test_strict_fails_where_an_address_would_die_and_else_it_warns(site, kantlijn_: Callable[..., int]):
    site.remove(f"{LETTER}/vraag-02.md")
    assert kantlijn_("check") == 0
    assert kantlijn_("check", "--strict") == 1
    assert kantlijn_("build") == 0
    assert kantlijn_("build", "--strict") == 1


@pytest.fixture
def kantlijn_(site, monkeypatch, capsys) -> Callable[..., int]:
    import sys

    from generator.cli import main

    monkeypatch.chdir(site.root)

    def run(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["kantlijn", *arguments])
        return main()

    return run


def test_the_command_adds_what_is_new_with_the_day_and_nothing_with_dry_run(site, kantlijn_, capsys):
    before = (site.root / FILE).read_text("utf-8")
    site.write("content/topics/kanalen.md", "---\nname: Kanalen\n---\n")
    assert kantlijn_("ledger", "--dry-run") == 0
    assert "+ /onderwerpen/kanalen/" in capsys.readouterr().out
    assert (site.root / FILE).read_text("utf-8") == before
    assert kantlijn_("ledger", "--date", "2025-02-03") == 0
    new = set((site.root / FILE).read_text("utf-8").splitlines()) - set(before.splitlines())
    assert "/onderwerpen/kanalen/\t\t2025-02-03\ttopic:kanalen\t" in new
    assert kantlijn_("ledger", "--date", "gisteren") == 2


def test_the_command_says_what_would_be_lost_and_keeps_it(site, kantlijn_, capsys):
    site.remove(f"{LETTER}/notes/kosten.md")
    assert kantlijn_("ledger") == 0
    assert f"{FIRST}#n-kosten" in capsys.readouterr().err
    assert f"{FIRST}\tn-kosten\t2024-03-06" in (site.root / FILE).read_text("utf-8")


def test_the_command_keeps_the_ledger_where_the_content_has_errors(site, kantlijn_, capsys):
    before = (site.root / FILE).read_bytes()
    site.edit(f"{LETTER}/vraag-02.md", "question:1#a3", "question:44")
    assert kantlijn_("ledger") == 1
    assert "unknown-question" in capsys.readouterr().err
    assert (site.root / FILE).read_bytes() == before


# --- A whole life ------------------------------------------------------------------------------------------------

SENT = """\
Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Datum 2 februari 2024
Betreft Antwoorden op Kamervragen over de lantaarns langs het kanaal

Hierbij bied ik u de antwoorden aan op de vragen van het lid Jansen (XYZ) over de lantaarns langs het kanaal (ingezonden
3 januari 2024, kenmerk 2024Z00077).

De minister van Proefzaken,

P. Pietersen

2024Z00077

Vraag 1
Kent u het bericht over de lantaarns langs het kanaal?

Antwoord op vraag 1
Ja.

De gemeente meet de lantaarns elk voorjaar, en vervangt wat kapot is binnen een week.

Over de kosten is met de provincie een afspraak gemaakt die vijf jaar loopt.

Vraag 2
Wat kost het onderhoud per jaar?

Antwoord op vraag 2
Het onderhoud kost ieder jaar ongeveer tienduizend euro.
"""


def test_a_letter_lives_through_new_versions_a_new_name_and_withdrawal(site, kantlijn_, tmp_path_factory):
    source = tmp_path_factory.mktemp("post") / "brief.txt"

    def imported(text: str, *options: str) -> None:
        source.write_text(text, "utf-8")
        assert kantlijn_("import", str(source), *options) == 0

    imported(SENT)
    address = "/brieven/2024z00077/vraag-1/"
    site.publish("2024-02-03")
    before = blocks(site.built()[file_of(address)])
    assert list(before) == ["v1", "a1", "a2", "a3"]

    # A second version of the source has a paragraph more, and a figure corrected.
    second = SENT.replace("Ja.\n", "Ja.\n\nHet stond dinsdag ook in de avondkrant van de stad.\n")
    imported(second.replace("binnen een week", "binnen twee weken"), "--update")
    after = blocks(site.built()[file_of(address)])
    assert list(after) == ["v1", "a1", "a4", "a2", "a3"]
    assert after["a2"] == before["a2"].replace("een week", "twee weken")
    assert site.losses() == {}
    site.publish("2024-03-03")

    # A third no longer has the third paragraph: what was made for it leads to where the earlier text is shown.
    imported(
        second.replace("Over de kosten is met de provincie een afspraak gemaakt die vijf jaar loopt.\n", ""), "--update"
    )
    assert site.losses() == {}
    third = site.built()
    assert '<span id="a3"></span>Gewijzigd op ' in third[file_of(address)]
    assert "Over de kosten" in third[file_of(f"{address}eerder/")]
    site.publish("2024-04-01")
    site.alive()

    # The earlier text may not be seen any more: what is lost with it is told, and withdrawn.
    site.remove("content/letters/2024z00077/versions")
    lost = sorted(site.losses())
    sources = [url for url in lost if url.startswith("/brieven/2024z00077/brief-")]
    assert (lost, len(sources)) == ([*sources, f"{address}#a3", f"{address}eerder/"], 2)
    passages = [f"url: '{url}', date: 2024-04-02, reason: In de nieuwe versie geschrapt." for url in lost]
    site.withdraw(*passages)
    assert site.losses() == {}
    site.publish("2024-04-02")

    # The folder gets another name; then the second question goes.
    (site.root / "content/letters/2024z00077").rename(site.root / "content/letters/kanaal")
    assert site.losses()["/brieven/2024z00077/"]["file"] == "content/letters/kanaal/letter.md"
    site.edit("content/letters/kanaal/letter.md", "---\ntitle:", "---\naliases: [/brieven/2024z00077/]\ntitle:")
    assert site.losses() == {}
    site.publish("2024-05-01")
    site.remove("content/letters/kanaal/vraag-02.md")
    assert site.losses().keys() == {"/brieven/2024z00077/vraag-2/", "/brieven/kanaal/vraag-2/"}
    site.withdraw(*passages, "url: /brieven/kanaal/vraag-2/, date: 2024-06-01, reason: De vraag is teruggetrokken.")
    assert site.losses() == {}
    site.alive()
    site.publish("2024-06-01")
    site.alive()
    pages = site.built()
    assert "De vraag is teruggetrokken." in landed(pages, "/brieven/2024z00077/vraag-2/")
    assert "In de nieuwe versie geschrapt." in landed(pages, address)
