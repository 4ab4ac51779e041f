"""What the ground that it stands on tells of a text: cards in a row, bands under columns, discs joined by a path."""

from pathlib import Path

from tests.read.pdf.sheets import BLOCKS, Sheets
from tests.read.pdf.test_asides import paragraphs
from tests.read.pdf.test_tables import PROSE, cells, grid, piecewise, read


def test_lists_on_grounds_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    products = (
        ("KD-300 风机", ("风量", "9,000 立方米/小时"), ("效率", "≥86%"), ("功率", "55 千瓦")),
        ("MT-12 水泵", ("流量", "4.5 吨/小时"), ("噪声", "≤68 分贝"), ("面积", "130 平方米")),
    )
    for number, (name, *pairs) in enumerate(products):
        x = 50 + 250 * number
        sheets.fill(x, 100, x + 230, 240, "#eeeeee")
        sheets.write(x + 10, 108, name, 12)
        for row, (label, value) in enumerate(pairs):
            sheets.write(x + 10, 132 + 34 * row, label, 7)
            sheets.write(x + 10, 142 + 34 * row, value, 12)
            sheets.rule(x + 10, 158 + 34 * row, x + 220, 158 + 34 * row)
    sheets.write(50, 260, "两款产品已交付客户三百台。")
    document = read(sheets)
    assert not document.tables
    wanted = [text for name, *pairs in products for text in (name, *(f"{label} {value}" for label, value in pairs))]
    assert paragraphs(document) == [*wanted, "两款产品已交付客户三百台。"]


def test_shaded_columns_of_figures_are_one_table(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    for x in (160, 260, 360):
        sheets.fill(x, 100, x + 90, 196, "#eeeeee")
    rows = [["项目", "2020年", "2021年", "2022年"], *([f"指标{n}", f"{n}12", f"{n}34", f"{n}56"] for n in "一二三四")]
    rows[1:] = [[row[0], f"1,2{n}1", f"1,3{n}2", f"1,4{n}3"] for n, row in enumerate(rows[1:])]
    for number, row in enumerate(rows):
        cells(sheets, 103 + 19 * number, *zip((60, 185, 285, 385), row, strict=True))
    document = read(sheets)
    assert [grid(document, table) for table in document.tables] == [rows]


def test_a_band_under_columns_is_read_behind_them(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    for x in (50, 230, 410):
        sheets.flow(x, 100, 150, PROSE, indent=False)
    sheets.fill(50, 330, 560, 360, "#eeeeee")
    sheets.write(60, 340, "这一页到此为止。")
    assert paragraphs(read(sheets))[-1] == "这一页到此为止。"


def test_discs_that_a_path_joins_have_their_labels_below(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    figures = (
        ("废铁回炉", "1,920", "吨"),
        ("屋顶光伏", "8.4", "兆瓦"),
        ("智能电表", "57", "个"),
        ("厂区种树", "3.6", "万株"),
    )
    sheets.fill(80, 150, 500, 156, "#dddddd")
    sheets.disc(70, 120, 520, 186, "#dddddd")
    for number, (label, value, unit) in enumerate(figures):
        x, top = 60 + 130 * number, 110 + 30 * (number % 2)
        sheets.disc(x, top, x + 80, top + 80, "#ffffff")
        sheets.write(x + 20, top + 20, value, 18)
        sheets.write(x + 32, top + 46, unit, 8)
        sheets.write(x + 18, top + 86, label, 11)
    assert set(paragraphs(read(sheets))) == {f"{label} {value}{unit}" for label, value, unit in figures}


def test_the_last_row_needs_no_rule_below_it(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    xs = [45.0, 145.0, 245.0, 345.0]
    rows = [["议题", "编号", "页码"], ["用水", "303-5", "28"], ["雇员", "401-1", "41-43"], ["社区", "413-1", "60-61"]]
    for number, row in enumerate(rows):
        piecewise(sheets, xs, 100 + 20 * number)
        cells(sheets, 104 + 20 * number, *zip((50, 150, 250), row, strict=True))
    sheets.write(45, 190, "如有疑问，欢迎来电。")
    document = read(sheets)
    assert [grid(document, table) for table in document.tables] == [rows]
    assert paragraphs(document)[-1] == "如有疑问，欢迎来电。"


def test_a_title_over_the_lower_rule_is_none_of_the_list_above(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.write(50, 80, "公司概况", 15)
    sheets.rule(50, 100, 540, 100)
    pairs = [
        ["全称", "临川精密仪器公司"],
        ["创立", "一九九八年"],
        ["资本", "3.6 亿元"],
        ["员工", "2,480 人"],
        ["面积", "14.2 万平方米"],
    ]
    for number, (name, told) in enumerate(pairs):
        sheets.write(50, 115 + 22 * number, name)
        sheets.write(290 - sheets.write(0, -100, told), 115 + 22 * number, told)
    sheets.write(50, 240, "环境信息", 15)
    sheets.rule(50, 260, 540, 260)
    sheets.write(50, 280, "本公司没有重大污染。")
    document = read(sheets)
    assert [grid(document, table) for table in document.tables] == [pairs]
    assert "环境信息" in paragraphs(document)


def test_large_figures_over_their_units_and_wrapped_labels_are_cards(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    cards = (
        ("2,310", "吨/日", "生活垃圾焚烧处", "理规模"),
        ("37.2", "万吨", "餐厨垃圾资源化", "处理量"),
        ("98.4", "%", "炉渣利用率", ""),
        ("16", "座", "环保教育展馆", ""),
    )
    for number, (value, unit, label, rest) in enumerate(cards):
        x, top = 60 + 240 * (number % 2), 100 + 120 * (number // 2)
        sheets.rule(x, top, x + 200, top)
        sheets.write(x, top + 6, value, 26)
        sheets.write(x, top + 36, unit, 8)
        sheets.write(x, top + 50, label, 10)
        if rest:
            sheets.write(x, top + 63, rest, 10)
    document = read(sheets)
    assert not document.tables
    assert set(paragraphs(document)) == {f"{label}{rest} {value}{unit}" for value, unit, label, rest in cards}


def test_large_figures_with_labels_far_beside_them_are_cards(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    cards = (("653", "个", "空瓶回收点"), ("98.1", "万只", "回收空瓶"), ("31", "座", "合作城市"))
    for number, (value, unit, label) in enumerate(cards):
        end = sheets.write(100, 100 + 57 * number, value, 22)
        sheets.write(end + 2, 110 + 57 * number, unit, 9)
        sheets.write(250, 107 + 57 * number, label, 10.5)
        sheets.rule(60, 140 + 57 * number, 500, 140 + 57 * number)
    document = read(sheets)
    assert not document.tables
    assert paragraphs(document) == [f"{label} {value}{unit}" for value, unit, label in cards]


def test_what_is_told_under_a_card_is_told_of_its_figure(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    cards = (("19.2亿元", "营业收入", "同比增长 7.9%"), ("3,610万支", "补充装销量", "同比增长 22.4%"))
    for number, (value, label, more) in enumerate(cards):
        x = 60 + 200 * number
        sheets.write(x, 100, value, 28)
        sheets.write(x, 136, label, 10)
        sheets.write(x, 152, more, 8)
    assert set(paragraphs(read(sheets))) == {f"{label} {value} {more}" for value, label, more in cards}


def test_cards_in_rows_are_read_row_by_row_before_what_stands_below(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    rows = (
        (("36.7万吨", "累计减排"), ("47亿元", "绿色债券"), ("53.1%", "清洁能源占比")),
        (("2,209名员工参与", "持股计划"), ("39.2%占员工总数", "研发人员"), ("95.8分", "客户满意度")),
    )
    for number, row in enumerate(rows):
        for place, (value, label) in enumerate(row):
            sheets.write(60 + 170 * place, 100 + 80 * number, value, 18)
            sheets.write(60 + 170 * place, 124 + 80 * number, label, 9)
    sheets.write(60, 270, "安全培训覆盖全体员工。")
    wanted = [f"{label} {value}" for row in rows for value, label in row]
    assert paragraphs(read(sheets)) == [*wanted, "安全培训覆盖全体员工。"]
