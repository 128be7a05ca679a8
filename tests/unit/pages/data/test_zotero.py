"""The pages' meta elements, held against the rules of Zotero's own translators: "Embedded Metadata" and "RDF".

After https://github.com/zotero/translators, versions of 2015 and of June 2024, which differ in none of what is here but in
when a name is divided at commas (both ways are tried). Only what our pages can run into is modelled.
"""

import json
import re

import pytest

from generator.core.config import Config, Parts
from generator.pages.data.head import _indexed, _parted
from generator.pages.data.records import Name, person

TYPES = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
"""What decides the type; the last in the page does."""
GUESSES = ("citation_title", "citation_series_title")
"""What makes a journal article of a page that nothing else decides."""
FIELDS = {
    "title": ("citation_title", "DC.title", "og:title"),
    "date": ("citation_publication_date", "citation_date", "DC.date"),
    "publisher": ("citation_publisher", "DC.publisher"),
    "institution": ("citation_technical_report_institution", "DC.publisher"),
    "reportNumber": ("citation_technical_report_number",),
    "reportType": ("DC.type", "DCTERMS.type"),
    "seriesTitle": ("z.seriesTitle",),
    "abstractNote": ("citation_abstract", "og:description", "DCTERMS.abstract", "description"),
    "language": ("citation_language", "DC.language"),
    "url": ("citation_public_url", "og:url"),
    "publicationTitle": ("citation_journal_title", "DC.source", "DCTERMS.source", "og:site_name"),
}
"""Which elements fill a field; the first that is there does, by its first value."""
OF_A_REPORT = frozenset(FIELDS) - {"publisher", "publicationTitle"}


def item(metas):
    """Return the item that Zotero makes of (name, content) pairs: type, fields and creators."""
    found = {}
    for name, content in metas:
        found.setdefault(name, []).append(content)
    decided = [TYPES[name] for name, _ in metas if name in TYPES]
    kind = decided[-1] if decided else "journalArticle" if any(name in found for name in GUESSES) else "webpage"
    valid = OF_A_REPORT if kind == "report" else FIELDS
    filled = {
        field: next(found[name][0] for name in names if name in found)
        for field, names in FIELDS.items()
        if field in valid and any(name in found for name in names)
    }
    return {"itemType": kind, **filled}


def creators(written, *, divides_always):
    """Return (given, family) of each `citation_author`; the version of 2024 divides only a name that is alone."""
    found = []
    for one in written:
        names = re.split(r"\s*;\s*", one)
        if len(names) == 1 and (divides_always or len(written) == 1):
            parts = re.split(r"\s*,\s*", one)
            if len(parts) > 1 and " " in parts[0] and " " in parts[1]:
                names = parts
        found += [_divided(name.strip()) for name in names if re.search(r"[^\s,-.;]", name)]
    return found


def _divided(name):
    with_comma, name = "," in name, re.sub(r"^[\s.,/\[\]:]+|[\s.,/\[\]:]+$", "", name)
    if with_comma:
        family, _, given = name.partition(",")
        return re.sub(r"\b([A-Z])$", r"\1.", given.strip()), family
    given, _, family = name.rpartition(" ")
    return given, family


# --- What our pages make --------------------------------------------------------------------------------------

BASE = "https://x.example"
CONFIG = Config(name="Site", publisher="Uitgever", parts=Parts(answer_citations=True))


def metas(view):
    return [(meta.name, meta.content) for meta in view.page.metas] + [
        ("og:site_name", "Site"),
        ("og:title", view.page.title),
        ("og:description", view.page.description),
    ]


def catalogued(done):
    """Yield the page of every letter and answer with its item in CSL."""
    files = {page.path: page.view for page in done.pages}
    for path, view in files.items():
        if path.endswith("/cite.json"):
            yield files[path.removesuffix("cite.json")], json.loads(view.text)[0]


def test_a_page_says_of_itself_what_its_citation_says(planned):
    pages = list(catalogued(planned(config=CONFIG, base_url=BASE)))
    assert len(pages) > 5
    for view, cited in pages:
        found = item(metas(view))
        assert found["itemType"] == cited["type"] == "report"
        issued = "/".join(f"{part:02}" for part in cited["issued"]["date-parts"][0])
        assert found == {
            "itemType": "report",
            "title": cited["title"],
            "date": issued,
            "institution": cited["publisher"],
            "reportType": cited["genre"],
            "language": cited["language"],
            "url": cited["URL"],
            "abstractNote": cited.get("abstract") or view.page.description,
            **{key: cited[csl] for key, csl in FURTHER.items() if csl in cited},
        }


FURTHER = {"reportNumber": "number", "seriesTitle": "collection-title"}


def test_a_report_has_its_number_series_and_institution(planned):
    for view, cited in catalogued(planned(config=CONFIG, base_url=BASE)):
        if cited["id"].startswith("2024z00001"):
            found = item(metas(view))
            assert found["reportNumber"] == "2024Z00001"
            assert found["seriesTitle"] == "Aanhangsel Handelingen II 2023/24, nr. 99"
            assert found["institution"] == "Tweede Kamer der Staten-Generaal"


def test_no_title_is_cut(planned):
    for view, cited in catalogued(planned(config=CONFIG, base_url=BASE)):
        assert "…" not in cited["title"]
        assert item(metas(view))["title"] == cited["title"]


@pytest.mark.parametrize("divides_always", [True, False], ids=["2015", "2024"])
@pytest.mark.parametrize(
    ("name", "found"),
    [
        (person("Hugo de Jonge"), ("Hugo de", "Jonge")),
        (person("A. Jansen"), ("A.", "Jansen")),
        (person("Jansen"), ("", "Jansen")),
        (person("lid De Vries"), ("", "De Vries")),
        (person("Anne Marie van der Kust Berg"), ("Anne Marie van der", "Kust Berg")),
        (Name(literal="minister van Justitie en Veiligheid"), ("", "minister van Justitie en Veiligheid")),
        (
            Name(literal="minister van Landbouw, Natuur en Voedselkwaliteit"),
            ("", "minister van Landbouw Natuur en Voedselkwaliteit"),
        ),
    ],
)
def test_names_arrive_in_their_parts(name, found, divides_always):
    assert creators([_parted(name)], divides_always=divides_always) == [found]
    two = creators([_parted(name), _parted(person("B. Pieters"))], divides_always=divides_always)
    assert two == [found, ("B.", "Pieters")]


def test_a_name_written_as_in_an_index_would_be_taken_apart_wrongly():
    body = Name(literal="minister van Justitie en Veiligheid")
    assert creators([_indexed(body)], divides_always=False) == [("minister van Justitie en", "Veiligheid")]
