"""What the cells of flattened tables say: quote, value, unit, period, row and column, in the order of the text."""

import pytest

from pipeline.dataset.rows import build_tables
from pipeline.read.text import read_text
from pipeline.run import explain, understand

KINDS = {
    "units told in a sentence above": (
        "以下数据的单位均为兆瓦时。\n电站 2021年 2022年\n甲电站 4,206 4,388\n乙电站 2,915 3,047\n",
        ["4,206|4206 MW.h|2021|甲电站|2021年", "4,388|4388 MW.h|2022|甲电站|2022年"],
    ),
    "losses in every cell of a row": (
        "單位：百萬港元\n項目 2021 2022\n聯營公司業績 (7) (11)\n公允值變動 (52) 18\n",
        ["(7)|-7000000 HKD|2021|聯營公司業績|2021", "(11)|-11000000 HKD|2022|聯營公司業績|2022"],
    ),
    "units before a colon or in words of their own": (
        "废物转移量（单位：吨）164.5\n监测点位（单位：个）46\n二氧化硫排放量/吨：12.6\n脱硝效率/%：91.5\n",
        ["164.5|164.5 t|||", "46|46 1|||", "12.6|12.6 t|||", "91.5|91.5 %|||"],
    ),
    "labels with their unit over numbers": (
        "外购蒸汽（吉焦）\n7,935\n厂区绿化（平方米）\n61,200\n应急物资（件）\n2,845\n",
        ["7,935|7935 GJ||外购蒸汽（吉焦）|", "61,200|61200 m2||厂区绿化（平方米）|"],
    ),
    "numbers over labels, one of them vague": (
        "≥95%\n绿色采购比例\n2.1 GWh\n储能容量\n7,400 余名\n持证志愿者\n",
        ["95%|95 %||绿色采购比例|", "2.1 GWh|2.1 GW.h||储能容量|", "7,400 余名|7400 1||持证志愿者|"],
    ),
    "ends of years as heads": (
        "项目（家） 2021年年底 2022年年底\n加盟网点 3,206 3,540\n自营网点 418 433\n",
        ["3,206|3206 1|../2021|加盟网点|2021年年底"],
    ),
    "codes of disclosures measure nothing": (
        "指标\t2022年\t单位\tGRI\n用水量\t41\t吨\t303-3\n用电量\t7\t度\t302-1\n废水量\t9\t吨\t303-4\n",
        ["41|41 t|2022|用水量|2022年", "7|7 kW.h|2022|用电量|2022年", "9|9 t|2022|废水量|2022年"],
    ),
    "years over months, and 累计": (
        (
            "2023年 2022年 增减（%）\n品种 单位\n5月 累计 5月 累计 5月 累计\n"
            "发电量 亿千瓦时 7.2 33 6.8 31 5.9 6.5\n供热量 万吉焦 41 260 39 255 5.1 2.0\n"
        ),
        [
            "7.2|720000000 kW.h|2023-05|发电量|2023年 / 5月",
            "33|3300000000 kW.h|2023-01/2023-05|发电量|2023年 / 累计",
            "6.8|680000000 kW.h|2022-05|发电量|2022年 / 5月",
            "31|3100000000 kW.h|2022-01/2022-05|发电量|2022年 / 累计",
            "5.9|5.9 %|2023-05|发电量|增减（%） / 5月",
        ],
    ),
    "heads over two lines": (
        "环境绩效 计量 2021 2022\n指标 单位 年度 年度\n中水回用 万吨 81 93\n噪声投诉 件 6 2\n",
        [
            "81|810000 t|2021|中水回用|2021 / 年度",
            "93|930000 t|2022|中水回用|2022 / 年度",
            "6|6 1|2021|噪声投诉|2021 / 年度",
        ],
    ),
    "wrapped heads, a share in percent": (
        "同行公司 培训投入\n培训投入占营\n业收入比例（%）\n甲公司 95.6 3.4\n乙公司 19.7 2.7\n",
        ["95.6|95.6 1||甲公司|培训投入", "3.4|3.4 %||甲公司|培训投入占营业收入比例（%）"],
    ),
    "a cell a line, names and units": (
        (
            "单位：万元\n地区\n名称\n本期销售\n收入\n上期销售\n收入\n"
            "本期占比\n（%）\n华东 1,200 1,100 60\n华南 800 900 40\n"
        ),
        [
            "1,200|12000000 CNY||华东|本期销售收入",
            "1,100|11000000 CNY||华东|上期销售收入",
            "60|60 %||华东|本期占比（%）",
        ],
    ),
    "two balances and the change between": (
        (
            "（货币单位：人民币百万元）\n项 目\n2023 年 12 月 31 日 2022 年 12 月 31 日 本年末比上年末\n"
            "余额 占比% 余额 占比% 增减\n"
            "活期存款 3,582 64.1 3,533 63.6 1.4%\n定期存款 2,006 35.9 2,022 36.4 (0.8%)\n"
        ),
        [
            "3,582|3582000000 CNY|2023-12-31|活期存款|2023 年 12 月 31 日 / 余额",
            "64.1|64.1 %|2023-12-31|活期存款|2023 年 12 月 31 日 / 占比%",
            "3,533|3533000000 CNY|2022-12-31|活期存款|2022 年 12 月 31 日 / 余额",
            "63.6|63.6 %|2022-12-31|活期存款|2022 年 12 月 31 日 / 占比%",
            "1.4%|1.4 %||活期存款|本年末比上年末 / 增减",
        ],
    ),
    "parts named in between, labels that begin with a number": (
        "项目 2022 年 2021 年\n员工人数（人） 901 846\n员工年龄构成\n30 岁以下 83 40\n30~40 岁 740 730\n",
        [
            "901|901 1|2022|员工人数（人）|2022 年",
            "846|846 1|2021|员工人数（人）|2021 年",
            "83|83 1|2022|员工年龄构成 / 30 岁以下|2022 年",
            "40|40 1|2021|员工年龄构成 / 30 岁以下|2021 年",
            "740|740 1|2022|员工年龄构成 / 30~40 岁|2022 年",
        ],
    ),
    "names and numbers side by side": (
        "城市 门店数量 城市 门店数量\n杭州 114 厦门 98\n宁波 87 泉州 64\n",
        ["114|114 1||杭州|门店数量", "98|98 1||厦门|门店数量", "87|87 1||宁波|门店数量", "64|64 1||泉州|门店数量"],
    ),
    "units of a caption by their names, years of the republic": (
        (
            "單位：產量－公噸，產值－新台幣仟元\n年度 111 年 度 110 年 度\n"
            "產品 產量 產值 產量 產值\n鋼線 8,647 1,601 8,182 1,503\n銅線 3,909 790 4,511 845\n"
        ),
        [
            "8,647|8647 t|2022|鋼線|111 年 度 / 產量",
            "1,601|1601000 TWD|2022|鋼線|111 年 度 / 產值",
            "8,182|8182 t|2021|鋼線|110 年 度 / 產量",
            "1,503|1503000 TWD|2021|鋼線|110 年 度 / 產值",
        ],
    ),
    "a difference in the unit of its row, growth in percent": (
        "指标 单位 2021年 2022年 变化\n电耗 千瓦时 52.4 50.1 -2.3\n产量 吨 200 250 +25.0%\n",
        [
            "52.4|52.4 kW.h|2021|电耗|2021年",
            "50.1|50.1 kW.h|2022|电耗|2022年",
            "-2.3|-2.3 kW.h||电耗|变化",
            "200|200 t|2021|产量|2021年",
            "250|250 t|2022|产量|2022年",
            "+25.0%|25 %||产量|变化",
        ],
    ),
    "units below the times, a column of notes to the accounts": (
        "\t附註\t2022年 HK$'000\t2021年 HK$'000\n營業額\t3\t5,210\t4,870\n行政開支\t7\t610\t597\n",
        ["5,210|5210000 HKD|2022|營業額|2022年 HK$'000", "4,870|4870000 HKD|2021|營業額|2021年 HK$'000"],
    ),
    "names of units that work, no units of measure": (
        "单位：万千瓦时\n单位名称\t2021年\t2022年\n一分厂\t22.3\t23.3\n二分厂\t43.2\t45.2\n",
        ["22.3|223000 kW.h|2021|一分厂|2021年", "23.3|233000 kW.h|2022|一分厂|2022年"],
    ),
    "numbers over their labels": (
        "4,300 吨\n回收旧纸板\n27 座\n分拣中心\n61%\n再生料占比\n",
        ["4,300 吨|4300 t||回收旧纸板|"],
    ),
    "values that no label names, under their months, in two bands": (
        "表 4 2020年各月用纸（千克）\n1月 2月 3月\n32 29.5 34\n4月 5月 6月\n33 35 36\n",
        ["32|32 kg|2020-01||1月", "29.5|29.5 kg|2020-02||2月", "34|34 kg|2020-03||3月", "33|33 kg|2020-04||4月"],
    ),
    "values that no label names, over their years": (
        "2019-2021年植树投入（万元）\n32.5 41.2 38.6\n2019 2020 2021\n",
        ["32.5|325000 CNY|2019||2019", "41.2|412000 CNY|2020||2020", "38.6|386000 CNY|2021||2021"],
    ),
    "years on one line over rows of one cell a line": (
        "单位：百万元\n2021年度 2020年度\n营业收入\n560.35\n520.18\n净利润\n103.1\n98.4\n",
        ["560.35|560350000 CNY|2021|营业收入|2021年度", "520.18|520180000 CNY|2020|营业收入|2020年度"],
    ),
    "numbers over their labels, of which some count kinds": (
        "2.7 亿元\n技改投入\n95 项\n技改项目\n",
        ["2.7 亿元|270000000 CNY||技改投入|", "95 项|95 1||技改项目|"],
    ),
    "numbers over their units over their labels": (
        "24\n个\n分拣中心\n3,150\n人\n在岗职工\n",
        ["24\n个|24 1||分拣中心|", "3,150\n人|3150 1||在岗职工|"],
    ),
    "numbers beside each other over their labels": (
        "2.7 亿元 95 项 约 61%\n技改投入 技改项目 再生料占比\n",
        ["2.7 亿元|270000000 CNY||技改投入|", "95 项|95 1||技改项目|", "61%|61 %||再生料占比|"],
    ),
    "numbers beside each other under their labels": (
        "回收旧纸板 分拣中心\n4,300 吨 27 座\n",
        ["4,300 吨|4300 t||回收旧纸板|", "27 座|27 1||分拣中心|"],
    ),
    "numbers under their labels": (
        "环境\n雨水回用量\n4,300 吨\n分拣中心\n27 座\n再生料占比\n61%\n\n员工\n员工人数\n812 人\n工龄津贴\n36 万元\n",
        [
            "4,300 吨|4300 t||雨水回用量|",
            "27 座|27 1||分拣中心|",
            "61%|61 %||再生料占比|",
            "812 人|812 1||员工人数|",
        ],
    ),
    "a share tells whether its label stands over it or under it": (
        "再生料占比\n61%\n分拣中心\n27 座\n绿色物流\n我们的车队每天出发。\n",
        ["61%|61 %||再生料占比|", "27 座|27 1||分拣中心|"],
    ),
    "labels with units": (
        "屋顶光伏发电量（兆瓦时）：318\n厂区绿地（公顷）：2.4\n",
        ["318|318 MW.h||屋顶光伏发电量（兆瓦时）|"],
    ),
}


def told(text: str) -> list[str]:
    rows = build_tables(understand(read_text(text.encode(), "book.txt", 2023)))["claims"].to_pylist()
    return [
        f"{row['quote']}|{row['low']:g} {row['unit']}|"
        f"{row['period'] or ''}|{row['row_label'] or ''}|{row['column_label'] or ''}"
        for row in rows
    ]


@pytest.mark.parametrize(("text", "expected"), KINDS.values(), ids=list(KINDS))
def test_cells_say_what_their_axes_say(text: str, expected: list[str]) -> None:
    found = told(text)[: len(expected)]
    for line, want in zip(found, expected, strict=True):
        got, wanted = line.split("|"), want.split("|")
        wanted[1] = f"{float(wanted[1].split()[0]):g} {wanted[1].split()[1]}"
        if not wanted[2]:
            got[2] = ""  # what the text does not say of the time is not asked here
        assert got == wanted, found


@pytest.mark.parametrize("head", ["页码", "頁碼", "所在页码", "Page"])
def test_the_pages_of_an_index_are_no_claims(head: str) -> None:
    assert told(f"披露项\t内容\t{head}\nA-1\t取水\t75-76\nA-2\t工伤\t80\nA-3\t废弃物\t85\n") == []


def test_the_marks_along_an_axis_are_no_values() -> None:
    assert not any("|2019|" in cell for cell in told("各年用水\n2019 2020 2021 2022\n0 200 400 600\n"))


def test_a_pasted_table_is_read_as_one_in_a_book() -> None:
    text = KINDS["heads over two lines"][0]
    pasted = build_tables(explain(text))["claims"].to_pylist()
    assert [row["column_label"] for row in pasted] == ["2021 / 年度", "2022 / 年度"] * 2


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("厂区 2021年 2022年\n东区 41 43\n西区 12 15\n", "no_unit"),
        ("指标 单位 2020年 2021年 2022年\n用电 度 41 43 45\n用水 吨 12 15\n用气 吨 7 8 9\n", "ambiguous_table"),
    ],
)
def test_what_is_doubtful_in_a_table_is_flagged_and_not_trusted(text: str, flag: str) -> None:
    rows = build_tables(understand(read_text(text.encode(), "book.txt", 2023)))["claims"].to_pylist()
    flagged = [row for row in rows if flag in row["flags"]]
    assert flagged
    assert all(row["confidence"] < 0.5 for row in flagged)


def test_prose_beside_a_table_belongs_to_neither_of_two() -> None:
    text = (
        "项目 2021年 2022年\n用电（度） 41 43\n用水（吨） 12 15\n\n2022 年公司节约用纸 30 吨，另有植树 500 棵。\n\n"
        "项目 2021年 2022年\n用气（立方米） 7 8\n用煤（吨） 3 2\n"
    )
    rows = build_tables(understand(read_text(text.encode(), "book.txt", 2023)))["claims"].to_pylist()
    assert [(row["quote"], row["in_table"]) for row in rows if not row["in_table"]] == [
        ("30 吨", False),
        ("500 棵", False),
    ]
    assert sum(row["in_table"] for row in rows) == 8
