"""Years whose 年 stands apart from them, as where a PDF sets digits in another font than words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from pipeline.lexicon.patterns import phrasing
from pipeline.model import Span
from pipeline.table.fields import Field, is_filled, is_year
from pipeline.table.places import Piece, PlacedRow

_BARE = re.compile(r"(?:19|20)\d\d")
_YEAR = phrasing("table.year_word")
_WIDEST_GAP = 4  # between a year and its 年 on one line


def whole_years(text: str, run: Sequence[int], rows: Mapping[int, PlacedRow]) -> dict[int, PlacedRow]:
    """Take the 年 that stand apart from their years for parts of these.

    `2020   年       2021   年`, and, as digits are set higher or lower, `2020   年                年⏎       2021`.

    Args:
        text: The whole text.
        run: Indices of the lines.
        rows: The pieces of each.

    Returns:
        The pieces of each line, without the 年 of years that stand on lines of heads.
    """
    found = dict(rows)
    for heads, group in groupby(run, lambda index: _may_head(rows[index])):
        own = list(group)
        pieces = [piece for index in own for piece in rows[index]] if heads else []
        words = sum(map(_is_word, pieces))
        if words and words <= sum(_BARE.fullmatch(piece.text) is not None for piece in pieces):
            found.update({index: tuple(_closed(text, rows[index])) for index in own})
    return found


def _is_word(piece: Piece) -> bool:
    return _YEAR.fullmatch(piece.text) is not None


def _may_head(row: PlacedRow) -> bool:
    """Say whether a line holds no values but years."""
    return not any(is_filled(piece.text) and not is_year(piece.text) for piece in row)


def _closed(text: str, row: PlacedRow) -> Iterator[Piece]:
    """The pieces of a line with each 年 put to the year right before it; one that stands elsewhere is left out."""
    for before, piece in pairwise((None, *row, None)):
        if before is None or _is_word(before):
            continue
        near = piece is not None and _is_word(piece) and piece.left - before.right <= _WIDEST_GAP
        if piece is not None and near and _BARE.fullmatch(before.text):
            span = Span(before.field.span.start, piece.field.span.end)
            yield Piece(Field(span, text[span.start : span.end]), before.left, piece.right)
        else:
            yield before
