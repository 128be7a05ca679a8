"""Web pages: all that a page shows, save its menus and buttons, with how each character is set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from generator.verify.streams import MARK, RawPassage

_NOT_SHOWN = frozenset(
    """head script style noscript template nav button input select textarea option datalist dialog menu iframe object
    video audio canvas""".split()
)
_UNSEEN = (
    (re.compile(r";display:none"), ""),
    (re.compile(r";visibility:(?:hidden|collapse)"), "visibility"),
    (re.compile(r";opacity:0*(?:\.0*)?(?:;|!)"), ""),
    (re.compile(r";font-size:0(?:\.0*)?(?:px|pt|em|rem|%)?(?:;|!)"), "font-size"),
    (re.compile(r";clip:rect\((?:[01](?:px)?,?){4}\)"), ""),
    (re.compile(r";clip-path:inset\((?:50|100)%"), ""),
    (re.compile(r";(?:left|top|text-indent):-\d{4,}"), ""),
)
"""How an element is not seen, and what undoes that where one within it has it too."""
_WHITE = re.compile(r"white|#f{3,4}|#f{6}(?:ff)?|rgba?\(255,255,255(?:,[^)]*)?\)|transparent|rgba\([^)]*,0(?:\.0+)?\)")
_GROUND = re.compile(
    r";\s*background(?:-color|-image)?\s*:\s*(?!none|transparent|inherit|initial|white\s*[;!]|#f{3}\s*[;!]|#f{6}\s*[;!])[^;]"
)
_GRID = frozenset("thead tbody tfoot tr".split())
_IN_GRID = _GRID | {"td", "th", "form"}
_STYLES = {"s": "s", "del": "s", "strike": "s", "sup": "^", "sub": "_"}
_CSS = (
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE), "s"),
    (re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE), "^"),
    (re.compile(r"vertical-align\s*:\s*sub", re.IGNORECASE), "_"),
)
_INLINE = frozenset(
    """a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub
    sup time tt u var wbr button""".split()
)


def read(data: bytes) -> Iterator[RawPassage]:
    """Yield each paragraph, heading, item or cell that a page shows."""
    said = re.search(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", data[:4096], re.IGNORECASE)
    named = said[1].decode("ascii", "replace") if said else "cp1252"
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", named, "cp1252", "latin-1")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        page = _Page(_footnote_links(root), _style_rules(root))
        page.walk(root, " ")
        page.flush()
        yield from page.found
        return


def _footnote_links(root: etree._Element) -> dict[etree._Element, str]:
    """Return what links of footnotes show: the mark in the text is a mark, the way back from a footnote is no text.

    Two links are those of a footnote where each leads to an element around or at the other.
    """
    order = {element: at for at, element in enumerate(root.iter())}
    by_id = {element.get("id"): element for element in order if element.get("id")}
    links = [a for a in root.iter("a") if (a.get("href") or "").startswith("#")]
    found: dict[etree._Element, str] = {}
    targets = {link: by_id.get((link.get("href") or "")[1:]) for link in links}
    inside: dict[etree._Element, list[etree._Element]] = {}
    for link in links:
        for around in (link, *link.iterancestors()):
            if around.get("id"):
                inside.setdefault(around, []).append(link)
    for link, target in targets.items():
        back = [
            other
            for other in (inside.get(target, ()) if target is not None else ())
            if targets[other] in (link, *link.iterancestors())
        ]
        for other in back:
            if other is not link and order[link] < order[other]:
                found[link], found[other] = MARK, ""
    return found


@dataclass(slots=True)
class _Page:
    """What of a page was read."""

    links: dict[etree._Element, str]
    rules: Mapping[str, str]
    """What the page's own style says, by tag, `.class` and `#id`."""
    found: list[RawPassage] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)

    def walk(self, element: etree._Element, style: str) -> None:
        """Read an element: an own passage unless it is within a line."""
        if (
            (element.tag in _NOT_SHOWN and not _heads_a_fold(element))
            or element.get("hidden") is not None
            or self.is_unseen(element)
        ):
            return
        if "note-close" in (element.get("class") or "").split():
            return  # what closes a footnote on the publisher's pages, and its word
        if element in self.links:
            self.add(self.links[element], " ")
            return
        if element.tag == "br":
            self.add("\n", style)
            return
        inline = element.tag in _INLINE
        if not inline and element.tag != "table":  # what strayed into a table goes on in the paragraph before it
            self.flush()
        css = element.get("style") or ""
        own = next((letter for form, letter in _CSS if form.search(css)), _STYLES.get(str(element.tag), style))
        if element.tag == "table":
            self.outside_cells(element, own)
            self.flush()
            for caption in element.iterchildren("caption"):
                self.walk(caption, own)
        self.inside(element, own)
        if not inline:
            self.flush()

    def said(self, element: etree._Element) -> str:
        """Return what is said of how an element is shown, what weighs most first."""
        names = [f"#{element.get('id')}", *(f".{name}" for name in (element.get("class") or "").split())]
        rules = ";".join(self.rules.get(name, "") for name in (*names, str(element.tag)))
        font = f"color:{element.get('color')}" if element.tag == "font" and element.get("color") else ""
        return f";{element.get('style') or ''};{font};{rules};".lower()

    def said_inside(self, element: etree._Element) -> str:
        """Return what is said of the elements within one."""
        return "".join(self.said(one) for one in element.iterdescendants() if isinstance(one.tag, str))

    def is_unseen(self, element: etree._Element) -> bool:
        """Whether nobody sees an element: it is hidden, clear, of no size, cut away, far off, or white on white."""
        said = re.sub(r"\s+", "", self.said(element))
        if any(form.search(said) and not (own and own in self.said_inside(element)) for form, own in _UNSEEN):
            return True
        colour = re.search(r";color:([^;!]+)", said)
        if not colour or not _WHITE.fullmatch(colour[1]):
            return False
        inside = self.said_inside(element)
        if "color:" in inside or "background" in inside:
            return False
        around = (element, *element.iterancestors())
        return not any(one.get("bgcolor") or one.get("background") or _GROUND.search(self.said(one)) for one in around)

    def inside(self, element: etree._Element, style: str) -> None:
        """Read what is in an element; of a table's parts only what is in cells."""
        grid = _is_grid(element)
        self.add("" if grid else element.text or "", style)
        for child in element:
            if not grid or child.tag in _IN_GRID:
                self.walk(child, style)
            self.add("" if grid else child.tail or "", style)

    def outside_cells(self, element: etree._Element, style: str) -> None:
        """Read what is in a table but in no cell of it: a browser moves that before the table."""
        self.add(element.text or "", style)
        for child in element:
            if _is_grid(child) and child.tag != "table":
                self.outside_cells(child, style)
            elif child.tag not in {*_IN_GRID, "caption", "colgroup", "col"}:
                self.walk(child, style)
            self.add(child.tail or "", style)

    def add(self, text: str, style: str) -> None:
        """Add text in one style."""
        self.text.append(text)
        self.styles.append(style * len(text))

    def flush(self) -> None:
        """End a passage."""
        text, styles = "".join(self.text), "".join(self.styles)
        self.text.clear()
        self.styles.clear()
        if text.strip():
            self.found.append(RawPassage(text, len(self.found) + 1, shape="p", styles=styles))


def _style_rules(root: etree._Element) -> Mapping[str, str]:
    """Return what the page's own style says for every medium or the screen, by simple selectors."""
    found: dict[str, str] = {}
    for style in root.iter("style"):
        if (style.get("media") or "all").strip().lower() in ("all", "screen"):
            css = re.sub(r"/\*.*?\*/|<!--|-->", "", style.text or "", flags=re.DOTALL)
            css = re.sub(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})", "", css)
            for selectors, said in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
                for one in map(str.strip, selectors.split(",")):
                    name = one if one[:1] in (".", "#") else one.lower()
                    found[name] = f"{said};{found.get(name, '')}"
    return found


def _is_grid(element: etree._Element) -> bool:
    """Whether an element is a table or a part of one that holds cells; a form may be between a table and its rows."""
    around = element.getparent()
    inside = element.tag in _GRID or element.tag == "form"
    return element.tag == "table" or (inside and around is not None and _is_grid(around))


def _heads_a_fold(element: etree._Element) -> bool:
    """Whether a button is the heading of what opens below it; one of few words only works the page."""
    if element.tag != "button":
        return False
    heading = {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"} & {str(up.tag) for up in element.iterancestors()}
    opens = {"aria-expanded", "aria-controls"} & set(map(str, element.attrib))
    return bool(heading) or (bool(opens) and len("".join(element.itertext()).split()) > 3)
