from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.netherlands import laws
from generator.references import schemes
from generator.references.schemes import Identity

DAY = dt.date(2021, 10, 27)

LABELS = {
    "kst:30100-124": ("Kamerstukken II, 30 100, nr. 124", "https://zoek.officielebekendmakingen.nl/kst-30100-124.html"),
    "kst:36600-VI-12": (
        "Kamerstukken II, 36 600 VI, nr. 12",
        "https://zoek.officielebekendmakingen.nl/kst-36600-VI-12.html",
    ),
    "kst:21100-02-2870": (
        "Kamerstukken II, 21 100-02, nr. 2870",
        "https://zoek.officielebekendmakingen.nl/kst-21100-02-2870.html",
    ),
    "kst:35200-B": ("Kamerstukken I, 35 200, B", "https://zoek.officielebekendmakingen.nl/kst-35200-B.html"),
    "kst:34200": ("Kamerstukken, dossier 34 200", "https://zoek.officielebekendmakingen.nl/dossier/34200"),
    "kst:30100-124-h1": (
        "Kamerstukken II, 30 100, nr. 124",
        "https://zoek.officielebekendmakingen.nl/kst-30100-124-h1.html",
    ),
    "ah:tk-20212022-753": (
        "Aanhangsel Handelingen II 2021/22, nr. 753",
        "https://zoek.officielebekendmakingen.nl/ah-tk-20212022-753.html",
    ),
    "ah:tk-19992000-12": (
        "Aanhangsel Handelingen II 1999/2000, nr. 12",
        "https://zoek.officielebekendmakingen.nl/ah-tk-19992000-12.html",
    ),
    "h:tk-20202021-24-3": (
        "Handelingen II 2020/21, nr. 24, item 3",
        "https://zoek.officielebekendmakingen.nl/h-tk-20202021-24-3.html",
    ),
    "zaak:2021Z16860": ("Zaak 2021Z16860", "https://www.tweedekamer.nl/kamerstukken/detail?id=2021Z16860"),
    "ecli:NL:HR:1995:ZD0328": (
        "ECLI:NL:HR:1995:ZD0328",
        "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:HR:1995:ZD0328",
    ),
    "ecli:EU:C:2014:317": (
        "ECLI:EU:C:2014:317",
        "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=ecli:ECLI:EU:C:2014:317",
    ),
    "ecli:DE:BGH:2020:1": ("ECLI:DE:BGH:2020:1", "https://e-justice.europa.eu/ecli/ECLI:DE:BGH:2020:1"),
    "jci1.3:c:BWBR0031788&artikel=3": (
        "Politiewet 2012",
        "https://wetten.overheid.nl/jci1.3:c:BWBR0031788&artikel=3&g=2021-10-27",
    ),
    "jci1.3:c:BWBR9999999": ("BWBR9999999", "https://wetten.overheid.nl/jci1.3:c:BWBR9999999&g=2021-10-27"),
    "celex:32016R0679#art_6": (
        "Algemene verordening gegevensbescherming",
        "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679#art_6",
    ),
    "celex:32004R0883": (
        "Verordening (EG) nr. 883/2004",
        "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32004R0883",
    ),
    "celex:32013R1303": (
        "Verordening (EU) nr. 1303/2013",
        "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32013R1303",
    ),
    "celex:32019L1937": (
        "Richtlijn (EU) 2019/1937",
        "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32019L1937",
    ),
    "celex:32006L0112": (
        "Richtlijn 2006/112/EG",
        "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32006L0112",
    ),
    "celex:52021PC0206": (
        "CELEX 52021PC0206",
        "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:52021PC0206",
    ),
    "com:2021-206": ("COM(2021) 206", "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=COM:2021:206:FIN"),
    "stb:2019-143": ("Stb. 2019, 143", "https://zoek.officielebekendmakingen.nl/stb-2019-143.html"),
    "stcrt:2024-30890": ("Stcrt. 2024, 30890", "https://zoek.officielebekendmakingen.nl/stcrt-2024-30890.html"),
    "trb:2001-12": ("Trb. 2001, 12", "https://zoek.officielebekendmakingen.nl/trb-2001-12.html"),
}


def identity(destination):
    found = schemes.parse(destination)
    assert found is not None
    return found


@pytest.mark.parametrize(("destination", "expected"), LABELS.items())
def test_a_document_has_a_label_and_an_official_address(destination, expected):
    one = identity(destination)
    assert (schemes.label(one), schemes.official(one, DAY)) == expected


@pytest.mark.parametrize("scheme", schemes.scheme_names)
def test_every_scheme_is_shown_by_a_case(scheme):
    siblings = {"swd": "com", "join": "com"}
    assert any(case.startswith(f"{siblings.get(scheme, scheme)}:") for case in LABELS)


@pytest.mark.parametrize(
    ("destination", "canonical"),
    [
        ("kst:36600-vi-12", "kst:36600-VI-12"),
        ("AH:TK-20212022-753", "ah:tk-20212022-753"),
        ("zaak:2021z16860", "zaak:2021Z16860"),
        ("ECLI:nl:hr:1995:zd0328", "ecli:NL:HR:1995:ZD0328"),
        ("jci1.3:c:bwbr0031788&artikel=3a", "jci1.3:c:BWBR0031788&artikel=3a"),
        ("celex:32016r0679", "celex:32016R0679"),
    ],
)
def test_the_same_document_is_one_identity_however_it_is_written(destination, canonical):
    assert str(identity(destination)) == canonical


@pytest.mark.parametrize(
    ("destination", "example"),
    [
        ("kst:30100/124", "kst:30821-124"),
        ("kst:", "kst:30821-124"),
        ("ah:tk-20212023-753", "ah:tk-20212022-753"),
        ("zaak:21Z1", "zaak:2021Z16860"),
        ("jci1.3:BWBR0031788", "jci1.3:c:BWBR0031788&artikel=3"),
        ("stb:143", "stb:2019-143"),
    ],
)
def test_a_malformed_id_is_told_by_an_example(destination, example):
    assert schemes.parse(destination) is None
    assert schemes.problem(destination) == example
    assert schemes.problem(example) is None


@pytest.mark.parametrize("destination", ["question:4", "mailto:a@example.org", "https://example.org/", "x", ""])
def test_what_is_of_no_scheme_is_no_problem_of_this_table(destination):
    assert schemes.parse(destination) is None
    assert schemes.problem(destination) is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://zoek.officielebekendmakingen.nl/kst-30100-124.html", "kst:30100-124"),
        ("https://zoek.officielebekendmakingen.nl/kst-36600-VI-12.pdf", "kst:36600-VI-12"),
        ("http://zoek.officielebekendmakingen.nl/dossier/36600-VI", "kst:36600-VI"),
        ("https://zoek.officielebekendmakingen.nl/ah-tk-20212022-753.html?a=b#c", "ah:tk-20212022-753"),
        ("https://zoek.officielebekendmakingen.nl/kv-tk-2021Z16860.html", "zaak:2021Z16860"),
        ("https://zoek.officielebekendmakingen.nl/blg-1.pdf", None),
        ("http://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:HR:1995:ZD0328", "ecli:NL:HR:1995:ZD0328"),
        ("https://uitspraken.rechtspraak.nl/details?id=ECLI%3ANL%3AHR%3A1995%3AZD0328", "ecli:NL:HR:1995:ZD0328"),
        ("https://wetten.overheid.nl/BWBR0031788/", "jci1.3:c:BWBR0031788"),
        (
            "https://wetten.overheid.nl/BWBR0031788/2021-10-27#Hoofdstuk2_Artikel3",
            "jci1.3:c:BWBR0031788&artikel=3&g=2021-10-27",
        ),
        ("https://wetten.overheid.nl/jci1.3:c:BWBR0031788&artikel=3", "jci1.3:c:BWBR0031788&artikel=3"),
        ("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=celex%3A32016R0679", "celex:32016R0679"),
        ("https://eur-lex.europa.eu/eli/reg/2016/679/oj", "celex:32016R0679"),
        ("https://EUR-LEX.europa.eu/eli/REG/2016/679/oj", "celex:32016R0679"),
        ("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=COM:2021:0206:FIN", "com:2021-206"),
        ("https://www.tweedekamer.nl/kamerstukken/detail?id=2021Z16860&did=2021D1", "zaak:2021Z16860"),
        ("https://www.tweedekamer.nl/", None),
    ],
)
def test_a_web_address_of_a_known_document_is_that_document(address, expected):
    found = schemes.parse(address)
    assert (str(found) if found else None) == expected


@pytest.mark.parametrize("destination", LABELS)
def test_an_official_address_leads_back_to_its_document(destination):
    one = identity(destination)
    address = schemes.official(one)
    if not address.startswith("https://e-justice"):
        assert schemes.document_of(identity(address)) == schemes.document_of(one)


def test_a_part_belongs_to_its_document():
    law = Identity("jci1.3", "c:BWBR0031788")
    assert schemes.document_of(identity("jci1.3:c:BWBR0031788&artikel=3&g=2020-01-01")) == law
    assert str(schemes.document_of(identity("kst:30100-124#p3"))) == "kst:30100-124"
    assert str(schemes.document_of(identity("celex:32016R0679#art_6"))) == "celex:32016R0679"


def test_what_is_cited_of_a_law_is_told_with_its_day():
    article = identity("jci1.3:c:BWBR0031788&artikel=3&lid=2")
    assert schemes.detail(article, "nl", DAY) == "artikel 3, lid 2, zoals die gold op 27 oktober 2021"
    assert schemes.detail(article, "en", DAY) == "article 3, paragraph 2, as in force on 27 October 2021"
    assert schemes.detail(article) == "artikel 3, lid 2"
    assert schemes.detail(identity("celex:32016R0679#art_6"), "nl", DAY) == "artikel 6"
    assert schemes.detail(identity("kst:30100-124"), "nl", DAY) is None


def test_a_day_in_the_id_wins_over_the_letters():
    pinned = identity("jci1.3:c:BWBR0031788&artikel=3&g=2019-01-01")
    assert schemes.official(pinned, DAY) == "https://wetten.overheid.nl/jci1.3:c:BWBR0031788&artikel=3&g=2019-01-01"
    assert schemes.detail(pinned, "nl", DAY) == "artikel 3, zoals die gold op 1 januari 2019"


def test_labels_in_english():
    assert schemes.label(identity("kst:30100-124"), "en") == "Parliamentary Papers II, 30 100, no. 124"
    assert schemes.label(identity("celex:32016R0679"), "en") == "Regulation (EU) 2016/679"


def test_slugs_are_segments_of_urls():
    assert schemes.slug(identity("kst:30100-124")) == "kst-30100-124"
    assert schemes.slug(identity("jci1.3:c:BWBR0031788&artikel=3")) == "bwbr0031788"
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", schemes.slug(identity(one))) for one in LABELS)


def test_two_documents_never_share_a_slug():
    documents = {schemes.document_of(identity(one)) for one in LABELS}
    assert len({schemes.slug(one) for one in documents}) == len(documents)


def test_an_identity_made_by_hand_does_not_break_a_page():
    odd = Identity("kst", "nonsens")
    assert (schemes.label(odd), schemes.detail(odd), schemes.official(odd)) == ("kst:nonsens", None, None)


@settings(deadline=None)
@given(st.sampled_from([*schemes.scheme_names, "question", "https"]), st.text())
def test_no_destination_raises(scheme, rest):
    destination = f"{scheme}:{rest}"
    found = schemes.parse(destination)
    if found:
        assert schemes.parse(str(found)) == found
        assert schemes.document_of(schemes.document_of(found)) == schemes.document_of(found)
        assert schemes.label(found)
        schemes.detail(found, "nl", DAY)
        schemes.official(found, DAY)
    schemes.problem(destination)


def test_the_table_of_laws_names_each_law_once():
    ids = [law.id for law in (*laws.LAWS, *laws.ACTS)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"BWB[RV]\d{7}", law.id) for law in laws.LAWS)
    assert all(schemes.parse(f"celex:{law.id}") for law in laws.ACTS)
    assert set(laws.CIVIL_CODE.values()) <= set(ids)
