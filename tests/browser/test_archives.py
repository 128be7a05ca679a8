"""The example as programs take it that copy and keep whole sites: wget, a WARC that it writes, and that WARC replayed.

Where wget is not installed these tests are skipped, and say so.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import etree, html

from generator.build import Options, load, publish
from generator.core.cache import NoCache
from generator.pages.planned import TextFile

ROOT = Path(__file__).parents[2]
LINKS = "//a/@href | //link/@href | //script/@src | //img/@src | //form/@action | //iframe/@src"
CSS_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)")
HOSTS_OWN = {"_headers", "_redirects"}


@dataclass(frozen=True)
class Site:
    """The example, built and on the web."""

    out: Path
    address: str
    pages: tuple[str, ...]
    """The path of a page of each kind."""

    @property
    def files(self) -> set[str]:
        """Every file that a host sends, by its path in the output."""
        return {path.relative_to(self.out).as_posix() for path in self.out.rglob("*") if path.is_file()} - HOSTS_OWN


@pytest.fixture(scope="module")
def site(tmp_path_factory, serve) -> Site:
    root = tmp_path_factory.mktemp("archived") / "site"
    root.mkdir()
    shutil.copy(ROOT / "site.yml", root)
    shutil.copytree(ROOT / "content", root / "content")
    out = root / "site"
    out.mkdir()
    address = serve(out)
    draft, outcome = publish(load(root, Options(base_url=address), NoCache()))
    assert not any(problem.is_error for problem in outcome.problems)
    pages = (page for page in draft.plan.pages if not isinstance(page.view, TextFile))
    return Site(out, address, tuple({page.kind: page.path for page in pages}.values()))


def wget(folder: Path, *options: str) -> set[str]:
    """Copy with wget into a folder, and return what came, by its path on the site."""
    found = shutil.which("wget")
    if not found:
        pytest.skip("no wget on this machine (Debian: apt-get install wget)")
    command = [
        found,
        "--no-config",
        "--quiet",
        "--no-host-directories",
        "--directory-prefix",
        folder / "copy",
        *options,
    ]
    subprocess.run(
        command, check=False, timeout=300, cwd=folder
    )  # ends with 8 where any answer was an error: compared below
    return {path.relative_to(folder / "copy").as_posix() for path in (folder / "copy").rglob("*") if path.is_file()}


def test_every_file_is_copied_by_the_list_of_all_files_and_comes_out_the_same(site, tmp_path):
    came = wget(tmp_path, "--force-directories", f"--input-file={site.address}/mirror.txt")
    assert came - {"mirror.txt"} == site.files - {"mirror.txt"}  # wget keeps the list it read, or does not
    for name in site.files & came:
        assert (tmp_path / "copy" / name).read_bytes() == (site.out / name).read_bytes(), name


def test_every_page_and_all_its_data_are_copied_by_links_alone(site, tmp_path):
    came = wget(tmp_path, "--mirror", "--page-requisites", f"{site.address}/")
    missed = site.files - came
    # What scripts load, and what no page of this site needs.
    by_list_only = re.compile(
        r"pagefind/.+|404\.html|mirror\.txt|assets/[a-z]+\.js|assets/(?:source|earlier)\.css|assets/fonts/OFL\.txt"
    )
    assert {name for name in missed if not by_list_only.fullmatch(name)} == set()
    assert came <= site.files
    assert len([name for name in came if "/embed/" in name]) > 30
    assert len([name for name in came if name.endswith("share.png")]) > 20


# --- A web archive ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Record:
    """What an archive has of one address."""

    status: int
    type: str
    body: bytes


@pytest.fixture(scope="module")
def archive(site, tmp_path_factory) -> dict[str, Record]:
    """Let wget write a WARC of the example, and return its records by address."""
    from warcio.archiveiterator import ArchiveIterator

    folder = tmp_path_factory.mktemp("warc")
    wget(
        folder, "--force-directories", f"--input-file={site.address}/mirror.txt", "--warc-file=example", "--no-verbose"
    )
    found: dict[str, Record] = {}
    with (folder / "example.warc.gz").open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            if record.rec_type == "response":
                address = record.rec_headers.get_header("WARC-Target-URI").strip("<>")
                status = int(record.http_headers.get_statuscode())
                media = record.http_headers.get_header("Content-Type") or ""
                found[address] = Record(status, media, record.content_stream().read())
    return found


def leads(address: str, record: Record) -> Iterator[str]:
    """Yield the addresses on the same site that a record leads to."""
    links: list[str] = []
    if record.type.startswith("text/html"):
        links = html.fromstring(record.body).xpath(LINKS)
    elif record.type.startswith("text/css"):
        links = CSS_URL.findall(record.body.decode())
    elif record.type.startswith("application/xml"):
        links = etree.fromstring(record.body).xpath("//@href | //*[local-name()='loc']/text()")
    for link in links:
        target = urldefrag(urljoin(address, link)).url
        if urlsplit(target).netloc == urlsplit(address).netloc:
            yield urlsplit(target)._replace(query="").geturl()


def test_in_an_archive_every_link_and_style_of_every_page_leads_to_what_is_in_it(site, archive):
    assert {unquote(urlsplit(address).path).lstrip("/") for address in archive} >= {
        name.removesuffix("index.html") if name.rpartition("/")[2] == "index.html" else name for name in site.files
    }
    links = {(address, target) for address, record in archive.items() for target in leads(address, record)}
    assert len(links) > 3_000
    assert {(address, target) for address, target in links if target not in archive} == set()
    assert {record.status for record in archive.values()} == {200}


@pytest.mark.browser
def test_an_archive_is_replayed_with_its_styles_and_search_and_nothing_from_elsewhere(site, archive, chromium):
    context = chromium.new_context()
    missed: list[str] = []

    def replay(route) -> None:
        record = archive.get(urldefrag(route.request.url).url.partition("?")[0])
        if record is None:
            missed.append(route.request.url)
            route.abort()
        else:
            route.fulfill(status=record.status, content_type=record.type, body=record.body)

    context.route("**/*", replay)
    page = context.new_page()
    for path in site.pages:
        page.goto(site.address + path, wait_until="networkidle")
        assert page.evaluate("[...document.styleSheets].every(sheet => sheet.cssRules.length > 0)"), path
        assert page.evaluate("document.styleSheets.length") >= 1, path
    page.goto(f"{site.address}/zoeken/?q=drones")
    page.locator("main a[href*='vraag-']").first.wait_for()
    assert missed == []
    context.close()
