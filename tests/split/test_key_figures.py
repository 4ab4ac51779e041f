"""Key figures that stand a line each, and reports written with #: neither makes cases or joins labels."""

import pytest

from pipeline.model import Section
from pipeline.read.text import read_text
from pipeline.run import understand
from pipeline.split import split

FIGURES = "# 甲公司2023年度报告\n\n## 数字\n\n员工总数812人。\n\n供应商总数67家\n\n投诉解决率98%\n\n签约供应商41家\n\n"
ENVIRONMENT = "## 环境绩效\n\n环保总投入120.5万元\n\n## 员工关怀\n\n培训33次\n"


def read(text: str) -> tuple[Section, ...]:
    cases, sections = split(read_text(text.encode(), "book.txt", 2023))
    assert not cases
    return sections


def metrics(text: str) -> list[tuple[str, str | None]]:
    extraction = understand(read_text(text.encode(), "book.txt", 2023))
    return [
        (block.block.text[claim.mention.span.start : claim.mention.span.end], claim.metric)
        for section in extraction.blocks
        for block in section
        for claim in block.claims
    ]


def test_a_known_title_among_many_of_a_report_opens_no_case() -> None:
    assert [section.heading for section in read(FIGURES + ENVIRONMENT)] == [
        "甲公司2023年度报告",
        "数字",
        "环境绩效",
        "员工关怀",
    ]


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_each_figure_has_the_label_of_its_line(gap: str) -> None:
    lines = ("供应商总数67家", "投诉解决率98%", "签约供应商41家")
    wanted = [("67家", "供应商总数"), ("98%", "投诉解决率"), ("41家", "供应商")]
    assert metrics(gap.join(lines)) == wanted


def test_a_number_that_a_line_end_parts_from_its_unit_goes_on() -> None:
    assert [quote for quote, _ in metrics("全年累计节约用电量达到412万\n千瓦时")] == ["412万千瓦时"]
