"""Tables as they stand on the page: gaps part the columns, heads and labels wrap, names stand beside several rows."""

from .test_cells import told

CENTRED = (
    "                                              平均售价\n"
    "  时期         品种      产量（万吨）   产销率\n"
    "                                             （元/吨）\n\n"
    "              粗粉         1,320.07    91.20%      410.35\n\n"
    "              细粉           514.90    77.83%      655.10\n"
    "2019 年 1-9 月\n"
    "             特级粉           62.18    90.05%       88.40\n\n"
    "              碎料            71.33    93.61%    1,205.77\n\n"
    "              粗粉         1,988.41   101.10%      301.26\n\n"
    "              细粉         1,077.65    99.90%      488.32\n"
    " 2018 年度\n"
    "             特级粉          150.02   108.73%       70.81\n\n"
    "              碎料           130.44    96.12%      790.45\n"
)
WRAPPED = (
    "        项目              2020 年 3 月 31 日   2019 年 12 月 31 日\n"
    "流动比率（倍）                      0.83                 0.79\n"
    "归属于公司股东的每\n"
    "                                 7.21                 6.94\n"
    "股净资产（元）\n"
    "资产负债率                        61.20%               60.15%\n"
)
GLOSSED = (
    "项    目   Item   2018 2019\n水环境          Water Environment      \n"
    " 用水总量      (亿立方米)    Water Use           (100 million cu.m)   61.37 60.42\n"
    " # 农业用水               Agriculture                       12.08 11.95\n"
    "  工业用水               Industry                         26.40 25.13\n"
    " 化学需氧量      (吨)    Chemical Oxygen Demand              (tons)   9417 9005\n"
)


def cells(text: str) -> list[str]:
    """Value with unit, period, row and column of each cell."""
    rows = (line.split("|") for line in told(text))
    return ["|".join(said[1:]) for said in rows if said[3]]


def test_a_name_that_stands_in_the_middle_beside_several_rows_is_for_all_of_them() -> None:
    said = cells(CENTRED)
    assert said[0] == "1.32007e+07 t|2019-01/2019-09|2019 年 1-9 月 / 粗粉|产量（万吨）"
    assert said[11] == "1205.77 CNY/t|2019-01/2019-09|2019 年 1-9 月 / 碎料|平均售价（元/吨）"
    assert said[12] == "1.98841e+07 t|2018|2018 年度 / 粗粉|产量（万吨）"
    assert said[-1] == "790.45 CNY/t|2018|2018 年度 / 碎料|平均售价（元/吨）"


def test_a_label_goes_on_below_the_values_of_its_row() -> None:
    assert cells(WRAPPED)[2:4] == [
        "7.21 CNY|2020-03-31|归属于公司股东的每股净资产（元）|2020 年 3 月 31 日",
        "6.94 CNY|2019-12-31|归属于公司股东的每股净资产（元）|2019 年 12 月 31 日",
    ]


def test_names_in_a_second_language_name_nothing_anew() -> None:
    assert cells(GLOSSED)[:4] == [
        "6.137e+09 m3|2018|用水总量 (亿立方米)|2018",
        "6.042e+09 m3|2019|用水总量 (亿立方米)|2019",
        "1.208e+09 m3|2018|# 农业用水|2018",
        "1.195e+09 m3|2019|# 农业用水|2019",
    ]
    assert cells(GLOSSED)[-1] == "9005 t|2019|化学需氧量 (吨)|2019"


def test_a_line_in_a_second_language_below_a_row_names_none() -> None:
    text = (
        "单位:万吨标准煤\n项目 2015 2016\n  可供消费的能源 2962.28 5752.29\n    Total Energy Available\n"
        "    一次能源生产量 1654.17 2488.47\n        Primary Energy Output\n    调入量 1531.68 3638.98\n"
    )
    assert [cell.split("|")[2] for cell in cells(text)] == [
        *["可供消费的能源"] * 2,
        *["一次能源生产量"] * 2,
        *["调入量"] * 2,
    ]


def test_a_title_with_a_year_heads_no_years() -> None:
    text = (
        "2021年业绩亮点\n\n盈利指标(%) 2021年 2020年 变化\n回报率(1)  1.12% 1.05% 0.07%\n"
        "成本收入比 26.10% 25.40% 0.70%\n"
    )
    assert cells(text)[0] == "1.12 %|2021|回报率(1)|2021年"


def test_gapped_rows_go_on_over_running_heads_whose_spaces_vary() -> None:
    text = "".join(
        f"        {page}   某某股份有限公司{' ' * page}公开发行        2022 年债券募集说明书\n\n"
        f"     期间         产品        产量（吨）       销量（吨）\n"
        f"     2022 年      甲            {page}.5          {page}.1\n"
        f"                  乙            {page}.7          {page}.2\n\n"
        * (page % 2)
        + f"        {page}   某某股份有限公司{' ' * page}公开发行        2022 年债券募集说明书\n\n"
        f"                  丙            {page}.9          {page}.3\n" * (page % 2 == 0)
        for page in range(21, 31)
    )
    assert {cell.split("|")[-1] for cell in cells(text)} == {"产量（吨）", "销量（吨）"}


def test_ages_head_columns_and_claim_nothing() -> None:
    text = (
        "              項目        30 歲以下             30-50 歲          50 歲以上\n"
        "                          女      男           女      男        女      男\n"
        "           新進人數       3       0            5      10         0       1\n"
        "           離職人數       2       1            4       6         1       0\n"
    )
    assert [cell.split("|")[-1] for cell in cells(text)[:4]] == [
        *["30 歲以下 / 女", "30 歲以下 / 男", "30-50 歲 / 女", "30-50 歲 / 男"]
    ]
    assert len(cells(text)) == 12
