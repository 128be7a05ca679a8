"""A source that may not be published stays off the site; its digest and the reason are on it."""

import hashlib
import json

import pytest
import yaml

BASE = "https://brieven.example/"
LETTER = "content/letters/2024z00001/letter.md"
SOURCE = "content/letters/2024z00001/source/brief met naam.txt"
SECRET = "Ambtenaar Q. Geheimnaam"
TEXT = f"""\
Geachte voorzitter.

Vraag 1
Klopt het bericht?

Antwoord op vraag 1
Ja, zie antwoord 2.

Vraag 2
Waarom is dat zo?

Antwoord op vraag 2
Daarom is dat zo.

{SECRET}
"""
SHA = hashlib.sha256(TEXT.encode()).hexdigest()
REASON = "er staat een <naam> in & meer"


def front_matter(**source):
    fields = {"title": "Een brief", "date": "2024-01-02", "source": source}
    return f"---\n{yaml.safe_dump(fields)}---\nGeachte voorzitter.\n"


@pytest.fixture
def site(small, write):
    write("site.yml", "name: Proef\nparts: {search: false}\n")
    write(SOURCE, TEXT)
    write(LETTER, front_matter(file="source/brief met naam.txt", sha256=SHA, withheld=REASON))
    return small


def published(site):
    return {path.relative_to(site / "site").as_posix(): path.read_bytes() for path in (site / "site").rglob("*.*")}


def test_neither_the_file_nor_a_link_to_it_is_published(kantlijn, site):
    assert kantlijn("build", "--base-url", BASE).code == 0
    files = published(site)
    assert not [path for path in files if "naam" in path]
    for path, data in files.items():
        assert SECRET.encode() not in data, path
        assert path.endswith(".md") or b"naam.txt" not in data, path


def test_without_the_reason_it_is_published(kantlijn, site, write):
    write(LETTER, front_matter(file="source/brief met naam.txt", sha256=SHA))
    assert kantlijn("build", "--base-url", BASE).code == 0
    assert published(site)["brieven/2024z00001/brief met naam.txt"] == TEXT.encode()


def test_pages_and_data_say_why_and_keep_the_digest(kantlijn, site):
    assert kantlijn("build", "--base-url", BASE).code == 0
    files = published(site)
    for page in ("brieven/2024z00001/index.html", "brieven/2024z00001/vraag-1/index.html"):
        html = files[page].decode()
        assert "De bron zelf staat niet op deze site. Reden: er staat een &lt;naam&gt; in &amp; meer" in html
        assert SHA in html
        assert "Bekijk de bron" not in html
    source = json.loads(files["brieven/2024z00001/letter.json"])["source"]
    assert source["file"] is None
    assert (source["sha256"], source["withheld"]) == (SHA, REASON)


def test_it_goes_from_a_site_that_has_it_and_the_ledger_asks_for_a_reason(kantlijn, site, write):
    write(LETTER, front_matter(file="source/brief met naam.txt", sha256=SHA))
    assert kantlijn("build", "--base-url", BASE).code == 0
    assert kantlijn("ledger", "--base-url", BASE).code == 0
    write(LETTER, front_matter(file="source/brief met naam.txt", sha256=SHA, withheld=REASON))
    ran = kantlijn("build", "--base-url", BASE)
    assert "[address-gone]" in ran.err
    assert "brieven/2024z00001/brief met naam.txt" not in published(site)
    address = next(
        line.partition("\t")[0] for line in (site / "ledger.tsv").read_text("utf-8").splitlines() if ".txt" in line
    )
    row = {"url": address, "date": "2024-05-01", "reason": "Er staat een naam in."}
    write("content/withdrawn.yml", yaml.safe_dump({"withdrawn": [row]}))
    assert "address-gone" not in kantlijn("build", "--base-url", BASE).err


def test_the_file_need_not_be_there_but_its_digest_must_be_known(kantlijn, site, write):
    (site / SOURCE).unlink()
    ran = kantlijn("check")
    assert ran.code == 0
    assert "no-source-file" not in ran.out
    assert "letter-without-source" not in ran.out
    for source in ({"file": "source/brief met naam.txt", "withheld": REASON}, {"withheld": REASON}):
        write(LETTER, front_matter(**source))
        ran = kantlijn("check")
        assert ran.code == 1
        assert "[withheld-without-sha256]" in ran.out
    write(LETTER, front_matter(sha256=SHA, withheld=REASON))
    ran = kantlijn("check")
    assert ran.code == 0
    assert "letter-without-source" not in ran.out


def test_a_withheld_file_that_is_not_the_one_named_is_an_error(kantlijn, site, write):
    write(SOURCE, TEXT + "Nog iets.\n")
    ran = kantlijn("build", "--base-url", BASE)
    assert ran.code == 1
    assert "[source-changed]" in ran.err


def test_verification_compares_with_a_withheld_file_that_is_there(kantlijn, site, write):
    assert kantlijn("verify", "--json").out.count('"source": "brief met naam.txt"') == 1
    write(SOURCE, TEXT.replace("Daarom is dat zo.", "Daarom is dat niet zo."))
    assert kantlijn("verify").code == 1


def test_verification_says_that_it_did_not_compare_where_it_is_not_and_does_not_fail(kantlijn, site):
    (site / SOURCE).unlink()
    ran = kantlijn("verify")
    assert ran.code == 0
    assert "niet vergeleken" in ran.out
    assert REASON in ran.out
    assert json.loads(kantlijn("verify", "--json").out)[0]["ok"] is False


def test_a_page_without_its_source_never_says_that_it_was_compared(kantlijn, site):
    (site / SOURCE).unlink()
    assert kantlijn("build", "--base-url", BASE).code == 0
    html = published(site)["brieven/2024z00001/index.html"].decode()
    assert "woord voor woord gelijk" not in html


@pytest.mark.parametrize("reason", ["", "   ", None, ["een"]])
def test_a_key_without_a_reason_publishes_nothing(kantlijn, site, write, reason):
    write(LETTER, front_matter(file="source/brief met naam.txt", sha256=SHA, withheld=reason))
    assert kantlijn("build", "--base-url", BASE).code == 1
    assert not (site / "site").exists()
