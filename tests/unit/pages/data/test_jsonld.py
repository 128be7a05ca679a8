"""What a page says of itself for machines: JSON-LD as an RDF library reads it, meta elements, links by relation."""

import json
import re

import msgspec
import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from generator.core.config import Config

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own use

BASE = "https://x.example"
LETTER = "/brieven/2024z00001/"
SCHEMA = Namespace("https://schema.org/")
VOCABULARY = {"@vocab": str(SCHEMA), **{name: {"@type": "@id"} for name in ("url", "contentUrl", "sameAs", "license")}}


@pytest.fixture
def site(planned):
    """The small world on an address, with a licence; views by path."""
    config = Config(name="Voorbeeld", publisher="Redactie", license="https://creativecommons.org/licenses/by/4.0/")
    return {page.path: page.view for page in planned(config=config, base_url=BASE).pages}


def graph(view):
    """Read a page's JSON-LD, with a context that does what schema.org's does, since tests ask nothing of the network."""
    assert "<" not in view.page.data
    found = json.loads(view.page.data)
    assert found.pop("@context") == "https://schema.org"
    return Graph().parse(data=json.dumps({"@context": VOCABULARY, **found}), format="json-ld", publicID=f"{BASE}/")


def test_a_question_has_its_answer_with_author_date_and_source(site):
    path = f"{LETTER}vraag-2/"
    found = graph(site[path])
    page = URIRef(f"{BASE}{path}")
    [question] = found.objects(page, SCHEMA.mainEntity)
    assert (question, RDF.type, SCHEMA.Question) in found
    assert found.value(question, SCHEMA.text) == Literal("Wat doet Rijkswacht & Zonen?")
    assert found.value(question, SCHEMA.dateCreated) == Literal("2024-02-01")
    assert found.value(found.value(question, SCHEMA.author), SCHEMA.name) == Literal("A. Jansen")
    assert found.value(question, SCHEMA.isPartOf) == URIRef(f"{BASE}{LETTER}")
    answer = found.value(question, SCHEMA.acceptedAnswer)
    assert answer == URIRef(f"{BASE}{path}#antwoord")
    assert str(found.value(answer, SCHEMA.text)).startswith("De Rijkswacht meet <elke> dag.")
    author = found.value(answer, SCHEMA.author)
    assert (found.value(author, SCHEMA.name), found.value(author, SCHEMA.jobTitle)) == (
        Literal("B. Pieters"),
        Literal("minister van Duinen"),
    )
    assert found.value(author, SCHEMA.url) == URIRef(f"{BASE}/actoren/pieters/")
    source = found.value(answer, SCHEMA.isBasedOn)
    assert found.value(source, SCHEMA.sha256) == Literal("ab" * 32)
    assert str(found.value(source, SCHEMA.url)) == "https://zoek.officielebekendmakingen.nl/ah-tk-20232024-99.html"
    assert found.value(page, SCHEMA.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")


def test_an_answer_names_what_it_cites(site):
    found = graph(site[f"{LETTER}vraag-4/"])
    [cited] = found.objects(None, SCHEMA.citation)
    assert found.value(cited, SCHEMA.name) == Literal("Kamerstukken II, 30 821, nr. 124")


def test_a_question_without_an_answer_has_none(site):
    found = graph(site[f"{LETTER}vraag-6/"])
    assert not list(found.objects(None, SCHEMA.acceptedAnswer))
    assert [int(count) for count in found.objects(None, SCHEMA.answerCount)] == [0]


def test_a_letter_says_what_it_is(site):
    found = graph(site[LETTER])
    letter = URIRef(f"{BASE}{LETTER}")
    assert (letter, RDF.type, SCHEMA.DigitalDocument) in found
    assert found.value(letter, SCHEMA.identifier) == Literal("2024Z00001")


def test_a_text_too_long_to_repeat_is_given_as_an_abstract(planned, world, make):
    long = make.question(6, "Hoe?", "Zand en wind. " * 100)
    questions = tuple(long if q.number == 6 else q for q in world.letters[0].questions)
    content = msgspec.structs.replace(
        world, letters=(msgspec.structs.replace(world.letters[0], questions=questions), world.letters[1])
    )
    views = {page.path: page.view for page in planned(content, base_url=BASE).pages}
    found = graph(views[f"{LETTER}vraag-6/"])
    answer = next(found.objects(None, SCHEMA.acceptedAnswer))
    assert found.value(answer, SCHEMA.text) is None
    assert str(found.value(answer, SCHEMA.abstract)).endswith("…")


def test_nothing_can_leave_the_script_element(planned, world, make):
    rude = make.question(6, "Kent u </script><script>alert(1)</script> & meer?")
    questions = tuple(rude if q.number == 6 else q for q in world.letters[0].questions)
    content = msgspec.structs.replace(
        world, letters=(msgspec.structs.replace(world.letters[0], questions=questions), world.letters[1])
    )
    views = {page.path: page.view for page in planned(content).pages}
    data = views[f"{LETTER}vraag-6/"].page.data
    assert "<" not in data
    assert "&" not in data
    assert json.loads(data)["mainEntity"]["text"] == "Kent u </script><script>alert(1)</script> & meer?"


def test_reference_managers_find_title_author_date_and_address(site):
    metas = site[f"{LETTER}vraag-2/"].page.metas
    found = {}
    for meta in metas:
        found.setdefault(meta.name, []).append(meta.content)
    assert found["citation_author"] == found["DC.creator"] == ["Pieters, B."]
    assert found["citation_title"] == found["DC.title"] == ["cite-answer 2, Fietspaden in duingebied"]
    assert found["citation_publication_date"] == ["2024/03/05"]
    assert found["DC.date"] == ["2024-03-05"]
    assert found["citation_public_url"] == found["DC.identifier"] == [f"{BASE}{LETTER}vraag-2/"]
    assert found["DCTERMS.isVersionOf"] == ["https://zoek.officielebekendmakingen.nl/ah-tk-20232024-99.html"]
    assert found["DCTERMS.isPartOf"] == [f"{BASE}{LETTER}"]
    assert "DC.subject" in found


def test_signposts_lead_to_pages_and_files_that_are_there(planned):
    done = planned(base_url=BASE)
    there = {page.path for page in done.pages} | {file.path for file in done.files}
    links = {link.rel: link for view in done.pages if view.path == f"{LETTER}vraag-2/" for link in view.view.page.links}
    assert links["cite-as"].url == f"{BASE}{LETTER}vraag-2/"
    assert (links["collection"].url, links["author"].url) == ("../", "../../../actoren/pieters/")
    assert links["type"].url == "https://schema.org/Question"
    letter = next(page.view for page in done.pages if page.path == LETTER)
    items = [f"{LETTER}{link.url}" for link in letter.page.links if link.rel == "item"]
    assert {f"{LETTER}vraag-{n}/" for n in (1, 2, 3, 4, 6)} < {re.sub("%20", " ", item) for item in items}
    described = [f"{LETTER}{link.url}" for link in letter.page.links if link.rel == "describedby"]
    assert {*described, f"{LETTER}index.md"} <= there


def test_without_an_address_nothing_absolute_is_said(planned):
    done = planned()
    views = {page.path: page.view for page in done.pages}
    page = views[f"{LETTER}vraag-2/"].page
    assert {"cite-as"}.isdisjoint(link.rel for link in page.links)
    assert not [link for link in page.links if link.type == "application/json+oembed"]
    assert not [meta for meta in page.metas if meta.name in {"citation_public_url", "DC.identifier"}]
    assert "url" not in json.loads(page.data)["mainEntity"]
    assert not [path for path in views if "/embed/" in path or path.endswith(("oembed.json", "annotations.json"))]
    assert views[f"{LETTER}vraag-2/"].share.quote is None
