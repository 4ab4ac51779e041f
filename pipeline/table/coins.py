"""The currency of each column, where a row of a table tells it: 原始币种 | 港元 | 港元."""

from collections.abc import Mapping

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Cell, QuantityKind
from pipeline.table.fields import unit_of

_COIN = phrasing("table.coin_row")


def coins_of(rows: Mapping[int, tuple[str, ...]], texts: Mapping[Cell, str]) -> dict[int, str]:
    """The code of the currency of each column.

    Args:
        rows: What names each row, from the outside in.
        texts: What each cell says.
    """
    told = {row for row, words in rows.items() if words and _COIN.fullmatch(fold(words[-1]))}
    return {
        cell.column: unit[0].code
        for cell, text in texts.items()
        if cell.row in told and (unit := unit_of(text)) and unit[0].kind is QuantityKind.CURRENCY and unit[1] == 1
    }
