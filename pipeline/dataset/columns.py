"""What a column and a table of the dataset are, and the columns that several tables share."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa

CODE_POINTS = "code points"
POINTS = "pt"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: Name in every file.
        type: Arrow type.
        description: What it means, in one sentence.
        nullable: True where a value may be absent.
        unit: Unit of the numbers in it, or where their unit stands; None for anything else.
        codes: Closed set of the values, or of the items of a list; empty where the set is open.
        low: Smallest value allowed, inclusive.
        high: Largest value allowed, inclusive.
        pattern: Regular expression that the whole string matches.
        may_be_empty: True for a text that can be without characters; any other string has at least one.
        code_list: The list of the table `codes` that its values, or the items of its lists, stand in; None for none.
    """

    name: str
    type: pa.DataType
    description: str
    nullable: bool = False
    unit: str | None = None
    codes: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    pattern: str | None = None
    may_be_empty: bool = False
    code_list: str | None = None


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """One table: its columns in file order and what names a row.

    Attributes:
        name: Name of its folder.
        description: What a row is, in one sentence.
        columns: Its columns; `edition`, the partition key, is not among them.
        key: The column that is unique in the whole dataset; None for a table whose rows have no name.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: str | None = None

    def arrow(self) -> pa.Schema:
        """Arrow schema with each column's description and unit as field metadata."""
        return pa.schema([_arrow_field(column) for column in self.columns])


def _arrow_field(column: Column) -> pa.Field:
    metadata = {"description": column.description} | ({"unit": column.unit} if column.unit else {})
    return pa.field(column.name, column.type, nullable=column.nullable, metadata=metadata)


def list_of(items: pa.DataType) -> pa.DataType:
    """The type of a list; `element` is Parquet's own name for the items: what is read back is what was defined."""
    return pa.list_(pa.field("element", items))


def codes(members: Iterable[StrEnum]) -> tuple[str, ...]:
    """The codes of a closed set, as files have them."""
    return tuple(member.value for member in members)


CASE_ID = r"^\d{4}/.+/\d{2,}$"
SECTION_ID = r"^\d{4}/.+/\d{2,}/\d{2,}$"
SHORT_HASH = r"^[0-9a-f]{16}$"
WITHOUT_SPACE = r"^\S+$"

SOURCE = Column("source", pa.string(), "Path of the source file below `raw/<year>/`, with `/` between its parts.")
CASE_ID_OR_NULL = Column(
    "case_id", pa.string(), "The case it stands in; null outside a case.", nullable=True, pattern=CASE_ID
)
CASE_NO_OR_0 = Column("case_no", pa.int16(), "Number of the case in its book; 0 outside a case.", low=0)
PAGE = Column(
    "page", pa.int32(), "Page it starts on, from 1; null where the source marks no pages.", nullable=True, low=1
)
LINE = Column("line", pa.int32(), "Line of the text it starts on, from 1.", low=1)
QUOTE = Column("quote", pa.string(), "The number with its unit, verbatim, line breaks included.")
RULE = Column("rule", pa.string(), "Id of the rule that recognised it.", pattern=WITHOUT_SPACE, code_list="rule")
SPAN = (
    Column("char_start", pa.int32(), "Where it starts in `documents.text`.", unit=CODE_POINTS, low=0),
    Column("char_end", pa.int32(), "Just behind where it ends in `documents.text`.", unit=CODE_POINTS, low=1),
)
PAGES = (
    Column("page_first", pa.int32(), "Page it starts on; null without page marks.", nullable=True, low=1),
    Column("page_last", pa.int32(), "Page it ends on; null without page marks.", nullable=True, low=1),
)
