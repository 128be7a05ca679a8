"""`kantlijn verify SITE`: a stranger repeats the proof from what a site publishes, and finds what was changed of it."""

from __future__ import annotations

import hashlib
import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from generator.verify.published import FolderFiles, UnreachableError, WebFiles
from tests.unit.cli.test_departures import QUESTION, ROW, SOURCE

LETTERS = {"2024z00001": ROW, "2024z00002": ROW, "2024z00003": ROW}
SECOND = "---\nnumber: 2\nanswered_in: 1\n---\n## Vraag\n\nStaan er dan nog lampen?\n"
ASKED = "Vraag 2\nStaan er dan nog lampen?\n\nAntwoord op vraag 1 en 2"


@pytest.fixture
def published(small, write, kantlijn):
    """The output of a build of three letters: one has its source, of one it is withheld, one has none."""
    for path in (small / "content/letters/2024z00001").glob("vraag-*.md"):
        path.unlink()
    write("site.yml", "name: Proef\nparts: {search: false, pictures: false}\nbase_url: https://proef.example/\n")
    source = SOURCE.replace("Antwoord op vraag 1", ASKED)
    sha256 = hashlib.sha256(source.encode()).hexdigest()
    named = {
        "2024z00001": "{file: source/de bron.txt}",
        "2024z00002": f"{{file: source/de bron.txt, sha256: {sha256}, withheld: een naam}}",
        "2024z00003": "{}",
    }
    for letter, row in named.items():
        folder = f"content/letters/{letter}"
        head = f"---\ntitle: Lampen\ndate: 2024-01-02\nnumbers: [{letter.upper()}]\nsource: {row}\n---\n"
        write(f"{folder}/letter.md", f"{head}Geachte voorzitter.\n")
        write(f"{folder}/vraag-01.md", QUESTION.replace("{departures}", ROW))
        write(f"{folder}/vraag-02.md", SECOND)
        if "file" in row:
            write(f"{folder}/source/de bron.txt", source)
    ran = kantlijn("build")
    assert ran.code == 0, ran.err
    return small / "site"


LETTER = "brieven/2024z00001/index.html"
ANSWER = "brieven/2024z00001/vraag-1/index.html"


def change(folder, path, old, new):
    file = folder / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def address(published):
    """The site on this machine's own web."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=published))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def outcomes(ran):
    return {one["letter"]: one for one in json.loads(ran.out)}


def test_a_folder_and_an_address_come_out_as_the_site_says(kantlijn, published, address):
    for site in (str(published), address, f"{address}/"):
        ran = kantlijn("verify", site, "--json")
        assert ran.code == 0, ran.out + ran.err
        found = outcomes(ran)
        assert [found[letter]["state"] for letter in LETTERS] == ["declared", "not-compared", "not-compared"]
        assert found["2024z00001"]["source"] == "de bron.txt"
        [departure] = found["2024z00001"]["departures"]
        assert (departure["source"], departure["shown"]) == ("tets", "test")
        assert not any(one["problems"] or one["differences"] for one in found.values())


def test_letters_without_a_published_source_are_told_with_their_digest(kantlijn, published):
    ran = kantlijn("verify", f"{published}/")
    listed = {one["id"]: one for one in json.loads((published / "proofs.json").read_text("utf-8"))["letters"]}
    assert listed["2024z00002"]["source"]["sha256"] in ran.out
    assert "wordt achtergehouden" in ran.out
    assert "2024z00003: niet vergeleken" in ran.out
    assert "2024z00001" in ran.out
    assert "op 1 aangegeven plaats na" in ran.out


def test_the_list_has_the_digests_of_the_published_bytes(published):
    [listed] = (
        one for one in json.loads((published / "proofs.json").read_text())["letters"] if one["id"] == "2024z00001"
    )
    data = (published / listed["source"]["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == listed["source"]["sha256"]
    text = """\
# cover
<p>Geachte voorzitter.</p>
# question 1
<p>Hoeveel lampen staan er langs de weg?</p>
# answer 1,2
<p>Bij de laatste test stonden er volgens de gemeente zestig lampen langs de weg.<sup>1</sup></p>
<p>Daarvan is de helft niet van de gemeente.</p>
# question 2
<p>Staan er dan nog lampen?</p>
# footnote 1
<p>Zie de lijst van de gemete.</p>
"""
    assert hashlib.sha256(text.encode()).hexdigest() == listed["text_sha256"]
    assert "proofs.json" in (published / "index.html").read_text("utf-8")


PLANTS = {
    "a word of the letter's page": (LETTER, "zestig lampen", "zeventig lampen", "text-changed"),
    "a word of an answer's page": (ANSWER, "zestig lampen", "zeventig lampen", "published-other"),
    "an answer that another question shares": (
        "brieven/2024z00001/vraag-2/index.html",
        "de helft niet",
        "de helft",
        "published-other",
    ),
    "a footnote": (LETTER, "Zie de lijst", "Zie geen lijst", "text-changed"),
    "a footnote of an answer's page": (ANSWER, "Zie de lijst", "Zie geen lijst", "published-other"),
    "a paragraph more": (
        LETTER,
        '<section class="question flow"',
        '<p>Dit ook.</p><section class="question flow"',
        "published-stray",
    ),
    "a paragraph that looks official": (
        ANSWER,
        '<section class="answer flow"',
        '<p class="official">Dit ook.</p><section class="answer flow"',
        "published-other",
    ),
    "a struck-through word of an answer's page": (ANSWER, "zestig", "<s>zestig</s>", "published-other"),
    "a struck-through word": (LETTER, "zestig", "<s>zestig</s>", "text-style"),
    "a paragraph split": (
        LETTER,
        "volgens de gemeente zestig",
        "volgens de</p><p>gemeente zestig",
        "text-paragraph-split",
    ),
    "a source": ("brieven/2024z00001/de bron.txt", "zestig", "zeventig", "published-source-digest"),
    "the digest of a text": ("proofs.json", '"text_sha256": "', '"text_sha256": "0', "published-text-digest"),
    "a state": ("proofs.json", '"state": "declared"', '"state": "equal"', "published-claim"),
    "a declaration": (
        "brieven/2024z00001/letter.json",
        '"source": "tets"',
        '"source": "tetst"',
        "text-departure-unmet",
    ),
}


@pytest.mark.parametrize("name", PLANTS)
def test_a_change_of_what_is_published_is_found(kantlijn, published, name):
    path, old, new, code = PLANTS[name]
    change(published, path, old, new)
    ran = kantlijn("verify", f"{published}/")
    assert ran.code == 1, ran.out
    assert f"error[{code}]" in ran.out


def test_a_change_on_the_web_is_found_too(kantlijn, published, address):
    change(published, ANSWER, "zestig lampen", "zeventig lampen")
    assert kantlijn("verify", address).code == 1


@pytest.mark.parametrize("path", [LETTER, ANSWER, "brieven/2024z00001/letter.json", "brieven/2024z00001/de bron.txt"])
def test_what_is_not_there_is_an_error(kantlijn, published, path):
    (published / path).unlink()
    ran = kantlijn("verify", f"{published}/")
    assert ran.code == 2
    assert "error[published-unreachable]" in ran.out


@pytest.mark.parametrize("text", [None, "{", "[]", '{"letters": [{"id": 1}]}', "[" * 100_000])
def test_a_site_without_a_list_that_can_be_read_is_an_error(kantlijn, published, text):
    (published / "proofs.json").unlink()
    if text is not None:
        (published / "proofs.json").write_text(text)
    ran = kantlijn("verify", f"{published}/")
    assert ran.code == 2
    assert "published-unreachable" in ran.err


@pytest.mark.parametrize(
    "path", ["../geheim", "/etc/passwd", "a/../../b", "file:///etc/passwd", "a\\..\\b", "http://x/", "a\0b"]
)
def test_no_path_of_a_list_leads_out_of_the_site(kantlijn, published, path):
    listed = json.loads((published / "proofs.json").read_text())
    for one in listed["letters"]:
        one["page"] = path
    (published / "proofs.json").write_text(json.dumps(listed))
    assert kantlijn("verify", f"{published}/").code == 2
    for files in (FolderFiles(published), WebFiles("http://127.0.0.1:9/")):
        with pytest.raises(UnreachableError, match="leads out"):
            files.read(path, 100)


def test_no_link_leads_out_of_the_folder_and_no_file_is_read_over_its_limit(published, tmp_path):
    (tmp_path / "geheim").write_text("geheim")
    (published / "weg").symlink_to(tmp_path / "geheim")
    files = FolderFiles(published)
    with pytest.raises(UnreachableError, match="out of the folder"):
        files.read("weg", 100)
    with pytest.raises(UnreachableError, match="larger"):
        files.read(LETTER, 100)


@pytest.mark.parametrize(
    "to", ["http://localhost:{port}/elders", "https://127.0.0.1:{port}/elders", "file:///etc/passwd"]
)
def test_no_redirect_leads_to_another_host_or_scheme(to):
    class Leading(Quiet):
        def do_GET(self):
            self.send_response(302)
            self.send_header("Location", to.replace("{port}", str(self.server.server_port)))
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Leading)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with pytest.raises(UnreachableError):
        WebFiles(f"http://127.0.0.1:{server.server_port}").read("proofs.json", 100)
    server.shutdown()
    server.server_close()


def test_redirects_on_the_same_host_are_followed_but_not_for_ever():
    class Turning(Quiet):
        def do_GET(self):
            left = int(self.path.rpartition("/")[2])
            self.send_response(302 if left else 200)
            self.send_header("Location", f"/{left - 1}")
            self.end_headers()
            self.wfile.write(b"" if left else b"[]")

    server = ThreadingHTTPServer(("127.0.0.1", 0), Turning)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    files = WebFiles(f"http://127.0.0.1:{server.server_port}")
    assert files.read("3", 100) == b"[]"
    with pytest.raises(UnreachableError):
        files.read("9", 100)
    server.shutdown()
    server.server_close()


def test_a_file_on_the_web_is_read_no_further_than_its_limit(address):
    with pytest.raises(UnreachableError, match="larger"):
        WebFiles(address).read("proofs.json", 10)
    with pytest.raises(UnreachableError, match="404"):
        WebFiles(address).read("weg.json", 10)


@pytest.mark.parametrize("site", ["./weg/", "http://", "https:///x"])
def test_what_is_no_site_is_said_so(kantlijn, small, site):
    ran = kantlijn("verify", site)
    assert ran.code == 2
    assert "geen map of adres" in ran.err
