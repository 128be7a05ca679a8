"""Which element of a web page has the main text: by landmarks, else by structure.

Nothing with a sentence in it is left out of the main text, unless the page itself says that it is no text. What is
around the main text is not dropped: the reader keeps it as head and foot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from generator.intake.readers.elements import Element
from generator.intake.readers.html.page_footnotes import HtmlFootnotes

_LANDMARKS = (
    "//*[@id='broodtekst']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' broodtekst ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' stuk ')]",
    "//main",
    "//*[@role='main']",
    "//article",
    "//*[@itemprop='articleBody']",
    "//*[@id='content' or @id='main' or @id='inhoud']",
)
"""Elements that have the main text, the surest first."""
_UNCOUNTED = frozenset(["script", "style", "nav", "noscript", "template", "svg", "header", "footer", "aside"])
_FRAMES = frozenset(["div", "section", "article", "main", "center", "form"])
"""Elements that may have all of a page's text; a list or a table is a part of it."""
_BESIDE_TAGS = frozenset(["nav", "footer"])
_BESIDE_ROLES = frozenset(["navigation", "search", "banner", "contentinfo", "complementary", "toolbar", "menubar"])
_BESIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:footer|navbar|navigation|breadcrumbs?|cookies?|skip|skiplinks?|share|sharing|social|sidebar|"
    r"toolbar|pagination|related|gerelateerd|menu|kruimelpad)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Ids and classes of what is around a text."""
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LEADING = frozenset([*_HEADINGS, "a", "button", "label", "legend", "script", "style"])
_OF_LETTER = re.compile(r"\b(?:vra(?:ag|gen)|antwoord\w*|reactie|questions?|answers?)\b|^\s*\d", re.IGNORECASE)
"""A heading of the letter itself."""
_HEAD_OF_LETTER = re.compile(
    r"(?:(?:Beantwoording|Antwoord(?:en)?|Reactie)\s.{0,80}\bvragen\b|(?:\w+\s)?(?:\w*[Vv]ragen)\s+van\b.{5,}\(|"
    r"(?:Datum|Ingediend|Ingekomen|Ingezonden|Beantwoord|Onderwerp|Betreft)\b[^.?!]{0,20}:\s*\S)"
)
"""What begins a letter's head on a page, above a frame that has all its questions."""
_MOST_ASIDE = 60
"""Words."""
_OF_PAGE = re.compile(
    r"(?:Contact|Vragen\s*\?|Hulp\b|Meer\s+(?:informatie|weten|nieuws)|Zie\s+ook|Service|Delen?\b|Volg\b|Nieuwsbrief|Adres|"
    r"Openingstijden|Gerelateerd|Lees\s+(?:ook|voor)|Verantwoordelijk|Over\s+(?:deze|ons)\b)",
    re.IGNORECASE,
)
"""A heading of what is beside a text."""
_BLOCKS = frozenset(
    "p li dd dt td th h1 h2 h3 h4 h5 h6 div section article header footer aside main ul ol dl table tr tbody thead "
    "blockquote pre figure figcaption form center hr address details summary".split()
)
_MOST = 0.6
"""The share of an element's words that an inner element must have to have the main text."""
_LEAST = 40
"""Words; an element with fewer is not taken apart."""
_LINKED = 0.4
"""The share of a block's words in links from which it is navigation."""
_SENTENCE = re.compile(r"[.?!][\"'”’»)\]]*$")


class _WordCounts:
    """Counts the words that are shown in an element, without menus and footnotes."""

    def __init__(self, footnotes: HtmlFootnotes) -> None:
        self._footnotes = frozenset(footnotes.bodies.values())
        self._known: dict[Element, int] = {}

    def of(self, element: Element) -> int:
        """Return the number of words in an element."""
        if element not in self._known:
            count = len((element.text or "").split())
            for child in element:
                if isinstance(child.tag, str) and child.tag not in _UNCOUNTED and child not in self._footnotes:
                    count += self.of(child)
                count += len((child.tail or "").split())
            self._known[element] = count
        return self._known[element]


def find_main(body: Element, footnotes: HtmlFootnotes) -> Element:
    """Return the element with the main text; the whole page if none can be told from the rest."""
    words = _WordCounts(footnotes)
    whole = words.of(body)
    main = body
    for path in _LANDMARKS:
        found = [element for element in body.xpath(path) if isinstance(element, etree._Element)]  # noqa: SLF001 (as Element)
        best = max(found, key=words.of, default=None)
        if best is not None and 2 * words.of(best) >= whole:
            main = best
            break
    return _narrowed(main, words)


def is_beside(element: Element) -> bool:
    """Whether an element in the main text is no part of it: the page says so, or it only links elsewhere."""
    if not isinstance(element.tag, str):
        return False
    if element.tag in _BESIDE_TAGS or (element.get("role") or "") in _BESIDE_ROLES or element.tag == "aside":
        return element.tag in _BESIDE_TAGS or not _holds_text(element) or _is_small_print(element)
    return (_named_beside(element) and not _holds_text(element)) or _only_leads_elsewhere(element)


def _is_small_print(element: Element) -> bool:
    """Whether what a page sets aside says in its heading that it is of the page: how to reach whoever publishes it."""
    headings = ("".join(heading.itertext()).strip() for heading in element.iter(*_HEADINGS))
    return bool(_OF_PAGE.match(next(headings, ""))) and len("".join(element.itertext()).split()) <= _MOST_ASIDE


def _only_leads_elsewhere(element: Element) -> bool:
    """Whether an element has a heading, and below it nothing but links and buttons: `Was deze pagina nuttig? Ja Nee`.

    One under the label of an answer is that answer, be it only a link.
    """
    headings = list(element.iter(*_HEADINGS)) if element.tag in _FRAMES else []
    if not headings or any(_OF_LETTER.search("".join(heading.itertext())) for heading in headings):
        return False
    return any(True for _ in element.iter("a", "button")) and not _says_more(element)


def _says_more(element: Element) -> bool:
    """Whether an element has text that is no heading, link or button."""
    if element.tag in _LEADING:
        return False
    children = [child for child in element if isinstance(child.tag, str)]
    return any(text.strip() for text in _own_texts(element)) or any(map(_says_more, children))


def _named_beside(element: Element) -> bool:
    """Whether an element's id or class says that it is around the text."""
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return bool(_BESIDE_NAMES.search(names))


def _narrowed(main: Element, words: _WordCounts) -> Element:
    """Return the innermost element that has nearly all words, with nothing around it that reads as text."""
    while True:
        inner = max((child for child in main if child.tag in _FRAMES), key=words.of, default=None)
        if inner is None or words.of(inner) < max(_LEAST, _MOST * words.of(main)):
            return main
        around = [child for child in main if child is not inner and isinstance(child.tag, str)]
        said = any(_holds_text(one) or _heads_letter(one) for one in around if not (is_beside(one) or _is_foot(one)))
        if said or any(_reads(text) for text in _own_texts(main)):
            return main
        main = inner


def _heads_letter(element: Element) -> bool:
    """Whether an element has the heading of questions or answers, or the fields above them."""
    return any(_HEAD_OF_LETTER.match(" ".join(text.split())) for _, text, _ in _blocks(element))


def _is_foot(element: Element) -> bool:
    """Whether an element is named as a part of the page around the text."""
    return _named_beside(element) and element.tag in _FRAMES | {"footer", "header", "aside"}


def _own_texts(element: Element) -> Iterator[str]:
    """Yield the texts between the elements in an element."""
    yield element.text or ""
    yield from (child.tail or "" for child in element)


def _holds_text(element: Element) -> bool:
    """Whether an element has a block that reads as text and is no list of links."""
    for block, text, linked in _blocks(element):
        if _reads(text) and linked < _LINKED * len(text.split()):
            return True
        if block.tag in {"p", "li"} and len(text.split()) > 25 and linked < _LINKED * len(text.split()):
            return True
    return False


def _reads(text: str) -> bool:
    """Whether a text ends as a sentence does, and has enough words for one; a question may be short."""
    words = " ".join(text.split())
    return bool(_SENTENCE.search(words)) and (len(words.split()) > 3 or words.endswith("?"))


def _blocks(element: Element) -> Iterator[tuple[Element, str, int]]:
    """Yield the innermost blocks of an element: each with its text, and the number of its words in links."""
    inner = [child for child in element.iter() if child is not element and child.tag in _BLOCKS]
    if not inner:
        linked = sum(len("".join(link.itertext()).split()) for link in element.iter("a"))
        linked = len("".join(element.itertext()).split()) if element.tag == "a" else linked
        yield element, "".join(element.itertext()), linked
        return
    for child in element:
        if isinstance(child.tag, str) and child.tag not in {"script", "style", "template", "noscript"}:
            yield from _blocks(child)
    for text in _own_texts(element):
        if text.strip():
            yield element, text, 0
