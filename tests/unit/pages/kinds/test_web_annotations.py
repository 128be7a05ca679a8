"""Notes as Web Annotations, anchored again in the built pages by a client that knows the W3C model and nothing else."""

import json
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from generator.build import Options, build
from generator.core.cache import NoCache

ROOT = Path(__file__).parents[4]
BASE = "https://letters.example.org/sub"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = set(
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating "
    "questioning replying tagging".split()
)


@pytest.fixture(scope="module", params=["example", "everything"])
def built(request, tmp_path_factory):
    """Build the example site and the one that holds everything."""
    source = ROOT if request.param == "example" else ROOT / "tests" / "sites" / "everything"
    site = tmp_path_factory.mktemp(request.param) / "site"
    site.mkdir()
    shutil.copy(source / "site.yml", site)
    shutil.copytree(source / "content", site / "content")
    out = site / "out"
    result = build(site, Options(out=out, base_url=BASE), NoCache())
    assert result.published, result.problems
    return out


def collections(out):
    for file in sorted(out.rglob("annotations.json")):
        yield file, json.loads(file.read_text("utf-8"))


def as_list(value):
    return value if isinstance(value, list) else [value]


def select(node, selector):
    """Follow a selector: from a page to an element, from an element to a stretch of its text."""
    if selector["type"] == "FragmentSelector":
        [element] = node.xpath("//*[@id=$id]", id=selector["value"])
        found = [select(element, refined) for refined in as_list(selector["refinedBy"])]
        assert len(set(found)) == 1, found
        return found[0]
    text = node.text_content()
    if selector["type"] == "TextPositionSelector":
        return text[selector["start"] : selector["end"]]
    assert selector["type"] == "TextQuoteSelector"
    whole = selector.get("prefix", "") + selector["exact"] + selector.get("suffix", "")
    assert text.count(whole) == 1, (whole, text)
    return selector["exact"]


def test_every_note_is_found_at_its_passage(built):
    total = 0
    for file, collection in collections(built):
        for annotation in collection["first"]["items"]:
            words = []
            for target in as_list(annotation["target"]):
                path = urlsplit(target["source"]).path.removeprefix("/sub/")
                page = html.parse(str(built / path / "index.html"), html.HTMLParser(encoding="utf-8"))
                words.append(select(page, target["selector"]))
            total += 1
            note = urlsplit(annotation["id"]).fragment
            [shown] = page.xpath("//*[@id=$id]//p[@class='quote']", id=note)
            # a passage on the page may hold footnote numbers and line breaks that the editor's quote does not
            assert squeezed(shown.text_content().strip("‘’ \n")) in squeezed(" ".join(words)), (file, note)
    assert total


def squeezed(text):
    return "".join(char.lower() for char in text if char.isalpha())


def test_every_note_of_the_site_is_in_a_collection(built):
    notes = {
        file.stem for file in built.parent.glob("content/letters/*/notes/*.md") if "draft: true" not in file.read_text()
    }
    found = {
        urlsplit(annotation["id"]).fragment.removeprefix("n-")
        for _, collection in collections(built)
        for annotation in collection["first"]["items"]
    }
    assert found == notes


def test_a_collection_is_what_the_model_asks(built):
    for file, found in collections(built):
        address = f"{BASE}/{file.relative_to(built).as_posix()}"
        assert (found["@context"], found["id"], found["type"]) == (CONTEXT, address, "AnnotationCollection")
        page = found["first"]
        assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", address, 0)
        assert found["total"] == len(page["items"])
        assert len({annotation["id"] for annotation in page["items"]}) == len(page["items"])
        for annotation in page["items"]:
            assert annotation["type"] == "Annotation"
            assert annotation["motivation"] in MOTIVATIONS
            body = annotation["body"]
            assert (body["type"], body["format"]) == ("TextualBody", "text/html")
            assert body["purpose"] in MOTIVATIONS
            assert html.fragments_fromstring(body["value"])
            for target in as_list(annotation["target"]):
                assert target["type"] == "SpecificResource"
                assert target["source"].startswith(f"{BASE}/")
