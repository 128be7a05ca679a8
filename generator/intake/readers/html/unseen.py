"""Which elements of a web page nobody sees: by their attributes, their own style, or a simple rule of the page's style.

Only rules for one tag, class or id are looked at, and none that hold for a device or width only; what no rule is known
to hide counts as shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.intake.readers.elements import Element

_HIDES = re.compile(
    r"""(?:^|[;{\s])(?:
      display\s*:\s*none
    | opacity\s*:\s*0*(?:\.0*)?\s*(?:;|$|!)
    | clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)
    | clip-path\s*:\s*inset\(\s*(?:50|100)%
    | (?:left|top|text-indent)\s*:\s*-\d{4,}(?:\.\d+)?(?:px|pt|em|rem)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_INHERITED = tuple(
    (
        re.compile(rf"(?:^|[;{{\s]){name}\s*:\s*{hidden}", re.IGNORECASE),
        re.compile(rf"(?:^|[;{{\s]){name}\s*:", re.IGNORECASE),
    )
    for name, hidden in (
        ("visibility", r"(?:hidden|collapse)"),
        ("font-size", r"0(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:;|$|!)"),
    )
)
"""What hides an element unless one within it says otherwise, and how that says so."""
_COLOUR = re.compile(r"(?:^|[;{\s])color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|[;{\s])background(?:-color|-image)?\s*:\s*([^;!]+)", re.IGNORECASE)
_WHITE = re.compile(
    r"white|#fff(?:f(?:fff)?(?:ff)?)?|rgba?\(\s*255\s*,\s*255\s*,\s*255\s*(?:,[^)]*)?\)|transparent|rgba\([^)]*,\s*0(?:\.0+)?\s*\)",
    re.IGNORECASE,
)
_NO_GROUND = frozenset(["none", "transparent", "inherit", "initial", "white", "#fff", "#ffffff"])
_AT_RULE = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"[a-z][a-z0-9]*|[.#][\w-]+", re.IGNORECASE)


@dataclass(slots=True)
class UnseenElements:
    """What hides or colours elements of one page."""

    rules: dict[str, str] = field(default_factory=dict)
    """Tag, `.class` or `#id` → what the page's style says of it."""

    def hides(self, element: Element) -> bool:
        """Whether an element, with all that is in it, is not shown."""
        said = tuple(self._said(element))
        if element.get("hidden") is not None or any(_HIDES.search(css) for css in said):
            return True
        hidden = [own for form, own in _INHERITED if any(form.search(css) for css in said)]
        return any(not self._within(element, own) for own in hidden)

    def is_white(self, element: Element) -> bool:
        """Whether the text in an element is white or clear, and neither it nor what is around it has a ground."""
        own = next((found[1].strip() for css in self._said(element) if (found := _COLOUR.search(css))), None)
        if own is None or not _WHITE.fullmatch(own):
            return False
        if self._within(element, _COLOUR) or self._within(element, _GROUND):
            return False
        return not any(self._has_ground(one) for one in (element, *element.iterancestors()))

    def _within(self, element: Element, form: re.Pattern[str]) -> bool:
        """Whether an element within another says something of its own."""
        inner = (one for one in element.iterdescendants() if isinstance(one.tag, str))
        return any(form.search(css) for one in inner for css in self._said(one))

    def _has_ground(self, element: Element) -> bool:
        given = element.get("bgcolor") or element.get("background")
        grounds = [found[1].strip().lower() for css in self._said(element) if (found := _GROUND.search(css))]
        return bool(given) or any(ground not in _NO_GROUND for ground in grounds)

    def _said(self, element: Element) -> Iterator[str]:
        """Yield what is said of an element, what weighs most first."""
        if own := element.get("style"):
            yield own
        if element.tag == "font" and element.get("color"):
            yield f"color: {element.get('color')}"
        if self.rules:
            names = [f"#{element.get('id')}", *(f".{name}" for name in (element.get("class") or "").split())]
            yield from (self.rules[name] for name in (*names, str(element.tag)) if name in self.rules)


def unseen_elements(root: Element) -> UnseenElements:
    """Return what hides elements of a page, from its `<style>` elements."""
    found = UnseenElements()
    for sheet in root.iter("style"):
        if (sheet.get("media") or "all").strip().lower() not in {"all", "screen"}:
            continue
        css = _AT_RULE.sub("", re.sub(r"/\*.*?\*/|<!--|-->", "", sheet.text or "", flags=re.DOTALL))
        for selectors, said in _RULE.findall(css):
            for selector in map(str.strip, selectors.split(",")):
                if _SELECTOR.fullmatch(selector):
                    name = selector if selector[0] in ".#" else selector.lower()
                    found.rules[name] = f"{said};{found.rules.get(name, '')}"
    return found
