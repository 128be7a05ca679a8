"""The editor's tools in the preview: what is pointed at in a real browser comes into the files, and nobody else can."""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

LETTER = "content/letters/2024z00001"
PAGE = "brieven/2024z00001/vraag-1/"
FILES = {
    "site.yml": "name: Proef\neditor: vscode://file/{path}:{line}\n",
    f"{LETTER}/letter.md": "---\ntitle: Een brief\ndate: 2024-01-02\nasked_by: [{actor: zilvermaan}]\n---\nGeachte.\n",
    f"{LETTER}/vraag-01.md": (
        "---\nnumber: 1   # van de bron\n---\n## Vraag\n\nIs de dijk hoog?\n\n## Antwoord\n\n"
        "De dijk is hoog genoeg.[^1] Dat is veilig.\n\n- De dijk is hoog genoeg.\n- De dijk is hoog genoeg.\n\n[^1]: Zo.\n"
    ),
    f"{LETTER}/notes/veilig.md": "---\nnumber: 1\nquote: Dat is veilig\nauthor: redactie\n---\nZegt men.\n",
    "content/actors/zilvermaan.md": "---\nname: Zilvermaan\ntype: person\naliases: []\n---\n",
    "content/topics/dijken.md": "---\nname: Dijken\nkeywords: [dijk]\n---\n",
    "content/topics/zee.md": "---\nname: Zee\n---\n",
    "content/persons.tsv": "name\tsurname\tparties\n",
}
MARK = """([selector, from, to]) => {
  const nodes = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0, node, begun = false;
  while ((node = nodes.nextNode())) {
    if (!begun && from < at + node.data.length) { range.setStart(node, from - at); begun = true; }
    if (to <= at + node.data.length) { range.setEnd(node, to - at); break; }
    at += node.data.length;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return range.toString();
}"""


class Running:
    def __init__(self, url: str, site: Path) -> None:
        self.url, self.site = url, site

    def text(self, path: str) -> str:
        return (self.site / path).read_text("utf-8")


@pytest.fixture
def preview(tmp_path, previewing) -> Iterator[Running]:
    with running(tmp_path, previewing) as found:
        yield found


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory, previewing) -> Iterator[Running]:
    """A running preview for tests that change nothing."""
    with running(tmp_path_factory.mktemp("unchanged"), previewing) as found:
        yield found


@contextmanager
def running(folder: Path, previewing, *options: str) -> Iterator[Running]:
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    with previewing(folder, *options) as url:
        yield Running(url, folder)


@pytest.fixture
def page(chromium):
    opened = chromium.new_page()
    opened.set_default_timeout(20_000)
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on(
        "console", lambda said: wrong.append(said.text) if said.type == "error" and "409" not in said.text else None
    )
    yield opened
    opened.close()
    assert wrong == []


def opened(page, preview, path=PAGE):
    page.goto(f"{preview.url}{path}")
    page.locator("#kantlijn-tools .bar").wait_for()


def mark(page, selector, start, end):
    marked = page.evaluate(MARK, [selector, start, end])
    page.locator("button.note[data-ready]").wait_for()
    return marked


def saved(page):
    page.locator("#kantlijn-tools dialog").wait_for(state="hidden")


def test_a_note_is_written_where_words_are_marked(preview, page):
    opened(page, preview)
    assert mark(page, "#a1 p", 3, 8) == "dijk "
    page.click("text=Notitie hierbij")
    page.locator("#kantlijn-tools blockquote").wait_for()
    assert page.inner_text("#kantlijn-tools blockquote") == "dijk"
    page.select_option("[name=kind]", "correction")
    page.fill("[name=author]", "de redactie")
    page.fill("[name=text]", "Het is een *kade*, zie [vraag 1](question:1).")
    page.locator(".look em").wait_for()
    page.click("text=Bewaar")
    page.locator("#n-dijk").wait_for()
    assert "Het is een kade" in page.inner_text("#n-dijk")
    written = preview.text(f"{LETTER}/notes/dijk.md")
    assert written.startswith("---\nnumber: 1\nquote: dijk\n")
    assert "\nkind: correction\nauthor: de redactie\ndate: 20" in written
    assert written.endswith("\n---\nHet is een *kade*, zie [vraag 1](question:1).\n")
    assert page.inner_text("#a1 #q-dijk") == "dijk"


def test_of_the_same_words_in_two_paragraphs_those_that_were_marked_are_quoted(preview, page):
    opened(page, preview)
    mark(page, "#a2 li:nth-child(2)", 0, 12)
    page.click("text=Notitie hierbij")
    page.fill("[name=text]", "Nogmaals.")
    page.click("text=Bewaar")
    page.locator("#a2 li:nth-child(2) #q-de-dijk-is-hoog").wait_for()
    assert page.locator("#a2 li:nth-child(1) .noted").count() == 0


def test_a_footnote_s_mark_is_no_part_of_what_is_quoted(preview, page):
    opened(page, preview)
    assert "1" in mark(page, "#a1 p", 12, 30)
    page.click("text=Notitie hierbij")
    page.locator("#kantlijn-tools blockquote").wait_for()
    assert page.inner_text("#kantlijn-tools blockquote") == "hoog genoeg. Dat is"


def test_a_note_is_changed_and_removed_by_the_keyboard(preview, page):
    opened(page, preview)
    page.focus("text=Notities (1)")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.focus("text=‘Dat is veilig’ >> nth=-1")
    page.keyboard.press("Enter")
    assert page.input_value("[name=text]") == "Zegt men."
    page.keyboard.type("Zegt de minister. ")
    page.focus("text=Bewaar")
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('n-veilig')?.textContent.includes('Zegt de minister')")
    assert preview.text(f"{LETTER}/notes/veilig.md").startswith(
        "---\nnumber: 1\nquote: Dat is veilig\nauthor: redactie\n"
    )
    page.locator("#kantlijn-tools .bar").wait_for()
    page.click("text=Notities (1)")
    page.click("dialog button.row")
    page.click("text=Verwijder")
    page.click("text=Echt verwijderen?")
    page.locator("#n-veilig").wait_for(state="detached")
    assert not (preview.site / LETTER / "notes/veilig.md").exists()


def test_title_and_topics_are_set_from_a_list(preview, page):
    opened(page, preview, f"{PAGE}#kantlijn-labels")
    page.fill("[name=title]", "De dijk")
    assert page.inner_text("dialog .choice >> nth=0") == "Dijken past bij de tekst"
    page.check("dialog input[value=dijken]")
    page.click("text=Bewaar")
    page.wait_for_function("document.getElementById('title')?.textContent.includes('De dijk')")
    assert preview.text(f"{LETTER}/vraag-01.md").startswith(
        "---\nnumber: 1   # van de bron\ntitle: De dijk\ntopics: [dijken]\n---\n## Vraag\n"
    )


def test_a_new_topic_is_made_while_the_dialog_is_open_and_nothing_typed_is_lost(preview, page):
    opened(page, preview, f"{PAGE}#kantlijn-labels")
    page.fill("[name=title]", "De dijk")
    page.fill("[name=new-topic]", "Waterstaat")
    page.click("text=Voeg toe")
    page.locator("dialog input[value=waterstaat]:checked").wait_for()
    page.wait_for_function(
        "async () => (await (await fetch('/onderwerpen/')).text()).includes('Waterstaat')"
    )  # built anew, and still open
    assert page.input_value("[name=title]") == "De dijk"
    page.click("text=Bewaar")
    page.wait_for_function("document.getElementById('title')?.textContent.includes('De dijk')")
    assert page.locator("#kantlijn-tools dialog").is_hidden()
    assert "title: De dijk\ntopics: [waterstaat]\n" in preview.text(f"{LETTER}/vraag-01.md")


def test_what_was_changed_meanwhile_is_not_overwritten(preview, page):
    opened(page, preview, f"{PAGE}#kantlijn-labels")
    page.fill("[name=title]", "De dijk")
    path = preview.site / LETTER / "vraag-01.md"
    path.write_text(path.read_text("utf-8").replace("number: 1 ", "number: 1  "), "utf-8")
    kept = path.read_bytes()
    page.click("text=Bewaar")
    page.locator("text=intussen gewijzigd").wait_for()
    assert path.read_bytes() == kept


def test_a_person_gets_a_full_name(preview, page):
    opened(page, preview, "actoren/zilvermaan/#kantlijn-person")
    page.fill("[name=name]", "Marieke Zilvermaan")
    page.click("text=Bewaar")
    page.wait_for_function("document.querySelector('h1')?.textContent.includes('Marieke')")
    assert "name: Marieke Zilvermaan\ntype: person\naliases: [Zilvermaan]\n" in preview.text(
        "content/actors/zilvermaan.md"
    )


def test_the_work_list_leads_to_the_tool_that_does_it(unchanged, page):
    opened(page, unchanged, "_kantlijn/")
    page.click("text=vraag 1: Is de dijk hoog?")
    page.locator("dialog [name=title]").wait_for()
    assert page.locator("dialog [name=title]").evaluate("field => field.getRootNode().activeElement === field")
    page.keyboard.press("Escape")
    page.click("text=Dit bestand")
    path = (unchanged.site / LETTER / "vraag-01.md").as_posix()
    assert page.inner_text("dialog code") == path
    assert page.get_attribute("dialog a", "href") == f"vscode://file{path}:1"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1400])
def test_the_tools_are_accessible(unchanged, chromium, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    tab = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    found = []
    for path, act in {
        "_kantlijn/": None,
        PAGE: None,
        f"{PAGE}?notes": "text=Notities (1)",
        f"{PAGE}#kantlijn-labels": None,
        f"{PAGE}?file": "text=Dit bestand",
        "actoren/zilvermaan/#kantlijn-person": None,
    }.items():
        opened(tab, unchanged, path)
        if act:
            tab.click(act)
        found += Axe().run(tab).response["violations"]
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    opened(tab, unchanged)
    mark(tab, "#a1 p", 0, 12)
    tab.click("text=Notitie hierbij")
    tab.fill("[name=text]", "*Zo* [weg](question:9)")
    tab.locator(".look li").wait_for()
    found += Axe().run(tab).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    tab.close()


def asked(url: str, path: str, body: bytes = b'{"page": "/"}', **headers: str) -> int:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    sent = {"Content-Type": "application/json", **{key.replace("_", "-"): value for key, value in headers.items()}}
    connection.request("POST", path, body, sent)
    status = connection.getresponse().status
    connection.close()
    return status


def token_of(url: str) -> str:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    connection.request("GET", f"/{PAGE}")
    text = connection.getresponse().read().decode()
    connection.close()
    return re.search(r'data-token="([^"]+)"', text)[1]


def test_only_a_page_of_this_preview_is_answered(unchanged):
    token = token_of(unchanged.url)
    own = urlsplit(unchanged.url).netloc
    good = {"X_Kantlijn_Token": token}
    assert asked(unchanged.url, "/_kantlijn/page", **good) == 200
    assert asked(unchanged.url, "/_kantlijn/page", **good, Origin=f"http://{own}") == 200
    for headers in (
        {},
        {"X_Kantlijn_Token": ""},
        {"X_Kantlijn_Token": token[:-1]},
        {"X_Kantlijn_Token": token_of(unchanged.url)[::-1]},
        {**good, "Origin": "http://kwaad.example"},
        {**good, "Origin": "null"},
        {**good, "Origin": "http://localhost:1"},
        {**good, "Host": "kwaad.example"},
    ):
        for name in ("page", "note", "note-remove", "labels", "x"):
            assert asked(unchanged.url, f"/_kantlijn/{name}", **headers) == 403, headers
    assert asked(unchanged.url, "/_kantlijn/page", **good, Content_Type="text/plain") == 415
    assert asked(unchanged.url, "/_kantlijn/page", b"x" * 70_000, **good) == 413
    assert asked(unchanged.url, "/_kantlijn/page", b"page=/", **good) == 400
    assert asked(unchanged.url, "/_kantlijn/weg", **good) == 404
    assert asked(unchanged.url, "/_kantlijn/tools.js", **good) == 404


@pytest.mark.parametrize(
    "name", ["../tools.js", "..%2f..%2fsite.yml", "actions.py", "%2e%2e/desk.py", "tools.js/", "\\tools.js"]
)
def test_the_tools_folder_gives_nothing_else(unchanged, name):
    connection = http.client.HTTPConnection(urlsplit(unchanged.url).netloc, timeout=20)
    connection.request("GET", f"/_kantlijn/{name}")
    assert connection.getresponse().status == 404
    connection.close()


def test_a_frame_gets_no_tools(unchanged, page):
    opened(page, unchanged)
    page.evaluate(f"document.body.append(Object.assign(document.createElement('iframe'), {{src: '/{PAGE}'}}))")
    frame = page.frame_locator("iframe")
    frame.locator("#a1").wait_for()
    page.wait_for_function("frames[0].document.readyState === 'complete'")
    assert frame.locator("#kantlijn-tools").count() == 0


def test_a_preview_for_other_machines_changes_nothing(tmp_path, previewing):
    with running(tmp_path, previewing, "--host", "0.0.0.0") as preview:
        assert asked(preview.url, "/_kantlijn/page") == 404
        connection = http.client.HTTPConnection(urlsplit(preview.url).netloc, timeout=20)
        connection.request("GET", f"/{PAGE}")
        assert "_kantlijn" not in connection.getresponse().read().decode()
        connection.close()


def test_no_file_of_the_preview_or_of_a_published_site_knows_the_tools(unchanged):
    command = [sys.executable, "-m", "generator.cli", "build", "--site", str(unchanged.site), "--json"]
    built = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(built.stdout)["published"]
    for folder in ("site", ".kantlijn/preview"):
        files = [path for path in (unchanged.site / folder).rglob("*") if path.is_file()]
        assert len(files) > 20
        for path in files:
            data = path.read_bytes()
            assert b"_kantlijn" not in data, path
            assert b"kantlijn-tools" not in data, path
            assert b"data-token" not in data, path
