"""The hosts that a site can name, with what they take at most. Each figure is one that the host itself documents.

A figure that no page of the host's own confirms is not in here; docs/publish.md says where there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Host:
    """One host; a limit that it does not document is None. Sizes are in bytes."""

    title: str
    source: str
    """The page that has the figures."""
    files: int | None = None
    files_in_folder: int | None = None
    """Files directly in one folder."""
    file_bytes: int | None = None
    site_bytes: int | None = None


HOSTS: Mapping[str, Host] = MappingProxyType(
    {
        "cloudflare": Host(
            "Cloudflare Pages (Free)",
            "https://developers.cloudflare.com/pages/platform/limits/",
            files=20_000,
            file_bytes=25 * 1024 * 1024,
        ),
        "github": Host(
            "GitHub Pages",
            "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits",
            site_bytes=1_000_000_000,
        ),
        "netlify": Host(
            "Netlify",
            "https://docs.netlify.com/site-deploys/overview/",
            files_in_folder=54_000,
        ),
    }
)
"""By the name under `host:` in `site.yml`."""
