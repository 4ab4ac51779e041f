"""Tables in text: each example is a text and the grid a reader sees in it."""

import pytest

from pipeline.lexicon import tables as vocabulary
from pipeline.lexicon.loading import load_records
from pipeline.lexicon.tables import is_absent, is_column_heading
from pipeline.model import Document, Table
from pipeline.read.text import read_text


def read(text: str) -> Document:
    return read_text(text.encode(), "book.txt", 2021)


def grid(document: Document, table: Table) -> list[list[str]]:
    """Write a table out, a spanned place repeated."""
    rows = 1 + max(cell.row + cell.row_span - 1 for cell in table.cells)
    columns = 1 + max(cell.column + cell.column_span - 1 for cell in table.cells)
    written = [[""] * columns for _ in range(rows)]
    for cell in table.cells:
        text = "".join(document.text[cell.span.start : cell.span.end].split("\n"))
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                written[row][column] = text
    return written


TABLES = {
    "one space, header on one line, total row": (
        "清单\n\n序号 楼宇名称 建筑面积（m2）\n\n1 申亚金融大厦 23697.3\n\n2 文广大厦 42229\n\n合计 65926.3\n",
        [
            ["序号", "楼宇名称", "建筑面积（m2）"],
            ["1", "申亚金融大厦", "23697.3"],
            ["2", "文广大厦", "42229"],
            ["合计", "合计", "65926.3"],
        ],
        1,
        2,
    ),
    "one space, header a cell a group": (
        "内容\n2018 年度收衣\n合计 /KG\n\n2019 年度收衣\n合计 /KG\n\n毕业季 10500 76000\n公益林 暂未启动 17000\n",
        [
            ["内容", "2018 年度收衣合计 /KG", "2019 年度收衣合计 /KG"],
            ["毕业季", "10500", "76000"],
            ["公益林", "暂未启动", "17000"],
        ],
        1,
        1,
    ),
    "one space, a header that spans": (
        "　运营场所 年排放量（吨 / 年）\n\n实施前 实施后\n\n苏州工厂 2094 0\n分销中心 1359 0\n宜昌厂 暂未披露\n",
        [
            ["运营场所", "年排放量（吨 / 年）", "年排放量（吨 / 年）"],
            ["运营场所", "实施前", "实施后"],
            ["苏州工厂", "2094", "0"],
            ["分销中心", "1359", "0"],
            ["宜昌厂", "暂未披露", "暂未披露"],
        ],
        2,
        1,
    ),
    "one space, a column of units, lines without blanks between": (
        "指标 单位 2019年 2021年 变化\n单产 公斤/头/年 9,860 11,240 +14.0%\n取水量 立方米 3.62 - -1.21\n",
        [
            ["指标", "单位", "2019年", "2021年", "变化"],
            ["单产", "公斤/头/年", "9,860", "11,240", "+14.0%"],
            ["取水量", "立方米", "3.62", "-", "-1.21"],
        ],
        1,
        2,
    ),
    "one space, a label over two lines": (
        "名称 2020年 2021年\n甲厂 12 15\n城北污水处理\n厂二期 30 31\n乙厂 4 5\n",
        [["名称", "2020年", "2021年"], ["甲厂", "12", "15"], ["城北污水处理厂二期", "30", "31"], ["乙厂", "4", "5"]],
        1,
        1,
    ),
    "tabs": (
        "单位：万元\n项目\t2020年\t2021年\n绿色贷款\t1,200\t2.4亿\n其他\t—\t300\n",
        [["项目", "2020年", "2021年"], ["绿色贷款", "1,200", "2.4亿"], ["其他", "—", "300"]],
        1,
        1,
    ),
    "tabs, a header that spans": (
        "项目\t2020年\t\t2021年\t\n\t用电\t用水\t用电\t用水\n甲厂\t1\t2\t3\t4\n乙厂\t5\t6\t7\t8\n",
        [
            ["项目", "2020年", "2020年", "2021年", "2021年"],
            ["", "用电", "用水", "用电", "用水"],
            ["甲厂", "1", "2", "3", "4"],
            ["乙厂", "5", "6", "7", "8"],
        ],
        2,
        1,
    ),
    "markdown": (
        "| 指标 | 数值 |\n| --- | ---: |\n| 年节电 | 120万度 |\n| 减排 | 80吨 |\n",
        [["指标", "数值"], ["年节电", "120万度"], ["减排", "80吨"]],
        1,
        1,
    ),
    "box drawing": (
        "┌──────┬──────┐\n│ 指标 │ 2021 │\n├──────┼──────┤\n│ 节电 │ 120  │\n│ 节水 │ 80   │\n└──────┴──────┘\n",
        [["指标", "2021"], ["节电", "120"], ["节水", "80"]],
        1,
        1,
    ),
    "columns of spaces, a cell left empty": (
        "指标        2019年    2020年\n节电量      120       150\n节水量                80\n",
        [["指标", "2019年", "2020年"], ["节电量", "120", "150"], ["节水量", "", "80"]],
        1,
        1,
    ),
    "commas": (
        "指标,单位,数值\n节电,万度,120\n节水,吨,80\n",
        [["指标", "单位", "数值"], ["节电", "万度", "120"], ["节水", "吨", "80"]],
        1,
        2,
    ),
    "names and prose": (
        """项目名称 具体内容

某大酒店合同
能源管理项目

2019 年安装热泵，采用电锅炉替代天然气锅炉提供生活热水
置换旧设备

某船厂光伏项目 2019 年建成 5 兆瓦时储能，每年削峰填谷 150 万千瓦时

二、守护健康长江

正文。
""",
        [
            ["项目名称", "具体内容"],
            ["某大酒店合同能源管理项目", "2019 年安装热泵，采用电锅炉替代天然气锅炉提供生活热水置换旧设备"],
            ["某船厂光伏项目", "2019 年建成 5 兆瓦时储能，每年削峰填谷 150 万千瓦时"],
        ],
        1,
        1,
    ),
}


@pytest.mark.parametrize(("text", "expected", "headers", "labels"), TABLES.values(), ids=TABLES.keys())
def test_a_table_is_read_as_the_grid_a_reader_sees(
    text: str, expected: list[list[str]], headers: int, labels: int
) -> None:
    document = read(text)
    assert [grid(document, table) for table in document.tables] == [expected]
    assert (document.tables[0].header_rows, document.tables[0].label_columns) == (headers, labels)


NO_TABLES = [
    "公司开展乡村社区项目 6\n个，城市社区项目 7\n个，覆盖居民 20 万人。\n",
    "节约电能 1546 万千瓦时 / 年\n\n节约天然气 7368 立方米 / 年\n",
    "• 提高冷冻机效率 6%；\n• 下降 35%~46%；\n",
    "目录\n晨星水泥公司 3\n蓝湾数据中心 12\n青禾乳业 20\n",
    "目录\n晨星水泥公司    3\n蓝湾数据中心    12\n",
    "晨星水泥公司…………3\n蓝湾数据中心…………12\n",
    "1. 市分行成立委员会\n2. 市分行召开会议\n3. 部门联动\n",
    "2019 年 10 月\n2020 年 11 月\n",
    "地址：上海路 12 号  电话：0563-6120088\n邮编：200000  网址：www.example.cn\n",
]


@pytest.mark.parametrize("text", NO_TABLES)
def test_what_is_no_table_is_left_alone(text: str) -> None:
    assert read(text).tables == ()


def test_the_caption_names_the_table_and_its_unit() -> None:
    document = read("正文。\n\n表 1 主要指标\n单位：万元\n\n项目 2020 年 2021 年\n贷款 12 15\n存款 3 4\n")
    caption = document.tables[0].caption
    assert caption is not None
    assert document.text[caption.start : caption.end] == "表 1 主要指标\n单位：万元"


def test_every_record_of_the_vocabulary_has_examples_that_match() -> None:
    for record in load_records(vocabulary.FILE, "column"):
        assert all(is_column_heading(example) for example in record["examples"])
    for record in load_records(vocabulary.FILE, "absent"):
        assert all(is_absent(example) for example in record["examples"])


@pytest.mark.parametrize("text", ["0", "-5", "12", "无锡工厂十二号车间", "申亚大厦"])
def test_a_value_or_a_name_does_not_stand_for_no_value(text: str) -> None:
    assert not is_absent(text)
