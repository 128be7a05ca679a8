"""The data of built sites, read by programs that others wrote, and held word for word against the pages."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import jsonschema
import pytest
from lxml import html
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, XSD

from generator import build as pipeline
from generator.build import Options
from generator.content.frontmatter import schemas
from generator.core.cache import NoCache
from generator.pages.data import published

SITES = {"example": Path(__file__).parents[2], "everything": Path(__file__).parent / "everything"}
BASE = "https://proef.example/pad/"


@pytest.fixture(scope="module", params=SITES)
def out(request, tmp_path_factory) -> Path:
    """A built site that knows its own address."""
    root = tmp_path_factory.mktemp(request.param)
    shutil.copytree(SITES[request.param] / "content", root / "content")
    shutil.copy(SITES[request.param] / "site.yml", root / "site.yml")
    result = pipeline.build(root, Options(base_url=BASE.rstrip("/")), NoCache())
    assert result.published, result.problems
    return root / "site"


def data(out: Path) -> list[Path]:
    """Return every file that a published schema describes."""
    return sorted(path for name in published.NAMES for path in out.rglob(f"{name}.json"))


def address_of(out: Path, path: Path) -> str:
    return urljoin(BASE, path.relative_to(out).as_posix().removesuffix("index.html"))


# --- Schemas ---------------------------------------------------------------------------------------------------


def closed(node):
    """Return a schema that allows no further keys: within a version they may come, but not without its being said."""
    if isinstance(node, dict):
        shut = {"additionalProperties": False} if "properties" in node else {}
        return {**{key: closed(part) for key, part in node.items()}, **shut}
    return [closed(part) for part in node] if isinstance(node, list) else node


def test_every_file_of_data_is_what_its_schema_says_and_no_more(out):
    found = data(out)
    assert {path.name for path in found} >= {"letter.json", "index.json", "annotations.json"}
    for path in found:
        node = json.loads(path.read_text("utf-8"))
        schema = json.loads((out / "schema" / published.file_of(path.stem)).read_text("utf-8"))
        assert node["$schema"] == schema["$id"] == f"{BASE}schema/{published.file_of(path.stem)}"
        assert node["version"] == published.VERSION
        validator = jsonschema.Draft202012Validator(
            closed(schema), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
        )
        assert not [f"{path.name} {error.json_path}: {error.message}" for error in validator.iter_errors(node)]


def test_every_row_of_the_table_is_what_its_schema_says(out):
    import csv

    schema = json.loads((out / "schema" / "answers.schema.json").read_text("utf-8"))
    with (out / "answers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        jsonschema.validate(row, closed(schema), jsonschema.Draft202012Validator)


def test_a_file_that_misses_a_key_or_has_another_type_is_refused(out):
    schema = json.loads((out / "schema" / "letter.schema.json").read_text("utf-8"))
    node = json.loads(next(path for path in data(out) if path.name == "letter.json").read_text("utf-8"))
    without = {key: value for key, value in node.items() if key != "text_sha256"}
    for wrong in (without, {**node, "questions": None}, {**node, "kind": "poem"}):
        assert not jsonschema.Draft202012Validator(schema).is_valid(wrong)


def every_schema() -> dict[str, dict]:
    of_files = {f"published {name}": published.schema(name, None) for name in published.NAMES}
    return {**schemas(), **of_files}


@pytest.mark.parametrize("name", every_schema())
def test_every_schema_is_one(name):
    jsonschema.Draft202012Validator.check_schema(every_schema()[name])


def patterns(node):
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        for part in node.values():
            yield from patterns(part)
    elif isinstance(node, list):
        for part in node:
            yield from patterns(part)


def node_js(code: str, given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["node", "-e", code], input=given, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not shutil.which("node"), reason="Node.js is not installed (Debian: nodejs)")
def test_every_pattern_is_one_of_ecma_262():
    found = sorted({pattern for schema in every_schema().values() for pattern in patterns(schema)})
    assert len(found) > 5
    given = "JSON.parse(require('fs').readFileSync(0, 'utf8'))"
    done = node_js(f"for (const pattern of {given}) new RegExp(pattern, 'u')", json.dumps(found))
    assert done.returncode == 0, done.stderr
    assert node_js(f"for (const pattern of {given}) new RegExp(pattern, 'u')", json.dumps([r"\""])).returncode != 0


AJV = """
const Ajv = require("ajv/dist/2020"), formats = require("ajv-formats")
const given = JSON.parse(require("fs").readFileSync(0, "utf8"))
for (const [schema, nodes] of given) {
  const ajv = new Ajv({allErrors: true}); formats(ajv)
  const validate = ajv.compile(schema)
  for (const node of nodes) if (!validate(node)) throw new Error(JSON.stringify(validate.errors.slice(0, 3)))
}
console.log(given.length)
"""


@pytest.mark.skipif(
    not shutil.which("node") or bool(node_js("require('ajv/dist/2020'); require('ajv-formats')", "").returncode),
    reason="Ajv is not installed (npm: ajv and ajv-formats, where NODE_PATH finds them)",
)
def test_ajv_takes_every_schema_and_finds_the_files_valid(out):
    found = [json.loads(path.read_text("utf-8")) for path in data(out)]
    of_files = [
        (json.loads(path.read_text("utf-8")), [node for node in found if node["$schema"].endswith(f"/{path.name}")])
        for path in sorted((out / "schema").iterdir())
    ]
    given = [*of_files, *((schema, []) for schema in schemas().values())]
    done = node_js(AJV, json.dumps(given))
    assert (done.returncode, done.stdout.strip()) == (0, str(len(given))), done.stderr


# --- Catalogues ------------------------------------------------------------------------------------------------


def test_frictionless_finds_the_package_valid_to_the_byte(out):
    done = frictionless(out)
    assert (done["valid"], done["stats"]["tasks"]) == (True, 1)
    table = out / "answers.csv"
    kept = table.read_bytes()
    table.write_bytes(kept.replace(b"drones", b"Drones", 1) if b"drones" in kept else kept.replace(b"a", b"A", 1))
    try:
        assert not frictionless(out)["valid"]
    finally:
        table.write_bytes(kept)


def frictionless(out: Path):
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"],
        cwd=out,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's reader of JSON-LD uses its own
def test_the_front_page_describes_the_data_in_dcat(out):
    [script] = html.parse(out / "index.html").xpath("//script[@type='application/ld+json']")
    graph = Graph().parse(data=script.text, format="json-ld")
    [dataset] = graph.subjects(RDF.type, DCAT.Dataset)
    assert dataset == URIRef(f"{BASE}#data")
    assert graph.value(dataset, DCTERMS.title)
    assert graph.value(dataset, DCAT.landingPage) == URIRef(BASE)
    modified = graph.value(dataset, DCTERMS.modified)
    assert isinstance(modified, Literal)
    assert modified.datatype == XSD.date
    files = [graph.value(one, DCAT.downloadURL) for one in graph.objects(dataset, DCAT.distribution)]
    schemata = [graph.value(one, DCTERMS.conformsTo) for one in graph.objects(dataset, DCAT.distribution)]
    assert sorted(map(str, files)) == [f"{BASE}answers.csv", f"{BASE}index.json"]
    for address in (*files, *schemata):
        assert (out / str(address).removeprefix(BASE)).is_file()


# --- Citations -------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("biber"), reason="biber is not installed (Debian: biber)")
def test_biber_takes_every_entry_of_every_letter_without_a_word(out, tmp_path):
    entries = 0
    for file in sorted(out.rglob("cite.bib")):
        shutil.copy(file, tmp_path / "cite.bib")
        subprocess.run(
            ["biber", "--tool", "--validate-datamodel", "--quiet", "cite.bib"],
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
        log = (tmp_path / "cite.bib.blg").read_text("utf-8")
        assert not re.findall(r"^.*(?:WARN|ERROR).*$", log, re.MULTILINE), file
        entries += (tmp_path / "cite_bibertool.bib").read_text("utf-8").count("@REPORT{")
    assert entries == sum(len(json.loads(file.read_text("utf-8"))) for file in out.rglob("cite.json")) > 10


# --- Every word ------------------------------------------------------------------------------------------------

BLOCKS = "//*[contains(@class, 'official') and contains(@class, 'text')]"
NOTES = "//aside[contains(concat(' ', @class, ' '), ' note ')]"


def strings(node):
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for part in node.values() if isinstance(node, dict) else node:
            yield from strings(part)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def without(element, *paths):
    """Return a copy of an element without what matches: marks of footnotes, what the interface says."""
    copy = html.fromstring(html.tostring(element, encoding="unicode", with_tail=False))
    for path in paths:
        for found in copy.xpath(path):
            found.drop_tree()
    return copy


def texts_of_page(page):
    """Yield what a page shows of the letter and of what editors wrote on it, block by block."""
    for block in page.xpath(BLOCKS):
        yield without(block, ".//sup[a[@role='doc-noteref']]", ".//p[@class='marks']")
    for note in page.xpath(NOTES):
        if not note.get("id", "").startswith("d-"):
            yield without(note, ".//summary", ".//*[contains(@class, 'sign')]")


def passages(element):
    """Yield the words of an element, a list for each paragraph, item, cell or line in it."""
    for inner in element.iter("p", "li", "td", "th", "div", "h2", "h3", "h4", "h5", "h6", "br", "blockquote", "pre"):
        inner.text, inner.tail = f"\n{inner.text or ''}", f"\n{inner.tail or ''}"
    lines = map(words, element.text_content().splitlines())
    yield from filter(None, lines)


OTHERS = {"embed", "eerder"}
"""Pages of a letter that show a part of it again, or what it does not say any more."""


def test_every_word_of_a_letter_is_in_its_data(out):
    compared = 0
    for file in sorted(out.rglob("letter.json")):
        said = " | ".join(" ".join(words(one)) for one in strings(json.loads(file.read_text("utf-8"))))
        for path in (path for path in sorted(file.parent.rglob("index.html")) if not OTHERS & {*path.parts}):
            for shown in texts_of_page(html.parse(path).getroot()):
                for passage in passages(shown):
                    assert f" {' '.join(passage)} " in f" {said} ", path
                    compared += len(passage)
    assert compared > 1000


def test_every_link_of_a_letters_text_is_in_its_data(out):
    compared = 0
    for file in sorted(out.rglob("letter.json")):
        said = {urljoin(address_of(out, file), one) for one in strings(json.loads(file.read_text("utf-8")))}
        for path in sorted(file.parent.glob("*/index.html")):
            for shown in texts_of_page(html.parse(path).getroot()):
                for link in shown.xpath(".//a[not(contains(@class, 'noted')) and not(contains(@class, 'mark'))]/@href"):
                    if not link.startswith("#"):
                        assert urljoin(address_of(out, path), link) in said, (path, link)
                        compared += 1
    assert compared > 10
