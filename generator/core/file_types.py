"""How each file of a site is to be served: its media type, whether it is compressed, who may read it, how long it is kept.

One table for all: the preview answers by it, `pages/addresses/hosting` writes `_headers` from it, and the settings for web
servers in docs/servers are held against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

REVALIDATED = "no-cache"
"""`Cache-Control`: keep it, and ask each time whether it is still the same, since its name stays when its content changes."""
FRAMED = "public, max-age=300"
"""`Cache-Control` of a frame in other sites' pages: much read, and a correction is in it after five minutes."""
IMMUTABLE = "public, max-age=31536000, immutable"
"""`Cache-Control` of a file whose name has a digest of its content."""

_UTF_8 = "; charset=utf-8"


@dataclass(frozen=True, slots=True)
class FileType:
    """One type of file, by the suffix of its name."""

    suffix: str
    """With its dot, in lower case."""
    media: str
    """Its media type, as IANA or its own documentation has it."""
    is_text: bool = True
    """Whether it is text: it is in UTF-8, its type says so, and a server compresses it."""
    is_data: bool = False
    """Whether programs of other sites are to read it, so that a browser lets them."""
    kept: str = REVALIDATED
    """For how long a copy of it may be used."""

    @property
    def content_type(self) -> str:
        """Return the value of `Content-Type`."""
        return f"{self.media}{_UTF_8}" if self.is_text else self.media


_ROWS = (
    # What a page is and needs.
    FileType(".html", "text/html"),
    FileType(".css", "text/css"),
    FileType(".js", "text/javascript"),
    FileType(".svg", "image/svg+xml"),
    FileType(".png", "image/png", is_text=False),
    FileType(".jpg", "image/jpeg", is_text=False),
    FileType(".webp", "image/webp", is_text=False),
    FileType(".ico", "image/x-icon", is_text=False),
    FileType(".woff2", "font/woff2", is_text=False, kept=IMMUTABLE),
    # Data, feeds, citations.
    FileType(".json", "application/json", is_data=True),
    FileType(".jsonld", "application/ld+json", is_data=True),
    FileType(".csv", "text/csv", is_data=True),
    FileType(".xml", "application/xml", is_data=True),
    FileType(".bib", "application/x-bibtex", is_data=True),
    FileType(".ris", "application/x-research-info-systems", is_data=True),
    FileType(".md", "text/markdown", is_data=True),
    # The search index, compressed as it is. What it begins with (`.pagefind`, `pagefind-entry.json`) has no digest in its name.
    FileType(".pagefind", "application/octet-stream", is_text=False),
    FileType(".pf_meta", "application/octet-stream", is_text=False, kept=IMMUTABLE),
    FileType(".pf_index", "application/octet-stream", is_text=False, kept=IMMUTABLE),
    FileType(".pf_filter", "application/octet-stream", is_text=False, kept=IMMUTABLE),
    FileType(".pf_fragment", "application/octet-stream", is_text=False, kept=IMMUTABLE),
    # Originals of letters, beside those above that are text too.
    FileType(".txt", "text/plain", is_data=True),
    FileType(".text", "text/plain", is_data=True),
    FileType(".htm", "text/html", is_data=True),
    FileType(".xhtml", "application/xhtml+xml", is_data=True),
    FileType(".pdf", "application/pdf", is_text=False, is_data=True),
    FileType(
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        is_text=False,
        is_data=True,
    ),
)
FILE_TYPES: Mapping[str, FileType] = MappingProxyType({row.suffix: row for row in _ROWS})
"""By suffix."""
OTHER = FileType("", "application/octet-stream", is_text=False)
"""What has no row."""


def file_type(name: str) -> FileType:
    """Return the type of a file by its name or path."""
    _, dot, suffix = name.rpartition("/")[2].rpartition(".")
    return FILE_TYPES.get(f"{dot}{suffix.lower()}", OTHER)
