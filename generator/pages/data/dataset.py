"""What describes the site's data as a whole to catalogues: a Data Package for the table, DCAT for the front page.

See https://datapackage.org/ and https://www.w3.org/TR/vocab-dcat-3/. Neither says when it was made: dates are those of the
letters, so that the same content gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from generator.core.language import slug
from generator.core.parts import TABLES
from generator.pages.data import beside, jsonld
from generator.pages.data.published import COLUMNS, KEY, ROWS, VERSION, file_of
from generator.pages.writing.page_context import PageContext
from generator.pages.writing.site_context import SiteContext

Node = dict[str, Any]

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/"
"""Languages, as DCAT recommends to name them."""
_MEDIA = "https://www.iana.org/assignments/media-types/"


def package(site: SiteContext, table: str) -> Node:
    """Describe the table of answers, with its bytes, as a Data Package."""
    config, data = site.config, table.encode()
    return {
        "name": slug(config.name) or "answers",
        "title": config.name,
        "description": config.description,
        "version": VERSION,
        **({"homepage": f"{site.base_url}/"} if site.base_url else {}),
        **({"licenses": [{"path": config.license}]} if config.license else {}),
        "contributors": [{"title": config.publisher or config.name, "role": "publisher"}],
        "resources": [
            {
                "name": "answers",
                "title": config.name,
                "profile": "tabular-data-resource",
                "path": beside.TABLE.removeprefix("/"),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(data),
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
                "schema": {
                    "fields": [
                        {"name": column.name, "type": column.type, "description": column.description}
                        for column in COLUMNS
                    ],
                    "primaryKey": list(KEY),
                    "missingValues": [""],
                },
            }
        ],
    }


def catalogue(page: PageContext) -> Markup | None:
    """Describe all data of the site as a DCAT dataset, for the front page; None where the site has no address."""
    site, config = page.site, page.site.config
    if not site.base_url:
        return None
    days = sorted(letter.day for letter in site.letters if letter.day)
    home = f"{site.base_url}/"
    node = {
        "@context": _CONTEXT,
        "@id": f"{home}#data",
        "@type": "dcat:Dataset",
        "dct:title": {"@value": config.name, "@language": config.lang},
        "dct:description": config.description and {"@value": config.description, "@language": config.lang},
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": config.publisher or config.name},
        "dct:language": [{"@id": f"{_LANGUAGE}{lang}"} for lang in sorted({letter.lang for letter in site.letters})],
        "dct:license": config.license and {"@id": config.license},
        "dct:modified": days and _day(days[-1].isoformat()),
        "dct:temporal": days
        and {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(days[0].isoformat()),
            "dcat:endDate": _day(days[-1].isoformat()),
        },
        "dcat:version": VERSION,
        "dcat:landingPage": {"@id": home},
        "dcat:distribution": list(_distributions(page, site.base_url)),
    }
    return jsonld.as_script(node)


def _distributions(page: PageContext, base_url: str) -> Iterator[Node]:
    found = [(beside.INDEX, "application/json", "index")]
    if page.site.makes(TABLES):
        found.append((beside.TABLE, "text/csv", ROWS))
    for path, media, schema in found:
        yield {
            "@id": f"{base_url}{path}",
            "@type": "dcat:Distribution",
            "dct:title": path.removeprefix("/"),
            "dcat:downloadURL": {"@id": f"{base_url}{path}"},
            "dcat:mediaType": {"@id": f"{_MEDIA}{media}"},
            "dct:conformsTo": {"@id": f"{base_url}{beside.SCHEMAS}{file_of(schema)}"},
        }


def _day(written: str) -> Node:
    return {"@type": "xsd:date", "@value": written}
