"""Pies and rings: slices around one middle, each with a name and a share beside it, on it, or in a legend."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.lexicon.typography import is_ended
from pipeline.read.pdf.alignment import is_level
from pipeline.read.pdf.badges import key_of
from pipeline.read.pdf.page import Box, Grid, Line, Shape, hull
from pipeline.read.pdf.plots import grid_of, is_figure
from pipeline.read.pdf.series import Key, Series, alike

_LEAST = 40.0  # points: what is round and smaller is an icon
_MOST = 320.0  # and larger an ornament of the page
_ROUND = 0.06  # share of its width by which a pie may be higher, or less high
_SLICES = 2
_MIDDLE = 0.35  # share of the radius around the middle in which a ring has its title or total
_BESIDE = 40.0  # points between a pie and its labels at most
_LEGEND = 12.0  # ems between a pie and its legend at most
_NAME = 16  # characters of a name at most
_CLOSE = 0.8  # ems between a name and the share below or over it at most
_ASIDE = 14.0  # ems between a name of a legend and its share at most
_LABELLED = re.compile(r"(.*[^\s\d.,:：，、]+)[\s:：,，]*((?<![\d.])\d[\d,]*(?:\.\d+)?\s?[%％])")  # 天然气 28.6%


@dataclass(frozen=True, slots=True)
class Pie:
    """A pie or ring.

    Attributes:
        box: Its extent.
        grid: A row for every slice: its name and its share.
        lines: The lines of the page that these are of.
    """

    box: Box
    grid: Grid
    lines: frozenset[Line]


def pies_of(lines: Sequence[Line], shapes: Sequence[Shape]) -> Iterator[Pie]:
    """The pies of a page whose slices all have a name and a share."""
    discs = _discs(shapes)
    sampled = [(line, key_of(line, shapes)) for line in lines] if discs else []
    keys = [Key(line, sample.colour) for line, sample in sampled if sample]  # 31-50岁 is a name where it has a sample
    for disc in discs:
        box = hull(disc)
        own = [key for key in keys if _is_near(box, key.line, _LEGEND * key.line.size)]
        colours = {slice_.colour for slice_ in disc}
        own = [key for key in own if any(alike(key.colour, colour) for colour in colours)]
        near = [line for line in lines if len(line.text) <= _NAME + len("100.0%") and not is_ended(line.text)]
        around = [line for line in near if _is_near(box, line, _BESIDE) and not _is_in_middle(box, line)]
        pairs = _in_legend(own, near) or _on_slices(own, disc, around) or _at_slices(around)
        if len(pairs) >= _SLICES and abs(len(pairs) - len(colours)) <= 1:
            rows = [((name,), [share]) for name, share in pairs]
            grid = grid_of(rows, [Series(None, tuple(share for _, share in pairs))])
            labels = {line for pair in pairs for line in pair}
            whole = {line for line in lines if any(_holds(line, label) for label in labels)}
            yield Pie(box, grid, frozenset(whole))


def _discs(shapes: Sequence[Shape]) -> list[list[Shape]]:
    """Shapes that make up a round whole, of two colours at least."""
    curved = [
        shape
        for shape in shapes
        if shape.filled and not shape.boxed and max(shape.width, shape.height) <= _MOST and shape.colour != "#ffffff"
    ]
    groups: list[list[Shape]] = []
    for shape in curved:
        met = [group for group in groups if any(other.meets(shape) for other in group)]
        groups = [group for group in groups if group not in met] + [[*(one for group in met for one in group), shape]]
    return [group for group in groups if _is_disc(group)]


def _is_disc(group: Sequence[Shape]) -> bool:
    box = hull(group)
    even = abs(box.width - box.height) < _ROUND * box.width and _LEAST <= box.width <= _MOST
    return even and len({shape.colour for shape in group}) >= _SLICES


def _is_near(disc: Box, line: Line, reach: float) -> bool:
    """Whether a line stands on a disc, or no further from its edge than that."""
    x, y = (disc.x0 + disc.x1) / 2, (disc.top + disc.bottom) / 2
    across = max(line.edges[0] - x, x - line.edges[-1], 0.0)
    return math.hypot(across, line.middle - y) < disc.width / 2 + reach


def _is_in_middle(disc: Box, line: Line) -> bool:
    x, y = (disc.x0 + disc.x1) / 2, (disc.top + disc.bottom) / 2
    return math.hypot(_centre(line) - x, line.middle - y) < _MIDDLE * disc.width / 2


def _in_legend(keys: Sequence[Key], lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """The names of a legend with the share that stands behind each, on its line or apart."""
    pairs: list[tuple[Line, Line]] = []
    for key in keys:
        split = _split(key.line)
        behind = [
            line
            for line in lines
            if is_figure(line)
            and is_level(line, key.line)
            and 0 < line.edges[0] - key.line.edges[-1] < _ASIDE * line.size
        ]
        if split:
            pairs.append(split)
        elif behind:
            pairs.append((key.line, min(behind, key=lambda line: line.edges[0])))
    return pairs if len(pairs) == len(keys) else []


def _on_slices(keys: Sequence[Key], disc: Sequence[Shape], lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """The names of a legend with the shares on or at the slices, clockwise from the top; each lies at its colour."""
    box = hull(disc)
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    shares = [line for line in lines if is_figure(line)]
    shares.sort(key=lambda line: math.atan2(_centre(line) - x, y - line.middle) % (2 * math.pi))
    names = sorted(keys, key=lambda key: (round(key.line.middle), key.line.edges[0]))
    if len(shares) != len(names) or any(key.line in shares for key in names):
        return []
    for key, share in zip(names, shares, strict=True):
        slices = [shape for shape in disc if alike(shape.colour, key.colour)]
        if not any(shape.grown(_BESIDE / 2).encloses(share) for shape in slices):
            return []
    return [(key.line, share) for key, share in zip(names, shares, strict=True)]


def _at_slices(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Names with the shares that stand on their line, or right over or below them."""
    pairs = [pair for line in lines if (pair := _split(line))]
    shares = [line for line in lines if is_figure(line)]
    names = [line for line in lines if not is_figure(line) and not _split(line) and len(line.text) <= _NAME]
    for share in shares:
        close = [name for name in names if _are_one(name, share)]
        if not close:
            return []
        name = min(close, key=lambda name: abs(name.middle - share.middle))
        names.remove(name)
        pairs.append((name, share))
    return pairs


def _split(line: Line) -> tuple[Line, Line] | None:
    """A line as the name and the share that it holds."""
    match = _LABELLED.fullmatch(line.text)
    parts = (line.piece(*match.span(1)), line.piece(*match.span(2))) if match else (None, None)
    return (parts[0], parts[1]) if parts[0] and parts[1] else None


def _are_one(name: Line, share: Line) -> bool:
    """Whether a name and a share are the lines of one label."""
    gap = max(name.top - share.bottom, share.top - name.bottom)
    over = name.edges[0] <= _centre(share) <= name.edges[-1] or share.edges[0] <= _centre(name) <= share.edges[-1]
    return over and gap < _CLOSE * max(name.size, share.size)


def _holds(line: Line, label: Line) -> bool:
    return line is label or (line.middle == label.middle and line.edges[0] <= label.edges[0] < line.edges[-1])


def _centre(line: Line) -> float:
    return (line.edges[0] + line.edges[-1]) / 2
