"""Cuts the serif of the built-in theme from a packaged font: `python setup/fonts.py` writes it and its style sheet anew.

The font is Source Serif Pro, under the SIL Open Font License 1.1. That licence reserves the name `Source` for the font as
it is; what is cut from it bears another, and the licence goes along.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

NAME, SHORT = "Kantlijn Serif", "Like"
"""What the cut is called, and what is before the name of a font of a system that is drawn with its measures."""
FOLDER = Path(__file__).parents[1] / "theme" / "assets"
FACES = (("Regular", 400, "normal"), ("It", 400, "italic"), ("Semibold", 600, "normal"))
"""The faces by their name in the package; what is bolder than 600 has the last."""
LETTERS = (
    "ĀāĂăĄąĆćĊċČčĎďĐđĒēĖėĘęĚěĞğĠġĢģĦħĪīĮįİıĲĳĶķĹĺĻļĽľŁłŃńŅņŇňŌōŐőŒœŔŕŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŸŹźŻżŽžȘșȚțẞ"
    "‐‑‒–—―‘’‚“”„†•…‰′″‹›€→−≤≥"
)
"""Beside Latin-1: the letters of the languages of the European Union and of Turkish, and signs of running text."""
RANGE = "U+20-21B, U+1E9E, U+2010-2265"
"""The characters for which a browser loads it; what is in none of these faces is taken from the fonts behind."""
FEATURES = ("kern", "liga", "lnum", "tnum", "locl", "ccmp")
FALLBACKS = (
    # Font of the system, its mean width of a character, ascent and descent in parts of an em: from the fonts themselves,
    # as `@capsizecss/metrics` lists them.
    ("Georgia", 913 / 2048, 1878 / 2048, 449 / 2048),
    ("Noto Serif", 481 / 1000, 1069 / 1000, 293 / 1000),
)
WIDTHS = " etaoinsrhldcumfpgwybvk,.xjqz"
"""Letters by how often they are in English and Dutch text, for the mean width of a character."""
SHARES = (
    18,
    11,
    7.5,
    6.5,
    6.2,
    5.7,
    5.7,
    5.3,
    5,
    4.3,
    3.3,
    3.2,
    2.3,
    2.3,
    2,
    1.8,
    1.6,
    1.6,
    1.5,
    1.4,
    1.2,
    0.9,
    0.8,
    1,
    1,
    0.2,
    0.1,
    0.1,
    0.1,
)


def main() -> None:
    """Write the faces, their style sheet and their licence."""
    package = Path((find_spec("font_source_serif_pro") or _missing()).origin or "").parent / "files"
    target = FOLDER / "fonts"
    target.mkdir(exist_ok=True)
    for old in target.glob("*.woff2"):
        old.unlink()
    (target / "OFL.txt").write_bytes((package / "LICENSE.txt").read_bytes())
    rules = []
    for face, weight, style in FACES:
        font = _cut(package / f"SourceSerifPro-{face}.ttf")
        data = _renamed(font, face)
        name = f"serif-{face.lower()}-{hashlib.sha256(data).hexdigest()[:8]}.woff2"
        (target / name).write_bytes(data)
        weights = f"{weight} 900" if weight > 400 else "100 500"
        slope = " font-style: italic;" if style == "italic" else ""
        rules.append(
            f'@font-face {{ font-family: "{NAME}"; src: url("fonts/{name}"); font-weight: {weights};{slope} '
            f"font-display: optional; unicode-range: {RANGE}; }}"
        )
    rules += _fallbacks(TTFont(package / "SourceSerifPro-Regular.ttf"))
    names = ", ".join(f'"{SHORT} {name}"' for name, *_ in FALLBACKS)
    (FOLDER / "fonts.css").write_text(
        _HEAD + "\n".join(rules) + f'\n:root {{ --own-serif: "{NAME}", {names}; }}\n', "utf-8"
    )


_HEAD = "/* The letter's own type, cut by setup/fonts.py. Where it is not there in time, no line jumps for it. */\n"


def _missing() -> None:
    raise SystemExit("Source Serif is not installed: pip install font-source-serif-pro")


def _cut(path: Path) -> TTFont:
    options = subset.Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.layout_features = list(FEATURES)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    font = subset.load_font(str(path), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, LETTERS)])
    cutter.subset(font)
    return font


def _renamed(font: TTFont, face: str) -> bytes:
    """Return a font as WOFF2 under a name that is free; who made it, and the licence, stay in it."""
    compact = NAME.replace(" ", "")
    names = {1: NAME, 2: face, 3: f"{compact}-{face}", 4: f"{NAME} {face}", 6: f"{compact}-{face}"}
    table = font["name"]
    for record in list(table.names):
        if record.nameID in names:
            record.string = names[record.nameID]
    font.flavor = "woff2"
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def _fallbacks(font: TTFont) -> Iterator[str]:
    """Yield a rule for each font of a system that is drawn with this font's measures until it is there."""
    size, glyphs, widths = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"].metrics
    mean = (
        sum(widths[glyphs[ord(one)]][0] * share for one, share in zip(WIDTHS, SHARES, strict=True)) / sum(SHARES) / size
    )
    ascent, descent = font["hhea"].ascent / size, -font["hhea"].descent / size
    for name, width, *_ in FALLBACKS:
        scale = mean / width
        yield (
            f'@font-face {{ font-family: "{SHORT} {name}"; src: local("{name}"); size-adjust: {scale:.1%}; '
            f"ascent-override: {ascent / scale:.1%}; descent-override: {descent / scale:.1%}; }}"
        )


if __name__ == "__main__":
    main()
