"""Names of two columns of which one stands on lines around its row."""

from .test_gapped import cells

HOLDERS = (
    "单位：股\n股东名称 股东性质 持股比例 持股数量 增减\n"
    "境内非国有\n甲控股有限公司 28.3% 2,169 0\n法人\n香港某结算有限\n"
    "境外法人 14.5% 1,113 -225\n公司\n王某 境内自然人 1.5% 116 0\n某资产管理\n国有法人 1.1% 88 0\n有限责任公司\n"
    "李某 境外自然人 0.6% 45 0\n"
)


def test_lines_around_a_row_are_its_cell_that_it_has_not() -> None:
    assert [cell.split("|")[2] for cell in cells(HOLDERS)[::3]] == [
        "甲控股有限公司 / 境内非国有法人",
        "香港某结算有限公司 / 境外法人",
        "王某 / 境内自然人",
        "某资产管理有限责任公司 / 国有法人",
        "李某 / 境外自然人",
    ]
    assert [cell.split("|")[3] for cell in cells(HOLDERS)[:3]] == ["持股比例", "持股数量", "增减"]


def test_lines_that_are_not_as_many_above_as_below_are_none() -> None:
    text = HOLDERS.replace("\n公司\n王某", "\n王某")
    assert "香港某结算有限公司 / 境外法人" not in [cell.split("|")[2] for cell in cells(text)]
