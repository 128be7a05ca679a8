"""What a PDF page fills with a colour or an image: where, when, and whether anything below shines through.

A path fills what is inside it: between two rectangles, one in the other, only the frame. Nothing is filled outside the
clipping path that is in force (ISO 32000-1, 8.5.3.3 and 8.5.4).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

ALIKE = 24
"""Two colours whose parts (of 255) all differ by no more than this are one to the eye."""
BLANK = 12
"""Alpha (of 255) up to which what is drawn is clear."""
_MOST = 4000
"""Segments of a path that are looked at."""
_MOST_EDGES = 8
"""Rectangles of one path whose edges run through a character; with more it is not known to be covered."""
_FILLED = {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING}

Colour = tuple[int, int, int]


class Edges(NamedTuple):
    """A rectangle, on the page as stored."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, low: float, high: float) -> bool:
        """Whether a place is in it, from one height to another."""
        return self.left <= x <= self.right and self.bottom <= low and high <= self.top

    def touches(self, x: float, low: float, high: float) -> bool:
        """Whether a part of a place is in it."""
        return self.left <= x <= self.right and self.bottom <= high and low <= self.top

    def within(self, other: Edges) -> Edges | None:
        """Return what is in both; None if nothing is."""
        both = Edges(*map(max, self[:2], other[:2]), *map(min, self[2:], other[2:]))
        return both if both.left < both.right and both.bottom < both.top else None


class _Rectangle(NamedTuple):
    """A rectangle that is a part of a path."""

    edges: Edges
    turn: int
    """1 or -1, as its corners go round."""


_Point = tuple[float, float]
_Outline = tuple[tuple[_Point, ...], ...]
"""The pieces of a path, by their points; a curve is taken for the lines between those that shape it."""


class FilledArea(NamedTuple):
    """Something that is filled."""

    edges: Edges
    order: int
    """When it is drawn, among all that the page draws."""
    colour: Colour | None
    """None: an image."""
    solid: bool
    """Whether nothing below it shines through."""
    whole: bool = True
    """Whether it fills all between its edges, but for what is outside its `parts` and its `clips`."""
    parts: tuple[_Rectangle, ...] = ()
    """The rectangles that its path is made of, where these are several."""
    is_odd_filled: bool = False
    """Whether a place is filled that is in an odd number of parts; else one is around which they do not cancel."""
    clips: tuple[_Outline, ...] = ()
    """The clipping paths in force that are no rectangles, outside which nothing of it is drawn."""

    def holds(self, x: float, low: float, high: float) -> bool:
        """Whether a place is in it, from one height to another."""
        if not self.edges.holds(x, low, high):
            return False
        if not all(_is_inside(clip, (x, y)) for clip in self.clips for y in (low, high)):
            return False
        if not self.parts:
            return True
        around = [part.turn for part in self.parts if part.edges.holds(x, low, high)]
        through = [
            part.turn for part in self.parts if part.edges.touches(x, low, high) and not part.edges.holds(x, low, high)
        ]
        if len(through) > _MOST_EDGES:
            return False
        turns = {sum(map(abs, around)) if self.is_odd_filled else sum(around)}
        for turn in through:
            turns |= {one + turn for one in turns}
        return all(one % 2 for one in turns) if self.is_odd_filled else all(turns)


def filled_areas(item: object, matrix: pdfium.PdfMatrix | None, order: int) -> Iterator[FilledArea]:
    """Yield the area that an object of a page fills, if it fills any.

    Args:
        item: the object, as pdfium knows it.
        matrix: that of the form in which it is.
        order: when it is drawn.
    """
    kind = raw.FPDFPageObj_GetType(item)
    if kind not in _FILLED:
        return
    clip, outlines = _clip(item, matrix)
    solid = not raw.FPDFPageObj_HasTransparency(item)
    bounds = _bounds(item, matrix)
    edges = bounds if bounds is None or clip is None else bounds.within(clip)
    if edges is None:
        return
    if kind != raw.FPDF_PAGEOBJ_PATH:
        yield FilledArea(edges, order, None, solid, clips=outlines)
        return
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    colours = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPath_GetDrawMode(item, mode, stroked) or not mode.value:
        return
    if not raw.FPDFPageObj_GetFillColor(item, *colours) or colours[3].value <= BLANK:
        return
    parts = _rectangles(item, matrix)
    yield FilledArea(
        edges,
        order,
        (colours[0].value, colours[1].value, colours[2].value),
        solid and colours[3].value >= 255 - ALIKE,
        bool(parts),
        parts if len(parts) > 1 else (),
        mode.value == raw.FPDF_FILLMODE_ALTERNATE,
        outlines,
    )


def _bounds(item: object, matrix: pdfium.PdfMatrix | None) -> Edges | None:
    found = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(item, *found):
        return None
    edges = [edge.value for edge in found]
    return Edges(*edges) if matrix is None else Edges(*matrix.on_rect(*edges))


def _clip(item: object, matrix: pdfium.PdfMatrix | None) -> tuple[Edges | None, tuple[_Outline, ...]]:
    """Return the edges outside which nothing of an object is drawn, if there are any, and the paths that are no rectangles."""
    path = raw.FPDFPageObj_GetClipPath(item)
    edges: Edges | None = None
    outlines: list[_Outline] = []
    for at in range(max(0, raw.FPDFClipPath_CountPaths(path)) if path else 0):
        count = min(max(0, raw.FPDFClipPath_CountPathSegments(path, at)), _MOST)
        segments = (raw.FPDFClipPath_GetPathSegment(path, at, number) for number in range(count))
        pieces, is_straight = _pieces(segments)
        points = [point for piece in pieces for point in piece]
        if not points:
            continue
        across, up = sorted(x for x, _ in points), sorted(y for _, y in points)
        around = Edges(across[0], up[0], across[-1], up[-1])
        around = around if matrix is None else Edges(*matrix.on_rect(*around))
        if not is_straight or len(pieces) > 1 or _corners(pieces[0]) is None:
            outlines.append(tuple(tuple(_placed(point, matrix) for point in piece) for piece in pieces))
        edges = around if edges is None else edges.within(around) or Edges(0, 0, 0, 0)
    return edges, tuple(outlines)


def _placed(point: _Point, matrix: pdfium.PdfMatrix | None) -> _Point:
    return point if matrix is None else matrix.on_point(*point)


def _is_inside(outline: _Outline, place: _Point) -> bool:
    """Whether a place is inside a piece of a path: a line from it to the right crosses that an odd number of times."""
    x, y = place
    for piece in outline:
        crossed = False
        for (x0, y0), (x1, y1) in zip(piece, (*piece[1:], piece[0]), strict=True):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                crossed = not crossed
        if crossed:
            return True
    return False


def _rectangles(item: object, matrix: pdfium.PdfMatrix | None) -> tuple[_Rectangle, ...]:
    """Return the rectangles that a path is made of; none if it has anything else."""
    own = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    raw.FPDFPageObj_GetMatrix(item, own)
    placed = pdfium.PdfMatrix.from_raw(own)
    placed = placed if matrix is None else placed.multiply(matrix)
    count = min(raw.FPDFPath_CountSegments(item), _MOST)
    pieces, is_straight = _pieces(raw.FPDFPath_GetPathSegment(item, at) for at in range(count))
    found: list[_Rectangle] = []
    for piece in pieces if is_straight else ():
        corners = _corners(piece)
        if corners is None:
            return ()
        found.append(_Rectangle(Edges(*placed.on_rect(*corners)), _turn(piece)))
    return tuple(found)


def _pieces(segments: Iterable[object]) -> tuple[list[list[_Point]], bool]:
    """Return the pieces of a path of more than one point, by their points, and whether all lines are straight."""
    pieces: list[list[_Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    is_straight = True
    for segment in segments:
        kind = raw.FPDFPathSegment_GetType(segment)
        is_straight = is_straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        if kind == raw.FPDF_SEGMENT_MOVETO or not pieces:
            pieces.append([])
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        pieces[-1].append((round(x.value, 1), round(y.value, 1)))
    return [piece for piece in pieces if len(set(piece)) > 1], is_straight


def _corners(piece: Sequence[_Point]) -> Edges | None:
    """Return the rectangle that a piece of a path is, or None."""
    across, up = sorted({x for x, _ in piece}), sorted({y for _, y in piece})
    if (len(set(piece)), len(across), len(up)) != (4, 2, 2):
        return None
    return Edges(across[0], up[0], across[1], up[1])


def _turn(piece: Sequence[_Point]) -> int:
    """Return 1 if the points of a piece go round one way, -1 if the other."""
    rounds = zip(piece, (*piece[1:], piece[0]), strict=True)
    return 1 if sum(x * down - y * across for (x, y), (across, down) in rounds) > 0 else -1
