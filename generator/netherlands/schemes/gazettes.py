"""The gazettes: Staatsblad, Staatscourant and Tractatenblad. They keep their names in every language."""

from __future__ import annotations

from generator.netherlands.schemes.official_publications import page, publication_number, published
from generator.netherlands.schemes.row import Citing, Scheme


def _gazette(name: str, abbreviation: str, title: str, example: str) -> Scheme:
    """Return the row of a gazette whose documents are numbered by the year."""
    return Scheme(
        name=name,
        example=example,
        form=r"(?P<document>(?P<year>(?:18|19|20)\d\d)-(?P<number>\d+(?:-[bhn]\d+)?))(?:\#.+)?",
        label=lambda found, _language: f"{abbreviation}. {found['year']}, {found['number']}",
        official=published(name),
        case=str.lower,
        addresses=(page(name),),
        citings=(
            publication_number(name),
            # Stb. 2019, 143; Staatscourant 2024, nr. 30890
            Citing(
                rf"""(?<![A-Za-z])(?:{abbreviation}\b\.?|{title})[\s,(]{{0,4}}
                     (?P<year>(?:18|19|20)\d\d)(?:\s?,\s*(?:nr\.?\s*|no\.?\s*)?|\s+nr\.?\s*|\s?[/-]\s?)
                     (?P<number>\d{{1,6}})(?!\d)""",
                lambda match: f"{match['year']}-{match['number']}",
                turn=2,
            ),
        ),
    )


ROWS = (
    _gazette("stb", "Stb", "Staatsblad", "2019-143"),
    _gazette("stcrt", "Stcrt", "Staatscourant", "2024-30890"),
    _gazette("trb", "Trb", "Tractatenblad", "2001-12"),
)
