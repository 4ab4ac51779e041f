"""Runs of characters to lines: neighbours on one baseline are joined, raised and lowered type is told apart."""

import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from statistics import median_high

from pipeline.model import Span
from pipeline.read.pdf.glyphs import Run
from pipeline.read.pdf.page import Line
from pipeline.read.pdf.spacing import PARTED, Glyph, begins_number, ends_number

_TOUCHING = 0.6  # ems: runs this close are one line, for a gutter between columns is wider
_KERNED = -1.2  # ems: the two halves of —— overlap
_SIGN_GAP = 12.0  # ems: the bracket or currency of an amount stands up to this far before it, at the edge of its column
_LABEL_GAP = 3.0  # ems: a bullet or number stands up to this far before its text
_SHARED = 0.5  # share of the smaller height that two runs of one line have in common
_STRIP = 16.0  # points: height of the strips in which neighbours are looked for
_SMALL = 0.86  # type below this share of the line's size is raised or lowered, if it is off its middle
_OFF = 0.08  # share of the line's size by which raised type stands above the middle

_LABEL = re.compile(
    r"[•·●○◆◇■□▪▫▶►➢➤✓✔◎⚫★☆※]|[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、]"
)  # • or （1） or 一、
_CURRENCIES = "$＄¥￥"
_SIGN = re.compile(r"[(（]?\s?(?:[A-Z]{2,3})?[$＄¥￥]?")  # $ 754,032 or ( 8,633)
_POWER_OF_TEN = re.compile(r"(?<![\d.,])10$")  # 10⁴
_UNIT = re.compile(r"(?:(?<![A-Za-z])[kcdmhnμµu]?m|米|里|英尺|尺)$", re.IGNORECASE)  # m², km², 米³
_OPENING, _CLOSING = "(（", ")）"
_EXPONENT = re.compile(r"[-−+]?\d{1,2}")
_MARK = re.compile(
    r"[\[［【〔(（]?(?:\d{1,3}(?:[,，、-]\d{1,3})*|[a-h])[\]］】〕)）]?|[*＊†‡§]+|[①-⑳]|[*＊※]?[注註]\s?\d{0,2}"
)  # ¹ or [1] or * or ① or 註1
_RAISED_DIGITS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")

# A line from top to bottom is set in marks of its own: ︵ for （, ︑ for 、
_UPRIGHT_MARKS = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFE10, 0xFE1A), *range(0xFE30, 0xFE45))
}
# Some fonts map their glyphs back to radicals, which look like the characters but are others: ⾦ for 金, ⻓ for 长;
# formulas are set in letters of their own: 𝑐𝑚 for cm
_RADICALS = (
    _UPRIGHT_MARKS
    | {
        code: unicodedata.normalize("NFKC", chr(code))
        for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E), *range(0x1D400, 0x1D800))
    }
    | dict(
        zip(
            map(ord, "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳"),
            "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
            strict=True,
        )
    )
)


def lines_of(runs: Sequence[Run]) -> tuple[Line, ...]:
    """Joins runs to lines; the order of lines is that of their first run.

    Args:
        runs: The runs of a page, in drawing order.
    """
    follower = _followers(runs)
    led = set(follower.values())
    lines = []
    for index in range(len(runs)):
        if index in led:
            continue
        chain = [index]
        while chain[-1] in follower:
            chain.append(follower[chain[-1]])
        lines.append(_line([runs[link] for link in chain]))
    return tuple(lines)


def as_mark(line: Line, size: float) -> Line:
    """A line as the mark that it is: far smaller than what stands beside it, and in the form of one, as a raised 註."""
    if line.size < _SMALL * size and _MARK.fullmatch(line.text):
        return replace(line, marks=(Span(0, len(line.text)),))
    return line


def slanted_line(run: Run) -> Line:
    """A run that stands at an angle, as a line: each of its characters has the box of the whole."""
    x0, x1 = min(glyph[1] for glyph in run.glyphs), max(glyph[3] for glyph in run.glyphs)
    return Line(
        text="".join(glyph[0] for glyph in run.glyphs).translate(_RADICALS),
        edges=array("f", [x0] * len(run.glyphs) + [x1]),
        top=min(glyph[2] for glyph in run.glyphs),
        bottom=max(glyph[4] for glyph in run.glyphs),
        size=run.glyphs[0][3] - run.glyphs[0][1],
        style=run.style,
    )


def _followers(runs: Sequence[Run]) -> dict[int, int]:
    """For each run, the run that continues its line to the right, if there is one."""
    heads = [run.glyphs[0] for run in runs]
    tails = [run.glyphs[-1] for run in runs]
    texts = ["".join(glyph[0] for glyph in run.glyphs) for run in runs]
    reaches = [_LABEL_GAP if _LABEL.fullmatch(text) else _SIGN_GAP if _is_sign(text) else _TOUCHING for text in texts]
    rows: dict[int, list[int]] = defaultdict(list)  # runs by the strips of the page that they touch
    for index in sorted(range(len(runs)), key=lambda index: runs[index].x0):
        for strip in range(int(heads[index][2] // _STRIP), int(heads[index][4] // _STRIP) + 1):
            rows[strip].append(index)
    follower: dict[int, int] = {}
    taken: set[int] = set()
    for left in sorted(range(len(runs)), key=lambda index: runs[index].x0):
        _, _, top, x1, bottom = tails[left]
        sign = reaches[left] == _SIGN_GAP and left not in taken  # else it closes the amount before it, mirrored
        reach = (reaches[left] if sign or reaches[left] == _LABEL_GAP else _TOUCHING) * (bottom - top)
        nearest: tuple[float, int] | None = None
        for right in rows[int((top + bottom) / 2 // _STRIP)]:
            head = heads[right]
            gap = head[1] - x1
            if gap > reach or (nearest is not None and gap >= nearest[0]):
                break
            if gap > PARTED * (bottom - top) and ends_number(tails[left][0]) and begins_number(head[0]):
                break
            if gap > _TOUCHING * (bottom - top) and sign and not (head[0].isdigit() or head[0] in _CURRENCIES):
                break
            shared = min(bottom, head[4]) - max(top, head[2])
            if (
                head[1] > runs[left].x0
                and gap > _KERNED * (bottom - top)
                and right not in taken
                and shared >= _SHARED * min(bottom - top, head[4] - head[2])
            ):
                nearest = gap, right
        if nearest is not None:
            follower[left] = nearest[1]
            taken.add(nearest[1])
    return follower


def _is_sign(text: str) -> bool:
    """Whether a run is the bracket or currency that stands before an amount."""
    return text[-1] in _OPENING + _CURRENCIES and _SIGN.fullmatch(text) is not None


def _line(runs: Sequence[Run]) -> Line:
    glyphs: list[Glyph] = []
    for run in runs:
        apart = bool(glyphs) and run.x0 - glyphs[-1][3] > _TOUCHING * (glyphs[-1][4] - glyphs[-1][2]) / 3
        if apart and glyphs[-1][0] not in "(（":
            glyphs.append((" ", glyphs[-1][3], glyphs[-1][2], run.x0, glyphs[-1][4]))
        glyphs += run.glyphs
    size = _size(glyphs)
    full = [glyph for glyph in glyphs if glyph[4] - glyph[2] >= _SMALL * size]
    glyphs = _unmirrored(glyphs)
    text, marks = _scripts(glyphs, size, median_high([(glyph[2] + glyph[4]) / 2 for glyph in full]))
    longest = max(runs, key=lambda run: len(run.glyphs))
    return Line(
        text=text.translate(_RADICALS),
        edges=_edges(glyphs),
        top=median_high([glyph[2] for glyph in full]),
        bottom=median_high([glyph[4] for glyph in full]),
        size=size,
        style=longest.style,
        marks=marks,
    )


def _size(glyphs: Sequence[Glyph]) -> float:
    """The size of most of the type, by area: a figure on show is large, however long its unit."""
    heights = [glyph[4] - glyph[2] for glyph in glyphs]
    if max(heights) * _SMALL < min(heights):
        return median_high(heights)
    areas = sorted((height, height * (glyph[3] - glyph[1])) for height, glyph in zip(heights, glyphs, strict=True))
    half = sum(area for _, area in areas) / 2
    return next(
        height for (height, _), sum_ in zip(areas, accumulate(area for _, area in areas), strict=True) if sum_ >= half
    )


def _unmirrored(glyphs: list[Glyph]) -> list[Glyph]:
    """Brackets the right way round: some files have them mirrored, as in )13,513( or （未經審核(.

    No line is set to begin with a closing bracket or to end with an opening one; where one does and its brackets do
    not pair, they open and close in turn.
    """
    if glyphs[0][0] not in _CLOSING and glyphs[-1][0] not in _OPENING:
        return glyphs
    places = [number for number, glyph in enumerate(glyphs) if glyph[0] in _OPENING + _CLOSING]
    if len(places) % 2:
        return glyphs
    turned = list(glyphs)
    for turn, place in enumerate(places):
        wanted, other = (_CLOSING, _OPENING) if turn % 2 else (_OPENING, _CLOSING)
        turned[place] = (glyphs[place][0].translate(str.maketrans(other, wanted)), *glyphs[place][1:])
    return turned


def _edges(glyphs: Sequence[Glyph]) -> "array[float]":
    edges = array("f", [glyph[1] for glyph in glyphs])
    edges.append(glyphs[-1][3])
    return edges


def _scripts(glyphs: Sequence[Glyph], size: float, middle: float) -> tuple[str, tuple[Span, ...]]:
    """Tells raised type apart: 10⁴ is a power, the 2 of m² a part of the unit, other raised numbers are marks.

    Lowered type (the 2 of CO₂) is a part of its word as it stands.
    """
    text = "".join([glyph[0] for glyph in glyphs])
    if all(glyph[4] - glyph[2] >= _SMALL * size for glyph in glyphs):
        return text, ()
    raised = [_is_raised(glyph, size, middle) for glyph in glyphs]
    marks: list[Span] = []
    start = 0
    while start < len(glyphs):
        if not raised[start]:
            start += 1
            continue
        end = start
        while end < len(glyphs) and raised[end]:
            end += 1
        before, piece = text[:start].rstrip(), text[start:end]
        if _EXPONENT.fullmatch(piece) and _POWER_OF_TEN.search(before):
            text = text[:start] + piece.translate(_RAISED_DIGITS) + text[end:]
        elif _MARK.fullmatch(piece) and before and not (_EXPONENT.fullmatch(piece) and _UNIT.search(before)):
            marks.append(Span(start, end))
        start = end
    return text, tuple(marks)


def _is_raised(glyph: Glyph, size: float, middle: float) -> bool:
    character, _, top, _, bottom = glyph
    return character != " " and bottom - top < _SMALL * size and middle - (top + bottom) / 2 > _OFF * size
