"""What the rows of a flattened table say of its columns, and the header rows that are found for them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.lexicon.tables import head_role, is_column_heading
from pipeline.model import MEASURES
from pipeline.table.fields import Field, is_dated, unit_of
from pipeline.table.looks import Look, agreement

_TOLD_IN = re.compile(r"(?<=\w)\s?[(（][附]?[注註](?:\s?[\d一二三四五六七八九十、,，及和()（）]+)[)）]$")
_NOTED = re.compile(r"(?<=[)）])\s?\d{1,2}(?:[,，、]\d{1,2})*$")
# of 实绩 (A), 差异 (A-B), 差异 (A)-(B) and 增减 (A/B-1)*100, and of 报酬 (A)(注 2)
_KEY = re.compile(
    r"\s*[（(][A-Za-z][)）]?(?:\s?[-+×*/÷=]\s?[（(]?[A-Za-z1][)）]?)*(?<=[)）])(?:\s?[×*]\s?100[%％]?)?"
    r"(?:\s?[（(][注註]\s?\d{0,2}[)）])?$"
)


# what heads of names do not end in where others stand before them: 研发项目 研发投入金额
_MEASURING = frozenset("率量额額值比")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rows of a table say of its columns.

    Attributes:
        labels: Columns left of the values.
        values: Columns of values.
        tail: Columns behind them.
        unit: Whether the last of the labels is a unit.
        ordinal: Whether the first of them numbers the rows.
        looks: How the values of each column are written.
        noted: Whether the last of the labels tells of the names before it, and is missing in some rows.
        coded: Whether the first column of values holds the numbers of notes, which not every row has.
    """

    labels: int
    values: int
    tail: int = 0
    unit: bool = False
    ordinal: bool = False
    looks: tuple[Look, ...] = ()
    noted: bool = False
    coded: bool = False

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return self.labels + self.values + self.tail


@dataclass(frozen=True, slots=True)
class Headers:
    """Header rows.

    Attributes:
        rows: The rows from the top.
        first: Index of the line on which they begin.
        fit: How sure they are, from 0 to 1.
        sure: Whether their words show them to be heads.
        named: How many columns of labels they name.
        known: Share of the columns of values whose heads are times, changes, shares or name a unit.
        score: Evidence of the words, where each stands on one line.
        agreed: How well the values fit what the heads say of them.
    """

    rows: tuple[tuple[Field, ...], ...]
    first: int
    fit: float
    sure: bool
    named: int
    known: float
    score: float = 0.0
    agreed: float = 0.0

    @property
    def weight(self) -> float:
        """What speaks for this reading of the lines."""
        return self.fit + self.agreed

    def names_all(self, labels: int, *, ordinal: bool) -> bool:
        """Whether words that are known to head columns of names stand over every one of some columns of labels.

        Args:
            labels: How many there are.
            ordinal: Whether the first of them numbers the rows, which needs no head.
        """
        heads = [field for row in self.rows for field in row if field.column < labels and is_name(field.text)]
        over = {field.column for field in heads if field.column == 0 or field.text[-1] not in _MEASURING}
        return len(over | ({0} if ordinal else set())) == labels


def agreed(rows: Sequence[Sequence[Field]], shape: Shape) -> float:
    """How well the values of the columns fit the heads that stand over them, on the average."""
    if not shape.looks:
        return 0.0
    over: list[list[str]] = [[] for _ in shape.looks]
    for row in rows:
        for field in row:
            for column in range(field.column, field.column + field.column_span):
                if 0 <= column - shape.labels < len(over):
                    over[column - shape.labels].append(field.text)
    return sum(map(agreement, over, shape.looks)) / len(over)


def bare_of_key(text: str) -> str:
    """A head without the letter by which others are computed from its column: 实绩数(A), 差异(A-B).

    >>> [bare_of_key(text) for text in ("报酬(A)（註 2）", "差异(A)-(B)", "差异(A/B-1)*100", "（%）")]
    ['报酬', '差异', '差异', '（%）']
    """
    return _KEY.sub("", text)


def without_notes(text: str) -> str:
    """A label without the marks of notes behind its unit, and without the numbers of the notes that tell of it.

    >>> without_notes("排放量(千公噸)4,5"), without_notes("營業成本(附註六(十三)、七及十二)")
    ('排放量(千公噸)', '營業成本')
    """
    return _TOLD_IN.sub("", _NOTED.sub("", text))


def are_keys(heads: Sequence[Field]) -> bool:
    """Say whether a header line holds nothing but such letters."""
    return len(heads) > 1 and not any(bare_of_key(head.text) for head in heads)


def is_head(field: Field) -> bool:
    """Say whether a field tells by its words that it heads values: a time, a change, a share, a unit."""
    return is_dated(field.text) or head_role(field.text) in MEASURES or names_unit(field.text)


def are_heads(fields: Sequence[Field]) -> bool:
    """Say whether more than two fields all head values."""
    return len(fields) > 2 and all(map(is_head, fields))  # noqa: PLR2004 - a pair


def is_name(text: str) -> bool:
    """Say whether a text is known to head columns."""
    return head_role(text) is not None or is_column_heading(text)


def names_unit(text: str) -> bool:
    """Say whether a head is a unit, or names one in brackets at its end."""
    opening = max(text.rfind("（"), text.rfind("("))
    return unit_of(text) is not None or (opening >= 0 and unit_of(text[opening:]) is not None)
