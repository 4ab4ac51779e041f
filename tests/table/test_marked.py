"""Tables that a text holds as markup, and numbers whose digits stand apart in their cells."""

from .test_tabs import cells

NESTED = (
    '<table border="1"><thead><tr><th rowspan="2">指标</th><th rowspan="2">单位</th><th colspan="2">2022年</th>'
    '<th colspan="2">2023年</th></tr>\n<tr><th>总部</th><th>工厂</th><th>总部</th><th>工厂</th></tr></thead>\n'
    "<tr><td>用电量</td><td>万度</td><td>31</td><td> <b>420</b>&nbsp;</td><td>30</td><td>415</td></tr>\n"
    "<tr><td>用水量</td><td>吨</td><td>1,200</td><td>33,000</td><td>1,100</td><td>-</td></tr></table>\n"
)


def test_cells_that_take_several_rows_and_columns() -> None:
    assert cells(NESTED)[:5] == [
        "310000 kW.h|用电量|2022年 / 总部",
        "4.2e+06 kW.h|用电量|2022年 / 工厂",
        "300000 kW.h|用电量|2023年 / 总部",
        "4.15e+06 kW.h|用电量|2023年 / 工厂",
        "1200 t|用水量|2022年 / 总部",
    ]


def test_a_table_on_one_line_with_the_unit_above_it() -> None:
    text = (
        "单位：万元\n\n<table><tr><td>项目</td><td>期初余额</td></tr><tr><td>债券</td><td>400, 712.9</td></tr>"
        "<tr><td>合计</td><td>1 277 492</td></tr></table>\n\n正文 12 吨。\n"
    )
    assert cells(text) == ["4.00713e+09 CNY|债券|期初余额", "1.27749e+10 CNY|合计|期初余额"]


def test_what_is_not_closed_is_no_table() -> None:
    assert cells("<table><tr><td>债券</td><td>40 吨</td>" * 3) == []


def test_digits_apart_are_one_number_where_they_fill_a_cell() -> None:
    text = "| 指标 | 单位 | 2022 | 2023 |\n|---|---|---|---|\n| 用电 | 度 | 4 815 754 | 208 |\n| 密度 | 度 | 9 | 8 |\n"
    assert cells(text)[:2] == ["4.81575e+06 kW.h|用电|2022", "208 kW.h|用电|2023"]


def test_items_of_a_form_without_values_name_no_rows() -> None:
    told = (
        "单位：元\n<table><tr><td>项目</td><td>2023年末</td><td>2022年末</td></tr>"
        "<tr><td colspan=3>流动资产：</td></tr><tr><td>货币资金</td><td>1,209</td><td>1,388</td></tr>"
        "<tr><td>结算备付金</td><td></td><td></td></tr><tr><td>拆出资金</td><td></td><td></td></tr>"
        "<tr><td>应收票据</td><td>287</td><td>220</td></tr></table>\n"
    )
    assert [cell.split("|")[1:] for cell in cells(told)] == [
        ["流动资产： / 货币资金", "2023年末"],
        ["流动资产： / 货币资金", "2022年末"],
        ["流动资产： / 应收票据", "2023年末"],
        ["流动资产： / 应收票据", "2022年末"],
    ]
