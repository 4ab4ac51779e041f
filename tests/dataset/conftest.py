"""A casebook of two pages and one case, taken apart by hand."""

import re
from decimal import Decimal

import pyarrow as pa
import pytest

from pipeline.dataset.rows import build_tables
from pipeline.model import (
    Axis,
    Block,
    BlockKind,
    Bound,
    Case,
    Cell,
    Claim,
    Direction,
    Document,
    Exclusion,
    Extraction,
    Flag,
    Mention,
    Pages,
    QuantityKind,
    ReadBlock,
    Reason,
    Role,
    Section,
    SectionKind,
    Span,
    Status,
    Table,
    Topic,
    UnitReading,
)

TEXT = (
    "编者按\n本书收录 14 个案例。\n"
    "绿源有限公司\n余热回收\n"
    "◎项目成果\n我们很忙。每年减排 1,200 吨 CO2，自 2018 \n年起节电 33\n万千瓦时。\n2\n"
    "◎项目实施\n530.32.90 台\n"
)
CASE = TEXT.index("绿源")
RESULTS = TEXT.index("◎项目成果")
PAGE_NUMBER = TEXT.index("2\n◎")
IMPLEMENTATION = TEXT.index("◎项目实施")

CELL = Cell(Span(len(TEXT) - 13, len(TEXT)), 0, 0)
TABLE = Table(CELL.span, None, (CELL,), (Axis(Role.VALUE),), (Axis(Role.VALUE),))

CASES = UnitReading("1", "个", QuantityKind.COUNT, classifier=True)
SETS = UnitReading("1", "台", QuantityKind.COUNT, classifier=True)
TONNES_A_YEAR = UnitReading("t{CO2}/a", "吨CO2", QuantityKind.MASS, substance="CO2", per_time="a")
KILOWATT_HOURS = UnitReading("kW.h", "千瓦时", QuantityKind.ENERGY)


def source_span(quote: str) -> Span:
    return Span(TEXT.index(quote), TEXT.index(quote) + len(quote))


def block(quote: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    """The block that stands in the source as `quote`, its line breaks joined."""
    span = source_span(quote)
    offsets = tuple(offset for offset in range(span.start, span.end) if TEXT[offset] != "\n")
    text = "".join(TEXT[offset] for offset in offsets)
    sentences = tuple(Span(match.start(), match.end()) for match in re.finditer(r"[^。]+。?", text))
    cell = Cell(span, 0, 0) if kind is BlockKind.CELL else None
    return Block(kind, text, offsets, sentences, table=0 if cell else None, cell=cell)


def claim(  # one argument for each thing that the examples vary
    inside: Block,
    quote: str,
    number: str,
    value: str | None,
    unit: UnitReading,
    period: str | None = None,
    flags: tuple[Flag, ...] = (),
) -> Claim:
    start = inside.text.index(quote)
    low = None if value is None else Decimal(value)
    mention = Mention(
        span=Span(start, start + len(quote)),
        value=Span(start, start + len(number)),
        low=low,
        high=low,
        unit=unit,
        bound=Bound.EXACT,
        rule="number.unit",
    )
    return Claim(
        mention=mention,
        unit=unit,
        bound=Bound.EXACT,
        direction=Direction.NONE,
        status=Status.ACTUAL,
        topic=Topic.OTHER,
        metric=None,
        indicator=None,
        period=period,
        baseline=None,
        confidence=0.9,
        flags=flags,
        substance=unit.substance,
    )


def build_extraction() -> Extraction:
    preface = block("本书收录 14 个案例。")
    title = block("绿源有限公司\n余热回收")
    prose = block("我们很忙。每年减排 1,200 吨 CO2，自 2018 \n年起节电 33\n万千瓦时。")
    cell = block("530.32.90 台", BlockKind.CELL)
    year = prose.text.index("2018")
    malformed = (Flag.MALFORMED_NUMBER,)
    read = (
        (ReadBlock(preface, (claim(preface, "14 个", "14 ", "14", CASES),), ()),),
        (ReadBlock(title, (), ()),),
        (
            ReadBlock(
                prose,
                (
                    claim(prose, "1,200 吨 CO2", "1,200", "1200", TONNES_A_YEAR),
                    claim(prose, "33万千瓦时", "33", "330000", KILOWATT_HOURS, period="2018/.."),
                ),
                (Exclusion(Span(year, year + 4), Reason.DATE, "date.year", Decimal(2018), Decimal(2018)),),
            ),
        ),
        (ReadBlock(cell, (claim(cell, "530.32.90 台", "530.32.90", None, SETS, flags=malformed),), ()),),
    )
    places = (
        (0, 0, "编者按", SectionKind.FRONT_MATTER, Span(0, CASE)),
        (1, 0, None, SectionKind.TITLE, Span(CASE, RESULTS)),
        (1, 1, "项目成果", SectionKind.RESULTS, Span(RESULTS, IMPLEMENTATION)),
        (1, 2, "项目实施", SectionKind.IMPLEMENTATION, Span(IMPLEMENTATION, len(TEXT))),
    )
    sections = tuple(
        Section(case_no, section_no, heading, kind, span, blocks[0].block.text, (blocks[0].block,))
        for (case_no, section_no, heading, kind, span), blocks in zip(places, read, strict=True)
    )
    return Extraction(
        document=Document(
            "能源/book.txt", 2020, "0" * 64, "text/plain", TEXT, pages=Pages((0, CASE, IMPLEMENTATION)), tables=(TABLE,)
        ),
        cases=(Case(1, "绿源有限公司", "余热回收", Span(CASE, len(TEXT))),),
        sections=sections,
        blocks=read,
        margins=(Exclusion(Span(PAGE_NUMBER, PAGE_NUMBER + 1), Reason.PAGE_FURNITURE, "furniture"),),
    )


@pytest.fixture
def extraction() -> Extraction:
    return build_extraction()


@pytest.fixture
def tables(extraction: Extraction) -> dict[str, pa.Table]:
    return build_tables(extraction)
