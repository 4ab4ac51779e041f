"""How the values of each column are written, and what that says of the heads over it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.tables import head_role, is_of_words
from pipeline.model import Role
from pipeline.table.fields import Field, is_value, unit_of

_SAME = 1e-9
_LARGE = 6  # digits before the point that no percentage has
_MOST = 0.5
_RATIO = phrasing("table.ratio")  # 毛利率
_AMOUNTS = ("金额", "余额", "数量")


@dataclass(frozen=True, slots=True)
class Look:
    """How the values of a column are written.

    Attributes:
        ways: For each way the share of the rows in which a value is written so.
        percent: Share of them with a percent sign.
        large: Share of them that no percentage reaches.
        numbers: Share of them that are numbers at all.
        decimals: Share of these that have decimals.
        rows: How many rows tell it.
    """

    ways: tuple[tuple[str, float], ...]
    percent: float
    large: float
    numbers: float
    decimals: float
    rows: int

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Look":
        """How some values are written."""
        ways = Counter(map(_way, texts))
        told = [text for text in texts if is_value(text)] or [""]
        return cls(
            tuple((way, count / len(texts)) for way, count in ways.items()),
            sum("%" in fold(text) for text in told) / len(told),
            sum(_is_large(text) for text in told) / len(told),
            sum(map(is_value, texts)) / len(texts),
            sum("." in text for text in told) / len(told),
            len(texts),
        )

    def is_like(self, other: "Look") -> bool:
        """Whether the values of another column are as often written with decimals and percent signs."""
        return abs(self.percent - other.percent) <= _MOST and abs(self.decimals - other.decimals) <= _MOST


def _is_large(text: str) -> bool:
    whole = text.partition(".")[0]
    return "%" not in text and sum(map(str.isdigit, whole)) >= _LARGE


def _way(text: str) -> str:
    """How a value is written: with a percent sign, a group of thousands, decimals."""
    return f"{'%' in text}{',' in text}{'.' in text}"


def looks_of(rows: Sequence[Sequence[Field]], count: int) -> tuple[Look, ...]:
    """How the values of each column are written in the rows that have one for every column.

    Args:
        rows: The values of the rows.
        count: The number of columns.
    """
    full = [row for row in rows if len(row) == count]
    return tuple(Look.of([row[column].text for row in full]) for column in range(count)) if full else ()


def agreement(heads: Iterable[str], look: Look) -> float:
    """How well the values of a column fit what is said over it: a share is no 1,075,904,934, an amount no 5%."""
    said = [fold(head) for head in heads]
    if said and is_of_words(said[-1]) and look.numbers > _MOST:
        return -1.0
    units = [unit for head in said if (unit := unit_of("".join(head.rpartition("(")[1:])))]
    if any(unit[0].code == "%" for unit in units) or any(map(_is_share, said)):
        return -1.5 if look.large > _MOST else 0.5 * (look.percent > _MOST)
    if said and head_role(said[-1]) is Role.CHANGE and look.percent > _MOST:
        return 0.5
    amount = bool(units) or any(head.endswith(_AMOUNTS) for head in said)
    return -1.0 if amount and look.percent > _MOST else 0.0


def _is_share(head: str) -> bool:
    return head_role(head) is Role.SHARE or (head_role(head) is None and _RATIO.search(head) is not None)


def place(looks: Sequence[Look], values: Sequence[Field]) -> tuple[list[tuple[int, int]], bool]:
    """Place fewer values than there are columns, in order, and say whether only one place is the best."""
    columns = [dict(look.ways) for look in looks]
    seen = [_way(value.text) for value in values]
    count, places = len(columns), len(seen)
    best: list[list[tuple[float, int, tuple[int, ...]]]] = [[(0.0, 1, ())] * (count + 1)]
    for number, way in enumerate(seen):
        row: list[tuple[float, int, tuple[int, ...]]] = [(-1.0, 0, ())] * (count + 1)
        for column in range(number, count - places + number + 1):
            score, ways, before = best[-1][column]
            own = (score + columns[column].get(way, 0.0), ways, (*before, column))
            left = row[column]
            same = left[1] and abs(left[0] - own[0]) < _SAME
            better = max(left, own, key=lambda each: each[0])
            row[column + 1] = (better[0], left[1] + own[1], better[2]) if same else better
        best.append(row)
    _, ways, chosen = best[-1][count]
    return [(column, 1) for column in chosen], ways == 1 and looks[0].rows > 1
