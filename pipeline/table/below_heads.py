"""What stands below the heads of a table that runs on in one line, each for its column: units, notes, changes."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from pipeline.lexicon.characters import fold
from pipeline.lexicon.tables import head_role
from pipeline.model import NOTING, Role
from pipeline.table.fields import Field, unit_of
from pipeline.table.parting import Words

_MOST_HEADS = 30  # words
_PERCENT = frozenset({"%", "(%)"})


def behind_units(words: Words, at: int) -> Iterator[int]:
    """Where the units below the heads end, and those in another language: 2021年 2020年 附註 千港元 千港元 收入."""
    tells = [_tells_of_column(word[0]) for word in words[at : at + _MOST_HEADS]]
    first = at + (tells[1:3] == [True, True] and not tells[0])  # 全年 港幣千元 港幣千元
    behind = first + len(list(takewhile(bool, tells[first - at :])))
    if behind - first > 1:
        own = [fold(word[0]) for word in words[first:behind]]
        half = len(own) // 2
        again = [[one == other for one, other in pairwise(part)] for part in (own[:half], own[half:])]
        if half > 1 and again[0] == again[1] and True in again[0] and own[half - 1] != own[half]:
            yield words[first + half].start()
        yield words[behind - 1].end()


def over_units(tokens: Sequence[Field], columns: int) -> int:
    """How many tokens stand before units at their end, one for each column: 供水 排水 總計 千港元 千港元 千港元.

    Args:
        tokens: The words before the first row.
        columns: How many values it has.

    Returns:
        Their number; 0 where there are no such units, or not as many heads before them.
    """
    units = len(list(takewhile(lambda token: unit_of(token.text) is not None, reversed(tokens))))
    return len(tokens) - units if units == columns > 1 and len(tokens) >= 2 * columns else 0


def _tells_of_column(word: str) -> bool:
    """Whether a word below a head is a unit, that of a column of notes or of changes."""
    return unit_of(word) is not None or head_role(word) in NOTING or heads_change(word)


def heads_change(word: str) -> bool:
    """Whether a word behind years heads a column of changes: %, 變動."""
    return word in _PERCENT or head_role(word) is Role.CHANGE
