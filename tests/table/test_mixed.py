"""Rows with words between values, and tables beside one another in the same lines."""

from .test_gapped import cells

TWO = (
    "單位：新臺幣千元；%\n111年度 112年度\n項\n占全年度銷貨 與發行人 占全年度銷貨 與發行人\n目 名稱 金額 名稱 金額\n"
    "淨額比率(%) 之關係 淨額比率(%) 之關係\n1 子公司 35,121 34.87 無 子公司 36,349 33.66 無\n"
    "2 丑公司 21,791 21.67 無 寅公司 25,675 24.07 無\n3 寅公司 18,236 18.10 無 丑公司 24,510 23.02\n"
    "其他 28,138 27.76 － 其他 34,533 29.99 －\n銷貨 銷貨\n103,286 100.00 － 121,067 100.00 －\n淨額 淨額\n"
)
HOLDERS = (
    "股东名称 股东性质 持股比例 持股数量 质押状态 质押数量\n甲集团有限公司 国有法人 31.2% 3,120 质押 1,200\n"
    "王某 境内自然人 8.4% 840 无 0\n乙投资中心 其他 4.1% 410 冻结 55\n丙公司 境外法人 2.5% 250 无 0\n"
)


def test_tables_beside_one_another_have_names_and_heads_of_their_own() -> None:
    said = cells(TWO)
    assert said[:4] == [
        "3.5121e+07 TWD|2022|子公司|111年度 / 金額",
        "34.87 %|2022|子公司|111年度 / 占全年度銷貨淨額比率(%)",
        "3.6349e+07 TWD|2023|子公司|112年度 / 金額",
        "33.66 %|2023|子公司|112年度 / 占全年度銷貨淨額比率(%)",
    ]
    assert said[6] == "2.5675e+07 TWD|2023|寅公司|112年度 / 金額"


def test_a_row_with_fewer_cells_has_them_where_they_fit() -> None:
    assert cells(TWO)[11] == "23.02 %|2023|丑公司|112年度 / 占全年度銷貨淨額比率(%)"
    assert cells(TWO)[14] == "3.4533e+07 TWD|2023|其他|112年度 / 金額"


def test_a_name_may_stand_around_its_row() -> None:
    assert cells(TWO)[-4:] == [
        "1.03286e+08 TWD|2022|銷貨淨額|111年度 / 金額",
        "100 %|2022|銷貨淨額|111年度 / 占全年度銷貨淨額比率(%)",
        "1.21067e+08 TWD|2023|銷貨淨額|112年度 / 金額",
        "100 %|2023|銷貨淨額|112年度 / 占全年度銷貨淨額比率(%)",
    ]


def test_words_between_values_are_columns_of_their_own() -> None:
    assert [cell.split("|")[3] for cell in cells(HOLDERS)[:3]] == ["持股比例", "持股数量", "质押数量"]
    assert [cell.split("|")[0] for cell in cells(HOLDERS)[3:6]] == ["8.4 %", "840 1", "0 1"]


def test_numbers_in_sentences_are_no_rows() -> None:
    assert cells("全年用电 120 万度 比上年 下降 3 个百分点。\n全年用水 80 万吨 比上年 下降 2 个百分点。\n") == []


def test_tables_with_the_same_heads_stand_beside_one_another() -> None:
    text = "城市 门店 城市 门店\n甲城 114 丁城 98\n乙城 87 戊城 64\n"
    assert [cell.split("|")[2] for cell in cells(text)] == ["甲城", "丁城", "乙城", "戊城"]
