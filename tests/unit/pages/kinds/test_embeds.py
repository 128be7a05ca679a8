"""Frames for other sites, and the oEmbed files that lead to them, held against https://oembed.com/."""

import json

import pytest
from lxml import html

BASE = "https://x.example/sub"
LETTER = "/brieven/2024z00001/"


@pytest.fixture
def pages(planned):
    return {page.path: page.view for page in planned(base_url=BASE).pages}


def test_an_oembed_file_is_what_its_specification_asks(pages):
    found = json.loads(pages[f"{LETTER}vraag-2/oembed.json"].text)
    assert (found["type"], found["version"]) == ("rich", "1.0")
    assert all(isinstance(found[name], int) and found[name] > 0 for name in ("width", "height", "cache_age"))
    assert all(isinstance(found[name], str) for name in ("title", "author_name", "provider_name", "provider_url"))
    [frame] = html.fragments_fromstring(found["html"])
    assert (frame.tag, frame.get("src")) == ("iframe", f"{BASE}{LETTER}vraag-2/embed/")
    assert frame.get("title") == found["title"]
    assert frame.get("height") == str(found["height"])


@pytest.mark.parametrize("path", [f"{LETTER}vraag-2/", LETTER, f"{LETTER}vraag-2/embed/meten/", "/onderwerpen/ij/"])
def test_what_is_shared_leads_to_its_oembed_file(pages, path):
    links = [link for link in pages[path].page.links if link.type == "application/json+oembed"]
    assert [(link.rel, link.url) for link in links] == [("alternate", f"{BASE}{path}oembed.json")]
    assert json.loads(pages[f"{path}oembed.json"].text)["title"] == links[0].title


def test_a_topic_is_shown_as_a_link_and_a_letter_and_a_note_in_a_frame(pages):
    letter, topic, note = (
        json.loads(pages[f"{path}oembed.json"].text)
        for path in (LETTER, "/onderwerpen/ij/", f"{LETTER}vraag-2/embed/meten/")
    )
    assert (letter["type"], topic["type"], note["type"]) == ("rich", "link", "rich")
    assert "html" not in topic
    [frame] = html.fragments_fromstring(letter["html"])
    assert frame.get("src") == f"{BASE}{LETTER}embed/-/"
    assert len(pages[f"{LETTER}embed/-/"].contents) > 2
    assert "author_name" not in topic
    [frame] = html.fragments_fromstring(note["html"])
    assert frame.get("src") == f"{BASE}{LETTER}vraag-2/embed/meten/"


def test_where_pictures_are_made_an_oembed_file_names_its_own(planned):
    pages = {page.path: page.view for page in planned(base_url=BASE, illustrated=True).pages}
    files = {path: json.loads(view.text) for path, view in pages.items() if path.endswith("/oembed.json")}
    assert files
    for path, found in files.items():
        assert found["thumbnail_url"] == f"{BASE}{path.replace('oembed.json', 'share.png')}"
        assert (found["thumbnail_width"], found["thumbnail_height"]) == (1200, 630)


def test_a_frame_is_not_listed_and_says_what_it_is_a_part_of(pages):
    view = pages[f"{LETTER}vraag-2/embed/"]
    assert not view.page.index
    assert view.page.canonical == view.url == f"{BASE}{LETTER}vraag-2/"
    assert view.page.stylesheet == "../../../../assets/embed.css"
    assert f"{LETTER}vraag-2/embed/" not in pages["/sitemap.xml"].text


def test_links_in_a_frame_are_absolute_and_its_passages_are_not_marked(pages):
    view = pages[f"{LETTER}vraag-2/embed/"]
    text = "".join(block.html for block in view.answer)
    assert f'href="{BASE}{LETTER}vraag-1/"' in text
    assert f'href="{BASE}{LETTER}vraag-2/#fn-1"' in text
    assert "noted" not in text
    assert view.footnotes == 1


def test_a_note_can_be_framed_with_its_sentence(pages):
    view = pages[f"{LETTER}vraag-2/embed/meten/"]
    assert view.url == f"{BASE}{LETTER}vraag-2/#n-meten"
    assert (view.before, view.note.quote, view.after) == ("De Rijkswacht ", "meet <elke> dag", ".")
    assert f'href="{BASE}{LETTER}vraag-1/"' in view.note.html
    assert pages[f"{LETTER}embed/brief/"].numbers == ()


def test_code_to_embed_is_a_quotation_with_a_link_until_its_script_runs(pages):
    share = pages[f"{LETTER}vraag-2/"].share
    quote, script = html.fragments_fromstring(share.embed)
    assert quote.tag == "blockquote"
    assert quote.get("data-kantlijn") == f"{BASE}{LETTER}vraag-2/embed/"
    assert quote.xpath("p[1]/text()") == ["De Rijkswacht meet <elke> dag. Zie antwoord op vraag 1."]
    assert quote.xpath("p[2]/a/@href")[0].startswith(f"{BASE}{LETTER}vraag-2/#a1")
    assert script.get("src") == f"{BASE}/assets/embed.js"
    assert [note.quote for note in share.notes] == ["meet <elke> dag", "Zie antwoord op vraag 1"]
    [frame] = html.fragments_fromstring(share.notes[0].frame)
    assert frame.get("src") == f"{BASE}{LETTER}vraag-2/embed/meten/"


def test_a_quotation_names_its_source_in_html_and_in_markdown(pages):
    quote = pages[f"{LETTER}vraag-2/"].share.quote
    [figure] = html.fragments_fromstring(quote.html)
    assert figure.xpath("blockquote/p/text()") == [*quote.words]
    assert figure.xpath("blockquote/@cite") == [f"{BASE}{LETTER}vraag-2/"]
    [source] = figure.xpath("figcaption/a")
    assert source.text.startswith("B. Pieters, cite-answer 2, ")
    assert source.get("href") == quote.passage
    from markdown_it import MarkdownIt

    [read] = html.fragments_fromstring(MarkdownIt().render(quote.markdown))
    assert [p.text_content() for p in read.xpath("p[not(a)]")] == [*quote.words]
    assert [(a.text, a.get("href")) for a in read.xpath("p/a")] == [(source.text, quote.passage)]


@pytest.mark.parametrize(
    "text", ["1. Nee. Of *toch* wel_.", "- niet [hier](x) `dus`", "# Kop <b>", "+ Een | twee ~ drie \\ vier", "> Ook"]
)
def test_no_text_is_taken_for_markdown(planned, world, make, text):
    import msgspec
    from markdown_it import MarkdownIt

    from generator.core.model import Paragraph

    changed = msgspec.structs.replace(make.question(6, "V?", "Ja."), answer=(Paragraph(text),))
    first = msgspec.structs.replace(
        world.letters[0], questions=tuple(changed if q.number == 6 else q for q in world.letters[0].questions)
    )
    content = msgspec.structs.replace(world, letters=(first, world.letters[1]))
    views = {page.path: page.view for page in planned(content, base_url=BASE).pages}
    quote = views[f"{LETTER}vraag-6/"].share.quote
    [read] = html.fragments_fromstring(MarkdownIt().render(quote.markdown))
    assert read.tag == "blockquote"
    assert read[0].tag == "p"
    assert (read[0].text_content(),) == quote.words == (text,)


def test_a_word_or_two_are_quoted_with_what_follows(planned, world, make):
    import msgspec

    changed = make.question(6, "V?", ["Ja.", "Het waait hier. " + "Dat was te verwachten in dit seizoen. " * 12])
    first = msgspec.structs.replace(
        world.letters[0], questions=tuple(changed if q.number == 6 else q for q in world.letters[0].questions)
    )
    content = msgspec.structs.replace(world, letters=(first, world.letters[1]))
    views = {page.path: page.view for page in planned(content, base_url=BASE).pages}
    quote = views[f"{LETTER}vraag-6/"].share.quote
    assert quote.words[0] == "Ja."
    assert quote.words[1].startswith("Het waait hier. Dat was te")
    assert quote.words[1].endswith("seizoen.")
    assert f"{LETTER}vraag-6/#a1:~:text=Het%20waait%20hier.%20Dat" in quote.passage
