"""Tables of plans: words end their rows, bounds and words stand among their values, names of groups are cut."""

from .test_gapped import cells

POWER = (
    "表 2 电网发展目标\n类别 指标 2020 年 2025 年 年均增速 属性\n用电\n规模\n售电量（亿千瓦时） 512.4 780 8.8% 预期性\n"
    "最大负荷（万千瓦） 903.1 1400 左右 9.2%左右 预期性\n需求侧响应占比（%） —— 5 —— 约束性\n"
    "清洁\n供应\n绿电消纳量比重\n（%）\n"
    "21.3 28 [6.7] 预期性\n供电煤耗\n（克标准煤/千瓦时） 301.2 297 [-4.2] 约束性\n注：[ ]为 5 年累计数。\n"
)
ECOLOGY = (
    "类型 序号 指标 单位 现状值\n（2020年）\n目标值\n（2025年） 属性\n3\n乡镇集中式水源水质达\n标率\n"
    "% 92（采样比例） 完成市下达任务 约束性\n"
    "水\n环\n境\n4\n单位产值用水\n降低 % 完成市下达任务 完成市下达任务 约束性\n5 再生水利用率 % >25 保持稳定 预期性\n"
    "6\n水污染物\n减排量\n总磷\n% 完成市下达任务 完成市下达任务 约束性\n总氮\n固体废物量\n"
    "7 生态产品总值（VEP） 亿元 832.5 不降低 引领性\n"
    "土\n壤\n8 受污染林地利用率 % - ≥93 约束性\n9 绿地率 % 40.1 42 预期性\n"
)
FULL_WIDTH = (
    "序號 指標名稱 計量單位 2021年 2026年 屬性\n"
    "1 人均公園面積 平方米 12.4 14.5 預期性\n2 空氣品質優良率 % 91.5 ≥95 約束性\n"
    "3 廢棄物回收率 % 暫無數據 60左右 預期性\n"
)


def test_a_growth_is_headed_by_no_year() -> None:
    assert cells(POWER)[:3] == [
        "5.124e+10 kW.h|2020|用电规模 / 售电量（亿千瓦时）|2020 年",
        "7.8e+10 kW.h|2025|用电规模 / 售电量（亿千瓦时）|2025 年",
        "8.8 %|2025|用电规模 / 售电量（亿千瓦时）|年均增速",
    ]


def test_bounds_sums_in_brackets_and_dashes_are_cells() -> None:
    said = [cell.split("|") for cell in cells(POWER)]
    assert [each[0] for each in said[3:7]] == ["9.031e+06 kW", "1.4e+07 kW", "9.2 %", "5 %"]
    assert [each[0] for each in said[7:]] == [
        "21.3 %",
        "28 %",
        "6.7 %",
        *(f"{n} g{{sce}}/(kW.h)" for n in (301.2, 297, -4.2)),
    ]
    assert [each[3] for each in said[3:7]] == ["2020 年", "2025 年", "年均增速", "2025 年"]


def test_names_of_groups_are_cut_and_hold_for_the_rows_below() -> None:
    said = list(dict.fromkeys(cell.split("|")[2] for cell in cells(POWER)))
    assert said[1:4] == [
        "用电规模 / 最大负荷（万千瓦）",
        "用电规模 / 需求侧响应占比（%）",
        "清洁供应 / 绿电消纳量比重（%）",
    ]


def test_words_among_values_take_their_place() -> None:
    assert cells(ECOLOGY) == [
        "92 %|2020|乡镇集中式水源水质达标率|现状值（2020年）",
        "25 %|2020|水环境 / 再生水利用率|现状值（2020年）",
        "8.325e+10 CNY|2020|水环境 / 生态产品总值（VEP）|现状值（2020年）",
        "93 %|2025|土壤 / 受污染林地利用率|目标值（2025年）",
        "40.1 %|2020|土壤 / 绿地率|现状值（2020年）",
        "42 %|2025|土壤 / 绿地率|目标值（2025年）",
    ]


def test_traditional_heads_tell_the_same() -> None:
    assert cells(FULL_WIDTH) == [
        "12.4 m2|2021|人均公園面積|2021年",
        "14.5 m2|2026|人均公園面積|2026年",
        "91.5 %|2021|空氣品質優良率|2021年",
        "95 %|2026|空氣品質優良率|2026年",
        "60 %|2026|廢棄物回收率|2026年",
    ]


def test_the_rows_tell_how_heads_over_many_lines_are_put_together() -> None:
    text = (
        "专栏二 主要指标\n类型\n序\n号\n指标名称\n2020 年\n现状值\n2025 年目标\n指标\n性质\n（一）绿\n色生产\n"
        "1 废水回用率（%） 61.5 完成市下达目标 约束性\n2\n单位产值颗粒物浓度\n（mg/m3）\n18.2 <15.0 约束性\n"
        "3 固废利用率（%） 80 88 预期性\n（二）绿\n色生活\n4 绿色出行比例（%） 70 ≥75 预期性\n"
    )
    assert cells(text)[:5] == [
        "61.5 %|2020|（一）绿色生产 / 废水回用率（%）|2020 年现状值",
        "18.2 mg/m3|2020|（一）绿色生产 / 单位产值颗粒物浓度（mg/m3）|2020 年现状值",
        "15 mg/m3|2025|（一）绿色生产 / 单位产值颗粒物浓度（mg/m3）|2025 年目标",
        "80 %|2020|（一）绿色生产 / 固废利用率（%）|2020 年现状值",
        "88 %|2025|（一）绿色生产 / 固废利用率（%）|2025 年目标",
    ]
