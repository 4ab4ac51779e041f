"""Names centred beside rows, heads around which tall ones stand, and lines between rows that begin a label."""

from .test_gapped import cells

KINDS = (
    "{heads} 单位 2021年 2022年\n范围一 吨 91 82\n温室气体 范围二 吨 64 53\n范围三 吨 37 28\n"
    "有害废弃物 吨 4.1 3.2\n废弃物\n一般废弃物 吨 9.5 8.6\n"
)
STAFF = (
    "年 度 {upper}\n2022年度 2023年度\n项 目 {lower}\n流动比率（％） 120.8 128.7 6.5\n速动比率（％） 104.2 120.3 15.5\n"
)


def rows(text: str) -> list[str]:
    return [cell.split("|")[2] for cell in cells(text)]


def test_a_name_stands_beside_as_many_rows_above_its_middle_as_below_it() -> None:
    assert rows(KINDS.format(heads="类别 指标"))[::2] == [
        *["温室气体 / 范围一", "温室气体 / 范围二", "温室气体 / 范围三"],
        *["废弃物 / 有害废弃物", "废弃物 / 一般废弃物"],
    ]


def test_rows_between_names_have_none_and_a_sum_has_that_of_its_rows() -> None:
    text = (
        "項目 111年 112年\n主管 27 26\n員工人數 職員 143 149\n合計 170 175\n平均年歲 42.1 42.5\n平均年資 11.2 11.6\n"
        "博士 1.6 1.4\n學歷分布 碩士 8.3 8.5\n大專 50.1 50.3\n比率%\n高中 33.0 32.4\n高中以下 7.0 7.4\n"
    )
    assert rows(text)[::2] == [
        *["員工人數 / 主管", "員工人數 / 職員", "員工人數 / 合計", "平均年歲", "平均年資"],
        *[f"學歷分布比率% / {name}" for name in ("博士", "碩士", "大專", "高中", "高中以下")],
    ]
    assert cells(text)[-1] == "7.4 %|2023|學歷分布比率% / 高中以下|112年"


def test_a_name_may_stand_a_character_a_line() -> None:
    text = (
        "年 度 111年度 112年度\n員 間 接 人 員 385 389\n工\n直 接 人 員 12 13\n人\n合 計 397 402\n數\n"
        "平 均 年 歲 40.3 40.8\n平 均 年 資 9.1 9.2\n"
    )
    assert rows(text)[::2] == [
        *["員工人數 / 間 接 人 員", "員工人數 / 直 接 人 員", "員工人數 / 合 計", "平 均 年 歲", "平 均 年 資"]
    ]


def test_a_space_in_one_name_and_names_above_rows_are_beside_none() -> None:
    assert rows("产品 2021年 2022年\n芯片 4 5\n国产 软件 6 7\n服务 8 9\n其他 2 3\n")[::2] == [
        *["芯片", "国产 软件", "服务", "其他"]
    ]
    text = "项目 2021年 2022年\n收入 9 8\n分产品\n芯片 4 5\n软件 5 3\n分地区\n境内 6 7\n境外 3 1\n"
    assert rows(text)[::2] == ["收入", *["分产品 / 芯片", "分产品 / 软件"], *["分地区 / 境内", "分地区 / 境外"]]


def test_one_name_with_a_space_above_a_name_of_rows_is_beside_none() -> None:
    text = (
        "项目 2021年 2022年\n营业收入 11 12\n其他 收益 13 14\n利润总额 15 16\n净利润 17 18\n每股指标\n"
        "每股收益 1.1 1.2\n每股净资产 1.3 1.4\n"
    )
    assert rows(text)[::2] == [
        *["营业收入", "其他 收益", "利润总额", "净利润", "每股指标 / 每股收益", "每股指标 / 每股净资产"]
    ]


def test_a_tall_head_of_a_date_stands_around_the_others() -> None:
    text = "當年度截至\n年 度 111年底 112年底\n113年3月31日\n主管 17 16 18\n職員 133 139 136\n"
    assert [cell.split("|")[3] for cell in cells(text)[:3]] == ["111年底", "112年底", "當年度截至113年3月31日"]


def test_a_corner_has_two_halves() -> None:
    text = STAFF.format(upper="增（减）比例", lower="（％）")
    assert [cell.split("|")[1:] for cell in cells(text)[:3]] == [
        ["2022", "流动比率（％）", "2022年度"],
        ["2023", "流动比率（％）", "2023年度"],
        ["2023", "流动比率（％）", "增（减）比例（％）"],
    ]


def test_what_tells_of_a_change_is_no_column_of_values() -> None:
    text = (
        "单位：千元\n年 度\n2023年度 2022年度 增（减）金额 变动比例（％） 变动分析\n项 目\n"
        "营业收入 8,003 8,480 (477) (5.6)\n营业成本 6,869 7,313 (444) (6.1)\n营业外收支 168 147 21 14.3 1\n"
    )
    assert cells(text)[8:12] == [
        "168000 CNY|2023|营业外收支|2023年度",
        "147000 CNY|2022|营业外收支|2022年度",
        "21000 CNY|2023|营业外收支|增（减）金额",
        "14.3 %|2023|营业外收支|变动比例（％）",
    ]


def test_heads_without_one_for_the_names_stand_above_the_name_of_a_part() -> None:
    text = (
        "单位：千元\n营业收入 营业成本 毛利率 营业收入比上 年同期增减 毛利率比上年 同期增减\n分行业\n"
        "芯片行业 3,898,054 1,912,334 50.9% 16.4% -0.5%\n分产品\n信号类 1,471,022 615,285 58.1% 26.2% -0.1%\n"
        "电源类 2,379,833 1,276,179 46.3% 9.0% -1.4%\n分销售模式\n经销 3,609,911 1,746,401 51.6% 20.3% -0.2%\n"
    )
    said = [cell.split("|") for cell in cells(text)]
    assert [each[3] for each in said[:5]] == [
        *["营业收入", "营业成本", "毛利率", "营业收入比上 年同期增减", "毛利率比上年 同期增减"]
    ]
    assert [each[2] for each in said[::5]] == [
        *["分行业 / 芯片行业", "分产品 / 信号类", "分产品 / 电源类", "分销售模式 / 经销"]
    ]


def test_a_line_as_wide_as_no_other_begins_a_label() -> None:
    text = (
        "项目 2022年 2023年\n营业收入 32.4 27.2\n归属于母公司股东的净利润 5.9 1.6\n归属于母公司股东的扣除非经常性\n"
        "损益后的净利润 3.7 1.5\n经营活动产生的现金流量净额 2.2 3.0\n"
    )
    assert rows(text)[::2][2:] == ["归属于母公司股东的扣除非经常性损益后的净利润", "经营活动产生的现金流量净额"]


def test_a_line_stretched_by_spaces_begins_a_label() -> None:
    text = "产品 单位 产量 销量\n电源类 万颗 131 128\n数 模 混 合\nSoC 类 万颗 44 46\n电池类 万颗 31 28\n"
    assert rows(text)[::2] == ["电源类", "数 模 混 合SoC 类", "电池类"]


def test_words_and_slashes_behind_values_are_of_none() -> None:
    text = (
        "单位：万元\n序号 客户名称 销售额 占年度销售总额比例（%） 是否存在关联关系\n1 客户一 10,835.5 6.7 否\n"
        "2 客户二 9,941.1 6.1 否\n合计 / 20,776.6 12.8 /\n"
    )
    assert cells(text)[-2:] == [
        "2.07766e+08 CNY||合计|销售额",
        "12.8 %||合计|占年度销售总额比例（%）",
    ]
    assert cells(text)[1] == "6.7 %||客户一|占年度销售总额比例（%）"


def test_a_numbered_title_tells_the_year() -> None:
    text = "九、2021 年分季度主要数据\n单位：元\n项目 第一季度 第二季度\n营业收入 32,462 27,232\n净利润 5,922 1,608\n"
    assert cells(text)[0].split("|")[1] == "2021-01/2021-03"


def test_names_stretched_by_spaces_are_one_each() -> None:
    text = (
        "單位：千元\n項目 111年度 112年度\n營 業 收 入 總 額 3,096 2,945\n減：銷貨退回及折讓 5 9\n稅 前 淨 利 540 438\n"
        "資 產 報 酬 率(%) 8.1 7.0\n"
    )
    assert rows(text)[::2] == ["營 業 收 入 總 額", "減：銷貨退回及折讓", "稅 前 淨 利", "資 產 報 酬 率(%)"]


def test_one_group_stands_behind_heads_that_are_as_tall() -> None:
    text = (
        "單位：千元\n年 度 差 異\n112年12月31日 111年12月31日\n項 目 金 額 %\n"
        "流 動 資 產 3,044,813 2,903,873 140,940 5\n非 流 動 資 產 2,265,174 1,887,124 378,050 20\n"
    )
    assert [cell.split("|")[3] for cell in cells(text)[:4]] == [
        *["112年12月31日", "111年12月31日", "差 異 / 金 額", "差 異 / %"]
    ]


def test_a_share_is_of_the_year_above_it() -> None:
    text = (
        "單位：千元\n112年度 111年度\n主要商品\n銷售金額 比重(%) 銷售金額 比重(%)\n"
        "甲 2,269 73 2,202 75\n乙 282 9 234 8\n"
    )
    assert [cell.split("|")[1] for cell in cells(text)[:4]] == ["2023", "2023", "2022", "2022"]


def test_a_unit_in_brackets_below_the_heads_is_of_the_table() -> None:
    text = (
        "2022年 2021年\n毛利 毛利率 毛利 毛利率\n（人民币千元，百分比除外）\n甲业务 559,898 34.5% 308,059 46.4%\n"
        "乙业务 1,829,426 94.5% 1,516,480 92.0%\n"
    )
    assert [cell.split("|")[0] for cell in cells(text)[:2]] == ["5.59898e+08 CNY", "34.5 %"]
